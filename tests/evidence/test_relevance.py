"""What is about migration: the rule says why, and how well it does is what the manual prints."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.test_funding import COMMISSION, activity, iati, transaction
from tests.evidence.test_store import take
from tools.relevance.__main__ import lines
from tools.relevance.measure import RULES, judged, labels, score
from tools.relevance.sample import DRAWN, LABELS, Case, files
from waypost.core.aid.activity import Sector
from waypost.core.roadmap.vocabulary import Domain
from waypost.evidence.engine import Duck
from waypost.evidence.relevance import READ, WORDS, Relevance, alternatives, relevance, signs_of
from waypost.evidence.store import engine_of
from waypost.evidence.tables import ACTIVITIES, COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "manual" / "relevance.md"


@pytest.mark.parametrize(
    ("texts", "domain", "because"),
    [
        (["Sostegno ai rifugiati e agli sfollati"], Domain.PROTECTION, ("rifugiati",)),
        (["Gestione delle frontiere"], Domain.IRREGULAR_MIGRATION, ("gestione delle frontiere",)),
        (["Hilfe für Binnenflüchtlinge"], Domain.PROTECTION, ("flüchtlinge",)),
        (["Población desplazada en Colombia"], Domain.PROTECTION, ("población desplazada",)),
        (["Politique migratoire et migrants de retour"], Domain.RETURN, ("migrants de retour", "migratoire")),
        (["The Danish Refugee Council builds roads"], None, ()),
        (["Infants,Children,Elderly,Male,Female,IDPS"], None, ()),
        (["Infants,IDPS,Refugees,Returnees"], Domain.PROTECTION, ("idps", "returnees")),
        (["Roads " + "x" * READ + " for refugees"], None, ()),
        (["Roads", "x" * READ, "for refugees"], Domain.PROTECTION, ("refugees",)),
    ],
)
def test_the_rule_says_on_which_words_it_rests(
    texts: list[str], domain: Domain | None, because: tuple[str, ...]
) -> None:
    """Words of five languages count at the beginning of a text, names of bodies and lists of everybody do not; the
    decision names a word of each domain, its own first."""
    assert relevance((), texts) == Relevance("words" if domain else "", domain, because)


@given(st.sampled_from([one for _, words in WORDS for one in alternatives(words)]), st.data())
def test_no_word_is_overlooked_for_want_of_a_sign(word: str, data: st.DataObject) -> None:
    """Whatever a word matches holds one of its own signs, by which alone it is looked for."""
    text = data.draw(st.from_regex(word, fullmatch=True)).casefold()
    assert any(sign in text for sign in signs_of(word))


def test_words_one_by_one_are_all_the_words() -> None:
    """Put together again the words of a domain are what they were."""
    for _, words in WORDS:
        assert "|".join(alternatives(words)) == words
        assert all(re.compile(one) for one in alternatives(words))


def test_the_sample_is_of_the_size_that_is_said() -> None:
    """More than 300 activities are labelled, each once and with a reason, and about half of those drawn first are held
    out."""
    told = labels()
    groups = Counter(one.group for one in told.values())
    first, more = (sum(one[at] for one in DRAWN.values()) for at in (0, 1))
    assert groups["tuned"] + groups["held out"] == first >= 300
    assert groups["read after"] == more
    assert abs(groups["tuned"] - groups["held out"]) < first / 10
    assert len(told) == len(LABELS.read_text(encoding="utf-8").splitlines()) - 1
    assert all(len(one.reason) > 5 for one in told.values())
    assert {one.relevant for one in told.values()} == {True, False}


def test_an_activity_stands_for_as_many_as_its_part_has_for_each_drawn() -> None:
    """Of two near drawn out of four each weighs two; a relevant one far away that is missed lowers recall by what it
    stands for."""
    names = [(name, one) for name, one in labels().items() if one.group == "tuned"]
    (near, _), (wrong, _) = (next(pair for pair in names if pair[1].relevant is said) for said in (True, False))
    case = {
        name: Case(identifier=name, file="", sectors=(), texts=("Refugees",), part="near") for name in (near, wrong)
    }
    found = [*case.values(), *(Case(identifier=f"x{n}", file="", sectors=(), texts=(), part="near") for n in range(2))]
    ours = judged(found, [("tuned", one) for one in case.values()], "tuned")
    assert {one.weight for one in ours} == {2.0}
    result = score(ours, RULES["words alone"])
    assert (result.precision, result.recall, result.right, result.wrong, result.missed) == (0.5, 1.0, 1, 1, 0)


@pytest.mark.deep
def test_the_manual_prints_what_the_command_measures(shared_folder: Path) -> None:
    """Precision and recall in the manual are those of the labels and of the rule as they are now."""
    assert len(files()) > 40
    table = "\n".join(lines(shared_folder / "data" / "iati"))
    assert table in PAGE.read_text(encoding="utf-8")


def test_the_store_keeps_why(tmp_path: Path) -> None:
    """Each activity is kept with the code and the words by which it is about migration."""
    sector = '<sector vocabulary="1" code="15190"/>'
    one = activity("EC-1", COMMISSION, transaction("2", "100"), title="Readmission and refugees", more=sector)
    take(tmp_path / "evidence", iati(tmp_path / "ec.xml", (one,)))
    with engine_of(tmp_path / "evidence") as engine:
        found = engine.rows(f"select relevant_by, relevant_because from {ACTIVITIES}")
    assert found == [("both", "15190; readmission; refugees")]
    assert relevance((Sector(code="15190"),), ()).because == ("15190",)


def test_a_vintage_of_before_a_column_has_nothing_in_it(tmp_path: Path) -> None:
    """A table written before a column was thought of answers with nothing there, and with all the rest."""
    import duckdb

    old = ", ".join(f"cast('v' as varchar) as {name}" for name in COLUMNS["relations"] if name != "other")
    path = tmp_path / "relations.parquet"
    duckdb.sql(f"copy (select {old}) to '{path}' (format parquet)")
    with Duck({"relations": [path]}) as engine:
        assert engine.rows("select kind, other from relations") == [("v", None)]
