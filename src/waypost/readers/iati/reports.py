"""What is found wrong in an aid file while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from waypost.core.errors import Problem, Severity
from waypost.core.say import SayValue, say

ONCE: Final = frozenset({"aid.old_types", "aid.no_schema", "aid.day_for_unknown"})
"""Said of a file the first time only."""


@dataclass(slots=True)
class Reports:
    """The warnings of one file, in the order in which they were met."""

    file: str
    lines_before: int = 0
    """Lines of the file before what is read."""
    schema_errors: int | None = None
    problems: list[Problem] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    def report(
        self,
        code: str,
        *,
        row: int | None,
        element: str | None = None,
        value: str | None = None,
        column: str | None = None,
        **values: SayValue,
    ) -> None:
        """Keep a warning with its place."""
        if value is not None:
            values["value"] = value
        self.problems.append(
            Problem(
                code=code,
                severity=Severity.WARNING,
                reason=say(code, **values),
                file=self.file,
                row=None if row is None else row + self.lines_before,
                column=column,
                element=element,
                value=value,
            )
        )

    def once(self, code: str, *, row: int | None, value: str | None = None, **values: SayValue) -> None:
        """Keep a warning about the whole file, the first time only."""
        if code not in self._said:
            self._said.add(code)
            self.report(code, row=row, element=None, value=value, column=None, **values)
