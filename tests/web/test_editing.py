"""Editing over HTTP: what is written is in history, nothing is lost, what is asked wrongly is refused in a sentence."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from itertools import product

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.browser import Served
from tests.web.conftest import NOW
from tests.web.workbench import MARENIA, Workbench, fields_of, text_of
from waypost.codec.exports import encode_export
from waypost.core.change.portion import portion
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.bodies import Action, Entry, Item
from waypost.core.roadmap.elements import Element, in_order
from waypost.core.roadmap.view import see
from waypost.core.roadmap.vocabulary import ActionState, ItemState, Side
from waypost.core.values import EU, ElementId, Missing, Principal, Slug, Text, When
from waypost.usecases.desk import Call, at_desk
from waypost.usecases.editing.outcome import Again
from waypost.usecases.editing.writing import element_of
from waypost.usecases.exporting import FORMS
from waypost.words.wording import wording
from waypost.workspace.database.gate import Database


@pytest.fixture(scope="module")
def bench(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A workspace that the tests of this file change."""
    place = settings.WAYPOST_PLACE
    made = Workbench(served, tmp_path_factory.mktemp("bench") / "place", NOW)
    made.enter()
    yield made
    made.leave(place)


@pytest.fixture
def action(bench: Workbench) -> Element:
    """An action of Marenia with a date, that the EU owns or sees."""
    return next(
        one
        for one in bench.state().elements
        if isinstance(one.body, Action) and isinstance(one.body.due, When) and EU in one.audience
    )


def at(element: Element, act: str = "") -> str:
    """The address of an element, or of something done with it."""
    return f"/roadmaps/{MARENIA}/elements/{element.id}/{act}"


def test_what_is_saved_is_in_history(bench: Workbench, action: Element) -> None:
    """An edit is a new state with its author; the earlier one stays as it was."""
    before = bench.states()
    answer = bench.filled("eeas", at(action, "edit"), "filling", {"number": "9.9"})
    assert (answer.status_code, answer["Location"]) == (303, at(action)), text_of(answer)
    after = bench.states()
    assert after[:-1] == before
    assert after[-1].by == EU
    assert bench.element(action.id).number == "9.9"
    others = [one for one in after[-1].elements if one.id != action.id]
    assert others == [one for one in before[-1].elements if one.id != action.id]
    page = bench.by("eeas").get(at(action))
    assert "The change is saved." in text_of(page)


def test_two_people_at_once_lose_nothing(bench: Workbench, action: Element) -> None:
    """Whoever saves second sees what it was, theirs and mine, nothing chosen; mine is kept as a draft; what they
    choose is written on top of the other's."""
    first, second = (bench.shown(one, at(action, "edit"), "filling") for one in ("eeas", "secretariat"))
    due = {"due": "November 2027", "_reason.due": "The council meets later"}
    assert bench.sent("eeas", at(action, "edit"), {**first, **due}).status_code == 303
    mine = {"due": "March 2028", "_reason.due": "Two tenders failed", "number": "7.7"}
    states = bench.states()
    answer = bench.sent("secretariat", at(action, "edit"), {**second, **mine})
    assert answer.status_code == 409
    assert bench.states() == states
    page = answer.content.decode()
    assert all(one in text_of(answer) for one in ("November 2027", "March 2028", first["due"]))
    shown = fields_of(page, "conflict")
    assert not any(name.startswith("_choose.") for name in shown)
    unchosen = bench.sent("secretariat", at(action, "edit"), shown)
    assert unchosen.status_code == 409
    assert "Choose theirs or mine" in text_of(unchosen)
    assert "November 2027" in text_of(bench.by("secretariat").get(at(action)))
    draft = bench.shown("secretariat", at(action, "edit?draft=1"), "filling")
    assert (draft["due"], draft["number"]) == ("March 2028", "7.7")
    shown = fields_of(unchosen.content.decode(), "conflict")
    done = bench.sent("secretariat", at(action, "edit"), {**shown, "_choose.due": "mine"})
    assert done.status_code == 303, text_of(done)
    body = bench.element(action.id).body
    assert isinstance(body, Action)
    assert isinstance(body.due, When)
    assert (body.due.phrase, bench.element(action.id).number) == ("March 2028", "7.7")
    assert [note.new.phrase for note in body.changes[-2:] if isinstance(note.new, When)] == [
        "November 2027",
        "March 2028",
    ]
    assert "Go on with the draft" not in text_of(bench.by("secretariat").get(at(action, "edit")))


def test_whoever_loses_the_race_sees_three_sides(bench: Workbench, action: Element) -> None:
    """Somebody who saves between another's look and their writing is no less shown than one who saved long before."""
    # Imported here: people need Django set up.
    from waypost.usecases.editing.elements import edit
    from waypost.usecases.signing_in import visitor

    form = bench.shown("secretariat", at(action, "edit"), "filling")
    mine = {**form, "due": "May 2028", "_reason.due": "A tender failed", "number": "8.1"}
    person = visitor(bench.by("secretariat").client.cookies["session"].value, NOW)
    with at_desk(bench.served.place, person, Call(language="en", today=NOW.date(), now=NOW)) as desk:
        element_of(desk, MARENIA, action.id)
        due = {"due": "June 2027", "_reason.due": "The council meets later"}
        assert bench.filled("eeas", at(action, "edit"), "filling", due).status_code == 303
        sent = {name: (words,) for name, words in mine.items() if name != "csrfmiddlewaretoken"}
        met = edit(desk, MARENIA, action.id, sent)
    assert isinstance(met, Again)
    assert met.status == 409
    assert b"June 2027" in met.body
    assert b"May 2028" in met.body
    assert bench.shown("secretariat", at(action, "edit?draft=1"), "filling")["number"] == "8.1"


