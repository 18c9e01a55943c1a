"""What a person asks about a date phrase: how is it read, and why not?"""

from __future__ import annotations

from datetime import date

from waypost.core.errors import Problem
from waypost.core.values import When
from waypost.core.when.reading import parse_when
from waypost.reference.presidencies import named_presidencies


def read_phrase(phrase: str, said_on: date | None, language: str, *, done: bool = False) -> When | Problem:
    """The days a phrase allows, or why it is not read, with the Council presidencies of the reference table.

    Args:
        phrase: as somebody wrote it.
        said_on: the day on which it was written; without it "by June" is refused.
        language: code of the language it is written in.
        done: whether the text reports what was done; a day without a year is then the last one, else the next.

    Source: contract 5.
    """
    return parse_when(phrase, said_on=said_on, language=language, done=done, presidencies=named_presidencies())
