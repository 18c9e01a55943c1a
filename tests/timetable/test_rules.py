"""Rules of the passes, one by one, with days that can be checked in a calendar.

5 January 2026 is a Monday.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.timetable.projects import MONDAY, TWO, action, between, element, head, item, link, table, view_of
from waypost.core.analysis.schedule import schedule
from waypost.core.analysis.slip import slip
from waypost.core.analysis.timetable import Span
from waypost.core.errors import NotThere
from waypost.core.roadmap.bodies import Contribution, Item
from waypost.core.roadmap.records import DateChange, Step
from waypost.core.roadmap.vocabulary import ActionState, ItemKind, ItemState, MoneyState, Side
from waypost.core.values import EU, ElementId, Missing, Precision, When, on_day, text

PLANNED, UNDER_WAY, DONE = ActionState.PLANNED, ActionState.UNDER_WAY, ActionState.DONE
FRIDAY = date(2026, 1, 9)


def january(day: int) -> date:
    """A day of January 2026."""
    return date(2026, 1, day)


def test_work_follows_on_the_next_working_day_and_takes_its_length() -> None:
    """Five days from Monday end on Friday; three days after that run from Monday to Wednesday."""
    timetable = table(action("a", starts=MONDAY, length=5), action("b", length=3), link("a", "b"))
    assert item(timetable, "a").earliest == Span(start=MONDAY, end=FRIDAY)
    assert item(timetable, "b").earliest == Span(start=january(12), end=january(14))
    assert timetable.end == january(14)


def test_milestone_falls_on_the_day_its_cause_ends_and_takes_none() -> None:
    """A milestone after work that ends on Friday is on Friday, and what follows it starts on Monday."""
    timetable = table(
        action("a", starts=MONDAY, length=5),
        action("m", length=0),
        action("b", length=1),
        link("a", "m"),
        link("m", "b"),
    )
    assert item(timetable, "m").latest == Span(start=FRIDAY, end=FRIDAY)
    assert item(timetable, "b").latest == Span(start=january(12), end=january(12))


@pytest.mark.parametrize(("lag", "start", "end"), [(0, 12, 12), (2, 14, 14), (-2, 8, 8), (-20, 5, 5)])
def test_lag_is_counted_in_working_days(lag: int, start: int, end: int) -> None:
    """A lag moves the start by working days, a negative one back, but never before the action's own start."""
    timetable = table(action("a", starts=MONDAY, length=5), action("b", starts=MONDAY, length=1), link("a", "b", lag))
    assert item(timetable, "b").earliest == Span(start=january(start), end=january(end))


def test_start_to_start_waits_for_the_start() -> None:
    """With start to start and two days between, the second starts on the third day of the first."""
    timetable = table(action("a", starts=MONDAY, length=10), action("b", length=1), link("a", "b", 2, start=True))
    assert item(timetable, "b").earliest.start == january(7)


def test_partner_side_runs_on_the_days_of_the_first_partner() -> None:
    """The partner works on its own days, Friday and Saturday off; anybody else on those of the EU."""
    theirs = table(action("a", side=Side.PARTNER, starts=january(12), length=4), calendars=TWO)
    ours = table(action("a", side=Side.BOTH, starts=january(12), length=5), calendars=TWO)
    # 14 January is Marenia's holiday, 16 January one of the EU.
    assert item(theirs, "a").earliest.end == january(18)
    assert item(ours, "a").earliest.end == january(19)


def test_written_days_stay_until_something_pushes_them() -> None:
    """From a Saturday to a Sunday as written; pushed, the action keeps its five working days."""
    alone = action("b", starts=january(10), due=january(18))
    assert item(table(alone), "b").latest == Span(start=january(10), end=january(18))
    pushed = table(alone, action("a", starts=MONDAY, length=6), link("a", "b"))
    assert item(pushed, "b").latest == Span(start=january(13), end=january(19))


def test_loose_date_is_carried_as_two_readings() -> None:
    """A phrase is read as its first day in the earliest reading and as its last in the latest."""
    timetable = table(action("a", due=between(MONDAY, FRIDAY)), action("b", length=1), link("a", "b"))
    assert item(timetable, "b").earliest.start == january(6)
    assert item(timetable, "b").latest.start == january(12)


def test_open_first_day_of_due_starts_with_the_earliest_pass() -> None:
    """An action due "by" a day starts in its earliest reading on the roadmap's first day, in its latest on that day.
    Source: contract 6."""
    by = action("a", due=between(None, january(30)))
    timetable = schedule(view_of((head(in_force=between(january(7), None)), by)), TWO, on=MONDAY)
    assert item(timetable, "a").earliest.end == january(7)
    assert item(timetable, "a").latest.end == january(30)
    later = action("z", starts=january(8), length=1)
    assert item(table(by, later), "a").earliest.end == january(8)


