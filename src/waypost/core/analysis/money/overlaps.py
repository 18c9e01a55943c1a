"""Overlaps: money of different donors for the same thing, in the same place, at the same time.

Source: contract 6, overlap; domain R17.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from waypost.core.analysis.ledger import Line, Overlap
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import Form, MoneyState
from waypost.core.say import Ref, Say, say
from waypost.core.values import ElementId, Missing, Money, Principal, Text, When

MEMBER_STATES = Principal("ms:*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A committed line with what an overlap looks at; `wholes` are those it lies or may lie inside."""

    line: Line
    money: Money
    place: Text | Missing
    first: date
    last: date
    comparable: bool
    wholes: frozenset[ElementId]


def stands_of(view: View, lines: tuple[Line, ...]) -> tuple[Stand, ...]:
    """The lines at least committed: those that the committed total counts, and the parts that these open into."""
    index = {line.ref.element: line for line in lines}
    held: dict[ElementId, Money] = {}
    for line in lines:
        amount = line.amount(MoneyState.COMMITTED)
        if amount.counted and isinstance(amount.added, Money):
            held[line.ref.element] = amount.added
            held.update(_parts_of(line, index))
    return tuple(_stand(view, line, held[line.ref.element]) for line in lines if line.ref.element in held)


def _parts_of(line: Line, index: dict[ElementId, Line]) -> dict[ElementId, Money]:
    """The committed parts of a line at any depth, with their money."""
    found: dict[ElementId, Money] = {}
    for one in line.amount(MoneyState.COMMITTED).opens_into:
        value = index[one].amount(MoneyState.COMMITTED).value
        if isinstance(value, Money):
            found |= {one: value, **_parts_of(index[one], index)}
    return found


def _stand(view: View, line: Line, money: Money) -> Stand:
    element = view.get(line.ref.element)
    if element is None or not isinstance(element.body, Contribution):
        raise LookupError(line.ref.element)
    body = element.body
    period = body.period if isinstance(body.period, When) else None
    dated = period is not None and (period.first is not None or period.last is not None)
    return Stand(
        line=line,
        money=money,
        place=body.place,
        first=(period.first if period else None) or date.min,
        last=(period.last if period else None) or date.max,
        comparable=dated and isinstance(body.place, Text) and bool(line.donors),
        wholes=_around(view, element.id),
    )


def _around(view: View, one: ElementId) -> frozenset[ElementId]:
    found: set[ElementId] = set()
    waiting = [one]
    while waiting:
        element = view.get(waiting.pop())
        if element is not None and isinstance(element.body, Contribution):
            fresh = {inside.whole for inside in element.body.inside} - found
            found |= fresh
            waiting.extend(fresh)
    return frozenset(found)


def not_compared_of(stands: Iterable[Stand]) -> tuple[Ref, ...]:
    """Committed lines that lack a place, a period or a donor, so that no overlap with them can be seen."""
    return tuple(one.line.ref for one in stands if not one.comparable)


# ------------------------------------------------------------------------------------------------------ the test


def same_place(one: Text, other: Text) -> bool:
    """Whether two places are equal or one lies inside the other, as far as their words say.

    A place is read as its parts between commas, case and blanks aside: "Sfax, Tunisia" lies inside "Tunisia". All
    parts of the shorter must be among those of the longer, in any wording of both. A place that is named
    otherwise ("the coast") is another place: nothing is looked up.
    """
    return any(
        a <= b or b <= a
        for a in (_parts(words) for _, words in one.wordings)
        for b in (_parts(words) for _, words in other.wordings)
        if a and b
    )


def _parts(words: str) -> frozenset[str]:
    return frozenset(part for piece in words.split(",") if (part := " ".join(piece.split()).casefold()))


def have_a_principal_in_common(one: Iterable[Principal], other: Iterable[Principal]) -> bool:
    """Whether two groups of donors share one; the Member States together share each of them."""
    a, b = set(one), set(other)
    if a & b:
        return True
    return any(MEMBER_STATES in x and any(who.startswith("ms:") for who in y) for x, y in ((a, b), (b, a)))


