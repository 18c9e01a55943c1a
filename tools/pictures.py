"""Writes each page of briefs to PNG, to be looked at: every page, in both languages, before it is called done.

    python -m tools.pictures pictures              three briefs of the demo
    python -m tools.pictures pictures marenia fr   the briefs whose path holds all these words
    python -m tools.pictures pictures --all        every PDF of the demo
    python -m tools.pictures pictures brief.pdf    a PDF that is there already
    python -m tools.pictures --readme brief.pdf    three of its pages side by side, as the README shows them
    python -m tools.pictures --collecting          what docs/collecting.md shows; needs LibreOffice

For each brief a folder with its pages, and `sheet.png` with all of them side by side. Pages without anything on them
are named at the end, and the command ends with 1.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PIL import Image

DOTS_PER_INCH = 110
SHEET_COLUMNS = 4
SHEET_WIDTH = 460
README = Path("docs/pictures/brief.png")
README_PAGES = (1, 2, 4)
README_WIDTH = 560
COLLECTING = (
    ("ms:IT", "xlsx", "collecting-workbook.png"),
    ("ms:DE", "docx", "collecting-word.png"),
)
"""Owner, form, and the name of the picture."""
COLLECTING_WIDTH = 1100
THREE = (("marenia", "eu", "en"), ("marenia", "eu", "fr"), ("tunisia",))
"""Words of the paths of the three briefs that are always looked at."""


def pages(pdf: Path) -> list[Image.Image]:
    """Each page of a PDF as a picture, in order."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def is_blank(page: Image.Image) -> bool:
    """Whether a page has one colour only."""
    return all(low == high for low, high in page.getextrema())


def sheet(drawn: list[Image.Image]) -> Image.Image:
    """All pages side by side, reduced."""
    small = [page.resize((SHEET_WIDTH, page.height * SHEET_WIDTH // page.width)) for page in drawn]
    height = max(page.height for page in small)
    rows = -(-len(small) // SHEET_COLUMNS)
    whole = Image.new("RGB", (SHEET_COLUMNS * (SHEET_WIDTH + 12), rows * (height + 12)), "#888888")
    for number, page in enumerate(small):
        row, column = divmod(number, SHEET_COLUMNS)
        whole.paste(page, (column * (SHEET_WIDTH + 12) + 6, row * (height + 12) + 6))
    return whole


def side_by_side(pdf: Path) -> Image.Image:
    """The pages of README_PAGES in a row, on the grey of a desk, in 256 colours so that the file stays small."""
    drawn = pages(pdf)
    small = [drawn[number - 1] for number in README_PAGES]
    small = [page.resize((README_WIDTH, page.height * README_WIDTH // page.width), Image.LANCZOS) for page in small]
    gap = 16
    whole = Image.new("RGB", (len(small) * (README_WIDTH + gap) + gap, small[0].height + 2 * gap), "#d9dcde")
    for place, page in enumerate(small):
        whole.paste(page, (gap + place * (README_WIDTH + gap), gap))
    return whole.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def collecting() -> None:
    """Writes the pictures of docs/collecting.md: the page of each file on which its first own row stands."""
    waypost = Path(sys.executable).with_name("waypost")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        profile = f"-env:UserInstallation=file://{here / 'profile'}"
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": here}
        subprocess.run([waypost, "new", "round", "--sample", "--quiet"], **quiet)  # type: ignore[call-overload]
        for owner, form, picture in COLLECTING:
            export = [waypost, "export", "marenia", "-w", "round", "--owner", owner, "--form", form, "--quiet"]
            subprocess.run([*export, "-o", f"sent.{form}"], **quiet)  # type: ignore[call-overload]
            office = ["soffice", "--headless", profile, "--convert-to", "pdf", f"sent.{form}"]
            subprocess.run(office, **quiet)  # type: ignore[call-overload]
            drawn = pages(here / "sent.pdf")[_first_with("2.1.4", here / "sent.pdf")]
            small = drawn.resize((COLLECTING_WIDTH, drawn.height * COLLECTING_WIDTH // drawn.width), Image.LANCZOS)
            few = small.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(README.with_name(picture), optimize=True)


def _first_with(words: str, pdf: Path) -> int:
    """The first page, from 0, that holds the words."""
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return next(number for number, text in enumerate(texts) if words in text)


def draw(pdf: Path, folder: Path) -> list[str]:
    """Writes the pages of one PDF into the folder; the names of blank pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    drawn = pages(pdf)
    for number, page in enumerate(drawn, start=1):
        page.save(folder / f"{number:02}.png")
    sheet(drawn).save(folder / "sheet.png")
    print(f"{folder}: {len(drawn)} pages", flush=True)
    return [f"{folder.name}, page {number}" for number, page in enumerate(drawn, start=1) if is_blank(page)]


def chosen(found: Iterable[Path], root: Path, words: list[str]) -> list[Path]:
    """The PDFs whose path holds the words; without words the three of THREE, one each."""
    names = {path: path.relative_to(root).as_posix().lower().replace("_", "-") for path in sorted(found)}
    if "--all" in words:
        return list(names)
    if words:
        return [path for path, name in names.items() if all(word.lower() in name for word in words)]
    firsts = (
        next((path for path, name in names.items() if all(word in name for word in each)), None) for each in THREE
    )
    return [path for path in firsts if path is not None]


def main(arguments: list[str]) -> int:
    """Draws what the arguments choose; 0, or 1 when nothing is found or a page is blank."""
    if arguments[:1] == ["--readme"]:
        README.parent.mkdir(parents=True, exist_ok=True)
        side_by_side(Path(arguments[1])).save(README, optimize=True)
        return 0
    if arguments == ["--collecting"]:
        collecting()
        return 0
    target = Path(arguments[0] if arguments else "pictures")
    words = arguments[1:]
    blank: list[str] = []
    if words and all(word.endswith(".pdf") for word in words):
        for word in words:
            blank += draw(Path(word), target / Path(word).stem)
    else:
        with tempfile.TemporaryDirectory() as folder:
            demo = Path(folder) / "demo"
            waypost = Path(sys.executable).with_name("waypost")
            subprocess.run([waypost, "demo", demo], check=True, stdout=subprocess.DEVNULL)
            found = chosen(demo.rglob("*.pdf"), demo, words)
            if not found:
                print("the demo has no such brief")
                return 1
            for pdf in found:
                blank += draw(pdf, target / "-".join(pdf.relative_to(demo).with_suffix("").parts))
    for name in blank:
        print(f"nothing on {name}")
    return 1 if blank else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
