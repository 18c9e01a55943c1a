"""Files of statistics and aid data as their publishers put them out: what each adds up to.

The reader is chosen by what stands in a file, never by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from waypost.core.aid.totals import Totals, totals
from waypost.core.errors import NotThere, Problem, Refused
from waypost.core.say import SayValue, say
from waypost.core.statistics.observation import Observation, Tally, tally

if TYPE_CHECKING:
    from waypost.readers.statistics.table import Read

LOOKED_AT: Final = 512
"""Bytes at the beginning of a file by which its form is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A file and its totals. `schema_errors` is None where there is no schema to hold it against (IATI 1.0x)."""

    file: str
    kind: str
    totals: Totals
    schema_errors: int | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A file of statistics and what it holds."""

    file: str
    tally: Tally
    problems: tuple[Problem, ...]


def totals_of(paths: Iterable[Path]) -> tuple[Added | Counted, ...]:
    """What each file adds up to, in the order named.

    Raises NotThere for a file that is not there, Refused with every problem when a file cannot be read at all.
    """
    found: list[Added | Counted] = []
    refused: list[Problem] = []
    for path in paths:
        if not path.is_file():
            raise NotThere(str(path))
        try:
            found.append(_added(path) if is_aid(path) else _counted(path))
        except Refused as error:
            refused.extend(error.problems)
    if refused:
        raise Refused(tuple(refused))
    return tuple(found)


def _is_xml(path: Path) -> bool:
    with path.open("rb") as source:
        begins = source.read(LOOKED_AT)
    return begins.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<"))


def _message(path: Path) -> str | None:
    """The root element of a file of statistics in XML; None for aid data and for what is no XML."""
    from waypost.readers.guard import root_of
    from waypost.readers.statistics.messages import is_message

    if not _is_xml(path):
        return None
    with path.open("rb") as source:
        root = root_of(source)
    return root if root is not None and is_message(root) else None


def is_aid(path: Path) -> bool:
    """Whether a file is one of aid data, and not of statistics: known by its root element."""
    return _is_xml(path) and _message(path) is None


def _added(path: Path) -> Added:
    # Imported here: no other command needs a reader of XML.
    from waypost.readers.iati.file import AidFile

    file = AidFile(path, path.name)
    sums = totals(file.activities())
    return Added(
        file=path.name, kind=file.kind, totals=sums, schema_errors=file.schema_errors, problems=tuple(file.problems)
    )


def _counted(path: Path) -> Counted:
    read = read_statistics(path)
    problems = list(read.remarks)
    held = tally(read.kind, read.dataset, read.rows, _noting(read.observations(), problems))
    return Counted(file=path.name, tally=held, problems=tuple(problems))


def read_statistics(path: Path) -> Read:
    """The file of statistics by its form. Raises Refused for one that cannot be read, or has the form of no one."""
    from waypost.readers.statistics.books import is_book, read_book
    from waypost.readers.statistics.messages import read_message

    root = _message(path)
    if root is not None:
        return read_message(path, root)
    raw = path.read_bytes()
    read, problems = read_book(raw, path.name) if is_book(raw) else (_text(raw, path.name), ())
    if read is None:
        raise Refused(problems or (_problem("aid.unknown_form", path.name),))
    return read


def _text(raw: bytes, file: str) -> Read | None:
    from waypost.readers.statistics.codelists import read_dictionary
    from waypost.readers.statistics.forms import read_form
    from waypost.readers.statistics.rates import read_rates
    from waypost.readers.statistics.rows import MOST_UNPACKED, TooLarge, rows_of

    found = read_rates(raw, file)
    if found is not None:
        return found
    try:
        rows = rows_of(raw)
    except TooLarge:
        raise Refused((_problem("statistics.too_large", file, most=MOST_UNPACKED // 1024**2),)) from None
    except ValueError:
        return None
    return read_form(rows, file) or read_dictionary(rows, file)


def _problem(code: str, file: str, **values: SayValue) -> Problem:
    return Problem(code=code, reason=say(code, **values), remedy=say(f"{code}.remedy"), file=file)


def _noting(found: Iterable[Observation | Problem], problems: list[Problem]) -> Iterator[Observation | Problem]:
    """The same, each problem noted as it goes by."""
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        yield one
