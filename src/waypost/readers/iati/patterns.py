"""What may stand where in a part of an activity, as patterns: a value that fits one breaks no rule of the schema; and
what becomes of the text that a pattern found.

They take less than the schema does, never more. What they leave out (a day of another calendar year, a power of ten, an
entity in a code) is read the careful way. Source: the schema of IATI 2.03.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from waypost.readers.iati.old import BUDGET_TYPES, DATE_TYPES, MARKER_VOCABULARIES, ROLES, SECTOR_VOCABULARIES

BLANK: Final = "[ \\t\\n]*+"
DAY: Final = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
"""A day or what looks like one: for who makes a day of it."""
_MONTH: Final = "(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
REAL_DAY: Final = f"[12][0-9]{{3}}-(?:{_MONTH})"
"""A day that there is, in any year."""
_MOMENT: Final = (
    f"{REAL_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?"
)
NUMBER: Final = (
    "(?>[+-]?[0-9]{1,18}(?:\\.[0-9]{1,6})?(?![0-9.])"
    "|[+-]?(?:[0-9]{1,12}\\.[0-9]{1,12}(?![0-9])|[0-9]{1,6}\\.[0-9]{1,18}|[0-9]{1,18}\\.|\\.[0-9]{1,18}))"
)
"""Of at most 24 digits, as the schema has it."""


def _runs(signs: str, *others: str) -> str:
    """Signs, and between them longer pieces of the address."""
    return f"[{signs}]*+(?:(?:{'|'.join(others)})[{signs}]*+)*+"


_HEXADECIMAL: Final = "%[0-9A-Fa-f]{2}"
_PATH: Final = _runs("A-Za-z0-9/._~=+@!$*,;:() -", _HEXADECIMAL)
_ASKED: Final = _runs("A-Za-z0-9/._~=+@!$*,;:?()-", _HEXADECIMAL, "&amp;")
ADDRESS: Final = f"(?>(?:https?://)?[A-Za-z0-9][A-Za-z0-9.-]*+(?:/{_PATH})?(?:\\?{_ASKED})?(?:#{_ASKED})?)(?<! )"
_ASCII: Final = "!#-%'-;=-~"
STRING: Final = f'(?>[{_ASCII}]++(?=")|[^"<&\\s][^"<&\\t\\n]*+(?<!\\s))'
"""Without blanks at its ends, and without what an entity stands for."""
REFERENCE: Final = '[^"<\\s][^"<\\t\\n]*+(?<!\\s)'
"""The same with entities."""
WORDS: Final = "[^<\\s][^<]*+"
"""A text that is not blank; entities and blanks at its end are for who takes it."""
_SIGN: Final = (
    "&(?:amp|lt|gt|quot|apos|#(?:3[2-9]|[4-9][0-9]|[12][0-9]{2}|[1-9][0-9]{3})"
    "|#x(?:[2-7A-Fa-f][0-9A-Fa-f]|[1-9A-Fa-f][0-9A-Fa-f]{2}|[1-9A-Ca-c][0-9A-Fa-f]{3}));"
)
PLAIN_WORDS: Final = f"(?:[^<&\\s]|{_SIGN})(?:[^<&]++|{_SIGN})*+"
"""The same where nobody takes it: with entities that stand for a sign."""
ANYTHING: Final = '[^"<&]*+'
"""In what is of another vocabulary than IATI."""
LANGUAGE: Final = "[A-Za-z]{2}(?:-[A-Za-z]{2})?"
"""A language, and its country where it names one. What else the schema takes must stand as it did."""
_BOOLEAN: Final = "(?:[01]|true|false)"
_CODE: Final = "[0-9]{1,3}+"
"""A code of a list of 2.0x, where 1.0x had words."""
_WORDY: Final = frozenset({*BUDGET_TYPES, *DATE_TYPES, *MARKER_VOCABULARIES, *ROLES, *SECTOR_VOCABULARIES})
assert not any(re.fullmatch(_CODE, one) for one in _WORDY)

_NAMED: Final[dict[str, str]] = {
    **dict.fromkeys(("activity-id", "budget-not-provided", "code", "crs-channel-code", "currency", "format"), STRING),
    **dict.fromkeys(("default-currency", "measure", "name", "provider-activity-id", "receiver-activity-id"), STRING),
    **dict.fromkeys(("ref", "role", "significance", "status", "type", "value", "vocabulary"), STRING),
    **dict.fromkeys(("iso-date", "value-date", "extraction-date"), DAY),
    **dict.fromkeys(("indicator-uri", "linked-data-uri", "url", "vocabulary-uri"), ADDRESS),
    "humanitarian": _BOOLEAN,
    "last-updated-datetime": _MOMENT,
    "percentage": NUMBER,
    "xml:lang": LANGUAGE,
}
"""The pattern of an attribute by its name."""
_OF: Final[dict[tuple[str, str], str | None]] = {
    ("activity-date", "type"): None,
    ("budget", "type"): _CODE,
    ("other-flags", "code"): None,
    ("other-flags", "significance"): None,
    ("participating-org", "role"): _CODE,
    ("policy-marker", "vocabulary"): _CODE,
    ("sector", "vocabulary"): _CODE,
    ("transaction", "ref"): REFERENCE,
    ("transaction-type", "code"): _CODE,
}
"""That of an attribute of one element, where it is another."""
_TEXTS: Final = frozenset({"channel-code", "email", "iati-identifier", "narrative", "telephone"})


UNTAKEN: Final = {DAY: REAL_DAY, WORDS: PLAIN_WORDS, REFERENCE: STRING}
"""What a pattern becomes where nobody takes its value, and so nobody looks whether there is such a day or sign."""


def of_attribute(tag: str, name: str) -> str | None:
    """The pattern of an attribute's value; None for one that must stand as it did."""
    if (tag, name) in _OF:
        return _OF[tag, name]
    is_other = ":" in name and not name.startswith(("xml", "xsi:"))
    if is_other or (":" in tag and ":" not in name):
        return ANYTHING
    return _NAMED.get(name)


