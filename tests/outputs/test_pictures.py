"""`make pictures`: every page of a paper as a picture, and a word about pages without anything on them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.outputs.specimen import specimen
from tools.pictures import chosen, main
from waypost.outputs.pdf.document import render_pdf
from waypost.words.wording import wording


def test_each_page_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A paper of n pages gives n pictures, none of one colour, and a sheet with all of them."""
    paper = tmp_path / "specimen.pdf"
    paper.write_bytes(render_pdf(specimen(), wording("en")))
    assert main([str(tmp_path), str(paper)]) == 0
    count = len(pypdfium2.PdfDocument(paper))
    drawn = sorted(one.name for one in (tmp_path / "specimen").iterdir())
    assert drawn == [*(f"{number:02}.png" for number in range(1, count + 1)), "sheet.png"]
    for name in drawn:
        with Image.open(tmp_path / "specimen" / name) as picture:
            assert any(low != high for low, high in picture.convert("RGB").getextrema())
    assert "nothing on" not in capsys.readouterr().out


def test_a_blank_page_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page without anything on it is named, and the command ends with 1."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "blank.pdf")
    assert main([str(tmp_path), str(tmp_path / "blank.pdf")]) == 1
    assert "nothing on blank, page 1" in capsys.readouterr().out


def test_three_briefs_are_chosen_unless_others_are_named(tmp_path: Path) -> None:
    """Without words: Marenia for the EU in both languages, and Tunisia; with words whatever holds them all."""
    names = ["marenia-eu-en", "marenia-eu-fr", "marenia-public-en", "tunisia-memorandum-eu-en", "jordan-compact-eu-en"]
    found = [tmp_path / f"{name}.pdf" for name in names]
    assert [one.stem for one in chosen(found, tmp_path, [])] == [names[0], names[1], names[3]]
    assert [one.stem for one in chosen(found, tmp_path, ["marenia", "eu-fr"])] == [names[1]]
    assert len(chosen(found, tmp_path, ["--all"])) == len(found)
