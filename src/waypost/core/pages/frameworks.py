"""Frameworks: which roadmaps stand under each, and for one of them every action, agreement and line of money.

Source: seed S10 (frameworks as reference data; one page per framework: every action under it, over all partners).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Line
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import late_items
from waypost.core.brief.tree import Block, Cell, Linked, Row, Words
from waypost.core.goto import goto
from waypost.core.pages.member_state import MONEY, amount_cell, roadmap_cell, state_cell
from waypost.core.pages.page import Facts, Fold, Link, Page, PageBlock, Part
from waypost.core.pages.places import homes_of
from waypost.core.roadmap.bodies import Action, Relation
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.say import Code, Say, Who, say
from waypost.core.values import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One framework of the reference table: code, kind, whether it has a fuller name than that of a table, and
    whether its source was read."""

    code: str
    kind: str
    fuller: bool
    confirmed: bool

    @property
    def words(self) -> Say:
        """Its name in words."""
        return say("frameworks.name", framework=Code(table="framework", code=self.code))

    @property
    def full_words(self) -> Say:
        """Its full name in words."""
        return say("frameworks.name", framework=Code(table="framework", code=f"{self.code}.full"))

    @property
    def kind_words(self) -> Say:
        """What kind of framework it is."""
        return say(f"frameworks.kind_{self.kind}")


# The list ----------------------------------------------------------------------------------------------------------


def frameworks_page(known: tuple[Framework, ...], found: tuple[Analysis, ...]) -> Page:
    """Every framework of the reference table: those that something the reader may know stands under, then the rest."""
    used = tuple(one for one in known if _is_used(one, found))
    rest = tuple(one for one in known if one not in used)
    blocks: list[PageBlock] = [_list("frameworks.used", used, found)]
    if rest:
        others = _list("frameworks.others", rest, found)
        blocks.append(Fold(summary=say("frameworks.rest"), blocks=(others,), open=not used))
    return Page(
        name="frameworks",
        title=say("frameworks.title"),
        subtitle=say("frameworks.subtitle"),
        area="frameworks",
        blocks=tuple(blocks),
    )


def _is_used(one: Framework, found: tuple[Analysis, ...]) -> bool:
    return any(_under(one, now) or tuple(_relations(one, now)) or _lines(one, now) for now in found)


def _list(name: str, listed: tuple[Framework, ...], found: tuple[Analysis, ...]) -> Block:
    columns = (
        head("frameworks.framework", weight=5),
        head("frameworks.kind", weight=3),
        head("frameworks.roadmaps", number=True, weight=2),
        head("frameworks.agreements", number=True, weight=2),
        head("frameworks.lines", number=True, weight=2),
    )
    rows = (_list_row(one, found) for one in listed)
    return table(name, columns, rows, nothing="frameworks.none", numbers=False)


def _list_row(one: Framework, found: tuple[Analysis, ...]) -> Row:
    return row(
        Linked(cell=Words(words=one.words, strong=True), to=goto("framework", code=one.code)),
        cell(one.kind_words),
        cell(sum(_under(one, now) for now in found)),
        cell(sum(1 for now in found for _ in _relations(one, now))),
        cell(sum(len(_lines(one, now)) for now in found)),
    )


def _under(one: Framework, now: Analysis) -> bool:
    """Whether a roadmap says that it stands under the framework."""
    held = now.view.roadmap
    return held is not None and one.code in held[1].frameworks


def _relations(one: Framework, now: Analysis) -> Iterator[tuple[Element, Relation]]:
    yield from ((element, body) for element, body in now.view.of(Relation) if body.framework == one.code)


def _lines(one: Framework, now: Analysis) -> tuple[Line, ...]:
    """Lines of money that come from it as their instrument."""
    return tuple(line for line in now.ledger.lines if line.instrument == one.code)


# One of them -------------------------------------------------------------------------------------------------------


