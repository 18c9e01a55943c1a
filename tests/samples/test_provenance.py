"""Every title, amount, date and party about a real country comes from a row, by file and key (issue 1.3).

What the rows say is in `rows.json`; where the folder `shared` is there, that index and every published file are
made anew from it and compared.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tests.conftest import Golden
from tests.samples.shipped import ROOT, published
from tools.make_samples.files import state_path
from tools.make_samples.published import states
from tools.make_samples.published_rows import read_files
from tools.make_samples.rows import index_text
from waypost.codec.states import encode_state
from waypost.core.errors import Problem
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import Partner
from waypost.core.values import Missing, Money, Quantity, Source, Text, When
from waypost.core.when.reading import parse_when
from waypost.reference.presidencies import named_presidencies

INDEX = Path(__file__).parent / "rows.json"
OUR_WORDS = ("not confirmed",)
"""Words in notes that are ours: a point that its plan's file calls unconfirmed."""

# Names of plans.json and the principals we write for them: a second table, so that a slip in the tool's shows.
NAMES = {
    "eu": ("European Union", "European Commission"), "ms:*": ("EU Member States",),
    "ms:AT": ("Austria",), "ms:BG": ("Bulgaria",), "ms:HR": ("Croatia",), "ms:FR": ("France",), "ms:DE": ("Germany",),
    "ms:GR": ("Greece",), "ms:HU": ("Hungary",), "ms:IT": ("Italy",), "ms:NL": ("Netherlands",), "ms:RO": ("Romania",),
    "ms:SI": ("Slovenia",), "partner:AL": ("Albania",), "partner:BD": ("Bangladesh",), "partner:EG": ("Egypt",),
    "partner:JO": ("Jordan",), "partner:LB": ("Lebanon",), "partner:MR": ("Mauritania",), "partner:MA": ("Morocco",),
    "partner:NE": ("Niger",), "partner:MK": ("North Macedonia",), "partner:RS": ("Serbia",),
    "partner:TN": ("Tunisia",), "partner:TR": ("Türkiye",),
}  # fmt: skip
PRINCIPAL = re.compile(r"(?:eu|ms:(?:[A-Z]{2}|\*)|partner:[A-Z]{2}|org:.+)")
MONTHS = list(calendar.month_name)


@cache
def rows() -> dict[str, list[str]]:
    """What each row says."""
    found: dict[str, list[str]] = json.loads(INDEX.read_text(encoding="utf-8"))
    return found


