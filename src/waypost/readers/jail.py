"""Every byte from outside is read in a child process with limits; only plain data comes back.

A reader can hang, grow without end, write, or take its process down (security findings 8 and 9): here it takes down
a child. What comes back over the pipe is JSON of bounded length, so that a child that was taken over can lie about a
file but do nothing else.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Final

from waypost.core.errors import Problem
from waypost.core.say import Say, say
from waypost.readers.child.inmate import TOO_MUCH_MEMORY
from waypost.readers.child.rounds import FRAME, starved
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
LOADING: Final = 15
"""Seconds that loading the libraries may take on a busy machine, before the first of several files is read."""


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
        child = _started(source, task, options, limits)
        try:
            said = _answer(child, limits)
        finally:
            child.kill()
            code = child.wait()
    return (None, _problem(_why(code), file)) if said is None else _understood(said, code, file)


def confined_each(
    task: Task,
    files: Sequence[tuple[bytes, str]],
    options: Mapping[str, Plain] | None = None,
    *,
    limits: Limits = LIMITS,
) -> Iterator[tuple[Plain, Problem | None]]:
    """For each of several files, given with their names, what `confined` makes of it, in the order given.

    Each is read in a process of its own within the limits of one file; only the libraries are loaded once. What is
    read is given while others are still being read.
    """
    if not files:
        return
    sizes = [len(raw) for raw, _ in files]
    told = {"sizes": sizes, "clock": limits.clock, "patience": limits.patience, "answer": limits.answer}
    with tempfile.TemporaryFile() as source:
        for raw, _ in files:
            source.write(raw)
        child = _started(source, task, options, limits, json.dumps(told))
        try:
            heard = _frames(child, limits)
            early: dict[int, tuple[int, bytes]] = {}
            for place, (_, file) in enumerate(files):
                while place not in early:
                    at, code, said = next(heard, (place, 1, b""))
                    early[at] = code, said
                code, said = early.pop(place)
                yield _understood(said, code, file)
        finally:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()


def _started(
    source: IO[bytes], task: Task, options: Mapping[str, Plain] | None, limits: Limits, *more: str
) -> subprocess.Popen[bytes]:
    source.seek(0)
    return subprocess.Popen(
        [
            *(sys.executable, "-I", "-B", "-m", "waypost.readers.child.inmate"),
            *(task.value, str(limits.memory), str(limits.seconds), json.dumps(dict(options or {})), *more),
        ],
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": "", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
        cwd="/",
        close_fds=True,
        process_group=0,
    )


def _frames(child: subprocess.Popen[bytes], limits: Limits) -> Iterator[tuple[int, int, bytes]]:
    """The answers as they come: place of the file, exit code of its child, what it said. Ends when no more comes."""
    assert child.stdout is not None
    pipe = child.stdout.fileno()
    while head := _exactly(pipe, FRAME.size, limits):
        place, code, length = FRAME.unpack(head)
        if length > limits.answer:
            return
        said = _exactly(pipe, length, limits) if length else b""
        if said is None:
            return
        yield place, code, said


def _exactly(pipe: int, length: int, limits: Limits) -> bytes | None:
    """So many bytes; None where they do not come in the time that a child may take."""
    found = bytearray()
    while len(found) < length:
        if not select.select([pipe], [], [], limits.patience + LOADING)[0]:
            return None
        part = os.read(pipe, min(MEGABYTE, length - len(found)))
        if not part:
            return None
        found += part
    return bytes(found)


def _answer(child: subprocess.Popen[bytes], limits: Limits) -> bytes | None:
    """All that the child says, once it has ended; None when it takes too long or says too much."""
    assert child.stdout is not None
    start = time.monotonic()
    end = start + limits.clock
    found = bytearray()
    with child.stdout as pipe:
        while True:
            if not select.select([pipe], [], [], max(0, end - time.monotonic()))[0]:
                if end > start + limits.clock or not starved(child.pid, limits.clock):
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


def _understood(said: bytes, code: int, file: str) -> tuple[Plain, Problem | None]:
    if code != 0:
        return None, _problem(_why(code), file)
    try:
        answer = json.loads(said)
    except ValueError:
        return None, _problem(_why(1), file)
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
