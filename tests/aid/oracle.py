"""The totals once more, slow and obvious: the whole file in memory, fractions instead of decimals, one loop a figure.

Shares no code with the package. Source: contract 6, "Totals of aid data".
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

LETTERS = dict(zip(["IF", "C", "D", "E", "IR", "LR", "R", "QP", "QS", "CG"], map(str, range(1, 11)), strict=True))
Found = dict[tuple[str, ...], Fraction]


def number(raw: str | None) -> Fraction | None:
    """A decimal number; None for what is none."""
    words = (raw or "").strip().replace(",", "")
    return Fraction(words) if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", words, re.ASCII) else None


def activities(path: Path) -> list[ElementTree.Element]:
    """The activities of a file."""
    root = ElementTree.parse(path).getroot()
    return [root] if root.tag == "iati-activity" else root.findall("iati-activity")


def value_of(parent: ElementTree.Element, activity: ElementTree.Element) -> tuple[Fraction, str] | None:
    """Number and currency of the own value."""
    value = parent.find("value")
    found = None if value is None else number("".join(value.itertext()))
    if value is None or found is None:
        return None
    return found, (value.get("currency") or "").strip() or (activity.get("default-currency") or "").strip() or "?"


def year_of(transaction: ElementTree.Element) -> str:
    """The year of a transaction, or none."""
    element = transaction.find("transaction-date")
    raw = "" if element is None else (element.get("iso-date") or element.text or "")
    try:
        return str(date.fromisoformat(raw.strip()[:10]).year)
    except ValueError:
        return "none"


def shares(activity: ElementTree.Element, transaction: ElementTree.Element) -> list[tuple[str, Fraction]]:
    """Which country has which part of one."""
    own = transaction.findall("recipient-country")
    if own and own[0].get("code", "").strip():
        return [(own[0].get("code", "").strip(), Fraction(1))]
    countries, regions = activity.findall("recipient-country"), activity.findall("recipient-region")
    parts = [(one.get("code", "").strip(), number(one.get("percentage"))) for one in countries]
    if len(parts) == 1 and not regions:
        (code, share) = parts[0]
        return [(code, Fraction(1) if share is None else share / 100)] if code else []
    if parts and all(share is not None for _, share in parts):
        return [(code, share / 100) for code, share in parts if code and share is not None]
    return []


def totals(path: Path) -> tuple[int, Found, Found, Found, Found]:
    """Number of activities; by type and currency; budgets; by country, year and currency; unallocated by currency."""
    sums: Found = defaultdict(Fraction)
    budgets: Found = defaultdict(Fraction)
    paid: Found = defaultdict(Fraction)
    left: Found = defaultdict(Fraction)
    every = activities(path)
    for activity in every:
        for one in activity.findall("budget"):
            if (found := value_of(one, activity)) is not None:
                budgets[found[1],] += found[0]
        for one in activity.findall("transaction"):
            found = value_of(one, activity)
            if found is None:
                continue
            named = one.find("transaction-type")
            code = "" if named is None else named.get("code", "").strip()
            code = LETTERS.get(code, code) or "?"
            amount, currency = found
            sums[code, currency] += amount
            if code == "3":
                rest = amount
                for country, share in shares(activity, one):
                    paid[country, year_of(one), currency] += amount * share
                    rest -= amount * share
                if rest:
                    left[currency,] += rest
    return len(every), sums, budgets, paid, left
