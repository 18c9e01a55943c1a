"""The pages on which something is done with an element: moved, split, closed, given up, confirmed, put back.

Each is one form with what will happen in words, and the way back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from waypost.core.brief.tree import Cell
from waypost.core.goto import Goto, goto
from waypost.core.pages.editing.filling import crumbs_of
from waypost.core.pages.form import Act, Entry, Field, Fieldset, Form, FormPart, Weight
from waypost.core.pages.page import Facts, Item, Items, Notice, Page, PageBlock, Part, Tone
from waypost.core.pages.places import homes_of, to_element
from waypost.core.pages.readers import readership
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import View, partners_of
from waypost.core.say import Say, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One act: its name (a code `editing.<act>` says what is done, `editing.<act>_note` what comes of it), where its
    form goes, its fields in groups of one or several, and hidden values. `names` are elements that go along."""

    act: str
    to: Goto
    groups: tuple[tuple[Field, ...], ...]
    hidden: tuple[tuple[str, str], ...]
    also: tuple[Element, ...] = ()
    withdraws: bool = False
    suggestions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    problems: tuple[Say, ...] = ()
    facts: tuple[tuple[Say, Cell], ...] = ()
    """What to look at before it is done."""


def acting_page(view: View, element: Element, doing: Doing) -> Page:
    """The page of an act."""
    reader = readership(element.audience, tuple(sorted(partners_of(view.elements))), view.viewer)
    return Page(
        name=doing.act,
        title=say(f"editing.{doing.act}_title", item=named(view, element)),
        area="portfolio" if view.roadmap is not None else "meetings",
        crumbs=crumbs_of(view, element if element.id in view else None),
        reader=reader,
        blocks=(*_problems(doing), *_facts(doing), *_also(view, doing), _form(view, element, doing)),
        homes=homes_of(view),
    )


def _problems(doing: Doing) -> tuple[PageBlock, ...]:
    return tuple(Notice(tone=Tone.REFUSED, say=one) for one in doing.problems)


def _facts(doing: Doing) -> tuple[PageBlock, ...]:
    return (Facts(name=doing.act, rows=doing.facts),) if doing.facts else ()


def _also(view: View, doing: Doing) -> tuple[PageBlock, ...]:
    """What goes along with the element, by name."""
    if not doing.also:
        return ()
    items = tuple(Item(title=named(view, one), to=to_element(one.home, one.id)) for one in doing.also)
    return (Part(name="also", title=say("editing.also", n=len(items)), blocks=(Items(items=items),)),)


def _form(view: View, element: Element, doing: Doing) -> Form:
    back = to_element(element.home, element.id) if element.id in view else goto("changes", home=view.home)
    hidden = tuple(Field(name=name, label=name, entry=Entry.HIDDEN, value=value) for name, value in doing.hidden)
    groups: list[FormPart] = []
    for at, fields in enumerate(doing.groups, start=1):
        legend = say("editing.piece", n=at)
        alone = len(doing.groups) == 1 or all(one.name.startswith("_") for one in fields)
        spare = not any(one.required or one.value for one in fields)
        groups += [*fields] if alone else [Fieldset(legend=legend, fields=fields, folded=spare)]
    return Form(
        name=doing.act,
        to=doing.to,
        parts=(*hidden, *groups),
        suggestions=doing.suggestions,
        submit=say(f"editing.{doing.act}"),
        weight=Weight.WITHDRAW if doing.withdraws else Weight.MAIN,
        bar=say(f"editing.{doing.act}_note"),
        acts=(Act(label=say("editing.leave"), to=back),),
    )


def with_errors(fields: tuple[Field, ...], errors: dict[str, Say], values: dict[str, str]) -> tuple[Field, ...]:
    """Fields with what was typed and what was wrong with it."""
    return tuple(replace(one, error=errors.get(one.name), value=values.get(one.name, one.value)) for one in fields)
