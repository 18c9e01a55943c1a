"""Starting a roadmap on the web: an empty one with its title, partners and frameworks, or one from a file.

The name under which it lies ends in figures drawn by chance: no name that somebody chooses can tell them that a roadmap
they may not know has it already.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import replace
from typing import Final

from waypost.core.change.founding import HEAD, nothing_yet
from waypost.core.editing.edit import Edit, added
from waypost.core.editing.readers import started
from waypost.core.goto import goto
from waypost.core.pages.editing.filling import READERS, starting_page
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.view import View, see
from waypost.core.values import Missing, Slug, Text
from waypost.usecases.desk import Desk
from waypost.usecases.editing.closings import keep_first
from waypost.usecases.editing.elements import CHECK, WANTED
from waypost.usecases.editing.fields import Typed, cells_of, filling_of
from waypost.usecases.editing.outcome import Again, Done, Outcome
from waypost.usecases.editing.sending import Raw, Sending, sending
from waypost.usecases.editing.writing import gate_of, person_of
from waypost.usecases.merging import fresh_id
from waypost.words.typed.inputs import Returned, names, returned
from waypost.workspace.database.gate import Sent

NOT_YET: Final = Slug("not-yet")
"""The name of a roadmap that has none yet."""
LONGEST: Final = 50


def start_form(desk: Desk) -> bytes:
    """The form of a roadmap that is not there yet."""
    view = _nothing(desk)
    filling = filling_of(KINDS[HEAD], None, cells_of(view, desk.words, desk.asking.on), Typed(), token="new")
    return desk.set(starting_page(view, filling, ""))


def _nothing(desk: Desk) -> View:
    return see(nothing_yet(NOT_YET, desk.viewer), desk.viewer)


def start_empty(desk: Desk, raw: Raw) -> Outcome:
    """Start a roadmap with what the form says of it."""
    view, kind = _nothing(desk), KINDS[HEAD]
    held = {one: texts[0] for one, texts in raw.items() if texts}
    known = (*names(kind, None, held), CHECK, READERS)
    sent = sending(raw, known, about=names(kind, None, {}))
    read = returned(kind, None, sent.boxes, cells_of(view, desk.words, desk.asking.on), kept=sent.kept)
    made = added(view, HEAD, read.values, name=fresh_id()) if not read.problems else ()
    problems = (*read.problems, *(made if isinstance(made, tuple) else ()))
    if problems or not isinstance(made, Edit) or sent.given(CHECK):
        return _again(desk, view, sent, replace(read, problems=problems))
    edit = started(view, made, WANTED) if sent.given(READERS) == "all" else made
    (head,) = edit.puts
    home = name_for(head.title if isinstance(head.title, Text) else None)
    first = (replace(head, home=home),)
    state = State(home=home, at=desk.now, by=desk.viewer, why=Missing.NOT_STATED, elements=first)
    return Done(to=goto("roadmap", home=record(desk, sent, home, state)), told="started")


def _again(desk: Desk, view: View, sent: Sending, read: Returned) -> Again:
    typed = Typed(sent=sent, problems=read.problems, returned=read, checked=not read.problems)
    cells = cells_of(view, desk.words, desk.asking.on)
    filling = filling_of(KINDS[HEAD], None, cells, typed, token="new")
    return Again(body=desk.set(starting_page(view, filling, sent.given(READERS))), status=422 if read.problems else 200)


def record(desk: Desk, sent: Sending, home: Slug, state: State) -> Slug:
    """Record the first state of a roadmap, once for each key of a submission; the name under which it lies."""
    submission = Sent(key=sent.key, person=person_of(desk), digest=sent.digest, at=desk.now)

    def act() -> str:
        gate.write(state)
        keep_first(gate, state.elements, person=submission.person, at=desk.now)
        return str(home)

    with gate_of(desk) as gate:
        return Slug(gate.once(submission, act))


def name_for(title: Text | None, other: str = "") -> Slug:
    """A name in an address for a roadmap: words of its title, or others, and figures drawn by chance."""
    words = other if title is None else title.original
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or HEAD
    return Slug(f"{stem}-{secrets.token_hex(2)}")
