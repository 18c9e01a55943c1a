"""Opening a roadmap: from its name to what the viewer may know of it at the moment asked.

Whoever names a roadmap that is not there and whoever names one that they may not know hear the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from waypost.core.errors import NotThere, WrongRequest
from waypost.core.roadmap.audience import is_principal
from waypost.core.roadmap.elements import WORKSPACE, Element
from waypost.core.roadmap.view import View, moments
from waypost.core.say import say
from waypost.core.values import EU, Principal, Slug
from waypost.workspace.door import Door
from waypost.workspace.folder import SUFFIX, Folder, OneFile

WORKBOOK: Final = ".xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, and with which times: plan time, recorded moment (None: the newest), day of the figures (None: that
    of the moment)."""

    viewer: Principal = EU
    on: date
    at: datetime | None = None
    vintage: date | None = None
    folder: Path = Path()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A roadmap as the viewer may know it: what holds at the moment asked, and every earlier moment, oldest first.

    `shared` are the moments of what belongs to no roadmap (series, meetings), empty where there is none.
    """

    view: View
    history: tuple[View, ...]
    shared: tuple[View, ...] = ()

    @property
    def workspace(self) -> View | None:
        """What belongs to no roadmap, at the moment asked; None where there is none."""
        return self.shared[-1] if self.shared else None

    @property
    def at(self) -> datetime:
        """The recorded moment in force."""
        return self.view.at

    def view_on(self, day: date) -> View | None:
        """What held at the end of a day; None before the first moment."""
        return _at_end_of(self.history, day)

    def workspace_on(self, day: date) -> View | None:
        """What belonged to no roadmap at the end of a day; None before its first moment."""
        return _at_end_of(self.shared, day)


def _at_end_of(history: tuple[View, ...], day: date) -> View | None:
    return next((one for one in reversed(history) if one.at.date() <= day), None)


def viewer_of(name: str) -> Principal:
    """The principal of that name. Raises WrongRequest for what is none."""
    if not is_principal(name):
        raise WrongRequest(say("cli.no_viewer", value=name))
    return Principal(name)


def door_of(folder: Path, name: str) -> Door:
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


def workspace_at(path: Path) -> Door:
    """The workspace that lies there: a folder, or the file of a database. Raises Refused for another file."""
    if not path.is_file():
        return Folder(path)
    # Imported here: most workspaces are folders, which need no database.
    from waypost.workspace.database.gate import Database

    return Database(path)


def open_roadmap(name: str, asking: Asking) -> Opened:
    """The roadmap of that slug in the folder, or the one in the file of that name.

    Raises NotThere for a name that is not there or hidden, Refused for broken states.
    """
    door = door_of(asking.folder, name)
    homes = [one for one in door.homes() if one != WORKSPACE] if is_file_name(name) else [Slug(name)]
    if not homes or homes == [WORKSPACE]:
        raise NotThere(name)
    history = history_of(door, homes[0], asking, name)
    return Opened(view=history[-1], history=history, shared=history_of_workspace(door, asking))


def history_of(door: Door, home: Slug, asking: Asking, name: str) -> tuple[View, ...]:
    """The views of a home up to the moment asked, at least one; the last is in force and shows something."""
    try:
        states = door.states(home)
    except NotThere:
        raise NotThere(name) from None
    known = tuple(one for one in moments(states, asking.viewer) if asking.at is None or one.at <= asking.at)
    first = next((place for place, one in enumerate(known) if one.elements), len(known))
    if not known[first:] or not known[-1].elements:
        raise NotThere(name)
    return known[first:]


def history_of_workspace(door: Door, asking: Asking) -> tuple[View, ...]:
    """The moments of what belongs to no roadmap, as the viewer may know it; empty where there is nothing."""
    try:
        return history_of(door, WORKSPACE, asking, WORKSPACE)
    except NotThere:
        return ()


def open_all(asking: Asking) -> tuple[Opened, ...]:
    """Every roadmap of the folder that the viewer may know, in order of slug."""
    door = workspace_at(asking.folder)
    shared = history_of_workspace(door, asking)
    found: list[Opened] = []
    for home in door.homes():
        try:
            history = () if home == WORKSPACE else history_of(door, home, asking, home)
        except NotThere:
            continue
        if history:
            found.append(Opened(view=history[-1], history=history, shared=shared))
    return tuple(found)


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
