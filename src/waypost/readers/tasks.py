"""What may be done in the child process: the name of each task and the function that does it.

A task is a function from bytes and plain options to plain data (text, numbers, lists, dictionaries). It raises
`Unfit` for what it does not take. The child starts only what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeAlias

Plain: TypeAlias = Any
"""What goes over the pipe between child and parent: text, numbers, lists, objects with text as keys."""


class Task(StrEnum):
    """A way of reading a file."""

    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old_workbook"
    DELIMITED = "delimited"
    STATE = "state"
    STATES = "states"
    REST = "rest"
    WORD = "word"
    WORD_REST = "word_rest"
    WORD_TEMPLATE = "word_template"


PLACES: Final[Mapping[Task, tuple[str, str]]] = {
    Task.WORKBOOK: ("waypost.readers.workbook.inside", "read_xlsx"),
    Task.OLD_WORKBOOK: ("waypost.readers.workbook.inside", "read_xls"),
    Task.DELIMITED: ("waypost.readers.delimited", "read_delimited"),
    Task.REST: ("waypost.readers.workbook.rest", "left_out"),
    Task.STATE: ("waypost.readers.state", "read_state"),
    Task.STATES: ("waypost.readers.state", "read_states"),
    Task.WORD: ("waypost.readers.document.inside", "read_word"),
    Task.WORD_REST: ("waypost.readers.document.rest", "left_out"),
    Task.WORD_TEMPLATE: ("waypost.readers.document.template", "read_template"),
}
"""Module and function of each task."""


class Unfit(Exception):
    """The bytes are not taken: a code of the catalogue and the values of its sentence, all plain.

    `place` may name file part, sheet, row, column, cell and value as a `Problem` does.
    """

    def __init__(self, code: str, /, place: Mapping[str, str | int] | None = None, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.place = dict(place or {})
        self.values = values
