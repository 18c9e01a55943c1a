"""Plants faults in the package, one at a time, and sees whether a test catches each.

The faults are in `tools/mutants.toml`: a file, a piece of its text, what a careless person might write instead, the
tests that are to notice, and the one that noticed when it was last looked: that is asked alone before the others, which
is several times as quick and proves the same. Each is planted in a copy of the package that hides the real one; the
working tree is never touched. A fault whose text is no longer there fails too, so that the list follows the code.

    python -m tools.mutants            all faults
    python -m tools.mutants ledger     those whose file or description holds the word

Ends with 0 when every fault was caught. The tests must pass without a fault first; otherwise nothing is proved.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "src" / "waypost"
WORKERS = 2
TIMEOUT = 300
"""Seconds; a fault that makes the tests run for ever counts as caught."""

STEADY = ("-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-profile=steady")
"""The same tests in the same order with the same examples, so that a fault caught once is caught again."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: in which file, what it says now, what it says with the fault, which tests are to notice, and which of
    them is asked first, if any is."""

    file: str
    fault: str
    old: str
    new: str
    tests: tuple[str, ...]
    first: tuple[str, ...] = ()


def listed() -> tuple[Mutant, ...]:
    """All faults of `tools/mutants.toml`, in its order."""
    table = tomllib.loads((REPOSITORY / "tools" / "mutants.toml").read_text(encoding="utf-8"))
    return tuple(
        Mutant(row["file"], row["fault"], row["old"], row["new"], tuple(row["tests"]), tuple(row.get("first", ())))
        for row in table["mutant"]
    )


def planted(mutant: Mutant) -> str:
    """The text of the file with the fault. Raises LookupError unless the old text stands there exactly once."""
    path = PACKAGE / mutant.file
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if text.count(mutant.old) != 1:
        raise LookupError(f"stands {text.count(mutant.old)} times in {mutant.file}: {mutant.old!r}")
    return text.replace(mutant.old, mutant.new)


def notices(source: Path, tests: tuple[str, ...]) -> str | None:
    """The first test that fails when the package is read from `source`; None when all pass."""
    run = [sys.executable, "-m", "pytest", "-q", "-x", "--tb=no", "--no-header", *STEADY, *tests]
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        result = subprocess.run(
            run, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no end within {TIMEOUT} s"
    if result.returncode == 0:
        return None
    failed = [line for line in result.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split(" - ")[0] if failed else result.stdout.strip()[-200:] + result.stderr.strip()[-200:]


@cache
def sound(tests: tuple[str, ...]) -> bool:
    """Whether the tests pass without a fault."""
    return notices(REPOSITORY / "src", tests) is None


def tried(mutant: Mutant) -> tuple[bool, str]:
    """Whether the fault is caught, and a line that says so."""
    began = time.monotonic()
    try:
        text = planted(mutant)
    except LookupError as lost:
        return False, f"LOST      {mutant.fault}: {lost}"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "waypost"
        # With what is compiled already, but for the file that changes: a run begins seconds earlier.
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns(f"{Path(mutant.file).stem}.*.pyc"))
        (copy / mutant.file).write_text(text, encoding="utf-8")
        caught = notices(Path(folder), mutant.first) if mutant.first else None
        if caught is None and (not mutant.first or sound(mutant.tests)):
            caught = notices(Path(folder), mutant.tests)
    took = f"{time.monotonic() - began:.0f} s"
    if caught is None:
        return False, f"SURVIVED  {mutant.file}: {mutant.fault} ({took})"
    return True, f"caught    {mutant.file}: {mutant.fault} ({caught}, {took})"


def main(words: list[str]) -> int:
    """Tries the faults that the words choose; 0 when all are caught, 1 when one is not."""
    chosen = [each for each in listed() if all(word in f"{each.file} {each.fault}" for word in words)]
    if not chosen:
        print("no fault has these words:", *words)
        return 1
    began = time.monotonic()
    # Those that are asked first, and with them the others of a fault that has none: the rest proves nothing alone.
    tests = tuple(sorted({test for mutant in chosen for test in mutant.first or mutant.tests}))
    print(f"the tests without a fault: {' '.join(tests)}", flush=True)
    if broken := notices(REPOSITORY / "src", tests):
        print(f"they do not pass, so nothing would be proved: {broken}")
        return 1
    results = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for caught, line in pool.map(tried, chosen):
            results.append(caught)
            print(f"{len(results):3} of {len(chosen)}  {line}", flush=True)
    print(f"{sum(results)} of {len(results)} faults caught, in {time.monotonic() - began:.0f} s")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
