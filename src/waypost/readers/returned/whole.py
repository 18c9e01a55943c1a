"""A workbook of ours read by itself, as the state that it shows: for whoever holds the file and no workspace.

What a cell does not show is not there: other wordings of a text, the days of a phrase that is read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from waypost.codec.faults import problem
from waypost.codec.soundness import unsound
from waypost.core.change.intake import Intake, Proposed, Reading
from waypost.core.errors import Problem, Severity
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.kinds import KINDS
from waypost.core.say import say
from waypost.core.values import EU, Missing, Principal, Slug
from waypost.readers.desk import desk_for, filled
from waypost.readers.grid import Grids, read_grids
from waypost.readers.returned.sheets import intake_of, is_ours, made_from
from waypost.words.typed.cell import Value, Wrong, cell_words
from waypost.words.typed.desk import Desk


def read_whole(raw: bytes, file: str) -> tuple[State | None, tuple[Problem, ...]]:
    """The state that a workbook of ours shows, and every problem in it; None when a problem is an error."""
    grids, problems = read_grids(raw, file)
    if grids is None:
        return None, problems
    made = made_from(grids)
    if not is_ours(grids) or made.home is None or made.at is None:
        return None, (_not_ours(file),)
    reading = Reading(file=file, language=made.language or "en", said_on=made.at.date())
    desk = filled(desk_for(made, reading), None)
    intake = intake_of(grids, replace(desk, known=tuple(_people(grids, desk))), None)
    elements = in_order(_element(one, made.home, made.reader or EU) for one in intake.proposed if one.id is not None)
    told = (*intake.problems, *_faults(elements, made.home, intake))
    if any(one.severity is Severity.ERROR for one in told):
        return None, told
    state = State(home=made.home, at=made.at, by=made.reader or EU, why=Missing.NOT_STATED, elements=elements)
    return state, told


def _not_ours(file: str) -> Problem:
    code = "readers.not_ours"
    return Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy"), file=file)


def _people(grids: Grids, desk: Desk) -> Iterator[Principal]:
    """Everyone on the sheet of lists: a name that is no country and no institution is an organisation."""
    heads = {one.plain(say("workbook.principals")) for one in desk.wordings}
    for sheet in grids.sheets:
        at = next((at for at, cell in enumerate(sheet.rows[0] if sheet.rows else ()) if cell in heads and at), None)
        if at is None:
            continue
        for row in range(1, len(sheet.rows)):
            words = cell_words(sheet.cell(row, at))
            try:
                yield desk.principal(words)
            except Wrong:
                if words:
                    yield Principal(f"org:{words}")


def _element(row: Proposed, home: Slug, reader: Principal) -> Element:
    """The element of a row that holds all its fields."""
    held: dict[str, Value] = dict(row.given)
    shared = {name: held.pop(name) for name in ("parent", "number", "audience", "sources", "note") if name in held}
    audience = shared.pop("audience", frozenset()) or frozenset({reader})
    assert row.id is not None
    return Element(id=row.id, home=home, audience=audience, body=KINDS[row.kind].body(**held), **shared)


def _faults(elements: tuple[Element, ...], home: Slug, intake: Intake) -> Iterator[Problem]:
    """What does not hold between the elements, each with its row."""
    places = {one.id: one.place for one in intake.proposed}
    for at, fault in unsound(elements, home):
        place = places[elements[at].id]
        found = problem(fault, file=place.file, row=place.row, element=elements[at].id)
        yield replace(found, sheet=place.sheet)
