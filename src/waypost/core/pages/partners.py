"""The partner countries: one line a country, with its roadmaps, what figures say of its nationals, and published aid.

Several roadmaps of a country are counted in its line and listed on asking, so that thirty countries fit on a screen.

The countries are those of the roadmaps that the reader may know; every other that the figures name has a sheet too and
stands below. Source: look 10 (a table: countries are compared); issue 4.4 (partner sheet).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.aid.rates import InEuro
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.tree import Align, Blank, Block, Cell, Column, Linked, Number, Row, Unknown
from waypost.core.goto import goto
from waypost.core.pages.aid.funds import sum_cell
from waypost.core.pages.page import Fold, Item, Items, Link, Links, Page, PageBlock, Part, Query
from waypost.core.pages.places import linked
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Say, Who, say
from waypost.core.values import Missing, Text

STATES: Final = (MoneyState.COMMITTED, MoneyState.DISBURSED)
"""The states of published aid that have a column."""
OF: Final = "of"
ROADMAPS: Final = "roadmaps"
"""What is asked beside the address for the roadmaps of one country, and the part of the page in which they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """Detections of nationals over all routes in the last year of an issue, by country as far as the issue names it.
    Detections, not persons."""

    counts: Mapping[str, int]
    year: int
    provisional: bool
    issued: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """What donors publish about migration, in euro, by country and state; from how many files,
    and of which day the newest of them is."""

    sums: tuple[InEuro, ...]
    files: int
    issued: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the countries: `partners` are those of roadmaps, with the roadmaps of each, `others` the rest,
    both in the order in which they are shown; `detected` and `aid` are None where no file is held."""

    partners: tuple[tuple[str, tuple[View, ...]], ...]
    others: tuple[str, ...]
    detected: Detected | None
    aid: Aid | None


def partners_page(known: Known, *, of: str = "", keep: Query = ()) -> Page:
    """The list of one reader, with the roadmaps of the country `of` above it; `keep` are the times asked for."""
    return Page(
        name="partners",
        title=say("partners.title"),
        subtitle=say("partners.subtitle"),
        area="routes",
        crumbs=(Link(label=say("pages.area_routes"), to=goto("routes", query=keep)),),
        keep=keep,
        blocks=(*_roadmaps_of(of, known, keep), *_listed(known, keep), *_others(known, keep)),
    )


def _roadmaps_of(of: str, known: Known, keep: Query) -> Iterator[PageBlock]:
    """The roadmaps of one country, where it is among the partners."""
    for partner, roadmaps in known.partners:
        if partner == of:
            items = tuple(Item(title=_title(one), to=goto("roadmap", home=one.home, query=keep)) for one in roadmaps)
            title = say("partners.roadmaps_of", country=Who(principal=f"partner:{of}"))
            yield Part(name=ROADMAPS, title=title, blocks=(Items(items=items),))


def _listed(known: Known, keep: Query) -> Iterator[PageBlock]:
    listed = _table(known, keep)
    if known.partners:
        yield Part(name="countries", title=say("partners.with_roadmap", n=len(known.partners)), blocks=(listed,))
    else:
        yield listed


def _table(known: Known, keep: Query) -> Block:
    columns = (
        head("partners.country", weight=5),
        head("partners.roadmaps", weight=4),
        _number(
            say("partners.detected", year=str(known.detected.year)) if known.detected else say("partners.detections")
        ),
        *(_number(say(f"partners.{state.value}")) for state in STATES if known.aid is not None),
        head("partners.sheet", weight=2),
    )
    rows = (_row(partner, roadmaps, known, keep) for partner, roadmaps in known.partners)
    return table("partners", columns, rows, nothing="partners.none", notes=tuple(_notes(known)))


def _number(words: Say) -> Column:
    return Column(head=words, weight=3, align=Align.NUMBER)


def _notes(known: Known) -> Iterator[Say]:
    if known.detected is not None:
        yield say("partners.of_detections", day=known.detected.issued)
    if known.aid is not None:
        yield say("partners.of_aid", n=known.aid.files, day=known.aid.issued)
    else:
        yield say("partners.no_aid_file")


def _row(partner: str, roadmaps: tuple[View, ...], known: Known, keep: Query) -> Row:
    return row(
        linked(country(partner), goto("partner", partner=partner, query=keep), strong=True),
        _roadmaps(partner, roadmaps, keep),
        _detections(partner, known.detected),
        *_aid(partner, known.aid, keep),
        linked(say("partners.pdf"), goto("sheet", partner=partner, form="pdf", query=keep)),
    )


def country(partner: str) -> Say:
    """The name of a country."""
    return say("situation.country", country=Who(principal=f"partner:{partner}"))


def _roadmaps(partner: str, roadmaps: tuple[View, ...], keep: Query) -> Cell:
    """How many there are: the only one is led to at once, several to their list."""
    words = say("partners.n_roadmaps", n=len(roadmaps))
    if len(roadmaps) == 1:
        return linked(words, goto("roadmap", home=roadmaps[0].home, query=keep))
    return linked(words, goto("partners", query=((OF, partner), *keep), part=ROADMAPS))


def _title(view: View) -> Say | Text:
    held = view.roadmap
    title = held[1].title if held is not None else None
    return title if isinstance(title, Text) else say("member_state.untitled")


def _detections(partner: str, detected: Detected | None) -> Cell:
    if detected is None:
        return Unknown(reason=Missing.UNKNOWN, say=say("sheet.no_file"))
    count = detected.counts.get(partner)
    if count is None:
        return cell(say("partners.not_named"), quiet=True)
    return Number(value=count, provisional=detected.provisional)


def _aid(partner: str, aid: Aid | None, keep: Query) -> tuple[Cell, ...]:
    """Sums that lead to what they are made of; a country of which nothing is published says so once. None where no file
    is held, which stands below the table."""
    if aid is None:
        return ()
    held = {one.state: one for one in aid.sums if one.key == (partner,)}
    if not held:
        return (cell(say("partners.no_aid"), quiet=True), *(Blank() for _ in STATES[1:]))
    to = goto("funding", partner=partner, query=keep)
    return tuple(Linked(cell=_millions(held[state]), to=to) if state in held else Blank() for state in STATES)


def _millions(one: InEuro) -> Cell:
    """A sum without its unit, which stands in the head of its column; unknown where no part of it has a rate."""
    held = sum_cell(one)
    if not isinstance(held, Number):
        return held
    code = "partners.at_least" if held.at_least else "partners.amount"
    return cell(say(code, amount=held.value))


def _others(known: Known, keep: Query) -> tuple[PageBlock, ...]:
    if not known.others:
        return ()
    links = (Link(label=country(one), to=goto("partner", partner=one, query=keep)) for one in known.others)
    summary = say("partners.others", n=len(known.others))
    return (Fold(summary=summary, blocks=(Links(links=tuple(links)),), open=not known.partners),)
