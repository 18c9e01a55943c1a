"""How the columns of somebody's table are read, as a small text file that a person corrects and keeps.

    [Sheet1]
    kind = action
    header row = 3
    Measure = title
    Lead service = owner
    Remarks = -

Right of the last ` = ` stands what of ours the column is, or `-` for one that is left out. Under `[names]` stand the
names of others and who they are for us.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from waypost.core.errors import Problem
from waypost.core.roadmap.audience import is_principal
from waypost.core.say import SayValue, say
from waypost.core.values import Principal
from waypost.readers.tables.headings import KIND_OF_TABLE, all_targets
from waypost.words.typed.desk import fold

NAMES: Final = "names"
_LARGEST: Final = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMap:
    """How one table is read: its name, the kind of its rows, its header row counted from 1, heads and targets."""

    name: str
    kind: str
    header_row: int
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How the tables of a file are read, and who is meant by names of others."""

    tables: tuple[TableMap, ...] = ()
    names: tuple[tuple[str, Principal], ...] = ()

    def table(self, name: str) -> TableMap | None:
        """How the table of that name is read; None for one that the mapping leaves out."""
        return next((one for one in self.tables if fold(one.name) == fold(name)), None)


def mapping_text(mapping: Mapping, heading: str) -> bytes:
    """A mapping as its file. `heading` is the remark at its head, one line."""
    lines = [f"# {heading}"]
    for one in mapping.tables:
        lines += ["", f"[{_line(one.name)}]", f"kind = {one.kind}", f"header row = {one.header_row}"]
        lines += [f"{_line(head)} = {target}" for head, target in one.columns if _line(head)]
    if mapping.names:
        lines += ["", f"[{NAMES}]", *(f"{_line(name)} = {who}" for name, who in mapping.names)]
    return ("\n".join(lines) + "\n").encode()


def _line(words: str) -> str:
    return " ".join(words.split())


def read_mapping(raw: bytes, file: str) -> tuple[Mapping, tuple[Problem, ...]]:
    """The mapping of a file, and every line of it that cannot be read."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Mapping(), (_problem("readers.mapping_text", file, 1),)
    if len(raw) > _LARGEST:
        return Mapping(), (_problem("readers.mapping_text", file, 1),)
    reading = _Reading(file)
    for row, line in enumerate(text.splitlines(), start=1):
        reading.line(row, line.strip())
    return Mapping(tables=tuple(reading.tables()), names=tuple(reading.names)), tuple(reading.problems)


class _Reading:
    """A mapping while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.names: list[tuple[str, Principal]] = []
        self.sections: dict[str, dict[str, str]] = {}
        self.section: str | None = None

    def line(self, row: int, line: str) -> None:
        """Take one line."""
        if not line or line.startswith("#"):
            return
        if line.startswith("[") and line.endswith("]"):
            self.section = line[1:-1].strip()
            self.sections.setdefault(self.section, {})
            return
        left, mark, right = (part.strip() for part in line.rpartition("="))
        if not mark or not left or self.section is None:
            self.tell("readers.mapping_line", row, line)
        elif self.section == NAMES:
            if is_principal(right) or right == "ms:*":
                self.names.append((left, Principal(right)))
            else:
                self.tell("readers.mapping_name", row, right)
        else:
            self.entry(row, left, right)

    def entry(self, row: int, left: str, right: str) -> None:
        """Take what a column of the section is."""
        held = self.sections[self.section or ""]
        kind = held.get("kind", KIND_OF_TABLE[0])
        if left == "kind" and right not in KIND_OF_TABLE:
            self.tell("readers.mapping_kind", row, right)
        elif left == "header row" and not (right.isascii() and right.isdecimal()):
            self.tell("readers.mapping_line", row, right)
        elif left not in ("kind", "header row") and right not in all_targets(kind):
            self.tell("readers.mapping_target", row, right, kind=say(f"kind.{kind}"))
        else:
            held[left] = right

    def tables(self) -> Iterator[TableMap]:
        """The tables named so far."""
        for name, held in self.sections.items():
            if name != NAMES:
                columns = tuple((left, right) for left, right in held.items() if left not in ("kind", "header row"))
                kind = held.get("kind", KIND_OF_TABLE[0])
                yield TableMap(name=name, kind=kind, header_row=int(held.get("header row", "1")), columns=columns)

    def tell(self, code: str, row: int, value: str, **values: SayValue) -> None:
        """One line that cannot be read."""
        self.problems.append(_problem(code, self.file, row, value=value[:80], **values))


def _problem(code: str, file: str, row: int, **values: SayValue) -> Problem:
    value = values.get("value")
    return Problem(
        code=code,
        reason=say(code, **values),
        remedy=say(f"{code}.remedy"),
        file=file,
        row=row,
        value=value if isinstance(value, str) else None,
    )
