"""Is it readable and well-formed? Every problem with its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from waypost.core.errors import NotThere, Problem
from waypost.usecases.opening import file_at
from waypost.workspace.folder import Folder


def check(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """All problems of some files and workspaces, warnings included, in the order of the paths.

    Raises NotThere for a path where nothing is.
    """
    found: list[Problem] = []
    for path in paths:
        if not path.exists():
            raise NotThere(path.name)
        found.extend((Folder(path) if path.is_dir() else file_at(path)).problems())
    return tuple(found)
