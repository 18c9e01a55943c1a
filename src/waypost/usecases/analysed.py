"""Analyses kept between two pages, by what they are made from: the elements of the views, and the day.

A key holds the view of the one who asks and nothing else, so no version counter of the workspace can show through it,
and who may not know something never gets an analysis in which it counts (design 3, security S8).
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.review.finding import Finding
from waypost.core.review.registry import review
from waypost.core.roadmap.view import View, signature
from waypost.usecases.analysing import analyse

MOST: Final = 64
"""So many analyses are kept; the one longest not asked for goes."""

_Key = tuple[object, object, date]


class Kept:
    """Analyses and findings by what they are made from; for several threads."""

    def __init__(self, most: int = MOST) -> None:
        """`most` are kept at a time."""
        self._most = most
        self._lock = Lock()
        self._held: OrderedDict[_Key, tuple[Analysis, tuple[Finding, ...]]] = OrderedDict()

    def of(self, view: View, workspace: View | None, *, on: date) -> tuple[Analysis, tuple[Finding, ...]]:
        """The analysis of a view on a day, and what the review finds in it."""
        key: _Key = (signature(view), None if workspace is None else signature(workspace), on)
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found
        now = analyse(view, workspace, on=on)
        made = (now, review(now))
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made


KEPT: Final = Kept()
"""The analyses of this process."""


def analysis_of(view: View, workspace: View | None = None, *, on: date) -> Analysis:
    """The analysis of a view on a day, kept."""
    return KEPT.of(view, workspace, on=on)[0]


def findings_of(now: Analysis) -> tuple[Finding, ...]:
    """What the review finds in an analysis."""
    return review(now)
