"""What programs do with elements besides changing fields: the same rules as the forms, the same gate as a change."""

from __future__ import annotations

import json
from itertools import product

import pytest
from django.http import HttpResponse

from tests.web.browser import Browser
from tests.web.test_programs import NOTE, action, at, bench, edited, fits, key, reader
from tests.web.workbench import MARENIA, Workbench, text_of
from waypost.codec.rows import token_of as version_of
from waypost.codec.states import element_tree
from waypost.codec.writing import moment_text
from waypost.core.goto import goto
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.bodies import Action, Entry, Item
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.vocabulary import ActionState, ItemState
from waypost.core.values import EU, Missing, Principal, Text
from waypost.usecases.addresses import address_of
from waypost.usecases.programs.acting import ACTING

__all__ = ["action", "bench"]

WHY = {"en": "Agreed in the room"}
SENT: dict[str, object] = {
    "close": {"was_done": {"en": "Signed"}, "day": "2026-09-30"},
    "confirm": {},
    "move": {"parent": "enothing00000"},
    "split": {"pieces": [{"title": {"en": "One"}}, {"title": {"en": "Other"}}], "reason": WHY},
    "drop": {"reason": WHY},
    "restore": {"at": "2026-09-15T00:00:00Z", "reason": WHY},
    "audience": {"audience": ["eu"]},
}


def done(browser: Browser, element: Element, act: str, sent: object, **headers: str) -> HttpResponse:
    """The answer to an act with an element, on top of what was seen of it."""
    known = {"If_Match": f'"{version_of(element)}"', "Idempotency_Key": key()}
    return browser.send(at(element.id, act), sent, **known | headers)


def told(answer: HttpResponse, status: int, form: str) -> dict[str, object]:
    """What an answer tells; fails where it has not that status and form."""
    assert answer.status_code == status, answer.content
    assert fits(form, answer.content)
    found: dict[str, object] = json.loads(answer.content)
    data = found.get("data", found)
    assert isinstance(data, dict)
    return data


def codes(answer: HttpResponse) -> list[tuple[str, str | None]]:
    """The problems of a refusal: code and place of each."""
    return [(one["code"], one["column"]) for one in told(answer, 422, "refusal")["problems"]]  # type: ignore[attr-defined]


def open_action(bench: Workbench, *, skip: int = 0) -> Element:
    """An action of the EU that is not over."""
    found = [
        one
        for one in bench.state().elements
        if isinstance(one.body, Action)
        and EU in one.audience
        and one.body.state in (ActionState.UNDER_WAY, Missing.NOT_STATED)
    ]
    return found[skip]


def open_point(bench: Workbench) -> Element:
    """A point of a meeting that nobody closed."""
    return next(
        one
        for one in bench.state().elements
        if isinstance(one.body, Item) and EU in one.audience and one.body.state in (ItemState.OPEN, Missing.NOT_STATED)
    )


@pytest.mark.parametrize("act", SENT)
def test_act_asks_for_version_and_number_and_rests_on_it(bench: Workbench, act: str) -> None:
    """Without a version 428, without a number 400, with a stale version 409 with what it was and what it is; and
    nothing is written."""
    browser, one = reader(bench.served, "eeas"), open_action(bench)
    states = bench.states()
    assert done(browser, one, act, SENT[act], If_Match="").status_code == 428
    assert done(browser, one, act, SENT[act], Idempotency_Key="short").status_code == 400
    assert bench.states() == states
    assert edited(browser, one, {"fields": {"note": {"en": f"Before {act}"}}}).status_code == 200
    states = bench.states()
    answer = done(browser, one, act, SENT[act])
    found = told(answer, 409, "refusal")
    assert found["base"] == element_tree(one)
    assert found["theirs"]["note"] == {"en": f"Before {act}"}  # type: ignore[index]
    assert answer["ETag"] == f'"{version_of(bench.element(one.id))}"'
    assert bench.states() == states


