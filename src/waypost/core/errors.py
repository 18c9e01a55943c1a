"""What can go wrong, and what was found wrong.

Bad data is a value: a `Problem` with its place. A broken promise is an exception::

    WaypostError
    |- NotThere          no such roadmap, element, meeting or rule, or not yours: same words, same time
    |- Refused           the input is refused and nothing was written; carries the problems
    |- Stale             what was to be changed was changed meanwhile by somebody else; names the element
    |- WrongRequest      the command asks for what cannot be asked
    `- Impossible        our fault: a law of the core is broken

Each class has a stable `code`, an `exit_code` (contract 2) and a `Say`.
"""

from __future__ import annotations

import copyreg
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from waypost.core.say import Say, say
from waypost.core.values import ElementId


class Severity(StrEnum):
    """Of a problem: an error refuses what it stands on, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something found wrong in an input: where, which value, why, what to do (contract 3).

    `code` is stable and dotted (`when.no_such_day`); the words of reason and remedy are looked up by
    them. Unknown places are None.
    """

    code: str
    reason: Say
    remedy: Say | None = None
    severity: Severity = Severity.ERROR
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    element: str | None = None
    value: str | None = None


class WaypostError(Exception):
    """Root of all exceptions of Waypost; `say` is its sentence."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 70

    def __init__(self, sentence: Say, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(sentence.code)
        self.say = sentence
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        # Handed from one process to another it is the same: no `__init__` of a class is asked for it again.
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class NotThere(WaypostError):
    """The thing asked for does not exist or the viewer may not know that it does."""

    code = "error.not_there"
    exit_code = 4

    def __init__(self, what: str) -> None:
        super().__init__(say("error.not_there", what=what))


class Refused(WaypostError):
    """The input is refused and nothing was written."""

    code = "error.refused"
    exit_code = 3

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(say("error.refused", n=len(problems)), problems)


class Stale(WaypostError):
    """What was to be changed was changed meanwhile by somebody else, and nothing was written.

    `element` is the one that is no longer as it was seen; whoever sees it sees both and decides.
    """

    code = "error.stale"
    exit_code = 3

    def __init__(self, element: ElementId) -> None:
        super().__init__(say("error.stale"))
        self.element = element


class WrongRequest(WaypostError):
    """The request is written wrongly: an option that does not fit, a viewer that is no principal."""

    code = "error.wrong_request"
    exit_code = 2


class Impossible(WaypostError):
    """A law of the core does not hold; our fault."""

    code = "error.impossible"
    exit_code = 70
