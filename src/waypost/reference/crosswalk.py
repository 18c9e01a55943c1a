"""One crosswalk of countries: what a publisher writes, and which country that is, or why it is none.

A sum over countries is wrong as soon as one row is a group of them, a total, a state that has become several, or
people of no known country. Those are told apart from countries here, so that nobody adds them to their members.
Names are compared without capitals, accents, footnote marks and blanks; codes as they are written.

Source: the table `crosswalk.csv`, made by `tools/make_crosswalk.py`, which says whence each row comes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from waypost.reference.countries import is_country
from waypost.reference.table import rows

ANY: Final = ""
"""In the place of a publisher: whoever writes it means this."""


class Why(StrEnum):
    """Why what stands in a column of countries is none."""

    GROUP = "group"
    """Several countries together: EU27_2020, World, an income group, a region."""
    TOTAL = "total"
    """All countries that the table has."""
    FORMER = "former"
    """A state that is no more; its successors may stand beside it."""
    PART = "part"
    """A part of a country that stands beside it."""
    RESIDUAL = "residual"
    """Unknown, stateless, other, not stated, or a code that stands for several."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What stands among countries and is none: never to be added to them."""

    code: str
    why: Why


def country_of(publisher: str, written: str) -> str | Aggregate | None:
    """The country that a publisher means, by our code; what is none as an Aggregate; None for what nobody knows.

    Args:
        publisher: who wrote it, as in the table: `eurostat`, `unhcr`, `oecd`, `worldbank`, `un`, ...; a publisher
            that the table does not have is read as any other. The number 57 is Kosovo at the OECD only.
        written: a name or a code as it stands in the file. Several in one cell, of a publisher who writes so, are a
            group named by its members (`BF+ML`): how its figure is shared among them is not known.
    """
    text = written.strip()
    codes, names = _table()
    for who in (publisher, ANY):
        if (who, text) in codes:
            return codes[who, text]
    if is_country(text):
        return text
    for who in (publisher, ANY):
        if (who, key(text)) in names:
            return names[who, key(text)]
    return _several(publisher, text) if publisher in NAMES_SEVERAL else None


def _several(publisher: str, text: str) -> str | Aggregate | None:
    """The group of all that one cell names, in order of code; None where one of them is unknown. One that is named
    twice is itself."""
    found = {country_of(publisher, part) for part in text.split(",")} if "," in text else {None}
    known = sorted({one.code if isinstance(one, Aggregate) else one for one in found if one is not None})
    if None in found:
        return None
    return Aggregate("+".join(known), Why.GROUP) if len(known) > 1 else found.pop()


NAMES_SEVERAL: Final = frozenset({"eutf"})
"""Publishers who write several countries into one cell. Of others a comma is part of a name."""

Meaning = Mapping[tuple[str, str], str | Aggregate]
_CODE: Final = re.compile(r"[A-Z0-9_-]+", re.ASCII)
_NOTE: Final = re.compile(r"[*^†‡§¹²³]+|\[\d+\]|\(\d+\)")
_OTHER: Final = re.compile(r"[^\w]+")


def donor_code(country: str) -> str | None:
    """The OECD's code of a country as a donor; None for one that is not in its list of donors."""
    return _donors().get(country)


@cache
def _donors() -> Mapping[str, str]:
    return {
        row["code"]: row["text"]
        for row in rows("crosswalk")
        if row["publisher"] == "oecd" and row["text"].isdecimal() and row["source"].endswith("/dac_members.csv")
    }


@cache
def _table() -> tuple[Meaning, Meaning]:
    """Codes as written and names by their key, each with its publisher."""
    codes: dict[tuple[str, str], str | Aggregate] = {}
    names: dict[tuple[str, str], str | Aggregate] = {}
    for row in rows("crosswalk"):
        meaning = Aggregate(row["code"], Why(row["why"])) if row["why"] else row["code"]
        if is_code(row["text"]):
            codes[row["publisher"], row["text"]] = meaning
        else:
            names[row["publisher"], key(row["text"])] = meaning
    return codes, names


def is_code(text: str) -> bool:
    """Whether a text is compared as it is written: capitals and digits, of at most three signs or with a `_` or a
    digit among them. A longer word of capitals may be a name (`MOROCCO`)."""
    return _CODE.fullmatch(text) is not None and (len(text) <= LONGEST_CODE or not text.isalpha())


LONGEST_CODE: Final = 3


def key(name: str) -> str:
    """A name without what publishers write differently: capitals, accents, footnote marks, `&`, `St.`, `the`."""
    plain = unicodedata.normalize("NFKD", _NOTE.sub(" ", name))
    letters = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
    words = _OTHER.sub(" ", letters.replace("&", " and ").replace("’", "'").replace("'", "")).split()
    return " ".join("saint" if one == "st" else one for one in words if one != "the")