def test_other_fields_of_two_people_both_stand(bench: Workbench, action: Element) -> None:
    """Changes of different fields are shown and both saved; neither is lost, neither is written unseen."""
    first, second = (bench.shown(one, at(action, "edit"), "filling") for one in ("eeas", "secretariat"))
    assert bench.sent("eeas", at(action, "edit"), {**first, "place": "The port"}).status_code == 303
    answer = bench.sent("secretariat", at(action, "edit"), {**second, "number": "3.3"})
    assert answer.status_code == 409
    done = bench.sent("secretariat", at(action, "edit"), fields_of(answer.content.decode(), "conflict"))
    assert done.status_code == 303, text_of(done)
    now = bench.element(action.id)
    assert isinstance(now.body, Action)
    assert (now.number, str(getattr(now.body.place, "original", ""))) == ("3.3", "The port")


def test_a_date_asks_for_its_reason(bench: Workbench, action: Element) -> None:
    """A date that changes without a reason is refused with a sentence at the field, and what was typed stands there."""
    states = bench.states()
    answer = bench.filled("eeas", at(action, "edit"), "filling", {"due": "June 2029"})
    assert answer.status_code == 422
    assert "needs its reason" in text_of(answer)
    assert fields_of(answer.content.decode(), "filling")["due"] == "June 2029"
    assert bench.states() == states
    again = {**fields_of(answer.content.decode(), "filling"), "_reason.due": "Elections"}
    assert bench.sent("eeas", at(action, "edit"), again).status_code == 303
    assert "Elections" in text_of(bench.by("eeas").get(at(action)))


def test_a_submission_is_done_once(bench: Workbench, action: Element) -> None:
    """The same form sent twice, by a double click or a lost answer, is one change."""
    shown = {**bench.shown("eeas", at(action, "edit"), "filling"), "place": "At sea"}
    assert bench.sent("eeas", at(action, "edit"), shown).status_code == 303
    states = bench.states()
    assert bench.sent("eeas", at(action, "edit"), shown).status_code == 303
    assert bench.states() == states


# Acts ----------------------------------------------------------------------------------------------------------------


def test_an_action_is_closed_with_what_was_done(bench: Workbench, action: Element) -> None:
    """Closing asks for what was done; the words stand under the action, and the version before can be put back."""
    before = bench.element(action.id)
    at_first = bench.state().at
    assert bench.filled("eeas", at(action, "close"), "close", {"was_done": ""}).status_code == 422
    assert bench.filled("eeas", at(action, "close"), "close", {"was_done": "The ship sails"}).status_code == 303
    body = bench.element(action.id).body
    assert isinstance(body, Action)
    assert body.state is ActionState.DONE
    told = [one for one in bench.state().elements if one.parent == action.id and isinstance(one.body, Entry)]
    assert any(text_in(one.body) == "The ship sails" for one in told)
    restore = at(action, f"restore?version={at_first.isoformat().replace('+00:00', 'Z')}")
    done = bench.filled("eeas", restore, "restore", {"_why": "Closed too early"})
    assert done.status_code == 303, text_of(done)
    assert bench.element(action.id) == before
    assert len(bench.states()) >= 3


def text_in(body: Entry) -> str:
    """The words of a text."""
    return body.words.original if isinstance(body.words, Text) else ""


def test_a_point_is_confirmed_by_somebody_else(bench: Workbench) -> None:
    """Whoever says what was done does not confirm it; somebody else does."""
    point = next(
        one
        for one in bench.state().elements
        if isinstance(one.body, Item) and EU in one.audience and one.body.state in (ItemState.OPEN, Missing.NOT_STATED)
    )
    closed = bench.filled("eeas", at(point, "close"), "close", {"was_done": "The list was sent"})
    assert closed.status_code == 303, text_of(closed)
    own = bench.filled("eeas", at(point, "confirm"), "confirm", {})
    assert own.status_code == 422
    assert "Somebody else has to confirm it" in text_of(own)
    assert "somebody else confirms it" in text_of(bench.by("eeas").get(at(point)))
    assert "/confirm" not in bench.by("eeas").get(at(point)).content.decode()
    assert "The list was sent" in text_of(bench.by("presidency").get(at(point, "confirm")))
    other = bench.filled("presidency", at(point, "confirm"), "confirm", {})
    assert other.status_code == 303, text_of(other)
    body = bench.element(point.id).body
    assert isinstance(body, Item)
    assert (body.state, body.confirmed_by) == (ItemState.CONFIRMED, EU)


