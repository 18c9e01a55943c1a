"""Files of publishers fetched from their own interfaces: only when a person says so, and only from known hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from waypost.evidence.fetching.download import Manner, download
from waypost.evidence.fetching.requests import Request, request_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A file that came, and from where."""

    path: Path
    address: str
    size: int


def addresses(publisher: str, asked: Iterable[str], *, on: date) -> tuple[str, ...]:
    """What would be asked of the network, first pages only. Raises as `request_of`."""
    return tuple(request_of(publisher, one, on=on).address for one in asked)


def fetch(
    publisher: str,
    asked: Iterable[str],
    folder: Path,
    *,
    on: date,
    told: Callable[[str, int], None],
    manner: Manner | None = None,
) -> Iterator[Fetched]:
    """Each file as it comes, in the order asked; pages of one answer are files of their own. `told` hears the name of
    a file and how many bytes of it have come.

    Raises as `request_of` before anything is asked, and as `download`.
    """
    requests = [request_of(publisher, one, on=on) for one in asked]
    folder.mkdir(parents=True, exist_ok=True)
    for one in requests:
        yield from _pages(one, folder, manner or Manner(told=told))


def _pages(request: Request | None, folder: Path, manner: Manner) -> Iterator[Fetched]:
    while request is not None:
        path = download(request, folder, manner)
        size = path.stat().st_size
        if request.more is not None and not _holds(path, request.more):
            # The page after the last one is empty; it is no file to keep.
            path.unlink()
            return
        yield Fetched(path=path, address=request.address, size=size)
        request = request.next_page() if request.next_page else None


def _holds(path: Path, wanted: bytes) -> bool:
    before = b""
    with path.open("rb") as source:
        while piece := source.read(1 << 20):
            if wanted in before + piece:
                return True
            before = piece[-len(wanted) :]
    return False
