"""The comments of a sheet, old and threaded, as text: shown to whoever takes the file in, never lost unseen."""

from __future__ import annotations

import posixpath
import zipfile
from xml.parsers import expat

from waypost.readers.zipped.packing import pieces

MOST = 50
LONGEST = 300


def comments_of(package: zipfile.ZipFile, sheet: str) -> list[list[str]]:
    """Cell and words of each comment of a sheet, at most `MOST`."""
    folder, name = posixpath.split(sheet.lstrip("/"))
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return []
    found: list[list[str]] = []
    for target in _targets(package, relations):
        part = posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target[1:]
        if part in package.namelist() and "comment" in part.casefold() and part.endswith(".xml"):
            found.extend(_comments(package, part))
    return found[:MOST]


def _targets(package: zipfile.ZipFile, name: str) -> list[str]:
    found: list[str] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        found.append(attributes.get("Target", ""))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    for piece in pieces(package, name):
        parser.Parse(piece, False)
    return [one for one in found if one]


def _comments(package: zipfile.ZipFile, name: str) -> list[list[str]]:
    found: list[list[str]] = []
    is_text = [False]

    def start(element: str, attributes: dict[str, str]) -> None:
        local = element.rpartition(":")[2]
        if local in ("comment", "threadedComment"):
            found.append([attributes.get("ref", ""), ""])
        is_text[0] = local in ("t", "text")

    def characters(words: str) -> None:
        if is_text[0] and found and len(found[-1][1]) < LONGEST:
            found[-1][1] += words

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = characters
    parser.buffer_text = True
    for piece in pieces(package, name):
        parser.Parse(piece, False)
    return found
