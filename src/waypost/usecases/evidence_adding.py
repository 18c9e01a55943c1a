"""Taking publishers' files into the store: each becomes one vintage, whole or not at all.

The same file again changes nothing. Of several files all are taken or none: one that is refused refuses the command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from waypost.core.errors import NotThere, Problem, Refused, Severity
from waypost.core.say import SayValue, say
from waypost.core.statistics.observation import Observation
from waypost.core.statistics.periods import Period
from waypost.core.statistics.vintage import Dated, Part, Vintage
from waypost.usecases.evidence import is_aid, read_statistics
from waypost.usecases.evidence_filled import Filled, Told
from waypost.workspace.atomic import clear_stopped, growing

if TYPE_CHECKING:
    from waypost.evidence.tables import Row
    from waypost.readers.statistics.table import Read
    from waypost.reference.datasets import Dataset

AID: Final = "iati"
"""The dataset of aid data: whoever publishes it, the activities of all are asked together."""
WIDE: Final = "eurostat-tsv"
"""The form of a wide table of Eurostat."""
STEP: Final = 20_000
"""Rows between two signs of life."""
ORGANISATIONS: Final = "iati-organisations"
"""The kind and dataset of what bodies say that they plan and spend; it is never asked together with activities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What whoever adds a file says of it; None where the file or our tables are to say it."""

    dataset: str | None = None
    issued: date | None = None
    period: Period | None = None
    publisher: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file and the vintage it became, or (not `is_new`) already was; what was left out of it."""

    file: str
    vintage: Vintage
    is_new: bool
    problems: tuple[Problem, ...]


def add(paths: Iterable[Path], store: Path, described: Described, *, on: date, told: Told) -> tuple[Taken, ...]:
    """The files as vintages of the store, in the order named.

    Args:
        paths: files of publishers; the reader of each is chosen by what stands in it.
        store: the folder of the evidence, made where there is none.
        described: what is said of the files.
        on: the day on which they are added, taken for the day they were retrieved.
        told: hears how far the reading is.

    Raises:
        NotThere: a file is not there.
        Refused: a file cannot be read or holds no figures; nothing was written.
    """
    paths = tuple(paths)
    for path in paths:
        if not path.is_file():
            raise NotThere(str(path))
    clear_stopped(store)
    done: dict[str, Taken] = {}
    refused: list[Problem] = []
    with ExitStack() as writing:
        for path in paths:
            try:
                one = _one(path, store, described, on, told, done, writing)
            except Refused as error:
                refused.extend(error.problems)
                continue
            done.setdefault(one.vintage.sha256, one)
        if refused:
            raise Refused(tuple(refused))
    return tuple(done.values())


def _one(
    path: Path, store: Path, described: Described, on: date, told: Told, done: dict[str, Taken], writing: ExitStack
) -> Taken:
    # Imported here: every other command would wait for the engine.
    from waypost.evidence.store import held
    from waypost.evidence.writing import sha256_of

    sha256 = sha256_of(path)
    before = held(store, sha256)
    if before is not None or sha256 in done:
        vintage = before or done[sha256].vintage
        return Taken(file=path.name, vintage=vintage, is_new=False, problems=())
    source = _aid(path, described, on) if is_aid(path) else _statistics(path, described, on, sha256)
    return _written(source, store, sha256, on, told, writing)


@dataclass(slots=True)
class _Source:
    """A file that is understood: what its card says, and its rows, each with its table, or why one is left out."""

    path: Path
    kind: str
    dataset: str
    publisher: str
    title: str
    licence: str | None
    citation: str
    issued: date
    dated: Dated
    rows: Callable[[str], Iterator[tuple[str, Row] | Problem]]
    at_once: Callable[[Path, str, Told], Filled | None] | None = None
    """Writes all tables into a folder at once; none, and nothing done, where rows must be read one by one."""
    caveats: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0

    def noted(self, vintage: str, told: Told) -> Iterator[tuple[str, Row]]:
        """The rows, each problem noted as it goes by."""
        for at, one in enumerate(self.rows(vintage), start=1):
            if at % STEP == 0:
                told(self.path.name, at)
            if isinstance(one, Problem):
                self.problems.append(one)
                self.left_out += 1
            else:
                yield one


def _written(source: _Source, store: Path, sha256: str, on: date, told: Told, writing: ExitStack) -> Taken:
    from waypost.evidence.store import name_of, write_card

    name = name_of(source.dataset, source.issued, sha256)
    folder = writing.enter_context(growing(store / name))
    parts = _at_once(source, folder, name, told)
    if parts is None:
        parts = _row_by_row(source, folder, name, told)
    if not parts:
        raise Refused((_problem("evidence.no_figures", source.path.name),))
    card = Vintage(
        id=name,
        kind=source.kind,
        dataset=source.dataset,
        publisher=source.publisher,
        title=source.title,
        licence=source.licence,
        citation=source.citation,
        file=source.path.name,
        sha256=sha256,
        issued=source.issued,
        dated=source.dated,
        retrieved=on,
        caveats=source.caveats,
        left_out=source.left_out,
        parts=parts,
    )
    write_card(folder, card)
    return Taken(file=source.path.name, vintage=card, is_new=True, problems=tuple(source.problems))


def _at_once(source: _Source, folder: Path, name: str, told: Told) -> tuple[Part, ...] | None:
    """The tables of a source that is taken in at once; None for another."""
    filled = source.at_once(folder, name, told) if source.at_once else None
    if filled is None:
        return None
    source.problems.extend(filled.problems)
    source.left_out += len(filled.problems)
    return filled.parts


