"""What holds for every test: where it runs, when it runs, and what it may not touch.

Fixed language and time zone; no network but this machine; random order; warnings are errors (pyproject.toml).
Fixtures for all areas: `shared_folder`, `repository`, `demo_folder`, `golden`.
"""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, Phase, settings

REPOSITORY = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"

# One example in a run of the whole suite may be slow on a busy machine: no deadline. CI repeats the same examples,
# so that a submission is judged by its own change; at a desk every run looks elsewhere.
# `steady` is for planted faults: what catches one today catches it tomorrow, and nobody reads a smaller example.
_EXAMPLES = {"fast": 40, "steady": 100, "deep": 600}
for _name, _examples in _EXAMPLES.items():
    settings.register_profile(
        _name,
        max_examples=_examples,
        deadline=None,
        derandomize=IN_CI or _name == "steady",
        phases=(Phase.explicit, Phase.generate) if _name == "steady" else tuple(Phase),
        suppress_health_check=[HealthCheck.too_slow],
        print_blob=True,
    )
settings.load_profile("fast")

# Set for the whole process and its children, before anything asks: `make deep` runs once in another zone.
os.environ["TZ"] = os.environ.get("WAYPOST_TEST_ZONE", "UTC")
os.environ.update({"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": "", "COLUMNS": "110", "NO_COLOR": "1"})
# Charts that a command keeps for the next one stay with the project.
os.environ["XDG_CACHE_HOME"] = str(REPOSITORY / ".pytest_cache" / "kept")
if hasattr(time, "tzset"):
    time.tzset()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden`: write the golden files anew instead of comparing with them (make golden)."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """In CI the tests always run in the same order, from the same chance; at a desk in another one each time."""
    if IN_CI and getattr(config.option, "randomly_seed", None) == "default":
        config.option.randomly_seed = 2026


LONGEST = (
    "tests/web/test_twins.py",
    "tests/database/test_served.py",
    "tests/browser/test_pages.py",
    "tests/browser/test_web.py",
    "tests/cli/test_twins.py",
    "tests/web/test_canaries.py",
    "tests/web/test_fuzzed.py",
    "tests/web/test_doors.py",
    "tests/evidence/test_spark.py",
    "tests/house/test_fresh_clone.py",
)
"""The files that take longest in `make deep`, which begins with them: nobody waits for the last at the end."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--golden` only tests that have a golden file run; of the deep ones the longest come first."""
    if config.option.markexpr == "deep":
        place = {name: number for number, name in enumerate(LONGEST)}
        items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(LONGEST)))
    if config.getoption("--golden"):
        items[:] = [item for item in items if "golden" in getattr(item, "fixturenames", ())]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the project."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder `shared` beside the project, with the files of the publishers. Absent: skipped, in CI failed."""
    folder = REPOSITORY.parent / "shared"
    if folder.is_dir():
        return folder
    reason = "needs the folder 'shared' beside the project, which holds the publishers' own files"
    if IN_CI:
        pytest.fail(f"{reason}; in CI it must be there")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `waypost demo` writes: the sample workspace, its briefs and index.html. Made once for all processes of a
    run; what it printed lies beside it as `out` and `err`. Do not write into it."""
    base = tmp_path_factory.getbasetemp()
    there = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared-demo"
    there.mkdir(exist_ok=True)
    with (there / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (there / "demo").exists():
            waypost = Path(sys.executable).with_name("waypost")
            run = subprocess.run([waypost, "demo", there / "demo"], capture_output=True, text=True, check=False)
            assert run.returncode == 0, run.stdout + run.stderr
            (there / "out").write_text(run.stdout)
            (there / "err").write_text(run.stderr)
    return there / "demo"


class Golden(Protocol):
    """Compares a text or bytes with the file of that name in the folder `golden` beside the test."""

    def __call__(self, name: str, found: str | bytes) -> None:
        """Fails when `found` is not what the file holds."""


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Golden files: plain files a person can read, refreshed only by `make golden` and reviewed as a difference."""
    folder = Path(request.path).parent / "golden"
    write = bool(request.config.getoption("--golden"))

    def compare(name: str, found: str | bytes) -> None:
        path = folder / name
        data = found.encode() if isinstance(found, str) else found
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if not path.is_file():
            pytest.fail(f"{path.relative_to(REPOSITORY)} is not there yet; 'make golden' writes it")
        if isinstance(found, str):
            assert path.read_text(encoding="utf-8") == found
        assert path.read_bytes() == data

    return compare


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """No test reaches beyond this machine: what a page or a document needs is inside it."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "localhost", "::1"):
            raise AssertionError(f"a test wanted to reach {address[0]}")
        connect(self, address)

    socket.socket.connect = local_only  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]