def framework_page(one: Framework, found: tuple[Analysis, ...]) -> Page:
    """One framework over all partners: the roadmaps under it, their actions, agreements, money."""
    under = tuple(now for now in found if _under(one, now))
    return Page(
        name="framework",
        title=one.words,
        subtitle=one.kind_words,
        area="frameworks",
        crumbs=(Link(label=say("frameworks.title"), to=goto("frameworks")),),
        blocks=(
            Facts(name="framework.facts", rows=tuple(_facts(one))),
            Part(name="roadmaps", title=say("frameworks.roadmaps"), blocks=(_roadmaps(under),)),
            Part(
                name="actions",
                title=say("frameworks.actions"),
                aside=say("frameworks.over_all"),
                blocks=(_actions(under),),
            ),
            Part(name="agreements", title=say("frameworks.agreements"), blocks=(_agreements(one, found),)),
            Part(name="money", title=say("frameworks.money"), blocks=(_money(one, found),)),
        ),
        homes=homes_of(element for now in found for element in now.view),
    )


def _facts(one: Framework) -> Iterator[tuple[Say, Cell]]:
    if one.fuller:
        yield say("frameworks.full"), cell(one.full_words)
    yield say("frameworks.code"), cell(say("page.words", words=one.code))
    if not one.confirmed:
        yield say("frameworks.source"), cell(Missing.UNKNOWN, absent=say("frameworks.unconfirmed"))


def _roadmaps(under: Iterable[Analysis]) -> Block:
    columns = (
        head("member_state.roadmap", weight=5),
        head("frameworks.partners", weight=4),
        head("frameworks.actions", number=True, weight=2),
        head("frameworks.late", number=True, weight=2),
    )
    rows = (
        row(
            roadmap_cell(now),
            _partners(now),
            cell(len(now.view.of(Action))),
            cell(len(late_items(now))),
        )
        for now in under
    )
    return table("framework.roadmaps", columns, rows, nothing="frameworks.none_roadmaps")


def _partners(now: Analysis) -> Cell:
    held = now.view.roadmap
    partners = held[1].partners if held is not None else ()
    who = tuple(Who(principal=f"partner:{one.country}") for one in partners)
    return cell(say("page.words", words=who) if who else Missing.NOT_STATED)


def _actions(under: Iterable[Analysis]) -> Block:
    columns = (
        head("member_state.action", weight=6),
        head("member_state.roadmap", weight=4),
        head("brief.owner_head", weight=3),
        head("brief.due_head", weight=3),
        head("brief.state", weight=3),
    )
    rows = (_action_row(now, element, body) for now in under for element, body in _in_order(now))
    return table("framework.actions", columns, rows, nothing="frameworks.none_actions")


def _in_order(now: Analysis) -> list[tuple[Element, Action]]:
    return sorted(now.view.of(Action), key=lambda pair: print_order(pair[0].ref))


def _action_row(now: Analysis, element: Element, body: Action) -> Row:
    owner = body.owner
    return row(
        Words(words=element.ref, strong=True),
        roadmap_cell(now),
        cell(owner if isinstance(owner, Missing) else Who(principal=owner)),
        cell(body.due),
        state_cell(body, now.timetable.item(element.id)),
    )


def _agreements(one: Framework, found: Iterable[Analysis]) -> Block:
    columns = (
        head("frameworks.agreement", weight=6),
        head("member_state.roadmap", weight=4),
        head("frameworks.state", weight=3),
        head("frameworks.since", weight=3),
    )
    rows = (
        row(Words(words=element.ref, strong=True), roadmap_cell(now), cell(body.state), cell(body.since))
        for now in found
        for element, body in _relations(one, now)
    )
    return table("framework.agreements", columns, rows, nothing="frameworks.none_agreements")


def _money(one: Framework, found: Iterable[Analysis]) -> Block:
    columns = (
        head("member_state.contribution", weight=6),
        head("member_state.roadmap", weight=4),
        *(head(f"money.head_{state.value}", number=True, weight=2) for state in MONEY),
    )
    rows = (
        row(Words(words=line.ref, strong=True), roadmap_cell(now), *(amount_cell(line, state) for state in MONEY))
        for now in found
        for line in _lines(one, now)
    )
    return table("framework.money", columns, rows, nothing="frameworks.none_money")
