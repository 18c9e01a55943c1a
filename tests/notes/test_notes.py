"""The papers of a meeting: what they say stands under the meeting, nothing is lost, nothing hidden is told."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.roadmap.twins import SECRET, twin_folders
from waypost.codec.tree import json_bytes
from waypost.codec.writing import value_json
from waypost.core.brief.notes.order import NoteKind
from waypost.core.brief.tree import Brief, Nothing, Section, Table, Words
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.roadmap.bodies import Item, Meeting
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import ItemKind
from waypost.core.say import Ref, Say
from waypost.core.values import EU, PUBLIC, Principal, Slug, Text
from waypost.usecases.meeting import find_meeting
from waypost.usecases.notes import kinds_of, note_of
from waypost.usecases.opening import Asking
from waypost.usecases.samples import write_samples
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording
from waypost.workspace.folder import Folder

KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
SEED = "2021-03-15"
ON = date(2026, 10, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Marenia and the meetings of the workspace; no test writes into it."""
    whole, target = tmp_path_factory.mktemp("samples"), tmp_path_factory.mktemp("here")
    write_samples(whole)
    for name in ("roadmaps/marenia", "workspace"):
        shutil.copytree(whole / name, target / name)
    return target


def asking(folder: Path, viewer: str = "eu", *, on: date = ON, at: date | None = None) -> Asking:
    """Whoever asks, with the times."""
    moment = None if at is None else datetime.combine(at, time(23, 59, 59), UTC)
    return Asking(viewer=Principal(viewer), on=on, at=moment, folder=folder)