def test_what_is_added_is_its_authors_alone(bench: Workbench, action: Element) -> None:
    """A new text is for its author's own side; given up, it is gone with its reason."""
    add = f"/roadmaps/{MARENIA}/add/entry?under={action.id}"
    shown = bench.shown("eeas", add, "filling")
    assert shown["parent"]
    sent = bench.sent("eeas", f"/roadmaps/{MARENIA}/add/entry", {**shown, "entry": "Note", "words": "Ask again"})
    assert sent.status_code == 303, text_of(sent)
    (fresh,) = (
        one for one in bench.state().elements if isinstance(one.body, Entry) and text_in(one.body) == "Ask again"
    )
    assert (fresh.parent, fresh.audience) == (action.id, {EU})
    assert bench.by("italy").get(at(fresh)).status_code == 404
    shown = bench.shown("eeas", add, "filling")
    told = {**shown, "entry": "Note", "words": "Ask all again", "_readers": "all"}
    assert bench.sent("eeas", f"/roadmaps/{MARENIA}/add/entry", told).status_code == 303
    assert "Ask all again" in text_of(bench.by("italy").get(at(action)))
    assert "Ask all again" not in text_of(bench.by("marenia").get(at(action)))
    dropped = bench.filled("eeas", at(fresh, "drop"), "drop", {"_why": "Asked already"})
    assert dropped.status_code == 303, text_of(dropped)
    assert fresh.id not in {one.id for one in bench.state().elements}
    assert [one.reason.original for one in bench.state().reasons] == ["Asked already"]


def test_an_action_moves_and_splits(bench: Workbench) -> None:
    """A move changes place and number; a split makes several actions, the first with the id."""
    one, above = next(
        (held, place)
        for held, place in product(bench.state().elements, repeat=2)
        if isinstance(held.body, Action) and EU in held.audience and not held.body.ended
        if place.kind.name in ("objective", "pillar") and place.id != held.parent
        if is_within(held.audience, place.audience)
    )
    moved = bench.filled("eeas", at(one, "move"), "move", {"parent": above.id, "number": "12.1"})
    assert moved.status_code == 303, text_of(moved)
    assert (bench.element(one.id).parent, bench.element(one.id).number) == (above.id, "12.1")
    pieces = {"title.0": "First half", "title.1": "Second half", "_why": "Two ministries"}
    count = len(bench.state().elements)
    split = bench.filled("eeas", at(one, "split"), "split", pieces)
    assert split.status_code == 303, text_of(split)
    assert len(bench.state().elements) == count + 1
    assert bench.element(one.id).ref.title != one.ref.title


# Who may -----------------------------------------------------------------------------------------------------------


def test_nobody_changes_what_is_not_theirs(bench: Workbench, action: Element) -> None:
    """A reader has no form; a partner none for the EU's own; who does not see it hears that it is not there."""
    theirs = next(
        one
        for one in bench.state().elements
        if isinstance(one.body, Action)
        and one.body.owner == EU
        and one.body.side is Side.EU
        and "partner:QM" in one.audience
    )
    assert bench.by("auditor").get(at(action, "edit")).status_code == 404
    refused = bench.by("marenia").get(at(theirs, "edit"))
    assert refused.status_code == 422
    assert "not yours to change" in text_of(refused)
    hidden = next(
        one for one in bench.state().elements if "partner:QM" not in one.audience and "public" not in one.audience
    )
    answer = bench.by("marenia").get(at(hidden, "edit"))
    assert answer.status_code == 404
    assert text_of(answer) == text_of(bench.by("marenia").get(at(hidden, "edit").replace(hidden.id, "enothinghere")))


def test_what_went_is_put_back_from_the_changes(bench: Workbench, action: Element) -> None:
    """The page of changes leads from what went to putting it back, for who may; it comes back for whom it was, as a new
    revision with its reason, and the page then leads to it."""
    add = f"/roadmaps/{MARENIA}/add/entry"
    shown = bench.shown("eeas", f"{add}?under={action.id}", "filling")
    told = {**shown, "entry": "note", "words": "Greenshank reported", "_readers": "all"}
    assert bench.sent("eeas", add, told).status_code == 303
    (fresh,) = (
        one for one in bench.state().elements if isinstance(one.body, Entry) and "Greenshank" in text_in(one.body)
    )
    there = bench.state().at.isoformat().replace("+00:00", "Z")
    assert bench.filled("eeas", at(fresh, "drop"), "drop", {"_why": "Not needed"}).status_code == 303
    changes = f"/roadmaps/{MARENIA}/changes/?since={there}"
    page = bench.by("eeas").get(changes).content.decode()
    assert f'"{at(fresh, "restore")}"' in page
    assert "/restore" not in bench.by("auditor").get(changes).content.decode()
    assert bench.by("marenia").get(at(fresh, "restore")).status_code == 404
    states = bench.states()
    done = bench.filled("secretariat", at(fresh, "restore"), "restore", {"_why": "It was needed"})
    assert done.status_code == 303, text_of(done)
    assert bench.states()[:-1] == states
    (again,) = (
        one for one in bench.state().elements if isinstance(one.body, Entry) and "Greenshank" in text_in(one.body)
    )
    assert (again.audience, again.parent, again.body) == (fresh.audience, fresh.parent, fresh.body)
    assert done["Location"] == at(again)
    assert [one.reason.original for one in bench.state().reasons] == ["It was needed"]
    page = bench.by("eeas").get(changes).content.decode()
    assert at(fresh, "restore") not in page


# Drafts --------------------------------------------------------------------------------------------------------------


DRAFTS = re.compile(r"\w+ drafts? of yours")
"""How many drafts the portfolio says that its reader keeps."""


