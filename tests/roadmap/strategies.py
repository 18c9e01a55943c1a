"""Elements and states out of the table of kinds: every kind, every field, every form of value.

A new field is drawn without another line here; a new type of value fails loudly until it has a strategy. States are
well-formed as `waypost.codec.soundness` wants them: parents there and without circles, audiences narrowing downwards,
references inside the home.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from waypost.core.roadmap.bodies import Roadmap, Series
from waypost.core.roadmap.elements import Audience, Element, FieldReason, State, in_order
from waypost.core.roadmap.kinds import KINDS, kind_of
from waypost.core.roadmap.references import references_by_field
from waypost.core.values import ElementId, Missing, Money, Principal, Quantity, Slug, Source, Text, When

HOME = Slug("somewhere")
VIEWERS = tuple(map(Principal, ("eu", "ms:IT", "partner:QM", "partner:TN", "org:Agency", "public")))
SOMEWHERE = ElementId("nowhere-yet")
"""Stands for a reference until the state knows which elements it has."""

days = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))
words = st.text('aZ9 é€日ع"\\:{}<&=\n\t\u202f😀', min_size=1, max_size=6).filter(lambda one: not one.isspace())
amounts = st.decimals(min_value=-(10**9), max_value=10**12, places=3, allow_nan=False, allow_infinity=False)
shares = st.decimals(min_value=0, max_value=1, places=4)
texts = st.builds(
    lambda pairs: Text(wordings=tuple(pairs)),
    st.lists(
        st.tuples(st.sampled_from(["en", "fr", "ar", "de-AT"]), words), min_size=1, max_size=3, unique_by=lambda p: p[0]
    ),
)


@st.composite
def _whens(draw: st.DrawFn) -> When:
    first, last = sorted((draw(days), draw(days)))
    return When(
        phrase=draw(words),
        precision=draw(of(get_type_hints(When)["precision"])),
        first=draw(st.sampled_from([first, None])),
        last=draw(st.sampled_from([last, None])),
        condition=draw(st.none() | words),
    )


@cache
def of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type annotation of the table."""
    simple: dict[Any, Any] = {
        str: words,
        bool: st.booleans(),
        int: st.integers(-500, 500),
        date: days,
        Decimal: shares,
        Text: texts,
        When: _whens(),
        Principal: st.sampled_from([*VIEWERS, Principal("ms:*")]),
        ElementId: st.just(SOMEWHERE),
        NoneType: st.none(),
    }
    if hint in simple:
        found: st.SearchStrategy[Any] = simple[hint]
        return found
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*map(of, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(of(get_args(hint)[0]), max_size=2).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return records(hint)
    raise TypeError(f"no strategy for {hint}")


def _field(made: Any, name: str, hint: Any) -> st.SearchStrategy[Any]:
    if made in (Money, Quantity) and name == "amount":
        return amounts
    if made is Money and name == "currency":
        return st.sampled_from(["EUR", "USD", "TND"])
    if name == "country":
        return st.sampled_from(["QM", "TN"])
    return of(hint)


def records(made: Any) -> st.SearchStrategy[Any]:
    """Values of a record or body; a field with a default often has it, as in life."""
    hints = get_type_hints(made)
    drawn = {}
    for one in fields(made):
        held = _field(made, one.name, hints[one.name])
        drawn[one.name] = held if one.default is MISSING else st.just(one.default) | held
    return st.builds(made, **drawn)


@cache
def bodies(kind: str) -> st.SearchStrategy[Any]:
    """Bodies of one kind."""
    return records(KINDS[kind].body)


def audiences(within: Audience) -> st.SearchStrategy[Audience]:
    """Audiences no wider than another; never empty."""
    if "public" in within:
        everybody = st.frozensets(st.sampled_from(VIEWERS), min_size=1, max_size=4)
        return st.just(within) | everybody
    return st.frozensets(st.sampled_from(sorted(within)), min_size=1)


def pointed(body: Any, ids: list[ElementId], draw: st.DrawFn) -> Any:
    """The body with each reference at an element that is there."""

    def walked(value: Any) -> Any:
        if value == SOMEWHERE and isinstance(value, str):
            return draw(st.sampled_from(ids))
        if isinstance(value, tuple):
            return tuple(map(walked, value))
        if is_dataclass(value) and not isinstance(value, Text | When | Money | Quantity | Source):
            return replace(value, **{one.name: walked(getattr(value, one.name)) for one in fields(value)})  # type: ignore[type-var]
        return value

    return walked(body) if references_by_field(body) else body


@st.composite
def element_sets(draw: st.DrawFn, *, size: int = 8, kinds: tuple[str, ...] = tuple(KINDS)) -> tuple[Element, ...]:
    """Well-formed elements of one home, the roadmap's head among them, in the order of a file."""
    count = draw(st.integers(1, size))
    ids = [ElementId(f"e{number}") for number in range(count)]
    head = draw(bodies("roadmap"))
    found = [Element(id=ids[0], home=HOME, audience=frozenset(VIEWERS[:4]) | {Principal("public")}, body=head)]
    for one in ids[1:]:
        parent = draw(st.none() | st.sampled_from(found))
        within = parent.audience if parent is not None else frozenset({Principal("public")})
        found.append(
            Element(
                id=one,
                home=HOME,
                parent=None if parent is None else parent.id,
                number=draw(st.none() | st.sampled_from(["1", "5.2", "5.10", "A"])),
                audience=draw(audiences(within)),
                sources=draw(st.lists(records(Source), max_size=1).map(tuple)),
                note=draw(st.none() | texts),
                body=draw(st.sampled_from(kinds).flatmap(bodies)),
            )
        )
    return in_order(replace(one, body=pointed(one.body, ids, draw)) for one in found)


moments = st.integers(0, 10**8).map(lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


@st.composite
def states(draw: st.DrawFn, *, size: int = 8) -> State:
    """A well-formed state, with reasons."""
    elements = draw(element_sets(size=size))
    return State(
        home=HOME,
        at=draw(moments),
        by=draw(st.sampled_from(VIEWERS[:-1])),
        why=draw(texts | st.sampled_from(Missing)),
        reasons=tuple(draw(st.lists(reasons(elements), max_size=3))),
        elements=elements,
    )


@st.composite
def reasons(draw: st.DrawFn, elements: tuple[Element, ...]) -> FieldReason:
    """Why a field of one of the elements changed, or why one went that is there no more."""
    if draw(st.integers(0, 3)) == 0:
        readers = draw(audiences(frozenset({Principal("public")})))
        return FieldReason(element=ElementId("gone"), field=None, reason=draw(texts), audience=readers)
    element = draw(st.sampled_from(elements))
    names = [one.name for one in kind_of(element.body).fields]
    return FieldReason(element=element.id, field=draw(st.sampled_from(names)), reason=draw(texts))


@st.composite
def edits(draw: st.DrawFn, elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """What a person may make of some elements: fields rewritten, elements without children removed, one added."""
    found = {one.id: one for one in elements}
    for one in draw(st.lists(st.sampled_from(elements), max_size=3, unique_by=lambda one: one.id)):
        found[one.id] = replace(one, body=pointed(draw(bodies(one.kind.name)), list(found), draw))
    free = [one for one in found if not any(one == other.parent for other in found.values())]
    needed = {two for other in found.values() for _, two in references_by_field(other.body)}
    free = [one for one in free if one not in needed]
    for gone in draw(st.lists(st.sampled_from(free), max_size=1)) if free else ():
        del found[gone]
    if found and draw(st.booleans()):
        kind = draw(st.sampled_from(tuple(KINDS)))
        body = pointed(draw(bodies(kind)), list(found), draw)
        new = ElementId(draw(st.sampled_from(["n1", "n2"])))
        found[new] = Element(id=new, home=HOME, audience=frozenset({Principal("eu")}), body=body)
    return in_order(found.values())


def history(first: State, *later: tuple[Element, ...]) -> tuple[State, ...]:
    """States of one home, a day apart."""
    found = [first]
    for elements in later:
        found.append(replace(found[-1], at=found[-1].at + timedelta(days=1), reasons=(), elements=elements))
    return tuple(found)


def partners_stay(before: Element, after: Element) -> bool:
    """Whether an edit leaves alone who takes part in the home."""
    return not isinstance(before.body, Roadmap | Series) and not isinstance(after.body, Roadmap | Series)
