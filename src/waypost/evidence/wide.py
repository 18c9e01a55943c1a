"""A wide table of Eurostat, a column a period, read by the engine itself: hundreds of times quicker than row by row.

Only a table with which nothing is the matter goes this way. Whatever else is in one (a row with a field too many, a
country nobody knows, words in the place of a figure) makes it go row by row, where each is named; both ways give the
same rows.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from waypost.core.statistics.fact import Party
from waypost.core.statistics.periods import Period, period_of
from waypost.core.statistics.vintage import Part
from waypost.evidence.facts import meant
from waypost.evidence.tables import NUMBER, OBSERVATIONS, rest_parts
from waypost.evidence.writing import QUIET, ROW_GROUP, settle, sha256_of
from waypost.reference.datasets import Dataset

TIMES: Final = frozenset({"time", "TIME_PERIOD"})
PACKED: Final = b"\x1f\x8b"
MEMORY: Final = "700MB"
WITHIN: Final = 1024 * 1024
"""Bytes in which the head of such a table ends."""
CELL: Final = r"^(\S*)\s*([a-z]*)$"


class Unusual(Exception):
    """Something in the table is for the careful way."""


def heads_of(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The dimensions and the periods of a wide table as written, None for another file."""
    with path.open("rb") as raw:
        packed = raw.read(2) == PACKED
    try:
        with gzip.open(path) if packed else path.open("rb") as source:
            first = source.readline(WITHIN).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, EOFError, UnicodeDecodeError):
        return None
    head, *periods = first.split("\t")
    names, slash, across = head.strip().rpartition("\\")
    if not slash or across not in TIMES or not periods or not all(period_of(one) for one in periods):
        return None
    return tuple(names.split(",")), tuple(periods)


def write_wide(path: Path, folder: Path, known: Dataset, *, vintage: str, issued: date, dataset: str) -> Part | None:
    """The table of observations of such a file, in a folder; None where the careful way must be taken."""
    heads = heads_of(path)
    if heads is None:
        return None
    target = folder / f"{OBSERVATIONS}.parquet"
    scratch = folder / "wide.duckdb"
    # One thread keeps the order of rows without holding them.
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "threads": "1", "temp_directory": str(folder),
    }  # fmt: skip
    link = duckdb.connect(str(scratch), config={**settings, **QUIET})
    try:
        table = _Wide(link, heads[0], heads[1], known)
        table.load(path)
        table.copy(target, (vintage, issued.isoformat(), dataset))
        rows = table.rows
    except (duckdb.Error, Unusual):
        target.unlink(missing_ok=True)
        return None
    finally:
        link.close()
        for left in folder.glob("wide.duckdb*"):
            left.unlink()
    settle(target)
    return Part(table=OBSERVATIONS, rows=rows, sha256=sha256_of(target))


