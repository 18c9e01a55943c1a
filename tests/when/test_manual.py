"""The page of the manual on dates shows what Waypost reads, row by row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from waypost.core.errors import Problem
from waypost.core.values import When
from waypost.core.when.telling import told
from waypost.usecases.dates import read_phrase
from waypost.words.wording import Wording

PAGE = Path(__file__).resolve().parents[2] / "docs" / "manual" / "dates.md"
HEADINGS = {"## In English": "en", "## In French": "fr"}


def shown(language: str, phrase: str, said_on: str) -> str:
    """The line of the page for one phrase."""
    read = read_phrase(phrase, date.fromisoformat(said_on) if said_on else None, language)
    words = Wording("en").plain(told(read) if isinstance(read, When) else read.reason)
    return f"| {phrase} | {said_on} | {words} |"


def _lines() -> list[tuple[str, bool, str]]:
    """Each row of the page's tables: language of the phrase, whether it stands under "Refused", the line."""
    language, refused, found = "", False, []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        language = HEADINGS.get(line, language)
        refused = line == "Refused:" or (refused and not line.startswith("#"))
        if line.startswith("| ") and not line.startswith("| Written"):
            found.append((language, refused, line))
    return found


@pytest.mark.parametrize(("language", "refused", "line"), _lines())
def test_row_of_the_page_is_what_waypost_reads(language: str, refused: bool, line: str) -> None:
    """Every row of the page is what the reader of dates says of its phrase, under the right heading."""
    phrase, said_on, _ = (cell.strip() for cell in line.strip("|").split("|"))
    assert line == shown(language, phrase, said_on)
    read = read_phrase(phrase, date.fromisoformat(said_on) if said_on else None, language)
    assert isinstance(read, Problem) is refused


def test_page_shows_both_languages_at_length() -> None:
    """The page has phrases that are read and phrases that are refused, in both languages."""
    shares = {(language, refused) for language, refused, _ in _lines()}
    assert shares == {("en", False), ("en", True), ("fr", False), ("fr", True)}
    assert len(_lines()) > 80


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("phrase", ["3 April 2026", "June 2026", "by June 2026", "from June 2026", "once it is signed"])
def test_reading_is_told_in_the_language_of_the_reader(phrase: str, language: str) -> None:
    """Whatever was read can be said in both languages."""
    read = read_phrase(phrase, None, "en")
    assert isinstance(read, When)
    assert Wording(language).plain(told(read))


def test_report_of_what_was_done_is_read_backwards() -> None:
    """The use case passes on that a text reports what was done."""
    ahead = read_phrase("11 May", date(2016, 3, 18), "en")
    behind = read_phrase("11 May", date(2016, 3, 18), "en", done=True)
    assert isinstance(ahead, When)
    assert isinstance(behind, When)
    assert (ahead.first, behind.first) == (date(2016, 5, 11), date(2015, 5, 11))
