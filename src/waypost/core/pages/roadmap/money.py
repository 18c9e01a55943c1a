"""Money and tools: the stair beside how its total is made, donors, every line; each total opens into its lines.

Source: look 6 (money cell), 10 (money); contract 6; seed S8, S9, S11.
"""

from __future__ import annotations

from decimal import Decimal

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.ledger import Amount, Ledger, Line, Total
from waypost.core.brief.sections.gaps import gaps_table
from waypost.core.brief.sections.lines import SHOWN, Opens, left_out_blocks, lines_table, main_currency, total_of
from waypost.core.brief.sections.money import (
    donors_figure,
    four_words,
    other_currencies,
    stair_figure,
    streams_figure,
    ten_per_cent,
)
from waypost.core.brief.sections.tools import coverage_blocks, tools_table
from waypost.core.brief.tree import Nothing
from waypost.core.goto import Goto, goto
from waypost.core.pages.page import Beside, Item, Items, Link, Links, Page, PageBlock, Panel, Part, Query
from waypost.core.pages.roadmap.heading import MOST_SHEETS, roadmap_page
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Code, Who, say
from waypost.core.values import Money, Principal

MOST_PARTS = 6
"""So many lines stand beside the stair; the rest is counted."""

TOGETHER = "+"
"""Stands between donors whose shares were not read apart, in an address."""

NOBODY = "none"
"""Stands in an address for lines whose donor is not stated."""


def money_page(now: Analysis, *, shared: View | None = None, keep: Query = ()) -> Page:
    """Everything money of a roadmap, the total and its explanation first."""
    return roadmap_page(now, "money", _blocks(now, keep), shared=shared, keep=keep)


def _blocks(now: Analysis, keep: Query) -> tuple[PageBlock, ...]:
    ledger = now.ledger
    if not ledger.lines and not ledger.tools and not ledger.needs:
        return (Nothing(say=say("money.none")), *_published(now, keep), *coverage_blocks(now))
    currency = main_currency(ledger)
    no_amount: tuple[PageBlock, ...] = (Nothing(say=say("money.no_amount")), *_published(now, keep))
    return (
        *(_amounts(now, currency, keep) if currency else no_amount),
        Part(name="gaps", title=say("money.gaps_overlaps"), blocks=(gaps_table(ledger),)),
        Part(name="tools", title=say("money.tools"), blocks=(tools_table(ledger), *coverage_blocks(now))),
        Part(name="words", title=say("money.four"), blocks=(*four_words(ledger, currency)[1:], *ten_per_cent(ledger))),
    )


def _amounts(now: Analysis, currency: str, keep: Query) -> tuple[PageBlock, ...]:
    ledger = now.ledger
    unit = say("money.unit", currency=Code(table="currency", code=currency))
    home = now.view.home
    papers = (
        Link(label=say("pages.workbook"), to=goto("download", home=home, form="xlsx", query=keep)),
        Link(label=say("pages.downloads"), to=goto("downloads", home=home, query=keep)),
    )
    return (
        Beside(
            first=(stair_figure(ledger, currency), *other_currencies(ledger, currency)),
            second=_how_made(now, currency, keep),
        ),
        donors_figure(ledger, currency),
        *_published(now, keep),
        *streams_figure(now, currency),
        Part(
            name="lines",
            title=say("money.every_line"),
            aside=unit,
            links=papers,
            blocks=(lines_table(ledger, currency, opening(now, currency, keep)), *left_out_blocks(ledger)),
        ),
    )


def _published(now: Analysis, keep: Query) -> tuple[Links, ...]:
    """Ways to what donors publish of the same partners; of a plan with more than a few, to the list of them."""
    head = now.view.roadmap
    partners = tuple(dict.fromkeys(one.country for one in head[1].partners)) if head is not None else ()
    times = tuple(one for one in keep if one[0] in ("on", "vintage"))
    links = tuple(
        Link(
            label=say("funds.title", country=Who(principal=f"partner:{one}")),
            to=goto("funding", partner=one, query=times),
        )
        for one in partners[:MOST_SHEETS]
    )
    more = (Link(label=say("partners.title"), to=goto("partners", query=times)),)
    return (Links(links=(*links, *(more if len(partners) > MOST_SHEETS else ()))),) if links else ()


def opening(now: Analysis, currency: str, keep: Query) -> Opens:
    """Where a sum leads: to the lines of its state, currency and donors."""

    def opens(state: MoneyState, donors: tuple[Principal, ...] | None) -> Goto:
        asked = (("state", state.value), ("currency", currency), *_donor_query(donors))
        return goto("lines", home=now.view.home, query=(*keep, *asked))

    return opens


def _donor_query(donors: tuple[Principal, ...] | None) -> Query:
    if donors is None:
        return ()
    return (("donor", TOGETHER.join(donors) if donors else NOBODY),)


def main_total(ledger: Ledger, currency: str) -> Total | None:
    """The total that is explained first: of what is announced, else of the first state of which anything is known."""
    totals = (total_of(ledger, state, currency) for state in SHOWN)
    return next((one for one in totals if one is not None and not one.is_unknown), None)


def _how_made(now: Analysis, currency: str, keep: Query) -> tuple[PageBlock, ...]:
    """How the first total is made: its largest lines, how many more, and what was left out."""
    total = main_total(now.ledger, currency)
    if total is None:
        return ()
    parts = made_of(now.ledger, total)
    items = tuple(Item(title=say("pages.made_part", amount=amount.added, item=line.ref)) for line, amount in parts)
    to = opening(now, currency, keep)(total.state, None)
    state = Code(table="moneystate", code=total.state.value)
    more = Item(title=say("pages.made_more", n=len(parts) - MOST_PARTS), to=to)
    out = len({one.ref.element for one in now.ledger.left_out if one.state in (None, total.state)})
    left_out = Item(title=say("pages.made_left_out", n=out), to=to)
    amount = say("pages.sum_at_least" if total.at_least else "pages.sum", amount=total.known)
    return (
        Panel(
            title=say("pages.how_made", amount=amount),
            aside=say("pages.how_made_aside", state=state),
            blocks=(
                Items(
                    items=(
                        *items[:MOST_PARTS],
                        *((more,) if len(parts) > MOST_PARTS else ()),
                        *((left_out,) if out else ()),
                    )
                ),
            ),
        ),
    )


def made_of(ledger: Ledger, total: Total) -> list[tuple[Line, Amount]]:
    """The lines of a total with what each adds to it, the largest first."""
    lines = (ledger.line(element) for element in total.lines)
    found = [(line, line.amount(total.state)) for line in lines if line is not None]
    return sorted(found, key=lambda one: (-_size(one[1]), one[0].ref.element))


def _size(amount: Amount) -> Decimal:
    return amount.added.amount if isinstance(amount.added, Money) else Decimal(0)
