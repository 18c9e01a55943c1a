"""Texts of aid data: the same words in several languages, and the papers they point to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """Words and their language (a tag in small letters); None: the default language of the activity."""

    text: str
    language: str | None = None


Texts = tuple[Narrative, ...]
"""One text in as many languages as its publisher gives, in the order of the file."""


def in_language(texts: Texts, language: str, *, default: str | None = None) -> str | None:
    """The words in a language, else in English, else the first there are; None for no text.

    A text without a language is in `default`.
    """
    for wanted in (language, "en"):
        for one in texts:
            if (one.language or default or "").split("-")[0] == wanted:
                return one.text
    return texts[0].text if texts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A document of an activity or organisation: its address, media type, and codes of what kind it is."""

    url: str | None
    format: str | None = None
    title: Texts = ()
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    day: date | None = None
