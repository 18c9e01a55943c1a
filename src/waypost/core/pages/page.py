"""A page of the web workspace: a tree of the blocks of a brief, and of those that only a screen has.

A paper cannot hold what stands here: the types say so. `Block` is what every form draws; `PageBlock` adds links,
filters, panels and forms, which only `outputs.html.site` draws. A page holds codes and values and no prose.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from waypost.core.brief.tree import Block, Cell, Decision, KeyFigure, Marker, Reader, Table
from waypost.core.goto import Goto
from waypost.core.pages.form import Act, Form
from waypost.core.pages.gantt import Timeline
from waypost.core.say import Ref, Say, Who
from waypost.core.values import ElementId, Slug, Text

Words = Say | Text | Ref | Who
"""What a title, a link or a line says."""

Query = tuple[tuple[str, str], ...]

# Blocks that only a screen has -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; `current` marks the one where the reader is."""

    label: Words
    to: Goto
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links one after another in a line."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One way to look at a list, with how many lines it leaves; `count` None where nobody counted."""

    label: Say
    to: Goto
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Ways to look at the list below; `label` says of what, for those who cannot see it, and for everyone where it is
    `told`."""

    label: Say
    filters: tuple[Filter, ...]
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the page under a strong line, with its title and, at the end of it, links. `name` is its id."""

    name: str
    title: Words
    aside: Say | None = None
    links: tuple[Link, ...] = ()
    blocks: tuple[PageBlock, ...]


class Side(StrEnum):
    """What the bar at the side of a panel says."""

    PLAIN = "plain"
    DECIDE = "decide"
    LATE = "late"
    WATCH = "watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A framed part of the page; with a bar at its side where someone must act."""

    title: Words | None
    aside: Say | None = None
    side: Side = Side.PLAIN
    blocks: tuple[PageBlock, ...]
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two groups side by side on a wide page, one after the other on a narrow one; `wide`: the first has two thirds."""

    first: tuple[PageBlock, ...]
    second: tuple[PageBlock, ...]
    wide: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a list: what it is, where it leads, in second text what belongs to it, who may see it, what to do."""

    title: Words
    to: Goto | None = None
    strong: bool = False
    markers: tuple[Marker, ...] = ()
    second: tuple[Say, ...] = ()
    reader: Reader | None = None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Lines under one another, parted by hairlines."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels with their values, one a row; `name` is stable for tests. `edits` are, row by row, where its value is
    changed; a screen that can opens the form in the row."""

    name: str
    rows: tuple[tuple[Say, Cell], ...]
    edits: tuple[Goto | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table whose rows can be acted on: as many groups of acts as the table has rows."""

    table: Table
    acts: tuple[tuple[Act, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """A numbered sentence, with the page that carries it."""

    say: Say
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of a first page."""

    sentences: tuple[Leading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """Key figures, at most four in a row."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What needs a decision, in a panel; `more` leads to the rest."""

    decisions: tuple[Decision, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The marker that says who may see something."""

    reader: Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """What is missing, why it matters, and the one or two ways to add it."""

    say: Say
    why: Say | None = None
    acts: tuple[Act, ...] = ()


class Tone(StrEnum):
    """What a notice is about: something done, something to look at, something refused."""

    DONE = "done"
    WATCH = "watch"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence about what just happened."""

    tone: Tone
    say: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Blocks that open on asking."""

    summary: Words
    blocks: tuple[PageBlock, ...]
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """Lines to be copied as they are: codes, an address, a file's text."""

    label: Say
    lines: tuple[str, ...]


WebBlock = (
    Links
    | Filters
    | Part
    | Panel
    | Beside
    | Items
    | Facts
    | Listing
    | Sentences
    | KeyFigures
    | Decisions
    | Audience
    | Empty
    | Notice
    | Fold
    | Verbatim
    | Form
    | Act
    | Timeline
)
"""What only a screen has."""

PageBlock = Block | WebBlock

# The whole --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A page of the same roadmap; `current` is the one shown."""

    label: Say
    to: Goto
    current: bool = False


Area = Literal[
    "portfolio", "meetings", "dialogues", "frameworks", "routes", "search", "people", "account", "import", ""
]
"""The main page under which a page stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: what it is called, what stands under its title, its blocks, and what can be done.

    `homes` says to which home each element belongs that a sentence may name, so that it can be led to; `keep` are the
    times asked for, which links to elements and tabs carry on.
    """

    name: str
    title: Words
    area: Area
    blocks: tuple[PageBlock, ...]
    subtitle: Words | None = None
    crumbs: tuple[Link, ...] = ()
    reader: Reader | None = None
    markers: tuple[Marker, ...] = ()
    facts: tuple[Say, ...] = ()
    acts: tuple[Act, ...] = ()
    tabs: tuple[Tab, ...] = ()
    homes: tuple[tuple[Slug, frozenset[ElementId]], ...] = ()
    keep: Query = ()
    training: bool = False
    narrow: bool = False
    """One narrow column: sign-in and its like."""
