"""Section 9, the sources: what the brief rests on, the three times, what is unknown and what was left out."""

from __future__ import annotations

from datetime import date

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.order import Order
from waypost.core.brief.tree import Block, Paragraph, Row
from waypost.core.say import Say, SayValue, say
from waypost.core.values import Missing, Source


def sources_blocks(now: Analysis, order: Order) -> tuple[Block, ...]:
    """Section 9: sources, the three times, what is unknown and what the counting rules left out."""
    found = {_source(one): one.day for element in now.view for one in element.sources if _parts(one)}
    dated = sorted((day, words) for words, day in found.items() if isinstance(day, date))
    rows = [row(cell(words), cell(day)) for day, words in reversed(dated)]
    if order.situation is not None:
        rows.insert(0, row(cell(_source(order.situation.source)), cell(order.situation.issued)))
    undated = sorted((words for words, day in found.items() if not isinstance(day, date)), key=repr)
    if undated:
        rows.append(Row(cells=(cell(say("page.undated_sources"), strong=True), cell(None)), style="group"))
        rows.extend(row(cell(words), cell(None)) for words in undated)
    columns = (head("page.source", weight=9), head("page.published", weight=3))
    unknown = sum(line.counted and all(isinstance(a.value, Missing) for a in line.amounts) for line in now.ledger.lines)
    counts = (("page.unknown_lines", unknown), ("page.left_out", len(now.ledger.left_out)))
    says = (
        say("page.three_times", on=now.on, at=now.view.at, vintage=order.vintage),
        *(say(code, n=number) for code, number in counts if number),
        say("page.again"),
    )
    return (table("sources", columns, rows, nothing="page.no_source"), Paragraph(says=says, quiet=True))


def _parts(one: Source) -> tuple[SayValue, ...]:
    """What is known of a source: publisher and title, else its address."""
    known = tuple(part for part in (one.publisher, one.title) if not isinstance(part, Missing))
    return known or (() if isinstance(one.address, Missing) else (one.address,))


def _source(one: Source) -> Say:
    known = _parts(one)
    if len(known) == 2:
        return say("page.source_both", publisher=known[0], title=known[1])
    return say("page.source_line", parts=known)
