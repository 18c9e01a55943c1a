"""One-time passwords by time (RFC 6238 over RFC 4226): six digits, thirty seconds, SHA-1 as every app has it.

SHA-1 stands here inside HMAC, where what is weak in it does not matter.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

SECONDS: Final = 30
DIGITS: Final = 6


def step_of(now: datetime) -> int:
    """The number of the half minute in which a moment lies."""
    return int(now.timestamp()) // SECONDS


def code_at(secret: bytes, step: int, *, digits: int = DIGITS) -> str:
    """The code of a half minute. Source: RFC 4226 5.3."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def step_matched(secret: bytes, code: str, now: datetime, *, after: int) -> int | None:
    """The half minute whose code was typed: this one or a neighbour, but none up to `after`, the last one used, so
    that a code seen over somebody's shoulder serves nobody. None where it is no such code."""
    current = step_of(now)
    typed = code.encode()
    return next(
        (
            step
            for step in (current, current - 1, current + 1)
            if step > after and hmac.compare_digest(code_at(secret, step).encode(), typed)
        ),
        None,
    )
