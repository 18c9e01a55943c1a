"""The look as values: roles of colour, sizes of type, steps of space. Everything that is drawn takes them from here.

Source: look 2 (colours), 3 (type), 4 (space). Roles are the only names; a colour never stands in another module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shade:
    """The colour of one role in both schemes, as #RRGGBB."""

    light: str
    dark: str


ROLES: Final[dict[str, Shade]] = {
    "ground": Shade("#F6F5F1", "#12181B"),
    "surface": Shade("#FFFFFF", "#1A2226"),
    "sunk": Shade("#ECEBE5", "#0D1214"),
    "ink": Shade("#1A2226", "#ECEFF0"),
    "ink2": Shade("#465259", "#B9C3C8"),
    "ink3": Shade("#5F6B72", "#9BA7AD"),
    "line": Shade("#D8D7D0", "#333E44"),
    "line2": Shade("#7B8388", "#74828A"),
    "accent": Shade("#00566B", "#6CC3D8"),
    "accent_hover": Shade("#003E4E", "#9BD8E7"),
    "accent_soft": Shade("#DFEDF0", "#153942"),
    "on_accent": Shade("#FFFFFE", "#08242C"),
    "late": Shade("#931F0F", "#FF9B80"),
    "late_soft": Shade("#FAE8E3", "#47200F"),
    "watch": Shade("#8A5E00", "#FFD76E"),
    "watch_soft": Shade("#FAEFD6", "#3A2B0C"),
    "m1": Shade("#BFD8DE", "#1F4650"),
    "m2": Shade("#6FA9B7", "#2A6676"),
    "m3": Shade("#2A7C91", "#55A9BF"),
    "m4": Shade("#004051", "#A9E2F0"),
    "bar": Shade("#7C878D", "#8A979E"),
    "ctx": Shade("#B4BABD", "#525E65"),
    "hatch": Shade("#A3AAAE", "#6F7D85"),
    "land": Shade("#E3E1D9", "#2B363C"),
    "sea": Shade("#FAFAF8", "#161D21"),
    "donor2": Shade("#984519", "#D9571F"),
    "donor3": Shade("#4560DC", "#7A90EC"),
    "donor4": Shade("#93880E", "#DFD141"),
    "donor5": Shade("#BE6C99", "#F0509F"),
    "donors": Shade("#858D92", "#88949A"),
}
"""Source: look 2. `on_accent` is one step off white so that a drawing can be recoloured by its values (look 7.12). The
first donor is in accent, `donors` are all others together."""

TEXT_PAIRS: Final = (
    *((text, behind) for text in ("ink", "ink2", "ink3") for behind in ("surface", "ground", "sunk")),
    *((text, behind) for text in ("accent", "late", "watch") for behind in ("surface", "ground")),
    ("late", "late_soft"),
    ("watch", "watch_soft"),
    ("ink", "accent_soft"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "late"),
    ("ink", "m2"),
    ("on_accent", "m3"),
    ("on_accent", "m4"),
    ("ink", "land"),
    ("ink", "sea"),
)
"""Which text stands on what, anywhere in the outputs: at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

MARK_PAIRS: Final = (
    *((mark, behind) for mark in ("line2", "bar") for behind in ("surface", "ground")),
    ("m3", "surface"),
    ("accent", "m1"),
    ("late", "late_soft"),
    *((donor, "surface") for donor in ("donor2", "donor3", "donor4", "donor5", "donors")),
)
"""Edges and marks that carry a meaning: at least 3 to 1 (WCAG 2.2, 1.4.11)."""

FAMILY: Final = ("IBM Plex Sans", "IBM Plex Sans Arabic")
"""Fonts in this order in every language, so that digits are the same everywhere (look 3)."""


def luminance(colour: str) -> float:
    """Relative luminance of a colour #RRGGBB, 0 to 1. Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def light(role: str) -> str:
    """The light value of a role. Raises KeyError for a name that is no role."""
    return ROLES[role].light


def variable(role: str) -> str:
    """The name of a role's CSS variable."""
    return "--" + role.replace("_", "-")
