"""People and access: who sees the table, invitations, ended memberships, who opened what."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.web.browser import Browser, Served
from tests.web.conftest import NOW
from waypost.core.people.one_time import code_at, step_of
from waypost.core.people.roles import RIGHTS, Power, Role, Side, fits, may
from waypost.core.roadmap.bodies import Action
from waypost.core.values import PUBLIC, Slug
from waypost.usecases.samples import sample_folder
from waypost.workspace.folder import Folder
from waypost.workspace.people import models, register

GOOD = "a sentence about rain on the sea"


@pytest.fixture(autouse=True)
def _fresh(served: Served) -> None:
    models.Opening.objects.all().delete()


def signed_in(served: Served, login: str) -> Browser:
    """A browser in which somebody is signed in."""
    browser = Browser(served)
    assert browser.sign_in(login, NOW).status_code == 303
    return browser


# ---------------------------------------------------------------------------------------------------------- roles


def test_no_role_holds_every_power() -> None:
    """Nobody may do everything: who administers people sees only what is public and changes nothing."""
    for rights in RIGHTS.values():
        assert Power.READ in rights.powers
        assert rights.powers != frozenset(Power)
        if Power.ADMINISTER in rights.powers:
            assert rights.powers == {Power.READ, Power.ADMINISTER}
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
    person, _, _ = register.add_person("leaver", GOOD, NOW)
    place = models.Organisation.objects.get(name="Italy").id
    member = register.add_member(person, place, "Trainee", Role.STATE_READER, NOW)
    secret = bytes(models.Person.objects.get(id=person).secret)
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
