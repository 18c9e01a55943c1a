"""The situation of a roadmap: detections out of the store where it holds the newer issue, else those the package ships;
and for each partner the latest official figure of each topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from waypost.core.brief.flows import PartnerFigures, Situation
from waypost.core.statistics.vintage import Vintage
from waypost.reference.flows import Flows, flows
from waypost.reference.situation import situation_for
from waypost.usecases.evidence_series import topics_for


def situation_in(store: Path, partners: Sequence[str], stated: Sequence[str], *, vintage: date) -> Situation | None:
    """What was published by `vintage` on the routes of a roadmap; `Situation.from_store` says which table gives it."""
    held = detections_in(store, vintage=vintage)
    if held is None:
        return situation_for(partners, stated, vintage=vintage)
    found = situation_for(partners, stated, vintage=vintage, held=held)
    return None if found is None else replace(found, from_store=True)


def detections_in(store: Path, *, vintage: date) -> Flows | None:
    """The newest issue of detections in the store that was published by a day; None without one, and where the package
    ships a newer one that was published by then."""
    issue = _newest(store, vintage)
    if issue is None:
        return None
    shipped = flows().source.day
    if isinstance(shipped, date) and issue.issued < shipped <= vintage:
        return None
    # Imported here: most briefs are written without a store.
    from waypost.evidence.detections import flows_in
    from waypost.evidence.store import engine_over

    with engine_over(store, (issue,)) as engine:
        return flows_in(engine, issue)


def _newest(store: Path, vintage: date) -> Vintage | None:
    if not store.is_dir():
        return None
    from waypost.evidence.detections import DETECTIONS
    from waypost.evidence.store import vintages

    found = [one for one in vintages(store) if one.dataset == DETECTIONS and one.issued <= vintage]
    return found[-1] if found else None


def figures_in(store: Path, partners: Sequence[str], *, vintage: date) -> tuple[PartnerFigures, ...]:
    """For each partner that the store has official figures of, the latest of each topic."""
    if not store.is_dir():
        return ()
    found = (PartnerFigures(partner=one, topics=topics_for(one, store, until=vintage)) for one in partners)
    return tuple(one for one in found if one.topics)
