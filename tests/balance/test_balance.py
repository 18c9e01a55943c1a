"""Balance: squares by domain and side, positions and their answers, what is kept in return (contract 6)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.ledger.books import TODAY, between, does, euro, gives, make_element, make_step, make_view, pillar, wants
from waypost.core.analysis.balance import Balance, Exchange, weigh
from waypost.core.analysis.money.accounting import account
from waypost.core.analysis.timetable import Scheduled, Span, Timetable
from waypost.core.roadmap.bodies import Pair, Position
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import Gives
from waypost.core.roadmap.vocabulary import ActionState, Domain, Form, PositionKind, Side
from waypost.core.say import Share
from waypost.core.values import ElementId, Missing, Principal, on_day, text


def timetable(*late: Element) -> Timetable:
    """A timetable that holds only some actions, each ten days late."""
    nothing = Span(start=None, end=None)
    items = tuple(
        Scheduled(
            ref=one.ref,
            earliest=nothing,
            latest=nothing,
            due=Missing.NOT_STATED,
            first_promised=Missing.NOT_STATED,
            slack_days=Missing.UNKNOWN,
            critical=False,
            late_days=10,
            at_risk=False,
            forecast_end=None,
            ended=None,
        )
        for one in late
    )
    return Timetable(on=TODAY, items=items, chain=(), loops=(), contradictions=(), links=(), end=None)


def balance(*elements: Element, late: tuple[Element, ...] = ()) -> Balance:
    """The balance of a small roadmap."""
    view = make_view(*elements, *late)
    return weigh(view, timetable(*late), account(view, on=TODAY), on=TODAY)


# ---------------------------------------------------------------------------------------------- domains and sides


def test_rows_are_the_five_domains_and_none() -> None:
    """Always six rows, in the order of the domains, the sixth for what has none."""
    assert [one.domain for one in balance().rows] == [*Domain, None]


def test_domain_of_an_action_is_its_own_else_of_what_it_stands_under() -> None:
    """Its own domain, else its objective's, else its pillar's, else none."""
    rows = balance(
        pillar("p", Domain.PROTECTION),
        wants("o", domain=Domain.RETURN),
        does("own", "o", domain=Domain.LEGAL_MIGRATION, side=Side.EU),
        does("of the objective", "o", side=Side.EU),
        does("of the pillar", "p", side=Side.EU),
        does("of none", side=Side.EU),
    ).rows
    assert {one.domain: [square.ref.element for square in one.eu] for one in rows if one.eu} == {
        Domain.LEGAL_MIGRATION: ["own"],
        Domain.PROTECTION: ["of the pillar"],
        Domain.RETURN: ["of the objective"],
        None: ["of none"],
    }


def test_both_is_a_square_on_each_side_and_one_action() -> None:
    """`both` counts once in the total, `ms` with the EU, and a side that is not stated is on neither."""
    sides = (Side.EU, Side.MS, Side.PARTNER, Side.BOTH, Missing.NOT_STATED)
    row = balance(*(does(f"a{at}", side=side) for at, side in enumerate(sides))).rows[5]
    assert (len(row.eu), len(row.partner), len(row.unstated), row.actions) == (3, 2, 1, 5)
    assert [one.ref.element for one in (*row.eu, *row.partner) if one.shared] == ["a3", "a3"]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"state": ActionState.DROPPED, "ended": date(2025, 1, 1)}, "dropped"),
        ({"state": ActionState.DONE}, "done"),
        ({"ended": date(2025, 1, 1)}, "done"),
        ({"ended": date(2026, 2, 1), "due": on_day(date(2026, 2, 1))}, "planned"),
        ({"due": on_day(date(2026, 6, 1))}, "planned"),
        ({"starts": between("2026-01-01", None)}, "planned"),
        ({"due": between(None, None)}, "no_date"),
        ({}, "no_date"),
    ],
)
def test_square_says_where_an_action_stands(facts: dict[str, Any], state: str) -> None:
    """Dropped, done by the day, else with a day or without one; an end after the day is no end yet."""
    assert [one.state for one in balance(does("a", side=Side.EU, **facts)).rows[5].eu] == [state]


def test_square_is_late_by_the_timetable() -> None:
    """What the timetable calls late is late, unless it is done or dropped."""
    late = (does("a", side=Side.EU), does("b", side=Side.EU, state=ActionState.DONE))
    assert [one.state for one in balance(late=late).rows[5].eu] == ["late", "done"]


def test_money_of_a_row_is_the_ledgers() -> None:
    """Committed money by domain and currency, parts of counted wholes once; nothing known is nothing."""
    rows = balance(
        wants("o", domain=Domain.RETURN),
        gives("whole", make_step("committed", 10)),
        gives("part", make_step("committed", 4), inside="whole", parent="o"),
        gives("pledge", make_step("announced", 9), parent="o"),
    ).rows
    assert [one.committed for one in rows] == [(), (), (), (), (euro(4),), (euro(6),)]


# ------------------------------------------------------------------------------------------------------ positions


def says(key: str, kind: str, side: str = "partner:QM", **more: Any) -> Element:
    """A position of a side."""
    body = Position(position=PositionKind(kind), side=Principal(side), words=text(key), **more)
    return make_element(key, body)


def states(*elements: Element) -> dict[str, str]:
    """What became of each position."""
    return {one.ref.element: one.state for one in balance(*elements).answers}


def test_position_is_answered_by_an_action_that_is_not_dropped() -> None:
    """An action that lists it answers it; a dropped one, or words alone, do not."""
    ids = (ElementId("need"),)
    assert states(says("need", "need"), does("a", answers=ids)) == {"need": "answered"}
    assert states(says("need", "need"), does("a", answers=ids, state=ActionState.DROPPED)) == {"need": "unanswered"}
    assert states(says("need", "priority", reply=text("We shall see."))) == {"need": "unanswered"}


def test_position_is_refused_by_the_other_side() -> None:
    """A refusal of the other side that replies to it refuses it, unless an action answers; one's own does not."""
    need = says("need", "need")
    refusal = says("no", "refusal", "eu", replies_to=ElementId("need"))
    assert states(need, refusal) == {"need": "refused", "no": "noted"}
    assert states(need, says("no", "refusal", replies_to=ElementId("need")))["need"] == "unanswered"
    assert states(need, refusal, does("a", answers=(ElementId("need"),)))["need"] == "answered"


