"""The training roadmap holds everything that a brief can show (issue 1.3)."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from tests.samples.shipped import newest, of, shipped
from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.meetings import meet
from waypost.core.change.diff import diff
from waypost.core.roadmap.bodies import (
    Acceptance,
    Action,
    Assessment,
    Contribution,
    Criterion,
    Document,
    Entry,
    Indicator,
    Lever,
    Link,
    Position,
    Relation,
    Report,
)
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.view import View, see
from waypost.core.roadmap.vocabulary import (
    AimKind,
    Domain,
    EntryKind,
    Form,
    MoneyState,
    Movement,
    PositionKind,
    PrintedKind,
    RelationKind,
    Whole,
)
from waypost.core.values import EU, PUBLIC, Missing, Money, Principal, Text
from waypost.usecases.analysing import analyse
from waypost.usecases.samples import MARENIA
from waypost.words.catalogue import LANGUAGES

ON = date(2026, 10, 1)
READERS = ("eu", "ms:IT", "ms:AT", "partner:QM", "public", "org:Development Bank of Marenia")


@pytest.fixture(scope="module")
def marenia() -> State:
    """The newest state."""
    return newest(MARENIA)


@pytest.fixture(scope="module")
def analysis(marenia: State) -> Analysis:
    """Everything worked out for the EU on the day of the demo."""
    return analyse(see(marenia, EU), on=ON)


def test_it_is_as_large_as_a_real_roadmap(marenia: State) -> None:
    """About 45 actions, 60 links, 8 indicators with three reports each, five domains and one pillar outside them."""
    kinds = Counter(one.kind.name for one in marenia.elements)
    assert 44 <= kinds["action"] <= 50
    assert kinds["link"] == 60
    assert kinds["indicator"] == 8
    assert set(Counter(one.parent for one, _ in of(marenia, Report)).values()) == {3}
    assert kinds["report"] == 24
    assert set(kinds) == set(KINDS)


def test_every_domain_is_worked_in(analysis: Analysis) -> None:
    """Both sides act in each of the five domains and beside them."""
    assert [row.domain for row in analysis.balance.rows] == [*Domain, None]
    assert all(row.eu and row.partner for row in analysis.balance.rows)


def test_indicators_show_every_case(marenia: State, analysis: Analysis) -> None:
    """One is preliminary, one has an earlier target with its reason, one a ceiling, one no target, one no baseline,
    one two values for one day; all three levels of doubt show."""
    indicators = [body for _, body in of(marenia, Indicator)]
    assert sum(one.preliminary is True for _, one in of(marenia, Report)) == 1
    assert [isinstance(one.reason, Text) for body in indicators for one in body.earlier_targets] == [True]
    assert sum(one.aim is AimKind.CEILING for one in indicators) == 1
    assert sum(isinstance(one.target, Missing) for one in indicators) == 1
    assert sum(isinstance(one.baseline, Missing) for one in indicators) == 1
    assert [len(gauge.rivals) for gauge in analysis.progress.gauges if gauge.rivals] == [2]
    assert {gauge.ceiling for gauge in analysis.progress.gauges} >= {"above"}


def test_money_is_in_every_state_from_six_donors(marenia: State) -> None:
    """Each state of money has a step, and six donors give, one of them in another currency."""
    lines = [body for _, body in of(marenia, Contribution)]
    steps = [step for body in lines for step in body.steps if isinstance(step.amount, Money)]
    assert {step.state for step in steps} == set(MoneyState)
    assert len({donor for body in lines for donor in body.donors}) == 6
    assert {step.amount.currency for step in steps if isinstance(step.amount, Money)} == {"EUR", "USD"}
    assert {step.movement for step in steps} == {None, *Movement}


def test_money_needs_every_counting_rule(marenia: State, analysis: Analysis) -> None:
    """A delegated line, a co-financed one, core funding, conditions met and not, parts for sure and perhaps, a printed
    total and a ceiling, a line nobody owns up to: the rules C2 to C10 each have work."""
    lines = [body for _, body in of(marenia, Contribution)]
    assert sum(one.delegated_from is not None for one in lines) == 1
    assert sum(one.core_funding for one in lines) == 1
    assert {one.condition_met for one in lines if one.condition} == {True, False}
    assert {inside.sure for one in lines for inside in one.inside} == set(Whole)
    assert {one.printed.kind for one in lines if one.printed} == set(PrintedKind)
    assert any(not one.donors for one in lines)
    assert {one.rule for one in analysis.ledger.left_out} >= {"C3", "C5", "C7", "C9", "C10"}


def test_tools_without_a_price_are_of_every_form(marenia: State) -> None:
    """Money comes in every form, and visa places, market access, training and the like stand beside the sum."""
    assert {body.form for _, body in of(marenia, Contribution)} == set(Form)


def test_there_are_three_gaps_and_two_overlaps(analysis: Analysis) -> None:
    """Three objectives lack money and somebody could fill each; one need is unknown; two groups overlap."""
    gaps = [one for one in analysis.ledger.gaps if isinstance(one.gap, Money) and one.gap.amount > 0]
    assert sorted(str(one.objective.number) for one in gaps) == ["1.1", "4.1", "5.2"]
    assert all(one.fillers for one in gaps)
    assert Missing.UNKNOWN in {one.need for one in analysis.ledger.gaps}
    assert len(analysis.ledger.overlaps) == 2


def test_late_chains_end_at_different_causes(analysis: Analysis) -> None:
    """Late actions go back to at least six kinds of cause: a reply or decision that is open, money that is not
    committed, a condition that is not met, work on hold, nobody who answers, and a reason in words."""
    ends = {one.reasons[-1].code for one in analysis.timetable.items if one.is_late and one.reasons}
    roots = {(one.reasons[-1].code, one.reasons[-1].element) for one in analysis.timetable.items if one.is_late}
    assert len(ends) >= 5
    assert len(roots) >= 8
    assert any(len(one.reasons) >= 3 for one in analysis.timetable.items if one.is_late)
    assert len(analysis.timetable.chain) >= 3
    assert not analysis.timetable.loops


def test_positions_are_answered_unanswered_and_refused(marenia: State, analysis: Analysis) -> None:
    """Both sides ask, draw red lines and refuse; answers of every kind are there."""
    assert {one.state for one in analysis.balance.answers} == {"answered", "unanswered", "refused", "noted"}
    positions = [body for _, body in of(marenia, Position)]
    for side in ("eu", "partner:QM"):
        assert {PositionKind.RED_LINE, PositionKind.REFUSAL} <= {one.position for one in positions if one.side == side}
    partner = [one.words for one in positions if one.side == "partner:QM"]
    assert all(isinstance(one, Text) and one.language == "fr" for one in partner)


def test_one_side_of_one_pair_is_behind(analysis: Analysis) -> None:
    """Three exchanges: in one the partner is behind, in one neither, in one nothing of the partner is due."""
    assert sorted(str(one.behind) for one in analysis.balance.exchanges) == ["neither", "not_applicable", "partner"]


def test_wider_relations_and_texts_are_of_every_kind(marenia: State) -> None:
    """A relation of every kind, an entry of every kind, levers in several states, criteria met and not."""
    assert {body.relation for _, body in of(marenia, Relation)} == set(RelationKind)
    assert {body.entry for _, body in of(marenia, Entry)} == set(EntryKind)
    assert len({body.state for _, body in of(marenia, Lever)}) >= 3
    assert {body.met for _, body in of(marenia, Criterion)} == {True, False, None}
    assert of(marenia, Acceptance)
    assert any(body.marking for _, body in of(marenia, Document))
    assert sum(body.risk_to_people is True for _, body in of(marenia, Action)) > len(of(marenia, Assessment))


def test_there_is_something_for_every_audience(marenia: State) -> None:
    """Elements for all, for both sides, for the EU and its states, for the EU alone, for one state, for the partner,
    and for organisations; each reader sees another part."""
    audiences = {one.audience for one in marenia.elements}
    assert {frozenset({name}) for name in (PUBLIC, EU, Principal("ms:IT"), Principal("partner:QM"))} <= audiences
    assert {len(one) for one in audiences} >= {1, 3, 28, 29, 30}
    seen = {name: frozenset(one.id for one in see(marenia, Principal(name))) for name in READERS}
    assert len(set(seen.values())) == len(READERS)
    assert seen["public"] < seen["partner:QM"]
    assert seen["ms:AT"] < seen["ms:IT"]


def test_three_states_belong_to_three_meetings(marenia: State) -> None:
    """Each state was written days before a meeting of the joint committee, and the last meeting is still ahead."""
    meetings = meet(see(marenia, EU), None, on=ON)
    days = [one.first for one in meetings.held]
    for state in shipped()[MARENIA]:
        assert any(0 < (day - state.at.date()).days <= 30 for day in days)
    assert len(shipped()[MARENIA]) == 3
    assert meetings.next is not None
    assert meetings.next.first == date(2026, 10, 15)
    assert [one.beyond for one in meetings.rhythms] == [6]
    assert len(meetings.open) >= 4


def test_much_changes_between_states_with_and_without_reasons() -> None:
    """Between two states elements come, go, move and change, some with a reason and some without."""
    views = [see(state, EU) for state in shipped()[MARENIA]]
    for old, new in pairwise(views):
        changes = diff(old, new).changes
        assert {one.op for one in changes} == {"added", "removed", "changed", "moved"}
        assert {one.reason is None for one in changes} == {True, False}


def test_past_states_know_nothing_of_later_days() -> None:
    """No report, step, end or closed decision of an earlier state lies after its day."""
    for state in shipped()[MARENIA]:
        day = state.at.date()
        assert all(body.as_of <= day for _, body in of(state, Report) if isinstance(body.as_of, date))
        assert all(body.ended is None or body.ended <= day for _, body in of(state, Action))
        assert all(body.began is None or body.began <= day for _, body in of(state, Action))
        for _, body in of(state, Contribution):
            assert all(step.day <= day for step in body.steps if isinstance(step.day, date))


def test_every_text_is_in_every_language_and_well_set(marenia: State) -> None:
    """Each text has a wording in each of our languages; French sets no plain space before its double signs."""
    loose = re.compile(r"\w [;:!?»]|« ")
    for one in marenia.elements:
        for name in (field.name for field in one.kind.fields):
            value = getattr(one.body, name)
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, Text):
                    wordings = dict(text.wordings)
                    assert set(wordings) == set(LANGUAGES), text
                    assert not loose.search(wordings["fr"]), text


def test_links_join_what_their_readers_see(marenia: State) -> None:
    """Whoever sees a link sees both of its ends."""
    for name in READERS:
        view: View = see(marenia, Principal(name))
        for _, body in view.of(Link):
            assert body.waits_for in view
            assert body.to in view
