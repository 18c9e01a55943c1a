"""How names, days and titles are written where they stand."""

from __future__ import annotations

from datetime import date

import pytest

from waypost.core.say import Ref, Who, say
from waypost.core.values import ElementId, Precision, Text, When
from waypost.words.wording import wording

ITEM = Ref(element=ElementId("e22222222222"), number="2.1", title=Text(wordings=(("en", "Send the list"),)))


@pytest.mark.parametrize(("language", "quoted"), [("en", "“Send the list”"), ("fr", "«\u202fSend the list\u202f»")])
def test_a_title_in_a_sentence_is_quoted(language: str, quoted: str) -> None:
    """In a reason, in a finding and in a list of them a title stands in quotation marks; its number does not."""
    words = wording(language)
    assert f"2.1\u00a0{quoted}" in words.plain(say("timetable.because_decision", item=ITEM))
    assert words.plain(say("review.not_so", asks="x", count=4, items=(ITEM,))).count("Send the list") == 0


def test_a_title_in_a_label_is_not_quoted() -> None:
    """The name of a row is the title alone."""
    assert wording("en").plain(say("page.field", item=ITEM, field="due")) == "2.1\u00a0Send the list: due"
    assert wording("en").plain(ITEM) == "2.1\u00a0Send the list"


def test_plain_days_are_written_as_dates() -> None:
    """A phrase that is nothing but days is written as dates of the language; any other stands in quotation marks."""
    last = date(2023, 12, 31)
    plain = When(phrase="2023-12-31", precision=Precision.INTERVAL, last=last)
    assert wording("en").plain(plain) == "by 31\u00a0December 2023"
    loose = When(phrase="before the end of 2023", precision=Precision.INTERVAL, last=last)
    assert wording("en").plain(loose) == "“before the end of 2023”"


def test_a_name_begins_a_cell_with_a_capital() -> None:
    """Where a name begins, it has a capital; within a sentence it is as it is."""
    eu = say("money.donor", who=(Who(principal="eu"),))
    assert wording("fr").plain(eu) == "Institutions de l’UE"
    assert wording("fr").plain(say("brief.owner", who=Who(principal="eu"))).endswith("institutions de l’UE.")


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("il attend", " parce qu’il attend"),
        ("Italie attend", " parce qu’Italie attend"),
        ("la loi", " parce que la loi"),
    ],
)
def test_french_draws_que_together_with_a_vowel(why: str, told: str) -> None:
    """Before a vowel the e of `parce que` falls away, whatever follows it; the words stay strong, what follows not."""
    runs = wording("fr").runs(say("outputs.because", why=why))
    assert "".join(run.text for run in runs) == told
    assert [run.strong for run in runs if "parce" in run.text] == [True]
    assert not runs[-1].strong
