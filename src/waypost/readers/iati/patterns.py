"""What may stand where in a part of an activity, as patterns: a value that fits one breaks no rule of the schema.

They take less than the schema does, never more. What they leave out (a day of another calendar year, a power of ten, an
entity in a code) is read the careful way. Source: the schema of IATI 2.03.
"""

from __future__ import annotations

import re
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
ANYTHING: Final = '[^"<&]*+'
"""In what is of another vocabulary than IATI."""
_CODE: Final = "[0-9]{1,3}+"
"""A code of a list of 2.0x, where 1.0x had words."""
_WORDY: Final = frozenset({*BUDGET_TYPES, *DATE_TYPES, *MARKER_VOCABULARIES, *ROLES, *SECTOR_VOCABULARIES})
assert not any(re.fullmatch(_CODE, one) for one in _WORDY)

_STRINGS: Final = frozenset(
    {
        *("activity-id", "budget-not-provided", "code", "crs-channel-code", "currency", "default-currency", "format"),
        *("measure", "name", "provider-activity-id", "receiver-activity-id", "ref", "role", "significance", "status"),
        *("type", "value", "vocabulary"),
    }
)
_DAYS: Final = frozenset({"iso-date", "value-date", "extraction-date"})
_ADDRESSES: Final = frozenset({"indicator-uri", "linked-data-uri", "url", "vocabulary-uri"})
_CODED: Final = frozenset(
    {
        ("budget", "type"),
        ("participating-org", "role"),
        ("policy-marker", "vocabulary"),
        ("sector", "vocabulary"),
        ("transaction-type", "code"),
    }
)
_TEXTS: Final = frozenset({"channel-code", "email", "iati-identifier", "narrative", "telephone"})


def of_attribute(tag: str, name: str) -> str | None:
    """The pattern of an attribute's value; None for one that must stand as it did."""
    if (tag, name) in _CODED:
        return _CODE
    if name in _DAYS:
        return DAY
    if tag in ("other-flags", "activity-date"):
        return None
    if (tag, name) == ("transaction", "ref"):
        return REFERENCE
    if name in _STRINGS:
        return STRING
    if name in _ADDRESSES:
        return ADDRESS
    if name == "percentage":
        return NUMBER
    if name == "last-updated-datetime":
        return _MOMENT
    return ANYTHING if ":" in name and not name.startswith("xml") else None


def of_text(tag: str) -> str | None:
    """The pattern of an element's text; None for one that must stand as it did."""
    if tag in _TEXTS or ":" in tag:
        return WORDS
    if tag == "value":
        return NUMBER
    if tag == "website":
        return ADDRESS
    return None
