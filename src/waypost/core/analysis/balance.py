"""Balance: who acts in which domain, what each side asks for and what answers it, what is given in return.

First what the balance says, then how it is weighed.

Source: contract 6, side, domain, behind; domain R2, R36, R37; seed S3, S7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from waypost.core.analysis.ledger import Ledger
from waypost.core.analysis.money.counting import RANK
from waypost.core.analysis.money.states import known_by
from waypost.core.analysis.money.ties import domain_of
from waypost.core.analysis.money.totals import NONE, group
from waypost.core.analysis.timetable import Scheduled, Timetable
from waypost.core.roadmap.bodies import Action, Contribution, Pair, Position
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.records import Gives, Step
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ActionState, Domain, MoneyState, PositionKind, Side
from waypost.core.say import Ref, Share
from waypost.core.values import ElementId, Missing, Money, Principal, Quantity, Text, When

B = TypeVar("B")
SquareState = Literal["done", "planned", "late", "no_date", "dropped"]
TwoSides = Literal["eu", "partner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One action on one side of the balance; one with side `both` has a square on each and counts once in totals."""

    ref: Ref
    state: SquareState
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainRow:
    """One of the five domains, or none (the sixth row): the squares of each side and committed money by currency."""

    domain: Domain | None
    eu: tuple[Square, ...]
    partner: tuple[Square, ...]
    unstated: tuple[Square, ...]
    """Actions whose side the text does not state."""
    actions: int
    committed: tuple[Money, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A position and what became of it: actions that answer it, a refusal by the other side, a reply, or nothing.

    `by` names the actions that answer it or, where it is refused, the refusals. A reply in words is shown, but
    words alone answer nothing.
    """

    ref: Ref
    position: PositionKind
    side: Principal | Missing
    words: Text | Missing
    said_on: date | Missing
    state: Literal["answered", "unanswered", "refused", "noted"]
    """`noted`: a red line or refusal of its own, which asks for respect and not for an action."""
    by: tuple[Ref, ...]
    reply: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How one side of a pair keeps its word: of the commitments whose last day is past, how many are kept.

    `share` is Missing not applicable where none is due. `elements` are all that the side gives.
    """

    words: Text | Missing
    elements: tuple[Ref, ...]
    due: int
    kept: int
    share: Share | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A pair with the side that is behind: `eu`, `partner`, `neither` or Missing when a side has nothing due."""

    ref: Ref
    eu: Kept
    partner: Kept
    behind: Literal["eu", "partner", "neither"] | Missing
    condition: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Balance of one view on one day; `rows` holds the five domains in order and then none."""

    rows: tuple[DomainRow, ...]
    answers: tuple[Answer, ...]
    exchanges: tuple[Exchange, ...]


def weigh(view: View, timetable: Timetable, ledger: Ledger, *, on: date) -> Balance:
    """The balance of a view on a day: who acts where, what is asked and answered, what is given in return."""
    return Balance(
        rows=_rows(view, timetable, ledger, on),
        answers=tuple(_answer(view, element, body) for element, body in _positions(view)),
        exchanges=tuple(_exchange(view, element, body, on) for element, body in _printed(view.of(Pair))),
    )


def _printed(found: tuple[tuple[Element, B], ...]) -> list[tuple[Element, B]]:
    return sorted(found, key=lambda one: print_order(one[0].ref))


def _positions(view: View) -> list[tuple[Element, Position]]:
    """Positions by the rank that their side gave them, those without one last."""
    return sorted(_printed(view.of(Position)), key=lambda one: (one[1].rank is None, one[1].rank or 0))


# ---------------------------------------------------------------------------------------------- domains and sides


def _rows(view: View, timetable: Timetable, ledger: Ledger, on: date) -> tuple[DomainRow, ...]:
    """The five domains in order, then none; money by domain as the ledger groups it."""
    actions: dict[Domain | None, list[tuple[Element, Action]]] = {}
    for element, body in _printed(view.of(Action)):
        of = domain_of(view, element)
        actions.setdefault(of if isinstance(of, Domain) else None, []).append((element, body))
    money = group(ledger, ("domain",))
    rows: list[DomainRow] = []
    for domain in (*Domain, None):
        squares = [(body.side, square_of(one, body, timetable, on)) for one, body in actions.get(domain, ())]
        key = (domain.value if domain else NONE,)
        committed = [one for one in money if one.state is MoneyState.COMMITTED and one.key == key and one.lines]
        rows.append(
            DomainRow(
                domain=domain,
                eu=tuple(one for side, one in squares if side in (Side.EU, Side.MS, Side.BOTH)),
                partner=tuple(one for side, one in squares if side in (Side.PARTNER, Side.BOTH)),
                unstated=tuple(one for side, one in squares if isinstance(side, Missing)),
                actions=len(squares),
                committed=tuple(one.known for one in committed),
            )
        )
    return tuple(rows)


def square_of(element: Element, body: Action, timetable: Timetable, on: date) -> Square:
    """The square of an action: dropped, done by the day, late by the timetable, with a day, or without one."""
    item = timetable.item(element.id)
    ref = element.ref if item is None else item.ref
    return Square(ref=ref, state=_square_state(body, item, on), shared=body.side is Side.BOTH)


def _square_state(body: Action, item: Scheduled | None, on: date) -> SquareState:
    if body.state is ActionState.DROPPED:
        return "dropped"
    if body.state is ActionState.DONE or (body.ended is not None and body.ended <= on):
        return "done"
    if item is not None and item.is_late:
        return "late"
    return "planned" if _has_day(body.due) or _has_day(body.starts) else "no_date"


def _has_day(when: When | Missing) -> bool:
    return isinstance(when, When) and (when.first is not None or when.last is not None)


# ------------------------------------------------------------------------------------------------------ positions


def _answer(view: View, element: Element, body: Position) -> Answer:
    """Noted is a red line or a refusal; a need or priority is answered by an action, else refused, else open."""
    state: Literal["answered", "unanswered", "refused", "noted"]
    by = _answering(view, element.id)
    refusals = _refusing(view, element.id, body)
    if body.position in (PositionKind.RED_LINE, PositionKind.REFUSAL):
        state = "noted"
    elif by:
        state = "answered"
    elif refusals:
        state, by = "refused", refusals
    else:
        state = "unanswered"
    return Answer(
        ref=element.ref,
        position=body.position,
        side=body.side,
        words=body.words,
        said_on=body.said_on,
        state=state,
        by=tuple(one.ref for one in by),
        reply=body.reply,
    )


def _answering(view: View, position: ElementId) -> tuple[Element, ...]:
    """The actions that list the position and are not dropped."""
    return tuple(
        one for one, body in view.of(Action) if position in body.answers and body.state is not ActionState.DROPPED
    )


def _refusing(view: View, position: ElementId, asked: Position) -> tuple[Element, ...]:
    """The refusals of the other side that reply to the position."""
    return tuple(
        one
        for one, body in view.of(Position)
        if body.replies_to == position
        and body.position is PositionKind.REFUSAL
        and is_partner_side(body.side) is not is_partner_side(asked.side)
    )


def is_partner_side(who: Principal | Missing) -> bool | None:
    """Whether a principal stands on the partner's side; the EU, Member States and organisations on that of the EU.

    None where it is not stated. Source: contract 6, side.
    """
    return None if isinstance(who, Missing) else who.startswith("partner:")


# ------------------------------------------------------------------------------------------------------ exchanges


def _exchange(view: View, element: Element, body: Pair, on: date) -> Exchange:
    eu = kept_of(view, body.eu_gives, on)
    partner = kept_of(view, body.partner_gives, on)
    return Exchange(ref=element.ref, eu=eu, partner=partner, behind=_behind(eu, partner), condition=body.condition)


def _behind(eu: Kept, partner: Kept) -> Literal["eu", "partner", "neither"] | Missing:
    """The side with the lower share kept; Missing where a side has nothing due. Source: contract 6, behind."""
    if isinstance(eu.share, Missing) or isinstance(partner.share, Missing):
        return Missing.NOT_APPLICABLE
    mine, theirs = eu.kept * partner.due, partner.kept * eu.due
    return "neither" if mine == theirs else "eu" if mine < theirs else "partner"


def kept_of(view: View, gives: Gives, on: date) -> Kept:
    """How one side keeps its word: the actions and contributions it gives whose last day is before `on`.

    The last day is that of an action's due date, of a contribution's period. An action is kept when it ended on or
    before that day; one that is done without a day of its end is kept, since nothing says that it was late. A
    contribution is kept when by that day as much was disbursed, received or spent as had been committed, or where
    nothing was, as had been announced or allocated.

    Source: contract 6, behind.
    """
    given = [one for one in (view.get(key) for key in dict.fromkeys(gives.elements)) if one is not None]
    due = [(one, last) for one in given if (last := last_day(one)) is not None and last < on]
    kept = sum(_is_kept(one, last) for one, last in due)
    share = Share(value=Decimal(kept) / Decimal(len(due))) if due else Missing.NOT_APPLICABLE
    return Kept(words=gives.words, elements=tuple(one.ref for one in given), due=len(due), kept=kept, share=share)


def last_day(element: Element) -> date | None:
    """The last day of a commitment; None where none is fixed."""
    body = element.body
    when = body.due if isinstance(body, Action) else body.period if isinstance(body, Contribution) else Missing.UNKNOWN
    return when.last if isinstance(when, When) else None


def _is_kept(element: Element, last: date) -> bool:
    body = element.body
    if isinstance(body, Action):
        return body.ended <= last if body.ended is not None else body.state is ActionState.DONE
    return isinstance(body, Contribution) and _is_given(known_by(body.steps, last))


def _is_given(steps: tuple[Step, ...]) -> bool:
    given = _highest(steps, {one for one in MoneyState if RANK[one] >= RANK[MoneyState.DISBURSED]})
    asked = _highest(steps, {MoneyState.COMMITTED}) or _highest(steps, {MoneyState.ANNOUNCED, MoneyState.ALLOCATED})
    return bool(given) and all(given.get(unit, Decimal(0)) >= amount for unit, amount in asked.items())


def _highest(steps: Iterable[Step], states: set[MoneyState]) -> dict[str, Decimal]:
    """The highest of the latest running totals in some states, by currency or unit; only what is more than zero."""
    latest: dict[tuple[MoneyState, str], Decimal] = {}
    for step in steps:
        if step.state in states and isinstance(step.amount, Money):
            latest[step.state, step.amount.currency] = step.amount.amount
        elif step.state in states and isinstance(step.amount, Quantity):
            latest[step.state, step.amount.unit] = step.amount.amount
    found: dict[str, Decimal] = {}
    for (_, unit), amount in latest.items():
        if amount > found.get(unit, Decimal(0)):
            found[unit] = amount
    return found
