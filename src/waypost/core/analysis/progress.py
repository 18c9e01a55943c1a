"""Progress: where each indicator stands between baseline and target, and where its line leads.

First what progress says, then how it is measured.

Source: contract 6, distance and projection; domain R7, R9, R44.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from waypost.core.analysis.money.ties import objective_of
from waypost.core.analysis.observed import NO_SERIES, Observed, SeriesValues
from waypost.core.roadmap.bodies import Indicator, Objective, Report
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.records import EarlierTarget
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import AimKind, Counting, Direction, Level
from waypost.core.say import Ref, Say, Share, say
from waypost.core.values import ElementId, Missing, Quantity, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A value as stated: which report, the value, its day, whether preliminary (None: not stated).

    A value of official statistics has the indicator itself as its report.
    """

    report: ElementId
    value: Quantity | Missing
    as_of: date | Missing
    preliminary: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One indicator on one day.

    `distance` = (value - baseline) / (target - baseline) (contract 6); for a ceiling it is Missing and `ceiling`
    says within or above. `projection` is the day on which the straight line from the baseline through the
    last value reaches the target; `away`: not at this pace, because it moves away or does not move. `rivals` are
    values on one day that differ; unless one was chosen with a reason, none is used and `value` is Missing. `why`
    says in a sentence why the way to the target cannot be told; None where it can. `observed` is the official figure
    that gives the value; None where a person stated it. `series` is the name of a series that gives none.
    """

    ref: Ref
    about: Ref | None
    level: Level | Missing
    unit: str | Missing
    direction: Direction | Missing
    aim: AimKind
    baseline: Quantity | Missing
    baseline_day: date | Missing
    value: Quantity | Missing
    as_of: date | Missing
    preliminary: bool | None
    target: Quantity | Missing
    target_due: When | Missing
    earlier_targets: tuple[EarlierTarget, ...]
    distance: Share | Missing
    ceiling: Literal["within", "above"] | Missing
    projection: date | Missing
    away: bool
    history: tuple[Stated, ...]
    rivals: tuple[Stated, ...]
    why: Say | None
    observed: Observed | None = None
    series: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All indicators of a view on one day, in the order of what they are about."""

    gauges: tuple[Gauge, ...]


ONE_DAY = timedelta(days=1)
Reports = tuple[tuple[Element, Report], ...]


