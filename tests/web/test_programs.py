"""What programs ask and send: the same figures as on the command line, the same walls and rules as on the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

import jsonschema
import pytest
from django.conf import settings
from django.http import HttpResponse

from tests.conftest import Golden
from tests.web.browser import Browser, Served, token_of
from tests.web.conftest import NOW
from tests.web.grounds import where
from tests.web.workbench import MARENIA, Workbench, text_of
from waypost.cli.main import main
from waypost.codec.interface.operations import ADDRESSES, OPERATIONS
from waypost.codec.rows import token_of as version_of
from waypost.core.goto import goto
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import see
from waypost.core.values import EU, When, text
from waypost.usecases.addresses import address_of
from waypost.usecases.programs.document import document, path_of, refusals_of
from waypost.web.handlers.api import BY_NAME

DAY = NOW.date().isoformat()
READERS = {"": "public", "secretariat": "eu", "italy": "ms:IT", "marenia": "partner:QM"}
PLACE = {"home": MARENIA}


@cache
def parts() -> dict[str, object]:
    """The forms that the document names."""
    found: dict[str, object] = json.loads(document())["components"]
    return found


def fits(name: str, body: bytes) -> bool:
    """Whether an answer has the form of that name, told by a validator that is not ours. Fails where it has not."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": parts()}
    jsonschema.Draft202012Validator(schema).validate(json.loads(body))
    return True


def reader(served: Served, login: str) -> Browser:
    """A program of somebody's, or of nobody's."""
    found = Browser(served)
    found.token = token_of(login, NOW) if login else ""
    return found


# The document ------------------------------------------------------------------------------------------------------


def test_document_holds_every_address_and_every_handler(browser: Browser) -> None:
    """What the document offers is the table of addresses, and each operation has its handler."""
    found = json.loads(browser.get("/api/v1/openapi.json").content)
    assert found["openapi"] == "3.1.0"
    assert set(found["paths"]) == {path_of(pattern) for name, pattern in ADDRESSES.items() if name != "api_nothing"}
    assert {one.name for one in OPERATIONS} == BY_NAME.keys() | {"document"}
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS)


def test_document_is_sound() -> None:
    """Every form is a schema, and every reference in the document leads to one."""
    raw = document().decode()
    found = json.loads(raw)
    held = found["components"]["schemas"]
    for schema in held.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert {one.rpartition("/")[2] for one in re.findall(r'"\$ref": "([^"]+)"', raw)} <= set(held)


def test_document_changes_only_on_purpose(golden: Golden) -> None:
    """What programs rely on is read as a difference before it changes: operations, and the forms of answers."""
    found = json.loads(document())
    schemas = found["components"]["schemas"]
    of_files = [name for name in schemas if name.startswith(("file.", "given."))]
    found["components"]["schemas"] = {name: one for name, one in schemas.items() if name not in of_files}
    golden("openapi.json", json.dumps(found, indent=1) + "\n")


QUERIES = {"changes": (("since", "2026-06-01"),), "elements": (("kind", "meeting"),)}
"""What else is asked: what must be, and what makes an answer shorter."""

# Reading -----------------------------------------------------------------------------------------------------------

COMMANDS = (
    ("roadmaps", "overview", {}, ("overview",)),
    ("roadmaps", "overview", {"by": "partner"}, ("overview", "--by", "partner")),
    ("timetable", "timetable", {}, ("timetable", MARENIA)),
    ("ledger", "ledger", {"by": "donor,year"}, ("ledger", MARENIA, "--by", "donor,year")),
    ("balance", "balance", {}, ("balance", MARENIA)),
    ("progress", "progress", {}, ("progress", MARENIA)),
    ("review", "review", {}, ("review", MARENIA)),
    ("changes", "diff", {"since": "2026-06-01"}, ("diff", f"{MARENIA}@2026-06-01", MARENIA)),
    ("meetings", "meeting", {}, ("meeting",)),
)


