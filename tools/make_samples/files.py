"""Where samples are written: one state a file, in the form in which workspaces are carried (contract 4)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from waypost.codec.states import decode_state, encode_state
from waypost.core.roadmap.elements import WORKSPACE, State
from waypost.workspace.folder import name_of

SAMPLES: Final = Path(__file__).resolve().parents[2] / "src" / "waypost" / "workspace" / "samples"


def state_path(folder: Path, state: State) -> Path:
    """Where a state lies in a workspace."""
    home = folder / "workspace" if state.home == WORKSPACE else folder / "roadmaps" / state.home
    return home / name_of(state.at)


def write_states(folder: Path, states: Iterable[State]) -> None:
    """Write each state under its home and moment, and print how large it is.

    Files of the same homes that are written no more are removed. Raises ValueError for a state that would be refused.
    """
    written: set[Path] = set()
    for state in states:
        path = state_path(folder, state)
        raw = encode_state(state)
        _, problems = decode_state(raw, file=str(path.relative_to(folder)))
        if problems:
            raise ValueError([(one.element, one.field, one.reason) for one in problems[:20]])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        written.add(path)
        print(f"{path.relative_to(folder)}: {len(state.elements)} elements, {len(raw) // 1000} kB")
    for home in {path.parent for path in written}:
        for path in set(home.glob("*.json")) - written:
            path.unlink()
