"""The list of planted faults (`make mutants`) follows the code."""

from __future__ import annotations

import ast

import pytest

from tools.mutants import REPOSITORY, Mutant, listed, planted

EACH = pytest.mark.parametrize("mutant", listed(), ids=lambda mutant: f"{mutant.file}: {mutant.fault}")


@EACH
def test_every_fault_can_be_planted(mutant: Mutant) -> None:
    """The text that a fault replaces stands in its file once, what comes of it is Python, and its tests are there."""
    ast.parse(planted(mutant))
    assert mutant.old != mutant.new
    asked = (*mutant.tests, *(test.partition("::")[0] for test in mutant.first))
    assert not [test for test in asked if not (REPOSITORY / test).exists()]


def test_faults_are_many_and_told_apart() -> None:
    """Each of timetable, ledger, merge and view has faults of its own, and no two of a file have the same name."""
    faults = [(one.file, one.fault) for one in listed()]
    assert len(faults) == len(set(faults)) >= 30
    for part in ("analysis/timing", "analysis/money", "change/merge", "roadmap/view"):
        assert any(part in file for file, _ in faults)
