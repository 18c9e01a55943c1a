"""From a figure as its publisher writes it to one that can be asked for: which country, which route, which days.

What cannot be told is not guessed: such a figure is left out, and the problem says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from waypost.core.errors import Problem, Severity
from waypost.core.say import say
from waypost.core.statistics.fact import Fact, Meant, Party
from waypost.core.statistics.observation import Observation
from waypost.core.statistics.periods import Period, period_of
from waypost.reference.crosswalk import Aggregate, country_of
from waypost.reference.datasets import Dataset
from waypost.reference.routes import route_printed

_LABELS: Final = re.compile(r"\s*\((?:labels|codes)\)$", re.IGNORECASE)
_ONE_VALUE: Final = frozenset({"value", "obs_value"})
"""How forms name the one thing that their figures measure."""
PROVISIONAL: Final = "p"
BREAK: Final = "b"
"""Flags of Eurostat, of which a figure may have several. Source: Eurostat, list of observation flags."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Names of dimensions as they are kept, each worked out once: a file repeats them a million times."""

    names: dict[str, str]
    parties: dict[str, Party | None]
    periods: dict[str, Period | None]
    told: Period | None


def facts(
    found: Iterable[Observation | Problem], dataset: Dataset, *, file: str, told: Period | None = None
) -> Iterator[Fact | Problem]:
    """Each figure of a file as a fact, or why it is left out; problems of the reader go through.

    `told` is the period of figures of which the file gives none.
    """
    kept = _Kept(names={}, parties={}, periods={}, told=told)
    for one in found:
        yield one if isinstance(one, Problem) else _fact(one, dataset, kept, file)


def dimension(name: str) -> str:
    """The name of a dimension as it is kept: small letters, without `(Labels)`."""
    return _LABELS.sub("", name).strip().casefold()


def in_last_months(fact: Fact, months: int, end: date) -> bool:
    """Whether a figure is of one of the last so many months of what a file holds."""
    day = fact.period.last if fact.period else None
    return day is not None and (end.year - day.year) * 12 + end.month - day.month < months


def _fact(one: Observation, dataset: Dataset, kept: _Kept, file: str) -> Fact | Problem:
    period = _once(kept.periods, one.period) if one.period else kept.told
    if period is None and one.period:
        return _left_out("evidence.no_period", one, file, one.period)
    where = {_name(kept.names, name): words for name, words in one.where}
    partner = _party(where, dataset.partner, dataset, kept)
    reporter = _party(where, dataset.reporter, dataset, kept)
    for party, columns in ((partner, dataset.partner), (reporter, dataset.reporter)):
        if party is None:
            words = next((where[name] for name in columns if where.get(name)), "")
            return _left_out("evidence.no_country", one, file, words)
    assert partner is not None
    assert reporter is not None
    own = {*dataset.partner, *dataset.reporter, *dataset.route, *dataset.aside}
    return Fact(
        measure="value" if one.measure.casefold() in _ONE_VALUE else " ".join(one.measure.split()),
        partner=partner,
        reporter=reporter,
        route=_route(where, dataset),
        rest=tuple(sorted((name, words) for name, words in where.items() if name not in own)),
        period=period,
        value=one.value,
        flags=one.flags,
        preliminary=PROVISIONAL in one.flags,
        broken=BREAK in one.flags,
        row=one.row,
        sheet=one.sheet,
    )


def _once(kept: dict[str, Period | None], words: str) -> Period | None:
    if words not in kept:
        kept[words] = period_of(words)
    return kept[words]


def _name(kept: dict[str, str], name: str) -> str:
    if name not in kept:
        kept[name] = dimension(name)
    return kept[name]


def _party(where: dict[str, str], columns: tuple[str, ...], dataset: Dataset, kept: _Kept) -> Party | None:
    """Who stands in the first column that says it; nothing where the table has no such column, None where nobody
    knows what stands there."""
    held = [where[name] for name in columns if where.get(name)]
    if not held:
        return Party()
    for words in held:
        if words not in kept.parties:
            kept.parties[words] = meant(dataset.crosswalk, words)
        found = kept.parties[words]
        if found is not None:
            return found
    return None


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


def _left_out(code: str, one: Observation, file: str, words: str) -> Problem:
    return Problem(
        code=code,
        severity=Severity.WARNING,
        reason=say(code, value=words),
        file=file,
        sheet=one.sheet,
        row=one.row,
        value=words,
    )
