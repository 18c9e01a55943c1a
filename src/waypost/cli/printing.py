"""Answers on standard output: one JSON object, or calm plain text; remarks and problems on standard error."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from waypost.cli.options import Session
from waypost.core.errors import Problem, Severity
from waypost.core.say import SayValue, Who, say

if TYPE_CHECKING:
    from waypost.codec.tree import Json
    from waypost.core.statistics.vintage import Vintage
    from waypost.usecases.papers import Paper

WIDEST, NARROWEST = 160, 60
"""Characters of a terminal that are used at most, and taken for granted."""
NARROW = 16
"""No column is wrapped closer than this."""


def answer_json(session: Session, data: Json, *, at: datetime | None = None, problems: Iterable[Problem] = ()) -> None:
    """Print the one object of contract 3."""
    from waypost.codec.answers import envelope_json
    from waypost.codec.tree import json_bytes

    asking = session.asking
    found = envelope_json(
        session.command,
        data,
        viewer=asking.viewer,
        on=asking.on,
        at=at,
        problems=problems,
        words=session.words.plain,
    )
    print(json_bytes(found, indent=1).decode("utf-8"), end="")


def show_papers(session: Session, written: Sequence[tuple[Mapping[str, Json], Paper]], *, at: datetime) -> None:
    """The files of papers just written: their paths, or as JSON, each behind what else is told of it."""
    if session.as_json:
        files: list[Json] = [
            {**more, "form": one.form, "path": str(one.path), "sha256": one.sha256, "pages": one.pages}
            for more, one in written
        ]
        answer_json(session, {"files": files}, at=at)
        return
    for _, one in written:
        print(one.path)


def heading(session: Session, title: SayValue, *, at: datetime) -> None:
    """What is answered, for whom, and with which times."""
    asking = session.asking
    print(session.words.plain(title))
    times = say("cli.times", on=asking.on, at=at, who=Who(principal=asking.viewer))
    print(session.words.plain(times) + "\n")


def line(session: Session, value: SayValue, *, indent: int = 0) -> None:
    """A sentence, wrapped."""
    pad = " " * indent
    print(textwrap.fill(session.words.plain(value), _width(), initial_indent=pad, subsequent_indent=pad))


def remark(session: Session, value: SayValue) -> None:
    """A sentence on standard error, unless --quiet."""
    if not session.quiet:
        print(session.words.plain(value), file=sys.stderr)


def show_problems(session: Session, problems: Iterable[Problem]) -> None:
    """Each problem with place, value, reason and remedy, on standard error.

    An id, which says nothing to a person (design 3), stands only where no row leads to the element; `--json` has both.
    """
    for one in problems:
        place = ":".join(str(part) for part in (one.file, one.sheet, one.row, one.column) if part is not None)
        about = f" [{one.element}]" if one.element and one.row is None else ""
        shown = f" {session.words.plain(say('words.quoted', words=str(one.value)))}" if one.value is not None else ""
        where = f"{place}{about}{shown}".lstrip()
        weight = say(f"severity.{Severity(one.severity).value}")
        told = say("cli.problem", where=where, weight=weight, reason=one.reason)
        print(session.words.plain(told), file=sys.stderr)
        if one.remedy is not None:
            print(f"    {session.words.plain(one.remedy)}", file=sys.stderr)


def show_sources(session: Session, cards: Iterable[Vintage]) -> None:
    """Where figures come from, a line for each issue."""
    for card in cards:
        code = "evidence.source_taken" if card.dated == "retrieved" else "evidence.source"
        line(session, say(code, citation=card.citation or card.publisher, dataset=card.dataset, day=card.issued))


def table(session: Session, heads: Sequence[str], rows: Iterable[Sequence[SayValue | None]]) -> None:
    """Aligned columns under heads (codes of the catalogue); a head that ends in `#` has numbers. The widest columns
    are wrapped, down to one common width, so that the table fits the terminal; heads are wrapped to their columns."""
    right = [head.endswith("#") for head in heads]
    titles = [session.words.plain(say(head.rstrip("#"))) for head in heads]
    cells = [["" if one is None else session.words.plain(one) for one in row] for row in rows]
    if not cells:
        return
    room = _width() - 2 * (len(titles) - 1)
    widest = [max(map(len, column)) for column in zip(titles, *cells, strict=True)]
    if sum(widest) > room:
        broken = [max(title.split(), key=len, default="") for title in titles]
        widest = [max(map(len, column)) for column in zip(broken, *cells, strict=True)]
    widths = _shared(widest, room)
    for row in (titles, ["─" * width for width in widths], *cells):
        print("\n".join(_lines(row, widths, right)))
    print()


def _shared(widest: Sequence[int], room: int) -> list[int]:
    """The widest columns cut to one width, the others left as they are, so that all fit the room."""
    most = max(widest)
    while most > NARROW and sum(min(width, most) for width in widest) > room:
        most -= 1
    return [min(width, most) for width in widest]


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    wrapped = [textwrap.wrap(text, width) or [""] for text, width in zip(row, widths, strict=True)]
    found = []
    for at in range(max(map(len, wrapped))):
        parts = [lines[at] if at < len(lines) else "" for lines in wrapped]
        padded = [
            part.rjust(width) if number else part.ljust(width)
            for part, width, number in zip(parts, widths, right, strict=True)
        ]
        found.append("  ".join(padded).rstrip())
    return found


def _width() -> int:
    return max(NARROWEST, min(shutil.get_terminal_size((100, 24)).columns, WIDEST))
