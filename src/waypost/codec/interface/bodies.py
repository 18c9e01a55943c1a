"""What a program sends, from bytes to values: some fields of an element, a new element, what is done with one, a
question.

Every fault is told at once, each with the place in what was sent: `fields.due.precision`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar

from waypost.codec.faults import Bad, Fault, bad, problem, shortened
from waypost.codec.reading import read_what_is_sound, record
from waypost.codec.scalars import a_text, found_type, wordings, wrong_type
from waypost.codec.states import decode_fields
from waypost.codec.tree import read_tree
from waypost.core.editing.acts import Piece
from waypost.core.errors import Problem, Refused
from waypost.core.roadmap.elements import Audience
from waypost.core.roadmap.kinds import KINDS
from waypost.core.say import SayValue, say
from waypost.core.values import Text

ELSEWHERE: Final = ("id", "kind", "home", "audience", "changes", "earlier_targets")
"""What no program sends: what never changes, readers (an act of their own), lists that what people do writes."""
READERS: Final = ("mine", "all")
"""For whom something new is: its author alone, or the EU and the Member States too."""

MOST_PIECES: Final = 20
"""Into so many actions one is split at once."""

Made = TypeVar("Made")
Hides = Callable[[str], bool]
"""Whether a text holds a sign that hides or turns what people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Some fields of an element of a kind, and why each of them changes; `readers` only of a new one."""

    kind: str
    fields: dict[str, Any]
    reasons: dict[str, Text]
    readers: str = READERS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """That something is done: what was done, and on which day."""

    was_done: Text
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Another place: under what (an id, a number, or number and title), and which number there (empty: as it is)."""

    parent: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Splitting:
    """The actions that are made of one, and why."""

    pieces: tuple[Piece, ...]
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropping:
    """Why something is given up."""

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """The moment at which it was as it is to be again, and why."""

    at: datetime
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Readership:
    """Who shall be able to see an element, why, and whether whoever asks looked at what new readers would see."""

    audience: Audience
    why: Text | None = None
    looked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Whether a request is granted; else it is turned down, or withdrawn by whoever asked."""

    grant: bool


ACTS: Final = (Closing, Moving, Splitting, Dropping, Restoring, Readership, Settling)
"""What is done with an element besides changing its fields, by the class of what a program gives."""


def act_of(raw: bytes, made: type[Made], hides: Hides) -> Made:
    """What an act gives, as the class of that act. Raises Refused with every problem."""
    try:
        found: Made = record(made)(_tree(raw, hides))
    except Bad as error:
        _refuse(list(error.faults))
        raise
    if isinstance(found, Splitting) and len(found.pieces) > MOST_PIECES:
        _refuse([Fault(code="api.too_many_pieces", values=(("most", MOST_PIECES),), path=("pieces",))])
    return found


def editing_of(raw: bytes, kind: str, hides: Hides) -> Given:
    """What a change of an element gives. Raises Refused with every problem."""
    tree = _tree(raw, hides)
    found, faults = read_what_is_sound(
        tree, {"fields": lambda held: _fields(held, kind), "reasons": _reasons}, ("fields",)
    )
    _refuse(faults)
    return Given(kind=kind, fields=found["fields"], reasons=found.get("reasons", {}))


def adding_of(raw: bytes, hides: Hides) -> Given:
    """What a new element gives. Raises Refused with every problem."""
    tree = _tree(raw, hides)
    kind = tree.get("kind")
    known = kind if isinstance(kind, str) and kind in KINDS else ""
    readers = {"kind": _kind, "fields": lambda held: _fields(held, known) if known else {}, "readers": _readers}
    found, faults = read_what_is_sound(tree, readers, ("kind", "fields"))
    _refuse(faults)
    return Given(kind=known, fields=found["fields"], reasons={}, readers=found.get("readers", READERS[0]))


def question_of(raw: bytes, hides: Hides) -> str:
    """What is searched for. Raises Refused with every problem."""
    found, faults = read_what_is_sound(_tree(raw, hides), {"question": a_text}, ("question",))
    _refuse(faults)
    question: str = found["question"]
    return question


def _tree(raw: bytes, hides: Hides) -> dict[str, Any]:
    """The object that was sent. Raises Refused for what is none, and for a sign that hides in any text of it."""
    tree, problems = read_tree(raw, file=None)
    if problems:
        raise Refused(problems)
    if type(tree) is not dict:
        _refuse([Fault(code="codec.wrong_type", values=_expected(tree), raw=shortened(tree))])
    _refuse([Fault(code="api.hiding_sign", path=path) for path, text in _texts(tree, ()) if hides(text)])
    found: dict[str, Any] = tree
    return found


def _expected(tree: Any) -> tuple[tuple[str, SayValue], ...]:
    return (("expected", say("codec.type.object")), ("found", found_type(tree)))


def _texts(tree: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in what was sent, names of keys among them, with its place."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for name, held in tree.items():
            yield path, name
            yield from _texts(held, (*path, name))
    elif isinstance(tree, list):
        for at, held in enumerate(tree):
            yield from _texts(held, (*path, at))


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise Refused(tuple(_problem(one) for one in faults))


def _problem(fault: Fault) -> Problem:
    return problem(fault, file=None)


def _fields(raw: Any, kind: str) -> dict[str, Any]:
    if type(raw) is dict and not raw.keys().isdisjoint(ELSEWHERE):
        faults = [
            Fault(code="api.field_elsewhere", values=(("name", name),), path=(name,))
            for name in ELSEWHERE
            if name in raw
        ]
        raise Bad(*faults)
    return decode_fields(raw, kind=kind)


def _reasons(raw: Any) -> dict[str, Text]:
    if type(raw) is not dict:
        raise wrong_type(raw, "object")
    found, faults = read_what_is_sound(raw, dict.fromkeys(raw, wordings), ())
    if faults:
        raise Bad(*faults)
    return found


def _kind(raw: Any) -> str:
    if not isinstance(raw, str) or raw not in KINDS:
        raise bad("codec.unknown_kind", raw, value=str(raw)[:40])
    return raw


def _readers(raw: Any) -> str:
    if raw not in READERS:
        raise bad("codec.not_in_list", raw, value=str(raw)[:40], choices=READERS)
    return str(raw)
