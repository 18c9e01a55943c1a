"""Section 6, the review: what must and should be fixed, worst first, each rule once."""

from __future__ import annotations

from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.tree import Block, Finding, Findings, Heading, Nothing, Paragraph, Stack, Table
from waypost.core.review.finding import Finding as Found
from waypost.core.review.finding import Weight
from waypost.core.say import Say, say
from waypost.core.values import Text


def review_blocks(
    findings: tuple[Found, ...], *, most: int | None = None, more: str = "page.more_findings"
) -> tuple[Block, ...]:
    """Section 6: what must and should be fixed, worst first, each rule once; then notes, then what is lived with.

    `most` limits the rules of a short brief; the rest is counted in the words of `more`.
    """
    if not findings:
        return (Nothing(say=say("page.no_finding")),)
    groups = _by_rule(findings)
    open_ones = [one for one in groups if one.weight is not Weight.NOTE and one.accepted is None][:most]
    lead = Paragraph(says=(_weighed(findings),))
    blocks: tuple[Block, ...] = (lead, Findings(findings=tuple(open_ones))) if open_ones else (lead,)
    if most is not None:
        rest = len(findings) - sum(1 + len(one.also) for one in open_ones)
        return (*blocks, Paragraph(says=(say(more, n=rest),), quiet=True)) if rest else blocks
    notes = [one for one in groups if one.weight is Weight.NOTE and one.accepted is None]
    lived_with = tuple(one for one in groups if one.accepted is not None)
    if notes:
        blocks = (*blocks, Heading(say=say("page.notes")), _notes(notes))
    if lived_with:
        blocks = (*blocks, Heading(say=say("page.accepted")), Findings(findings=lived_with))
    return blocks


def _weighed(findings: tuple[Found, ...]) -> Say:
    """How many findings of each weight there are; nothing is said of none."""
    waiting = [one for one in findings if one.accepted is None]
    counts = {weight.value: sum(one.severity is weight for one in waiting) for weight in Weight}
    counts["accepted"] = len(findings) - len(waiting)
    return say("page.findings_lead", parts=tuple(say(f"page.findings_{name}", n=n) for name, n in counts.items() if n))


def _by_rule(findings: tuple[Found, ...]) -> list[Finding]:
    """The findings as printed, those of one rule and remedy together, numbered through."""
    groups: list[list[Found]] = []
    for one in findings:
        last = groups[-1][0] if groups else None
        if last is not None and (last.rule, last.remedy, last.accepted) == (one.rule, one.remedy, one.accepted):
            groups[-1].append(one)
        else:
            groups.append([one])
    found: list[Finding] = []
    number = 1
    for first, *others in groups:
        reason = first.accepted.reason if first.accepted else None
        found.append(
            Finding(
                number=number,
                weight=first.severity,
                text=first.text,
                remedy=first.remedy,
                rule=first.rule,
                accepted=reason if isinstance(reason, Text) else None,
                also=tuple(one.text for one in others),
            )
        )
        number += 1 + len(others)
    return found


def _notes(notes: list[Finding]) -> Table:
    """Notes in short: what is, what to do, by which rule."""
    rows = tuple(
        row(
            Stack(cells=tuple(cell(text) for text in (one.text, *one.also)), inline=False),
            cell(one.remedy),
            cell(say("page.words", words=one.rule), quiet=True),
        )
        for one in notes
    )
    columns = (head("page.note", weight=7), head("page.to_do", weight=4), head("page.rule", weight=1))
    return Table(name="review.notes", columns=columns, rows=rows)
