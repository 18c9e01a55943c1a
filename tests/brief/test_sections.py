"""What the sections of a brief say: nothing twice, nothing lost, sums that agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

import waypost.core.brief
from tests.brief.conftest import Compose
from waypost.core.brief.figures import Chart, Gantt, Squares
from waypost.core.brief.flows import PartnerFigures
from waypost.core.brief.sections.balance import balance_blocks
from waypost.core.brief.sections.situation import situation_blocks
from waypost.core.brief.tree import (
    Block,
    Brief,
    Figure,
    Finding,
    Findings,
    Nothing,
    Number,
    Reasons,
    Row,
    Stack,
    Table,
    Words,
    figures_in,
)
from waypost.core.change.changes import Change, Op
from waypost.core.change.subjects import Subject, subject_of
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.view import View, see
from waypost.core.say import Ref, Say, SayValue, say
from waypost.core.values import EU, ElementId, Missing, Money, Slug, text
from waypost.usecases.analysing import analyse
from waypost.usecases.samples import DemoOrder, demo_orders
from waypost.words.wording import wording
from waypost.workspace.folder import Folder

ORDERS = tuple(one for one in demo_orders() if one.language == "en")
MARENIA = ORDERS[0]
EACH_ORDER = pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.name)


def section(brief: Brief, name: str) -> tuple[Block, ...]:
    """The blocks of a section."""
    return next(one.blocks for one in brief.sections if one.name == name)


def tables(brief: Brief, name: str) -> tuple[Table, ...]:
    """The tables of a section that stand on their own."""
    return tuple(one for one in section(brief, name) if isinstance(one, Table))


def table(brief: Brief, part: str, name: str) -> Table:
    """The table of that name."""
    return next(one for one in tables(brief, part) if one.name == name)


def elements_in(value: object) -> set[ElementId]:
    """Every element that words speak of."""
    if isinstance(value, Ref):
        return {value.element}
    if isinstance(value, Say):
        return {found for _, one in value.values for found in elements_in(one)}
    return {found for one in value for found in elements_in(one)} if isinstance(value, tuple) else set()


def sums(row: Row) -> list[Decimal]:
    """The figures of a row, 0 for one that is unknown."""
    return [
        one.value.amount if isinstance(one, Number) and isinstance(one.value, Money) else Decimal(0)
        for one in row.cells[1:]
    ]


def change(kind: str, field: str | None, op: Op) -> Change:
    """A change of one field of one kind."""
    ref = Ref(element=ElementId("e22222222222"), number=None, title=Missing.NOT_STATED)
    return Change(op=op, element=ref.element, ref=ref, kind=kind, field=field, old=None, new=None, reason=None)


def test_every_change_has_words_for_its_subject() -> None:
    """Whatever changes in whatever kind, its subject and what came have words in each language."""
    for kind in KINDS.values():
        for field in (None, *(one.name for one in kind.fields)):
            for op in Op:
                subject = subject_of(change(kind.name, field, op))
                assert all(wording(one).has(f"changes.subject_{subject.value}") for one in ("en", "fr")) or (
                    subject is Subject.DATES
                )
        assert all(wording(one).has(f"changes.new_{kind.name}") for one in ("en", "fr"))


def test_dates_come_first_and_removals_next() -> None:
    """A moved date is about dates and what went about what went, whatever its kind."""
    for kind in KINDS:
        assert subject_of(change(kind, "due", Op.MOVED)) is Subject.DATES
        assert subject_of(change(kind, None, Op.REMOVED)) is Subject.GONE


def test_full_brief_counts_every_change_it_groups(composed: Compose) -> None:
    """The changes of Marenia's last months stand in three tables: dates, money, and all others by subject."""
    brief = composed(MARENIA)
    assert [one.name for one in tables(brief, "changes")] == ["changes.dates", "changes.money", "changes"]
    groups = [one for one in table(brief, "changes", "changes").rows if one.style == "group"]
    assert len(groups) == len(Subject) - 1


@EACH_ORDER
def test_each_finding_is_printed_once(order: DemoOrder, composed: Compose) -> None:
    """Findings of one rule stand together, numbered through, none twice; notes stand in a table after them."""
    blocks = section(composed(order), "review")
    found: list[Finding] = [one for block in blocks if isinstance(block, Findings) for one in block.findings]
    notes = [
        row.cells[0].cells
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        if isinstance(row.cells[0], Stack)
    ]
    said = [words for one in found for words in (one.text, *one.also)]
    said.extend(
        cell.words for cells in notes for cell in cells if isinstance(cell, Words) and isinstance(cell.words, Say)
    )
    assert len(said) == len(set(said))
    numbers = [number for one in found for number in range(one.number, one.number + 1 + len(one.also))]
    assert numbers == sorted(set(numbers))
    assert max(numbers, default=0) <= len(said)