def test_no_day_at_all_stays_open() -> None:
    """An action without day, length or wait has no place; its slack is unknown and it is neither late nor critical."""
    found = item(table(action("a"), action("b", starts=MONDAY)), "a")
    assert found.earliest == found.latest == Span(start=None, end=None)
    assert found.slack_days is Missing.UNKNOWN
    assert (found.late_days, found.critical, found.forecast_end) == (0, False, None)


def test_condition_without_a_day_is_open_and_so_is_what_waits_for_it() -> None:
    """A date that hangs on a condition is open; what waits for it and has no day of its own is open too."""
    condition = When(phrase="once signed", precision=Precision.CONDITION, condition="signed")
    timetable = table(
        action("a", due=condition, length=5),
        action("b", length=3),
        action("c", starts=FRIDAY),
        link("a", "b"),
        link("a", "c"),
    )
    assert item(timetable, "a").latest.end is None
    assert item(timetable, "b").latest.end is None
    assert item(timetable, "c").latest.end == FRIDAY


def test_what_is_over_stands_at_its_facts() -> None:
    """What has ended is where it was; the next may start on the day after; it is not late and has no slack."""
    ended = action("a", began=MONDAY, ended=january(14), due=FRIDAY, state=DONE)
    timetable = table(ended, action("b", length=1), link("a", "b"), on=january(20))
    assert item(timetable, "a").latest == Span(start=MONDAY, end=january(14))
    assert item(timetable, "a").late_days == 0
    assert item(timetable, "a").slack_days is Missing.NOT_APPLICABLE
    assert item(timetable, "b").latest.start == january(15)


def test_dropped_action_is_out_with_its_links() -> None:
    """A dropped action is not in the timetable and holds up nobody."""
    dropped = action("d", starts=MONDAY, length=50, state=ActionState.DROPPED)
    timetable = table(dropped, action("b", starts=FRIDAY, length=1), link("d", "b"))
    assert timetable.item(ElementId("d")) is None
    assert item(timetable, "b").latest.start == FRIDAY
    assert timetable.links == ()


def test_slack_is_working_days_to_the_last_day() -> None:
    """Of two branches the shorter one has the difference as slack; the longer is the chain."""
    timetable = table(
        action("a", starts=MONDAY, length=5),
        action("long", length=10),
        action("short", length=3),
        action("end", length=1),
        link("a", "long"),
        link("a", "short"),
        link("long", "end"),
        link("short", "end"),
    )
    assert item(timetable, "short").slack_days == 7
    assert timetable.chain == ("a", "long", "end")
    assert not item(timetable, "short").critical


def test_slack_below_zero_when_pushed_beyond_a_fixed_due_day() -> None:
    """What must wait beyond a due day fixed to one day has as many working days too few, and so has its cause."""
    timetable = table(
        action("a", starts=MONDAY, length=5),
        action("b", due=FRIDAY, length=2),
        action("z", starts=january(30)),
        link("a", "b"),
    )
    assert item(timetable, "b").slack_days == -2
    assert item(timetable, "a").slack_days == -2


def test_what_ends_last_with_too_little_room_is_critical() -> None:
    """The chain to the last day is critical also where that day is beyond a due day fixed before it."""
    timetable = table(
        action("a", starts=MONDAY, length=5), action("b", due=january(12), length=3), link("a", "b"), on=MONDAY
    )
    assert item(timetable, "b").slack_days == -2
    assert timetable.chain == ("a", "b")


@pytest.mark.parametrize(("day", "start", "end"), [(6, 7, 8), (10, 12, 13), (13, 13, 14)])
def test_work_begins_on_the_first_working_day_from_its_not_before(day: int, start: int, end: int) -> None:
    """Work that may not begin before a holiday or a weekend begins on the next working day, a forecast alike."""
    one = action("a", starts=MONDAY, length=2, not_before=january(day), state=PLANNED)
    found = item(table(one, calendars=TWO), "a")
    assert found.latest == Span(start=january(start), end=january(end))
    found = item(table(action("a", starts=MONDAY, length=2, state=PLANNED), calendars=TWO, on=january(day)), "a")
    assert found.forecast_end == january(end)


def test_late_counts_calendar_days_from_the_last_day_of_due() -> None:
    """Under way past due it is late up to the day asked; it is not late on the due day itself."""
    one = action("a", began=MONDAY, due=FRIDAY, state=UNDER_WAY)
    assert item(table(one, on=FRIDAY), "a").late_days == 0
    assert item(table(one, on=january(12)), "a").late_days == 3


