"""Three hundred people of a served workspace, each signed in: `python -m tools.bench.crowd FOLDER ORIGIN` makes them.

Prints a JSON list: for each the token of the session, the principal through whose eyes they look, and two of the
roadmaps, on which they work. A process of its own, since Django is set up once for one place. The server is the one
named in WAYPOST_DATABASE, as for `waypost serve`.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Final

from tools.bench.projects import plan, state
from waypost.core.people.roles import Role
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.elements import State
from waypost.core.values import EU, Principal, text
from waypost.usecases.serving import Place
from waypost.web import serving
from waypost.web.application import set_up

PEOPLE: Final = 300
ROADMAPS: Final = 30
ACTIONS: Final = 100
DOSSIERS: Final = 2
"""On so many roadmaps each person works."""

_CODES: Final = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
STATES: Final = tuple(Principal(f"ms:{code}") for code in _CODES.split())
EVERYBODY: Final = frozenset((EU, *STATES))


def roadmaps() -> Iterator[State]:
    """Made plans that the EU and every Member State see, whose actions the Member States own in turn."""
    for number in range(ROADMAPS):
        made = state(plan(ACTIONS, seed=number, layer=10), slug=f"plan-{number:02}")
        owners = cycle(STATES)
        elements = tuple(
            replace(one, audience=EVERYBODY, body=_owned(one.body, next(owners)))
            if isinstance(one.body, Action)
            else replace(one, audience=EVERYBODY)
            for one in made.elements
        )
        yield replace(made, elements=elements, why=text("Made for measuring"))


def _owned(action: Action, owner: Principal) -> Action:
    return replace(action, owner=owner)


def sign_in(place: Place) -> Iterator[dict[str, object]]:
    """Makes the people, a third of them of the EU's institutions and the others of the Member States in turn."""
    set_up(place)
    # Imported here: the tables of people need Django set up.
    from waypost.usecases.accounts import make_tables
    from waypost.workspace.people import register, sittings

    make_tables(place)
    chance, now, states = random.Random(20261123), datetime.now(UTC), cycle(STATES)
    for number in range(PEOPLE):
        viewer = EU if number % 3 == 0 else next(states)
        role = Role.SECRETARIAT if viewer == EU else Role.STATE_DESK
        person, _, _ = register.add_person(f"person{number}", f"made for measuring {number}", now)
        organisation = register.add_organisation(f"Organisation of {viewer}", viewer)
        member = register.add_member(person, organisation.id, "Desk officer", role, now)
        token = sittings.complete(sittings.begin(person, "a measured browser", now), member, now)
        homes = [f"plan-{one:02}" for one in chance.sample(range(ROADMAPS), DOSSIERS)]
        yield {"token": token, "viewer": str(viewer), "homes": homes}


def main(folder: str, origin: str) -> int:
    """Makes the people of a place and prints them."""
    json.dump([*sign_in(serving.ready(Path(folder), origin, os.environ.get("WAYPOST_DATABASE", "")))], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