@pytest.mark.parametrize("act", SENT)
def test_act_with_what_is_hidden_or_not_ones_own(bench: Workbench, act: str) -> None:
    """What a reader does not see is not there for any act, to the byte; what they see and do not own is refused; and
    nothing is written."""
    states = bench.states()
    marenia, italy = reader(bench.served, "marenia"), reader(bench.served, "italy")
    hidden = next(one for one in bench.state().elements if not {"partner:QM", "public"} & one.audience)
    nothing = done(marenia, hidden, act, SENT[act])
    unknown = marenia.send(at("enothing00000", act), SENT[act], If_Match='"x"', Idempotency_Key=key())
    assert (nothing.status_code, nothing.content) == (404, unknown.content)
    head = next(one for one in bench.state().elements if one.kind.name == "roadmap")
    assert codes(done(italy, head, act, SENT[act])) == [("editing.not_yours", None)]
    assert bench.states() == states


def test_action_is_closed_once(bench: Workbench) -> None:
    """An action closes with what was done, on its day, as a text of its own; sent again it is answered alike and not
    done again; another time it is closed already."""
    browser, one, number = reader(bench.served, "eeas"), open_action(bench), key()
    count = len(bench.states())
    first, again = (done(browser, one, "close", SENT["close"], Idempotency_Key=number) for _ in range(2))
    found = told(first, 200, "acted")
    assert first.content == again.content
    assert first["ETag"] == browser.get(at(one.id))["ETag"]
    assert len(bench.states()) == count + 1
    body = bench.element(one.id).body
    assert isinstance(body, Action)
    assert (body.state, body.ended and body.ended.isoformat()) == (ActionState.DONE, "2026-09-30")
    names = [held["element"]["id"] for held in found["elements"]]  # type: ignore[attr-defined]
    assert names[0] == one.id
    entry = bench.element(names[1])
    assert isinstance(entry.body, Entry)
    assert isinstance(entry.body.words, Text)
    assert (entry.body.words.original, entry.audience) == ("Signed", one.audience)
    assert codes(done(browser, bench.element(one.id), "close", SENT["close"])) == [("editing.closed_already", None)]


def test_point_is_confirmed_by_somebody_else(bench: Workbench) -> None:
    """A point closes only with what was done, through no field; whoever closed it does not confirm it, by a program or
    on the page; somebody else does."""
    browser, one = reader(bench.served, "eeas"), open_point(bench)
    assert codes(edited(browser, one, {"fields": {"state": "done"}})) == [("editing.closed_by_hand", "fields.state")]
    by_hand = {"fields": {"state": "confirmed", "confirmed_by": "eu"}}
    assert [code for code, _ in codes(edited(browser, one, by_hand))] == ["editing.closed_by_hand"] * 2
    assert [place for _, place in codes(done(browser, one, "close", {"day": "2026-09-30"}))] == ["was_done"]
    assert codes(done(browser, one, "confirm", {})) == [("editing.nothing_to_confirm", None)]
    told(done(browser, one, "close", SENT["close"]), 200, "acted")
    closed = bench.element(one.id)
    assert codes(done(browser, closed, "confirm", {})) == [("editing.own_confirmation", None)]
    page = f"/roadmaps/{MARENIA}/elements/{one.id}/confirm"
    assert "Somebody else has to confirm it" in text_of(bench.filled("eeas", page, "confirm", {}))
    assert done(reader(bench.served, "auditor"), closed, "confirm", {}).status_code == 403
    told(done(reader(bench.served, "presidency"), closed, "confirm", {}), 200, "acted")
    body = bench.element(one.id).body
    assert isinstance(body, Item)
    assert (body.state, body.confirmed_by) == (ItemState.CONFIRMED, EU)


