"""Takes an aid file into a store, for `aid.py`: `quick` as `waypost evidence add` does, `lean` with lxml's iterparse.
Prints the rows of each table."""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from waypost.evidence.aid import activity_cells, identified
from waypost.evidence.staging import Staged, finish
from waypost.readers.iati.activity import activity_of
from waypost.readers.iati.reading import Reading, attribute, words_of
from waypost.readers.iati.reports import Reports
from waypost.usecases.evidence_adding import Described, add

ON: Final = date(2024, 5, 1)
AT_ONCE: Final = 500
"""Activities whose rows are written together."""


def quick(path: Path, folder: Path) -> Mapping[str, int]:
    """The file as a vintage of a store."""
    (taken,) = add([path], folder, Described(issued=ON), on=ON, told=lambda *_: None)
    return {one.table: one.rows for one in taken.vintage.parts}


def lean(path: Path, folder: Path) -> Mapping[str, int]:
    """The same tables by the least that a reader on iterparse must do: one pass in one process, each activity made into
    values and rows and then forgotten. Nothing is guarded, no schema is asked."""
    folder.mkdir()
    # As little as in the quick way is there anything to collect.
    gc.disable()
    staged, counts, reports = Staged(folder, "lean"), Counter[str](), Reports(file=path.name)
    for number, (_, node) in enumerate(etree.iterparse(path, tag="iati-activity"), start=1):
        named = node.find("iati-identifier")
        identifier = words_of(named) or None if named is not None else None
        reading = Reading(reports=reports, identifier=identifier, currency=attribute(node, "default-currency"))
        activity = activity_of(node, reading)
        name = identified(activity)
        for table, cells in activity_cells(activity):
            staged.add(table, name, cells)
        node.clear()
        while node.getprevious() is not None:
            del node.getparent()[0]
        if number % AT_ONCE == 0:
            counts += staged.settle()
    counts += staged.settle()
    return {one.table: one.rows for one in finish(folder, counts, vintage="v", issued=ON)}


if __name__ == "__main__":
    found = {"quick": quick, "lean": lean}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps(found))
