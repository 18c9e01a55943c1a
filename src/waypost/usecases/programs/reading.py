"""What a program is told: the very objects that the commands print with `--json`, from the view of whoever asks.

Each function is one operation. It opens what its reader may know, works it out as the command of the same subject does,
and gives JSON; nothing here writes a figure or a sentence in a way of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from waypost.codec.answers import (
    changes_json,
    elements_json,
    envelope_json,
    history_json,
    hits_json,
    ledger_json,
    meetings_json,
    needs_json,
    review_json,
    timetable_json,
)
from waypost.codec.interface.bodies import question_of
from waypost.codec.rows import element_text, token_of
from waypost.codec.tree import Json, json_bytes
from waypost.codec.writing import value_json
from waypost.core.change.diff import diff
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.pages.element.history import versions
from waypost.core.pages.search import LONGEST, MOST, find
from waypost.core.roadmap.elements import WORKSPACE, Element
from waypost.core.roadmap.kinds import KINDS
from waypost.core.say import say
from waypost.core.values import ElementId
from waypost.usecases import meeting
from waypost.usecases.analysing import analyse, balance_of, groupings_of, ledger_of, progress_of, totals_of
from waypost.usecases.desk import Desk
from waypost.usecases.editing.sending import hides
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.evidence_indicators import observed_of
from waypost.usecases.exporting import FORMS, portion_of
from waypost.usecases.opening import Opened, once, open_roadmap, reading_of
from waypost.usecases.openings import note_download, note_opening
from waypost.usecases.pages.known import needs as needs_now
from waypost.usecases.pages.known import views
from waypost.usecases.pages.searching import A_MINUTE
from waypost.usecases.pages.waiting import waits_for
from waypost.usecases.portfolio import overview
from waypost.usecases.reviewing import review_of, rules_named
from waypost.usecases.scheduling import slip_of, timetable_of
from waypost.workspace.people import throttle

TOO_MANY: Final = "search.too_many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a program is told: the bytes; for a single element the token of its version, for a new one its address."""

    body: bytes
    token: str = ""
    place: str = ""


def told(desk: Desk, command: str, data: Json, at: datetime | None = None) -> Told:
    """The one object of contract 3, to the byte as the command prints it."""
    asking = desk.asking
    found = envelope_json(command, data, viewer=asking.viewer, on=asking.on, at=at, problems=(), words=desk.words.plain)
    return Told(body=json_bytes(found, indent=1))


def roadmaps(desk: Desk, by: str) -> Told:
    """Every roadmap that the reader may know, one line each. Raises WrongRequest for another grouping."""
    groups = overview(once(desk.asking), by or None)
    return told(desk, "overview", {"groups": value_json(groups, desk.words.plain)})


def roadmap(desk: Desk, home: str) -> Told:
    """A roadmap as a state file. Raises NotThere for one that is not there or hidden."""
    given = portion_of(home, desk.asking, None)
    note_download(desk, given.home, "json")
    return Told(body=FORMS["json"].write(given, desk.words))


def elements(desk: Desk, home: str, kind: str) -> Told:
    """The elements of a home, or those of one kind. Raises NotThere, and WrongRequest for a kind that is none."""
    if kind and kind not in KINDS:
        raise WrongRequest(say("api.no_kind", value=kind[:40]))
    opened = opened_home(desk, home)
    note_download(desk, opened.view.home, "json")
    held = ((one, token_of(one)) for one in opened.view if kind in ("", one.kind.name))
    return told(desk, "elements", elements_json(held), opened.at)


def element(desk: Desk, home: str, name: str) -> Told:
    """An element as it stands in a file. Raises NotThere for one that is not there or hidden."""
    found = _found(opened_home(desk, home), name)
    note_opening(desk, found)
    return shown(found)


def shown(found: Element) -> Told:
    """An element with its token, which is a hash of the very bytes."""
    return Told(body=element_text(found).encode(), token=token_of(found))