def test_a_draft_is_kept_gone_on_with_and_dropped(bench: Workbench, action: Element) -> None:
    """A form kept as a draft writes nothing, stands on its author's page alone with what was typed and where it stands,
    is gone on with, and goes when it is saved or dropped."""
    states = bench.states()
    others = ("secretariat", "italy", "marenia")
    told = {other: DRAFTS.findall(text_of(bench.by(other).get("/"))) for other in others}
    words = {"place": "Pelican quay", "_draft": "1"}
    kept = bench.filled("eeas", at(action, "edit"), "filling", words)
    assert (kept.status_code, kept["Location"]) == (303, "/drafts/")
    assert bench.states() == states
    page = text_of(bench.by("eeas").get("/drafts/"))
    assert all(one in page for one in ("It is kept as a draft", "Pelican quay", "nobody changed it since"))
    assert "One draft of yours is kept" in text_of(bench.by("eeas").get("/"))
    for other in others:
        assert b"Pelican" not in bench.by(other).get("/drafts/").content
        assert DRAFTS.findall(text_of(bench.by(other).get("/"))) == told[other]
    assert bench.filled("secretariat", at(action, "edit"), "filling", {"number": "8.8"}).status_code == 303
    assert "somebody changed it since" in text_of(bench.by("eeas").get("/drafts/"))
    met = bench.filled("eeas", at(action, "edit?draft=1"), "filling", {})
    assert met.status_code == 409
    saved = bench.sent("eeas", at(action, "edit"), fields_of(met.content.decode(), "conflict"))
    assert saved.status_code == 303, text_of(saved)
    assert place_of(bench, action) == "Pelican quay"
    assert "No draft is kept" in text_of(bench.by("eeas").get("/drafts/"))


def test_a_draft_of_something_new_is_added_later(bench: Workbench, action: Element) -> None:
    """What is not added yet waits as a draft with all that was typed; added, it is a draft no longer."""
    add = f"/roadmaps/{MARENIA}/add/entry"
    shown = bench.shown("eeas", f"{add}?under={action.id}", "filling")
    fields = {**shown, "entry": "note", "words": "Avocet asked twice"}
    assert bench.sent("eeas", add, {**fields, "_draft": "1"}).status_code == 303
    page = bench.by("eeas").get("/drafts/").content.decode()
    assert "Avocet asked twice" in page
    on = re.findall(r'href="([^"]*/add/entry\?draft=[^"]+)"', page)[0]
    again = bench.shown("eeas", unescape(on), "filling")
    assert (again["words"], again["parent"]) == ("Avocet asked twice", shown["parent"])
    assert bench.sent("eeas", add, {**again, "_draft": "1"}).status_code == 303
    assert bench.by("eeas").get("/drafts/").content.decode().count("Avocet") == 1
    assert bench.by("secretariat").get(unescape(on)).status_code == 404
    assert bench.sent("eeas", add, again).status_code == 303
    assert "No draft is kept" in text_of(bench.by("eeas").get("/drafts/"))


def test_a_draft_is_dropped_by_its_author_alone(bench: Workbench, action: Element) -> None:
    """Dropped, a draft is gone; nobody drops that of somebody else, and none is dropped twice."""
    note = noted(bench, action, "Redshank")
    draft = {"words": "Dunlin", "_draft": "1"}
    assert bench.filled("eeas", at(note, "edit"), "filling", draft).status_code == 303
    page = bench.by("eeas").get("/drafts/").content.decode()
    (key,) = re.findall(rf'name="drop" value="([^"]*{note.id})"', page)
    token = bench.shown("secretariat", at(action, "edit"), "filling")["csrfmiddlewaretoken"]
    other = {"drop": unescape(key), "csrfmiddlewaretoken": token}
    assert bench.sent("secretariat", "/drafts/", other).status_code == 404
    assert "Dunlin" in text_of(bench.by("eeas").get("/drafts/"))
    token = bench.shown("eeas", at(action, "edit"), "filling")["csrfmiddlewaretoken"]
    mine = {"drop": unescape(key), "csrfmiddlewaretoken": token}
    assert bench.sent("eeas", "/drafts/", mine).status_code == 303
    assert "Dunlin" not in text_of(bench.by("eeas").get("/drafts/"))
    assert bench.sent("eeas", "/drafts/", mine).status_code == 404


# Readers -------------------------------------------------------------------------------------------------------------


def test_a_partner_sees_after_two_persons_let_it(bench: Workbench, action: Element) -> None:
    """Widening to a partner shows what it would see, waits for a second person, leaves no trace before; narrowing is
    one step and takes what stands below along."""
    shown = bench.shown("eeas", f"/roadmaps/{MARENIA}/add/entry?under={action.id}", "filling")
    words = {"entry": "State of play", "words": "Kingfisher talks go on"}
    bench.sent("eeas", f"/roadmaps/{MARENIA}/add/entry", {**shown, **words})
    (fresh,) = (
        one for one in bench.state().elements if isinstance(one.body, Entry) and "Kingfisher" in text_in(one.body)
    )
    form = bench.shown("eeas", at(fresh, "audience"), "audience")
    wider = {**form, "_audience": ["eu", "partner:QM"], "_why": "They asked for it"}
    preview = bench.sent("eeas", at(fresh, "audience"), wider)
    assert preview.status_code == 200, text_of(preview)
    assert "As seen by Marenia" in text_of(preview)
    assert "Kingfisher talks go on" in text_of(preview)
    assert bench.element(fresh.id).audience == {EU}
    asked = {**fields_of(preview.content.decode(), "widen"), "_audience": ["eu", "partner:QM"]}
    assert bench.sent("eeas", at(fresh, "audience"), asked).status_code == 303
    assert bench.element(fresh.id).audience == {EU}
    assert bench.by("marenia").get(at(fresh)).status_code == 404
    assert b"Kingfisher" not in bench.by("marenia").get("/widenings/").content
    (key,) = re.findall(r"/widenings/(\w+)/", bench.by("presidency").get("/widenings/").content.decode())
    assert bench.by("marenia").get(f"/widenings/{key}/").status_code == 404
    own = bench.by("eeas").get(f"/widenings/{key}/")
    assert "Let them see it" not in text_of(own)
    grant = bench.shown("presidency", f"/widenings/{key}/", "grant")
    assert bench.sent("presidency", f"/widenings/{key}/", grant).status_code == 303
    assert bench.element(fresh.id).audience == {EU, "partner:QM"}
    assert "Kingfisher" in text_of(bench.by("marenia").get(at(fresh)))
    form = bench.shown("eeas", at(fresh, "audience"), "audience")
    assert bench.sent("eeas", at(fresh, "audience"), {**form, "_audience": ["eu"]}).status_code == 303
    assert bench.element(fresh.id).audience == {EU}
    assert bench.by("marenia").get(at(fresh)).status_code == 404


