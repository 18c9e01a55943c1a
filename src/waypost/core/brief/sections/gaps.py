"""Section 4, what is missing and what is paid twice: gaps with who could fill them, overlaps with whose they are."""

from __future__ import annotations

from waypost.core.analysis.ledger import Gap, Ledger, Overlap
from waypost.core.brief.cells import cell, head, listed, row, table
from waypost.core.brief.naming import donor_words
from waypost.core.brief.tree import Block, Row, Stack
from waypost.core.say import SayValue, say
from waypost.core.values import Missing, Money


def gaps_table(ledger: Ledger, *, most: int | None = None) -> Block:
    """Gaps whose size is known, then those that cannot be told, then overlaps; at most `most`, the rest counted."""
    gaps = [one for one in ledger.gaps if not (isinstance(one.gap, Money) and one.gap.amount == 0)]
    rows = [_gap(one, short=most is not None) for one in gaps if isinstance(one.gap, Money)]
    unknown = tuple(one.objective for one in gaps if not isinstance(one.gap, Money))
    if unknown:
        rows.append(
            row(
                cell(say("money.gap")),
                cell(say("money.gap_unknown_where", n=len(unknown), items=unknown)),
                cell(Missing.UNKNOWN),
                cell(say("money.count_need")),
            )
        )
    rows.extend(_overlap(ledger, one) for one in ledger.overlaps)
    columns = (
        head("money.kind", weight=2),
        head("money.where", weight=6),
        head("money.amount", number=True, weight=3),
        head("money.who", weight=6),
    )
    rest = len(rows) - len(rows[:most])
    notes = (
        *((say("money.gap_note"),) if gaps else ()),
        *((say("money.more_gaps", n=rest),) if rest else ()),
        *((say("money.not_compared", n=len(ledger.not_compared)),) if ledger.not_compared else ()),
    )
    return table("money.gaps", columns, rows[:most], nothing="money.no_gap", notes=notes)


def _overlap(ledger: Ledger, one: Overlap) -> Row:
    lines = [line for line in (ledger.line(ref.element) for ref in one.lines) if line is not None]
    donors: tuple[SayValue, ...] = tuple(dict.fromkeys(donor_words(line.donors) for line in lines))
    return row(
        cell(say("money.overlap")),
        cell(say("money.overlap_where", items=listed(one.lines), objective=one.objective)),
        cell(one.money),
        cell(say("money.fillers", who=donors)),
    )


def _gap(gap: Gap, *, short: bool) -> Row:
    """A gap and who could fill it: with which money, or in a short brief who alone."""
    offers = tuple(
        say(f"money.filler_{one.why}", who=donor_words(one.donors), amount=one.amount, item=one.line)
        for one in gap.fillers[:3]
    )
    lines = tuple(cell(one) for one in offers)
    names: tuple[SayValue, ...] = tuple(dict.fromkeys(donor_words(one.donors) for one in gap.fillers[:3]))
    told = cell(say("money.fillers", who=names)) if short else Stack(cells=lines, inline=False)
    who = told if offers else cell(Missing.UNKNOWN, absent=say("money.no_filler"))
    where = say("money.gap_where", item=gap.objective, need=gap.need, committed=gap.committed)
    return row(cell(say("money.gap")), cell(where), cell(gap.gap), who)
