"""Twins over HTTP: two places that differ only in what a reader may not know give that reader the same answers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.roadmap.twins import SECRET, twin
from tests.web.browser import Browser, Served
from tests.web.grounds import GROUND
from tests.web.oracle import DOORS, ROLES, Homes
from tests.web.test_doors import ELEMENTS, NAMING_NOTHING, QUERIES, ROADMAPS, SIGNS_OUT, VALUES, browsers
from tests.web.twinned import Asked, Told, filled, told
from waypost.core.goto import goto
from waypost.core.roadmap.elements import State
from waypost.core.values import Principal, Slug
from waypost.usecases.addresses import address_of
from waypost.usecases.samples import sample_folder
from waypost.usecases.serving import Place
from waypost.web.urls import HANDLERS
from waypost.workspace.folder import Folder

__all__ = ["browsers"]

ROOT = Path(str(sample_folder()))
HOMES = Homes(ROOT)
READERS = ("", "auditor", "italy", "france", "marenia", "frontex")
FORMS = ("json", "xlsx", "ics", "docx", "html")


def states(home: str) -> tuple[State, ...]:
    """The last two moments of a home of the samples."""
    return Folder(ROOT).states(Slug(home))[-2:]


def asked() -> Iterator[Asked]:
    """Every way to ask for something that stands in these homes, found and not found."""
    names = sorted(HANDLERS.keys() & DOORS.keys())
    for name in names:
        if name == SIGNS_OUT or "GET" not in DOORS[name][1].split() or name == "openings":
            continue
        if name in ELEMENTS:
            query = (("version", "2026-09-20"),) if name == "restore" else ()
            for element in (*HOMES.plain_elements("marenia"), "enothing00000"):
                yield "GET", address_of(goto(name, home="marenia", element=element, query=query)), ()
        elif name == "download":
            for form in FORMS:
                yield "GET", address_of(goto(name, home="marenia", form=form)), ()
        elif name in ROADMAPS:
            query = QUERIES.get(name, ())
            yield "GET", address_of(goto(name, home="marenia", query=query, **VALUES.get(name, {}))), ()
        else:
            values = VALUES.get(name) or NAMING_NOTHING.get(name) or {}
            yield "GET", address_of(goto(name, **values)), ()
    yield from beside()


def beside() -> Iterator[Asked]:
    """The same with what may be asked beside an address."""
    for since in ("2026-03-01", "2026-09-01"):
        yield "GET", address_of(goto("changes", home="marenia", query=(("since", since),))), ()
    for name in ("roadmap", "api_roadmap", "api_elements"):
        yield "GET", address_of(goto(name, home="marenia", query=(("at", "2026-09-16"),))), ()
    for words in ("vessel", SECRET, "training"):
        yield "GET", address_of(goto("search", query=(("q", words),))), ()


@dataclass(frozen=True, slots=True)
class Bench:
    """The place of which twins are made, the file in which only Marenia is missing, and what was told before."""

    first: Place
    rest: Place
    folder: Path
    marenia: tuple[State, ...]
    others: tuple[tuple[State, ...], ...]
    told: dict[tuple[str, Asked], Told]
    kept: dict[tuple[Principal, int], Place]

    def twin(self, eyes: Principal, seed: int) -> Place:
        """The twin of the place for a reader; in each fifth what belongs to no roadmap has other hidden things too."""
        chance, folder = random.Random(seed), self.folder / f"twin{seed}"
        marenia = twin(self.marenia, eyes, chance)
        if seed % 5:
            return filled(self.first, (marenia,), folder, self.rest)
        return filled(self.first, (marenia, *(twin(one, eyes, chance) for one in self.others)), folder)

    def kept_twin(self, eyes: Principal, seed: int) -> Place:
        """The same, made once for all who ask."""
        if (eyes, seed) not in self.kept:
            self.kept[eyes, seed] = self.twin(eyes, seed)
        return self.kept[eyes, seed]


@pytest.fixture(scope="module")
def bench(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Marenia, a roadmap that everybody sees, and what belongs to none."""
    folder = tmp_path_factory.mktemp("twins")
    others = (states("tunisia-memorandum"), states("workspace"))
    rest = filled(served.place, others, folder / "rest")
    first = filled(served.place, (states("marenia"),), folder / "first", rest)
    return Bench(first, rest, folder, states("marenia"), others, {}, {})


def differing(
    browsers: Mapping[str, Browser], bench: Bench, seed: int, asked_of: Iterable[Asked], patch: pytest.MonkeyPatch
) -> Iterator[tuple[str, Asked, Told, Told]]:
    """What the place and a twin of it tell a reader differently, at some addresses."""
    role = READERS[seed % len(READERS)]
    other = bench.twin(Principal(ROLES[role][0]), seed)
    for one in asked_of:
        if (role, one) not in bench.told:
            bench.told[role, one] = told(browsers[role], one, bench.first, patch)
        here, there = bench.told[role, one], told(browsers[role], one, other, patch)
        assert SECRET.encode() not in there.body or SECRET in one[1]
        if not here.is_like(there):
            yield role or "nobody", one, here, there
    GROUND.gone(other)


def shown(role: str, one: Asked, here: Told, there: Told) -> str:
    """A difference in few words."""
    parts = [
        name
        for name in ("status", "headers", "cookies", "body", "questions")
        if getattr(here, name) != getattr(there, name)
    ]
    return f"{role} {one[1]}: {', '.join(parts)} ({here.questions}, {there.questions})"


def test_twins_cannot_be_told_apart(
    browsers: Mapping[str, Browser], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifty pairs (on a server fewer), six readers, some of all addresses each: status, headers, cookies, body and
    number of questions."""
    for seed in range(GROUND.pairs):
        some = random.Random(seed).sample(list(asked()), 2)
        assert [shown(*one) for one in differing(browsers, bench, seed, some, monkeypatch)] == []


@pytest.mark.deep
@pytest.mark.parametrize("role", READERS)
def test_many_twins_cannot_be_told_apart(
    role: str, browsers: Mapping[str, Browser], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two thousand pairs: for each reader 34 times the place and four twins of it, all asked the same. Who answers as
    the first does answers as each other, so that five places are ten pairs. Every address is dealt to one group."""
    shuffled = random.Random(role).sample(list(asked()), len(list(asked())))
    for group in range(34):
        for nth in range(4):
            seed = len(READERS) * (100 + 4 * group + nth) + READERS.index(role)
            assert [shown(*one) for one in differing(browsers, bench, seed, shuffled[group::34], monkeypatch)] == []
