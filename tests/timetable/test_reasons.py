"""Why an item is late, at risk or critical: each kind of cause, and where the chain ends."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timetable.projects import (
    MONDAY,
    TWO,
    action,
    between,
    codes,
    element,
    item,
    link,
    projects,
    table,
    view_of,
)
from waypost.core.analysis import schedule
from waypost.core.analysis.timetable import Timetable
from waypost.core.analysis.timing import reasons
from waypost.core.analysis.timing.network import network
from waypost.core.roadmap.bodies import Action, Contribution, Item
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import DateChange, Step
from waypost.core.roadmap.vocabulary import ActionState, ItemKind, ItemState, MoneyState
from waypost.core.values import EU, ElementId, Missing, When, on_day, text
from waypost.words.wording import Wording

PLANNED, UNDER_WAY = ActionState.PLANNED, ActionState.UNDER_WAY
FRIDAY = date(2026, 1, 9)
LATER = date(2026, 3, 2)
CHANGE = DateChange(at=MONDAY, field="due", old=on_day(MONDAY), new=on_day(FRIDAY), reason=text("the vote slipped"))
UNSAID = DateChange(at=MONDAY, field="due", old=on_day(MONDAY), new=on_day(FRIDAY))


def late(**fields: Any) -> Element:
    """An action under way whose due day is past."""
    return action("a", **{"began": MONDAY, "due": FRIDAY, "state": UNDER_WAY, **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["no_new_date"]),
        ({"owner": Missing.NOT_STATED}, ["no_new_date", "no_owner"]),
        ({"delay_reason": text("the bill is in committee")}, ["words"]),
        ({"changes": (CHANGE,)}, ["moved"]),
        ({"changes": (UNSAID,)}, ["moved_unsaid"]),
        ({"state": ActionState.ON_HOLD}, ["on_hold"]),
        ({"state": ActionState.ON_HOLD, "delay_reason": text("elections")}, ["on_hold", "words"]),
        ({"state": PLANNED, "began": None, "starts": MONDAY}, ["not_begun"]),
        ({"state": PLANNED, "began": None, "starts": MONDAY, "done": Decimal(0)}, ["not_begun"]),
        ({"state": PLANNED, "began": None, "starts": MONDAY, "done": Decimal("0.4")}, ["little_done"]),
        ({"state": PLANNED, "began": None, "condition": text("the agreement is signed")}, ["condition"]),
        (
            {"state": PLANNED, "began": None, "starts": MONDAY, "condition": text("the agreement is signed")},
            ["not_begun", "condition"],
        ),
    ],
)
def test_each_cause_of_its_own_ends_the_chain(fields: dict[str, Any], expected: list[str]) -> None:
    """A late action that nobody delays names how it stands and why, worst known cause first."""
    assert codes(table(late(**fields), on=LATER), "a") == expected


def test_condition_of_a_phrase_is_a_cause() -> None:
    """A due date that hangs on a condition names the condition."""
    due = When(
        phrase="by Friday, once signed", precision=between(None, FRIDAY).precision, last=FRIDAY, condition="signed"
    )
    timetable = table(action("a", due=due), on=LATER)
    assert codes(timetable, "a") == ["condition"]
    assert item(timetable, "a").reasons[0].say.value("condition") == "signed"


def test_what_has_begun_waits_for_no_condition() -> None:
    """The condition of an action under way was met, or nobody waited for it: it is not the cause."""
    assert codes(table(late(condition=text("signed")), on=LATER), "a") == ["no_new_date"]


def test_open_decision_and_missing_money_are_causes() -> None:
    """An action that cannot begin because a point is open, or money is not committed, names that."""
    waiting = action("a", starts=MONDAY, due=FRIDAY, state=PLANNED)
    point = element("p", Item(item=ItemKind.DECISION, title=text("Sign it"), state=ItemState.OPEN))
    assert codes(table(point, waiting, link("p", "a"), on=LATER), "a") == ["not_begun", "decision"]
    step = Step(state=MoneyState.ANNOUNCED, amount=Missing.UNKNOWN, day=MONDAY)
    grant = element("g", Contribution(title=text("Grant"), donors=(EU,), steps=(step,)))
    timetable = table(grant, waiting, link("g", "a"), on=LATER)
    assert codes(timetable, "a") == ["not_begun", "contribution"]
    assert item(timetable, "a").reasons[-1].element == "g"


def test_chain_goes_back_to_the_first_cause() -> None:
    """Late because what it waits for is late, because what that waits for is late, because of its own cause; each
    link names its action, and of two that delay the one that is late longest."""
    timetable = table(
        late(delay_reason=text("the bill is in committee")),
        action("b", starts=date(2026, 1, 12), due=date(2026, 1, 16), state=PLANNED),
        action("c", starts=date(2026, 1, 19), due=date(2026, 1, 23), state=PLANNED),
        action("x", began=MONDAY, due=date(2026, 2, 27), state=UNDER_WAY),
        link("a", "b"),
        link("b", "c"),
        link("x", "b"),
        on=LATER,
    )
    assert codes(timetable, "c") == ["late", "late", "words"]
    assert [one.element for one in item(timetable, "c").reasons] == ["b", "a", "a"]
    assert item(timetable, "c").reasons[0].say.value("n") == item(timetable, "b").late_days


def test_only_what_moves_an_action_is_its_cause() -> None:
    """Of two that an action waits for, the one that ends last moves it, however late the other is."""
    timetable = table(
        action("short", starts=MONDAY, due=MONDAY, length=3, state=PLANNED),
        action("long", starts=MONDAY, due=date(2026, 3, 6), length=7, state=PLANNED),
        action("b", starts=date(2026, 1, 12), due=date(2026, 1, 16), state=PLANNED),
        link("short", "b"),
        link("long", "b"),
        on=LATER,
    )
    assert item(timetable, "short").late_days > item(timetable, "long").late_days > 0
    assert [one.element for one in item(timetable, "b").reasons] == ["long", "long"]


def test_a_settled_point_is_no_cause() -> None:
    """Of two points that an action waits for, the one that is still open is named."""
    done = Item(item=ItemKind.DECISION, title=text("Agree"), state=ItemState.DONE, closed_on=MONDAY)
    still = Item(item=ItemKind.DECISION, title=text("Sign it"), state=ItemState.OPEN)
    waiting = action("a", starts=MONDAY, due=FRIDAY, state=PLANNED)
    parts = (element("p", done), element("q", still), waiting, link("p", "a"), link("q", "a"))
    assert [one.element for one in item(table(*parts, on=LATER), "a").reasons] == ["a", "q"]


def test_what_delays_without_a_due_date_is_named_with_its_day() -> None:
    """A cause that has no due day is not late, but its expected end is said."""
    timetable = table(
        action("a", starts=MONDAY, length=5, state=PLANNED),
        action("b", due=FRIDAY, state=PLANNED),
        link("a", "b"),
        on=LATER,
    )
    assert codes(timetable, "b") == ["waits", "not_begun"]
    assert item(timetable, "b").reasons[0].say.value("day") == date(2026, 3, 6)


def test_item_at_risk_names_the_room_that_its_cause_has() -> None:
    """At risk because what it waits for may end late, because its phrase leaves room."""
    timetable = table(
        action("a", due=between(MONDAY, date(2026, 1, 30))),
        action("b", due=date(2026, 1, 20), length=2),
        link("a", "b"),
    )
    assert codes(timetable, "b") == ["follows", "loose"]


def test_item_at_risk_from_a_late_start_names_the_late_one() -> None:
    """At risk because it waits for one that is late, whose own causes end the chain."""
    timetable = table(
        late(delay_reason=text("the bill is in committee")),
        action("b", due=date(2026, 1, 30), state=PLANNED),
        link("a", "b", start=True),
        on=date(2026, 1, 20),
    )
    assert not item(timetable, "b").at_risk
    timetable = table(
        action("a", starts=MONDAY, due=FRIDAY, state=PLANNED, length=30),
        action("b", due=date(2026, 1, 30), state=PLANNED),
        link("a", "b", start=True),
        on=date(2026, 1, 20),
    )
    assert item(timetable, "b").at_risk
    assert codes(timetable, "b") == ["late", "not_begun"]


def test_critical_chain_is_followed_to_its_first_day() -> None:
    """Critical because no day is left before the end, because it follows another, which starts on its own day."""
    timetable = table(
        action("a", starts=MONDAY, length=5),
        action("b", length=5),
        action("c", length=0),
        link("a", "b"),
        link("b", "c"),
    )
    assert codes(timetable, "c") == ["last_day", "follows", "follows", "takes"]
    assert codes(timetable, "a") == ["last_day", "takes"]


def test_long_chain_is_cut_in_its_middle() -> None:
    """Of thirty in a row the nearest are named, then how many are left out, then the first cause."""
    chain = [action(f"a{number:02}", starts=MONDAY, due=FRIDAY, state=PLANNED) for number in range(30)]
    links = [link(f"a{number:02}", f"a{number + 1:02}") for number in range(29)]
    timetable = table(*chain, *links, on=LATER)
    found = item(timetable, "a29").reasons
    assert len(found) == reasons.SHOWN + 2
    further = next(one for one in found if one.code == "timetable.because_further")
    assert further.say.value("n") == 29 - (reasons.SHOWN - 1) - 1
    assert [one.element for one in found[-2:]] == ["a00", "a00"]


ROOTS = {
    "on_hold",
    "not_begun",
    "little_done",
    "decision",
    "contribution",
    "condition",
    "words",
    "moved",
    "moved_unsaid",
    "no_owner",
    "no_new_date",
    "loose",
    "takes",
    "falls",
    "no_date",
}


@given(projects(), st.integers(min_value=0, max_value=90))
def test_every_chain_ends_at_a_cause_not_delayed_by_another(elements: tuple[Element, ...], days: int) -> None:
    """Whatever the roadmap, the last reason speaks of an action that no other pushes, and can be said in both
    languages."""
    on = date.fromordinal(MONDAY.toordinal() + days)
    timetable = schedule.schedule(view_of(elements), TWO, on=on)
    for one in timetable.items:
        if one.reasons:
            assert one.reasons[-1].code.removeprefix("timetable.because_") in ROOTS
            assert not _pushed_by_late(timetable, elements, one.reasons[-1].element)
            for language in ("en", "fr"):
                assert all(Wording(language).plain(each.say) for each in one.reasons)


def _pushed_by_late(timetable: Timetable, elements: tuple[Element, ...], id: ElementId | None) -> bool:
    """Whether a late action ends on or after the day on which the one of that id is expected to end, and is waited
    for by its end without a lead: then that one would be the cause."""
    net = network(view_of(elements), TWO)
    node = None if id is None else net.place(id)
    here = None if id is None else timetable.item(id)
    if node is None or here is None or not here.is_late or here.forecast_end is None:
        return False
    body = here.due
    for source, side, lag in net.before.get(node, ()):
        other = timetable.items[source]
        if side and lag >= 0 and other.is_late and other.forecast_end is not None:
            starts_after = isinstance(body, When) and body.last is not None and other.forecast_end > body.last
            # Where its own not-before lies as late, the other does not move it.
            moved = other.forecast_end.toordinal() > net.days[node].not_before
            if starts_after and moved and other.forecast_end > timetable.on:
                return True
    return False


def test_every_code_has_words_in_both_languages() -> None:
    """Each code that the timetable can say stands in both catalogues, and the catalogues hold no other."""
    modules = (reasons.__file__, schedule.__file__)
    said = set()
    for path in modules:
        said |= set(re.findall(r'"(timetable\.[a-z_]+)"', Path(path).read_text(encoding="utf-8")))
    for language in ("en", "fr"):
        held = {code for code in Wording(language).catalogue.entries if code.startswith("timetable.")}
        assert held == said


def test_reasons_are_said_in_words_that_follow_because() -> None:
    """The sentences of a chain read after each other, in English and in French."""
    timetable = table(
        late(delay_reason=text("the second contract is not signed")),
        action("b", starts=date(2026, 1, 12), due=date(2026, 1, 16), state=PLANNED),
        link("a", "b"),
        on=date(2026, 1, 20),
    )
    found = [Wording("en").plain(one.say) for one in item(timetable, "b").reasons]
    assert found == ["a\u00a0“Action a” is 11 days late", "the second contract is not signed"]
    assert (
        Wording("fr").plain(item(timetable, "b").reasons[0].say) == "a\u00a0«\u202fAction a\u202f» a 11 jours de retard"
    )


def test_action_of_the_bodies_is_meant() -> None:
    """Only actions are items of a timetable."""
    view = view_of((action("a", starts=MONDAY), element("p", Item(item=ItemKind.AGENDA, title=text("A point")))))
    timetable = schedule.schedule(view, TWO, on=MONDAY)
    assert [one.element for one in timetable.items] == [one.id for one, _ in view.of(Action)]
