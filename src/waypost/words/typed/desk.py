"""What a person has at hand who fills a cell: the language, the elements and the principals that can be named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from unicodedata import combining, normalize

from waypost.core.roadmap.elements import Audience, Element
from waypost.core.say import SayValue, Who, say
from waypost.core.values import EU, PUBLIC, ElementId, Missing, Money, Principal, Quantity, Text, When
from waypost.core.when.span import Presidency
from waypost.words.catalogue import LANGUAGES, catalogue
from waypost.words.typed.cell import Value, Wrong
from waypost.words.wording import Wording, wording

EVERYBODY = Principal("ms:*")
_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "\u2068": None, "\u2069": None})
_PIECES = re.compile(r"[0-9]{1,15}|[^0-9]+")
_TOLD_APART = re.compile(r"\[([!-~]{1,100})\]$")
"""The id at the end of a label by which elements of one name are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What cells are written and read with.

    `labels` names the elements that can be pointed to; `known` the principals that occur; `member_states` tells a
    Member State from a partner; `said_on` is the day from which a phrase such as "by June" counts, None: refused.
    `sheet` says that its cells are those of a spreadsheet, which writes a day in the reader's own language.
    `terms` holds names of codes of the reference tables, by table: {"instruments": {"NDICI-GE": "Global Europe"}}.
    """

    words: Wording
    labels: Mapping[ElementId, str] = field(default_factory=dict)
    known: tuple[Principal, ...] = ()
    member_states: frozenset[str] = frozenset()
    said_on: date | None = None
    sheet: bool = False
    presidencies: Sequence[Presidency] = ()
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def plain(self, value: SayValue) -> str:
        """The words of a value in the language of the desk."""
        return self.words.plain(value)

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """All languages in which a cell is read, that of the desk first."""
        others = (one for one in LANGUAGES if one != self.words.language)
        return (self.words, *(wording(one) for one in others))

    def label(self, element: ElementId) -> str:
        """An element as a cell names it: number and title, where these name one element only."""
        return self.labels.get(element, element)

    def element(self, words: str) -> ElementId:
        """The element that a cell names, or the words as they stand, for whoever knows more elements."""
        folded = fold(words)
        found = next((one for one, label in self.labels.items() if fold(label) == folded), None)
        told = _TOLD_APART.search(words)
        return found or ElementId(told[1] if told else words)

    def gathered(self, audience: Audience) -> Audience:
        """An audience in which all Member States, where every one of them is there, are one name."""
        each = frozenset(Principal(f"ms:{code}") for code in self.member_states)
        return (audience - each) | {EVERYBODY} if each and each <= audience else audience

    def spread(self, audience: Audience) -> Audience:
        """The same with each Member State by itself."""
        each = frozenset(Principal(f"ms:{code}") for code in self.member_states)
        return (audience - {EVERYBODY}) | each if EVERYBODY in audience else audience

    def principal(self, words: str) -> Principal:
        """The principal that a cell names: a code, a country, one of those known. Raises Wrong for any other."""
        folded = fold(words)
        for language in self.wordings:
            for one in (EU, PUBLIC, EVERYBODY, *self.known):
                if folded in (fold(one), fold(language.plain(Who(principal=one)))):
                    return one
        code = country_named(words)
        if code is not None:
            return Principal(f"ms:{code}" if code in self.member_states else f"partner:{code}")
        prefix, colon, rest = words.partition(":")
        if colon and prefix.strip().casefold() == "org" and rest.strip():
            return Principal(f"org:{rest.strip()}")
        if colon and prefix.strip() in ("ms", "partner") and len(rest) == 2 and rest.isalpha() and rest.isupper():
            return Principal(words)
        raise Wrong("readers.not_a_principal", value=words)


def fold(words: str) -> str:
    """Words as they are compared: capitals, kinds of blank and of apostrophe, a blank before a colon, and signs
    without width that set words apart in a line make no difference."""
    return " ".join(words.translate(_ALIKE).split()).casefold().replace(" :", ":")


@cache
def _named(table: str) -> Mapping[str, str]:
    """The codes of a table by their names in every language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for entry, held in catalogue(language).entries.items():
            named, _, code = entry.partition(".")
            if named == table and "." not in code:
                found.setdefault(fold(held.forms[0]), code)
    return found


def country_named(words: str) -> str | None:
    """The two letters of a country by its name in a language of ours, or by the letters; None for no country."""
    code = words.strip()
    return code if catalogue("en").template(f"country.{code}", None) else _named("country").get(fold(words))


def route_named(words: str) -> str:
    """The code of a route by its name in a language of ours; any other words as they stand."""
    return _named("route").get(fold(words), words)


def choices_in_order(words: Iterable[str]) -> tuple[str, ...]:
    """Words as a person looks for them in a list: 1.2 before 1.10, numbers before letters, ä beside a."""
    return tuple(sorted(words, key=_order))


def _order(words: str) -> tuple[tuple[int, str], ...]:
    plain = "".join(one for one in normalize("NFKD", words.casefold()) if not combining(one))
    return tuple((int(one), "") if one.isdecimal() else (1 << 62, one) for one in _PIECES.findall(plain))


def labels_of(elements: Iterable[Element], words: Wording) -> dict[ElementId, str]:
    """Each element by number and title; where two would be named alike, their ids tell them apart.

    One without either, such as a report, is named by its kind and by what it stands under, with its id.
    """
    known = {one.id: one for one in elements}
    named = [(one.id, _label(one, words)) for one in known.values()]
    counts: dict[str, int] = {}
    for _, label in named:
        counts[fold(label)] = counts.get(fold(label), 0) + 1
    return {
        one: label if label and counts[fold(label)] == 1 else f"{label or _place(known, one, words)} [{one}]"
        for one, label in named
    }


def _place(known: Mapping[ElementId, Element], untitled: ElementId, words: Wording) -> str:
    """What an element without number and title is, and the nearest that has one above it: "Report · Crossings"."""
    one: Element | None = known[untitled]
    kind = words.plain(say(f"kind.{known[untitled].kind.name}"))
    kind = kind[:1].upper() + kind[1:]
    for _ in known:
        one = known.get(one.parent) if one is not None and one.parent is not None else None
        if one is not None and _label(one, words):
            return f"{kind} · {_label(one, words)}"
    return kind


def _label(element: Element, words: Wording) -> str:
    title = element.title
    said = title.in_language(words.language)[1] if isinstance(title, Text) else ""
    return " ".join(f"{element.number or ''} {said}".split())


def principals_in(elements: Iterable[Element]) -> tuple[Principal, ...]:
    """Every principal that occurs in elements, in order of name."""
    found: set[Principal] = set()
    for one in elements:
        found |= one.audience
        found.update(_principals(one.body))
    return tuple(sorted(found))


def _principals(value: Value) -> Iterator[Principal]:
    made: Value = type(value)
    for one in fields(value):
        held = getattr(value, one.name)
        for part in held if isinstance(held, tuple) else (held,):
            if is_dataclass(part) and not isinstance(part, Text | When | Money | Quantity):
                yield from _principals(part)
            elif isinstance(part, str) and not isinstance(part, Missing) and _is_principal_field(made, one.name):
                yield Principal(part)


@cache
def _is_principal_field(made: Value, name: str) -> bool:
    return "Principal" in str(next(one.type for one in fields(made) if one.name == name))
