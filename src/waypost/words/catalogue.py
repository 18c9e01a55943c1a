"""The catalogues: for each language, the wording of each code.

One PO file an area (`timetable.po` holds the codes `timetable.*`), read together as one catalogue. The code is the
msgid; English is a catalogue like every other, so no language is the key of another.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from waypost.words.po import plural_of, read_po

LANGUAGES: Final = ("en", "fr", "de", "ar")
"""The languages that Waypost writes, in the order in which they are offered."""

RIGHT_TO_LEFT: Final = frozenset({"ar"})
"""Those of them that are written from right to left."""

UNCOUNTED: Final = 100
"""Stands for a number that is not whole or not known: it takes the form "other" in every language of ours."""


_FRENCH_BEFORE: Final = re.compile(r"[ \u00a0]([;:!?»])")
_FRENCH_AFTER: Final = re.compile(r"«[ \u00a0]")


@dataclass(frozen=True, slots=True)
class Entry:
    """The wordings of one code: one, or one for each plural form of the language."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries of a language and its rule for plurals."""

    language: str
    entries: dict[str, Entry]
    plural: Callable[[int], int]

    def template(self, code: str, n: int | None) -> str | None:
        """The wording of a code, in the plural form for `n`; None when the catalogue has none."""
        entry = self.entries.get(code)
        if entry is None:
            return None
        if len(entry.forms) == 1:
            return entry.forms[0]
        return entry.forms[self.plural(abs(n) if n is not None else UNCOUNTED)]


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language of `LANGUAGES`. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    entries: dict[str, Entry] = {}
    rule = "n != 1"
    folder = files("waypost.words") / "locale" / language
    for part in sorted(folder.iterdir(), key=lambda one: one.name):
        if not part.name.endswith(".po"):
            continue
        read = read_po(part.read_text(encoding="utf-8"))
        rule = plural_of(read.pop("")[0])
        for code, forms in read.items():
            entries[code] = Entry(tuple(_spaced(form, language) for form in forms))
    return Catalogue(language, entries, gettext.c2py(rule))


def _spaced(words: str, language: str) -> str:
    """A wording with the spaces of its language: French has a narrow no-break space before ; : ! ? and inside « »,
    so that nobody has to type it in a catalogue (look 8)."""
    if language != "fr":
        return words
    return _FRENCH_AFTER.sub("«\u202f", _FRENCH_BEFORE.sub("\u202f\\1", words))
