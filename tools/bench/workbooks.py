"""Workbooks: 1,000 rows written, 5,000 rows read by both readers in the child, compared cell by cell, and proposed."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl

from tools.bench.measure import Row, WrongAnswer, seconds
from tools.bench.projects import plan, state
from waypost.core.change.intake import Intake, Reading
from waypost.core.change.portion import Portion, portion
from waypost.core.roadmap.bodies import Link
from waypost.core.roadmap.view import see
from waypost.core.values import EU
from waypost.outputs.workbook.editable import render_workbook
from waypost.readers.spreadsheet import read_workbook
from waypost.words.wording import wording

WRITTEN, READ, TIMES = 1_000, 5_000, 3


def workbooks() -> Iterator[Row]:
    """Processor time of this process and of the children it waits for; the ratio is taken in one run."""
    few, many = _actions(WRITTEN), _actions(READ)
    render_workbook(_actions(5), wording("en"))
    write = _least(lambda: render_workbook(few, wording("en")))
    yield Row(f"workbook of {WRITTEN:,} actions written", "`render_workbook(…)`", seconds(write), "0.4 s", write < 0.4)
    raw = render_workbook(many, wording("en"))
    alone = _least(lambda: _opened(raw))
    read = _least(lambda: _proposed(raw, many))
    found = f"{seconds(read)}, {read / alone:.2f} times openpyxl alone ({seconds(alone)})"
    yield Row(f"workbook of {READ:,} actions read twice and compared", "`read_workbook(…)`", found, "3 s", read < 3)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Row("its ratio", "`read_workbook(…)`", f"{read / alone:.2f}", "1.6 times", read / alone <= 1.6)
    yield Row("highest memory of the child", "`read_workbook(…)`", f"{memory:.0f} MB", "512 MB", memory < 512)


def _actions(count: int) -> Portion:
    """A made plan without its links: rows of one sheet."""
    made = state(plan(count), money=False)
    rows = tuple(one for one in made.elements if not isinstance(one.body, Link))
    return portion(see(replace(made, elements=rows), EU))


def _opened(raw: bytes) -> int:
    book = openpyxl.load_workbook(BytesIO(raw))
    return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))


def _proposed(raw: bytes, sent: Portion) -> Intake:
    """Raises WrongAnswer unless every row comes back, without a change."""
    told = Reading(file="bench.xlsx", language="en", said_on=date(2026, 1, 1), sent=lambda *_: sent)
    found = read_workbook(raw, told)
    if len(found.proposed) != len(sent.elements) or any(one.given for one in found.proposed):
        raise WrongAnswer(f"{len(found.proposed)} rows came back of {len(sent.elements)}, or some with changes")
    return found


def _least(work: Callable[[], object]) -> float:
    def once() -> float:
        began = _worked()
        work()
        return _worked() - began

    return min(once() for _ in range(TIMES))


def _worked() -> float:
    """Seconds that a processor worked for this process and its children."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in uses)
