"""The traps of the published files, as they stand in the shipped states (roadmaps.md, domain 3.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.samples.shipped import (
    action,
    by_row,
    joint_meeting_state,
    last_of,
    newest,
    of,
    published,
    rows_of,
    shipped,
    state_of,
)
from waypost.core.change.diff import diff
from waypost.core.roadmap.bodies import (
    Action,
    Indicator,
    Item,
    Link,
    Meeting,
    Objective,
    Pillar,
    Position,
    Report,
    Roadmap,
    Series,
)
from waypost.core.roadmap.elements import WORKSPACE
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import (
    ActionState,
    AimKind,
    ItemKind,
    MeetingForm,
    MeetingLevel,
    PositionKind,
    Side,
)
from waypost.core.values import PUBLIC, Missing, Money, Precision, Qualifier, Quantity, Text, When

# -------------------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("home", "key", "before", "after", "old", "new"),
    [
        ("turkey-statement", "tr-a5", "2015-11-29", "2016-03-18", date(2016, 10, 31), date(2016, 6, 30)),
        ("western-balkans-plan", "wb-a15", "2024-12-06", "2025-06-11", date(2022, 12, 31), date(2026, 12, 31)),
        ("jordan-compact", "jo-a1", "2017-10-17", "2018-12-12", date(2026, 12, 31), date(2030, 12, 31)),
        ("tunisia-memorandum", "tn-a1", "2023-12-20", "2024-03-04", date(2023, 12, 31), date(2024, 3, 4)),
    ],
)
def test_moved_dates_show_the_old_day_before(
    home: str, key: str, before: str, after: str, old: date, new: date
) -> None:
    """A state before the change shows the old due day, one after it the new, and the first promise is kept."""
    assert last_of(action(state_of(home, before), key).due) == old
    later = action(state_of(home, after), key)
    assert last_of(later.due) == new
    assert last_of(later.changes[-1].old) == old


def test_everything_of_one_action_changed_on_one_day() -> None:
    """Jordan, 12 December 2018: end, place, share and target of one action change, with reasons."""
    old, new = state_of("jordan-compact", "2017-10-17"), state_of("jordan-compact", "2018-12-12")
    element = by_row(new, "jo-a1").id
    reasons = {one.field for one in new.reasons if one.element == element}
    assert reasons == {"due", "place", "condition"}
    fields = {one.field for one in diff(see(old, PUBLIC), see(new, PUBLIC)).changes if one.element == element}
    assert {"due", "place", "condition"} <= fields
    goals = [body for one, body in of(new, Indicator) if one.parent == element]
    assert [one.target_words and one.target_words.original for one in goals] == [
        "60000 lawful jobs, then open to every exporter"
    ]
    assert [earlier.target for one in goals for earlier in one.earlier_targets] == [
        Quantity(amount=Decimal(200_000), unit="jobs")
    ]


def test_five_agreements_are_signed_one_by_one() -> None:
    """Western Balkans: the words of the state follow each agreement, and none is ahead of its day."""
    states = {day: state_of("western-balkans-plan", day) for day in ("2022-12-05", "2023-10-18", "2025-06-11")}
    words = {
        day: [_words(action(state, f"wb-a{nth}").state_words) for nth in (1, 2, 3, 4, 5)]
        for day, state in states.items()
    }
    assert words["2022-12-05"] == ["signed (before this day)", "mandate", "mandate", "mandate", "mandate"]
    assert words["2023-10-18"][:3] == ["in force", "provisionally applied", "signed"]
    assert words["2025-06-11"][4] == "signed and provisionally applied"


def _words(text: Text | None) -> str:
    return text.original if text else ""


def test_late_memorandum_ended_sixteen_days_after_its_first_day() -> None:
    """Tunisia: promised before the end of June, signed on 16 July 2023."""
    signed = action(newest("tunisia-memorandum"), "tn-a0")
    assert signed.ended == date(2023, 7, 16)
    assert [last_of(one.old) for one in signed.changes] == [date(2023, 6, 30)]


def test_days_of_a_sample_follow_the_rule() -> None:
    """First before last starts and is due; "as of" and "from" start; else due (contract 6)."""
    turkey, jordan = newest("turkey-statement"), newest("jordan-compact")
    taken_back, from_to = action(turkey, "tr-a1"), action(jordan, "jo-a11")
    assert isinstance(taken_back.starts, When)
    assert taken_back.starts.first == date(2016, 3, 20)
    assert taken_back.due is Missing.NOT_STATED
    assert (isinstance(from_to.starts, When), from_to.due) == (True, Missing.NOT_STATED)
    window = action(jordan, "jo-a10b")
    assert isinstance(window.starts, When)
    assert (window.starts.first, last_of(window.due)) == (date(2018, 1, 1), date(2018, 12, 31))
    assert not isinstance(action(turkey, "tr-a6a").starts, When)


def test_two_days_of_one_event_are_kept_as_told() -> None:
    """Where sources give two days for one event the note says so; none is lost."""
    told = {"wb-a14": "March", "tr-c1": "end March 2018", "eg-c1a": "January 2025"}
    for home, key in (
        ("western-balkans-plan", "wb-a14"),
        ("turkey-statement", "tr-c1"),
        ("egypt-partnership", "eg-c1a"),
    ):
        element = by_row(newest(home), key)
        reasons = [one.reason.original for state in shipped()[element.home] for one in state.reasons]
        assert told[key] in (element.note.original if element.note else "") or any(told[key] in one for one in reasons)


def test_t7_a_condition_is_a_condition() -> None:
    """T7: point 4 for Türkiye starts once crossings fall: a condition, no day, and it waits for point 3."""
    state = newest("turkey-statement")
    due = action(state, "tr-a4").due
    assert isinstance(due, When)
    assert (due.precision, due.first, due.last) == (Precision.CONDITION, None, None)
    ends = [(body.waits_for, body.to) for _, body in of(state, Link)]
    assert (by_row(state, "tr-a3").id, by_row(state, "tr-a4").id) in ends


# ------------------------------------------------------------------------------------------------------ figures


def test_two_values_on_one_day_are_both_kept() -> None:
    """Visa requirements on 4 May 2016: 66 and 65; permits on 31 December 2019: 165,000 and 176,920."""
    for home, key, day, figures in (
        ("turkey-statement", "tr-i4", date(2016, 5, 4), {65, 66}),
        ("jordan-compact", "jo-i1", date(2019, 12, 31), {165_000, 176_920}),
    ):
        state = newest(home)
        reports = [body for one, body in of(state, Report) if one.parent == by_row(state, key).id]
        assert {one.value.amount for one in reports if one.as_of == day and isinstance(one.value, Quantity)} == figures


def test_counts_of_two_bodies_are_two_indicators() -> None:
    """Returns to Türkiye as the Commission counts and as UNHCR counts are kept apart."""
    state = newest("turkey-statement")
    assert by_row(state, "tr-i2").id != by_row(state, "tr-i2u").id


def test_ceiling_of_72_000_is_no_target() -> None:
    """72,000 resettlements are a ceiling: more is no success."""
    body = by_row(newest("turkey-statement"), "tr-i1").body
    assert isinstance(body, Indicator)
    assert body.aim is AimKind.CEILING


def test_qualifiers_are_kept() -> None:
    """More than, nearly and about stand beside the figure, never in it."""
    found = {
        value.qualifier
        for states in published().values()
        for one in states[-1].elements
        for value in (getattr(one.body, "value", None), *(step.amount for step in getattr(one.body, "steps", ())))
        if isinstance(value, Money | Quantity)
    }
    assert {Qualifier.MORE_THAN, Qualifier.NEARLY, Qualifier.ABOUT, Qualifier.AT_LEAST} <= found


def test_what_was_not_found_is_missing() -> None:
    """Rescue vessels for Egypt have no value; the crossings of 2023 in the Western Balkans are not there."""
    egypt, balkans = newest("egypt-partnership"), newest("western-balkans-plan")
    assert not [one for one, _ in of(egypt, Report) if one.parent == by_row(egypt, "eg-i3").id]
    yearly = [body.as_of for one, body in of(balkans, Report) if one.parent == by_row(balkans, "wb-i1").id]
    assert not [day for day in yearly if isinstance(day, date) and day.year == 2023]


# ------------------------------------------------------------------------------------- who acts, who refuses


def test_t5_trade_is_paired_with_jobs() -> None:
    """T5: Jordan: relief of rules of origin against lawful work for refugees, with its condition."""
    pair = by_row(newest("jordan-compact"), "jo-x1").body
    assert "rules of origin" in pair.eu_gives.words.original  # type: ignore[union-attr]
    assert "work" in pair.partner_gives.words.original  # type: ignore[union-attr]


def test_t8_one_measure_has_two_texts() -> None:
    """T8: the ten points as circulated say doubled, as adopted increased; nothing else differs."""
    circulated, adopted = shipped()["ten-points"]  # type: ignore[index]
    changes = diff(see(circulated, PUBLIC), see(adopted, PUBLIC)).changes
    assert [(one.field, one.old.original, one.new.original) for one in changes] == [
        ("target_words", "doubled resources", "increased")
    ]
    assert circulated.at.date() == adopted.at.date()


def test_t9_nobody_named_is_nobody_named() -> None:
    """T9: where the text names none or several, the owner is not stated, and all who are named contribute."""
    plan = newest("ten-points")
    teams = action(plan, "p01-04")
    assert teams.owner is Missing.NOT_STATED
    assert set(teams.contributors) == {"org:EASO", "ms:IT", "ms:GR"}
    assert sum(body.owner is Missing.NOT_STATED for _, body in of(newest("tunisia-memorandum"), Action)) >= 5


def test_t12_red_lines_and_refusals_are_data() -> None:
    """T12: Mauritania and Tunisia draw a red line on other countries' nationals; Tunisia refuses the sums."""
    for home in ("mauritania-declaration", "tunisia-memorandum"):
        kinds = [body.position for _, body in of(newest(home), Position) if str(body.side).startswith("partner:")]
        assert PositionKind.RED_LINE in kinds
    assert PositionKind.REFUSAL in [body.position for _, body in of(newest("tunisia-memorandum"), Position)]
    assert not of(state_of("tunisia-memorandum", "2023-07-16"), Position)[1:]


