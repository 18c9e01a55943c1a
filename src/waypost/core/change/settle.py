"""From the rows of a file to elements: which row means which element, what becomes of it, what cannot be.

Nothing is taken here. What comes out is the third side of a merge, with a problem for each row that cannot be part of
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace

from waypost.core.change.changes import SHARED, value_of, with_values
from waypost.core.change.intake import Intake, Place, Proposed
from waypost.core.change.portion import Portion
from waypost.core.closing import confirming, lacks_words, unconfirmed
from waypost.core.errors import Problem, Severity
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.bodies import Body
from waypost.core.roadmap.elements import Audience, Element, in_order
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.references import references_by_field, renamed, without
from waypost.core.roadmap.view import View
from waypost.core.say import Say, SayValue, say
from waypost.core.values import PUBLIC, ElementId, Principal, Text

Fresh = Callable[[], ElementId]
"""Makes a new random id; given by the caller, since the core knows no chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a file is compared with: what went out, and all around it.

    `sent` is the portion as it was when the file was made, `view` all that its reader could see then; `hidden` are the
    other elements of the home, then and now. `taker` takes the file in; `by_people`: into a workspace of many, where a
    point is confirmed by somebody else than who closed it, and no cell can say who that was.
    """

    sent: Portion
    view: View
    hidden: Mapping[ElementId, Element]
    taker: Principal
    by_people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with the element it means: what that was, None for a new one, and what it becomes."""

    place: Place
    was: Element | None
    element: Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a file makes of what went out: its rows, what it removed, and every problem, each with its place."""

    rows: tuple[Row, ...]
    removed: tuple[ElementId, ...]
    problems: tuple[Problem, ...]

    @property
    def broken(self) -> frozenset[tuple[str | None, int | None]]:
        """The rows, by sheet and number, that an error keeps out."""
        return frozenset((one.sheet, one.row) for one in self.problems if one.severity is Severity.ERROR)

    def edited(self, sent: Portion, *, without: frozenset[ElementId] = frozenset()) -> tuple[Element, ...]:
        """What went out with the file's edits, but for those of rows with an error and of the elements named."""
        found = {one.id: one for one in sent.elements}
        for row in self.rows:
            if (row.place.sheet, row.place.row) not in self.broken and row.element.id not in without:
                found[row.element.id] = row.element
        for gone in self.removed:
            if gone not in without:
                found.pop(gone, None)
        return in_order(found.values())


def settle(intake: Intake, ground: Ground, fresh: Fresh) -> Settled:
    """Match the rows of a file to elements and work out what each becomes.

    A row is matched by its id; without one by its number, where several have it by number and title; without a number
    by its title. What matches nothing is new. An element is removed when its kind is complete and no row means it, as
    long as every row could be read.
    """
    work = _Work(ground, intake.file)
    matches = [(one, work.match(one)) for one in intake.proposed]
    ids = [_id_of(one, was, fresh) for one, was in matches]
    work.learn(matches, ids)
    rows = [work.row(one, was, name) for (one, was), name in zip(matches, ids, strict=True)]
    problems = (*intake.problems, *work.problems)
    removed: tuple[ElementId, ...] = ()
    if not any(one.severity is Severity.ERROR for one in problems):
        meant = set(ids)
        removed = tuple(
            one.id
            for one in ground.sent.elements
            if one.kind.name in intake.complete and one.id in ground.sent.own and one.id not in meant
        )
    return Settled(rows=tuple(one for one in rows if one is not None), removed=removed, problems=problems)


def _id_of(proposed: Proposed, was: Element | None, fresh: Fresh) -> ElementId:
    if was is not None:
        return was.id
    return proposed.id if proposed.id is not None else fresh()


