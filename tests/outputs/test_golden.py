"""What a brief looks like as text: a small one, read off its page and its paper, as files that a person can read.

`make golden` writes them anew; the difference is read before it is committed.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pypdfium2
import pytest

from tests.conftest import Golden
from tests.outputs.specimen import specimen
from waypost.outputs.charts.drawing import Drawings
from waypost.outputs.html.page import render_html
from waypost.outputs.pdf.document import render_pdf
from waypost.words.wording import wording

LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])
KEPT = Drawings()
LINES = {"h1": "# ", "h2": "## ", "h3": "### ", "p": "", "li": "- ", "tr": "| ", "dt": "", "summary": "> "}
"""Elements that begin a line, and how the line is marked."""
CELLS = {"th": " | ", "td": " | ", "dd": ": "}
SILENT = {"style", "title"}


class Reader(HTMLParser):
    """A page as lines of text, with its headings, lists and tables marked; drawings as their words."""

    def __init__(self, source: str) -> None:
        """`source` is the whole page."""
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
        self.drawing = 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "svg":
            if not self.drawing and given.get("aria-label"):
                self.parts.append(f"\n[{given['aria-label']}]\n")
            self.drawing += 1
        self.silent += tag in SILENT
        self.parts.append(f"\n{LINES[tag]}" if tag in LINES else CELLS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.drawing -= tag == "svg"
        self.silent -= tag in SILENT
        if tag in LINES and tag != "dt":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent and not self.drawing:
            self.parts.append(data)

    @property
    def text(self) -> str:
        """The lines, without empty ones; drawings that differ in size alone are told once."""
        whole = re.sub(r"\n[ \t]*-[ \t\n]+", "\n- ", "".join(self.parts))
        lines = [re.sub(r"[ \t\u200b]+", " ", line).strip().replace("| | ", "| ") for line in whole.split("\n")]
        kept = [line for line in lines if line not in ("", "|")]
        return "\n".join(line for at, line in enumerate(kept) if not (line[0] == "[" and line in kept[:at])) + "\n"


@LANGUAGES
def test_page_reads_as_agreed(language: str, golden: Golden) -> None:
    """The text of the page, in the order in which it is read aloud."""
    page = Reader(render_html(specimen(), wording(language), drawings=KEPT).decode())
    golden(f"page-{language}.txt", page.text)


@LANGUAGES
def test_paper_reads_as_agreed(language: str, golden: Golden) -> None:
    """The text of each page of the paper, line by line as it is set."""
    document = pypdfium2.PdfDocument(render_pdf(specimen(), wording(language), drawings=KEPT))
    pages = []
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_bounded().replace("\ufffe", "-")
        text = "\n".join(line.strip() for line in text.splitlines())
        pages.append(f"--- {number} ---\n{text.strip()}\n")
    golden(f"paper-{language}.txt", "".join(pages))
