"""How a field of a kind presents itself: its label, its help, whether a person must fill it.

The words are English and serve as keys of the translation catalogues. This is the one place where a field is
described; sheets, forms, JSON Schema, differences and the manual read it from here (design 3).
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader is told about a field; `sheet` names the sheet of its own that a list of rows gets.

    `empty_says`: an empty value has a meaning of its own ("the whole roadmap", "its parent"), so an element whose
    value there is hidden from a reader is hidden too, and never reads as that meaning.
    `often`: whoever follows a roadmap is asked for it again and again, so that it comes first where room is short.
    """

    label: str
    help: str
    required: bool
    unit: str | None
    sheet: str | None
    empty_says: bool = False
    often: bool = False


def shown(
    label: str,
    help: str,
    *,
    default: Any = MISSING,
    required: bool = False,
    unit: str | None = None,
    sheet: str | None = None,
    empty_says: bool = False,
    often: bool = False,
) -> Any:
    """A dataclass field that carries its `Shown`; one without a default is required."""
    facts = Shown(label, help, required or default is MISSING, unit, sheet, empty_says, often)
    return dataclasses.field(default=default, metadata={"shown": facts})
