"""Single values of a state as text and back: what the rows of a database hold. The forms are those of a file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from waypost.codec.reading import reader
from waypost.codec.states import decode_element, element_tree
from waypost.codec.tree import read_tree, tree_bytes
from waypost.codec.writing import sparse
from waypost.core.roadmap.elements import Element, FieldReason
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
