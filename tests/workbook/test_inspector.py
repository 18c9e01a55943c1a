"""An inspector opens every part of every workbook that goes out and knows each by name.

It shares nothing with what writes them: it reads the package and its XML.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest

from tests.samples.shipped import ROOT, newest
from waypost.core.change.portion import portion
from waypost.core.roadmap.view import see
from waypost.core.values import Principal, text
from waypost.outputs.workbook.brief import render_brief
from waypost.outputs.workbook.editable import render_workbook
from waypost.usecases.briefs import Wanted, brief_of
from waypost.usecases.opening import Asking
from waypost.words.wording import wording

KNOWN = {
    r"\[Content_Types\]\.xml": "which kind each part is",
    r"_rels/\.rels": "where the workbook and its properties are",
    r"docProps/app\.xml": "our name",
    r"docProps/core\.xml": "title, subject, moment",
    r"xl/workbook\.xml": "the sheets in order",
    r"xl/_rels/workbook\.xml\.rels": "where the sheets are",
    r"xl/worksheets/sheet\d+\.xml": "cells",
    r"xl/worksheets/_rels/sheet\d+\.xml\.rels": "where the charts of a sheet are",
    r"xl/sharedStrings\.xml": "texts",
    r"xl/styles\.xml": "looks",
    r"xl/theme/theme1\.xml": "colours of the program's theme",
    r"xl/drawings/drawing\d+\.xml": "places of charts",
    r"xl/drawings/_rels/drawing\d+\.xml\.rels": "where the charts are",
    r"xl/charts/chart\d+\.xml": "charts",
}
"""Every part that a workbook of ours may have, and what it holds: no comment, picture, thumbnail or custom XML."""

TOOLS = re.compile(rb"xlsxwriter|openpyxl|libreoffice|microsoft excel|waypost/\d|/home/|/usr/|python", re.IGNORECASE)


def books() -> dict[str, bytes]:
    """One workbook of each make."""
    state = newest("marenia")
    asking = Asking(on=date(2026, 10, 1), folder=ROOT)
    return {
        "whole": render_workbook(portion(see(state, Principal("eu"))), wording("fr")),
        "owner": render_workbook(portion(see(state, Principal("eu")), Principal("ms:IT")), wording("en")),
        "brief": render_brief(brief_of("marenia", asking, Wanted()), wording("en")),
    }


@pytest.fixture(scope="module", name="made")
def _made() -> dict[str, bytes]:
    return books()


@pytest.mark.parametrize("make", ["whole", "owner", "brief"])
def test_every_part_is_known(made: dict[str, bytes], make: str) -> None:
    """No part but those named; no sheet is hidden; nothing reaches out; no cell holds a formula; no tool signs."""
    with zipfile.ZipFile(BytesIO(made[make])) as package:
        for part in package.infolist():
            raw = package.read(part)
            assert any(re.fullmatch(one, part.filename) for one in KNOWN), part.filename
            assert part.date_time == (1980, 1, 1, 0, 0, 0)
            assert not TOOLS.search(raw), part.filename
            assert b'TargetMode="External"' not in raw
            if part.filename.startswith("xl/worksheets/sheet"):
                tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(raw).iter()}
                assert not tags & {"f", "oleObjects", "controls", "legacyDrawing", "scenarios", "protectedRanges"}
            if part.filename == "xl/workbook.xml":
                assert b"state=" not in raw
                assert b"externalReferences" not in raw


@pytest.mark.parametrize("make", ["whole", "owner", "brief"])
def test_properties_are_few_and_fixed(made: dict[str, bytes], make: str) -> None:
    """The properties hold title, subject and the recorded moment; nobody's name."""
    with zipfile.ZipFile(BytesIO(made[make])) as package:
        core = ElementTree.fromstring(package.read("docProps/core.xml"))
    held = {one.tag.rpartition("}")[2]: one.text for one in core}
    assert set(held) <= {"title", "subject", "creator", "lastModifiedBy", "created", "modified"}
    assert not held.get("creator")
    assert not held.get("lastModifiedBy")
    assert held["created"] == held["modified"] == "2026-09-15T00:00:00Z"


@pytest.mark.parametrize("viewer", ["eu", "ms:IT", "partner:QM", "org:Frontex", "public"])
@pytest.mark.parametrize("owner", [None, "ms:IT"])
def test_only_what_the_reader_may_know(viewer: str, owner: str | None) -> None:
    """Each element carries a word of its own: in the file stand the words of what goes out to that reader, no other."""
    state = newest("marenia")
    marked = tuple(replace(one, note=text(f"canary{n:04d}x")) for n, one in enumerate(state.elements))
    given = portion(
        see(replace(state, elements=marked), Principal(viewer)), None if owner is None else Principal(owner)
    )
    expected = {one.note.original for one in given.elements if one.note is not None}
    raw = render_workbook(given, wording("en"))
    found: set[str] = set()
    with zipfile.ZipFile(BytesIO(raw)) as package:
        for part in package.namelist():
            found |= set(re.findall(r"canary\d{4}x", package.read(part).decode("utf-8")))
    assert found == expected
    assert owner is not None or len(found) > 0


def test_hidden_elements_leave_no_id() -> None:
    """No id of an element that the reader may not know stands anywhere in the file."""
    state = newest("marenia")
    given = portion(see(state, Principal("public")))
    hidden = {one.id for one in state.elements} - {one.id for one in given.elements}
    assert hidden
    with zipfile.ZipFile(BytesIO(render_workbook(given, wording("en")))) as package:
        raw = b"".join(package.read(part) for part in package.namelist())
    assert [one for one in hidden if one.encode() in raw] == []
