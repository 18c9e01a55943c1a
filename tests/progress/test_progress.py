"""Progress: the latest value, rivals, distance, ceilings and the straight line (contract 6)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.books import TODAY, does, make_element, make_view, wants
from waypost.core.analysis.progress import Gauge, measure, period_length
from waypost.core.roadmap.bodies import Indicator, Report
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import EarlierTarget
from waypost.core.roadmap.vocabulary import AimKind, Counting
from waypost.core.say import Share
from waypost.core.values import Missing, Quantity, text

START = date(2023, 1, 1)


def things(amount: str | int, unit: str = "jobs") -> Quantity:
    """So many things."""
    return Quantity(amount=Decimal(amount), unit=unit)


def indicator(parent: str = "r", key: str = "i", **more: Any) -> Element:
    """An indicator from 0 on 1 January 2023 to 100, unless told otherwise."""
    facts: dict[str, Any] = {"baseline": things(0), "baseline_day": START, "target": things(100), **more}
    return make_element(key, Indicator(title=text(key), **facts), parent)


def report(key: str, value: str | int | Missing, day: str | None, **more: Any) -> Element:
    """A report of the indicator `i`."""
    stated = value if isinstance(value, Missing) else things(value)
    as_of = date.fromisoformat(day) if day else Missing.NOT_STATED
    return make_element(key, Report(value=stated, as_of=as_of, **more), "i")


def gauge(*elements: Element, on: date = TODAY) -> Gauge:
    """The one indicator of a small roadmap on a day."""
    return measure(make_view(*elements), on=on).gauges[0]


def why(*elements: Element) -> str | None:
    """The code of why the way cannot be told."""
    found = gauge(*elements).why
    return found.code if found else None


def test_the_latest_value_on_or_before_the_day_is_used() -> None:
    """A value of the day itself counts, a later one is not known yet, and whether it is preliminary is kept."""
    reports = (
        report("a", 10, "2023-06-30"),
        report("b", 30, "2025-12-31", preliminary=True),
        report("c", 50, "2026-01-02"),
    )
    early, late = gauge(indicator(), *reports, on=date(2025, 12, 30)), gauge(indicator(), *reports)
    assert (early.value, early.preliminary) == (things(10), None)
    assert (late.value, late.as_of, late.preliminary) == (things(30), date(2025, 12, 31), True)
    assert [one.report for one in late.history] == ["a", "b"]


def test_two_values_on_one_day_are_rivals() -> None:
    """Both are shown and none is used, nor an older one: the way cannot be told."""
    found = gauge(
        indicator(),
        report("old", 10, "2023-06-30"),
        report("one", 165_000, "2019-12-31"),
        report("a", 20, "2024-12-31"),
        report("b", 30, "2024-12-31"),
    )
    assert found.value is Missing.UNKNOWN
    assert [one.report for one in found.rivals] == ["a", "b"]
    assert (found.distance, found.projection) == (Missing.NOT_APPLICABLE, Missing.NOT_APPLICABLE)
    assert found.why is not None
    assert found.why.code == "progress.rivals"


def test_a_rival_chosen_with_a_reason_is_used() -> None:
    """One chosen with a reason is used and its rivals stay shown; two chosen are none."""
    chosen = report("a", 20, "2024-12-31", chosen_because=text("the publisher's own"))
    found = gauge(indicator(), chosen, report("b", 30, "2024-12-31"))
    assert (found.value, len(found.rivals)) == (things(20), 2)
    both = gauge(indicator(), chosen, report("b", 30, "2024-12-31", chosen_because=text("newer")))
    assert both.value is Missing.UNKNOWN


def test_equal_values_on_one_day_are_one() -> None:
    """Two who report the same do not disagree."""
    found = gauge(indicator(), report("a", 20, "2024-12-31"), report("b", 20, "2024-12-31"))
    assert (found.value, found.rivals) == (things(20), ())


def test_distance_is_the_share_of_the_way() -> None:
    """(value - baseline) / (target - baseline), whichever way is better; beyond the target it is above one."""
    down = {"baseline": things(200), "target": things(100)}
    assert gauge(indicator(), report("a", 24, "2024-12-31")).distance == Share(value=Decimal("0.24"))
    assert gauge(indicator(**down), report("a", 150, "2024-12-31")).distance == Share(value=Decimal("0.5"))
    assert gauge(indicator(), report("a", 150, "2024-12-31")).distance == Share(value=Decimal("1.5"))
    assert gauge(indicator(), report("a", -10, "2024-12-31")).distance == Share(value=Decimal("-0.1"))


@pytest.mark.parametrize(
    ("facts", "reports", "code"),
    [
        ({}, (), "progress.no_report"),
        ({}, (report("a", Missing.WITHHELD, "2024-12-31"),), "progress.reported_without_value"),
        ({"target": Missing.NOT_STATED}, (report("a", 5, "2024-12-31"),), "progress.no_target"),
        (
            {"target": Missing.NOT_STATED, "target_words": text("far fewer")},
            (report("a", 5, "2024-12-31"),),
            "progress.no_target_in_words",
        ),
        ({"baseline": Missing.NOT_STATED}, (report("a", 5, "2024-12-31"),), "progress.no_baseline"),
        ({"target": things(9, "persons")}, (report("a", 5, "2024-12-31"),), "progress.units_differ"),
        ({"baseline": things(9, "persons")}, (report("a", 5, "2024-12-31"),), "progress.units_differ"),
        ({"target": things(0)}, (report("a", 5, "2024-12-31"),), "progress.baseline_is_target"),
        ({}, (report("a", 5, None), report("b", 6, None)), "progress.rivals_undated"),
    ],
)
def test_what_lacks_for_a_distance_is_said(facts: dict[str, Any], reports: tuple[Element, ...], code: str) -> None:
    """Distance and projection are Missing, and a sentence says why."""
    found = gauge(indicator(**facts), *reports)
    assert isinstance(found.distance, Missing)
    assert isinstance(found.projection, Missing)
    assert why(indicator(**facts), *reports) == code


def test_the_reason_why_a_value_is_missing_is_kept() -> None:
    """Withheld stays withheld; without any report it is not reported."""
    assert gauge(indicator(), report("a", Missing.WITHHELD, "2024-12-31")).value is Missing.WITHHELD
    assert gauge(indicator()).value is Missing.NOT_REPORTED


def test_a_ceiling_is_kept_or_passed_and_never_approached() -> None:
    """Within up to and with the ceiling itself, above beyond it; no distance and no projection."""
    for value, stands in ((72_000, "within"), (71_999, "within"), (72_001, "above")):
        ceiling = indicator(aim=AimKind.CEILING, target=things(72_000))
        found = gauge(ceiling, report("a", value, "2024-12-31"))
        assert (found.ceiling, found.why) == (stands, None)
        assert isinstance(found.distance, Missing)
        assert isinstance(found.projection, Missing)
    assert gauge(indicator(), report("a", 5, "2024-12-31")).ceiling is Missing.NOT_APPLICABLE
    assert gauge(indicator(aim=AimKind.CEILING)).ceiling is Missing.UNKNOWN


def test_projection_is_where_the_line_reaches_the_target() -> None:
    """A quarter of the way in 100 days: the whole way 400 days after the baseline."""
    day = START + timedelta(days=100)
    found = gauge(indicator(), report("a", 25, day.isoformat()))
    assert (found.projection, found.away) == (START + timedelta(days=400), False)


@pytest.mark.parametrize("value", [0, -5])
def test_a_line_that_moves_away_or_not_at_all_never_reaches_it(value: int) -> None:
    """Not at this pace."""
    found = gauge(indicator(), report("a", value, "2024-12-31"))
    assert (found.projection, found.away) == (Missing.NOT_APPLICABLE, True)


def test_a_line_without_its_two_days_is_not_drawn() -> None:
    """Without the day of the baseline, or with a value no later than it, there is a distance and no projection."""
    for facts, day in (({"baseline_day": Missing.NOT_STATED}, "2024-12-31"), ({}, "2023-01-01"), ({}, None)):
        found = gauge(indicator(**facts), report("a", 25, day))
        assert found.distance == Share(value=Decimal("0.25"))
        assert (found.projection, found.away) == (Missing.UNKNOWN, False)


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(1, 1000))
def test_the_line_is_at_the_target_on_its_day_and_not_before(base: int, value: int, target: int, days: int) -> None:
    """On the projected day the straight line has reached the target, on the day before it has not."""
    facts = {"baseline": things(base), "target": things(target)}
    found = gauge(indicator(**facts), report("a", value, (START + timedelta(days=days)).isoformat()))
    moves = (value - base) * (target - base) > 0
    if not moves or isinstance(found.projection, Missing):
        assert isinstance(found.projection, Missing)
        assert found.away is (target != base)
        return
    up = 1 if target > base else -1
    after = (found.projection - START).days
    assert up * (base * days + (value - base) * after) >= up * target * days
    assert up * (base * days + (value - base) * (after - 1)) < up * target * days


def test_values_of_periods_of_another_length_are_not_compared() -> None:
    """A month stands against no year: what is counted in a period is compared with a period of the same length."""
    counted = {"counting": Counting.PERIOD, "baseline_day": date(2023, 12, 31)}
    year = report("y", 0, "2023-12-31", period_from=date(2023, 1, 1))
    month = report("m", 20, "2024-12-31", period_from=date(2024, 12, 1))
    leap = report("m", 20, "2024-12-31", period_from=date(2024, 1, 1))
    assert why(indicator(**counted), year, month) == "progress.periods_differ"
    assert why(indicator(**counted), year, leap) is None
    assert why(indicator(baseline_day=date(2023, 12, 31)), year, month) is None


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        ("2023-01-01", "2023-12-31", (12, 0)),
        ("2024-02-01", "2024-02-29", (1, 0)),
        ("2023-01-31", "2023-02-28", (1, 1)),
        ("2023-01-01", "2023-01-07", (0, 7)),
        ("2022-10-01", "2023-09-30", (12, 0)),
    ],
)
def test_length_of_a_period_is_months_and_days(first: str, last: str, length: tuple[int, int]) -> None:
    """Both days included; a leap year is as long as another."""
    assert period_length(date.fromisoformat(first), date.fromisoformat(last)) == length


def test_earlier_targets_are_kept() -> None:
    """Jordan: 200 000 jobs became 60 000 for the trade scheme; the old target stays beside the new one."""
    old = EarlierTarget(target=things(200_000), until=date(2018, 12, 31), reason=text("for the trade scheme only"))
    found = gauge(indicator(target=things(60_000), earlier_targets=(old,)), report("a", 100, "2024-12-31"))
    assert (found.target, found.earlier_targets) == (things(60_000), (old,))


def test_indicators_stand_with_what_they_are_about() -> None:
    """Under each objective its indicators and those of its actions; those of no objective last."""
    view = make_view(
        wants("o1"),
        wants("o2"),
        does("a", "o1"),
        does("free"),
        indicator("free", "i1"),
        indicator("o2", "i2"),
        indicator("a", "i3"),
    )
    found = measure(view, on=TODAY).gauges
    assert [(one.ref.element, one.about.element if one.about else None) for one in found] == [
        ("i3", "a"),
        ("i2", "o2"),
        ("i1", "free"),
    ]


def test_t6_western_balkans_target_pledge_and_delivery() -> None:
    """Point 13 wants 400 officers: 183 pledged is one report, 13 in place another; a pledge is no delivery."""
    wanted = indicator(target=things(400, "officers"), baseline=things(0, "officers"), baseline_day=date(2015, 10, 25))
    placed = make_element("p", Report(value=things(13, "officers"), as_of=date(2015, 10, 29)), "i")
    found = gauge(wanted, placed)
    assert found.distance == Share(value=Decimal(13) / Decimal(400))


def test_niger_a_revised_series_is_not_added_up() -> None:
    """Cumulative values are used as stated: the latest one, never a sum of months."""
    monthly = [report(f"m{at}", value, f"2016-0{at}-28") for at, value in ((2, 6000), (3, 11_000), (4, 5000))]
    found = gauge(indicator(counting=Counting.CUMULATIVE, baseline_day=date(2016, 1, 1)), *monthly)
    assert found.value == things(5000)


def test_t8_a_target_in_words_stays_in_words() -> None:
    """The draft says doubled, the final text increased: neither becomes a number, and that is said."""
    for words in ("doubled", "increased"):
        found = gauge(indicator(target=Missing.NOT_STATED, target_words=text(words)), report("a", 5, "2024-12-31"))
        assert found.target is Missing.NOT_STATED
        assert found.why is not None
        assert found.why.code == "progress.no_target_in_words"
