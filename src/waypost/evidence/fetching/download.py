"""One answer of a publisher into a file: resumed where it broke off, tried again, never larger than allowed.

What has come stays beside the file as `NAME.part` with what tells one issue from the next; the file gets its name when
it is whole. A redirect is not followed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import Final

from waypost.core.errors import Problem, Refused
from waypost.core.say import SayValue, say
from waypost.evidence.fetching.requests import Request
from waypost.evidence.fetching.wire import secure_connection

TRIES: Final = 5
LONGEST_WAIT: Final = 60.0
"""Seconds; a host that asks for more is given up until a person tries again."""
PIECE: Final = 1 << 16
LIMIT: Final = 4 << 30
"""Bytes of the largest answer."""
BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which one may ask again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How one fetches: over which connection, how one waits, how much one takes, whom one tells of progress."""

    connect: Callable[[str], HTTPConnection] = secure_connection
    wait: Callable[[float], None] = time.sleep
    limit: int = LIMIT
    told: Callable[[str, int], None] = lambda name, held: None


def download(request: Request, folder: Path, manner: Manner) -> Path:
    """The file with the answer.

    Raises Refused when the file is there already, when the host will not give it, when it is larger than allowed or
    does not come after some tries; what has come then waits for the next time.
    """
    target = folder / request.name
    if target.exists():
        raise _refused("fetch.there", file=target.name)
    part = _Part(target)
    waited: float | None = None
    for turn in range(TRIES):
        if turn:
            manner.wait(2.0**turn if waited is None else waited)
        try:
            waited = _once(request, part, manner)
        except (OSError, HTTPException):
            waited = None
            continue
        if waited is None:
            part.finish()
            return target
    raise _refused("fetch.gave_up", address=request.address, n=TRIES, held=part.held)


def _once(request: Request, part: _Part, manner: Manner) -> float | None:
    """One try: None when the answer is whole, else how many seconds to wait for the next."""
    connection = manner.connect(request.host)
    try:
        connection.request("GET", request.path, headers=part.asking())
        answer = connection.getresponse()
        if answer.status in BUSY:
            return _wait_asked(answer)
        if answer.status == 416:
            part.start_anew()
            return 0.0
        if answer.status not in (200, 206):
            raise _not_given(request, answer)
        if not part.goes_on(answer):
            part.start_anew()
            return 0.0
        _take(request, answer, part, manner)
        return None
    finally:
        connection.close()


def _take(request: Request, answer: HTTPResponse, part: _Part, manner: Manner) -> None:
    coming = answer.length
    if coming is not None and part.held + coming > manner.limit:
        part.forget()
        raise _refused("fetch.too_large", address=request.address, limit=manner.limit)
    with part.path.open("ab") as out:
        while piece := answer.read1(PIECE):
            if part.held + len(piece) > manner.limit:
                part.forget()
                raise _refused("fetch.too_large", address=request.address, limit=manner.limit)
            out.write(piece)
            part.held += len(piece)
            manner.told(request.name, part.held)
        out.flush()
        os.fsync(out.fileno())
    if answer.length:
        raise HTTPException("the answer broke off")


def _wait_asked(answer: HTTPResponse) -> float:
    raw = answer.headers.get("Retry-After", "")
    return min(float(raw), LONGEST_WAIT) if raw.isdecimal() else 2.0


def _not_given(request: Request, answer: HTTPResponse) -> Refused:
    if 300 <= answer.status < 400:
        return _refused("fetch.moved", address=request.address, to=answer.headers.get("Location", "?"))
    return _refused("fetch.not_given", address=request.address, status=answer.status)


class _Part:
    """What has come of an answer so far, and the mark of the issue it is of."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f"{target.name}.part")
        self._mark = target.with_name(f"{target.name}.part.mark")
        self.held = self.path.stat().st_size if self.path.exists() else 0

    def asking(self) -> dict[str, str]:
        """The headers of a request: for the rest, where some has come and the issue is known."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "waypost", "Connection": "close"}
        mark = self._mark.read_text(encoding="ascii") if self._mark.exists() else ""
        if self.held and mark:
            headers |= {"Range": f"bytes={self.held}-", "If-Range": mark}
        return headers

    def goes_on(self, answer: HTTPResponse) -> bool:
        """Whether an answer follows what has come: the rest of it, or all anew; the mark of a new one is kept."""
        if answer.status == 206:
            return answer.headers.get("Content-Range", "").startswith(f"bytes {self.held}-")
        self.start_anew()
        mark = answer.headers.get("ETag", "")
        # A weak mark cannot be resumed by; a date can.
        mark = answer.headers.get("Last-Modified", "") if not mark or mark.startswith("W/") else mark
        if mark.isascii():
            self._mark.write_text(mark, encoding="ascii")
        return True

    def start_anew(self) -> None:
        """Drop what has come; it is of another issue."""
        self.forget()
        self.held = 0

    def forget(self) -> None:
        """Take both files away."""
        self.path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)

    def finish(self) -> None:
        """Give the file its name."""
        os.replace(self.path, self.target)
        self._mark.unlink(missing_ok=True)


def _refused(code: str, **values: SayValue) -> Refused:
    return Refused((Problem(code=code, reason=say(code, **values), remedy=say(f"{code}.remedy")),))
