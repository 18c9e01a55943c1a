"""Hostile Word files: each refused with words or read, within the limits; its reader may die, our process not."""

from __future__ import annotations

import resource
import time

import pytest

from tests.word.hostile import READ, Case, cases
from waypost.core.errors import Severity
from waypost.readers.document.inside import read_word
from waypost.readers.jail import LIMITS
from waypost.readers.tasks import Unfit
from waypost.readers.word import read_tables
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import Wording, wording

CASES = cases()
LONG = frozenset({"table: 39,000 cells", "table: 41,000 cells", "table: 102,000 cells"})
"""Cases that take seconds each; `make deep` reads them."""
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
QUICK = pytest.mark.parametrize("case", [case for case in CASES if case.name not in LONG], ids=lambda case: case.name)
IN_A_CHILD = (
    "document: laughs",
    "zip: too many parts",
    "zip: bomb in the text",
    "table: cell of 5 million letters",
    "part: macros",
)
"""Cases read as a person's file is, in every run; `make deep` reads all of them so."""


def test_there_are_enough_of_them() -> None:
    """At least eighty cases, of which some are harmless and read."""
    assert len(CASES) >= 80
    assert sum(case.outcome == READ for case in CASES) >= 20


def is_meant(case: Case, outcome: str) -> bool:
    """Whether an outcome is one of those meant: `word.` stands for any refusal."""
    return any(outcome == one or (one == "word." and outcome != READ) for one in case.outcome.split("|"))


@QUICK
def test_each_case_is_refused_or_read(case: Case) -> None:
    """What is hostile is refused for the reason it is hostile; what is only odd is read."""
    raw = case.make()
    try:
        read_word(raw)
    except Unfit as unfit:
        outcome = unfit.code.replace("readers.", "word.")
        assert all(wording(language).has(outcome) for language in ("en", "fr"))
        assert all(wording(language).has(f"{outcome}.remedy") for language in ("en", "fr"))
    else:
        outcome = READ
    assert is_meant(case, outcome), outcome


def in_a_child(case: Case) -> None:
    """Reads a case as a file from outside is read."""
    raw = case.make()
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    tables, problems = read_tables(raw, "case.docx")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < LIMITS.seconds
    assert time.monotonic() - begun < LIMITS.patience + 3
    refused = [one for one in problems if one.severity is Severity.ERROR]
    assert bool(tables) != bool(refused)
    for language in LANGUAGES:
        speech = Wording(language)
        for one in problems:
            if speech.has(one.code):
                assert speech.plain(one.reason)


@pytest.mark.parametrize("case", [case for case in CASES if case.name in IN_A_CHILD], ids=lambda case: case.name)
def test_some_in_a_child(case: Case) -> None:
    """The worst of each family, read in the child with its limits: an answer in time, in words."""
    in_a_child(case)


@pytest.mark.deep
@EACH
def test_each_in_a_child(case: Case) -> None:
    """Every case, read in the child with its limits: an answer in time, in words."""
    in_a_child(case)
