"""The pages of a roadmap and the portfolio, from what the reader of a desk may know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import Held, meet
from waypost.core.analysis.timetable import Slip
from waypost.core.brief.order import Order
from waypost.core.brief.sections.changes import Compared, compared
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.pages.needs import needs_of
from waypost.core.pages.page import Page, Query
from waypost.core.pages.portfolio import portfolio_page
from waypost.core.pages.roadmap.changes import Moments, changes_page
from waypost.core.pages.roadmap.heading import told_as_earlier
from waypost.core.pages.roadmap.lines import lines_page
from waypost.core.pages.roadmap.money import money_page
from waypost.core.pages.roadmap.overview import overview_page
from waypost.core.pages.roadmap.revisions import EACH, history_page
from waypost.core.pages.roadmap.sections import balance_page, objectives_page, review_page
from waypost.core.pages.roadmap.timetable import SHOWS, Looking, timetable_page
from waypost.core.people.roles import Power
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Say, say
from waypost.core.values import ElementId
from waypost.usecases.analysed import KEPT, Figures, Worked, figures_at, published
from waypost.usecases.desk import Desk
from waypost.usecases.editing.offering import proposing
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.moments import moment_of
from waypost.usecases.opening import (
    NEWEST,
    Asking,
    Opened,
    Reading,
    once,
    open_all,
    open_roadmap,
    open_workspace,
    reading_of,
)
from waypost.usecases.pages.waiting import waits_for
from waypost.usecases.scheduling import slip_of

MOMENTS: Final = 12
"""So many recorded moments are offered for comparing; any other is asked for by its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """One roadmap opened for a page: its views, worked out on the day; the times to be kept by its links."""

    opened: Opened
    worked: Worked
    figures: Figures
    reading: Reading
    keep: Query

    @property
    def now(self) -> Analysis:
        """The analysis."""
        return self.worked.now

    @property
    def shared(self) -> View | None:
        """What belongs to no roadmap."""
        return self.opened.workspace


def kept_times(desk: Desk) -> Query:
    """The times that were asked for, which the links of a page carry on; nothing where today's newest is shown."""
    asking = desk.asking
    on = (("on", asking.on.isoformat()),) if asking.on != desk.now.date() else ()
    return (*on, *((("at", asking.at.isoformat()),) if asking.at is not None else ()))


def standing(desk: Desk, home: str) -> Stood:
    """A roadmap opened and worked out. Raises NotThere for one that is not there or hidden."""
    asking = once(desk.asking)
    opened = open_roadmap(home, asking)
    figures = _figures(opened, desk.asking)
    worked = KEPT.of(opened.view, opened.workspace, figures, on=desk.asking.on)
    return Stood(opened=opened, worked=worked, figures=figures, reading=reading_of(asking), keep=kept_times(desk))


def _set(desk: Desk, one: Stood, page: Page) -> bytes:
    """The page as bytes; where an earlier moment was asked for, it says so."""
    if desk.asking.at is not None:
        newest = reading_of(desk.asking).view_at(one.now.view.home, NEWEST).at
        page = told_as_earlier(page, newest) if newest > one.now.view.at else page
    return desk.set(page, one.now.view)


def _figures(opened: Opened, asking: Asking) -> Figures:
    return figures_at(store_of(asking), vintage=asking.vintage or opened.at.date())


def portfolio(desk: Desk) -> bytes:
    """What needs the reader, the next meetings, one line a partnership."""
    asking = once(desk.asking)
    found = tuple(KEPT.of(one.view, one.workspace, _figures(one, asking), on=asking.on).now for one in open_all(asking))
    workspace = open_workspace(asking)
    shared = None if workspace is None else meet(workspace, None, on=asking.on)
    needs = needs_of(asking.viewer, found, shared, asking.on)
    waits = waits_for(desk)
    starts, keep = desk.may(Power.START), kept_times(desk)
    page = portfolio_page(asking.viewer, found, shared, needs, asking.on, waits=waits, starts=starts, keep=keep)
    return desk.set(page)


def overview(desk: Desk, home: str) -> bytes:
    """The first page of the brief, live. Raises NotThere for a roadmap that is not there or hidden, as all pages do."""
    one = standing(desk, home)
    last = one.now.meetings.before(one.now.meetings.next)
    found = _since(one, last.last) if last else None
    order = _order(one, found.since if found else None)
    page = overview_page(one.now, found, one.worked.findings, order, shared=one.shared, keep=one.keep)
    return _set(desk, one, replace(page, acts=(*page.acts, *proposing(desk, one.now.view))))


def _order(one: Stood, since: date | None) -> Order:
    head = one.now.view.roadmap
    partners = head[1].partners if head else ()
    routes = tuple(route for partner in partners for route in partner.routes)
    situation, figures = published(tuple(partner.country for partner in partners), routes, one.figures)
    meetings = one.now.meetings
    return Order(
        meeting=meetings.next,
        meetings=meetings,
        since=since,
        situation=situation,
        figures=figures,
        vintage=one.figures.vintage,
    )


def _earlier(one: Stood, view: View, day: date) -> Analysis:
    """An earlier view, worked out on its day with the figures published by then."""
    figures = replace(one.figures, vintage=min(day, one.figures.vintage))
    return KEPT.of(view, one.opened.workspace_on(day), figures, on=day).now


