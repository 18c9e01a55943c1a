"""Files that go out and come back: what changes is what was edited, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.roadmap.strategies import VIEWERS, edits, states
from waypost.codec.exports import encode_export
from waypost.core.change.portion import owners, portion
from waypost.core.change.promises import with_promises
from waypost.core.errors import NotThere, Refused, WrongRequest
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import moments, partners_of, see
from waypost.core.values import EU, Principal, Slug
from waypost.usecases.collecting import round_of
from waypost.usecases.exporting import export
from waypost.usecases.importing import Taken, Wanted, take_in
from waypost.usecases.opening import Asking
from waypost.usecases.samples import write_samples
from waypost.words.wording import wording
from waypost.workspace.folder import Folder

NOW = datetime(2036, 1, 1, 12, tzinfo=UTC)
ON = date(2026, 10, 1)
MARENIA = Slug("marenia")
Edit = Callable[[dict[str, Any]], None]


def asking(folder: Path, viewer: str = "eu") -> Asking:
    """Whoever asks, on the day of the samples."""
    return Asking(viewer=Principal(viewer), on=ON, folder=folder)


def taken(folder: Path, *files: Path, viewer: str = "eu", at: datetime = NOW, **wanted: Any) -> Taken:
    """What became of the files of one roadmap."""
    (found,) = take_in(files, asking(folder, viewer), Wanted(**wanted), wording("en"), now=at)
    return found


def recorded(folder: Path, state: State) -> None:
    """A state as the only one of a workspace."""
    Folder(folder).write(state)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace; no test writes into it."""
    target = tmp_path_factory.mktemp("samples")
    write_samples(target)
    return target


@pytest.fixture
def folder(samples: Path, tmp_path: Path) -> Path:
    """Marenia alone, to be written into."""
    shutil.copytree(samples / "roadmaps" / "marenia", tmp_path / "here" / "roadmaps" / "marenia")
    return tmp_path / "here"


def sent(folder: Path, name: str, *, viewer: str = "eu", owner: str | None = None, edit: Edit | None = None) -> Path:
    """A file given out and edited."""
    path = folder.parent / name
    export("marenia", asking(folder, viewer), form="json", owner=owner, target=path, words=wording("en"))
    if edit is not None:
        tree = json.loads(path.read_text())
        edit(tree)
        path.write_text("\n".join(json.dumps(tree, ensure_ascii=False, indent=1).splitlines()))
    return path


def setting(number: str, field: str, value: object) -> Edit:
    """An edit that sets a field of the action with that number."""

    def edit(tree: dict[str, Any]) -> None:
        (row,) = (one for one in tree["elements"] if one["number"] == number and one["kind"] == "action")
        row[field] = value

    return edit


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=states(), viewer=st.sampled_from(VIEWERS))
def test_file_that_comes_back_as_it_went_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, state: State, viewer: Principal
) -> None:
    """Out and in again, for every reader, kind and field: no change, nothing left out, nothing written."""
    folder = tmp_path_factory.mktemp("same")
    recorded(folder, state)
    view = moments([state], viewer)[-1]
    assume(view.elements)
    (folder / "back.json").write_bytes(encode_export(portion(view)))
    found = taken(folder, folder / "back.json", viewer=viewer)
    assert found.home.changes.changes == ()
    assert not [one for one in found.home.problems if one.severity == "error"]
    assert (found.home.state, found.home.left_out) == (None, ())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), state=states(), viewer=st.sampled_from(VIEWERS))
def test_edited_file_changes_exactly_what_was_edited(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, state: State, viewer: Principal
) -> None:
    """Whatever a reader makes of their file they see afterwards; what they could not see is still there."""
    folder = tmp_path_factory.mktemp("edited")
    recorded(folder, state)
    view = moments([state], viewer)[-1]
    assume(view.elements)
    edited = data.draw(edits(view.elements))
    assume(partners_of(edited) == partners_of(view.elements))
    (folder / "back.json").write_bytes(encode_export(replace(portion(view), elements=edited)))
    found = taken(folder, folder / "back.json", viewer=viewer)
    assert [one for one in found.home.problems if one.severity == "error"] == []
    after = Folder(folder).newest(state.home)
    promised = with_promises(view.elements, edited, on=NOW.date())
    expected = see(replace(state, reasons=(), elements=promised), viewer)
    assert see(after, viewer).elements == expected.elements
    still = {one.id: one for one in after.elements}
    assert all(still[one.id].body == one.body for one in state.elements if one.id not in view)


