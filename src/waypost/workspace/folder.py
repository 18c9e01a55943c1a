"""A folder as workspace: `roadmaps/<slug>/<moment>.json` and `workspace/<moment>.json`, one state a file (design 4).

A moment in a file name is a day, which stands for its first second in UTC, or `2026-10-01T101530Z`, with a fraction
where it has one (`2026-10-01T101530.250000Z`, as a database of many writers gives out); the latest is current. The name
and the state say the same moment and the same home. Files are never overwritten, and links to elsewhere are never
followed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Final

from waypost.codec.scalars import SLUG
from waypost.codec.states import decode_state, encode_state
from waypost.codec.tree import LARGEST_FILE
from waypost.core.errors import NotThere, Problem, Refused, Severity
from waypost.core.roadmap.elements import WORKSPACE, State
from waypost.core.say import SayValue, say
from waypost.core.values import Slug
from waypost.workspace.atomic import Taken, place

ROADMAPS: Final = "roadmaps"
SUFFIX: Final = ".json"
_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2})(\d{2})(\d{2})(?:\.(\d{6}))?Z)?\.json", re.ASCII)
_is_slug = re.compile(SLUG).fullmatch


def moment_of(name: str) -> datetime | None:
    """The moment that a file name says; None for a name that says none."""
    parts = _NAME.fullmatch(name)
    if parts is None:
        return None
    day, *clock, fraction = parts.groups()
    try:
        return datetime.fromisoformat(f"{day}T{':'.join(part or '00' for part in clock)}.{fraction or '000000'}+00:00")
    except ValueError:
        return None


def name_of(moment: datetime) -> str:
    """The file name of a moment: a day for its first second, else day and time, in UTC.

    Raises ValueError for a moment without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError(moment)
    at = moment.astimezone(UTC)
    clock = "" if at.time() == time.min else f"T{at:%H%M%S}{f'.{at:%f}' if at.microsecond else ''}Z"
    return at.date().isoformat() + clock + SUFFIX


@dataclass(frozen=True, slots=True)
class _File:
    """A file whose name says a moment."""

    path: Path
    moment: datetime


