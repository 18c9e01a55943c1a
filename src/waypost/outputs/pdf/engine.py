"""The engine that sets our papers: its fonts, and a drawing set as a picture."""

from __future__ import annotations

from functools import cache
from typing import Final

import typst

from waypost.outputs.charts.type import font_folders

INCH: Final = 72.0
"""Points to the inch."""
_SHEET: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg", width: float(sys.inputs.width) * 1pt)"""


@cache
def fonts() -> typst.Fonts:
    """The fonts of our packages, and no others."""
    folders = [str(folder) for folder in font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def painted(drawing: str, width: float, fineness: float) -> bytes:
    """A drawing (SVG) of `width` points as PNG on white, with `fineness` dots to a point.

    By this engine because the one that draws charts sets every word of a variable font at one weight.

    Source: look 7.11.
    """
    return typst.compile(
        _SHEET,
        font_paths=fonts(),
        format="png",
        ppi=fineness * INCH,
        sys_inputs={"drawing": drawing, "width": str(width)},
    )
