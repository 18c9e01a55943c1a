"""A JSON file from outside is decoded in the child first: what hangs or grows there never reaches this process."""

from __future__ import annotations

from waypost.codec.states import decode_state
from waypost.codec.tree import read_tree
from waypost.core.errors import Problem
from waypost.readers.jail import confined
from waypost.readers.tasks import Plain, Task


def harmless(raw: bytes, file: str) -> Problem | None:
    """Why a JSON file is refused before it is decoded here; None when a child decoded it within its limits.

    What is wrong in it is not told here: whoever decodes it tells every fault in its place.
    """
    return confined(Task.STATE, raw, file=file)[1]


def read_state(raw: bytes) -> Plain:
    """In the child: decode a state; the number of its elements, 0 where it has faults."""
    _, faults = read_tree(raw, file=None)
    if faults:
        return 0
    state, _ = decode_state(raw, file=None)
    return 0 if state is None else len(state.elements)
