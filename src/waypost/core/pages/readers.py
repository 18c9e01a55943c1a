"""Who may see an element: the filling of the audience marker, its words, and each reader with "sees" or "does not see".

Source: look 6 (audience marker: four boxes, membership and not a level), look 10 (who may see this); design 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from waypost.core.brief.cells import bare, cell, row
from waypost.core.brief.tree import Reader, Table, Words
from waypost.core.roadmap.elements import Audience
from waypost.core.say import Say, SayValue, Who, say
from waypost.core.values import EU, PUBLIC, Principal

Box = Literal["full", "half", "empty"]

MEMBER_STATES: Final = 27
"""So many Member States there are (design 3)."""


def readership(audience: Audience, partners: tuple[str, ...], viewer: Principal) -> Reader:
    """The marker of an audience in a home with these partner countries, as `viewer` is shown it.

    A box is half where some of its group see and others do not; the words name them. Organisations count with the
    EU institutions, half, since they see for themselves alone.
    """
    if PUBLIC in audience:
        return Reader(viewer=viewer, boxes=("full",) * 4, words=say("element.audience_public"))
    states, seeing = _with("ms", audience), _with("partner", audience)
    eu: Box = "full" if EU in audience else "half" if _with("org", audience) else "empty"
    ms: Box = "empty" if not states else "full" if len(states) >= MEMBER_STATES else "half"
    all_partners = bool(seeing) and {one.partition(":")[2] for one in seeing} >= set(partners)
    partner: Box = "empty" if not seeing else "full" if all_partners else "half"
    return Reader(viewer=viewer, boxes=(eu, ms, partner, "empty"), words=_words(audience, states))


def _with(prefix: str, audience: Audience) -> tuple[Principal, ...]:
    return tuple(sorted(one for one in audience if one.startswith(f"{prefix}:")))


def _words(audience: Audience, states: tuple[Principal, ...]) -> Say:
    """The audience in words: the Member States as one where all of them see, each by name where some do."""
    named: list[SayValue] = [Who(principal=EU)] if EU in audience else []
    if len(states) >= MEMBER_STATES:
        named.append(say("element.member_states"))
    else:
        named.extend(Who(principal=one) for one in states)
    named.extend(Who(principal=one) for one in (*_with("partner", audience), *_with("org", audience)))
    return say("element.audience", who=tuple(named)) if named else say("element.audience_nobody")


def together(found: tuple[Principal, ...]) -> tuple[SayValue, ...]:
    """Some readers in words, in their order; the Member States as one where it is all of them."""
    states = tuple(one for one in found if one.startswith("ms:"))
    if len(states) < MEMBER_STATES:
        return tuple(Who(principal=one) for one in found)
    first = found.index(states[0])
    before, after = (
        tuple(Who(principal=one) for one in part if one not in states) for part in (found[:first], found[first:])
    )
    return (*before, say("element.member_states_number", n=len(states)), *after)


def readers_table(audience: Audience, partners: tuple[str, ...]) -> Table:
    """Each reader, and whether he sees the element: EU institutions, Member States, partners, organisations named,
    the public."""
    rows = (
        row(cell(who), Words(words=say("element.sees" if sees else "element.sees_not"), strong=sees, quiet=not sees))
        for who, sees in _sights(audience, partners)
    )
    return Table(name="element.readers", columns=(bare(weight=3), bare(weight=2)), rows=tuple(rows))


def _sights(audience: Audience, partners: tuple[str, ...]) -> Iterator[tuple[Say | Who, bool]]:
    public = PUBLIC in audience
    yield Who(principal=EU), public or EU in audience
    yield from _states(_with("ms", audience), public=public)
    seeing = _with("partner", audience)
    for one in sorted({*(f"partner:{country}" for country in partners), *seeing}):
        yield Who(principal=one), public or one in audience
    for one in _with("org", audience):
        yield Who(principal=one), True
    yield Who(principal=PUBLIC), public


def _states(states: tuple[Principal, ...], *, public: bool) -> Iterator[tuple[Say | Who, bool]]:
    if public or len(states) >= MEMBER_STATES or not states:
        yield say("element.member_states_number", n=MEMBER_STATES), public or bool(states)
        return
    for one in states:
        yield Who(principal=one), True
    yield say("element.member_states_other", n=MEMBER_STATES - len(states)), False
