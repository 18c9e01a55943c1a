"""Short lists in one cell, their parts divided by semicolons (texts: one a line), as a person types them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from waypost.core.roadmap.records import CodeShare, Inside, Partner
from waypost.core.roadmap.vocabulary import Role, Whole
from waypost.core.say import Code
from waypost.core.values import Text
from waypost.words.typed.amounts import read_number
from waypost.words.typed.cell import Cell, Value, Wrong, cell_words, plain_digits
from waypost.words.typed.desk import Desk, route_named
from waypost.words.typed.scalars import COUNTRY, ELEMENT, PRINCIPAL, TEXT, WORD, Scalar, code_of

_ROLE, _WHOLE = code_of(Role), code_of(Whole)
_BRACKETED: Final = re.compile(r"(.*?)\s*\(([^()]*)\)", re.DOTALL)


def _listed(one: Scalar, *, mark: str = "; ", ordered: bool = False) -> Scalar:
    def write(value: Value, desk: Desk) -> Cell:
        words = [str(one.write(part, desk)) for part in value]
        return mark.join(sorted(words, key=str.casefold) if isinstance(value, frozenset) else words)

    def read(cell: Cell, desk: Desk, was: Value) -> Value:
        parts = [part.strip() for part in cell_words(cell).split(mark.strip() or "\n")]
        found = [one.read(part, desk, None) for part in parts if part]
        return frozenset(found) if ordered else tuple(dict.fromkeys(found))

    return Scalar(write=write, read=read, look="prose" if mark == "\n" else "list")


def _record(write: Callable[[Value, Desk], str], read: Callable[[str, Desk], Value]) -> Scalar:
    return _listed(Scalar(write=write, read=lambda cell, desk, was: read(cell_words(cell), desk)))


def _bracketed(words: str) -> tuple[str, list[str]]:
    """What stands before a bracket and what in it: `Tunisia (transit, origin)`."""
    found = _BRACKETED.fullmatch(words)
    if found is None:
        return words, []
    return found[1], [part.strip() for part in found[2].split(",") if part.strip()]


def _write_partner(value: Partner, desk: Desk) -> str:
    held = [str(_ROLE.write(one, desk)) for one in value.roles] + [_route(one, desk) for one in value.routes]
    return str(COUNTRY.write(value.country, desk)) + (f" ({', '.join(held)})" if held else "")


def _route(code: str, desk: Desk) -> str:
    """A route by its name; a code stays where there is none, and where the name would divide the list."""
    named = desk.plain(Code(table="route", code=code)) if desk.words.has(f"route.{code}") else code
    return named if route_named(named) == code and not set(named) & set("(),;") else code


def _read_partner(words: str, desk: Desk) -> Partner:
    country, held = _bracketed(words)
    roles, routes = [], []
    for one in held:
        try:
            roles.append(_ROLE.read(one, desk, None))
        except Wrong:
            routes.append(route_named(one))
    return Partner(country=COUNTRY.read(country, desk, None), roles=tuple(roles), routes=tuple(routes))


def _write_code(value: CodeShare, desk: Desk) -> str:
    share = "" if value.share is None else f" ({plain_digits(value.share * 100)} %)"
    return f"{value.vocabulary} {value.code}{share}"


def _read_code(words: str, desk: Desk) -> CodeShare:
    named, held = _bracketed(words)
    vocabulary, _, code = named.partition(" ")
    if not code:
        raise Wrong("readers.not_a_code", value=words)
    share: Decimal | None = None
    if held:
        share = read_number(held[0].removesuffix("%").strip(), desk) / 100
        if not 0 <= share <= 1:
            raise Wrong("readers.not_a_share", value=held[0])
    return CodeShare(vocabulary=vocabulary, code=code, share=share)


def _write_inside(value: Inside, desk: Desk) -> str:
    label = desk.label(value.whole)
    return label if value.sure is Whole.SURE else f"{label} ({_WHOLE.write(value.sure, desk)})"


def _read_inside(words: str, desk: Desk) -> Inside:
    label, held = _bracketed(words)
    if len(held) == 1:
        try:
            return Inside(whole=desk.element(label), sure=_WHOLE.read(held[0], desk, None))
        except Wrong:
            pass
    return Inside(whole=desk.element(words))


def _write_readers(value: Value, desk: Desk) -> Cell:
    """An audience; all Member States at once are said in two words."""
    return _NAMED.write(desk.gathered(value), desk)


def _read_readers(cell: Cell, desk: Desk, was: Value) -> Value:
    return desk.spread(_NAMED.read(cell, desk, was))


def _read_line(cell: Cell, desk: Desk, was: Value) -> Text:
    found: Text = TEXT.read(cell_words(cell).removeprefix("•").strip(), desk, None)
    return found


_NAMED = _listed(PRINCIPAL, ordered=True)
WORDS = _listed(WORD)
PRINCIPALS = _listed(PRINCIPAL)
READERS = Scalar(write=_write_readers, read=_read_readers, look="list")
ELEMENTS = _listed(ELEMENT)
LINES = _listed(Scalar(write=TEXT.write, read=_read_line), mark="\n")
PARTNERS = _record(_write_partner, _read_partner)
CODES = _record(_write_code, _read_code)
INSIDE = _record(_write_inside, _read_inside)
