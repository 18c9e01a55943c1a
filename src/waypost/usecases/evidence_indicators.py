"""What the store says of the series that indicators name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from waypost.core.analysis.observed import NO_SERIES, Observed, SeriesValues
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.roadmap.bodies import Indicator
from waypost.core.roadmap.view import View
from waypost.core.statistics.key import Key, key_of


def observed_of(view: View, store: Path, *, vintage: date) -> SeriesValues:
    """For each series that an indicator of the view names, its whole periods as published by a day, oldest first.

    A name that the store does not know, or that leaves open what only a person can choose, gives nothing: the
    indicator then says that its series has no figure.
    """
    keys = {body.series: key for _, body in view.of(Indicator) if body.series and (key := key_of(body.series))}
    if not keys or not store.is_dir():
        return NO_SERIES
    found = {name: _observed(key, store, vintage) for name, key in keys.items() if name}
    return {name: values for name, values in found.items() if values}


def _observed(key: Key, store: Path, vintage: date) -> tuple[Observed, ...]:
    # Imported here: most roadmaps name no series, and need no engine.
    from waypost.evidence.store import engine_over
    from waypost.usecases.evidence_series import about_of, answer

    try:
        about = about_of(key, store, vintage)
        with engine_over(store, about.vintages) as engine:
            series = answer(engine, key, about, until=vintage)
    except (NotThere, WrongRequest):
        return ()
    cited = {one.id: one.citation or one.publisher for one in about.vintages}
    return tuple(
        Observed(
            value=one.value,
            unit=series.unit,
            first=one.first,
            last=one.last,
            preliminary=one.preliminary,
            broken=one.broken,
            vintage=one.vintage,
            issued=one.issued,
            citation=cited[one.vintage],
        )
        for one in series.points
        if one.whole and isinstance(one.value, Decimal)
    )
