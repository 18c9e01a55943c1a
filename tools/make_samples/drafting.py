"""What the scripts that write samples share: ids from local keys, short forms of values, a draft of one home.

An id is opaque and random to a reader; here it is drawn from a salt and the local key, so that two runs of a
script give the same files.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from waypost.core.roadmap.bodies import Body
from waypost.core.roadmap.elements import Audience, Element
from waypost.core.roadmap.references import references
from waypost.core.values import (
    ElementId,
    Missing,
    Money,
    Precision,
    Principal,
    Quantity,
    Slug,
    Source,
    Text,
    When,
)

SALT = "waypost samples 1"


def element_id(home: str, key: str) -> ElementId:
    """The id of a local key: `e` and eleven characters, the same in every run."""
    digest = hashlib.sha256(f"{SALT}/{home}/{key}".encode()).digest()
    return ElementId("e" + base64.b32encode(digest).decode().lower()[:11])


def both(en: str, fr: str) -> Text:
    """English first, then French."""
    return Text(wordings=(("en", _set(en)), ("fr", _set_french(fr))))


def original_french(fr: str, en: str) -> Text:
    """A French original with its English wording."""
    return Text(wordings=(("fr", _set_french(fr)), ("en", _set(en))))


def _set(words: str) -> str:
    """Thousands are parted by a narrow space, as in our numbers."""
    return re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "\u202f", words)


def _set_french(words: str) -> str:
    """French sets a narrow space before double signs and inside its quotation marks."""
    return re.sub(r" (?=[;:!?»])|(?<=«) | (?=%)", "\u202f", _set(words))


def day(iso: str) -> date:
    """A day in ISO form."""
    return date.fromisoformat(iso)


def million(amount: str, currency: str = "EUR") -> Money:
    """Money from a number of millions."""
    return Money(amount=Decimal(amount) * 1_000_000, currency=currency)


def number(amount: str, unit: str) -> Quantity:
    """A quantity with its unit."""
    return Quantity(amount=Decimal(amount), unit=unit)


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def on(iso: str) -> When:
    """One day, written as a person writes it: 31 March 2026."""
    that = day(iso)
    phrase = f"{that.day} {MONTHS[that.month - 1]} {that.year}"
    return When(phrase=phrase, precision=Precision.DAY, first=that, last=that)


def by(phrase: str, last: str) -> When:
    """A phrase whose first day is open: by end of 2026."""
    return When(phrase=phrase, precision=Precision.INTERVAL, last=day(last))


def within(phrase: str, first: str, last: str, precision: str = "interval") -> When:
    """A phrase with a first and a last day: Q1 2027."""
    return When(phrase=phrase, precision=Precision(precision), first=day(first), last=day(last))


def since(phrase: str, first: str) -> When:
    """A phrase whose last day is open: from 1 July 2025."""
    return When(phrase=phrase, precision=Precision.INTERVAL, first=day(first))


@dataclass
class Draft:
    """The elements of one home as a script puts them down, by local key."""

    home: Slug
    elements: dict[str, Element] = field(default_factory=dict)

    def id(self, key: str) -> ElementId:
        """The id of a local key, also before the element is put down."""
        return element_id(self.home, key)

    def ids(self, keys: str) -> tuple[ElementId, ...]:
        """The ids of several local keys, parted by spaces."""
        return tuple(self.id(key) for key in keys.split())

    def put(
        self,
        key: str,
        body: Body,
        *,
        under: str | None,
        audience: Audience,
        number: str | None = None,
        sources: tuple[Source, ...] = (),
        note: Text | None = None,
    ) -> None:
        """Put one element down. Raises ValueError when the key is taken."""
        if key in self.elements:
            raise ValueError(f"{self.home}: {key} is there twice")
        self.elements[key] = Element(
            id=self.id(key),
            home=self.home,
            parent=None if under is None else self.id(under),
            number=number,
            audience=audience,
            sources=sources,
            note=note,
            body=body,
        )

    def check(self) -> None:
        """Raises ValueError for an id that nothing has, or an audience wider than its parent's."""
        known = {one.id: one for one in self.elements.values()}
        for key, one in self.elements.items():
            lost = [other for other in references(one.body) if other not in known]
            if lost or (one.parent is not None and one.parent not in known):
                raise ValueError(f"{self.home}: {key} points to nothing: {lost or one.parent}")
            above = known[one.parent].audience if one.parent is not None else frozenset({Principal("public")})
            if "public" not in above and ("public" in one.audience or not one.audience <= above):
                raise ValueError(f"{self.home}: {key} is wider than what it hangs under")


def principals(names: str) -> tuple[Principal, ...]:
    """Principals parted by commas."""
    return tuple(Principal(name) for name in names.split(", ") if name)


def audience(*names: str) -> Audience:
    """An audience of these principals."""
    return frozenset(Principal(name) for name in names)


def owner(name: str | None) -> Principal | Missing:
    """A principal, or not stated."""
    return Missing.NOT_STATED if name is None else Principal(name)
