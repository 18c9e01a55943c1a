"""Taking files back: read, matched, merged against the state they were made from, shown, and written whole.

A form is one reader from bytes to an `Intake`; a new one is a line in `READERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from waypost.codec.exports import decode_export, remaining
from waypost.codec.scalars import SLUG
from waypost.core.change.intake import Intake, Place, Reading, Sent
from waypost.core.change.portion import Portion
from waypost.core.change.settle import row_problem
from waypost.core.errors import NotThere, Problem, Refused, Severity, WrongRequest
from waypost.core.roadmap.elements import WORKSPACE, State
from waypost.core.say import say
from waypost.core.values import Missing, Principal, Slug, Text
from waypost.usecases.comparing import write_new
from waypost.usecases.merging import Seen, TakenIn, Taking, start, work_out
from waypost.usecases.opening import Asking, workspace_at
from waypost.words.wording import Wording
from waypost.workspace.door import Door, Guarded

Rows = frozenset[tuple[str | None, int | None]]
"""Rows of a file by sheet and number."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one form is read.

    `read` never raises for what is in the bytes: that is a problem of the intake. `rest` gives a file of the same form
    with only the rows named (and the head or cover), for whoever is to correct them; it must say of itself that it is
    not complete. None where a form has none. `guess` gives the mapping file by which somebody's own table is read, for
    whoever corrects it; None for what Waypost made. `several` reads many files at once, as `read` reads each; None
    where that takes as long.
    """

    read: Callable[[bytes, Reading], Intake]
    rest: Callable[[bytes, Rows], bytes] | None = None
    guess: Callable[[bytes, str, str], bytes | None] | None = None
    several: Callable[[Sequence[tuple[bytes, Reading]]], Iterable[Intake]] | None = None

    def read_all(self, files: Sequence[tuple[bytes, Reading]]) -> tuple[Intake, ...]:
        """What is in each of some files."""
        if self.several is not None and len(files) > 1:
            return tuple(self.several(files))
        return tuple(self.read(raw, reading) for raw, reading in files)


def _read_json(raw: bytes, reading: Reading) -> Intake:
    return _read_jsons([(raw, reading)])[0]


def _read_jsons(files: Sequence[tuple[bytes, Reading]]) -> tuple[Intake, ...]:
    from waypost.readers.state import harmless_each

    refused = harmless_each([(raw, reading.file) for raw, reading in files])
    return tuple(
        decode_export(raw, file=reading.file) if problem is None else Intake(file=reading.file, problems=(problem,))
        for (raw, reading), problem in zip(files, refused, strict=True)
    )


def _rest_json(raw: bytes, rows: Rows) -> bytes:
    return remaining(raw, frozenset(row for _, row in rows if row is not None))


def _read_word(raw: bytes, reading: Reading) -> Intake:
    # Imported here: it is heavy, and whoever takes in another form need not wait for it.
    from waypost.readers.word import read_document

    return read_document(raw, reading)


def _read_words(files: Sequence[tuple[bytes, Reading]]) -> Iterator[Intake]:
    from waypost.readers.word import read_documents

    return read_documents(files)


def _guess_word(raw: bytes, file: str, heading: str) -> bytes | None:
    from waypost.readers.word import guess_document

    return guess_document(raw, file, heading)


def _rest_word(raw: bytes, rows: Rows) -> bytes:
    from waypost.readers.rest import rest_of_word

    return rest_of_word(raw, rows)


def _read_workbook(raw: bytes, reading: Reading) -> Intake:
    # Imported here for the same reason, as in the functions below.
    from waypost.readers.spreadsheet import read_workbook

    return read_workbook(raw, reading)


def _read_workbooks(files: Sequence[tuple[bytes, Reading]]) -> Iterator[Intake]:
    from waypost.readers.spreadsheet import read_workbooks

    return read_workbooks(files)


def _rest_workbook(raw: bytes, rows: Rows) -> bytes:
    from waypost.readers.rest import rest_of_workbook

    return rest_of_workbook(raw, rows)


def _guess_workbook(raw: bytes, file: str, heading: str) -> bytes | None:
    from waypost.readers.spreadsheet import guess_workbook

    return guess_workbook(raw, file, heading)


def _read_rows(raw: bytes, reading: Reading) -> Intake:
    from waypost.readers.delimited import read_text_table

    return read_text_table(raw, reading)


def _rest_rows(raw: bytes, rows: Rows) -> bytes:
    from waypost.readers.rest import rest_of_rows

    return rest_of_rows(raw, rows)


def _guess_rows(raw: bytes, file: str, heading: str) -> bytes | None:
    from waypost.readers.delimited import guess_rows

    return guess_rows(raw, file, heading)


READERS: Final[dict[str, Reader]] = {
    ".xlsx": Reader(_read_workbook, _rest_workbook, _guess_workbook, _read_workbooks),
    ".xls": Reader(_read_workbook, None, _guess_workbook, _read_workbooks),
    ".docx": Reader(_read_word, _rest_word, _guess_word, _read_words),
    ".csv": Reader(_read_rows, _rest_rows, _guess_rows),
    ".tsv": Reader(_read_rows, _rest_rows, _guess_rows),
    ".json": Reader(_read_json, _rest_json, several=_read_jsons),
}
"""The reader of each form, by the end of a file's name; heavy libraries are imported inside its functions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How files are to be taken in: into which roadmap (None: the one each file names), with which mapping of columns,
    whether good rows are taken when others are bad, whether nothing is to be written, and why, in the words to be kept.

    A roadmap that is not there yet is started by one file, if it is named in `into`.
    """

    into: str | None = None
    mapping: Path | None = None
    partial: bool = False
    dry_run: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the files of one roadmap, and the files in which the rows wait that were not taken."""

    home: TakenIn
    rests: tuple[Path, ...] = ()