def test_action_moves_and_splits(bench: Workbench) -> None:
    """A move gives another place and keeps the number unless told another; a split makes several actions with their
    reason, the first with the id; a date of a piece that is another is kept with that reason."""
    browser = reader(bench.served, "eeas")
    one, above = next(
        (held, place)
        for held, place in product(bench.state().elements, repeat=2)
        if isinstance(held.body, Action) and EU in held.audience and not held.body.ended
        if place.kind.name in ("objective", "pillar") and place.id != held.parent
        if is_within(held.audience, place.audience)
    )
    assert codes(done(browser, one, "move", {"parent": "enothing00000"})) == [("exchange.nothing_named", "parent")]
    told(done(browser, one, "move", {"parent": above.id}), 200, "acted")
    moved = bench.element(one.id)
    assert (moved.parent, moved.number) == (above.id, one.number)
    assert codes(done(browser, moved, "split", {"pieces": [{"title": WHY}], "reason": WHY})) == [
        ("editing.two_pieces", "pieces")
    ]
    many = {"pieces": [{"title": WHY}] * 21, "reason": WHY}
    assert codes(done(browser, moved, "split", many)) == [("api.too_many_pieces", "pieces")]
    due = {"phrase": "March 2028", "precision": "month", "first": "2028-03-01", "last": "2028-03-31"}
    pieces = [{"title": {"en": "First half", "fr": "Première moitié"}}, {"title": {"en": "Second half"}, "due": due}]
    answer = done(browser, moved, "split", {"pieces": pieces, "reason": WHY})
    first, second = told(answer, 200, "acted")["elements"]  # type: ignore[misc]
    assert first["element"]["id"] == one.id
    assert second["element"]["due"] == due
    assert bench.element(one.id).title == Text(wordings=(("en", "First half"), ("fr", "Première moitié")))
    history = json.loads(browser.get(at(one.id, "history")).content)["data"]["versions"][0]
    assert {"en": "Agreed in the room"} in [held["reason"] for held in history["changes"]]


def test_what_is_given_up_stays_or_goes(bench: Workbench) -> None:
    """An action stays, dropped, with its reason; a text goes, and whoever sends it again hears the same; a roadmap is
    never given up."""
    browser, one = reader(bench.served, "eeas"), open_action(bench, skip=1)
    told(done(browser, one, "drop", SENT["drop"]), 200, "acted")
    body = bench.element(one.id).body
    assert isinstance(body, Action)
    assert body.state is ActionState.DROPPED
    sent = {"kind": "entry", "fields": {"entry": "note", "words": {"en": "Ask"}, "parent": one.id}}
    made = browser.send(address_of(goto("api_elements", home=MARENIA)), sent, Idempotency_Key=key())
    assert made.status_code == 201, made.content
    fresh, number = bench.element(json.loads(made.content)["id"]), key()
    first, again = (done(browser, fresh, "drop", SENT["drop"], Idempotency_Key=number) for _ in range(2))
    assert told(first, 200, "acted") == {"elements": [], "gone": [fresh.id]}
    assert again.content == first.content
    assert "ETag" not in first
    head = next(held for held in bench.state().elements if held.kind.name == "roadmap")
    assert codes(done(browser, head, "drop", SENT["drop"])) == [("editing.not_for_this", None)]


def test_earlier_version_comes_back_as_a_new_one(bench: Workbench) -> None:
    """An earlier version is put back as a new revision with its reason, once for each number; nothing of history goes.
    Who may see it stays as it is; as it stood at a moment at which it was as it is, nothing is written."""
    browser, one, number = reader(bench.served, "eeas"), open_action(bench), key()
    before = bench.state().at
    assert edited(browser, one, {"fields": {"note": {"en": "Another"}}}).status_code == 200
    changed, states = bench.element(one.id), bench.states()
    sent = {"at": moment_text(before), "reason": WHY}
    first, again = (done(browser, changed, "restore", sent, Idempotency_Key=number) for _ in range(2))
    found = told(first, 200, "acted")
    assert [held["element"]["id"] for held in found["elements"]] == [one.id]  # type: ignore[attr-defined]
    assert first.content == again.content
    assert bench.element(one.id) == one
    assert bench.states()[:-1] == states
    assert bench.state().why == Text(wordings=(("en", "Agreed in the room"),))
    assert codes(done(browser, one, "restore", sent)) == [("editing.as_it_was", None)]
    assert codes(done(browser, one, "restore", {"at": "yesterday", "reason": WHY})) == [("codec.not_a_moment", "at")]
    assert done(browser, one, "restore", sent | {"at": "2001-01-01T00:00:00Z"}).status_code == 404
    assert bench.states()[:-1] == states


