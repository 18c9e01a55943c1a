"""Asking the tables in SQL: which engine runs it does not matter to a question.

An engine knows the tables by their names and returns rows of plain values. A text may use only what both engines read
alike; `questions.py` says what that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

import duckdb

from waypost.evidence.tables import COLUMNS, Cell

Files = Mapping[str, Sequence[Path]]
"""The Parquet files of each table."""

SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "threads": "2",
    # A vintage never changes: what its files say of themselves is read once for all questions to one engine.
    "parquet_metadata_cache": "true",
}


class Engine(AbstractContextManager["Engine"], Protocol):
    """Runs a question over the tables."""

    def rows(self, sql: str, values: Iterable[Cell] = ()) -> list[tuple[Cell, ...]]:
        """The rows of an answer; each `?` of the text is one of the values."""


class Duck:
    """The engine inside this process. Each table is a view on its Parquet files, empty where there are none."""

    def __init__(self, files: Files) -> None:
        self._link = duckdb.connect(":memory:", config=SETTINGS)
        for table, columns in COLUMNS.items():
            found = files.get(table, ())
            if found:
                held = self._link.read_parquet([str(path) for path in found], union_by_name=True)
                # Columns that came later than every vintage at hand.
                late = [f"cast(null as {kind}) as {name}" for name, kind in columns.items() if name not in held.columns]
                (held.project(", ".join(("*", *late))) if late else held).create_view(table)
            else:
                self._link.execute(f"create table {table} ({columns_sql(columns)})")

    def rows(self, sql: str, values: Iterable[Cell] = ()) -> list[tuple[Cell, ...]]:
        """The rows of an answer."""
        return self._link.execute(sql, list(values)).fetchall()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._link.close()


def columns_sql(columns: Mapping[str, str]) -> str:
    """Names and types as a table is declared with them."""
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())