# Files ---------------------------------------------------------------------------------------------------------------


def workbook_of(bench: Workbench, viewer: str = "eu") -> bytes:
    """The workbook of a roadmap as a reader gets it."""
    view = see(bench.state(), Principal(viewer))
    return FORMS["xlsx"].write(portion(view), wording("en"))


def edited_workbook(raw: bytes, changes: dict[tuple[str, str], str]) -> bytes:
    """A workbook with cells of the sheet of actions rewritten, by id of the element and head of the column."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book["Actions"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    rows = {str(sheet.cell(row, 1).value): row for row in range(2, sheet.max_row + 1)}
    for (element, head), words in changes.items():
        sheet.cell(rows[element], heads[head]).value = words
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def upload(bench: Workbench, login: str, name: str, raw: bytes) -> str:
    """The address of the preview of a file that somebody sent."""
    shown = bench.shown(login, "/import/", "import")
    answer = bench.sent(login, "/import/", {**shown, "file": SimpleUploadedFile(name, raw)})
    assert answer.status_code == 303, text_of(answer)
    return str(answer["Location"])


def test_a_returned_workbook_is_looked_at_then_taken(bench: Workbench, action: Element) -> None:
    """A workbook shows its changes, its conflict and its error; nothing is written before the last act; the conflict
    is chosen with its reason; sent twice, it is taken once."""
    others = [
        one
        for one in bench.state().elements
        if isinstance(one.body, Action) and EU in one.audience and one.id != action.id
    ]
    raw = workbook_of(bench)
    changes = {
        (action.id, "Due"): "May 2031",
        (others[0].id, "Place"): "The northern port",
        (others[1].id, "Place"): "Not to be taken",
        (others[2].id, "State"): "gone fishing",
    }
    file = edited_workbook(raw, changes)
    first = bench.shown("secretariat", at(action, "edit"), "filling")
    theirs = {"due": "April 2030", "_reason.due": "Budget"}
    assert bench.sent("secretariat", at(action, "edit"), {**first, **theirs}).status_code == 303
    states = bench.states()
    preview = upload(bench, "eeas", "back.xlsx", file)
    page = bench.by("eeas").get(preview)
    words = text_of(page)
    assert page.status_code == 200, words
    assert re.search(r"Actions, row \d", words)
    assert all(
        one in words for one in ("One conflict", "One error", "2 rows to take", "gone fishing", "The northern port")
    )
    assert bench.states() == states
    assert bench.by("secretariat").get(preview).status_code == 404
    shown = fields_of(page.content.decode(), "incoming")
    name = f"_choose.{action.id}.due"
    assert name not in shown
    taken = {**shown, "_take": [others[0].id], name: "mine"}
    unreasoned = bench.sent("eeas", preview, taken)
    assert unreasoned.status_code == 422
    again = {**fields_of(unreasoned.content.decode(), "incoming"), "_take": [others[0].id], name: "mine"}
    again[f"_reason.{action.id}.due"] = "The yard closes"
    done = bench.sent("eeas", preview, again)
    assert done.status_code == 303, text_of(done)
    assert len(bench.states()) == len(states) + 1
    body = bench.element(action.id).body
    assert isinstance(body, Action)
    assert isinstance(body.due, When)
    assert body.due.phrase == "May 2031"
    assert body.changes[-1].reason == Text(wordings=(("en", "The yard closes"),))
    assert place_of(bench, others[0]) == "The northern port"
    assert place_of(bench, others[1]) != "Not to be taken"
    assert bench.sent("eeas", preview, again).status_code == 303
    assert bench.by("eeas").get(preview).status_code == 404
    assert len(bench.states()) == len(states) + 1


def place_of(bench: Workbench, element: Element) -> str:
    """Where an action happens, in words."""
    body = bench.element(element.id).body
    return body.place.original if isinstance(body, Action) and isinstance(body.place, Text) else ""


def test_a_file_tells_nothing_that_is_hidden(bench: Workbench) -> None:
    """A file that names ids of hidden elements is answered like one that names ids of nothing."""
    hidden = next(
        one
        for one in bench.state().elements
        if isinstance(one.body, Action) and "partner:QM" not in one.audience and "public" not in one.audience
    )
    view = see(bench.state(), Principal("partner:QM"))
    answers = []
    for name in (hidden.id, "enothinghere"):
        sent = portion(view)
        fake = replace(hidden, id=ElementId(name), audience=frozenset({Principal("partner:QM")}), parent=None)
        raw = encode_export(replace(sent, elements=in_order((*sent.elements, fake)), own=sent.own | {fake.id}))
        answers.append(text_of(bench.by("marenia").get(upload(bench, "marenia", "list.json", raw))))
    assert answers[0] == answers[1]


def test_files_of_no_form_of_ours_are_refused(bench: Workbench) -> None:
    """No file, a program, an empty workbook: a sentence, and nothing kept."""
    shown = bench.shown("eeas", "/import/", "import")
    del shown["file"]
    assert bench.sent("eeas", "/import/", shown).status_code == 422
    for name, raw in (("run.exe", b"MZ"), ("odd.zip", b"PK")):
        answer = bench.sent(
            "eeas", "/import/", {**bench.shown("eeas", "/import/", "import"), "file": SimpleUploadedFile(name, raw)}
        )
        assert answer.status_code == 422, text_of(answer)
    broken = bench.by("eeas").get(upload(bench, "eeas", "broken.xlsx", b"PK\x03\x04nothing"))
    assert broken.status_code == 422
    assert "cannot be read" in text_of(broken) or "not a workbook" in text_of(broken)


# Proposals -----------------------------------------------------------------------------------------------------------


def test_a_proposal_is_tried_discussed_and_merged(bench: Workbench, action: Element) -> None:
    """A proposal changes nothing in its roadmap until it is merged; what met is chosen; talk stays talk; others do not
    see it."""
    states = bench.states()
    begin = {"title": "Move the refit to spring"}
    began = bench.filled("eeas", f"/roadmaps/{MARENIA}/proposals/", "propose", begin)
    assert began.status_code == 303, text_of(began)
    page = str(began["Location"])
    branch = page.split("/")[2]
    assert bench.by("italy").get(page).status_code == 404
    assert bench.by("marenia").get(f"/roadmaps/{branch}/").status_code == 404
    portfolio = bench.by("presidency").get("/").content.decode()
    assert f'"{page}"' in portfolio
    assert f'"/roadmaps/{branch}/"' not in portfolio
    assert branch not in bench.by("italy").get("/").content.decode()
    edit = f"/roadmaps/{branch}/elements/{action.id}/edit"
    changes = {"due": "April 2032", "_reason.due": "Spring is calmer", "place": "The dry dock"}
    assert bench.filled("secretariat", edit, "filling", changes).status_code == 303
    head = next(one for one in bench.state(Slug(branch)).elements if one.kind.name == "roadmap")
    say_it = f"/roadmaps/{branch}/add/entry"
    shown = bench.shown("home", f"{say_it}?under={head.id}", "filling")
    assert bench.sent("home", say_it, {**shown, "entry": "Comment", "words": "Ask the yard first"}).status_code == 303
    assert bench.states() == states
    theirs = {"due": "May 2033", "_reason.due": "Budget of the year"}
    assert bench.filled("presidency", at(action, "edit"), "filling", theirs).status_code == 303
    look = bench.by("presidency").get(page)
    assert all(one in text_of(look) for one in ("April 2032", "May 2033", "The dry dock", "Ask the yard first"))
    form = fields_of(look.content.decode(), "merge")
    assert bench.sent("presidency", page, form).status_code == 409
    merged = bench.sent("presidency", page, {**form, f"_choose.{action.id}.due": "mine"})
    assert merged.status_code == 303, text_of(merged)
    body = bench.element(action.id).body
    assert isinstance(body, Action)
    assert isinstance(body.due, When)
    assert (body.due.phrase, place_of(bench, action)) == ("April 2032", "The dry dock")
    assert bench.element(action.id).audience == action.audience
    assert not any(
        isinstance(one.body, Entry) and text_in(one.body) == "Ask the yard first" for one in bench.state().elements
    )
    assert "ended" in text_of(bench.by("eeas").get(f"/roadmaps/{MARENIA}/proposals/"))


# A new roadmap -------------------------------------------------------------------------------------------------------


def homes_there(bench: Workbench) -> set[Slug]:
    """Every home there is."""
    with closing(Database(bench.served.place.roadmaps)) as gate:
        return set(gate.homes())


def test_an_empty_roadmap_is_started_by_who_may(bench: Workbench) -> None:
    """A title starts a roadmap, for its author's side alone; sent twice it is one; who may start none finds no form."""
    for other in ("italy", "marenia", "frontex", "auditor"):
        assert bench.by(other).get("/start/").status_code == 404
        assert b"/start/" not in bench.by(other).get("/").content
    before = homes_there(bench)
    shown = bench.shown("secretariat", "/start/", "filling")
    assert bench.sent("secretariat", "/start/", {**shown, "title": ""}).status_code == 422
    assert homes_there(bench) == before
    told = {**shown, "title": "Partnership with Lower Marenia"}
    answer = bench.sent("secretariat", "/start/", told)
    assert answer.status_code == 303, text_of(answer)
    assert bench.sent("secretariat", "/start/", told)["Location"] == answer["Location"]
    (fresh,) = homes_there(bench) - before
    assert re.fullmatch(r"partnership-with-lower-marenia-[0-9a-f]{4}", fresh)
    assert "Lower Marenia" in text_of(bench.by("eeas").get(str(answer["Location"])))
    assert [one.audience for one in bench.state(fresh).elements] == [{EU}]
    assert bench.by("italy").get(str(answer["Location"])).status_code == 404


