"""Section 4, money and tools: the stair, donors, every line, gaps and overlaps, tools, coverage, four figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from waypost.core.aid.funding import Published
from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Conditional, Ledger, Total
from waypost.core.analysis.ledger import Figure as Word
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.figures import DonorBar, Donors, Stage, Stair
from waypost.core.brief.naming import donor_words
from waypost.core.brief.sections.gaps import gaps_table
from waypost.core.brief.sections.lines import (
    SHOWN,
    amount_words,
    donor_sums,
    left_out_blocks,
    lines_table,
    main_currency,
    state_head,
    sum_cell,
    total_of,
)
from waypost.core.brief.sections.published import published_blocks
from waypost.core.brief.sections.tools import coverage_blocks, tools_table
from waypost.core.brief.streams import ledger_figure
from waypost.core.brief.tree import Block, Cell, Figure, Heading, Nothing, Number, Paragraph, Table
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Code, Say, SayValue, Share, say
from waypost.core.values import Missing, Money

MOST_DONORS: Final = 5
MOST_GAPS: Final = 2
"""So many gaps and overlaps stand in a short brief."""


def money_blocks(now: Analysis, published: Published | None = None, *, short: bool = False) -> tuple[Block, ...]:
    """Section 4; a short brief has the stair, gaps and overlaps alone."""
    ledger = now.ledger
    beside = () if short else published_blocks(ledger, published)
    if not ledger.lines and not ledger.tools and not ledger.needs:
        return (Nothing(say=say("money.none")), *beside, *coverage_blocks(now))
    currency = main_currency(ledger)
    parts: list[Block] = []
    if currency is None:
        parts.append(Nothing(say=say("money.no_amount")))
    else:
        parts.append(stair_figure(ledger, currency))
        parts.extend(other_currencies(ledger, currency))
        if not short:
            parts.extend((donors_figure(ledger, currency), *streams_figure(now, currency)))
            parts.extend((Heading(say=say("money.every_line")), lines_table(ledger, currency)))
            parts.extend(left_out_blocks(ledger))
    parts.extend(beside)
    parts.extend((Heading(say=say("money.gaps_overlaps")), gaps_table(ledger, most=MOST_GAPS if short else None)))
    if not short:
        parts.extend((Heading(say=say("money.tools")), tools_table(ledger)))
        parts.extend((*four_words(ledger, currency), *ten_per_cent(ledger), *coverage_blocks(now)))
    return tuple(parts)


def streams_figure(now: Analysis, currency: str) -> tuple[Figure, ...]:
    """Where the money of a roadmap goes in one currency; nothing where no line has a figure."""
    head = now.view.roadmap
    found = ledger_figure(now.ledger, currency, [one.country for one in head[1].partners] if head else [])
    return () if found is None else (found,)


def stair_figure(ledger: Ledger, currency: str) -> Figure:
    """What became of the money in one currency: needed, then each state with the fall to it."""
    stages = [_needed(ledger, currency)]
    before: Total | None = None
    for state in SHOWN:
        total = total_of(ledger, state, currency)
        conditional = [one for one in ledger.conditional if one.state is state and one.amount.currency == currency]
        stages.append(_stage(state, total, before, conditional))
        before = total or before
    announced = total_of(ledger, MoneyState.ANNOUNCED, currency)
    disbursed = total_of(ledger, MoneyState.DISBURSED, currency)
    rows = tuple(row(cell(one.label, strong=True), _stage_cell(one, currency), cell(one.step)) for one in stages)
    notes = [say("money.stair_note")]
    if any(one.at_least for one in stages):
        notes.append(say("money.at_least_note"))
    return Figure(
        name="money.stair",
        title=say("money.became"),
        aside=say("money.unit", currency=Code(table="currency", code=currency)),
        chart=Stair(currency=currency, stages=tuple(stages)),
        alt=say("money.stair_alt", announced=amount_words(announced), disbursed=amount_words(disbursed)),
        notes=tuple(notes),
        numbers=Table(
            name="money.stair.numbers",
            columns=(head("money.state"), head("money.sum", number=True), head("money.step", weight=4)),
            rows=rows,
            numbers=True,
        ),
    )


def _needed(ledger: Ledger, currency: str) -> Stage:
    need = next((one for one in ledger.needs if one.known.currency == currency), None)
    unknown = need.missing if need else 0
    if need is None or need.known.amount == 0:
        return Stage(
            state="needed",
            label=say("moneystate.needed"),
            value=Missing.NOT_STATED,
            at_least=False,
            figure=say("money.need_unknown"),
            step=None,
            aside=None,
        )
    return Stage(
        state="needed",
        label=say("moneystate.needed"),
        value=need.known.amount,
        at_least=unknown > 0,
        figure=say("money.bar_at_least" if unknown else "money.bar", amount=need.known),
        step=None,
        aside=say("money.need_missing", n=unknown) if unknown else None,
    )


def _stage(state: MoneyState, total: Total | None, before: Total | None, conditional: list[Conditional]) -> Stage:
    if total is None:
        value: Decimal | Missing = Missing.UNKNOWN
        figure = say("missing.unknown")
    else:
        value = total.known.amount
        figure = say("money.bar_at_least" if total.at_least else "money.bar", amount=total.known)
    step = None
    if total is not None and before is not None and before.known.amount > total.known.amount:
        rest = Money(amount=before.known.amount - total.known.amount, currency=total.known.currency)
        step = say(f"money.not_yet_{state.value}", amount=rest)
    aside = None
    if conditional:
        more = Money(
            amount=sum((one.amount.amount for one in conditional), Decimal(0)), currency=conditional[0].amount.currency
        )
        aside = say("money.if_met", n=len(conditional), amount=more, condition=conditional[0].condition)
    return Stage(
        state=state,
        label=say(f"moneystate.{state.value}"),
        value=value,
        at_least=total.at_least if total else False,
        figure=figure,
        step=step,
        aside=aside,
    )


def _stage_cell(stage: Stage, currency: str) -> Cell:
    if isinstance(stage.value, Missing):
        return cell(stage.value)
    return Number(value=Money(amount=stage.value, currency=currency), at_least=stage.at_least)


def other_currencies(ledger: Ledger, currency: str) -> tuple[Block, ...]:
    """What is known in other currencies, in words: nothing is converted."""
    others: dict[str, list[Total]] = defaultdict(list)
    for one in ledger.totals:
        if one.known.currency != currency and one.state in SHOWN and one.known.amount:
            others[one.known.currency].append(one)
    says = tuple(
        say(
            "money.other_currency",
            parts=tuple(
                say("money.in_state", amount=amount_words(one), state=Code(table="moneystate", code=one.state.value))
                for one in totals
            ),
        )
        for _, totals in sorted(others.items())
    )
    return (Paragraph(says=(*says, say("money.no_conversion"))),) if says else ()


def donors_figure(ledger: Ledger, currency: str) -> Block:
    """Money by donor in one currency, the states nested in one bar."""
    sums = donor_sums(ledger, currency)
    if not sums:
        return Nothing(say=say("money.no_donor"))
    order = sorted(sums, key=lambda key: (-max(sums[key].values()), key))
    bars = [donor_bar(donor_words(key), sums[key], currency) for key in order[:MOST_DONORS]]
    if len(order) > MOST_DONORS:
        rest: dict[MoneyState, Decimal] = {}
        for key in order[MOST_DONORS:]:
            for state, amount in sums[key].items():
                rest[state] = rest.get(state, Decimal(0)) + amount
        bars.append(donor_bar(say("money.other_donors", n=len(order) - MOST_DONORS), rest, currency))
    columns = (head("money.donor_head", weight=4), *(state_head(state) for state in SHOWN))
    rows = tuple(
        row(cell(donor_words(key)), *(sum_cell(sums[key].get(state), currency) for state in SHOWN)) for key in order
    )
    return Figure(
        name="money.donors",
        title=say("money.by_donor"),
        aside=say("money.nested"),
        chart=Donors(currency=currency, bars=tuple(bars)),
        alt=say("money.donors_alt", first=bars[0].label, n=len(order)),
        notes=(say("money.own_budget"),),
        numbers=Table(name="money.donors.numbers", columns=columns, rows=rows, numbers=True),
        numbers_shown=True,
    )


def donor_bar(label: Say, sums: dict[MoneyState, Decimal], currency: str) -> DonorBar:
    """One donor's four states in one currency, with words where one state alone is known, or a surer one outruns it."""
    values = {state: sums.get(state, Missing.UNKNOWN) for state in SHOWN}
    known = [state for state in SHOWN if state in sums]
    words = None
    if len(known) == 1:
        amount = Money(amount=sums[known[0]], currency=currency)
        words = say("money.only_state", amount=amount, state=Code(table="moneystate", code=known[0].value))
    elif known and sums.get(MoneyState.ANNOUNCED, max(sums.values())) < max(sums[state] for state in known):
        words = _outrun(sums, known, currency)
    return DonorBar(
        label=label,
        announced=values[MoneyState.ANNOUNCED],
        committed=values[MoneyState.COMMITTED],
        contracted=values[MoneyState.CONTRACTED],
        disbursed=values[MoneyState.DISBURSED],
        words=words,
    )


