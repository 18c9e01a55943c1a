"""What is known of the publishers' datasets: who publishes them, under which licence, which column is which.

A dimension is named by what its publisher heads it with, in small letters and without what Eurostat puts behind it in
brackets. `adds` are the dimensions whose codes are parts of one whole, `*` for a table that lists each figure once;
where that is not known, nothing is added up over them.

Source: the publishers' own files; licences as those state them (an empty one: not stated in the file).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from waypost.reference.table import Row, rows

OverTime = Literal["flow", "stock", ""]
"""Whether figures of months may be added to one of a year: of a flow yes, of a stock no; empty: not known, so no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A form of files. Names of columns are tried in order, and the first that says a country wins."""

    publisher: str
    crosswalk: str
    title: str
    licence: str | None
    citation: str
    partner: tuple[str, ...]
    reporter: tuple[str, ...]
    route: tuple[str, ...]
    aside: tuple[str, ...]
    adds: frozenset[str]
    over_time: OverTime
    preliminary_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What people ask for by name: a dataset, its measures (names of one thing over the years), and whose figures
    stand for the whole EU, the first that has any."""

    code: str
    dataset: str
    measures: tuple[str, ...]
    over_time: OverTime
    reporters: tuple[str, ...]
    unit: str
    title: str


NO_KNOWLEDGE: Final = Dataset(
    publisher="?", crosswalk="", title="", licence=None, citation="", partner=(), reporter=(), route=(), aside=(),
    adds=frozenset(), over_time="", preliminary_months=0,
)  # fmt: skip
"""Of a form that is read and not described here."""


def dataset(kind: str) -> Dataset:
    """What is known of a form of files; nothing of one that is not described."""
    return _datasets().get(kind, NO_KNOWLEDGE)


def topics() -> tuple[Topic, ...]:
    """Every topic, in the order of the table."""
    return tuple(_topics().values())


def topic(code: str) -> Topic | None:
    """The topic of a code; None where there is none."""
    return _topics().get(code)


def topics_of(dataset: str) -> tuple[Topic, ...]:
    """The topics that a dataset answers."""
    return tuple(one for one in topics() if one.dataset == dataset)


@cache
def _datasets() -> Mapping[str, Dataset]:
    return {kind: _dataset(row) for row in rows("datasets") for kind in row["kinds"].split("|")}


def _dataset(row: Row) -> Dataset:
    return Dataset(
        publisher=row["publisher"],
        crosswalk=row["crosswalk"],
        title=row["title"],
        licence=row["licence"] or None,
        citation=row["citation"],
        partner=_parts(row["partner"]),
        reporter=_parts(row["reporter"]),
        route=_parts(row["route"]),
        aside=_parts(row["aside"]),
        adds=frozenset(_parts(row["adds"])),
        over_time=_over_time(row["over_time"]),
        preliminary_months=int(row["preliminary_months"]),
    )


@cache
def _topics() -> Mapping[str, Topic]:
    return {
        row["topic"]: Topic(
            code=row["topic"],
            dataset=row["dataset"],
            measures=_parts(row["measures"]),
            over_time=_over_time(row["over_time"]),
            reporters=_parts(row["reporters"]),
            unit=row["unit"],
            title=row["title"],
        )
        for row in rows("topics")
    }


def _parts(words: str) -> tuple[str, ...]:
    return tuple(words.split("|")) if words else ()


def _over_time(words: str) -> OverTime:
    return "flow" if words == "flow" else "stock" if words == "stock" else ""
