"""A workbook that Waypost made is a roadmap by itself, for whoever holds the file and no workspace."""

from __future__ import annotations

import pytest

from tests.samples.shipped import newest
from waypost.core.change.portion import portion
from waypost.core.errors import Severity
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import see
from waypost.core.values import EU
from waypost.outputs.workbook.editable import render_workbook
from waypost.readers.returned.whole import read_whole
from waypost.words.typed.cell import cell_words
from waypost.words.typed.desk import Desk, labels_of
from waypost.words.typed.plan import sheet_of
from waypost.words.typed.rows import rows_of
from waypost.words.wording import wording


def shown(elements: tuple[Element, ...], kind: str) -> list[list[str]]:
    """The cells of one kind, in any order of rows: elements without a number stand by their original words."""
    desk = Desk(words=wording("en"), labels=labels_of(elements, wording("en")))
    return sorted([cell_words(cell) for cell in row.cells] for row in rows_of(sheet_of(kind), elements, desk))


@pytest.mark.parametrize("home", ["marenia", "jordan-compact"])
def test_workbook_shows_the_same_roadmap(home: str) -> None:
    """Read by itself it has the same elements, each with the same ids around it and the same words in its cells."""
    sent = portion(see(newest(home), EU))
    state, problems = read_whole(render_workbook(sent, wording("en")), "alone.xlsx")
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    assert state is not None
    assert (state.home, state.at) == (sent.home, sent.at)
    assert [(one.id, one.parent, one.number, one.audience) for one in state.elements] == [
        (one.id, one.parent, one.number, one.audience) for one in sent.elements
    ]
    for kind in {one.kind.name for one in sent.elements}:
        assert shown(state.elements, kind) == shown(sent.elements, kind)


def test_somebody_elses_workbook_is_no_roadmap() -> None:
    """A workbook that Waypost did not make is refused as a roadmap, with what to do instead."""
    state, problems = read_whole(b"no workbook", "list.xlsx")
    assert state is None
    assert [one.code for one in problems] == ["readers.not_a_workbook"]
