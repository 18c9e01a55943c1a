"""The page on which the owner of an element reads who opened or downloaded it."""

from __future__ import annotations

from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.tree import Row, Table
from waypost.core.goto import goto
from waypost.core.pages.page import Empty, Link, Page
from waypost.core.pages.readers import readership
from waypost.core.people.members import Opening
from waypost.core.roadmap.elements import Element
from waypost.core.say import Who, say
from waypost.core.values import EU, Missing, Principal, text


def owner_of(element: Element, keeper: Principal) -> Principal:
    """Who owns an element: whom it names, else whoever keeps its roadmap."""
    named: Principal | Missing = getattr(element.body, "owner", Missing.NOT_STATED)
    return keeper if isinstance(named, Missing) else named


def keeper_of(owner: Principal | Missing) -> Principal:
    """Who keeps a roadmap with that owner stated: the EU, in whose name a workspace is kept, where none is."""
    return EU if isinstance(owner, Missing) else owner


def openings_page(
    element: Element, openings: tuple[Opening, ...], partners: tuple[str, ...], viewer: Principal
) -> Page:
    """Who opened an element, the newest first. A download holds it only where its reader may see it."""
    seen = tuple(one for one in openings if one.element is not None or one.member.viewer in element.audience)
    back = Link(label=element.ref, to=goto("element", home=element.home, element=element.id))
    columns = (
        head("people.opened_at", weight=2),
        head("people.function", weight=3),
        head("people.organisation", weight=3),
        head("people.eyes", weight=2),
        head("people.opened_how", weight=2),
    )
    table = Table(name="element.openings", columns=columns, rows=tuple(map(_row, seen)))
    return Page(
        name="openings",
        title=say("people.openings"),
        area="",
        crumbs=(back,),
        reader=readership(element.audience, partners, viewer),
        facts=(say("people.openings_kept"),),
        blocks=(table if seen else Empty(say=say("people.not_opened")),),
    )


def _row(one: Opening) -> Row:
    how = say("people.opened") if one.element is not None else say("people.downloaded", form=one.form)
    return row(
        cell(say("people.moment", at=one.at)),
        cell(text(one.member.function)),
        cell(text(one.member.organisation.name)),
        cell(Who(principal=one.member.viewer)),
        cell(how),
    )