class _Wide:
    def __init__(
        self, link: duckdb.DuckDBPyConnection, names: tuple[str, ...], periods: tuple[str, ...], known: Dataset
    ) -> None:
        self.link, self.known = link, known
        self.names = tuple(name.strip().casefold() for name in names)
        self.periods = tuple(words.strip() for words in periods)
        self.rows = 0

    def load(self, path: Path) -> None:
        """The lines of the file, each with its number and its codes. Raises Unusual for lines of other widths."""
        columns = {"codes": "varchar", **{f"p{at}": "varchar" for at, _ in enumerate(self.periods)}}
        with path.open("rb") as raw:
            packed = raw.read(2) == PACKED
        self.link.execute(
            "create table raw as select row_number() over () + 1 as line, * from read_csv(?, auto_detect=false, "
            f"columns={columns!r}, header=false, skip=1, delim='\t', quote='', escape='', nullstr='\\N', "
            f"compression='{'gzip' if packed else 'none'}', null_padding=false)",
            [str(path)],
        )
        odd = self._one(
            "select count(*) from raw where codes is null or "
            f"length(codes) - length(replace(codes, ',', '')) <> {len(self.names) - 1}"
        )
        lines = self._one("select count(*) from raw")
        if odd or not lines:
            raise Unusual
        self.rows = lines * len(self.periods)

    def copy(self, target: Path, fixed: tuple[str, str, str]) -> None:
        """The figures as Parquet, in the order in which the table lies on the disk. Raises Unusual for what is none."""
        partner, reporter = self._parties("partner", self.known.partner), self._parties("reporter", self.known.reporter)
        self._spans()
        own = {*self.known.partner, *self.known.reporter, *self.known.aside}
        rest = rest_parts([(name, self._code(name)) for name in sorted(set(self.names) - own)])
        self.link.execute(
            f"create table lines as select raw.*, {partner}, {reporter}, {rest} as rest from raw "
            "left join partners on partners.words = " + self._words(self.known.partner) + " "
            "left join reporters on reporters.words = " + self._words(self.known.reporter) + " "
            "order by partner, reporter, rest"
        )
        cells = ", ".join(f"p{at}" for at, _ in enumerate(self.periods))
        self.link.execute(
            f"create view cells as select *, regexp_extract(trim(cell), '{CELL}', 1) as figure, "
            f"regexp_extract(trim(cell), '{CELL}', 2) as flags "
            f"from (unpivot lines on {cells} into name slot value cell)"
        )
        vintage, issued, dataset = (one.replace("'", "''") for one in fixed)
        self.link.execute(
            f"copy (select '{vintage}' as vintage, date '{issued}' as issued, '{dataset}' as dataset, "
            "'value' as measure, "
            "partner, partner_meant, partner_words, reporter, reporter_meant, reporter_words, '' as route, rest, "
            "period, first_day, last_day, "
            f"case when figure = ':' or trim(cell) = '' then null else cast(figure as {NUMBER}) end as value, "
            "case when figure = ':' or trim(cell) = '' then 'not_reported' else '' end as absent, flags, "
            "contains(flags, 'p') as preliminary, contains(flags, 'b') as broken, cast(line as integer) as source_row, "
            "'' as source_sheet from cells join spans using (slot)) "
            "to ? (format parquet, compression zstd, row_group_size " + str(ROW_GROUP) + ")",
            [str(target)],
        )
        if self._one(f"select count(*) from read_parquet('{target}')") != self.rows:
            raise Unusual

    def _one(self, sql: str) -> int:
        found = self.link.execute(sql).fetchone()
        return int(found[0]) if found else 0

    def _code(self, name: str) -> str:
        return f"trim(split_part(codes, ',', {self.names.index(name) + 1}))"

    def _words(self, columns: Iterable[str]) -> str:
        found = next((name for name in columns if name in self.names), None)
        return self._code(found) if found else "''"

    def _parties(self, side: str, columns: tuple[str, ...]) -> str:
        """A table of what each code of a side means, and the columns it gives. Raises Unusual for an unknown code."""
        words = [
            str(one) for (one,) in self.link.execute(f"select distinct {self._words(columns)} from raw").fetchall()
        ]
        found: Mapping[str, Party | None] = {one: meant(self.known.crosswalk, one) if one else Party() for one in words}
        self.link.execute(f"create table {side}s (words varchar, code varchar, meant varchar)")
        for one, party in found.items():
            if party is None:
                raise Unusual
            self.link.execute(f"insert into {side}s values (?, ?, ?)", [one, party.code, party.meant.value])
        return f"{side}s.code as {side}, {side}s.meant as {side}_meant, {side}s.words as {side}_words"

    def _spans(self) -> None:
        self.link.execute("create table spans (slot varchar, period varchar, first_day date, last_day date)")
        for at, words in enumerate(self.periods):
            span: Period | None = period_of(words)
            if span is None:
                raise Unusual
            self.link.execute("insert into spans values (?, ?, ?, ?)", [f"p{at}", span.name, span.first, span.last])
