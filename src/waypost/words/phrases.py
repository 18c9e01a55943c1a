"""In which language a date was written, so that a reader of another language sees it marked as such.

A phrase is kept to the letter and shown so; dates are read in English and French alone (contract 5).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from waypost.core.values import When
from waypost.core.when.reading import LANGUAGES, parse_when

_SAID_ON: Final = date(2000, 1, 1)
"""Any day: which language a phrase is in does not hang on when it was said."""


@lru_cache(maxsize=1024)
def language_of(phrase: str) -> str | None:
    """The language a phrase can be read in, the first of `LANGUAGES` where several can; None for figures alone.

    A phrase that no grammar reads counts as English, in which most texts are written.
    """
    if not any(sign.isalpha() for sign in phrase):
        return None
    read = (one for one in LANGUAGES if isinstance(parse_when(phrase, said_on=_SAID_ON, language=one), When))
    return next(read, LANGUAGES[0])
