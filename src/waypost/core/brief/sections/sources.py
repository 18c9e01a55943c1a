"""Section 9, the sources: what the brief rests on, the three times, what is unknown and what was left out."""

from __future__ import annotations

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.order import Order
from waypost.core.brief.tree import Block, Paragraph
from waypost.core.say import Say, say
from waypost.core.values import Missing, Source


def sources_blocks(now: Analysis, order: Order) -> tuple[Block, ...]:
    """Section 9: sources, the three times, what is unknown and what the counting rules left out."""
    found: dict[tuple[str, str, str], Source] = {}
    for element in now.view:
        for one in element.sources:
            found.setdefault((str(one.publisher), str(one.title), str(one.address)), one)
    rows = []
    if order.situation is not None:
        rows.append(row(cell(_source(order.situation.source)), cell(order.situation.issued)))
    rows.extend(row(cell(_source(one)), cell(one.day)) for _, one in sorted(found.items()))
    columns = (head("page.source", weight=9), head("page.published", weight=3))
    unknown = sum(line.counted and all(isinstance(a.value, Missing) for a in line.amounts) for line in now.ledger.lines)
    counts = (("page.unknown_lines", unknown), ("page.left_out", len(now.ledger.left_out)))
    says = (
        say("page.three_times", on=now.on, at=now.view.at, vintage=order.vintage),
        *(say(code, n=number) for code, number in counts if number),
        say("page.again"),
    )
    return (table("sources", columns, rows, nothing="page.no_source"), Paragraph(says=says, quiet=True))


def _source(one: Source) -> Say:
    known = [part for part in (one.publisher, one.title) if not isinstance(part, Missing)]
    if not known and not isinstance(one.address, Missing):
        known = [one.address]
    if len(known) == 2:
        return say("page.source_both", publisher=known[0], title=known[1])
    return say("page.source_line", parts=tuple(known) or (Missing.NOT_STATED,))
