"""The main job: from a roadmap to the brief for the next meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from waypost.core.analysis.meetings import Held
from waypost.core.brief.compose import compose
from waypost.core.brief.order import Length, Order
from waypost.core.brief.tree import Brief, Cover
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.say import say
from waypost.core.values import Slug
from waypost.reference.situation import situation_for
from waypost.usecases.analysing import analyse
from waypost.usecases.comparing import write_new
from waypost.usecases.meeting import meetings_of
from waypost.usecases.opening import Asking, Opened, find_element, open_roadmap
from waypost.usecases.papers import Paper, write_papers
from waypost.usecases.samples import MARENIA, DemoOrder, demo_orders, write_samples
from waypost.words.wording import Wording, wording

LENGTHS: tuple[Length, ...] = ("page", "short", "full")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asks of a brief: a meeting by id or number, a day to compare with, a length; all optional."""

    meeting: str | None = None
    since: date | None = None
    length: str = "full"


def brief_of(name: str, asking: Asking, wanted: Wanted) -> Brief:
    """The brief of a roadmap for the meeting wanted, else the next one on or after the plan day.

    Raises NotThere for an unknown roadmap or meeting, WrongRequest for an unknown length.
    """
    return _brief(open_roadmap(name, asking), asking, wanted)


def name_of(name: str, brief: Brief, language: str) -> str:
    """The name of a brief's files: roadmap, plan day, reader, language."""
    stem = Path(name).stem if name.endswith(".json") else name
    return f"{stem}-{brief.cover.on.isoformat()}-{brief.cover.reader.viewer.replace(':', '-')}-{language}"


def _brief(opened: Opened, asking: Asking, wanted: Wanted) -> Brief:
    length = next((one for one in LENGTHS if one == wanted.length), None)
    if length is None:
        raise WrongRequest(say("cli.no_length", value=wanted.length, known=LENGTHS))
    meetings = meetings_of(opened, on=asking.on)
    meeting = meetings.next
    if wanted.meeting is not None:
        found = find_element(wanted.meeting, opened.view, opened.workspace)
        meeting = meetings.meeting(found.id)
        if meeting is None:
            raise NotThere(wanted.meeting)
    since = wanted.since or _day_before(meetings.before(meeting))
    earlier = opened.view_on(since) if since else None
    head = opened.view.roadmap
    partners = head[1].partners if head else ()
    vintage = asking.vintage or opened.at.date()
    order = Order(
        meeting=meeting,
        meetings=meetings,
        since=since if earlier is not None else None,
        situation=situation_for(
            [one.country for one in partners],
            [route for one in partners for route in one.routes],
            vintage=vintage,
        ),
        vintage=vintage,
        length=length,
    )
    before = None if earlier is None or since is None else analyse(earlier, on=since)
    return compose(analyse(opened.view, on=asking.on), before, order)


def _day_before(held: Held | None) -> date | None:
    return held.last if held else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One brief of the demo: its order and its files."""

    order: DemoOrder
    brief: Brief
    papers: tuple[Paper, ...]


def write_demo(folder: Path) -> Iterator[Shown]:
    """Write the sample workspace and its briefs, one after another, so that a caller can tell how far it is."""
    write_samples(folder)
    for order in demo_orders():
        words = wording(order.language)
        asking = Asking(
            viewer=order.viewer,
            on=order.on,
            at=datetime.combine(order.at, time(23, 59, 59), UTC),
            folder=folder,
        )
        brief = brief_of(order.roadmap, asking, Wanted(meeting=order.meeting))
        yield Shown(
            order=order, brief=brief, papers=write_papers(brief, words, ("pdf", "html"), folder / "briefs", order.name)
        )


def write_index(folder: Path, shown: tuple[Shown, ...], words: Wording) -> Path:
    """The page that leads to every brief of the demo; its path."""
    # Imported here: templates are heavy, and no other use case needs them.
    from waypost.outputs.html.index import Leaf, Shelf, render_index

    shelves: dict[Slug, list[Leaf]] = {}
    covers: dict[Slug, Cover] = {}
    for one in shown:
        covers[one.order.roadmap] = one.brief.cover
        files = tuple((paper.form.upper(), paper.path.relative_to(folder).as_posix()) for paper in one.papers)
        page = one.brief.page_one
        leaf = Leaf(
            reader=one.brief.cover.reader.words,
            language=one.order.language,
            files=files,
            sentences=tuple(sentence.say for sentence in page.sentences) if page else (),
        )
        shelves.setdefault(one.order.roadmap, []).append(leaf)
    found = tuple(
        Shelf(title=say("page.title", title=covers[name].title), training=name == MARENIA, leaves=tuple(leaves))
        for name, leaves in shelves.items()
    )
    path = folder / "index.html"
    raw = render_index(found, words)
    if not (path.is_file() and path.read_bytes() == raw):
        write_new(path, raw)
    return path
