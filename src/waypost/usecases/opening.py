"""Opening a roadmap: from its name to what the viewer may know of it at the moment asked.

Whoever names a roadmap that is not there and whoever names one that they may not know hear the same words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Protocol, TypeGuard, final

from waypost.core.errors import NotThere, WrongRequest
from waypost.core.places import Place
from waypost.core.roadmap.audience import is_principal
from waypost.core.roadmap.elements import WORKSPACE, Element, origin_of
from waypost.core.roadmap.view import View, moments
from waypost.core.say import say
from waypost.core.values import EU, Principal, Slug
from waypost.workspace.door import Door
from waypost.workspace.folder import SUFFIX, Folder, OneFile

WORKBOOK: Final = ".xlsx"
NEWEST: Final = datetime.max.replace(tzinfo=UTC)
"""A moment after every other: asked for, it gives what holds now."""


class Reading(Protocol):
    """What one viewer may get of a workspace. Whoever holds it cannot get more, and need not know where it lies.

    There are two: `Seen`, a door and the function `see`; and the wall of a database (`Walled`).
    """

    def homes(self) -> tuple[Slug, ...]:
        """The homes of which the viewer may know something, and possibly others, in order of name."""

    def views(self, home: Slug) -> tuple[View, ...]:
        """The moments of a home at which something changed that the viewer may know, oldest first.

        Raises NotThere where there is none.
        """

    def view_at(self, home: Slug, at: datetime) -> View:
        """The last of `views` at or before a moment. Raises NotThere where there is none."""


class Seen:
    """A workspace behind a door through the eyes of one viewer; each home is read once."""

    def __init__(self, door: Door, viewer: Principal) -> None:
        self._door = door
        self._viewer = viewer
        self._views: dict[Slug, tuple[View, ...]] = {}

    def homes(self) -> tuple[Slug, ...]:
        """See `Reading`."""
        return self._door.homes()

    def views(self, home: Slug) -> tuple[View, ...]:
        """See `Reading`. Raises Refused for broken states."""
        if home not in self._views:
            self._views[home] = moments(self._door.states(home), self._viewer)
        return self._views[home]

    def view_at(self, home: Slug, at: datetime) -> View:
        """See `Reading`."""
        before = [one for one in self.views(home) if one.at <= at]
        if not before:
            raise NotThere(home)
        return before[-1]


class Once:
    """A reading that keeps what it gave: one page asks for the same home several times, and reads it once."""

    def __init__(self, reading: Reading) -> None:
        self.homes = cache(reading.homes)
        self.views = cache(reading.views)
        self.view_at = cache(reading.view_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, and with which times: plan time, recorded moment (None: the newest), day of the figures (None: that
    of the moment).

    `reading` is what the viewer may get; None where it lies in `folder`, which may also be the file of a database, or
    a server.
    """

    viewer: Principal = EU
    on: date
    at: datetime | None = None
    vintage: date | None = None
    folder: Place = Path()
    reading: Reading | None = None

    @property
    def until(self) -> datetime:
        """The moment up to which the viewer asks to know."""
        return self.at or NEWEST


@final
class Opened:
    """A roadmap as the viewer may know it at the moment asked, and at every earlier one.

    Only what is asked for is read: a page of today does not wait for two hundred earlier states. `shared` is what
    belongs to no roadmap (series, meetings); it shows nothing where there is nothing.
    """

    def __init__(self, reading: Reading, home: Slug, until: datetime) -> None:
        self._reading = reading
        self._until = until
        self.view = _view(reading, home, until)

    @cached_property
    def history(self) -> tuple[View, ...]:
        """Every moment up to the one asked, oldest first; it begins with the first that shows something."""
        return _history(self._reading, self.view.home, self._until)

    @cached_property
    def workspace(self) -> View | None:
        """What belongs to no roadmap, at the moment asked; None where there is none."""
        return self._workspace_at(self._until)

    @property
    def at(self) -> datetime:
        """The recorded moment in force."""
        return self.view.at

    def view_on(self, day: date) -> View | None:
        """What held at the end of a day; None before the first moment."""
        return _view_or_none(self._reading, self.view.home, min(_end_of(day), self._until))

    def workspace_on(self, day: date) -> View | None:
        """What belonged to no roadmap at the end of a day; None before its first moment."""
        return self._workspace_at(min(_end_of(day), self._until))

    def _workspace_at(self, at: datetime) -> View | None:
        return _view_or_none(self._reading, WORKSPACE, at)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)


