"""How a thing is measured: wall time and peak memory of a command, time of a call, and the row that comes of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
WAYPOST = str(Path(sys.executable).with_name("waypost"))


class Failed(Exception):
    """A command that was to be measured did not do its work: nothing was measured."""


class WrongAnswer(Exception):
    """What was measured gave another answer than what it is compared with."""


class Lacking(Exception):
    """A row cannot be measured here: what it lacks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done and with which command, what was found, what was aimed at, and whether
    that was met: None where it was not shown, or there was no aim."""

    work: str
    command: str
    found: str
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of a command: its seconds by the clock and of processors, its highest memory in MB, its output."""

    seconds: float
    processor: float
    megabytes: float
    output: str


def ran(command: Sequence[str | Path], *, cwd: Path | None = None, cache: Path | None = None) -> Ran:
    """Runs a command to its end. Raises `Failed` when its exit code is not 0: a quick failure is no measurement.

    Args:
        command: program and arguments.
        cwd: where it runs.
        cache: the folder that it may take for its cache.
    """
    environment = {**os.environ, "NO_COLOR": "1"}
    # An installed program has its modules compiled; measured from the sources it may keep them so as well.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if cache is not None:
        environment["XDG_CACHE_HOME"] = str(cache)
    began = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd or REPOSITORY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            output = process.stdout.read() if process.stdout else ""
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-400:]
            raise Failed(f"{Path(command[0]).name} {command[1]} ended with {process.returncode}: {said}")
    return Ran(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def quickest(runs: Iterable[Ran]) -> Ran:
    """The shortest of several runs: what the work needs when least disturbs it."""
    return min(runs, key=lambda one: one.seconds)


def within(run: Ran, most: float) -> bool | None:
    """Whether a run took at most so many seconds by the clock; None where more was waiting than there are processors,
    and the run itself needed no more: then the machine was busy, and nothing is shown."""
    if run.seconds <= most:
        return True
    return None if is_busy() and run.processor <= most else False


def is_busy() -> bool:
    """Whether more processes wait than the machine has processors."""
    return os.getloadavg()[0] > (os.cpu_count() or 1)


def call_seconds(times: int, work: Callable[[], object]) -> float:
    """The seconds that a processor worked on the shortest of several calls."""

    def once() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    return min(once() for _ in range(times))


def time_of(run: Ran) -> str:
    """The time of a run by the clock, and how long a processor worked on it: less where it had to wait for one."""
    return f"{seconds(run.seconds)} (processor {seconds(run.processor)})"


def seconds(value: float) -> str:
    """Seconds with a sensible number of digits; milliseconds below a tenth."""
    return f"{value * 1000:.0f} ms" if value < 0.1 else f"{value:.2f} s"