@dataclass(slots=True)
class _Work:
    """One file while it is settled: what is known by which name, and the problems so far."""

    ground: Ground
    file: str
    problems: list[Problem] = field(default_factory=list)
    known: dict[ElementId, Element | None] = field(default_factory=dict)
    added: list[tuple[ElementId, frozenset[str]]] = field(default_factory=list)
    names: dict[str, set[ElementId]] = field(default_factory=dict)
    claimed: set[ElementId] = field(default_factory=set)

    def __post_init__(self) -> None:
        sent = {one.id: one for one in self.ground.sent.elements}
        self.known.update((one.id, sent.get(one.id, one)) for one in self.ground.view)

    def named(self, written: str) -> set[ElementId]:
        """The elements that a person may call so; worked out when the first is asked for, since files of ours have
        ids."""
        if not self.names:
            known = ((one.id, _names(one.number, one.title)) for one in self.ground.view)
            for element, names in (*known, *self.added):
                for name in names:
                    self.names.setdefault(name, set()).add(element)
        return self.names.get(plain(written), set())

    # ---------------------------------------------------------------------------------------------- which element

    def match(self, proposed: Proposed) -> Element | None:
        """The element that a row means; None for a new one."""
        if proposed.id is not None:
            return self.known.get(proposed.id)
        number, title = proposed.value("number"), _title_given(proposed)
        found = [one for one in self.known.values() if one is not None and one.kind.name == proposed.kind]
        if isinstance(number, str):
            found = [one for one in found if one.number == number]
        if not isinstance(number, str) or len(found) > 1:
            found = [one for one in found if title and _said(one.title) & title]
        if len(found) > 1:
            self._problem(proposed, "exchange.ambiguous", None, n=len(found))
        return found[0] if len(found) == 1 else None

    def learn(self, matches: Iterable[tuple[Proposed, Element | None]], ids: Iterable[ElementId]) -> None:
        """New rows can be named by others."""
        for (proposed, was), name in zip(matches, ids, strict=True):
            if was is None and name not in self.ground.hidden:
                number = proposed.value("number")
                title = proposed.value("title") or proposed.value("words")
                self.known[name] = None
                self.added.append((name, _names(number if isinstance(number, str) else None, title)))

    # ------------------------------------------------------------------------------------------ what becomes of it

    def row(self, proposed: Proposed, was: Element | None, name: ElementId) -> Row | None:
        """The row with its element; None when it can be none, with the problem kept."""
        if name in self.claimed:
            self._problem(proposed, "exchange.row_twice", None)
            return None
        self.claimed.add(name)
        if name in self.ground.hidden:
            self._beyond(proposed, name)
            return None
        if was is not None and was.kind.name != proposed.kind:
            self._problem(proposed, "exchange.other_kind", None, item=was.ref)
            return None
        given = dict(proposed.given)
        if was is not None and proposed.id is None:
            given = _besides_words_held(given, was)
        made = with_values(was, given) if was is not None else self._new(proposed, name, given)
        element = None if made is None else self._pointed(proposed, made)
        if element is None:
            return None
        if self.ground.by_people:
            element = self._closed(proposed, was, element)
        if was is not None:
            self._allowed(proposed, was, element)
        elif not element.audience:
            element = replace(element, audience=self._audience(element.parent))
        return Row(place=proposed.place, was=was, element=element)

    def _pointed(self, proposed: Proposed, made: Element) -> Element | None:
        """The element with ids for the names written in it, and without those that the reader may not know."""
        held = references_by_field(made.body) + ((("parent", made.parent),) if made.parent is not None else ())
        ids = {written: self._resolved(proposed, field, written) for field, written in held}
        body = without(renamed(made.body, lambda one: ids[one]), lambda one: one in self.ground.hidden)
        if body is None:
            self._problem(proposed, "exchange.not_yours", None)
            return None
        return replace(made, parent=None if made.parent is None else ids[made.parent], body=body)

    def _resolved(self, proposed: Proposed, name: str, written: ElementId) -> ElementId:
        """The id meant by an id, a number, number and title, or a title."""
        if written in self.known or written in self.ground.hidden:
            return written
        found = self.named(written)
        if len(found) == 1:
            return next(iter(found))
        code = "exchange.several_named" if found else "exchange.nothing_named"
        self._problem(proposed, code, name, raw=written, value=written)
        return written

    def _beyond(self, proposed: Proposed, name: ElementId) -> None:
        """A row of an element that the reader may not know is no row of theirs; unchanged it is let be."""
        hidden = self.ground.hidden[name]
        same = hidden.kind.name == proposed.kind
        if not same or any(value_of(hidden, one) != value for one, value in proposed.given):
            self._problem(proposed, "exchange.not_yours", None)

    def _new(self, proposed: Proposed, name: ElementId, given: dict[str, object]) -> Element | None:
        kind = KINDS[proposed.kind]
        inner = {one: value for one, value in given.items() if one not in SHARED}
        needed = [one.name for one in fields(kind.body) if one.default is MISSING and one.name not in inner]
        for one in needed:
            self._problem(proposed, "exchange.field_missing", one)
        if needed:
            return None
        body: Body = kind.body(**inner)
        shared = {one: value for one, value in given.items() if one in SHARED}
        head = self.ground.view.roadmap
        if "parent" not in shared and proposed.kind != "roadmap":
            shared["parent"] = head[0].id if head else None
        return with_values(Element(id=name, home=self.ground.sent.home, body=body), shared)

    def _audience(self, parent: ElementId | None) -> Audience:
        """Who may know a new element that does not say: its author, and whoever takes it in, within its parent's."""
        both = frozenset({self.ground.sent.reader, self.ground.taker})
        above = self.known.get(parent) if parent is not None else None
        if above is None or PUBLIC in above.audience:
            return both
        return both & above.audience or both

    def _closed(self, proposed: Proposed, was: Element | None, now: Element) -> Element:
        """A row without what it confirms, which is told; a problem where it closes a point without what was done."""
        if lacks_words(was, now):
            self._problem(proposed, "exchange.closed_without_words", "was_done")
        for name in confirming(was, now)[:1]:
            raw = proposed.value(name)
            self._problem(proposed, "exchange.confirmed_by_file", name, raw=str(raw), severity=Severity.WARNING)
        return unconfirmed(was, now)

    def _allowed(self, proposed: Proposed, was: Element, now: Element) -> None:
        if now == was:
            return
        if was.id not in self.ground.sent.own:
            self._problem(proposed, "exchange.context_row", None, item=was.ref)
        elif not is_within(now.audience, was.audience):
            wider = tuple(sorted(now.audience - was.audience))
            self._problem(proposed, "exchange.audience_wider", "audience", wider=wider)

    def _problem(
        self,
        proposed: Proposed,
        code: str,
        name: str | None,
        *,
        raw: str | None = None,
        severity: Severity = Severity.ERROR,
        **values: SayValue,
    ) -> None:
        found = row_problem(proposed.place, code, proposed=proposed, field=name, raw=raw, **values)
        self.problems.append(replace(found, severity=severity))


