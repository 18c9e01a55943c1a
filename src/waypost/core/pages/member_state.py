"""One Member State over all roadmaps: what it owes, what it funds, what it is asked for, which gaps it could fill.

Source: seed S11 (one page per Member State: what we owe, fund and are asked for); domain C1, C4; contract 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Gap, Line, Offer, Total
from waypost.core.analysis.meetings import FollowUp
from waypost.core.analysis.money.totals import group
from waypost.core.analysis.timetable import Scheduled
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import late_marker
from waypost.core.brief.naming import donor_words
from waypost.core.brief.tree import Block, Cell, Heading, KeyFigure, Mark, Marker, Number, Row, Stack, Unknown, Words
from waypost.core.goto import goto
from waypost.core.pages.meeting.series import followup_table
from waypost.core.pages.page import KeyFigures, Link, Links, Page, Part
from waypost.core.pages.places import homes_of, linked
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ActionState, MoneyState
from waypost.core.say import Code, Say, Who, say
from waypost.core.values import Missing, Money, Principal, Text, When

MONEY: Final = (MoneyState.ANNOUNCED, MoneyState.COMMITTED, MoneyState.DISBURSED)
"""The states of money shown for each line that a Member State gives."""
OVER: Final = (ActionState.DONE, ActionState.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One open action of a roadmap with what the timetable says of it."""

    now: Analysis
    element: Element
    body: Action
    item: Scheduled | None

    @property
    def late(self) -> int:
        """Days late; 0 where it is not."""
        return self.item.late_days if self.item is not None and self.item.is_late else 0


def member_state_page(
    state: Principal, found: tuple[Analysis, ...], shared: tuple[FollowUp, ...], on: date, others: tuple[str, ...]
) -> Page:
    """The page of one Member State as one reader may know it.

    `found` are the roadmaps that the reader may know, worked out on `on`; `shared` what is open from meetings that
    belong to no roadmap; `others` the Member States in protocol order, each of which has such a page.
    """
    tasks = tuple(one for now in found for one in tasks_of(now))
    owed = _by_urgency(one for one in tasks if one.body.owner == state)
    joined = _by_urgency(one for one in tasks if state in one.body.contributors and one.body.owner != state)
    follow = tuple(one for one in (*shared, *_followed(found)) if one.item.owner == state)
    who = Who(principal=state)
    return Page(
        name="member_state",
        title=say("member_state.title", who=who),
        subtitle=say("member_state.subtitle"),
        area="portfolio",
        crumbs=(Link(label=say("pages.area_portfolio"), to=goto("portfolio")),),
        facts=(say("member_state.as_of", day=on),),
        blocks=(
            KeyFigures(figures=tuple(_figures(state, found, owed, joined, follow))),
            Part(name="owes", title=say("member_state.owes"), blocks=(_task_table("owes", owed),)),
            Part(
                name="funds",
                title=say("member_state.funds"),
                aside=say("member_state.own_budget"),
                blocks=tuple(_funds(state, found)),
            ),
            Part(
                name="asked",
                title=say("member_state.asked"),
                blocks=(
                    _task_table("asked", joined),
                    Heading(say=say("meetings.open")),
                    followup_table(follow, on, name="member_state.follow"),
                ),
            ),
            Part(name="gaps", title=say("member_state.gaps"), blocks=(_gaps(state, found),)),
            Part(name="others", title=say("member_state.others"), blocks=(_others(state, others),)),
        ),
        homes=homes_of((*(one for now in found for one in now.view), *(one.element for one in shared))),
    )


def tasks_of(now: Analysis, owner: Principal | None = None) -> Iterator[Task]:
    """The actions of a roadmap that are not over, of all or of one owner."""
    for element, body in now.view.of(Action):
        if owner in (None, body.owner) and body.ended is None and body.state not in OVER:
            yield Task(now=now, element=element, body=body, item=now.timetable.item(element.id))


def _followed(found: tuple[Analysis, ...]) -> Iterator[FollowUp]:
    """What is open from meetings of the roadmaps' own series; those of the workspace come once, with `shared`."""
    for now in found:
        yield from (one for one in now.meetings.open if one.element.home == now.view.home)


