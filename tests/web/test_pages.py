"""Pages over HTTP: they answer, their links lead somewhere, and their files are those of the command line."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.web.browser import Browser, Served
from tests.web.conftest import NOW
from tests.web.grounds import where
from waypost.cli.main import main
from waypost.usecases.pages.digests import send_digests
from waypost.usecases.pages.searching import A_MINUTE
from waypost.web.visits import SESSION, name_of
from waypost.workspace.outbox import Folder
from waypost.workspace.people import register, sittings

PAGES = (
    *("/meetings/", "/dialogues/", "/frameworks/", "/frameworks/NDICI/", "/routes/", "/search/", "/digest/"),
    *("/routes/?route=western_african", "/partners/", "/partners/TN/", "/partners/VA/", "/partners/TN/money/"),
    *("/member-states/IT/", "/roadmaps/marenia/downloads/"),
)
LINK = re.compile(r'<a [^>]*href="(/[^"#?]*)')
ON = ("--on", "2026-10-01")
FILE = re.compile(r'filename="([^"]+)"')


def seated(served: Served, login: str, *, address: str = "192.0.2.1") -> Browser:
    """A browser in which somebody is signed in already; nobody where the name is empty."""
    browser = Browser(served, address=address)
    if login:
        person = register.person_with(login, served.accounts[login].password)
        assert person is not None
        token = sittings.complete(sittings.begin(person, "", NOW), register.memberships_of(person)[0].id, NOW)
        browser.client.cookies[name_of(SESSION)] = token
    return browser


def file_of(browser: Browser, address: str) -> tuple[str, bytes]:
    """The name and the bytes of a file that is downloaded."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content[:400]
    found = FILE.search(answer["Content-Disposition"])
    assert found
    return found[1], answer.content


@pytest.mark.parametrize("login", ["presidency", "marenia", ""])
def test_pages_answer_and_lead_somewhere(served: Served, login: str) -> None:
    """Every page answers, signed in or not, and the elements, meetings and frameworks to which they lead are there."""
    browser = seated(served, login)
    seen: set[str] = set()
    for address in PAGES:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert answer["Cache-Control"] == "no-store"
        seen.update(LINK.findall(answer.content.decode()))
    kinds = ("/meetings/", "/shared/", "/frameworks/", "/roadmaps/marenia/elements/")
    links = sorted(one for one in seen if one.startswith(kinds) and "/papers/" not in one)
    assert len(links) > 20
    lost = [one for one in links[::12] if browser.get(one).status_code != 200]
    assert not lost


@pytest.mark.parametrize("login", ["italy", "marenia", ""])
def test_what_is_hidden_is_answered_like_what_is_not_there(served: Served, login: str) -> None:
    """An element that a reader may not know, one that is not there, and a wrong roadmap have one answer."""
    presidency, browser = seated(served, "presidency"), seated(served, login)
    found = presidency.post("/search/", {"question": "visa"}, on="/search/").content.decode()
    elements = set(re.findall(r"/roadmaps/marenia/elements/\w+/", found))
    answers = {one: browser.get(one) for one in elements}
    hidden = [one for one in answers.values() if one.status_code == 404]
    missing = browser.get("/roadmaps/marenia/elements/nothing/")
    assert missing.status_code == 404
    for one in (*hidden, browser.get("/roadmaps/nothing/elements/nothing/"), browser.get("/meetings/nothing/")):
        assert _without_token(one.content) == _without_token(missing.content)


def _without_token(body: bytes) -> bytes:
    """A page without what differs by address and request: the token of forms, the way back."""
    return re.sub(rb'name="(csrfmiddlewaretoken|next|back)" value="[^"]*"|next=[^"]*', b"", body)


BRIEFS = {"pdf": "pdf", "html": "html", "docx": "docx", "brief-xlsx": "xlsx", "brief-json": "json"}
EXPORTS = {"xlsx": "xlsx", "rows-docx": "docx", "ics": "ics", "json": "json"}


