"""Which elements a body points to, and the same body without some of them.

Read off the table of kinds: a new field that holds an id is followed without another line here.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import Field, fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_type_hints

from waypost.core.roadmap.bodies import Body
from waypost.core.roadmap.shown import Shown
from waypost.core.values import ElementId


def references(body: Body) -> tuple[ElementId, ...]:
    """Every id that a body holds, in the order of its fields; the parent is not among them."""
    return tuple(_ids(body))


def pointing(body: Body) -> frozenset[str]:
    """The fields of a body through which it can point to other elements."""
    record: Any = type(body)
    return frozenset(name for name, _ in _pointing(record))


def references_by_field(body: Body) -> tuple[tuple[str, ElementId], ...]:
    """Each id that a body holds with the field in which it stands, in the order of its fields."""
    found: list[tuple[str, Any]] = []
    record: Any = type(body)
    for name, _ in _pointing(record):
        held = getattr(body, name)
        if type(held) is str:
            found.append((name, held))
        elif held:
            found.extend((name, one) for one in _ids_of(held))
    return tuple(found)


def points_within(body: Body, known: Container[ElementId]) -> bool:
    """Whether each id that a body holds is among `known`."""
    record: Any = type(body)
    for name, _ in _pointing(record):
        held = getattr(body, name)
        if held not in known if type(held) is str else held and any(one not in known for one in _ids_of(held)):
            return False
    return True


def without(body: Body, gone: Callable[[ElementId], bool]) -> Body | None:
    """The body without ids for which `gone` is true; None when it cannot do without one (a link's two ends).

    A record that needs the id it loses is dropped with it; a list keeps the rest. A field whose empty value says
    something of its own (`Shown.empty_says`) cannot do without the last of its ids.
    """
    kept: Body | None = _without(body, gone)
    return kept


def renamed(body: Body, name: Callable[[ElementId], ElementId]) -> Body:
    """The body with another id in place of each."""
    found: Body = _renamed(body, name)
    return found


def _renamed(value: Any, name: Callable[[ElementId], ElementId]) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return name(ElementId(value))
    if isinstance(value, tuple):
        return tuple(_renamed(one, name) for one in value)
    record: Any = type(value)
    return replace(value, **{held: _renamed(getattr(value, held), name) for held, _ in _pointing(record)})


def needed(body: Body) -> tuple[tuple[ElementId, ...], ...]:
    """The ids that a body cannot do without, in groups: it is hidden when all ids of a group are (see `without`)."""
    record: Any = type(body)
    held = (getattr(body, name) for name, needs in _pointing(record) if needs)
    groups = (tuple(_ids_of(one)) for one in held)
    return tuple(one for one in groups if one)


def _ids_of(held: Any) -> Iterator[ElementId]:
    for one in held if isinstance(held, tuple) else (held,):
        if one is not None:
            yield from _ids(one)


@cache
def _pointing(record: type[object]) -> tuple[tuple[str, bool], ...]:
    """The fields of a record class through which ids are reached, and whether the record cannot be without them."""
    if not is_dataclass(record):
        return ()
    hints = get_type_hints(record)
    held = ((one, hints[one.name]) for one in fields(record))
    return tuple((one.name, hint is ElementId or _empty_says(one)) for one, hint in held if _reaches(hint))


def _empty_says(field: Field[Any]) -> bool:
    shown = field.metadata.get("shown")
    return isinstance(shown, Shown) and shown.empty_says


def _reaches(hint: Any) -> bool:
    if hint is ElementId:
        return True
    parts = get_args(hint)
    return any(map(_reaches, parts)) if parts else isinstance(hint, type) and bool(_pointing(hint))


def _ids(value: Any) -> Iterator[ElementId]:
    if isinstance(value, str):
        yield ElementId(value)
        return
    record: Any = type(value)
    for name, _ in _pointing(record):
        held = getattr(value, name)
        for one in held if isinstance(held, tuple) else (held,):
            if one is not None:
                yield from _ids(one)


def _without(value: Any, gone: Callable[[ElementId], bool]) -> Any:
    if isinstance(value, str):
        return None if gone(ElementId(value)) else value
    changed: dict[str, Any] = {}
    record: Any = type(value)
    for name, needed in _pointing(record):
        held = getattr(value, name)
        if isinstance(held, tuple):
            left: Any = tuple(one for one in (_without(part, gone) for part in held) if one is not None)
        else:
            left = None if held is None else _without(held, gone)
        if needed and held and not left:
            return None
        if left != held:
            changed[name] = left
    return replace(value, **changed) if changed else value
