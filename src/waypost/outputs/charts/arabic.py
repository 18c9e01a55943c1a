"""How Arabic letters join, so that the width of a word is that of its joined letters and not of single ones.

The forms are read from Unicode's own table: each presentation form names its letter and its place in a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

FORMS_OF_LETTERS: Final = range(0xFE70, 0xFEFD)
"""The block of presentation forms of single letters; the ligatures at its end are left out where read."""
FIRST_LETTER: Final = "\u0600"


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The forms of each letter by place: isolated, initial, medial, final."""
    found: dict[str, dict[str, str]] = {}
    for code in FORMS_OF_LETTERS:
        place, _, letter = unicodedata.decomposition(chr(code)).partition("> ")
        if letter and " " not in letter:
            found.setdefault(chr(int(letter, 16)), {})[place[1:]] = chr(code)
    return found


def joined(words: str) -> str:
    """The words with each Arabic letter in the form that it takes beside its neighbours; all else as it is."""
    return words if max(words, default="") < FIRST_LETTER else "".join(_shaped(words))


def _shaped(words: str) -> Iterator[str]:
    forms = _forms()
    letters = [place for place, sign in enumerate(words) if not unicodedata.combining(sign)]
    before = {one: words[last] for last, one in pairwise(letters)}
    after = {one: words[following] for one, following in pairwise(letters)}
    for place, sign in enumerate(words):
        own = forms.get(sign)
        if own is None:
            yield sign
            continue
        from_before = "final" in own and "initial" in forms.get(before.get(place, ""), {})
        to_after = "initial" in own and "final" in forms.get(after.get(place, ""), {})
        name = ("medial" if to_after else "final") if from_before else ("initial" if to_after else "isolated")
        yield own.get(name, sign)
