"""LibreOffice edits what we send out and saves it: the import shows exactly what was edited; every file opens whole."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pypdfium2
import pytest

from waypost.core.values import Principal
from waypost.usecases.briefs import Wanted as Paper
from waypost.usecases.briefs import brief_of
from waypost.usecases.exporting import export
from waypost.usecases.importing import Taken, Wanted, take_in
from waypost.usecases.notes import notes_of
from waypost.usecases.opening import Asking
from waypost.usecases.papers import write_papers
from waypost.usecases.samples import write_samples
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording

pytestmark = pytest.mark.deep

ON = date(2026, 10, 1)
NOW = datetime(2036, 1, 1, 12, tzinfo=UTC)
MODULE = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">'
)
LIBRARY = (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Edits"/>'
    "</library:library>"
)
LIBRARIES = (
    '<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" '
    'library:link="false"/></library:libraries>'
)
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "docx": "MS Word 2007 XML"}


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        self.command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        self.basic = profile / "user" / "basic"
        self._run("--terminate_after_init")  # makes the profile; what is put there before would be written over

    def edit(self, path: Path, lines: list[str]) -> None:
        """Open a file, do what the lines of Basic say with `doc`, and save it in its own form under its own name."""
        saved = path.with_stem(f"{path.stem}-saved")
        code = "\n".join(
            [
                "Sub Main",
                "Dim hidden(0) As New com.sun.star.beans.PropertyValue",
                'hidden(0).Name = "Hidden": hidden(0).Value = True',
                f'doc = StarDesktop.loadComponentFromURL("{path.as_uri()}", "_blank", 0, hidden())',
                *lines,
                "Dim form(0) As New com.sun.star.beans.PropertyValue",
                f'form(0).Name = "FilterName": form(0).Value = "{FILTERS[path.suffix[1:]]}"',
                f'doc.storeToURL("{saved.as_uri()}", form())',
                "doc.close(True)",
                "StarDesktop.terminate()",
                "End Sub",
            ]
        )
        (self.basic / "Standard").mkdir(parents=True, exist_ok=True)
        (self.basic / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
        (self.basic / "Standard" / "script.xlb").write_text(LIBRARY, encoding="utf-8")
        module = f"{MODULE}{escape(code)}</script:module>"
        (self.basic / "Standard" / "Edits.xba").write_text(module, encoding="utf-8")
        self._run("macro:///Standard.Edits.Main")
        saved.replace(path)

    def printed(self, path: Path) -> pypdfium2.PdfDocument:
        """A file as pages."""
        self._run("--convert-to", "pdf", "--outdir", str(path.parent), str(path))
        return pypdfium2.PdfDocument(path.with_suffix(".pdf"))

    def _run(self, *words: str) -> None:
        subprocess.run([*self.command, *words], check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice; absent: skipped, in CI failed."""
    program = shutil.which("soffice")
    if program is None:
        reason = "needs LibreOffice: tools/system-packages localc:libreoffice-calc lowriter:libreoffice-writer"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    return Office(str(program), tmp_path_factory.mktemp("profile"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample workspace."""
    write_samples(tmp_path)
    return tmp_path


def asking(folder: Path) -> Asking:
    """The EU, on the day of the samples."""
    return Asking(viewer=Principal("eu"), on=ON, folder=folder)


def sent(folder: Path, form: str, language: str = "en", owner: str | None = "ms:IT") -> Path:
    """A file given out."""
    target = folder / f"sent-{language}.{form}"
    return export("marenia", asking(folder), form=form, owner=owner, target=target, words=wording(language)).path


def changes(folder: Path, path: Path) -> list[tuple[str | None, str | None]]:
    """What the file changed, by number and field, once nothing of it is in error."""
    taken: Taken
    (taken,) = take_in([path], asking(folder), Wanted(dry_run=True), wording("en"), now=NOW)
    assert not taken.home.refused
    assert taken.home.clashes == ()
    return sorted(((one.ref.number, one.field) for one in taken.home.files[0].sheet.edits.changes), key=str)


EDITED = [("1.1.4", "due"), ("2.1.6", "done"), ("9.9", None)]


def test_workbook_edited_in_libreoffice(office: Office, folder: Path) -> None:
    """Two cells typed over and a row added are these three changes; saved without an edit there is none."""
    path = sent(folder, "xlsx")
    office.edit(path, [])
    assert changes(folder, path) == []
    sheet = openpyxl.load_workbook(path)["Actions"]
    heads = {str(cell.value): cell.column_letter for cell in sheet[1]}
    rows = {str(row[1].value): row[1].row for row in sheet.iter_rows(min_row=2)}
    last = max(rows.values()) + 1

    def put(number: int, head: str, words: str) -> str:
        return f'page.getCellRangeByName("{heads[head]}{number}").{words}'

    office.edit(
        path,
        [
            'page = doc.Sheets.getByName("Actions")',
            put(rows["1.1.4"], "Due", 'String = "30 June 2027"'),
            put(rows["2.1.6"], "Share done", "Value = 0.4"),
            put(last, "Number", 'String = "9.9"'),
            put(last, "Action", 'String = "Open a second desk"'),
        ],
    )
    assert changes(folder, path) == EDITED


def test_word_table_edited_in_libreoffice(office: Office, folder: Path) -> None:
    """The same of a Word table."""
    path = sent(folder, "docx")
    office.edit(path, [])
    assert changes(folder, path) == []
    office.edit(
        path,
        [
            "page = doc.TextTables.getByIndex(3)",
            'page.getCellByName("E2").String = "30 June 2027"',
            'page.getCellByName("H6").String = "40 %"',
            "page.Rows.insertByIndex(page.Rows.Count, 1)",
            "last = CStr(page.Rows.Count)",
            'page.getCellByName("A" & last).String = "9.9"',
            'page.getCellByName("B" & last).String = "Open a second desk"',
        ],
    )
    assert changes(folder, path) == EDITED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_every_file_sent_out_is_set_as_pages(office: Office, folder: Path, form: str, language: str) -> None:
    """A whole roadmap in each form and language opens and is set; its title stands on the first page."""
    pages = office.printed(sent(folder, form, language, owner=None))
    assert len(pages) > 5
    assert "2025" in pages[0].get_textpage().get_text_bounded()
    texts = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert all(number in texts for number in ("1.1.4", "2.1.6", "5.1.3"))


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_are_set_as_pages(office: Office, folder: Path, form: str, language: str) -> None:
    """Agenda, results and follow-up of a meeting open in both forms."""
    for note in notes_of("2026-10-15", asking(folder), ("agenda", "results", "followup")):
        (paper,) = write_papers(note, wording(language), (form,), folder, f"{note.name}-{language}")
        assert len(office.printed(paper.path)) >= 1


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_briefs_are_set_as_pages(office: Office, folder: Path, form: str, language: str) -> None:
    """The whole brief opens in both forms and each language, and what it numbers stands on its pages."""
    brief = brief_of("marenia", asking(folder), Paper())
    (paper,) = write_papers(brief, wording(language), (form,), folder, f"brief-{language}")
    pages = office.printed(paper.path)
    texts = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert len(pages) > 5
    assert all(number in texts for number in ("1.1.4", "2.1.6", "5.1.3"))