def test_answers_name_what_answers_or_refuses() -> None:
    """The actions that answer, else the refusals, and the reply in words."""
    need = says("need", "need", reply=text("Not now."))
    answer = balance(need, says("no", "refusal", "ms:IT", replies_to=ElementId("need"))).answers[0]
    assert [one.element for one in answer.by] == ["no"]
    assert answer.reply == text("Not now.")


def test_t12_a_red_line_is_data() -> None:
    """Mauritania takes back its own nationals only, Tunisia refuses those of others: noted, waiting for no action."""
    assert states(says("no home for others", "red_line"), says("no others", "refusal")) == {
        "no home for others": "noted",
        "no others": "noted",
    }


# ------------------------------------------------------------------------------------------------------ exchanges


def pair(eu: tuple[str, ...], partner: tuple[str, ...]) -> Element:
    """What each side gives, by elements."""
    sides = [Gives(words=text("-"), elements=tuple(map(ElementId, one))) for one in (eu, partner)]
    return make_element("pair", Pair(eu_gives=sides[0], partner_gives=sides[1], condition=text("at 15 %")))


PAST = on_day(date(2025, 6, 30))


def promise(key: str, ended: date | None = None, **more: Any) -> Element:
    """An action that was due at the end of June 2025."""
    return does(key, due=more.pop("due", PAST), ended=ended, **more)


def exchange(*elements: Element) -> Exchange:
    """The one pair of a small roadmap."""
    return balance(*elements).exchanges[0]


