"""Make the table of countries with their names from the territories that Babel carries (Unicode CLDR).

    python tools/make_countries.py

writes src/waypost/reference/data/countries.csv. Names that the EU writes otherwise stand in EU_NAMES below.
The table is shipped so that a command that prints a country's name need not load a locale first.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parents[1] / "src" / "waypost" / "reference" / "data" / "countries.csv"

# CLDR has codes that are no ISO 3166-1 alpha-2 country: groups, outlying parts, pseudo locales.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

# As the EU's Interinstitutional Style Guide (annex A5) writes them, where CLDR differs.
EU_NAMES = {
    "BA": ("Bosnia and Herzegovina", "Bosnie-Herzégovine"),
    "CD": ("Democratic Republic of the Congo", "République démocratique du Congo"),
    "CG": ("Congo", "Congo"),
    "CI": ("Côte d’Ivoire", "Côte d’Ivoire"),
    "CV": ("Cabo Verde", "Cap-Vert"),
    "CZ": ("Czechia", "Tchéquie"),
    "FM": ("Micronesia", "Micronésie"),
    "GM": ("The Gambia", "Gambie"),
    "HK": ("Hong Kong", "Hong Kong"),
    "MM": ("Myanmar/Burma", "Myanmar/Birmanie"),
    "MO": ("Macao", "Macao"),
    "PS": ("Palestine", "Palestine"),
    "ST": ("São Tomé and Príncipe", "Sao Tomé-et-Principe"),
    "TL": ("Timor-Leste", "Timor-Oriental"),
    "TR": ("Türkiye", "Türkiye"),
    "VA": ("Holy See/Vatican City State", "Saint-Siège/État de la Cité du Vatican"),
}

# QM is one of the codes that ISO 3166-1 leaves to its users; Marenia exists in training data only.
TRAINING = ("QM", "Marenia", "Marénie", "training data, invented")


def english(name: str) -> str:
    """CLDR's English name without its abbreviations."""
    return name.replace(" & ", " and ").replace("St. ", "Saint ")


def territories(language: str) -> dict[str, str]:
    """CLDR's names of territories in a language, by code."""
    return {str(code): str(name) for code, name in Locale(language).territories.items()}


def lines() -> list[tuple[str, str, str, str]]:
    """Code, English name, French name and source of every country, by code."""
    en, fr = territories("en"), territories("fr")
    found = []
    for code in en:
        if len(code) != 2 or not code.isalpha() or code in NOT_COUNTRIES:
            continue
        if code in EU_NAMES:
            found.append((code, *EU_NAMES[code], "EU style"))
        else:
            found.append((code, english(en[code]), fr[code], "CLDR"))
    return sorted([*found, TRAINING])


def table() -> str:
    """The whole table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "en", "fr", "source"))
    writer.writerows(lines())
    return out.getvalue()


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