def _row_by_row(source: _Source, folder: Path, name: str, told: Told) -> tuple[Part, ...]:
    from waypost.evidence.writing import Tables

    tables = Tables(folder)
    try:
        for table, row in source.noted(name, told):
            tables.add(table, row)
        return tables.finish()
    finally:
        tables.close()


# ---------------------------------------------------------------------------------------------------- statistics


def _statistics(path: Path, described: Described, on: date, sha256: str) -> _Source:
    from waypost.evidence.wide import head_of
    from waypost.reference.datasets import dataset as known_of
    from waypost.reference.datasets import topics_of

    read = None if head_of(path) else read_statistics(path)
    kind = read.kind if read else WIDE
    known = known_of(kind)
    said = described.dataset or (read.dataset if read else None)
    dataset = _dataset_of(said, kind, known, sha256)
    issued, dated = _issued(described.issued, read.issued if read else None, on)
    titles = [one.title for one in topics_of(dataset)]
    source = _Source(
        path=path,
        kind=kind,
        dataset=dataset,
        publisher=described.publisher or known.publisher,
        title=known.title or next(iter(titles), dataset),
        licence=described.licence or known.licence,
        citation=known.citation,
        issued=issued,
        dated=dated,
        rows=lambda vintage: _fact_rows(
            read or read_statistics(path), known, described, path.name, vintage, issued, dataset
        ),
        at_once=None if read else partial(_wide, path, known, issued, dataset),
    )
    source.problems.extend(read.remarks if read else ())
    if said is None and not known.title:
        source.problems.append(_problem("evidence.no_dataset", path.name, is_error=False, value=dataset))
    return source


def _wide(path: Path, known: Dataset, issued: date, dataset: str, folder: Path, name: str, _: Told) -> Filled | None:
    from waypost.evidence.wide import write_wide
    from waypost.readers.statistics.figures import cell

    wide = write_wide(path, folder, known, cell, vintage=name, issued=issued, dataset=dataset)
    return Filled((wide.part,) if wide.part else (), wide.problems) if wide else None


def _dataset_of(said: str | None, kind: str, known: Dataset, sha256: str) -> str:
    """The name of the dataset: as told, as the file says, else the form; and where one form has many datasets, the form
    with the beginning of the file's SHA-256, so that nothing is ever taken for a vintage of another."""
    if said:
        return said.partition("__custom_")[0].casefold()
    return kind if known.title else f"{kind}-{sha256[:8]}"


def _issued(told: date | None, said: date | None, on: date) -> tuple[date, Dated]:
    if told is not None:
        return told, "told"
    return (said, "file") if said is not None else (on, "retrieved")


def _fact_rows(
    read: Read, known: Dataset, described: Described, file: str, vintage: str, issued: date, dataset: str
) -> Iterator[tuple[str, Row] | Problem]:
    from dataclasses import replace

    from waypost.evidence.facts import facts, in_last_months
    from waypost.evidence.tables import OBSERVATIONS, observation_row

    end = _end(read) if known.preliminary_months else None
    for one in facts(read.observations(), known, file=file, told=described.period):
        if isinstance(one, Problem):
            yield one
            continue
        fact = one
        if end is not None and in_last_months(fact, known.preliminary_months, end):
            fact = replace(fact, preliminary=True)
        yield OBSERVATIONS, observation_row(fact, vintage, issued, dataset)


def _end(read: Read) -> date | None:
    """The last day of which a file has a figure."""
    from waypost.core.statistics.periods import period_of

    named = {one.period for one in read.observations() if isinstance(one, Observation)}
    return max((period.last for words in named if (period := period_of(words))), default=None)


# ------------------------------------------------------------------------------------------------------ aid data


def _aid(path: Path, described: Described, on: date) -> _Source:
    from waypost.evidence.givers import name_of, ref_of
    from waypost.usecases.evidence_aid import fill, first_of

    kind, first = first_of(path)
    issued, dated = _issued(described.issued, None, on)
    body = first.reporter if first else None
    reporter = name_of(body) or ref_of(body) or "?"
    source = _Source(
        path=path,
        kind=kind,
        dataset=ORGANISATIONS if kind == ORGANISATIONS else AID,
        publisher=described.publisher or reporter,
        title="IATI",
        licence=described.licence,
        citation=reporter,
        issued=issued,
        dated=dated,
        rows=lambda vintage: _aid_rows(path, vintage, issued, source.problems),
        at_once=lambda folder, vintage, told: fill(path, folder, vintage, issued, told),
    )
    return source


def _aid_rows(path: Path, vintage: str, issued: date, notes: list[Problem]) -> Iterator[tuple[str, Row] | Problem]:
    """The rows of a file; noted is, and nothing left out by it, that organisations state no sum."""
    from waypost.core.aid.activity import Activity
    from waypost.evidence.aid import activity_rows
    from waypost.evidence.organisations import organisation_rows
    from waypost.readers.iati.file import AidFile

    file, bodies, sums = AidFile(path, path.name), 0, 0
    for one in file.everything():
        if isinstance(one, Activity):
            yield from activity_rows(one, vintage, issued)
        else:
            yield from organisation_rows(one, vintage, issued, file=path.name, before=sums)
            bodies, sums = bodies + 1, sums + len(one.sums)
    yield from file.problems
    if bodies and not sums:
        notes.append(_problem("evidence.no_sums", path.name, is_error=False, n=bodies))


def _problem(code: str, file: str, *, is_error: bool = True, **values: SayValue) -> Problem:
    severity = Severity.ERROR if is_error else Severity.WARNING
    return Problem(code=code, severity=severity, reason=say(code, **values), remedy=say(f"{code}.remedy"), file=file)
