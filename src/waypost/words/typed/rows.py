"""Elements as rows of cells: what is written into a workbook, and what a returned one is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from waypost.core.change.changes import value_of
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.values import ElementId
from waypost.words.typed.cell import Cell, Value
from waypost.words.typed.desk import Desk
from waypost.words.typed.plan import OF, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """One row of a sheet: its key, its element, and its cells in the order of the columns."""

    key: str
    element: ElementId
    cells: tuple[Cell, ...]


def rows_of(sheet: Sheet, elements: Iterable[Element], desk: Desk) -> tuple[TypedRow, ...]:
    """The rows of a sheet, in the order in which elements stand on paper."""
    held = [one for one in elements if sheet.kind is None or one.kind is sheet.kind]
    return tuple(row for one in sorted(held, key=lambda one: print_order(one.ref)) for row in _rows(sheet, one, desk))


def _rows(sheet: Sheet, element: Element, desk: Desk) -> Iterator[TypedRow]:
    if sheet.list_field is None:
        cells = tuple(cell for lane in sheet.lanes for cell in lane.form.write(value_of(element, lane.name), desk))
        yield TypedRow(key=element.id, element=element.id, cells=cells)
        return
    for at, record in enumerate(value_of(element, sheet.list_field)):
        yield TypedRow(
            key=list_key(element.id, at), element=element.id, cells=record_cells(sheet, element.id, record, desk)
        )


def record_cells(sheet: Sheet, of: ElementId, record: Value, desk: Desk) -> tuple[Cell, ...]:
    """The cells of one record of a list."""
    return tuple(
        cell
        for lane in sheet.lanes
        for cell in lane.form.write(of if lane.name == OF else getattr(record, lane.name), desk)
    )


def list_key(element: ElementId, at: int) -> str:
    """The key of the record at a place of an element's list, counted from 1."""
    return f"{element}#{at + 1}"


def of_list_key(key: str) -> tuple[ElementId, int] | None:
    """Element and place of a key; None for what is no such key."""
    element, mark, place = key.rpartition("#")
    return (ElementId(element), int(place) - 1) if mark and place.isascii() and place.isdecimal() else None
