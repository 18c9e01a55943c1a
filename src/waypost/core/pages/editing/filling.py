"""The pages on which an element is filled in: one that is there, one field of it, or a new one.

Source: look 6 (field and error, buttons), look 11; issue 3.3 (edit in place and in a full form).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from waypost.core.goto import Goto, goto
from waypost.core.pages.form import Act, Entry, Field, Fieldset, Form, FormPart, Option, Submit
from waypost.core.pages.page import Link, Notice, Page, PageBlock, Panel, Side, Tone
from waypost.core.pages.places import homes_of, to_element
from waypost.core.pages.readers import readership
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import View, partners_of
from waypost.core.say import Code, Say, say
from waypost.core.values import Slug, When

SOURCES: Final = "sources"
"""The list that every kind has; it stands closed until somebody opens it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A field of a form with where it stands: among those that are asked for often, among the rest, or in a row of a
    list (its name and number)."""

    field: Field
    often: bool = False
    list_field: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What stands in a form: its fields, hidden values and lists of suggestions, and which one field is asked for
    (empty: all). `checked`: it was only to be checked, and is well; `draft`: its author typed something else before
    that is kept."""

    fields: tuple[Filled, ...]
    hidden: tuple[tuple[str, str], ...]
    suggestions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    only: str = ""
    checked: bool = False
    draft: bool = False


def editing_page(view: View, element: Element, filling: Filling) -> Page:
    """The form of an element that is there; of one field of it where only that is asked for."""
    to = goto("edit", home=view.home, element=element.id)
    submit = say("editing.save")
    return _page(
        view,
        element,
        name="edit",
        title=say("editing.title", item=named(view, element)),
        blocks=(
            *_draft(filling, to),
            *_checked(filling),
            filling_form(view, filling, element.kind.name, to, submit, to_element(view.home, element.id)),
        ),
    )


READERS: Final = "_readers"


def _readers(chosen: str, everybody: str = "editing.start_all") -> Field:
    """For whom a new element is: its author's own side, or the EU and the Member States at once."""
    return Field(
        name=READERS,
        label=say("editing.proposal_readers"),
        hint=say("editing.start_hint"),
        entry=Entry.RADIO,
        value=chosen or "own",
        options=(
            Option(value="own", label=say("editing.proposal_own")),
            Option(value="all", label=say(everybody)),
        ),
    )


def adding_page(view: View, kind: str, under: Element | None, filling: Filling, chosen: str = "") -> Page:
    """The form of a new element of a kind, below another one; `chosen` is for whom it is, as far as that was said."""
    fields = (Filled(field=_readers(chosen), often=True), *filling.fields)
    filling = replace(filling, fields=fields)
    to = goto("add", home=view.home, kind=kind)
    back = goto("roadmap", home=view.home) if under is None else to_element(view.home, under.id)
    return _page(
        view,
        under,
        name="add",
        title=say("editing.title_add", kind=Code(table="kind", code=kind)),
        blocks=(*_checked(filling), filling_form(view, filling, kind, to, say("editing.add"), back)),
    )


PLACES: Final = ("number", "parent")
"""What a roadmap, which stands under nothing, is not asked for."""
FIRST: Final = ("partners", "frameworks")
"""What it is asked for before the rest, after its title."""


def _first_asked(one: Filled) -> Filled:
    """A field of a new roadmap: its title in one line, and what else stands outside the fold."""
    if one.field.name == "title" and one.list_field is None:
        return replace(one, field=replace(one.field, entry=Entry.LINE), often=True)
    return replace(one, often=one.field.name in FIRST and one.list_field is None)


def starting_page(view: View, filling: Filling, chosen: str) -> Page:
    """The form of a roadmap that is not there yet; `chosen` is for whom it is, as far as that was said."""
    asked = (_first_asked(one) for one in filling.fields if one.field.name not in PLACES)
    fields = (*asked, Filled(field=_readers(chosen, "editing.proposal_all"), often=True))
    form = filling_form(
        view, replace(filling, fields=fields), "roadmap", goto("start"), say("editing.start"), goto("portfolio")
    )
    also = tuple(one for one in form.also if one.name == "check")
    return Page(
        name="start",
        title=say("editing.start_title"),
        subtitle=say("editing.start_subtitle"),
        area="portfolio",
        crumbs=(Link(label=say("pages.area_portfolio"), to=goto("portfolio")),),
        acts=(Act(label=say("editing.start_from_file"), to=goto("import", query=(("into", "+"),))),),
        blocks=(*_checked(filling), replace(form, also=also)),
    )


