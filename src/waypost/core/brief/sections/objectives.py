"""Section 2, the objectives: baseline, value, target with the old one beside the new, how much of the way is done."""

from __future__ import annotations

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.progress import Gauge
from waypost.core.analysis.timetable import Scheduled
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.sections.timetable import is_done, undated
from waypost.core.brief.tree import Bar, Block, Cell, Nothing, Number, Paragraph, Row, Stack, Words
from waypost.core.roadmap.bodies import Indicator, Objective
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.vocabulary import AimKind
from waypost.core.say import Code, Say, Share, say
from waypost.core.values import ElementId, Missing, Quantity


def objectives_blocks(now: Analysis) -> tuple[Block, ...]:
    """Section 2: each objective with its indicators; where nothing is measured, how its actions stand."""
    if not now.progress.gauges:
        return _unmeasured(now)
    rows: list[Row] = []
    gauges = {gauge.ref.element: gauge for gauge in now.progress.gauges}
    placed: set[ElementId] = set()
    bare: list[Row] = []
    for element, objective in ordered_objectives(now):
        under = _under(now, element, gauges)
        placed.update(gauge.ref.element for gauge in under)
        if not under:
            bare.append(Row(cells=_objective_cells(element, objective)))
            continue
        rows.append(Row(cells=_objective_cells(element, objective, strong=True), style="group"))
        rows.extend(map(_gauge_row, under))
    rest = [gauge for key, gauge in gauges.items() if key not in placed]
    for code, held in (("of_no_objective", [_gauge_row(gauge) for gauge in rest]), ("no_indicator", bare)):
        if held:
            rows.append(Row(cells=(cell(say(f"objectives.{code}"), strong=True), *_fill(4)), style="group"))
            rows.extend(held)
    ranked = any(objective.rank for _, objective in ordered_objectives(now))
    columns = (
        head("objectives.what", weight=6),
        head("objectives.baseline", number=True, weight=2),
        head("objectives.value", number=True, weight=2),
        head("objectives.target", number=True, weight=3),
        head("objectives.way", weight=5),
    )
    notes = (say("objectives.key"), *((say("objectives.in_rank"),) if ranked else ()), *observed_notes(now))
    return (table("objectives", columns, rows, nothing="objectives.none", notes=notes),)


def observed_notes(now: Analysis) -> tuple[Say, ...]:
    """For each indicator with a series, where its value comes from; or that the store has no figure of the series."""
    return tuple(
        say("objectives.observed", item=one.ref, words=one.observed.said)
        if one.observed is not None
        else say("objectives.no_figure", item=one.ref, series=one.series or "")
        for one in now.progress.gauges
        if one.observed is not None or one.series is not None
    )


def _unmeasured(now: Analysis) -> tuple[Block, ...]:
    """Objectives without any indicator: how many of their actions are done, late or without a date."""
    rows = []
    for element, _ in ordered_objectives(now):
        items = [one for one in now.timetable.items if _is_under(now, one, element)]
        counts = (
            len(items),
            sum(is_done(now, one) for one in items),
            sum(one.is_late for one in items),
            sum(undated(now, one) for one in items),
        )
        rows.append(row(cell(element.ref), *map(cell, counts)))
    if not rows:
        return (Nothing(say=say("objectives.none")),)
    names = ("actions", "done", "late", "undated")
    columns = (head("objectives.objective", weight=7), *(head(f"objectives.{name}", number=True) for name in names))
    body = table("objectives", columns, rows, nothing="objectives.none", numbers=True)
    return (Paragraph(says=(say("objectives.unmeasured", n=len(rows)),)), body)


def _is_under(now: Analysis, item: Scheduled, objective: Element) -> bool:
    element = now.view.get(item.element)
    return element is not None and any(above.id == objective.id for above in now.view.ancestors(element))


