"""Questions about series: every answer equals a plain reckoning, nothing is added up that may hold another twice."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.specimens import eurostat, frontex, unhcr
from tests.evidence.test_store import take
from waypost.cli.main import main
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.statistics.answer import Series
from waypost.core.statistics.key import Key, Open, chosen, key_of
from waypost.core.values import Missing
from waypost.reference.datasets import topics
from waypost.usecases.evidence_series import series_of, situation_of
from waypost.usecases.opening import Asking

ON = date(2026, 10, 1)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
COUNTRIES = {"MAR": "MA", "TUN": "TN", "SYR": "SY", "FRA": "FR", "GRC": "GR"}


def ask(folder: Path, name: str, *, by: str = "", vintage: date | None = None) -> Series:
    """A series of the store in a folder."""
    return series_of(name, Asking(on=ON, folder=folder, vintage=vintage), by=by)


def values(series: Series) -> dict[tuple[str, str], Decimal | Missing]:
    """Its figures by group and period."""
    return {(one.group, one.period): one.value for one in series.points}


# ---------------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("detections", Key(about="detections")),
        ("Detections: partner=MA, per=year", Key(about="detections", partner="MA", per="year")),
        (
            "unhcr-population / Asylum-seekers : Stage of procedure = FI",
            Key(about="unhcr-population", measure="Asylum-seekers", rest=(("stage of procedure", "FI"),)),
        ),
        ("a: cause=harsh conditions, lack of shelter, route=x", Key(
            about="a", route="x", rest=(("cause", "harsh conditions, lack of shelter"),)
        )),
        ("bx.trf.pwkr.cd.dt: partner=MA", Key(about="bx.trf.pwkr.cd.dt", partner="MA")),
    ],
)  # fmt: skip
def test_a_name_fixes_what_it_says(words: str, key: Key) -> None:
    """The name of a series is a topic or dataset, perhaps a measure, and what is fixed."""
    assert key_of(words) == key


@pytest.mark.parametrize(
    "words", ["", ":", "detections partner", "detections: partner", "detections: per=week", "a: x="]
)
def test_what_names_no_series_is_none(words: str) -> None:
    """Words that are no name of a series are never read as one."""
    assert key_of(words) is None


RESTS = st.lists(
    st.tuples(st.sampled_from(["T", "F", "M"]), st.sampled_from(["TOTAL", "Y18", "Y65"])), min_size=1, max_size=9
)


@given(RESTS)
def test_no_choice_holds_a_total_and_its_parts(found: list[tuple[str, str]]) -> None:
    """What is left open is the total or one code, or it is refused: never a total beside its parts, never several
    codes of which nobody knows that they are a whole."""
    held = {(("age", age), ("sex", sex)) for sex, age in found}
    picked = chosen(held, (), frozenset())
    if isinstance(picked, Open):
        codes = {dict(one)[picked.dimension] for one in held}
        assert len(codes) > 1
        return
    assert set(picked) <= held
    assert len(picked) <= 1


# ------------------------------------------------------------------------------------------------------- answers

CELLS = st.lists(
    st.tuples(
        st.sampled_from(["2020", "2021", "2022"]),
        st.sampled_from(["MAR", "TUN", "SYR"]),
        st.sampled_from(["FRA", "GRC", "-"]),
        st.one_of(st.integers(0, 10**9), st.none()),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=5)
@given(issues=st.lists(CELLS, min_size=1, max_size=3))
def test_a_sum_equals_a_plain_reckoning(
    issues: list[list[tuple[str, str, str, int | None]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """For each period the newest issue that holds it: its total of all asylum countries where it has one, else the sum
    over them; unknown is not zero, and what is missing is counted."""
    folder = tmp_path_factory.mktemp("sum")
    for number, rows in enumerate(issues):
        text = [(year, origin, asylum, "" if n is None else str(n)) for year, origin, asylum, n in rows]
        path = unhcr(folder / f"{number}.csv", (*text, ("1999", "SYR", "FRA", str(number))))
        take(folder / "evidence", path, issued=date(2024, 1, 1 + number))
    for partner in ("MA", "TN"):
        expected: dict[str, Decimal | Missing] = {}
        for rows in issues:
            mine = [row for row in rows if COUNTRIES[row[1]] == partner]
            total = [row for row in mine if row[2] == "-"]
            for year in {row[0] for row in mine}:
                of = [row for row in (total or mine) if row[0] == year]
                known = [Decimal(row[3]) for row in of if row[3] is not None]
                if of:
                    expected[year] = sum(known, Decimal(0)) if known else Missing.NOT_REPORTED
        try:
            found = values(ask(folder, f"refugees: partner={partner}"))
        except NotThere:
            found = {}
        assert found == {("", year): value for year, value in expected.items()}


@pytest.fixture(scope="module")
def applicants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Asylum applicants in two issues, with EU totals of two compositions, groups, and a total of all countries."""
    folder = tmp_path_factory.mktemp("applicants")
    first = (
        ("MA", "EU28", "2018", "100"), ("MA", "EU28", "2019", "110 p"), ("MA", "EL", "2019", "7"),
        ("TN", "EU28", "2019", "50"), ("TOTAL", "EU28", "2019", "400"), ("EXT_EU28", "EU28", "2019", "390"),
    )  # fmt: skip
    second = (
        ("MA", "EU28", "2019", "120"), ("MA", "EU27_2020", "2019", "111"), ("MA", "EU27_2020", "2020", "90 b"),
        ("MA", "EU27_2020", "2021", ": c"), ("TOTAL", "EU27_2020", "2020", "300"), ("MA", "EL", "2020", "9"),
    )  # fmt: skip
    take(folder / "evidence", eurostat(folder / "one.csv", first), issued=date(2020, 5, 1))
    take(folder / "evidence", eurostat(folder / "two.csv", second), issued=date(2022, 5, 1))
    return folder