def take_in(
    paths: Iterable[Path], asking: Asking, wanted: Wanted, words: Wording, *, now: datetime
) -> tuple[Taken, ...]:
    """Take files in, those of each roadmap together; every roadmap is worked out before the first is written.

    Nothing is written while a row has an error or is in conflict, unless good rows are wanted alone: then the bad ones
    go into a file of their own beside the one they came in.

    Raises NotThere for a file or roadmap that is not there or not known to the viewer; Refused for a broken state, and
    with every problem when a file as a whole cannot be taken; WrongRequest for a form that is not read, for `--at`.
    """
    if asking.at is not None:
        raise WrongRequest(say("exchange.no_at"))
    door = workspace_at(asking.folder)
    why = Text(wordings=((words.language, wanted.why),)) if wanted.why else Missing.NOT_STATED
    taking = Taking(partial=wanted.partial, why=why, now=now)
    files: dict[Slug, list[tuple[Path, bytes, Intake]]] = {}
    for file, intake in _read([_opened(path, asking, wanted, words, door, taking.seen) for path in paths]):
        files.setdefault(_home(intake, wanted), []).append((file.path, file.raw, intake))
    found = [
        (_worked_out(door, home, [one for _, _, one in several], asking, wanted, words.language, taking), several)
        for home, several in files.items()
    ]
    if wanted.dry_run or any(one.refused for one, _ in found):
        return tuple(Taken(home=one.unwritten()) for one, _ in found)
    rests = [tuple(_rests(one, several)) for one, several in found]
    for (one, _), waiting in zip(found, rests, strict=True):
        for path, raw in waiting:
            write_new(path, raw)
        if one.state is not None:
            _write(door, one.state, None if one.starts else one.before.at)
    return tuple(
        Taken(home=one, rests=tuple(path for path, _ in waiting))
        for (one, _), waiting in zip(found, rests, strict=True)
    )


def _worked_out(
    door: Door, home: Slug, intakes: list[Intake], asking: Asking, wanted: Wanted, language: str, taking: Taking
) -> TakenIn:
    """What the files of one roadmap make of it. One that is not there starts only where it is asked for by name, in a
    workspace, by one file: what was meant for another cannot start one by a slip."""
    homes = door.homes()
    if home in homes or not homes or wanted.into != home:
        return work_out(door, home, intakes, asking, taking)
    if len(intakes) > 1:
        raise WrongRequest(say("exchange.one_file_starts", roadmap=home))
    if home == WORKSPACE or not re.fullmatch(SLUG, home):
        place = Place(file=intakes[0].file)
        raise Refused((row_problem(place, "workspace.not_a_slug", raw=str(home), value=str(home)),))
    return start(door, home, intakes[0], asking, language, taking)


