"""Takes an aid file into a store, for `aid.py`: `quick` as `waypost evidence add` does, `careful` with lxml's iterparse
alone. Prints the rows of each table and the highest memory of all its processes together, in MB."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from waypost.evidence.aid import activity_rows
from waypost.evidence.writing import Tables
from waypost.readers.iati.file import AidFile
from waypost.usecases.evidence_adding import Described, add

ON = date(2024, 5, 1)


def quick(path: Path, folder: Path) -> Mapping[str, int]:
    """The file as a vintage of a store."""
    (taken,) = add([path], folder, Described(issued=ON), on=ON, told=lambda *_: None)
    return {one.table: one.rows for one in taken.vintage.parts}


def careful(path: Path, folder: Path) -> Mapping[str, int]:
    """The same tables from the careful reader, row by row."""
    folder.mkdir()
    tables = Tables(folder)
    for activity in AidFile(path, path.name).activities():
        for table, row in activity_rows(activity, "v", ON):
            tables.add(table, row)
    return {one.table: one.rows for one in tables.finish()}


if __name__ == "__main__":
    found = {"quick": quick, "careful": careful}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    own, one_child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    megabytes = (own + one_child * (os.cpu_count() or 1)) / 1024
    print(json.dumps({"rows": found, "megabytes": megabytes}))
