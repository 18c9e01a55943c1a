"""Series of official figures: by topic or dataset, partner, period and breakdown, in the newest vintage or in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from waypost.core.errors import NotThere, WrongRequest
from waypost.core.say import say
from waypost.core.statistics.answer import Series
from waypost.core.statistics.answering import newest, points, preferring
from waypost.core.statistics.choosing import parties
from waypost.core.statistics.fact import Meant
from waypost.core.statistics.key import Key, Open, chosen, key_of
from waypost.core.statistics.topical import Topical
from waypost.core.statistics.vintage import Vintage
from waypost.reference.datasets import Dataset, Topic, topic, topics
from waypost.reference.datasets import dataset as known_of
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.opening import Asking

if TYPE_CHECKING:
    from waypost.evidence.engine import Engine
    from waypost.evidence.questions import Chosen, Held

SHOWN_CODES: Final = 12
"""Codes of an open dimension that a refusal names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a name is about: a topic or none, its dataset, and what is known of that."""

    topic: Topic | None
    dataset: str
    known: Dataset
    measures: tuple[str, ...]
    vintages: tuple[Vintage, ...]

    @property
    def is_flow(self) -> bool:
        """Whether months may be added up to a year."""
        return (self.topic.over_time if self.topic else self.known.over_time) == "flow"


def series_of(name: str, asking: Asking, *, by: str = "") -> Series:
    """The series of that name, in the newest vintage published by the day asked.

    Args:
        name: `detections: partner=MA, per=year`, or with a dataset in place of the topic.
        asking: the workspace, and the last day of publication that counts.
        by: `partner`, `reporter`, `route` or a dimension of the publisher's: a series for each of its codes.

    Raises:
        WrongRequest: the name names nothing, or leaves open what only whoever asks can choose.
        NotThere: no vintage of that dataset is in the store.
    """
    key = key_of(name)
    if key is None:
        raise WrongRequest(say("evidence.no_series", value=name))
    store = store_of(asking)
    about = about_of(key, store, asking.vintage)
    # Imported here: whoever asks nothing needs no engine.
    from waypost.evidence.store import engine_over

    with engine_over(store, about.vintages) as engine:
        return answer(engine, key, about, until=asking.vintage, by=by)


def about_of(key: Key, store: Path, until: date | None) -> About:
    """What a key is about, with the vintages in the store that were published by a day. Raises NotThere without any."""
    from waypost.evidence.store import vintages

    found = topic(key.about)
    dataset = found.dataset if found else key.about
    held = tuple(one for one in vintages(store) if one.dataset == dataset and (until is None or one.issued <= until))
    if not held:
        raise NotThere(key.about)
    measures = (key.measure,) if key.measure else found.measures if found else ()
    return About(topic=found, dataset=dataset, known=known_of(held[-1].kind), measures=measures, vintages=held)


def answer(engine: Engine, key: Key, about: About, *, until: date | None, by: str = "") -> Series:
    """The answer of an engine to a key; what is left open is chosen vintage by vintage.

    Raises WrongRequest where a choice is whoever asks's alone.
    """
    from waypost.evidence.questions import Asked, held, sums

    if key.per and not about.is_flow:
        raise WrongRequest(say("evidence.no_sum_over_time", value=about.dataset))
    asked = Asked(
        dataset=about.dataset,
        measures=about.measures,
        partner=key.partner,
        reporter=key.reporter,
        route=key.route,
        until=until,
    )
    found = held(engine, asked)
    names = sorted({one.measure for one in found})
    if not about.measures and len(names) > 1:
        _refuse(Open(dimension="measure", codes=tuple(names)), about)
    picked = [
        _chosen(vintage, tuple(of), key, about, by) for vintage, of in groupby(found, key=lambda one: one.vintage)
    ]
    order = () if key.reporter or by == "reporter" or about.topic is None else about.topic.reporters
    every = points(preferring(sums(engine, asked, picked, by=by), order), per=key.per)
    return Series(
        about=key.about,
        dataset=about.dataset,
        unit=about.topic.unit if about.topic else "",
        points=newest(every, by=until),
        all=every,
        left_out=_left_out(found, picked),
    )


def _left_out(found: Iterable[Held], picked: Iterable[Chosen]) -> tuple[str, ...]:
    """Groups and parts of countries that stand beside the countries of a sum and are not in it."""
    sums = {one.vintage: one for one in picked}
    codes: set[str] = set()
    for one in found:
        choice = sums[one.vintage]
        for (code, meant), taken in ((one.partner, choice.partners), (one.reporter, choice.reporters)):
            if meant in (Meant.GROUP, Meant.PART) and len(taken) > 1 and code not in taken:
                codes.add(code)
    return tuple(sorted(codes))


def _chosen(vintage: str, found: Sequence[Held], key: Key, about: About, by: str) -> Chosen:
    """What makes the series in one vintage."""
    from waypost.evidence.questions import Chosen

    adds = about.known.adds | ({by} if by else set())
    partners = parties(
        (one.partner for one in found),
        column="partner",
        fixed=key.partner,
        preferred=(),
        adds=adds,
        apart=by == "partner",
    )
    if isinstance(partners, Open):
        _refuse(partners, about)
    reporters = parties(
        (one.reporter for one in found),
        column="reporter",
        fixed=key.reporter,
        preferred=about.topic.reporters if about.topic else (),
        adds=adds,
        apart=by == "reporter",
    )
    if isinstance(reporters, Open):
        _refuse(reporters, about)
    fitting = (one for one in found if one.partner[0] in partners and one.reporter[0] in reporters)
    rests = chosen({one.rest for one in fitting}, key.rest, adds, apart=by)
    if isinstance(rests, Open):
        _refuse(rests, about)
    return Chosen(
        vintage=vintage,
        partners=partners,
        reporters=reporters,
        rests=None if len(rests) == len({one.rest for one in found}) else tuple(sorted(rests)),
    )


def _refuse(found: Open, about: About) -> NoReturn:
    more = max(0, len(found.codes) - SHOWN_CODES)
    raise WrongRequest(
        say(
            "evidence.open",
            dimension=found.dimension,
            dataset=about.dataset,
            codes=tuple(found.codes[:SHOWN_CODES]),
            more=say("evidence.and_more", n=more) if more else "",
        )
    )


def situation_of(partner: str, asking: Asking) -> tuple[Topical, ...]:
    """For a partner country, the latest figure of each topic that the store has one for, in the order of the topics."""
    return topics_for(partner, store_of(asking), until=asking.vintage)


def topics_for(partner: str, store: Path, *, until: date | None) -> tuple[Topical, ...]:
    """The same for a store, as published by a day."""
    from waypost.evidence.store import engine_over, vintages

    datasets = {one.dataset for one in topics()}
    held = tuple(one for one in vintages(store) if one.dataset in datasets and (until is None or one.issued <= until))
    with engine_over(store, held) as engine:
        found = (_topical(engine, one, partner, held, until) for one in topics())
        return tuple(one for one in found if one is not None)


def _topical(engine: Engine, about: Topic, partner: str, held: Iterable[Vintage], until: date | None) -> Topical | None:
    of = tuple(one for one in held if one.dataset == about.dataset)
    if not of:
        return None
    known = known_of(of[-1].kind)
    if not known.partner:
        return None
    per = "year" if about.over_time == "flow" else ""
    key = Key(about=about.code, partner=partner, per="year" if per else "")
    what = About(topic=about, dataset=about.dataset, known=known, measures=about.measures, vintages=of)
    try:
        series = answer(engine, key, what, until=until)
    except WrongRequest:
        return None
    last = series.last
    if last is None:
        return None
    earlier = [one for one in series.points if one.period < last.period and one.whole]
    card = next(one for one in of if one.id == last.vintage)
    return Topical(
        topic=about.code,
        last=last,
        before=earlier[-1] if earlier else None,
        citation=card.citation or card.publisher,
    )
