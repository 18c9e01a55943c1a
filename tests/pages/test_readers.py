"""Readers in words: the Member States are one where it is all of them, and nobody is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waypost.core.pages.readers import MEMBER_STATES, together
from waypost.core.say import Say, Who
from waypost.core.values import EU, PUBLIC, Principal
from waypost.reference.countries import member_states

STATES = tuple(Principal(f"ms:{one}") for one in member_states())
OTHERS = (EU, PUBLIC, Principal("partner:QM"), Principal("org:IOM"))


@given(st.permutations((*STATES, *OTHERS)), st.sampled_from(STATES))
def test_all_member_states_are_one_and_some_stand_by_name(found: list[Principal], left: Principal) -> None:
    """With all of them one phrase stands for the Member States, everybody else by name in the same order; with one
    left out everybody stands by name."""
    told = together(tuple(found))
    assert [one.principal for one in told if isinstance(one, Who)] == [one for one in found if one in OTHERS]
    (states,) = (one for one in told if isinstance(one, Say))
    assert dict(states.values)["n"] == MEMBER_STATES == len(STATES)
    some = [one for one in found if one != left]
    assert together(tuple(some)) == tuple(Who(principal=one) for one in some)
