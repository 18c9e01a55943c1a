"""Exchange rates, asked of the table of observations. For the form of the text see `questions.py`."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from waypost.core.aid.rates import Rates
from waypost.core.statistics.vintage import Vintage
from waypost.evidence.engine import Engine
from waypost.evidence.tables import OBSERVATIONS, rest_of

DATASET: Final = "imf-rates"


def rates(engine: Engine, card: Vintage) -> Rates:
    """The rates of one publication."""
    found = engine.rows(
        f"select period, rest, value from {OBSERVATIONS} where vintage = ? and value is not null", [card.id]
    )
    return Rates(
        rates={
            (dict(rest_of(str(rest))).get("currency", ""), str(period)): value
            for period, rest, value in found
            if isinstance(value, Decimal)
        },
        source=card.citation or card.publisher,
        issued=card.issued,
    )
