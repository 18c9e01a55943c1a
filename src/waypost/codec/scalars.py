"""How single values are read from a tree: text, numbers, days, moments, codes of closed lists.

Each reader takes what the tree holds and returns the value, or raises `Bad`. Nothing is guessed and nothing is
repaired: `"12"` is no number of days, `2026-02-30` no day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from waypost.codec.faults import bad
from waypost.core.roadmap.audience import is_principal
from waypost.core.say import Say, say
from waypost.core.values import ElementId, Missing, Principal, Slug, Text

Reader = Callable[[Any], Any]

LONGEST_TEXT: Final = 50_000
LARGEST_COUNT: Final = 1_000_000
MEMBER_STATES: Final = "ms:*"
"""The Member States together: a donor or owner in published texts, never an audience (values)."""

CURRENCY: Final = r"^[A-Z]{3}$"
LANGUAGE: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
SLUG: Final = r"^[a-z0-9][a-z0-9-]{0,63}$"
ID: Final = r"^[!-~]{1,100}$"
AMOUNT: Final = r"^-?[0-9]{1,30}([.][0-9]{1,30})?$"
DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOMENT: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?Z$"
PRINCIPAL: Final = r"^(eu|public|ms:[A-Z]{2}|partner:[A-Z]{2}|org:[^\s]([^\r\n]*[^\s])?)$"
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def wrong_type(raw: Any, expected: str) -> Exception:
    """The fault of a value of another type; `expected` names the type wanted."""
    return bad("codec.wrong_type", raw, expected=say(f"codec.type.{expected}"), found=found_type(raw))


def found_type(raw: Any) -> Say:
    """What a tree holds, as words."""
    match raw:
        case None:
            name = "nothing"
        case bool():
            name = "yes_no"
        case int():
            name = "count"
        case Decimal():
            name = "number"
        case str():
            name = "text"
        case list():
            name = "list"
        case _:
            name = "object"
    return say(f"codec.type.{name}")


def a_text(raw: Any) -> str:
    """Text that is not blank, not endless and without control characters (line breaks and tabs are text)."""
    if type(raw) is not str:
        raise wrong_type(raw, "text")
    if not raw or raw.isspace():
        raise bad("codec.text_blank", raw)
    if len(raw) > LONGEST_TEXT:
        raise bad("codec.text_too_long", raw, n=len(raw), limit=LONGEST_TEXT)
    hidden = _UNPRINTABLE.search(raw)
    if hidden:
        raise bad("codec.control_character", raw, sign=f"U+{ord(hidden[0]):04X}")
    return raw


def _matching(pattern: str, code: str) -> Reader:
    matches = re.compile(pattern).fullmatch

    def read(raw: Any) -> str:
        # What fits the pattern is neither blank nor endless and holds no control character.
        if type(raw) is str and matches(raw):
            return raw
        text = a_text(raw)
        if not matches(text):
            raise bad(code, raw, value=text)
        return text

    return read


currency = _matching(CURRENCY, "codec.not_a_currency")
slug = _matching(SLUG, "codec.not_a_slug")
element_id = _matching(ID, "codec.not_an_id")
_language = re.compile(LANGUAGE).fullmatch
_day = re.compile(DAY).fullmatch
_moment = re.compile(MOMENT).fullmatch
_amount = re.compile(AMOUNT).fullmatch


def principal(raw: Any) -> Principal:
    """A principal, or the Member States together."""
    text = a_text(raw)
    if text != MEMBER_STATES and not is_principal(text):
        raise bad("codec.not_a_principal", raw, value=text)
    return Principal(text)


def reader_principal(raw: Any) -> Principal:
    """A principal as it may stand in an audience: somebody who reads."""
    text = a_text(raw)
    if not is_principal(text):
        raise bad("codec.not_a_principal", raw, value=text)
    return Principal(text)


def audience(raw: Any) -> frozenset[Principal]:
    """A set of principals who may read."""
    if type(raw) is not list:
        raise wrong_type(raw, "list")
    try:
        return _audience(*raw)
    except TypeError:
        # A list or an object among them, which is no principal.
        return frozenset(map(reader_principal, raw))


@lru_cache(maxsize=1024)
def _audience(*raw: Any) -> frozenset[Principal]:
    """The same few in thousands of elements, so each is looked at once."""
    return frozenset(map(reader_principal, raw))


def a_flag(raw: Any) -> bool:
    """Yes or no."""
    if type(raw) is not bool:
        raise wrong_type(raw, "yes_no")
    return raw


def a_count(raw: Any) -> int:
    """A whole number of days, minutes or ranks."""
    if type(raw) is not int:
        raise wrong_type(raw, "count")
    if abs(raw) > LARGEST_COUNT:
        raise bad("codec.count_range", raw, limit=LARGEST_COUNT)
    return raw


def an_amount(raw: Any) -> Decimal:
    """An exact number, from text (as written by us) or from a JSON number, whose digits are kept as they are."""
    if type(raw) is str:
        if not _amount(raw):
            raise bad("codec.not_a_number", raw, value=raw)
        return Decimal(raw)
    if type(raw) is int or type(raw) is Decimal:
        number = Decimal(raw)
        if not number.is_finite() or not _amount(f"{number:f}" if -40 < number.adjusted() < 40 else ""):
            raise bad("codec.not_a_number", str(number), value=str(number))
        return number
    raise wrong_type(raw, "number")


def a_share(raw: Any) -> Decimal:
    """A part of a whole: 0 to 1."""
    number = an_amount(raw)
    if not 0 <= number <= 1:
        raise bad("codec.share_range", str(number), value=str(number))
    return number


def a_day(raw: Any) -> date:
    """A day as YYYY-MM-DD that the calendar has."""
    if type(raw) is not str:
        raise wrong_type(raw, "day")
    if not _day(raw):
        raise bad("codec.not_a_day", raw, value=raw)
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise bad("codec.no_such_day", raw, value=raw) from None


def a_moment(raw: Any) -> datetime:
    """A moment in UTC as 2026-10-01T10:15:30Z; a fraction of a second is kept."""
    if type(raw) is not str:
        raise wrong_type(raw, "moment")
    if not _moment(raw):
        raise bad("codec.not_a_moment", raw, value=raw)
    try:
        return datetime.fromisoformat(raw).astimezone(UTC)
    except ValueError:
        raise bad("codec.not_a_moment", raw, value=raw) from None


def one_of(choices: type[StrEnum]) -> Reader:
    """A code of a closed list."""
    known = {one.value: one for one in choices}

    def read(raw: Any) -> StrEnum:
        if type(raw) is not str:
            raise wrong_type(raw, "code")
        found = known.get(raw)
        if found is None:
            raise bad("codec.not_in_list", raw, value=raw, choices=tuple(known))
        return found

    return read


_reason_missing = one_of(Missing)


def is_missing(raw: Any) -> bool:
    """Whether the tree says that a value is not there: `{"missing": …}`."""
    return type(raw) is dict and "missing" in raw


def a_missing(raw: dict[str, Any]) -> Missing:
    """Why a value is not there."""
    if len(raw) > 1:
        raise bad("codec.missing_alone", raw)
    found: Missing = _reason_missing(raw["missing"])
    return found


def wordings(raw: Any) -> Text:
    """A text in one or more languages, the original first."""
    if type(raw) is not dict:
        raise wrong_type(raw, "wordings")
    if not raw:
        raise bad("codec.text_blank", raw)
    for language in raw:
        if not _is_language(language):
            raise bad("codec.not_a_language", language, value=language)
    return Text(wordings=tuple([(language, a_text(words)) for language, words in raw.items()]))


@lru_cache(maxsize=256)
def _is_language(name: str) -> bool:
    """The same few in thousands of texts."""
    return _language(name) is not None


SCALARS: Final[dict[Any, Reader]] = {
    str: a_text,
    bool: a_flag,
    int: a_count,
    date: a_day,
    datetime: a_moment,
    Decimal: a_share,
    Text: wordings,
    Principal: principal,
    ElementId: element_id,
    Slug: slug,
}
"""The reader of each type. A bare Decimal is a share of a whole; amounts live in Money and Quantity."""
