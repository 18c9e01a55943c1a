"""Names of countries in a language, as the EU writes them.

The names are entries of the catalogue (`country.TN`), made from the reference table of countries, so that one list
names a country everywhere.
"""

from __future__ import annotations

from functools import cache

from waypost.words.catalogue import catalogue


@cache
def country_name(code: str, language: str) -> str:
    """The name of a country by its two letters; the letters themselves where no name is known."""
    return catalogue(language).template(f"country.{code}", None) or code
