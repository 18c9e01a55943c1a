"""What somebody typed that is not written: kept for them alone, found again, thrown away.

A draft belongs to a person as they act for one organisation: with other eyes it is not shown.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from waypost.core.errors import NotThere
from waypost.core.roadmap.elements import Element
from waypost.core.values import ElementId, Slug
from waypost.usecases.desk import Desk
from waypost.usecases.editing.sending import BASE, CHOOSE, Sending
from waypost.usecases.editing.writing import gate_of, person_of
from waypost.workspace.database.gate import Draft, Walled

DRAFT: Final = "_draft"
"""The button that keeps a form as a draft."""
FROM: Final = "_from"
"""The draft of a new element from which a form was made."""
_NEW: Final = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A draft: of which home and element (None: a new one, of a kind), when it was kept, from which version, and what
    was typed into each box. `key` is its name among those of its person."""

    key: str
    home: Slug
    element: ElementId | None
    kind: str
    at: datetime
    token: str
    fields: Mapping[str, str]

    @property
    def sending(self) -> Sending:
        """What was typed, as a form sends it."""
        return Sending(token=self.token, key="", fields=self.fields)


def keep_draft(desk: Desk, element: Element, sent: Sending) -> None:
    """Keep what was sent about an element and not written, in the place of an earlier draft about it."""
    key = f"{desk.viewer}-{element.home}-{element.id}"
    told = {"token": sent.given(BASE) or sent.token, "viewer": desk.viewer, "fields": _typed(sent)}
    drop_draft(desk, element)
    _keep(desk, key, element.home, element.id, told)


def keep_new(desk: Desk, home: Slug, kind: str, sent: Sending) -> None:
    """Keep what was sent about something new, in the place of the draft from which its form was made."""
    found = next((one.key for one in drafts_of(desk) if one.key == sent.given(FROM)), None)
    key = found or f"{desk.viewer}-{home}-{_NEW}-{secrets.token_hex(6)}"
    _keep(desk, key, home, None, {"token": _NEW, "viewer": desk.viewer, "kind": kind, "fields": _typed(sent)})


def _keep(desk: Desk, key: str, home: Slug, element: ElementId | None, told: Mapping[str, object]) -> None:
    person = person_of(desk)
    draft = Draft(
        id=f"{person}-{key}",
        person=person,
        home=home,
        element=element,
        at=desk.now,
        payload=json.dumps(told, ensure_ascii=False),
    )
    with gate_of(desk) as gate:
        gate.keep_draft(draft)


def drafts_of(desk: Desk) -> tuple[Typed, ...]:
    """The drafts of whoever sits at the desk, as they look now, the newest first."""
    person = person_of(desk)
    with closing(Walled(desk.place.roadmaps, desk.viewer, person=person)) as walled:
        held = walled.drafts()
    return tuple(sorted(_read(desk, person, held), key=lambda one: one.at, reverse=True))


def _read(desk: Desk, person: str, held: tuple[Draft, ...]) -> Iterator[Typed]:
    for one in held:
        told = json.loads(one.payload)
        # Files that were sent are drafts too; what they hold is elsewhere.
        if "fields" in told and told.get("viewer", desk.viewer) == desk.viewer:
            yield Typed(
                key=one.id.removeprefix(f"{person}-"),
                home=one.home,
                element=one.element,
                kind=str(told.get("kind", "")),
                at=one.at,
                token=str(told["token"]),
                fields={str(name): str(text) for name, text in told["fields"].items()},
            )


def draft_on(desk: Desk, element: Element) -> Sending | None:
    """What whoever sits at the desk typed about an element before; None where nothing is kept."""
    return next((one.sending for one in _about(desk, element)), None)


def draft_named(desk: Desk, key: str) -> Typed:
    """A draft by its key. Raises NotThere for one that is not there, or another's."""
    for one in drafts_of(desk):
        if one.key == key:
            return one
    raise NotThere(key)


def drop_draft(desk: Desk, element: Element) -> None:
    """Take the draft about an element out: what it holds is written."""
    for one in _about(desk, element):
        drop_named(desk, one.key)


def drop_named(desk: Desk, key: str) -> None:
    """Take a draft out by its key; nothing where there is none."""
    person = person_of(desk)
    with gate_of(desk) as gate:
        gate.drop_draft(f"{person}-{key}", person)


def _about(desk: Desk, element: Element) -> tuple[Typed, ...]:
    return tuple(one for one in drafts_of(desk) if (one.home, one.element) == (element.home, element.id))


def _typed(sent: Sending) -> dict[str, str]:
    """What was typed, without what was chosen on the page of a conflict and which button was pressed."""
    left = (CHOOSE, BASE, DRAFT, FROM)
    return {name: text for name, text in sent.fields.items() if not name.startswith(left)}
