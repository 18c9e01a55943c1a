"""A roadmap as files: the very bytes that the command line writes for the same reader, times and language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.change.portion import owners
from waypost.core.errors import WrongRequest
from waypost.core.pages.downloads import downloads_page
from waypost.core.pages.page import Query
from waypost.core.say import say
from waypost.core.values import Slug
from waypost.usecases import exporting, papers
from waypost.usecases.briefs import Wanted, brief_of, name_of
from waypost.usecases.desk import Desk
from waypost.usecases.exporting import file_stem, portion_of
from waypost.usecases.opening import open_roadmap
from waypost.usecases.openings import note_download


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What else is asked of a file: for a brief a meeting, a day to compare with, a length; else whose rows."""

    meeting: str | None = None
    since: date | None = None
    length: str = "full"
    owner: str | None = None


Made = tuple[str, bytes]
"""The name of a file, and its bytes."""


def downloads(desk: Desk, home: str, *, keep: Query = ()) -> bytes:
    """The page of everything that can be taken along. Raises NotThere for an unknown roadmap."""
    view = open_roadmap(home, desk.asking).view
    return desk.set(downloads_page(view, tuple(sorted(owners(view))), keep=keep))


def download(desk: Desk, home: str, form: str, asked: Asked) -> Made:
    """A roadmap in one form. Raises NotThere for an unknown roadmap, WrongRequest for a form that is not offered."""
    make = FORMS.get(form)
    if make is None:
        raise WrongRequest(say("cli.no_form", value=form[:20], known=tuple(FORMS)))
    made = make(desk, home, asked)
    note_download(desk, Slug(home), form)
    return made


def _brief(form: str) -> Callable[[Desk, str, Asked], Made]:
    def made(desk: Desk, home: str, asked: Asked) -> Made:
        wanted = Wanted(meeting=asked.meeting, since=asked.since, length=asked.length)
        brief = brief_of(home, desk.asking, wanted)
        raw = papers.FORMS[form](brief, desk.words, desk.drawings)
        return f"{name_of(home, brief, desk.words.language)}.{form}", raw

    return made


def _export(form: str) -> Callable[[Desk, str, Asked], Made]:
    def made(desk: Desk, home: str, asked: Asked) -> Made:
        given = portion_of(home, desk.asking, asked.owner)
        chosen = exporting.FORMS[form]
        return f"{file_stem(given)}.{chosen.ending}", chosen.write(given, desk.words)

    return made


FORMS: Final[dict[str, Callable[[Desk, str, Asked], Made]]] = {
    "pdf": _brief("pdf"),
    "html": _brief("html"),
    "docx": _brief("docx"),
    "brief-xlsx": _brief("xlsx"),
    "brief-json": _brief("json"),
    "xlsx": _export("xlsx"),
    "rows-docx": _export("docx"),
    "ics": _export("ics"),
    "json": _export("json"),
}
"""What is offered, by the name in its address."""
