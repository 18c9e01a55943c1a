"""What lies beside the history and belongs to one person: drafts, uploads, and what was answered to a submission."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from waypost.core.errors import Problem, Refused
from waypost.core.say import say
from waypost.core.values import ElementId, Slug
from waypost.workspace.database.rows import moment_of, text_of
from waypost.workspace.database.session import Row, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A submission: the key that its sender made for it, who sent it, and what (a hash of its content)."""

    key: str
    person: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a person typed that was refused or is not finished: about which element of a home (None: a new one), and
    when. `payload` is a text of whoever keeps it (JSON). Only that person ever gets it."""

    id: str
    person: str
    home: Slug
    element: ElementId | None
    at: datetime
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that a person sent and has not accepted yet; `digest` is the SHA-256 of its content."""

    id: str
    person: str
    at: datetime
    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """What the content is known by: 64 hexadecimal figures of SHA-256."""
        return hashlib.sha256(self.content).hexdigest()


def once(session: Session, sent: Sent, act: Callable[[], str]) -> str:
    """The answer to a submission: that of `act`, or, where the same was sent before, the one it had then.

    `act` runs inside the transaction in which its answer is kept, so that it is done once or not at all. Raises Refused
    when the key was used for something else, or by somebody else.
    """
    with session.writing():
        before = session.rows("SELECT person, digest, payload FROM answer WHERE key = ?", (sent.key,))
        if before and before[0][:2] == (sent.person, sent.digest):
            return str(before[0][2])
        if before:
            code = "workspace.key_used"
            raise Refused((Problem(code=code, reason=say(code), remedy=say(f"{code}.remedy")),))
        answer = act()
        row = (sent.key, sent.person, sent.digest, text_of(sent.at), answer)
        session.run("INSERT INTO answer (key, person, digest, at, payload) VALUES (?, ?, ?, ?, ?)", row)
        return answer


def keep_draft(session: Session, draft: Draft) -> None:
    """Keep a draft, in the place of an earlier one of the same id and person."""
    row = (draft.id, draft.person, draft.home, draft.element, text_of(draft.at), draft.payload)
    with session.writing():
        touched = session.run(
            "UPDATE draft SET at = ?, payload = ? WHERE id = ? AND person = ?", (row[4], row[5], row[0], row[1])
        )
        if not touched:
            session.run("INSERT INTO draft (id, person, home, element, at, payload) VALUES (?, ?, ?, ?, ?, ?)", row)


def drop_draft(session: Session, id: str, person: str) -> None:
    """Take a draft of a person out; nothing where there is none."""
    with session.writing():
        session.run("DELETE FROM draft WHERE id = ? AND person = ?", (id, person))


def drafts_of(session: Session, person: str) -> tuple[Draft, ...]:
    """The drafts of a person, oldest first."""
    words = "SELECT id, person, home, element, at, payload FROM draft WHERE person = ? ORDER BY at, id"
    return tuple(_draft(row) for row in session.rows(words, (person,)))


def keep_upload(session: Session, upload: Upload) -> None:
    """Keep a file until it is accepted or dropped."""
    row = (upload.id, upload.person, text_of(upload.at), upload.name, upload.digest, upload.content)
    with session.writing():
        session.run("INSERT INTO upload (id, person, at, name, digest, content) VALUES (?, ?, ?, ?, ?, ?)", row)


def drop_uploads(session: Session, person: str, before: datetime) -> None:
    """Take the files of a person out that were sent before a moment."""
    with session.writing():
        session.run("DELETE FROM upload WHERE person = ? AND at < ?", (person, text_of(before)))


def upload_of(session: Session, id: str, person: str) -> Upload | None:
    """A file of a person; None where there is none, or where it is somebody else's."""
    words = "SELECT id, person, at, name, content FROM upload WHERE id = ? AND person = ?"
    for key, owner, at, name, content in session.rows(words, (id, person)):
        return Upload(id=key, person=owner, at=moment_of(at), name=name, content=bytes(content))
    return None


def _draft(row: Row) -> Draft:
    id, person, home, element, at, payload = row
    return Draft(
        id=id,
        person=person,
        home=Slug(home),
        element=None if element is None else ElementId(element),
        at=moment_of(at),
        payload=payload,
    )
