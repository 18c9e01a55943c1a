"""What a partner's situation is made of: a topic, its latest whole period, and the one before it."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.core.statistics.answer import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Topical:
    """A topic by its code, with its latest whole period that has a figure; `before` is None for a first one. `citation`
    names the publisher and its table."""

    topic: str
    last: Point
    before: Point | None
    citation: str
