"""A paper of a meeting: agenda, results note or follow-up table, as the same tree of blocks as a brief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from waypost.core.brief.compose import reader_of
from waypost.core.brief.notes.agenda import agenda_sections
from waypost.core.brief.notes.followup import followup_sections
from waypost.core.brief.notes.meeting import days_words
from waypost.core.brief.notes.order import NoteKind, NoteOrder
from waypost.core.brief.notes.results import results_sections
from waypost.core.brief.tree import Block, Brief, Cover, Section
from waypost.core.say import Say, Who, say
from waypost.core.values import EU, PUBLIC, Missing, Principal

Sections = Callable[[NoteOrder], tuple[tuple[str, tuple[Block, ...]], ...]]

KINDS: Final[dict[NoteKind, Sections]] = {
    "agenda": agenda_sections,
    "results": results_sections,
    "followup": followup_sections,
}
"""The papers of a meeting by the name that a person gives them, each with what makes its sections."""


def compose_note(order: NoteOrder) -> Brief:
    """The paper that was ordered: the same for the same order."""
    sections = tuple(
        Section(number=number, name=name, title=say(f"note.section_{name}"), blocks=blocks)
        for number, (name, blocks) in enumerate(KINDS[order.kind](order), start=1)
    )
    return Brief(
        name=order.kind,
        cover=_cover(order),
        page_one=None,
        sections=sections,
        annex=False,
        dense=True,
        home=order.view.home,
    )


def _cover(order: NoteOrder) -> Cover:
    meeting = order.meeting
    title = meeting.element.title
    reader = reader_of(order.view.viewer)
    facts = (
        (say("page.written_for"), reader.words),
        (say("page.read_by"), _read_by(order.view.viewer)),
        (say("page.as_of"), say("page.as_of_value", on=order.on, at=order.view.at)),
        (say("page.figures_as"), say("page.figures_value", day=order.vintage)),
    )
    return Cover(
        kind=say(f"note.kind_{order.kind}"),
        title=say("note.untitled") if isinstance(title, Missing) else title,
        subtitle=_day_and_place(order),
        reader=reader,
        facts=facts,
        running=say("note.running", title=title, day=meeting.first),
        training=order.training,
        on=order.on,
        at=order.view.at,
        vintage=order.vintage,
    )


def _day_and_place(order: NoteOrder) -> Say:
    place, days = order.meeting.body.place, days_words(order.meeting)
    return days if isinstance(place, Missing) else say("note.day_place", days=days, place=place)


def _read_by(viewer: Principal) -> Say:
    if viewer == PUBLIC:
        return say("page.everyone")
    return say("page.only_eu") if viewer == EU else say("page.only", who=Who(principal=viewer))
