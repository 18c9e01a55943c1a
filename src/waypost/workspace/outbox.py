"""Where mail goes: to a server where one is set, else into a folder, one file a message.

A mail is put there the moment it was composed and never waits in a queue, so that nothing is sent that its recipient
may no longer know (security S13).
"""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Callable
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Protocol

from waypost.workspace.atomic import Taken, place


class Outbox(Protocol):
    """Takes a mail for one recipient. `leaves` says whether it goes out by itself, to a mailbox that must be known."""

    leaves: bool

    def put(self, name: str, raw: bytes) -> None:
        """Send it, or keep it. The same mail twice is one mail."""


class Folder:
    """A folder of mail: for machines without a server, and for whoever wants to read what would be sent."""

    leaves = False

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, raw: bytes) -> None:
        """See `Outbox`; the file is named by the recipient and by what the mail holds."""
        try:
            place(self.path / f"{hashlib.sha256(name.encode()).hexdigest()[:12]}-{_digest(raw)}.eml", raw)
        except Taken:
            return


class Server:
    """A mail server; `connect` opens it, so that a test can hold one of its own."""

    leaves = True

    def __init__(self, host: str, port: int, connect: Callable[[str, int], smtplib.SMTP] = smtplib.SMTP) -> None:
        self._host = host
        self._port = port
        self._connect = connect

    def put(self, name: str, raw: bytes) -> None:
        """See `Outbox`. Raises OSError where the server cannot be reached."""
        with self._connect(self._host, self._port) as server:
            server.send_message(message_from_bytes(raw, policy=SMTP))


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:12]
