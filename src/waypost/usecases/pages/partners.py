"""The partner countries: the list of them, and the sheet of one as a page and as a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from waypost.core.errors import WrongRequest
from waypost.core.pages.page import Query
from waypost.core.pages.partner import partner_page
from waypost.core.pages.partners import Aid, Detected, Known, country, partners_page
from waypost.core.roadmap.view import View
from waypost.core.say import say
from waypost.reference.countries import is_country, is_member_state
from waypost.reference.flows import Flows, flows
from waypost.usecases import papers
from waypost.usecases.analysed import Figures, figures_at
from waypost.usecases.desk import Desk
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.evidence_funding import in_euro_by_partner
from waypost.usecases.evidence_situation import detections_in
from waypost.usecases.opening import once, open_all
from waypost.usecases.sheets import name_of, order_of, sheet_of
from waypost.words.wording import Wording

ISSUES: Final = 4
"""So many issues of detections are kept between two pages."""


def partners(desk: Desk, *, of: str = "", keep: Query = ()) -> bytes:
    """The list of the partner countries of the reader's roadmaps, and of the others that the figures name; with the
    roadmaps of the country `of`, where it is a partner in one that the reader may know."""
    asking = once(desk.asking)
    store, vintage = store_of(asking), asking.vintage or asking.on
    held = _partners(one.view for one in open_all(asking))
    issue = _issue(figures_at(store, vintage=vintage))
    named = {code for route in issue.by_nationality.values() for _, code, _ in route if code} if issue else set()
    order = _by_name(desk.words)
    others = (one for one in named - held.keys() if is_country(one) and not is_member_state(one))
    published = in_euro_by_partner(store, sorted(held), vintage=vintage)
    known = Known(
        partners=tuple((one, held[one]) for one in sorted(held, key=order)),
        others=tuple(sorted(others, key=order)),
        detected=None if issue is None else _detected(issue),
        aid=None
        if published is None or published.converted is None
        else Aid(
            sums=published.converted.groups,
            files=len(published.vintages),
            issued=max(one.issued for one in published.vintages),
        ),
    )
    return desk.set(partners_page(known, of=of, keep=keep))


def _partners(views: Iterable[View]) -> dict[str, tuple[View, ...]]:
    """The partner countries of some roadmaps, each with its roadmaps."""
    found: dict[str, tuple[View, ...]] = {}
    for view in views:
        head = view.roadmap
        for code in dict.fromkeys(one.country for one in head[1].partners) if head is not None else ():
            found[code] = (*found.get(code, ()), view)
    return found


@lru_cache(maxsize=ISSUES)
def _issue(figures: Figures) -> Flows | None:
    """The newest issue of detections: of the store, else that which the package ships where it was out by then."""
    held = detections_in(figures.store, vintage=figures.vintage)
    if held is not None:
        return held
    shipped = flows()
    return shipped if isinstance(shipped.source.day, date) and shipped.source.day <= figures.vintage else None


def _detected(issue: Flows) -> Detected:
    """The last year of an issue by nationality, over all routes."""
    year = issue.last[0]
    counts: dict[str, int] = {}
    for _, code, years in (one for route in issue.by_nationality.values() for one in route):
        if code:
            counts[code] = counts.get(code, 0) + years.get(year, 0)
    day = issue.source.day
    assert isinstance(day, date)
    return Detected(counts=counts, year=year, provisional=year >= issue.provisional_from[0], issued=day)


def _by_name(words: Wording) -> Callable[[str], tuple[str, str]]:
    """Countries in the order of their names in a language; an accent does not part what belongs together."""

    def key(code: str) -> tuple[str, str]:
        name = words.plain(country(code))
        plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
        return plain.casefold(), code

    return key


def partner(desk: Desk, code: str, *, keep: Query = ()) -> bytes:
    """The page of a country. Raises NotThere for a code that is none."""
    return desk.set(partner_page(order_of(code, desk.asking), keep=keep))


def sheet(desk: Desk, code: str, form: str) -> tuple[str, bytes]:
    """The sheet as a file: its name and its bytes, those that the command line writes.

    Raises NotThere for a code that is no country, WrongRequest for a form that is not offered.
    """
    make = papers.FORMS.get(form)
    if make is None:
        raise WrongRequest(say("cli.no_form", value=form[:20], known=tuple(papers.FORMS)))
    made = sheet_of(code, desk.asking)
    return f"{name_of(code, made, desk.words.language)}.{form}", make(made, desk.words, desk.drawings)
