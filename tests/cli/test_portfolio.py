"""The overview: what one Member State owes, funds and is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.review.good import HOME, ITALY, changed, contribution, good
from waypost.core.analysis.ledger import Gap
from waypost.core.analysis.money.totals import amount_words
from waypost.core.roadmap.elements import Element, State, in_order
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import say
from waypost.core.values import EU, Missing, Money, Principal
from waypost.usecases.opening import Asking
from waypost.usecases.portfolio import Share, lacking, overview
from waypost.workspace.folder import Folder

FRANCE = Principal("ms:FR")
ON = date(2025, 3, 1)


def euro(amount: int) -> Money:
    """So many euro."""
    return Money(amount=Decimal(amount), currency="EUR")


def line(key: str, donors: tuple[Principal, ...], *steps: Step) -> Element:
    """Money of some donors for the first objective."""
    return changed((contribution(key, "o1", EU),), key, donors=donors, steps=steps)[0]


def share(folder: Path, *lines: Element) -> Share:
    """What the overview says of Italy in a workspace of one roadmap with these lines alone."""
    kept = [one for one in good() if one.kind.name != "contribution"]
    at = datetime(2025, 2, 1, tzinfo=UTC)
    elements = in_order((*kept, *lines))
    Folder(folder).write(State(home=HOME, at=at, by=EU, why=Missing.NOT_STATED, elements=elements))
    (group,) = overview(Asking(on=ON, folder=folder), ITALY)
    found = group.lines[0].share
    assert found is not None
    return found


def step(state: MoneyState, amount: Money | Missing) -> Step:
    """A running total of 2024."""
    return Step(state=state, amount=amount, day=date(2024, 6, 1))


def test_money_given_with_others_is_not_called_its_own(tmp_path: Path) -> None:
    """A line whose split was not read stands with all its donors together, and no donor counts it whole (C4)."""
    own = line("c5", (ITALY,), step(MoneyState.COMMITTED, euro(5)))
    joint = line("c6", (ITALY, FRANCE), step(MoneyState.COMMITTED, euro(70)))
    found = share(tmp_path, own, joint, line("c7", (FRANCE,), step(MoneyState.COMMITTED, euro(9))))
    assert [(one.key, one.known) for one in found.funds] == [((ITALY,), euro(5))]
    assert [(one.key, one.known) for one in found.jointly] == [(("ms:FR+ms:IT",), euro(70))]


def test_what_is_not_known_of_it_is_said(tmp_path: Path) -> None:
    """A later state that stands in is "at least"; a line without a figure is unknown and never zero."""
    paid = line("c5", (ITALY,), step(MoneyState.DISBURSED, euro(5)))
    pledge = line("c6", (ITALY,), step(MoneyState.ANNOUNCED, euro(8)))
    (total,) = share(tmp_path, paid, pledge).funds
    assert (total.known, total.missing_lines) == (euro(5), 1)
    assert amount_words(total) == say("money.at_least", amount=euro(5))


@given(st.lists(st.tuples(st.none() | st.integers(0, 99), st.booleans(), st.booleans()), max_size=4))
def test_what_objectives_lack_is_never_said_surer_than_it_is(rows: list[tuple[int | None, bool, bool]]) -> None:
    """A need that is not known makes the sum at least, a line without a figure at most, both about; where no need is
    known nothing is, and without any objective nothing is lacking."""
    ref = good()[1].ref
    gaps = [
        Gap(
            objective=ref,
            need=Missing.NOT_STATED if lack is None else euro(100),
            committed=euro(1),
            gap=Missing.NOT_STATED if lack is None else euro(lack),
            fillers=(),
            missing_lines=int(unread),
            at_least=partly,
        )
        for lack, partly, unread in rows
    ]
    found = lacking(gaps)
    known = [lack for lack, _, _ in rows if lack is not None]
    if not known:
        assert found == (() if not rows else Missing.UNKNOWN)
        return
    more = any(lack is None or partly for lack, partly, _ in rows)
    less = any(lack and unread for lack, _, unread in rows)
    wanted = {(True, True): "about", (True, False): "at_least", (False, True): "at_most"}.get((more, bool(less)))
    assert isinstance(found, tuple)
    assert [(one.amount, one.qualifier) for one in found] == [(sum(known), wanted)]


def test_money_that_is_only_announced_is_an_unknown_commitment(tmp_path: Path) -> None:
    """Where no line has a committed figure the total is unknown."""
    (total,) = share(tmp_path, line("c6", (ITALY,), step(MoneyState.ANNOUNCED, euro(8)))).funds
    assert amount_words(total) is Missing.UNKNOWN
