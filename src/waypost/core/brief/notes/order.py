"""What is asked of a note: which paper of which meeting, for whom, with which times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import Held, Meetings
from waypost.core.roadmap.view import View

NoteKind = Literal["agenda", "results", "followup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOrder:
    """An order for one paper of a meeting.

    `view` is the home in which the meeting stands, as its reader may know it; `meetings` are those of that home and of
    the series it shares. `roadmaps` are the roadmaps that the meeting is about, worked out on the same day: its own, or
    those of the partners of its series; only an agenda needs them.
    """

    kind: NoteKind
    meeting: Held
    meetings: Meetings
    view: View
    roadmaps: tuple[Analysis, ...]
    vintage: date
    training: bool
    """Whether any roadmap that the meeting is about is invented."""

    @property
    def on(self) -> date:
        """The day on which the paper is read."""
        return self.meetings.on
