"""Activities of a clean file, quickly: each part is known again by its shape, and nothing is parsed.

An activity is taken so only when every part of it has a shape, and follows a part, that were met in activities which
the careful reader and the schema took without a word. Any other is read by the careful reader, and its shapes are
learnt when it has nothing to say. So the values are those of the careful reader, what breaks a rule is reported by it,
and nothing gets past it that it has not accepted in another place.

That no rule of the schema is broken follows from the same: its content models are sequences in which each name stands
once, so which parts may follow one another says everything (such a language is called local), and the patterns of
values take less than the schema does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Final, cast

from waypost.core.aid.activity import UNKNOWN, Activity, Dates
from waypost.core.aid.results import AidIndicator, Result
from waypost.readers.iati.activity import STANDS_FOR_UNKNOWN
from waypost.readers.iati.patterns import MOST_KEPT, Groups, Odd
from waypost.readers.iati.shapes import HEAD, Maker, Shape, parts_of, shape_of

END: Final = "</iati-activity>"
_NAME: Final = re.compile(r"[ \t\n]*<(/?)([^\s/>]+)").match


@dataclass(slots=True)
class Shapes:
    """What has been learnt from a file: the shapes of each part, and which part may follow which."""

    of: dict[str, list[Shape]] = field(default_factory=dict)
    follows: set[tuple[str, str]] = field(default_factory=set)

    def learn(self, text: str) -> None:
        """The shapes of an activity that was read with care and without a word."""
        try:
            parts = parts_of(text)
        except Odd:
            return
        before = ""
        for part in parts:
            self.follows.add((before, part.key))
            before = part.key
            held = self.of.setdefault(part.key, [])
            known = next((place for place, one in enumerate(held) if _whole(one, part.text)), None)
            if known is not None:
                held.insert(0, held.pop(known))
            elif (shape := shape_of(part)) is not None:
                held.insert(0, shape)

    def next_after(self, before: Shape, text: str, at: int) -> tuple[Shape, re.Match[str]]:
        """The part that stands here. Raises Odd where none is known that may."""
        key = _key(before.key, text, at)
        held = self.of.get(key)
        if held is not None and (before.key, key) in self.follows:
            for place, shape in enumerate(held):
                found = shape.match(text, at)
                if found is not None:
                    if place:
                        held.insert(0, held.pop(place))
                    before.next, before.other = shape, before.next
                    return shape, found
        raise Odd


def _whole(shape: Shape, text: str) -> bool:
    found = shape.match(text, 0)
    return found is not None and found.end() == len(text)


def _key(before: str, text: str, at: int) -> str:
    """The key of the part that begins here."""
    tag = _NAME(text, at)
    if tag is None:
        raise Odd
    within = before[:-1] if before.endswith("(") else before.rpartition("/")[0]
    if tag[1]:
        return f"{within})"
    key = f"{within}/{tag[2]}" if within else tag[2]
    return f"{key}(" if key in _HEADS and text[text.find(">", at) - 1] != "/" else key


_HEADS: Final = frozenset({"iati-activity", "iati-activity/result", "iati-activity/result/indicator"})


class Reader:
    """Reads activities one after another and learns as it goes."""

    def __init__(self) -> None:
        self.shapes = Shapes()
        self.said: set[str] = set()
        self._start = Shape("", lambda *_: None, None)

    def activity(self, text: str, at: int, line: int) -> tuple[Activity, int]:
        """The activity that begins here, and where it ends. Raises Odd for one to be read with care."""
        held: Held = {}
        currency: Groups = (UNKNOWN,)
        before = self._start
        while True:
            shape = before.next
            found = shape.match(text, at) if shape else None
            if found is None:
                shape, found = self._found(before, text, at)
            assert shape is not None
            at = found.end()
            before = shape
            make = shape.make
            if make is not None:
                groups = found.groups()
                value = make(groups, currency) if shape.is_varied else _kept(shape, make, groups, currency)
                if shape.key in held:
                    held[shape.key].append(value)
                else:
                    held[shape.key] = [value]
                    if shape.key == HEAD:
                        currency = (cast("_Head", value)[2] or UNKNOWN,)
            elif shape.ends:
                if shape.key == TAIL:
                    return _activity(held, line, self.said), at
                _ENDED[shape.key](held)

    def _found(self, before: Shape, text: str, at: int) -> tuple[Shape, re.Match[str]]:
        shape = before.other
        found = shape.match(text, at) if shape else None
        if shape is None or found is None:
            return self.shapes.next_after(before, text, at)
        before.next, before.other = shape, before.next
        return shape, found


Held = dict[str, list[object]]
"""The values of the parts of an activity, by their keys."""
_Head = tuple[int | None, str | None, str | None]

TAIL: Final = "iati-activity)"


def _kept(shape: Shape, make: Maker, groups: Groups, currency: Groups) -> object:
    """The value of a part that may have come before."""
    value = shape.known.get(groups)
    if value is None:
        if len(shape.known) >= MOST_KEPT:
            shape.known.clear()
        value = shape.known[groups] = make(groups, currency)
    return value


def _activity(held: Held, line: int, said: Container[str]) -> Activity:
    """The activity of these parts. Raises Odd where the careful reader would have something to say."""

    def many(name: str) -> tuple[object, ...]:
        found = held.get(f"iati-activity/{name}")
        return () if found is None else _joined(found)

    def one(name: str) -> object:
        found = held.get(f"iati-activity/{name}")
        return None if found is None else found[0]

    hierarchy, language, currency = cast("_Head", held[HEAD][0])
    days: dict[str, date] = {}
    for name, day in cast("tuple[tuple[str, date], ...]", many("activity-date")):
        if day not in STANDS_FOR_UNKNOWN:
            days.setdefault(name, day)
        elif "aid.day_for_unknown" not in said:
            raise Odd
    return _NEW_ACTIVITY(
        identifier=one("iati-identifier"),
        line=line,
        hierarchy=hierarchy,
        language=language,
        currency=currency,
        reporter=one("reporting-org"),
        title=one("title") or (),
        descriptions=many("description"),
        participants=many("participating-org"),
        status=one("activity-status"),
        dates=Dates(**days) if days else _NO_DAYS,
        scope=one("activity-scope"),
        countries=many("recipient-country"),
        regions=many("recipient-region"),
        locations=many("location"),
        sectors=many("sector"),
        markers=many("policy-marker"),
        flow=one("default-flow-type"),
        finance=one("default-finance-type"),
        aid=one("default-aid-type"),
        budgets=many("budget"),
        planned=many("planned-disbursement"),
        transactions=many("transaction"),
        links=many("document-link"),
        related=many("related-activity"),
        results=tuple(held.get("results", ())),
    )


_NEW_ACTIVITY: Final[Callable[..., Activity]] = Activity
_NEW_RESULT: Final[Callable[..., Result]] = Result
_NEW_INDICATOR: Final[Callable[..., AidIndicator]] = AidIndicator
"""Which value is of which type is known to the careful reader alone, whose values these are."""
_NO_DAYS: Final = Dates()
_RESULT: Final = "iati-activity/result"
_INDICATOR: Final = f"{_RESULT}/indicator"


def _end_of_result(held: Held) -> None:
    held.setdefault("results", []).append(
        _NEW_RESULT(
            type=_taken(held, f"{_RESULT}(", None),
            title=_taken(held, f"{_RESULT}/title", ()),
            description=_taken(held, f"{_RESULT}/description", ()),
            indicators=tuple(held.pop("indicators", ())),
        )
    )


def _end_of_indicator(held: Held) -> None:
    measure, ascending = cast("tuple[str, bool]", _taken(held, f"{_INDICATOR}(", (None, None)))
    held.setdefault("indicators", []).append(
        _NEW_INDICATOR(
            measure=measure,
            ascending=ascending,
            title=_taken(held, f"{_INDICATOR}/title", ()),
            description=_taken(held, f"{_INDICATOR}/description", ()),
            baselines=_joined(held.pop(f"{_INDICATOR}/baseline", ())),
            periods=_joined(held.pop(f"{_INDICATOR}/period", ())),
        )
    )


def _joined(found: Iterable[object]) -> tuple[object, ...]:
    return tuple(chain.from_iterable(cast("Iterable[tuple[object, ...]]", found)))


def _taken(held: Held, key: str, absent: object) -> object:
    found = held.pop(key, None)
    return absent if found is None else found[0]


_ENDED: Final = {f"{_RESULT})": _end_of_result, f"{_INDICATOR})": _end_of_indicator}
