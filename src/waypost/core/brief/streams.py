"""Where money comes from and goes to: donor, instrument, partner, domain, as one picture with its numbers.

What the roadmap says and what donors publish are two pictures and are never added (domain C11). A line without a
figure is counted and shown as one, and is never a band of no width.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from waypost.core.aid.funding import Funded, Published
from waypost.core.analysis.ledger import Ledger, Total
from waypost.core.analysis.money.totals import NONE, group
from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.figures import Stream, StreamLayer, StreamNode, Streams
from waypost.core.brief.naming import code_words, donor_words
from waypost.core.brief.tree import Cell, Figure, Number, Row, Table, Unknown
from waypost.core.roadmap.vocabulary import Domain, MoneyState
from waypost.core.say import Code, Say, SayValue, Who, say
from waypost.core.values import Missing, Money, Principal

MOST: Final = 5
"""So many are drawn in a layer, the largest; the others together."""
LAYERS: Final = ("donor", "instrument", "partner", "domain")
STATES: Final = (MoneyState.COMMITTED, MoneyState.DISBURSED, MoneyState.ANNOUNCED)
"""The state that is drawn: the first of which anything is known."""

Keys = tuple[str, ...]
Naming = Callable[[int, str], Say | None]
"""The words for a key of a layer; None for one that says that it is not known."""
_REST: Final = "\0rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flowing:
    """Money on one way: its key in each layer, the known sum (None: nothing known), lines without a figure."""

    keys: Keys
    amount: Decimal | None
    unknown: int = 0


def ledger_figure(ledger: Ledger, currency: str, partners: Sequence[str]) -> Figure | None:
    """The money of a roadmap in one currency, in the first state of which anything is known; None without any."""
    totals = group(ledger, ("donor", "instrument", "domain"))
    for state in STATES:
        held = [one for one in totals if one.state is state and one.known.currency == currency]
        if any(one.lines for one in held):
            ways = tuple(_way(one, "+".join(partners)) for one in held)
            return _figure("money.streams", ways, currency, state, _named, (say("streams.roadmap_note"),))
    return None


def _way(total: Total, partners: str) -> Flowing:
    donor, instrument, domain = total.key
    return Flowing(
        keys=(donor, instrument, partners, domain),
        amount=None if total.is_unknown else total.known.amount,
        unknown=total.missing_lines,
    )


def published_figure(published: Published, currency: str) -> Figure | None:
    """What donors publish in one currency, grouped by donor, instrument, partner and domain; None without any."""
    for state in STATES:
        held = [one for one in published.funding.groups if one.state is state and one.currency == currency]
        if any(one.amount > 0 for one in held):
            ways = tuple(Flowing(keys=one.key, amount=one.amount) for one in held)
            notes = (say("published.source", n=published.files, day=published.issued), say("streams.published_note"))
            return _figure("published.streams", ways, currency, state, _published_named, notes)
    return None


def currencies(groups: Iterable[Funded]) -> tuple[str, ...]:
    """The currencies of what is published, those of most committed or paid activities first; none is converted."""
    counts: dict[str, int] = defaultdict(int)
    for one in groups:
        if one.amount > 0:
            counts[one.currency] += one.transactions
    return tuple(sorted(counts, key=lambda code: (-counts[code], code)))


# The picture -----------------------------------------------------------------------------------------------------


def _figure(
    name: str, ways: tuple[Flowing, ...], currency: str, state: MoneyState, naming: Naming, notes: tuple[Say, ...]
) -> Figure:
    drawn = tuple(one for one in ways if one.unknown or (one.amount is not None and one.amount > 0))
    lowered = sum(one.amount is not None and one.amount < 0 for one in ways)
    chart = streams(drawn, currency, naming)
    first = chart.layers[0].nodes[0]
    whole = sum((one.amount for one in drawn if one.amount is not None and one.amount > 0), Decimal(0))
    more = [say("streams.lowered", n=lowered)] if lowered else []
    if any(one.unknown for one in drawn):
        more.append(say("streams.unknown_note"))
    return Figure(
        name=name,
        title=say("streams.title"),
        aside=say(
            "streams.aside",
            state=Code(table="moneystate", code=state.value),
            currency=Code(table="currency", code=currency),
        ),
        chart=chart,
        alt=say(
            "streams.alt",
            whole=Money(amount=whole, currency=currency),
            first=first.label,
            amount=Missing.UNKNOWN
            if isinstance(first.known, Missing)
            else Money(amount=first.known, currency=currency),
            n=sum(one.unknown for one in drawn),
        ),
        notes=(say("streams.how_to_read"), *more, *notes),
        numbers=_numbers(f"{name}.numbers", ways, currency, naming),
    )


def streams(ways: Sequence[Flowing], currency: str, naming: Naming) -> Streams:
    """The picture: in each layer the largest by name, the others together; the sums of all layers are equal."""
    count = len(ways[0].keys)
    orders = [_order(ways, place) for place in range(count)]
    folded: dict[tuple[int, ...], list[Flowing]] = defaultdict(list)
    for one in ways:
        at = (order.index(key if key in order else _REST) for key, order in zip(one.keys, orders, strict=True))
        folded[tuple(at)].append(one)
    layers = tuple(
        StreamLayer(
            head=say(f"funding.{LAYERS[place]}"),
            nodes=tuple(
                _node(naming, place, key, [one for one in ways if _at(one.keys[place], order) == key]) for key in order
            ),
        )
        for place, order in enumerate(orders)
    )
    return Streams(currency=currency, layers=layers, streams=tuple(_streams(folded)))


def _at(key: str, order: Sequence[str]) -> str:
    return key if key in order else _REST


def _order(ways: Sequence[Flowing], place: int) -> tuple[str, ...]:
    """The keys of a layer by size, what nobody named last; those too many to be drawn are one."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in ways:
        sums[one.keys[place]] += one.amount if one.amount is not None and one.amount > 0 else 0
    ranked = sorted(sums, key=lambda key: (_is_unnamed(key), -sums[key], key))
    if len(ranked) <= MOST + 1:
        return tuple(ranked)
    kept = ranked[:MOST]
    return (*kept, _REST)


