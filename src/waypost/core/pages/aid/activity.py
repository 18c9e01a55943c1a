"""An aid activity down to its transactions: what it is, why it is about migration, each movement with its file.

Source: issue 4.3 (down to activities, transactions and source file).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.aid.funding import Movement, Told, standing
from waypost.core.aid.rates import EURO, Rates, rate_of
from waypost.core.aid.spoken import rates_from, why_relevant
from waypost.core.aid.totals import EXACT, cents
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.tree import Cell, Nothing, Paragraph, Row, Stack, Table, Unknown, Words
from waypost.core.goto import goto
from waypost.core.pages.aid.funds import exactly, label
from waypost.core.pages.page import Facts, Link, Page, Part, Query
from waypost.core.pages.readers import readership
from waypost.core.say import Say, Who, say
from waypost.core.values import PUBLIC, Missing

TYPES: Final = tuple(str(code) for code in range(1, 14))
"""Codes of the list TransactionType that have a name. Source: IATI 2.03."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """An activity with its transactions; the file each vintage was, and when it was published."""

    told: Told
    movements: tuple[Movement, ...]
    files: tuple[tuple[str, str, date], ...]
    rates: Rates | None


def activity_page(partner: str, found: Traced, *, keep: Query = ()) -> Page:
    """The page of one activity, reached from the money of a country."""
    told, country = found.told, Who(principal=f"partner:{partner}")
    files = {vintage: (file, issued) for vintage, file, issued in found.files}
    file, issued = files[told.vintage]
    return Page(
        name="aid_activity",
        title=_words(told.title or told.activity),
        area="routes",
        crumbs=(
            Link(label=say("partners.title"), to=goto("partners", query=keep)),
            Link(label=country, to=goto("partner", partner=partner, query=keep)),
            Link(label=say("funds.crumb"), to=goto("funding", partner=partner, query=keep)),
        ),
        reader=readership(frozenset({PUBLIC}), (), PUBLIC),
        facts=(say("funds.issue", day=issued),),
        blocks=(
            Paragraph(says=(why_relevant(told),)),
            Facts(
                name="activity",
                rows=(
                    (say("funds.identifier"), cell(_words(told.activity))),
                    (say("funds.reporter"), cell(_words(told.reporter))),
                    (say("funds.whose"), cell(label("donor", told.giver))),
                    (say("funding.domain"), cell(label("domain", told.domain))),
                    (say("funding.instrument"), cell(label("instrument", told.instrument))),
                    (say("funding.file"), cell(say("funds.place", file=file, row=str(told.source_row)))),
                ),
            ),
            *((Paragraph(says=(_words(told.about),), quiet=True),) if told.about else ()),
            Part(
                name="transactions",
                title=say("funds.transactions"),
                aside=say("funds.as_in_file"),
                blocks=(_movements(found),),
            ),
        ),
        keep=keep,
    )


def _words(words: str) -> Say:
    return say("page.words", words=words)


def _movements(found: Traced) -> Table | Nothing:
    return table(
        "funding.transactions",
        (
            head("funding.day", weight=2),
            head("funding.type", weight=3),
            head("funding.amount", number=True, weight=3),
            head("funding.euro", number=True, weight=3),
            head("funding.partner", weight=2),
            head("funds.between", weight=4),
            head("funding.counts", weight=3),
        ),
        [_row(one, found.rates) for one in found.movements],
        nothing="funds.no_transactions",
        notes=(rates_from(found.rates),),
    )


def _row(one: Movement, rates: Rates | None) -> Row:
    return row(
        cell(one.day or Missing.NOT_STATED),
        cell(say(f"aid.type_{one.kind}") if one.kind in TYPES else _words(one.kind)),
        exactly(one.value, one.currency),
        _euro(one, rates),
        cell(say("published.donor", donor=Who(principal=f"partner:{one.country}")))
        if one.country
        else cell(say("funding.no_country"), quiet=True),
        _between(one),
        cell(say(f"funding.is_{standing(one).value}")),
    )


def _euro(one: Movement, rates: Rates | None) -> Cell:
    rate = rate_of(one.currency, one.day.strftime("%Y-%m") if one.day else "", rates)
    if isinstance(rate, Missing):
        return Unknown(reason=rate, say=say(f"funds.no_rate_{rate.value}"))
    amount: Decimal = cents(EXACT.multiply(one.value, rate))
    return exactly(amount, EURO)


def _between(one: Movement) -> Cell:
    """From whom to whom, as the file names them."""
    named = [say(f"funds.{code}", name=name) for code, name in (("from", one.provider), ("to", one.receiver)) if name]
    if not named:
        return cell(Missing.NOT_STATED)
    return Stack(cells=tuple(Words(words=words) for words in named), inline=False)