def test_forecast_puts_what_has_not_begun_on_the_day_asked() -> None:
    """Five days that were to start on Monday and have not begun the Monday after end eleven days after due."""
    one = action("a", starts=MONDAY, due=FRIDAY, state=PLANNED)
    found = item(table(one, on=january(14)), "a")
    assert found.forecast_end == january(20)
    assert found.late_days == 11
    assert found.latest.end == FRIDAY


def test_forecast_does_not_push_what_nobody_says_has_not_begun() -> None:
    """Where neither state nor length is stated, the action may have begun: it ends as written until that is past."""
    one = action("a", starts=MONDAY, due=january(30))
    assert item(table(one, on=january(14)), "a").forecast_end == january(30)
    assert item(table(one, on=date(2026, 2, 4)), "a").late_days == 5


def test_delay_travels_through_links() -> None:
    """A late action makes the one that waits for it late by what it is pushed."""
    timetable = table(
        action("a", began=MONDAY, due=FRIDAY, state=UNDER_WAY),
        action("b", starts=january(12), due=january(16), state=PLANNED),
        link("a", "b"),
        on=january(14),
    )
    assert item(timetable, "b").forecast_end == january(21)
    assert item(timetable, "b").late_days == 5


def test_at_risk_when_only_the_latest_reading_is_beyond_due() -> None:
    """Not late, but late if what it waits for uses all the room its phrase leaves."""
    timetable = table(
        action("a", due=between(MONDAY, january(30))), action("b", due=january(20), length=2), link("a", "b")
    )
    found = item(timetable, "b")
    assert (found.at_risk, found.late_days) == (True, 0)


def test_open_point_of_a_meeting_holds_up_until_the_day_asked() -> None:
    """What waits for a point still open cannot start before the day asked; once settled, from the day after."""
    point = element("p", Item(item=ItemKind.DECISION, title=text("Decide"), due=on_day(FRIDAY), state=ItemState.OPEN))
    waiting = action("a", starts=january(12), length=1, state=PLANNED)
    still = table(point, waiting, link("p", "a"), on=january(14))
    assert item(still, "a").latest.start == january(12)
    assert item(still, "a").forecast_end == january(15)
    done = Item(item=ItemKind.DECISION, title=text("Decide"), state=ItemState.DONE, closed_on=january(13))
    assert item(table(element("p", done), waiting, link("p", "a")), "a").latest.start == january(14)


def test_contribution_holds_up_until_it_is_committed() -> None:
    """Announced money lets nothing start; committed money lets it start on the day after."""

    def grant(state: MoneyState) -> Contribution:
        return Contribution(
            title=text("Grant"), donors=(EU,), steps=(Step(state=state, amount=Missing.UNKNOWN, day=FRIDAY),)
        )

    waiting = (action("a", starts=MONDAY, length=1, state=PLANNED), link("g", "a"))
    announced = table(element("g", grant(MoneyState.ANNOUNCED)), *waiting, on=january(14))
    assert item(announced, "a").forecast_end == january(15)
    committed = table(element("g", grant(MoneyState.COMMITTED)), *waiting, on=MONDAY)
    assert item(committed, "a").latest.start == january(12)


def test_circle_is_named_in_the_order_of_waiting() -> None:
    """Each member of a circle is followed by one that waits for it."""
    timetable = table(
        action("a", length=1),
        action("b", length=1),
        action("c", length=1),
        action("d", starts=MONDAY, length=1),
        link("a", "c"),
        link("c", "b"),
        link("b", "a"),
        link("b", "d"),
    )
    assert timetable.loops == (("a", "c", "b"),)
    assert timetable.links == (("b", "d"),)


def test_action_that_waits_for_itself_is_a_circle() -> None:
    """A link from an action to itself is a circle of one and ignored."""
    timetable = table(action("a", starts=MONDAY, length=1), link("a", "a"))
    assert timetable.loops == (("a",),)
    assert item(timetable, "a").latest.end == MONDAY