def test_the_side_with_the_lower_share_kept_is_behind() -> None:
    """One of two kept against one of one: the side with less is behind, and the figures are shown."""
    found = exchange(pair(("a", "b"), ("c",)), promise("a", PAST.last), promise("b"), promise("c", date(2025, 1, 1)))
    assert (found.eu.kept, found.eu.due, found.eu.share) == (1, 2, Share(value=Decimal("0.5")))
    assert (found.partner.kept, found.partner.due, found.behind) == (1, 1, "eu")


def test_equal_shares_leave_neither_behind() -> None:
    """One of two and two of four are the same share."""
    eu = [promise("a", PAST.last), promise("b")]
    partner = [promise("c", PAST.last), promise("d"), promise("e", PAST.last), promise("f")]
    assert exchange(pair(("a", "b"), ("c", "d", "e", "f")), *eu, *partner).behind == "neither"


def test_a_side_with_nothing_due_leaves_it_open() -> None:
    """A commitment due on the day itself, later, or never is not due before the day."""
    for due in (on_day(TODAY), on_day(date(2026, 6, 1)), between("2025-01-01", None), Missing.NOT_STATED):
        found = exchange(pair(("a",), ("b",)), promise("a", PAST.last), promise("b", due=due))
        assert found.behind is Missing.NOT_APPLICABLE
        assert (found.partner.due, found.partner.share) == (0, Missing.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ({"ended": date(2025, 6, 30)}, 1),
        ({"ended": date(2025, 7, 1)}, 0),
        ({"state": ActionState.DONE}, 1),
        ({"state": ActionState.DONE, "ended": date(2025, 7, 1)}, 0),
        ({"state": ActionState.DROPPED}, 0),
        ({}, 0),
    ],
)
def test_an_action_is_kept_when_it_ended_by_its_last_day(facts: dict[str, Any], kept: int) -> None:
    """Ended by the last day of its due date; done without a day is kept, since nothing says that it was late."""
    assert exchange(pair(("a",), ()), promise("a", **facts)).eu.kept == kept


@pytest.mark.parametrize(
    ("steps", "kept"),
    [
        ((make_step("committed", 10), make_step("disbursed", 10)), 1),
        ((make_step("announced", 10), make_step("received", 10)), 1),
        ((make_step("announced", 99), make_step("committed", 10), make_step("disbursed", 10)), 1),
        ((make_step("committed", 10), make_step("disbursed", 9)), 0),
        ((make_step("committed", 10), make_step("disbursed", 10, "2025-07-01")), 0),
        ((make_step("committed", 10),), 0),
        ((), 0),
    ],
)
def test_money_is_kept_when_as_much_was_paid_by_its_last_day(steps: tuple[Any, ...], kept: int) -> None:
    """Paid by the last day of its period as much as had been committed, or where nothing was, announced."""
    money = gives("a", *steps, period=between("2024-01-01", "2025-06-30"))
    found = exchange(pair(("a",), ()), money)
    assert (found.eu.due, found.eu.kept) == (1, kept)


def test_t5_jordan_jobs_against_rules_of_origin() -> None:
    """Ten years of easier rules against 15 % of jobs in the zones: both sides and the condition stand in the pair."""
    rules = gives(
        "rules of origin",
        make_step("committed", 52, "2016-07-19", unit="product groups"),
        make_step("disbursed", 52, "2016-07-19", unit="product groups"),
        form=Form.MARKET_ACCESS,
        period=between("2016-07-19", "2025-12-31"),
    )
    found = exchange(pair(("rules of origin",), ("jobs",)), rules, promise("jobs"))
    assert (found.eu.kept, found.partner.kept, found.behind) == (1, 0, "partner")
    assert found.condition == text("at 15 %")


def test_t9_an_owner_nobody_names_stays_unknown() -> None:
    """A row that only says "the EU" has a side and no owner: the square is there, the owner is not invented."""
    action = does("a", side=Side.EU)
    assert [one.ref.element for one in balance(action).rows[5].eu] == ["a"]
    assert getattr(action.body, "owner", None) is Missing.NOT_STATED
