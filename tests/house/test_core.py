"""The core is pure: standard library only, no clock, no files, frozen values, and it builds no sentence.

Each rule is a function from a tree to complaints, and is itself tried on a line that breaks it and one that keeps it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

import pytest

from tests.house.source import Module, core, imported

CORE = pytest.mark.parametrize("module", core(), ids=lambda module: module.path)

READS_PHRASES: dict[str, str] = {
    "core/when/english.py": "the words in which people write dates, as patterns",
    "core/when/french.py": "the words in which people write dates, as patterns",
}
"""Modules that hold words because they read them, each with the reason. They still build no sentence."""

_TWO_WORDS = re.compile(r"[^\W\d_]{2,}[ \u00a0\u202f]+[^\W\d_]{2,}")
_WORD_AT_A_VALUE = re.compile(r"[^\W\d_]{2,}[ \u00a0\u202f]|[ \u00a0\u202f][^\W\d_]{2,}")
_PROGRAMMER = {
    "AssertionError",
    "KeyError",
    "LookupError",
    "NotImplementedError",
    "OverflowError",
    "TypeError",
    "ValueError",
}
_LABELS = {"shown", "Shown"}


# ---------------------------------------------------------------------------------------------------- the rules


def world(tree: ast.AST) -> Iterator[str]:
    """Places where a tree asks the clock, the environment or the disk."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            clock = node.attr in {"today", "utcnow"} or (
                node.attr == "now" and isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date"}
            )
            if clock:
                yield f"line {node.lineno}: asks the clock; take `on` or `at` as an argument"
        elif _called(node) in {"open", "input", "print", "exec", "eval", "__import__"}:
            yield f"line {node.lineno}: calls {_called(node)}; the core touches no files and no terminal"


def sentences(tree: ast.Module) -> Iterator[str]:
    """Places where a tree holds or builds a sentence: words belong in the catalogues, the core returns `Say`."""
    exempt = _exempt(tree)
    for node in ast.walk(tree):
        if id(node) in exempt:
            continue
        if isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            if any(isinstance(part, str) and _WORD_AT_A_VALUE.search(part) for part in parts):
                yield f"line {node.lineno}: an f-string with words; return Say(code, values)"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _TWO_WORDS.search(node.value):
            yield f"line {node.lineno}: {node.value!r}; put it into a catalogue and return Say(code)"


def _exempt(tree: ast.Module) -> set[int]:
    """The nodes in which words may stand: docstrings, labels of the table of kinds, codes of a closed list, and
    what a programmer reads when a program is wrong. Parts of an f-string are judged together, not one by one."""
    return {id(inner) for node in ast.walk(tree) if _may_hold_words(node) for inner in ast.walk(node)} | {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }


def _may_hold_words(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Call():
            return _called(node) in _LABELS
        case ast.ClassDef():
            return any("Enum" in ast.unparse(base) for base in node.bases)
        case ast.Raise():
            return _called(node.exc) in _PROGRAMMER
    return False


def _called(node: ast.AST | None) -> str | None:
    """The plain name that a call calls."""
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name
    return None


def loose_values(tree: ast.Module) -> Iterator[str]:
    """Public dataclasses of a tree that can be changed after they are made, or that take attributes they do not have.

    A private one may be a running sum inside one module: nobody else holds it.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        for mark in node.decorator_list:
            if "dataclass" not in ast.unparse(mark):
                continue
            set_to_true = {
                keyword.arg
                for keyword in getattr(mark, "keywords", [])
                if isinstance(keyword.value, ast.Constant) and keyword.value.value is True
            }
            if not {"frozen", "slots"} <= set_to_true:
                yield f"line {node.lineno}: {node.name} is not frozen=True, slots=True"


# ------------------------------------------------------------------------------------------- the rules are tried


@pytest.mark.parametrize(
    ("rule", "breaks", "keeps"),
    [
        (world, "due = date.today()", "due = on"),
        (world, "at = datetime.now(UTC)", "at = analysis.now"),
        (world, "text = open(path).read()", "text = given"),
        (sentences, "text = 'the action is late'", "text = 'action.late'"),
        (sentences, "text = f'{days} days late'", "code = f'{rule}.remedy'"),
        (sentences, "text = 'en\u202fretard de'", "'''Two words of a docstring.'''"),
        (sentences, "help = say('a sentence of ours')", "help: str = shown('Of ours', 'A label.')"),
        (sentences, "raise Refused('too many rows')", "raise ValueError('a share is 0 to 1')"),
        (loose_values, "@dataclass\nclass A: pass", "@dataclass(frozen=True, slots=True)\nclass A: pass"),
        (loose_values, "@dataclass(frozen=True)\nclass A: pass", "class A: pass"),
        (loose_values, "@dataclass\nclass A: pass", "@dataclass\nclass _Sum: pass"),
    ],
)
def test_rule_sees_what_breaks_it_and_only_that(rule: object, breaks: str, keeps: str) -> None:
    """A rule of the house complains of the line that breaks it and not of the one that keeps it."""
    assert callable(rule)
    assert list(rule(ast.parse(breaks)))
    assert not list(rule(ast.parse(keeps)))


# ------------------------------------------------------------------------------------------ the core keeps them


@CORE
def test_core_imports_the_standard_library_only(module: Module) -> None:
    """Whoever reads a module of the core needs Python and the core, nothing else."""
    outside = {
        name
        for name in imported(module.tree)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith("waypost.core")
    }
    assert not outside


@CORE
def test_core_does_not_look_at_the_world(module: Module) -> None:
    """Functions of the core give the same answer today and in ten years: no clock, no files, no terminal."""
    assert not list(world(module.tree))


@CORE
def test_core_builds_no_sentence(module: Module) -> None:
    """A sentence is a code and its values; its words are in the catalogues of the reader's language."""
    if module.path not in READS_PHRASES:
        assert not list(sentences(module.tree))


@CORE
def test_core_values_are_frozen(module: Module) -> None:
    """A value of the core, once made, stays as it is."""
    assert not list(loose_values(module.tree))


def test_exemptions_are_alive() -> None:
    """A module that may hold words is there, and holds some."""
    paths = {module.path: module for module in core()}
    assert [path for path in READS_PHRASES if path not in paths or not list(sentences(paths[path].tree))] == []