def _since(one: Stood, day: date) -> Compared | None:
    """What changed since the end of a day; None where nothing is recorded that early."""
    earlier = one.opened.view_on(day)
    if earlier is None:
        return None
    return compared(one.now, _earlier(one, earlier, day), day)


def looking_at(*, show: str, row: str, open_group: str, slip: str, by: str) -> Looking:
    """How the timetable is looked at. Raises NotThere for a way that there is not."""
    chosen = next((known for known in SHOWS if known == show), None)
    if chosen is None:
        raise NotThere(show)
    return Looking(show=chosen, row=ElementId(row) if row else None, open=open_group, slip=slip, by=by)


def timetable(desk: Desk, home: str, looking: Looking) -> bytes:
    """The timetable, looked at in one way; a slip that cannot be read is told in its form."""
    one = standing(desk, home)
    slip: Slip | None = None
    wrong: Say | None = None
    if looking.slip:
        try:
            slip = slip_of(one.now.view, f"{looking.slip}={looking.by}", on=desk.asking.on)
        except WrongRequest as refused:
            wrong = refused.say
        except NotThere:
            wrong = say("pages.no_action")
    return _set(desk, one, timetable_page(one.now, looking, slip=slip, wrong=wrong, shared=one.shared, keep=one.keep))


def objectives(desk: Desk, home: str) -> bytes:
    """Objectives and indicators."""
    one = standing(desk, home)
    return _set(desk, one, objectives_page(one.now, shared=one.shared, keep=one.keep))


def money(desk: Desk, home: str) -> bytes:
    """Money and tools."""
    one = standing(desk, home)
    return _set(desk, one, money_page(one.now, shared=one.shared, keep=one.keep))


def lines(desk: Desk, home: str, state: str, currency: str, donor: str | None) -> bytes:
    """The lines of one total. Raises NotThere for a state that is none."""
    one = standing(desk, home)
    chosen = next((known for known in MoneyState if known.value == state), None)
    if chosen is None:
        raise NotThere(state)
    return _set(desk, one, lines_page(one.now, chosen, currency, donor, shared=one.shared, keep=one.keep))


def balance(desk: Desk, home: str) -> bytes:
    """The balance."""
    one = standing(desk, home)
    return _set(desk, one, balance_page(one.now, shared=one.shared, keep=one.keep))


def review(desk: Desk, home: str) -> bytes:
    """The findings of the review."""
    one = standing(desk, home)
    return _set(desk, one, review_page(one.now, one.worked.findings, shared=one.shared, keep=one.keep))


def changes(desk: Desk, home: str, since: str, until: str, kind: str) -> bytes:
    """What changed between two moments, each a day or a moment; from the last meeting to now where none is named."""
    one = standing(desk, home)
    last = one.now.meetings.before(one.now.meetings.next)
    wrong: Say | None = None
    found: Compared | None = None
    try:
        begin = _moment(since) if since else _end_of(last)
        found = _between(one, begin, _moment(until) if until else None)
    except WrongRequest as refused:
        wrong = refused.say
    held = tuple(
        (one.last, say("pages.since_meeting", day=one.last, title=one.element.title))
        for one in reversed(one.now.meetings.past)
    )
    moments = Moments(
        recorded=tuple(view.at for view in islice(_back(one, NEWEST), MOMENTS)),
        held=held,
        since=since or (last.last.isoformat() if last else ""),
        until=until,
        kind=kind,
    )
    puts_back = desk.may(Power.EDIT) and desk.asking.at is None
    page = changes_page(one.now, found, moments, wrong=wrong, puts_back=puts_back, shared=one.shared, keep=one.keep)
    return _set(desk, one, page)


def _moment(words: str) -> datetime:
    return moment_of(words.strip())


def _end_of(held: Held | None) -> datetime | None:
    """The end of the day on which a meeting ended."""
    return None if held is None else datetime.combine(held.last, time.max, UTC)


def _between(one: Stood, begin: datetime | None, end: datetime | None) -> Compared | None:
    """What changed between two moments; None where the earlier is unknown or lies before the first moment."""
    later = one.now if end is None else _as_at(one, end)
    earlier = None if begin is None else _as_at(one, begin)
    if later is None or earlier is None or begin is None:
        return None
    return compared(later, earlier, begin.date())


def _as_at(one: Stood, moment: datetime) -> Analysis | None:
    view = next(iter(_back(one, moment)), None)
    return None if view is None else _earlier(one, view, moment.date())


def _back(one: Stood, moment: datetime) -> Iterator[View]:
    """The moments of a roadmap from one on, the newest first, each read when it is asked for."""
    moment = min(moment, one.now.view.at)
    with suppress(NotThere):
        while (view := one.reading.view_at(one.now.view.home, moment)).elements:
            yield view
            moment = view.at - timedelta(microseconds=1)


def history(desk: Desk, home: str, before: str = "") -> bytes:
    """The moments at which something changed that the reader may know, from one on or from the newest."""
    one = standing(desk, home)
    views = tuple(islice(_back(one, moment_of(before) if before else NEWEST), EACH + 1))
    return _set(desk, one, history_page(one.now, views, older=bool(before), shared=one.shared, keep=one.keep))