def history(desk: Desk, home: str, name: str) -> Told:
    """Each moment at which an element changed, the newest first. Raises NotThere as `element`."""
    opened = opened_home(desk, home)
    found = _found(opened, name)
    note_opening(desk, found)
    data = history_json(versions(opened.history, found.id), desk.words.plain)
    return told(desk, "history", data, opened.at)


def timetable(desk: Desk, home: str, slip: str) -> Told:
    """The timetable; with a slip also what it moves. Raises NotThere; WrongRequest for a slip that is none."""
    opened = open_roadmap(home, desk.asking)
    on = desk.asking.on
    slipped = slip_of(opened.view, slip, on=on) if slip else None
    found = timetable_json(timetable_of(opened.view, on=on), slipped, desk.words.plain)
    return told(desk, "timetable", found, opened.at)


def ledger(desk: Desk, home: str, by: str) -> Told:
    """Who funds what, grouped. Raises NotThere; WrongRequest for what nothing can be grouped by."""
    groupings = groupings_of(by or "state")
    opened = open_roadmap(home, desk.asking)
    found = ledger_of(opened.view, on=desk.asking.on)
    return told(desk, "ledger", ledger_json(found, totals_of(found, groupings), desk.words.plain), opened.at)


def balance(desk: Desk, home: str) -> Told:
    """The balance. Raises NotThere."""
    opened = open_roadmap(home, desk.asking)
    return told(desk, "balance", value_json(balance_of(opened.view, on=desk.asking.on), desk.words.plain), opened.at)


def progress(desk: Desk, home: str) -> Told:
    """The indicators. Raises NotThere."""
    opened = open_roadmap(home, desk.asking)
    vintage = desk.asking.vintage or opened.at.date()
    series = observed_of(opened.view, store_of(desk.asking), vintage=vintage)
    found = progress_of(opened.view, on=desk.asking.on, series=series)
    return told(desk, "progress", value_json(found, desk.words.plain), opened.at)


def review(desk: Desk, home: str, rule: str) -> Told:
    """The findings, or those of one rule. Raises NotThere for a roadmap or a rule that is none."""
    names = (rule,) if rule else ()
    for one in names:
        rules_named(one)
    opened = open_roadmap(home, desk.asking)
    found = review_of(analyse(opened.view, opened.workspace, on=desk.asking.on), names)
    return told(desk, "review", review_json(found, desk.words.plain), opened.at)


def changes(desk: Desk, home: str, since: datetime | None, until: datetime | None) -> Told:
    """What changed between two moments. Raises NotThere where the earlier is before the first; WrongRequest without
    one."""
    if since is None:
        raise WrongRequest(say("api.no_since"))
    old, new = (open_roadmap(home, replace(desk.asking, at=at)) for at in (since, until))
    return told(desk, "diff", changes_json(diff(old.view, new.view), desk.words.plain), new.at)


def meetings(desk: Desk) -> Told:
    """Each series of meetings, then what is open."""
    return told(desk, "meeting", meetings_json(meeting.all_meetings(desk.asking), desk.words.plain))


def search(desk: Desk, raw: bytes, *, address: str) -> Told:
    """The best hits of a question. Raises Refused for what is none, WrongRequest after as many in a minute as on the
    page."""
    question = question_of(raw, hides)
    who = address if desk.visitor is None else desk.visitor.member.person
    if not throttle.takes("search", who, A_MINUTE, desk.now):
        raise WrongRequest(say(TOO_MANY))
    hits = find(views(once(desk.asking)), question[:LONGEST])[:MOST]
    return told(desk, "search", hits_json(hits, desk.words.plain))


def needs(desk: Desk) -> Told:
    """What needs whoever asks."""
    return told(desk, "needs", needs_json(needs_now(once(desk.asking)), waits_for(desk), desk.words.plain))


def opened_home(desk: Desk, home: str) -> Opened:
    """A roadmap, or what belongs to none. Raises NotThere for what is not there or hidden."""
    if home == WORKSPACE:
        return Opened(reading_of(desk.asking), WORKSPACE, desk.asking.until)
    return open_roadmap(home, desk.asking)


def _found(opened: Opened, name: str) -> Element:
    found = opened.view.get(ElementId(name))
    if found is None:
        raise NotThere(name)
    return found
