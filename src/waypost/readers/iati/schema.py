"""Which rules of the schema of IATI 2.03 one activity or organisation breaks.

Each is held against the schema alone, under a root of its own, so that a file of any size can be tried. Files of 2.01
and 2.02 are valid by the schema of 2.03 as well; those of 1.0x are not and have none here.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from lxml import etree

ROOT_OF: Final = {"iati-activity": "iati-activities", "iati-organisation": "iati-organisations"}
VERSION: Final = "2.03"


def broken_rules(element: etree._Element) -> tuple[tuple[int, str, str], ...]:
    """Line, rule and words (English, of the validator) of each breach, in order of line."""
    root = etree.Element(ROOT_OF[str(element.tag)], version=VERSION)
    root.append(deepcopy(element))
    schema = _schema(str(root.tag))
    if schema.validate(root):
        return ()
    return tuple((one.line, one.type_name, one.message) for one in schema.error_log)


@cache
def _schema(root: str) -> etree.XMLSchema:
    with as_file(files("waypost.readers.iati") / "schemas") as folder:
        return etree.XMLSchema(file=str(folder / f"{root}-schema.xsd"))
