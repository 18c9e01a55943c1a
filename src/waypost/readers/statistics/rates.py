"""Monthly exchange rates of the International Monetary Fund: a list of months, currencies and SDR per unit, as JSON.

A rate is worth nothing without what it is a rate of: here special drawing rights per unit of a currency, so that one
currency in another is the quotient of two rates of the same month.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Final

from waypost.core.errors import Problem, Severity
from waypost.core.say import say
from waypost.core.statistics.observation import Observation
from waypost.readers.statistics.table import Found, Read

KIND: Final = "imf-rates"
MEASURE: Final = "sdr_per_unit"
FIELDS: Final = {"year", "month", "currency_id", "value"}

_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def read_rates(raw: bytes, file: str) -> Read | None:
    """The rates of a file; None for one of another form."""
    if not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        return None
    try:
        rows = json.loads(raw.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
    if not rows or not all(isinstance(one, dict) for one in rows) or not rows[0].keys() >= FIELDS:
        return None
    return Read(kind=KIND, dataset=KIND, rows=len(rows), observations=partial(_rates, rows, file))


def _rates(rows: list[Mapping[str, object]], file: str) -> Iterator[Found]:
    for at, row in enumerate(rows, start=1):
        yield _rate(row, at) or _left_out(row, at, file)


def _rate(row: Mapping[str, object], at: int) -> Observation | None:
    """A rate above nought, of a currency and a month; None for what is none."""
    year, month, currency, value = (row.get(name) for name in ("year", "month", "currency_id", "value"))
    rate = Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
    if not (isinstance(year, int) and isinstance(month, int) and 1900 < year < 2200 and 1 <= month <= 12):
        return None
    if not (isinstance(currency, str) and _CURRENCY.fullmatch(currency)) or not rate.is_finite() or rate <= 0:
        return None
    return Observation(
        row=at, where=(("currency", currency),), period=f"{year}-{month:02}", measure=MEASURE, value=rate
    )


def _left_out(row: Mapping[str, object], at: int, file: str) -> Problem:
    words = json.dumps(row, default=str)[:80]
    return Problem(
        code="statistics.no_figure",
        severity=Severity.WARNING,
        reason=say("statistics.no_figure", value=words),
        file=file,
        row=at,
        value=words,
    )
