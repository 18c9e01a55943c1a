"""Commands about papers and the whole workspace: overview, meeting, brief, demo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session
from waypost.cli.printing import answer_json, line, table
from waypost.core.say import Code, SayValue, Who, say
from waypost.core.values import Missing

if TYPE_CHECKING:
    from waypost.codec.tree import Json


def overview(
    session: Session,
    by: Annotated[str | None, typer.Option(help="partner, framework, or a Member State as ms:IT.")] = None,
) -> None:
    """One line a roadmap: next meeting, late, gap, worst finding.

    Example: waypost overview --by partner
    """
    from waypost.codec.writing import value_json
    from waypost.usecases.portfolio import overview as overview_of

    groups = overview_of(session.asking, by)
    if session.as_json:
        answer_json(session, {"groups": value_json(groups, session.words.plain)})
        return
    line(session, say("cli.overview", on=session.asking.on, who=Who(principal=session.asking.viewer)))
    print()
    for group in groups:
        if group.key:
            line(session, _key(by or "", group.key))
        rows: list[tuple[SayValue | None, ...]] = []
        for one in group.lines:
            worst = say("cli.worst", rule=one.worst.rule, text=one.worst.text) if one.worst else None
            row = (one.title or one.slug, one.next.first if one.next else None, one.late, one.gaps or None)
            share = one.share
            rows.append((*row, share.owes, share.late, share.funds or None, share.asked) if share else (*row, worst))
        heads = ("cli.roadmap", "cli.next", "cli.late_head#", "cli.gap#")
        more = (
            ("cli.owes#", "cli.owes_late#", "cli.funds#", "cli.asked#")
            if group.key[:3] == "ms:"
            else ("cli.worst_head",)
        )
        table(session, (*heads, *more), rows)
        if not group.lines:
            line(session, say("cli.no_roadmaps"))


def _key(by: str, key: str) -> SayValue:
    if key == "none":
        return say("cli.none")
    if by == "partner":
        return Who(principal=f"partner:{key}")
    return Who(principal=key) if by.startswith("ms:") else Code(table="framework", code=key)


def meeting(session: Session) -> None:
    """Per series: last, next, days beyond the stated rhythm; then open follow-ups.

    Example: waypost meeting --on 2026-10-01
    """
    from waypost.codec.writing import value_json
    from waypost.usecases.meeting import all_meetings

    found = all_meetings(session.asking)
    rhythms = [one for part in found for one in part.rhythms]
    still = [one for part in found for one in part.open]
    if session.as_json:
        words = session.words.plain
        data: dict[str, Json] = {
            "series": [
                {
                    "element": one.series.id,
                    "home": one.series.home,
                    "title": value_json(one.series.title, words),
                    "rhythm_days": value_json(one.body.rhythm_days, words),
                    "last": value_json(one.last.last if one.last else None, words),
                    "next": value_json(one.next.first if one.next else None, words),
                    "days_beyond": value_json(one.beyond, words),
                }
                for one in rhythms
            ],
            "open": [
                {
                    "element": one.element.id,
                    "title": value_json(one.item.title, words),
                    "owner": value_json(one.item.owner, words),
                    "due": value_json(one.item.due, words),
                    "meeting": one.meeting.element.id,
                    "meetings_since": one.meetings_since,
                    "days_open": one.days_open,
                }
                for one in still
            ],
        }
        answer_json(session, data)
        return
    line(session, say("cli.meetings", on=session.asking.on, who=Who(principal=session.asking.viewer)))
    print()
    series = [
        (
            one.series.ref,
            one.last.last if one.last else None,
            one.next.first if one.next else None,
            one.body.rhythm_days,
            one.beyond,
        )
        for one in rhythms
    ]
    table(session, ("cli.series", "cli.last_met", "cli.next", "cli.rhythm#", "cli.beyond#"), series)
    rows = [
        (
            one.element.ref,
            one.item.owner if isinstance(one.item.owner, Missing) else Who(principal=one.item.owner),
            one.item.due,
            one.meeting.first,
            one.meetings_since,
        )
        for one in still
    ]
    table(session, ("cli.follow_up", "cli.owner", "cli.due", "cli.decided", "cli.open_since#"), rows)