def of_text(tag: str) -> str | None:
    """The pattern of an element's text; None for one that must stand as it did."""
    if tag in _TEXTS or ":" in tag:
        return WORDS
    if tag == "value":
        return NUMBER
    if tag == "website":
        return ADDRESS
    return None


# ------------------------------------------------------------------------------------------------- what was found


Groups = tuple[str, ...]

_ENTITY: Final = re.compile(r"(amp|lt|gt|quot|apos)|#([0-9]{2,7})|#x([0-9A-Fa-f]{2,6})")
_NAMES: Final = re.compile(r"&([^;&]*);").split
_SIGN_NAMES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Odd(Exception):
    """Something that only the careful reader may read."""


class Kept(dict[Groups, object]):
    """Values by the groups of which they are made, each made once as long as they are not too many."""

    def __init__(self, make: Callable[[Groups], object]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, groups: Groups) -> object:
        if len(self) >= MOST_KEPT:
            self.clear()
        made = self[groups] = self.make(groups)
        return made


MOST_KEPT: Final = 2_000
"""Values kept of a part; more are of parts that do not come again."""


class Days(dict[str, date]):
    """Days by how they are written, each made once. Raises Odd for one that there is not."""

    def __missing__(self, raw: str) -> date:
        try:
            found = self[raw] = date.fromisoformat(raw)
        except ValueError:
            raise Odd from None
        return found


def words(raw: str) -> str:
    """The words of a text: entities replaced, no blanks around. Raises Odd where none are left, or for an entity that
    is none."""
    if "&" in raw:
        between = _NAMES(raw)
        if raw.count("&") != len(between) // 2:
            raise Odd
        between[1::2] = map(_SIGNS.__getitem__, between[1::2])
        raw = "".join(between)
    found = raw.strip()
    if not found:
        raise Odd
    return found


class _Signs(dict[str, str]):
    """The signs that entities stand for, each worked out once. Raises Odd for what is none."""

    def __missing__(self, entity: str) -> str:
        found = _ENTITY.fullmatch(entity)
        if found is None:
            raise Odd
        name, number, hexadecimal = found.groups()
        sign = ord(_SIGN_NAMES[name]) if name else int(number or hexadecimal, 10 if number else 16)
        if not (
            sign in (9, 10, 13) or 0x20 <= sign <= 0xD7FF or 0xE000 <= sign <= 0xFFFD or 0x10000 <= sign < 0x110000
        ):
            raise Odd
        self[entity] = chr(sign)
        return self[entity]


_SIGNS: Final = _Signs()
