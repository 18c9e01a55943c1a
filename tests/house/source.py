"""The modules of the package as text and as trees: what the tests of the house read."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "waypost"


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the package."""

    path: str
    """From the package's folder, with slashes: `core/say.py`."""
    text: str = field(repr=False)
    tree: ast.Module = field(repr=False)

    @property
    def layer(self) -> str:
        """The first folder of the path."""
        return self.path.partition("/")[0]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, in order of path."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path.relative_to(PACKAGE).as_posix(), text, ast.parse(text)))
    return tuple(found)


def core() -> tuple[Module, ...]:
    """The modules of the core."""
    return tuple(module for module in modules() if module.layer == "core")


def imported(tree: ast.Module) -> set[str]:
    """The full names of all modules that a tree imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names
