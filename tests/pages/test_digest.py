"""What needs a person: their own and nobody else's; the mail tells how much and never what."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.pages.sitting import NOW, ON, sit
from waypost.core.pages.digest import mail_lines
from waypost.core.pages.needs import SOON, Needs, needs_of
from waypost.core.roadmap.vocabulary import ItemState
from waypost.core.say import say
from waypost.core.values import Principal, When
from waypost.outputs.mail import render_mail
from waypost.usecases.pages.known import analyses, changed_since
from waypost.usecases.pages.known import needs as needed
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import wording
from waypost.workspace.outbox import Folder


@pytest.mark.parametrize("viewer", ["eu", "ms:ES", "partner:QM"])
def test_needs_are_ones_own(viewer: str) -> None:
    """What is to be settled, is late or due soon is the reader's own; what is to be confirmed is somebody else's."""
    found = needed(sit(viewer).asking)
    assert all(one.item.owner == viewer for one in found.settle)
    assert all(one.item.owner != viewer and one.item.state is ItemState.DONE for one in found.confirm)
    assert all(one.body.owner == viewer for one in (*found.late, *found.soon))
    assert all(one.late > 0 for one in found.late)
    assert all(
        isinstance(one.body.due, When) and one.body.due.last <= ON + SOON for one in found.soon if one.body.due.last
    )
    assert found.count == len({one.element.id for one in (*found.settle, *found.confirm, *found.late, *found.soon)})


def test_nothing_of_ones_own_is_left_out() -> None:
    """Every open follow-up and every late action that names the reader is among what needs them."""
    asking = sit("ms:IT").asking
    worked_out = analyses(asking)
    found = needs_of(Principal("ms:IT"), worked_out, None, ON)
    open_ones = {
        one.element.id
        for now in worked_out
        for one in now.meetings.open
        if one.item.owner == "ms:IT" and one.element.home == now.view.home
    }
    assert open_ones == {one.element.id for one in found.settle}
    late = {one.element for now in worked_out for one in now.timetable.items if one.is_late}
    assert {one.element.id for one in found.late} <= late
    assert found.late


def test_the_public_needs_nothing() -> None:
    """Nothing waits for the public."""
    assert needed(sit("public").asking).count == 0


@pytest.fixture(scope="module")
def italys() -> Needs:
    """What needs Italy."""
    return needed(sit("ms:IT").asking)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_says_how_much_and_not_what(italys: Needs, language: str) -> None:
    """The subject is the same for everybody, and the text holds numbers and an address, no title and no name."""
    words = wording(language)
    lines = mail_lines(italys.count, 3, "http://127.0.0.1:8000/digest/")
    raw = render_mail(say("digest.mail_subject"), lines, to="italy", now=NOW, words=words)
    mail = message_from_bytes(raw, policy=default)
    body = mail.get_body()
    assert body is not None
    told = body.get_content()
    assert "http://127.0.0.1:8000/digest/" in told
    assert mail["To"] == "italy@localhost"
    assert mail["Subject"] == words.plain(say("digest.mail_subject"))
    for one in (*italys.settle, *italys.late):
        assert words.plain(one.element.title) not in told
    assert raw == render_mail(say("digest.mail_subject"), lines, to="italy", now=NOW, words=words)


def test_a_recipient_cannot_write_a_header() -> None:
    """A name with a line break is refused, not turned into a second header (security S29)."""
    with pytest.raises(ValueError, match=r"[Ll]inefeed|[Nn]ewline|[Cc]arriage|header"):
        render_mail(say("digest.mail_subject"), (), to="x\r\nBcc: y@z", now=NOW, words=wording("en"))


def test_the_outbox_keeps_a_mail_once(tmp_path: Path) -> None:
    """The same mail put twice is one file; another one is another."""
    outbox = Folder(tmp_path / "outbox")
    for raw in (b"one", b"one", b"two"):
        outbox.put("italy", raw)
    assert sorted(one.read_bytes() for one in (tmp_path / "outbox").glob("*.eml")) == [b"one", b"two"]


def test_changes_are_those_of_the_week() -> None:
    """What changed is counted in the reader's own history: nothing since the last state, something since before it."""
    asking = sit("eu").asking
    assert changed_since(asking, NOW) == 0
    assert changed_since(asking, NOW - timedelta(days=30)) == 1
