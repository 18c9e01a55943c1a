"""How a command runs: its options become one session, and every refusal is told in its form (contract 2, 3)."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, get_type_hints

import typer

from waypost.cli.options import SHARED, Session, session_of, today
from waypost.cli.printing import answer_json, show_problems
from waypost.core.errors import Problem, WaypostError, WrongRequest


def shared(command: Callable[..., None], group: str = "") -> Callable[..., None]:
    """The command with the shared options; its first parameter becomes the `Session` made of them.

    `group` is the word that goes before its name: `evidence` of `evidence totals`.
    """

    def run(**given: Any) -> None:
        held = {name: given.pop(name) for name in SHARED}
        name = f"{group} {command.__name__}".strip()
        session = _fallback(name, held)
        try:
            session = session_of(name, held)
            command(session, **given)
        except WaypostError as error:
            raise typer.Exit(fail(session, error)) from None

    hints = get_type_hints(command, include_extras=True)
    kind = inspect.Parameter.KEYWORD_ONLY
    own = list(inspect.signature(command).parameters.values())[1:]
    parameters = [one.replace(kind=kind, annotation=hints[one.name]) for one in own]
    parameters += [
        inspect.Parameter(name, kind, default=default, annotation=hint) for name, (hint, default) in SHARED.items()
    ]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def fail(session: Session, error: WaypostError) -> int:
    """Tell why there is no result, and return the exit code: the sentence and each problem on standard error, or the
    same as problems of the JSON object."""
    if session.as_json:
        problems = error.problems or (Problem(code=error.code, reason=error.say),)
        answer_json(session, None, problems=problems)
    else:
        print(session.words.plain(error.say), file=sys.stderr)
        show_problems(session, error.problems)
    if isinstance(error, WrongRequest) and not session.quiet:
        print(f"waypost {session.command} --help", file=sys.stderr)
    return error.exit_code


def _fallback(command: str, held: dict[str, Any]) -> Session:
    """A session in which a wrong option can be told of."""
    from waypost.usecases.opening import Asking
    from waypost.words.catalogue import LANGUAGES
    from waypost.words.wording import wording

    language = held["lang"] if held["lang"] in LANGUAGES else "en"
    day: date = today()
    return Session(
        command=command,
        asking=Asking(on=day),
        as_json=held["as_json"],
        quiet=held["quiet"],
        words=wording(language),
    )