def test_what_went_comes_back_on_the_version_that_was_there(bench: Workbench) -> None:
    """What is there no more comes back under a new id, as the version that its program names; with another version
    nothing is written; who never saw it brings nothing back, to the byte of what is not there."""
    browser, one, number = reader(bench.served, "eeas"), open_action(bench), key()
    sent = {"kind": "entry", "fields": {"entry": "note", "words": {"en": "Ask"}, "parent": one.id}}
    made = browser.send(address_of(goto("api_elements", home=MARENIA)), sent, Idempotency_Key=key())
    fresh, before = bench.element(json.loads(made.content)["id"]), bench.state().at
    assert done(browser, fresh, "drop", SENT["drop"]).status_code == 200
    states, asked = bench.states(), {"at": moment_text(before), "reason": WHY}
    assert done(browser, fresh, "restore", asked, If_Match=f'"{"0" * 32}"').status_code == 409
    marenia = reader(bench.served, "marenia")
    nothing, unknown = done(marenia, fresh, "restore", asked), done(marenia, fresh, "restore", {})
    assert (nothing.status_code, nothing.content) == (404, unknown.content)
    assert bench.states() == states
    first, again = (done(browser, fresh, "restore", asked, Idempotency_Key=number) for _ in range(2))
    (back,) = told(first, 200, "acted")["elements"]  # type: ignore[misc]
    assert first.content == again.content
    assert back["element"]["id"] != fresh.id
    assert bench.element(back["element"]["id"]).body == fresh.body
    assert len(bench.states()) == len(states) + 1


def test_number_of_one_act_is_for_no_other(bench: Workbench) -> None:
    """The key of an act with one element is refused for another act and for another element."""
    browser, number = reader(bench.served, "eeas"), key()
    one, other = open_action(bench), open_action(bench, skip=1)
    assert done(browser, one, "drop", SENT["drop"], Idempotency_Key=number).status_code == 200
    for held, act in ((other, "drop"), (bench.element(one.id), "close")):
        answer = done(browser, held, act, SENT[act], Idempotency_Key=number)
        assert [code for code, _ in codes(answer)] == ["workspace.key_used"]


# Who may see it ------------------------------------------------------------------------------------------------------


def internal(bench: Workbench) -> Element:
    """An action for the EU and the Member States under something that the partner sees."""
    held = {one.id: one for one in bench.state().elements}
    wanted = Principal("partner:QM")
    return next(
        one
        for one in held.values()
        if EU in one.audience and not {wanted, "public"} & one.audience
        if one.parent is not None and one.parent in held and wanted in held[one.parent].audience
    )


