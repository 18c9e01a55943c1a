"""Large made-up plans of any size: the same plan as a state of Waypost and as a project of TaskJuggler.

Nothing in them is about a real country: the partner is Marenia (QM). The same size gives the same plan.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from waypost.core.analysis.calendar import Calendars
from waypost.core.roadmap.bodies import Action, Body, Contribution, Link, Objective, Roadmap
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.records import Need, Partner, Step
from waypost.core.roadmap.vocabulary import ActionState, Form, MoneyState, Side
from waypost.core.values import EU, ElementId, Missing, Money, Principal, Slug, on_day, text
from waypost.reference.calendars import calendars_for

FIRST_DAY = date(2026, 1, 5)
"""A Monday; every made plan starts on it. (2026 to 2034: TaskJuggler knows no year after 2035.)"""
YEARS = (2026, 2034)
LAYER = 100
"""Actions that may run side by side; each waits for one to three of the hundred before."""
AUDIENCE = frozenset((EU,))


@dataclass(frozen=True, slots=True)
class Work:
    """One action of a made plan: its working days, and what it waits for with how many working days between."""

    days: int
    waits: tuple[tuple[int, int], ...]


def plan(size: int, *, seed: int = 20261001, layer: int = LAYER) -> tuple[Work, ...]:
    """A plan of `size` actions without loops, each of one to ten working days."""
    chance = random.Random(seed)
    found: list[Work] = []
    for number in range(size):
        start = number // layer * layer
        before = range(max(0, start - layer), start)
        waits = sorted(chance.sample(before, min(len(before), chance.randint(1, 3))))
        found.append(Work(chance.randint(1, 10), tuple((one, chance.choice((0, 0, 0, 1, 3))) for one in waits)))
    return tuple(found)


def calendars() -> Calendars:
    """The calendars that the command uses for a roadmap with Marenia over the years of the plans."""
    return calendars_for(("QM",), *YEARS)


def taskjuggler(work: tuple[Work, ...]) -> str:
    """The plan in the language of TaskJuggler, on the days that the EU institutions work.

    Tasks without resources, the coarsest resolution: what is fastest for TaskJuggler.
    """
    off = sorted(day for day in calendars().eu.holidays if YEARS[0] <= day.year <= YEARS[1])
    lines = [
        f'project plan "Plan" {FIRST_DAY} - {YEARS[1]}-12-31 {{',
        '  timezone "UTC"  timeformat "%Y-%m-%d"  timingresolution 60min',
        "  dailyworkinghours 8  yearlyworkingdays 260",
        "  workinghours mon - fri 9:00 - 17:00  workinghours sat, sun off",
        "}",
        *(f'leaves holiday "closed" {day}' for day in off),
    ]
    for number, one in enumerate(work):
        waits = ", ".join(f"!t{other}" + (f" {{ gaplength {lag}d }}" if lag else "") for other, lag in one.waits)
        begins = f"depends {waits}" if waits else f"start {FIRST_DAY}"
        lines.append(f'task t{number} "Action {number}" {{ length {one.days}d {begins} }}')
    lines.append('taskreport ends "ends" { formats csv columns id, end timeformat "%Y-%m-%d" }')
    return "\n".join(lines) + "\n"


def state(work: tuple[Work, ...], *, slug: str = "plan", money: bool = True) -> State:
    """The plan as a state of a roadmap: one objective, actions, links; with `money` a grant for every tenth action."""
    home = Slug(slug)
    head, aim = ElementId(f"{slug}-r"), ElementId(f"{slug}-o")
    elements = [
        _element(head, home, None, _roadmap(slug)),
        _element(aim, home, head, Objective(title=text("Made for measuring"), needs=_needs(len(work)))),
    ]
    for number, one in enumerate(work):
        elements.append(_element(_id(slug, number), home, aim, _action(number, one), number=str(number + 1)))
        for other, lag in one.waits:
            link = Link(waits_for=_id(slug, other), to=_id(slug, number), lag=lag)
            elements.append(_element(ElementId(f"{slug}-l{number}-{other}"), home, head, link))
        if money and number % 10 == 0:
            elements.append(_element(ElementId(f"{slug}-c{number}"), home, aim, _grant(_id(slug, number), number)))
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    return State(home=home, at=moment, by=EU, why=text("Made for measuring"), elements=tuple(elements))


def _id(slug: str, number: int) -> ElementId:
    return ElementId(f"{slug}-a{number}")


def _element(id: ElementId, home: Slug, parent: ElementId | None, body: Body, number: str | None = None) -> Element:
    return Element(id=id, home=home, parent=parent, number=number, audience=AUDIENCE, body=body)


def _roadmap(slug: str) -> Roadmap:
    return Roadmap(title=text(f"Marenia, made plan {slug}"), partners=(Partner(country="QM"),), training=True)


def _needs(size: int) -> tuple[Need, ...]:
    return (Need(amount=Money(amount=Decimal(size) * 1000, currency="EUR")),)


def _action(number: int, work: Work) -> Action:
    return Action(
        title=text(f"Action {number}"),
        owner=Principal("org:DG HOME"),
        side=Side.EU,
        starts=Missing.NOT_STATED if work.waits else on_day(FIRST_DAY),
        length=work.days,
        state=ActionState.PLANNED,
    )


def _grant(action: ElementId, number: int) -> Contribution:
    step = Step(state=MoneyState.COMMITTED, amount=Money(amount=Decimal(5000 + number), currency="EUR"), day=FIRST_DAY)
    return Contribution(title=text(f"Grant {number}"), donors=(EU,), form=Form.GRANT, for_what=(action,), steps=(step,))
