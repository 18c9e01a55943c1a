"""A JSON file from outside is decoded in the child first: what hangs or grows there never reaches this process."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from waypost.codec.states import decode_state
from waypost.codec.tree import read_tree
from waypost.core.errors import Problem
from waypost.readers.jail import confined
from waypost.readers.tasks import Plain, Task, Unfit

MOST_ELEMENTS: Final = 100_000
"""Elements of one file: ten times those of any roadmap, and each may have a fault that is told."""


def harmless(raw: bytes, file: str) -> Problem | None:
    """Why a JSON file is refused before it is decoded here; None when a child decoded it within its limits.

    What is wrong in it is not told here: whoever decodes it tells every fault in its place.
    """
    return confined(Task.STATE, raw, file=file)[1]


def harmless_each(files: Sequence[tuple[bytes, str]]) -> tuple[Problem | None, ...]:
    """For each of several files, given with their names, what `harmless` says of it.

    One child decodes them all, within the limits of a single file: what stays within these together does so alone.
    Where they do not, each has a child of its own.
    """
    if len(files) > 1:
        sizes = [len(raw) for raw, _ in files]
        if confined(Task.STATES, b"".join(raw for raw, _ in files), {"sizes": sizes}, file=files[0][1])[1] is None:
            return (None,) * len(files)
    return tuple(harmless(raw, file) for raw, file in files)


def read_states(raw: bytes, sizes: list[int]) -> Plain:
    """In the child: decode states that stand one after another, each of a size in bytes; their numbers of elements."""
    ends = list(accumulate(sizes, initial=0))
    return [read_state(raw[start:end]) for start, end in pairwise(ends)]


def read_state(raw: bytes) -> Plain:
    """In the child: decode a state; the number of its elements, 0 where it has faults. Raises Unfit for too many."""
    tree, faults = read_tree(raw, file=None)
    if faults:
        return 0
    held = _held(tree)
    if held > MOST_ELEMENTS:
        raise Unfit("readers.too_many_rows", n=held, limit=MOST_ELEMENTS)
    state, _ = decode_state(raw, file=None)
    return 0 if state is None else len(state.elements)


def _held(tree: object) -> int:
    elements = tree.get("elements") if isinstance(tree, dict) else None
    return len(elements) if isinstance(elements, list) else 0
