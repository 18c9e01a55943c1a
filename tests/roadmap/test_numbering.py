"""The order of printed numbers: as a person counts, in one place for every list of the house."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.house.source import modules
from waypost.core.roadmap.numbering import number_order, print_order
from waypost.core.say import Ref
from waypost.core.values import ElementId, Missing, text


def ref(number: str | None, title: str | None = None, key: str = "a") -> Ref:
    """A reference with that number and title."""
    return Ref(element=ElementId(key), number=number, title=text(title) if title else Missing.NOT_STATED)


def test_numbers_are_read_as_a_person_counts() -> None:
    """5.2 stands before 5.10, B3 before B12, a point before its own parts."""
    wanted = ["5", "5.2", "5.2.1", "5.10", "12", "B3", "B12", "R7", "R7a"]
    assert sorted(set(wanted), key=number_order) == wanted


@given(st.lists(st.lists(st.integers(0, 300), min_size=1, max_size=4), max_size=8))
def test_dotted_numbers_sort_as_lists_of_numbers(numbers: list[list[int]]) -> None:
    """Numbers parted by dots stand in the order of the lists of their parts."""
    printed = [".".join(map(str, one)) for one in numbers]
    assert sorted(printed, key=number_order) == [".".join(map(str, one)) for one in sorted(numbers)]


def test_what_has_no_number_comes_last_by_title() -> None:
    """Elements without a number follow those with one, in the order of their titles."""
    two, ten, first, second = ref("2"), ref("10"), ref(None, "A"), ref(None, "B")
    assert sorted([second, ten, first, two], key=print_order) == [two, ten, first, second]


def test_there_is_one_reading_of_printed_numbers() -> None:
    """Only one module of the core parts a printed number into pieces."""
    parting = re.compile(r"\\d\+\|\\D\+")
    found = {one.path for one in modules() if one.path.startswith("core/") and parting.search(one.text)}
    assert found == {"core/roadmap/numbering.py"}
