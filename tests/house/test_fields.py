"""One table of kinds and fields: nobody writes a second list (design 3)."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import pytest

from tests.house.source import Module, modules
from waypost.core.roadmap.kinds import KINDS

HOME = "core/roadmap/"
"""Where the fields are written, once."""

LISTS_WITH_A_REASON: dict[str, str] = {
    "readers/tables/headings.py": "says how others call our fields; a test holds each of them to the table of kinds",
    "readers/returned/followup.py": "says in which column of our own follow-up table a field stands",
    "cli/roadmaps.py": "names groupings of the ledger, some of which are called as fields of an action are",
}
"""Modules that may name several fields of a kind in one list, each with why. Read the table of kinds instead."""

FIELDS = {kind.name: frozenset(field.name for field in kind.fields) for kind in KINDS.values()}


def second_lists(tree: ast.Module, fields: Mapping[str, frozenset[str]] = FIELDS) -> Iterator[str]:
    """Lists, tuples, sets and dict keys of a tree that spell out three or more fields of one kind, and little else."""
    for node in ast.walk(tree):
        match node:
            case ast.List(elts=nodes) | ast.Tuple(elts=nodes) | ast.Set(elts=nodes):
                pass
            case ast.Dict(keys=keys):
                nodes = [key for key in keys if key is not None]
            case _:
                continue
        words = {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}
        for kind, names in fields.items():
            named = words & names
            if len(named) >= 3 and len(named) * 4 >= len(words) * 3:
                yield f"line {node.lineno}: spells out fields of {kind}: {sorted(named)}; read KINDS instead"
                break


@pytest.mark.parametrize(
    ("breaks", "keeps"),
    [
        ("columns = ['title', 'owner', 'due', 'state']", "columns = [f.name for f in KINDS['action'].fields]"),
        ("heads = {'definition': 1, 'level': 2, 'baseline': 3}", "heads = {'definition': 1, 'level': 2}"),
        ("order = ('donors', 'form', 'steps')", "order = ('donors', 'x', 'y', 'z', 'form', 'steps')"),
    ],
)
def test_rule_sees_a_second_list(breaks: str, keeps: str) -> None:
    """Three fields of one kind in one list are a second list; two, or three among many other words, are not."""
    assert list(second_lists(ast.parse(breaks)))
    assert not list(second_lists(ast.parse(keeps)))


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_no_second_list_of_fields(module: Module) -> None:
    """Sheets, schema, differences, forms and help read the table of kinds; no module lists fields of its own."""
    if not module.path.startswith(HOME) and module.path not in LISTS_WITH_A_REASON:
        assert not list(second_lists(module.tree))


def test_every_field_has_a_label_and_a_help() -> None:
    """A field presents itself: its label is short, its help a sentence with a full stop."""
    bare = [
        f"{kind.name}.{field.name}"
        for kind in KINDS.values()
        for field in kind.fields
        if not field.shown.label or len(field.shown.label) > 40 or not field.shown.help.endswith((".", ")"))
    ]
    assert not bare
