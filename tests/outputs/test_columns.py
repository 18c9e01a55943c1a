"""Widths of columns on paper: nothing runs into its neighbour, and the room is used exactly."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outputs.specimen import LONG, table, words
from waypost.core.brief.tree import Align, Blank, Column, Number, Row, Table, Words
from waypost.outputs.charts.type import width_of
from waypost.outputs.columns import LONGEST, PADDING, SHORTEST, Need, fitted, folded, shared
from waypost.outputs.spoken import Speaker
from waypost.words.wording import wording

ROOM = 482.0
SPEAKER = Speaker(wording("en"))

needs = st.lists(
    st.builds(
        lambda least, more, weight, text: Need(least, least + more, weight, text),
        st.floats(5, 60),
        st.floats(0, 300),
        st.floats(1, 40),
        st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


def numbers(columns: int, rows: int, head: str = "Announced") -> Any:
    """A table of small numbers, as many columns and rows as asked."""
    heads = (Column(head=words("Month")), *(Column(head=words(head), align=Align.NUMBER) for _ in range(columns - 1)))
    cells = (Words(words=words("January 2026")), *(Number(value=7) for _ in range(columns - 1)))
    made = Table(name="t", columns=heads, rows=tuple(Row(cells=cells) for _ in range(rows)), numbers=True)
    return SPEAKER.table(made)


@given(needs)
def test_the_room_is_shared_out_exactly(found: list[Need]) -> None:
    """The widths fill the room, and none is below its least where all fit."""
    widths = shared(found, ROOM)
    assert sum(widths) == pytest.approx(ROOM, abs=0.1)
    assert all(width >= one.least - 0.01 for width, one in zip(widths, found, strict=True))


def test_every_word_fits_its_column() -> None:
    """No word of the specimen is wider than its column, unless it may break."""
    made: Any = fitted(SPEAKER.table(table()), ROOM, 8.5)
    for part in made["parts"]:
        for row in part["rows"]:
            for cell in row["cells"]:
                for run in cell.get("runs", ()):
                    longest = max(width_of(word, 8.5, strong=True) for word in run["t"].split(" "))
                    assert min(longest, LONGEST) + PADDING <= part["columns"][cell["column"]]["width"] + 0.1


@pytest.mark.parametrize("columns", [2, 8, 15, 30])
def test_a_wide_table_is_parted_and_loses_nothing(columns: int) -> None:
    """Each part begins with the first column, fits the room, and every other column stands in exactly one part."""
    whole = numbers(columns, 3, "Announcements")
    made: Any = fitted(whole, ROOM, 8.5)
    heads = []
    for part in made["parts"]:
        assert sum(column["width"] for column in part["columns"]) == pytest.approx(ROOM, abs=0.1)
        assert part["columns"][0]["head"] == whole["columns"][0]["head"]
        assert all(len(row["cells"]) == len(part["columns"]) for row in part["rows"])
        heads += part["columns"][1:]
    assert len(heads) == columns - 1


def test_a_group_that_reaches_over_columns_is_parted_too() -> None:
    """In a parted table the name of a group stands in each part, and rows stay rows."""
    heads = tuple(Column(head=words(LONG[:24])) for _ in range(9))
    group = Row(cells=(Words(words=words("Group")), *(Blank() for _ in range(8))), style="group")
    plain = Row(cells=tuple(Words(words=words(str(place))) for place in range(9)))
    made: Any = fitted(SPEAKER.table(Table(name="t", columns=heads, rows=(group, plain))), ROOM, 8.5)
    assert len(made["parts"]) > 1
    for part in made["parts"]:
        first, second = part["rows"]
        assert first["cells"][0]["runs"] == [{"t": "Group", "b": False, "l": None}]
        assert len(first["cells"]) == len(second["cells"]) == len(part["columns"])


@pytest.mark.parametrize("rows", [1, 7, 8, 9, 17, 36, 48])
def test_folding_keeps_rows_in_order(rows: int) -> None:
    """A folded table holds every row once, in order, and no part but the last is very short."""
    whole = numbers(2, rows)
    made: Any = folded(whole, ROOM, 7.5)
    assert [row for part in made["parts"] for row in part["rows"]] == whole["rows"]
    assert all(len(part["rows"]) >= SHORTEST - 3 for part in made["parts"][:-1])


def test_a_column_that_is_almost_empty_leaves_its_room_to_others() -> None:
    """Where one row alone has something long to say, the names before it are not broken for it."""
    name = "Persons found to be staying irregularly"
    heads = (Column(head=words("Topic")), Column(head=words("Source")), Column(head=words("To know")))
    rows = [Row(cells=(Words(words=words(name)), Blank(), Words(words=words("no file held")))) for _ in range(11)]
    rows.append(Row(cells=(Words(words=words(name)), Words(words=words("a long source " * 6)), Blank())))
    made: Any = fitted(SPEAKER.table(Table(name="t", columns=heads, rows=tuple(rows), numbers=False)), ROOM, 8.5)
    assert made["parts"][0]["columns"][0]["width"] >= width_of(name, 8.5)
