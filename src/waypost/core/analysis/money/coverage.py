"""Which tool does what for which objective: used, offered, idle or none; and the tools without a price.

Source: contract 6, coverage; seed S8; domain C5.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from waypost.core.analysis.ledger import Cover, CoverState, LeftOut, Line, Offered
from waypost.core.analysis.money.counting import RANK, delegated_money_is_its_owners, stands_beside
from waypost.core.analysis.money.states import known_by
from waypost.core.analysis.money.ties import Ties, objective_of
from waypost.core.roadmap.bodies import Action, Contribution, Lever, Objective
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ActionState, LeverState, MoneyState, Tool
from waypost.core.say import say
from waypost.core.values import ElementId, Missing, Money, Quantity

Use = Literal["used", "offered"]


def tools_of(view: View, *, on: date) -> tuple[Offered, ...]:
    """Contributions without a price (C5), each with its newest quantity on a day and the state of that."""
    return tuple(
        Offered(
            ref=element.ref,
            donors=delegated_money_is_its_owners(body),
            form=body.form,
            tool=body.tool,
            quantity=quantity,
            state=state,
        )
        for element, body in sorted(view.of(Contribution), key=lambda one: print_order(one[0].ref))
        if stands_beside(body)
        for quantity, state in [_furthest(body, on)]
    )


def _furthest(body: Contribution, on: date) -> tuple[Quantity | Missing, MoneyState | Missing]:
    """The newest quantity of the furthest state known on a day."""
    known = known_by(body.steps, on)
    if not known:
        return Missing.NOT_STATED, Missing.NOT_STATED
    furthest = max(known, key=lambda one: RANK[one.state]).state
    amounts = [one.amount for one in known if one.state is furthest]
    quantities = [one for one in amounts if isinstance(one, Quantity)]
    return (quantities[-1] if quantities else Missing.NOT_STATED), furthest


def beside_the_sum(view: View) -> tuple[LeftOut, ...]:
    """The tools without a price, left out of every total by C5."""
    return tuple(
        LeftOut(ref=element.ref, rule="C5", state=None, because=say("ledger.left_out_c5_beside", item=element.ref))
        for element, body in view.of(Contribution)
        if stands_beside(body)
    )


def coverage_of(view: View, lines: tuple[Line, ...], *, on: date) -> tuple[Cover, ...]:
    """Every objective with every tool, as printed and in the order of the list of tools, with what makes it so.

    Used: an action under way or done, or a contribution at least committed. Offered: planned, announced, or a
    lever offered. Idle: used or offered elsewhere in what the reader sees, not here. Else none. An action whose
    state is not stated is one that a text plans; one on hold or dropped does nothing.
    """
    here = _uses(view, lines, on)
    anywhere = {tool for _, tool in here}
    found: list[Cover] = []
    for element, _ in sorted(view.of(Objective), key=lambda one: print_order(one[0].ref)):
        for tool in Tool:
            uses = here.get((element.id, tool), ())
            found.append(_cover(element.id, tool, uses, elsewhere=tool in anywhere))
    return tuple(found)


Uses = dict[tuple[ElementId | None, Tool], tuple[tuple[Use, ElementId], ...]]


def _cover(objective: ElementId, tool: Tool, uses: tuple[tuple[Use, ElementId], ...], *, elsewhere: bool) -> Cover:
    state: CoverState = "idle" if elsewhere else "none"
    if uses:
        state = "used" if any(use == "used" for use, _ in uses) else "offered"
    return Cover(objective=objective, tool=tool, state=state, by=tuple(one for use, one in uses if use == state))


def _uses(view: View, lines: tuple[Line, ...], on: date) -> Uses:
    """Everything that uses or offers a tool, by objective (None: for none) and tool."""
    found: Uses = {}

    def note(objective: ElementId | None, tool: Tool | Missing, use: Use | None, by: ElementId) -> None:
        if isinstance(tool, Tool) and use is not None:
            found[objective, tool] = (*found.get((objective, tool), ()), (use, by))

    for element, action in view.of(Action):
        if not isinstance(action.tool, Tool):
            continue
        objective = objective_of(view, element)
        note(objective.id if objective else None, action.tool, _use_of_action(action, on), element.id)
    ties = Ties(view)
    index = {one.ref.element: one for one in lines}
    for element, body in view.of(Contribution):
        for one in ties.objectives(element, body) or (None,):
            note(one, body.tool, _use_of_money(index.get(element.id), body, on), element.id)
    for element, lever in view.of(Lever):
        objective = objective_of(view, element)
        note(objective.id if objective else None, lever.tool, _use_of_lever(lever, on), element.id)
    return found


def _use_of_action(body: Action, on: date) -> Use | None:
    if body.state in (ActionState.DROPPED, ActionState.ON_HOLD):
        return None
    ended = body.ended is not None and body.ended <= on
    began = body.began is not None and body.began <= on
    return "used" if ended or began or body.state in (ActionState.UNDER_WAY, ActionState.DONE) else "offered"


def _use_of_money(line: Line | None, body: Contribution, on: date) -> Use:
    if line is not None:
        return "used" if isinstance(line.amount(MoneyState.COMMITTED).value, Money) else "offered"
    ranks = [RANK[one.state] for one in known_by(body.steps, on)]
    return "used" if max(ranks, default=0) >= RANK[MoneyState.COMMITTED] else "offered"


def _use_of_lever(body: Lever, on: date) -> Use | None:
    if isinstance(body.day, date) and body.day > on:
        return None
    if body.state is LeverState.USED:
        return "used"
    return "offered" if body.state in (LeverState.OFFERED, LeverState.AGREED) else None