class Folder:
    """A workspace in a folder. States are read once: a file, once written, does not change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[Path, tuple[State | None, tuple[Problem, ...]]] = {}

    def homes(self) -> tuple[Slug, ...]:
        """See `Door`. A folder whose name is no slug is no home, and a problem."""
        return tuple(home for home in self._homes() if self._files(home)[0] or self._files(home)[1])

    def moments(self, home: Slug) -> tuple[datetime, ...]:
        """See `Door`."""
        return tuple(one.moment for one in self._sound(home))

    def states(self, home: Slug) -> tuple[State, ...]:
        """See `Door`. One broken state refuses all: a history with a hole would tell another story."""
        return self._states(self._sound(home))

    def newest(self, home: Slug) -> State:
        """See `Door`. A broken newest state is refused; an older one never stands in for it."""
        return self._states(self._sound(home)[-1:])[0]

    def state_at(self, home: Slug, at: datetime) -> State:
        """See `Door`."""
        before = [one for one in self._sound(home) if one.moment <= at]
        if not before:
            raise NotThere(home)
        return self._states(before[-1:])[0]

    def write(self, state: State) -> None:
        """See `Door`. What is written is read back before it takes its place: no file that would be refused."""
        folder = self._folder(state.home)
        if folder is None:
            raise Refused((_problem("workspace.not_a_slug", str(state.home), value=str(state.home)),))
        path = folder / name_of(state.at)
        raw = encode_state(state)
        errors = _errors(decode_state(raw, file=self._name(path))[1])
        if errors:
            raise Refused(errors)
        if any(one.moment == state.at for one in self._files(state.home)[0]):
            raise Refused((self._about("workspace.moment_taken", path, value=state.at),))
        try:
            place(path, raw)
        except Taken:
            raise Refused((self._about("workspace.moment_taken", path, value=state.at),)) from None

    def problems(self) -> tuple[Problem, ...]:
        """See `Door`."""
        found = list(self._odd_homes())
        for home in self._homes():
            files, odd = self._files(home)
            found.extend(odd)
            for one in files:
                found.extend(self._state(one)[1])
        return tuple(found)

    # ------------------------------------------------------------------------------------------ what lies where

    def _homes(self) -> Iterator[Slug]:
        """Every folder that can be a home, in order of name."""
        roadmaps = self.root / ROADMAPS
        names = {path.name for path in _listed(roadmaps) if _is_slug(path.name) and path.is_dir()}
        if self._is_plain_folder(self.root / WORKSPACE):
            names.add(WORKSPACE)
        yield from map(Slug, sorted(names))

    def _odd_homes(self) -> Iterator[Problem]:
        for path in (self.root / ROADMAPS, self.root / WORKSPACE):
            if path.is_symlink():
                yield self._about("workspace.symlink", path)
        for path in _listed(self.root / ROADMAPS):
            if path.is_symlink():
                yield self._about("workspace.symlink", path)
            elif not path.is_dir():
                yield self._about("workspace.odd_file", path, severity=Severity.WARNING, value=path.name)
            elif not _is_slug(path.name) or path.name == WORKSPACE:
                yield self._about("workspace.not_a_slug", path, value=path.name)

    def _folder(self, home: Slug) -> Path | None:
        """Where a home lies; None when its name is no slug (it could lead out of the workspace)."""
        if home == WORKSPACE:
            return self.root / WORKSPACE
        return self.root / ROADMAPS / home if _is_slug(home) else None

    def _is_plain_folder(self, path: Path) -> bool:
        return path.is_dir() and not path.is_symlink()

    def _files(self, home: Slug) -> tuple[list[_File], list[Problem]]:
        """The files of a home, oldest first, and what in its folder is none. Hidden files are no concern of ours."""
        folder = self._folder(home)
        if folder is None:
            return [], []
        found: list[_File] = []
        odd = [self._about("workspace.symlink", one) for one in (folder.parent, folder) if one.is_symlink()]
        for path in () if odd else _listed(folder):
            moment = moment_of(path.name)
            if path.is_symlink():
                odd.append(self._about("workspace.symlink", path))
            elif moment is None or not path.is_file():
                odd.append(self._odd(path))
            else:
                found.append(_File(path, moment))
        found.sort(key=lambda one: (one.moment, one.path.name))
        for earlier, later in pairwise(found):
            if earlier.moment == later.moment:
                odd.append(self._about("workspace.moment_twice", later.path, other=earlier.path.name))
        return found, odd

    def _odd(self, path: Path) -> Problem:
        """A file that looks like a state could be the newest one: it is an error. Any other is a warning."""
        if path.suffix == SUFFIX:
            return self._about("workspace.odd_name", path, value=path.name)
        return self._about("workspace.odd_file", path, severity=Severity.WARNING, value=path.name)

    def _sound(self, home: Slug) -> list[_File]:
        """The files of a home, at least one; raises where there is none, or where one may be hidden by an error."""
        files, odd = self._files(home)
        errors = _errors(odd)
        if errors:
            raise Refused(errors)
        if not files:
            raise NotThere(home)
        return files

    # --------------------------------------------------------------------------------------------- what they say

    def _states(self, files: Iterable[_File]) -> tuple[State, ...]:
        read = [self._state(one) for one in files]
        errors = _errors(problem for _, problems in read for problem in problems)
        if errors:
            raise Refused(errors)
        return tuple(state for state, _ in read if state is not None)

    def _state(self, file: _File) -> tuple[State | None, tuple[Problem, ...]]:
        if file.path not in self._read:
            state, problems = _read_file(file.path, self._name(file.path))
            if state is not None:
                problems += tuple(self._misplaced(file, state))
            self._read[file.path] = (state, problems)
        return self._read[file.path]

    def _misplaced(self, file: _File, state: State) -> Iterator[Problem]:
        if state.at != file.moment:
            yield self._about("workspace.other_moment", file.path, said=state.at, name=file.path.name)
        if file.path.parent != self._folder(state.home):
            yield self._about("workspace.other_home", file.path, said=state.home)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _about(self, code: str, path: Path, *, severity: Severity = Severity.ERROR, **values: SayValue) -> Problem:
        return _problem(code, self._name(path), severity=severity, **values)


ReadState = Callable[[bytes, str], tuple[State | None, tuple[Problem, ...]]]
"""From the bytes and the name of a file to its state and every problem in it."""


class OneFile:
    """A single state file as a workspace with one home and one moment; nothing can be written to it.

    `read` reads a file of another form than JSON: its bytes and its name to the state and its problems.
    """

    def __init__(self, path: Path, read: ReadState | None = None) -> None:
        self.path = path
        self._reader = read
        self._read: tuple[State | None, tuple[Problem, ...]] | None = None

    def homes(self) -> tuple[Slug, ...]:
        """See `Door`."""
        return (self._state().home,)

    def moments(self, home: Slug) -> tuple[datetime, ...]:
        """See `Door`."""
        return (self.newest(home).at,)

    def states(self, home: Slug) -> tuple[State, ...]:
        """See `Door`."""
        return (self.newest(home),)

    def newest(self, home: Slug) -> State:
        """See `Door`."""
        if self._state().home != home:
            raise NotThere(home)
        return self._state()

    def state_at(self, home: Slug, at: datetime) -> State:
        """See `Door`."""
        if self.newest(home).at > at:
            raise NotThere(home)
        return self.newest(home)

    def write(self, state: State) -> None:
        """Always refused: a file holds one state, and no state is overwritten."""
        raise Refused((_problem("workspace.one_file", self.path.name, value=state.at),))

    def problems(self) -> tuple[Problem, ...]:
        """See `Door`."""
        return self._once()[1]

    def _once(self) -> tuple[State | None, tuple[Problem, ...]]:
        if self._read is None:
            self._read = self._reading()
        return self._read

    def _reading(self) -> tuple[State | None, tuple[Problem, ...]]:
        if self._reader is None:
            return _read_file(self.path, self.path.name)
        return self._reader(self.path.read_bytes(), self.path.name)

    def _state(self) -> State:
        if not self.path.is_file():
            raise NotThere(self.path.name)
        state, problems = self._once()
        if state is None:
            raise Refused(_errors(problems))
        return state


def _read_file(path: Path, name: str) -> tuple[State | None, tuple[Problem, ...]]:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError:
        return None, (_problem("workspace.unreadable", name),)
    return decode_state(raw, file=name)


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder, in order of name, without hidden files; nothing where there is no folder."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    return sorted((path for path in folder.iterdir() if not path.name.startswith(".")), key=lambda path: path.name)


def _errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(one for one in problems if one.severity is Severity.ERROR)


def _problem(code: str, file: str, *, severity: Severity = Severity.ERROR, **values: SayValue) -> Problem:
    return Problem(code=code, severity=severity, reason=say(code, **values), remedy=say(f"{code}.remedy"), file=file)
