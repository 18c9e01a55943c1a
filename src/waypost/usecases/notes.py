"""The papers of a meeting: agenda, results note, follow-up table."""

from __future__ import annotations

from waypost.core.brief.notes.compose import KINDS, compose_note
from waypost.core.brief.notes.order import NoteKind, NoteOrder
from waypost.core.brief.tree import Brief
from waypost.core.errors import WrongRequest
from waypost.core.say import say
from waypost.usecases.analysing import analyse
from waypost.usecases.meeting import Standing, find_meeting
from waypost.usecases.opening import Asking


def kinds_of(wanted: str) -> tuple[NoteKind, ...]:
    """The papers asked for, `agenda,results`, each once. Raises WrongRequest for one that there is not."""
    names = dict.fromkeys(one.strip() for one in wanted.split(","))
    known = {str(kind): kind for kind in KINDS}
    for one in names:
        if one not in known:
            raise WrongRequest(say("note.no_kind", value=one, known=tuple(known)))
    return tuple(known[one] for one in names)


def note_of(name: str, asking: Asking, kind: NoteKind) -> Brief:
    """One paper of the meeting of that id, number or day.

    Raises NotThere for an unknown meeting, WrongRequest for one that has no day yet.
    """
    return _note(find_meeting(name, asking), asking, kind)


def notes_of(name: str, asking: Asking, kinds: tuple[NoteKind, ...]) -> tuple[Brief, ...]:
    """Several papers of one meeting, in the order asked. Raises as `note_of`."""
    standing = find_meeting(name, asking)
    return tuple(_note(standing, asking, kind) for kind in kinds)


def _note(standing: Standing, asking: Asking, kind: NoteKind) -> Brief:
    return compose_note(order_of(standing, asking, kind))


def order_of(standing: Standing, asking: Asking, kind: NoteKind) -> NoteOrder:
    """The order for one paper of a meeting. Raises WrongRequest for one that has no day yet."""
    if standing.held is None:
        raise WrongRequest(say("note.no_day", item=standing.element.ref))
    heads = (one.view.roadmap for one in standing.roadmaps)
    return NoteOrder(
        kind=kind,
        meeting=standing.held,
        meetings=standing.meetings,
        view=standing.view,
        roadmaps=tuple(analyse(one.view, on=asking.on) for one in standing.roadmaps) if kind == "agenda" else (),
        vintage=asking.vintage or standing.view.at.date(),
        training=any(head is not None and head[1].training for head in heads),
    )


def stem_of(note: Brief, name: str, language: str) -> str:
    """The name of a note's files: meeting as it was named, paper, plan day, reader, language."""
    cover = note.cover
    meeting = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    return f"{meeting}-{note.name}-{cover.on.isoformat()}-{cover.reader.viewer.replace(':', '-')}-{language}"
