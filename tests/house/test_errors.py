"""Exceptions: each has a code of its own, an exit code of the contract, and its words in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from tests.house.source import PACKAGE
from waypost.core import errors
from waypost.core.errors import WaypostError

EXIT_CODES = {2, 3, 4, 70}
"""Those of contract 2 that an exception can lead to."""


def _all(root: type[WaypostError]) -> Iterator[type[WaypostError]]:
    for each in root.__subclasses__():
        yield each
        yield from _all(each)


# What a browser did not send with a form is said by the web alone, and never leaves it.
ERRORS = sorted(
    {one for one in _all(WaypostError) if not one.__module__.startswith("waypost.web.")}, key=lambda each: each.__name__
)
EACH = pytest.mark.parametrize("error", ERRORS, ids=lambda each: each.__name__)


@EACH
def test_error_has_code_exit_and_docstring(error: type[WaypostError]) -> None:
    """A caller can tell each error by its code, a script by its exit code, a reader of the code by its docstring."""
    assert error.__dict__["code"].startswith("error.")
    assert error.exit_code in EXIT_CODES
    assert error.__doc__
    assert error.__doc__.strip().endswith(".")


def test_codes_are_distinct() -> None:
    """No two errors share a code."""
    codes = [error.code for error in ERRORS]
    assert len(codes) == len(set(codes))


@EACH
def test_error_lives_in_the_one_tree(error: type[WaypostError]) -> None:
    """All exceptions of Waypost stand in core.errors and in the tree at its top."""
    assert error.__module__ == errors.__name__
    assert error.__name__ in (errors.__doc__ or "")


@EACH
@pytest.mark.parametrize("language", ["en", "fr"])
def test_error_has_words(error: type[WaypostError], language: str) -> None:
    """Every error can be said in every language."""
    said = set()
    for path in (PACKAGE / "words" / "locale" / language).glob("*.po"):
        with path.open("rb") as file:
            said |= {message.id for message in read_po(file, locale=language) if message.string}
    plain = {each if isinstance(each, str) else each[0] for each in said}
    assert error.code in plain
