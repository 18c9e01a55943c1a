"""Rules about balance between the sides: R36 and R37. Source: domain 4.6."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.review.finding import Weight
from waypost.core.review.rule import Fault, Rule, fault
from waypost.core.roadmap.bodies import Action, Contribution, Position
from waypost.core.say import Code, Who, say
from waypost.core.values import Missing


def empty_domains(analysis: Analysis) -> Iterator[Fault]:
    """R36: domains of the Joint Valletta Action Plan in which nothing is planned, in one sentence."""
    rows = (row.domain for row in analysis.balance.rows if row.domain and not row.actions)
    # In quotation marks, since the name of a domain may hold a comma.
    empty = [say("words.quoted", words=Code(table="domain", code=domain.value)) for domain in rows]
    if empty:
        yield fault(None, n=len(empty), domains=tuple(empty))


def one_side_only(analysis: Analysis) -> Iterator[Fault]:
    """R36a: all actions whose side is stated are of one side."""
    eu = any(row.eu for row in analysis.balance.rows)
    partner = any(row.partner for row in analysis.balance.rows)
    if eu != partner:
        yield fault(None, side=Code(table="side", code="eu" if eu else "partner"))


def one_side_behind(analysis: Analysis) -> Iterator[Fault]:
    """R36b: a pair in which one side keeps less of its word than the other."""
    for one in analysis.balance.exchanges:
        if one.behind in ("eu", "partner"):
            yield fault(one.ref, side=Code(table="side", code=one.behind))


def silent_partner(analysis: Analysis) -> Iterator[Fault]:
    """R37: a partner country of which no position is recorded."""
    head = analysis.view.roadmap
    spoken = {body.side for _, body in analysis.view.of(Position)}
    for partner in head[1].partners if head else ():
        if f"partner:{partner.country}" not in spoken:
            yield fault(None, partner=Who(principal=f"partner:{partner.country}"))


def position_without_source(analysis: Analysis) -> Iterator[Fault]:
    """R37a: a position of which neither the side nor a source is stated: nobody can look it up."""
    for element, body in analysis.view.of(Position):
        if not element.sources and isinstance(body.side, Missing):
            yield fault(element)


BALANCE: Final = (
    Rule("R36", Weight.SHOULD, "A17; M6", empty_domains, needs=(Action,)),
    Rule("R36a", Weight.SHOULD, "A17; M6", one_side_only, needs=(Action,)),
    Rule("R36b", Weight.SHOULD, "A17; M6", one_side_behind, needs=(Action, Contribution)),
    Rule("R37", Weight.SHOULD, "T12; M11", silent_partner, needs=(Position,)),
    Rule("R37a", Weight.SHOULD, "T12; M11", position_without_source),
)
