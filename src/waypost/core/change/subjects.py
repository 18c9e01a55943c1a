"""What a change is about, so that a reader sees in one look what changed: dates, money, work done, answers."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from waypost.core.change.changes import Change, Op


class Subject(StrEnum):
    """What a change is about, in the order of print. Ours: what a meeting asks about first stands first."""

    DATES = "dates"
    GONE = "gone"
    WORK = "work"
    NEW = "new"
    MONEY = "money"
    TARGETS = "targets"
    POSITIONS = "positions"
    REPORTS = "reports"
    MEETINGS = "meetings"
    SAFEGUARDS = "safeguards"
    TEXTS = "texts"


_OF_KIND: Final = {
    "contribution": Subject.MONEY,
    "report": Subject.REPORTS,
    "indicator": Subject.TARGETS,
    "position": Subject.POSITIONS,
    "pair": Subject.POSITIONS,
    "lever": Subject.POSITIONS,
    "relation": Subject.POSITIONS,
    "series": Subject.MEETINGS,
    "meeting": Subject.MEETINGS,
    "item": Subject.MEETINGS,
    "document": Subject.MEETINGS,
    "assessment": Subject.SAFEGUARDS,
    "criterion": Subject.SAFEGUARDS,
    "acceptance": Subject.SAFEGUARDS,
    "entry": Subject.TEXTS,
}
_OF_FIELD: Final = {
    ("action", "state"): Subject.WORK,
    ("action", "state_words"): Subject.WORK,
    ("action", "began"): Subject.WORK,
    ("action", "ended"): Subject.WORK,
    ("action", "done"): Subject.WORK,
    ("action", "delay_reason"): Subject.WORK,
    ("action", "checked_by"): Subject.WORK,
    ("action", "answers"): Subject.POSITIONS,
    ("objective", "needs"): Subject.MONEY,
}
_TEXTS: Final = frozenset({"title", "note", "number", "sources", "audience"})
"""Fields of any kind that change how a thing is written or shown, not what is planned."""


def subject_of(change: Change) -> Subject:
    """The subject of a change: every change has exactly one."""
    if change.op is Op.MOVED:
        return Subject.DATES
    if change.op is Op.REMOVED:
        return Subject.GONE
    if change.field in _TEXTS:
        return Subject.TEXTS
    if change.field is not None and (change.kind, change.field) in _OF_FIELD:
        return _OF_FIELD[change.kind, change.field]
    return _OF_KIND.get(change.kind, Subject.NEW if change.field is None else Subject.TEXTS)
