"""Where evidence lies: a folder for each vintage, with its card and its tables, none of which is ever changed.

A vintage is written into a hidden folder that gets its name when all is on the disk; who publishes it so is the
caller, who hands the folder over. What cannot be read as a vintage is told by `faults` and is never asked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from waypost.codec.evidence.cards import vintage_bytes, vintage_of
from waypost.core.errors import Problem, Severity, WrongRequest
from waypost.core.say import SayValue, say
from waypost.core.statistics.vintage import Vintage
from waypost.evidence.tables import COLUMNS
from waypost.evidence.writing import settle, sha256_of

if TYPE_CHECKING:
    from waypost.evidence.engine import Engine, Files

FOLDER: Final = "evidence"
"""Of a workspace; beside the file of a database."""
CARD: Final = "vintage.json"
PARQUET: Final = ".parquet"
SETTING: Final = "WAYPOST_ENGINE"
"""The address of a Spark cluster, `spark://host:7077` or `local[2]`; empty or `duckdb`: this process."""
SHOWN: Final = 12
"""Letters of a file's SHA-256 that stand in the name of its vintage."""


def folder_of(workspace: Path) -> Path:
    """Where the evidence of a workspace lies."""
    return (workspace.parent if workspace.is_file() else workspace) / FOLDER


def name_of(dataset: str, issued: date, sha256: str) -> str:
    """The name of a vintage: dataset, day, and the beginning of the file's SHA-256."""
    plain = "".join(one if one.isalnum() else "-" for one in dataset.casefold())
    return f"{plain}-{issued.isoformat()}-{sha256[:SHOWN]}"


def write_card(folder: Path, card: Vintage) -> None:
    """The card beside its tables, forced to the disk."""
    path = folder / CARD
    path.write_bytes(vintage_bytes(card))
    settle(path)
    settle(folder)


def vintages(store: Path) -> tuple[Vintage, ...]:
    """Every vintage that can be read, by dataset and day of publication; none where there is no store."""
    found = (card for _, card in _cards(store) if card is not None)
    return tuple(sorted(found, key=lambda one: (one.dataset, one.issued, one.id)))


def held(store: Path, sha256: str) -> Vintage | None:
    """The vintage made of a file with this SHA-256; None where there is none."""
    return next((one for one in vintages(store) if one.sha256 == sha256), None)


def engine_of(store: Path) -> Engine:
    """The engine over all vintages."""
    return engine_over(store, vintages(store))


def engine_over(store: Path, cards: Sequence[Vintage]) -> Engine:
    """The engine over some vintages of a store: that of this process, or the cluster that `WAYPOST_ENGINE` names.

    Raises WrongRequest where a cluster is named and Spark is not installed.
    """
    files, address = files_of(store, cards), os.environ.get(SETTING, "")
    if not address or address == "duckdb":
        # Imported here: a brief looks for a store, and where there is none it needs no engine.
        from waypost.evidence.engine import Duck

        return Duck(files)
    if find_spec("pyspark") is None:
        raise WrongRequest(say("evidence.no_spark", value=address))
    # Imported here: only who has asked for Spark has it.
    from waypost.evidence.spark import Spark

    return Spark(files, address)


def files_of(store: Path, cards: Sequence[Vintage]) -> Files:
    """The Parquet files of each table of some vintages."""
    return {table: [store / card.id / f"{table}{PARQUET}" for card in cards if card.rows(table)] for table in COLUMNS}


def faults(store: Path) -> Iterator[Problem]:
    """What is not as it was written: a folder that is no vintage, a table that is gone or changed, a file that belongs
    to none. A hidden folder is what a stopped import has left; nobody asks it and the next import removes it."""
    for folder, card in _cards(store):
        if card is None or card.id != folder.name:
            yield _fault("evidence.no_vintage", folder.name)
            continue
        expected = {CARD, *(f"{one.table}{PARQUET}" for one in card.parts)}
        for path in sorted(folder.iterdir()):
            if path.name not in expected:
                yield _fault("evidence.stranger", f"{folder.name}/{path.name}")
        for part in card.parts:
            path = folder / f"{part.table}{PARQUET}"
            if not path.is_file():
                yield _fault("evidence.table_gone", f"{folder.name}/{path.name}")
            elif sha256_of(path) != part.sha256:
                yield _fault("evidence.table_changed", f"{folder.name}/{path.name}")


def leftovers(store: Path) -> tuple[str, ...]:
    """The hidden folders of stopped imports."""
    return tuple(sorted(one.name for one in store.glob(".*"))) if store.is_dir() else ()


def _cards(store: Path) -> Iterator[tuple[Path, Vintage | None]]:
    """Each visible folder of a store, and the card in it; None where it is missing or broken."""
    if not store.is_dir():
        return
    for folder in sorted(store.iterdir()):
        if folder.name.startswith("."):
            continue
        path = folder / CARD
        yield folder, vintage_of(path.read_bytes()) if path.is_file() else None


def _fault(code: str, file: str, **values: SayValue) -> Problem:
    return Problem(
        code=code, severity=Severity.ERROR, reason=say(code, **values), remedy=say(f"{code}.remedy"), file=file
    )
