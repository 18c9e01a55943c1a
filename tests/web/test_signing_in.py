"""Signing in: two steps, constant answers, nothing that serves twice, sessions that end."""

from __future__ import annotations

import base64
import re
from datetime import datetime, timedelta

import pytest
from django.test import override_settings

from tests.web.browser import Browser, Served, code_of
from tests.web.conftest import NOW
from tests.web.grounds import GROUND
from waypost.core.people.one_time import code_at, step_matched, step_of
from waypost.core.people.roles import Role
from waypost.workspace.people import models, register, throttle
from waypost.workspace.people.credentials import new_salt, secret_of

WRONG = "no password of anybody"
GOOD = "a sentence about rain on the sea"


@pytest.fixture(autouse=True)
def _nobody_signed_in(served: Served) -> None:
    """Each test begins with nobody signed in."""
    models.Session.objects.update(ended=NOW)


def sessions(browser: Browser) -> str:
    """The token of the session that a browser keeps."""
    return browser.client.cookies["session"].value


# ------------------------------------------------------------------------------------------------------- two steps


def test_whoever_knows_password_and_code_is_signed_in(browser: Browser) -> None:
    """After both steps one sees with the eyes of one's organisation."""
    answer = browser.sign_in("france", NOW)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    page = browser.get("/account/")
    assert page.status_code == 200
    assert "France" in page.content.decode()


def test_password_alone_opens_nothing(served: Served, browser: Browser) -> None:
    """Between the steps one is nobody: pages for people lead back to signing in."""
    first = browser.post("/sign-in", {"login": "france", "password": served.accounts["france"].password})
    assert first.status_code == 303
    for address in ("/account/", "/people/", "/people/download/json"):
        assert browser.get(address)["Location"].startswith("/sign-in")


def test_token_changes_with_each_step(served: Served, browser: Browser) -> None:
    """A session planted in a browser beforehand is worth nothing: signing in gives another."""
    browser.post("/sign-in", {"login": "home", "password": served.accounts["home"].password})
    planted = sessions(browser)
    browser.post("/sign-in/code", {"code": code_of(served.accounts["home"], NOW)}, on="/sign-in/code")
    assert sessions(browser) != planted
    thief = Browser(served)
    thief.client.cookies["session"] = planted
    assert thief.get("/account/").status_code == 303


def test_name_may_be_typed_in_any_case(served: Served, browser: Browser) -> None:
    """What people type round a name does not matter."""
    form = {"login": "  FRANCE ", "password": served.accounts["france"].password}
    assert browser.post("/sign-in", form).status_code == 303


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_led_elsewhere(served: Served, browser: Browser, back: str) -> None:
    """After signing in one comes to an address of the workspace, whatever the link said."""
    browser.post("/sign-in", {"login": "eeas", "password": served.accounts["eeas"].password, "next": back})
    code = {"code": code_of(served.accounts["eeas"], NOW), "next": back}
    assert browser.post("/sign-in/code", code, on="/sign-in/code")["Location"] == "/"


# ------------------------------------------------------------------------------------------------ constant answers