def _page(view: View, element: Element | None, *, name: str, title: Say, blocks: tuple[PageBlock, ...]) -> Page:
    """A page of an element, with the way back to it."""
    reader = None
    if element is not None:
        reader = readership(element.audience, tuple(sorted(partners_of(view.elements))), view.viewer)
    return Page(
        name=name,
        title=title,
        area="portfolio" if view.roadmap is not None else "meetings",
        crumbs=crumbs_of(view, element),
        reader=reader,
        blocks=blocks,
        homes=homes_of(view),
        training=view.roadmap is not None and view.roadmap[1].training,
    )


def crumbs_of(view: View, element: Element | None) -> tuple[Link, ...]:
    """The way from the portfolio to an element."""
    head = view.roadmap
    found = [Link(label=say("pages.area_portfolio"), to=goto("portfolio"))]
    if head is not None:
        found.append(Link(label=head[0].ref, to=goto("roadmap", home=view.home)))
    else:
        found = [Link(label=say("pages.area_meetings"), to=goto("meetings"))]
    if element is not None and (head is None or element.id != head[0].id):
        found.append(Link(label=named(view, element), to=to_element(view.home, element.id)))
    return tuple(found)


def _draft(filling: Filling, to: Goto) -> tuple[PageBlock, ...]:
    if not filling.draft:
        return ()
    back = Act(label=say("editing.draft_take"), to=to.asking(("draft", "1")))
    return (Panel(title=say("editing.draft"), side=Side.WATCH, blocks=(), acts=(back,)),)


def _checked(filling: Filling) -> tuple[PageBlock, ...]:
    return (Notice(tone=Tone.WATCH, say=say("editing.checked")),) if filling.checked else ()


def filling_form(view: View, filling: Filling, kind: str, to: Goto, submit: Say, back: Goto) -> Form:
    """The form itself: what is asked for often first, then the rest, then the lists, a row a group."""
    alone = [one.field for one in filling.fields if one.list_field is None and one.often]
    rest = [one.field for one in filling.fields if one.list_field is None and not one.often]
    if not alone:
        alone, rest = rest, alone
    hidden = tuple(Field(name=name, label=name, entry=Entry.HIDDEN, value=value) for name, value in filling.hidden)
    parts: list[FormPart] = [*hidden, *alone]
    if rest:
        parts.append(Fieldset(legend=say("editing.more", n=len(rest)), fields=tuple(rest), folded=True))
    parts.extend(_lists(kind, (one for one in filling.fields if one.list_field is not None)))
    return Form(
        name="filling",
        to=to,
        parts=tuple(parts),
        suggestions=filling.suggestions,
        submit=submit,
        also=_also(filling),
        acts=(Act(label=say("editing.leave"), to=back),),
    )


def _also(filling: Filling) -> tuple[Submit, ...]:
    """The other buttons: to check first, and, in a full form, to keep it as a draft."""
    check = Submit(label=say("editing.check"), name="check", value="1")
    return (check,) if filling.only else (check, Submit(label=say("editing.draft_keep"), name="_draft", value="1"))


def _lists(kind: str, rows: Iterable[Filled]) -> Iterable[Fieldset]:
    for (name, at), held in groupby(rows, key=lambda one: (one.list_field, one.row)):
        label = say(f"field.{kind}.{name}")
        fields = tuple(one.field for one in held)
        is_new = not any(one.value for one in fields)
        code = "editing.row_new" if is_new else "editing.row"
        legend = say(code, list=say("element.label", words=label), row=(at or 0) + 1)
        yield Fieldset(legend=legend, fields=fields, folded=is_new or name == SOURCES)


def read_as(when: When) -> Say:
    """How a date phrase is read: its first and last day, one of them, or that no day follows from it."""
    if when.first is not None and when.last is not None:
        code = "editing.read_day" if when.first == when.last else "editing.read_between"
        return say(code, day=when.first) if when.first == when.last else say(code, first=when.first, last=when.last)
    if when.last is not None:
        return say("editing.read_by", day=when.last)
    if when.first is not None:
        return say("editing.read_from", day=when.first)
    return say("editing.read_condition" if when.condition else "editing.read_not")


def leave(home: Slug, element: Element) -> Act:
    """The way back without doing anything."""
    return Act(label=say("editing.leave"), to=to_element(home, element.id))
