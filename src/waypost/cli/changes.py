"""Commands about what changed: diff and merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, now
from waypost.cli.printing import answer_json, heading, line, remark, table
from waypost.core.say import SayValue, say

if TYPE_CHECKING:
    from waypost.codec.tree import Json

State = Annotated[str, typer.Argument(help="A slug, one with a moment (marenia@2026-03-01), a .json or .xlsx file.")]


def diff(session: Session, old: State, new: State) -> None:
    """Changes with reasons. Ends with 1 when there are any.

    Example: waypost diff marenia@2026-03-01 marenia
    """
    from waypost.codec.answers import changes_json
    from waypost.usecases.comparing import compare, shown

    found = compare(old, new, session.asking)
    if session.as_json:
        answer_json(session, changes_json(found.changes, session.words.plain), at=found.new.at)
    else:
        heading(session, say("cli.diff"), at=found.new.at)
        rows: list[tuple[SayValue | None, ...]] = []
        for one in found.changes.changes:
            was, became = (None, None) if one.field is None else (shown(one.old), shown(one.new))
            field = say(f"field.{one.kind}.{one.field}") if one.field else None
            rows.append((say(f"cli.op_{one.op.value}"), one.ref, field, was, became, one.reason))
        heads = ("cli.change", "cli.element", "cli.field", "cli.was", "cli.became", "cli.reason")
        table(session, heads, rows)
    remark(session, say("cli.changes", n=len(found.changes.changes)))
    if found.changes.changes:
        raise typer.Exit(1)


def merge(
    session: Session,
    base: State,
    ours: State,
    theirs: State,
    target: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file to be written.")],
) -> None:
    """Ours with what they changed; conflicts explained. Ends with 1, and writes nothing, when there is a conflict.

    Example: waypost merge base.json ours.json theirs.json -o merged.json
    """
    from waypost.codec.answers import changes_json, conflicts_json
    from waypost.core.change.merge import explain
    from waypost.usecases.comparing import merge_states

    found = merge_states(base, ours, theirs, target, session.asking, now=now())
    if session.as_json:
        words = session.words.plain
        data = changes_json(found.merge.taken, words)
        assert isinstance(data, dict)
        written: dict[str, Json] = {
            "conflicts": conflicts_json(found.merge.conflicts, words),
            "written": str(found.path) if found.path else None,
        }
        answer_json(session, data | written, at=found.state.at)
    else:
        for conflict in found.merge.conflicts:
            field = say(f"field.{conflict.kind}.{conflict.field}") if conflict.field else ""
            line(session, say("cli.conflict", field=field, text=explain(conflict)))
        if found.path is not None:
            line(session, say("cli.merged", n=len(found.merge.taken.changes), path=str(found.path)))
    if found.merge.conflicts:
        remark(session, say("cli.conflicts", n=len(found.merge.conflicts)))
        raise typer.Exit(1)
