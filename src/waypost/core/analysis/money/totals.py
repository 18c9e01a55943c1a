"""Totals: the sum of what each line adds, by state, currency and any grouping, with the lines it opens into.

A total is computed, never stored (C6); states and currencies are never added to each other (C8, C12).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from waypost.core.analysis.ledger import Amount, Grouping, Ledger, Line, Total
from waypost.core.analysis.money.counting import TOGETHER, computed_sum, own_share_only
from waypost.core.roadmap.vocabulary import Domain, MoneyState
from waypost.core.say import Say, SayValue, say
from waypost.core.values import ElementId, Missing, Money

NONE = "none"
"""The key of what belongs to nothing: the sixth row of domains, money for no objective."""

BESIDE = (MoneyState.RECEIVED, MoneyState.SPENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one line adds to one sum: an amount under a key, in a year; None is a line without a figure."""

    line: ElementId
    key: tuple[str, ...]
    amount: Decimal | None
    currency: str | None
    at_least: bool


def group(ledger: Ledger, by: tuple[Grouping, ...]) -> tuple[Total, ...]:
    """Totals by one or several things at once, in the order of states, then of the sum, largest first.

    `key` holds one text for each thing asked: a principal (several with an unread split joined by `+`), a code, a
    year, an element id (several joined by `+`), `none` or the reason why it is missing. A part whose key differs
    from that of its counted whole is taken out of it, so that the groups add up to the whole: nothing is added
    twice (C9), and each party counts its own share (C4). Totals of received and spent are there only where
    something was.

    Source: contract 6, states of money; domain C4, C6, C8, C9, C12, C13.
    """
    return totals_of(ledger.lines, by)


def totals_of(lines: tuple[Line, ...], by: tuple[Grouping, ...]) -> tuple[Total, ...]:
    """The totals of some lines; see `group`."""
    own = {line.ref.element: _currencies(line) for line in lines}
    currencies = sorted({currency for held in own.values() for currency in held})
    # A line without a figure counts in the currency of its other states, in every currency where it has none.
    known = {line: held or currencies for line, held in own.items()}
    found: list[Total] = []
    for state in MoneyState:
        sums = _sums(pieces(lines, state, by), known)
        totals = [one.total(key, state, currency) for (key, currency), one in sums.items()]
        totals = [one for one in totals if state not in BESIDE or one.lines]
        found.extend(sorted(totals, key=lambda one: (one.known.currency, one.is_unknown, -one.known.amount, one.key)))
    return tuple(found)


class _Sum:
    """The pieces of one key and currency while they are gathered."""

    def __init__(self) -> None:
        self.amounts: list[Decimal] = []
        self.lines: dict[ElementId, None] = {}
        self.unknown: dict[ElementId, None] = {}
        self.at_least = False

    def take(self, piece: Piece) -> None:
        if piece.amount is None:
            self.unknown[piece.line] = None
        else:
            self.amounts.append(piece.amount)
            self.lines[piece.line] = None
            self.at_least = self.at_least or piece.at_least

    def total(self, key: tuple[str, ...], state: MoneyState, currency: str) -> Total:
        return Total(
            key=key,
            state=state,
            known=Money(amount=computed_sum(self.amounts), currency=currency),
            missing_lines=len(self.unknown),
            at_least=self.at_least or bool(self.unknown),
            lines=tuple(self.lines),
            unknown=tuple(self.unknown),
        )


def _sums(given: Iterable[Piece], known: Mapping[ElementId, list[str]]) -> dict[tuple[tuple[str, ...], str], _Sum]:
    """The pieces by key and currency; one without a figure counts in the currencies known of its line."""
    sums: dict[tuple[tuple[str, ...], str], _Sum] = {}
    for piece in given:
        own = [piece.currency] if piece.currency is not None else known[piece.line]
        for currency in own:
            sums.setdefault((piece.key, currency), _Sum()).take(piece)
    return sums


def _currencies(line: Line) -> list[str]:
    return sorted({one.value.currency for one in line.amounts if isinstance(one.value, Money)})


# -------------------------------------------------------------------------------------------------------- pieces


def pieces(lines: tuple[Line, ...], state: MoneyState, by: tuple[Grouping, ...]) -> tuple[Piece, ...]:
    """What the counted lines of a state add, each figure parted where its key needs it."""
    index = {one.ref.element: one for one in lines}
    found: list[Piece] = []
    for line in lines:
        amount = line.amount(state)
        if amount.counted:
            found.extend(_of_line(line, amount, index, by))
    return tuple(found)


