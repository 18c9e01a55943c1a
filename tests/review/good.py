"""One good roadmap, small and invented, in which the review finds nothing; tests break one thing at a time.

Timetable and balance are written by hand, so that a fault of theirs is not taken for one of the review.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.balance import Answer, Balance, DomainRow, Square
from waypost.core.analysis.meetings import meet
from waypost.core.analysis.money.accounting import account
from waypost.core.analysis.progress import Progress
from waypost.core.analysis.timetable import Timetable
from waypost.core.roadmap.bodies import (
    Action,
    Assessment,
    Body,
    Contribution,
    Criterion,
    Indicator,
    Item,
    Lever,
    Meeting,
    Objective,
    Position,
    Report,
    Roadmap,
)
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.records import CodeShare, Need, Partner, Step
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import (
    ActionState,
    Domain,
    Form,
    ItemKind,
    ItemState,
    Level,
    LeverState,
    MoneyState,
    PositionKind,
)
from waypost.core.values import EU, ElementId, Missing, Money, Principal, Quantity, Slug, Source, on_day, text

ON = date(2025, 3, 1)
HOME = Slug("marenia")
QM = Principal("partner:QM")
ITALY = Principal("ms:IT")


def element(key: str, body: Body, parent: str | None = "r", number: str | None = None) -> Element:
    """An element that the EU sees, with a source."""
    return Element(
        id=ElementId(key),
        home=HOME,
        parent=ElementId(parent) if parent else None,
        number=number or key,
        audience=frozenset({EU}),
        sources=(Source(title="A paper"),),
        body=body,
    )


def euro(amount: int) -> Money:
    """So many euro."""
    return Money(amount=Decimal(amount), currency="EUR")


def persons(amount: int) -> Quantity:
    """So many persons."""
    return Quantity(amount=Decimal(amount), unit="persons")


def action(key: str, objective: str, domain: Domain, owner: Principal) -> Element:
    """A planned action without a risk to people."""
    return element(
        key,
        Action(
            title=text(f"Action {key}"),
            owner=owner,
            domain=domain,
            due=on_day(date(2025, 9, 30)),
            state=ActionState.PLANNED,
            answers=(ElementId("p1"),),
            risk_to_people=False,
            codes=(
                CodeShare(vocabulary="jvap", code="1", share=Decimal("0.4")),
                CodeShare(vocabulary="jvap", code="2", share=Decimal("0.6")),
            ),
        ),
        objective,
    )


def indicator(key: str, parent: str) -> Element:
    """An indicator that lacks nothing."""
    return element(
        key,
        Indicator(
            title=text(f"Indicator {key}"),
            definition=text("Counted once a year"),
            unit="persons",
            level=Level.OUTCOME,
            baseline=persons(10),
            baseline_day=date(2024, 1, 1),
            target=persons(100),
            target_due=on_day(date(2026, 1, 1)),
            series="A series",
            owner=EU,
        ),
        parent,
    )


def report(key: str, parent: str, value: int) -> Element:
    """A report that lacks nothing."""
    body = Report(
        value=persons(value),
        as_of=date(2024, 12, 31),
        preliminary=False,
        reporter=EU,
        evidence=text("A register"),
        checked_by=ITALY,
    )
    return element(key, body, parent)


def objective(key: str, rank: int) -> Element:
    """An objective whose need is counted."""
    need = Need(amount=euro(100), method=text("Counted by place"))
    body = Objective(title=text(f"Result {key}"), rank=rank, lapses=date(2027, 12, 31), needs=(need,))
    return element(key, body)


def contribution(key: str, parent: str, donor: Principal) -> Element:
    """Money that covers the need of its objective."""
    body = Contribution(
        title=text(f"Money {key}"),
        donors=(donor,),
        form=Form.GRANT,
        instrument="NDICI",
        place=text("Port city"),
        period=on_day(date(2025, 1, 1)),
        primary_purpose=text("Protection"),
        steps=(Step(state=MoneyState.COMMITTED, amount=euro(100), day=date(2024, 6, 1)),),
    )
    return element(key, body, parent)


def good() -> tuple[Element, ...]:
    """The good roadmap: two objectives, five actions, money, indicators, a position, a lever, a decision."""
    risky = action("a3", "o2", Domain.PROTECTION, EU)
    assert isinstance(risky.body, Action)
    assessment = Assessment(
        finding=text("Some risk"), day=date(2024, 5, 1), measures=text("Visits"), owner=EU, public_summary=text("Short")
    )
    decision = Item(
        item=ItemKind.DECISION,
        title=text("A decision"),
        owner=EU,
        due=on_day(date(2025, 6, 1)),
        state=ItemState.OPEN,
    )
    need = Position(position=PositionKind.NEED, side=QM, words=text("A need"), said_on=date(2024, 2, 1))
    lever = Lever(title=text("Visas"), owner=EU, offered_to=QM, state=LeverState.OFFERED, day=date(2024, 3, 1))
    return (
        element("r", Roadmap(title=text("Marenia"), partners=(Partner(country="QM"),), training=True), None),
        objective("o1", 1),
        objective("o2", 2),
        action("a1", "o1", Domain.DEVELOPMENT, EU),
        action("a2", "o1", Domain.LEGAL_MIGRATION, QM),
        replace(risky, body=replace(risky.body, risk_to_people=True)),
        action("a4", "o2", Domain.IRREGULAR_MIGRATION, EU),
        action("a5", "o2", Domain.RETURN, QM),
        indicator("i1", "o1"),
        indicator("i2", "o2"),
        report("v1", "i1", 20),
        report("v2", "i2", 30),
        contribution("c1", "o1", EU),
        contribution("c2", "o2", ITALY),
        element("p1", need),
        element("l1", lever, "o1"),
        element("s1", assessment, "a3"),
        element("k1", Criterion(words=text("When it harms"), met=False, as_of=date(2025, 1, 1)), "a3"),
        element("m1", Meeting(title=text("A meeting"), first_day=date(2025, 1, 10))),
        element("d1", decision, "m1"),
    )


def changed(elements: Iterable[Element], key: str, **fields: Any) -> tuple[Element, ...]:
    """The elements, where the body of one has other values in some fields."""
    found = tuple(one if one.id != key else replace(one, body=replace(one.body, **fields)) for one in elements)
    assert any(one.id == key for one in found)
    return found


def analysed(elements: Iterable[Element], **parts: Any) -> Analysis:
    """The analysis of the elements as the EU sees them on `ON`; `parts` stand in for what is computed."""
    at = datetime(2025, 2, 1, tzinfo=UTC)
    state = State(home=HOME, at=at, by=EU, why=Missing.NOT_STATED, elements=in_order(elements))
    view = see(state, EU)
    given = {
        "timetable": Timetable(on=ON, items=(), chain=(), loops=(), contradictions=(), links=(), end=None),
        "ledger": account(view, on=ON),
        "balance": balance(state.elements),
        "progress": Progress(gauges=()),
        "meetings": meet(view, None, on=ON),
    }
    return Analysis(view=view, on=ON, **{**given, **parts})


def balance(elements: Iterable[Element]) -> Balance:
    """Rows and answers as the balance would give them: one square an action, by the principal that owns it."""
    found = tuple(elements)
    acts = [(one, one.body) for one in found if isinstance(one.body, Action)]
    answered = {key for _, body in acts for key in body.answers}
    rows = tuple(
        DomainRow(
            domain=domain,
            eu=_squares(one for one, body in acts if body.domain is domain and body.owner != QM),
            partner=_squares(one for one, body in acts if body.domain is domain and body.owner == QM),
            unstated=(),
            actions=sum(1 for _, body in acts if body.domain is domain),
            committed=(),
        )
        for domain in Domain
    )
    answers = tuple(_answer(one, one.body, answered) for one in found if isinstance(one.body, Position))
    return Balance(rows=rows, answers=answers, exchanges=())


def _squares(elements: Iterable[Element]) -> tuple[Square, ...]:
    return tuple(Square(ref=one.ref, state="planned", shared=False) for one in elements)


def _answer(one: Element, body: Position, answered: set[ElementId]) -> Answer:
    return Answer(
        ref=one.ref,
        position=body.position,
        side=body.side,
        words=body.words,
        said_on=body.said_on,
        state="answered" if one.id in answered else "unanswered",
        by=(),
        reply=body.reply,
    )
