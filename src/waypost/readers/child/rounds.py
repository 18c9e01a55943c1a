"""The child that reads nothing itself: it has loaded the readers, and forks a child of its own for each file.

Loading takes longer than reading a small file, and the files of a round are many and small. Each is still read in a
process of its own with its own limits: one that takes a reader over can lie about itself and about no other file.
"""

from __future__ import annotations

import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NoReturn

FRAME: Final = struct.Struct("<IiI")
"""Before each answer: the place of its file from 0, the exit code of its child (negative: the signal), its length."""
AT_ONCE: Final = min(4, os.cpu_count() or 1)
PIECE: Final = 1024 * 1024
_TICK: Final = 0.5


@dataclass(frozen=True, slots=True)
class Round:
    """Files that stand one after another in standard input, by size, and what each child may use.

    `clock` and `patience` are those of `jail.Limits`, in seconds; `answer` are bytes.
    """

    sizes: Sequence[int]
    clock: float
    patience: float
    answer: int


@dataclass(slots=True)
class _Child:
    """One child while it reads."""

    place: int
    pid: int
    started: float
    said: bytearray = field(default_factory=bytearray)


def attend(files: Round, read: Callable[[bytes], int]) -> None:
    """Have each file read by a child; each answer goes to standard output behind its `FRAME`, as they come."""
    waiting = list(enumerate(files.sizes))
    running: dict[int, _Child] = {}
    offset = 0
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            place, size = waiting.pop(0)
            pipe, pid = _forked(offset, size, read, tuple(running))
            running[pipe] = _Child(place, pid, time.monotonic())
            offset += size
        for pipe in select.select(list(running), [], [], _TICK)[0]:
            _hear(pipe, running, files)
        for pipe, child in list(running.items()):
            if is_over(child.pid, time.monotonic() - child.started, files.clock, files.patience):
                _end(pipe, running, too_much=True)


def _forked(offset: int, size: int, read: Callable[[bytes], int], others: tuple[int, ...]) -> tuple[int, int]:
    """A child that reads one file: the pipe on which it answers, and its number."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid:
        os.close(theirs)
        return ours, pid
    for one in (ours, *others):
        os.close(one)
    _be_child(theirs, offset, size, read)


def _be_child(pipe: int, offset: int, size: int, read: Callable[[bytes], int]) -> NoReturn:
    """Read one file and end, whatever happens: nothing of the parent's work is done a second time."""
    code = 1
    try:
        os.dup2(pipe, 1)
        code = read(os.pread(0, size, offset))
    finally:
        os._exit(code)


def _hear(pipe: int, running: dict[int, _Child], files: Round) -> None:
    child = running[pipe]
    part = os.read(pipe, PIECE)
    child.said += part
    if not part or len(child.said) > files.answer:
        _end(pipe, running, too_much=bool(part))


def _end(pipe: int, running: dict[int, _Child], *, too_much: bool) -> None:
    """End a child that has said all, or that took or said too much, and pass its answer on."""
    child = running.pop(pipe)
    os.close(pipe)
    done = None if too_much else _ended(child.pid)
    if done is None:
        os.kill(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)
    code = -signal.SIGKILL if done is None else os.waitstatus_to_exitcode(done)
    said = bytes(child.said) if code == 0 else b""
    sys.stdout.buffer.write(FRAME.pack(child.place, code, len(said)) + said)
    sys.stdout.buffer.flush()


def _ended(pid: int) -> int | None:
    """How a child ended that has closed its pipe; None for one that goes on."""
    for _ in range(20):
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return status
        time.sleep(0.005)
    return None


def is_over(pid: int, passed: float, clock: float, patience: float) -> bool:
    """Whether the time of a child is over: one that the machine kept waiting for a processor is given more."""
    return passed > patience or (passed > clock and not starved(pid, clock))


def starved(pid: int, clock: float) -> bool:
    """Whether a child had a processor for less than half of its time; no where the system does not tell."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as told:
            fields = told.read().rpartition(")")[2].split()
    except OSError:
        return False
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") < clock / 2
