"""How a thing is measured: wall time and peak memory of a command, time of a call, and the row that comes of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
WAYPOST = str(Path(sys.executable).with_name("waypost"))


class Failed(Exception):
    """A command that was to be measured did not do its work: nothing was measured."""


class Lacking(Exception):
    """A row cannot be measured here: what it lacks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, what was found, what was aimed at, and whether that was met."""

    work: str
    found: str
    target: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of a command: its seconds, its highest memory in MB, its output."""

    seconds: float
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
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-400:]
            raise Failed(f"{Path(command[0]).name} {command[1]} ended with {process.returncode}: {said}")
    return Ran(seconds, usage.ru_maxrss / 1024, output)


def best(runs: int, measured: Callable[[], float]) -> float:
    """The shortest of several measurements: what the work needs when nothing else disturbs it."""
    return min(measured() for _ in range(runs))


def call_seconds(work: Callable[[], object]) -> float:
    """The seconds of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def seconds(value: float) -> str:
    """Seconds with a sensible number of digits; milliseconds below a tenth."""
    return f"{value * 1000:.0f} ms" if value < 0.1 else f"{value:.2f} s"
