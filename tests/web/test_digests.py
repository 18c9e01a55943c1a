"""What needs a person beside the roadmaps, and the calendars of their own, over HTTP."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from django.conf import settings
from icalendar import Calendar

from tests.web.browser import Browser, Served
from tests.web.conftest import NOW
from tests.web.test_pages import seated
from tests.web.test_programs_acting import internal
from tests.web.workbench import MARENIA, Workbench, text_of
from waypost.core.roadmap.audience import is_shared
from waypost.core.roadmap.view import View, see
from waypost.core.values import Principal, Slug
from waypost.usecases.pages.digests import send_digests
from waypost.usecases.samples import sample_folder
from waypost.workspace.folder import Folder
from waypost.workspace.outbox import Folder as Outbox
from waypost.workspace.people import models


def test_what_is_internal_stands_in_a_calendar_only_where_its_owner_wants_it(served: Served) -> None:
    """A calendar leaves out what neither a partner nor the public may see, unless its owner asks for it when it is
    made; that is for this calendar alone, stands beside it, and is written down. Who sees nothing internal is not
    asked."""
    written = models.Event.objects.filter(code="feed.internal")
    browser, told, before = seated(served, "italy"), {}, written.count()
    for form in ({}, {"internal": "1"}, {"internal": "no"}):
        page = browser.post("/feeds/", form, on="/digest/").content.decode()
        address = re.search(r"(/feeds/[\w-]+\.ics)", page)
        assert address
        told[str(form)] = Browser(served).get(address[1]).content
    plain, internal, other = told.values()
    seen = {one.id: one.audience for home in ("marenia", "workspace") for one in seen_by(home, "ms:IT")}
    entries = {each for one in (plain, internal) for each in re.findall(r"UID:(\w+)", one.decode())}
    kept = {one for one in entries if one in seen and not is_shared(seen[one])}
    assert kept
    assert not [one for one in kept if one.encode() in plain]
    assert all(one.encode() in internal for one in kept)
    assert plain == other
    assert "what is internal is among them" in re.sub(r"\r\n ", "", internal.decode()).replace("\\", "")
    assert "What is internal stands in it too." in browser.get("/digest/").content.decode()
    assert written.count() == before + 1
    assert 'name="internal"' not in seated(served, "marenia").get("/digest/").content.decode()


def test_a_calendar_says_each_monday_how_much_waits(served: Served) -> None:
    """On the Monday of the week stands how many things wait, with the way to the page that names them, and no
    title; what is internal counts only in a calendar that holds it."""
    browser, counts = seated(served, "italy"), []
    for form in ({}, {"internal": "1"}):
        page = browser.post("/feeds/", form, on="/digest/").content.decode()
        address = re.search(r"(/feeds/[\w-]+\.ics)", page)
        assert address
        calendar = Calendar.from_ical(Browser(served).get(address[1]).content)
        (week,) = [one for one in calendar.walk("VEVENT") if one["UID"].startswith("week-")]
        assert week["DTSTART"].dt == NOW.date() - timedelta(days=NOW.date().weekday())
        assert week["URL"].endswith("/digest/")
        said = re.fullmatch(r"Waypost: (\d+) things? waits? for you", week["SUMMARY"])
        assert said
        counts.append(int(said[1]))
    assert 0 < counts[0] < counts[1]


def seen_by(home: str, eyes: str) -> View:
    """What somebody sees of a home of the samples."""
    return see(Folder(Path(str(sample_folder()))).states(Slug(home))[-1], Principal(eyes))


def test_digest_holds_what_waits_and_stands_in_no_roadmap(
    served: Served, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """A request that waits for a second person, a draft and an open proposal are on the digest of who may settle, typed
    or may answer them, are told to their program, and are counted in their mail; others hear nothing of it."""
    bench, before = Workbench(served, tmp_path_factory.mktemp("digest") / "place", NOW), settings.WAYPOST_PLACE
    bench.enter()
    try:
        waiting = counts(bench, "presidency", tmp_path / "first")
        others = counts(bench, "marenia", tmp_path / "others")
        one = internal(bench)
        at = f"/roadmaps/{MARENIA}/elements/{one.id}"
        asked = {"_preset": "ticked", "_audience": sorted({*one.audience, "partner:QM"}), "_looked": "1"}
        form = bench.shown("eeas", f"{at}/audience", "audience")
        answer = bench.by("eeas").client.post(f"{at}/audience", {**form, **asked})
        assert answer.status_code == 303, text_of(answer)
        shown = bench.shown("presidency", f"{at}/edit", "filling")
        assert bench.sent("presidency", f"{at}/edit", {**shown, "_draft": "1"}).status_code == 303
        assert counts(bench, "presidency", tmp_path / "then") == waiting + 2
        assert counts(bench, "marenia", tmp_path / "others-then") == others
        told = json.loads(bench.by("presidency").get("/api/v1/needs").content)["data"]
        assert ([held["element"] for held in told["requests"]], len(told["drafts"])) == ([one.id], 1)
        assert "/widenings/" in bench.by("presidency").get("/digest/").content.decode()
        mine = json.loads(bench.by("eeas").get("/api/v1/needs").content)["data"]
        assert (mine["requests"], mine["drafts"]) == ([], [])
    finally:
        bench.leave(before)


def counts(bench: Workbench, login: str, folder: Path) -> int:
    """How much the mail to somebody says waits for them; the page of the digest shows as much."""
    send_digests(bench.served.place, NOW, Outbox(folder))
    (mail,) = mails_to(login, folder)
    said = re.match(r"(\d+) ", mail.get_content())
    page = bench.by(login).get("/digest/").content.decode()
    shown = sum(map(int, re.findall(r"<h3>(\d+) ", page.replace("<h3>One ", "<h3>1 "))))
    assert said is not None
    assert int(said[1]) == shown
    return shown


def mails_to(login: str, folder: Path) -> list[EmailMessage]:
    """The mails of a folder to somebody."""
    mails = (message_from_bytes(one.read_bytes(), policy=default) for one in folder.glob("*.eml"))
    return [one for one in mails if one["To"] == f"{login}@localhost"]