@pytest.mark.parametrize(
    ("first", "second", "start", "code"),
    [
        ({"due": FRIDAY}, {"starts": FRIDAY}, False, "start_end"),
        ({"ended": FRIDAY}, {"began": MONDAY}, False, "start_end"),
        ({"due": FRIDAY}, {"due": MONDAY}, False, "end_end"),
        ({"starts": FRIDAY}, {"starts": MONDAY}, True, "start_start"),
        ({"starts": FRIDAY}, {"due": MONDAY}, True, "end_start"),
        ({"due": FRIDAY}, {"starts": january(12)}, False, None),
        ({"due": FRIDAY}, {"starts": january(10)}, False, None),
        ({"due": FRIDAY}, {"due": FRIDAY}, False, None),
        ({"due": between(MONDAY, FRIDAY)}, {"starts": MONDAY}, False, None),
    ],
)
def test_fixed_days_that_contradict_each_other_are_named(
    first: dict[str, date], second: dict[str, date], start: bool, code: str | None
) -> None:
    """A day fixed before what it waits for allows is named with both actions; loose dates contradict nothing."""
    timetable = table(action("a", **first), action("b", **second), link("a", "b", start=start))
    assert [one.say.code for one in timetable.contradictions] == ([f"timetable.contradiction_{code}"] if code else [])
    assert all((one.first.element, one.second.element) == ("b", "a") for one in timetable.contradictions)


@pytest.mark.parametrize(
    ("first", "second", "start", "code"),
    [
        ({"due": MONDAY}, {"starts": FRIDAY}, False, "start_end_lag"),
        ({"due": MONDAY}, {"due": FRIDAY}, False, "end_end_lag"),
        ({"starts": MONDAY}, {"starts": FRIDAY}, True, "start_start_lag"),
        ({"starts": MONDAY}, {"due": FRIDAY}, True, "end_start_lag"),
    ],
)
def test_contradiction_of_a_wait_that_takes_days_names_how_many(
    first: dict[str, date], second: dict[str, date], start: bool, code: str
) -> None:
    """Where the two days alone would not contradict each other, the working days between them are said."""
    timetable = table(action("a", **first), action("b", **second), link("a", "b", start=start, lag=20))
    (found,) = timetable.contradictions
    assert (found.say.code, found.say.value("n")) == (f"timetable.contradiction_{code}", 20)


def test_first_promise_is_kept() -> None:
    """The date before the first change stays beside the present one."""
    changes = (
        DateChange(at=january(20), field="due", old=on_day(january(16)), new=on_day(january(30))),
        DateChange(at=january(8), field="due", old=on_day(FRIDAY), new=on_day(january(16))),
    )
    found = item(table(action("a", due=january(30), changes=changes)), "a")
    assert found.first_promised == on_day(FRIDAY)


def test_slip_says_what_moves_and_what_does_not() -> None:
    """Six weeks on the first of a chain move the chain by what the slack does not take, and nothing beside it."""
    elements = (
        head(),
        action("a", starts=MONDAY, due=FRIDAY, state=PLANNED),
        action("b", starts=january(12), due=january(16), state=PLANNED),
        action("c", starts=date(2026, 6, 1), due=date(2026, 6, 5), state=PLANNED),
        action("d", starts=MONDAY, due=FRIDAY, state=PLANNED),
        link("a", "b"),
        link("b", "c"),
    )
    found = slip(view_of(elements), TWO, on=MONDAY, element=ElementId("a"), days=42)
    assert [(one.ref.element, one.before, one.after) for one in found.moved] == [
        ("a", FRIDAY, date(2026, 2, 20)),
        ("b", january(16), date(2026, 2, 26)),
    ]
    assert [one.element for one in found.unmoved] == ["c", "d"]
    assert item(found.timetable, "b").late_days == 41


def test_slip_is_told_of_the_last_day_that_a_phrase_allows() -> None:
    """What a slip of a loosely dated action delays only if that uses all its room is told as delayed."""
    elements = (
        head(),
        action("a", due=between(MONDAY, january(30))),
        action("b", starts=january(20), length=1, state=PLANNED),
        link("a", "b"),
    )
    found = slip(view_of(elements), TWO, on=MONDAY, element=ElementId("a"), days=7)
    assert [(one.ref.element, one.after) for one in found.moved] == [
        ("a", date(2026, 2, 6)),
        ("b", date(2026, 2, 9)),
    ]


def test_slip_of_what_is_not_there_is_refused() -> None:
    """An element that is not in the view, or for which nothing waits, is not there."""
    with pytest.raises(NotThere):
        slip(view_of((head(), action("a"))), TWO, on=MONDAY, element=ElementId("x"), days=7)


def test_a_plan_of_many_centuries_ends_on_the_last_day_there_is() -> None:
    """Lengths beyond the calendar end on its last day and not with an error."""
    chain = [action(f"a{number}", length=9_999) for number in range(260)]
    links = [link(f"a{number}", f"a{number + 1}") for number in range(259)]
    timetable = table(action("s", starts=MONDAY), *chain, *links)
    assert timetable.end == date.max
