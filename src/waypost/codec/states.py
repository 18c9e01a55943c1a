"""A state as a file and back: one element a line, sorted by kind and id, defaults left out (contract 4).

The form is canonical: equal states give equal bytes, so that folders of states live well in git.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Final, get_type_hints

from waypost.codec.faults import Bad, Fault, bad, problem, shortened
from waypost.codec.reading import Form, alike, read_alike, read_fields, read_what_is_sound, reader
from waypost.codec.scalars import Reader, wrong_type
from waypost.codec.soundness import POINTS_NOWHERE, unsound, unsound_reasons
from waypost.codec.tree import read_tree, rows_of, tree_bytes
from waypost.codec.writing import envelope, sparse, sparse_fields
from waypost.core.errors import Problem, Severity
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.kinds import KINDS
from waypost.core.values import EU, Slug

FORM: Final = 1
"""The version of the form of a file, under the key `waypost`."""

EXPORT: Final = "export"
"""The key of a file that was given out to be sent back (`codec.exports`); its elements are those of a state."""

ENVELOPE: Final = tuple(one.name for one in fields(Element) if one.name != "body")
HEAD: Final = tuple(one.name for one in fields(State) if one.name != "elements")


def encode_state(state: State) -> bytes:
    """The file of a state: UTF-8, a head line, then one element a line.

    Raises ValueError for an amount that is not finite or a moment without a zone.
    """
    head = {name: sparse(getattr(state, name)) for name in HEAD}
    lines = [b'{"waypost":%d,"state":%s,"elements":[' % (FORM, tree_bytes(head))]
    last = len(state.elements) - 1
    for at, element in enumerate(in_order(state.elements)):
        lines.append(tree_bytes(element_tree(element)) + (b"" if at == last else b","))
    return b"\n".join([*lines, b"]}", b""])


def element_tree(element: Element) -> dict[str, Any]:
    """An element as one object: envelope, sources, note, then its fields beside them."""
    found = envelope(element)
    if element.sources:
        found["sources"] = sparse(element.sources)
    if element.note is not None:
        found["note"] = sparse(element.note)
    return found | sparse_fields(element.body)


def decode_state(raw: bytes, *, file: str | None) -> tuple[State | None, tuple[Problem, ...]]:
    """The state of a file, and every problem found in it, each with line, element and field.

    The state is None when a problem is an error; warnings leave it standing. An element without an audience is
    for the principal that wrote the state (design 3), one without a home is in the state's.

    Args:
        raw: the bytes of the file.
        file: its name as the problems name it.
    """
    tree, problems = read_tree(raw, file=file)
    if problems:
        return None, problems
    return _Decoding(raw, file).state(tree)


def decode_head(raw: bytes, tree: Any, *, file: str | None) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """What stands before the elements of a file by name of field, and every problem in it.

    None where the file is none of ours, or does not say of which home, when and by whom it is.
    """
    work = _Decoding(raw, file)
    head = work.head(tree["state"]) if work.is_ours(tree) else {}
    return head if {"home", "at", "by"} <= head.keys() else None, tuple(work.problems)


def decode_element(tree: Any, *, home: str, by: str) -> Element:
    """One element from its object. Raises `Bad` with every fault in it."""
    if type(tree) is not dict:
        raise wrong_type(tree, "object")
    kind = tree.get("kind")
    known = KINDS.get(kind) if isinstance(kind, str) else None
    if known is None:
        raise Bad(bad("codec.unknown_kind", kind, value=shortened(kind)).faults[0].below("kind"))
    if "home" not in tree or "audience" not in tree:
        tree = {"home": home, "audience": [by]} | tree
    form = _form(known.name)
    found = read_fields(tree, form.readers, form.needed)
    del found["kind"]
    held = {name: found.pop(name) for name in ENVELOPE if name in found}
    return Element(body=known.body(**found), **held)


def decode_fields(tree: Any, *, kind: str) -> dict[str, Any]:
    """Some fields of an element of a kind, as they stand in a file. Raises `Bad` with every fault in them."""
    if type(tree) is not dict:
        raise wrong_type(tree, "object")
    return read_fields(tree, _form(kind).readers, ())


@cache
def _form(kind: str) -> Form:
    hints = get_type_hints(Element)
    found = {"kind": _any} | {name: reader(hints[name]) for name in ENVELOPE}
    found |= {one.name: reader(one.type) for one in KINDS[kind].fields}
    body = KINDS[kind].body
    needed = ("id", *(one.name for one in fields(body) if one.default is MISSING))
    return Form(found, needed, body)


class _Decoding:
    """One file while it is read: its problems so far, and the lines of its elements once one is asked for."""

    def __init__(self, raw: bytes, file: str | None) -> None:
        self.raw = raw
        self.file = file
        self.problems: list[Problem] = []
        self.rows: list[int] | None = None

    def add(self, fault: Fault, *, at: int | None = None, element: str | None = None) -> None:
        """One more problem; `at` is the position of its element in the list."""
        row = None
        if at is not None:
            self.rows = rows_of(self.raw, "elements") if self.rows is None else self.rows
            row = self.rows[at]
        self.problems.append(problem(fault, file=self.file, row=row, element=element))

    def state(self, tree: Any) -> tuple[State | None, tuple[Problem, ...]]:
        """The state, unless an error stands against it."""
        if not self.is_ours(tree):
            return None, tuple(self.problems)
        head = self.head(tree["state"])
        home, by = head.get("home", ""), head.get("by", EU)
        elements = self.elements(tree["elements"], home, by)
        whole = tuple(one for one in elements if one is not None)
        if home:
            self.between(tree["elements"], elements, home)
        for fault in unsound_reasons(head.get("reasons", ()), whole):
            self.add(fault.below("state"))
        if any(one.severity is Severity.ERROR for one in self.problems):
            return None, tuple(self.problems)
        return State(**head, elements=in_order(whole)), tuple(self.problems)

    def is_ours(self, tree: Any) -> bool:
        """Whether the object is a file of ours, in a form that we read."""
        if type(tree) is not dict or "waypost" not in tree:
            self.add(Fault(code="codec.not_waypost"))
            return False
        form = tree["waypost"]
        if type(form) is not int or form != FORM:
            values = (("form", shortened(form)), ("known", FORM))
            self.add(Fault(code="codec.other_form", values=values, raw=shortened(form)))
            return False
        _, faults = read_what_is_sound(tree, _FILE | {EXPORT: _object}, tuple(_FILE))
        for fault in faults:
            self.add(fault)
        return type(tree.get("state")) is dict and type(tree.get("elements")) is list

    def head(self, tree: dict[str, Any]) -> dict[str, Any]:
        """What stands before the elements, as far as it can be read."""
        found, faults = read_what_is_sound(tree, *_head_readers())
        for fault in faults:
            self.add(fault.below("state"))
        return found

    def elements(self, trees: list[Any], home: str, by: str) -> tuple[Element | None, ...]:
        """All elements in the order of the file: those alike at once, what is not well there one by one."""
        found: list[Element | None] = [None] * len(trees)
        for kind, places in alike(trees):
            read = read_alike([trees[at] for at in places], _form(kind)) if kind in KINDS else None
            for at, one in zip(places, read or (), strict=False):
                found[at] = one
        return tuple([self.element(at, trees[at], home, by) if one is None else one for at, one in enumerate(found)])

    def element(self, at: int, tree: Any, home: str, by: str) -> Element | None:
        """One element; None when it has faults, which are kept."""
        try:
            return decode_element(tree, home=home, by=by)
        except Bad as error:
            name = tree.get("id") if type(tree) is dict else None
            for fault in error.faults:
                self.add(fault, at=at, element=name if isinstance(name, str) else None)
            return None

    def between(self, trees: list[Any], elements: tuple[Element | None, ...], home: str) -> None:
        """Faults between elements. One that could not be read is there all the same: pointing to it is no fault."""
        places = [at for at, one in enumerate(elements) if one is not None]
        whole = tuple(one for one in elements if one is not None)
        unread = {trees[at].get("id") for at, one in enumerate(elements) if one is None and type(trees[at]) is dict}
        for position, fault in unsound(whole, Slug(home)):
            if not (fault.code in POINTS_NOWHERE and fault.raw in unread):
                self.add(fault, at=places[position], element=whole[position].id)


def _any(raw: Any) -> Any:
    return raw


def _object(raw: Any) -> Any:
    if type(raw) is not dict:
        raise wrong_type(raw, "object")
    return raw


def _a_list(raw: Any) -> Any:
    if type(raw) is not list:
        raise wrong_type(raw, "list")
    return raw


_FILE: Final[dict[str, Reader]] = {"waypost": _any, "state": _object, "elements": _a_list}


@cache
def _head_readers() -> tuple[dict[str, Reader], tuple[str, ...]]:
    hints = get_type_hints(State)
    return {name: reader(hints[name]) for name in HEAD}, tuple(name for name in HEAD if name != "reasons")
