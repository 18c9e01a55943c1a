"""The command line: which commands there are, and how each ends (contract 2)."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence

import typer

from waypost.cli import (
    asking,
    briefing,
    changes,
    evidence,
    exchange,
    explaining,
    fetching,
    keeping,
    noting,
    roadmaps,
    serving,
    sheets,
)
from waypost.cli.running import shared

COMMANDS: tuple[Callable[..., None], ...] = (
    explaining.new,
    briefing.overview,
    explaining.check,
    roadmaps.review,
    roadmaps.timetable,
    roadmaps.ledger,
    roadmaps.balance,
    roadmaps.progress,
    changes.diff,
    changes.merge,
    briefing.meeting,
    noting.note,
    briefing.brief,
    sheets.sheet,
    briefing.demo,
    exchange.export,
    exchange.import_,
    explaining.rule,
    explaining.when,
    explaining.schema,
    keeping.verify,
    serving.serve,
    serving.digest,
    serving.code,
)

GROUPS: dict[str, tuple[str, tuple[Callable[..., None], ...]]] = {
    "evidence": (
        "Official statistics and aid data, as their publishers put them out.",
        (evidence.add, evidence.list_, evidence.totals, asking.ask, evidence.fsck, fetching.fetch),
    ),
    "database": (
        "The database of a workspace of many.",
        (keeping.take, keeping.give, keeping.copy, keeping.restore, keeping.upgrade),
    ),
}
"""What stands under a word of its own: `waypost evidence totals`."""

STOPPED, OURS = 130, 70


def _group(name: str, about: str) -> typer.Typer:
    return typer.Typer(
        name=name,
        help=about,
        no_args_is_help=True,
        add_completion=False,
        # Plain help: the library for colours costs more time than the rest of it together.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


app = _group("waypost", "Roadmaps of migration partnerships: from a file to the brief for the next meeting.")
for _command in COMMANDS:
    app.command(name=_command.__name__)(shared(_command))
for _word, (_about, _commands) in GROUPS.items():
    _under = _group(_word, _about)
    for _command in _commands:
        _under.command(name=_command.__name__)(shared(_command, _word))
    app.add_typer(_under)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (contract 2)."""
    if arguments is None:
        # This process is one command. Its values are frozen and hold no circles, so looking for those would only
        # cost time, the more the larger the roadmap; what is let go is freed by its count all the same.
        gc.disable()
    try:
        app(args=None if arguments is None else list(arguments), prog_name="waypost")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # Whoever read the answer has read enough; nothing more may be written to the closed pipe at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - whatever it is, it is our fault, and told as such
        print(_incident(error), file=sys.stderr)
        return OURS
    return 0


def _incident(error: Exception) -> str:
    # Imported here, since it is seldom needed and every command waits for imports.
    from waypost.usecases.incidents import incident_of

    found = incident_of(error)
    return f"This is our fault, not yours. Incident {found.number} ({found.place}). Nothing was half written."
