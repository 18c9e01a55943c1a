"""A workbook of ours that comes back: its rows as proposals, every cell that was touched read as a value.

A cell that stands as it was written is no change. So what a cell cannot show in full (a wording in another language,
an amount with its day) is kept as it was unless somebody typed over it. For that the portion from which the file was
made is asked for; without it every cell is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from waypost.core.change.intake import Intake
from waypost.core.change.portion import Portion
from waypost.core.errors import Problem, Severity
from waypost.core.say import SayValue, say
from waypost.core.values import ElementId
from waypost.readers.grid import Grid, Grids, remarks
from waypost.readers.returned.gathering import Work
from waypost.readers.returned.page import Page, lanes_at
from waypost.words.catalogue import LANGUAGES
from waypost.words.typed.cell import cell_words
from waypost.words.typed.desk import Desk, fold, labels_of
from waypost.words.typed.made import COMPLETE, FORM, Made, made_of
from waypost.words.typed.plan import Sheet, sheets
from waypost.words.wording import wording


def is_ours(grids: Grids) -> bool:
    """Whether Waypost made the workbook: its first sheet says so."""
    return bool(grids.sheets) and grids.sheets[0].cell(0, 0) == FORM


def made_from(grids: Grids) -> Made:
    """From what a workbook of ours was made, as its cover sheet says."""
    return made_of(cell_words(row[0]) for row in grids.sheets[0].rows if row and is_ours(grids))


def intake_of(grids: Grids, desk: Desk, sent: Portion | None) -> Intake:
    """The proposals of a workbook of ours.

    Args:
        grids: what was read.
        desk: in the language of the workbook; its labels are taken from `sent` or from the rows themselves.
        sent: the portion from which the workbook was made, None where it is not to be had.
    """
    made = made_from(grids)
    work = Work(grids=grids, desk=desk, base={one.id: one for one in sent.elements} if sent else {})
    work.complete = frozenset(_complete(grids.sheets[0], desk))
    pages = [(page, found) for page in grids.sheets[1:] if (found := _sheet_of(page)) is not None]
    elements = sent.elements if sent else ()
    work.desk = replace(desk, labels=labels_of(elements, desk.words) | _labels_of_rows(pages, work))
    for page, sheet in pages:
        Page(work, page, sheet).read()
    known = frozenset(one.name for _, one in pages)
    return Intake(
        file=grids.file,
        home=made.home,
        at=made.at,
        reader=made.reader,
        owner=made.owner,
        complete=frozenset(
            one.kind.name for one in sheets() if one.kind and not one.list_field and one.name in work.complete & known
        ),
        proposed=tuple(work.gathered()),
        problems=(*remarks(grids, ours=True), *_unknown_pages(grids, pages, desk), *work.problems),
    )


def _complete(cover: Grid, desk: Desk) -> Iterator[str]:
    """The sheets for which the cover says that rows not there are to go."""
    yes = {fold(one.plain(say("workbook.yes"))) for one in desk.wordings}
    for row in cover.rows:
        mark = cell_words(row[0]) if row else ""
        if mark.startswith(COMPLETE) and any(fold(cell_words(one)) in yes or one is True for one in row[1:]):
            yield mark.removeprefix(COMPLETE)


def _sheet_of(page: Grid) -> Sheet | None:
    """Which sheet of ours this is: by the hidden name in A1, else by the name on its tab."""
    if page.is_hidden:
        return None
    mark = cell_words(page.cell(0, 0))
    named = next((one for one in sheets() if one.name == mark), None)
    return named or tabs().get(fold(page.name))


@cache
def tabs() -> dict[str, Sheet]:
    """The sheets by the words on their tabs, in every language."""
    return {fold(wording(one).plain(sheet.label)): sheet for one in LANGUAGES for sheet in reversed(sheets())}


def _unknown_pages(grids: Grids, pages: list[tuple[Grid, Sheet]], desk: Desk) -> Iterator[Problem]:
    """Sheets that somebody added: they are not read, and that is said."""
    lists = {fold(one.plain(say("workbook.sheet.lists"))) for one in desk.wordings}
    known = {page.name for page, _ in pages} | {grids.sheets[0].name}
    for page in grids.sheets:
        if page.name not in known and not page.is_hidden and page.rows and fold(page.name) not in lists:
            yield _problem("readers.unknown_sheet", Severity.WARNING, file=grids.file, sheet=page.name)


def _labels_of_rows(pages: list[tuple[Grid, Sheet]], work: Work) -> dict[ElementId, str]:
    """Rows whose elements nobody knows any more, by number and the words that name them."""
    found: dict[ElementId, str] = {}
    for page, sheet in pages:
        if sheet.list_field is not None:
            continue
        named = [
            at for at, one in lanes_at(page, sheet, work.desk).items() if one[0].name in ("number", "title", "words")
        ]
        for row in page.rows[1:]:
            key = cell_words(row[0]) if row else ""
            if key and ElementId(key) not in work.base:
                words = " ".join(cell_words(row[at]) for at in named if at < len(row))
                found[ElementId(key)] = " ".join(words.split()) or key
    return found


def _problem(code: str, severity: Severity, *, file: str, sheet: str | None = None, **values: SayValue) -> Problem:
    return Problem(
        code=code, reason=say(code, **values), remedy=say(f"{code}.remedy"), severity=severity, file=file, sheet=sheet
    )
