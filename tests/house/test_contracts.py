"""The import contracts: all kept, each with guidance, and together they cover what the house promises."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import REPOSITORY, imported, modules

CONTRACTS: list[dict[str, Any]] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def test_contracts_are_kept() -> None:
    """Imports point down, the core is pure, each outside library has one place, there is no circle."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-logo"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["id"])
def test_contract_says_what_to_do_instead(contract: dict[str, Any]) -> None:
    """Whoever breaks a contract reads what to do instead."""
    assert len(contract["broken_contract_guidance"].split()) >= 8


def test_every_runtime_library_has_its_place() -> None:
    """Each outside library that the package imports stands in a contract that gives it one place."""
    placed = {
        library
        for contract in CONTRACTS
        if contract["id"].startswith("one-place-")
        for library in contract["forbidden_modules"]
    }
    outside = {
        name.partition(".")[0]
        for module in modules()
        for name in imported(module.tree)
        if name.partition(".")[0] not in sys.stdlib_module_names | {"waypost", "__future__"}
    }
    fonts = {name for name in outside if name.startswith("fontpkg")}
    assert outside - fonts <= placed
