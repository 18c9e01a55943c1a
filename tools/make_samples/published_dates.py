"""Dates of published rows: the phrase and the days as the file has them, and what stood before each change.

Source: contract 6, days of a sample: first before last and no "as of", "since", "from": the action starts and is
due; with such a word it starts; else it is due.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from tools.make_samples.drafting import day
from tools.make_samples.published_rows import Row, source
from waypost.core.errors import Problem
from waypost.core.roadmap.records import DateChange
from waypost.core.values import Missing, Precision, When, text
from waypost.core.when.reading import parse_when

STARTING: Final = re.compile(r"\b(as of|since|from)\b", re.IGNORECASE)
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONDITIONS: Final = ("as soon as the necessary conditions are met", "once irregular crossings")


def given(due: Row) -> When:
    """The phrase and the two days as the row has them; without a phrase the days stand for it."""
    first, last = (day(due[name]) if due[name] else None for name in ("first", "last"))
    phrase = due["phrase"] or " to ".join(one for one in (due["first"], due["last"]) if one)
    if first is None and last is None and phrase.startswith(_CONDITIONS):
        return When(phrase=phrase, precision=Precision.CONDITION, condition=phrase)
    return When(phrase=phrase, precision=_precision(first, last), first=first, last=last)


def _precision(first: date | None, last: date | None) -> Precision:
    if first is None and last is None:
        return Precision.UNREAD
    if first == last:
        return Precision.DAY
    if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return Precision.YEAR
    return Precision.INTERVAL


def dates(due: Row | None) -> dict[str, Any]:
    """The fields `starts` and `due` of an action, by the rule for days of a sample."""
    if due is None:
        return {}
    when = given(due)
    if STARTING.search(due["phrase"] or "") and when.first is not None:
        return {"starts": when}
    if when.first and when.last and when.first < when.last:
        starts = When(phrase=when.phrase, precision=Precision.DAY, first=when.first, last=when.first)
        return {"starts": starts, "due": when}
    return {"due": when}


def written(words: str | None, *, said_on: date) -> When | Missing:
    """A date of a change: an ISO day is a last day, another phrase is read or kept as it is."""
    if words is None:
        return Missing.NOT_STATED
    if _ISO.fullmatch(words):
        return When(phrase=words, precision=Precision.INTERVAL, last=day(words))
    read = parse_when(words, said_on=said_on, language="en")
    return When(phrase=words, precision=Precision.UNREAD) if isinstance(read, Problem) else read


def changes(row: Row) -> tuple[DateChange, ...]:
    """The changes of the due date of an action."""
    return tuple(_change(row, one) for one in row["changes"] if one["field"] == "due")


def _change(row: Row, change: Row) -> DateChange:
    at = day(change["at"])
    old, new = (written(change[name], said_on=at) for name in ("old", "new"))
    stated = dates(row["due"]).get("due")
    if isinstance(stated, When):
        old = stated if _same(change["old"], stated) else old
        new = stated if _same(change["new"], stated) else new
    return DateChange(
        at=at,
        field="due",
        old=old,
        new=new,
        reason=text(change["reason"]) if change["reason"] else Missing.NOT_STATED,
        source=source(change, key=row["key"]),
    )


def _same(words: str | None, when: When) -> bool:
    """Whether the words of a change mean the date that the row itself gives."""
    last = when.last.isoformat() if when.last else None
    return words is not None and words in (when.phrase, last, when.phrase.removeprefix("in "))