def test_action_without_an_objective_stays_without() -> None:
    """No objective is made for an action of a plan: it hangs under the plan's own pillar, or under the roadmap."""
    objectives = {one.id for states in published().values() for one, _ in of(states[-1], Objective)}
    plan = [one for states in published().values() for one, _ in of(states[-1], Action) if "plans" in rows_of(one)[0]]
    pillars = {one.id for states in published().values() for one, _ in of(states[-1], Pillar)}
    assert plan
    assert all(one.parent in pillars and one.parent not in objectives for one in plan)
    memorandum = newest("tunisia-memorandum")
    head = of(memorandum, Roadmap)[0][0]
    assert by_row(memorandum, "tn-a0").parent == head.id


def test_side_is_who_acts() -> None:
    """Whoever is named as responsible acts: both sides where both are named."""
    assert action(newest("tunisia-memorandum"), "p06-13").side is Side.BOTH
    assert action(newest("malta-declaration"), "p03-03").side is Side.EU


def test_turkey_begins_with_the_plan_of_2015() -> None:
    """The action plan as drafted on 6 October 2015, activated on 29 November, then the Statement: states, in order."""
    days = [f"{one.at:%Y-%m-%d}" for one in shipped()["turkey-statement"]]  # type: ignore[index]
    assert days[:3] == ["2015-10-06", "2015-11-29", "2016-03-18"]
    draft = state_of("turkey-statement", "2015-10-06")
    assert {rows_of(one)[0][:14] for one, _ in of(draft, Action)} == {"plans.json p05"}
    statement = {rows_of(one)[0] for one, _ in of(state_of("turkey-statement", "2016-03-18"), Action)}
    assert "roadmaps.json tr-a2" in statement