@pytest.mark.parametrize(("name", "command", "query", "arguments"), COMMANDS, ids=lambda one: str(one)[:20])
@pytest.mark.parametrize("login", ["secretariat", "marenia"])
def test_answers_are_those_of_the_command_line(
    served: Served,
    login: str,
    name: str,
    command: str,
    query: dict[str, str],
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A program is told, to the byte, what the command prints for that reader, in that language, on that day."""
    there = ("-w", where(settings.WAYPOST_PLACE), "--as", READERS[login], "--on", DAY, "--json", "--lang", "fr")
    capsys.readouterr()
    assert main([*arguments, *there]) in (0, 1)
    printed = capsys.readouterr().out
    assert json.loads(printed)["command"] == command
    values = PLACE if "<slug:home>" in ADDRESSES[f"api_{name}"] else {}
    address = address_of(goto(f"api_{name}", query=tuple(query.items()), **values))
    answer = reader(served, login).get(address, **{"Accept-Language": "fr"})
    assert answer.content.decode() == printed
    assert answer["Content-Language"] == "fr"


@pytest.mark.parametrize("login", ["", "marenia"])
def test_every_answer_has_the_form_that_the_document_says(served: Served, login: str) -> None:
    """All that can be read, for two readers, by a validator that is not ours. It is slow, so of the elements some."""
    browser = reader(served, login)
    for one in OPERATIONS:
        if one.method != "GET" or one.name in ("document", "roadmap", "element", "history", "widening"):
            continue
        home = PLACE if "<slug:home>" in ADDRESSES[one.address] else {}
        query = QUERIES.get(one.name, ())
        answer = browser.get(address_of(goto(one.address, query=query, **home)))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json"), one.name
        assert fits(one.answer, answer.content)
    for element in elements(browser)[::25]:
        for name in ("element", "history"):
            assert fits(name, browser.get(at(element["element"]["id"], name)).content)
    assert fits("search", browser.send("/api/v1/search", {"question": "training"}).content)


def elements(browser: Browser, **query: str) -> list[dict[str, dict[str, str]]]:
    """The elements of Marenia that somebody is told of, each with its version."""
    answer = browser.get(address_of(goto("api_elements", home=MARENIA, query=tuple(query.items()))))
    found: list[dict[str, dict[str, str]]] = json.loads(answer.content)["data"]["elements"]
    return found


def at(element: str, name: str = "element") -> str:
    """The address of an element, or of its history."""
    return address_of(goto(f"api_{name}", home=MARENIA, element=element))


def test_tag_of_an_element_is_a_hash_of_its_bytes(served: Served) -> None:
    """The version in `ETag` is that of the list, and changes with the bytes and with nothing else."""
    import hashlib

    browser = reader(served, "italy")
    for one in elements(browser, kind="action")[:20]:
        answer = browser.get(at(one["element"]["id"]))
        assert answer["ETag"] == f'"{one["token"]}"'
        assert hashlib.sha256(answer.content).hexdigest().startswith(str(one["token"]))
        assert json.loads(answer.content) == one["element"]


def test_hidden_and_unknown_are_told_alike(served: Served) -> None:
    """A roadmap, an element or an address that one may not know has the bytes of one that is not there."""
    eu, browser = reader(served, "secretariat"), reader(served, "marenia")
    mine = {one["element"]["id"] for one in elements(browser)}
    hidden = next(one["element"]["id"] for one in elements(eu) if one["element"]["id"] not in mine)
    asked = (at(hidden), at("enothing00000"), at(hidden, "history"), "/api/v1/roadmaps/atlantis", "/api/v1/none")
    answers = [browser.get(one) for one in asked]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert fits("refusal", answers[0].content)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("on=2026-13-01", "cli.no_day"),
        ("on=20261001", "cli.no_day"),
        ("on=1118-11-24", "cli.far_day"),
        ("at=yesterday", "cli.no_moment"),
        ("at=2026-10-01T10:00:00%2B02:00", "cli.no_moment"),
        ("on=2026-10-01&on=2026-10-02", "api.unknown_query"),
        ("limit=5", "api.unknown_query"),
        ("kind=wish", "api.no_kind"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_its_place(browser: Browser, query: str, code: str) -> None:
    """A parameter that is none, twice or unreadable is refused, with its name and what was sent."""
    answer = browser.get(f"/api/v1/roadmaps/{MARENIA}/elements?{query}", **{"Accept-Language": "de;q=0.5, ar"})
    found = json.loads(answer.content)
    assert (answer.status_code, found["code"]) == (400, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Content-Language"] == "ar"
    assert fits("refusal", answer.content)
    if code != "api.no_kind":
        assert found["problems"][0]["column"] == query.partition("=")[0]


def test_nothing_a_browser_brings_along_counts(served: Served) -> None:
    """Somebody signed in whose browser is made to ask as a program does reads as the public and writes nothing."""
    browser = Browser(served)
    assert browser.sign_in("secretariat", NOW).status_code == 303
    browser.token = ""
    assert json.loads(browser.get("/api/v1/meetings").content)["as"] == "public"
    one = elements(browser)[0]
    answer = browser.send(at(one["element"]["id"]), {"fields": {}}, "PATCH", If_Match=f'"{one["token"]}"')
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


# Writing -----------------------------------------------------------------------------------------------------------


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
    """An action of Marenia with a date, as the EU sees it."""
    return next(
        one
        for one in see(bench.state(), EU).elements
        if isinstance(one.body, Action) and isinstance(one.body.due, When)
    )


KEYS = iter(range(10**6))


def key() -> str:
    """A number for one change."""
    return f"{next(KEYS):016}"


def edited(browser: Browser, element: Element, sent: object, **headers: str) -> HttpResponse:
    """The answer to a change of an element, on top of what was seen of it."""
    known = {"If_Match": f'"{version_of(element)}"', "Idempotency_Key": key()}
    return browser.send(at(element.id), sent, "PATCH", **known | headers)


NOTE = {"fields": {"note": {"en": "Asked by letter"}}}


def test_change_is_in_history_once(bench: Workbench, action: Element) -> None:
    """A change is a new state of its author, answered with the element and its version; sent again with the same number
    it is answered alike and not done again."""
    browser, number = reader(bench.served, "eeas"), key()
    before = bench.states()
    answers = [edited(browser, action, NOTE, Idempotency_Key=number) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200], answers[0].content
    assert answers[0].content == answers[1].content == browser.get(at(action.id)).content
    after = bench.states()
    assert after[:-1] == before
    assert after[-1].by == EU
    now = bench.element(action.id)
    assert now.note == text("Asked by letter")
    assert fits("element", answers[0].content)
    assert [one for one in after[-1].elements if one.id != action.id] == [
        one for one in before[-1].elements if one.id != action.id
    ]
    newest = json.loads(browser.get(at(action.id, "history")).content)["data"]["versions"][0]
    assert [one["field"] for one in newest["changes"]] == ["note"]


def test_stale_change_is_told_with_all_three_sides(bench: Workbench, action: Element) -> None:
    """Where somebody else was quicker nothing is written, whatever field they changed: the answer holds what it was,
    theirs, mine and what is in conflict, and mine waits as a draft in the form."""
    browser = reader(bench.served, "secretariat")
    assert edited(reader(bench.served, "eeas"), action, {"fields": {"number": "8.8"}}).status_code == 200
    states = bench.states()
    answer = edited(browser, action, {"fields": {"number": "7.7", "note": {"en": "Mine"}}})
    found = json.loads(answer.content)
    assert (answer.status_code, found["code"]) == (409, "error.stale")
    assert fits("refusal", answer.content)
    sides = [found[name]["number"] for name in ("base", "theirs", "mine")]
    assert sides == [action.number, "8.8", "7.7"]
    assert [one["field"] for one in found["conflicts"]] == ["number"]
    assert answer["ETag"] == f'"{found["token"]}"' == f'"{version_of(bench.element(action.id))}"'
    assert bench.states() == states
    form = bench.shown("secretariat", f"/roadmaps/{MARENIA}/elements/{action.id}/edit?draft=1", "filling")
    assert (form["number"], form["note"]) == ("7.7", "Mine")
    again = browser.send(
        at(action.id), {"fields": {"number": "7.7"}}, "PATCH", If_Match=answer["ETag"], Idempotency_Key=key()
    )
    assert (again.status_code, bench.element(action.id).number) == (200, "7.7")


def test_version_of_nothing_is_stale(bench: Workbench, action: Element) -> None:
    """A version that nobody ever saw is answered as a stale one, without what it was made from."""
    for tag in ('"' + "0" * 32 + '"', 'W/"x"', "anything"):
        found = edited(reader(bench.served, "eeas"), action, NOTE, If_Match=tag)
        assert (found.status_code, json.loads(found.content)["base"]) == (409, None)


def test_change_of_a_date_asks_for_its_reason(bench: Workbench, action: Element) -> None:
    """A promise that moves is kept with its reason; without one nothing is written, and it is told where it goes."""
    browser = reader(bench.served, "eeas")
    due = {"phrase": "November 2027", "precision": "month", "first": "2027-11-01", "last": "2027-11-30"}
    answer = edited(browser, action, {"fields": {"due": due}})
    assert answer.status_code == 422
    assert [one["column"] for one in json.loads(answer.content)["problems"]] == ["reasons.due"]
    reasons = {"due": {"en": "The council meets later"}}
    assert edited(browser, action, {"fields": {"due": due}, "reasons": reasons}).status_code == 200
    body = bench.element(action.id).body
    assert isinstance(body, Action)
    assert body.changes[-1].reason == text("The council meets later")


REFUSED = (
    (b"{", 422, "codec.not_json", None),
    (b"[]", 422, "codec.wrong_type", None),
    (b'{"fields": {}, "fields": {}}', 422, "codec.key_twice", None),
    (b'{"fields": {"id": "x"}}', 422, "api.field_elsewhere", "fields.id"),
    (b'{"fields": {"audience": ["public"]}}', 422, "api.field_elsewhere", "fields.audience"),
    (b'{"fields": {"wish": 1}}', 422, "codec.unknown_field", "fields.wish"),
    (b'{"fields": {"note": {"en": 1}}}', 422, "codec.wrong_type", "fields.note"),
    (b'{"fields": {"due": {"phrase": "x", "precision": "never"}}}', 422, "codec.not_in_list", "fields.due.precision"),
    ('{"fields": {"note": {"en": "a\u202eb"}}}'.encode(), 422, "api.hiding_sign", "fields.note.en"),
    (b'{"fields": {"parent": "enothing00000"}}', 422, "exchange.nothing_named", "fields.parent"),
    (b"[" * 100_000, 422, "codec.too_deep", None),
    (b'"' + b"x" * 2_100_000 + b'"', 413, "api.too_large", None),
)


@pytest.mark.parametrize(("raw", "status", "code", "place"), REFUSED, ids=lambda one: str(one)[:30])
def test_what_is_sent_wrongly_is_told_with_its_place(
    bench: Workbench, action: Element, raw: bytes, status: int, code: str, place: str | None
) -> None:
    """Everything that is wrong with what was sent is told at its place, and nothing is written."""
    browser, states = reader(bench.served, "eeas"), bench.states()
    headers = {"Authorization": f"Bearer {browser.token}", "If-Match": '"x"', "Idempotency-Key": key()}
    tag = json.loads(browser.get(address_of(goto("api_elements", home=MARENIA, query=(("kind", "action"),)))).content)
    headers["If-Match"] = (
        f'"{next(one["token"] for one in tag["data"]["elements"] if one["element"]["id"] == action.id)}"'
    )
    answer = browser.client.generic("PATCH", at(action.id), raw, "application/json", headers=headers)
    found = json.loads(answer.content)
    told = [(one["code"], one["column"]) for one in found["problems"]] or [(found["code"], None)]
    assert (answer.status_code, told[0]) == (status, (code, place))
    assert fits("refusal", answer.content)
    assert bench.states() == states


def test_change_without_version_number_or_form_is_refused(bench: Workbench, action: Element) -> None:
    """Without a version 428, without a number 400, and what is not said to be JSON is not read."""
    browser = reader(bench.served, "eeas")
    assert edited(browser, action, NOTE, If_Match="").status_code == 428
    assert edited(browser, action, NOTE, If_Match="*").status_code == 428
    assert edited(browser, action, NOTE, Idempotency_Key="short").status_code == 400
    headers = {"Authorization": f"Bearer {browser.token}", "If-Match": '"x"', "Idempotency-Key": key()}
    assert browser.client.patch(at(action.id), "a=b", "text/plain", headers=headers).status_code == 415


def test_number_used_for_something_else_is_refused(bench: Workbench, action: Element) -> None:
    """One number is for one change."""
    browser, number = reader(bench.served, "eeas"), key()
    assert edited(browser, action, {"fields": {"note": {"en": "One"}}}, Idempotency_Key=number).status_code == 200
    now = bench.element(action.id)
    other = edited(browser, now, {"fields": {"note": {"en": "Other"}}}, Idempotency_Key=number)
    assert (other.status_code, json.loads(other.content)["problems"][0]["code"]) == (422, "workspace.key_used")


def test_what_is_not_ones_own_is_not_changed(bench: Workbench) -> None:
    """A Member State changes what is its own and nothing else of what it sees."""
    browser = reader(bench.served, "italy")
    seen = see(bench.state(), "ms:IT")  # type: ignore[arg-type]
    head = seen.roadmap
    assert head is not None
    answer = edited(browser, head[0], NOTE)
    assert (answer.status_code, json.loads(answer.content)["problems"][0]["code"]) == (422, "editing.not_yours")


def test_element_is_added_once(bench: Workbench) -> None:
    """A new element is answered with its address and its version; sent again it is the same, for its author alone."""
    browser, number = reader(bench.served, "eeas"), key()
    sent = {"kind": "document", "fields": {"title": {"en": "Letter of the embassy"}}}
    before = len(bench.state().elements)
    answers = [
        browser.send(address_of(goto("api_elements", home=MARENIA)), sent, Idempotency_Key=number) for _ in range(2)
    ]
    assert [one.status_code for one in answers] == [201, 201], answers[0].content
    assert answers[0]["Location"] == answers[1]["Location"]
    found = browser.get(answers[0]["Location"])
    assert found.content == answers[0].content
    assert found["ETag"] == answers[0]["ETag"]
    assert json.loads(found.content)["audience"] == ["eu"]
    assert len(bench.state().elements) == before + 1
    assert fits("element", found.content)


def test_kind_that_is_not_ones_to_add_is_not_there(bench: Workbench) -> None:
    """Only those who keep a roadmap add a pillar; nobody adds to a roadmap that is not there."""
    browser = reader(bench.served, "italy")
    sent = {"kind": "pillar", "fields": {"title": {"en": "Mine"}}}
    for home in (MARENIA, "atlantis"):
        answer = browser.send(address_of(goto("api_elements", home=home)), sent, Idempotency_Key=key())
        assert answer.status_code == 404


# Tokens ------------------------------------------------------------------------------------------------------------


def made(bench: Workbench, login: str, **form: str) -> HttpResponse:
    """The page after somebody asked for a token."""
    account = bench.served.accounts[login]
    sent = {"name": "Weekly figures", "days": "30", "may": "reads", "password": account.password} | form
    return bench.by(login).post("/account/tokens", sent, on="/account/tokens")


def shown_in(answer: HttpResponse) -> str:
    """The token that a page tells; empty where it tells none."""
    found = re.search(r"waypost_[\w-]{43}", answer.content.decode())
    return found[0] if found else ""


def asks(token: str, served: Served) -> HttpResponse:
    """What a program with that token is told."""
    browser = Browser(served, address="198.51.100.7")
    browser.token = token
    return browser.get("/api/v1/meetings")


def test_token_is_told_once_and_serves_until_its_day(bench: Workbench, clock: list[datetime]) -> None:
    """A token made on the page lets a program see with its owner's eyes until its day, and stands on no later page."""
    answer = made(bench, "france")
    token = shown_in(answer)
    assert json.loads(asks(token, bench.served).content)["as"] == "ms:FR"
    page = bench.by("france").get("/account/tokens")
    assert "Weekly figures" in text_of(page)
    assert token not in page.content.decode()
    clock[0] = NOW + timedelta(days=30, seconds=1)
    found = asks(token, bench.served)
    assert (found.status_code, json.loads(found.content)["code"]) == (401, "api.no_such_token")


def test_token_ends_at_once(bench: Workbench) -> None:
    """A token that its owner ends serves no longer; another's is nobody else's to end."""
    token = shown_in(made(bench, "frontex", name="Arrivals by sea"))
    page = bench.by("frontex").get("/account/tokens").content.decode()
    key_of = re.findall(r'name="end" value="(\w+)"', page.partition("Arrivals by sea")[2])[0]
    assert bench.by("france").post("/account/tokens", {"end": key_of}, on="/account/tokens").status_code == 400
    assert asks(token, bench.served).status_code == 200
    assert bench.by("frontex").post("/account/tokens", {"end": key_of}, on="/account/tokens").status_code == 303
    assert asks(token, bench.served).status_code == 401


def test_token_is_made_with_the_password_and_within_bounds(bench: Workbench) -> None:
    """No token without the password, for ever, without a name, or to write for whoever may not."""
    assert shown_in(made(bench, "auditor", password="something else")) == ""
    assert made(bench, "auditor", days="36500").status_code == 400
    assert shown_in(made(bench, "auditor", name=" ")) == ""
    token = shown_in(made(bench, "auditor", may="writes"))
    browser = Browser(bench.served)
    browser.token = token
    one = elements(browser, kind="action")[0]
    answer = browser.send(at(one["element"]["id"]), NOTE, "PATCH", If_Match='"x"', Idempotency_Key=key())
    assert (answer.status_code, json.loads(answer.content)["code"]) == (403, "api.read_only")


def test_token_dies_with_the_membership(bench: Workbench) -> None:
    """Whoever leaves takes no program along."""
    from waypost.workspace.people import models, register

    token = token_of("home", NOW)
    member = next(one for one in register.members() if one.login == "home")
    assert asks(token, bench.served).status_code == 200
    try:
        register.end_member(member.id, "", NOW)
        assert asks(token, bench.served).status_code == 401
    finally:
        models.Membership.objects.filter(id=member.id).update(until=None)


def test_of_a_token_only_a_hash_is_kept(bench: Workbench) -> None:
    """Whoever reads the tables of people can show no token."""
    from waypost.workspace.people import models

    token = shown_in(made(bench, "presidency"))
    assert token
    held = [str(value) for row in models.Token.objects.values() for value in row.values()]
    assert not [one for one in held if token in one or token.removeprefix("waypost_") in one]


def test_guessing_ends_soon(served: Served) -> None:
    """After fifty wrong tokens an address has to wait; whoever has a right one need not."""
    browser = Browser(served, address="198.51.100.9")
    browser.token = "waypost_guess"
    codes = [browser.get("/api/v1/meetings").status_code for _ in range(52)]
    assert codes == [401] * 50 + [429] * 2
    browser.token = token_of("italy", NOW)
    assert browser.get("/api/v1/meetings").status_code == 200


def test_one_token_asks_so_often_a_minute(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that asks too often waits for the next minute; the programs of others do not."""
    from waypost.usecases.programs import asking

    monkeypatch.setattr(asking, "A_MINUTE", 3)
    client, shown = Browser(served).client, {"Authorization": f"Bearer {token_of('italy', NOW)}"}
    asking.LATELY.clear()
    answers = [client.get("/api/v1/needs?x=1", headers=shown) for _ in range(5)]
    assert [one.status_code for one in answers] == [400, 400, 400, 429, 429]
    assert answers[-1]["Retry-After"] == "60"
    other = {"Authorization": f"Bearer {token_of('france', NOW)}"}
    assert client.get("/api/v1/needs?x=1", headers=other).status_code == 400
    asking.LATELY.clear()


def test_refusals_that_the_document_names_are_all_there_are() -> None:
    """Each status that an operation may be refused with has a description; reading is never refused as writing is."""
    for one in OPERATIONS:
        assert one.writes is (403 in refusals_of(one))
        assert one.rests is ({409, 428} <= set(refusals_of(one)))
