"""Names of countries in a language, as the EU writes them."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale

OURS: Final = {
    ("QM", "en"): "Marenia",
    ("QM", "fr"): "Marénie",
    ("TR", "en"): "Türkiye",
    ("TR", "fr"): "Türkiye",
    ("XK", "en"): "Kosovo",
    ("XK", "fr"): "Kosovo",
    ("CZ", "fr"): "Tchéquie",
}
"""Where the EU's style or our training data differ from the library's names."""


@cache
def country_name(code: str, language: str) -> str:
    """The name of a country by its two letters; the letters themselves where no name is known."""
    return OURS.get((code, language)) or str(Locale.parse(language).territories.get(code, code))
