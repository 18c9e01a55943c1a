"""Catalogues are read as every reader of PO reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po as read_by_babel

from tests.house.source import PACKAGE
from waypost.words.po import plural_of, read_po

FILES = sorted((PACKAGE / "words" / "locale").rglob("*.po"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_reads_what_babel_reads(path: Path) -> None:
    """The wordings of every code and the rule for plurals are those that Babel finds in the same file."""
    with path.open("rb") as file:
        theirs = read_by_babel(file, locale=path.parent.name)
    ours = read_po(path.read_text(encoding="utf-8"))
    assert plural_of(ours.pop("")[0]) == theirs.plural_expr
    assert ours == {
        one.id if isinstance(one.id, str) else one.id[0]: (
            (one.string,) if isinstance(one.string, str) else tuple(one.string)
        )
        for one in theirs
        if one.id
    }


def test_takes_long_strings_and_escapes() -> None:
    """A string may go on over several lines and hold escaped signs, as in every PO file."""
    found = read_po('msgid ""\n"a."\n"b"\n# a remark\nmsgstr "x \\"y\\"\\n"\n"z \\\\n"\n')
    assert found == {"a.b": ('x "y"\nz \\n',)}


@pytest.mark.parametrize("line", ['msgctxt "a"', "msgid a", 'msgid "a', "nothing"])
def test_refuses_what_it_does_not_know(line: str) -> None:
    """A line of another form is refused with its number, never passed over."""
    with pytest.raises(ValueError, match="line 2"):
        read_po(f'msgid "a"\n{line}\n')
