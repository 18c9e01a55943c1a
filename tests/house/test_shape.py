"""The shape of the code: names, sizes, and where looseness is allowed. Limits of `CONTRIBUTING.md`."""

from __future__ import annotations

import ast
import re
import statistics
from collections import Counter

import pytest

from tests.house.source import REPOSITORY, Module, modules

EACH = pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "stuff", "shared"}

LONG_FILES: dict[str, str] = {}
"""Files over 400 lines, each with the reason."""

LONG_FUNCTIONS: dict[str, str] = {}
"""Functions over 60 lines (`path:name`), each with the reason."""

FULL_FOLDERS: dict[str, str] = {
    "core/pages": "one file per page of the web",
    "cli": "one file per group of commands",
    "core/brief/sections": "one file per section, and for each larger part of one",
    "core/review": "one file per group of rules",
    "evidence": "the store, its two engines, the questions, and what aid data become in it",
    "outputs/charts": "one file per kind of chart, and what all are drawn with",
    "reference": "one file per table of the field",
    "usecases": "one file per thing a person does",
    "usecases/pages": "one file per page of the web",
    "web/handlers": "one file per area of addresses",
    "workspace/database": "two databases in one shape: gate, wall, rows, chain, and what lies beside history",
}
"""Folders of more than twelve modules, each with the reason."""

ANY = {
    "core/roadmap/shown.py": "a dataclass field has the type of what it holds",
    "core/roadmap/kinds.py": "reads the annotations of the bodies",
    "core/roadmap/references.py": "walks values by their annotations",
    "core/roadmap/view.py": "a signature is a key of whatever a view holds, and nobody reads it",
    "core/change/changes.py": "a change holds the value of any field of any kind",
    "words/typed/cell.py": "names, once, the value of any field of any kind, for whoever writes and reads cells",
    "readers/tasks.py": "names, once, the plain data that comes back from the child process",
    "workspace/database/session.py": "names, once, the cells of a row, whatever its table",
    "cli/options.py": "Typer reads options from annotations made at run time, of any type",
    "cli/running.py": "hands Typer's values to a command by name; their types are the command's own",
}
"""Modules outside codec that name `Any`, each with the reason."""


def lengths() -> dict[str, int]:
    """The length in lines of every function of the package, by `path:name`."""
    return {
        f"{module.path}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@EACH
def test_module_has_a_name_that_says_something(module: Module) -> None:
    """A folder is a layer, a file a noun or a verb area; where neither fits, the model lacks a noun."""
    parts = module.path.removesuffix(".py").split("/")
    assert not EMPTY_NAMES & set(parts)


@EACH
def test_init_is_empty(module: Module) -> None:
    """What a folder holds is imported from the module that holds it."""
    if module.path.endswith("__init__.py"):
        assert not module.text.strip()


@EACH
def test_file_is_short(module: Module) -> None:
    """A file over 400 lines, or with two nouns, splits."""
    lines = len(module.text.splitlines())
    assert lines <= 400 or module.path in LONG_FILES


def test_functions_are_short() -> None:
    """Half of all functions have ten lines or fewer, and none over sixty is without a reason."""
    sizes = lengths()
    assert statistics.median(sizes.values()) <= 10
    assert not {name: size for name, size in sizes.items() if size > 60 and name not in LONG_FUNCTIONS}


def test_folders_are_small() -> None:
    """A folder over twelve modules splits into sub-folders."""
    counts = Counter(module.path.rpartition("/")[0] for module in modules() if "__init__" not in module.path)
    assert not {folder: n for folder, n in counts.items() if n > 12 and folder not in FULL_FOLDERS}


@EACH
def test_any_stays_in_codec(module: Module) -> None:
    """Types are known everywhere but where bytes become values."""
    names = {node.id for node in ast.walk(module.tree) if isinstance(node, ast.Name)}
    assert "Any" not in names or module.layer == "codec" or module.path in ANY


def test_reasons_are_alive() -> None:
    """An exception to a limit goes when what it excused is gone."""
    paths = {module.path for module in modules()}
    functions = lengths()
    assert not {path for path in [*LONG_FILES, *ANY] if path not in paths}
    assert not {name for name in LONG_FUNCTIONS if functions.get(name, 0) <= 60}
    assert all((REPOSITORY / "src" / "waypost" / folder).is_dir() for folder in FULL_FOLDERS)


def test_every_public_name_is_used() -> None:
    """What nobody uses is deleted; the history keeps it."""
    texts = [module.text for module in modules()]
    texts += [path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in (REPOSITORY / "tools").rglob("*.py")]
    words = Counter(word for text in texts for word in re.findall(r"[A-Za-z_]\w+", text))
    defined = [
        (module.path, node.name)
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not node.decorator_list
    ]
    assert not [f"{path}:{name}" for path, name in defined if words[name] < 2]
