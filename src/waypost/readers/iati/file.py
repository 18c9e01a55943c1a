"""Activities of an IATI file, one after another, whatever the size of the file (IATI 1.0x and 2.0x).

What breaks the schema is reported and the rest is read. Refused is only what is not well-formed, not IATI, or harmful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Literal

from lxml import etree

from waypost.core.aid.activity import Activity
from waypost.core.aid.organisation import AidOrganisation
from waypost.core.errors import Problem, Refused
from waypost.core.say import say
from waypost.readers.guard import guard
from waypost.readers.iati.activity import activity_of
from waypost.readers.iati.organisation import organisation_of
from waypost.readers.iati.reading import Node, Reading, attribute, words_of
from waypost.readers.iati.reports import Reports
from waypost.readers.iati.schema import broken_rules

ROOTS: Final = {
    "iati-activities": "iati-activities",
    "iati-activity": "iati-activities",
    "iati-organisations": "iati-organisations",
}
"""Root elements of IATI files, and the kind of file each makes. A lone activity is taken as a file of one."""

READ: Final[dict[str, Callable[[Node, Reading], Activity | AidOrganisation]]] = {
    "iati-activity": activity_of,
    "iati-organisation": organisation_of,
}
"""How each element under the root is read."""

IDENTIFIED_BY: Final = {
    "iati-activity": ("iati-identifier",),
    "iati-organisation": ("organisation-identifier", "iati-identifier"),
}
"""The child that holds its identifier; in 1.0x that of an organisation has another name."""


@dataclass(slots=True)
class AidFile:
    """An IATI file while it is read: its kind, and the problems found so far."""

    path: Path
    name: str
    kind: str = "iati-activities"
    reports: Reports = field(init=False)

    def __post_init__(self) -> None:
        self.reports = Reports(file=self.name)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The warnings so far."""
        return tuple(self.reports.problems)

    @property
    def schema_errors(self) -> int | None:
        """How often the schema of 2.03 is broken; None where no schema is at hand (1.0x)."""
        return self.reports.schema_errors

    def activities(self) -> Iterator[Activity]:
        """Each activity in the order of the file. Raises Refused for what is no IATI."""
        return (one for one in self.everything() if isinstance(one, Activity))

    def everything(self) -> Iterator[Activity | AidOrganisation]:
        """Each activity and each organisation in the order of the file. Raises Refused for what is no IATI."""
        with self.path.open("rb") as source:
            harm = guard(source, file=self.name)
            if harm is not None:
                raise Refused((harm,))
            source.seek(0)
            self.kind, version = _root(source, self.name)
            source.seek(0)
            for node in _elements(source, "end", *READ):
                yield read_element(node, version, self.reports)
                _let_go(node)


def read_element(node: Node, version: str | None, reports: Reports) -> Activity | AidOrganisation:
    """An activity or organisation of a file of this version; what is wrong with it is reported."""
    reading = Reading(reports=reports, identifier=_identifier(node), currency=attribute(node, "default-currency"))
    found = READ[str(node.tag)](node, reading)
    version = attribute(node, "version") or version
    if version is None or version.startswith("1"):
        reports.once("aid.no_schema", row=node.sourceline, value=version)
        return found
    reports.schema_errors = reports.schema_errors or 0
    for line, rule, words in broken_rules(node):
        reports.schema_errors += 1
        reports.report("aid.schema", row=line, element=reading.identifier, rule=rule, text=words)
    return found


def _identifier(node: Node) -> str | None:
    named = (node.find(name) for name in IDENTIFIED_BY[str(node.tag)])
    return next((words for one in named if one is not None and (words := words_of(one))), None)


def _let_go(node: Node) -> None:
    """Forget what was read, so that memory stays flat."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


def _elements(source: BinaryIO, event: Literal["start", "end"], *tags: str) -> Iterator[etree._Element]:
    """The elements of these tags, all where none is named, as they begin or end."""
    for _, element in etree.iterparse(
        source,
        events=(event,),
        tag=tags or None,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    ):
        yield element


def _root(source: BinaryIO, name: str) -> tuple[str, str | None]:
    """The kind of file and the version its root names. Raises Refused for another root."""
    root = next(_elements(source, "start"))
    kind = ROOTS.get(str(root.tag))
    if kind is None:
        code = "aid.not_iati"
        reason = say(code, root=str(root.tag))
        raise Refused((Problem(code=code, reason=reason, remedy=say(f"{code}.remedy"), file=name, row=1),))
    return kind, root.get("version")
