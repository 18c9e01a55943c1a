"""The pages of a roadmap and the portfolio, from what the reader of a desk may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import meet
from waypost.core.analysis.timetable import Slip
from waypost.core.brief.order import Order
from waypost.core.brief.sections.changes import Compared, compared
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.pages.needs import needs_of
from waypost.core.pages.page import Query
from waypost.core.pages.portfolio import portfolio_page
from waypost.core.pages.roadmap.changes import Moments, changes_page
from waypost.core.pages.roadmap.lines import lines_page
from waypost.core.pages.roadmap.money import money_page
from waypost.core.pages.roadmap.overview import overview_page
from waypost.core.pages.roadmap.revisions import history_page
from waypost.core.pages.roadmap.sections import balance_page, objectives_page, review_page
from waypost.core.pages.roadmap.timetable import SHOWS, Looking, timetable_page
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Say, say
from waypost.core.values import ElementId
from waypost.reference.situation import situation_for
from waypost.usecases.analysed import analysis_of, findings_of
from waypost.usecases.desk import Desk
from waypost.usecases.moments import moment_of
from waypost.usecases.opening import Asking, Opened, once, open_all, open_roadmap, open_workspace
from waypost.usecases.scheduling import slip_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """One roadmap opened for a page: its views, worked out on the day; the times to be kept by its links."""

    opened: Opened
    now: Analysis
    keep: Query

    @property
    def shared(self) -> View | None:
        """What belongs to no roadmap."""
        return self.opened.workspace


def kept_times(desk: Desk) -> Query:
    """The times that were asked for, which the links of a page carry on; nothing where today's newest is shown."""
    asking = desk.asking
    on = (("on", asking.on.isoformat()),) if asking.on != desk.now.date() else ()
    return (*on, *((("at", asking.at.isoformat()),) if asking.at is not None else ()))


def _stand(desk: Desk, home: str) -> Stood:
    opened = open_roadmap(home, once(desk.asking))
    now = analysis_of(opened.view, opened.workspace, on=desk.asking.on)
    return Stood(opened=opened, now=now, keep=kept_times(desk))


def portfolio(desk: Desk) -> bytes:
    """What needs the reader, the next meetings, one line a partnership."""
    asking = once(desk.asking)
    found = tuple(analysis_of(one.view, one.workspace, on=asking.on) for one in open_all(asking))
    workspace = open_workspace(asking)
    shared = None if workspace is None else meet(workspace, None, on=asking.on)
    needs = needs_of(asking.viewer, found, shared, asking.on)
    return desk.set(portfolio_page(asking.viewer, found, shared, needs, asking.on, keep=kept_times(desk)))


def overview(desk: Desk, home: str) -> bytes:
    """The first page of the brief, live. Raises NotThere for a roadmap that is not there or hidden, as all pages do."""
    one = _stand(desk, home)
    last = one.now.meetings.before(one.now.meetings.next)
    found = _since(one, last.last) if last else None
    order = _order(one, found.since if found else None, desk.asking)
    return desk.set(overview_page(one.now, found, findings_of(one.now), order, shared=one.shared, keep=one.keep))


def _order(one: Stood, since: date | None, asking: Asking) -> Order:
    head = one.now.view.roadmap
    partners = head[1].partners if head else ()
    vintage = asking.vintage or one.opened.at.date()
    situation = situation_for(
        [partner.country for partner in partners],
        [route for partner in partners for route in partner.routes],
        vintage=vintage,
    )
    meetings = one.now.meetings
    return Order(meeting=meetings.next, meetings=meetings, since=since, situation=situation, vintage=vintage)


def _since(one: Stood, day: date) -> Compared | None:
    """What changed since the end of a day; None where nothing is recorded that early."""
    earlier = one.opened.view_on(day)
    if earlier is None:
        return None
    return compared(one.now, analysis_of(earlier, one.opened.workspace_on(day), on=day), day)


