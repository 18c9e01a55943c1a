"""Forms as values: fields with their label, hint and error, and what a button does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from waypost.core.brief.tree import Block, Cell
from waypost.core.goto import Goto
from waypost.core.say import Code, Ref, Say, Who
from waypost.core.values import Text

Label = Say | Text | Ref | Who | Code | str
"""What an option says; a `str` stands as it is, such as the name of a person or of a file."""


class Weight(StrEnum):
    """How a button looks: the one main act of a page, any other, one that withdraws something, a link."""

    MAIN = "main"
    PLAIN = "plain"
    WITHDRAW = "withdraw"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A button that does one thing: a link where it only asks (`get`), a form of its own where it writes (`post`).

    `hidden` are fields sent with it; an address that writes needs the token of what it writes to among them.
    """

    label: Say
    to: Goto
    method: Literal["get", "post"] = "get"
    weight: Weight = Weight.PLAIN
    hidden: tuple[tuple[str, str], ...] = ()


class Entry(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    """Several lines."""
    PASSWORD = "password"
    CODE = "code"
    """Digits of a second step."""
    MAIL = "mail"
    NUMBER = "number"
    DAY = "day"
    """A day or a phrase, as a line of text (look 6)."""
    CHOICE = "choice"
    """One of the options, as a list that opens."""
    RADIO = "radio"
    """One of the options, all shown; nothing chosen beforehand unless `value` says so."""
    SEVERAL = "several"
    """Any of the options, each with a box."""
    TICK = "tick"
    """Yes or no; `value` is "1" for yes."""
    FILE = "file"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several to choose from."""

    value: str
    label: Label
    hint: Say | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its label above, a hint under the label, the error between label and field saying what to write.

    `value` is what stands in it; for `SEVERAL` use `values`. `read` says how what was written is read, such as the
    days of a phrase. `autocomplete` and `accept` are those of HTML.
    """

    name: str
    label: Label
    entry: Entry = Entry.LINE
    value: str = ""
    values: tuple[str, ...] = ()
    hint: Say | None = None
    error: Say | None = None
    read: Say | None = None
    required: bool = False
    options: tuple[Option, ...] = ()
    autocomplete: str = ""
    accept: str = ""
    language: str = ""
    """The language of what is written, where it is not the reader's."""
    rows: int = 4
    many: bool = False
    """True for a field that takes several files."""
    suggest: str = ""
    """The name of a list of suggestions of its form; whatever else is typed is taken too."""
    wide: bool = True
    """False for a short field, such as a day or a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fieldset:
    """Fields that belong together under one legend."""

    legend: Label
    fields: tuple[Field, ...]
    hint: Say | None = None
    folded: bool = False
    """Closed until somebody opens it, unless one of its fields is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One side of a conflict: what it is, the value, and by whom or where."""

    label: Say
    cell: Cell
    aside: Say | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two people changed one field: what it was (no choice), theirs and mine. Nothing is chosen beforehand."""

    name: str
    title: Label
    field: Label
    base: Box | None
    choices: tuple[tuple[str, Box], ...]
    """The value sent, and what it says: theirs, mine."""
    chosen: str = ""
    error: Say | None = None
    reason: Field | None = None
    """Where mine needs a reason, such as a new date."""


FormPart = Field | Fieldset | Conflict | Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form; without a `submit` label of its own it could not be sent, so it has one.

    `bar` is the sentence beside the buttons ("Nothing is written yet."); `also` are further buttons: those with a
    `name` send this form too, under that name and value; `acts` lead elsewhere. `line` sets fields and button in one
    line: filters, a day to compare with. A form that sends a file says so by its fields. `suggestions` are lists by
    name, from which fields of one line suggest.
    """

    name: str
    to: Goto
    parts: tuple[FormPart, ...]
    suggestions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    submit: Say
    method: Literal["get", "post"] = "post"
    weight: Weight = Weight.MAIN
    also: tuple[Submit, ...] = ()
    acts: tuple[Act, ...] = ()
    bar: Say | None = None
    line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """A further button of a form: it sends the form with its own name and value."""

    label: Say
    name: str
    value: str
    weight: Weight = Weight.PLAIN
