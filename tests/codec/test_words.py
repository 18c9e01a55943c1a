"""Every problem of a file, a folder or a merge has its words."""

from __future__ import annotations

import re

import pytest

from tests.house.source import PACKAGE
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import Wording

CODES = sorted(
    {
        code
        for folder in ("codec", "workspace", "core/change")
        for path in (PACKAGE / folder).glob("*.py")
        for code in re.findall(r'"((?:codec|workspace|change)\.[a-z_0-9.]+)"', path.read_text(encoding="utf-8"))
        if not code.startswith("codec.type.")
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_code_has_words_and_a_remedy(language: str) -> None:
    """What is wrong and what to do stand in each language; parts of sentences need no remedy."""
    wording = Wording(language)
    assert len(CODES) > 50
    assert [code for code in CODES if not wording.has(code)] == []
    assert [code for code in CODES if not code.startswith("change.") and not wording.has(f"{code}.remedy")] == []
