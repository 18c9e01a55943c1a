"""The rules of the review as pages: what each asks, what to do when it does not hold, where it comes from."""

from __future__ import annotations

from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.tree import Block, Cell, Linked, Mark, Marker, Words
from waypost.core.goto import goto
from waypost.core.pages.page import Facts, Link, Page
from waypost.core.review.finding import Weight
from waypost.core.review.rule import Rule
from waypost.core.say import say


def rules_page(rules: tuple[Rule, ...]) -> Page:
    """Every rule, in the order in which they are asked."""
    columns = (head("pages.rule", weight=1), head("pages.weight", weight=2), head("pages.asks", weight=8))
    rows = (row(_code(one), _weight(one), cell(one.asks)) for one in rules)
    block: Block = table("rules", columns, rows, nothing="pages.no_rule")
    return Page(
        name="rules",
        title=say("pages.rules"),
        area="portfolio",
        subtitle=say("pages.rules_lead", n=len(rules)),
        crumbs=(Link(label=say("pages.area_portfolio"), to=goto("portfolio")),),
        blocks=(block,),
    )


def _code(one: Rule) -> Cell:
    return Linked(cell=Words(words=say("page.words", words=one.code), strong=True), to=goto("rule", rule=one.code))


def _weight(one: Rule) -> Marker:
    mark = {Weight.MUST: Mark.LATE, Weight.SHOULD: Mark.WATCH}.get(one.severity, Mark.PLAIN)
    return Marker(mark=mark, say=say(f"outputs.weight_{one.severity.value}"))


def rule_page(one: Rule) -> Page:
    """One rule: what it asks, how heavy a finding is, what to do, where it comes from, who is asked."""
    return Page(
        name="rule",
        title=say("pages.rule_title", rule=one.code),
        area="portfolio",
        subtitle=one.asks,
        crumbs=(
            Link(label=say("pages.area_portfolio"), to=goto("portfolio")),
            Link(label=say("pages.rules"), to=goto("rules")),
        ),
        blocks=(
            Facts(
                name="rule",
                rows=(
                    (say("pages.weight"), _weight(one)),
                    (say("pages.remedy"), cell(one.remedy)),
                    (say("pages.source"), cell(say("page.words", words=one.source))),
                    (say("pages.asked_of"), cell(say("pages.asked_of_keepers" if one.needs else "pages.asked_of_all"))),
                ),
            ),
        ),
    )
