"""Countries: ISO 3166-1 alpha-2, XK for Kosovo, and QM for Marenia, which exists in training data only.

Greece is GR here and EL only where a publisher writes it (contract 4). Names are those of Unicode CLDR,
except where the EU writes them otherwise (Türkiye, Côte d'Ivoire); each row of the table says which.
Nothing here takes a position on the status of anything; the footnotes that publishers attach are kept.

Source: ISO 3166-1; protocol order of the EU's Interinstitutional Style Guide, 7.1: the countries by their
names in their own languages; domain 2.10.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from waypost.reference.table import rows
from waypost.reference.terms import words

TRAINING = "QM"
"""The invented partner of the training data."""


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in rows("countries")}


@cache
def countries() -> tuple[str, ...]:
    """All codes, in alphabetical order."""
    return tuple(_names())


@cache
def member_states() -> tuple[str, ...]:
    """The 27 Member States in protocol order (Belgium first, Sweden last)."""
    return tuple(row["code"] for row in rows("member-states"))


def is_country(code: str) -> bool:
    """Whether `code` is one of ours, in capitals; EL and UK are not (see `crosswalk`)."""
    return code in _names()


def is_member_state(code: str) -> bool:
    """Whether `code` is one of the 27 Member States."""
    return code in member_states()


def country_name(code: str, language: str) -> str:
    """The short name of a country in English or French; English for another language.

    Raises KeyError for a code that is no country: ask `is_country` first.
    """
    row = _names()[code]
    return row["fr"] if language == "fr" else row["en"]


@cache
def _by_name() -> Mapping[str, str]:
    return {row[language].casefold(): row["code"] for row in rows("countries") for language in ("en", "fr")}


def country_named(name: str) -> str | None:
    """The code of a country by its English or French name, capitals or not; None where no name is equal."""
    return _by_name().get(name.strip().replace("'", "’").casefold()) or _by_name().get(name.strip().casefold())


@cache
def _crosswalk() -> Mapping[str, str]:
    return {row["text"]: row["code"] for row in rows("crosswalk") if not row["publisher"] and not row["why"]}


def crosswalk(text: str) -> str | None:
    """Our code for what a publisher writes: EL is GR, UK is GB, XKX is XK; our own codes stand for themselves.

    For reading a publisher's file only. A code that neither we nor the table know gives None. What depends on the
    publisher, and what is no country, is told by `reference.crosswalk.country_of`.
    """
    written = text.strip()
    if is_country(written):
        return written
    return _crosswalk().get(written)


def footnote(code: str, language: str) -> str | None:
    """The footnote that EU texts attach to a designation (Kosovo, Palestine); None for all others.

    The English words are those of the publisher's notes; whether the French ones are the agreed wording
    was not confirmed against a text.
    """
    for row in rows("footnotes"):
        if row["code"] == code:
            return words(row["en"], row["fr"]).in_language(language)[1]
    return None
