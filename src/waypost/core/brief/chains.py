"""Why an action is late, as a chain of causes, and what it moves and does not."""

from __future__ import annotations

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.timetable import Scheduled
from waypost.core.brief.cells import listed
from waypost.core.brief.tree import Block, Mark, Marker, Nothing, ReasonChain, Reasons
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.numbering import print_order
from waypost.core.say import Ref, Say, Who, say
from waypost.core.values import ElementId, Missing


def late_items(now: Analysis) -> tuple[Scheduled, ...]:
    """Late items, the longest first."""
    return tuple(
        sorted(
            (one for one in now.timetable.items if one.is_late), key=lambda one: (-one.late_days, print_order(one.ref))
        )
    )


def late_marker(days: int) -> Marker:
    """The marker of a late item, always with the number of days."""
    return Marker(mark=Mark.LATE, say=say("brief.days_late", n=days))


def reasons_block(now: Analysis, *, most: int | None = None) -> Block:
    """The chain of each late item, then of those at risk; causes before what they delay.

    With `most` only the first causes, at most so many: what each of them moves stands beside it.
    """
    late = late_items(now)
    risk = tuple(one for one in now.timetable.items if one.at_risk and not one.is_late)
    told_of = tuple(one for one in (*late, *risk) if one.reasons)
    chosen = _after_cause(told_of) if most is None else _first_causes(told_of)[:most]
    if not chosen:
        return Nothing(say=say("brief.nothing_late"))
    told: set[ElementId] = set()
    chains = []
    for one in chosen:
        chains.append(_chain_of(now, one, told))
        told.add(one.element)
    return Reasons(chains=tuple(chains))


def reason_chain(now: Analysis, item: Scheduled) -> ReasonChain:
    """The whole chain of one late or endangered item, standing alone."""
    return _chain_of(now, item, set())


def _after_cause(items: tuple[Scheduled, ...]) -> list[Scheduled]:
    """The same items, each one that waits for another of them after it, so that its cause is told once."""
    left = list(items)
    order: list[Scheduled] = []
    while left:
        known = {one.element for one in left}
        ready = next((one for one in left if not _causes(one) & known - {one.element}), left[0])
        waiting = [one for one in left if ready.element in _causes(one) and one is not ready]
        order.append(ready)
        left.remove(ready)
        left = [*(one for one in waiting if one in left), *(one for one in left if one not in waiting)]
    return order


def _first_causes(items: tuple[Scheduled, ...]) -> list[Scheduled]:
    """Those that no other of the items delays."""
    known = {one.element for one in items}
    return [one for one in items if not _causes(one) & known - {one.element}]


def _causes(item: Scheduled) -> set[ElementId]:
    return {one.element for one in item.reasons if one.element is not None}


def _chain_of(now: Analysis, item: Scheduled, told: set[ElementId]) -> ReasonChain:
    """The chain of one item, as far as a cause that was told above."""
    marker = late_marker(item.late_days) if item.is_late else Marker(mark=Mark.AT_RISK, say=say("brief.at_risk"))
    element = now.view.get(item.element)
    owner = element.body.owner if element is not None and isinstance(element.body, Action) else Missing.NOT_STATED
    known = next((place for place, one in enumerate(item.reasons, start=1) if one.element in told), len(item.reasons))
    because = tuple(one.say for one in item.reasons[:known])
    if known < len(item.reasons):
        because = (*because[:-1], say("brief.see_above", why=because[-1]))
    tail = [
        say("brief.owner_missing", reason=owner)
        if isinstance(owner, Missing)
        else say("brief.owner", who=Who(principal=owner))
    ]
    if item.forecast_end is not None and item.is_late and item.forecast_end > now.on:
        tail.append(say("brief.forecast", day=item.forecast_end))
    return ReasonChain(ref=item.ref, marker=marker, because=because, tail=tuple(tail), moves=_moves(now, item))


def first_cause(now: Analysis, item: Scheduled) -> Say | None:
    """What the lateness of an item goes back to, as one sentence: the cause at the end of its chain, which nothing
    else delays, with the element it is about where that is another one. None where no cause is known."""
    if not item.reasons:
        return None
    last = item.reasons[-1]
    about = now.view.get(last.element)
    named = any(isinstance(value, Ref) for _, value in last.say.values)
    if about is None or about.id == item.element or named:
        return say("brief.sentence", words=last.say)
    return say("brief.cause_of", item=about.ref, words=last.say)


def moved_by(now: Analysis, item: Scheduled) -> tuple[Scheduled, ...]:
    """Items whose own lateness or risk goes back to this one."""
    return tuple(
        one
        for one in now.timetable.items
        if one.element != item.element
        and (one.is_late or one.at_risk)
        and any(reason.element == item.element for reason in one.reasons)
    )


def _moves(now: Analysis, item: Scheduled) -> tuple[Say, ...]:
    moved = moved_by(now, item)
    names = {one.element for one in moved}
    waiting = {to for first, to in now.timetable.links if first == item.element and to not in names}
    kept = tuple(element.ref for element in map(now.view.get, sorted(waiting)) if element is not None)
    says = [
        say("brief.moves_late", item=one.ref, n=one.late_days) if one.is_late else say("brief.moves_risk", item=one.ref)
        for one in moved[:4]
    ]
    if len(moved) > 4:
        says.append(say("brief.moves_more", n=len(moved) - 4))
    words = say("brief.sentence", words=listed(tuple(says))) if says else say("brief.moves_nothing")
    if not kept:
        return (words,)
    return (words, say("brief.moves_not", items=tuple(say("brief.number", item=one) for one in kept[:4])))
