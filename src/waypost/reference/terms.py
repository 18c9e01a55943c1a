"""A term: a code of a vocabulary with its words in two languages and what stands behind it.

`confirmed` is false where the source was not read, only reported or remembered; whoever prints such a term
as a fact must say so. Words that belong to closed lists of the core (states, sides, kinds) are in the
catalogues; terms are the open vocabularies of the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from waypost.core.values import Text
from waypost.reference.table import Row, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One code of a vocabulary.

    `name` is what stands in a table or a chart, `full` what stands where there is room (the same words
    where the vocabulary has only one wording). `kind` groups the codes of a vocabulary, '' where it has
    no groups. `source` cites our pages or the text; `printed` are other ways in which sources write it.
    """

    code: str
    kind: str
    name: Text
    full: Text
    source: str
    confirmed: bool
    printed: tuple[str, ...]
    note: str


def words(english: str, french: str) -> Text:
    """One wording in English and one in French."""
    return Text(wordings=(("en", english), ("fr", french)))


def _term(row: Row) -> Term:
    full_en = row.get("full_en") or row["en"]
    full_fr = row.get("full_fr") or row["fr"]
    printed = row.get("printed", "")
    return Term(
        code=row["code"],
        kind=row.get("kind", ""),
        name=words(row["en"], row["fr"]),
        full=words(full_en, full_fr),
        source=row["source"],
        confirmed=row["confirmed"] == "yes",
        printed=tuple(part for part in printed.split("|") if part),
        note=row.get("note", ""),
    )


@cache
def terms(vocabulary: str) -> tuple[Term, ...]:
    """All terms of one vocabulary, in its own order. Raises FileNotFoundError for an unknown vocabulary."""
    return tuple(_term(row) for row in rows(vocabulary))


@cache
def by_code(vocabulary: str) -> Mapping[str, Term]:
    """The terms of one vocabulary by code."""
    return {term.code: term for term in terms(vocabulary)}


@cache
def by_printed(vocabulary: str) -> Mapping[str, Term]:
    """The terms of one vocabulary by every way in which a source prints them, in lower case."""
    return {form.casefold(): term for term in terms(vocabulary) for form in _forms(term)}


def _forms(term: Term) -> tuple[str, ...]:
    own = (words for text in (term.name, term.full) for _, words in text.wordings)
    return (term.code, *own, *term.printed)


def name_of(vocabulary: str, code: str, language: str) -> str:
    """The short name of a code in a language; the code itself where the vocabulary does not have it."""
    term = by_code(vocabulary).get(code)
    return code if term is None else term.name.in_language(language)[1]
