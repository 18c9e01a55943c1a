"""The child process: takes its limits, then one task, then bytes; gives plain data and ends.

Started by `jail` as `python -I -B -m waypost.readers.child.inmate TASK MEMORY SECONDS OPTIONS`. With a round of files
named after that it parses nothing itself: it loads the libraries once and forks a child for each file (`rounds`).

What stands in the bytes is hostile until the opposite is shown: after the limits are taken and the libraries are there,
nothing may be written, started or reached, whatever a reader is made to try. A reader that dies takes this process with
it and nothing else.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import resource
import sys
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from waypost.readers.tasks import PLACES, Plain, Task, Unfit

Do: TypeAlias = Callable[[bytes], Plain]
"""A task with its options."""

TOO_MUCH_MEMORY: Final = 77
"""The exit code of a child that met its limit of memory and could still say so."""

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_FORBIDDEN: Final = ("socket.", "subprocess.", "os.", "shutil.", "ctypes.", "mmap.", "pty.", "webbrowser.", "urllib.")
_HARMLESS: Final = frozenset({"os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.putenv", "os.unsetenv"})
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> int:
    """Do the task named on the command line; the answer goes to standard output as JSON."""
    task = Task(sys.argv[1])
    memory, seconds = (int(one) for one in sys.argv[2:4])
    module, function = PLACES[task]
    if len(sys.argv) > 5:
        from waypost.readers.child.rounds import Round, attend

        do: Do = partial(getattr(importlib.import_module(module), function), **json.loads(sys.argv[4]))
        attend(Round(**json.loads(sys.argv[5])), lambda raw: answered(do, raw, memory=memory, seconds=seconds))
        return 0
    take_limits(memory=memory, seconds=seconds)
    do = partial(getattr(importlib.import_module(module), function), **json.loads(sys.argv[4]))
    return confess(do, sys.stdin.buffer.read())


def answered(do: Do, raw: bytes, *, memory: int, seconds: int) -> int:
    """Do a task on one file of several, within limits of its own."""
    take_limits(memory=memory, seconds=seconds)
    return confess(do, raw)


def confess(do: Do, raw: bytes) -> int:
    """Do a task where nothing may be written, started or reached any more; the exit code."""
    leave_the_network()
    sys.addaudithook(_refuse)
    try:
        answer = {"done": do(raw)}
    except Unfit as error:
        answer = {"unfit": [error.code, error.values, error.place]}
    except MemoryError:
        return TOO_MUCH_MEMORY
    json.dump(answer, sys.stdout, ensure_ascii=True, separators=(",", ":"))
    sys.stdout.flush()
    return 0


def take_limits(*, memory: int, seconds: int) -> None:
    """Memory in bytes, time on a processor in seconds, no file written, few files open, no image of a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_the_network() -> None:
    """A network of its own with nothing in it, where the kernel allows that; elsewhere the audit hook stands alone."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None:
        unshare(_NEW_USER | _NEW_NETWORK)


def _refuse(event: str, details: tuple[Plain, ...]) -> None:
    """Ends every attempt to write, start or reach something. Cannot be taken back in this process."""
    if event == "open":
        flags = details[2] if isinstance(details[2], int) else 0
        if flags & _WRITING:
            raise PermissionError(event)
    elif event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        raise PermissionError(event)


if __name__ == "__main__":
    sys.exit(main())
