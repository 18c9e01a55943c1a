"""The sample workspace that ships with the package, and the orders of the demo briefs.

Marenia is training data, invented; every other roadmap and the workspace are published facts, each with file and
key of its row. Both are written by `tools/make_samples`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import Final

from waypost.core.brief.notes.order import NoteKind
from waypost.core.errors import Problem, Refused
from waypost.core.say import say
from waypost.core.values import EU, PUBLIC, ElementId, Principal, Slug
from waypost.workspace.atomic import Taken, place

MARENIA: Final = Slug("marenia")
MARENIAN: Final = Principal("partner:QM")
MORE: Final = {EU: ("de",), MARENIAN: ("ar",)}
"""Further languages of the demo briefs, by reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrder:
    """One demo brief: for whom, in which language, for which meeting, with its two times.

    `at` is the day of a recorded state; `on` is the day on which the brief is read.
    """

    roadmap: Slug
    viewer: Principal
    language: str
    on: date
    at: date
    meeting: ElementId

    @property
    def name(self) -> str:
        """A name for its files: `marenia-ms-IT-fr`."""
        return f"{self.roadmap}-{self.viewer.replace(':', '-')}-{self.language}"


def sample_folder() -> Traversable:
    """The shipped workspace, in the form of a folder (contract 4). Read only."""
    return files("waypost.workspace") / "samples"


def write_samples(target: Path) -> tuple[Path, ...]:
    """Copy the shipped workspace into a folder; the paths written, sorted.

    A file that is there with the same bytes is left alone. Raises Refused for one that holds something else.
    """
    written = []
    for name, raw in sorted(_files(sample_folder(), PurePosixPath())):
        path = target / name
        try:
            place(path, raw)
        except Taken:
            if path.read_bytes() != raw:
                raise Refused((_taken(str(name)),)) from None
        written.append(path)
    return tuple(written)


def _files(folder: Traversable, inside: PurePosixPath) -> Iterator[tuple[PurePosixPath, bytes]]:
    for one in folder.iterdir():
        name = inside / one.name
        if one.is_dir():
            yield from _files(one, name)
        elif one.name.endswith(".json"):
            yield name, one.read_bytes()


def _taken(name: str) -> Problem:
    code = "workspace.moment_taken"
    return Problem(code=code, reason=say(code, value=name), remedy=say(f"{code}.remedy"), file=name)


def demo_orders() -> tuple[DemoOrder, ...]:
    """The demo briefs: Marenia for four readers in two languages, some in a third, then Tunisia, Türkiye and Jordan.

    The published ones are for a meeting of their file; Marenia's is its next joint committee.
    """
    return (*_marenia(), *_published())


def _marenia() -> Iterator[DemoOrder]:
    for viewer in (EU, Principal("ms:IT"), MARENIAN, PUBLIC):
        for language in ("en", "fr", *MORE.get(viewer, ())):
            yield DemoOrder(
                roadmap=MARENIA,
                viewer=viewer,
                language=language,
                on=date(2026, 10, 1),
                at=date(2026, 9, 15),
                meeting=ElementId("e5zke7ytqvfz"),
            )


def _published() -> Iterator[DemoOrder]:
    """Steering committee of the Facility, 9 December 2019; signature of the partnership with Jordan, 29 January
    2025; ministers on the delivery of the memorandum with Tunisia, 21 September 2023."""
    rows = (
        ("tunisia-memorandum", date(2023, 9, 21), date(2023, 9, 22), "e3tue3opqnw3"),
        ("turkey-statement", date(2019, 12, 9), date(2019, 12, 10), "emvovxlh2h3h"),
        ("jordan-compact", date(2025, 1, 29), date(2025, 1, 29), "eyf53ivyri44"),
    )
    for slug, on, at, meeting in rows:
        yield DemoOrder(roadmap=Slug(slug), viewer=EU, language="en", on=on, at=at, meeting=ElementId(meeting))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDemo:
    """One paper of a meeting in the demo: which, for whom, in which language, with its two times."""

    meeting: str
    kind: NoteKind
    viewer: Principal
    language: str
    on: date
    at: date

    @property
    def name(self) -> str:
        """A name for its files: `2021-03-15-results-public-en`."""
        return f"{self.meeting}-{self.kind}-{self.viewer.replace(':', '-')}-{self.language}"


def note_orders() -> tuple[NoteDemo, ...]:
    """The papers of the demo: the main results of 15 March 2021, those of Marenia's last joint committee, and for the
    EU institutions and the partner agenda and follow-up of its next one."""
    committee = {"on": date(2026, 10, 1), "at": date(2026, 9, 15)}
    seed = {"on": date(2021, 3, 16), "at": date(2021, 3, 15)}
    rows: tuple[tuple[str, Principal, tuple[NoteKind, ...], dict[str, date]], ...] = (
        ("2021-03-15", PUBLIC, ("results",), seed),
        ("2026-05-26", EU, ("results",), committee),
        ("2026-05-26", MARENIAN, ("results",), committee),
        ("2026-10-15", EU, ("agenda", "followup"), committee),
        ("2026-10-15", MARENIAN, ("agenda", "followup"), committee),
    )
    return tuple(
        NoteDemo(meeting=meeting, kind=kind, viewer=viewer, language=language, **times)
        for meeting, viewer, kinds, times in rows
        for kind in kinds
        for language in ("en", "fr")
    )
