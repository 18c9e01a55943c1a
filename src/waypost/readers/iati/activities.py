"""Activities of an IATI file, one after another, whatever the size of the file (IATI 1.0x and 2.0x).

What breaks the schema is reported and the rest is read. Refused is only what is not well-formed, not IATI, or harmful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final, Literal

from lxml import etree

from waypost.core.aid.activity import OLD_TYPES, UNKNOWN, Activity, Amount, Place, Transaction
from waypost.core.aid.totals import shares_exceed
from waypost.core.errors import Problem, Refused, Severity
from waypost.core.say import SayValue, say
from waypost.readers.guard import guard
from waypost.readers.iati.schema import broken_rules

ROOTS: Final = {
    "iati-activities": "iati-activities",
    "iati-activity": "iati-activities",
    "iati-organisations": "iati-organisations",
}
"""Root elements of IATI files, and the kind of file each makes. A lone activity is taken as a file of one."""

_DECIMAL: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
"""A value of type xs:decimal; a power of ten (`-9e-10`) is none."""


@dataclass(slots=True)
class AidFile:
    """An IATI file while it is read: its kind, and the problems found so far.

    `schema_errors` counts what breaks the schema of 2.03; None where no schema is at hand (1.0x).
    """

    path: Path
    name: str
    kind: str = "iati-activities"
    schema_errors: int | None = None
    problems: list[Problem] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    def activities(self) -> Iterator[Activity]:
        """Each activity in the order of the file. Raises Refused for what is no IATI."""
        with self.path.open("rb") as source:
            harm = guard(source, file=self.name)
            if harm is not None:
                raise Refused((harm,))
            source.seek(0)
            self.kind, version = _root(source, self.name)
            source.seek(0)
            yield from self._read(source, version)

    def _read(self, source: BinaryIO, version: str | None) -> Iterator[Activity]:
        tags = ("iati-activity", "iati-organisation")
        for element in _elements(source, "end", *tags):
            if element.tag == "iati-activity":
                yield _Reading(self, element).activity()
            self._validate(element, element.get("version") or version)
            # What was read is let go, so that memory stays flat.
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]

    def _validate(self, element: etree._Element, version: str | None) -> None:
        if version is None or version.startswith("1"):
            self.once("aid.no_schema", row=element.sourceline, value=version)
            return
        found = broken_rules(element)
        self.schema_errors = (self.schema_errors or 0) + len(found)
        identifier = _identifier(element)
        for line, rule, words in found:
            self.report("aid.schema", row=line, element=identifier, rule=rule, text=words)

    def report(
        self,
        code: str,
        *,
        row: int | None,
        element: str | None = None,
        value: str | None = None,
        column: str | None = None,
        **values: SayValue,
    ) -> None:
        """Keep a warning with its place."""
        if value is not None:
            values["value"] = value
        self.problems.append(
            Problem(
                code=code,
                severity=Severity.WARNING,
                reason=say(code, **values),
                file=self.name,
                row=row,
                column=column,
                element=element,
                value=value,
            )
        )

    def once(self, code: str, *, row: int | None, value: str | None = None, **values: SayValue) -> None:
        """Keep a warning about the whole file, the first time only."""
        if code not in self._said:
            self._said.add(code)
            self.report(code, row=row, element=None, value=value, column=None, **values)


class _Reading:
    """One activity element on its way to a value."""

    def __init__(self, file: AidFile, element: etree._Element) -> None:
        self.file = file
        self.element = element
        self.identifier = _identifier(element)
        self.currency = _attribute(element, "default-currency")

    def activity(self) -> Activity:
        found = Activity(
            identifier=self.identifier,
            line=self.element.sourceline or 0,
            countries=self._places("recipient-country"),
            regions=self._places("recipient-region"),
            transactions=tuple(self._transactions()),
            budgets=tuple(amount for one in self.element.iterfind("budget") if (amount := self._amount(one))),
        )
        beyond = shares_exceed(found)
        if beyond is not None:
            self._report("aid.shares", self.element, sum=beyond)
        return found

    def _places(self, tag: str) -> tuple[Place, ...]:
        return tuple(
            Place(code=_attribute(one, "code"), percentage=self._percentage(one)) for one in self.element.iterfind(tag)
        )

    def _percentage(self, element: etree._Element) -> Decimal | None:
        raw = _attribute(element, "percentage")
        if raw is None:
            return None
        found = decimal_of(raw.removesuffix("%"))
        if found is None:
            self._report("aid.no_decimal", element, value=raw, column="percentage")
        return found

    def _transactions(self) -> Iterator[Transaction]:
        for one in self.element.iterfind("transaction"):
            amount = self._amount(one)
            if amount is None:
                continue
            country = one.find("recipient-country")
            yield Transaction(
                type=self._type(one),
                year=_year(one.find("transaction-date")),
                amount=amount,
                country=None if country is None else _attribute(country, "code"),
            )

    def _type(self, transaction: etree._Element) -> str:
        named = transaction.find("transaction-type")
        code = None if named is None else _attribute(named, "code")
        if code is None:
            self._report("aid.no_type", transaction)
            return UNKNOWN
        if code in OLD_TYPES:
            self.file.once("aid.old_types", row=transaction.sourceline)
            return OLD_TYPES[code]
        return code

    def _amount(self, parent: etree._Element) -> Amount | None:
        """The own value of a transaction or budget; None, and said, where there is none that can be read."""
        value = parent.find("value")
        if value is None:
            self._report("aid.no_value", parent, column=str(parent.tag))
            return None
        raw = "".join(value.itertext()).strip()
        found = decimal_of(raw)
        if found is None:
            self._report("aid.no_decimal", value, value=raw, column=str(parent.tag))
            return None
        return Amount(value=found, currency=_attribute(value, "currency") or self.currency or UNKNOWN)

    def _report(
        self,
        code: str,
        element: etree._Element,
        *,
        value: str | None = None,
        column: str | None = None,
        **values: SayValue,
    ) -> None:
        self.file.report(code, row=element.sourceline, element=self.identifier, value=value, column=column, **values)


def decimal_of(raw: str) -> Decimal | None:
    """An exact decimal: blanks around it and commas between thousands do not count; None for anything else."""
    trimmed = raw.strip().replace(",", "")
    return Decimal(trimmed) if _DECIMAL.fullmatch(trimmed) else None


def _elements(source: BinaryIO, event: Literal["start", "end"], *tags: str) -> Iterator[etree._Element]:
    """The elements of these tags, all where none is named, as they begin or end."""
    for _, element in etree.iterparse(
        source,
        events=(event,),
        tag=tags or None,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    ):
        yield element


def _root(source: BinaryIO, name: str) -> tuple[str, str | None]:
    """The kind of file and the version its root names. Raises Refused for another root."""
    root = next(_elements(source, "start"))
    kind = ROOTS.get(str(root.tag))
    if kind is None:
        code = "aid.not_iati"
        reason = say(code, root=str(root.tag))
        raise Refused((Problem(code=code, reason=reason, remedy=say(f"{code}.remedy"), file=name, row=1),))
    return kind, root.get("version")


def _identifier(element: etree._Element) -> str | None:
    named = element.find("iati-identifier")
    words = "" if named is None else "".join(named.itertext()).strip()
    return words or None


def _attribute(element: etree._Element, name: str) -> str | None:
    raw = element.get(name)
    return (raw.strip() or None) if raw is not None else None


def _year(element: etree._Element | None) -> int | None:
    """The year of a date: its attribute, else its text (1.0x)."""
    if element is None:
        return None
    raw = (_attribute(element, "iso-date") or "".join(element.itertext()).strip())[:10]
    try:
        return date.fromisoformat(raw).year
    except ValueError:
        return None
