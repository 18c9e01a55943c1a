"""Pages of meetings: no follow-up gets lost, every meeting is there, each paper has its address."""

from __future__ import annotations

import pytest

from tests.pages.sitting import ON, sit
from tests.pages.test_element import blocks
from waypost.core.analysis.meetings import Meetings
from waypost.core.brief.tree import Linked, Stack, Table, Words
from waypost.core.goto import Goto
from waypost.core.pages.meeting.dialogues import dialogues_page, is_dialogue
from waypost.core.pages.meeting.meetings import PAPERS, meetings_page
from waypost.core.pages.meeting.series import open_followups, overdue
from waypost.core.pages.page import Items, Links, Page, Part
from waypost.core.values import ElementId
from waypost.usecases.meeting import all_meetings, find_meeting
from waypost.usecases.pages import meetings as pages

VIEWERS = ("eu", "ms:IT", "partner:QM", "public")


@pytest.fixture(scope="module", params=VIEWERS)
def found(request: pytest.FixtureRequest) -> tuple[Meetings, ...]:
    """All meetings that a reader may know."""
    return all_meetings(sit(request.param).asking)


def places(cell: object) -> list[Goto]:
    """Where the links of a cell lead."""
    if isinstance(cell, Linked):
        return [cell.to]
    return [one for inner in cell.cells for one in places(inner)] if isinstance(cell, Stack) else []


def led_to(page: Page, name: str) -> set[str]:
    """The elements to which rows of the tables of that name lead."""
    tables = [one for one in blocks(page.blocks) if isinstance(one, Table) and one.name == name]
    cells = (cell for table in tables for row in table.rows for cell in row.cells)
    return {value for cell in cells for to in places(cell) for _, value in to.values}


def test_no_followup_gets_lost(found: tuple[Meetings, ...]) -> None:
    """Whatever nobody settled stands on the page of all meetings, the longest past its day first."""
    page = meetings_page(found, ON, {})
    still = [one for meetings in found for one in meetings.open]
    assert {one.element.id for one in still} <= led_to(page, "meetings.open")
    days = [overdue(one, ON) for one in open_followups(found, ON)]
    assert days == sorted(days, reverse=True)


def test_every_meeting_is_on_the_page(found: tuple[Meetings, ...]) -> None:
    """Each meeting with a day is led to, those ahead in their order, those past in theirs."""
    page = meetings_page(found, ON, {})
    past = led_to(page, "meetings.past") | led_to(page, "meetings.earlier")
    assert past == {one.element.id for meetings in found for one in meetings.past}
    ahead = next(one for one in blocks(page.blocks) if isinstance(one, Part) and one.name == "ahead")
    items = [item for block in ahead.blocks if isinstance(block, Items) for item in block.items]
    listed = [value for item in items if item.to is not None for _, value in item.to.values]
    held = sorted((one for meetings in found for one in meetings.ahead), key=lambda one: (one.first, one.element.id))
    assert listed == [one.element.id for one in held]


def test_a_meeting_carries_what_is_open_from_earlier_ones() -> None:
    """The page of a meeting lists every open follow-up of the earlier meetings of its series."""
    desk = sit("eu")
    standing = find_meeting("2026-10-15", desk.asking)
    body = pages.meeting(desk, standing.element.id).decode()
    series = standing.held.series if standing.held else None
    assert series is not None
    for one in standing.meetings.open:
        if one.meeting.series is not None and one.meeting.series.id == series.id:
            assert f"/elements/{one.element.id}/" in body


def test_each_meeting_offers_its_papers() -> None:
    """Every kind of paper of a meeting is offered beside it, and each address gives a file."""
    desk = sit("eu")
    meeting = find_meeting("2026-10-15", desk.asking).element.id
    body = pages.meeting(desk, meeting).decode()
    for kind in PAPERS:
        assert f"/meetings/{meeting}/papers/{kind}/html" in body
        name, raw = pages.paper(desk, meeting, kind, "json")
        assert name.endswith(f"-{kind}-2026-10-01-eu-en.json")
        assert raw.startswith(b"{")


def test_dialogues_are_the_series_with_several_partners(found: tuple[Meetings, ...]) -> None:
    """Each series with several partners has a part of its own, and no other has one."""
    page = dialogues_page(found, ON)
    parts = {ElementId(one.name) for one in page.blocks if isinstance(one, Part)}
    assert parts == {one.series.id for meetings in found for one in meetings.rhythms if is_dialogue(one)}
    for part in page.blocks:
        if isinstance(part, Part):
            rows = next(one for one in blocks(part.blocks) if isinstance(one, Table)).rows
            assert all(isinstance(row.cells[0], Words) for row in rows)
            assert len(rows) > 1
    assert all(isinstance(one, Part) or not parts for one in page.blocks)
    assert not any(isinstance(one, Links) for one in page.blocks)
