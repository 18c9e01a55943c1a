"""What a paper says of what it does not hold: words that are true for every reader, also where something is hidden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import waypost.core.brief
from waypost.core.say import say
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording

SECTIONS = Path(str(waypost.core.brief.__file__)).parent
CLAIMS = {
    "en": r"\b(is|are) (recorded|planned|answered)\b|\bthere (is|are) no\b|\bnothing is committed\b|^(not |un)answered",
    "fr": r"\benregistr|\bn’est prévu|\bil n’existe\b|\bsans réponse\b",
    "de": r"\b(festgehalten|geplant)\b|\bgibt es (kein|nicht)",
    "ar": r"مدون|مقرر",
}
"""Words that say of the world, not of the paper, that something is not there."""


def _codes() -> list[str]:
    """The sentences and cells that say that something is missing, as the sections name them."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SECTIONS.rglob("*.py")))
    named = re.findall(r'nothing="([a-z_.]+)"', text) + re.findall(r'absent=say\("([a-z_.]+)"', text)
    states = {"balance_section.is_unanswered", "cli.answer_unanswered"}
    return sorted({*named, *states, *re.findall(r'Nothing\(say=say\("([a-z_.]+)"\)', text)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_missing_from_the_paper(language: str) -> None:
    """A paper speaks of what it lists: that something was not recorded, planned or answered at all it never says,
    since to a reader of a part it may be there and hidden (design 1)."""
    said = {code: wording(language).plain(say(code)) for code in _codes()}
    assert len(said) > 25
    assert {code: one for code, one in said.items() if re.search(CLAIMS[language], one, re.IGNORECASE)} == {}