def measure(view: View, *, on: date, series: SeriesValues = NO_SERIES) -> Progress:
    """Every indicator of a view on a day: under each objective as printed, then those of no objective.

    `series` are the official figures of the series that indicators name.
    """
    objectives = sorted((one for one, _ in view.of(Objective)), key=lambda one: print_order(one.ref))
    order: dict[ElementId | None, int] = {one.id: at for at, one in enumerate(objectives)}
    found: list[tuple[int, Gauge]] = []
    for element, body in sorted(view.of(Indicator), key=lambda one: print_order(one[0].ref)):
        above = objective_of(view, element)
        gauge = gauge_of(view, element, body, on=on, observed=series.get(body.series or "", ()))
        found.append((order.get(above.id if above else None, len(order)), gauge))
    return Progress(gauges=tuple(gauge for _, gauge in sorted(found, key=lambda one: one[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The value that is used on a day: its report, and the rivals of which none is used."""

    report: Report | None
    rivals: Reports


def gauge_of(view: View, element: Element, body: Indicator, *, on: date, observed: tuple[Observed, ...] = ()) -> Gauge:
    """One indicator on a day; official figures of its series stand among the reports, each on its last day."""
    official = {_as_report(body, one): one for one in observed if one.last <= on}
    reports = _in_order((*known_reports(view, element, on), *((element, one) for one in official)))
    current = current_of(reports)
    value, as_of = _value(current, reports)
    about = view.get(element.parent)
    why = _why(body, value, current, reports)
    distance = _distance(body, value) if why is None else Missing.NOT_APPLICABLE
    no_line = why is not None or body.aim is AimKind.CEILING
    projection, away = (Missing.NOT_APPLICABLE, False) if no_line else project(body, value, as_of)
    return Gauge(
        ref=element.ref,
        about=about.ref if about else None,
        level=body.level,
        unit=body.unit,
        direction=body.direction,
        aim=body.aim,
        baseline=body.baseline,
        baseline_day=body.baseline_day,
        value=value,
        as_of=as_of,
        preliminary=current.report.preliminary if current.report else None,
        target=body.target,
        target_due=body.target_due,
        earlier_targets=body.earlier_targets,
        distance=distance,
        ceiling=_ceiling(body, value),
        projection=projection,
        away=away,
        history=_stated(reports),
        rivals=_stated(current.rivals),
        why=why,
        observed=official.get(current.report) if current.report else None,
        series=body.series if body.series and not official else None,
    )


# -------------------------------------------------------------------------------------------------------- reports


def known_reports(view: View, element: Element, on: date) -> Reports:
    """The reports of an indicator known on a day, oldest first; one without a day comes first."""
    given = [
        (one, body)
        for one, body in view.children(element.id, Report)
        if isinstance(body.as_of, Missing) or body.as_of <= on
    ]
    return _in_order(given)


def _in_order(given: Iterable[tuple[Element, Report]]) -> Reports:
    return tuple(sorted(given, key=lambda one: one[1].as_of if isinstance(one[1].as_of, date) else date.min))


def _as_report(body: Indicator, one: Observed) -> Report:
    """An official figure in the form of a report, in the indicator's own unit: who names a series for an indicator
    says that it counts the same."""
    unit = next((value.unit for value in (body.target, body.baseline) if isinstance(value, Quantity)), one.unit)
    return Report(
        value=Quantity(amount=one.value, unit=unit),
        as_of=one.last,
        period_from=one.first,
        preliminary=one.preliminary,
    )


def _stated(reports: Reports) -> tuple[Stated, ...]:
    return tuple(
        Stated(report=one.id, value=body.value, as_of=body.as_of, preliminary=body.preliminary) for one, body in reports
    )


def current_of(reports: Reports) -> Current:
    """The latest value. Two values on one day are rivals, and none is used unless exactly one was chosen with a
    reason; equal values on one day are one value.

    Source: contract 6, projection.
    """
    valued = [(one, body) for one, body in reports if isinstance(body.value, Quantity)]
    if not valued:
        return Current(report=None, rivals=())
    last = valued[-1][1].as_of
    same = tuple((one, body) for one, body in valued if body.as_of == last)
    different = {_plain(body.value) for _, body in same}
    chosen = [body for _, body in same if body.chosen_because is not None]
    if len(different) == 1:
        return Current(report=(chosen or [same[-1][1]])[0], rivals=())
    if len({_plain(body.value) for body in chosen}) == 1:
        return Current(report=chosen[0], rivals=same)
    return Current(report=None, rivals=same)


def _plain(value: Quantity | Missing) -> tuple[Decimal, str] | Missing:
    return value if isinstance(value, Missing) else (value.amount, value.unit)


def _value(current: Current, reports: Reports) -> tuple[Quantity | Missing, date | Missing]:
    if current.report is not None:
        return current.report.value, current.report.as_of
    if current.rivals:
        return Missing.UNKNOWN, current.rivals[0][1].as_of
    said = [body.value for _, body in reports if isinstance(body.value, Missing)]
    return (said[-1] if said else Missing.NOT_REPORTED), Missing.NOT_REPORTED


# ------------------------------------------------------------------------------------- distance, ceiling, projection


def _why(body: Indicator, value: Quantity | Missing, current: Current, reports: Reports) -> Say | None:
    """Why the way to the target cannot be told, in a sentence; None where it can."""
    if isinstance(value, Missing):
        return _why_no_value(current, reports)
    if isinstance(body.target, Missing):
        return say("progress.no_target_in_words") if body.target_words else say("progress.no_target")
    if not _same_unit(value, body.target):
        return say("progress.units_differ", value=value, target=body.target)
    if body.aim is AimKind.CEILING:
        return None
    if isinstance(body.baseline, Missing):
        return say("progress.no_baseline")
    if not _same_unit(value, body.baseline):
        return say("progress.units_differ", value=value, target=body.baseline)
    if _periods_differ(body, current.report, reports):
        return say("progress.periods_differ")
    if body.baseline.amount == body.target.amount:
        return say("progress.baseline_is_target", target=body.target)
    return None


def _why_no_value(current: Current, reports: Reports) -> Say:
    if current.rivals:
        day = current.rivals[0][1].as_of
        if isinstance(day, Missing):
            return say("progress.rivals_undated", n=len(current.rivals))
        return say("progress.rivals", n=len(current.rivals), day=day)
    days = [body.as_of for _, body in reports if isinstance(body.as_of, date)]
    return say("progress.reported_without_value", day=days[-1]) if days else say("progress.no_report")


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return one.unit.strip().casefold() == other.unit.strip().casefold()


def period_length(first: date, last: date) -> tuple[int, int]:
    """The length of a period, both days included, as whole months and days beyond them: a year is (12, 0)."""
    end = last + ONE_DAY
    months = (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day)
    return months, (end - _months_after(first, months)).days


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:
            continue
    raise ValueError(day)


def _periods_differ(body: Indicator, used: Report | None, reports: Reports) -> bool:
    """Whether a value counted in a period stands against a baseline of a period of another length.

    The length of the baseline is that of the report on its day; a length that is not known differs from none.
    """
    if body.counting is not Counting.PERIOD or used is None:
        return False
    first = [one for _, one in reports if one.as_of == body.baseline_day]
    lengths = {_length(one) for one in first} - {None}
    mine = _length(used)
    return mine is not None and bool(lengths) and mine not in lengths


def _length(report: Report) -> tuple[int, int] | None:
    if report.period_from is None or isinstance(report.as_of, Missing) or report.period_from > report.as_of:
        return None
    return period_length(report.period_from, report.as_of)


def _distance(body: Indicator, value: Quantity | Missing) -> Share | Missing:
    """How much of the way from baseline to target is done; below 0 behind the baseline, above 1 beyond the target.

    Missing for a ceiling. Source: contract 6, distance.
    """
    if body.aim is AimKind.CEILING:
        return Missing.NOT_APPLICABLE
    if isinstance(value, Missing) or isinstance(body.baseline, Missing) or isinstance(body.target, Missing):
        return Missing.UNKNOWN
    way = body.target.amount - body.baseline.amount
    return Share(value=(value.amount - body.baseline.amount) / way + 0)  # 0 / -7 is a negative zero; + 0 is not


def _ceiling(body: Indicator, value: Quantity | Missing) -> Literal["within", "above"] | Missing:
    if body.aim is not AimKind.CEILING:
        return Missing.NOT_APPLICABLE
    if isinstance(value, Missing) or isinstance(body.target, Missing) or not _same_unit(value, body.target):
        return Missing.UNKNOWN
    return "within" if value.amount <= body.target.amount else "above"


def project(body: Indicator, value: Quantity | Missing, as_of: date | Missing) -> tuple[date | Missing, bool]:
    """The day on which the straight line from the baseline through the value reaches the target, and whether it
    never does at this pace, because it moves away or does not move.

    The first whole day on which the line is at the target or beyond. Missing without the days of baseline and
    value. A day after the calendar's end counts as never. Source: contract 6, projection.
    """
    known = isinstance(value, Quantity) and isinstance(body.baseline, Quantity) and isinstance(body.target, Quantity)
    start = body.baseline_day
    if not known or isinstance(start, Missing) or isinstance(as_of, Missing):
        return Missing.UNKNOWN, False
    days = (as_of - start).days
    if days <= 0:
        return Missing.UNKNOWN, False
    return _reach(start, days, _way(value, body.baseline), _way(body.target, body.baseline))


def _way(to: Quantity | Missing, since: Quantity | Missing) -> Decimal:
    if isinstance(to, Missing) or isinstance(since, Missing):
        raise TypeError(to)
    return to.amount - since.amount


def _reach(start: date, days: int, gone: Decimal, way: Decimal) -> tuple[date | Missing, bool]:
    """The day a line that has gone so far in some days has gone the whole way."""
    if gone * way <= 0:
        return Missing.NOT_APPLICABLE, True
    needed = (way * days / gone).to_integral_value(rounding=ROUND_CEILING)
    if needed > (date.max - start).days:
        return Missing.NOT_APPLICABLE, True
    return start + timedelta(days=int(needed)), False
