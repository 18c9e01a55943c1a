"""What a person decides of elements that one side took out and the other changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from waypost.core.change.changes import Conflict
from waypost.core.editing.acts import decided
from waypost.core.editing.edit import Edit, Problems
from waypost.core.pages.editing.choosing import choice_name
from waypost.core.pages.editing.conflict import MINE
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.values import ElementId, Text
from waypost.usecases.desk import Desk
from waypost.usecases.editing.acts import earlier_version
from waypost.usecases.merging import fresh_id


def wholes_decided(
    desk: Desk, view: View, conflicts: Iterable[Conflict], chosen: Mapping[str, str], reason: Text
) -> Edit | Problems:
    """The edit of every conflict about a whole element in which mine was chosen; problems where it cannot be done."""
    found = Edit()
    for one in conflicts:
        if one.field is not None or chosen.get(choice_name(one)) != MINE:
            continue
        edit = _decided(desk, view, one, reason)
        if not isinstance(edit, Edit):
            return edit
        found = found.joined(edit)
    return found


def _decided(desk: Desk, view: View, one: Conflict, reason: Text) -> Edit | Problems:
    element = one.theirs if isinstance(one.theirs, Element) else None
    then, gone = view, ElementId(one.element)
    if element is not None and gone not in view:
        then, _ = earlier_version(desk, view.home, gone, "")
    return decided(view, then, element, gone, fresh_id(), reason)