def test_the_newest_issue_counts_and_a_new_scope_is_a_break(applicants: Path) -> None:
    """Of each period the newest issue; where the EU of the figures changes its members, that is told as a break."""
    found = ask(applicants, "asylum_applicants: partner=MA").points
    assert [(one.period, one.value, one.scope, one.broken) for one in found] == [
        ("2018", 100, "EU28", False),
        ("2019", 111, "EU27_2020", True),
        ("2020", 90, "EU27_2020", True),
        ("2021", Missing.NOT_REPORTED, "EU27_2020", False),
    ]


def test_figures_as_published_by_a_day(applicants: Path) -> None:
    """With a day of publication nothing that came later is seen, and a preliminary figure is marked."""
    found = ask(applicants, "asylum_applicants: partner=MA", vintage=date(2021, 1, 1)).points
    assert [(one.period, one.value, one.preliminary) for one in found] == [("2018", 100, False), ("2019", 110, True)]
    with pytest.raises(NotThere):
        ask(applicants, "asylum_applicants: partner=MA", vintage=date(2019, 1, 1))


def test_groups_and_totals_are_never_added_to_countries(applicants: Path) -> None:
    """Without a partner the publisher's own total stands; by partner only countries stand, each for itself."""
    assert values(ask(applicants, "asylum_applicants"))[("", "2019")] == 400
    by = values(ask(applicants, "asylum_applicants: reporter=EU28", by="partner"))
    assert {group for group, _ in by} == {"MA", "TN"}


