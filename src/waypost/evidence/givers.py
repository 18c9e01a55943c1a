"""Whose money it is: an organisation as an aid file names it, as a principal of ours.

The institutions and bodies of the Commission are `eu`. A ministry or public agency is its state: `ms:DE`, and for a
state outside the EU `partner:CA`. Anybody else is itself, by reference, else by name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from waypost.core.aid.activity import Organisation
from waypost.core.aid.texts import in_language
from waypost.reference.countries import is_country, is_member_state
from waypost.reference.crosswalk import country_of

PUBLIC_TYPES: Final = frozenset({"10", "11", "15", ""})
"""Government, local government, other public sector; an organisation of which no type is given may be one. Source:
IATI 2.03, list OrganisationType."""
NOBODY: Final = "?"
EU_REFS: Final = re.compile(r"(?:XI-IATI-EC\b|XI-IATI-EC_|XM-DAC-918\b|EU$|XI-IATI-EU\b)")
EU_NAMES: Final = re.compile(
    r"\b(?:european (?:commission|union)|commission européenne|union européenne|dg (?:echo|near|intpa|devco|home)|"
    r"europäische (?:kommission|union)|comisión europea|unión europea)\b",
    re.IGNORECASE,
)
_GOVERNMENT: Final = re.compile(r"(?:the )?government of (?:the )?(.+)", re.IGNORECASE)
_DAC: Final = re.compile(r"XM-DAC-(\d{1,3})(?:-.*)?", re.ASCII)
_NATIONAL: Final = re.compile(r"([A-Z]{2})(?:-(?:\d+|[A-Z]+\d*-.*))?", re.ASCII)


def giver_of(body: Organisation | None) -> str:
    """The principal that an organisation is; `?` for none, and for one without reference and name."""
    return _giver(ref_of(body), name_of(body), body.type or "") if body else NOBODY


@lru_cache(maxsize=20_000)
def _giver(ref: str, name: str, kind: str) -> str:
    if not (ref or name):
        return NOBODY
    if EU_REFS.match(ref) or (not ref and EU_NAMES.search(name)):
        return "eu"
    state = _state(ref, kind) if kind in PUBLIC_TYPES else None
    state = state or _government(name, kind)
    if state is not None:
        return f"ms:{state}" if is_member_state(state) else f"partner:{state}"
    return f"org:{name or ref}"


def _government(name: str, kind: str) -> str | None:
    """The state that a name says: `Government of Italy`, or `Italy` of a body that is a government."""
    said = _GOVERNMENT.fullmatch(name.strip())
    if said is None and kind not in ("10", "15"):
        return None
    found = country_of("un", said[1] if said else name)
    return found if isinstance(found, str) else None


def name_of(body: Organisation | None) -> str:
    """The name of an organisation, in English where it has one so; empty where it has none."""
    return (in_language(body.name, "en") or "")[:LONGEST_NAME] if body else ""


def ref_of(body: Organisation | None) -> str:
    """Its reference, as written; empty where it has none."""
    return (body.ref or "") if body else ""


LONGEST_NAME: Final = 400
"""Letters that are kept of a name; some publishers write a page."""


def _state(ref: str, kind: str) -> str | None:
    """The state whose ministry or agency an organisation may be, by its reference."""
    donor = _DAC.fullmatch(ref)
    if donor:
        found = country_of("oecd", donor[1])
        return found if isinstance(found, str) else None
    national = _NATIONAL.fullmatch(ref)
    if national is None or (not kind and not ref[3:].isdigit()):
        return None
    return national[1] if is_country(national[1]) else None
