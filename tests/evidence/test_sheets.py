"""The sheet of a partner: twelve topics in their places, each with its figures or the reason why there are none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.evidence.specimens import eurostat
from waypost.core.brief.figures import CoursePoint, Courses
from waypost.core.brief.sheet.compose import compose_sheet
from waypost.core.brief.sheet.courses import YEARS, courses_figure, numbers_table, span, sure_table
from waypost.core.brief.sheet.order import TOPICS, Told, Why, years_of
from waypost.core.brief.tree import Nothing, Number, Stack, Unknown, Words, figures_in
from waypost.core.errors import NotThere
from waypost.core.statistics.answer import Point
from waypost.core.values import PUBLIC, Missing
from waypost.reference.flows import flows
from waypost.usecases.evidence_adding import Described, add
from waypost.usecases.opening import Asking
from waypost.usecases.sheets import order_of, sheet_of

ON = date(2026, 10, 1)
ASYLUM = (
    ("TN", "EU27_2020", "2019", "100"),
    ("TN", "EU27_2020", "2020", "0"),
    ("TN", "EU27_2020", "2021", "130 b"),
    ("TN", "EU27_2020", "2022", "150 p"),
    ("TN", "EU27_2020", "2026", "10"),
    ("LY", "EU27_2020", "2022", "7"),
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose store holds one small table of asylum applicants, published during 2026."""
    folder = tmp_path_factory.mktemp("sheets")
    file = eurostat(folder / "asylum.csv", ASYLUM)
    add([file], folder / "evidence", Described(issued=date(2026, 6, 1)), on=ON, told=lambda *_: None)
    return folder


def told(folder: Path, partner: str = "TN", on: date = ON) -> dict[str, Told]:
    """What a sheet tells, by topic."""
    return {one.topic: one for one in order_of(partner, Asking(viewer=PUBLIC, on=on, folder=folder)).told}


def test_every_topic_keeps_its_place(workspace: Path) -> None:
    """Each sheet has the twelve topics in their order; one without figures has a reason and no points."""
    for partner in ("TN", "VA"):
        found = order_of(partner, Asking(viewer=PUBLIC, on=ON, folder=workspace)).told
        assert tuple(one.topic for one in found) == TOPICS
        assert len(found) == 12
        assert all(bool(years_of(one)) is (one.why is None) for one in found)
    assert told(workspace)["returned"].why is Why.NO_FILE
    assert told(workspace, "MA")["asylum_applicants"].why is Why.NOT_LISTED


def test_what_is_the_matter_with_a_figure_is_drawn_and_said(workspace: Path) -> None:
    """A break, a preliminary figure and a zero reach the picture as such; a year that is not over is only told."""
    figure = courses_figure("TN", tuple(told(workspace).values()))
    assert figure is not None
    assert isinstance(figure.chart, Courses)
    asylum = figure.chart.courses[TOPICS.index("asylum_applicants")]
    assert asylum.points == (
        CoursePoint(year=2019, value=Decimal(100)),
        CoursePoint(year=2020, value=Decimal(0)),
        CoursePoint(year=2021, value=Decimal(130), broken=True),
        CoursePoint(year=2022, value=Decimal(150), preliminary=True),
    )
    row = sure_table((told(workspace)["asylum_applicants"],)).rows[0]
    doubts = row.cells[-1]
    assert isinstance(doubts, Stack)
    said = [cell.words.code for cell in doubts.cells if isinstance(cell, Words)]  # type: ignore[union-attr]
    assert said == ["sheet.broken", "sheet.not_over"]


def test_the_numbers_are_those_of_the_picture(workspace: Path) -> None:
    """Beside the picture each year drawn has its figure, and a year without one is unknown and not nothing."""
    topics = tuple(told(workspace).values())
    years = span(topics)
    assert years is not None
    first, last = years
    assert last - first < YEARS
    table = numbers_table(topics, first, last)
    row = table.rows[TOPICS.index("asylum_applicants")]
    values = dict(zip(range(first, last + 1), row.cells[1:], strict=True))
    assert values[2020] == Number(value=0)
    assert values[2022] == Number(value=150, provisional=True)
    assert isinstance(values[2018], Unknown)


def test_as_of_a_day_before_the_issue_nothing_of_it_is_told(workspace: Path) -> None:
    """A sheet as published by an earlier day knows nothing of a later issue."""
    assert told(workspace, on=date(2026, 5, 31))["asylum_applicants"].why is Why.NO_FILE


def test_without_a_store_the_shipped_detections_are_told(tmp_path: Path) -> None:
    """Where no file is held the detections that ship stand alone, and add up to those of the issue."""
    found = told(tmp_path)
    assert [code for code, one in found.items() if one.why is None] == ["detections"]
    held = flows()
    points = {int(one.period): one.value for one in years_of(found["detections"])}
    assert points == {year: held.nationals("TN", year) for year in held.years}
    order = order_of("TN", Asking(viewer=PUBLIC, on=ON, folder=tmp_path))
    assert sum(one.now for one in order.nationals) <= points[held.last[0]]  # type: ignore[operator]


def test_before_anything_was_published_one_sentence_stands(tmp_path: Path) -> None:
    """As of a day before any issue each part of a sheet says what is missing, and nothing is drawn."""
    sheet = sheet_of("TN", Asking(viewer=PUBLIC, on=date(2001, 1, 1), folder=tmp_path))
    assert figures_in(sheet) == ()
    assert [type(section.blocks[0]) for section in sheet.sections[:3]] == [Nothing] * 3


def test_what_is_no_country_has_no_sheet(tmp_path: Path) -> None:
    """A code that names no country is not there."""
    with pytest.raises(NotThere):
        order_of("ZZ", Asking(viewer=PUBLIC, on=ON, folder=tmp_path))


def test_a_sheet_is_the_same_for_every_reader(workspace: Path) -> None:
    """Nothing of a roadmap stands in a sheet, so who asks changes nothing."""
    readers = (PUBLIC, "eu", "ms:IT", "partner:TN")
    made = [compose_sheet(order_of("TN", Asking(viewer=one, on=ON, folder=workspace))) for one in readers]  # type: ignore[arg-type]
    assert all(one == made[0] for one in made)


def test_large_figures_are_told_in_millions() -> None:
    """Money of many millions is drawn and printed in millions, and its name says so."""
    point = Point(
        group="", period="2022", first=date(2022, 1, 1), last=date(2022, 12, 31), value=Decimal(2_084_775_000),
        figures=1, missing=0, whole=True, preliminary=False, broken=False, flags=(), vintage="v", issued=ON,
    )  # fmt: skip
    money = Told(topic="remittances", points=(point,), citation="World Bank", issued=ON)
    figure = courses_figure("TN", (money, Told(topic="aid", why=Why.NO_FILE)))
    assert figure is not None
    assert isinstance(figure.chart, Courses)
    assert figure.chart.courses[0].points[0].value == Decimal("2084.775")
    assert figure.numbers.rows[0].cells[1] == Number(value=2085)
    assert figure.chart.courses[1].absent is not None
    assert isinstance(figure.numbers.rows[1].cells[1], Unknown)
    assert figure.numbers.rows[1].cells[1].reason is Missing.NOT_REPORTED