def looking_at(*, show: str, row: str, open_group: str, slip: str, by: str) -> Looking:
    """How the timetable is looked at. Raises NotThere for a way that there is not."""
    chosen = next((known for known in SHOWS if known == show), None)
    if chosen is None:
        raise NotThere(show)
    return Looking(show=chosen, row=ElementId(row) if row else None, open=open_group, slip=slip, by=by)


def timetable(desk: Desk, home: str, looking: Looking) -> bytes:
    """The timetable, looked at in one way; a slip that cannot be read is told in its form."""
    one = _stand(desk, home)
    slip: Slip | None = None
    wrong: Say | None = None
    if looking.slip:
        try:
            slip = slip_of(one.now.view, f"{looking.slip}={looking.by}", on=desk.asking.on)
        except WrongRequest as refused:
            wrong = refused.say
        except NotThere:
            wrong = say("pages.no_action")
    return desk.set(timetable_page(one.now, looking, slip=slip, wrong=wrong, shared=one.shared, keep=one.keep))


def objectives(desk: Desk, home: str) -> bytes:
    """Objectives and indicators."""
    one = _stand(desk, home)
    return desk.set(objectives_page(one.now, shared=one.shared, keep=one.keep))


def money(desk: Desk, home: str) -> bytes:
    """Money and tools."""
    one = _stand(desk, home)
    return desk.set(money_page(one.now, shared=one.shared, keep=one.keep))


def lines(desk: Desk, home: str, state: str, currency: str, donor: str | None) -> bytes:
    """The lines of one total. Raises NotThere for a state that is none."""
    one = _stand(desk, home)
    chosen = next((known for known in MoneyState if known.value == state), None)
    if chosen is None:
        raise NotThere(state)
    return desk.set(lines_page(one.now, chosen, currency, donor, shared=one.shared, keep=one.keep))


def balance(desk: Desk, home: str) -> bytes:
    """The balance."""
    one = _stand(desk, home)
    return desk.set(balance_page(one.now, shared=one.shared, keep=one.keep))


def review(desk: Desk, home: str) -> bytes:
    """The findings of the review."""
    one = _stand(desk, home)
    return desk.set(review_page(one.now, findings_of(one.now), shared=one.shared, keep=one.keep))


def changes(desk: Desk, home: str, since: str, until: str, kind: str) -> bytes:
    """What changed between two moments, each a day or a moment; from the last meeting to now where none is named."""
    one = _stand(desk, home)
    wrong: Say | None = None
    found: Compared | None = None
    last = one.now.meetings.before(one.now.meetings.next)
    try:
        begin = moment_of(since) if since else None
        end = moment_of(until) if until else None
    except WrongRequest as refused:
        wrong = refused.say
    else:
        later = _as_at(one, end) if end else one.now
        earlier = _as_at(one, begin) if begin else None
        if begin is None and last is not None and later is not None:
            earlier_view = one.opened.view_on(last.last)
            earlier = (
                None
                if earlier_view is None
                else analysis_of(earlier_view, one.opened.workspace_on(last.last), on=last.last)
            )
        if earlier is not None and later is not None:
            found = compared(later, earlier, begin.date() if begin else earlier.on)
    moments = Moments(
        recorded=tuple(view.at for view in reversed(one.opened.history)),
        held=tuple(
            (held.last, say("pages.since_meeting", day=held.last, title=held.element.title))
            for held in reversed(one.now.meetings.past)
        ),
        since=since or (last.last.isoformat() if last else ""),
        until=until,
        kind=kind,
    )
    return desk.set(changes_page(one.now, found, moments, wrong=wrong, shared=one.shared, keep=one.keep))


def _as_at(one: Stood, moment: datetime) -> Analysis | None:
    view = next((view for view in reversed(one.opened.history) if view.at <= moment), None)
    return None if view is None else analysis_of(view, one.opened.workspace_on(moment.date()), on=moment.date())


def history(desk: Desk, home: str, start: int) -> bytes:
    """The moments at which something changed that the reader may know."""
    one = _stand(desk, home)
    return desk.set(history_page(one.now, one.opened.history, start=start, shared=one.shared, keep=one.keep))
