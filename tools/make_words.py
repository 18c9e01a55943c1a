"""Make the catalogue entries of the reference tables, so that a code of a table can be put into a sentence.

    python tools/make_words.py

writes src/waypost/words/locale/{en,fr}/reference.po from the tables of src/waypost/reference/data. A code is
`<table>.<code>` with underscores for spaces: framework.AA, formation.foreign_affairs, jvap.1, gcm.21, dac.15190,
route.black_sea, country.TN; `framework.AA.full` is the long form. Change the table, then make this anew; a test
compares. Routes that are drawn and compared have their words in vocabulary.po.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from waypost.reference.countries import countries, country_name
from waypost.reference.terms import Term, terms

LOCALE = Path(__file__).parents[1] / "src" / "waypost" / "words" / "locale"
VOCABULARIES = {
    "frameworks": "framework",
    "formations": "formation",
    "routes": "route",
    "domains": "jvap",
    "gcm": "gcm",
    "dac": "dac",
}
HEADER = """\
# Made by tools/make_words.py from the reference tables; change those.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural={plural};\\n"
"""
PLURALS = {"en": "n != 1", "fr": "n > 1"}


def entries(table: str, term: Term, language: str) -> Iterable[tuple[str, str]]:
    """Code and words of one term; its long form too where it has one."""
    code = f"{table}.{term.code.replace(' ', '_')}"
    yield code, term.name.in_language(language)[1]
    if term.full != term.name:
        yield f"{code}.full", term.full.in_language(language)[1]


def catalogue(language: str) -> str:
    """The whole catalogue of a language."""
    found = [(f"country.{code}", country_name(code, language)) for code in countries()]
    for vocabulary, table in VOCABULARIES.items():
        for term in terms(vocabulary):
            if table != "route" or term.kind != "main":
                found.extend(entries(table, term, language))
    return "\n".join([HEADER.format(language=language, plural=PLURALS[language]), *map(entry, found)])


def entry(pair: tuple[str, str]) -> str:
    """One entry of a PO file."""
    code, words = pair
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'msgid "{code}"\nmsgstr "{escaped}"\n'


if __name__ == "__main__":
    for one in PLURALS:
        (LOCALE / one / "reference.po").write_text(catalogue(one), encoding="utf-8")
