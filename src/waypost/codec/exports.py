"""What goes out of a roadmap as JSON, and back: a state file whose key `export` says for whom and whose rows.

The elements stand as in a state file (contract 4), so that whatever reads one reads the other; `by` is the reader,
since a view does not say who wrote the state.
"""

from __future__ import annotations

from waypost.codec.states import EXPORT, FORM, HEAD, element_tree
from waypost.codec.tree import tree_bytes
from waypost.codec.writing import sparse
from waypost.core.change.portion import Portion
from waypost.core.roadmap.elements import State, in_order
from waypost.core.roadmap.kinds import KINDS
from waypost.core.values import Missing


def encode_export(given: Portion) -> bytes:
    """The JSON file of a portion; equal portions give equal bytes."""
    state = State(
        home=given.home,
        at=given.at,
        by=given.reader,
        why=Missing.NOT_STATED,
        reasons=given.reasons,
        elements=given.elements,
    )
    head = {name: sparse(getattr(state, name)) for name in HEAD}
    export = {"as": given.reader, "owner": given.owner, "complete": list(KINDS)}
    opening = b'{"waypost":%d,"%s":%s,"state":%s,"elements":['
    rows = b",\n".join(tree_bytes(element_tree(one)) for one in in_order(state.elements))
    return opening % (FORM, EXPORT.encode(), tree_bytes(export), tree_bytes(head)) + b"\n" + rows + b"\n]}\n"