def is_overlap(one: Stand, other: Stand) -> bool:
    """Whether two contributions meet in all that contract 6 asks for."""
    a, b = one.line, other.line
    return (
        one.comparable
        and other.comparable
        and not have_a_principal_in_common(a.donors, b.donors)
        and bool(set(a.objectives) & set(b.objectives))
        and isinstance(a.form, Form)
        and a.form is b.form
        and not _are_related(one, other)
        and _same_place(one.place, other.place)
        and one.first <= other.last
        and other.first <= one.last
    )


def _are_related(one: Stand, other: Stand) -> bool:
    """Neither inside the other, nor both inside a third; perhaps inside is enough to say nothing."""
    a, b = one.line.ref.element, other.line.ref.element
    return a in other.wholes or b in one.wholes or bool(one.wholes & other.wholes)


def _same_place(one: Text | Missing, other: Text | Missing) -> bool:
    return isinstance(one, Text) and isinstance(other, Text) and same_place(one, other)


# -------------------------------------------------------------------------------------------------------- groups


def connected(stands: tuple[Stand, ...]) -> tuple[tuple[Stand, ...], ...]:
    """Groups of lines that overlap, directly or through others, in the order of the lines."""
    leader = {one.line.ref.element: one.line.ref.element for one in stands}

    def top(one: ElementId) -> ElementId:
        while leader[one] != one:
            one = leader[one]
        return one

    for near in _near(stands):
        for one, other in combinations(near, 2):
            if is_overlap(one, other):
                leader[top(other.line.ref.element)] = top(one.line.ref.element)
    groups: dict[ElementId, list[Stand]] = {}
    for one in stands:
        groups.setdefault(top(one.line.ref.element), []).append(one)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _near(stands: tuple[Stand, ...]) -> Iterable[list[Stand]]:
    """The lines that can overlap at all: comparable, of one objective and one form. Others are never compared."""
    found: dict[tuple[ElementId, Form], list[Stand]] = {}
    for one in stands:
        for objective in one.line.objectives:
            if one.comparable and isinstance(one.line.form, Form):
                found.setdefault((objective, one.line.form), []).append(one)
    return found.values()


def money_in(group: Iterable[Stand]) -> Decimal:
    """The money of a connected group in one currency that overlaps: its sum less its largest line.

    A line inside another of the group is not added to it (domain R22).
    """
    members = tuple(group)
    inside = {one.line.ref.element for one in members}
    amounts = [one.money.amount for one in members if not one.wholes & inside]
    return max(sum(amounts, Decimal(0)) - max(amounts), Decimal(0)) if amounts else Decimal(0)


def money_in_overlaps(stands: tuple[Stand, ...], currency: str) -> Decimal:
    """The money in all overlaps between lines of one currency (C12: lines of two currencies have no sum)."""
    same = tuple(one for one in stands if one.money.currency == currency)
    return sum((money_in(group) for group in connected(same)), Decimal(0))


def overlaps_of(view: View, stands: tuple[Stand, ...]) -> tuple[Overlap, ...]:
    """Each connected group with the objective that its first two lines share; its money is not applicable where
    it is in several currencies."""
    return tuple(_overlap(view, group) for group in connected(stands))


def _overlap(view: View, group: tuple[Stand, ...]) -> Overlap:
    currencies = {one.money.currency for one in group}
    pair = next((a, b) for a, b in combinations(group, 2) if is_overlap(a, b))
    shared = next(one for one in pair[0].line.objectives if one in pair[1].line.objectives)
    objective = view.get(shared)
    if objective is None:
        raise LookupError(shared)
    return Overlap(
        lines=tuple(one.line.ref for one in group),
        objective=objective.ref,
        money=Money(amount=money_in(group), currency=currencies.pop())
        if len(currencies) == 1
        else Missing.NOT_APPLICABLE,
    )


def overlap_words(overlap: Overlap) -> Say:
    """An overlap in a sentence: which lines, for what, how much of it."""
    if isinstance(overlap.money, Missing):
        return say("ledger.overlap_currencies", lines=overlap.lines, objective=overlap.objective)
    return say("ledger.overlap", lines=overlap.lines, objective=overlap.objective, money=overlap.money)
