"""Several files read in one go: each as it is read alone, in a process of its own."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readers.hostile import cases, packed, parts, sheet
from waypost.core.change.intake import Reading
from waypost.readers.jail import Limits, confined, confined_each
from waypost.readers.spreadsheet import read_workbook, read_workbooks
from waypost.readers.tasks import Task

HOSTILE = {one.name: one for one in cases()}
GOOD = packed(parts())
ROUND = [
    GOOD,
    b"no workbook",
    HOSTILE["xlsx-merge-A1:XFD1048576"].make(),
    sheet('<row r="3"><c r="A3"><v>7</v></c></row>'),
    GOOD,
]


def test_each_is_read_as_alone() -> None:
    """Good, broken and hostile files in one go: of each what is found when it comes alone, in the order given."""
    named = [(raw, f"{at}.xlsx") for at, raw in enumerate(ROUND)]
    alone = [confined(Task.WORKBOOK, raw, file=name) for raw, name in named]
    assert list(confined_each(Task.WORKBOOK, named)) == alone
    told = [(raw, Reading(file=name, language="en", said_on=date(2026, 10, 1))) for raw, name in named]
    assert list(read_workbooks(told)) == [read_workbook(*one) for one in told]


def test_one_that_is_ended_takes_no_other_with_it() -> None:
    """A child that says too much, or takes too long, is refused by its name; the others are read."""
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(3, 900))
    named = [(GOOD, "a.xlsx"), (sheet(rows), "b.xlsx"), (GOOD, "c.xlsx")]
    found = list(confined_each(Task.WORKBOOK, named, limits=Limits(answer=2_000)))
    assert [problem is None for _, problem in found] == [True, False, True]
    assert found[1][1] is not None
    assert found[1][1].file == "b.xlsx"
    late = list(confined_each(Task.WORKBOOK, named, limits=Limits(clock=0, patience=0)))
    assert {problem.code for _, problem in late if problem} <= {"readers.too_long"}


@pytest.mark.parametrize("n", [0, 1])
def test_few_files(n: int) -> None:
    """None and one are a round too."""
    assert len(list(confined_each(Task.WORKBOOK, [(GOOD, "a.xlsx")] * n))) == n


def test_whoever_stops_listening_stops_the_children() -> None:
    """A round that is given up after its first answer ends; nothing is left running for it."""
    heard = confined_each(Task.WORKBOOK, [(GOOD, "a.xlsx")] * 4)
    assert next(heard)[1] is None
    heard.close()
