"""Section 2, the objectives: baseline, value, target with the old one beside the new, how much of the way is done."""

from __future__ import annotations

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.progress import Gauge
from waypost.core.brief.cells import cell, head, table
from waypost.core.brief.tree import Bar, Block, Cell, Number, Row, Stack, Words
from waypost.core.roadmap.bodies import Indicator, Objective
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.vocabulary import AimKind
from waypost.core.say import Say, Share, say
from waypost.core.values import ElementId, Missing, Quantity


def objectives_blocks(now: Analysis) -> tuple[Block, ...]:
    """Section 2: each objective with its indicators, and indicators of actions under their objective."""
    rows: list[Row] = []
    gauges = {gauge.ref.element: gauge for gauge in now.progress.gauges}
    placed: set[ElementId] = set()
    for element, objective in _ordered(now):
        rows.append(_objective_row(now, element, objective))
        for gauge in _under(now, element, gauges):
            placed.add(gauge.ref.element)
            rows.append(_gauge_row(gauge))
    rest = [gauge for key, gauge in gauges.items() if key not in placed]
    if rest:
        rows.append(Row(cells=(cell(say("objectives.of_no_objective"), strong=True), *_fill(5)), style="group"))
        rows.extend(map(_gauge_row, rest))
    notes = (say("objectives.key"),) if gauges else ()
    columns = (
        head("objectives.what", weight=5),
        head("objectives.baseline", number=True, weight=2),
        head("objectives.value", number=True, weight=2),
        head("objectives.target", number=True, weight=3),
        head("objectives.way", weight=4),
        head("objectives.due", weight=3),
    )
    return (table("objectives", columns, rows, nothing="objectives.none", notes=notes),)


def _ordered(now: Analysis) -> list[tuple[Element, Objective]]:
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


def _objective_row(now: Analysis, element: Element, objective: Objective) -> Row:
    label = say("objectives.ranked", rank=objective.rank, item=element.ref) if objective.rank else None
    has = any(one.parent == element.id or element in now.view.ancestors(one) for one, _ in now.view.of(Indicator))
    state: Cell = cell(None) if has else cell(Missing.NOT_STATED, absent=say("objectives.no_indicator"))
    first = cell(label if label is not None else element.ref, strong=True)
    return Row(cells=(first, *_fill(3), state, cell(_lapse(objective))), style="group")


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
            cell(gauge.target_due),
        ),
        style="sub",
    )


def _label(gauge: Gauge) -> Say:
    if isinstance(gauge.unit, Missing):
        return say("objectives.indicator", item=gauge.ref)
    return say("objectives.indicator_unit", item=gauge.ref, unit=gauge.unit)


def _figure(value: Quantity | Missing, *, absent: str | None = None) -> Cell:
    return cell(value, absent=say(absent) if absent and value is Missing.NOT_STATED else None)


def _value(gauge: Gauge) -> Cell:
    if gauge.rivals:
        values = tuple(one.value for one in gauge.rivals if isinstance(one.value, Quantity))
        return Words(words=say("objectives.rivals", values=values))
    if isinstance(gauge.value, Missing):
        return cell(gauge.value)
    return Number(value=gauge.value, provisional=bool(gauge.preliminary))


def _target(gauge: Gauge) -> Cell:
    now = _figure(gauge.target)
    if gauge.aim is AimKind.CEILING and isinstance(gauge.target, Quantity):
        now = Words(words=say("objectives.at_most", value=gauge.target))
    old = [one.target for one in gauge.earlier_targets if isinstance(one.target, Quantity)]
    if not old:
        return now
    return Stack(cells=(*(Words(words=value, struck=True, quiet=True) for value in old), now))


def way(gauge: Gauge) -> Bar:
    """The bar of an indicator with its words: how far, and at this pace when."""
    return Bar(share=gauge.distance, words=way_words(gauge), provisional=bool(gauge.preliminary))


def way_words(gauge: Gauge) -> Say:
    """How far an indicator has come, in words; why not, where that cannot be said."""
    share = gauge.distance
    if isinstance(share, Share):
        if isinstance(gauge.projection, Missing):
            code = "objectives.away" if gauge.away else "objectives.share"
            return say(code, share=share) if not gauge.preliminary else say(f"{code}_preliminary", share=share)
        return say("objectives.pace", share=share, month=gauge.projection)
    if gauge.ceiling == "within":
        return say("objectives.within")
    if gauge.ceiling == "above":
        return say("objectives.above")
    return gauge.why or say("objectives.unknown_way")
