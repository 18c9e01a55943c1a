"""Section 5, balance: by domain and side, what each side asks for, what is given in return, wider relations."""

from __future__ import annotations

from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.balance import Answer, DomainRow, Exchange, Kept, Square, SquareState
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.figures import Squares, SquaresRow
from waypost.core.brief.tree import Block, Cell, Figure, Heading, Mark, Marker, Nothing, Stack, Table, Words
from waypost.core.roadmap.bodies import Relation
from waypost.core.roadmap.vocabulary import RelationKind
from waypost.core.say import Code, Ref, Say, SayValue, Who, say
from waypost.core.values import Missing, Money, Text

ASKED_FIRST: Final = ("unanswered", "refused", "answered", "noted")
"""Positions in the order in which a meeting cares for them."""


def balance_blocks(now: Analysis) -> tuple[Block, ...]:
    """Section 5."""
    return (
        _squares(now),
        Heading(say=say("balance_section.asks")),
        _answers(now),
        Heading(say=say("balance_section.in_return")),
        _exchanges(now),
        Heading(say=say("balance_section.relations")),
        _relations(now),
    )


def partner_words(now: Analysis) -> SayValue:
    """The partners of the roadmap by name; "the partner" where none is stated."""
    head_element = now.view.roadmap
    partners = head_element[1].partners if head_element else ()
    if not partners:
        return say("brief.the_partner")
    if len(partners) > 4:
        return say("brief.the_partners")
    return tuple(Who(principal=f"partner:{one.country}") for one in partners)


def _squares(now: Analysis) -> Block:
    if not any(one.actions for one in now.balance.rows):
        return Nothing(say=say("balance_section.no_action"))
    rows = tuple(one for one in now.balance.rows if one.domain is not None or one.actions)
    empty = tuple(_domain(one) for one in rows if not one.actions)
    numbers = Table(
        name="balance.domains",
        columns=(
            head("balance_section.domain_head", weight=4),
            head("balance_section.eu", number=True),
            head("balance_section.partner", number=True),
            head("balance_section.no_side", number=True),
            head("balance_section.actions", number=True),
            head("balance_section.committed", number=True, weight=3),
        ),
        rows=tuple(
            row(
                cell(_domain(one)),
                cell(len(one.eu)),
                cell(len(one.partner)),
                cell(len(one.unstated)),
                cell(one.actions),
                _money(one.committed),
            )
            for one in rows
        ),
        numbers=True,
    )
    alt = say("balance_section.alt_empty", n=len(empty), domains=empty) if empty else say("balance_section.alt_full")
    return Figure(
        name="balance.squares",
        title=say("balance_section.who"),
        aside=say("balance_section.square"),
        chart=Squares(
            eu=say("balance_section.eu_commit"),
            partner=say("balance_section.partner_commits", who=partner_words(now)),
            rows=tuple(map(_squares_of, rows)),
        ),
        alt=alt,
        notes=(say("balance_section.note"),),
        numbers=numbers,
    )


def _squares_of(one: DomainRow) -> SquaresRow:
    return SquaresRow(
        label=_domain(one), eu=_states(one.eu), partner=_states(one.partner), unstated=_states(one.unstated)
    )


def _states(squares: tuple[Square, ...]) -> tuple[SquareState, ...]:
    return tuple(one.state for one in squares)


def _domain(one: DomainRow) -> Say:
    code = one.domain.value if one.domain else "none"
    return say("balance_section.domain", domain=Code(table="domain", code=code))


def _money(amounts: tuple[Money, ...]) -> Cell:
    if not amounts:
        return cell(say("balance_section.nothing_committed"), quiet=True)
    return Stack(cells=tuple(cell(say("money.exactly", amount=one)) for one in amounts), inline=False)


def _answers(now: Analysis) -> Block:
    answers = sorted(now.balance.answers, key=lambda one: ASKED_FIRST.index(one.state))
    rows = tuple(row(_position(one), _by(one), _state(one)) for one in answers)
    columns = (
        head("balance_section.position", weight=5),
        head("balance_section.answered_by", weight=4),
        head("balance_section.state", weight=2),
    )
    return table("balance.positions", columns, rows, nothing="balance_section.no_position")


def _position(answer: Answer) -> Cell:
    kind = Code(table="positionkind", code=answer.position.value)
    words = answer.words
    if isinstance(words, Missing):
        return cell(words)
    day = answer.said_on
    who: SayValue = answer.side if isinstance(answer.side, Missing) else Who(principal=answer.side)
    if isinstance(day, Missing):
        return Words(words=say("balance_section.position_undated", words=words, kind=kind, who=who))
    return Words(words=say("balance_section.position_said", words=words, kind=kind, day=day, who=who))


def _by(answer: Answer) -> Cell:
    if answer.by:
        return Words(words=say("brief.list", items=answer.by))
    if answer.reply is not None:
        return Words(words=say("balance_section.reply", words=answer.reply))
    return cell(say("balance_section.no_answer"), quiet=True)


def _state(answer: Answer) -> Cell:
    marks = {"unanswered": Mark.WATCH, "refused": Mark.WATCH}
    mark = marks.get(answer.state, Mark.PLAIN)
    return Marker(mark=mark, say=say(f"balance_section.is_{answer.state}"))


def _exchanges(now: Analysis) -> Block:
    rows = tuple(row(_gives(one.eu), _gives(one.partner), _behind(now, one)) for one in now.balance.exchanges)
    columns = (
        head("balance_section.eu_gives", weight=4),
        head("balance_section.partner_gives", weight=4),
        head("balance_section.state", weight=3),
    )
    return table("balance.pairs", columns, rows, nothing="balance_section.no_pair")


def _gives(kept: Kept) -> Cell:
    words: Say | Text | Missing = kept.words
    if isinstance(words, Text) and kept.elements:
        numbers: tuple[SayValue, ...] = tuple(_named(one) for one in kept.elements)
        words = say("balance_section.gives", words=words, items=numbers)
    if isinstance(words, Missing) and kept.elements:
        words = say("brief.list", items=kept.elements)
    return cell(words)


def _named(ref: Ref) -> Say:
    return say("brief.number", item=ref)


def _behind(now: Analysis, one: Exchange) -> Cell:
    counts = say(
        "balance_section.kept",
        eu=one.eu.kept,
        eu_due=one.eu.due,
        partner=one.partner.kept,
        partner_due=one.partner.due,
        who=partner_words(now),
    )
    if isinstance(one.behind, Missing):
        return cell(one.behind, absent=say("balance_section.nothing_due"))
    if one.behind == "neither":
        return Words(words=counts, quiet=True)
    side = (
        say("balance_section.eu_behind")
        if one.behind == "eu"
        else say("balance_section.partner_behind", who=partner_words(now))
    )
    return Stack(cells=(Marker(mark=Mark.WATCH, say=side), Words(words=counts, quiet=True)), inline=False)


def _relations(now: Analysis) -> Block:
    found = sorted(now.view.of(Relation), key=lambda pair: tuple(RelationKind).index(pair[1].relation))
    rows = tuple(
        row(
            cell(say("brief.code", code=Code(table="relationkind", code=one.relation.value))),
            cell(one.title),
            cell(one.state),
            cell(one.since),
        )
        for _, one in found
    )
    columns = (
        head("balance_section.relation", weight=2),
        head("balance_section.agreement", weight=5),
        head("balance_section.state", weight=3),
        head("balance_section.since", weight=2),
    )
    return table("balance.relations", columns, rows, nothing="balance_section.no_relation")