def test_owner_gets_their_rows_and_context(folder: Path) -> None:
    """An owner's file is closed, holds what names them, and little else; every owner of Marenia has one."""
    view = moments(Folder(folder).states(MARENIA), EU)[-1]
    for who in owners(view):
        given = portion(view, who)
        known = {one.id for one in given.elements}
        assert given.own
        assert given.own <= known
        assert all(one.parent is None or one.parent in known for one in given.elements)
        assert all(one.id in given.own for one in given.elements if getattr(one.body, "owner", None) == who)


def test_row_sent_for_context_cannot_be_changed(folder: Path) -> None:
    """A change of what was sent to be read only is refused with its line, and nothing is written."""
    file = sent(folder, "it.json", owner="ms:IT", edit=setting("4.1.2", "state", "done"))
    found = taken(folder, file)
    assert found.home.refused
    (problem,) = found.home.problems
    assert (problem.code, problem.file) == ("exchange.context_row", "it.json")
    assert problem.row
    assert len(Folder(folder).moments(MARENIA)) == 3


def test_edit_is_written_once_and_keeps_the_first_promise(folder: Path) -> None:
    """A moved date is taken with the promise it breaks; the same file again changes nothing."""
    due = {"phrase": "1 March 2027", "precision": "day", "first": "2027-03-01", "last": "2027-03-01"}
    file = sent(folder, "it.json", owner="ms:IT", edit=setting("2.1.6", "due", due))
    found = taken(folder, file)
    assert [(one.op.value, one.field) for one in found.home.changes.changes] == [
        ("moved", "due"),
        ("changed", "changes"),
    ]
    assert Folder(folder).newest(MARENIA).at == NOW
    again = taken(folder, file, at=NOW.replace(hour=13))
    assert (again.home.changes.changes, again.home.state) == ((), None)


def test_files_of_one_second_follow_one_another(folder: Path) -> None:
    """Two files taken within the second in which a command tells the time are two states, in their order."""
    before = len(Folder(folder).moments(MARENIA))
    edits = (("4.1.2", "on_hold"), ("2.1.6", "done"))
    files = [sent(folder, f"{number}.json", edit=setting(number, "state", state)) for number, state in edits]
    for file in files:
        taken(folder, file)
    moments = Folder(folder).moments(MARENIA)
    assert len(moments) == before + 2
    assert list(moments) == sorted(set(moments))
    assert [one.replace(microsecond=0) for one in moments[-2:]] == [NOW, NOW]


def test_dry_run_writes_nothing(folder: Path) -> None:
    """What would change is shown, and the workspace stays as it was."""
    before = sorted(path for path in folder.rglob("*"))
    file = sent(folder, "it.json", edit=setting("4.1.2", "state", "done"))
    found = taken(folder, file, dry_run=True)
    assert len(found.home.changes.changes) == 1
    assert sorted(path for path in folder.rglob("*")) == before


def test_conflict_with_what_is_recorded_is_explained_and_not_settled(folder: Path) -> None:
    """Changed here and there in different ways: the conflict has all three values, and nothing is written."""
    file = sent(folder, "late.json", edit=setting("4.1.2", "state", "done"))
    taken(folder, sent(folder, "first.json", edit=setting("4.1.2", "state", "on_hold")))
    found = taken(folder, file, at=NOW.replace(hour=13))
    (clash,) = found.home.clashes
    assert (clash.conflict.field, str(clash.conflict.ours), str(clash.conflict.theirs)) == ("state", "on_hold", "done")
    assert clash.files == (0,)
    assert found.home.refused
    assert Folder(folder).newest(MARENIA).at == NOW


def test_contradiction_between_two_files_is_taken_from_neither(folder: Path) -> None:
    """Two files that differ about one field name each other; with --partial the rest of both is taken, in any order."""
    one = sent(folder, "a.json", edit=setting("4.1.2", "state", "done"))
    other = sent(folder, "b.json", edit=setting("4.1.2", "state", "on_hold"))
    setting("2.1.6", "state", "done")(tree := json.loads(other.read_text()))
    other.write_text(json.dumps(tree, indent=1))
    assert taken(folder, one, other).home.refused
    for files in ((one, other), (other, one)):
        found = taken(folder, *files, partial=True, dry_run=True)
        assert found.home.clashes[0].files == (0, 1)
        assert [(one.ref.number, one.field) for one in found.home.changes.changes] == [("2.1.6", "state")]
        assert [len(back.left_out) for back in found.home.files] == [1, 1]


