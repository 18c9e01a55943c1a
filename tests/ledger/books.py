"""Small books of money for tests: a few contributions as a view of the EU, built in a line each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from waypost.core.analysis.ledger import Ledger, Total
from waypost.core.analysis.money.accounting import account
from waypost.core.roadmap.bodies import Action, Body, Contribution, Objective, Pillar, Roadmap
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.records import Inside, Need, Partner, Printed, Step
from waypost.core.roadmap.view import View, see
from waypost.core.roadmap.vocabulary import Domain, Form, MoneyState, Movement, PrintedKind, Whole
from waypost.core.values import EU, ElementId, Missing, Money, Precision, Principal, Quantity, Slug, When, text

HOME = Slug("training")
TODAY = date(2026, 1, 1)
ITALY = Principal("ms:IT")
GERMANY = Principal("ms:DE")


def make_element(key: str, body: Body, parent: str | None = "r", **more: Any) -> Element:
    """An element that the EU may know."""
    above = None if parent is None else ElementId(parent)
    return Element(id=ElementId(key), home=HOME, parent=above, audience=frozenset({EU}), body=body, **more)


def make_view(*elements: Element) -> View:
    """The EU's view of a roadmap with Marenia that holds these elements."""
    head = make_element("r", Roadmap(title=text("Training"), partners=(Partner(country="QM"),)), None)
    state = State(
        home=HOME, at=datetime(2026, 1, 1, tzinfo=UTC), by=EU, why=Missing.NOT_STATED, elements=(head, *elements)
    )
    return see(state, EU)


def euro(amount: str | int, currency: str = "EUR") -> Money:
    """An amount of money, in euro unless another currency is named."""
    return Money(amount=Decimal(amount), currency=currency)


def make_step(
    state: str, amount: str | int, day: str | None = "2024-01-31", *, movement: Movement | None = None, unit: str = ""
) -> Step:
    """A running total of euro in a state on a day; with a unit, of things."""
    value = Quantity(amount=Decimal(amount), unit=unit) if unit else euro(amount)
    when = Missing.NOT_STATED if day is None else date.fromisoformat(day)
    return Step(state=MoneyState(state), amount=value, day=when, movement=movement)


def gives(
    key: str,
    *steps: Step,
    donors: tuple[str, ...] = ("eu",),
    inside: str | None = None,
    perhaps: str | None = None,
    printed: tuple[str, str | int] | None = None,
    parent: str = "r",
    condition: str | None = None,
    **more: Any,
) -> Element:
    """A contribution: its donors, what it lies inside for sure or perhaps, what its text prints, its condition."""
    within = [Inside(whole=ElementId(inside))] if inside else []
    if perhaps:
        within.append(Inside(whole=ElementId(perhaps), sure=Whole.NOT_STATED))
    body = Contribution(
        title=text(key),
        donors=tuple(Principal(one) for one in donors),
        form=more.pop("form", Form.GRANT),
        inside=(*within, *more.pop("wholes", ())),
        printed=Printed(kind=PrintedKind(printed[0]), amount=euro(printed[1])) if printed else None,
        condition=text(condition) if condition else None,
        steps=steps,
        **more,
    )
    return make_element(key, body, parent)


def wants(key: str, *needs: Money | Quantity | Missing, domain: Domain | Missing = Domain.RETURN) -> Element:
    """An objective that needs so much."""
    found = tuple(Need(amount=one) for one in needs)
    return make_element(key, Objective(title=text(key), domain=domain, needs=found))


def does(key: str, parent: str = "r", **more: Any) -> Element:
    """An action."""
    return make_element(key, Action(title=text(key), **more), parent)


def pillar(key: str, domain: Domain) -> Element:
    """A pillar with a domain."""
    return make_element(key, Pillar(title=text(key), domain=domain))


def between(first: str | None, last: str | None) -> When:
    """A period with its first and last day; None is open."""
    return When(
        phrase="-",
        precision=Precision.INTERVAL,
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
    )


def ledger_of(*elements: Element, on: date = TODAY) -> Ledger:
    """The ledger of a small book."""
    return account(make_view(*elements), on=on)


def total(ledger: Ledger, state: str, currency: str = "EUR") -> Total:
    """The total of a state. Raises LookupError where nothing is known."""
    for one in ledger.totals:
        if one.state is MoneyState(state) and one.known.currency == currency:
            return one
    raise LookupError(state)


def known(ledger: Ledger, state: str, currency: str = "EUR") -> Decimal | None:
    """The known sum of a state; None where nothing is known."""
    try:
        return total(ledger, state, currency).known.amount
    except LookupError:
        return None


def left_out(ledger: Ledger) -> set[tuple[str, str]]:
    """What was left out of totals: element and rule."""
    return {(one.ref.element, one.rule) for one in ledger.left_out}