def row_problem(
    place: Place,
    code: str,
    *,
    proposed: Proposed | None = None,
    field: str | None = None,
    raw: str | None = None,
    **values: SayValue,
) -> Problem:
    """A problem at a row, and at the cell of one of its fields."""
    label: Say | None = None
    if field is not None and proposed is not None:
        label = say(f"field.{proposed.kind}.{field}")
    said = values | ({} if label is None else {"field": label})
    return Problem(
        code=code,
        reason=say(code, **said),
        remedy=say(f"{code}.remedy"),
        file=place.file,
        sheet=place.sheet,
        row=place.row,
        column=field,
        cell=proposed.cell(field) if proposed is not None and field is not None else None,
        element=proposed.id if proposed is not None else None,
        value=raw,
    )


def plain(words: str) -> str:
    """Words as two people may write them alike: without case, and with one space between them."""
    return " ".join(words.casefold().split())


def _besides_words_held(given: Mapping[str, object], was: Element) -> dict[str, object]:
    """The values given, without words that the element has already.

    A row that names its element by number or title is of somebody's own table, which has words in one language only:
    that the other languages are not in it takes none of them away.
    """
    return {name: value for name, value in given.items() if not _holds(value_of(was, name), value)}


def _holds(held: object, words: object) -> bool:
    """Whether one text has all the wordings of another; blanks aside."""
    if not isinstance(held, Text) or not isinstance(words, Text):
        return False
    known = {(language, " ".join(one.split())) for language, one in held.wordings}
    return all((language, " ".join(one.split())) in known for language, one in words.wordings)


def _said(title: object) -> frozenset[str]:
    return frozenset(plain(words) for _, words in title.wordings) if isinstance(title, Text) else frozenset()


def _title_given(proposed: Proposed) -> frozenset[str]:
    return _said(proposed.value("title") or proposed.value("words"))


def _names(number: str | None, title: object) -> frozenset[str]:
    """What a person may call an element: its number, its title, both."""
    said = _said(title)
    if number is None:
        return said
    return said | {plain(number)} | {f"{plain(number)} {words}" for words in said}
