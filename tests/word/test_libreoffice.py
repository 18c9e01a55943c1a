"""Another program opens what we write and saves what we read: pages full, every word there, tables the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.outputs.specimen import specimen
from tests.outputs.test_html import bare, said
from tests.word.papers import cell, paper, paragraph, row, table
from tests.word.test_tables import NUMBERING, numbered
from tests.word.test_template import template, written
from waypost.outputs.spoken import PAGE, PAGES, spoken
from waypost.outputs.word.document import render_word
from waypost.readers.word import read_tables
from waypost.words.wording import wording

pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """LibreOffice Writer with a profile of its own; absent: skipped, in CI failed."""
    program = shutil.which("lowriter")
    if program is None:
        reason = "needs LibreOffice Writer: tools/system-packages lowriter:libreoffice-writer"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    profile = tmp_path_factory.mktemp("profile")
    return [str(program), "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]


def converted(office: list[str], raw: bytes, form: str, folder: Path, *, name: str = "paper.docx") -> bytes:
    """A file as LibreOffice saves it in another form."""
    (folder / name).write_bytes(raw)
    out = folder / "out"
    command = [*office, "--convert-to", form, "--outdir", str(out), str(folder / name)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    (found,) = out.glob(f"*.{form.partition(':')[0]}")
    assert run.returncode == 0, run.stderr
    return found.read_bytes()


@pytest.mark.parametrize("language", ["en", "fr", "de", "ar"])
def test_every_page_is_set(office: list[str], language: str, tmp_path: Path) -> None:
    """The specimen is opened and set as pages, none of them empty, in each language."""
    raw = render_word(specimen(), wording(language))
    document = pypdfium2.PdfDocument(converted(office, raw, "pdf", tmp_path))
    assert len(document) >= 4
    for page in document:
        text = page.get_textpage().get_text_bounded()
        assert len(bare(text)) > 150


def test_every_word_is_set(office: list[str], tmp_path: Path) -> None:
    """Every word of the tree is on the pages that another program sets."""
    raw = render_word(specimen(), wording("en"))
    document = pypdfium2.PdfDocument(converted(office, raw, "pdf", tmp_path))
    text = bare("".join(page.get_textpage().get_text_bounded() for page in document)).replace("\ufffe", "")
    wanted = " ".join(said(spoken(specimen(), wording("en")))).replace(PAGE, "").replace(PAGES, "")
    plain = {word for word in wanted.split() if re.fullmatch(r"[A-Za-z]+", word) and len(word) < 20}
    missing = {word for word in plain if bare(word) not in text}
    assert missing == set()


def test_paper_in_an_offices_template_is_set(office: list[str], tmp_path: Path) -> None:
    """A paper in an office's template opens, with the office's header on its pages."""
    document = pypdfium2.PdfDocument(converted(office, written(template(), tmp_path), "pdf", tmp_path, name="own.docx"))
    assert all("General Secretariat" in page.get_textpage().get_text_bounded() for page in document)


def test_tables_saved_by_another_program_are_read_the_same(office: list[str], tmp_path: Path) -> None:
    """A table with numbers of Word, a merged cell and several lines is read alike before and after."""
    wide = cell("Trade", properties='<w:gridSpan w:val="2"/>')
    raw = paper(
        paragraph("State of play as of 6 October 2015"),
        table(
            row("Commitments of Jordan", "EU commitments"),
            row(wide),
            row(cell(numbered("Open 18 zones"), numbered("Issue permits")), cell("Relax rules", "for ten years")),
        ),
        numbering=NUMBERING,
    )
    again = converted(office, raw, "docx", tmp_path)
    before, _ = read_tables(raw, "a.docx")
    after, problems = read_tables(again, "b.docx")
    assert [one.rows for one in after] == [one.rows for one in before], problems


def test_a_table_of_ours_edited_elsewhere_shows_just_those_edits(office: list[str], tmp_path: Path) -> None:
    """Two cells changed and a row added in another program's own form: read back, just these three differ."""
    raw = paper(
        table(row("Action", "Owner", "Due"), row("Sign", "Italy", "May 2026"), row("Open", "France", "June 2026"))
    )
    flat = converted(office, raw, "fodt", tmp_path).decode()
    edited = flat.replace(">Italy<", ">Spain<").replace(">June 2026<", ">July 2026<")
    last = edited[edited.rindex("<table:table-row") : edited.rindex("</table:table-row>")] + "</table:table-row>"
    added = last.replace(">Open<", ">Train<")
    edited = edited.replace("</table:table>", f"{added}</table:table>")
    (tmp_path / "back").mkdir()
    again = converted(office, edited.encode(), "docx", tmp_path / "back", name="paper.fodt")
    (before,), _ = read_tables(raw, "a.docx")
    (after,), _ = read_tables(again, "b.docx")
    changed = [
        (at, place)
        for at, (one, other) in enumerate(zip(before.rows, after.rows, strict=False))
        for place in range(3)
        if one[place] != other[place]
    ]
    assert changed == [(1, 1), (2, 2)]
    assert after.rows[3:] == (("Train", "France", "July 2026"),)