def _by_urgency(tasks: Iterator[Task]) -> tuple[Task, ...]:
    """Late first, the longest before; then by the last day of due, those without one last."""
    return tuple(sorted(tasks, key=lambda one: (-one.late, _last_day(one), one.element.id)))


def _last_day(one: Task) -> date:
    due = one.body.due
    return due.last if isinstance(due, When) and due.last is not None else date.max


# Figures ---------------------------------------------------------------------------------------------------------


def _figures(
    state: Principal,
    found: tuple[Analysis, ...],
    owed: tuple[Task, ...],
    joined: tuple[Task, ...],
    follow: tuple[FollowUp, ...],
) -> Iterator[KeyFigure]:
    late = sum(one.late > 0 for one in owed)
    yield KeyFigure(
        label=say("member_state.owes_label"),
        value=Number(value=len(owed)),
        unit=say("member_state.actions", n=len(owed)),
        compare=say("member_state.late_of", n=late),
    )
    yield _funds_figure(state, found)
    yield KeyFigure(
        label=say("member_state.asked_label"),
        value=Number(value=len(joined)),
        unit=say("member_state.actions", n=len(joined)),
        compare=say("member_state.follow_ups", n=len(follow)),
    )


def _funds_figure(state: Principal, found: tuple[Analysis, ...]) -> KeyFigure:
    """What it committed of its own budget, in the currency with most; nothing is added over currencies (C12)."""
    totals = tuple(_own_totals(state, found))
    own = _sums(totals)
    label, compare = say("member_state.funds_label"), say("member_state.committed_own")
    if not own:
        absent = Unknown(reason=Missing.NOT_REPORTED, say=say("member_state.none_committed"))
        return KeyFigure(label=label, value=absent, unit=None, compare=compare)
    best = max(own, key=lambda one: one.amount)
    more = len(own) - 1
    said = say("member_state.and_currencies", n=more) if more else compare
    return KeyFigure(label=label, value=Number(value=best, at_least=_at_least(totals)), unit=None, compare=said)


def _sums(totals: tuple[Total, ...]) -> tuple[Money, ...]:
    """Committed of its own budget by currency, over all roadmaps; a total without figure adds nothing."""
    sums: dict[str, Money] = {}
    for one in totals:
        held = sums.get(one.known.currency)
        amount = one.known.amount + (held.amount if held else 0)
        sums[one.known.currency] = Money(amount=amount, currency=one.known.currency)
    return tuple(sums[code] for code in sorted(sums))


def _at_least(totals: tuple[Total, ...]) -> bool:
    """Whether some line of its own has no figure, so that the sum may be more."""
    return any(one.at_least or one.missing_lines for one in totals)


def _own_totals(state: Principal, found: tuple[Analysis, ...]) -> Iterator[Total]:
    for now in found:
        for one in group(now.ledger, ("donor",)):
            if one.state is MoneyState.COMMITTED and one.key == (state,) and not one.is_unknown:
                yield one


# Tables ----------------------------------------------------------------------------------------------------------


def roadmap_cell(now: Analysis) -> Cell:
    """The roadmap, leading to its page."""
    return linked(roadmap_title(now), goto("roadmap", home=now.view.home))


def roadmap_title(now: Analysis) -> Say | Text:
    """The title of a roadmap, or that it states none."""
    head_ = now.view.roadmap
    title = head_[1].title if head_ else Missing.NOT_STATED
    return say("member_state.untitled") if isinstance(title, Missing) else title


def _task_table(name: str, tasks: tuple[Task, ...]) -> Block:
    columns = (
        head("member_state.action", weight=6),
        head("member_state.roadmap", weight=4),
        head("brief.due_head", weight=3),
        head("brief.state", weight=3),
    )
    return table(f"member_state.{name}", columns, map(_task_row, tasks), nothing=f"member_state.none_{name}")


def _task_row(one: Task) -> Row:
    return row(
        Words(words=one.element.ref, strong=True),
        roadmap_cell(one.now),
        cell(one.body.due),
        state_cell(one.body, one.item),
    )


