"""A workbook goes out and comes back: what nobody touched is no change, what somebody touched is that change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import bodies, states
from tests.samples.shipped import ROOT
from waypost.core.change.intake import Intake, Reading
from waypost.core.change.portion import Portion, portion
from waypost.core.errors import Severity
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.view import see
from waypost.core.values import Principal, Slug
from waypost.outputs.workbook.book import day_format
from waypost.outputs.workbook.editable import render_workbook
from waypost.readers.spreadsheet import read_workbook
from waypost.words.catalogue import LANGUAGES
from waypost.words.typed.cell import same
from waypost.words.typed.desk import Desk, labels_of
from waypost.words.typed.forms import form_of
from waypost.words.typed.plan import sheets
from waypost.words.wording import wording
from waypost.workspace.folder import Folder

FORMS = {"share": "0%", "amount": "General", "count": "0"}
TODAY = date(2026, 10, 1)


def out(state: State, viewer: str = "public") -> Portion:
    """What leaves a state for a viewer."""
    return portion(see(state, Principal(viewer)))


def back(raw: bytes, sent: Portion | None, language: str = "en") -> Intake:
    """The same file read again."""
    given_back = None if sent is None else lambda *_: sent
    return read_workbook(raw, Reading(file="back.xlsx", language=language, said_on=TODAY, sent=given_back))


@settings(max_examples=6)
@given(state=states(size=6), language=st.sampled_from(LANGUAGES))
def test_untouched_workbook_changes_nothing(state: State, language: str) -> None:
    """Whatever stands in a roadmap, a workbook that nobody touched proposes each element and no field of it."""
    sent = out(state, "eu")
    found = back(render_workbook(sent, wording(language)), sent, language)
    assert [one for one in found.problems if one.severity is Severity.ERROR] == []
    assert {one.id for one in found.proposed} == {one.id for one in sent.elements}
    assert [one.given for one in found.proposed if one.given] == []
    assert (found.home, found.at, found.reader, found.owner) == (sent.home, sent.at, sent.reader, None)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=4)
def test_every_field_comes_back_from_its_cells(kind: str, data: st.DataObject) -> None:
    """Every value of every field is written as cells, and cells that stand as written give the very same value."""
    body = data.draw(bodies(kind))
    desk = Desk(words=wording(data.draw(st.sampled_from(LANGUAGES))))
    for field in KINDS[kind].fields:
        if field.shown.sheet is None:
            form = form_of(field, KINDS[kind].body)
            value = getattr(body, field.name)
            cells = form.write(value, desk)
            assert len(cells) == len(form.parts)
            assert form.read(cells, desk, value) is value


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_of_a_sheet_are_told_apart(language: str) -> None:
    """On each sheet every column has a head of its own, in every language, so that heads can be matched."""
    for sheet in sheets():
        heads = [column.head(wording(language)) for column in sheet.columns]
        assert len(set(heads)) == len(heads), sheet.name


@settings(max_examples=4)
@given(state=states(size=4))
def test_same_input_same_bytes(state: State) -> None:
    """The same portion and language give the same bytes."""
    assert render_workbook(out(state), wording("en")) == render_workbook(out(state), wording("en"))


def test_day_equals_its_midnight() -> None:
    """Cells are compared as values: a day equals its midnight, 12 equals 12.0, and nothing an empty text."""
    assert same(date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC))
    assert not same(date(2026, 1, 1), datetime(2026, 1, 1, 9, tzinfo=UTC))
    assert same(None, "")
    assert same("a\r\nb", "a\nb")
    assert not same(True, "1")


def test_labels_name_one_element_each() -> None:
    """Two elements are never named alike: what a cell names is one of them."""

    @settings(max_examples=20)
    @given(state=states())
    def holds(state: State) -> None:
        labels: dict[Any, str] = dict(labels_of(state.elements, wording("en")))
        assert len(set(labels.values())) == len(labels) == len(state.elements)

    holds()


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_empty_cell_has_the_look_of_its_column(language: str) -> None:
    """What is typed where nothing stood is taken as the column takes it, under the same line: no empty cell is
    written, each column says it for all of its cells."""
    sent = out(Folder(ROOT).newest(Slug("marenia")), "eu")
    book = openpyxl.load_workbook(BytesIO(render_workbook(sent, wording(language))))
    for sheet, page in zip(sheets(), book.worksheets[1:-1], strict=True):
        looks = [look for look in page.column_dimensions.values() for _ in range(look.min, look.max + 1)]
        for column, look in zip(sheet.columns, looks[1:], strict=True):
            form = day_format(language) if column.shape.look == "day" else FORMS.get(column.shape.look, "@")
            assert (look.border.bottom.style, look.number_format) == ("thin", form), (page.title, column.field)


def test_what_has_no_name_is_named_by_what_it_stands_under() -> None:
    """A report has neither number nor title: lists and cells name it by its indicator, not by its id alone."""
    sent = out(Folder(ROOT).newest(Slug("marenia")), "eu")
    labels = labels_of(sent.elements, wording("en"))
    reports = [labels[one.id] for one in sent.elements if one.kind.name == "report"]
    assert len(reports) > 3
    assert all(label.startswith("Report · ") and label.endswith("]") for label in reports)
