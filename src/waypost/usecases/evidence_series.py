"""Series of official figures: by topic or dataset, partner, period and breakdown, in the newest vintage or in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from waypost.core.errors import NotThere, WrongRequest
from waypost.core.say import say
from waypost.core.statistics.answer import Series
from waypost.core.statistics.answering import Sum, newest, points, preferring
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
    (found,) = answers(engine, ((key, about),), until=until, by=by)
    if isinstance(found, WrongRequest):
        raise found
    return found


def answers(
    engine: Engine, wanted: Sequence[tuple[Key, About]], *, until: date | None, by: str = ""
) -> tuple[Series | WrongRequest, ...]:
    """The answers to several keys of the same partner, reporter and route, asked together; in the place of a series
    why there is none. No two may be about the same measure of one dataset."""
    from waypost.evidence.questions import Asked, held, sums

    if not wanted:
        return ()
    ((partner, reporter, route),) = {(key.partner, key.reporter, key.route) for key, _ in wanted}
    tables = tuple((about.dataset, about.measures) for _, about in wanted)
    asked = Asked(tables=tables, partner=partner, reporter=reporter, route=route, until=until)
    found: dict[tuple[str, str], list[Held]] = {}
    for one in held(engine, asked):
        found.setdefault((one.dataset, one.measure), []).append(one)
    plans = [_plan(key, about, found, by) for key, about in wanted]
    picked = [one for plan in plans if isinstance(plan, _Plan) for one in plan.picked]
    totals = sums(engine, asked, picked, by=by)
    return tuple(plan.series(totals, until, by) if isinstance(plan, _Plan) else plan for plan in plans)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What of the tables makes the series of a key."""

    key: Key
    about: About
    found: tuple[Held, ...]
    picked: tuple[Chosen, ...]

    def series(self, totals: Mapping[tuple[str, str], tuple[Sum, ...]], until: date | None, by: str) -> Series:
        """The series, from the sums by dataset and measure."""
        topic = self.about.topic
        order = () if self.key.reporter or by == "reporter" or topic is None else topic.reporters
        mine = [one for of in _measures(self.about, totals) for one in totals[self.about.dataset, of]]
        every = points(preferring(mine, order), per=self.key.per)
        return Series(
            about=self.key.about,
            dataset=self.about.dataset,
            unit=topic.unit if topic else "",
            points=newest(every, by=until),
            all=every,
            left_out=_left_out(self.found, self.picked),
        )


def _plan(key: Key, about: About, held: Mapping[tuple[str, str], Sequence[Held]], by: str) -> _Plan | WrongRequest:
    """What makes the series of a key, of all combinations that there are by dataset and measure; or why nothing may."""
    if key.per and not about.is_flow:
        return WrongRequest(say("evidence.no_sum_over_time", value=about.dataset))
    names = _measures(about, held)
    if not about.measures and len(names) > 1:
        return _refusal(Open(dimension="measure", codes=names), about)
    found = tuple(one for name in names for one in held[about.dataset, name])
    vintages: dict[str, list[Held]] = {}
    for one in found:
        vintages.setdefault(one.vintage, []).append(one)
    picked = []
    for vintage, of in sorted(vintages.items()):
        chosen = _chosen(vintage, of, key, about, by)
        if isinstance(chosen, Open):
            return _refusal(chosen, about)
        picked.append(chosen)
    return _Plan(key=key, about=about, found=found, picked=tuple(picked))


def _measures(about: About, tables: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The measures of a dataset among those that there are: those asked for, else all."""
    return tuple(
        sorted(
            measure
            for dataset, measure in tables
            if dataset == about.dataset and (not about.measures or measure in about.measures)
        )
    )


def _left_out(found: Iterable[Held], picked: Iterable[Chosen]) -> tuple[str, ...]:
    """Groups and parts of countries that stand beside the countries of a sum and are not in it."""
    sums = {one.vintage: one for one in picked}
    held = {(one.vintage, side, *party) for one in found for side, party in enumerate((one.partner, one.reporter))}
    codes: set[str] = set()
    for vintage, side, code, meant in held:
        taken = sums[vintage].reporters if side else sums[vintage].partners
        if meant in (Meant.GROUP, Meant.PART) and len(taken) > 1 and code not in taken:
            codes.add(code)
    return tuple(sorted(codes))


def _chosen(vintage: str, found: Sequence[Held], key: Key, about: About, by: str) -> Chosen | Open:
    """What makes the series in one vintage."""
    from waypost.evidence.questions import Chosen

    adds = about.known.adds | ({by} if by else set())
    partners = parties(
        {one.partner for one in found},
        column="partner",
        fixed=key.partner,
        preferred=(),
        adds=adds,
        apart=by == "partner",
    )
    if isinstance(partners, Open):
        return partners
    reporters = parties(
        {one.reporter for one in found},
        column="reporter",
        fixed=key.reporter,
        preferred=about.topic.reporters if about.topic else (),
        adds=adds,
        apart=by == "reporter",
    )
    if isinstance(reporters, Open):
        return reporters
    fitting = (one for one in found if one.partner[0] in partners and one.reporter[0] in reporters)
    rests = chosen({one.rest for one in fitting}, key.rest, adds, apart=by)
    if isinstance(rests, Open):
        return rests
    return Chosen(
        vintage=vintage,
        measures=frozenset(one.measure for one in found),
        partners=partners,
        reporters=reporters,
        rests=None if len(rests) == len({one.rest for one in found}) else tuple(sorted(rests)),
    )


def _refusal(found: Open, about: About) -> WrongRequest:
    more = max(0, len(found.codes) - SHOWN_CODES)
    return WrongRequest(
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
        return topics_in(engine, partner, held, until=until)


def topics_in(engine: Engine, partner: str, held: Sequence[Vintage], *, until: date | None) -> tuple[Topical, ...]:
    """The same for an engine over some vintages."""
    known = [(one, tuple(card for card in held if card.dataset == one.dataset)) for one in topics()]
    wanted = [_wanted(one, partner, cards) for one, cards in known if cards and known_of(cards[-1].kind).partner]
    found = answers(engine, wanted, until=until)
    told = (_topical(about, series) for (_, about), series in zip(wanted, found, strict=True))
    return tuple(one for one in told if one is not None)


def _wanted(about: Topic, partner: str, cards: tuple[Vintage, ...]) -> tuple[Key, About]:
    key = Key(about=about.code, partner=partner, per="year" if about.over_time == "flow" else "")
    known = known_of(cards[-1].kind)
    return key, About(topic=about, dataset=about.dataset, known=known, measures=about.measures, vintages=cards)


def _topical(about: About, series: Series | WrongRequest) -> Topical | None:
    """The latest whole period of a topic; None where it has none, or where the partner alone does not fix a series."""
    last = None if isinstance(series, WrongRequest) else series.last
    if isinstance(series, WrongRequest) or last is None:
        return None
    earlier = [one for one in series.points if one.period < last.period and one.whole]
    card = next(one for one in about.vintages if one.id == last.vintage)
    return Topical(
        topic=series.about,
        last=last,
        before=earlier[-1] if earlier else None,
        citation=card.citation or card.publisher,
    )
