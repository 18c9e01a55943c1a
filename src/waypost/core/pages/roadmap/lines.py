"""What one total is made of: its lines with what each adds, lines without a figure, what was left out by which rule.

Source: look 6 (money cell: every total is a link to its lines and to the lines left out with their rule).
"""

from __future__ import annotations

from dataclasses import replace

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Amount, Ledger, LeftOut, Line, Total
from waypost.core.analysis.money.totals import group
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.naming import donor_words
from waypost.core.brief.sections.lines import SHOWN, total_of
from waypost.core.brief.tree import Block, Cell, Nothing, Number, Row
from waypost.core.pages.page import Filter, Filters, Link, Page, PageBlock, Part, Query
from waypost.core.pages.roadmap.heading import roadmap_page, to_tab
from waypost.core.pages.roadmap.money import NOBODY, TOGETHER, made_of, opening
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Code, Say, say
from waypost.core.values import Missing, Money, Principal


def lines_page(
    now: Analysis,
    state: MoneyState,
    currency: str,
    donor: str | None,
    *,
    shared: View | None = None,
    keep: Query = (),
) -> Page:
    """The lines of one total: of a state and a currency, of all donors or of those named together (`ms:IT+eu`)."""
    total = _total(now.ledger, state, currency, donor)
    words = Code(table="moneystate", code=state.value)
    subtitle = say("pages.lines_of", state=words)
    if donor is not None:
        subtitle = say(
            "pages.lines_of_donor",
            state=words,
            who=donor_words(_donors(donor)) if donor != NOBODY else say("money.donor_none"),
        )
    back = Link(label=say("pages.tab_money"), to=to_tab(now, "money", keep))
    blocks = (_states(now, state, currency, donor, keep), *_blocks(now.ledger, total, whole=donor is None))
    page = roadmap_page(now, "money", blocks, shared=shared, keep=keep, subtitle=subtitle)
    return replace(page, name="lines", crumbs=(*page.crumbs, back))


def _donors(donor: str) -> tuple[Principal, ...]:
    return () if donor == NOBODY else tuple(Principal(one) for one in donor.split(TOGETHER))


def _total(ledger: Ledger, state: MoneyState, currency: str, donor: str | None) -> Total | None:
    if donor is None:
        return total_of(ledger, state, currency)
    key = Missing.NOT_STATED.value if donor == NOBODY else donor
    return next(
        (
            one
            for one in group(ledger, ("donor",))
            if one.state is state and one.known.currency == currency and one.key == (key,)
        ),
        None,
    )


def _states(now: Analysis, state: MoneyState, currency: str, donor: str | None, keep: Query) -> PageBlock:
    opens = opening(now, currency, keep)
    donors = None if donor is None else _donors(donor)
    return Filters(
        label=say("money.state"),
        filters=tuple(
            Filter(label=say(f"money.head_{one.value}"), to=opens(one, donors), chosen=one is state) for one in SHOWN
        ),
    )


def _blocks(ledger: Ledger, total: Total | None, *, whole: bool) -> tuple[PageBlock, ...]:
    if total is None or (not total.lines and not total.unknown):
        return (Nothing(say=say("pages.no_lines")),)
    unit = say("money.unit", currency=Code(table="currency", code=total.known.currency))
    counted = Part(name="counted", title=say("pages.counted"), aside=unit, blocks=(_counted(ledger, total),))
    out = [one for one in ledger.left_out if one.state in (None, total.state)]
    return (
        counted,
        *((_unknown(ledger, total),) if total.unknown else ()),
        *(
            (Part(name="left-out", title=say("money.left_out"), blocks=(_left_out(ledger, out),)),)
            if out and whole
            else ()
        ),
    )


def _counted(ledger: Ledger, total: Total) -> Block:
    """The lines of the total; how one is read is told where any is not simply as it was reported."""
    lines = made_of(ledger, total)
    read = any(_reading(amount) is not None for _, amount in lines)
    columns = (
        head("money.line", weight=5),
        head("money.donor_head", weight=3),
        head("pages.figure", number=True, weight=2),
        head("pages.adds", number=True, weight=2),
        *((head("pages.how_read", weight=4),) if read else ()),
    )
    sums: tuple[Cell, ...] = (
        cell(say("money.total"), strong=True),
        cell(None),
        cell(None),
        Number(value=total.known, at_least=total.at_least, strong=True),
    )
    rows = [Row(cells=_line(line, amount)[: len(columns)]) for line, amount in lines]
    sum_row = Row(cells=(*sums, cell(None))[: len(columns)], style="total")
    notes = (say("money.at_least_note"),) if total.at_least else ()
    return table("lines.counted", columns, (*rows, sum_row), nothing="pages.no_lines", notes=notes, numbers=True)


def _line(line: Line, amount: Amount) -> tuple[Cell, ...]:
    figure: Cell = (
        Number(value=amount.value, at_least=amount.at_least) if isinstance(amount.value, Money) else cell(amount.value)
    )
    return (
        cell(line.ref),
        cell(donor_words(line.donors) if line.donors else say("money.donor_none")),
        figure,
        cell(amount.added),
        cell(_reading(amount)),
    )


def _reading(amount: Amount) -> Say | None:
    """How the figure of a line came about, where it is not simply the one reported for its state."""
    if amount.stands_for_whole:
        return say("pages.read_parts")
    if amount.at_least:
        return say("pages.read_later")
    if amount.added != amount.value:
        return say("pages.read_less")
    return None


def _unknown(ledger: Ledger, total: Total) -> Part:
    lines = [line for line in (ledger.line(one) for one in total.unknown) if line is not None]
    rows = (
        row(
            cell(line.ref),
            cell(donor_words(line.donors) if line.donors else say("money.donor_none")),
            cell(line.amount(total.state).value),
        )
        for line in lines
    )
    columns = (head("money.line", weight=5), head("money.donor_head", weight=3), head("pages.figure", number=True))
    block = table("lines.unknown", columns, rows, nothing="pages.no_lines")
    return Part(name="unknown", title=say("pages.without_figure", n=len(lines)), blocks=(block,))


def _left_out(ledger: Ledger, out: list[LeftOut]) -> Block:
    rows = (
        row(
            cell(one.ref),
            cell(one.because),
            cell(say("money.rule", rule=one.rule), quiet=True),
        )
        for one in out
    )
    columns = (head("money.line", weight=4), head("money.because", weight=6), head("money.rule_head", weight=1))
    return table("lines.left_out", columns, rows, nothing="pages.no_lines")
