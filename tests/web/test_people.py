"""People and access: who sees the table, invitations, ended memberships, who opened what."""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.web.browser import Browser, Served
from tests.web.conftest import NOW
from waypost.core.pages.access_log import CHANGES, EVENTS
from waypost.core.people.one_time import code_at, step_of
from waypost.core.people.roles import RIGHTS, Power, Role, Side, fits, may
from waypost.core.roadmap.bodies import Action
from waypost.core.values import PUBLIC, Slug
from waypost.usecases.samples import sample_folder
from waypost.workspace.folder import Folder
from waypost.workspace.people import models, record, register, resets

GOOD = "a sentence about rain on the sea"
BROUGHT = "Somebody of one test"


@pytest.fixture(autouse=True)
def _fresh(served: Served) -> None:
    models.Opening.objects.all().delete()


@pytest.fixture(autouse=True)
def _left_as_it_was(served: Served) -> Iterator[None]:
    """Whoever a test has brought along leaves with it."""
    yield
    models.Membership.objects.filter(function=BROUGHT).update(until=NOW)


def signed_in(served: Served, login: str) -> Browser:
    """A browser in which somebody is signed in."""
    browser = Browser(served)
    assert browser.sign_in(login, NOW).status_code == 303
    return browser


def test_tables_are_those_of_the_models(served: Served) -> None:
    """Whoever starts the next version gets the tables that it works with: no step is missing."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# ---------------------------------------------------------------------------------------------------------- roles


def test_no_role_holds_every_power() -> None:
    """Nobody may do everything: who administers people sees only what is public and changes nothing."""
    for rights in RIGHTS.values():
        assert Power.READ in rights.powers
        assert rights.powers != frozenset(Power)
        if Power.ADMINISTER in rights.powers:
            assert rights.powers == {Power.READ, Power.ADMINISTER, Power.INSPECT}
            assert rights.sides == {Side.PUBLIC}
    assert set(RIGHTS) == set(Role)


def test_who_has_no_role_only_reads() -> None:
    """Without an account one reads what is public and nothing more."""
    assert [one for one in Power if may(None, one)] == [Power.READ]


@pytest.mark.parametrize("eyes", ["eu", "ms:IT", "partner:QM", "org:IOM", "public"])
def test_role_fits_its_side_alone(eyes: str) -> None:
    """A role of one side cannot be held with the eyes of another."""
    fitting = {role for role in Role if fits(role, eyes)}
    assert fitting
    assert fitting != set(Role)


# ---------------------------------------------------------------------------------------------------- the table


def test_each_sees_the_people_of_their_own_organisation(served: Served) -> None:
    """Who keeps accounts sees everybody; anybody else only those of the same organisation."""

    def logins(login: str) -> set[str]:
        answer = signed_in(served, login).get("/people/download/json")
        assert "attachment" in answer["Content-Disposition"]
        return {one["login"] for one in json.loads(answer.content)["people"]}

    assert logins("keeper") >= set(served.accounts)
    assert logins("marenia") == {"marenia"}
    assert logins("italy") == {"italy"}


@pytest.mark.parametrize("address", ["/account/", "/people/"])
def test_no_id_stands_twice_on_a_page(served: Served, address: str) -> None:
    """Each label, hint and error finds the one field it is of."""
    page = signed_in(served, "keeper").get(address).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) > 10
    assert sorted(ids) == sorted(set(ids))


def test_table_is_a_workbook_too(served: Served) -> None:
    """The same table comes as a workbook."""
    answer = signed_in(served, "keeper").get("/people/download/xlsx")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert signed_in(served, "press").get("/people/download/exe").status_code == 404


# ------------------------------------------------------------------------------------------------------ invitations


def invite(keeper: Browser, **changed: str) -> str | None:
    """The address of an invitation that a keeper makes; None where it is refused."""
    place = models.Organisation.objects.get(name="France").id
    form = {"login": "france.two", "function": "Attaché", "organisation": place, "role": "state_reader", **changed}
    page = keeper.post("/people/", form, on="/people/").content.decode()
    found = re.search(r"http://127\.0\.0\.1:8000(/invitations/[\w-]+)", page)
    return found[1] if found else None


def test_invitation_serves_once_and_for_an_hour(served: Served, clock: list[datetime]) -> None:
    """Who is invited chooses a password, is told the secret once, and signs in; the address is dead afterwards."""
    keeper = signed_in(served, "keeper")
    late = invite(keeper, login="france.late")
    address = invite(keeper)
    assert address is not None
    assert late is not None
    guest = Browser(served)
    assert guest.get(address).status_code == 200
    for bad in ("short", "france.two is my name", "password1234567", "111111111111111"):
        assert guest.post(address, {"password": bad}, on=address).status_code == 200
        assert models.Person.objects.filter(login="france.two").count() == 0
    page = guest.post(address, {"password": GOOD}, on=address).content.decode()
    secret = re.search(r"\b[A-Z2-7]{32}\b", page)
    assert secret is not None
    assert guest.get(address).status_code == 404
    assert guest.post(address, {"password": GOOD}).status_code == 404
    clock[0] += timedelta(minutes=61)
    assert guest.get(late).status_code == 404
    assert guest.get("/invitations/nothing").status_code == 404


@pytest.mark.parametrize(
    "changed",
    [
        {"role": "presidency"},
        {"role": "god"},
        {"login": "italy"},
        {"login": "a b"},
        {"function": ""},
        {"organisation": "x"},
    ],
)
def test_invitation_that_does_not_fit_is_refused(served: Served, changed: dict[str, str]) -> None:
    """A role of another side, a name that is taken or none, an organisation that is not there: no invitation."""
    assert invite(signed_in(served, "keeper"), **changed) is None


@pytest.mark.parametrize("login", ["presidency", "italy", "marenia", "press"])
def test_only_keepers_invite_and_end(served: Served, login: str) -> None:
    """For everybody else there is nothing there to be sent to."""
    browser = signed_in(served, login)
    target = models.Membership.objects.get(person__login="frontex").id
    assert browser.post("/people/", {"end": target}, on="/people/").status_code == 404
    assert register.member(target) is not None
    assert models.Membership.objects.get(id=target).until is None


def test_ended_membership_is_dead_at_once(served: Served) -> None:
    """Whoever acts by a membership that is ended is signed out with the next page, and cannot come back."""
    person, secret, _ = register.add_person("leaver", GOOD, NOW)
    place = models.Organisation.objects.get(name="Italy").id
    member = register.add_member(person, place, "Trainee", Role.STATE_READER, NOW)
    leaver = Browser(served)
    leaver.post("/sign-in", {"login": "leaver", "password": GOOD})
    leaver.post("/sign-in/code", {"code": code_at(secret, step_of(NOW))}, on="/sign-in/code")
    assert leaver.get("/account/").status_code == 200
    keeper = signed_in(served, "keeper")
    assert keeper.post("/people/", {"end": member}, on="/people/").status_code == 303
    assert leaver.get("/account/").status_code == 303
    leaver.post("/sign-in", {"login": "leaver", "password": GOOD})
    again = leaver.post("/sign-in/code", {"code": code_at(secret, step_of(NOW) + 1)}, on="/sign-in/code")
    assert again.status_code == 403


def test_nobody_ends_themselves(served: Served) -> None:
    """A keeper cannot end the membership by which they keep, so that one is left."""
    own = models.Membership.objects.get(person__login="keeper").id
    assert signed_in(served, "keeper").post("/people/", {"end": own}, on="/people/").status_code == 400


# --------------------------------------------------------------------------- a second step that was taken back


@dataclass
class Somebody:
    """A person made for one test: name, password, id, secret, recovery codes."""

    login: str
    person: str
    secret: bytes
    codes: tuple[str, ...]

    def sign_in(self, served: Served, now: datetime, code: str = "") -> Browser:
        """A browser after both steps, with the code of the moment or another."""
        browser = Browser(served)
        assert browser.post("/sign-in", {"login": self.login, "password": GOOD}).status_code == 303
        browser.post("/sign-in/code", {"code": code or code_at(self.secret, step_of(now))}, on="/sign-in/code")
        return browser


def somebody(login: str, organisation: str, role: Role) -> Somebody:
    """Somebody new in an organisation that is there."""
    name = f"{login}.{secrets.token_hex(4)}"
    person, secret, codes = register.add_person(name, GOOD, NOW)
    place = models.Organisation.objects.get(name=organisation).id
    register.add_member(person, place, BROUGHT, role, NOW)
    return Somebody(name, person, secret, codes)


def is_in(browser: Browser) -> bool:
    """Whether a browser is signed in."""
    return browser.get("/account/").status_code == 200


@dataclass
class Lost:
    """Somebody whose phone is lost, still signed in somewhere, and two keepers: `other` is the second."""

    served: Served
    who: Somebody
    other: Somebody
    open: Browser
    first: Browser
    second: Browser

    def asked(self) -> str:
        """The id of the request that waits for this person."""
        return next(one.id for one in resets.waiting(NOW) if one.person == self.who.person)

    def confirmed(self) -> str:
        """The link that the second keeper is told, after the first has asked."""
        assert self.first.post("/people/", {"reset": self.who.person}, on="/people/").status_code == 303
        page = self.second.post("/people/", {"confirm": self.asked()}, on="/people/").content.decode()
        found = re.search(r"http://127\.0\.0\.1:8000(/resets/[\w-]+)", page)
        assert found is not None
        return found[1]


@pytest.fixture
def lost(served: Served) -> Lost:
    """Somebody whose phone is lost, and two keepers."""
    who = somebody("lost", "Italy", Role.STATE_READER)
    keepers = "Keepers of the workspace"
    first, second = somebody("first", keepers, Role.KEEPER), somebody("second", keepers, Role.KEEPER)
    browsers = (one.sign_in(served, NOW) for one in (who, first, second))
    return Lost(served, who, second, *browsers)


def test_second_step_comes_back_by_two_keepers(lost: Lost) -> None:
    """One asks, another confirms: codes and sessions of that person end at once, the link asks for the password, tells
    a new secret once, and is dead; every step of it is written down with who did it."""
    link = lost.confirmed()
    assert not is_in(lost.open)
    assert not is_in(lost.who.sign_in(lost.served, NOW, code_at(lost.who.secret, step_of(NOW) + 1)))
    assert not is_in(lost.who.sign_in(lost.served, NOW, lost.who.codes[0]))
    guest = Browser(lost.served)
    assert guest.get(link).status_code == 200
    assert "otpauth" not in guest.post(link, {"password": "not the password"}, on=link).content.decode()
    page = guest.post(link, {"password": GOOD}, on=link).content.decode()
    secret = re.search(r"\b[A-Z2-7]{32}\b", page)
    assert secret is not None
    assert guest.get(link).status_code == 404
    assert guest.post(link, {"password": GOOD}).status_code == 404
    models.Attempt.objects.all().delete()
    fresh = code_at(base64.b32decode(secret[0]), step_of(NOW))
    assert is_in(lost.who.sign_in(lost.served, NOW, fresh))
    kept = models.Event.objects.filter(person=lost.who.person, code__startswith="reset.")
    by = {one.code: models.Membership.objects.get(id=one.by).person.login.partition(".")[0] for one in kept}
    assert by == {"reset.asked": "first", "reset.confirmed": "second"}


def test_one_keeper_alone_takes_no_second_step_back(lost: Lost) -> None:
    """Who asked cannot confirm, in no other membership of theirs either; whom it concerns can neither; nor can
    somebody who keeps no accounts. Nothing has happened to the person then."""
    assert lost.first.post("/people/", {"reset": lost.who.person}, on="/people/").status_code == 303
    asked = {"confirm": lost.asked()}
    assert lost.first.post("/people/", asked, on="/people/").status_code == 400
    keeper = models.Membership.objects.get(id=models.Reset.objects.get(id=asked["confirm"]).by_id)
    second = register.add_member(keeper.person_id, keeper.organisation_id, BROUGHT, Role.KEEPER, NOW)
    assert lost.first.post("/account/", {"member": second}, on="/account/").status_code == 303
    assert lost.first.post("/people/", asked, on="/people/").status_code == 400
    assert lost.open.post("/people/", asked, on="/people/").status_code == 404
    assert is_in(lost.open)
    register.end_member(keeper.id, "", NOW)
    assert lost.second.post("/people/", asked, on="/people/").status_code == 400
    assert is_in(lost.open)


def test_nobody_asks_for_themselves(lost: Lost) -> None:
    """A keeper does not ask for a second step of their own, nor confirm what others ask for them."""
    own = lost.other.person
    assert lost.second.post("/people/", {"reset": own}, on="/people/").status_code == 400
    assert lost.first.post("/people/", {"reset": own}, on="/people/").status_code == 303
    waiting = next(one.id for one in resets.waiting(NOW) if one.person == own)
    assert lost.second.post("/people/", {"confirm": waiting}, on="/people/").status_code == 400
    assert lost.second.post("/people/", {"withdraw": waiting}, on="/people/").status_code == 303


def test_what_was_asked_waits_a_day_and_its_link_an_hour(lost: Lost, clock: list[datetime]) -> None:
    """Nobody confirms after a day, or what was withdrawn; nobody asks twice; the link is dead after an hour."""
    form = {"reset": lost.who.person}
    assert lost.first.post("/people/", form, on="/people/").status_code == 303
    assert lost.first.post("/people/", form, on="/people/").status_code == 400
    asked = lost.asked()
    assert lost.first.post("/people/", {"withdraw": asked}, on="/people/").status_code == 303
    assert lost.second.post("/people/", {"confirm": asked}, on="/people/").status_code == 400
    by = register.member(models.Reset.objects.get(id=asked).by_id)
    assert by is not None
    assert resets.ask(lost.who.person, by, NOW - timedelta(hours=25))
    assert resets.waiting(NOW) == ()
    link = lost.confirmed()
    clock[0] += timedelta(minutes=61)
    assert Browser(lost.served).get(link).status_code == 404


def test_second_of_two_who_confirm_at_once_gets_nothing(lost: Lost) -> None:
    """What was settled meanwhile is not settled again, whatever somebody looked at before."""
    lost.first.post("/people/", {"reset": lost.who.person}, on="/people/")
    asked = lost.asked()
    assert lost.second.post("/people/", {"confirm": asked}, on="/people/").status_code == 200
    assert lost.second.post("/people/", {"confirm": asked}, on="/people/").status_code == 400
    assert lost.second.post("/people/", {"withdraw": asked}, on="/people/").status_code == 400


def test_own_phone_is_replaced_with_the_password(served: Served) -> None:
    """Who still gets in sets up another phone: the new secret is told once, the old one, its recovery codes and every
    other session are dead, the session in which it was done goes on."""
    who = somebody("phone", "Italy", Role.STATE_READER)
    elsewhere, here = who.sign_in(served, NOW), who.sign_in(served, NOW, who.codes[1])
    assert (
        "otpauth"
        not in here.post("/account/", {"phone": "1", "password": "wrong words"}, on="/account/").content.decode()
    )
    assert is_in(elsewhere)
    page = here.post("/account/", {"phone": "1", "password": GOOD}, on="/account/").content.decode()
    secret = re.search(r"\b[A-Z2-7]{32}\b", page)
    assert secret is not None
    assert secret[0] not in here.get("/account/").content.decode()
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert not is_in(who.sign_in(served, NOW, code_at(who.secret, step_of(NOW) + 1)))
    assert not is_in(who.sign_in(served, NOW, who.codes[2]))
    assert is_in(who.sign_in(served, NOW, code_at(base64.b32decode(secret[0]), step_of(NOW))))


# ------------------------------------------------------------------------------------------------------- mailboxes


def test_mailbox_is_seen_by_its_owner_and_by_keepers(served: Served) -> None:
    """Somebody keeps a mailbox for their function and takes it back; keepers read it, people of the same organisation
    and of others do not."""
    mailbox = "returns@ministry.example"
    owner = signed_in(served, "italy")
    colleague = somebody("colleague", "Italy", Role.STATE_READER).sign_in(served, NOW)
    assert owner.post("/account/", {"mailbox": f" {mailbox} "}, on="/account/").status_code == 303
    assert f'value="{mailbox}"' in owner.get("/account/").content.decode()
    readers = {"keeper": signed_in(served, "keeper"), "colleague": colleague, "france": signed_in(served, "france")}
    for name, browser in readers.items():
        for address in ("/people/", "/people/download/json"):
            assert (mailbox in browser.get(address).content.decode()) is (name == "keeper"), (name, address)
    assert owner.post("/account/", {"mailbox": ""}, on="/account/").status_code == 303
    assert mailbox not in readers["keeper"].get("/people/").content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "returns", "a@b", "a@b.example, c@d.example", "a b@c.example", "a@b.example\nBcc: c@d.example", "é@b.example",
        "a@é.example", "<a@b.example>", f"{'a' * 250}@b.example", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(served: Served, words: str) -> None:
    """What is not one plain address is not kept; the page says what to write and shows what was typed."""
    browser = signed_in(served, "home")
    answer = browser.post("/account/", {"mailbox": words}, on="/account/")
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()
    assert models.Membership.objects.get(person__login="home").mailbox == ""


# -------------------------------------------------------------------------------------------------- acting as


def test_one_acts_as_one_membership_at_a_time(served: Served) -> None:
    """Who belongs to two organisations sees with the eyes of one and switches; never with both."""
    person = models.Person.objects.get(login="secretariat").id
    place = models.Organisation.objects.get(name="Frontex").id
    second = register.add_member(person, place, "Seconded expert", Role.AGENCY, NOW + timedelta(minutes=1))
    browser = signed_in(served, "secretariat")
    assert "Desk officer, migration" in browser.get("/people/").content.decode()
    assert browser.post("/account/", {"member": second}, on="/account/").status_code == 303
    page = browser.get("/people/").content.decode()
    assert "Seconded expert" in page
    assert "Desk officer, migration" not in page
    foreign = models.Membership.objects.get(person__login="marenia").id
    assert browser.post("/account/", {"member": foreign}, on="/account/").status_code == 400
    register.end_member(second, "", NOW)


# -------------------------------------------------------------------------------------------------------- record


def an_action(owner: str, *, public: bool) -> str:
    """The id of an action of Marenia that the EU and its owner see, restricted or not."""
    state = Folder(Path(str(sample_folder()))).newest(Slug("marenia"))
    return next(
        one.id
        for one in state.elements
        if isinstance(one.body, Action)
        and one.body.owner == owner
        and (PUBLIC in one.audience) is public
        and (public or {"eu", "partner:QM"} <= one.audience)
    )


def test_owner_reads_who_opened_a_restricted_element(served: Served) -> None:
    """Opening a restricted element and downloading its roadmap are written down, and its owner reads both."""
    element = an_action("partner:QM", public=False)
    page, record = f"/roadmaps/marenia/elements/{element}/", f"/roadmaps/marenia/elements/{element}/opened/"
    eeas, owner = signed_in(served, "eeas"), signed_in(served, "marenia")
    assert eeas.get(page).status_code == 200
    assert eeas.get("/roadmaps/marenia/download/json").status_code == 200
    held = owner.get(record)
    assert held.status_code == 200
    text = held.content.decode()
    assert text.count("European External Action Service") == 2
    assert record in owner.get(page).content.decode()
    assert eeas.get(record).status_code == 404
    assert record not in eeas.get(page).content.decode()


def test_what_everybody_sees_is_not_written_down(served: Served) -> None:
    """Nobody is watched while they read what is public."""
    state = Folder(Path(str(sample_folder()))).newest(Slug("marenia"))
    public = next(one.id for one in state.elements if isinstance(one.body, Action) and PUBLIC in one.audience)
    signed_in(served, "eeas").get(f"/roadmaps/marenia/elements/{public}/")
    Browser(served).get(f"/roadmaps/marenia/elements/{public}/")
    assert models.Opening.objects.count() == 0


# -------------------------------------------------------------------------------------------- what happened to access


def test_everything_written_down_has_its_words() -> None:
    """Whatever code is written down anywhere stands on one part of the page, so nothing happens that nobody reads."""
    source = Path(register.__file__).parents[2]
    noted = {code for one in source.rglob("*.py") for code in re.findall(r"\bnote\(\s*\"([a-z_.]+)\"", one.read_text())}
    listed = [code for part in EVENTS.values() for code in part]
    assert noted == set(listed)
    assert len(listed) == len(set(listed))


def test_keepers_and_auditors_read_what_happened_to_access(served: Served) -> None:
    """Who ended whose membership stands there by function and organisation, sign-ins on a part of their own; keepers
    and auditors are led there, and to nobody else it is there."""
    keeper, auditor = signed_in(served, "keeper"), signed_in(served, "auditor")
    member = next(one for one in register.members() if one.login == "italy.reader")
    by = next(one for one in register.members() if one.login == "keeper")
    register.note("member.ended", NOW, person=member.person, by=by.id)
    try:
        for browser in (keeper, auditor):
            page = browser.get("/people/log/").content.decode()
            assert f"{member.function}, {member.organisation.name}" in page
            assert f"{by.function}, {by.organisation.name}" in page
            assert "membership ended" in page
            assert "signed in" not in page
            assert 'href="/people/log/"' in browser.get("/people/").content.decode()
            assert "signed in" in browser.get("/people/log/?show=sign-ins").content.decode()
            assert browser.get("/people/log/?show=everything").status_code == 404
        for login in ("presidency", "italy", "marenia", "press"):
            browser = signed_in(served, login)
            assert browser.get("/people/log/").status_code == 404
            assert "/people/log/" not in browser.get("/people/").content.decode()
    finally:
        models.Event.objects.filter(code="member.ended", person=member.person, by=by.id).delete()


def test_every_line_of_the_log_says_by_whom(served: Served) -> None:
    """What somebody does with their own access is written down as theirs, an invitation that is taken as its keeper's;
    what nobody on the pages did says that it was done at the server, or by nobody who had said who they are."""
    browser, keeper = signed_in(served, "france"), signed_in(served, "keeper")
    own, by = (next(one for one in register.members() if one.login == login) for login in ("france", "keeper"))
    token = register.invite("newcomer", own.organisation.id, BROUGHT, Role.STATE_READER, by.id, NOW)
    assert register.accept(token, GOOD, NOW) is not None
    assert browser.post("/account/", {"mailbox": "desk@example.org"}, on="/account/").status_code == 303
    register.set_mailbox(own.id, "", NOW)
    held = {
        (one.code, one.by.login)
        for one in record.happenings([code for part in EVENTS.values() for code in part])
        if one.by is not None
    }
    assert {("mailbox.changed", "france"), ("sign_in.done", "france"), ("person.invited", "keeper")} <= held
    assert {("person.added", "keeper"), ("member.added", "keeper")} <= held
    Browser(served, address="192.0.2.79").post("/sign-in", {"login": "nobody.at.all", "password": "guess"})
    for part in EVENTS:
        page = keeper.get(f"/people/log/?show={part}" if part != CHANGES else "/people/log/").content.decode()
        rows = [re.findall(r"<td\b[^>]*>(.*?)</td>", one, re.DOTALL) for one in page.split("<tr")[2:]]
        assert rows
        assert [cells for cells in rows if not re.sub(r"<[^>]+>|\s", "", cells[-1])] == []
    assert "At the server, by command" in keeper.get("/people/log/").content.decode()
    assert "Nobody who had said who they are" in keeper.get("/people/log/?show=sign-ins").content.decode()