def _write(door: Door, state: State, made_of: datetime | None) -> None:
    """Record a state, unless somebody recorded one while it was worked out: then theirs would be lost from view.

    `made_of` is the moment of the state before it; None for the first.
    """
    with door.writing() if isinstance(door, Guarded) else nullcontext():
        newest = door.moments(state.home)[-1] if state.home in door.homes() else None
        if newest != made_of:
            raise Refused((row_problem(Place(file=str(state.home)), "exchange.too_early"),))
        door.write(state)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is to be read, with its reader and what that is told."""

    path: Path
    reader: Reader
    raw: bytes
    reading: Reading


def _opened(path: Path, asking: Asking, wanted: Wanted, words: Wording, door: Door, seen: Seen) -> _File:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise WrongRequest(say("cli.no_form", value=path.name, known=tuple(READERS)))
    try:
        raw = path.read_bytes()
        mapping = _mapping(path.name, raw, reader, wanted.mapping, words) if wanted.mapping else None
    except OSError:
        raise NotThere(path.name) from None
    reading = Reading(
        file=path.name, language=words.language, said_on=asking.on, mapping=mapping, sent=sent_back(door, seen)
    )
    return _File(path, reader, raw, reading)


def _read(files: list[_File]) -> list[tuple[_File, Intake]]:
    """What is in each file, in the order given; those of one form are read together.

    Raises Refused with the first file's problems that are about a file as a whole.
    """
    found: dict[Path, Intake] = {}
    for reader in dict.fromkeys(one.reader for one in files):
        mine = [one for one in files if one.reader == reader]
        read = reader.read_all([(one.raw, one.reading) for one in mine])
        found.update((one.path, intake) for one, intake in zip(mine, read, strict=True))
    for intake in found.values():
        whole = tuple(one for one in intake.problems if one.severity is Severity.ERROR and one.row is None)
        if whole:
            raise Refused(whole)
    return [(one, found[one.path]) for one in files]


def _mapping(file: str, raw: bytes, reader: Reader, kept: Path, words: Wording) -> bytes | None:
    """The mapping file that is kept; where there is none yet, the guess is written there, to be corrected."""
    if kept.exists() or reader.guess is None:
        return kept.read_bytes()
    found = reader.guess(raw, file, words.plain(say("readers.mapping_heading", file=file)))
    if found is not None:
        write_new(kept, found)
    return found


def sent_back(door: Door, seen: Seen | None = None) -> Sent:
    """What a file was made from, as its reader saw it; what only they know is told apart when it is settled.

    `seen` keeps what was looked at, for whoever merges the files afterwards.
    """
    looked = seen or Seen()

    def found(home: Slug, at: datetime, reader: Principal, owner: Principal | None) -> Portion | None:
        try:
            return looked.portion(door.state_at(home, at), reader, owner)
        except NotThere:
            return None

    return found


def _home(intake: Intake, wanted: Wanted) -> Slug:
    """The roadmap of a file: the one it names, which is also the one asked for, if one is."""
    if intake.home is None and wanted.into is None:
        raise Refused((row_problem(Place(file=intake.file), "exchange.no_home"),))
    if intake.home is not None and wanted.into not in (None, intake.home):
        found, into = intake.home, wanted.into or ""
        raise Refused((row_problem(Place(file=intake.file), "exchange.other_home", found=found, into=into),))
    return intake.home or Slug(wanted.into or "")


def _rests(home: TakenIn, files: list[tuple[Path, bytes, Intake]]) -> Iterable[tuple[Path, bytes]]:
    """For each file with rows that were not taken, a file of the same form with only those."""
    for (path, raw, _), sheet in zip(files, home.files, strict=True):
        reader = READERS[path.suffix.lower()]
        if sheet.left_out and reader.rest is not None:
            rows = frozenset((one.sheet, one.row) for one in sheet.left_out)
            yield _free(path), reader.rest(raw, rows)


def _free(path: Path) -> Path:
    """A name beside a file that is not taken: `list-left-out.json`, then `list-left-out-2.json`."""
    found, number = path.with_stem(f"{path.stem}-left-out"), 2
    while found.exists():
        found, number = path.with_stem(f"{path.stem}-left-out-{number}"), number + 1
    return found


def problems_of(taken: Iterable[Taken]) -> tuple[Problem, ...]:
    """Every problem of every file."""
    return tuple(problem for one in taken for problem in one.home.problems)
