"""What a person asks about a date phrase: how is it read, and why not?"""

from __future__ import annotations

from datetime import date

from waypost.core.errors import Problem
from waypost.core.values import When
from waypost.core.when.reading import LANGUAGES, parse_when
from waypost.reference.presidencies import named_presidencies
from waypost.words.phrases import language_of


def read_phrase(phrase: str, said_on: date | None, language: str, *, done: bool = False) -> When | Problem:
    """The days a phrase allows, or why it is not read, with the Council presidencies of the reference table.

    Args:
        phrase: as somebody wrote it.
        said_on: the day on which it was written; without it "by June" is refused.
        language: code of the language it is written in; where that is none in which dates are read, the phrase is
            taken for English or French, whichever reads it.
        done: whether the text reports what was done; a day without a year is then the last one, else the next.

    Source: contract 5.
    """
    spoken = language if language in LANGUAGES else language_of(phrase) or LANGUAGES[0]
    return parse_when(phrase, said_on=said_on, language=spoken, done=done, presidencies=named_presidencies())
