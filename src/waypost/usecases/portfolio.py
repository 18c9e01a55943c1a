"""The overview: one line a roadmap, by partner, by framework, or what one Member State owes, funds and is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Gap, Total
from waypost.core.analysis.meetings import Held, Meetings
from waypost.core.analysis.money.counting import TOGETHER
from waypost.core.analysis.money.totals import group
from waypost.core.errors import WrongRequest
from waypost.core.review.finding import Finding
from waypost.core.roadmap.audience import is_principal
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.vocabulary import ActionState, MoneyState
from waypost.core.say import Ref, say
from waypost.core.values import Missing, Money, Qualifier, Slug
from waypost.usecases.analysing import analyse
from waypost.usecases.opening import Asking, Opened, is_folder, open_if_there, reading_of, roadmaps_in
from waypost.usecases.processes import each, processors
from waypost.usecases.reviewing import review_of

AT_ONCE: Final = 20
"""Roadmaps that a process takes in one go; for fewer, another one takes longer to start than it saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one Member State has to do with a roadmap: open actions it owns and how many of them are late, what it
    committed of its own budget and what it committed with others whose shares were not read apart (domain C4), open
    follow-ups and actions it is asked for."""

    owes: int
    late: int
    funds: tuple[Total, ...]
    jointly: tuple[Total, ...]
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneLine:
    """One roadmap in the overview. `gaps` is what its objectives lack by currency, `worst` the first finding
    that nobody accepted; `share` is there only where a Member State was asked for."""

    slug: Slug
    title: Ref | None
    partners: tuple[str, ...]
    frameworks: tuple[str, ...]
    next: Held | None
    late: int
    gaps: tuple[Money, ...] | Missing
    worst: Finding | None
    share: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some lines under one key; the key is empty when nothing was asked to be grouped by."""

    key: str
    lines: tuple[OneLine, ...]


def overview(asking: Asking, by: str | None = None) -> tuple[Group, ...]:
    """One line for each roadmap that the viewer may know, grouped as asked: `partner`, `framework`, `ms:XX` or not.

    A roadmap with several partners stands under each. Raises WrongRequest for another grouping.
    """
    state = by if by and by.startswith("ms:") and is_principal(by) else None
    if by not in (None, "partner", "framework") and state is None:
        raise WrongRequest(say("cli.no_overview", value=by or ""))
    lines = _lines(asking, state)
    if by == "partner":
        return _grouped((key, one) for one in lines for key in one.partners or ("none",))
    if by == "framework":
        return _grouped((key, one) for one in lines for key in one.frameworks or ("none",))
    return (Group(key=state or "", lines=lines),)


def _lines(asking: Asking, state: str | None) -> tuple[OneLine, ...]:
    reading = reading_of(asking)
    homes = roadmaps_in(reading)

    def line(home: Slug) -> OneLine | None:
        opened = open_if_there(home, reading, asking.until)
        return None if opened is None else _line(opened, asking.on, state)

    # A folder is read by several processes; a connection to a database cannot be shared with another process.
    shared = asking.reading is None and is_folder(asking.folder)
    processes = processors(len(homes) // AT_ONCE) if shared else 1
    return tuple(one for one in each(line, homes, processes=processes, at_once=AT_ONCE) if one is not None)


def _grouped(pairs: Iterable[tuple[str, OneLine]]) -> tuple[Group, ...]:
    found: dict[str, list[OneLine]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return tuple(Group(key=key, lines=tuple(lines)) for key, lines in sorted(found.items()))


def _line(opened: Opened, on: date, state: str | None) -> OneLine:
    analysis = analyse(opened.view, opened.workspace, on=on)
    meetings = analysis.meetings
    head = opened.view.roadmap
    findings = [one for one in review_of(analysis) if one.accepted is None]
    return OneLine(
        slug=opened.view.home,
        title=head[0].ref if head else None,
        partners=tuple(one.country for one in head[1].partners) if head else (),
        frameworks=head[1].frameworks if head else (),
        next=meetings.next,
        late=sum(one.is_late for one in analysis.timetable.items),
        gaps=lacking(analysis.ledger.gaps),
        worst=findings[0] if findings else None,
        share=_share(analysis, meetings, state) if state else None,
    )


def lacking(gaps: Iterable[Gap]) -> tuple[Money, ...] | Missing:
    """What all objectives lack, by currency; unknown where the need of none is known.

    At least, where the need of some objective is not known or only in part; at most, where some line has no committed
    figure; about, where both are so.
    """
    known: dict[str, Decimal] = {}
    held = tuple(gaps)
    for one in held:
        if isinstance(one.gap, Money):
            known[one.gap.currency] = known.get(one.gap.currency, Decimal(0)) + one.gap.amount
    if held and not known:
        return Missing.UNKNOWN
    more = any(isinstance(one.gap, Missing) or one.at_least for one in held)
    less = any(isinstance(one.gap, Money) and one.gap.amount and one.missing_lines for one in held)
    qualifier = _QUALIFIERS[more, less]
    return tuple(Money(amount=amount, currency=code, qualifier=qualifier) for code, amount in sorted(known.items()))


_QUALIFIERS: Final = {
    (False, False): None,
    (True, False): Qualifier.AT_LEAST,
    (False, True): Qualifier.AT_MOST,
    (True, True): Qualifier.ABOUT,
}
"""By whether the sum may be more, and whether it may be less."""


def _share(analysis: Analysis, meetings: Meetings, state: str) -> Share:
    still = [
        (element, body)
        for element, body in analysis.view.of(Action)
        if body.ended is None and body.state not in (ActionState.DONE, ActionState.DROPPED)
    ]
    own = {element.id for element, body in still if body.owner == state}
    committed = [one for one in group(analysis.ledger, ("donor",)) if one.state is MoneyState.COMMITTED]
    return Share(
        owes=len(own),
        late=sum(one.is_late for one in analysis.timetable.items if one.element in own),
        funds=tuple(one for one in committed if one.key == (state,)),
        jointly=tuple(one for one in committed if one.key != (state,) and state in one.key[0].split(TOGETHER)),
        asked=sum(state in body.contributors for _, body in still)
        + sum(one.item.owner == state for one in meetings.open),
    )
