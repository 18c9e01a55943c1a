"""Hostile files are refused or read, within the limits of the child, and nothing of a refused file is taken."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import date

import pytest

from tests.readers.hostile import Case, cases, packed, parts
from waypost.core.change.intake import Intake, Reading
from waypost.core.errors import Severity
from waypost.readers.child.rounds import starved
from waypost.readers.jail import Limits, confined
from waypost.readers.tasks import Task
from waypost.usecases.importing import READERS
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording

CASES = cases()
SAMPLE = CASES[::17]
SLACK = 3
"""Seconds beyond the limit that a busy machine may need to start the child and to end it."""
LONGEST = 10.0
"""Seconds of a processor that any file may take; the system itself gives a child no more memory than `Limits` says."""


def taken(case: Case) -> tuple[Intake, float]:
    """What becomes of a case, by the door through which every file comes, and how long that takes."""
    raw = case.make()
    told = Reading(file=f"case{case.suffix}", language="en", said_on=date(2026, 10, 1))
    start = time.monotonic()
    found = READERS[case.suffix].read(raw, told)
    return found, time.monotonic() - start


def holds(case: Case) -> None:
    """The law for one case."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found, seconds = taken(case)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < LONGEST
    assert seconds < Limits().patience + SLACK
    whole = [one for one in found.problems if one.severity is Severity.ERROR and one.row is None]
    assert not whole or found.proposed == ()
    for language in LANGUAGES:
        for one in found.problems:
            assert wording(language).plain(one.reason)
            assert one.remedy is not None
            assert wording(language).plain(one.remedy)


@pytest.mark.parametrize("case", SAMPLE, ids=lambda one: one.name)
def test_sample_of_hostile_files(case: Case) -> None:
    """Each is refused or read in time; of a file that is refused nothing is taken; every problem has its words."""
    holds(case)


@pytest.mark.deep
@pytest.mark.parametrize("case", CASES, ids=lambda one: one.name)
def test_every_hostile_file(case: Case) -> None:
    """The same for all of them."""
    holds(case)


def test_there_are_many() -> None:
    """At least 300 cases, each with a name of its own."""
    assert len(CASES) >= 300
    assert len({one.name for one in CASES}) == len(CASES)


def test_harmless_workbook_of_the_same_make_is_read() -> None:
    """The workbook that the hostile ones are made from is itself read: they are refused for what was done to them."""
    found, _ = taken(Case("plain", ".xlsx", lambda: packed(parts())))
    assert [one.kind for one in found.proposed] == ["action"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xlsx-part-xl/vbaProject.bin", "readers.macros"),
        ("xlsx-part-xl/externalLinks/externalLink1.xml", "readers.external_links"),
        ("xlsx-merge-A1:XFD1048576", "readers.merged_too_far"),
        ("xlsx-cell-XFD1048576", "readers.too_wide"),
        ("xlsx-cell-XFE1", "readers.no_such_cell"),
        ("xlsx-laughs-xl/sharedStrings.xml", "readers.declarations"),
        ("xlsx-encrypted", "readers.password"),
        ("xlsx-strict", "readers.strict"),
        ("xlsx-twice-xl/workbook.xml", "readers.part_twice"),
        ("csv-nul", "readers.not_text"),
        ("json-elements-many", "readers.too_many_rows"),
    ],
)
def test_refusal_says_why(name: str, code: str) -> None:
    """What is refused is refused for its own reason, not for a crash."""
    found, _ = taken(next(one for one in CASES if one.name == name))
    assert [one.code for one in found.problems] == [code]


def test_child_keeps_to_its_memory() -> None:
    """A child that asks for more memory than it has is refused with that reason."""
    said, problem = confined(
        Task.WORKBOOK, packed(parts()), file="a.xlsx", limits=Limits(memory=40 * 1024 * 1024, seconds=10)
    )
    assert said is None
    assert problem is not None
    assert problem.code in ("readers.too_heavy", "readers.gave_up")


def test_child_that_has_a_processor_is_ended_at_ten_seconds_and_one_that_waits_for_it_later() -> None:
    """Ten seconds by the clock; only a child that the machine kept waiting may take longer."""
    assert (Limits().clock, Limits().memory) == (10, 512 * 1024 * 1024)
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    idle = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        time.sleep(1.5)
        assert starved(idle.pid, 1)
        deadline = time.monotonic() + 20
        while starved(busy.pid, 1) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not starved(busy.pid, 1)
    finally:
        for one in (busy, idle):
            one.kill()
            one.wait()


def test_child_keeps_to_its_time() -> None:
    """A child that takes too long is ended, hard."""
    start = time.monotonic()
    _, problem = confined(Task.WORKBOOK, packed(parts()), file="a.xlsx", limits=Limits(clock=0))
    assert problem is not None
    assert problem.code == "readers.too_long"
    assert time.monotonic() - start < SLACK