def state_cell(body: Action, item: Scheduled | None) -> Cell:
    """The state of an action in words, and how late it is or that it is at risk."""
    state = body.state
    word: Cell = (
        cell(state)
        if isinstance(state, Missing)
        else Words(words=say("brief.code", code=Code(table="actionstate", code=state.value)))
    )
    if item is not None and item.is_late:
        return Stack(cells=(word, late_marker(item.late_days)))
    if item is not None and item.at_risk:
        return Stack(cells=(word, Marker(mark=Mark.AT_RISK, say=say("brief.at_risk"))))
    return word


def _funds(state: Principal, found: tuple[Analysis, ...]) -> Iterator[Block]:
    """Every line that it gives: alone, then with others whose shares were not read apart (C4); tools beside (C5)."""
    lines = [(now, one) for now in found for one in now.ledger.lines if state in one.donors]
    alone = sorted(lines, key=lambda pair: (len(pair[1].donors) > 1, pair[0].view.home, pair[1].ref.element))
    columns = (
        head("member_state.contribution", weight=6),
        head("member_state.roadmap", weight=4),
        *(head(f"money.head_{one.value}", number=True, weight=2) for one in MONEY),
    )
    notes = (say("member_state.unsplit"),) if any(len(one.donors) > 1 for _, one in lines) else ()
    rows = (_line_row(now, one) for now, one in alone)
    yield table("member_state.lines", columns, rows, nothing="member_state.none_funds", notes=notes)
    tools = tuple(
        row(Words(words=one.ref, strong=True), roadmap_cell(now), cell(one.quantity))
        for now in found
        for one in now.ledger.tools
        if state in one.donors
    )
    if tools:
        heads = (
            head("member_state.beside", weight=6),
            head("member_state.roadmap", weight=4),
            head("member_state.how_many", weight=3),
        )
        yield table("member_state.tools", heads, tools, nothing="member_state.none_funds")


def _line_row(now: Analysis, line: Line) -> Row:
    name: Cell = Words(words=line.ref, strong=True)
    if len(line.donors) > 1:
        name = Stack(cells=(name, Words(words=donor_words(line.donors), quiet=True)), inline=False)
    return row(name, roadmap_cell(now), *(amount_cell(line, state) for state in MONEY))


def amount_cell(line: Line, state: MoneyState) -> Cell:
    """What a line holds in a state, in brackets where it is shown and not added."""
    amount = line.amount(state)
    if isinstance(amount.value, Missing):
        return cell(amount.value)
    return Number(value=amount.value, at_least=amount.at_least, bracketed=line.bracketed)


def _gaps(state: Principal, found: tuple[Analysis, ...]) -> Block:
    """Gaps that money of this Member State could fill, which the ledger names for each objective."""
    rows = tuple(
        row(
            Words(words=gap.objective, strong=True),
            roadmap_cell(now),
            _missing(gap),
            cell(offer.amount),
            cell(offer.line),
        )
        for now in found
        for gap, offer in _offers(state, now)
    )
    columns = (
        head("note.objective", weight=5),
        head("member_state.roadmap", weight=4),
        head("note.missing", number=True, weight=2),
        head("member_state.could", number=True, weight=2),
        head("member_state.from_line", weight=4),
    )
    return table("member_state.gaps", columns, rows, nothing="member_state.none_gaps")


def _offers(state: Principal, now: Analysis) -> Iterator[tuple[Gap, Offer]]:
    for gap in now.ledger.gaps:
        yield from ((gap, one) for one in gap.fillers if state in one.donors)


def _missing(gap: Gap) -> Cell:
    return Number(value=gap.gap, at_least=gap.at_least) if isinstance(gap.gap, Money) else cell(gap.gap)


def _others(state: Principal, others: tuple[str, ...]) -> Links:
    """The same page of each Member State."""
    return Links(
        links=tuple(
            Link(
                label=Who(principal=f"ms:{one}"),
                to=goto("member_state", state=one),
                current=state == f"ms:{one}",
            )
            for one in others
        )
    )
