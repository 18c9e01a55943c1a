"""What is asked of a publisher: its documented interface as addresses, and the name under which each answer is kept.

Sources: Eurostat, SDMX 2.1 dissemination API, data query (format TSV); d-portal, queries of activities in pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote, urlsplit

from waypost.core.errors import WrongRequest
from waypost.core.say import say

HOSTS: Final = (
    "ec.europa.eu",
    "d-portal.org",
    "www.frontex.europa.eu",
    "missingmigrants.iom.int",
    "home-affairs.ec.europa.eu",
    "api.unhcr.org",
    "data.unhcr.org",
    "api.worldbank.org",
    "stats.oecd.org",
)
"""The hosts of publishers from whom a file may be fetched by its address; no other is asked."""

PAGE: Final = 100
"""Activities a page, as d-portal gives them by default."""

_DATASET: Final = re.compile(r"[A-Za-z0-9_]{2,40}(?:/[A-Za-z0-9_.+]{0,200})?", re.ASCII)
_COUNTRY: Final = re.compile(r"[A-Z]{2}", re.ASCII)
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One address to be asked, and the name of the file of its answer.

    `next_page` gives the request that follows where the answer holds `more`; None where an answer is whole.
    """

    host: str
    path: str
    name: str
    more: bytes | None = None
    next_page: Callable[[], Request] | None = None

    @property
    def address(self) -> str:
        """As a person types it."""
        return f"https://{self.host}{self.path}"


def request_of(publisher: str, asked: str, *, on: date) -> Request:
    """The request for what a person asked of a publisher. `on` is the day of fetching, which stands in the name.

    Raises WrongRequest for an unknown publisher, for a name that its interface does not know, and for an address whose
    host is no publisher's.
    """
    make = PUBLISHERS.get(publisher)
    if make is None:
        raise WrongRequest(say("fetch.no_publisher", value=publisher, known=tuple(PUBLISHERS)))
    return make(asked, on)


def _eurostat(asked: str, on: date) -> Request:
    """A dataset, or a part of it: `migr_asyappctza/A.PER.TN`, the key as the interface writes it."""
    if not _DATASET.fullmatch(asked):
        raise WrongRequest(say("fetch.no_dataset", value=asked))
    path = f"/eurostat/api/dissemination/sdmx/2.1/data/{quote(asked)}?format=TSV&compressed=false"
    return Request(host="ec.europa.eu", path=path, name=f"eurostat-{_plain(asked)}-{on.isoformat()}.tsv")


def _dportal(asked: str, on: date) -> Request:
    """The activities that name a country, page by page."""
    if not _COUNTRY.fullmatch(asked):
        raise WrongRequest(say("fetch.no_country", value=asked))
    return _dportal_page(asked, on, 0)


def _dportal_page(country: str, on: date, page: int) -> Request:
    path = f"/q.xml?from=act,country&country_code={country}&limit={PAGE}&offset={page * PAGE}"
    return Request(
        host="d-portal.org",
        path=path,
        name=f"dportal-{country}-{on.isoformat()}-{page + 1:03}.xml",
        more=b"<iati-identifier",
        next_page=lambda: _dportal_page(country, on, page + 1),
    )


def _address(asked: str, on: date) -> Request:
    """A file by the address at which its publisher has it."""
    parts = urlsplit(asked)
    if parts.scheme != "https" or parts.hostname not in HOSTS or parts.port not in (None, 443) or parts.username:
        raise WrongRequest(say("fetch.no_host", value=asked, known=HOSTS))
    ending = _ENDING.search(parts.path[-6:])
    stem = _plain(parts.path.rpartition("/")[2].rpartition(".")[0] or parts.hostname)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    return Request(host=parts.hostname, path=path, name=f"{stem}-{on.isoformat()}{ending[0] if ending else ''}")


PUBLISHERS: Final[Mapping[str, Callable[[str, date], Request]]] = {
    "eurostat": _eurostat,
    "dportal": _dportal,
    "address": _address,
}
"""Whom one can ask, and how what is asked becomes an address."""


def _plain(words: str) -> str:
    """Letters, digits and lines of a name, for a file."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", words).strip("-")[:80]
