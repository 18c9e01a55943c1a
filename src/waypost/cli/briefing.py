"""Commands about papers and the whole workspace: overview, meeting, brief, demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, kept_drawings, today
from waypost.cli.printing import answer_json, line, remark, show_papers, table
from waypost.core.say import Code, SayValue, Who, say
from waypost.core.values import Missing
from waypost.usecases.moments import day_of

if TYPE_CHECKING:
    from waypost.core.review.finding import Finding
    from waypost.usecases.portfolio import Share


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
            worst = _worst(one.worst) if one.worst else None
            row = (one.title or one.slug, one.next.first if one.next else None, one.late, one.gaps or None)
            share = one.share
            rows.append((*row, share.owes, share.late, *_funds(share), share.asked) if share else (*row, worst))
        heads = ("cli.roadmap", "cli.next", "cli.late_head#", "cli.gap#")
        more = (
            ("cli.owes#", "cli.owes_late#", "cli.funds#", "cli.jointly#", "cli.asked#")
            if group.key[:3] == "ms:"
            else ("cli.worst_head",)
        )
        table(session, (*heads, *more), rows)
        if not group.lines:
            line(session, say("cli.no_roadmaps"))


def _funds(share: Share) -> Iterator[SayValue | None]:
    """What a Member State committed alone, and with others."""
    from waypost.core.analysis.money.totals import amount_words

    for totals in (share.funds, share.jointly):
        yield tuple(amount_words(one) for one in totals) or None


def _worst(finding: Finding) -> SayValue:
    """A finding in one line: of a shared one, how many elements break the rule and not which."""
    from waypost.core.review.registry import rule

    if finding.each:
        return say("cli.worst_shared", rule=finding.rule, asks=rule(finding.rule).asks, count=len(finding.each))
    return say("cli.worst", rule=finding.rule, text=finding.text)


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
    from waypost.codec.answers import meetings_json
    from waypost.usecases.meeting import all_meetings

    found = all_meetings(session.asking)
    rhythms = [one for part in found for one in part.rhythms]
    still = [one for part in found for one in part.open]
    if session.as_json:
        answer_json(session, meetings_json(found, session.words.plain))
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


def brief(
    session: Session,
    roadmap: Annotated[str, typer.Argument(metavar="R", help="A roadmap's slug, or a .json or .xlsx file.")],
    meeting: Annotated[str | None, typer.Option(help="Number or id; default: the next on or after --on.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Compare with this day.")] = None,
    form: Annotated[str, typer.Option(help="pdf, docx, xlsx, html, json; several with commas.")] = "pdf",
    length: Annotated[str, typer.Option(help="page, short, full.")] = "full",
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="An office's own Word file, for docx.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", metavar="DIR", help="Where the files go.")] = Path(),
) -> None:
    """The brief for the next meeting: the main job.

    Example: waypost brief marenia --as ms:IT --on 2026-10-01
    """
    from waypost.usecases.briefs import Wanted, brief_of, name_of
    from waypost.usecases.papers import forms_of, write_papers

    forms = forms_of(form)
    wanted = Wanted(meeting=meeting, since=day_of(since) if since else None, length=length)
    paper = brief_of(roadmap, session.asking, wanted)
    name = name_of(roadmap, paper, session.words.language)
    written = write_papers(paper, session.words, forms, output, name, kept=kept_drawings(), template=template)
    show_papers(session, [({}, one) for one in written], at=paper.cover.at)


def demo(
    session: Session,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the demo goes.")] = Path("demo"),
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="Publishers' own files, for figures and sheets.")
    ] = None,
) -> None:
    """The sample workspace, its briefs, and index.html that leads to all of it.

    Example: waypost demo demo
    """
    from waypost.usecases.demo import write_demo
    from waypost.usecases.demo_figures import figures_words

    path = write_demo(
        folder, session.words, lambda name: remark(session, say("cli.writing", path=name)), data=data, on=today()
    )
    remark(session, figures_words(data))
    if session.as_json:
        answer_json(session, {"index": str(path)})
        return
    print(path)
