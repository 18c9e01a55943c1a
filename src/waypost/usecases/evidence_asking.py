"""Asking the store of a workspace: what is in it, and what its figures say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from waypost.core.errors import Problem
from waypost.core.statistics.vintage import Vintage
from waypost.usecases.opening import Asking


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of the store found: how many vintages there are, what is wrong, what stopped imports have left."""

    vintages: int
    problems: tuple[Problem, ...]
    leftovers: tuple[str, ...]


def store_of(asking: Asking) -> Path:
    """The folder of the evidence: in the workspace, beside its database, and for a server in the current folder."""
    # Imported here, as in every function: most commands need no engine.
    from waypost.evidence.store import folder_of

    return folder_of(asking.folder if isinstance(asking.folder, Path) else Path())


def vintages_of(asking: Asking) -> tuple[Vintage, ...]:
    """The vintages published by the day asked (`--vintage`), by dataset and day; without such a day all."""
    from waypost.evidence.store import vintages

    found = vintages(store_of(asking))
    return tuple(one for one in found if asking.vintage is None or one.issued <= asking.vintage)


def check(asking: Asking) -> Checked:
    """Whether each vintage is as it was written."""
    from waypost.evidence.store import faults, leftovers, vintages

    store = store_of(asking)
    return Checked(vintages=len(vintages(store)), problems=tuple(faults(store)), leftovers=leftovers(store))


def cited(asking: Asking, wanted: Collection[str]) -> tuple[Vintage, ...]:
    """The cards of the vintages that an answer is from."""
    return tuple(one for one in vintages_of(asking) if one.id in wanted)
