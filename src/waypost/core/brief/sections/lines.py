"""Section 4, how the totals are made: every line under its donor, and what the counting rules left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from waypost.core.analysis.ledger import Ledger, LeftOut, Line, Total
from waypost.core.analysis.money.totals import group
from waypost.core.brief.cells import cell, head, listed, row, table
from waypost.core.brief.naming import donor_words
from waypost.core.brief.tree import Block, Cell, Column, Heading, Linked, Number, Row, Table
from waypost.core.goto import Goto
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Code, Say, SayValue, say
from waypost.core.values import Missing, Money, Principal

SHOWN: Final = (MoneyState.ANNOUNCED, MoneyState.COMMITTED, MoneyState.CONTRACTED, MoneyState.DISBURSED)
"""The states drawn and printed in columns; allocated stands in the workbook."""
Opens = Callable[[MoneyState, tuple[Principal, ...] | None], Goto]
"""Where the sum of a state leads, of all donors (None) or of some together: to the lines it is made of."""
DonorSums = dict[tuple[Principal, ...], dict[MoneyState, Decimal]]


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


def is_known(total: Total | None) -> bool:
    """Whether any line has a figure in that state."""
    return total is not None and not total.is_unknown


def amount_words(total: Total | None) -> Say:
    """A total in running text: "at least" where a line has no figure."""
    if total is None:
        return say("money.nothing")
    return say("money.at_least" if total.at_least else "money.exactly", amount=total.known)


def donor_sums(ledger: Ledger, currency: str) -> DonorSums:
    """What each donor gives by state, as the ledger groups it, so that nothing is added twice (domain C4, C9)."""
    sums: DonorSums = defaultdict(dict)
    for one in group(ledger, ("donor",)):
        if one.state in SHOWN and one.lines and one.known.currency == currency:
            named = () if one.key == (Missing.NOT_STATED.value,) else one.key[0].split("+")
            sums[tuple(Principal(who) for who in named)][one.state] = one.known.amount
    return sums


def sum_cell(value: Decimal | None, currency: str) -> Cell:
    """A sum of one currency; unknown where there is none."""
    return cell(Missing.UNKNOWN) if value is None else Number(value=Money(amount=value, currency=currency))


def state_head(state: MoneyState) -> Column:
    """The head of a column of sums in one state."""
    return head(f"money.head_{state.value}", number=True, weight=2)


def lines_table(ledger: Ledger, currency: str, opens: Opens | None = None) -> Block:
    """Totals first, then each donor with its sums and its lines, then what is shown and not added.

    A state of which no figure is known has no column; the note says so once. `opens` says where a total leads.
    """
    lines = [one for one in ledger.lines if _speaks(one, currency)]
    plain = [one for one in lines if one.counted and not one.bracketed and one.if_met is None]
    beside = [one for one in lines if one not in plain and one.if_met is None and _has_figure(one, currency)]
    waiting = [one for one in lines if one.if_met is not None]
    states = tuple(state for state in SHOWN if any(_in(one, state, currency) for one in (*plain, *beside, *waiting)))
    rows = [_total_row(ledger, currency, states, opens)]
    for key, sums in _by_size(donor_sums(ledger, currency), plain):
        name = donor_words(key) if key else say("money.donor_none")
        sum_cells = tuple(_opened(sum_cell(sums.get(state), currency), opens, state, key) for state in states)
        rows.append(Row(cells=(cell(name, strong=True), *sum_cells), style="group"))
        rows.extend(_line(one, currency, states) for one in plain if one.donors == key)
    for code, held in (("money.not_added", beside), ("money.only_if", waiting)):
        if held:
            rows.append(Row(cells=(cell(say(code), strong=True), *(cell(None) for _ in states)), style="group"))
            rows.extend(_line(one, currency, states, if_met=one.if_met is not None) for one in held)
    columns = (head("money.line", weight=5), *(state_head(state) for state in states))
    unknown: tuple[SayValue, ...] = tuple(say(f"moneystate.{state.value}") for state in SHOWN if state not in states)
    notes = (
        say("money.table_note", currency=Code(table="currency", code=currency)),
        *((say("money.no_figure", states=unknown),) if unknown else ()),
    )
    return table("money.lines", columns, rows if plain else (), nothing="money.no_amount", notes=notes, numbers=True)


def _in(line: Line, state: MoneyState, currency: str) -> bool:
    """Whether a line has a figure of this currency in that state."""
    value = line.amount(state).value
    return isinstance(value, Money) and value.currency == currency


def _by_size(sums: DonorSums, lines: list[Line]) -> list[tuple[tuple[Principal, ...], dict[MoneyState, Decimal]]]:
    """Every donor of a line with its sums, the largest first."""
    donors = dict.fromkeys((*sums, *(one.donors for one in lines)))
    size = {key: max(sums.get(key, {}).values(), default=Decimal(0)) for key in donors}
    return [(key, sums.get(key, {})) for key in sorted(donors, key=lambda key: (-size[key], key))]


def _has_figure(line: Line, currency: str) -> bool:
    """Whether a line has a figure in this currency in a state that is printed."""
    return any(_in(line, state, currency) for state in SHOWN)


def _speaks(line: Line, currency: str) -> bool:
    """Whether a line has a figure in this currency, or none in any."""
    known = [one.value.currency for one in line.amounts if isinstance(one.value, Money)]
    return not known or currency in known


def _line(line: Line, currency: str, states: tuple[MoneyState, ...], *, if_met: bool = False) -> Row:
    condition = line.if_met if if_met else None
    cells: list[Cell] = [cell(line.ref if condition is None else say("money.if", item=line.ref, condition=condition))]
    for state in states:
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
    return Row(cells=tuple(cells), style="sub")


def _total_row(ledger: Ledger, currency: str, states: tuple[MoneyState, ...], opens: Opens | None) -> Row:
    sums = (_opened(_total_cell(total_of(ledger, state, currency)), opens, state, None) for state in states)
    return Row(cells=(cell(say("money.total"), strong=True), *sums), style="total")


def _total_cell(total: Total | None) -> Cell:
    if total is None:
        return cell(Missing.UNKNOWN)
    return Number(value=total.known, at_least=total.at_least, strong=True)


def _opened(one: Cell, opens: Opens | None, state: MoneyState, donors: tuple[Principal, ...] | None) -> Cell:
    """A sum that leads to its lines, where pages can be turned; what is unknown leads nowhere."""
    return one if opens is None or not isinstance(one, Number) else Linked(cell=one, to=opens(state, donors))


def left_out_blocks(ledger: Ledger) -> tuple[Block, ...]:
    """What the counting rules left out: each reason once, with its lines."""
    if not ledger.left_out:
        return ()
    groups: dict[tuple[str, str], list[LeftOut]] = defaultdict(list)
    for one in ledger.left_out:
        groups[one.rule, one.because.code].append(one)
    rows = tuple(
        row(
            cell(say(code.replace("ledger.left_out", "money.out"))),
            cell(listed(tuple(_out_item(one) for one in held))),
            cell(say("money.rule", rule=rule), quiet=True),
        )
        for (rule, code), held in groups.items()
    )
    columns = (head("money.because", weight=4), head("money.lines", weight=6), head("money.rule_head", weight=1))
    return (
        Heading(say=say("money.left_out"), aside=say("money.left_out_aside")),
        Table(name="money.left_out", columns=columns, rows=rows),
    )


def _out_item(one: LeftOut) -> SayValue:
    """The line, with the amount, the whole or the condition that its reason speaks of."""
    values = dict(one.because.values)
    what = next((values[name] for name in ("amount", "whole", "condition") if name in values), None)
    return one.ref if what is None else say("money.out_item", item=one.ref, what=what)
