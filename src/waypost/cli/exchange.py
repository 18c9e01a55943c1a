"""Commands about files that go out to be edited elsewhere and come back: export and import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, now
from waypost.cli.printing import answer_json, line, remark, show_problems, table
from waypost.core.errors import Refused
from waypost.core.say import SayValue, Who, say

if TYPE_CHECKING:
    from waypost.codec.tree import Json
    from waypost.core.change.folding import Clash
    from waypost.usecases.importing import Taken
    from waypost.usecases.merging import TakenIn


def export(
    session: Session,
    roadmap: Annotated[str, typer.Argument(metavar="R", help="A roadmap's slug, or a .json or .xlsx file.")],
    form: Annotated[str, typer.Option(help="xlsx, docx, json, ics, iati.")] = "json",
    owner: Annotated[str | None, typer.Option(metavar="WHO", help="Only this owner's rows: ms:IT.")] = None,
    output: Annotated[Path | None, typer.Option("-o", metavar="FILE", help="The file to be written.")] = None,
) -> None:
    """A roadmap, or one owner's rows of it, as a file to be edited elsewhere and taken back.

    Example: waypost export marenia --owner ms:IT -o italy.json
    """
    import hashlib

    from waypost.usecases.exporting import export as export_of

    found = export_of(roadmap, session.asking, form=form, owner=owner, target=output, words=session.words)
    given = found.portion
    if session.as_json:
        digest = hashlib.sha256(found.raw).hexdigest()
        file: dict[str, Json] = {"form": form, "path": str(found.path), "sha256": digest}
        counts: dict[str, Json] = {"elements": len(given.elements), "own": len(given.own)}
        answer_json(session, {"files": [file | counts]}, at=given.at, problems=found.problems)
        return
    show_problems(session, found.problems)
    remark(session, found.told)
    print(found.path)


def import_(
    session: Session,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files that came back.")],
    into: Annotated[
        str | None, typer.Option(metavar="R", help="Default: the roadmap that a file names. One not there yet starts.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option("--map", metavar="FILE", help="Which column is which field.")] = None,
    partial: Annotated[bool, typer.Option("--partial", help="Take good rows; the bad ones wait in a file.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,
    why: Annotated[str | None, typer.Option(metavar="WORDS", help="Why, to be kept with the new state.")] = None,
) -> None:
    """Take files back: shows what changes and takes it, whole or not at all. Ends with 1 when anything changes.

    Example: waypost import italy.json france.json --dry-run
    """
    from waypost.usecases.importing import Wanted, problems_of, take_in

    wanted = Wanted(into=into, mapping=mapping, partial=partial, dry_run=dry_run, why=why)
    taken = take_in(files, session.asking, wanted, session.words, now=now())
    problems = problems_of(taken)
    if session.as_json:
        answer_json(session, {"roadmaps": [_json(session, one) for one in taken]}, problems=problems)
    else:
        for one in taken:
            _show(session, one, dry_run=dry_run)
        show_problems(session, problems)
    if any(one.home.refused for one in taken):
        raise typer.Exit(Refused.exit_code)
    if any(one.home.changes.changes or one.home.left_out for one in taken):
        raise typer.Exit(1)


import_.__name__ = "import"  # what it is called; the word is reserved for a function's own name


def _show(session: Session, taken: Taken, *, dry_run: bool) -> None:
    from waypost.usecases.comparing import shown

    home = taken.home
    head = home.before.roadmap
    if home.starts:
        line(session, say("exchange.starts", roadmap=home.home, who=Who(principal=home.before.viewer)))
    else:
        line(session, say("exchange.into", roadmap=head[0].ref if head else home.home))
    print()
    rows: list[tuple[SayValue | None, ...]] = []
    for one in home.changes.changes:
        was, became = (None, None) if one.field is None else (shown(one.old), shown(one.new))
        label = None if one.field is None else say(f"field.{one.kind}.{one.field}")
        rows.append((say(f"cli.op_{one.op.value}"), one.ref, label, was, became))
    table(session, ("cli.change", "cli.element", "cli.field", "cli.was", "cli.became"), rows)
    for clash in home.clashes:
        line(session, _clash(clash, home))
    _show_round(session, home)
    for rest in taken.rests:
        line(session, say("exchange.rest", path=str(rest)))
    remark(session, _outcome(home, dry_run=dry_run))


def _clash(clash: Clash, home: TakenIn) -> SayValue:
    """A conflict with the field and the files in which it stands."""
    from waypost.core.change.merge import explain

    one = clash.conflict
    label = say(f"field.{one.kind}.{one.field}") if one.field else say("exchange.whole")
    names = tuple(home.files[at].sheet.intake.file for at in clash.files)
    code = "exchange.contradiction" if len(names) > 1 else "exchange.conflict"
    return say(code, field=label, files=names, text=explain(one))


def _outcome(home: TakenIn, *, dry_run: bool) -> SayValue:
    changes = len(home.changes.changes)
    if home.refused:
        return say("exchange.refused")
    if home.state is not None:
        return say("exchange.taken", n=changes, at=home.state.at)
    return say("exchange.would_change" if dry_run and changes else "exchange.nothing", n=changes)


def _show_round(session: Session, home: TakenIn) -> None:
    from waypost.usecases.collecting import round_of

    found = round_of(home)
    if found is None:
        return
    rows = [(Who(principal=one.who), one.file, one.changes, one.left_out or None) for one in found.answers]
    table(session, ("exchange.answered", "exchange.file", "exchange.changes#", "exchange.left_out#"), rows)
    if found.silent:
        line(session, say("exchange.silent", who=tuple(Who(principal=one) for one in found.silent)))


def _json(session: Session, taken: Taken) -> Json:
    from waypost.codec.answers import changes_json, conflicts_json
    from waypost.codec.writing import moment_text, value_json
    from waypost.usecases.collecting import round_of

    words, home = session.words.plain, taken.home
    names = [one.sheet.intake.file for one in home.files]
    conflicts = conflicts_json((one.conflict for one in home.clashes), words)
    assert isinstance(conflicts, list)
    told: list[Json] = []
    for clash, conflict in zip(home.clashes, conflicts, strict=True):
        assert isinstance(conflict, dict)
        told.append(conflict | {"files": [names[at] for at in clash.files]})
    changes = changes_json(home.changes, words)
    assert isinstance(changes, dict)
    found = round_of(home)
    answered: dict[str, Json] = {}
    if found is not None:
        answered = {"answers": value_json(found.answers, words), "silent": [str(one) for one in found.silent]}
    return {
        "home": home.home,
        "written": moment_text(home.state.at) if home.state else None,
        **changes,
        "conflicts": told,
        "left_out": value_json(home.left_out, words),
        "rests": [str(one) for one in taken.rests],
        "round": answered or None,
    }
