"""Who may know an element.

An audience is a set of principals. One whose audience holds `public` is seen by everyone; any other by one who
holds a principal of it and takes part in its home (design 3). `eu` does not stand for `ms:XX`.
"""

from __future__ import annotations

from waypost.core.roadmap.elements import Audience
from waypost.core.values import EU, PUBLIC, Principal


def is_principal(name: str) -> bool:
    """Whether the text is a principal: `eu`, `public`, `ms:XX`, `partner:XX`, `org:NAME`."""
    prefix, colon, rest = name.partition(":")
    if not colon:
        return name in (EU, PUBLIC)
    if prefix in ("ms", "partner"):
        return len(rest) == 2 and rest.isascii() and rest.isalpha() and rest.isupper()
    return prefix == "org" and bool(rest) and rest == rest.strip()


def is_named(name: str) -> bool:
    """Whether the text names a principal or the Member States together, `ms:*`, which stand among donors and owners."""
    return name == "ms:*" or is_principal(name)


def takes_part(viewer: Principal, partners: frozenset[str]) -> bool:
    """Whether a viewer takes part in a home of a folder with these partner countries.

    `eu`, every Member State and every organisation take part everywhere, a partner where it is among the
    partners, the public nowhere (it sees only what is public).
    """
    if viewer == PUBLIC:
        return False
    prefix, _, rest = viewer.partition(":")
    return prefix != "partner" or rest in partners


def may_see(audience: Audience, viewer: Principal, *, taking_part: bool) -> bool:
    """Whether a viewer may know an element with that audience; an empty audience is for nobody."""
    return PUBLIC in audience or (taking_part and viewer in audience)


def circle_of(viewer: Principal) -> str:
    """Those with whom a viewer may share what a machine remembers: institutions and Member States, who are one side of
    the table (security B9); everyone else shares with nobody."""
    return "eu-side" if viewer == EU or viewer.startswith("ms:") else viewer


def is_within(child: Audience, parent: Audience) -> bool:
    """Whether a child's audience is no wider than its parent's; `public` is wider than all."""
    return PUBLIC in parent or (PUBLIC not in child and child <= parent)


def is_internal(audience: Audience) -> bool:
    """Whether neither a partner nor everyone is among the readers."""
    return not is_shared(audience)


def is_shared(audience: Audience) -> bool:
    """Whether a partner or everyone may see it; anything else is internal to the EU side."""
    return PUBLIC in audience or any(one.startswith("partner:") for one in audience)