def held(value: Any) -> Iterator[Any]:
    """Every sentence, text and reference in a tree."""
    if isinstance(value, Text | Ref):
        yield value
        return
    if isinstance(value, Say):
        yield value
        for _, inner in value.values:
            yield from held(inner)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from held(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from held(getattr(value, one.name))


def section(note: Brief, name: str) -> Section:
    """The section of that name."""
    return next(one for one in note.sections if one.name == name)


def texts(value: Any) -> list[Text]:
    """The texts of the roadmap in a part of a tree, in order."""
    found = (one.title if isinstance(one, Ref) else one for one in held(value))
    return [one for one in found if isinstance(one, Text)]


# The meeting of 15 March 2021 ----------------------------------------------------------------------------------

SHAPE = {
    "stated": ("seed.md S3", "seed.md S4"),
    "discussed": tuple(f"seed.md S{row}" for row in range(5, 13)),
    "concluded": ("seed.md S13", "seed.md S14", "seed.md S15"),
    "other": ("seed.md S16",),
    "links": ("seed.md S18",) * 4,
}
"""The sections of the note and the rows of the seed that they hold, in order (seed S17)."""


@pytest.mark.parametrize("name", SHAPE)
def test_results_of_15_march_2021_have_the_shape_of_the_page(name: str, folder: Path) -> None:
    """Each section holds the points of its rows of the seed, in order, and no other words."""
    order = asking(folder, on=date(2021, 3, 16))
    note = note_of(SEED, order, "results")
    standing = find_meeting(SEED, order).held
    assert standing is not None
    by_title = {element.title: element.sources[0].row for element, _ in standing.items}
    assert tuple(by_title[one] for one in texts(section(note, name).blocks)) == SHAPE[name]


def test_results_of_15_march_2021_say_nothing_else(folder: Path) -> None:
    """Every text of the note is of that meeting, its series or its points; every other word is a sentence of ours."""
    order = asking(folder, on=date(2021, 3, 16))
    note = note_of(SEED, order, "results")
    standing = find_meeting(SEED, order).held
    assert standing is not None
    assert standing.series is not None
    body = standing.body
    own = {standing.element.title, standing.series.title, body.frame, *body.formations, *body.chairs}
    own |= {element.title for element, _ in standing.items}
    assert set(texts(note)) <= own
    assert {element.title for element, _ in standing.items} <= set(texts(note))
    words = wording("en")
    assert all(words.has(one.code) for one in held(note) if isinstance(one, Say))
    assert not [one for block in note.sections for one in block.blocks if isinstance(one, Nothing)]


# Every meeting -------------------------------------------------------------------------------------------------


def meetings(folder: Path) -> list[Element]:
    """Every meeting of the samples that has a day, as the EU may know it."""
    door = Folder(folder)
    views = (see(door.newest(home), EU) for home in door.homes())
    return [one for view in views for one, body in view.of(Meeting) if isinstance(body.first_day, date)]


def test_every_paper_of_every_meeting_can_be_said(folder: Path) -> None:
    """All three papers of each meeting of Marenia and of the workspace have words in every language, and no section
    without content."""
    names = [one.id for one in meetings(folder)]
    assert len(names) >= 8
    for name in names:
        for kind in KINDS:
            note = note_of(name, asking(folder), kind)
            assert [one.number for one in note.sections] == list(range(1, len(note.sections) + 1))
            assert all(one.blocks for one in note.sections)
            for language in LANGUAGES:
                assert json_bytes(value_json(note, wording(language).plain))


def test_follow_up_loses_nothing(folder: Path) -> None:
    """Each decision of the series up to the meeting, and each reply that somebody promised, stands once, open or
    settled, with the state it has."""
    note = note_of("4", asking(folder), "followup")
    view = see(Folder(folder).newest(Slug("marenia")), EU)
    past = {
        one.title
        for one, body in view.of(Item)
        if body.item in (ItemKind.DECISION, ItemKind.REPLY) and not str(one.number).startswith("4.")
    }
    tables = [block for one in note.sections for block in one.blocks if isinstance(block, Table)]
    rows = [row for one in tables if one.name in ("note.open", "note.settled") for row in one.rows]
    assert sorted(map(repr, (texts(row.cells[0])[0] for row in rows))) == sorted(map(repr, past))
    since = [row.cells[-1].value for one in tables if one.name == "note.open" for row in one.rows]  # type: ignore[union-attr]
    assert since == [2, 1, 0, 0, 0]


def test_agenda_says_why_each_point_is_there(folder: Path) -> None:
    """The points stand in the order of the paper, each with a reason; what is to be decided comes first among the
    decisions, and the last meeting's decisions have their state."""
    note = note_of("4", asking(folder), "agenda")
    (points,) = section(note, "points").blocks
    assert isinstance(points, Table)
    numbers = [
        next(str(v) for one in held(row) if isinstance(one, Say) for k, v in one.values if k == "number")
        for row in points.rows
    ]
    assert numbers == ["4.1", "4.2", "4.3", "4.4", "4.5", "4.6"]
    assert all(list(held(row.cells[1])) for row in points.rows)
    codes = {one.code for one in held(points) if isinstance(one, Say)}
    assert {"note.why_late", "note.why_open", "note.why_decide", "note.why_hangs"} <= codes
    for name in ("decide", "last", "late", "gaps", "papers"):
        assert any(isinstance(one, Table) for one in section(note, name).blocks), name


def test_agenda_gives_each_delay_its_cause_in_one_sentence(folder: Path) -> None:
    """What is late says why in one sentence, the end of its chain: of 5.1.2 the draft that Marenia has not sent, and of
    1.2.2 what holds back 1.2.1, which is named."""
    (table,) = (one for one in section(note_of("4", asking(folder), "agenda"), "late").blocks if isinstance(one, Table))
    because = [row.cells[-1] for row in table.rows]
    words = [wording("en").plain(one.words) for one in because if isinstance(one, Words)]
    assert len(words) == len(because) > 5
    assert all(one.endswith(".") and one.count(". ") == 0 for one in words)
    assert "3.2 “Marenia sends its draft of the rules for identification” is still open." in map(_plain, words)
    assert any(
        _plain(one).startswith("1.2.1 ") and one.endswith("once parliament has adopted the payments act”.")
        for one in words
    )


def _plain(words: str) -> str:
    return words.replace("\u00a0", " ")


# Who may read what ---------------------------------------------------------------------------------------------


def test_meeting_is_named_by_number_day_or_id(folder: Path) -> None:
    """Number, day and id lead to one paper; what names none, or several, is not there; a kind that is none is wrong."""
    element = find_meeting("4", asking(folder)).element
    for name in (element.id, "2026-10-15"):
        assert note_of(name, asking(folder), "results") == note_of("4", asking(folder), "results")
    assert note_of("4", asking(folder), "results") == note_of("4", asking(folder), "results")
    for name in ("2026-10-16", "99", "nothing", "marenia"):
        with pytest.raises(NotThere):
            note_of(name, asking(folder), "results")
    with pytest.raises(WrongRequest):
        kinds_of("minutes")


@pytest.mark.parametrize("viewer", ["partner:QM", "ms:IT"])
def test_partner_does_not_read_what_only_the_eu_decides(viewer: str, folder: Path) -> None:
    """A point for the EU institutions alone is in their agenda and in nobody else's."""
    hidden = "Whether to offer lower visa fees"
    assert hidden in repr(note_of("4", asking(folder), "agenda"))
    assert hidden not in repr(note_of("4", asking(folder, viewer), "agenda"))


@pytest.mark.parametrize("viewer", ["partner:QM", PUBLIC])
def test_twins_have_the_same_papers(viewer: str, folder: Path, tmp_path: Path) -> None:
    """Two workspaces that differ only in what the reader may not know give the same papers."""
    door = Folder(folder)
    homes = [door.states(Slug(one)) for one in ("marenia", "workspace")]
    pair = twin_folders(homes, Principal(viewer), tmp_path, random.Random(5))
    for name in ("4", SEED):
        for kind in KINDS:
            one, other = (note_of(name, asking(path, viewer), kind) for path in pair)
            assert one == other
            assert SECRET not in repr(other)
