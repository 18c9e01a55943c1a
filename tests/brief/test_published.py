"""What donors publish, beside what a roadmap says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from waypost.core.aid.funding import Funded, Funding, Published
from waypost.core.analysis.ledger import Ledger
from waypost.core.brief.sections.published import published_blocks
from waypost.core.brief.tree import Number, Table
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.values import Money

NO_LEDGER = Ledger(
    lines=(), totals=(), left_out=(), conditional=(), needs=(), gaps=(), overlaps=(), not_compared=(), figures=(),
    tools=(), coverage=(), ten_percent=(),
)  # fmt: skip


@given(st.decimals(min_value=1, max_value=10**9, places=6))
def test_a_published_sum_is_rounded_once_to_a_cent(amount: Decimal) -> None:
    """Shares of a country have many digits; what is shown has two, half to even, and is never cut off."""
    one = Funded(key=("eu",), state=MoneyState.COMMITTED, currency="EUR", amount=amount, transactions=1)
    published = Published(funding=Funding(groups=(one,), aside=()), files=1, issued=date(2026, 10, 1))
    table = next(block for block in published_blocks(NO_LEDGER, published) if isinstance(block, Table))
    (shown,) = [cell.value for cell in table.rows[0].cells if isinstance(cell, Number)]
    assert isinstance(shown, Money)
    assert shown.amount == amount.quantize(Decimal("0.01"))
    assert abs(shown.amount - amount) <= Decimal("0.005")
