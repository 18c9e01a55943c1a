"""Pages of the web over a database: a roadmap of 500 actions, a list of 100, the Gantt of 1,000 linked ones.

What is measured is what the server does for one request, from the reader's connection to the bytes of the page. The
first request after a change works everything out; the ones after it find the analysis kept. Both are told.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tools.bench.measure import Ran, Row, quickest, seconds, time_of, within
from tools.bench.projects import AUDIENCE, FIRST_DAY, calendars, plan, state
from waypost.codec.states import encode_state
from waypost.core.analysis.schedule import schedule
from waypost.core.roadmap.bodies import Action, Pillar
from waypost.core.roadmap.elements import Element, State
from waypost.core.roadmap.view import see
from waypost.core.values import EU, ElementId, on_day, text
from waypost.outputs.html.site import Shell
from waypost.usecases.analysed import KEPT
from waypost.usecases.desk import Desk
from waypost.usecases.keeping import take_in
from waypost.usecases.opening import Asking, Once
from waypost.usecases.pages import roadmaps
from waypost.usecases.serving import Place
from waypost.words.wording import wording
from waypost.workspace.database.wall import VIEWS, Walled
from waypost.workspace.folder import name_of

CALLS: Final = 7
PILLARS: Final = 10
LATEST: Final = datetime.max.replace(tzinfo=UTC)
NOW: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)

Ask = Callable[[Desk, str], bytes]


def planned(size: int) -> State:
    """A made plan of so many linked actions, each due on the day on which it ends at the earliest, in ten pillars."""
    bare = state(plan(size))
    ends = {one.element: one.earliest.end for one in schedule(see(bare, EU), calendars(), on=FIRST_DAY).items}
    head = next(one for one in bare.elements if one.parent is None)
    pillars = tuple(
        Element(
            id=ElementId(f"plan-p{place}"),
            home=bare.home,
            parent=head.id,
            number=str(place + 1),
            audience=AUDIENCE,
            body=Pillar(title=text(f"Pillar {place + 1}")),
        )
        for place in range(PILLARS)
    )
    found: list[Element] = []
    for one in bare.elements:
        body, end = one.body, ends.get(one.id)
        if isinstance(body, Action) and end is not None:
            place = len(found) * PILLARS // len(bare.elements)
            found.append(replace(one, parent=pillars[place].id, body=replace(body, due=on_day(end))))
        else:
            found.append(one)
    return replace(bare, elements=(*found, *pillars))


def pages() -> Iterator[Row]:
    """Server time of pages, and what it is to the time of their queries."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        of_500, of_1000, of_100 = (_database(folder, size) for size in (500, 1000, 100))
        yield from _page("roadmap page of 500 actions", of_500, roadmaps.overview, 0.06, most_times=3)
        yield from _page("list of 100 actions with their Gantt", of_100, _timetable, 0.04)
        yield from _page("Gantt of 1,000 linked actions, every row open", of_1000, _opened, 0.3, most_kilobytes=300)
        yield from _page("the same with its groups closed", of_1000, _timetable, 0.3, most_kilobytes=300)


def _database(folder: Path, size: int) -> Path:
    source = folder / f"source-{size}"
    home = source / "roadmaps" / "plan"
    home.mkdir(parents=True)
    held = planned(size)
    (home / name_of(held.at)).write_bytes(encode_state(held))
    path = folder / f"{size}.db"
    list(take_in(source, path))
    return path


def _timetable(desk: Desk, home: str) -> bytes:
    looking = roadmaps.looking_at(show="all", row="", open_group="", slip="", by="")
    return roadmaps.timetable(desk, home, looking)


def _opened(desk: Desk, home: str) -> bytes:
    looking = roadmaps.looking_at(show="all", row="", open_group="all", slip="", by="")
    return roadmaps.timetable(desk, home, looking)


def _page(
    work: str, path: Path, ask: Ask, target: float, *, most_times: int | None = None, most_kilobytes: int | None = None
) -> Iterator[Row]:
    KEPT.clear()
    first, body = _asked(path, ask)
    later = quickest(_asked(path, ask)[0] for _ in range(CALLS))
    asked = f"`{ask.__name__.strip('_')}(desk, …)`"
    found = f"{time_of(later)}, the first time {seconds(first.processor)}"
    yield Row(work, asked, found, f"{target * 1000:.0f} ms", within(later, target))
    if most_times is not None:
        read = quickest(_asked(path, ask, anew=True)[0] for _ in range(CALLS))
        times = read.processor / quickest(_read(path) for _ in range(CALLS)).processor
        yield Row("its ratio to its queries", asked, f"{times:.1f} times", f"{most_times} times", times <= most_times)
    if most_kilobytes is not None:
        size = len(body) / 1000
        yield Row("its size", asked, f"{size:.0f} KB", f"{most_kilobytes} KB", size <= most_kilobytes)


def _asked(path: Path, ask: Ask, *, anew: bool = False) -> tuple[Ran, bytes]:
    """One request; `anew` is one that must read the roadmap, since its view is not kept."""
    if anew:
        VIEWS.clear()
    began, worked = time.perf_counter(), time.process_time()
    with closing(Walled(path, EU)) as walled:
        desk = Desk(
            asking=Asking(viewer=EU, on=FIRST_DAY, reading=Once(walled)),
            shell=Shell(language="en", viewer=EU, signed_in=True),
            words=wording("en"),
            visitor=None,
            place=Place(folder=path.parent, origin="http://127.0.0.1:8000", key="key"),
            now=NOW,
        )
        body = ask(desk, "plan")
    return _ran(began, worked), body


def _ran(began: float, worked: float) -> Ran:
    """What has been worked since two moments, in this process."""
    return Ran(time.perf_counter() - began, time.process_time() - worked, 0, "")


def _read(path: Path) -> Ran:
    """The queries of a page: the roadmap, read through the wall."""
    VIEWS.clear()
    began, worked = time.perf_counter(), time.process_time()
    with closing(Walled(path, EU)) as walled:
        walled.view_at(state(()).home, LATEST)
    return _ran(began, worked)
