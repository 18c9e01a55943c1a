"""Twins: two workspaces that differ only in what one viewer may not know.

`twin` makes the second of the first: hidden elements added, changed and removed, hidden reasons, and states in which
only hidden things changed. Every output for that viewer must be the same to the byte. `twin_folders` writes both as
workspaces, so that a command line can be run in each.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from waypost.core.roadmap.audience import may_see, takes_part
from waypost.core.roadmap.bodies import Action, Contribution, Entry, Link, Position, Roadmap, Series
from waypost.core.roadmap.elements import Element, FieldReason, State, in_order
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.references import without
from waypost.core.roadmap.view import partners_of, see
from waypost.core.roadmap.vocabulary import EntryKind, MoneyState, PositionKind
from waypost.core.values import PUBLIC, ElementId, Missing, Money, Principal, Text, on_day, text
from waypost.workspace.folder import Folder

SECRET = "Ultramarine"
"""Stands in every hidden thing that a twin adds; in no output for the viewer."""


def twin(states: Iterable[State], viewer: Principal, chance: random.Random) -> tuple[State, ...]:
    """The states of one home with other hidden things in each, and states between them in which only these changed.

    Who takes part in the home stays as it was. A viewer who may know everything gets the same states back.
    """
    line = sorted(states, key=lambda one: one.at)
    found: list[State] = []
    for state, after in zip(line, [*line[1:], None], strict=True):
        found.append(_other(state, viewer, chance))
        between = _between(found[-1], viewer, chance)
        # What comes after the next state would take back what that one changed, and a viewer would see it.
        if after is None or between.at < after.at:
            found.append(between)
    return tuple(found)


def twin_folders(
    homes: Iterable[Iterable[State]], viewer: Principal, folder: Path, chance: random.Random
) -> tuple[Path, Path]:
    """Two workspace folders, `one` and `other`, that differ only in what the viewer may not know."""
    one, other = folder / "one", folder / "other"
    for states in homes:
        held = tuple(states)
        for path, written in ((one, held), (other, twin(held, viewer, chance))):
            door = Folder(path)
            for state in written:
                door.write(state)
    return one, other


def _other(state: State, viewer: Principal, chance: random.Random) -> State:
    """The state with some hidden elements removed, some changed, some added."""
    hidden = _hidden(state, viewer)
    gone = _removable(state, hidden, chance)
    kept = [_changed(one, chance) if one.id in hidden else one for one in state.elements if one.id not in gone]
    kept = [_without(one, gone) for one in kept]
    added = _added(state, viewer, kept, chance)
    seen = {one.id for one in see(state, viewer).elements}
    reasons = [one for one in state.reasons if one.element not in gone]
    for one in kept:
        if one.id not in seen:
            reasons.append(FieldReason(element=one.id, field="note", reason=_secret(chance)))
    for name in sorted(gone):
        readers = next(one.audience for one in state.elements if one.id == name) - {viewer, PUBLIC}
        reasons.append(FieldReason(element=name, field=None, reason=_secret(chance), audience=readers))
    return replace(state, why=_secret(chance), reasons=tuple(reasons), elements=in_order([*kept, *added]))


def _between(state: State, viewer: Principal, chance: random.Random) -> State:
    """A later state in which only hidden things changed."""
    later = replace(state, at=state.at + timedelta(seconds=chance.randint(1, 86_000)), reasons=())
    return _other(later, viewer, chance)


def _hidden(state: State, viewer: Principal) -> set[ElementId]:
    """What the viewer may not know, and whose change cannot alter who takes part."""
    seen = {one.id for one in see(state, viewer).elements}
    return {one.id for one in state.elements if one.id not in seen and not isinstance(one.body, Roadmap | Series)}


def _removable(state: State, hidden: set[ElementId], chance: random.Random) -> set[ElementId]:
    """Some hidden elements, with all below them and all that cannot do without them."""
    gone = {one for one in sorted(hidden) if chance.random() < 0.3}
    while True:
        more = {
            one.id
            for one in state.elements
            if one.id not in gone and (one.parent in gone or without(one.body, gone.__contains__) is None)
        }
        if not more:
            break
        gone |= more
    return gone if gone <= hidden else set()


def _without(element: Element, gone: set[ElementId]) -> Element:
    body = without(element.body, lambda one: one in gone)
    return element if body is None or body is element.body else replace(element, body=body)


def _changed(element: Element, chance: random.Random) -> Element:
    return replace(element, note=_secret(chance)) if chance.random() < 0.5 else element


def _secret(chance: random.Random) -> Text:
    return text(f"{SECRET} {chance.randint(0, 999)}")


def _added(state: State, viewer: Principal, kept: list[Element], chance: random.Random) -> list[Element]:
    """New hidden elements under parents of every kind, pointing to visible and hidden ones alike."""
    part = takes_part(viewer, partners_of(state.elements))
    places: list[tuple[ElementId | None, frozenset[Principal]]] = [(None, frozenset(_strangers(viewer)))]
    for one in kept:
        readers = frozenset(who for who in _strangers(viewer) if PUBLIC in one.audience or who in one.audience)
        if readers:
            places.append((one.id, readers))
    found: list[Element] = []
    actions = [one.id for one in kept if isinstance(one.body, Action)]
    for number in range(chance.randint(1, 6)):
        parent, readers = chance.choice(places)
        assert not may_see(readers, viewer, taking_part=part)
        body = _body(chance, actions)
        name = ElementId(f"twin-{chance.randint(0, 10**12)}-{number}")
        shown = f"{chance.randint(1, 9)}.{chance.randint(1, 20)}"
        found.append(Element(id=name, home=state.home, parent=parent, number=shown, audience=readers, body=body))
    return found


def _strangers(viewer: Principal) -> tuple[Principal, ...]:
    """Principals that are not the viewer, nor the public."""
    return tuple(one for one in map(Principal, ("eu", "ms:FR", "org:Unit")) if one != viewer)


def _body(chance: random.Random, actions: list[ElementId]) -> Action | Contribution | Position | Entry | Link:
    """A body that would change timetable, money, balance or text, were it seen."""
    day = date(2020, 1, 1) + timedelta(days=chance.randint(0, 4000))
    secret = _secret(chance)
    amount = Money(amount=Decimal(chance.randint(1, 10**9)), currency="EUR")
    bodies: list[Action | Contribution | Position | Entry | Link] = [
        Action(title=secret, starts=on_day(day), due=on_day(day + timedelta(days=9)), length=chance.randint(0, 300)),
        Contribution(title=secret, steps=(Step(state=MoneyState.COMMITTED, amount=amount, day=day),)),
        Position(position=PositionKind.RED_LINE, side=Principal("eu"), words=secret, said_on=day),
        Entry(entry=EntryKind.MESSAGE, words=secret, as_of=Missing.UNKNOWN),
    ]
    if len(actions) > 1:
        first, second = chance.sample(actions, 2)
        bodies.append(Link(waits_for=first, to=second, lag=chance.randint(0, 400), reason=secret))
    return chance.choice(bodies)
