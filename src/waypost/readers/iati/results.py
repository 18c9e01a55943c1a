"""Results of an activity: indicators with baselines, targets and actual values."""

from __future__ import annotations

from typing import Final

from waypost.core.aid.results import AidIndicator, Baseline, Measured, Period, Result
from waypost.readers.iati.reading import Node, Reading, attribute

_TRUE: Final = ("1", "true")
_FALSE: Final = ("0", "false")


def results_of(node: Node, reading: Reading) -> tuple[Result, ...]:
    """Every result, in the order of the file."""
    return tuple(
        Result(
            type=attribute(one, "type"),
            title=reading.texts(one.find("title")),
            description=reading.texts(one.find("description")),
            indicators=tuple(_indicator(measure, reading) for measure in one.iterfind("indicator")),
        )
        for one in node.iterfind("result")
    )


def _indicator(node: Node, reading: Reading) -> AidIndicator:
    return AidIndicator(
        measure=attribute(node, "measure"),
        ascending=_flag(attribute(node, "ascending")),
        title=reading.texts(node.find("title")),
        description=reading.texts(node.find("description")),
        baselines=tuple(_baseline(one, reading) for one in node.iterfind("baseline")),
        periods=tuple(
            Period(
                first=reading.day(one.find("period-start")),
                last=reading.day(one.find("period-end")),
                targets=tuple(_measured(value, reading) for value in one.iterfind("target")),
                actuals=tuple(_measured(value, reading) for value in one.iterfind("actual")),
            )
            for one in node.iterfind("period")
        ),
    )


def _baseline(node: Node, reading: Reading) -> Baseline:
    raw = attribute(node, "year")
    year = int(raw) if raw and raw.isdecimal() else None
    if raw and year is None:
        reading.report("aid.no_day", node, value=raw, column="baseline")
    return Baseline(measured=_measured(node, reading), year=year, day=reading.day_in(node, "iso-date"))


def _measured(node: Node, reading: Reading) -> Measured:
    return Measured(
        value=attribute(node, "value"),
        comment=reading.texts(node.find("comment")),
        breakdown=tuple(
            (attribute(one, "name") or "", attribute(one, "value") or "") for one in node.iterfind("dimension")
        ),
    )


def _flag(raw: str | None) -> bool | None:
    if raw in _TRUE:
        return True
    return False if raw in _FALSE else None
