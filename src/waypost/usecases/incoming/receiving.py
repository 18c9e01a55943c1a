"""Files sent over the web: kept until their sender decides, before anything of them is read."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from waypost.core.errors import NotThere
from waypost.core.goto import goto
from waypost.core.pages.editing.incoming import sending_page
from waypost.core.people.roles import Power
from waypost.core.roadmap.elements import WORKSPACE
from waypost.core.say import Say, say
from waypost.core.values import Slug
from waypost.usecases.desk import Desk
from waypost.usecases.editing.outcome import Again, Done, Outcome
from waypost.usecases.editing.sending import KEY, TOKEN, Raw, sending
from waypost.usecases.editing.writing import new_key, newest_view
from waypost.usecases.importing import READERS
from waypost.usecases.incoming.batches import batches, keep
from waypost.usecases.incoming.starting import name_for
from waypost.usecases.opening import reading_of

MOST_FILES: Final = 5
NEW: Final = "+"
"""In the place of a roadmap: the file starts one."""


def import_form(desk: Desk, problems: tuple[Say, ...] = (), *, into: str = "") -> bytes:
    """The page on which files are sent, with those that wait; `into` is the roadmap chosen beforehand."""
    heads = ((home, _head(desk, home)) for home in reading_of(desk.asking).homes() if home != WORKSPACE)
    roadmaps = tuple((home, title) for home, title in heads if title is not None)
    waiting = tuple((one.key, ", ".join(each.name for each in one.uploads), one.at) for one in batches(desk))
    hidden = ((TOKEN, "new"), (KEY, new_key()))
    starts = ((NEW, say("editing.import_new")),) if desk.may(Power.START) else ()
    return desk.set(sending_page((*starts, *roadmaps), waiting, problems, hidden, tuple(READERS), into))


def _head(desk: Desk, home: Slug) -> Say | None:
    try:
        head = newest_view(desk, home).roadmap
    except NotThere:
        return None
    return None if head is None else say("page.words", words=head[0].title)


def receive(desk: Desk, files: tuple[tuple[str, bytes], ...], raw: Raw) -> Outcome:
    """Keep files that were sent until their sender decides. Nothing of them is written into a roadmap."""
    sent = sending(raw, ("into",))
    if not files or len(files) > MOST_FILES:
        return Again(body=import_form(desk, (say("editing.import_no_file", n=MOST_FILES),)), status=422)
    named = tuple((_plain_name(name), content) for name, content in files)
    odd = next((name for name, _ in named if PurePosixPath(name).suffix.lower() not in READERS), None)
    if odd is not None:
        return Again(body=import_form(desk, (say("cli.no_form", value=odd, known=tuple(READERS)),)), status=422)
    into = sent.given("into")
    if into != NEW:
        return Done(to=goto("incoming", key=keep(desk, named, into)), told="received")
    if not desk.may(Power.START):
        raise NotThere(NEW)
    if len(named) > 1:
        return Again(body=import_form(desk, (say("editing.import_one_starts"),), into=into), status=422)
    home = name_for(None, PurePosixPath(named[0][0]).stem)
    return Done(to=goto("incoming", key=keep(desk, named, home, starts=True)), told="received")


def _plain_name(name: str) -> str:
    """The name of a file without its folders and without signs that do not print."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(one for one in last if one.isprintable())[:120] or "-"