def _of_line(line: Line, amount: Amount, index: dict[ElementId, Line], by: tuple[Grouping, ...]) -> list[Piece]:
    if not isinstance(amount.added, Money):
        return [_piece(line, amount.state, None, None, at_least=True, by=by, year=None)]
    return _opened(line, amount, amount.added, index, by, at_least=amount.stands_for_whole)


def _opened(
    line: Line,
    amount: Amount,
    money: Money,
    index: dict[ElementId, Line],
    by: tuple[Grouping, ...],
    *,
    at_least: bool,
) -> list[Piece]:
    """A figure in pieces: the parts that have another key than the line, and what is left of it."""
    if not amount.opens_into:
        return _by_year(line, amount, money, by, at_least=at_least or amount.at_least)
    inner: list[Piece] = []
    mine = {_key(line, amount.state, by, None)}
    for one in amount.opens_into:
        part = index[one]
        held = part.amount(amount.state)
        if isinstance(held.value, Money):
            inner.extend(_opened(part, held, held.value, index, by, at_least=at_least or amount.at_least))
    if all(_without_year(one.key, by) in {_without_year(key, by) for key in mine} for one in inner):
        return _by_year(line, amount, money, by, at_least=at_least or amount.at_least)
    rest = money.amount - computed_sum(one.amount for one in inner if one.amount is not None)
    if rest:
        left = Money(amount=rest, currency=money.currency)
        inner.extend(_by_year(line, amount, left, by, at_least=at_least or amount.at_least))
    return inner


def _without_year(key: tuple[str, ...], by: tuple[Grouping, ...]) -> tuple[str, ...]:
    return tuple(one for one, what in zip(key, by, strict=True) if what != "year")


def _by_year(line: Line, amount: Amount, money: Money, by: tuple[Grouping, ...], *, at_least: bool) -> list[Piece]:
    """A figure as one piece, or by year what each year added (C13); a figure that is no running total of its own
    (a sum of parts, a rest) stands without a year."""
    if "year" not in by:
        return [_piece(line, amount.state, money.amount, money.currency, at_least=at_least, by=by, year=None)]
    years = amount.by_year
    if computed_sum(one for _, one in years) != money.amount:
        years = ((None, money.amount),)
    return [
        _piece(line, amount.state, added, money.currency, at_least=at_least, by=by, year=year)
        for year, added in years or ((None, money.amount),)
    ]


def _piece(
    line: Line,
    state: MoneyState,
    amount: Decimal | None,
    currency: str | None,
    *,
    at_least: bool,
    by: tuple[Grouping, ...],
    year: int | None,
) -> Piece:
    key = _key(line, state, by, year)
    return Piece(line=line.ref.element, key=key, amount=amount, currency=currency, at_least=at_least)


def _key(line: Line, state: MoneyState, by: tuple[Grouping, ...], year: int | None) -> tuple[str, ...]:
    return tuple(_one_key(line, state, what, year) for what in by)


def _one_key(line: Line, state: MoneyState, what: Grouping, year: int | None) -> str:
    match what:
        case "donor":
            return own_share_only(line.donors)
        case "instrument":
            return _instrument(line)
        case "domain":
            return line.domain.value if isinstance(line.domain, Domain) else NONE
        case "tool":
            return line.tool.value
        case "year":
            return Missing.NOT_STATED.value if year is None else str(year)
        case "state":
            return state.value
        case "objective":
            return TOGETHER.join(line.objectives) or NONE
        case "action":
            return TOGETHER.join(line.actions) or NONE


def _instrument(line: Line) -> str:
    """The code, else the words of the source, else why it is missing."""
    if isinstance(line.instrument, Missing):
        return line.instrument_words.original if line.instrument_words else line.instrument.value
    return line.instrument


# --------------------------------------------------------------------------------------------------------- words


def amount_words(total: Total) -> SayValue:
    """A total where it stands alone: the sum, "at least" the known part, or that it is unknown."""
    if total.is_unknown:
        return Missing.UNKNOWN
    return say("money.at_least", amount=total.known) if total.at_least else total.known


def how_made(total: Total) -> Say:
    """How a total is made, in a sentence: of how many lines, and how many more have no figure."""
    n = len(total.lines)
    if total.is_unknown:
        return say("ledger.made_of_unknown", n=total.missing_lines)
    if total.missing_lines:
        rest = say("ledger.and_unknown", n=total.missing_lines)
        return say("ledger.made_of_and_unknown", n=n, known=total.known, rest=rest)
    code = "ledger.made_of_at_least" if total.at_least else "ledger.made_of"
    return say(code, n=n, known=total.known)
