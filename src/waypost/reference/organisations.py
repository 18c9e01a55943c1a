"""How aid data names a principal: the reference of a donor is the OECD's code of it under the prefix XM-DAC.

A partner, an agency or an implementer has none here: its own reference is in no table of ours, and none is made up.
Source: IATI, list OrganisationRegistrationAgency (XM-DAC); OECD list of donors, in the crosswalk of countries.
"""

from __future__ import annotations

from typing import Final

from waypost.core.aid.activity import Organisation
from waypost.core.aid.texts import Narrative
from waypost.core.values import EU, Principal
from waypost.reference.countries import country_name, is_country
from waypost.reference.crosswalk import donor_code

GOVERNMENT, MULTILATERAL = "10", "40"
"""Codes of the list OrganisationType, IATI 2.03."""
INSTITUTIONS: Final = Organisation(
    ref="XM-DAC-918", type=MULTILATERAL, name=(Narrative(text="EU institutions", language="en"),)
)
"""918 is the EU institutions in the OECD's list of donors."""


def organisation_of(principal: Principal) -> Organisation:
    """The organisation that a principal is, named in English; its reference is None where no table has one."""
    if principal == EU:
        return INSTITUTIONS
    kind, _, rest = principal.partition(":")
    if kind not in ("ms", "partner"):
        return Organisation(name=_english(rest or principal))
    if not is_country(rest):
        return Organisation(type=GOVERNMENT, name=_english("Member States" if rest == "*" else rest))
    code = donor_code(rest)
    ref = None if code is None else f"XM-DAC-{code}"
    return Organisation(ref=ref, type=GOVERNMENT, name=_english(country_name(rest, "en")))


def _english(words: str) -> tuple[Narrative, ...]:
    return (Narrative(text=words, language="en"),)
