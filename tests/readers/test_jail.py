"""The child that reads files from outside can do nothing else."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from waypost.readers.tasks import PLACES, Task

LOCKED = """
import sys
from waypost.readers.child.inmate import _refuse, leave_the_network, take_limits
take_limits(memory=512 * 1024 * 1024, seconds=10)
leave_the_network()
sys.addaudithook(_refuse)
"""


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/left-behind', 'w')",
        "open('/left-behind', 'ab')",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.remove('/left-behind')",
        "import os; os.mkdir('/left-behind')",
        "import os; os.execv('/bin/true', ['true'])",
        "import ctypes; ctypes.CDLL(None)",
    ],
)
def test_child_may_not(attempt: str) -> None:
    """Writing, reaching the network, starting a program and calling the system are refused, whoever asks."""
    code = f"{LOCKED}\ntry:\n    {attempt}\nexcept PermissionError:\n    sys.exit(0)\nsys.exit(1)\n"
    run = subprocess.run([sys.executable, "-I", "-B", "-c", code], capture_output=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr.decode()


def test_child_may_read_and_reckon() -> None:
    """What a reader needs is left to it: its libraries, and memory within its limit."""
    code = f"{LOCKED}\nimport zoneinfo, json, colorsys\nassert len(bytes(50_000_000)) == 50_000_000\n"
    run = subprocess.run([sys.executable, "-I", "-B", "-c", code], capture_output=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr.decode()


@pytest.mark.parametrize("task", Task)
def test_every_task_has_its_function(task: Task) -> None:
    """What the child may be asked to do is there."""
    module, function = PLACES[task]
    assert callable(getattr(importlib.import_module(module), function))