def _view(reading: Reading, home: Slug, at: datetime) -> View:
    view = reading.view_at(home, at)
    if not view.elements:
        raise NotThere(home)
    return view


def _view_or_none(reading: Reading, home: Slug, at: datetime) -> View | None:
    try:
        return _view(reading, home, at)
    except NotThere:
        return None


def _history(reading: Reading, home: Slug, until: datetime) -> tuple[View, ...]:
    known = tuple(one for one in reading.views(home) if one.at <= until)
    first = next((place for place, one in enumerate(known) if one.elements), len(known))
    return known[first:]


def viewer_of(name: str) -> Principal:
    """The principal of that name. Raises WrongRequest for what is none."""
    if not is_principal(name):
        raise WrongRequest(say("cli.no_viewer", value=name))
    return Principal(name)


def door_of(folder: Place, name: str) -> Door:
    """The workspace in which a roadmap of that name is to be looked for: the folder, or the one file."""
    return file_at(Path(name)) if is_file_name(name) else workspace_at(folder)


def is_file_name(name: str) -> bool:
    """Whether a roadmap is named by a file: a state in JSON, or a workbook that Waypost made."""
    return name.endswith((SUFFIX, WORKBOOK))


def file_at(path: Path) -> OneFile:
    """One file as a workspace with one roadmap and one moment."""
    if path.suffix != WORKBOOK:
        return OneFile(path)
    # Imported here: most roadmaps are no workbooks.
    from waypost.readers.returned.whole import read_whole

    return OneFile(path, read_whole)


def is_folder(place: Place) -> TypeGuard[Path]:
    """Whether a workspace lies there as a folder, and in no database."""
    return isinstance(place, Path) and not place.is_file()


def workspace_at(place: Place) -> Door:
    """The workspace that lies there: a folder, the file of a database, or a server. Raises Refused for another file."""
    if is_folder(place):
        return Folder(place)
    # Imported here: most workspaces are folders, which need no database.
    from waypost.workspace.database.gate import Database

    return Database(place)


def reading_of(asking: Asking) -> Reading:
    """What the viewer may get of the workspace asked."""
    return asking.reading or Seen(workspace_at(asking.folder), asking.viewer)


def once(asking: Asking) -> Asking:
    """The same with a reading that reads each home once, for a use case that asks for several things."""
    return replace(asking, reading=Once(reading_of(asking)))


def open_roadmap(name: str, asking: Asking) -> Opened:
    """The roadmap of that slug; where a folder is asked, also the one in the file of that name.

    Raises NotThere for a name that is not there or hidden, Refused for broken states.
    """
    if asking.reading is None and is_file_name(name):
        door = file_at(Path(name))
        return _opened(name, Seen(door, asking.viewer), door.homes()[0], asking.until)
    if name == WORKSPACE:
        raise NotThere(name)
    return _opened(name, reading_of(asking), Slug(name), asking.until)


def _opened(name: str, reading: Reading, home: Slug, until: datetime) -> Opened:
    """A home under the name by which it was asked for, which is the one told when it is not there."""
    try:
        return Opened(reading, home, until)
    except NotThere:
        raise NotThere(name) from None


def open_workspace(asking: Asking) -> View | None:
    """What belongs to no roadmap, as the viewer may know it at the moment asked; None where there is nothing."""
    return _view_or_none(reading_of(asking), WORKSPACE, asking.until)


def open_all(asking: Asking) -> tuple[Opened, ...]:
    """Every roadmap that the viewer may know, in order of slug; a proposal of one is none."""
    reading = reading_of(asking)
    found = (open_if_there(home, reading, asking.until) for home in roadmaps_in(reading))
    return tuple(one for one in found if one is not None)


def roadmaps_in(reading: Reading) -> tuple[Slug, ...]:
    """The slug of every roadmap of a workspace, in order, whoever may know it; a proposal of one is none."""
    return tuple(home for home in reading.homes() if home != WORKSPACE and origin_of(home) is None)


def open_if_there(home: Slug, reading: Reading, until: datetime) -> Opened | None:
    """A roadmap; None where there is nothing of it that the viewer may know."""
    try:
        return Opened(reading, home, until)
    except NotThere:
        return None


def find_element(name: str, *views: View | None) -> Element:
    """The element of that printed number, where only one has it, else of that id.

    Raises NotThere when there is none, or when the number names several (contract 1).
    """
    elements = [one for view in views if view is not None for one in view.elements]
    numbered = [one for one in elements if one.number == name]
    named = [one for one in elements if one.id == name]
    found = numbered if len(numbered) == 1 else named
    if not found:
        raise NotThere(name)
    return found[0]
