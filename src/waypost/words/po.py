"""The form of PO in which the catalogues are kept, read in a few milliseconds.

Every command reads all catalogues of its language before its first word. Babel's reader takes whatever translators'
tools write, and ten times as long; a test compares the two on every file.
"""

from __future__ import annotations

import re
from typing import Final

_LINE: Final = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[\d\])? )?"((?:[^"\\]|\\.)*)"')
_ESCAPED: Final = re.compile(r"\\(.)")
_PLURAL: Final = re.compile(r"^Plural-Forms: nplurals=\d; plural=([^;\n]+);?$", re.MULTILINE)
_SIGNS: Final = {"n": "\n", "t": "\t", "r": "\r"}


def read_po(text: str) -> dict[str, tuple[str, ...]]:
    """The wordings of each msgid: one, or one for each plural form; the head of the file is the entry of "".

    Raises ValueError for a line that is none of msgid, msgid_plural, msgstr, a string that goes on, or a remark.
    """
    found: dict[str, tuple[str, ...]] = {}
    parts: list[list[str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        read = _LINE.fullmatch(line)
        if read is None:
            raise ValueError(f"line {number}: {line}")
        keyword, words = read.groups()
        if "\\" in words:
            words = _ESCAPED.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), words)
        if keyword is None:
            parts[-1][1] += words
        elif keyword == "msgid" and parts:
            _add(found, parts)
            parts = [[keyword, words]]
        else:
            parts.append([keyword, words])
    if parts:
        _add(found, parts)
    return found


def _add(found: dict[str, tuple[str, ...]], parts: list[list[str]]) -> None:
    found[parts[0][1]] = tuple(words for keyword, words in parts if keyword == "msgstr")


def plural_of(head: str) -> str:
    """The rule for plurals that the head of a file states. Raises ValueError where it states none."""
    found = _PLURAL.search(head)
    if found is None:
        raise ValueError(head)
    return found[1]