def begun(bench: Workbench, name: str, raw: bytes) -> str:
    """The address of the preview of a file that is to start a roadmap."""
    shown = bench.shown("secretariat", "/import/?into=%2B", "import")
    assert shown["into"] == "+"
    answer = bench.sent("secretariat", "/import/", {**shown, "file": SimpleUploadedFile(name, raw)})
    assert answer.status_code == 303, text_of(answer)
    return str(answer["Location"])


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_file_starts_a_roadmap_after_a_look(bench: Workbench, form: str) -> None:
    """A file that left one roadmap starts another, for its author alone, whatever readers it names; nothing is written
    before the last act, and rows that were left out stay out."""
    raw = FORMS[form].write(portion(see(bench.state(), EU)), wording("en"))
    before, states = homes_there(bench), bench.states()
    preview = begun(bench, f"copy.{form}", raw)
    page = bench.by("secretariat").get(preview)
    assert page.status_code == 200, text_of(page)
    assert homes_there(bench) == before
    shown = fields_of(page.content.decode(), "incoming")
    rows = re.findall(r'name="_take" value="([^"]+)"', page.content.decode())
    answer = bench.sent("secretariat", preview, {**shown, "_take": rows})
    assert answer.status_code == 303, text_of(answer)
    (fresh,) = homes_there(bench) - before
    assert bench.states() == states
    here, there = ({one.id for one in see(bench.state(home), EU)} for home in (fresh, MARENIA))
    # A row of a workbook that names another by a title which several have is told as an error, and waits.
    assert here == there if form == "json" else here <= there and len(here) > len(there) * 0.8
    assert {one.audience for one in bench.state(fresh).elements} == {frozenset({EU})}
    assert bench.by("italy").get(f"/roadmaps/{fresh}/").status_code == 404


