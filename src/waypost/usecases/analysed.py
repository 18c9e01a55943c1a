"""Analyses kept between two pages, by what they are made from: the views, the day, the official figures.

A key holds what the one who asks may know and nothing else, so no counter of the workspace can show through it, and
who may not know something never gets an analysis in which it counts (design 3, security S8). Institutions and Member
States who know the same share one; a partner and the public share with nobody (security B9).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Final, final

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.flows import PartnerFigures, Situation
from waypost.core.review.finding import Finding
from waypost.core.review.registry import review
from waypost.core.roadmap.view import View
from waypost.usecases.analysing import analyse
from waypost.usecases.evidence_indicators import observed_of
from waypost.usecases.evidence_situation import figures_in, situation_in

MOST: Final = 1_024
"""So many views worked out are kept; the one longest not asked for goes. One of a hundred actions takes an eighth of a
megabyte: most of what it holds, its elements, views share."""
PUBLISHED: Final = 64
"""For so many sets of partners what was published is kept."""

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Official figures as published by a day: in which folder they lie, and what lies there now, so that what was
    worked out before a new issue came is not given after it."""

    store: Path
    vintage: date
    files: tuple[tuple[str, int], ...]


def figures_at(store: Path, *, vintage: date) -> Figures:
    """The figures of a folder; where there is none, no figures."""
    found = store.iterdir() if store.is_dir() else ()
    return Figures(
        store=store, vintage=vintage, files=tuple(sorted((one.name, one.stat().st_mtime_ns) for one in found))
    )


@final
class Worked:
    """A view worked out on a day; what the review finds in it is worked out when it is first asked for."""

    def __init__(self, now: Analysis, like: Worked | None = None) -> None:
        """`like` is the same worked out for another reader of the circle, who knows the same."""
        self.now = now
        self._like = like

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the review finds, worst first."""
        return review(self.now) if self._like is None else self._like.findings

    def seen_in(self, view: View) -> Worked:
        """The same, for the reader of a view that shows the same."""
        return self if view.viewer == self.now.view.viewer else Worked(replace(self.now, view=view), self)


class Kept:
    """Views worked out, by what they are made from; for several threads."""

    def __init__(self, most: int = MOST) -> None:
        """`most` are kept at a time."""
        self._most = most
        self._lock = Lock()
        self._held: OrderedDict[_Key, Worked] = OrderedDict()

    def of(self, view: View, workspace: View | None, figures: Figures, *, on: date) -> Worked:
        """A view worked out on a day; `workspace` holds the series that roadmaps share."""
        key: _Key = (view.signature, None if workspace is None else workspace.signature, figures, on)
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found.seen_in(view)
        series = observed_of(view, figures.store, vintage=figures.vintage)
        made = Worked(analyse(view, workspace, on=on, series=series))
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()


KEPT: Final = Kept()
"""What this process has worked out."""


@lru_cache(maxsize=PUBLISHED)
def published(
    partners: tuple[str, ...], routes: tuple[str, ...], figures: Figures
) -> tuple[Situation | None, tuple[PartnerFigures, ...]]:
    """What was published of some partners and routes; the same for every reader."""
    situation = situation_in(figures.store, partners, routes, vintage=figures.vintage)
    return situation, figures_in(figures.store, partners, vintage=figures.vintage)
