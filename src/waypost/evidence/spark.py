"""Apache Spark as the engine, for those whose data lie on a cluster: the same questions on the same files.

Needs `waypost[spark]` and Java 17 or later. Which cluster is said by its address; everything else by Spark's own
configuration (`SPARK_CONF_DIR`, `spark-defaults.conf`).
"""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from waypost.evidence.engine import Files
from waypost.evidence.tables import COLUMNS, Cell

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

TYPES: Final = {"varchar": "string", "integer": "int"}
"""What Spark calls types otherwise than the tables do."""
SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.showConsoleProgress": "false",
}
"""Spark is made for hundreds of partitions; the sums asked for are small. A day is a day in every zone."""
ON_THIS_MACHINE: Final = ("local", "spark://127.0.0.1:", "spark://localhost:")
LOOPBACK: Final = "127.0.0.1"


class Spark:
    """A session on a cluster. Each table is a view on its Parquet files, empty where there are none."""

    def __init__(self, files: Files, address: str) -> None:
        # Imported here: only who has asked for Spark has it.
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master(address).appName("waypost")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        if address.startswith(ON_THIS_MACHINE):
            builder = builder.config("spark.driver.host", LOOPBACK).config("spark.driver.bindAddress", LOOPBACK)
        self._session: SparkSession = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")
        for table, columns in COLUMNS.items():
            types = [(name, TYPES.get(kind, kind)) for name, kind in columns.items()]
            found = [str(path.absolute()) for path in files.get(table, ())]
            if found:
                # The columns are told, so that no file is opened before anything is asked of it.
                view = self._session.read.schema(", ".join(f"{name} {kind}" for name, kind in types)).parquet(*found)
            else:
                empty = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in types)
                view = self._session.sql(f"select {empty} where false")
            view.createOrReplaceTempView(table)

    def rows(self, sql: str, values: Iterable[Cell] = ()) -> list[tuple[Cell, ...]]:
        """The rows of an answer."""
        return [tuple(row) for row in self._session.sql(sql, args=list(values)).collect()]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.stop()