def test_an_own_table_starts_a_roadmap_as_it_is_understood(bench: Workbench) -> None:
    """How the columns of an own table are understood stands beside the preview and can be corrected; the table is read
    again by it before anything is written."""
    raw = b"Action;Deadline;Remarks\r\nBuild the pier;June 2028;At once\r\nDredge the port;May 2029;Later\r\n"
    preview = begun(bench, "harbour works.csv", raw)
    page = bench.by("secretariat").get(preview)
    shown = fields_of(page.content.decode(), "incoming")
    assert "Deadline" in shown["_mapping"]
    wrong = {**shown, "_mapping": shown["_mapping"].replace("Deadline", "Nothing of the kind"), "_again": "1"}
    assert bench.sent("secretariat", preview, wrong).status_code == 303
    after = bench.by("secretariat").get(preview)
    assert "Nothing of the kind" in after.content.decode()
    again = fields_of(after.content.decode(), "incoming")
    assert (
        bench.sent("secretariat", preview, {**again, "_mapping": shown["_mapping"], "_again": "1"}).status_code == 303
    )
    page = bench.by("secretariat").get(preview)
    rows = re.findall(r'name="_take" value="([^"]+)"', page.content.decode())
    answer = bench.sent("secretariat", preview, {**fields_of(page.content.decode(), "incoming"), "_take": rows})
    assert answer.status_code == 303, text_of(answer)
    home = Slug(str(answer["Location"]).split("/")[2])
    titles = {one.ref.title.original for one in bench.state(home).elements if isinstance(one.ref.title, Text)}
    assert titles >= {"Build the pier", "Dredge the port"}


# Whole elements that met ----------------------------------------------------------------------------------------------


def noted(bench: Workbench, action: Element, words: str) -> Element:
    """A note under an action, for the EU and the Member States."""
    add = f"/roadmaps/{MARENIA}/add/entry"
    shown = bench.shown("eeas", f"{add}?under={action.id}", "filling")
    sent = {**shown, "entry": "note", "words": words, "_readers": "all"}
    assert bench.sent("eeas", add, sent).status_code == 303
    return only(bench, words)


def only(bench: Workbench, words: str) -> Element:
    """The one text of those words."""
    (found,) = (one for one in bench.state().elements if isinstance(one.body, Entry) and text_in(one.body) == words)
    return found


def file_without(bench: Workbench, gone: Element, changed: Element) -> bytes:
    """The roadmap as a file for the EU, from which one element is taken out and in which another has other words."""
    sent = portion(see(bench.state(), EU))
    told = replace(changed.body, words=Text(wordings=(("en", "Sanderling came back"),)))  # type: ignore[type-var]
    elements = (replace(one, body=told) if one.id == changed.id else one for one in sent.elements if one.id != gone.id)
    return encode_export(replace(sent, elements=in_order(elements), own=sent.own - {gone.id}))


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_an_element_that_one_took_out_and_another_changed_is_decided(
    bench: Workbench, action: Element, side: str
) -> None:
    """A file takes one text out and changes another; meanwhile the first was changed and the second taken out. Both are
    asked, nothing is chosen beforehand, and either side can be taken."""
    gone, changed = (noted(bench, action, f"{name} {side}") for name in ("Turnstone", "Sanderling"))
    raw = file_without(bench, gone, changed)
    new = {"words": f"Turnstone grew {side}"}
    assert bench.filled("secretariat", at(gone, "edit?field=words"), "filling", new).status_code == 303
    assert bench.filled("secretariat", at(changed, "drop"), "drop", {"_why": "Old"}).status_code == 303
    preview = upload(bench, "eeas", "back.json", raw)
    page = bench.by("eeas").get(preview)
    assert "2 conflicts" in text_of(page)
    assert "taken out" in text_of(page)
    shown = fields_of(page.content.decode(), "incoming")
    names = [f"_choose.{one.id}." for one in (gone, changed)]
    assert not any(one in shown for one in names)
    states = bench.states()
    answer = bench.sent("eeas", preview, {**shown, **dict.fromkeys(names, side)})
    if side == "theirs":
        assert answer.status_code == 422
        assert bench.states() == states
        assert only(bench, f"Turnstone grew {side}").id == gone.id
        return
    assert answer.status_code == 303, text_of(answer)
    assert gone.id not in {one.id for one in bench.state().elements}
    again = only(bench, "Sanderling came back")
    assert (again.audience, again.parent) == (changed.audience, changed.parent)


