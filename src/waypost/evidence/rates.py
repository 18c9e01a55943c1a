"""Exchange rates, asked of the table of observations. For the form of the text see `questions.py`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from waypost.core.aid.rates import EURO, Rates
from waypost.core.statistics.vintage import Vintage
from waypost.evidence.engine import Engine
from waypost.evidence.questions import marks
from waypost.evidence.tables import OBSERVATIONS, rest_of, rest_text

DATASET: Final = "imf-rates"


def rates(engine: Engine, card: Vintage, currencies: Iterable[str]) -> Rates:
    """The rates of these currencies, and of the euro, in one publication."""
    named = sorted({rest_text((("currency", one),)) for one in (*currencies, EURO)})
    found = engine.rows(
        f"select period, rest, value from {OBSERVATIONS} "
        f"where vintage = ? and value is not null and rest in ({marks(named)})",
        [card.id, *named],
    )
    return Rates(
        rates={
            (dict(rest_of(str(rest)))["currency"], str(period)): value
            for period, rest, value in found
            if isinstance(value, Decimal)
        },
        source=card.citation or card.publisher,
        issued=card.issued,
        is_dated=card.dated != "retrieved",
    )
