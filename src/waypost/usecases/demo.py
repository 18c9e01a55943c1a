"""The demo: the sample workspace, its briefs, papers of its meetings, and one page that leads to all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from waypost.core.brief.tree import Brief
from waypost.core.values import PUBLIC
from waypost.usecases.briefs import Wanted, brief_of
from waypost.usecases.comparing import write_new
from waypost.usecases.demo_figures import COUNTRIES, add_figures, figures_words, files_in
from waypost.usecases.evidence_asking import store_of
from waypost.usecases.notes import note_of
from waypost.usecases.opening import Asking
from waypost.usecases.papers import Paper, write_papers
from waypost.usecases.samples import DemoOrder, NoteDemo, demo_orders, note_orders, write_samples
from waypost.usecases.sheets import sheet_of
from waypost.usecases.starting import refuse_full
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import Wording, wording
from waypost.workspace.atomic import Taken, growing

if TYPE_CHECKING:
    from waypost.outputs.html.index import Leaf, Shelf

INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One brief of the demo: its order and its files."""

    order: DemoOrder
    brief: Brief
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One paper of a meeting of the demo: its order and its files."""

    order: NoteDemo
    note: Brief
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheeted:
    """One sheet of a partner country in the demo: its files by language."""

    sheet: Brief
    papers: tuple[tuple[str, tuple[Paper, ...]], ...]


def write_demo(
    folder: Path, words: Wording, tell: Callable[[str], None], *, data: Path | None = None, on: date | None = None
) -> Path:
    """Write the sample workspace, its briefs, papers of its meetings, and the page that leads to all of them; the path
    of that page.

    The folder appears when all of it is there. Raises Refused when something lies in the folder already.

    Args:
        folder: where it goes.
        words: the language of the page.
        tell: hears of each file before it is read or written, so that a caller can say how far it is.
        data: a folder of publishers' files, whose figures then stand in briefs and sheets; without one the tables
            that ship are used, and the same call gives the same bytes.
        on: the day on which those files are taken in; needed with `data`.
    """
    refuse_full(folder)
    try:
        with growing(folder) as part:
            write_samples(part)
            if on is not None:
                add_figures(data, store_of(Asking(viewer=PUBLIC, on=on, folder=part)), on=on, tell=tell)
            shown = tuple(_shown(part, order, tell) for order in demo_orders())
            noted = tuple(_noted(part, order) for order in note_orders())
            sheets = tuple(_sheets(part, on, tell)) if on is not None and files_in(data) else ()
            _write_index(part, shown, noted, sheets, words, data)
    except Taken:
        refuse_full(folder)
        raise
    return folder / INDEX


def _shown(folder: Path, order: DemoOrder, tell: Callable[[str], None]) -> Shown:
    tell(f"briefs/{order.name}")
    asking = Asking(
        viewer=order.viewer,
        on=order.on,
        at=datetime.combine(order.at, time(23, 59, 59), UTC),
        folder=folder,
    )
    brief = brief_of(order.roadmap, asking, Wanted(meeting=order.meeting))
    papers = write_papers(brief, wording(order.language), ("pdf", "html"), folder / "briefs", order.name)
    return Shown(order=order, brief=brief, papers=papers)


def _noted(folder: Path, order: NoteDemo) -> Noted:
    asking = Asking(
        viewer=order.viewer,
        on=order.on,
        at=datetime.combine(order.at, time(23, 59, 59), UTC),
        folder=folder,
    )
    note = note_of(order.meeting, asking, order.kind)
    papers = write_papers(note, wording(order.language), ("pdf", "html"), folder / "papers", order.name)
    return Noted(order=order, note=note, papers=papers)


def _sheets(folder: Path, on: date, tell: Callable[[str], None]) -> Iterator[Sheeted]:
    """The sheet of each country, in English, and of the first in every language."""
    for place, country in enumerate(COUNTRIES):
        sheet = sheet_of(country, Asking(viewer=PUBLIC, on=on, folder=folder))
        papers = []
        for language in LANGUAGES if place == 0 else LANGUAGES[:1]:
            name = f"{country}-{language}"
            tell(f"sheets/{name}")
            papers.append((language, write_papers(sheet, wording(language), ("pdf", "html"), folder / "sheets", name)))
        yield Sheeted(sheet=sheet, papers=tuple(papers))


def _write_index(
    folder: Path,
    shown: tuple[Shown, ...],
    noted: tuple[Noted, ...],
    sheets: tuple[Sheeted, ...],
    words: Wording,
    data: Path | None,
) -> None:
    """The page that leads to every brief of the demo, to the papers of its meetings and to the sheets of partners."""
    # Imported here: templates are heavy, and no other use case needs them.
    from waypost.outputs.html.index import render_index

    shelves = [_shelf(folder, tuple(ones)) for _, ones in groupby(shown, lambda one: one.order.roadmap)]
    shelves += [_meeting_shelf(folder, tuple(ones)) for _, ones in groupby(noted, lambda one: one.order.meeting)]
    shelves += [_sheet_shelf(folder, one) for one in sheets]
    write_new(folder / INDEX, render_index(tuple(shelves), words, figures_words(data)))


def _sheet_shelf(folder: Path, one: Sheeted) -> Shelf:
    """The sheet of one country, in its languages."""
    from waypost.outputs.html.index import Edition, Leaf, Shelf

    editions = tuple(Edition(language=language, files=_addresses(folder, papers)) for language, papers in one.papers)
    return Shelf(cover=one.sheet.cover, leaves=(Leaf(reader=one.sheet.cover.reader, sentences=(), editions=editions),))


def _meeting_shelf(folder: Path, noted: tuple[Noted, ...]) -> Shelf:
    """The papers of one meeting, by reader."""
    from waypost.outputs.html.index import Edition, Leaf, Shelf

    leaves = []
    for _, several in groupby(noted, lambda one: one.order.viewer):
        ones = tuple(several)
        editions = tuple(
            Edition(language=one.order.language, files=_addresses(folder, one.papers), kind=one.note.cover.kind)
            for one in ones
        )
        leaves.append(Leaf(reader=ones[0].note.cover.reader, sentences=(), editions=editions))
    return Shelf(cover=noted[0].note.cover, leaves=tuple(leaves))


def _addresses(folder: Path, papers: tuple[Paper, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((paper.form, paper.path.relative_to(folder).as_posix()) for paper in papers)


def _shelf(folder: Path, shown: tuple[Shown, ...]) -> Shelf:
    """The briefs of one roadmap, by reader."""
    from waypost.outputs.html.index import Shelf

    readers = groupby(shown, lambda one: one.order.viewer)
    leaves = tuple(_leaf(folder, tuple(ones)) for _, ones in readers)
    return Shelf(cover=shown[0].brief.cover, leaves=leaves)


def _leaf(folder: Path, shown: tuple[Shown, ...]) -> Leaf:
    """What one reader sees: page one of the first brief, and the files of all its languages."""
    from waypost.outputs.html.index import Edition, Leaf

    page = shown[0].brief.page_one
    return Leaf(
        reader=shown[0].brief.cover.reader,
        sentences=tuple(one.say for one in page.sentences) if page else (),
        editions=tuple(
            Edition(
                language=one.order.language,
                files=_addresses(folder, one.papers),
            )
            for one in shown
        ),
    )
