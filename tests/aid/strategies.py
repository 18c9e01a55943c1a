"""Activities of every shape that a file can hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from waypost.core.aid.activity import (
    Activity,
    Amount,
    Budget,
    Dates,
    Description,
    Location,
    Marker,
    Organisation,
    Participant,
    Place,
    Planned,
    Related,
    Sector,
    Transaction,
)
from waypost.core.aid.results import AidIndicator, Baseline, Measured, Period, Result
from waypost.core.aid.texts import Link, Narrative

letters = st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp"))
words = st.text(letters, min_size=1, max_size=12).map(str.strip).filter(bool)
codes = st.text("ABCXYZ0189-", min_size=1, max_size=6)
maybe_code = st.none() | codes
maybe_day = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
shares = st.none() | st.decimals(min_value=0, max_value=40, places=2)
narratives = st.builds(Narrative, text=words, language=st.sampled_from((None, "en", "fr", "ar")))
texts = st.lists(narratives, max_size=2).map(tuple)
some_texts = st.lists(narratives, min_size=1, max_size=3).map(tuple)
organisations = st.builds(Organisation, ref=maybe_code, type=maybe_code, name=texts, activity=maybe_code)
amounts = st.builds(Amount, value=numbers, currency=st.sampled_from(("EUR", "USD")), day=maybe_day)
sectors = st.builds(Sector, code=codes, vocabulary=codes, percentage=shares, name=texts)
measured = st.builds(
    Measured, value=st.none() | words, comment=texts, breakdown=st.lists(st.tuples(codes, codes), max_size=2).map(tuple)
)


def few(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """None, one or two."""
    return st.lists(one, max_size=2).map(tuple)


places = few(st.builds(Place, code=codes, percentage=shares))
regions = few(st.builds(Place, code=codes, percentage=shares, vocabulary=maybe_code))
transactions = st.builds(
    Transaction,
    type=st.sampled_from(("1", "2", "3", "4", "12")),
    amount=amounts,
    day=maybe_day,
    ref=maybe_code,
    description=texts,
    provider=st.none() | organisations,
    receiver=st.none() | organisations,
    countries=places,
    regions=regions,
    sectors=few(sectors),
    flow=maybe_code,
    finance=maybe_code,
    aid=maybe_code,
)
indicators = st.builds(
    AidIndicator,
    measure=maybe_code,
    ascending=st.sampled_from((None, True, False)),
    title=texts,
    description=texts,
    baselines=few(st.builds(Baseline, measured=measured, year=st.none() | st.integers(1990, 2090), day=maybe_day)),
    periods=few(st.builds(Period, first=maybe_day, last=maybe_day, targets=few(measured), actuals=few(measured))),
)
FIELDS: dict[str, st.SearchStrategy[object]] = {
    "hierarchy": st.none() | st.integers(1, 4),
    "language": st.sampled_from((None, "en", "fr")),
    "currency": st.sampled_from((None, "EUR")),
    "reporter": st.none() | organisations,
    "title": texts,
    "descriptions": few(st.builds(Description, text=some_texts, type=maybe_code)),
    "participants": few(st.builds(Participant, role=st.sampled_from((None, "1", "4")), organisation=organisations)),
    "status": maybe_code,
    "dates": st.builds(Dates, planned_start=maybe_day, start=maybe_day, planned_end=maybe_day, end=maybe_day),
    "scope": maybe_code,
    "countries": places,
    "regions": regions,
    "locations": few(
        st.builds(
            Location,
            ref=maybe_code,
            name=texts,
            description=texts,
            point=st.none() | st.just((Decimal("35.1234"), Decimal("-5.25"))),
            reach=maybe_code,
            exactness=maybe_code,
            places=few(st.tuples(codes, codes)),
        )
    ),
    "sectors": few(sectors),
    "markers": few(st.builds(Marker, code=maybe_code, vocabulary=codes, significance=maybe_code)),
    "flow": maybe_code,
    "finance": maybe_code,
    "aid": maybe_code,
    "budgets": few(
        st.builds(Budget, amount=amounts, type=maybe_code, status=maybe_code, first=maybe_day, last=maybe_day)
    ),
    "planned": few(
        st.builds(
            Planned,
            amount=amounts,
            type=maybe_code,
            first=maybe_day,
            last=maybe_day,
            provider=st.none() | organisations,
            receiver=st.none() | organisations,
        )
    ),
    "transactions": few(transactions),
    "links": few(
        st.builds(
            Link,
            url=maybe_code,
            format=maybe_code,
            title=texts,
            categories=few(codes),
            languages=few(codes),
            day=maybe_day,
        )
    ),
    "related": few(st.builds(Related, ref=maybe_code, type=maybe_code)),
    "results": few(st.builds(Result, type=maybe_code, title=texts, description=texts, indicators=few(indicators))),
}


@st.composite
def activities(draw: st.DrawFn) -> Activity:
    """An activity with an identifier or none and with at most four of its other fields: each comes with each."""
    names = draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=4))
    given: dict[str, Any] = {name: draw(FIELDS[name]) for name in sorted(names)}
    return Activity(identifier=draw(st.none() | codes), **given)
