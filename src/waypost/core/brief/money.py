"""Section 4, money and tools: the stair, donors, every line, gaps and overlaps, tools, coverage, four figures."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Conditional, Gap, Ledger, Line, Total
from waypost.core.analysis.ledger import Figure as Word
from waypost.core.analysis.money.totals import group
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.figures import DonorBar, Donors, Stage, Stair
from waypost.core.brief.tools import coverage_blocks, donor_words, tools_table
from waypost.core.brief.tree import Block, Cell, Column, Figure, Heading, Nothing, Number, Paragraph, Row, Table
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Code, Say, SayValue, Share, say
from waypost.core.values import Missing, Money, Principal

SHOWN: Final = (MoneyState.ANNOUNCED, MoneyState.COMMITTED, MoneyState.CONTRACTED, MoneyState.DISBURSED)
"""The states drawn and printed in columns; allocated stands in the workbook."""
MOST_DONORS: Final = 5


def money_blocks(now: Analysis, *, short: bool = False) -> tuple[Block, ...]:
    """Section 4; a short brief has the stair, gaps and overlaps alone."""
    ledger = now.ledger
    if not ledger.lines and not ledger.tools and not ledger.needs:
        return (Nothing(say=say("money.none")), *coverage_blocks(now))
    currency = main_currency(ledger)
    parts: list[Block] = []
    if currency is None:
        parts.append(Nothing(say=say("money.no_amount")))
    else:
        parts.append(_stair(ledger, currency))
        parts.extend(_other_currencies(ledger, currency))
        if not short:
            parts.extend((_donors(ledger, currency), Heading(say=say("money.every_line")), _lines(ledger, currency)))
            parts.extend(_left_out(ledger))
    parts.extend((Heading(say=say("money.gaps_overlaps")), _gaps(ledger)))
    if not short:
        parts.extend((Heading(say=say("money.tools")), tools_table(ledger)))
        parts.extend((*coverage_blocks(now), *_four(ledger, currency), *_ten(ledger)))
    return tuple(parts)


def main_currency(ledger: Ledger) -> str | None:
    """The currency of the largest committed total, else of the largest announced; EUR where equal."""
    for state in (MoneyState.COMMITTED, MoneyState.ANNOUNCED, MoneyState.DISBURSED):
        found = [one for one in ledger.totals if one.state is state and one.known.amount > 0]
        if found:
            best = max(found, key=lambda one: (one.known.amount, one.known.currency == "EUR"))
            return best.known.currency
    return ledger.totals[0].known.currency if ledger.totals else None


def total_of(ledger: Ledger, state: MoneyState, currency: str) -> Total | None:
    """The total of one state in one currency."""
    return next((one for one in ledger.totals if one.state is state and one.known.currency == currency), None)


def amount_words(total: Total | None) -> Say:
    """A total in running text: "at least" where a line has no figure."""
    if total is None:
        return say("money.nothing")
    return say("money.at_least" if total.at_least else "money.exactly", amount=total.known)


def _stair(ledger: Ledger, currency: str) -> Figure:
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


def _other_currencies(ledger: Ledger, currency: str) -> tuple[Block, ...]:
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


def _donors(ledger: Ledger, currency: str) -> Block:
    sums = _donor_sums(ledger, currency)
    if not sums:
        return Nothing(say=say("money.no_donor"))
    order = sorted(sums, key=lambda key: (-max(sums[key].values()), key))
    bars = [_bar(donor_words(key), sums[key], currency) for key in order[:MOST_DONORS]]
    if len(order) > MOST_DONORS:
        rest: dict[MoneyState, Decimal] = {}
        for key in order[MOST_DONORS:]:
            for state, amount in sums[key].items():
                rest[state] = rest.get(state, Decimal(0)) + amount
        bars.append(_bar(say("money.other_donors", n=len(order) - MOST_DONORS), rest, currency))
    columns = (head("money.donor_head", weight=4), *(_state_head(state) for state in SHOWN))
    rows = tuple(
        row(cell(donor_words(key)), *(_sum_cell(sums[key].get(state), currency) for state in SHOWN)) for key in order
    )
    return Figure(
        name="money.donors",
        title=say("money.by_donor"),
        aside=say("money.nested"),
        chart=Donors(currency=currency, bars=tuple(bars)),
        alt=say("money.donors_alt", first=bars[0].label, n=len(order)),
        notes=(say("money.own_budget"),),
        numbers=Table(name="money.donors.numbers", columns=columns, rows=rows, numbers=True),
    )


def _donor_sums(ledger: Ledger, currency: str) -> dict[tuple[Principal, ...], dict[MoneyState, Decimal]]:
    """What each donor gives by state, as the ledger groups it, so that nothing is added twice (domain C4, C9)."""
    sums: dict[tuple[Principal, ...], dict[MoneyState, Decimal]] = defaultdict(dict)
    for one in group(ledger, ("donor",)):
        if one.state in SHOWN and one.lines and one.known.currency == currency:
            named = () if one.key == (Missing.NOT_STATED.value,) else one.key[0].split("+")
            sums[tuple(Principal(who) for who in named)][one.state] = one.known.amount
    return sums


def _bar(label: Say, sums: dict[MoneyState, Decimal], currency: str) -> DonorBar:
    values = {state: sums.get(state, Missing.UNKNOWN) for state in SHOWN}
    known = [state for state in SHOWN if state in sums]
    words = None
    if len(known) == 1:
        amount = Money(amount=sums[known[0]], currency=currency)
        words = say("money.only_state", amount=amount, state=Code(table="moneystate", code=known[0].value))
    return DonorBar(
        label=label,
        announced=values[MoneyState.ANNOUNCED],
        committed=values[MoneyState.COMMITTED],
        contracted=values[MoneyState.CONTRACTED],
        disbursed=values[MoneyState.DISBURSED],
        words=words,
    )


def _sum_cell(value: Decimal | None, currency: str) -> Cell:
    return cell(Missing.UNKNOWN) if value is None else Number(value=Money(amount=value, currency=currency))


def _state_head(state: MoneyState) -> Column:
    return head(f"money.head_{state.value}", number=True, weight=2)


def _lines(ledger: Ledger, currency: str) -> Block:
    lines = [one for one in ledger.lines if _speaks(one, currency)]
    plain = [one for one in lines if one.if_met is None]
    rows = [_line(one, currency) for one in plain]
    rows.append(_total_row(ledger, currency))
    rows.extend(_line(one, currency, if_met=True) for one in lines if one.if_met is not None)
    columns = (
        head("money.line", weight=5),
        *(_state_head(state) for state in SHOWN),
        head("money.donor_head", weight=3),
    )
    notes = (say("money.table_note", currency=Code(table="currency", code=currency)),)
    return table("money.lines", columns, rows if plain else (), nothing="money.no_amount", notes=notes, numbers=True)


def _speaks(line: Line, currency: str) -> bool:
    """Whether a line has a figure in this currency, or none in any."""
    known = [one.value.currency for one in line.amounts if isinstance(one.value, Money)]
    return not known or currency in known


def _line(line: Line, currency: str, *, if_met: bool = False) -> Row:
    cells: list[Cell] = [
        cell(line.ref if not if_met or line.if_met is None else say("money.if", item=line.ref, condition=line.if_met))
    ]
    for state in SHOWN:
        amount = line.amount(state)
        if isinstance(amount.value, Money) and amount.value.currency == currency:
            cells.append(
                Number(
                    value=amount.value,
                    at_least=amount.at_least,
                    bracketed=not amount.counted and not if_met,
                    if_met=if_met and not amount.counted,
                )
            )
        else:
            cells.append(cell(amount.value if isinstance(amount.value, Missing) else Missing.NOT_APPLICABLE))
    cells.append(cell(donor_words(line.donors)))
    return Row(cells=tuple(cells), style="sub" if not line.counted or line.bracketed else "plain")


def _total_row(ledger: Ledger, currency: str) -> Row:
    cells: list[Cell] = [cell(say("money.total"), strong=True)]
    for state in SHOWN:
        total = total_of(ledger, state, currency)
        cells.append(
            cell(Missing.UNKNOWN) if total is None else Number(value=total.known, at_least=total.at_least, strong=True)
        )
    return Row(cells=(*cells, cell(None)), style="total")


def _left_out(ledger: Ledger) -> tuple[Block, ...]:
    if not ledger.left_out:
        return ()
    rows = tuple(
        row(cell(one.ref), cell(one.because), cell(say("money.rule", rule=one.rule), quiet=True))
        for one in ledger.left_out
    )
    columns = (head("money.line", weight=4), head("money.because", weight=5), head("money.rule_head", weight=1))
    return (
        Heading(say=say("money.left_out"), aside=say("money.left_out_aside")),
        Table(name="money.left_out", columns=columns, rows=rows),
    )


def _gaps(ledger: Ledger) -> Block:
    rows = [
        row(
            cell(say("money.overlap")),
            cell(say("money.overlap_where", items=tuple(one.lines), objective=one.objective)),
            cell(one.money),
            cell(say("money.overlap_who", items=tuple(say("brief.number", item=line) for line in one.lines))),
        )
        for one in ledger.overlaps
    ]
    gaps = [one for one in ledger.gaps if not (isinstance(one.gap, Money) and one.gap.amount == 0)]
    known = [one for one in gaps if isinstance(one.gap, Money)]
    unknown = [one for one in gaps if not isinstance(one.gap, Money)]
    rows = [*(_gap(one) for one in known), *rows]
    if unknown:
        names = tuple(one.objective for one in unknown)
        rows.append(
            row(
                cell(say("money.gap")),
                cell(say("money.gap_unknown_where", n=len(unknown), items=names)),
                cell(Missing.UNKNOWN),
                cell(say("money.count_need")),
            )
        )
    columns = (
        head("money.kind", weight=2),
        head("money.where", weight=6),
        head("money.amount", number=True, weight=3),
        head("money.who", weight=6),
    )
    notes = (say("money.not_compared", n=len(ledger.not_compared)),) if ledger.not_compared else ()
    return table("money.gaps", columns, rows, nothing="money.no_gap", notes=notes)


def _gap(gap: Gap) -> Row:
    offers = tuple(
        say(f"money.filler_{one.why}", who=donor_words(one.donors), amount=one.amount, item=one.line)
        for one in gap.fillers[:3]
    )
    who = cell(say("money.fillers", who=offers)) if offers else cell(Missing.UNKNOWN, absent=say("money.no_filler"))
    where = say("money.gap_where", item=gap.objective, need=gap.need, committed=gap.committed)
    return row(cell(say("money.gap")), cell(where), cell(gap.gap), who)


def _four(ledger: Ledger, currency: str | None) -> tuple[Block, ...]:
    figures = [one for one in ledger.figures if one.currency == currency]
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


def _ten(ledger: Ledger) -> tuple[Block, ...]:
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
