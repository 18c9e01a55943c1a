"""The main job: from a roadmap to the brief for the next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from waypost.core.analysis.meetings import Held
from waypost.core.brief.compose import compose
from waypost.core.brief.order import Length, Order
from waypost.core.brief.tree import Brief
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.say import say
from waypost.usecases.analysing import analyse
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.evidence_funding import funding_in
from waypost.usecases.evidence_indicators import observed_of
from waypost.usecases.evidence_situation import figures_in, situation_in
from waypost.usecases.meeting import meetings_of
from waypost.usecases.opening import Asking, Opened, find_element, is_file_name, open_roadmap

LENGTHS: tuple[Length, ...] = ("page", "short", "full")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asks of a brief: a meeting by id or number, a day to compare with, a length; all optional."""

    meeting: str | None = None
    since: date | None = None
    length: str = "full"


def brief_of(name: str, asking: Asking, wanted: Wanted) -> Brief:
    """The brief of a roadmap for the meeting wanted, else the next one on or after the plan day.

    Raises NotThere for an unknown roadmap or meeting, WrongRequest for an unknown length.
    """
    return _brief(open_roadmap(name, asking), asking, wanted)


def name_of(name: str, brief: Brief, language: str) -> str:
    """The name of a brief's files: roadmap, plan day, reader, language."""
    stem = Path(name).stem if is_file_name(name) else name
    return f"{stem}-{brief.cover.on.isoformat()}-{brief.cover.reader.viewer.replace(':', '-')}-{language}"


def _brief(opened: Opened, asking: Asking, wanted: Wanted) -> Brief:
    length = next((one for one in LENGTHS if one == wanted.length), None)
    if length is None:
        raise WrongRequest(say("cli.no_length", value=wanted.length, known=LENGTHS))
    meetings = meetings_of(opened, on=asking.on)
    meeting = meetings.next
    if wanted.meeting is not None:
        found = find_element(wanted.meeting, opened.view, opened.workspace)
        meeting = meetings.meeting(found.id)
        if meeting is None:
            raise NotThere(wanted.meeting)
    since = wanted.since or _day_before(meetings.before(meeting))
    earlier = opened.view_on(since) if since else None
    head = opened.view.roadmap
    partners = head[1].partners if head else ()
    codes = [one.country for one in partners]
    vintage = asking.vintage or opened.at.date()
    store = store_of(asking)
    order = Order(
        meeting=meeting,
        meetings=meetings,
        since=since if earlier is not None else None,
        situation=situation_in(store, codes, [route for one in partners for route in one.routes], vintage=vintage),
        vintage=vintage,
        figures=figures_in(store, codes, vintage=vintage),
        published=funding_in(store, codes, vintage=vintage),
        length=length,
    )
    before = None
    if earlier is not None and since is not None:
        then = observed_of(earlier, store, vintage=min(since, vintage))
        before = analyse(earlier, opened.workspace_on(since), on=since, series=then)
    series = observed_of(opened.view, store, vintage=vintage)
    return compose(analyse(opened.view, opened.workspace, on=asking.on, series=series), before, order)


def _day_before(held: Held | None) -> date | None:
    return held.last if held else None