def test_widening_waits_for_a_second_person(bench: Workbench) -> None:
    """More readers come after a look at what they would see; where a partner is among them nothing changes until
    somebody else lets it, who hears of it, as nobody does who may not; whoever asked lets nothing."""
    eeas, presidency = reader(bench.served, "eeas"), reader(bench.served, "presidency")
    one = internal(bench)
    wanted = {"audience": sorted({*one.audience, "partner:QM"}), "why": {"en": "Agreed at the meeting"}}
    states = bench.states()
    preview = told(done(eeas, one, "audience", wanted), 200, "readership_answer")
    assert (preview["outcome"], preview["request"]) == ("preview", None)
    (sight,) = preview["sights"]  # type: ignore[misc]
    assert sight["who"] == ["partner:QM"]
    assert one.id in [held["id"] for held in sight["elements"]]
    number = key()
    first, again = (done(eeas, one, "audience", wanted | {"looked": True}, Idempotency_Key=number) for _ in range(2))
    assert first.content == again.content
    asked = told(first, 200, "readership_answer")
    assert asked["outcome"] == "asked"
    address = address_of(goto("api_widening", request_key=str(asked["request"])))
    assert reader(bench.served, "marenia").get(at(one.id)).status_code == 404
    for login in ("marenia", "auditor", ""):
        browser = reader(bench.served, login)
        assert told(browser.get("/api/v1/widenings"), 200, "widenings") == {"requests": []}
        assert browser.get(address).status_code == 404
    (named,) = told(presidency.get("/api/v1/widenings"), 200, "widenings")["requests"]  # type: ignore[misc]
    assert (named["key"], named["new"], named["mine"]) == (asked["request"], ["partner:QM"], False)
    shown = presidency.get(address)
    assert told(shown, 200, "widening")["sights"] == preview["sights"]
    assert bench.states() == states
    tag = {"If_Match": shown["ETag"], "Idempotency_Key": key()}
    own = eeas.send(address, {"grant": True}, **tag | {"Idempotency_Key": key()})
    assert codes(own) == [("editing.own_request", None)]
    assert presidency.send(address, {"grant": True}, Idempotency_Key=key()).status_code == 428
    stale = presidency.send(address, {"grant": True}, If_Match=f'"{"0" * 32}"', Idempotency_Key=key())
    assert told(stale, 409, "refusal")["theirs"]["id"] == one.id  # type: ignore[index]
    assert bench.states() == states
    granted, more = (presidency.send(address, {"grant": True}, **tag) for _ in range(2))
    assert told(granted, 200, "readership_answer")["outcome"] == "granted"
    assert more.content == granted.content
    assert bench.element(one.id).audience == one.audience | {"partner:QM"}
    assert reader(bench.served, "marenia").get(at(one.id)).status_code == 200
    narrow = done(eeas, bench.element(one.id), "audience", {"audience": sorted(one.audience)})
    assert told(narrow, 200, "readership_answer")["outcome"] == "narrowed"
    assert bench.element(one.id).audience == one.audience
    assert reader(bench.served, "marenia").get(at(one.id)).status_code == 404


def test_request_ends_when_its_element_changed_or_nobody_wants_it(bench: Workbench) -> None:
    """A request made for another version is over when somebody would grant it, and nothing is widened; one that is
    turned down or withdrawn is over too."""
    eeas, presidency = reader(bench.served, "eeas"), reader(bench.served, "presidency")
    for way in ("overtaken", "refused", "withdrawn"):
        one = internal(bench)
        wanted = {"audience": sorted({*one.audience, "partner:QM"}), "looked": True}
        asked = told(done(eeas, one, "audience", wanted), 200, "readership_answer")
        address = address_of(goto("api_widening", request_key=str(asked["request"])))
        tag = {"If_Match": presidency.get(address)["ETag"], "Idempotency_Key": key()}
        if way == "overtaken":
            assert edited(eeas, one, NOTE).status_code == 200
        who = eeas if way == "withdrawn" else presidency
        answer = who.send(address, {"grant": way == "overtaken"}, **tag)
        assert answer.status_code == (409 if way == "overtaken" else 200), answer.content
        assert fits("refusal" if way == "overtaken" else "readership_answer", answer.content)
        assert presidency.get(address).status_code == 404
        assert bench.element(one.id).audience == one.audience


def test_readers_that_cannot_be(bench: Workbench) -> None:
    """Readers that the page does not offer, neither fewer nor more, without oneself, and widening by whoever may not:
    each is refused and nothing is written."""
    eeas, one, states = reader(bench.served, "eeas"), internal(bench), bench.states()
    for audience, code in (
        ([*one.audience, "partner:TN"], "api.no_reader"),
        ([*one.audience, "org:Nobody here"], "api.no_reader"),
        (["ms:IT"], "editing.without_you"),
        (sorted(one.audience), "editing.not_narrower"),
        (["eu", "partner:QM"], "editing.not_wider"),
        (["everybody"], "codec.not_a_principal"),
    ):
        found = codes(done(eeas, one, "audience", {"audience": sorted(audience), "looked": True}))
        assert found[0][0] == code, found
        assert str(found[0][1]).startswith("audience")
    wider = {"audience": sorted({*one.audience, "partner:QM"}), "looked": True}
    assert codes(done(reader(bench.served, "home"), one, "audience", wider)) == [("editing.no_widening", None)]
    assert bench.states() == states


def test_every_act_has_its_test() -> None:
    """An act that is added comes into the tests of the gate above."""
    assert SENT.keys() == {*ACTING, "audience"}
