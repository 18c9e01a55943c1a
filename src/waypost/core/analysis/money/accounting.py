"""Accounting: from a view to its ledger on one day.

The counting rules stand in `money.counting`, each figure in a module of its own beside it; here they are put together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from waypost.core.analysis.ledger import Conditional, Ledger, LeftOut, Rate, Total
from waypost.core.analysis.money.coherence import figures_of
from waypost.core.analysis.money.counting import Converted, convert
from waypost.core.analysis.money.coverage import beside_the_sum, coverage_of, tools_of
from waypost.core.analysis.money.gaps import gaps_of, needs_of
from waypost.core.analysis.money.lines import Counts, counts_of, left_out_of, lines_of, nodes_of, twice_left_out
from waypost.core.analysis.money.overlaps import not_compared_of, overlaps_of, stands_of
from waypost.core.analysis.money.ten_percent import ten_percent_of
from waypost.core.analysis.money.ties import Ties
from waypost.core.analysis.money.totals import totals_of
from waypost.core.analysis.money.wholes import Node, Nodes
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import MoneyState, PrintedKind
from waypost.core.say import Say, say
from waypost.core.values import Missing, Money, Text


def account(view: View, rates: tuple[Rate, ...] = (), *, on: date) -> Ledger:
    """The ledger of a view: who funds what on a day, how each total is made, what was left out and why.

    Steps after `on` are not known yet. Every amount keeps its currency; `rates` are kept with the ledger and
    convert only where somebody asks (`convert_totals`), since there is no total over currencies (C12).

    Source: contract 6; domain C1 to C14.
    """
    nodes = nodes_of(view, on=on)
    counts = counts_of(nodes)
    lines = lines_of(nodes, counts, Ties(view))
    stands = stands_of(view, lines)
    left_out = (*left_out_of(nodes, counts, on=on), *twice_left_out(nodes, counts), *beside_the_sum(view))
    return Ledger(
        lines=lines,
        totals=tuple(one for one in totals_of(lines, ()) if not one.is_unknown),
        left_out=tuple(sorted(left_out, key=_by_rule)),
        conditional=_conditional(nodes, counts),
        needs=needs_of(view),
        gaps=gaps_of(view, lines),
        overlaps=overlaps_of(view, stands),
        not_compared=not_compared_of(stands),
        figures=figures_of(view, lines, stands),
        tools=tools_of(view, on=on),
        coverage=coverage_of(view, lines, on=on),
        ten_percent=ten_percent_of(view, lines),
        rates=rates,
    )


def _by_rule(one: LeftOut) -> tuple[int, object, int]:
    """The order in which what is left out is read: by rule, then as printed, then by state."""
    states = tuple(MoneyState)
    return int(one.rule.removeprefix("C")), print_order(one.ref), -1 if one.state is None else states.index(one.state)


def convert_totals(totals: Iterable[Total], into: str, rates: Iterable[Rate]) -> tuple[Converted | Missing, ...]:
    """Each total in another currency with rate, day and source, or Missing where no rate is held (C12).

    Ask only for totals in other currencies: nobody holds a rate of one to one.
    """
    held = tuple(rates)
    return tuple(convert(one.known, into, held) for one in totals)


def _conditional(nodes: Nodes, counts: Counts) -> tuple[Conditional, ...]:
    """What totals of announced and allocated money would gain if conditions were met (C10), in the order of lines."""
    found: list[Conditional] = []
    for node in nodes.values():
        if node.condition is not None:
            found.extend(_held(node, node.condition, counts))
    return tuple(found)


def _held(node: Node, condition: Text, counts: Counts) -> list[Conditional]:
    printed = node.body.printed
    if printed is not None:
        if printed.kind is not PrintedKind.CEILING or not isinstance(printed.amount, Money) or node.kept_out:
            return []
        ref = node.element.ref
        announced = MoneyState.ANNOUNCED
        return [Conditional(ref=ref, state=announced, amount=printed.amount, condition=condition, ceiling=True)]
    held = [(state, node.figure(state)) for state, made in counts.items() if node.id in made.held]
    return [
        Conditional(ref=node.element.ref, state=state, amount=amount, condition=condition)
        for state, amount in held
        if amount is not None
    ]


def converted_words(converted: Converted) -> Say:
    """A converted figure in a sentence, with the rate, its day and its source; it never goes without them (C12)."""
    rate = converted.rate
    return say(
        "ledger.converted",
        money=converted.money,
        original=converted.original,
        rate=rate.rate,
        day=rate.on,
        source=rate.source,
    )
