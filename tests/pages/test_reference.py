"""Pages over all roadmaps: Member States, frameworks, routes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from tests.pages.sitting import ON, sit
from tests.pages.test_element import blocks
from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.figures import Discs, Routes
from waypost.core.brief.tree import Figure, Nothing, Number, Table, Unknown, Words
from waypost.core.errors import NotThere
from waypost.core.pages.member_state import member_state_page, tasks_of
from waypost.core.pages.routes import by_size, news, numbers_table, routes_page
from waypost.core.say import Ref
from waypost.core.values import Missing, Principal
from waypost.reference.countries import member_states
from waypost.reference.flows import flows
from waypost.reference.situation import situation_for
from waypost.usecases.pages import reference
from waypost.usecases.pages.known import analyses
from waypost.usecases.portfolio import overview


@pytest.fixture(scope="module")
def found() -> tuple[Analysis, ...]:
    """Every roadmap that the EU may know, worked out."""
    return analyses(sit("eu").asking)


def named(table: Table) -> list[str]:
    """The elements that the first cells of a table name."""
    cells = (row.cells[0] for row in table.rows)
    return [one.words.element for one in cells if isinstance(one, Words) and isinstance(one.words, Ref)]


@pytest.mark.parametrize("code", ["IT", "ES", "LU"])
def test_a_member_state_has_what_the_overview_counts(found: tuple[Analysis, ...], code: str) -> None:
    """What the page lists under owes and asked is what the overview of the command line counts."""
    state = Principal(f"ms:{code}")
    page = member_state_page(state, found, (), ON, member_states())
    tables = {one.name: one for one in blocks(page.blocks) if isinstance(one, Table)}
    (group,) = overview(sit("eu").asking, str(state))
    shares = [one.share for one in group.lines if one.share is not None]
    owed = named(tables["member_state.owes"]) if "member_state.owes" in tables else []
    asked = named(tables["member_state.asked"]) if "member_state.asked" in tables else []
    assert len(owed) == sum(one.owes for one in shares)
    tasks = [one for now in found for one in tasks_of(now)]
    assert sorted(owed) == sorted(one.element.id for one in tasks if one.body.owner == state)
    contributed = {one.element.id for one in tasks if state in one.body.contributors and one.body.owner != state}
    assert sorted(asked) == sorted(contributed)


def test_late_stands_first(found: tuple[Analysis, ...]) -> None:
    """What a Member State owes is listed with the longest delay first."""
    page = member_state_page(Principal("ms:IT"), found, (), ON, member_states())
    table = next(one for one in blocks(page.blocks) if isinstance(one, Table) and one.name == "member_state.owes")
    late = {one.element.id: one.late for now in found for one in tasks_of(now)}
    days = [late[one] for one in named(table)]
    assert days == sorted(days, reverse=True)
    assert days[0] > 0


@pytest.mark.parametrize("code", ["XX", "QM", "it", ""])
def test_what_is_no_member_state_has_no_page(code: str) -> None:
    """A code that is no Member State is answered like what is not there; so is an unknown framework."""
    with pytest.raises(NotThere):
        reference.member_state(sit("eu"), code)
    with pytest.raises(NotThere):
        reference.framework(sit("eu"), code)


# Routes ----------------------------------------------------------------------------------------------------------

LATER = date(2026, 10, 1)


def test_routes_are_told_from_the_issue() -> None:
    """Each total of the table is that of the publisher's issue; a year without a file is unknown, not nothing."""
    situation = situation_for([], [], vintage=LATER)
    assert situation is not None
    table = numbers_table(by_size(situation))
    held = flows()
    for row, flow in zip(table.rows, by_size(situation).flows, strict=True):
        for place, cell in enumerate(row.cells[1:]):
            year = situation.last_year - 3 + place
            if year <= situation.last_year:
                assert isinstance(cell, Number)
                assert cell.value == held.year_total(flow.code, year)
                assert cell.provisional is (year == situation.preliminary[0])
            else:
                later = held.later_total(flow.code, year)
                assert isinstance(cell, Unknown) if later is None else cell == Number(value=later.detections)


def test_the_largest_route_stands_first() -> None:
    """Small multiples, map and table begin with the route that had most detections, and the news names it."""
    situation = situation_for([], [], vintage=LATER)
    assert situation is not None
    page = routes_page(situation, LATER)
    charts = [one.chart for one in blocks(page.blocks) if isinstance(one, Figure)]
    multiples = next(one for one in charts if isinstance(one, Routes))
    totals = [one.total for one in multiples.routes if isinstance(one.total, int)]
    assert totals == sorted(totals, reverse=True)
    discs = next(one for one in charts if isinstance(one, Discs))
    assert [one.chosen for one in discs.places] == [True, *[False] * (len(discs.places) - 1)]
    assert news(by_size(situation))[0].value("now") == totals[0]


def test_before_the_issue_one_sentence_stands() -> None:
    """As of a day before anything was published the page says so, and draws nothing."""
    page = routes_page(situation_for([], [], vintage=date(2010, 1, 1)), date(2010, 1, 1))
    assert [type(one) for one in page.blocks] == [Nothing]


def test_news_of_what_is_not_held_is_not_told() -> None:
    """Where the year before is not held, nothing is said to have risen or fallen."""
    situation = situation_for([], [], vintage=LATER)
    assert situation is not None
    bare = tuple(
        replace(one, years=tuple(pair for pair in one.years if pair[0] == situation.last_year))
        for one in situation.flows
    )
    told = news(replace(situation, flows=bare))
    assert [one.code for one in told] == ["routes.most"]
    assert told[0].value("before") is Missing.NOT_REPORTED


def test_the_file_of_detections_is_the_issue() -> None:
    """The file holds each month of each route as the issue has it; before the issue there is none."""
    name, raw = reference.detections(sit("public"))
    held = flows()
    rows = list(csv.DictReader(io.StringIO(raw.decode())))
    assert name == "detections-2022-02-04.csv"
    for route in {one["route"] for one in rows}:
        months = [int(one["detections"]) for one in rows if one["route"] == route]
        assert months == [one.detections for one in held.monthly(route)]
    early = sit("public")
    with pytest.raises(NotThere):
        reference.detections(replace(early, asking=replace(early.asking, vintage=date(2010, 1, 1))))