def _is_unnamed(key: str) -> bool:
    return key in ("", NONE, *Missing)


def _streams(folded: dict[tuple[int, ...], list[Flowing]]) -> Iterable[Stream]:
    for nodes, ways in sorted(folded.items()):
        known = [one.amount for one in ways if one.amount is not None and one.amount > 0]
        if known:
            yield Stream(nodes=nodes, amount=sum(known, Decimal(0)))
        if any(one.unknown for one in ways):
            yield Stream(nodes=nodes, amount=Missing.UNKNOWN)


def _node(naming: Naming, place: int, key: str, ways: list[Flowing]) -> StreamNode:
    known = [one.amount for one in ways if one.amount is not None and one.amount > 0]
    amount: Decimal | Missing = sum(known, Decimal(0)) if known else Missing.UNKNOWN
    unknown = sum(one.unknown for one in ways)
    if key == _REST:
        many = len({one.keys[place] for one in ways})
        return StreamNode(label=say("streams.others", n=many), known=amount, unknown=unknown, rest=True)
    words = naming(place, key)
    label = say(f"streams.no_{LAYERS[place]}") if words is None else words
    return StreamNode(label=label, known=amount, unknown=unknown, unnamed=words is None)


def _named(place: int, key: str) -> Say | None:
    """The words for a key: principals by name, domains and instruments by theirs."""
    if _is_unnamed(key):
        return None
    match LAYERS[place]:
        case "donor":
            return donor_words(tuple(Principal(one) for one in key.split("+")))
        case "partner":
            names: tuple[SayValue, ...] = tuple(Who(principal=f"partner:{one}") for one in key.split("+"))
            return say("money.donor", who=names)
        case "domain":
            return code_words("domain", Domain(key).value)
    return say("brief.code", code=Code(table="instrument", code=key))


def _published_named(place: int, key: str) -> Say | None:
    """The same for what donors publish: what is not about migration by our rule says so and is not unknown."""
    return say("streams.not_migration") if not key and LAYERS[place] == "domain" else _named(place, key)


# Numbers ---------------------------------------------------------------------------------------------------------


def _numbers(name: str, ways: tuple[Flowing, ...], currency: str, naming: Naming) -> Table:
    """Every way with its sum, the largest first."""
    ranked = sorted(ways, key=lambda one: (one.amount is None, -(one.amount or Decimal(0)), one.keys))
    columns = (
        *(head(f"funding.{one}", weight=3) for one in LAYERS),
        head("streams.sum", number=True, weight=2),
    )
    return Table(
        name=name,
        columns=columns,
        rows=tuple(_row(one, currency, naming) for one in ranked),
        notes=(say("money.table_note", currency=Code(table="currency", code=currency)),),
        numbers=True,
    )


def _row(way: Flowing, currency: str, naming: Naming) -> Row:
    names = (
        cell(say(f"streams.no_{LAYERS[place]}") if (words := naming(place, key)) is None else words)
        for place, key in enumerate(way.keys)
    )
    return row(*names, _sum(way, currency))


def _sum(way: Flowing, currency: str) -> Cell:
    if way.amount is None:
        return Unknown(reason=Missing.UNKNOWN, say=say("outputs.unknown_lines", n=way.unknown))
    return Number(value=Money(amount=way.amount, currency=currency), at_least=way.unknown > 0)