def ordered_objectives(now: Analysis) -> list[tuple[Element, Objective]]:
    """The objectives in the order of their own ranks, then as they are numbered."""
    found = now.view.of(Objective)
    return sorted(found, key=lambda pair: (pair[1].rank is None, pair[1].rank or 0, print_order(pair[0].ref)))


def _under(now: Analysis, objective: Element, gauges: dict[ElementId, Gauge]) -> list[Gauge]:
    """Indicators whose nearest objective above is this one."""
    found = []
    for element, _ in now.view.of(Indicator):
        above = [one for one in now.view.ancestors(element) if isinstance(one.body, Objective)]
        if above and above[0].id == objective.id and element.id in gauges:
            found.append(gauges[element.id])
    return found


def _fill(n: int) -> tuple[Cell, ...]:
    return tuple(cell(None) for _ in range(n))


def _objective_cells(element: Element, objective: Objective, *, strong: bool = False) -> tuple[Cell, ...]:
    lapse = _lapse(objective)
    end = cell(None) if lapse is None else cell(lapse, quiet=True)
    return (cell(element.ref, strong=strong), *_fill(3), end)


def _lapse(objective: Objective) -> Say | None:
    return None if isinstance(objective.lapses, Missing) else say("objectives.lapses", day=objective.lapses)


def _gauge_row(gauge: Gauge) -> Row:
    return Row(
        cells=(
            cell(_label(gauge)),
            _figure(gauge.baseline, absent="objectives.no_baseline"),
            _value(gauge),
            _target(gauge),
            way(gauge),
        ),
        style="sub",
    )


def _label(gauge: Gauge) -> Say:
    if isinstance(gauge.unit, Missing):
        return say("objectives.indicator", item=gauge.ref)
    return say("objectives.indicator_unit", item=gauge.ref, unit=Code(table="unit", code=gauge.unit))


def _figure(value: Quantity | Missing, *, absent: str | None = None) -> Cell:
    return cell(value, absent=say(absent) if absent and value is Missing.NOT_STATED else None)


def _value(gauge: Gauge) -> Cell:
    if gauge.rivals:
        values = tuple(one.value for one in gauge.rivals if isinstance(one.value, Quantity))
        return Stack(cells=tuple(Number(value=value) for value in values), inline=False)
    if isinstance(gauge.value, Missing):
        return cell(gauge.value)
    return Number(value=gauge.value, provisional=bool(gauge.preliminary))


def _target(gauge: Gauge) -> Cell:
    """The target after those it replaced, struck; under it, by when."""
    now = _figure(gauge.target)
    if gauge.aim is AimKind.CEILING and isinstance(gauge.target, Quantity):
        now = Words(words=say("objectives.at_most", value=gauge.target))
    old = [one.target for one in gauge.earlier_targets if isinstance(one.target, Quantity)]
    if old:
        now = Stack(cells=(*(Words(words=value, struck=True, quiet=True) for value in old), now))
    if isinstance(gauge.target_due, Missing):
        return now
    return Stack(cells=(now, Words(words=say("objectives.by", day=gauge.target_due), quiet=True)), inline=False)


def way(gauge: Gauge) -> Bar:
    """The bar of an indicator with its words: how far, and at this pace when."""
    return Bar(share=gauge.distance, words=way_words(gauge), provisional=bool(gauge.preliminary))


def way_words(gauge: Gauge) -> Say:
    """How far an indicator has come, in words; why not, where that cannot be said."""
    share = gauge.distance
    if isinstance(share, Share):
        if share.value >= 1:
            return say("objectives.reached_preliminary" if gauge.preliminary else "objectives.reached", share=share)
        if isinstance(gauge.projection, Missing):
            code = "objectives.away" if gauge.away else "objectives.share"
            return say(code, share=share) if not gauge.preliminary else say(f"{code}_preliminary", share=share)
        return say("objectives.pace", share=share, month=gauge.projection)
    if gauge.ceiling == "within":
        return say("objectives.within")
    if gauge.ceiling == "above":
        return say("objectives.above")
    return gauge.why or say("objectives.unknown_way")
