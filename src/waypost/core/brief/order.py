"""What is asked of a brief: for which meeting, since when, how long, with which figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from waypost.core.aid.funding import Published
from waypost.core.analysis.meetings import Held, Meetings
from waypost.core.brief.flows import PartnerFigures, Situation

Length = Literal["page", "short", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order for one brief.

    `meeting` is None when none lies ahead; the brief then says so. `since` is the day with which it compares, None
    when there is no earlier meeting and no day was given. `vintage`: figures as published by that day, also the
    partners' latest (`figures`) and what donors publish of their aid (`published`).
    """

    meeting: Held | None
    meetings: Meetings
    since: date | None
    situation: Situation | None
    vintage: date
    figures: tuple[PartnerFigures, ...] = ()
    published: Published | None = None
    length: Length = "full"
