"""Where money goes: every layer tells of the same money, and what has no figure is never a band."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from waypost.core.aid.funding import Funded, Funding, Published
from waypost.core.brief.figures import Streams
from waypost.core.brief.streams import MOST, Flowing, currencies, published_figure, streams
from waypost.core.brief.tree import Number
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import say
from waypost.core.values import Missing

ON = date(2026, 10, 1)
KEYS = st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h", "", "none"])
WAYS = st.lists(
    st.builds(
        Flowing,
        keys=st.tuples(KEYS, KEYS, KEYS, KEYS),
        amount=st.one_of(st.none(), st.decimals(min_value=1, max_value=10**9, places=2)),
        unknown=st.integers(1, 3),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda one: one.keys,
)


def named(place: int, key: str) -> object:
    """The words for a key, none where it is not known."""
    return None if key in ("", "none") else say("situation.printed", words=f"{place}{key}")


@given(WAYS)
def test_every_layer_tells_of_the_same_money(ways: list[Flowing]) -> None:
    """The known sums of each layer add up to all that is known, and its unknown lines to all that are not."""
    drawn = streams(ways, "EUR", named)  # type: ignore[arg-type]
    whole = sum((one.amount for one in ways if one.amount is not None), Decimal(0))
    for layer in drawn.layers:
        assert sum((one.known for one in layer.nodes if isinstance(one.known, Decimal)), Decimal(0)) == whole
        assert sum(one.unknown for one in layer.nodes) == sum(one.unknown for one in ways)
        assert len(layer.nodes) <= MOST + 1


@given(WAYS)
def test_bands_fill_their_places(ways: list[Flowing]) -> None:
    """What is known of a place is the sum of the bands through it; a place of which nothing is known has none."""
    drawn = streams(ways, "EUR", named)  # type: ignore[arg-type]
    for place, layer in enumerate(drawn.layers):
        through: Counter[int] = Counter()
        for one in drawn.streams:
            if isinstance(one.amount, Decimal):
                through[one.nodes[place]] += one.amount  # type: ignore[assignment]
        for at, node in enumerate(layer.nodes):
            assert through.get(at, Missing.UNKNOWN) == node.known


def funded(donor: str, amount: int, currency: str = "EUR", state: MoneyState = MoneyState.COMMITTED) -> Funded:
    """A sum of one donor for Tunisia."""
    return Funded(key=(donor, "", "TN", ""), state=state, currency=currency, amount=Decimal(amount), transactions=1)


def test_a_correction_stands_in_the_table_alone() -> None:
    """A sum below zero is no band; the table has it, and a note says so."""
    funding = Funding(groups=(funded("eu", 10_000_000), funded("ms:IT", -2_000_000)), aside=())
    figure = published_figure(Published(funding=funding, files=1, issued=ON), "EUR")
    assert figure is not None
    assert isinstance(figure.chart, Streams)
    assert [one.amount for one in figure.chart.streams] == [Decimal(10_000_000)]
    sums = [row.cells[-1] for row in figure.numbers.rows]
    assert [one.value.amount for one in sums if isinstance(one, Number)] == [10_000_000, -2_000_000]  # type: ignore[union-attr]
    assert say("streams.lowered", n=1) in figure.notes


def test_the_first_state_with_money_is_drawn() -> None:
    """Commitments are drawn, payments where nothing is committed; another currency is another picture."""
    paid = Funding(groups=(funded("eu", 5, state=MoneyState.DISBURSED), funded("eu", 7, "USD")), aside=())
    published = Published(funding=paid, files=1, issued=ON)
    in_euros = published_figure(published, "EUR")
    assert in_euros is not None
    assert in_euros.aside is not None
    assert in_euros.aside.value("state").code == "disbursed"  # type: ignore[union-attr]
    assert published_figure(published, "GBP") is None
    assert set(currencies(paid.groups)) == {"EUR", "USD"}