def plain(body: bytes) -> bytes:
    """A page without the token of its forms, which is of the browser."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=)"[^"]+"', rb'\1""', body)


def test_refusals_are_all_the_same(served: Served) -> None:
    """A wrong password, a name that does not exist and too many attempts get the same answer, to the byte."""
    answers = set()
    for login in ("france", "nobody at all"):
        browser = Browser(served, address="192.0.2.77")
        for _ in range(7):
            answer = browser.post("/sign-in", {"login": login, "password": WRONG})
            answers.add((answer.status_code, plain(answer.content), tuple(sorted(answer.headers.items()))))
    assert len(answers) == 1


def test_attempts_are_counted(served: Served, clock: list[datetime]) -> None:
    """After five that failed even the right password waits a quarter of an hour; elsewhere it is taken."""
    here, elsewhere = Browser(served, address="192.0.2.8"), Browser(served, address="192.0.2.9")
    right = {"login": "italy", "password": served.accounts["italy"].password}
    for _ in range(5):
        here.post("/sign-in", {"login": "italy", "password": WRONG})
    assert here.post("/sign-in", right).status_code == 403
    assert elsewhere.post("/sign-in", right).status_code == 303
    clock[0] += timedelta(minutes=16)
    assert here.post("/sign-in", right).status_code == 303


def test_one_address_cannot_try_many_names(served: Served) -> None:
    """Fifty failures from one address, under any names, make it wait."""
    browser = Browser(served, address="192.0.2.10")
    for n in range(50):
        throttle.note_failure(f"name{n}", "192.0.2.10", NOW)
    right = {"login": "italy", "password": served.accounts["italy"].password}
    assert browser.post("/sign-in", right).status_code == 403


# ------------------------------------------------------------------------------------------------ one-time codes


def test_codes_are_those_of_the_standard() -> None:
    """The examples of RFC 6238, appendix B."""
    secret = b"12345678901234567890"
    known = {59: "94287082", 1111111109: "07081804", 1234567890: "89005924", 20000000000: "65353130"}
    assert {at: code_at(secret, at // 30, digits=8) for at in known} == known


def test_code_serves_once(served: Served) -> None:
    """A code that was used is refused, and so is every earlier one; the next serves."""
    account = served.accounts["frontex"]
    assert Browser(served).sign_in("frontex", NOW).status_code == 303
    assert Browser(served).sign_in("frontex", NOW).status_code == 403
    assert Browser(served).sign_in("frontex", NOW, later=-1).status_code == 403
    assert Browser(served).sign_in("frontex", NOW, later=1).status_code == 303
    assert account.codes


def test_code_of_another_time_is_none() -> None:
    """A code counts in its own half minute and its two neighbours."""
    secret, step = b"12345678901234567890", step_of(NOW)
    for off, counts in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        assert (step_matched(secret, code_at(secret, step + off), NOW, after=0) is not None) is counts
    assert step_matched(secret, "٠" * 6, NOW, after=0) is None


def test_recovery_code_serves_once(served: Served) -> None:
    """Without the phone a recovery code lets one in, however it is typed, and never again."""
    account = served.accounts["auditor"]
    typed = account.codes[0].upper().replace("-", " ")
    for expected in (303, 403):
        browser = Browser(served)
        browser.post("/sign-in", {"login": "auditor", "password": account.password})
        assert browser.post("/sign-in/code", {"code": typed}, on="/sign-in/code").status_code == expected


# ------------------------------------------------------------------------------------------------------- sessions


def is_in(browser: Browser) -> bool:
    """Whether a browser is signed in."""
    return browser.get("/account/").status_code == 200


def test_session_ends_when_idle_and_after_ten_hours(browser: Browser, clock: list[datetime]) -> None:
    """Half an hour without a page ends it; ten hours end it however busy one is."""
    browser.sign_in("home", NOW)
    clock[0] += timedelta(minutes=29)
    assert is_in(browser)
    clock[0] += timedelta(minutes=31)
    assert not is_in(browser)
    clock[0] = NOW + timedelta(hours=1)
    browser.sign_in("home", clock[0])
    begun = clock[0]
    while clock[0] - begun < timedelta(hours=9, minutes=50):
        clock[0] += timedelta(minutes=25)
        held = is_in(browser)
    assert not held


def test_sessions_are_listed_and_withdrawn(served: Served, clock: list[datetime]) -> None:
    """One sees where one is signed in and ends each, or all others; what is ended is dead at once."""
    browsers = []
    for n in range(3):
        clock[0] = NOW + timedelta(minutes=n)
        browsers.append(Browser(served))
        browsers[-1].sign_in("secretariat", clock[0])
    mine = browsers[0]
    page = mine.get("/account/").content.decode()
    ids = re.findall(r'name="end" value="([0-9a-f]+)"', page)
    assert len(ids) == 2
    mine.post("/account/", {"end": ids[0]}, on="/account/")
    assert [is_in(one) for one in browsers].count(True) == 2
    mine.post("/account/", {"end_others": "1"}, on="/account/")
    assert [is_in(one) for one in browsers] == [True, False, False]


def test_session_of_another_cannot_be_ended(served: Served, browser: Browser) -> None:
    """The id of a session of somebody else does nothing."""
    other = Browser(served)
    other.sign_in("italy", NOW)
    browser.sign_in("france", NOW)
    for one in models.Session.objects.filter(person__login="italy"):
        assert browser.post("/account/", {"end": one.id}, on="/account/").status_code == 400
    assert is_in(other)


def test_signing_out_ends_the_session(browser: Browser) -> None:
    """After signing out the token is dead, also in a copy of it, and the browser is told to keep nothing."""
    browser.sign_in("press", NOW)
    token = sessions(browser)
    answer = browser.post("/sign-out", {}, on="/account/")
    assert "storage" in answer["Clear-Site-Data"]
    browser.client.cookies["session"] = token
    assert not is_in(browser)


def test_new_password_ends_every_other_session(served: Served, clock: list[datetime]) -> None:
    """Who changes the password proves the old one; every other session is dead, and the old password too."""
    old, fresh = "a sentence about sun on the hills", GOOD
    person, secret, _ = register.add_person("changing", old, NOW)
    place = models.Organisation.objects.get(name="Italy").id
    member = register.add_member(person, place, "Trainee", Role.STATE_READER, NOW)
    here, elsewhere = Browser(served), Browser(served)
    for browser in (here, elsewhere):
        clock[0] += timedelta(minutes=1)
        browser.post("/sign-in", {"login": "changing", "password": old})
        browser.post("/sign-in/code", {"code": code_at(secret, step_of(clock[0]))}, on="/sign-in/code")
    assert (is_in(here), is_in(elsewhere)) == (True, True)
    for form, done in (
        ({"password": WRONG, "fresh": fresh}, False),
        ({"password": old, "fresh": "too short"}, False),
        ({"password": old, "fresh": "waypost waypost waypost"}, False),
        ({"password": old, "fresh": "aaaaaaaaaaaaaaaa"}, False),
        ({"password": old, "fresh": fresh}, True),
    ):
        assert (here.post("/account/", form, on="/account/").status_code == 303) is done
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert Browser(served).post("/sign-in", {"login": "changing", "password": old}).status_code == 403
    assert Browser(served).post("/sign-in", {"login": "changing", "password": fresh}).status_code == 303
    register.end_member(member, "", NOW)


def test_nothing_that_lets_somebody_in_is_kept_in_clear(served: Served) -> None:
    """No token, recovery code, password or secret of one-time codes stands in the database: not in letters, not in
    bytes, no four of them in a row; nor does the key, which lies in a file of its own for one reader alone."""
    browser = Browser(served)
    browser.sign_in("marenia", NOW)
    raw = GROUND.kept(served.place)
    account = served.accounts["marenia"]
    for secret in (sessions(browser), account.password, account.codes[0], account.codes[0].replace("-", "")):
        assert secret.encode() not in raw
    assert b"marenia" in raw
    secret = base64.b32decode(account.secret)
    pieces = [secret[at : at + 4] for at in range(len(secret) - 3)]
    assert [one for one in pieces if one in raw or one.hex().encode() in raw] == []
    assert account.secret.encode() not in raw
    assert served.place.key.encode() not in raw
    assert (served.place.folder / "secret.key").stat().st_mode & 0o077 == 0


def test_another_key_shuts_out_whoever_has_only_a_phone(served: Served) -> None:
    """Under another key no code fits, how many that shuts out is told, a recovery code still lets them in and a new
    phone fits again; under the same key nobody is shut out."""
    person, secret, codes = register.add_person("moved", GOOD, NOW)
    assert register.of_another_key() == 0
    with override_settings(SECRET_KEY="another key"):
        assert register.of_another_key() == models.Person.objects.filter(ended=None).exclude(salt=b"").count() > 1
        before = register.of_another_key()
        assert not register.takes_code(person, code_at(secret, step_of(NOW)), NOW)
        assert register.takes_code(person, codes[0], NOW)
        fresh, _ = register.new_second_step(person, NOW)
        assert register.takes_code(person, code_at(fresh, step_of(NOW)), NOW)
        assert register.of_another_key() == before - 1
    models.Person.objects.filter(id=person).update(ended=NOW)


def test_secret_is_of_one_person_and_one_key() -> None:
    """The same chance makes another secret for another person, and under another key; the same three make it again."""
    salt = new_salt()
    made = secret_of("one", salt)
    assert len(made) == 20
    assert made == secret_of("one", salt)
    with override_settings(SECRET_KEY="another key"):
        other = secret_of("one", salt)
    assert len({made, other, secret_of("two", salt), secret_of("one", new_salt())}) == 4
