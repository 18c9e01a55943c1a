"""A brief on paper: PDF/UA-1, fonts only from our packages, the same bytes for the same brief.

The layout is Typst's (`brief.typ` and what it imports); this module gives it data, drawings and fonts, and takes
the engine's own name out of the file.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Final

import typst

from waypost.core.brief.tree import Brief
from waypost.outputs.charts.drawing import KEPT, Drawings, draw_paper
from waypost.outputs.charts.sheet import PAPER
from waypost.outputs.charts.type import printable, shortened, width_of
from waypost.outputs.columns import fitted, folded
from waypost.outputs.look import ROLES
from waypost.outputs.pdf.engine import fonts
from waypost.outputs.spoken import Plain, Record, run_values, spoken
from waypost.words.wording import Run, Wording

TABLE: Final = 8.5
SMALL: Final = 7.5
"""Sizes of tables, and of those at the end of the paper (look 3)."""
STANDARD: Final = "ua-1"
BREAK: Final = "\N{ZERO WIDTH SPACE}"
LONG_WORD: Final = re.compile(
    r"(?<![^\s\u200b])(?=[^\s\u200b]{28})(?!\W*[^\W\d_]{1,40}(?:-[^\W\d_]{1,40})*\W*(?:[\s\u200b]|$))[^\s\u200b]+"
)
"""What may have to break anywhere: longer than a narrow column, and no word of one language, with the signs around it,
which the engine divides by its syllables (`brief.typ`)."""
JOINT: Final = re.compile(r"(?<=[/?&=_.,:;+-])(?=[^\W_])")
"""Where an address may break before it breaks elsewhere."""
PIECE: Final = 28
"""A piece of an address longer than this may break anywhere."""
PARTED: Final = " · "
"""Between the parts of the header."""
HEADER: Final = 7.5
"""Size of header and footer in points (look 3)."""


class NotPrinted(RuntimeError):
    """The engine refused the document or warned; our fault, since the data is checked before."""


def render_pdf(brief: Brief, wording: Wording, *, drawings: Drawings = KEPT) -> bytes:
    """The brief as a tagged PDF (PDF/UA-1) in the language of `wording`.

    The same brief, language and version give the same bytes: its date is the brief's `at`. `drawings` keeps charts
    between calls. Raises NotPrinted when the engine warns, as it does where a character or a font is missing.
    """
    data = spoken(brief, wording)
    data["running"] = _running(brief, wording)
    pictures = draw_paper(brief, wording, drawings)
    return _compiled(data, pictures, brief.cover.at)


def _compiled(data: Record, pictures: dict[str, list[str]], at: datetime) -> bytes:
    inputs: dict[str, Plain] = {
        "brief": _tables_fitted(_settable(data), PAPER.width),
        "drawings": {name: list(parts) for name, parts in pictures.items()},
        "rtl": data["rtl"],
        "look": {name: shade.light for name, shade in ROLES.items()},
    }
    with as_file(files("waypost.outputs.pdf")) as folder:
        try:
            made, warnings = typst.compile_with_warnings(
                str(folder / "brief.typ"),
                root=str(folder),
                font_paths=fonts(),
                format="pdf",
                sys_inputs={name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()},
                pdf_standards=[STANDARD],
                # The engine takes whole seconds; an edit is recorded to the microsecond.
                timestamp=at.astimezone(UTC).replace(microsecond=0),
            )
        except typst.TypstError as refused:
            raise NotPrinted(f"{refused.message} {refused.diagnostic}") from refused
    if warnings:
        raise NotPrinted("; ".join(f"{one.message} {one.diagnostic}" for one in warnings))
    return unsigned(made)


def _running(brief: Brief, wording: Wording) -> list[Plain]:
    """The line in the header of later pages; one line. Where it is too long beside the audience, its longest part is
    shortened, so that the as-of day stays."""
    taken = min(width_of(wording.plain(brief.cover.reader.words), HEADER, strong=True), 230)
    runs = wording.runs(brief.cover.running)
    words = "".join(one.text for one in runs)
    over = width_of(words, HEADER, strong=True) - (PAPER.width - taken - 60)
    if over <= 0:
        return run_values(runs)
    parts = words.split(PARTED)
    longest = max(parts, key=lambda one: width_of(one, HEADER))
    less = shortened(longest, max(width_of(longest, HEADER, strong=True) - over, 0), HEADER, strong=True)
    kept = PARTED.join(less if one == longest else one for one in parts)
    lead = runs[0].text if runs[0].strong and kept.startswith(runs[0].text) else ""
    return run_values((Run(lead, strong=True), Run(kept.removeprefix(lead))))


def _tables_fitted(value: Plain, room: float) -> Plain:
    """The same values, each table as one or more whose columns have widths for the room they stand in."""
    if isinstance(value, list):
        return [_tables_fitted(one, room) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("kind") == "table":
        return folded(value, room, SMALL) if value.get("small") else fitted(value, room, TABLE)
    if value.get("kind") == "columns":
        left, right = (298.0, 172.0) if value["uneven"] else (235.0, 235.0)
        sides = {"left": _tables_fitted(value["left"], left), "right": _tables_fitted(value["right"], right)}
        return {**value, **sides}
    return {name: _tables_fitted(one, room) for name, one in value.items()}


def _settable(value: Plain) -> Plain:
    """The same values with text that the fonts can set."""
    if isinstance(value, str):
        return breakable(printable(value))
    if isinstance(value, list):
        return [_settable(one) for one in value]
    if isinstance(value, dict):
        return {name: _settable(one) for name, one in value.items()}
    return value


def breakable(words: str) -> str:
    """The words, each one longer than a narrow column with places at which it may break, which have no width: after
    the signs within it, and anywhere where there are none."""
    return LONG_WORD.sub(lambda found: BREAK.join(_piece(one) for one in JOINT.split(found.group())), words)


def _piece(words: str) -> str:
    return BREAK.join(words) if len(words) > PIECE else words


def unsigned(pdf: bytes) -> bytes:
    """The file without the engine's name and version; as long as before, so every offset in it still holds."""
    found = re.sub(rb"/(Creator|Producer) ?\(([^)]*)\)", _blank_string, pdf)
    return re.sub(rb"<(xmp:CreatorTool|pdf:Producer)>[^<]*</\1>", _blank_tag, found)


def _blank_string(match: re.Match[bytes]) -> bytes:
    whole = match.group(0)
    return whole[: -len(match.group(2)) - 1] + b"Waypost".ljust(len(match.group(2)))[: len(match.group(2))] + b")"


def _blank_tag(match: re.Match[bytes]) -> bytes:
    name = match.group(1)
    room = len(match.group(0)) - 2 * len(name) - 5
    return b"<" + name + b">" + b"Waypost".ljust(room)[:room] + b"</" + name + b">"
