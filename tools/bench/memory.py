"""The highest memory of processes together, looked at while they run: pages that several share count once."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Final, Self

EVERY: Final = 0.05
"""Seconds between two looks."""
_PROCESSES: Final = Path("/proc")


class Memory:
    """Watches every process that this one starts, and those that they start, as long as the block runs; not what runs
    already, such as the cluster of another group."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._others = frozenset(_below(os.getpid()))
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self.megabytes = max(self.megabytes, sum(map(_own, set(_below(os.getpid())) - self._others)))


def _below(process: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found: list[int] = []
    try:
        for task in (_PROCESSES / str(process) / "task").iterdir():
            found.extend(map(int, (task / "children").read_text().split()))
    except OSError:  # It ended meanwhile.
        return []
    return [*found, *(one for child in found for one in _below(child))]


def _own(process: int) -> float:
    """The memory of a process in MB, its part of what it shares."""
    try:
        said = (_PROCESSES / str(process) / "smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in said.splitlines() if line.startswith("Pss:")), 0.0)
