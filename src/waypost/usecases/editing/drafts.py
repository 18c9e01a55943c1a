"""What somebody typed that is not written: kept for them alone, found again, thrown away."""

from __future__ import annotations

import json
from contextlib import closing

from waypost.core.roadmap.elements import Element
from waypost.usecases.desk import Desk
from waypost.usecases.editing.sending import BASE, CHOOSE, Sending
from waypost.usecases.editing.writing import gate_of, person_of
from waypost.workspace.database.gate import Draft, Walled


def keep_draft(desk: Desk, element: Element, sent: Sending) -> None:
    """Keep what was sent about an element and not written, in the place of an earlier draft about it."""
    person = person_of(desk)
    draft = Draft(
        id=_id(person, element),
        person=person,
        home=element.home,
        element=element.id,
        at=desk.now,
        payload=json.dumps({"token": sent.given(BASE) or sent.token, "fields": _typed(sent)}, ensure_ascii=False),
    )
    with gate_of(desk) as gate:
        gate.keep_draft(draft)


def draft_on(desk: Desk, element: Element) -> Sending | None:
    """What whoever sits at the desk typed about an element before; None where nothing is kept."""
    person = person_of(desk)
    with closing(Walled(desk.place.roadmaps, desk.viewer, person=person)) as walled:
        held = next((one for one in walled.drafts() if one.id == _id(person, element)), None)
    if held is None:
        return None
    told = json.loads(held.payload)
    return Sending(
        token=str(told["token"]), key="", fields={str(one): str(text) for one, text in told["fields"].items()}
    )


def drop_draft(desk: Desk, element: Element) -> None:
    """Take the draft about an element out: what it holds is written."""
    person = person_of(desk)
    with gate_of(desk) as gate:
        gate.drop_draft(_id(person, element), person)


def _id(person: str, element: Element) -> str:
    return f"{person}-{element.home}-{element.id}"


def _typed(sent: Sending) -> dict[str, str]:
    """What was typed, without what was chosen on the page of a conflict."""
    return {name: text for name, text in sent.fields.items() if not name.startswith((CHOOSE, BASE))}
