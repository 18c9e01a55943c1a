"""The small pieces of which aid data is made: texts, days, amounts, places, organisations.

Each gives what the file says, None where it says nothing, and reports what cannot be read in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from lxml import etree

from waypost.core.aid.activity import DAC, UNKNOWN, Amount, Organisation, Place, Sector
from waypost.core.aid.texts import Link, Narrative, Texts
from waypost.core.say import SayValue
from waypost.readers.iati.old import SECTOR_VOCABULARIES
from waypost.readers.iati.reports import Reports

Node = etree._Element

LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_DECIMAL: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
"""A value of type xs:decimal; a power of ten (`-9e-10`) is none."""


@dataclass(slots=True)
class Reading:
    """One activity or organisation while it is read: where it is, what holds where a part says nothing."""

    reports: Reports
    identifier: str | None
    currency: str | None

    def report(
        self,
        code: str,
        node: Node,
        *,
        value: str | None = None,
        column: str | None = None,
        **values: SayValue,
    ) -> None:
        """A warning with its place."""
        self.reports.report(code, row=node.sourceline, element=self.identifier, value=value, column=column, **values)

    def renamed(self, table: dict[str, str], code: str | None, node: Node) -> str | None:
        """A code of 1.0x as it is called now, and said once for the file; any other as it is."""
        if code is None or code not in table:
            return code
        self.reports.once("aid.old_types", row=node.sourceline)
        return table[code]

    def texts(self, node: Node | None) -> Texts:
        """The words of an element: its narratives, else (1.0x) its own text."""
        if node is None:
            return ()
        narratives = node.findall("narrative")
        found = (
            Narrative(text=words, language=language_of(one) or (language_of(node) if not narratives else None))
            for one in narratives or [node]
            if (words := words_of(one))
        )
        return tuple(found)

    def day(self, node: Node | None) -> date | None:
        """A day: its attribute, else its text (1.0x). One that is none is reported."""
        if node is None:
            return None
        raw = attribute(node, "iso-date") or words_of(node)
        return self._day_of(raw, node) if raw else None

    def day_in(self, node: Node, name: str) -> date | None:
        """A day in an attribute."""
        raw = attribute(node, name)
        return self._day_of(raw, node) if raw else None

    def _day_of(self, raw: str, node: Node) -> date | None:
        try:
            return date.fromisoformat(raw[:10])
        except ValueError:
            self.report("aid.no_day", node, value=raw, column=str(node.tag))
            return None

    def percentage(self, node: Node) -> Decimal | None:
        """The share in per cent that a place or sector names."""
        raw = attribute(node, "percentage")
        if raw is None:
            return None
        found = decimal_of(raw.removesuffix("%"))
        if found is None:
            self.report("aid.no_decimal", node, value=raw, column="percentage")
        return found

    def amount(self, parent: Node) -> Amount | None:
        """The own value of a part; None, and said, where there is none that can be read."""
        value = parent.find("value")
        if value is None:
            self.report("aid.no_value", parent, column=str(parent.tag))
            return None
        raw = words_of(value)
        found = decimal_of(raw)
        if found is None:
            self.report("aid.no_decimal", value, value=raw, column=str(parent.tag))
            return None
        return Amount(
            value=found,
            currency=attribute(value, "currency") or self.currency or UNKNOWN,
            day=self.day_in(value, "value-date"),
        )

    def places(self, parent: Node, tag: str) -> tuple[Place, ...]:
        """Recipient countries or regions with their shares."""
        return tuple(
            Place(
                code=attribute(one, "code"),
                percentage=self.percentage(one),
                vocabulary=attribute(one, "vocabulary"),
            )
            for one in parent.iterfind(tag)
        )

    def sectors(self, parent: Node) -> tuple[Sector, ...]:
        """Sectors, each in its vocabulary."""
        return tuple(
            Sector(
                code=attribute(one, "code"),
                vocabulary=self.renamed(SECTOR_VOCABULARIES, attribute(one, "vocabulary"), one) or DAC,
                percentage=self.percentage(one),
                name=self.texts(one),
            )
            for one in parent.iterfind("sector")
        )

    def organisation(self, node: Node | None, activity: str = "activity-id") -> Organisation | None:
        """An organisation; `activity` is the attribute in which its own activity is named."""
        if node is None:
            return None
        return Organisation(
            ref=attribute(node, "ref"),
            type=attribute(node, "type"),
            name=self.texts(node),
            activity=attribute(node, activity),
        )

    def links(self, parent: Node) -> tuple[Link, ...]:
        """Documents pointed to."""
        return tuple(
            Link(
                url=attribute(one, "url"),
                format=attribute(one, "format"),
                title=self.texts(one.find("title")),
                categories=tuple(_codes(one, "category")),
                languages=tuple(_codes(one, "language")),
                day=self.day(one.find("document-date")),
            )
            for one in parent.iterfind("document-link")
        )


def decimal_of(raw: str) -> Decimal | None:
    """An exact decimal: blanks around it and commas between thousands do not count; None for anything else."""
    trimmed = raw.strip().replace(",", "")
    return Decimal(trimmed) if _DECIMAL.fullmatch(trimmed) else None


def words_of(node: Node) -> str:
    """All text in an element, without blanks around it."""
    return "".join(node.itertext("*")).strip()


def attribute(node: Node, name: str) -> str | None:
    """An attribute without blanks around it; None where it is not there or empty."""
    raw = node.get(name)
    return (raw.strip() or None) if raw is not None else None


def code_in(parent: Node, tag: str) -> str | None:
    """The code of a child."""
    child = parent.find(tag)
    return None if child is None else attribute(child, "code")


def language_of(node: Node) -> str | None:
    """The language an element names, in small letters: publishers write EN and en."""
    raw = attribute(node, LANGUAGE)
    return raw.lower() if raw else None


def _codes(parent: Node, tag: str) -> Iterator[str]:
    for one in parent.iterfind(tag):
        code = attribute(one, "code")
        if code:
            yield code