@EACH_ORDER
def test_cause_is_told_before_what_it_delays(order: DemoOrder, composed: Compose) -> None:
    """A chain that ends with "see above" speaks of an action whose own chain stands above."""
    told: set[ElementId] = set()
    for block in section(composed(order), "timetable"):
        for chain in block.chains if isinstance(block, Reasons) else ():
            for one in chain.because:
                if one.code == "brief.see_above":
                    assert elements_in(one) & told
            told.add(chain.ref.element)


@EACH_ORDER
def test_donors_add_up_to_the_total(order: DemoOrder, composed: Compose) -> None:
    """The sums of the donors, each printed over its lines, are the total printed above them."""
    found = [one for one in tables(composed(order), "money") if one.name == "money.lines"]
    for one in found:
        total = sums(one.rows[0])
        assert one.rows[0].style == "total"
        donors = [sums(row) for row in one.rows[1:] if row.style == "group"]
        assert [sum(column, Decimal(0)) for column in zip(*donors, strict=True)] == total


@EACH_ORDER
def test_no_column_of_money_is_wholly_unknown(order: DemoOrder, composed: Compose) -> None:
    """A state of which no figure is known has no column."""
    for one in tables(composed(order), "money"):
        if one.name == "money.lines":
            columns = zip(*(row.cells[1:] for row in one.rows), strict=True)
            assert all(any(isinstance(cell, Number) for cell in column) for column in columns)


def test_a_situation_without_detections_says_so_first() -> None:
    """Where no detections are held the section says so, whether other official figures are held or not."""
    day = date(2019, 12, 10)
    figures = PartnerFigures(partner="TR", topics=())
    for others, code in (((), "situation.none"), ((figures,), "situation.no_detections")):
        assert situation_blocks(None, day, day, others)[0] == Nothing(say=say(code, day=day))


def test_months_of_a_chart_are_its_numbers(composed: Compose) -> None:
    """The table beside a chart of months holds each month in the row of its year and the column of its month."""
    for figure in figures_in(composed(MARENIA)):
        if figure.name == "situation.routes":
            shown = [one.value for row in figure.numbers.rows for one in row.cells[1:] if isinstance(one, Number)]
            drawn = [one.value for route in figure.chart.routes for one in route.months]  # type: ignore[union-attr]
            assert shown == drawn


@pytest.mark.parametrize("length", ["page", "short"])
def test_numbers_of_figures_are_kept_for_the_full_brief(length: str, composed: Compose) -> None:
    """Paper that must be short does not end with tables of numbers; the full brief has those its sections lack."""
    assert not composed(MARENIA, length).annex
    full = composed(MARENIA)
    assert full.annex
    assert any(not one.numbers_shown for one in figures_in(full))
    assert all(isinstance(one, Figure) for one in figures_in(full))


def test_same_words_are_listed_once() -> None:
    """A list of one is that one; a long list keeps the order and nests no deeper than it must."""
    from waypost.core.brief.cells import listed

    items: tuple[SayValue, ...] = tuple(range(1, 200))
    assert wording("en").plain(listed(items)) == "; ".join(map(str, items))


def test_every_figure_that_can_be_drawn_is_drawn() -> None:
    """Each kind of chart stands in a section: none is kept that no reader ever sees."""
    folder = Path(str(waypost.core.brief.__file__)).parent
    sections = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.name != "figures.py")
    assert {kind.__name__ for kind in get_args(Chart) if f"{kind.__name__}(" not in sections} == set()


@EACH_ORDER
def test_the_critical_chain_is_drawn_past_what_has_no_bar(order: DemoOrder, composed: Compose) -> None:
    """Arrows lead from bar to bar of the critical chain; a member without a day does not tear the chain apart."""
    for figure in figures_in(composed(order)):
        if not isinstance(chart := figure.chart, Gantt):
            continue
        bars = {one.ref.element for one in chart.rows if one.critical and (one.start or one.end)}
        assert {end for pair in chart.links for end in pair} <= bars
        assert len(chart.links) == len(set(chart.links))
        if order == MARENIA:
            numbers = {one.ref.element: one.ref.number for one in chart.rows}
            assert [(numbers[one], numbers[two]) for one, two in chart.links] == [("5.1.4", "5.2.2")]
            assert "5.1.5" in {one.number for one in chart.undated}


def test_a_picture_of_the_balance_holds_no_more_than_it_shows(folder: Path) -> None:
    """Other titles of actions leave the picture of the balance as it is, so that it is not drawn again."""
    newest = Folder(folder).newest(Slug("marenia"))
    renamed = replace(
        newest,
        elements=tuple(
            replace(one, body=replace(one.body, title=text("Another title"))) if isinstance(one.body, Action) else one
            for one in newest.elements
        ),
    )
    before, after = (_squares(see(state, EU)) for state in (newest, renamed))
    assert before.rows
    assert before == after


def _squares(view: View) -> Squares:
    figure, *_ = balance_blocks(analyse(view, None, on=date(2026, 1, 1)))
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, Squares)
    return figure.chart
