"""Section 4, the half that is not money: tools on offer, and which objective each covers."""

from __future__ import annotations

from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import CoverState, Ledger, Offered
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.figures import Grid
from waypost.core.brief.naming import code_words, donor_words
from waypost.core.brief.sections.objectives import ordered_objectives
from waypost.core.brief.tree import Block, Cell, Figure, Heading, Nothing, Table
from waypost.core.roadmap.vocabulary import Tool
from waypost.core.say import Code, Ref, Say, say
from waypost.core.values import Missing

STATES: Final[tuple[CoverState, ...]] = ("used", "offered")
"""The states told in words; every other tool of the grid is idle there, which the note says once."""


def tools_table(ledger: Ledger) -> Block:
    """What is offered beside money: the tool, who offers it, how many, how firm."""
    rows = tuple(
        row(
            cell(code_words("tool", one.tool.value)) if not isinstance(one.tool, Missing) else cell(one.tool),
            cell(_offered(one)),
            cell(donor_words(one.donors)),
            cell(one.quantity),
            cell(one.state) if isinstance(one.state, Missing) else cell(say(f"money.tool_{one.state.value}")),
        )
        for one in ledger.tools
    )
    columns = (
        head("money.tool", weight=2),
        head("money.offered", weight=5),
        head("money.donor_head", weight=3),
        head("money.how_many", number=True, weight=2),
        head("money.state", weight=2),
    )
    return table("money.tools", columns, rows, nothing="money.no_tools", numbers=True)


def _offered(one: Offered) -> Ref | Say:
    """What is offered, with the unit in which it is counted."""
    if isinstance(one.quantity, Missing) or not one.quantity.unit:
        return one.ref
    return say("money.offered_unit", item=one.ref, unit=Code(table="unit", code=one.quantity.unit))


def coverage_blocks(now: Analysis) -> tuple[Block, ...]:
    """Which tools serve which objective: used, idle or none; the tools that serve none are left out."""
    covers = now.ledger.coverage
    if not covers:
        return (Heading(say=say("money.coverage")), Nothing(say=say("money.no_coverage")))
    objectives = tuple(element.ref for element, _ in ordered_objectives(now))
    order = [one.element for one in objectives]
    states = {(one.objective, one.tool): one.state for one in covers}
    tools = tuple(dict.fromkeys(one.tool for one in covers if one.state != "none"))
    if not tools:
        return (Heading(say=say("money.coverage")), Nothing(say=say("money.no_coverage")))
    cells = tuple(tuple(states.get((one, tool), "none") for tool in tools) for one in order)
    rows = tuple(
        row(cell(name), *(_tools_in(state, tools, line) for state in STATES))
        for name, line in zip(objectives, cells, strict=True)
    )
    used = sum(state == "used" for line in cells for state in line)
    idle = sum(state == "idle" for line in cells for state in line)
    return (
        Figure(
            name="money.coverage",
            title=say("money.coverage"),
            aside=say("money.coverage_aside"),
            chart=Grid(objectives=objectives, tools=tools, cells=cells),
            alt=say("money.coverage_alt", used=used, idle=idle),
            notes=(say("money.coverage_note"),),
            numbers=Table(
                name="money.coverage.numbers",
                columns=(
                    head("money.objective", weight=5),
                    *(head(f"money.cover_{state}", weight=4) for state in STATES),
                ),
                rows=rows,
                notes=(say("money.idle_rest", tools=tuple(Code(table="tool", code=one.value) for one in tools)),),
            ),
        ),
    )


def _tools_in(state: CoverState, tools: tuple[Tool, ...], line: tuple[CoverState, ...]) -> Cell:
    """The tools that are in one state for an objective, as a list."""
    names = tuple(
        Code(table="tool", code=tool.value) for tool, found in zip(tools, line, strict=True) if found == state
    )
    return cell(say("brief.list", items=names) if names else say("money.no_tool"))
