"""The page of one element: what it holds, who may see it, what points to it, its history.

Source: look 10 (element); issue 3.3; design 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waypost.core.analysis.timetable import Scheduled, Timetable
from waypost.core.brief.cells import cell
from waypost.core.brief.chains import late_marker
from waypost.core.brief.tree import Cell, Mark, Marker, Nothing, Paragraph, ReasonChain, Reasons, Stack
from waypost.core.goto import goto
from waypost.core.pages.element.facts import Fact, facts_blocks
from waypost.core.pages.element.history import history_block
from waypost.core.pages.element.pointing import Pointer, kind_words, pointers, waits
from waypost.core.pages.form import Act
from waypost.core.pages.page import Beside, Item, Items, Link, Page, PageBlock, Panel, Part
from waypost.core.pages.places import homes_of, to_element
from waypost.core.pages.readers import readers_table, readership
from waypost.core.roadmap.elements import WORKSPACE, Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import View, partners_of
from waypost.core.say import Code, Say, say
from waypost.core.values import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What the reader may do here: first of all (at the head of the page), with the element, with its readers, with
    what points to it."""

    first: tuple[Act, ...] = ()
    element: tuple[PageBlock, ...] = ()
    audience: tuple[Act, ...] = ()
    adding: tuple[PageBlock, ...] = ()
    in_place: bool = False
    """Whether each field is changed where it stands."""


def element_page(
    element: Element, times: Timetable | None, history: tuple[View, ...], doing: Doing | None = None
) -> Page:
    """The page of an element of the newest of these views; `times` is the timetable of that view, None for what belongs
    to no roadmap."""
    doing = doing or Doing()
    view = history[-1]
    partners = tuple(sorted(partners_of(view.elements)))
    reader = readership(element.audience, partners, view.viewer)
    item = times.item(element.id) if times else None
    return Page(
        name="element",
        title=named(view, element),
        area="portfolio" if element.home != WORKSPACE else "meetings",
        subtitle=_subtitle(view, element),
        crumbs=_crumbs(view, element),
        reader=reader,
        markers=tuple(_markers(element, item)),
        acts=doing.first,
        blocks=(
            Beside(
                first=(_state(view, element, times, item, doing), *_pointing(view, element, partners, doing)),
                second=(_readers(element, partners, doing),),
            ),
            Part(
                name="history",
                title=say("element.history"),
                aside=say("element.history_aside"),
                blocks=(history_block(history, element.id),),
            ),
        ),
        training=view.roadmap is not None and view.roadmap[1].training,
        homes=homes_of(view),
    )


def _subtitle(view: View, element: Element) -> Say:
    """What kind of thing it is, and where it stands."""
    kind = kind_words(element)
    above = view.get(element.parent)
    if above is None or above.parent is None:
        return kind
    return say(
        "element.subtitle", kind=kind, above=say("element.above", kind=kind_words(above), item=named(view, above))
    )


def _crumbs(view: View, element: Element) -> tuple[Link, ...]:
    head = view.roadmap
    if head is None:
        return (Link(label=say("meetings.title"), to=goto("meetings")),)
    first = Link(label=say("pages.area_portfolio"), to=goto("portfolio"))
    if head[0].id == element.id:
        return (first,)
    return (first, Link(label=head[0].ref, to=goto("roadmap", home=view.home)))


def _markers(element: Element, item: Scheduled | None) -> Iterator[Marker]:
    """The state, in words, and what calls for attention: late, at risk, on the chain that fixes the end."""
    state = getattr(element.body, "state", None)
    if state is not None and not isinstance(state, Missing) and hasattr(state, "value"):
        table = type(state).__name__.lower()
        yield Marker(mark=Mark.PLAIN, say=say("brief.code", code=Code(table=table, code=state.value)))
    if item is not None and item.is_late:
        yield late_marker(item.late_days)
    elif item is not None and item.at_risk:
        yield Marker(mark=Mark.AT_RISK, say=say("brief.at_risk"))
    if item is not None and item.critical:
        yield Marker(mark=Mark.CRITICAL, say=say("element.critical"))


# State -----------------------------------------------------------------------------------------------------------


def _state(view: View, element: Element, times: Timetable | None, item: Scheduled | None, doing: Doing) -> Part:
    more = tuple(_links(view, element, times))
    blocks = facts_blocks(view, element, more, in_place=doing.in_place)
    return Part(name="state", title=say("element.state"), blocks=(*blocks, *_why(view, item), *doing.element))


def _links(view: View, element: Element, times: Timetable | None) -> Iterator[Fact]:
    """What an action waits for and what waits for it, each with how late it is."""
    held = tuple(waits(view, element))
    for before, code in ((True, "element.waits_for"), (False, "element.waits_for_it")):
        cells = tuple(_with_lateness(one, times) for first, one in held if first is before)
        if cells:
            yield say(code), cells[0] if len(cells) == 1 else Stack(cells=cells, inline=False)


def _with_lateness(element: Element, times: Timetable | None) -> Cell:
    item = times.item(element.id) if times else None
    name = cell(element.ref)
    return Stack(cells=(name, late_marker(item.late_days))) if item is not None and item.is_late else name


def _why(view: View, item: Scheduled | None) -> Iterator[PageBlock]:
    """Why it is late, as a chain of causes."""
    if item is None or not item.reasons or not (item.is_late or item.at_risk):
        return
    marker = late_marker(item.late_days) if item.is_late else Marker(mark=Mark.AT_RISK, say=say("brief.at_risk"))
    because = tuple(one.say for one in item.reasons)
    yield Reasons(chains=(ReasonChain(ref=item.ref, marker=marker, because=because, tail=(), moves=()),))


# Readers ---------------------------------------------------------------------------------------------------------


def _readers(element: Element, partners: tuple[str, ...], doing: Doing) -> Panel:
    note = (Paragraph(says=(say("element.widening"),), quiet=True),) if doing.audience else ()
    return Panel(
        title=say("element.who_may_see"), blocks=(readers_table(element.audience, partners), *note), acts=doing.audience
    )


# What points to it -----------------------------------------------------------------------------------------------


def _pointing(view: View, element: Element, partners: tuple[str, ...], doing: Doing) -> Iterator[PageBlock]:
    found = pointers(view, element)
    lines = tuple(_line(view, one, partners) for one in found)
    blocks: tuple[PageBlock, ...] = (Items(items=lines),) if lines else (Nothing(say=say("element.nothing_points")),)
    yield Part(
        name="pointing",
        title=say("element.points_to_it"),
        aside=say("element.own_readers"),
        blocks=(*blocks, *doing.adding),
    )


def _line(view: View, one: Pointer, partners: tuple[str, ...]) -> Item:
    return Item(
        title=one.ref,
        to=to_element(view.home, one.element.id),
        second=(say("element.kind", kind=one.kind),),
        reader=readership(one.element.audience, partners, view.viewer),
    )
