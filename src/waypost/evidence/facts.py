"""From a figure as its publisher writes it to one that can be asked for: which country, which route, which days.

What cannot be told is not guessed: such a figure is left out, and the problem says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.errors import Problem, Severity
from waypost.core.say import say
from waypost.core.statistics.fact import Fact, Meant, Party
from waypost.core.statistics.key import Rest
from waypost.core.statistics.observation import Observation
from waypost.core.statistics.periods import Period, period_of
from waypost.evidence.tables import fits
from waypost.reference.crosswalk import Aggregate, country_of
from waypost.reference.datasets import Dataset
from waypost.reference.routes import route_printed

_LABELS: Final = re.compile(r"\s*\((?:labels|codes)\)$", re.IGNORECASE)
_ONE_VALUE: Final = frozenset({"value", "obs_value"})
"""How forms name the one thing that their figures measure."""
KEPT: Final = 10_000
"""Places that are remembered at a time."""
PROVISIONAL: Final = "p"
BREAK: Final = "b"
"""Flags of Eurostat, of which a figure may have several. Source: Eurostat, list of observation flags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Of whom a figure is: everything that its row says of it besides period and value."""

    partner: Party
    reporter: Party
    route: str
    rest: Rest


@dataclass(frozen=True, slots=True)
class _Kept:
    """Words as they are understood, each worked out once: a file repeats them a million times."""

    places: Places
    periods: dict[str, Period | None]
    told: Period | None


class Places:
    """What the dimensions of a dataset's rows mean."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._own = {*dataset.partner, *dataset.reporter, *dataset.route, *dataset.aside}
        self._names: dict[str, str] = {}
        self._parties: dict[str, Party | None] = {}
        self._places: dict[tuple[tuple[str, str], ...], Place | str] = {}

    def of(self, written: tuple[tuple[str, str], ...]) -> Place | str:
        """The place that names and codes as written mean; the words for a country that nobody knows, where there are
        such."""
        # The figures of one row follow one another, and many rows differ in their period alone.
        found = self._places.get(written)
        if found is None:
            if len(self._places) >= KEPT:
                self._places.clear()
            found = self._places[written] = self._found(written)
        return found

    def _found(self, written: tuple[tuple[str, str], ...]) -> Place | str:
        where = {self._name(name): words for name, words in written}
        parties = []
        for columns in (self.dataset.partner, self.dataset.reporter):
            party = self._party(where, columns)
            if party is None:
                return next((where[name] for name in columns if where.get(name)), "")
            parties.append(party)
        rest = tuple(sorted((name, words) for name, words in where.items() if name not in self._own))
        return Place(partner=parties[0], reporter=parties[1], route=_route(where, self.dataset), rest=rest)

    def _name(self, name: str) -> str:
        if name not in self._names:
            self._names[name] = dimension(name)
        return self._names[name]

    def _party(self, where: dict[str, str], columns: tuple[str, ...]) -> Party | None:
        """Who stands in the first column that says it; nothing where the table has no such column, None where nobody
        knows what stands there."""
        held = [where[name] for name in columns if where.get(name)]
        if not held:
            return Party()
        for words in held:
            if words not in self._parties:
                self._parties[words] = meant(self.dataset.crosswalk, words)
            found = self._parties[words]
            if found is not None:
                return found
        return None


def facts(
    found: Iterable[Observation | Problem], dataset: Dataset, *, file: str, told: Period | None = None
) -> Iterator[Fact | Problem]:
    """Each figure of a file as a fact, or why it is left out; problems of the reader go through.

    `told` is the period of figures of which the file gives none.
    """
    kept = _Kept(places=Places(dataset), periods={}, told=told)
    for one in found:
        yield one if isinstance(one, Problem) else _fact(one, kept, file)


def dimension(name: str) -> str:
    """The name of a dimension as it is kept: small letters, without `(Labels)`."""
    return _LABELS.sub("", name).strip().casefold()


def in_last_months(fact: Fact, months: int, end: date) -> bool:
    """Whether a figure is of one of the last so many months of what a file holds."""
    day = fact.period.last if fact.period else None
    return day is not None and (end.year - day.year) * 12 + end.month - day.month < months


def is_preliminary(flags: str) -> bool:
    """Whether the publisher's flags say that a figure may still change."""
    return PROVISIONAL in flags


def is_broken(flags: str) -> bool:
    """Whether the publisher's flags say that a series breaks at a figure."""
    return BREAK in flags


def _fact(one: Observation, kept: _Kept, file: str) -> Fact | Problem:
    period = _once(kept.periods, one.period) if one.period else kept.told
    if period is None and one.period:
        return _left_out("evidence.no_period", one, file, one.period)
    place = kept.places.of(one.where)
    if isinstance(place, str):
        return _left_out("evidence.no_country", one, file, place)
    if isinstance(one.value, Decimal) and not fits(one.value):
        return _left_out("evidence.too_wide", one, file, f"{one.value}")
    return Fact(
        measure="value" if one.measure.casefold() in _ONE_VALUE else " ".join(one.measure.split()),
        partner=place.partner,
        reporter=place.reporter,
        route=place.route,
        rest=place.rest,
        period=period,
        value=one.value,
        flags=one.flags,
        preliminary=is_preliminary(one.flags),
        broken=is_broken(one.flags),
        row=one.row,
        sheet=one.sheet,
    )


def _once(kept: dict[str, Period | None], words: str) -> Period | None:
    if words not in kept:
        kept[words] = period_of(words)
    return kept[words]


def meant(publisher: str, words: str) -> Party | None:
    """What a publisher's words for a country mean; None where nobody knows."""
    found = country_of(publisher, words)
    if found is None:
        return None
    if isinstance(found, Aggregate):
        return Party(code=found.code, meant=Meant(found.why.value), words=words)
    return Party(code=found, meant=Meant.COUNTRY, words=words)


def _route(where: dict[str, str], dataset: Dataset) -> str:
    """Our code of a route, the publisher's words where we have none."""
    words = next((where[name] for name in dataset.route if where.get(name)), "")
    known = route_printed(words) if words else None
    return known.term.code if known else words


def left_out(code: str, values: Mapping[str, str | int], *, file: str, row: int, sheet: str | None = None) -> Problem:
    """Why a figure, or a row of them, is left out. `value` among the values is also told by itself."""
    value = values.get("value")
    return Problem(
        code=code,
        severity=Severity.WARNING,
        reason=say(code, **values),
        file=file,
        sheet=sheet,
        row=row,
        value=value if isinstance(value, str) else None,
    )


def _left_out(code: str, one: Observation, file: str, words: str) -> Problem:
    return left_out(code, {"value": words}, file=file, row=one.row, sheet=one.sheet)