def test_on_hold_is_on_hold() -> None:
    """Returns from the islands: running until 2021, then on hold with the reason given."""
    assert action(state_of("turkey-statement", "2019-12-10"), "tr-a1").state is ActionState.UNDER_WAY
    assert action(state_of("turkey-statement", "2021-05-26"), "tr-a1").state is ActionState.ON_HOLD


# ----------------------------------------------------------------------------------- the meeting of 15 March 2021


def test_joint_meeting_holds_the_page_and_nothing_else() -> None:
    """15 March 2021: statements S3 and S4, discussed S5 to S12, concluded S13 to S15, other business S16, links S18."""
    state = joint_meeting_state()
    meeting = next(one for one, body in of(state, Meeting) if body.first_day == date(2021, 3, 15))
    items = sorted(
        ((body.rank, body.item, rows_of(one)) for one, body in of(state, Item) if one.parent == meeting.id),
        key=lambda one: one[0] or 0,
    )
    said = [(kind, rows[0]) for _, kind, rows in items]
    assert all(len(rows) == 1 for _, _, rows in items)
    assert said == [
        *((ItemKind.STATEMENT, f"seed.md S{nth}") for nth in (3, 4)),
        *((ItemKind.DISCUSSED, f"seed.md S{nth}") for nth in range(5, 13)),
        *((ItemKind.CONCLUSION, f"seed.md S{nth}") for nth in (13, 14, 15)),
        (ItemKind.OTHER_BUSINESS, "seed.md S16"),
        *([(ItemKind.LINK, "seed.md S18")] * 4),
    ]


def test_joint_meeting_is_told_as_functions() -> None:
    """S1 and S2: both formations, by video, informal, joint, co-chaired by functions, under the new pact."""
    state = joint_meeting_state()
    body = next(body for _, body in of(state, Meeting) if body.first_day == date(2021, 3, 15))
    assert (body.form, body.level, body.informal) == (MeetingForm.VIDEO, MeetingLevel.JOINT, True)
    assert [one.original for one in body.chairs] == ["High Representative", "Portuguese Minister for Home Affairs"]
    assert [one.original for one in body.formations] == ["foreign affairs", "home affairs"]
    assert body.frame is not None


def test_dialogue_with_north_africa_has_several_partners_and_no_invented_reply() -> None:
    """S16: a series with eight partners; no reply of any was found, so none is there."""
    state = newest(WORKSPACE)
    dialogue = next(body for one, body in of(state, Series) if rows_of(one)[0] == "roadmaps.json jm-a1")
    assert {one.country for one in dialogue.partners} == {"DZ", "EG", "LY", "MR", "MA", "NE", "SN", "TN"}
    assert not [body for _, body in of(state, Item) if body.item is ItemKind.REPLY]


def test_no_joint_meeting_follows() -> None:
    """No joint meeting after 15 March 2021 was found, and none is made up."""
    joint = [body.first_day for _, body in of(newest(WORKSPACE), Meeting) if body.level is MeetingLevel.JOINT]
    assert max(day for day in joint if isinstance(day, date)) == date(2021, 3, 15)
