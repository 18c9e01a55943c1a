"""Every byte from outside is read in a child process with limits; only plain data comes back.

A reader can hang, grow without end, write, or take its process down (security findings 8 and 9): here it takes down
a child. What comes back over the pipe is JSON of bounded length, so that a child that was taken over can lie about a
file but do nothing else.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from waypost.core.errors import Problem
from waypost.core.say import Say, say
from waypost.readers.inmate import TOO_MUCH_MEMORY
from waypost.readers.tasks import Plain, Task

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a child may use: bytes of memory, seconds of a processor, seconds by the clock, bytes of its answer.

    A child that had a processor for less than half of its time, since others are at work, is given `patience` seconds
    by the clock in all: no sound file is refused because the machine is busy.

    Source: security 5.6 (child with limits); issue "2 of 4", 2.4 (10 s and 512 MB).
    """

    memory: int = 512 * MEGABYTE
    seconds: int = 10
    clock: int = 10
    patience: int = 30
    answer: int = 64 * MEGABYTE


LIMITS: Final = Limits()


def confined(
    task: Task, raw: bytes, options: Mapping[str, Plain] | None = None, *, file: str, limits: Limits = LIMITS
) -> tuple[Plain, Problem | None]:
    """What the task makes of the bytes, as plain data, or the problem for which the file is refused.

    Args:
        task: how the bytes are read.
        raw: the bytes; the child sees no file.
        options: plain values handed to the task by name.
        file: the name of the file, for the problem.
        limits: what the child may use.
    """
    with tempfile.TemporaryFile() as source:
        source.write(raw)
        source.seek(0)
        child = subprocess.Popen(
            [
                *(sys.executable, "-I", "-B", "-m", "waypost.readers.inmate"),
                *(task.value, str(limits.memory), str(limits.seconds), json.dumps(dict(options or {}))),
            ],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": "", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
            cwd="/",
            close_fds=True,
        )
        try:
            said = _answer(child, limits)
        finally:
            child.kill()
            code = child.wait()
    return (None, _problem(_why(code), file)) if said is None else _understood(said, code, file)


def _answer(child: subprocess.Popen[bytes], limits: Limits) -> bytes | None:
    """All that the child says, once it has ended; None when it takes too long or says too much."""
    assert child.stdout is not None
    start = time.monotonic()
    end = start + limits.clock
    found = bytearray()
    with child.stdout as pipe:
        while True:
            if not select.select([pipe], [], [], max(0, end - time.monotonic()))[0]:
                if end > start + limits.clock or not starved(child.pid, limits):
                    return None
                end = start + limits.patience
                continue
            part = os.read(pipe.fileno(), MEGABYTE)
            if not part:
                break
            found += part
            if len(found) > limits.answer:
                return None
    try:
        child.wait(timeout=max(0.1, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
    return bytes(found)


def starved(pid: int, limits: Limits) -> bool:
    """Whether a child had a processor for less than half of its time; no where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK") < limits.clock / 2


def _understood(said: bytes, code: int, file: str) -> tuple[Plain, Problem | None]:
    if code != 0:
        return None, _problem(_why(code), file)
    answer = json.loads(said)
    if "done" in answer:
        return answer["done"], None
    name, values, place = answer["unfit"]
    return None, _problem(Say(str(name), tuple(values.items())), file, place)


def _why(code: int) -> Say:
    """Why there is no answer, by the way in which the child ended."""
    if code == TOO_MUCH_MEMORY:
        return say("readers.too_heavy")
    return say("readers.too_long") if code < 0 else say("readers.gave_up")


def _problem(reason: Say, file: str, place: Mapping[str, Plain] | None = None) -> Problem:
    held = dict(place or {})
    return Problem(
        code=reason.code,
        reason=reason,
        remedy=say(f"{reason.code}.remedy"),
        file=file,
        sheet=held.get("sheet"),
        row=held.get("row"),
        column=held.get("column"),
        cell=held.get("cell"),
        value=held.get("value"),
    )
