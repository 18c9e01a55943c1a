"""Files of organisations as publishers put them out, made for a test."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def sum_of(
    purse: str,
    value: str,
    *,
    whom: str = "",
    year: int | None = 2024,
    day: str = "2024-01-01",
    status: str = "2",
    currency: str = "EUR",
    lines: Iterable[tuple[str, str]] = (),
) -> str:
    """A sum of a purse (`total`, `recipient-country`, ...), for a year, as of a day; `whom` is an element."""
    tag = "total-expenditure" if purse == "spent" else f"{purse}-budget"
    inner = "expense-line" if purse == "spent" else "budget-line"
    days = "" if year is None else f'<period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
    dated = f'<value currency="{currency}" value-date="{day}">' if day else f'<value currency="{currency}">'
    parts = "".join(
        f"<{inner}>{dated}{amount}</value><narrative>{words}</narrative></{inner}>" for words, amount in lines
    )
    told = f' status="{status}"' if status and purse != "spent" else ""
    return f"<{tag}{told}>{whom}{days}{dated}{value}</value>{parts}</{tag}>\n"


def country(code: str) -> str:
    """A recipient country."""
    return f'<recipient-country code="{code}"/>'


def receiver(ref: str, name: str, kind: str = "10") -> str:
    """A recipient organisation."""
    return f'<recipient-org ref="{ref}" type="{kind}"><narrative>{name}</narrative></recipient-org>'


def organisation(ref: str, name: str, *sums: str, reporter: str = "", kind: str = "40") -> str:
    """A body and its sums; it reports of itself where no other reporter is named."""
    reports = f'<reporting-org ref="{reporter or ref}" type="{kind}"><narrative>{reporter or name}</narrative>'
    return (
        f"<iati-organisation><organisation-identifier>{ref}</organisation-identifier>"
        f"<name><narrative>{name}</narrative></name>{reports}</reporting-org>\n{''.join(sums)}</iati-organisation>\n"
    )


def organisations(path: Path, *bodies: str, version: str = "2.03") -> Path:
    """A file of organisations."""
    path.write_text(
        f'<iati-organisations version="{version}">\n{"".join(bodies)}</iati-organisations>', encoding="utf-8"
    )
    return path