def test_rows_left_out_wait_in_a_file_that_can_be_sent_again(folder: Path) -> None:
    """Good rows are taken; the bad one, corrected in the file it waits in, is taken too, and nothing is removed."""

    def broken(tree: dict[str, Any]) -> None:
        setting("4.1.2", "state", "nearly there")(tree)
        setting("2.1.6", "state", "done")(tree)

    file = sent(folder, "it.json", edit=broken)
    assert taken(folder, file).home.refused
    found = taken(folder, file, partial=True)
    assert [one.ref.number for one in found.home.changes.changes] == ["2.1.6"]
    (rest,) = found.rests
    (row,) = json.loads(rest.read_text())["elements"]
    assert (row["number"], row["state"]) == ("4.1.2", "nearly there")
    rest.write_text(rest.read_text().replace("nearly there", "done"))
    again = taken(folder, rest, at=NOW.replace(hour=13))
    assert [(one.ref.number, one.field) for one in again.home.changes.changes] == [("4.1.2", "state")]


def test_round_tells_who_answered_and_who_did_not(folder: Path) -> None:
    """Of those who have rows, each has answered or is named as silent."""
    files = [sent(folder, f"{who}.json", owner=f"ms:{who}") for who in ("IT", "FR")]
    found = round_of(taken(folder, *files).home)
    assert found is not None
    assert [one.who for one in found.answers] == ["ms:IT", "ms:FR"]
    assert set(found.silent) == set(owners(see(Folder(folder).newest(MARENIA), EU))) - {"ms:IT", "ms:FR", "eu"}


def test_partner_cannot_reach_beyond_their_view(folder: Path) -> None:
    """A file made for the EU and taken in by the partner changes nothing that the partner does not see, and says of a
    hidden row only that it is not there or not theirs."""
    hidden = {one.id for one in see(Folder(folder).newest(MARENIA), EU)} - {
        one.id for one in see(Folder(folder).newest(MARENIA), Principal("partner:QM"))
    }

    def everywhere(tree: dict[str, Any]) -> None:
        for one in tree["elements"]:
            if one["id"] in hidden:
                one["note"] = {"en": "mine"}

    found = taken(folder, sent(folder, "eu.json", edit=everywhere), viewer="partner:QM")
    assert found.home.refused
    assert {one.code for one in found.home.problems} == {"exchange.not_yours"}
    assert found.home.changes.changes == ()


def test_file_of_one_reader_is_taken_in_by_another(folder: Path) -> None:
    """What a Member State was sent and the EU takes in: rows that the EU does not see are let be unchanged, and are no
    row of the file's once changed; the rest is taken."""
    state = Folder(folder).newest(MARENIA)
    apart = {one.id for one in see(state, Principal("ms:IT"))} - {one.id for one in see(state, EU)}
    assert apart

    def theirs(tree: dict[str, Any]) -> None:
        for one in tree["elements"]:
            if one["id"] in apart:
                one["note"] = {"en": "ours alone"}

    done = setting("2.1.6", "state", "done")
    file = sent(folder, "it.json", viewer="ms:IT", owner="ms:IT", edit=done)
    found = taken(folder, file, dry_run=True)
    assert [(one.ref.number, one.field) for one in found.home.changes.changes] == [("2.1.6", "state")]
    assert not found.home.problems
    file = sent(folder, "changed.json", viewer="ms:IT", edit=theirs)
    assert {one.code for one in taken(folder, file).home.problems} == {"exchange.not_yours"}


def test_audience_is_not_widened_by_a_file(folder: Path) -> None:
    """More readers than an element has now are refused; fewer are taken."""
    wider = taken(folder, sent(folder, "w.json", edit=setting("2.1.6", "audience", ["public"])))
    assert "exchange.audience_wider" in {one.code for one in wider.home.problems}
    narrower = taken(folder, sent(folder, "n.json", edit=setting("2.1.6", "audience", ["eu"])), dry_run=True)
    assert [one.field for one in narrower.home.changes.changes if one.ref.number == "2.1.6"] == ["audience"]


def test_what_cannot_be_taken_says_why(folder: Path, tmp_path: Path) -> None:
    """No file, a form that is not read, another roadmap, an older moment asked for, a state that is not there."""
    file = sent(folder, "eu.json")
    with pytest.raises(NotThere):
        taken(folder, tmp_path / "nowhere.json")
    (tmp_path / "a.papyrus").write_text("x")
    with pytest.raises(WrongRequest):
        taken(folder, tmp_path / "a.papyrus")
    with pytest.raises(Refused):
        taken(folder, file, into="elsewhere")
    with pytest.raises(WrongRequest):
        take_in([file], replace(asking(folder), at=NOW), Wanted(), wording("en"), now=NOW)
    file.write_text(file.read_text().replace('"at":"2026-09-15', '"at":"1999-09-15'))
    with pytest.raises(Refused):
        taken(folder, file)
