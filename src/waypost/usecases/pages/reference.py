"""Pages over all roadmaps: a Member State, the frameworks, and the routes, which everybody may read."""

from __future__ import annotations

import csv
import io
from datetime import date

from waypost.core.brief.flows import Situation
from waypost.core.errors import NotThere
from waypost.core.pages.frameworks import Framework, framework_page, frameworks_page
from waypost.core.pages.member_state import member_state_page
from waypost.core.pages.page import Query
from waypost.core.pages.routes import routes_page
from waypost.core.values import Principal
from waypost.reference.countries import is_member_state, member_states
from waypost.reference.flows import flows
from waypost.reference.frameworks import frameworks as terms
from waypost.usecases.analysed import figures_at, published
from waypost.usecases.desk import Desk
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.evidence_situation import detections_in
from waypost.usecases.opening import once
from waypost.usecases.pages.known import analyses, shared_meetings


def member_state(desk: Desk, code: str) -> bytes:
    """What a Member State owes, funds and is asked for. Raises NotThere for what is no Member State."""
    if not is_member_state(code):
        raise NotThere(code)
    asking = once(desk.asking)
    state, shared = Principal(f"ms:{code}"), shared_meetings(asking)
    return desk.set(
        member_state_page(state, analyses(asking), shared.open if shared else (), asking.on, member_states())
    )


def _frameworks() -> tuple[Framework, ...]:
    return tuple(
        Framework(code=one.code, kind=one.kind, fuller=one.full != one.name, confirmed=one.confirmed) for one in terms()
    )


def frameworks(desk: Desk) -> bytes:
    """Every framework, and how much stands under each."""
    return desk.set(frameworks_page(_frameworks(), analyses(once(desk.asking))))


def framework(desk: Desk, code: str) -> bytes:
    """One framework over all partners. Raises NotThere for a code that the reference table does not have."""
    found = next((one for one in _frameworks() if one.code == code), None)
    if found is None:
        raise NotThere(code)
    return desk.set(framework_page(found, analyses(once(desk.asking))))


def routes(desk: Desk, *, chosen: str = "", keep: Query = ()) -> bytes:
    """The routes, as published by the day asked for; `chosen` is the route shown by nationality."""
    vintage = _vintage(desk)
    return desk.set(routes_page(_situation(desk), vintage, chosen=chosen, keep=keep))


def _vintage(desk: Desk) -> date:
    return desk.asking.vintage or desk.asking.on


def _situation(desk: Desk) -> Situation | None:
    """The figures on the routes: of the newest issue in the store, else those that the package ships."""
    return published((), (), figures_at(store_of(desk.asking), vintage=_vintage(desk)))[0]


def detections(desk: Desk) -> tuple[str, bytes]:
    """The months of the main routes as CSV, as published by the day asked for: the name of the file and its bytes.

    Raises NotThere where nothing was published by then.
    """
    situation = _situation(desk)
    if situation is None:
        raise NotThere("detections")
    told = io.StringIO()
    lines = csv.writer(told, lineterminator="\r\n")
    lines.writerow(("route", "year", "month", "detections", "preliminary", "issued"))
    for flow in situation.flows:
        for one in flow.months:
            value = one.value if isinstance(one.value, int) else ""
            lines.writerow((flow.code, one.year, one.month, value, "p" if one.provisional else "", situation.issued))
    return f"detections-{situation.issued.isoformat()}.csv", told.getvalue().encode()


def nationalities(desk: Desk) -> tuple[str, bytes]:
    """The nationalities of every route by year as CSV, as published by the day asked for: name of the file, its bytes.

    Raises NotThere where nothing was published by then.
    """
    situation = _situation(desk)
    if situation is None:
        raise NotThere("nationalities")
    issue = detections_in(store_of(desk.asking), vintage=_vintage(desk)) or flows()
    told = io.StringIO()
    lines = csv.writer(told, lineterminator="\r\n")
    lines.writerow(("route", "nationality", "country", "year", "detections", "issued"))
    for route, names in issue.by_nationality.items():
        for name, code, counts in names:
            for year in sorted(counts):
                lines.writerow((route, name, code or "", year, counts[year], situation.issued))
    return f"nationalities-{situation.issued.isoformat()}.csv", told.getvalue().encode()
