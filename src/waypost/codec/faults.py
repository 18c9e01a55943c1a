"""A fault in a value that was read: which, where inside its element, why.

Raised inside the codec only and collected by whatever holds several values, so that all faults of a file are
reported at once. At the border each becomes a `Problem` with the place in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from waypost.core.errors import Problem, Severity
from waypost.core.say import Say, SayValue, say

LONGEST_VALUE = 80
"""Characters of a faulty value that are repeated in its problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault; `path` leads from the element to the value, its first part is the field."""

    code: str
    values: tuple[tuple[str, SayValue], ...] = ()
    path: tuple[str | int, ...] = ()
    raw: str | None = None
    severity: Severity = Severity.ERROR

    def below(self, step: str | int) -> Fault:
        """The same fault seen from one level higher up."""
        return replace(self, path=(step, *self.path))


class Bad(Exception):
    """Some values could not be read; carries every fault found."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault.code for fault in faults))
        self.faults = faults


def bad(code: str, raw: Any, **values: SayValue) -> Bad:
    """A `Bad` with one fault about the value itself."""
    return Bad(Fault(code=code, values=tuple(values.items()), raw=shortened(raw)))


def shortened(raw: Any) -> str:
    """A value as a file writes it, cut to a length a person reads; text stands without quotation marks."""
    if isinstance(raw, str):
        text = raw
    else:
        try:
            text = msgspec.json.encode(raw).decode("utf-8")
        except (RecursionError, TypeError, ValueError):
            text = str(type(raw).__name__)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def column(path: Iterable[str | int]) -> str | None:
    """A path as one word: `steps[2].amount`; rows of a list count from 0 as in JSON."""
    found = ""
    for step in path:
        found += f"[{step}]" if isinstance(step, int) else f".{step}" if found else step
    return found or None


def problem(fault: Fault, *, file: str | None, row: int | None = None, element: str | None = None) -> Problem:
    """The fault as a problem with its place (contract 3)."""
    return Problem(
        code=fault.code,
        severity=fault.severity,
        reason=Say(fault.code, fault.values),
        remedy=say(f"{fault.code}.remedy"),
        file=file,
        row=row,
        column=column(fault.path),
        element=element,
        value=fault.raw,
    )
