"""Who funds what with a partner country, and an activity down to its transactions: what donors publish, as pages."""

from __future__ import annotations

import re
from typing import Final

from waypost.core.aid.funding import Published
from waypost.core.analysis.analysis import Analysis
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.pages.aid.activity import Traced, activity_page
from waypost.core.pages.aid.funds import BY, Ask, Funds, funds_page, no_funds_page
from waypost.core.pages.page import Query
from waypost.core.roadmap.view import partners_of
from waypost.core.roadmap.vocabulary import Domain
from waypost.core.say import say
from waypost.reference.countries import is_country
from waypost.usecases.analysing import analyse
from waypost.usecases.desk import Desk
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.evidence_funding import Wanted, aid_in, follow, who_funds_what
from waypost.usecases.opening import Asking, once, open_all

DONOR: Final = "donor"
_CODES: Final = {
    "donor": re.compile(r"eu|(?:ms|partner):[A-Z]{2}|org:.+|[-?]", re.DOTALL),
    "domain": re.compile(rf"[{''.join(Domain)}]|-"),
}
"""What a donor and a domain may be called in an address."""


def funding(desk: Desk, ask: Ask) -> bytes:
    """The money of a country as asked. Raises NotThere for a code that is no country, WrongRequest for a grouping that
    is none or a year that is none."""
    if not is_country(ask.partner):
        raise NotThere(ask.partner)
    if ask.by not in BY:
        raise WrongRequest(say("cli.no_grouping", value=ask.by[:20], known=BY))
    if not all(_CODES[name].fullmatch(code) for name, code in ask.fixed if name in _CODES):
        raise NotThere(ask.partner)
    asking = once(desk.asking)
    store = store_of(asking)
    if not aid_in(store, asking.vintage):
        return desk.set(no_funds_page(ask))
    fixed = dict(ask.fixed)
    found = who_funds_what(
        asking,
        Wanted(
            partner=ask.partner,
            by=ask.by,
            period=fixed.get("year", ""),
            donor=fixed.get("donor", ""),
            domain=fixed.get("domain", ""),
            instrument=fixed.get("instrument", ""),
            everything=ask.everything,
            euro=True,
        ),
    )
    assert found.converted is not None
    issued = max(one.issued for one in found.vintages)
    # A roadmap can be set beside what all donors publish about migration, and beside nothing narrower or wider.
    by_donor = ask.by == DONOR and not ask.fixed and not ask.everything
    return desk.set(
        funds_page(
            Funds(
                ask=ask,
                funding=found.funding,
                converted=found.converted,
                rates=found.rates,
                titles=found.titles,
                files={one.id: one.file for one in found.vintages},
                issued=issued,
                beside=_with(ask.partner, asking) if by_donor else (),
                published=Published(funding=found.funding, files=len(found.vintages), issued=issued),
            )
        )
    )


def _with(partner: str, asking: Asking) -> tuple[Analysis, ...]:
    """The roadmaps with a country that the reader may know, worked out on the plan day."""
    return tuple(
        analyse(one.view, one.workspace, on=asking.on)
        for one in open_all(asking)
        if partner in partners_of(one.view.elements)
    )


def activity(desk: Desk, partner: str, identifier: str, *, keep: Query = ()) -> bytes:
    """An activity with every transaction. Raises NotThere for a country or an activity that is none."""
    if not is_country(partner):
        raise NotThere(partner)
    found = follow(desk.asking, identifier)
    files = tuple((one.id, one.file, one.issued) for one in found.vintages.values())
    traced = Traced(told=found.told, movements=found.movements, files=files, rates=found.rates)
    return desk.set(activity_page(partner, traced, keep=keep))
