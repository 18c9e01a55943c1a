"""The analysis: all that is computed from one view on one day. Nothing in it is ever stored (design 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waypost.core.analysis.balance import Balance
from waypost.core.analysis.ledger import Ledger
from waypost.core.analysis.meetings import Meetings
from waypost.core.analysis.progress import Progress
from waypost.core.analysis.timetable import Timetable
from waypost.core.roadmap.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One view on one day, worked out."""

    view: View
    on: date
    timetable: Timetable
    ledger: Ledger
    balance: Balance
    progress: Progress
    meetings: Meetings
    """Those of the roadmap's own home and of the series in the workspace in which one of its partners takes part."""
