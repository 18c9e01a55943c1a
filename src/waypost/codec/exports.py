"""What goes out of a roadmap as JSON, and back: a state file whose key `export` says for whom and whose rows.

The elements stand as in a state file (contract 4), so that whatever reads one reads the other; `by` is the reader,
since a view does not say who wrote the state. A plain state file is read as an export for whoever takes it in.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from waypost.codec.faults import Bad, problem
from waypost.codec.reading import reader
from waypost.codec.scalars import Reader
from waypost.codec.states import EXPORT, FORM, HEAD, decode_element, decode_head, element_tree
from waypost.codec.tree import read_tree, rows_of, tree_bytes
from waypost.codec.writing import sparse
from waypost.core.change.changes import SHARED, value_of
from waypost.core.change.intake import Intake, Place, Proposed
from waypost.core.change.portion import Portion
from waypost.core.errors import Problem
from waypost.core.roadmap.elements import State, in_order
from waypost.core.roadmap.kinds import KINDS
from waypost.core.values import ElementId, Missing, Principal


def encode_export(given: Portion) -> bytes:
    """The JSON file of a portion; equal portions give equal bytes."""
    state = State(
        home=given.home,
        at=given.at,
        by=given.reader,
        why=Missing.NOT_STATED,
        reasons=given.reasons,
        elements=given.elements,
    )
    export = {"as": given.reader, "owner": given.owner, "complete": list(KINDS)}
    head = {name: sparse(getattr(state, name)) for name in HEAD}
    return _file(export, head, [element_tree(one) for one in in_order(state.elements)])


def _file(export: Any, head: Any, elements: list[Any]) -> bytes:
    opening = b'{"waypost":%d,"%s":%s,"state":%s,"elements":[\n'
    rows = b",\n".join(map(tree_bytes, elements))
    return opening % (FORM, EXPORT.encode(), tree_bytes(export), tree_bytes(head)) + rows + b"\n]}\n"


def decode_export(raw: bytes, *, file: str) -> Intake:
    """The rows of a JSON file and every problem found in them, each with its line.

    An element gives every field of its kind, since a field that a file leaves out is at its default; of what every
    element has (parent, number, audience, sources, note) only what stands there.
    """
    tree, problems = read_tree(raw, file=file)
    if problems:
        return Intake(file=file, problems=problems)
    head, faults = decode_head(raw, tree, file=file)
    if head is None:
        return Intake(file=file, problems=faults)
    export, unread = _export(tree.get(EXPORT), file)
    rows = _rows(raw)
    read = [_proposed(one, Place(file=file, row=row), head) for one, row in zip(tree["elements"], rows, strict=True)]
    found = tuple(one for one, _ in read if one is not None)
    # A row of which not even the kind or the id is known could be any element: then nothing counts as removed.
    complete = frozenset(export.get("complete", KINDS)) if len(found) == len(read) else frozenset()
    return Intake(
        file=file,
        home=head["home"],
        at=head["at"],
        reader=export.get("as"),
        owner=export.get("owner"),
        complete=complete,
        proposed=found,
        reasons=head.get("reasons", ()),
        problems=(*faults, *unread, *(one for _, several in read for one in several)),
    )


def remaining(raw: bytes, rows: frozenset[int]) -> bytes:
    """A file like the one given with only the elements on those lines, as they stand there; it says that it is not
    complete, so that sending it again removes nothing."""
    tree, _ = read_tree(raw, file=None)
    kept = [one for one, row in zip(tree["elements"], _rows(raw), strict=True) if row in rows]
    export = tree.get(EXPORT) or {"as": tree["state"]["by"]}
    return _file({**export, "complete": []}, tree["state"], kept)


def _rows(raw: bytes) -> list[int]:
    """The line of each element; where several share a line its place in the list, counted from 1."""
    lines = rows_of(raw, "elements")
    return lines if len(set(lines)) == len(lines) else list(range(1, len(lines) + 1))


def _proposed(tree: Any, place: Place, head: dict[str, Any]) -> tuple[Proposed | None, tuple[Problem, ...]]:
    """One row, and what is wrong with it; with an error it gives nothing, and is a row only if its id is known."""
    name = tree.get("id") if type(tree) is dict else None
    try:
        element = decode_element(tree, home=head["home"], by=head["by"])
    except Bad as error:
        said = name if isinstance(name, str) else None
        problems = tuple(problem(one, file=place.file, row=place.row, element=said) for one in error.faults)
        kind = tree.get("kind") if type(tree) is dict else None
        if said is None or kind not in KINDS:
            return None, problems
        return Proposed(kind=kind, id=ElementId(said), given=(), place=place), problems
    body = tuple((one.name, getattr(element.body, one.name)) for one in element.kind.fields)
    shared = tuple((one, value_of(element, one)) for one in sorted(SHARED - {"home"}) if one in tree)
    return Proposed(kind=element.kind.name, id=element.id, given=(*shared, *body), place=place), ()


def _export(tree: Any, file: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """For whom and whose rows, as far as the file says and it can be read."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, read in _export_readers().items():
        try:
            if type(tree) is dict and name in tree:
                found[name] = read(tree[name])
        except Bad as error:
            problems.extend(problem(one.below(name).below(EXPORT), file=file) for one in error.faults)
    return found, tuple(problems)


@cache
def _export_readers() -> dict[str, Reader]:
    return {"as": reader(Principal), "owner": reader(Principal | None), "complete": reader(tuple[str, ...])}
