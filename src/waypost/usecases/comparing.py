"""What changed between two states, as one viewer may know them; merging two states that grew apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from waypost.codec.states import encode_state
from waypost.core.change.changes import Changes, Merge
from waypost.core.change.diff import diff
from waypost.core.change.merge import merge, reasons_kept
from waypost.core.change.promises import with_promises
from waypost.core.change.sayable import sayable
from waypost.core.errors import NotThere, Problem, Refused
from waypost.core.roadmap.elements import WORKSPACE, State
from waypost.core.say import SayValue, say
from waypost.usecases.moments import moment_of
from waypost.usecases.opening import Asking, Opened, door_of, is_file_name, open_roadmap
from waypost.workspace.atomic import Taken, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two opened roadmaps and what changed from the old to the new."""

    old: Opened
    new: Opened
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge made: its conflicts, and the file written, None where a conflict forbade it."""

    merge: Merge
    state: State
    path: Path | None


def compare(old: str, new: str, asking: Asking) -> Compared:
    """What changed from one roadmap or file to another; `marenia@2026-03-01` names a roadmap as it was recorded then.

    Raises NotThere as `open_roadmap` does.
    """
    before, after = (_open(one, asking) for one in (old, new))
    return Compared(old=before, new=after, changes=diff(before.view, after.view))


def _open(name: str, asking: Asking) -> Opened:
    slug, at, moment = name.rpartition("@")
    if not at or Path(name).exists():
        return open_roadmap(name, asking)
    return open_roadmap(slug, replace(asking, at=moment_of(moment)))


def merge_states(base: str, ours: str, theirs: str, target: Path, asking: Asking, *, now: datetime) -> Merged:
    """Ours with what they changed since `base`, written as a new state; nothing is written while there is a conflict.

    Works on whole states, so it is for whoever holds the files; the viewer only says who writes.

    Args:
        base, ours, theirs: slugs or files.
        target: the file to be written; it must not be there.
        asking: who writes, in which folder.
        now: the moment recorded.

    Raises NotThere, and Refused when the target is there already.
    """
    states = [_whole(one, asking) for one in (base, ours, theirs)]
    merged = merge(*(one.elements for one in states))
    elements = with_promises(states[1].elements, merged.elements, on=now.date())
    reasons = reasons_kept(states[0].elements, elements, *states[1:])
    state = replace(states[1], at=now, by=asking.viewer, reasons=reasons, elements=elements)
    if merged.conflicts:
        return Merged(merge=merged, state=state, path=None)
    write_new(target, encode_state(state))
    return Merged(merge=merged, state=state, path=target)


def _whole(name: str, asking: Asking) -> State:
    door = door_of(asking.folder, name)
    homes = [one for one in door.homes() if one == name or is_file_name(name)]
    if not homes or homes[0] == WORKSPACE:
        raise NotThere(name)
    return door.newest(homes[0])


def write_new(path: Path, raw: bytes) -> None:
    """A new file, whole or not at all. Raises Refused when one of that name is there."""
    try:
        place(path, raw)
    except Taken:
        reason, remedy = say("cli.file_taken", value=path.name), say("cli.file_taken.remedy")
        raise Refused((Problem(code="cli.file_taken", reason=reason, remedy=remedy, file=path.name),)) from None


def shown(value: object) -> SayValue:
    """A value of a field as a sentence can hold it: lists by their length, what has no words of its own as such."""
    return sayable(value)
