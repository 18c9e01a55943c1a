"""A mail as bytes: one recipient, a subject that is the same for everybody, plain text and nothing else.

Source: RFC 5322; security S13 (one recipient a message, the subject constant).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from waypost.core.say import Say
from waypost.words.wording import Wording

SENDER: Final = "Waypost <waypost@localhost>"


def render_mail(
    subject: Say, lines: tuple[Say, ...], *, to: str, now: datetime, words: Wording, sender: str = SENDER
) -> bytes:
    """The mail; the same input gives the same bytes. `to` is a mail address, or a name to sign in with.

    Raises ValueError for a recipient that holds a line break.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = words.plain(subject)
    message["From"] = sender
    message["To"] = to if "@" in to else f"{to}@localhost"
    message["Date"] = format_datetime(now)
    text = "\n\n".join(words.plain(one) for one in lines)
    key = hashlib.sha256(f"{to} {now.isoformat()}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{key}@waypost.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(f"{text}\n", cte="base64")
    message["Content-Language"] = words.language
    return message.as_bytes()
