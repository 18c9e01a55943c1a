"""Who funds what with a partner country, as donors publish it: sums that open until the transaction.

Each sum leads to what it is made of, one question further: donor, instrument, domain, year, activity. Sums are in
euro, each amount at the rate of its month; below stand the currencies of the publishers, what is not counted, and what
the roadmaps that the reader may know say beside it. The two are never added (domain C11).

Source: issue 4.3 (who funds what); domain C2, C8, C11, C12.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.aid.funding import Funding, Published
from waypost.core.aid.rates import EURO, Converted, InEuro, Rates
from waypost.core.aid.spoken import rate_used, rates_from, unpriced
from waypost.core.aid.totals import cents
from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.money.totals import group
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.sections.published import NOBODY, published_blocks
from waypost.core.brief.sections.published import STATES as BESIDE
from waypost.core.brief.tree import Block, Cell, Heading, Linked, Number, Paragraph, Row, Unknown, Words
from waypost.core.goto import Goto, goto
from waypost.core.pages.member_state import roadmap_title
from waypost.core.pages.page import Empty, Filter, Filters, Fold, Link, Links, Page, PageBlock, Part, Query
from waypost.core.pages.readers import readership
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Code, Say, Who, say
from waypost.core.values import PUBLIC, Missing, Money

FURTHER: Final = ("donor", "instrument", "domain", "year", "activity")
"""The questions a sum opens into, in this order; an activity opens into its transactions."""
BY: Final = (*FURTHER, "programme", "file")
"""What the page may be grouped by."""
FIXED: Final = ("donor", "instrument", "domain", "year")
"""What may be fixed, so that only its money is shown."""
NONE: Final = "-"
"""Stands in an address for what is not named."""
STATES: Final = (MoneyState.ANNOUNCED, MoneyState.COMMITTED, MoneyState.DISBURSED)
MOST: Final = 60
"""So many groups stand in the table, the largest first; the others are counted and in the total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What of the money is asked for: one grouping, what is fixed (name and code), about migration alone or all."""

    partner: str
    by: str
    fixed: tuple[tuple[str, str], ...] = ()
    everything: bool = False
    keep: Query = ()

    def to(self, by: str, fixed: Iterable[tuple[str, str]], *, everything: bool) -> Goto:
        """The page asked in another way."""
        query = (("by", by), *fixed, *((("all", "1"),) if everything else ()), *self.keep)
        return goto("funding", partner=self.partner, query=query)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funds:
    """The answer: sums by group, the same in euro with the rates at hand, titles of activities, names of files; and
    what the roadmaps with this country say of donors, beside what is published of them."""

    ask: Ask
    funding: Funding
    converted: Converted
    rates: Rates | None
    titles: Mapping[str, str]
    files: Mapping[str, str]
    issued: date
    beside: tuple[Analysis, ...] = ()
    published: Published | None = None


def funds_page(found: Funds) -> Page:
    """The page of one country."""
    ask = found.ask
    return _page(
        ask,
        facts=(say("funds.published", day=found.issued, n=len(found.files)),),
        blocks=(
            Paragraph(says=(say("funding.everything" if ask.everything else "funding.about_migration"),), quiet=True),
            *_choices(ask),
            *_sums(found),
            *_beside(found),
            *_aside(found),
            _currencies(found),
        ),
    )


def no_funds_page(ask: Ask) -> Page:
    """The page where no aid data are at hand."""
    return _page(ask, facts=(), blocks=(Empty(say=say("funds.no_files"), why=say("funds.no_files_why")),))


def _page(ask: Ask, *, facts: tuple[Say, ...], blocks: tuple[PageBlock, ...]) -> Page:
    country = Who(principal=f"partner:{ask.partner}")
    return Page(
        name="funding",
        title=say("funds.title", country=country),
        subtitle=say("funds.subtitle"),
        area="routes",
        crumbs=(
            Link(label=say("partners.title"), to=goto("partners", query=ask.keep)),
            Link(label=country, to=goto("partner", partner=ask.partner, query=ask.keep)),
        ),
        reader=readership(frozenset({PUBLIC}), (), PUBLIC),
        facts=facts,
        blocks=blocks,
        keep=ask.keep,
    )


# What is asked ---------------------------------------------------------------------------------------------------


def _choices(ask: Ask) -> Iterator[Filters]:
    """How the money is grouped, what is fixed (each can be let go), and whether all of it is asked for."""
    yield Filters(
        label=say("funds.grouped_by"),
        told=True,
        filters=tuple(
            Filter(
                label=say(f"funding.{by}"),
                to=ask.to(by, ask.fixed, everything=ask.everything),
                chosen=by == ask.by,
            )
            for by in BY
        ),
    )
    held = tuple(
        Filter(
            label=say("funds.only", what=label(name, code), kind=say(f"funding.{name}")),
            to=ask.to(ask.by, (one for one in ask.fixed if one[0] != name), everything=ask.everything),
            chosen=True,
        )
        for name, code in ask.fixed
    )
    if held:
        yield Filters(label=say("funds.only_these"), filters=held, told=True)
    yield Filters(
        label=say("funds.which"),
        told=True,
        filters=tuple(
            Filter(label=say(code), to=ask.to(ask.by, ask.fixed, everything=every), chosen=every is ask.everything)
            for code, every in (("funds.migration", False), ("funds.all", True))
        ),
    )


def label(by: str, code: str) -> Say:
    """A code of a grouping in words."""
    if code in ("", NONE, NOBODY):
        return say("funds.none_named")
    match by:
        case "donor":
            return say("published.donor", donor=Who(principal=code))
        case "domain":
            return say("funds.coded", code=Code(table="domain", code=code))
    return say("page.words", words=code)


def exactly(amount: Decimal, currency: str) -> Cell:
    """An amount with every digit that its publisher wrote."""
    return cell(say("funds.exact", amount=Money(amount=amount, currency=currency)))


# Sums ------------------------------------------------------------------------------------------------------------


def _sums(found: Funds) -> Iterator[PageBlock]:
    groups = _by_group(found.converted.groups)
    shown = tuple(state for state in STATES if any(state in held for held in groups.values()))
    ranked = sorted(groups, key=lambda code: (-_largest(groups[code].values()), code))
    rows = [_row(found, code, groups[code], shown) for code in ranked[:MOST]]
    if len(ranked) > 1:
        rows.append(_total_row(found.converted.groups, shown))
    more = (say("funds.more", n=len(ranked) - MOST),) if len(ranked) > MOST else ()
    yield Heading(say=say("funds.in_euro"), aside=say("funds.at_the_rate_of_its_month"))
    yield table(
        "funding.euro",
        (
            head(f"funding.{found.ask.by}", weight=6),
            *(head(f"funds.{state.value}", number=True, weight=3) for state in shown),
        ),
        rows,
        nothing="funds.nothing",
        notes=(*more, *_notes(found)),
        numbers=True,
    )


def _notes(found: Funds) -> Iterator[Say]:
    missing = [rest for one in found.converted.groups for rest in one.unpriced]
    if missing:
        yield say("funds.not_in_euro", n=sum(one.transactions for one in missing))
    yield from map(rate_used, found.converted.used)
    if missing or found.converted.used:
        yield rates_from(found.rates)


def _by_group(groups: Iterable[InEuro]) -> dict[str, dict[MoneyState, InEuro]]:
    held: dict[str, dict[MoneyState, InEuro]] = {}
    for one in groups:
        held.setdefault(one.key[0], {})[one.state] = one
    return held


def _largest(held: Iterable[InEuro]) -> Decimal:
    return max((one.amount for one in held if isinstance(one.amount, Decimal)), default=Decimal(-1))


def _row(found: Funds, code: str, held: Mapping[MoneyState, InEuro], shown: tuple[MoneyState, ...]) -> Row:
    name = Linked(cell=Words(words=_named(found, code)), to=_opens(found.ask, code))
    return row(name, *(sum_cell(held[state]) if state in held else cell(None) for state in shown))


def _named(found: Funds, code: str) -> Say:
    match found.ask.by:
        case "activity" | "programme" if found.titles.get(code):
            return say("funding.titled", title=found.titles[code], code=code)
        case "file":
            return say("page.words", words=found.files.get(code, code))
    return label(found.ask.by, code)


def _opens(ask: Ask, code: str) -> Goto:
    """What a sum is made of: the transactions of an activity, else the next question, this group fixed."""
    if ask.by in ("activity", "programme"):
        return goto("aid_activity", partner=ask.partner, query=(("id", code), *ask.keep))
    if ask.by not in FIXED:
        return ask.to("activity", ask.fixed, everything=ask.everything)
    fixed = (*(one for one in ask.fixed if one[0] != ask.by), (ask.by, code or NONE))
    asked = {name for name, _ in fixed}
    further = next(one for one in FURTHER if one not in asked)
    return ask.to(further, fixed, everything=ask.everything)


def sum_cell(one: InEuro) -> Cell:
    """A sum in euro: at least that much where what has no rate would make it more."""
    if isinstance(one.amount, Missing):
        return Unknown(reason=one.amount, say=unpriced(one.unpriced[0]))
    more = bool(one.unpriced) and all(rest.amount >= 0 for rest in one.unpriced)
    return Number(value=Money(amount=cents(one.amount), currency=EURO), at_least=more)


def _total_row(groups: tuple[InEuro, ...], shown: tuple[MoneyState, ...]) -> Row:
    sums = []
    for state in shown:
        held = [one for one in groups if one.state is state]
        known = [one.amount for one in held if isinstance(one.amount, Decimal)]
        amount = Money(amount=cents(sum(known, Decimal(0))), currency=EURO)
        lacks = any(one.unpriced for one in held)
        sums.append(Number(value=amount, at_least=lacks, strong=True) if known else cell(Missing.UNKNOWN))
    return Row(cells=(cell(say("funds.together"), strong=True), *sums), style="total")


# What stands beside ------------------------------------------------------------------------------------------------


def _beside(found: Funds) -> Iterator[PageBlock]:
    """What each roadmap says of its donors, beside what they publish, never added; and which roadmaps say nothing."""
    silent: list[Link] = []
    for now in found.beside:
        link = Link(label=roadmap_title(now), to=goto("money", home=now.view.home, query=found.ask.keep))
        if not any(one.lines and one.state in BESIDE for one in group(now.ledger, ("donor",))):
            silent.append(link)
            continue
        yield Part(
            name=f"beside-{now.view.home}",
            title=roadmap_title(now),
            aside=say("funds.never_added"),
            links=(Link(label=say("funds.beside"), to=link.to),),
            blocks=published_blocks(now.ledger, found.published)[1:],
        )
    if silent:
        yield Paragraph(says=(say("funds.silent"),), quiet=True)
        yield Links(links=tuple(silent))


def _aside(found: Funds) -> Iterator[PageBlock]:
    """What is not counted, and why."""
    if found.funding.aside:
        yield Heading(say=say("funds.aside"))
        yield Paragraph(
            says=tuple(
                say(
                    f"funding.{one.standing.value}",
                    amount=cents(one.amount),
                    currency=one.currency,
                    n=one.transactions,
                )
                for one in found.funding.aside
            )
        )


def _currencies(found: Funds) -> Fold:
    """The same sums in the currencies of their publishers, exact, and what of them has no rate."""
    rows = tuple(
        row(
            cell(_named(found, one.key[0])),
            cell(say("funds.coded", code=Code(table="moneystate", code=one.state.value))),
            exactly(one.amount, one.currency),
            cell(one.transactions),
        )
        for one in found.funding.groups
    )
    columns = (
        head(f"funding.{found.ask.by}", weight=6),
        head("funding.state", weight=2),
        head("funding.amount", number=True, weight=3),
        head("funding.transactions", number=True, weight=2),
    )
    lacking = tuple(unpriced(rest) for one in found.converted.groups for rest in one.unpriced)
    blocks: tuple[Block, ...] = (
        table("funding.published", columns, rows, nothing="funds.nothing", notes=(say("funds.as_published"),)),
        *((Heading(say=say("funds.without_rate")), Paragraph(says=lacking)) if lacking else ()),
    )
    return Fold(summary=say("funds.currencies"), blocks=blocks)