def test_what_is_open_is_refused_and_named(applicants: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where adding up could count twice, the command says which dimension to fix and ends with 2."""
    asked = ["evidence", "ask", "series", "migr_asyappctza: partner=MA", "-w", str(applicants)]
    assert main(asked) == 2
    told = capsys.readouterr().err
    assert "reporter" in told
    assert "EU28" in told


@pytest.mark.parametrize("name", ["refugees: per=year", "nonsense ="])
def test_what_cannot_be_asked_is_refused(tmp_path: Path, name: str) -> None:
    """A stock is not added up over time, and a name that names nothing is refused."""
    take(tmp_path / "evidence", unhcr(tmp_path / "a.csv", (("2021", "MAR", "-", "5"),)))
    with pytest.raises(WrongRequest):
        ask(tmp_path, name)


def test_a_revision_is_one_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What an issue said of a year and what a later one says of it stand under each other, with the difference."""
    for day, late in ((date(2022, 2, 4), 5), (date(2023, 2, 4), 8)):
        months = [f"{name}2021" for name in MONTHS]
        rows = [
            ("Western Mediterranean Route", border, "Morocco", month, late if month == "DEC2021" else 1)
            for border in ("Land", "Sea")
            for month in months
        ]
        path = frontex(
            tmp_path / f"{day.year}.xlsx", [*rows, ("Central Mediterranean Route", "Sea", "Tunisia", months[0], 3)]
        )
        take(tmp_path / "evidence", path, issued=day)
    asked = ["evidence", "ask", "revisions", "detections: per=year", "--period", "2021", "-w", str(tmp_path)]
    assert main([*asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["data"]["points"]
    assert [(one["issued"], one["value"], one["preliminary"]) for one in told] == [
        ("2022-02-04", "35", True),
        ("2023-02-04", "41", True),
    ]
    assert main(asked) == 0
    assert " 6 " in capsys.readouterr().out
    by = ask(tmp_path, "detections: partner=MA, per=year", by="route")
    assert {(group, value) for (group, _), value in values(by).items()} == {("western_mediterranean", Decimal(38))}


def test_a_year_without_all_its_months_is_not_whole(tmp_path: Path) -> None:
    """A year put together of eleven months is told to be incomplete, and so is one not over when it was published."""
    rows = [("Western Mediterranean Route", "Sea", "Morocco", f"{month}2021", 1) for month in ("JAN", "FEB")]
    take(tmp_path / "evidence", frontex(tmp_path / "a.xlsx", rows), issued=date(2022, 2, 4))
    (year,) = ask(tmp_path, "detections: per=year").points
    assert (year.value, year.whole) == (2, False)
    months = ask(tmp_path, "detections").points
    assert [one.whole for one in months] == [True, True]


def test_the_situation_of_a_partner_is_one_question(applicants: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every topic that the store has a whole period of, with that period and the one before it."""
    (one,) = situation_of("MA", Asking(on=ON, folder=applicants))
    assert (one.topic, one.last.period, one.last.value) == ("asylum_applicants", "2020", 90)
    assert one.before is not None
    assert one.before.period == "2019"
    for language in ("en", "fr", "de", "ar"):
        assert main(["evidence", "ask", "situation", "--partner", "MA", "-w", str(applicants), "--lang", language]) == 0
    assert "Asylum applicants" in capsys.readouterr().out
    assert main(["evidence", "ask", "situation", "--partner", "MA", "-w", str(applicants), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["data"]["topics"][0]["last"]["value"] == "90"


def test_topics_asked_together_answer_as_each_alone(tmp_path: Path) -> None:
    """The situation is one question over all tables: each topic in it has the points that its own series has, also
    where two topics are measures of one table."""
    heads = "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO)"
    rows = [
        f"{year},{origin},{origin},{asylum},{asylum},{n},{n * 2 if n % 3 else ''}"
        for n, (year, origin, asylum) in enumerate(product((2021, 2022), ("MAR", "TUN"), ("FRA", "GRC")), start=7)
    ]
    table = tmp_path / "unhcr.csv"
    table.write_text("\n".join([f"{heads},Refugees under UNHCR's mandate,Asylum-seekers", *rows]) + "\n")
    take(tmp_path / "evidence", table, issued=date(2023, 6, 1))
    for day, value in ((date(2020, 5, 1), "4"), (date(2022, 5, 1), "6 p")):
        cells = (("MA", "EU27_2020", "2018", value), ("MA", "EU28", "2018", "9"), ("TN", "EU28", "2018", "1"))
        take(tmp_path / "evidence", eurostat(tmp_path / f"{day}.csv", cells), issued=day)
    together = situation_of("MA", Asking(on=ON, folder=tmp_path))
    assert [one.topic for one in together] == ["asylum_applicants", "refugees", "asylum_seekers"]
    for one in together:
        per = ", per=year" if one.topic == "asylum_applicants" else ""
        alone = ask(tmp_path, f"{one.topic}: partner=MA{per}")
        assert one.last == alone.last
        assert one.before in (None, *alone.points)


def test_no_two_topics_are_the_same_figures() -> None:
    """A measure of a dataset is in one topic only, so that topics may be asked together."""
    found = Counter((one.dataset, measure) for one in topics() for measure in one.measures)
    assert [key for key, times in found.items() if times > 1] == []
    assert all(one.measures for one in topics())


def test_rows_that_repeat_a_key_are_added(tmp_path: Path) -> None:
    """A publisher who left columns out repeats a key: its figures are added up, not overwritten."""
    take(tmp_path / "evidence", unhcr(tmp_path / "a.csv", [("2021", "MAR", "FRA", "5"), ("2021", "MAR", "FRA", "6")]))
    assert values(ask(tmp_path, "refugees: partner=MA")) == {("", "2021"): 11}


def test_a_group_beside_countries_is_told(tmp_path: Path) -> None:
    """A code that stands for two countries is in no sum over countries, and the answer names it."""
    rows = [("2021", "SRB", "FRA", "5"), ("2021", "MAR", "FRA", "6"), ("2021", "TUN", "FRA", "1")]
    take(tmp_path / "evidence", unhcr(tmp_path / "a.csv", rows))
    found = ask(tmp_path, "refugees: reporter=FR")
    assert values(found) == {("", "2021"): 7}
    assert found.left_out
