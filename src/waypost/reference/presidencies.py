"""Council presidencies by half-year, 1 January 2007 to 31 December 2030, with the words for them.

"During the Dutch presidency" is a date only with this table (contract 5). It holds the order as decided and
nothing about what a presidency did.

Source: Council Decision 2007/5/EC, Euratom, for the order from 1 January 2007; Council Decision (EU)
2016/1316 for the order from 1 July 2017, after the United Kingdom gave up its turn. Each row names its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from waypost.core.when.span import Presidency as NamedPresidency
from waypost.reference.table import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Presidency:
    """One half-year; `first` and `last` are both part of it. `state` is the Member State's code."""

    state: str
    first: date
    last: date
    source: str


def _half(label: str) -> tuple[date, date]:
    year = int(label[:4])
    if label[4:] == "H1":
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 7, 1), date(year, 12, 31)


@cache
def presidencies() -> tuple[Presidency, ...]:
    """All half-years of the table, the earliest first, without a gap."""
    found = []
    for row in rows("presidencies"):
        first, last = _half(row["half"])
        found.append(Presidency(state=row["state"], first=first, last=last, source=row["source"]))
    return tuple(found)


@cache
def presidency_words(language: str) -> Mapping[str, str]:
    """Member State by the adjective of its presidency ("dutch", "néerlandaise"), in lower case.

    Languages: en, fr; another has no words. French has the feminine, as in "présidence néerlandaise".
    """
    if language not in ("en", "fr"):
        return {}
    return {word.casefold(): row["code"] for row in rows("member-states") for word in row[language].split("|")}


def adjective(state: str, language: str) -> str | None:
    """The adjective of a Member State's presidency as it is usually written; None for another country."""
    for row in rows("member-states"):
        if row["code"] == state and language in ("en", "fr"):
            return row[language].split("|")[0]
    return None


def presidency_on(day: date) -> Presidency | None:
    """The presidency in office on a day; None outside the table."""
    return next((one for one in presidencies() if one.first <= day <= one.last), None)


def next_presidency(state: str, said_on: date) -> Presidency | None:
    """The presidency of `state` that is not over on `said_on` and is nearest; None where the table has none.

    Source: contract 5: "the nearest one not over".
    """
    return next((one for one in presidencies() if one.state == state and one.last >= said_on), None)


@cache
def named_presidencies() -> tuple[NamedPresidency, ...]:
    """All half-years with the adjectives of their presidency in every language, as `parse_when` takes them."""
    states = {row["code"]: row for row in rows("member-states")}
    return tuple(
        NamedPresidency(
            country=one.state,
            first=one.first,
            last=one.last,
            adjectives=tuple(
                (language, word) for language in ("en", "fr") for word in states[one.state][language].split("|")
            ),
        )
        for one in presidencies()
    )
