"""Single values of a state as text and back: what the rows of a database hold. The forms are those of a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from waypost.codec.faults import Bad, problem
from waypost.codec.reading import reader
from waypost.codec.soundness import unsound
from waypost.codec.states import decode_element, decode_state, element_tree, encode_state
from waypost.codec.tree import read_tree, tree_bytes
from waypost.codec.writing import sparse
from waypost.core.errors import Problem, Severity
from waypost.core.roadmap.elements import Element, FieldReason, State
from waypost.core.values import Missing, Text

KEPT: Final = 50_000
"""Elements that are kept decoded, since a version never changes."""


def element_text(element: Element) -> str:
    """An element as one line of a file."""
    return tree_bytes(element_tree(element)).decode()


@lru_cache(maxsize=KEPT)
def element_of(text: str) -> Element:
    """The element of such a line. Raises `Bad` for a line that `element_text` did not write."""
    tree = _tree(text)
    return decode_element(tree, home=tree["home"], by="")


def token_of(element: Element) -> str:
    """What whoever changes an element sends back to say which version was before their eyes: 32 hexadecimal figures.

    It is made of what the reader sees of the element and of nothing else: it changes when that does, it stays when
    something hidden changes, and two twins have the same (security S6).
    """
    return hashlib.sha256(element_text(element).encode()).hexdigest()[:32]


def faults_of(state: State, read: Iterable[Element]) -> tuple[Problem, ...]:
    """Every error for which a state could not be read again, where only the elements in `read` may have one of their
    own: the others were read before. Faults between elements are looked for among all."""
    whole = state.elements
    found = list(decode_state(encode_state(replace(state, elements=())), file=None)[1])
    for element in read:
        try:
            decode_element(_tree(element_text(element)), home=state.home, by=state.by)
        except Bad as error:
            found += [problem(fault, file=None, row=None, element=element.id) for fault in error.faults]
    found += [problem(fault, file=None, row=None, element=whole[at].id) for at, fault in unsound(whole, state.home)]
    return tuple(one for one in found if one.severity is Severity.ERROR)


def reason_text(reason: FieldReason) -> str:
    """A reason as it stands in the head of a file."""
    return _text(reason)


def reason_of(text: str) -> FieldReason:
    """The reason of such a text."""
    found: FieldReason = reader(FieldReason)(_tree(text))
    return found


def why_text(why: Text | Missing) -> str:
    """Why a state was written, as it stands in the head of a file."""
    return _text(why)


def why_of(text: str) -> Text | Missing:
    """The words, or their absence, of such a text."""
    found: Text | Missing = reader(Text | Missing)(_tree(text))
    return found


def _text(value: Any) -> str:
    return tree_bytes(sparse(value)).decode()


def _tree(text: str) -> Any:
    return read_tree(text.encode(), file=None)[0]
