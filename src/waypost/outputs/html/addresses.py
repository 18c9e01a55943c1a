"""The one table of addresses of the web workspace: the name of each and its pattern, as Django writes patterns.

Templates make links from it and `web/urls.py` takes its patterns from it, so that no link leads nowhere. Slugs and
opaque ids are all that stands in an address (security S9).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlencode

from waypost.codec.interface.operations import ADDRESSES as PROGRAMS
from waypost.core.goto import Goto

ROADMAP: Final = "roadmaps/<slug:home>/"

ADDRESSES: Final[dict[str, str]] = {
    "portfolio": "",
    # Signing in, and a person's own account.
    "sign_in": "sign-in",
    "second_step": "sign-in/code",
    "sign_out": "sign-out",
    "account": "account/",
    "tokens": "account/tokens",
    "language": "account/language",
    "scheme": "account/scheme",
    # A roadmap.
    "roadmap": ROADMAP,
    "timetable": f"{ROADMAP}timetable/",
    "objectives": f"{ROADMAP}objectives/",
    "money": f"{ROADMAP}money/",
    "lines": f"{ROADMAP}money/lines/",
    "balance": f"{ROADMAP}balance/",
    "review": f"{ROADMAP}review/",
    "changes": f"{ROADMAP}changes/",
    "history": f"{ROADMAP}history/",
    "downloads": f"{ROADMAP}downloads/",
    "download": f"{ROADMAP}download/<slug:form>",
    "element": f"{ROADMAP}elements/<str:element>/",
    # Changing it; here `home` may also be that of what belongs to no roadmap.
    "add": f"{ROADMAP}add/<slug:kind>",
    "edit": f"{ROADMAP}elements/<str:element>/edit",
    "move": f"{ROADMAP}elements/<str:element>/move",
    "split": f"{ROADMAP}elements/<str:element>/split",
    "close": f"{ROADMAP}elements/<str:element>/close",
    "confirm": f"{ROADMAP}elements/<str:element>/confirm",
    "drop": f"{ROADMAP}elements/<str:element>/drop",
    "restore": f"{ROADMAP}elements/<str:element>/restore",
    "proposals": f"{ROADMAP}proposals/",
    "proposal": f"{ROADMAP}proposal/",
    "audience": f"{ROADMAP}elements/<str:element>/audience",
    "drafts": "drafts/",
    "start": "start/",
    "widenings": "widenings/",
    "widening": "widenings/<str:request_key>/",
    "openings": f"{ROADMAP}elements/<str:element>/opened/",
    # What stands beside the roadmaps.
    "rules": "rules/",
    "rule": "rules/<str:rule>/",
    "shared_element": "shared/elements/<str:element>/",
    "meetings": "meetings/",
    "meeting": "meetings/<str:meeting>/",
    "paper": "meetings/<str:meeting>/papers/<slug:paper>/<slug:form>",
    "dialogues": "dialogues/",
    "frameworks": "frameworks/",
    "framework": "frameworks/<str:code>/",
    "member_state": "member-states/<str:state>/",
    "import": "import/",
    "incoming": "import/<slug:key>/",
    "routes": "routes/",
    "detections": "routes/detections.csv",
    "nationalities": "routes/nationalities.csv",
    "partners": "partners/",
    "partner": "partners/<str:partner>/",
    "sheet": "partners/<str:partner>/sheet/<slug:form>",
    "funding": "partners/<str:partner>/money/",
    "aid_activity": "partners/<str:partner>/money/activity",
    "search": "search/",
    "people": "people/",
    "people_download": "people/download/<slug:form>",
    "access_log": "people/log/",
    "invitation": "invitations/<str:token>",
    "reset": "resets/<str:token>",
    "digest": "digest/",
    "feeds": "feeds/",
    "feed": "feeds/<str:token>.ics",
    "static": "static/<str:file>",
    **PROGRAMS,
}
"""Name of an address -> its pattern, without the first slash."""

_VALUE: Final = re.compile(r"<(\w+):(\w+)>")


class UnknownAddress(KeyError):
    """A name that no row of the table has, or a value that its pattern does not know; our fault, caught by a test."""


def address_of(to: Goto) -> str:
    """The address of a place, from its first slash. Raises UnknownAddress for what the table does not hold."""
    pattern = ADDRESSES.get(to.name)
    values = dict(to.values)
    if pattern is None or set(values) != {name for _, name in _VALUE.findall(pattern)}:
        raise UnknownAddress(f"{to.name}: {sorted(values)}")
    path = _VALUE.sub(lambda found: quote(values[found.group(2)], safe=""), pattern)
    query = f"?{urlencode(to.query)}" if to.query else ""
    return f"/{path}{query}{f'#{quote(to.part)}' if to.part else ''}"
