"""Reads the command blocks of a document and runs them as a reader would, one after another in one folder.

A block is fenced with ``console``. A line that starts with ``$ `` is a command (continued by a last backslash and
``> ``); the lines below it are what it prints, standard output and errors together. A line ``...`` stands for any
lines, ``...`` inside a line for any characters. After the word ``console`` may stand ``exit=3``: then that is the
exit code of the block's last command; otherwise it is 0 or 1 (done, or done with findings).
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```[ ]*$", re.MULTILINE | re.DOTALL)
SPACES = re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]")
"""Spaces that look like a space to whoever reads a document."""
TIMEOUT = 120
"""Seconds for one command; none of the documents' takes more than a few."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a document, what it is to print, and which exit code is meant (None: 0 or 1)."""

    line: int
    words: str
    expected: str
    code: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: the language named after its fence, its text, and its first line in the document."""

    line: int
    info: str
    body: str


def blocks(document: str) -> Iterator[Block]:
    """Every fenced block of a document, in order."""
    for match in FENCE.finditer(document):
        indent = match["indent"]
        body = "".join(line.removeprefix(indent) for line in match["body"].splitlines(keepends=True))
        yield Block(document.count("\n", 0, match.start()) + 2, match["info"].strip(), body)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block with what each is to print."""
    wanted = re.search(r"\bexit=(\d+)", block.info)
    starts = [match.start() for match in re.finditer(r"^\$ ", block.body, re.MULTILINE)]
    for start, end in zip(starts, [*starts[1:], len(block.body)], strict=True):
        lines = block.body[start:end].splitlines()
        words = lines.pop(0).removeprefix("$ ")
        while words.endswith("\\") and lines:
            words = words.removesuffix("\\") + lines.pop(0).removeprefix("> ")
        code = int(wanted[1]) if wanted and end == len(block.body) else None
        yield Command(block.line + block.body.count("\n", 0, start), words, "\n".join(lines), code)


def matches(expected: str, printed: str) -> bool:
    """Whether what was printed is what the document shows, `...` standing for anything, any space for a space."""
    expected, printed = SPACES.sub(" ", expected), SPACES.sub(" ", printed)
    parts = []
    for line in expected.rstrip().splitlines():
        if line.strip() == "...":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(r"[^\n]*".join(re.escape(part) for part in line.rstrip().split("...")) + r"\n")
    shown = "".join(line.rstrip() + "\n" for line in printed.rstrip().splitlines())
    return re.fullmatch("".join(parts), shown) is not None


class Reader:
    """Someone who types the commands of one document in an empty folder, with Waypost installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "110",
            "NO_COLOR": "1",
            "TERM": "dumb",
        }

    def type(self, command: Command) -> None:
        """Runs one command and fails, showing both, when it does not print what the document says."""
        words = shlex.split(command.words, comments=True)
        if words[:1] == ["cd"]:
            self.folder = (self.folder / words[1]).resolve()
            assert self.folder.is_dir()
            assert self.folder.is_relative_to(self.home.resolve())
            return
        run = subprocess.run(
            ["bash", "-c", command.words],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        said = f"line {command.line}: $ {command.words}\nexit code {run.returncode}, printed:\n{run.stdout}"
        assert run.returncode in ((0, 1) if command.code is None else (command.code,)), said
        assert matches(command.expected, run.stdout), f"{said}\nthe document shows:\n{command.expected}"
