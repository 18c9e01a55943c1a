"""The latest official figures about a partner, a topic a row: part of section 1, where the store holds any."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.flows import PartnerFigures
from waypost.core.brief.tree import Block, Cell, Heading, Number
from waypost.core.say import Who, say
from waypost.core.statistics.answer import Point
from waypost.core.values import Missing

WHOLE: Final = 1000
"""From here on a figure is printed without decimals."""


def figures_blocks(figures: PartnerFigures) -> tuple[Block, ...]:
    """The latest official figure of each topic about a partner, the one before it, and where both come from."""
    rows = [
        row(
            cell(say(f"topic.{one.topic}")),
            cell(say("situation.printed", words=one.last.period)),
            _figure(one.last),
            cell(None) if one.before is None else _figure(one.before),
            cell(say("situation.topic_source", citation=one.citation, day=one.last.issued), quiet=True),
        )
        for one in figures.topics
    ]
    columns = (
        head("situation.topic_head", weight=5),
        head("situation.period_head", weight=2),
        head("situation.figure_head", number=True, weight=2),
        head("situation.before_head", number=True, weight=2),
        head("situation.source_head", weight=5),
    )
    return (
        Heading(say=say("situation.topics", country=Who(principal=f"partner:{figures.partner}"))),
        table("situation.topics", columns, rows, nothing="situation.none_short"),
    )


def _figure(point: Point) -> Cell:
    """The figure of a point, marked where it is preliminary; a small one with decimals in words, as rates are."""
    if isinstance(point.value, Decimal) and (point.value >= WHOLE or point.value == point.value.to_integral_value()):
        return Number(value=int(point.value.to_integral_value()), provisional=point.preliminary)
    return cell(point.value if isinstance(point.value, Missing) else say("situation.rate", value=point.value))