def values(value: Any) -> Iterator[Any]:
    """Every value inside a value, outermost first."""
    yield value
    if isinstance(value, tuple | frozenset):
        for part in value:
            yield from values(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from values(getattr(value, one.name))


def cited(element: Element) -> list[str]:
    """What the rows say that the element or a record in it cites."""
    keys = {one.row for one in values(element) if isinstance(one, Source) and one.row}
    assert keys, element
    return [said for key in keys for said in rows()[key]]


def elements() -> Iterator[Element]:
    """Every published element in every state, equal ones once."""
    seen: set[Element] = set()
    for history in published().values():
        for state in history:
            for one in state.elements:
                if one not in seen:
                    seen.add(one)
                    yield one


def is_said(words: str, said: list[str]) -> bool:
    """Whether words stand in a row: whole, as part of one, or as several parts joined."""
    plain = _plain(words)
    if any(plain in _plain(one) for one in said):
        return True
    for one in sorted([*said, *OUR_WORDS], key=len, reverse=True):
        plain = plain.replace(_plain(one), "")
    return not plain.strip(" ,;.")


def _plain(words: str) -> str:
    return re.sub(r"[“”\"‘’'*]", "", words).casefold()


def is_day_said(day: date, said: list[str]) -> bool:
    """Whether a day stands in a row: in ISO form, in words, or as the day of a phrase in it that we can read."""
    if day.isoformat() in said:
        return True
    words = (f"{day.day} {MONTHS[day.month]} {day.year}", f"{day.year}")
    return words[0] in " ".join(said) or ((day.month, day.day) in ((1, 1), (12, 31)) and words[1] in said)


# ---------------------------------------------------------------------------------------------------------- laws


def test_every_text_stands_in_a_row() -> None:
    """No title, wording, condition, note or place says what no cited row says."""
    for one in elements():
        said = cited(one)
        for text in (part for part in values(one) if isinstance(part, Text)):
            assert [language for language, _ in text.wordings] == ["en"]
            assert is_said(text.original, said), (one.sources, text.original)


def test_every_amount_stands_in_a_row() -> None:
    """No amount of money and no figure comes from anywhere but a cited row."""
    for one in elements():
        said = cited(one)
        numbers = {Decimal(found) for part in said for found in re.findall(r"\d+(?:\.\d+)?", part)}
        for value in (part for part in values(one) if isinstance(part, Money | Quantity)):
            assert value.amount in numbers, (one.sources, value)


def test_every_day_stands_in_a_row() -> None:
    """No day comes from anywhere but a cited row; 1 January opens a year that a row counts."""
    for one in elements():
        said = cited(one)
        days = {part for part in values(one) if isinstance(part, date)}
        periods = {getattr(one.body, "period_from", None)}
        for day in days - periods:
            assert is_day_said(day, said) or _read_from_phrase(day, one), (one.sources, day)


def _read_from_phrase(day: date, element: Element) -> bool:
    """Whether a phrase of the element, itself said by a row, is read as that day."""
    phrases = [part for part in values(element) if isinstance(part, When) and day in (part.first, part.last)]
    return any(not isinstance(_read(one.phrase, None), Problem) for one in phrases)


def test_every_phrase_of_a_date_stands_in_a_row() -> None:
    """A date is quoted as its row writes it; days without a phrase stand for themselves."""
    for one in elements():
        said = cited(one)
        for when in (part for part in values(one) if isinstance(part, When)):
            assert all(is_said(part, said) for part in when.phrase.split(" to ")) or is_said(when.phrase, said)


def test_every_party_stands_in_a_row() -> None:
    """No owner, contributor, donor, side or partner country is named that no cited row names."""
    for one in elements():
        said = {part for whole in cited(one) for part in whole.split("+")}
        for part in values(one.body):
            if isinstance(part, Partner):
                assert part.country in said, one.sources
            elif type(part) is str and PRINCIPAL.fullmatch(part):
                names = (part, *NAMES.get(part, ()), part.removeprefix("org:"))
                assert said & set(names), (one.sources, part)


def test_nothing_is_known_that_no_row_says() -> None:
    """What published texts do not carry is not there: no assessment, lever or line to take, no audience but public,
    no checker, no reason for a delay, no share done, no need counted (domain, roadmaps.md: missing)."""
    kinds = {one.kind.name for one in elements()}
    assert not kinds & {"assessment", "criterion", "lever", "entry", "acceptance"}
    for one in elements():
        if isinstance(one.body, Action):
            assert (one.body.checked_by, one.body.length, one.body.not_before) == (None, None, None)
            assert one.body.delay_reason is Missing.NOT_STATED
            assert one.body.done is Missing.NOT_REPORTED


def test_no_official_is_named() -> None:
    """People appear as functions only: no title goes before a name."""
    title = re.compile(
        r"\b(?:Mr|Mrs|Ms|Dr|Sir|Mme|Madame|Monsieur)\b|"
        r"\b(?:President|Prime Minister|Minister|Commissioner|Chancellor|King|Emir|Ambassador)s? "
        r"(?!Council\b)[A-Z][a-z]+"
    )
    for one in elements():
        for text in (part for part in values(one) if isinstance(part, Text)):
            assert not title.search(text.original), text.original


def test_sources_of_rows_have_an_address() -> None:
    """Whoever doubts a fact can open its source: an element cites an address, or a row whose parts do."""
    for one in elements():
        assert any(isinstance(source.address, str) or source.row for source in one.sources)


# -------------------------------------------------------------------------------------------- against the files


def test_index_is_what_the_files_say(shared_folder: Path) -> None:
    """rows.json is the index of the files as they are."""
    assert index_text(shared_folder) == INDEX.read_text(encoding="utf-8")


def test_published_files_are_what_the_script_writes(shared_folder: Path) -> None:
    """Each published state, written anew from the files, has the shipped bytes, and there is no other."""
    made = {state_path(ROOT, state): encode_state(state) for state in states(read_files(shared_folder))}
    found = {path: path.read_bytes() for path in ROOT.rglob("*.json") if path.parent.name != "marenia"}
    assert made == found


# ------------------------------------------------------------------------------------- phrases read otherwise


def test_phrases_that_are_read_otherwise_are_listed(golden: Golden) -> None:
    """Where a sample gives phrase and days, both are kept; the list names the phrases that our reading of dates
    takes otherwise (contract 5)."""
    found = set()
    for home, history in published().items():
        for state in history:
            for one in state.elements:
                if isinstance(one.body, Action):
                    found |= {
                        f"{home} | {when.phrase} | {_span(when)} | {_span(read)}"
                        for when in (one.body.due if isinstance(one.body.due, When) else one.body.starts,)
                        if isinstance(when, When)
                        for read in [_read(when.phrase, _since(home, one))]
                        if _span(read) != _span(when)
                    }
    golden("otherwise.txt", "\n".join(sorted(found)) + "\n")


def _since(home: str, element: Element) -> date:
    first = next(state for state in published()[home] if any(one.id == element.id for one in state.elements))
    return first.at.date()


def _read(phrase: str, said_on: date | None) -> When | Problem:
    return parse_when(phrase, said_on=said_on, language="en", presidencies=named_presidencies())


def _span(read: When | Problem) -> str:
    if isinstance(read, Problem):
        return "not read"
    return f"{read.first or '..'} to {read.last or '..'}"
