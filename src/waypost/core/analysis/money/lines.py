"""The lines of a ledger: every contribution with a price, how it lies among the others, and what keeps it out.

Source: domain C1 to C5, C9, C10; contract 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from waypost.core.analysis.ledger import Amount, LeftOut, Line
from waypost.core.analysis.money.counting import (
    condition_holding,
    delegated_money_is_its_owners,
    is_core_funding,
    is_pledge,
    is_printed,
    own_budget_only,
    perhaps_inside,
    stands_beside,
    surely_inside,
)
from waypost.core.analysis.money.states import states_of, unread_repayments
from waypost.core.analysis.money.ties import Ties
from waypost.core.analysis.money.wholes import Count, Node, Nodes, below, count, roots, shown
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import MoneyState, PrintedKind
from waypost.core.say import Say, say
from waypost.core.values import ElementId, Missing, Money, Text

Counts = Mapping[MoneyState, Count]


def nodes_of(view: View, *, on: date) -> Nodes:
    """Each contribution with a price as the ledger reads it on a day, in the order of the page."""
    given = sorted(view.of(Contribution), key=lambda one: print_order(one[0].ref))
    priced = {one.id: (one, body) for one, body in given if not stands_beside(body)}
    wholes = _without_circles({key: _known(surely_inside(body), priced) for key, (_, body) in priced.items()})
    parts: dict[ElementId, tuple[ElementId, ...]] = {}
    for key, held in wholes.items():
        for one in held:
            parts[one] = (*parts.get(one, ()), key)
    core = _spread({key for key, (_, body) in priced.items() if is_core_funding(body)}, wholes)
    perhaps = {key for key, (_, body) in priced.items() if any(_is_line(one, priced) for one in perhaps_inside(body))}
    bracketed = _spread(perhaps, wholes)
    return {
        key: Node(
            element=element,
            body=body,
            readings={one.state: one for one in states_of(body.steps, on=on)},
            wholes=wholes[key],
            parts=parts.get(key, ()),
            core=key in core,
            printed=is_printed(body),
            bracketed=key in bracketed,
            condition=_condition(key, priced, wholes),
        )
        for key, (element, body) in priced.items()
    }


Priced = Mapping[ElementId, tuple[Element, Contribution]]
Wholes = Mapping[ElementId, tuple[ElementId, ...]]


def _known(wholes: Iterable[ElementId], priced: Priced) -> tuple[ElementId, ...]:
    return tuple(dict.fromkeys(one for one in wholes if one in priced))


def _is_line(one: ElementId, priced: Priced) -> bool:
    """Whether something perhaps inside it could be counted twice: a printed total is in no sum."""
    return one in priced and not is_printed(priced[one][1])


def _above(key: ElementId, wholes: Wholes) -> tuple[ElementId, ...]:
    """All wholes around one, nearest first; holds the one itself where the wholes run in a circle."""
    found: dict[ElementId, None] = {}
    waiting = list(wholes[key])
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found[one] = None
            waiting.extend(wholes[one])
    return tuple(found)


def _without_circles(wholes: Wholes) -> Wholes:
    """The same without the links of a circle: what lies inside itself lies in nothing."""
    return {
        key: tuple(one for one in held if key != one and key not in _above(one, wholes)) for key, held in wholes.items()
    }


def _spread(some: set[ElementId], wholes: Wholes) -> set[ElementId]:
    """Those and all that lies inside them."""
    return {key for key in wholes if key in some or some & set(_above(key, wholes))}


def _condition(key: ElementId, priced: Priced, wholes: Wholes) -> Text | None:
    held = (condition_holding(priced[one][1]) for one in (key, *_above(key, wholes)))
    return next((one for one in held if one is not None), None)


def counts_of(nodes: Nodes) -> Counts:
    """What the total of each state is made of."""
    tops = roots(nodes)
    return {state: count(nodes, state, tops) for state in MoneyState}


# --------------------------------------------------------------------------------------------------------- lines


def lines_of(nodes: Nodes, counts: Counts, ties: Ties) -> tuple[Line, ...]:
    """One line a contribution, in the order of the page."""
    return tuple(_line(node, nodes, counts, ties) for node in nodes.values())


def _line(node: Node, nodes: Nodes, counts: Counts, ties: Ties) -> Line:
    body = node.body
    amounts = tuple(_amount(node, state, nodes, counts[state]) for state in MoneyState)
    own = own_budget_only(body)
    donors = delegated_money_is_its_owners(body)
    return Line(
        ref=node.element.ref,
        donors=donors,
        form=body.form,
        instrument=body.instrument,
        instrument_words=body.instrument_words,
        tool=body.tool,
        domain=ties.domain_of_money(node.element, body),
        objectives=ties.objectives(node.element, body),
        actions=ties.actions(node.element, body),
        amounts=amounts,
        year=_first_year(amounts),
        counted=any(one.counted for one in amounts),
        bracketed=node.bracketed,
        if_met=node.condition,
        managers=tuple(one for one in own if one not in donors),
        parts=node.parts,
    )


def _first_year(amounts: tuple[Amount, ...]) -> int | Missing:
    years = [year for one in amounts for year, _ in one.by_year if year is not None]
    return min(years, default=Missing.NOT_STATED)


def _amount(node: Node, state: MoneyState, nodes: Nodes, counted: Count) -> Amount:
    value = shown(nodes, state, node.id)
    reading = node.readings[state]
    added = counted.added.get(node.id)
    return Amount(
        state=state,
        value=value,
        at_least=isinstance(value, Money) and (reading.at_least or not isinstance(reading.value, Money)),
        counted=added is not None or node.id in counted.unknown,
        added=Missing.UNKNOWN if added is None else added,
        stands_for_whole=node.id in counted.stand_ins,
        opens_into=_opens_into(node, state, nodes, counted, value if added is None else added),
        by_year=reading.by_year,
    )


def _opens_into(
    node: Node, state: MoneyState, nodes: Nodes, counted: Count, value: Money | Missing
) -> tuple[ElementId, ...]:
    """The parts that a grouping may take out of a figure: known, in its currency, counted nowhere else, and
    together no more than it."""
    if not isinstance(node.figure(state), Money) or not isinstance(value, Money):
        return ()
    found: list[ElementId] = []
    inside: set[ElementId] = set()
    total = Decimal(0)
    for one in node.parts:
        part = nodes[one]
        amount = shown(nodes, state, one)
        fits = isinstance(amount, Money) and amount.currency == value.currency and amount.amount >= 0
        if not fits or part.kept_out or part.printed or part.is_held(state) or one in counted.twice:
            continue
        family = {one, *below(nodes, one)}
        if family & inside or family & counted.twice.keys():
            return ()
        inside |= family
        total += amount.amount if isinstance(amount, Money) else 0
        found.append(one)
    return tuple(found) if total <= value.amount else ()


# ------------------------------------------------------------------------------------------------------ left out


def left_out_of(nodes: Nodes, counts: Counts, *, on: date) -> tuple[LeftOut, ...]:
    """What is in no total, or not in that of one state, by which rule and why, in the order of the lines."""
    found: list[LeftOut] = []
    for node in nodes.values():
        whole = _rule_for_all(node, nodes)
        if whole is not None:
            found.append(whole)
            continue
        found.extend(_held(node, counts))
        found.extend(_inside_counted(node, nodes, counts))
        found.extend(_repaid(node, on))
        found.extend(_pledged(node, counts))
    return tuple(found)


def _pledged(node: Node, counts: Counts) -> list[LeftOut]:
    """A counted pledge is out of committed money, where people look for it first."""
    given = [one.state for one in node.readings.values() if isinstance(one.value, Money)]
    amount = counts[MoneyState.ANNOUNCED].added.get(node.id)
    if not is_pledge(given) or amount is None:
        return []
    because = say("ledger.left_out_c7_pledge", item=node.element.ref, amount=amount)
    return [_out(node, "C7", MoneyState.COMMITTED, because)]


def _out(node: Node, rule: str, state: MoneyState | None, because: Say) -> LeftOut:
    return LeftOut(ref=node.element.ref, rule=rule, state=state, because=because)


def _rule_for_all(node: Node, nodes: Nodes) -> LeftOut | None:
    """The rule that keeps a line out of every total, or None."""
    item = node.element.ref
    if node.core:
        return _out(node, "C3", None, say("ledger.left_out_c3_core", item=item))
    if node.body.printed is not None:
        amount = node.body.printed.amount
        ceiling = node.body.printed.kind is PrintedKind.CEILING
        code = "ledger.left_out_c9_ceiling" if ceiling else "ledger.left_out_c9_printed"
        return _out(node, "C9", None, say(code, item=item, amount=amount))
    if node.bracketed:
        maybe = next(one for one in (*perhaps_inside(node.body), *node.wholes) if one in nodes)
        whole = nodes[maybe].element.ref
        return _out(node, "C9", None, say("ledger.left_out_c9_perhaps", item=item, whole=whole))
    return None


def _held(node: Node, counts: Counts) -> list[LeftOut]:
    if node.condition is None:
        return []
    because = say("ledger.left_out_c10_condition", item=node.element.ref, condition=node.condition)
    return [_out(node, "C10", state, because) for state, made in counts.items() if node.id in made.held]


def _repaid(node: Node, on: date) -> list[LeftOut]:
    because = say("ledger.left_out_c13_repayment", item=node.element.ref)
    return [_out(node, "C13", state, because) for state in unread_repayments(node.body.steps, on=on)]


def _is_inside_counted(node: Node, counts: Counts, state: MoneyState, nodes: Nodes) -> bool:
    return any(node.id in below(nodes, one) for one in (*counts[state].added, *counts[state].held))


def _inside_counted(node: Node, nodes: Nodes, counts: Counts) -> list[LeftOut]:
    """Where a figure of a part is left out because its whole is in the sum: once for all states if so in all."""
    if not node.wholes:
        return []
    figured = [state for state in MoneyState if node.figure(state) is not None]
    out = [state for state in figured if _is_inside_counted(node, counts, state, nodes)]
    whole = nodes[node.wholes[0]].element.ref
    because = say("ledger.left_out_c9_parent", item=node.element.ref, whole=whole)
    if out and out == figured:
        return [_out(node, "C9", None, because)]
    return [_out(node, "C9", state, because) for state in out]


def twice_left_out(nodes: Nodes, counts: Counts) -> tuple[LeftOut, ...]:
    """Parts that lie in two counted wholes, each counted in one of them only."""
    found: dict[tuple[ElementId, ElementId], LeftOut] = {}
    for state, made in counts.items():
        for part, home in made.twice.items():
            node = nodes[part]
            because = say("ledger.left_out_c9_twice", item=node.element.ref, whole=nodes[home].element.ref)
            found.setdefault((part, home), _out(node, "C9", state, because))
    return tuple(found.values())