@pytest.mark.parametrize(
    ("login", "viewer", "briefs", "exports"),
    [
        ("presidency", "eu", ("pdf", "docx", "brief-xlsx"), ("xlsx", "rows-docx")),
        ("marenia", "partner:QM", ("html", "brief-json"), ("ics", "json")),
    ],
)
def test_files_are_those_of_the_command_line(
    served: Served,
    login: str,
    viewer: str,
    briefs: tuple[str, ...],
    exports: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each file has the name and the bytes that the command line writes for that reader on that day."""
    browser = seated(served, login)
    monkeypatch.chdir(tmp_path)
    there = ("-w", where(served.place), "--as", viewer, *ON)
    assert main(["brief", "marenia", "--form", ",".join(BRIEFS[one] for one in briefs), *there]) == 0
    for form in (EXPORTS[one] for one in exports):
        (tmp_path / form).mkdir()
        monkeypatch.chdir(tmp_path / form)
        assert main(["export", "marenia", "--form", form, *there]) == 0
    capsys.readouterr()
    for form in briefs:
        name, raw = file_of(browser, f"/roadmaps/marenia/download/{form}")
        assert (tmp_path / name).read_bytes() == raw, form
    for form in exports:
        name, raw = file_of(browser, f"/roadmaps/marenia/download/{form}")
        assert (tmp_path / EXPORTS[form] / name).read_bytes() == raw, form


def test_papers_are_those_of_the_command_line(
    browser: Browser,
    served: Served,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A paper of a meeting has the name and the bytes that the command line writes for that reader on that day."""
    monkeypatch.chdir(tmp_path)
    page = browser.get("/meetings/").content.decode()
    meeting = re.findall(r'href="/meetings/(\w+)/"', page)[0]
    there = ("-w", where(served.place), "--as", "public", *ON)
    assert main(["note", meeting, "--kind", "agenda,followup", "--form", "html,docx", *there]) == 0
    capsys.readouterr()
    for kind in ("agenda", "followup"):
        for form in ("html", "docx"):
            name, raw = file_of(browser, f"/meetings/{meeting}/papers/{kind}/{form}")
            assert (tmp_path / name).read_bytes() == raw


def test_a_question_is_sent_and_stands_in_no_address(browser: Browser) -> None:
    """A search is sent by a form; what was asked stands on the page and in no link."""
    found = browser.post("/search/", {"question": "return"}, on="/search/")
    assert found.status_code == 200
    body = found.content.decode()
    assert 'value="return"' in body
    assert "question=" not in body
    assert browser.get("/search/?question=return").content.count(b"<li") <= browser.get("/search/").content.count(
        b"<li"
    )


def test_who_searches_without_end_must_wait(served: Served) -> None:
    """After so many searches in a minute the next is refused, with words that say what to do."""
    hasty = Browser(served, address="192.0.2.77")
    answers = [hasty.post("/search/", {"question": "."}, on="/search/") for _ in range(A_MINUTE + 1)]
    assert [one.status_code for one in answers] == [*[200] * A_MINUTE, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert b"Wait a minute" in answers[-1].content
    program = hasty.send("/api/v1/search", {"question": "."})
    assert (program.status_code, program["Retry-After"]) == (429, "60")
    assert (
        seated(served, "italy", address="192.0.2.77").post("/search/", {"question": "."}, on="/search/").status_code
        == 200
    )


def test_a_calendar_serves_until_it_is_ended(served: Served) -> None:
    """The address of a calendar is told once, gives whoever has it the owner's shared days, and nothing once ended."""
    browser = seated(served, "marenia")
    made = browser.post("/feeds/", {}, on="/digest/").content.decode()
    address = re.search(r"http://127\.0\.0\.1:8000(/feeds/[\w-]+\.ics)", made)
    assert address
    assert address[1] not in browser.get("/digest/").content.decode()
    stranger = Browser(served)
    calendar = stranger.get(address[1])
    assert calendar.status_code == 200
    assert calendar["Content-Type"].startswith("text/calendar")
    assert calendar.content.startswith(b"BEGIN:VCALENDAR")
    assert calendar.content.count(b"BEGIN:VEVENT") > 20
    ends = re.findall(r'name="end" value="(\w+)"', made)
    assert browser.post("/feeds/", {"end": ends[0]}, on="/digest/").status_code == 303
    assert stranger.get(address[1]).status_code == 404
    assert stranger.get("/feeds/nothing.ics").content == stranger.get(address[1]).content


def test_a_calendar_dies_of_age(served: Served, clock: list[datetime]) -> None:
    """Half a year after it was made a calendar serves nobody."""
    browser = seated(served, "italy")
    made = browser.post("/feeds/", {}, on="/digest/").content.decode()
    address = re.search(r"(/feeds/[\w-]+\.ics)", made)
    assert address
    clock[0] = NOW + timedelta(days=181)
    assert Browser(served).get(address[1]).status_code == 404


def test_mail_is_made_for_each_recipient(served: Served, tmp_path: Path) -> None:
    """Whoever has something waiting gets one mail, with their own number in it; whoever has not gets none."""
    sent = send_digests(served.place, NOW, Folder(tmp_path))
    mails = [message_from_bytes(one.read_bytes(), policy=default) for one in tmp_path.glob("*.eml")]
    assert sorted(str(one["To"]) for one in mails) == sorted(f"{one}@localhost" for one in sent)
    assert {"presidency", "italy", "marenia"} <= set(sent)
    assert not {"press", "keeper"} & set(sent)
    told = {str(one["To"]).partition("@")[0]: one.get_content() for one in mails}
    for login in ("italy", "marenia"):
        digest = seated(served, login).get("/digest/").content.decode()
        counts = re.findall(r"<h3>(\d+) ", digest)
        assert told[login].startswith(f"{sum(map(int, counts))} things wait for you.")
    assert len({str(one["Subject"]) for one in mails}) == 1


class Postbox:
    """A mail server that keeps what it is given."""

    leaves = True

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []

    def put(self, name: str, raw: bytes) -> None:
        """See `Outbox`."""
        self.taken.append((name, raw))


def test_mail_goes_out_to_mailboxes_alone(served: Served) -> None:
    """A server of mail gets it for the mailbox that somebody gave for their function, and for no name to sign in."""
    box, mailbox = Postbox(), "returns@ministry.example"
    assert send_digests(served.place, NOW, box) == ()
    member = next(one for one in register.members() if one.login == "italy")
    register.set_mailbox(member.id, mailbox, NOW)
    try:
        assert send_digests(served.place, NOW, box) == ("italy",)
    finally:
        register.set_mailbox(member.id, "", NOW)
    ((name, raw),) = box.taken
    assert name == message_from_bytes(raw, policy=default)["To"] == mailbox
