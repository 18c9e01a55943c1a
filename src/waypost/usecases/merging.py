"""Working out what files make of one roadmap: nothing here is written."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from waypost.codec.faults import problem
from waypost.codec.soundness import unsound
from waypost.core.change.changes import Changes
from waypost.core.change.diff import diff
from waypost.core.change.folding import Clash, Dropped, Folded, Sheet, common, fold, proposing, sheet
from waypost.core.change.founding import HEAD, founding, nothing_yet
from waypost.core.change.intake import Intake, Place
from waypost.core.change.portion import Portion, portion
from waypost.core.change.promises import with_promises
from waypost.core.change.settle import Fresh, Ground, row_problem
from waypost.core.errors import NotThere, Problem, Refused, Severity
from waypost.core.roadmap.elements import Element, FieldReason, State, in_order
from waypost.core.roadmap.view import View, see
from waypost.core.values import ElementId, Missing, Principal, Slug, Text
from waypost.usecases.opening import Asking
from waypost.workspace.door import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """One file that came back: what it changed of what went out, and its rows that are not taken."""

    sheet: Sheet
    left_out: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What becomes of the files of one roadmap.

    `before` is what whoever takes them in saw before; `changes` what they will see changed. `state` is to be written,
    None when nothing changes or nothing may be taken.
    """

    home: Slug
    before: View
    files: tuple[Back, ...]
    changes: Changes
    clashes: tuple[Clash, ...]
    problems: tuple[Problem, ...]
    refused: bool
    state: State | None

    @property
    def starts(self) -> bool:
        """Whether the roadmap is not there yet."""
        return not self.before.elements

    def unwritten(self) -> TakenIn:
        """The same when nothing is written."""
        return replace(self, state=None)

    @property
    def left_out(self) -> tuple[Place, ...]:
        """The rows that are not taken, of all files."""
        return tuple(place for one in self.files for place in one.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """How files are taken: whether good rows are taken when others are bad, why, and at which moment; `by_people` as in
    `Ground`."""

    partial: bool = False
    why: Text | Missing = Missing.NOT_STATED
    now: datetime
    by_people: bool = False
    seen: Seen = field(default_factory=lambda: Seen())
    """What was looked at already, when the files were read."""
    fresh: Fresh = field(default_factory=lambda: fresh_id)
    """Where ids of what is new come from."""


def work_out(door: Door, home: Slug, intakes: list[Intake], asking: Asking, taking: Taking) -> TakenIn:
    """What files make of a roadmap as it is recorded now; with `partial` what their good rows make of it.

    Raises NotThere for a roadmap that is not there or that the viewer may not know; Refused for a broken state, for a
    file made from a state that is not there, and when something was recorded later than `now`.
    """
    try:
        current = door.newest(home)
    except NotThere:
        raise NotThere(home) from None
    if not see(current, asking.viewer).elements:
        raise NotThere(home)
    if taking.now < current.at.replace(microsecond=0):
        raise Refused((row_problem(Place(file=intakes[0].file), "exchange.too_early"),))
    # Two states may follow one another within the second in which a command tells the time.
    moment = max(taking.now, current.at + timedelta(microseconds=1))
    return _worked_out(door, current, intakes, asking, replace(taking, now=moment))


def start(door: Door, home: Slug, intake: Intake, asking: Asking, language: str, taking: Taking) -> TakenIn:
    """What a file makes of a roadmap that is not there yet: its first state, for the viewer alone.

    Raises Refused for a file that holds no head of a roadmap and has no title, and where the viewer would not see what
    they start, since they take no part in it.
    """
    first = founding(intake, asking.viewer, language, taking.fresh)
    place = Place(file=intake.file)
    if not any(one.kind == HEAD for one in first.proposed):
        raise Refused((row_problem(place, "exchange.no_head", home=home),))
    found = _worked_out(door, nothing_yet(home, asking.viewer), [first], asking, taking)
    if found.state is not None and not found.changes.changes:
        raise Refused((row_problem(place, "exchange.not_part"),))
    return found


def _worked_out(door: Door, current: State, intakes: list[Intake], asking: Asking, taking: Taking) -> TakenIn:
    sheets = tuple(_sheet(door, current, one, asking, taking) for one in intakes)
    work = _Work(current=current, sheets=sheets)
    dropped: Dropped = frozenset()
    tries = [work.tried(dropped)]
    while taking.partial and tries[-1].bad - dropped:
        dropped |= tries[-1].bad
        tries.append(work.tried(dropped))
    return _result(work, see(current, asking.viewer), tries, dropped if taking.partial else tries[0].bad, taking)


def fresh_id() -> ElementId:
    """A new id: random and opaque."""
    return ElementId("e" + base64.b32encode(secrets.token_bytes(7)).decode().lower()[:11])


class Seen:
    """What readers see of states, each once: the files of a round are made from one state, and read before merged."""

    def __init__(self) -> None:
        self._views: dict[tuple[Slug, datetime, Principal], View] = {}
        self._portions: dict[tuple[Slug, datetime, Principal, Principal | None], Portion] = {}

    def view(self, state: State, reader: Principal) -> View:
        """What a reader sees of a recorded state."""
        key = (state.home, state.at, reader)
        if key not in self._views:
            self._views[key] = see(state, reader)
        return self._views[key]

    def portion(self, state: State, reader: Principal, owner: Principal | None) -> Portion:
        """What goes out of a recorded state for a reader: all of it, or one owner's rows."""
        key = (state.home, state.at, reader, owner)
        if key not in self._portions:
            self._portions[key] = portion(self.view(state, reader), owner)
        return self._portions[key]


def _sheet(door: Door, current: State, intake: Intake, asking: Asking, taking: Taking) -> Sheet:
    """A file on its ground: the state it was made from as its reader saw it, or the newest where it does not say."""
    reader, seen = intake.reader or asking.viewer, taking.seen
    base = current
    if intake.at is not None:
        try:
            base = door.state_at(current.home, intake.at)
        except NotThere:
            raise Refused((row_problem(Place(file=intake.file), "exchange.no_base", at=intake.at),)) from None
    view, now = seen.view(base, reader), seen.view(current, reader)
    hidden = {one.id: one for one in (*base.elements, *current.elements) if one.id not in view and one.id not in now}
    ground = Ground(
        sent=seen.portion(base, reader, intake.owner),
        view=view,
        hidden=hidden,
        taker=asking.viewer,
        by_people=taking.by_people,
    )
    shared = view if reader == asking.viewer else common(base, reader, asking.viewer)
    return sheet(intake, ground, shared, taking.fresh)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    """The files folded once: what must be dropped before the next try, and why, as far as that is no clash."""

    folded: Folded
    bad: Dropped
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    current: State
    sheets: tuple[Sheet, ...]

    def tried(self, dropped: Dropped) -> _Try:
        """The files folded without what is dropped."""
        folded = fold(self.current, self.sheets, dropped)
        bad = {(at, one.conflict.element) for one in folded.clashes for at in one.files}
        problems: list[Problem] = []
        elements = in_order(folded.elements)
        for at, fault in unsound(elements, self.current.home):
            if fault.severity is Severity.ERROR:
                element = elements[at]
                whose = proposing(self.sheets, (element.id, ElementId(fault.raw or "")))
                bad |= whose
                place = self._place(whose, element)
                told = problem(fault, file=place.file, row=place.row, element=element.id)
                problems.append(replace(told, sheet=place.sheet))
        return _Try(folded=folded, bad=frozenset(bad), problems=tuple(problems))

    def _place(self, whose: Dropped, element: Element) -> Place:
        places = (self.sheets[at].place_of(name) for at, name in sorted(whose))
        found = next((one for one in places if one is not None), None)
        return found or Place(file=self.sheets[0].intake.file)


def _result(work: _Work, before: View, tries: list[_Try], dropped: Dropped, taking: Taking) -> TakenIn:
    current = work.current
    folded = tries[-1].folded
    told = tuple(one for file in work.sheets for one in file.settled.problems)
    told += tuple(one for once in tries for one in once.problems)
    clashes = tuple(one for once in tries for one in once.folded.clashes)
    broken = any(one.severity is Severity.ERROR for one in told)
    refused = not taking.partial and bool(clashes or broken)
    elements = with_promises(current.elements, folded.elements, on=taking.now.date())
    state = State(
        home=current.home,
        at=taking.now,
        by=work.sheets[0].ground.taker,
        why=taking.why,
        reasons=tuple(_reasons(work.sheets, current.elements, elements)),
        elements=elements,
    )
    return TakenIn(
        home=current.home,
        before=before,
        files=tuple(_back(at, file, dropped) for at, file in enumerate(work.sheets)),
        changes=diff(before, see(state, before.viewer)),
        clashes=clashes,
        problems=told,
        refused=refused,
        state=None if refused or elements == current.elements else state,
    )


def _back(at: int, file: Sheet, dropped: Dropped) -> Back:
    """A file with its rows that are not taken: those with an error, and those whose element is dropped."""
    broken = (Place(file=file.intake.file, sheet=name, row=row) for name, row in file.settled.broken)
    places = (file.place_of(name) for place, name in dropped if place == at)
    found = {one for one in (*broken, *places) if one is not None}
    return Back(sheet=file, left_out=tuple(sorted(found, key=lambda one: (one.sheet or "", one.row or 0))))


def _reasons(sheets: tuple[Sheet, ...], before: Iterable[Element], after: Iterable[Element]) -> Iterator[FieldReason]:
    """The reasons that files give for what changed, each once."""
    old = {one.id: one for one in before}
    changed = {(one.element, one.field) for one in diff(old.values(), after).changes}
    told: set[tuple[ElementId, str | None]] = set()
    for file in sheets:
        known = set(file.ground.sent.reasons)
        for one in file.intake.reasons:
            about = (one.element, one.field)
            if one not in known and about in changed - told:
                told.add(about)
                gone = old.get(one.element) if one.field is None else None
                yield replace(one, audience=gone.audience if gone is not None else one.audience)
