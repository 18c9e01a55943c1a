"""Files that were sent and wait for a decision: kept for their sender alone, found again, thrown away.

And what their sender may know, as a door: what a file is compared with.
"""

from __future__ import annotations

import json
import secrets
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from waypost.core.errors import NotThere, Problem
from waypost.core.roadmap.elements import WORKSPACE, State
from waypost.core.roadmap.view import View
from waypost.core.values import Missing, Slug
from waypost.usecases.desk import Desk
from waypost.usecases.editing.writing import gate_of, person_of
from waypost.usecases.opening import NEWEST, reading_of
from waypost.workspace.database.gate import Draft, Upload, Walled

KEPT: Final = timedelta(days=30)
"""How long a file waits for a decision."""
BATCH: Final = "import-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Files sent together: their key, when, and what each is called; `into` names the roadmap where they do not, which
    may be one that they are to start. `mapping` is how the columns of an own table are to be understood, as its
    sender corrected it; empty where nobody did."""

    key: str
    at: datetime
    uploads: tuple[Upload, ...]
    into: str
    starts: bool = False
    mapping: str = ""


def keep(desk: Desk, files: tuple[tuple[str, bytes], ...], into: str, *, starts: bool = False) -> str:
    """Keep files until their sender decides; the key under which they are found."""
    key, person = secrets.token_hex(12), person_of(desk)
    uploads = tuple(
        Upload(id=secrets.token_hex(12), person=person, at=desk.now, name=name, content=content)
        for name, content in files
    )
    batch = Batch(key=key, at=desk.now, uploads=uploads, into=into, starts=starts)
    with gate_of(desk) as gate:
        gate.drop_uploads(person, desk.now - KEPT)
        for one in uploads:
            gate.keep_upload(one)
        gate.keep_draft(_draft(desk, batch))
    return key


def understood(desk: Desk, batch: Batch, mapping: str) -> None:
    """Keep how the columns of a table are to be understood."""
    with gate_of(desk) as gate:
        gate.keep_draft(_draft(desk, replace(batch, mapping=mapping)))


def _draft(desk: Desk, batch: Batch) -> Draft:
    told = {
        "uploads": [one.id for one in batch.uploads],
        "into": batch.into,
        "starts": batch.starts,
        "mapping": batch.mapping,
    }
    return Draft(
        id=f"{BATCH}{batch.key}",
        person=person_of(desk),
        home=WORKSPACE,
        element=None,
        at=batch.at,
        payload=json.dumps(told, ensure_ascii=False),
    )


def batches(desk: Desk) -> tuple[Batch, ...]:
    """The files of whoever sits at the desk that wait, newest first."""
    with closing(Walled(desk.place.roadmaps, desk.viewer, person=person_of(desk))) as walled:
        drafts = [one for one in walled.drafts() if one.id.startswith(BATCH)]
        found = [_batch(walled, one) for one in drafts]
    return tuple(one for one in reversed(found) if one.uploads)


def _batch(walled: Walled, draft: Draft) -> Batch:
    told = json.loads(draft.payload)
    held = (walled.upload(one) for one in told["uploads"])
    uploads = tuple(one for one in held if one is not None)
    return Batch(
        key=draft.id.removeprefix(BATCH),
        at=draft.at,
        uploads=uploads,
        into=told["into"],
        starts=bool(told.get("starts")),
        mapping=str(told.get("mapping", "")),
    )


def batch_of(desk: Desk, key: str) -> Batch:
    """The files of that key. Raises NotThere where there are none, or where they are somebody else's."""
    for one in batches(desk):
        if one.key == key:
            return one
    raise NotThere(key)


def drop(desk: Desk, batch: Batch) -> None:
    """Let files go: they were taken, or thrown away."""
    with gate_of(desk) as gate:
        gate.drop_draft(f"{BATCH}{batch.key}", person_of(desk))


class Before:
    """What one reader may know, as a door: each of its states holds what they see of it and nothing else."""

    def __init__(self, desk: Desk) -> None:
        self._reading = reading_of(desk.asking)
        self._viewer = desk.viewer

    def homes(self) -> tuple[Slug, ...]:
        """See `Door`."""
        return self._reading.homes()

    def moments(self, home: Slug) -> tuple[datetime, ...]:
        """See `Door`."""
        return tuple(one.at for one in self._reading.views(home))

    def states(self, home: Slug) -> tuple[State, ...]:
        """See `Door`."""
        return tuple(self._state(one) for one in self._reading.views(home))

    def newest(self, home: Slug) -> State:
        """See `Door`."""
        return self.state_at(home, NEWEST)

    def state_at(self, home: Slug, at: datetime) -> State:
        """See `Door`."""
        return self._state(self._reading.view_at(home, at))

    def write(self, state: State) -> None:
        """Nothing is written through a reading."""
        raise NotImplementedError

    def problems(self) -> tuple[Problem, ...]:
        """See `Door`: a reader is told of none."""
        return ()

    def _state(self, view: View) -> State:
        return State(
            home=view.home,
            at=view.at,
            by=self._viewer,
            why=Missing.WITHHELD,
            reasons=view.reasons,
            elements=view.elements,
        )