def _outrun(sums: dict[MoneyState, Decimal], known: Sequence[MoneyState], currency: str) -> Say:
    """More is in a surer state than was announced: both figures, since the bar shows the surer ones."""
    largest = max(known, key=lambda state: sums[state])
    return say(
        "money.outrun",
        amount=Money(amount=sums[largest], currency=currency),
        state=Code(table="moneystate", code=largest.value),
        announced=Money(amount=sums[MoneyState.ANNOUNCED], currency=currency),
    )


def four_words(ledger: Ledger, currency: str | None) -> tuple[Block, ...]:
    """The four words of seed S9, each with the parts it is made of."""
    figures = [one for one in ledger.figures if one.currency == currency and not isinstance(one.value, Missing)]
    heading = Heading(say=say("money.four"), aside=say("money.four_aside"))
    rows = tuple(
        row(cell(say(f"money.{one.name}"), strong=True), cell(one.value), cell(_parts(one))) for one in figures
    )
    columns = (
        head("money.word", weight=2),
        head("money.share", number=True, weight=2),
        head("money.how_made", weight=8),
    )
    return (heading, table("money.four", columns, rows, nothing="money.nothing_committed"))


def _parts(figure: Word) -> Say:
    def money(value: Decimal | Missing) -> SayValue:
        return value if isinstance(value, Missing) else Money(amount=value, currency=figure.currency)

    values: dict[str, SayValue] = {"part": money(figure.part), "whole": money(figure.whole)}
    if figure.name == "focused":
        return say("money.made_focused", untied=figure.untied, donor=figure.by_donor, whole=values["whole"])
    return say(f"money.made_{figure.name}", **values)


def ten_per_cent(ledger: Ledger) -> tuple[Block, ...]:
    """The ten per cent target (domain R21) in a sentence; nothing where it does not apply."""
    says = [
        say(
            "money.ten" if isinstance(one.share, Share) else "money.ten_unknown",
            share=one.share,
            counted=one.counted,
            whole=one.whole,
            rule=one.rule,
        )
        for one in ledger.ten_percent
    ]
    unread = sum(one.unread_lines for one in ledger.ten_percent)
    if says and unread:
        says.append(say("money.ten_unread", n=unread))
    return (Paragraph(says=tuple(says)),) if says else ()
