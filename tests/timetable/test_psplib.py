"""The timetable on projects of others: PSPLIB instances, without their resources.

Their critical path is known: worked out here from the file's own successors by another way, and printed by the file
as MPM time.
"""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.timetable.projects import MONDAY, action, head, link, view_of
from waypost.core.analysis.calendar import Calendar, Calendars
from waypost.core.analysis.schedule import schedule

EVERY_DAY = Calendars(eu=Calendar(name="every day", weekend=()))
Jobs = dict[int, tuple[int, tuple[int, ...]]]
"""By number: the duration, and the successors."""


def read(words: str) -> tuple[Jobs, int]:
    """Jobs of an instance, and its MPM time."""
    lines = words.splitlines()
    successors, durations = {}, {}
    at = lines.index("PRECEDENCE RELATIONS:") + 2
    while not lines[at].startswith("*"):
        number, _, _, *after = map(int, lines[at].split())
        successors[number] = tuple(after)
        at += 1
    at = next(place for place, one in enumerate(lines) if one.startswith("REQUESTS/DURATIONS")) + 3
    while not lines[at].startswith("*"):
        number, _, duration, *_ = map(int, lines[at].split())
        durations[number] = duration
        at += 1
    place = next(place for place, one in enumerate(lines) if one.startswith("pronr."))
    return {one: (durations[one], successors[one]) for one in successors}, int(lines[place + 1].split()[5])


def longest(jobs: Jobs) -> int:
    """The length of the critical path: relaxed until nothing changes (Bellman and Ford)."""
    starts = dict.fromkeys(jobs, 0)
    while True:
        changed = False
        for number, (duration, successors) in jobs.items():
            for after in successors:
                if starts[after] < starts[number] + duration:
                    starts[after] = starts[number] + duration
                    changed = True
        if not changed:
            return max(starts[one] + jobs[one][0] for one in jobs)


def days_taken(jobs: Jobs) -> int:
    """The days from the first to the last of the timetable. The source is left out: its day is the one before."""
    first = MONDAY - timedelta(days=1)
    actions = [
        action(str(one), length=duration, **({"starts": first} if duration == 0 and one == min(jobs) else {}))
        for one, (duration, _) in jobs.items()
    ]
    links = [link(str(one), str(after)) for one, (_, successors) in jobs.items() for after in successors]
    timetable = schedule(view_of((head(), *actions, *links)), EVERY_DAY, on=MONDAY)
    assert timetable.end is not None
    return (timetable.end - first).days


def unpacked(folder: Path) -> list[Path]:
    """The instances that lie unpacked."""
    return sorted(folder.glob("*.sm"))


def packed(path: Path) -> Iterator[str]:
    """Every instance of a complete set."""
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(path.read_bytes()))) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is not None and member.name.endswith(".sm"):
                yield file.read().decode("ascii")


def test_unpacked_instances_take_as_long_as_their_longest_path(shared_folder: Path) -> None:
    """The last day less the first is the critical path by another way, and the MPM time printed in the file."""
    found = 0
    for path in unpacked(shared_folder / "data" / "scheduling" / "psplib"):
        words = path.read_text(encoding="ascii")
        if "PRECEDENCE RELATIONS:" not in words:
            continue
        jobs, printed = read(words)
        assert days_taken(jobs) == longest(jobs) == printed
        found += 1
    assert found == 10


@pytest.mark.deep
@pytest.mark.parametrize("name", ["j30.sm.tgz.gz", "j60.sm.tgz.gz"])
def test_all_instances_take_as_long_as_their_longest_path(shared_folder: Path, name: str) -> None:
    """The same for all 480 instances of 30 and of 60 jobs."""
    instances = list(packed(shared_folder / "data" / "scheduling" / "psplib" / name))
    assert len(instances) == 480
    for words in instances:
        jobs, printed = read(words)
        assert days_taken(jobs) == longest(jobs) == printed
