"""A roadmap as a calendar (ICS): what is due, and the meetings, for the programs people keep their days in.

An entry keeps its identifier for ever, so that a program replaces it when it is read again. Its number of sequence
grows with recorded time: a later state of the roadmap wins. What was dropped or taken out stays, cancelled, since a
program that has the entry would keep it otherwise. A day that is not fixed is no entry; the calendar says how many
there are.

Source: RFC 5545; RFC 7986 for the name of a calendar; contract 1 (`export --form ics`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event

from waypost.core.change.portion import Portion
from waypost.core.roadmap.bodies import Action, Item, Meeting
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.vocabulary import ActionState, ItemState
from waypost.core.say import Say, Who, say
from waypost.core.values import ElementId, Missing, Text, When
from waypost.words.wording import Wording

_ORIGIN: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""The moment from which numbers of sequence count; they must fit 31 bits."""

_OVER: Final = frozenset({ActionState.DONE, ItemState.DONE, ItemState.CONFIRMED})
_CANCELLED: Final = frozenset({ActionState.DROPPED, ItemState.DROPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One day or run of days: both included, in the calendar of whoever reads it."""

    element: Element
    first: date
    last: date
    title: Say
    about: tuple[Say, ...]
    place: str | None
    cancelled: bool


def render_feed(given: Portion, words: Wording) -> bytes:
    """The calendar of a portion in a language; the same input gives the same bytes."""
    head = given.head
    name = _line(words.plain(head[1].title) if head else str(given.home))
    calendar = _calendar(name, words.plain(_said(given)))
    for event in _events(given, words):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What is said for the week that a day is in: a title and lines, and where to read more."""

    day: date
    title: Say
    lines: tuple[Say, ...]
    address: str


def render_feeds(
    portions: Iterable[Portion], name: Say, about: Say, words: Wording, *, week: Week | None = None
) -> bytes:
    """The calendar of several portions of one reader, such as all roadmaps that somebody may see; what is said for the
    week stands on its Monday."""
    calendar = _calendar(_line(words.plain(name)), words.plain(about))
    if week is not None:
        calendar.add_component(_weekly(week, words))
    for given in portions:
        for event in _events(given, words):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(name: str, about: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Waypost//Waypost//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("description", about)
    return calendar


def _events(given: Portion, words: Wording) -> Iterator[Event]:
    gone = (replace(one, cancelled=True) for one in entries(replace(given, elements=given.gone, own=_ids(given.gone))))
    for entry in sorted((*entries(given), *gone), key=lambda one: (one.first, print_order(one.element.ref))):
        yield _event(entry, given, words)


def entries(given: Portion) -> Iterator[Entry]:
    """What has a last day, and every meeting with a day; what is done says so, since a program may hold it as due."""
    for element in given.elements:
        if element.id not in given.own:
            continue
        match element.body:
            case Meeting(first_day=date() as first) as body:
                yield _meeting(element, body, first)
            case Action() | Item() as body:
                found = _due(element, body)
                if found is not None:
                    yield found


def _meeting(element: Element, body: Meeting, first: date) -> Entry:
    about = () if not isinstance(body.frame, Text) else (say("feed.frame", words=body.frame),)
    return Entry(
        element=element,
        first=first,
        last=body.last_day or first,
        title=say("feed.meeting", title=body.title),
        about=about,
        place=body.place.original if isinstance(body.place, Text) else None,
        cancelled=False,
    )


def _due(element: Element, body: Action | Item) -> Entry | None:
    """The last day of a due date: that is what a calendar warns of."""
    due = body.due
    if not isinstance(due, When) or due.last is None:
        return None
    about = [say("feed.due_words", due=due)]
    if not isinstance(body.owner, Missing):
        about.append(say("feed.owner", who=Who(principal=body.owner)))
    return Entry(
        element=element,
        first=due.last,
        last=due.last,
        title=say("feed.done" if body.state in _OVER else "feed.due", item=element.ref),
        about=tuple(about),
        place=None,
        cancelled=body.state in _CANCELLED,
    )


def undated(given: Portion) -> int:
    """How many of the own actions and items that are not over have no last day."""
    bodies = (one.body for one in given.elements if one.id in given.own)
    open_ones = (one for one in bodies if isinstance(one, Action | Item) and one.state not in _OVER | _CANCELLED)
    return sum(not isinstance(one.due, When) or one.due.last is None for one in open_ones)


def _said(given: Portion) -> Say:
    return say("feed.about", who=Who(principal=given.reader), at=given.at, n=undated(given))


def _event(entry: Entry, given: Portion, words: Wording) -> Event:
    event = Event()
    event.add("uid", f"{entry.element.id}@{given.home}.waypost.invalid")
    event.add("dtstamp", given.at)
    event.add("last-modified", given.at)
    event.add("sequence", sequence(given.at))
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("summary", _line(words.plain(entry.title)))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE" if "public" not in entry.element.audience else "PUBLIC")
    told = [words.plain(one) for one in entry.about]
    if given.head is not None and given.head[1].training:
        told.append(words.plain(say("workbook.training")))
    if told:
        event.add("description", "\n".join(told))
    if entry.place is not None:
        event.add("location", _line(entry.place))
    return event


def _weekly(week: Week, words: Wording) -> Event:
    year, number, weekday = week.day.isocalendar()
    monday, read = week.day - timedelta(days=weekday - 1), datetime.combine(week.day, time.min, UTC)
    event = Event()
    event.add("uid", f"week-{year}-{number:02}@waypost.invalid")
    event.add("dtstamp", read)
    event.add("sequence", sequence(read))
    event.add("dtstart", monday)
    event.add("dtend", monday + timedelta(days=1))
    event.add("summary", _line(words.plain(week.title)))
    event.add("description", "\n".join(words.plain(one) for one in week.lines))
    event.add("url", week.address)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _ids(elements: tuple[Element, ...]) -> frozenset[ElementId]:
    return frozenset(one.id for one in elements)


def _line(words: str) -> str:
    """Words in one line: a name of a calendar, a title and a place have no second."""
    return " ".join(words.split())


def sequence(at: datetime) -> int:
    """The number of a recorded moment: whole minutes, so that a later state has a higher one."""
    return max(0, int((at - _ORIGIN).total_seconds()) // 60)
