"""Commands that need no roadmap: check, when, rule, schema, new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, now
from waypost.cli.printing import answer_json, line, remark, show_problems, table
from waypost.core.errors import Problem, Severity
from waypost.core.say import Code, say
from waypost.usecases.moments import day_of

if TYPE_CHECKING:
    from waypost.codec.tree import Json

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")]


def check(session: Session, paths: Annotated[list[Path], typer.Argument(metavar="PATH…")]) -> None:
    """Is it readable and well-formed: problems with place. Ends with 1 when there are any.

    Example: waypost check roadmaps/marenia/2026-09-21.json
    """
    from waypost.usecases.checking import check as check_paths

    found = check_paths(paths)
    errors = sum(one.severity is Severity.ERROR for one in found)
    if session.as_json:
        answer_json(session, {"errors": errors, "warnings": len(found) - errors}, problems=found)
    else:
        show_problems(session, found)
        line(session, say("cli.checked", n=len(found)))
    if found:
        raise typer.Exit(1)


def when(
    session: Session,
    phrase: str,
    said_on: Annotated[str | None, typer.Option(metavar="DAY", help="The day on which it was written.")] = None,
    done: Annotated[
        bool, typer.Option(help="The text reports what was done: a day without a year is the last one.")
    ] = False,
) -> None:
    """How a date phrase is read, and why not. Ends with 3 when it is refused.

    Example: waypost when "by end of 2022"
    """
    from waypost.codec.writing import value_json
    from waypost.core.errors import Refused
    from waypost.usecases.dates import read_phrase

    found = read_phrase(phrase, day_of(said_on) if said_on else None, session.words.language, done=done)
    if isinstance(found, Problem):
        raise Refused((found,))
    if session.as_json:
        answer_json(session, value_json(found, session.words.plain))
        return
    precision = Code(table="precision", code=found.precision.value)
    open_end = say("cli.open")
    rows = [(found.phrase, found.first or open_end, found.last or open_end, precision, found.condition)]
    table(session, ("cli.phrase", "cli.first", "cli.last", "cli.precision", "cli.condition"), rows)


def rule(session: Session, code: Annotated[str | None, typer.Argument(help="Such as R7; empty: all.")] = None) -> None:
    """Explain a rule of the review: what it asks, what to do, which finding of an audit it comes from.

    Example: waypost rule R7
    """
    from waypost.usecases.reviewing import rules_named

    words = session.words.plain
    found = rules_named(code)
    if session.as_json:
        data: list[Json] = [
            {
                "rule": one.code,
                "severity": one.severity.value,
                "text": words(one.asks),
                "remedy": words(one.remedy),
                "source": one.source,
            }
            for one in found
        ]
        answer_json(session, {"rules": data})
        return
    for one in found:
        weight = Code(table="weight", code=one.severity.value)
        line(session, say("cli.finding", rule=one.code, weight=weight, text=one.asks))
        line(session, one.remedy, indent=4)
        line(session, say("cli.source", source=one.source), indent=4)


def schema(session: Session) -> None:
    """The JSON Schema of a state file.

    Example: waypost schema
    """
    from waypost.codec.schema import json_schema

    found = json_schema()
    if session.as_json:
        answer_json(session, found)
    else:
        print(json.dumps(found, ensure_ascii=False, indent=1))


def new(
    session: Session,
    folder: Directory,
    sample: Annotated[bool, typer.Option("--sample", help="With the sample roadmaps, to try things out.")] = False,
) -> None:
    """An empty workspace with a short guide inside.

    Example: waypost new partnerships
    """
    from waypost.usecases.starting import new_workspace, sample_workspace

    if sample:
        written = sample_workspace(folder, session.words)
    else:
        written = new_workspace(folder, session.asking.viewer, session.words, now=now())
    if session.as_json:
        answer_json(session, {"files": [str(one) for one in written]})
        return
    remark(session, say("cli.started", path=str(folder)))
    print(written[-1])
