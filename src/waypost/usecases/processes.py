"""Work shared out among the processors of the machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, cast

A = TypeVar("A")
B = TypeVar("B")


def processors(most: int) -> int:
    """How many processes a work may take: as many as there are processors, at most so many, and at least one."""
    return max(1, min(os.cpu_count() or 1, most))


def each(work: Callable[[A], B], given: Iterable[A], *, processes: int, at_once: int = 1) -> Iterator[B]:
    """What a work makes of each thing given, in the order given; `at_once` is how many one process takes in one go.

    The processes are forked: what they work on is there already, only the things given and made are handed over, so
    those must be values. Where the system cannot fork, or one process is asked for, the work is done here. What the
    work raises is raised here.
    """
    if processes == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, given)
        return
    with multiprocessing.get_context("fork").Pool(processes, _begin, (work,)) as pool:
        yield from cast(Iterator[B], pool.imap(_do, given, at_once))


_work: Callable[[object], object] | None = None


def _begin(work: Callable[[object], object]) -> None:
    global _work
    _work = work
    # Ctrl-C is for the process that was started: it ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is made here is handed over and thrown away whole: looking for circles in it takes a third of the time.
    gc.disable()


def _do(one: object) -> object:
    assert _work is not None
    return _work(one)
