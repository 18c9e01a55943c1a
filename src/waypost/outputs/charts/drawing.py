"""Charts as SVG: values to a specification, a specification to a drawing, kept by the hash of the values.

Text stays text, in the fonts of the package. A drawing has a title and a description for those who cannot see it, and
no label in English of the library's own. On the web its colours are variables of the page (look 7.12).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import copy
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Final, Literal, assert_never

from waypost.core.brief.figures import (
    Chart,
    Courses,
    Discs,
    Donors,
    Gantt,
    Grid,
    MainRoute,
    Ranked,
    Routes,
    Squares,
    Stair,
    Streams,
)
from waypost.core.brief.tree import Block, Brief, Columns, Figure
from waypost.outputs.charts.courses import draw_courses
from waypost.outputs.charts.flows import draw_main_route, draw_ranked, draw_routes
from waypost.outputs.charts.gantt import FIRST_PAGE, LATER_PAGE, draw_gantt, in_pages
from waypost.outputs.charts.land import draw_discs
from waypost.outputs.charts.mirror import mirrored, running_left
from waypost.outputs.charts.money import draw_donors, draw_stair
from waypost.outputs.charts.sheet import (
    NARROW,
    PAPER,
    PAPER_HALF,
    PAPER_LEFT,
    PAPER_RIGHT,
    SCREEN,
    SCREEN_HALF,
    Frame,
    Sheet,
)
from waypost.outputs.charts.sides import draw_grid, draw_squares
from waypost.outputs.charts.streams import draw_streams
from waypost.outputs.charts.type import font_folders
from waypost.outputs.look import FAMILY, ROLES, variable
from waypost.outputs.spoken import is_uneven
from waypost.words.wording import Wording

FRAMES: Final = {one.name: one for one in (PAPER, PAPER_LEFT, PAPER_RIGHT, PAPER_HALF, SCREEN, SCREEN_HALF, NARROW)}
NEVER_MIRRORED: Final = (MainRoute, Routes, Discs, Courses)
"""Months and years on an axis, which run to the right for every reader, and the map."""
MOST_KEPT: Final = 2_000
"""Drawings that a folder keeps; a brief as PDF and page has some forty, and a reader of the web looks at many."""
MOST_HELD: Final = 1_000
"""Drawings that a process holds for each folder, of some ten kilobytes each."""


class Drawings:
    """Drawings kept in the process, and in a folder where one is given, by the hash of all that makes them."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` outlives the process. It holds what its readers may know: it is one reader's own, or that of several
        who share only by `known_to`. One that cannot be written keeps nothing."""
        self._folder = folder
        self._known = ""
        self._held: dict[str, str] = {}

    def known_to(self, known: str) -> Drawings:
        """The same drawings, but found only by those who name what they know in the same way: who knows less and
        draws a guess does not find the drawing of those who know."""
        found = copy(self)
        found._known = known
        return found

    def of(self, chart: Chart, wording: Wording, frame: Frame) -> str:
        """The SVG of a chart in a frame. One that is kept is not even laid out."""
        key = self._key(f"{_makers(wording.language)} {wording!r} {frame!r} {chart!r}")
        svg = self._held.get(key)
        if svg is None:
            svg = self._held[key] = self.kept(f"{key}.svg", lambda: _svg(sheet_of(chart, wording, frame))).decode()
            # A server draws for years: the process holds the newest, and the folder more of them.
            with suppress(StopIteration, RuntimeError):
                while len(self._held) > MOST_HELD:
                    self._held.pop(next(iter(self._held)), None)
        return svg

    def picture(self, svg: str, make: Callable[[], bytes]) -> bytes:
        """The picture of a drawing, kept as drawings are; `make` makes it."""
        return self.kept(f"{self._key(f'{_fonts()} {svg}')}.png", make)

    def _key(self, made_of: str) -> str:
        return hashlib.sha256(f"{self._known}\n{made_of}".encode()).hexdigest()

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a name, else what `make` makes, kept from now on."""
        found = self.get(name)
        if found is None:
            found = make()
            self.put(name, found)
        return found

    def get(self, name: str) -> bytes | None:
        """What is kept under a name; None where nothing is."""
        path = None if self._folder is None else self._folder / name
        return path.read_bytes() if path is not None and path.is_file() else None

    def put(self, name: str, made: bytes) -> None:
        """Keeps something under a name, and of all that is kept the newest."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = self._folder / f"{name}.{os.getpid()}.part"
            part.write_bytes(made)
            part.replace(self._folder / name)
            kept = [path for path in self._folder.iterdir() if path.suffix != ".part"]
            if len(kept) > MOST_KEPT:
                for path in sorted(kept, key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
                    path.unlink()


KEPT: Final = Drawings()
"""The drawings of this process."""


@cache
def drawings_in(folder: Path) -> Drawings:
    """The drawings kept in a folder; one object a folder."""
    return Drawings(folder)


@cache
def _makers(language: str) -> str:
    """A hash of what makes another drawing of the same chart: the libraries, our code and words, the fonts."""
    digest = hashlib.sha256(f"{version('vl-convert-python')} {version('babel')}\n".encode())
    package = Path(__file__).parents[2]
    for pattern in ("outputs/charts/*.py", "outputs/look.py", "words/*.py", f"words/locale/{language}/*.po"):
        for path in sorted(package.glob(pattern)):
            digest.update(path.read_bytes())
    digest.update(_fonts().encode())
    return digest.hexdigest()


@cache
def _fonts() -> str:
    """The fonts in which texts are set, by name and size."""
    files = (path for folder in font_folders() for path in sorted(folder.iterdir()))
    return "\n".join(f"{path.name} {path.stat().st_size}" for path in files)


@cache
def engine() -> ModuleType:
    """The library that draws, vl-convert, with our fonts made known to it."""
    # Imported here: it takes a tenth of a second, and where every drawing is kept nobody asks for it.
    import vl_convert

    for folder in font_folders():
        vl_convert.register_font_directory(str(folder))
    return vl_convert


def sheet_of(chart: Chart, wording: Wording, frame: Frame) -> Sheet:
    """The chart laid out in a frame, not yet drawn; mirrored where the language runs from right to left (look 8)."""
    sheet = _laid_out(chart, wording, frame)
    if not wording.right_to_left:
        return sheet
    return running_left(sheet if isinstance(chart, NEVER_MIRRORED) else mirrored(sheet))


def _laid_out(chart: Chart, wording: Wording, frame: Frame) -> Sheet:
    match chart:
        case Gantt():
            return draw_gantt(chart, wording, frame)
        case Stair():
            return draw_stair(chart, wording, frame)
        case Donors():
            return draw_donors(chart, wording, frame)
        case Squares():
            return draw_squares(chart, wording, frame)
        case MainRoute():
            return draw_main_route(chart, wording, frame)
        case Routes():
            return draw_routes(chart, wording, frame)
        case Discs():
            return draw_discs(chart, wording, frame)
        case _:
            return _other_sheet(chart, wording, frame)


def _other_sheet(chart: Grid | Ranked | Courses | Streams, wording: Wording, frame: Frame) -> Sheet:
    match chart:
        case Grid():
            return draw_grid(chart, wording, frame)
        case Ranked():
            return draw_ranked(chart, wording, frame)
        case Courses():
            return draw_courses(chart, wording, frame)
        case Streams():
            return draw_streams(chart, wording, frame)
        case _:
            assert_never(chart)


def draw(
    chart: Chart,
    wording: Wording,
    *,
    width: Literal["wide", "narrow", "screen"] = "wide",
    title: str = "",
    alt: str = "",
    drawings: Drawings = KEPT,
) -> bytes:
    """One chart as SVG: `wide` 482 points for paper, `screen` 760 and `narrow` 326 pixels for the web."""
    return labelled(drawings.of(chart, wording, FRAMES[width]), title, alt).encode()


def draw_paper(
    brief: Brief, wording: Wording, drawings: Drawings, room: tuple[float, float] = (FIRST_PAGE, LATER_PAGE)
) -> dict[str, list[str]]:
    """Every figure of a brief for paper, by its name, with its part of a pair of columns after a slash.

    One drawing each, but a long Gantt has one a page, its rows as high as `room` on the first page and on later ones.
    """
    found: dict[str, list[str]] = {}
    for figure, part in figures_of(brief):
        frame = PAPER if part is None else {"left": PAPER_LEFT, "right": PAPER_RIGHT}.get(part, PAPER_HALF)
        name = figure.name if part is None else f"{figure.name}/{part}"
        found[name] = [drawings.of(one, wording, frame) for one in _on_pages(figure.chart, wording, frame, room)]
    return found


def _on_pages(chart: Chart, wording: Wording, frame: Frame, room: tuple[float, float]) -> Sequence[Chart]:
    """The chart, or a Gantt for each page that it takes."""
    return in_pages(chart, wording, frame, room) if isinstance(chart, Gantt) else (chart,)


def draw_web(brief: Brief, wording: Wording, drawings: Drawings) -> dict[str, dict[str, str]]:
    """Every figure of a brief for the web, by its name: `screen`, `narrow`, and `paper` for its print style."""
    return {figure.name: draw_sizes(figure, wording, drawings, part=part) for figure, part in figures_of(brief)}


def draw_sizes(figure: Figure, wording: Wording, drawings: Drawings, *, part: str | None) -> dict[str, str]:
    """One figure for the web; `part` is its place in a pair of columns, as `figures_of` has it.

    On paper a long Gantt is several drawings, since a page would end in the middle of one.
    """
    title, alt = wording.plain(figure.title), wording.plain(figure.alt)
    screen, paper = (SCREEN, PAPER) if part is None else (SCREEN_HALF, PAPER_HALF)

    def drawn(chart: Chart, frame: Frame) -> str:
        return recoloured(labelled(drawings.of(chart, wording, frame), title, alt))

    pages = _on_pages(figure.chart, wording, paper, (FIRST_PAGE, LATER_PAGE))
    return {
        "screen": drawn(figure.chart, screen),
        "narrow": drawn(figure.chart, NARROW),
        "paper": "".join(drawn(one, paper) for one in pages),
    }


def figures_of(brief: Brief) -> Iterator[tuple[Figure, str | None]]:
    """The figures of a brief in order, each with its place: None, `left`, `right` or `half` of a pair of columns."""
    for section in brief.sections:
        for block in section.blocks:
            yield from _figures_in(block, None)


def _figures_in(block: Block, part: str | None) -> Iterator[tuple[Figure, str | None]]:
    if isinstance(block, Figure):
        yield block, part
    elif isinstance(block, Columns):
        left, right = ("left", "right") if is_uneven(block) else ("half", "half")
        for one in block.left:
            yield from _figures_in(one, left)
        for one in block.right:
            yield from _figures_in(one, right)


# From the library's drawing to ours ---------------------------------------------------------------------------------

_ROOT: Final = re.compile(r'^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
_NOISE: Final = re.compile(
    r' (?:class|role|aria-roledescription|aria-hidden|font-family|stroke-linecap|transform="translate\(0,0\)")="[^"]*"'
    r'|<path[^>]* d="" display="none"/>| transform="translate\(0,0\)"| stroke-width="0"| font-weight="400"'
)
_BACKGROUND: Final = re.compile(r'<path class="background"[^>]*/>')
# A weight is looked for in the first family named, so where letters are Arabic that is theirs.
_ARABIC: Final = re.compile(r"<text (?=[^>]*>[^<]*[\u0590-\u08ff])()")
# Letters that join keep their halo as a text of its own: drawn letter by letter it would cover the one before.
_HALO: Final = re.compile(
    r'<text ([^>]*?) fill="[^"]*" stroke="([^"]*)" stroke-width="([^"]*)" stroke-linejoin="round">'
    r"([^<\u0590-\u08ff]*)</text>"
    r'<text \1 fill="([^"]*)"[^>]*>\4</text>'
)


def _svg(sheet: Sheet) -> bytes:
    """The drawing without what the library adds for itself; a halo is the stroke of its own text."""
    drawn: str = engine().vega_to_svg(json.dumps(sheet.spec(), sort_keys=True, ensure_ascii=False))
    drawn = _BACKGROUND.sub("", drawn)
    drawn = _HALO.sub(
        r'<text \1 fill="\5" stroke="\2" stroke-width="\3" stroke-linejoin="round" paint-order="stroke">\4</text>',
        drawn,
    )
    drawn = _ARABIC.sub(rf'<text font-family="{", ".join(reversed(FAMILY))}" \1', _NOISE.sub("", drawn))
    root = _ROOT.match(drawn)
    if root is None:
        raise ValueError("the library's drawing does not start as expected")
    width, height = root.group(1), root.group(2)
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{escape(", ".join(FAMILY))}" fill-rule="evenodd" direction="ltr">'
    )
    return (start + drawn[root.end() :].replace("<g></g>", "")).encode()


def labelled(svg: str, title: str, alt: str) -> str:
    """The drawing as one picture with a title and a description."""
    start, rest = svg.split(">", 1)
    words = f"<title>{escape(title, quote=False)}</title>"
    words += f"<desc>{escape(alt, quote=False)}</desc>" if alt else ""
    name = f"{title}: {alt}" if alt else title
    return f'{start} role="img" aria-label="{escape(name)}">{words}{rest}'


@cache
def _variables() -> dict[str, str]:
    """The variable of each light colour; the first role of a value wins, so accent is accent."""
    found: dict[str, str] = {}
    for name, shade in ROLES.items():
        found.setdefault(shade.light.lower(), f"var({variable(name)})")
    return found


def recoloured(svg: str) -> str:
    """The drawing with colours as variables of the page, so that it follows its scheme."""
    known = _variables()

    def renamed(match: re.Match[str]) -> str:
        return f'{match.group(1)}="{known.get(match.group(2).lower(), match.group(2))}"'

    return re.sub(r'\b(fill|stroke)="(#[0-9A-Fa-f]{6})"', renamed, svg)
