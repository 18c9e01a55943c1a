"""A Word file as a package: parts, what each is, how they lead to one another. Nothing of a clock or a tool in it.

The parts are those of `document`; there is no thumbnail, no custom XML, no list of fonts, no history of edits.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from waypost.outputs.word.markup import HEAD, Markup, tag, together, words

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CORE: Final = "docProps/core.xml"
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: the earliest that a zip can hold."""

Relation = tuple[str, str, str]
"""Identifier, kind (the last word of its address), target."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one file: the same parts give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", *sorted(set(parts) - {"[Content_Types].xml"})):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name], compresslevel=6)
    return made.getvalue()


def content_types(parts: Iterable[str], kinds: Mapping[str, str]) -> bytes:
    """What each part is: by its ending, or by its name as in `kinds`."""
    endings = {name.rpartition(".")[2] for name in parts}
    known = {"rels": f"{_application('package.relationships')}+xml", "xml": "application/xml", "png": "image/png"}
    known |= {"jpeg": "image/jpeg", "jpg": "image/jpeg", "gif": "image/gif"}
    defaults = [
        tag("Default", {"Extension": ending, "ContentType": known[ending]}) for ending in sorted({*endings, "rels"})
    ]
    named = [tag("Override", {"PartName": f"/{name}", "ContentType": kind}) for name, kind in sorted(kinds.items())]
    return _whole(tag("Types", {"xmlns": f"{PACKAGE}content-types"}, *defaults, *named))


def _application(name: str) -> str:
    return f"application/vnd.openxmlformats-{name}"


def relations(found: Iterable[Relation]) -> bytes:
    """The relations of one part."""
    each = [
        tag("Relationship", {"Id": identifier, "Type": _address(kind), "Target": target})
        for identifier, kind, target in found
    ]
    return _whole(tag("Relationships", {"xmlns": f"{PACKAGE}relationships"}, *each))


def _address(kind: str) -> str:
    return f"{PACKAGE}relationships/metadata/core-properties" if kind == "core-properties" else OFFICE + kind


def core_properties(title: str, language: str, at: datetime) -> bytes:
    """Title, language, and the moment of the paper; its maker is Waypost, whoever ran it."""
    spaces = {
        "xmlns:cp": f"{PACKAGE}metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    moment = words(at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    kind = {"xsi:type": "dcterms:W3CDTF"}
    inside = together(
        (
            tag("dc:title", {}, words(title)),
            tag("dc:creator", {}, words("Waypost")),
            tag("dc:language", {}, words(language)),
            tag("dcterms:created", kind, moment),
            tag("dcterms:modified", kind, moment),
        )
    )
    return _whole(tag("cp:coreProperties", spaces, inside))


def _whole(content: Markup) -> bytes:
    return f"{HEAD}{content}".encode()
