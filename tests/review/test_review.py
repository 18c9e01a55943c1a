"""The review: a good roadmap passes, and one broken thing triggers exactly the rule meant."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.review.good import (
    EU,
    ON,
    QM,
    action,
    analysed,
    balance,
    changed,
    contribution,
    element,
    euro,
    good,
    objective,
    persons,
)
from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.balance import Exchange, Kept
from waypost.core.analysis.meetings import meet
from waypost.core.analysis.progress import Gauge, Progress, Stated, measure
from waypost.core.analysis.timetable import Because, Contradiction, Scheduled, Span, Timetable
from waypost.core.errors import NotThere
from waypost.core.review.finding import Finding, Weight
from waypost.core.review.registry import ONE_BY_ONE, RULES, review, rule
from waypost.core.roadmap.bodies import Acceptance, Meeting, Position, Series
from waypost.core.roadmap.elements import WORKSPACE, Element, State, in_order
from waypost.core.roadmap.records import CodeShare, DateChange, EarlierTarget, Inside, Need, Partner, Printed, Step
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import (
    ActionState,
    AimKind,
    Domain,
    ItemState,
    Level,
    MoneyState,
    PositionKind,
    PrintedKind,
)
from waypost.core.say import Ref, say
from waypost.core.values import ElementId, Missing, Precision, Principal, When, on_day, text
from waypost.words.wording import Wording

UNKNOWN = Missing.NOT_STATED
LATE = on_day(date(2025, 1, 1))
Elements = tuple[Element, ...]


def put(key: str, **fields: Any) -> Callable[[], Analysis]:
    """The good roadmap with other values in one element."""
    return lambda: analysed(changed(good(), key, **fields))


def without(*keys: str) -> Callable[[], Analysis]:
    """The good roadmap without some elements."""
    return lambda: analysed(one for one in good() if one.id not in keys)


def with_(*more: Element) -> Callable[[], Analysis]:
    """The good roadmap with more elements."""
    return lambda: analysed((*good(), *more))


def ref(key: str) -> Ref:
    """An element of the good roadmap as a sentence names it."""
    return next(one for one in good() if one.id == key).ref


def moved(*reasons: Any) -> tuple[DateChange, ...]:
    """Changes of a due date, one a reason."""
    return tuple(
        DateChange(at=date(2024, place + 1, 1), field="due", old=LATE, new=LATE, reason=reason)
        for place, reason in enumerate(reasons)
    )


def scheduled(key: str, **fields: Any) -> Scheduled:
    """An action in a timetable written by hand."""
    span = Span(start=None, end=None)
    facts: dict[str, Any] = {
        "earliest": span,
        "latest": span,
        "due": UNKNOWN,
        "first_promised": UNKNOWN,
        "slack_days": Missing.UNKNOWN,
        "critical": False,
        "late_days": 0,
        "at_risk": False,
        "forecast_end": None,
        "ended": None,
    }
    return Scheduled(ref=ref(key), **{**facts, **fields})


def timed(**fields: Any) -> Callable[[], Analysis]:
    """The good roadmap with a timetable written by hand."""
    empty = Timetable(on=ON, items=(), chain=(), loops=(), contradictions=(), links=(), end=None)
    return lambda: analysed(good(), timetable=replace(empty, **fields))


def behind() -> Analysis:
    """The good roadmap with a pair in which the partner is behind."""
    kept = Kept(words=text("Words"), elements=(), due=1, kept=0, share=UNKNOWN)
    pair = Exchange(ref=ref("p1"), eu=kept, partner=kept, behind="partner", condition=None)
    return analysed(good(), balance=replace(balance(good()), exchanges=(pair,)))


def rivals() -> Analysis:
    """The good roadmap with two values on one day, none chosen."""
    stated = Stated(report=ElementId("v1"), value=persons(20), as_of=ON, preliminary=False)
    gauge = Gauge(
        ref=ref("i1"),
        about=None,
        level=Level.OUTCOME,
        unit="persons",
        direction=UNKNOWN,
        aim=AimKind.TARGET,
        baseline=UNKNOWN,
        baseline_day=UNKNOWN,
        value=UNKNOWN,
        as_of=UNKNOWN,
        preliminary=None,
        target=UNKNOWN,
        target_due=UNKNOWN,
        earlier_targets=(),
        distance=UNKNOWN,
        ceiling=UNKNOWN,
        projection=UNKNOWN,
        away=False,
        history=(),
        rivals=(stated, stated),
        why=None,
    )
    return analysed(good(), progress=Progress(gauges=(gauge,)))


def many_objectives() -> Analysis:
    """The good roadmap with nine more objectives: each as good as the others but for their number."""
    more: list[Element] = []
    for rank in range(3, 12):
        key = f"o{rank}"
        more += [
            replace(one, id=ElementId(f"{key}{one.id}"), number=f"{key}{one.id}", parent=ElementId(key))
            for one in good()
            if one.id in ("a1", "i1")
        ]
        more.append(objective(key, rank))
        more = [changed((one,), one.id, needs=())[0] if one.id == key else one for one in more]
        found = next(one for one in good() if one.id == "v1")
        value = replace(found, id=ElementId(f"{key}v"), parent=ElementId(f"{key}i1"))
        more.append(changed((value,), value.id, value=persons(100 + rank))[0])
    return analysed((*good(), *more))


def printed(total: int, kind: PrintedKind = PrintedKind.TOTAL) -> Callable[[], Analysis]:
    """The good roadmap with a printed total over its first contribution, which is 100."""
    whole = contribution("c9", "r", EU)
    fields = {"steps": (), "printed": Printed(kind=kind, amount=euro(total))}
    elements = (*changed(good(), "c1", inside=(Inside(whole=ElementId("c9")),)), *changed((whole,), "c9", **fields))
    return lambda: analysed(elements)


def step(amount: int, day: date | Missing) -> Step:
    """A committed running total."""
    return Step(state=MoneyState.COMMITTED, amount=euro(amount), day=day)


def silent(number: str) -> Element:
    """A refusal of which nothing is known."""
    body = Position(position=PositionKind.REFUSAL, words=text("No"))
    return replace(element("p2", body, number=number), sources=())


def eu_only() -> Analysis:
    """The good roadmap where the EU owns every action."""
    return analysed(changed(changed(good(), "a2", owner=EU), "a5", owner=EU))


JULY = date(2024, 7, 1)
BROKEN: dict[str, Callable[[], Analysis]] = {
    "R1": with_(action("a6", "r", Domain.RETURN, EU)),
    "R1a": lambda: analysed(
        (
            *(one for one in good() if one.id not in ("a1", "a2")),
            action("a6", "o2", Domain.DEVELOPMENT, EU),
            action("a7", "o2", Domain.LEGAL_MIGRATION, QM),
        )
    ),
    "R1b": without("i1", "v1"),
    "R2": with_(element("p2", Position(position=PositionKind.NEED, side=QM, words=text("More"), said_on=ON))),
    "R2a": put("p1", said_on=UNKNOWN),
    "R3": many_objectives,
    "R3a": put("o2", rank=None),
    "R3b": put("o2", rank=1),
    "R4": put("o1", lapses=date(2025, 1, 1)),
    "R4a": put("o1", lapses=UNKNOWN),
    "R5": put("o1", needs=()),
    "R7": put("i1", unit=UNKNOWN),
    "R7a": put("i1", definition=UNKNOWN),
    "R7b": put("i1", baseline=UNKNOWN),
    "R7c": put("i1", baseline_day=UNKNOWN),
    "R7d": put("i1", target=UNKNOWN),
    "R7e": put("i1", target_due=UNKNOWN),
    "R7f": lambda: analysed(
        replace(one, sources=()) if one.id in ("i1", "v1") else one for one in changed(good(), "i1", series=None)
    ),
    "R7g": put("i1", owner=UNKNOWN),
    "R7h": put("i1", earlier_targets=(EarlierTarget(target=persons(9), until=JULY),)),
    "R9": put("v1", as_of=UNKNOWN),
    "R9a": put("v1", reporter=UNKNOWN),
    "R9b": put("v1", evidence=UNKNOWN),
    "R9c": put("v1", checked_by=EU),
    "R9d": without("v1"),
    "R10": put("v1", value=persons(30)),
    "R10b": rivals,
    "R11": put("i1", level=Level.OUTPUT),
    "R11a": put("i1", level=UNKNOWN),
    "R14": put("c1", donors=()),
    "R14a": put("c1", instrument=UNKNOWN),
    "R15": put("c1", codes=(CodeShare(vocabulary="dac", code="1", share=Decimal("0.9")),)),
    "R16": lambda: analysed(
        changed(changed(good(), "c1", steps=()), "o1", needs=(Need(amount=persons(1), method=text("Counted")),))
    ),
    "R16a": put("c1", steps=(step(100, UNKNOWN),)),
    "R16b": put("c1", steps=(step(150, JULY), step(100, date(2024, 8, 1)))),
    "R17": with_(contribution("c3", "o1", Principal("ms:FR"))),
    "R17a": put("o1", needs=(Need(amount=euro(150), method=text("Counted")),)),
    "R17b": put("c1", place=UNKNOWN),
    "R18": put("c1", primary_purpose=UNKNOWN),
    "R19": put("o1", needs=(Need(amount=euro(100)),)),
    "R20": timed(items=(scheduled("a1", late_days=5),)),
    "R22": printed(120),
    "R23": put("a1", owner=UNKNOWN),
    "R24": put("l1", owner=UNKNOWN),
    "R24a": put("l1", state=UNKNOWN),
    "R24b": put("l1", day=UNKNOWN),
    "R27": put("d1", due=LATE),
    "R27a": put("d1", important=True, state=ItemState.DONE),
    "R27b": put("d1", owner=UNKNOWN),
    "R27c": put("d1", due=UNKNOWN),
    "R29": without("s1"),
    "R29a": put("s1", day=UNKNOWN),
    "R29b": put("s1", measures=UNKNOWN),
    "R29c": put("s1", owner=UNKNOWN),
    "R29d": put("a1", risk_to_people=None),
    "R31": without("k1"),
    "R31a": put("k1", met=True),
    "R32": put("s1", public_summary=None),
    "R36": without("a5"),
    "R36a": eu_only,
    "R36b": behind,
    "R37": without("p1"),
    "R37a": lambda: analysed((*good(), silent("9")), balance=balance(good())),
    "R40": put("a1", due=LATE),
    "R40a": timed(loops=((ElementId("a1"), ElementId("a2")),)),
    "R40b": timed(contradictions=(Contradiction(first=ref("a1"), second=ref("a2"), say=say("words.untitled")),)),
    "R40c": put("a1", due=UNKNOWN),
    "R40d": put("a1", changes=moved(UNKNOWN)),
    "R40e": put("a1", changes=moved(text("Late"), text("Later"))),
    "R40f": put("a1", due=When(phrase="soon", precision=Precision.UNREAD)),
    "R40g": put("a1", state=ActionState.DONE),
    "R44": put("v1", preliminary=True, as_of=UNKNOWN),
    "R44a": put("v1", preliminary=None),
}
"""For each rule what breaks it in the good roadmap."""


def found(analysis: Analysis) -> list[str]:
    """The codes of the rules that find something."""
    return [one.rule for one in review(analysis)]


def test_the_good_roadmap_passes() -> None:
    """Where nothing is wrong the review finds nothing."""
    assert review(analysed(good())) == ()


@pytest.mark.parametrize("code", [one.code for one in RULES])
def test_one_broken_thing_triggers_exactly_the_rule_meant(code: str) -> None:
    """Each rule sees what breaks it, and no other rule does."""
    assert set(found(BROKEN[code]())) == {code}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", [one.code for one in RULES])
def test_each_finding_has_words_and_a_source(code: str, language: str) -> None:
    """Every rule says what it asks, what is, what to do, and where it comes from, in each language; short enough
    for page one."""
    words = Wording(language)
    for finding in review(BROKEN[code]()):
        sentence = words.plain(finding.text)
        assert "{" not in sentence
        assert len(sentence) <= 130
        assert words.plain(finding.remedy)
        assert finding.source == rule(code).source != ""
    assert words.plain(rule(code).asks)


def test_a_printed_total_that_ties_is_no_finding() -> None:
    """A total that is the sum of its parts, and a ceiling above them, are right; a ceiling below is not."""
    assert found(printed(100)()) == []
    assert found(printed(120, PrintedKind.CEILING)()) == []
    assert found(printed(80, PrintedKind.CEILING)()) == ["R22"]


def test_a_late_action_whose_cause_is_another_needs_no_words() -> None:
    """A reason chain that leads to another action is a cause."""
    because = Because(element=ElementId("a2"), code="timetable.waits", say=say("words.untitled"))
    assert found(timed(items=(scheduled("a1", late_days=5, reasons=(because,)),))()) == []


def test_what_was_dropped_need_not_be_put_right() -> None:
    """A dropped action is asked for no owner, day or objective."""
    dropped = action("a6", "r", Domain.RETURN, EU)
    assert found(with_(*changed((dropped,), "a6", state=ActionState.DROPPED, owner=UNKNOWN, due=UNKNOWN))()) == []


def test_reported_values_are_named_by_indicator_and_period() -> None:
    """A report has no title: a finding that many share names each by its indicator and its day or period."""
    found_report = next(one for one in good() if one.id == "v1")
    more = tuple(
        changed(
            (replace(found_report, id=ElementId(f"w{year}"), number=None),),
            f"w{year}",
            as_of=date(year, 12, 31),
            period_from=date(year, 1, 1),
            value=persons(year),
        )[0]
        for year in range(2020, 2024)
    )
    broken = tuple(replace(one, body=replace(one.body, evidence=UNKNOWN)) for one in more)
    (shared,) = review(analysed((*good(), *broken)))
    words = Wording("en").plain(shared.text)
    assert "Indicator i1 (1\u00a0January 2020 to 31\u00a0December 2020)" in words
    assert "without a title" not in words


def test_rivals_of_which_one_was_chosen_are_no_finding() -> None:
    """Two values on one day are found until somebody chooses one and says why."""
    found_report = next(one for one in good() if one.id == "v1")
    rival = changed((replace(found_report, id=ElementId("v9"), number="v9"),), "v9", value=persons(25))
    chosen = changed(rival, "v9", chosen_because=text("The register was mended"))
    told = [analysed((*good(), *more)) for more in (rival, chosen)]
    findings = [review(replace(one, progress=measure(one.view, on=ON))) for one in told]
    assert [[one.rule for one in each] for each in findings] == [["R10b"], []]


def test_a_decision_of_a_shared_series_counts() -> None:
    """What was decided in a series that several roadmaps share is overdue for each of its partners' roadmaps, and for
    no other; also where the meeting has no day."""
    series = element("q1", Series(title=text("A dialogue"), partners=(Partner(country="QM"),)), None)
    other = element("q2", Series(title=text("Another"), partners=(Partner(country="XX"),)), None)
    found = next(one for one in good() if one.id == "d1")
    late = changed((found,), "d1", due=LATE)[0]
    meetings = [
        element(f"m{series_id}", Meeting(title=text("A meeting"), first_day=day), series_id)
        for series_id, day in (("q1", Missing.UNKNOWN), ("q2", date(2025, 1, 10)))
    ]
    items = [replace(late, id=ElementId(f"d{one.id}"), number=None, parent=one.id) for one in meetings]
    at = datetime(2025, 2, 1, tzinfo=UTC)
    shared = State(home=WORKSPACE, at=at, by=EU, why=UNKNOWN, elements=in_order((series, other, *meetings, *items)))
    own = analysed(good())
    findings = review(replace(own, meetings=meet(own.view, see(shared, EU), on=ON)))
    assert [(one.rule, one.element) for one in findings] == [("R27", "dmq1")]


def _acceptance(code: str, key: str | None, until: date | Missing) -> Element:
    about = ElementId(key) if key else None
    return element("x1", Acceptance(rule=code, element=about, reason=text("Known"), by=EU, until=until))


@pytest.mark.parametrize(("until", "accepted"), [(ON, True), (date(2025, 2, 28), False), (UNKNOWN, True)])
def test_an_accepted_finding_stays_with_its_reason_until_its_day(until: date | Missing, accepted: bool) -> None:
    """An acceptance holds to the end of its last day, and the finding stays, after the open ones."""
    elements = (
        *changed(changed(good(), "a1", owner=UNKNOWN), "s1", public_summary=None),
        _acceptance("R23", "a1", until),
    )
    findings = review(analysed(elements))
    assert [one.rule for one in findings] == (["R32", "R23"] if accepted else ["R23", "R32"])
    held = next(one for one in findings if one.rule == "R23").accepted
    assert (held is not None and held.reason == text("Known")) is accepted


def test_an_acceptance_is_for_one_element() -> None:
    """What is accepted for one action is open for another."""
    elements = (*changed(good(), "a1", owner=UNKNOWN), _acceptance("R23", "a2", ON))
    assert [one.accepted for one in review(analysed(elements))] == [None]


def _many(keys: tuple[str, ...]) -> Elements:
    elements = good()
    for key in keys:
        elements = changed(elements, key, risk_to_people=None)
    return elements


def test_many_elements_that_break_one_rule_share_a_finding() -> None:
    """Up to three have a finding each; more have one about the roadmap that names them in the order of the page."""
    keys = ("a1", "a2", "a4", "a5")
    assert len(review(analysed(_many(keys[:ONE_BY_ONE])))) == ONE_BY_ONE
    (shared,) = review(analysed(_many(keys)))
    assert shared.about is None
    assert [one.element for one in shared.each] == list(keys)
    assert Wording("en").plain(shared.text).endswith("4 exceptions: a1, a2, a4 and a5.")


def test_one_accepted_out_of_many_leaves_the_group() -> None:
    """Of many elements that break a rule, the accepted one stands alone with its reason."""
    findings = review(analysed((*_many(("a1", "a2", "a4", "a5")), _acceptance("R29d", "a1", ON))))
    assert [(one.element, one.accepted is not None) for one in findings] == [
        ("a2", False), ("a4", False), ("a5", False), ("a1", True),
    ]  # fmt: skip


def test_worst_comes_first_then_rule_then_printed_number() -> None:
    """The order: must, should, note; then the number of the rule; then 5.3 before 5.10."""
    elements = [
        *(replace(one, number={"a1": "5.10", "a2": "5.3"}.get(one.id, one.number)) for one in good()),
        action("a6", "r", Domain.RETURN, EU),
    ]
    broken = changed(changed(elements, "a1", owner=UNKNOWN), "a2", owner=UNKNOWN)
    broken = changed(changed(broken, "p1", said_on=UNKNOWN), "s1", public_summary=None)
    order = [(one.rule, one.about.number if one.about else None) for one in review(analysed(broken))]
    assert order == [("R1", "a6"), ("R23", "5.3"), ("R23", "5.10"), ("R2a", "p1"), ("R32", "s1")]


def test_a_rule_is_found_by_its_code() -> None:
    """Codes are found in any case; what no rule has is not there."""
    assert rule("r7a").code == "R7a"
    with pytest.raises(NotThere):
        rule("R99")
    assert len({one.code for one in RULES}) == len(RULES)


def test_only_the_rules_asked_for_are_run() -> None:
    """`--rule` narrows the review."""
    analysis = analysed(changed(changed(good(), "a1", owner=UNKNOWN), "s1", public_summary=None))
    findings: tuple[Finding, ...] = review(analysis, (rule("R32"),))
    assert [(one.rule, one.severity) for one in findings] == [("R32", Weight.NOTE)]


def test_time_grows_with_the_roadmap_and_not_faster() -> None:
    """Ten times the actions take at most thirty times as long: no rule looks at pairs."""

    def spent(count: int) -> float:
        more = tuple(action(f"b{place}", "o1", Domain.RETURN, EU) for place in range(count))
        analysis = analysed((*good(), *more))
        times = []
        for _ in range(3):
            start = time.process_time()
            review(analysis)
            times.append(time.process_time() - start)
        return min(times)

    assert spent(2000) < 30 * spent(200)


# ------------------------------------------------------------------------------------------------------ the manual

ROW = re.compile(r"^\| (R\d+[a-z]?) \| (.+) \| (must|should|note|test|not yet) \| (.+) \|$", re.MULTILINE)


def _rows(repository: Path) -> dict[str, tuple[str, str, str]]:
    page = (repository / "docs/manual/review.md").read_text(encoding="utf-8")
    return {code: (asks, kind, held) for code, asks, kind, held in ROW.findall(page)}


def test_the_manual_has_a_row_for_every_requirement_and_every_rule(repository: Path) -> None:
    """The table is complete for R1 to R44, and holds no rule that is not there."""
    rows = _rows(repository)
    assert {re.sub(r"[a-z]$", "", code) for code in rows} == {f"R{number}" for number in range(1, 45)}
    assert {code for code, (_, kind, _) in rows.items() if kind in ("must", "should", "note")} == {
        one.code for one in RULES
    }


@pytest.mark.parametrize("code", [one.code for one in RULES])
def test_the_manual_says_what_the_rule_says(repository: Path, code: str) -> None:
    """Sentence, severity and source of the manual are those of the rule."""
    one = rule(code)
    assert _rows(repository)[code] == (Wording("en").plain(one.asks), one.severity.value, one.source)


def test_the_tests_that_the_manual_names_are_there(repository: Path) -> None:
    """A requirement held by a test names one that exists."""
    held = [where for _, kind, where in _rows(repository).values() if kind == "test"]
    assert held
    for where in held:
        path, _, name = where.strip("`").partition("::")
        assert f"def {name}(" in (repository / path).read_text(encoding="utf-8"), where
