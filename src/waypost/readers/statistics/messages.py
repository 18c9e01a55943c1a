"""Messages of SDMX-ML (2.1 and 3.0) and lists of codes as XML, read as a stream and known by their root element.

A message may hold data, a structure or metadata, or nothing but a footer with words: a publisher answers so when the
data will be ready later, and calls it a success.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from waypost.core.errors import Problem, Refused, Severity
from waypost.core.say import say
from waypost.core.statistics.observation import Observation
from waypost.readers.guard import guard
from waypost.readers.statistics.codelists import listed
from waypost.readers.statistics.figures import figure
from waypost.readers.statistics.table import Found, Read

_MESSAGE: Final = re.compile(r"\{http://www\.sdmx\.org/resources/sdmxml/schemas/v\d_\d/message\}(\w+)", re.ASCII)
_DATA: Final = frozenset(
    {
        "GenericData",
        "GenericTimeSeriesData",
        "StructureSpecificData",
        "StructureSpecificTimeSeriesData",
    }
)
_METADATA: Final = frozenset({"GenericMetadata", "StructureSpecificMetadata"})
_OTHERS: Final = frozenset({"Structure", "Error"})
_LISTS: Final[Mapping[str, str]] = {"codelists": "oecd-codelists", "codelist": "iati-codelist"}
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
_ABSENT: Final = frozenset({"", ":", "NaN"})
_STATUS: Final = ("OBS_STATUS", "OBS_FLAG")
_NORMAL: Final = "A"
"""The status of a figure with which nothing is the matter. Source: SDMX code list CL_OBS_STATUS."""


def is_message(root: str) -> bool:
    """Whether a file whose root element has this name is read here."""
    found = _MESSAGE.fullmatch(root)
    return root in _LISTS or (found is not None and found[1] in _DATA | _METADATA | _OTHERS)


def read_message(path: Path, root: str) -> Read:
    """The message or list in a file, by its root element. Raises Refused for what is harmful, not well-formed, or says
    something in place of figures."""
    with path.open("rb") as source:
        harm = guard(source, file=path.name)
    if harm is not None:
        raise Refused((harm,))
    if root in _LISTS:
        return _list(path, _LISTS[root])
    name = root.rpartition("}")[2]
    if name in _DATA:
        return _data(path)
    if name == "Error":
        words = " ".join(_text(one) for one in _elements(path, "Text"))
        raise Refused((_footer("statistics.only_message", Severity.ERROR, words, path),))
    return _metadata(path) if name in _METADATA else _structure(path)


def _elements(path: Path, *names: str) -> Iterator[etree._Element]:
    """The elements of these names in any namespace as they end."""
    wanted = tuple(f"{{*}}{name}" for name in names)
    with path.open("rb") as source:
        for _, element in etree.iterparse(
            source, events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
        ):
            yield element


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _text(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


def _list(path: Path, kind: str) -> Read:
    rows = sum(1 for _ in _elements(path, "codelist-item"))
    names = {str(one.get("name")) for one in _elements(path, "codelist") if one.get("name")}
    return listed(kind, names.pop() if len(names) == 1 else None, rows)


def _structure(path: Path) -> Read:
    """Codes of code lists and hierarchies; a code without an id only names one of another list."""
    found = [one for one in _elements(path, "Code", "HierarchicalCode") if one.get("id")]
    lists = {str(one.get("id")) for one in _elements(path, "Codelist", "Hierarchy")}
    return listed("sdmx-ml-structure", lists.pop() if len(lists) == 1 else None, len(found))


def _metadata(path: Path) -> Read:
    return listed("sdmx-ml-metadata", None, sum(1 for _ in _elements(path, "Report")))


# ---------------------------------------------------------------------------------------------------------- data


def _data(path: Path) -> Read:
    rows, is_set, dataset = 0, False, None
    said: list[str] = []
    for element in _elements(path, "Obs", "DataSet", "DataSetID", "Ref", "Text"):
        match _name(element):
            case "Obs":
                rows += 1
                _let_go(element)
            case "DataSet":
                is_set = True
            case "DataSetID":
                dataset = (element.text or "").strip() or dataset
            case "Ref":
                dataset = dataset or element.get("id")
            case "Text":
                said.append(_text(element))
    words = " ".join(said)
    if words and not is_set:
        raise Refused((_footer("statistics.only_message", Severity.ERROR, words, path),))
    remarks = (_footer("statistics.message", Severity.WARNING, words, path),) if words else ()
    return Read(
        kind="sdmx-ml-data", dataset=dataset, rows=rows, observations=lambda: _observations(path), remarks=remarks
    )


def _footer(code: str, severity: Severity, words: str, path: Path) -> Problem:
    remedy = say(f"{code}.remedy") if severity is Severity.ERROR else None
    return Problem(code=code, severity=severity, reason=say(code, text=words), remedy=remedy, file=path.name)


def _observations(path: Path) -> Iterator[Found]:
    for element in _elements(path, "Obs"):
        yield _figure({**_around(element), **_said(element)}, element, path)
        _let_go(element)


def _let_go(element: etree._Element) -> None:
    """Forget a figure that was read, and the one before it, so that memory stays flat."""
    element.clear()
    before, parent = element.getprevious(), element.getparent()
    if before is not None and parent is not None and _name(before) == "Obs":
        parent.remove(before)


def _around(element: etree._Element) -> dict[str, str]:
    """What the series around a figure says of it."""
    parent = element.getparent()
    return _said(parent) if parent is not None and _name(parent) in ("Series", "Group") else {}


def _said(element: etree._Element) -> dict[str, str]:
    """What an element says: its attributes, or the values of its key (generic form)."""
    found = {str(name): str(value) for name, value in element.attrib.items()}
    for child in element.iterchildren("{*}SeriesKey", "{*}ObsKey", "{*}Attributes"):
        found |= {str(one.get("id")): str(one.get("value")) for one in child}
    for child in element.iterchildren("{*}ObsDimension"):
        found[str(child.get("id", "TIME_PERIOD"))] = str(child.get("value"))
    for child in element.iterchildren("{*}ObsValue"):
        found["OBS_VALUE"] = str(child.get("value", ""))
    return found


def _figure(said: dict[str, str], element: etree._Element, path: Path) -> Found:
    line = element.sourceline or 0
    words = said.pop("OBS_VALUE", "")
    try:
        value = figure(words, _ABSENT)
    except ValueError:
        code = "statistics.no_figure"
        reason = say(code, value=words)
        return Problem(code=code, severity=Severity.WARNING, reason=reason, file=path.name, row=line, value=words)
    flags = "".join(said.pop(one, "") for one in _STATUS)
    return Observation(
        row=line,
        period=said.pop("TIME_PERIOD", ""),
        measure=said.pop(_TYPE, "value").rpartition(":")[2],
        where=tuple(said.items()),
        value=value,
        flags="" if flags == _NORMAL else flags,
    )
