"""Several files of one home merged one after another: what comes of it, what is in conflict, and between whom.

The order of the files does not matter: what is in conflict is taken from none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from waypost.core.change.changes import Changes, Conflict
from waypost.core.change.diff import diff
from waypost.core.change.intake import Intake, Place
from waypost.core.change.merge import merge
from waypost.core.change.portion import Portion
from waypost.core.change.putting import pruned, put_back
from waypost.core.change.settle import Fresh, Ground, Row, Settled, row_problem, settle
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.references import without
from waypost.core.roadmap.view import View, see
from waypost.core.values import ElementId, Principal

Dropped = frozenset[tuple[int, ElementId]]
"""Elements that are not taken, each with the position of the file that proposes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file with what it is compared with, what it makes of it, and what it changed of what went out."""

    intake: Intake
    ground: Ground
    settled: Settled
    edits: Changes

    def touches(self, element: ElementId, field: str | None) -> bool:
        """Whether the file changed a field of an element, or the element as a whole."""
        return any(
            one.element == element and (field is None or one.field in (None, field)) for one in self.edits.changes
        )

    def place_of(self, element: ElementId) -> Place | None:
        """Where the row of an element stands."""
        return next((row.place for row in self.settled.rows if row.element.id == element), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A conflict with the files in which it stands, by position: one that differs from what is recorded, or several
    that differ from one another, the earlier ones first; theirs is the value of the last."""

    conflict: Conflict
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """What comes of the files: the whole home, and every conflict."""

    elements: tuple[Element, ...]
    clashes: tuple[Clash, ...]


def sheet(intake: Intake, ground: Ground, shared: View, fresh: Fresh) -> Sheet:
    """A file settled on its ground, then narrowed to what its reader and whoever takes it in both know: `shared`.

    A row of which only its reader knows is no row of theirs; as it went out it is let be.
    """
    settled = settle(intake, ground, fresh)
    apart = frozenset(one.id for one in ground.view if one.id not in shared)
    if apart:
        settled, ground = _narrowed(settled, apart), replace(ground, sent=_portion_of(ground.sent, apart))
    edits = diff(ground.sent.elements, settled.edited(ground.sent))
    return Sheet(intake=intake, ground=ground, settled=settled, edits=edits)


def _portion_of(sent: Portion, apart: frozenset[ElementId]) -> Portion:
    kept = tuple(one for one in sent.elements if one.id not in apart)
    return replace(sent, elements=in_order(pruned(kept, apart)), own=sent.own - apart)


def _narrowed(settled: Settled, apart: frozenset[ElementId]) -> Settled:
    """The rows without what only the reader knows; a changed one of those is a problem."""
    rows: list[Row] = []
    problems = list(settled.problems)
    for row in settled.rows:
        body = without(row.element.body, apart.__contains__)
        if row.element.id not in apart and body is not None:
            rows.append(replace(row, element=replace(row.element, body=body)))
        elif row.element != row.was:
            problems.append(row_problem(row.place, "exchange.not_yours"))
    removed = tuple(one for one in settled.removed if one not in apart)
    return Settled(rows=tuple(rows), removed=removed, problems=tuple(problems))


def common(state: State, reader: Principal, taker: Principal) -> View:
    """What the reader of a file and whoever takes it in can both see: the file may touch nothing else."""
    if reader == taker:
        return see(state, reader)
    return see(replace(state, reasons=(), elements=see(state, taker).elements), reader)


def fold(state: State, sheets: tuple[Sheet, ...], dropped: Dropped = frozenset()) -> Folded:
    """The state with the edits of every file, but for those dropped; what is in conflict stays as it was."""
    elements = state.elements
    clashes: list[Clash] = []
    for places in _together(sheets):
        ground = sheets[places[0]].ground
        view = common(replace(state, elements=elements), ground.sent.reader, ground.taker)
        base, theirs, whose = _edits(sheets, places, dropped)
        merged = merge(base, view, theirs)
        clashes.extend(_clash(one, whose[one.element], sheets) for one in merged.conflicts)
        gone = frozenset(one.id for one in view) - {one.id for one in merged.elements}
        elements = put_back(elements, view, pruned(merged.elements, gone))
    return Folded(elements=elements, clashes=tuple(sorted(clashes, key=lambda one: one.files[-1])))


def _together(sheets: tuple[Sheet, ...]) -> list[list[int]]:
    """The files that change something, by position, in the order in which they are merged: at once those of one reader
    that only change fields of elements which no other of them changes, since none of these sees what another did."""
    found: list[list[int]] = []
    touched: set[ElementId] = set()
    for at, sheet in enumerate(sheets):
        if not sheet.edits.changes:
            continue
        mine = {one.element for one in sheet.edits.changes}
        before = sheets[found[-1][0]] if found else None
        if before is not None and _alike(before, sheet) and mine.isdisjoint(touched):
            found[-1].append(at)
            touched |= mine
        else:
            found.append([at])
            touched = mine
    return found


def _alike(one: Sheet, other: Sheet) -> bool:
    """Whether two files are of one reader and taker, and neither adds, removes, moves or hides an element."""
    readers = {(sheet.ground.sent.reader, sheet.ground.taker) for sheet in (one, other)}
    edits = (change for sheet in (one, other) for change in sheet.edits.changes)
    return len(readers) == 1 and all(change.field not in (None, "parent", "audience") for change in edits)


def _edits(
    sheets: tuple[Sheet, ...], places: list[int], dropped: Dropped
) -> tuple[list[Element], list[Element], dict[ElementId, int]]:
    """What files changed, as it was and as it is, and which file changed it; what they let be is no part of a merge."""
    base: list[Element] = []
    theirs: list[Element] = []
    whose: dict[ElementId, int] = {}
    for at in places:
        sheet = sheets[at]
        whose |= {one.element: at for one in sheet.edits.changes}
        edited = sheet.settled.edited(
            sheet.ground.sent, without=frozenset(name for place, name in dropped if place == at)
        )
        base += (one for one in sheet.ground.sent.elements if whose.get(one.id) == at)
        theirs += (one for one in edited if whose.get(one.id) == at)
    return base, theirs, whose


def _clash(conflict: Conflict, at: int, sheets: tuple[Sheet, ...]) -> Clash:
    others = (place for place in range(at) if sheets[place].touches(conflict.element, conflict.field))
    return Clash(conflict=conflict, files=(*others, at))


def proposing(sheets: tuple[Sheet, ...], elements: Iterable[ElementId]) -> Dropped:
    """Each of some elements with every file that edits it."""
    return frozenset((at, one) for one in elements for at, sheet in enumerate(sheets) if sheet.touches(one, None))