def test_a_proposal_asks_what_becomes_of_what_went(bench: Workbench, action: Element) -> None:
    """What a proposal changed and the roadmap took out is asked before it is merged; taken, it is there again."""
    note = noted(bench, action, "Knot in the proposal")
    began = bench.filled("eeas", f"/roadmaps/{MARENIA}/proposals/", "propose", {"title": "Keep the note"})
    page = str(began["Location"])
    branch = page.split("/")[2]
    edit = f"/roadmaps/{branch}/elements/{note.id}/edit?field=words"
    assert bench.filled("eeas", edit, "filling", {"words": "Knot, better said"}).status_code == 303
    assert bench.filled("secretariat", at(note, "drop"), "drop", {"_why": "Old"}).status_code == 303
    form = bench.shown("eeas", page, "merge")
    asked = bench.sent("eeas", page, form)
    assert asked.status_code == 409
    assert "Knot" not in str([one.body for one in bench.state().elements])
    merged = bench.sent("eeas", page, {**form, f"_choose.{note.id}.": "mine"})
    assert merged.status_code == 303, text_of(merged)
    assert only(bench, "Knot, better said").audience == note.audience


# Hostile input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"token": ""}, 428),
        ({"key": ""}, 400),
        ({"key": "short"}, 400),
        ({"sort": "1"}, 400),
        ({"changes.0.at": "2026-01-01"}, 400),
        ({"audience": "public"}, 400),
        ({"title": ["One", "Two"]}, 400),
        ({"title": "x" * 40_000}, 400),
        ({"title": "a\x00b"}, 400),
        ({"title": "abc\u202edef"}, 400),
        ({"title": "abc\u2066def"}, 400),
        ({"title": "\x1b[31m"}, 400),
        ({"due": "31/06/2026"}, 422),
        ({"state": "flying"}, 422),
        ({"began": "soon"}, 422),
        ({"length": "-1e999999"}, 422),
        ({"length": "9" * 300}, 422),
        ({"done": "140 %"}, 422),
        ({"done": "NaN"}, 422),
        ({"owner": "Nobody in particular"}, 422),
        ({"parent": "Nothing of the kind"}, 422),
        ({"answers": "e1; e2; e3"}, 422),
        ({"codes": "()()((("}, 422),
        ({"_choose.due": "mine"}, 303),
        ({"_reason.due": "y" * 40_000}, 400),
        ({"_keep.": "1"}, 400),
        ({"sources.900.title": "far away"}, 400),
        ({"token": "0" * 32}, 409),
        ({"number": "'; DROP TABLE version; --"}, 303),
        ({"place": "<script>alert(1)</script>"}, 303),
    ],
    ids=str,
)
def test_what_is_sent_wrongly_is_refused_in_a_sentence(
    bench: Workbench, action: Element, changes: dict[str, object], status: int
) -> None:
    """Missing, doubled, unknown, endless and poisoned fields are answered in a sentence, never with a fault of ours."""
    address = at(action, "edit")
    shown = bench.shown("eeas", address, "filling") if status == 303 else bench.seen("eeas", address, "filling")
    answer = bench.sent("eeas", address, {**shown, **changes})
    assert answer.status_code == status, (changes, text_of(answer)[:300])
    if status != 303:
        assert len(text_of(answer)) > 100
    else:
        page = bench.by("eeas").get(at(action))
        assert page.status_code == 200
        assert b"<script>alert" not in page.content


@pytest.mark.parametrize("act", ["close", "move", "split", "drop", "audience", "restore", "edit"])
def test_an_act_without_its_token_is_not_done(bench: Workbench, action: Element, act: str) -> None:
    """Whatever is sent without the token of what it changes is answered 428, and nothing is written."""
    states = bench.states()
    csrf = bench.shown("eeas", at(action, "edit"), "filling")["csrfmiddlewaretoken"]
    query = "?version=2026-09-30" if act == "restore" else ""
    answer = bench.sent("eeas", at(action, act + query), {"csrfmiddlewaretoken": csrf, "key": "0" * 32, "_why": "x"})
    assert answer.status_code == 428, text_of(answer)
    assert bench.states() == states


def test_an_earlier_version_is_one_press_away(bench: Workbench, action: Element) -> None:
    """The page of an element that changed leads to each version it had; putting one back makes it the newest."""
    before = bench.element(action.id)
    assert bench.filled("eeas", at(action, "edit?field=place"), "filling", {"place": "Elsewhere"}).status_code == 303
    page = bench.by("eeas").get(at(action)).content.decode()
    versions = re.findall(r'href="([^"]*/restore\?version=[^"]+)"', page)
    assert versions
    done = bench.filled("eeas", unescape(versions[0]), "restore", {"_why": "Typed by mistake"})
    assert done.status_code == 303, text_of(done)
    assert bench.element(action.id) == before
