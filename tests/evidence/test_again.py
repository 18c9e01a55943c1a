"""Rows of what comes again are the rows that they would be without a memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waypost.core.aid.activity import Marker
from waypost.evidence.again import MOST, Again, again, flat
from waypost.evidence.aid import SHORTEST_NAME, instrument_names
from waypost.evidence.tables import Row
from waypost.reference.instruments import instruments


def row_of(one: Marker) -> Row:
    """What a row may be made of."""
    return one.vocabulary, one.code or ""


@given(st.lists(st.builds(Marker, code=st.sampled_from("123"), vocabulary=st.sampled_from("ab"))))
def test_what_comes_again_gives_its_own_row(markers: list[Marker]) -> None:
    """Whatever came before, a part gives the row that it gives alone, and the same part the same object."""
    made = again(row_of)
    for one in [*markers, *reversed(markers)]:
        assert made(one) == row_of(one)
        assert made(one) is made(one)


def test_only_so_many_are_remembered() -> None:
    """More parts than are remembered still give each its own row."""
    made = again(row_of)
    assert all(made(Marker(code=str(one))) == ("1", str(one)) for one in range(2 * MOST + 1))


@given(st.lists(st.one_of(st.integers(), st.lists(st.integers()).map(Again))))
def test_cells_in_the_middle_of_a_row_stand_in_its_place(cells: list[int | Again]) -> None:
    """Cells that are kept together are read one by one where they stand."""
    plain = [one for each in cells for one in (each if isinstance(each, Again) else (each,))]
    assert list(flat(tuple(cells))) == plain


def test_no_instrument_is_overlooked_for_want_of_a_sign() -> None:
    """Every name of an instrument that is long enough is looked for by one of the signs."""
    names = {
        name.casefold()
        for one in instruments()
        for text in (one.full, one.name)
        for _, name in text.wordings
        if len(name) >= SHORTEST_NAME
    }
    assert names == {name for _, held in instrument_names() for name, _, _ in held}
