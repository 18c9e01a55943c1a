"""The catalogues: for each language, the wording of each code.

One PO file an area (`timetable.po` holds the codes `timetable.*`), together one catalogue; what all areas use (names of
countries, vocabularies, units) lies in three shared ones. The code is the msgid; English is a catalogue like every
other, so no language is the key of another.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Final, final

from waypost.words.po import plural_of, read_po

LANGUAGES: Final = ("en", "fr", "de", "ar")
"""The languages that Waypost writes, in the order in which they are offered."""

RIGHT_TO_LEFT: Final = frozenset({"ar"})
"""Those of them that are written from right to left."""

SHARED: Final = ("words", "vocabulary", "reference")
"""The files whose codes begin otherwise than they are called: `country.IT` lies in `reference.po`."""

PO: Final = ".po"

UNCOUNTED: Final = 100
"""Stands for a number that is not whole or not known: it takes the form "other" in every language of ours."""


_FRENCH_BEFORE: Final = re.compile(r"[ \u00a0]([;:!?»])")
_FRENCH_AFTER: Final = re.compile(r"«[ \u00a0]")


@dataclass(frozen=True, slots=True)
class Entry:
    """The wordings of one code: one, or one for each plural form of the language."""

    forms: tuple[str, ...]


@final
class Catalogue:
    """The entries of a language and its rule for plurals; each file is read when a code of it is first asked for."""

    def __init__(self, language: str) -> None:
        """`language` is one of `LANGUAGES`."""
        self.language = language
        folder = files("waypost.words") / "locale" / language
        self._files = {one.name.removesuffix(PO): one for one in folder.iterdir() if one.name.endswith(PO)}
        self._read: dict[str, dict[str, Entry]] = {}

    def entry(self, code: str) -> Entry | None:
        """The wordings of a code; None when the catalogue has none."""
        area = code.partition(".")[0]
        places = (area, *SHARED) if area in self._files else SHARED
        return next((found for place in places if (found := self._area(place).get(code))), None)

    def template(self, code: str, n: int | None) -> str | None:
        """The wording of a code, in the plural form for `n`; None when the catalogue has none."""
        entry = self.entry(code)
        if entry is None:
            return None
        if len(entry.forms) == 1:
            return entry.forms[0]
        return entry.forms[self.plural(abs(n) if n is not None else UNCOUNTED)]

    @cached_property
    def plural(self) -> Callable[[int], int]:
        """Which of the forms of the language a number takes; every file states the rule in its head."""
        head = read_po(self._files[SHARED[0]].read_text(encoding="utf-8"))[""]
        return gettext.c2py(plural_of(head[0]))

    @property
    def entries(self) -> dict[str, Entry]:
        """All entries, by their codes."""
        return {code: entry for area in sorted(self._files) for code, entry in self._area(area).items()}

    def _area(self, name: str) -> dict[str, Entry]:
        found = self._read.get(name)
        if found is None:
            read = read_po(self._files[name].read_text(encoding="utf-8"))
            language = self.language
            found = {
                code: Entry(tuple(_spaced(one, language) for one in forms)) for code, forms in read.items() if code
            }
            self._read[name] = found
        return found


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language of `LANGUAGES`. Raises KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return Catalogue(language)


def _spaced(words: str, language: str) -> str:
    """A wording with the spaces of its language: French has a narrow no-break space before ; : ! ? and inside « »,
    so that nobody has to type it in a catalogue (look 8)."""
    if language != "fr":
        return words
    return _FRENCH_AFTER.sub("«\u202f", _FRENCH_BEFORE.sub("\u202f\\1", words))
