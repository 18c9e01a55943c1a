"""JSON as a tree: bytes to dicts, lists, text and exact numbers, and back.

Numbers with a decimal point become `Decimal`, never float. A key that stands twice in one object is refused: two
readers would take different values. Nothing here knows an element.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import msgspec

from waypost.codec.faults import Fault, problem, shortened
from waypost.core.errors import Problem

LARGEST_FILE: Final = 64 * 1024 * 1024
"""Bytes. A state of 10,000 elements is below 10 MB; a larger file is no state, and is not read at all."""

_BYTE = re.compile(r"\(byte (\d+)\)")
_NOT_A_NUMBER = Decimal("NaN")

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
"""What `value_json` returns: numbers that are no counts are text."""


def _exact(digits: str) -> Decimal:
    """The number as written; NaN when even its exponent is beyond counting, which every field refuses."""
    try:
        return Decimal(digits)
    except InvalidOperation:
        return _NOT_A_NUMBER


_READER = msgspec.json.Decoder(float_hook=_exact)
_WRITER = msgspec.json.Encoder(decimal_format="number")


def read_tree(raw: bytes, *, file: str | None) -> tuple[Any, tuple[Problem, ...]]:
    """The tree of a JSON file, or None and why it cannot be read.

    Refused: more than `LARGEST_FILE` bytes, no UTF-8, no JSON, nested beyond what can be walked, a key twice in
    one object, numbers that are not finite.
    """
    if len(raw) > LARGEST_FILE:
        return None, (_whole("codec.too_large", file, n=len(raw) // 1024 // 1024, limit=LARGEST_FILE // 1024 // 1024),)
    try:
        tree = _READER.decode(raw)
    except UnicodeDecodeError as error:
        return None, (_whole("codec.not_utf8", file, row=_line(raw, error.start)),)
    except RecursionError:
        return None, (_whole("codec.too_deep", file),)
    except (msgspec.DecodeError, ValueError) as error:
        place = _BYTE.search(str(error))
        row = _line(raw, int(place[1])) if place else _line(raw, len(raw.rstrip()))
        return None, (_whole("codec.not_json", file, row=row),)
    return tree, _twice(raw, tree, file)


def _whole(code: str, file: str | None, *, row: int | None = None, **values: int) -> Problem:
    return problem(Fault(code=code, values=tuple(values.items())), file=file, row=row)


def _line(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1


def _twice(raw: bytes, tree: Any, file: str | None) -> tuple[Problem, ...]:
    """Keys that stand twice in one object.

    A reader keeps one of the two, so the tree written again has fewer quotation marks than the file had. Only an
    escape (backslash u0022) can hide one; then, as when marks are missing, the file is read a second time, slowly.
    """
    if b"\\u0022" not in raw and raw.count(b'"') == _WRITER.encode(tree).count(b'"'):
        return ()
    found: list[str] = []

    def pairs(members: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in members]
        found.extend(name for name in dict.fromkeys(names) if names.count(name) > 1)

    json.loads(raw, object_pairs_hook=pairs, parse_float=_exact)
    return tuple(
        problem(Fault(code="codec.key_twice", values=(("key", shortened(name)),), raw=shortened(name)), file=file)
        for name in found
    )


def rows_of(raw: bytes, list_name: str) -> list[int]:
    """The line on which each entry of a top-level list begins, counted from 1.

    Slow, and asked only when there is a problem to place; the bytes are known to be JSON.
    """
    text = raw.decode("utf-8")
    scan = json.JSONDecoder(parse_float=_exact).raw_decode
    at = _past(text, 1 + text.index("{"))
    while text[at] != "}":
        name, at = scan(text, at)
        at = _past(text, at)
        if name == list_name and text[at] == "[":
            return _rows(text, at + 1)
        at = _past(text, scan(text, at)[1])
    return []


def _rows(text: str, at: int) -> list[int]:
    scan = json.JSONDecoder(parse_float=_exact).raw_decode
    found: list[int] = []
    row, counted = 1, 0
    at = _past(text, at)
    while text[at] != "]":
        row, counted = row + text.count("\n", counted, at), at
        found.append(row)
        at = _past(text, scan(text, at)[1])
    return found


_BETWEEN = re.compile(r"[\s,:]*")


def _past(text: str, at: int) -> int:
    """The position after white space, commas and colons."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def tree_bytes(tree: Any) -> bytes:
    """A tree as compact JSON in UTF-8, keys in the order given."""
    return _WRITER.encode(tree)


def json_bytes(value: Json, *, indent: int = 2) -> bytes:
    """A value as JSON for a person or a script: indented, UTF-8, with a last line break."""
    return msgspec.json.format(_WRITER.encode(value), indent=indent) + b"\n"
