"""The cover sheet: what this is, from when, for whom, how to fill it in, and what each sheet holds.

Column A is hidden: it says the same to the program that reads the workbook back (`key=value`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from waypost.core.change.portion import Portion
from waypost.core.say import Say, Who, say
from waypost.core.values import Missing
from waypost.outputs.look import light
from waypost.outputs.sent import facts
from waypost.outputs.workbook.book import Page
from waypost.outputs.workbook.printing import running_lines
from waypost.words.typed.desk import Desk
from waypost.words.typed.made import COMPLETE, FORM

GUIDE: Final = ("change", "add", "remove", "empty", "dates", "unknown")
"""The sentences of the guide, in order."""

_ABSENT: Final = {one.value: one for one in Missing}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One sheet as the cover lists it."""

    page: str
    name: str
    rows: int
    is_list: bool


def write_cover(page: Page, portion: Portion, leaves: tuple[Leaf, ...], desk: Desk) -> None:
    """Fill the cover sheet."""
    raw = page.raw
    raw.set_column(0, 0, None, None, {"hidden": True})
    raw.set_column(1, 1, 30)
    raw.set_column(2, 2, 64)
    raw.set_column(3, 3, 34)
    raw.hide_gridlines(2)
    head = portion.head
    title = desk.plain(head[1].title) if head else str(portion.home)
    row = _write_title(page, title, portion, desk)
    row = _write_facts(page, row, portion, desk)
    row = _write_guide(page, row, portion, desk)
    _write_leaves(page, row, leaves, desk)
    running_lines(page, left=title, right="", foot=desk.plain(_foot(portion)))
    raw.fit_to_pages(1, 1)
    raw.set_tab_color(light("ink"))
    raw.activate()
    raw.set_first_sheet()


def _foot(portion: Portion) -> Say:
    return say("workbook.foot", who=Who(principal=portion.reader), at=portion.at)


def _write_title(page: Page, title: str, portion: Portion, desk: Desk) -> int:
    book = page.book
    page.put(0, 0, FORM, book.style(font_color=light("ink3")))
    page.put(0, 1, title, book.style(font_size=20, bold=True))
    page.raw.set_row(0, 30)
    page.put(1, 1, desk.plain(say("workbook.subject")), book.style(font_size=12, font_color=light("ink2")))
    if portion.head is not None and portion.head[1].training:
        look = book.style(bold=True, font_color=light("watch"), bg_color=light("watch_soft"), valign="vcenter")
        page.span(2, 1, 3, desk.plain(say("workbook.training")), look)
        page.raw.set_row(2, 20)
    return 4


def _write_facts(page: Page, row: int, portion: Portion, desk: Desk) -> int:
    book = page.book
    label = book.style(font_color=light("ink2"), bottom=1, bottom_color=light("line"))
    value = book.style(text_wrap=True, bottom=1, bottom_color=light("line"), num_format="@")
    for mark, name, held in facts(portion, desk):
        page.put(row, 0, mark, book.style(font_color=light("ink3")))
        page.put(row, 1, desk.plain(name), label)
        told = desk.plain(held)
        page.put(row, 2, told, value)
        page.raw.set_row(row, 13.5 * (1 + len(told) // 60) + 2)
        row += 1
    return row + 1


def _write_guide(page: Page, row: int, portion: Portion, desk: Desk) -> int:
    book = page.book
    page.put(row, 1, desk.plain(say("workbook.guide")), book.style(font_size=12, bold=True))
    names = GUIDE if portion.owner is None else ("grey", *GUIDE)
    for name in names:
        row += 1
        page.put(row, 1, desk.plain(say(f"workbook.guide.{name}.head")), book.style(font_color=light("ink2")))
        told = desk.plain(say(f"workbook.guide.{name}", **_ABSENT))
        page.put(row, 2, told, book.style(text_wrap=True))
        page.raw.set_row(row, 13.5 * (1 + len(told) // 60) + 3)
    return row + 2


def _write_leaves(page: Page, row: int, leaves: tuple[Leaf, ...], desk: Desk) -> None:
    book = page.book
    head = book.style(
        bold=True, bg_color=light("sunk"), bottom=1, bottom_color=light("ink"), text_wrap=True, valign="vcenter"
    )
    for at, name in enumerate(("sheet", "rows", "complete"), start=1):
        page.put(row, at, desk.plain(say(f"workbook.leaves.{name}")), head)
    page.raw.set_row(row, 33)
    line = {"bottom": 1, "bottom_color": light("line")}
    yes, no = (desk.plain(say(code)) for code in ("workbook.yes", "workbook.no"))
    for one in leaves:
        row += 1
        faint = {} if one.rows else {"font_color": light("ink3")}
        page.put(row, 0, f"{COMPLETE}{one.name}", book.style(font_color=light("ink3")))
        page.lead(row, 1, one.page, one.page, book.style(**line, font_color=light("accent")))
        page.put(row, 2, desk.plain(say("workbook.leaves.n", n=one.rows)), book.style(**line, **faint))
        page.put(row, 3, no, book.style(**line, num_format="@"))
        page.raw.data_validation(
            row,
            3,
            row,
            3,
            {
                "validate": "list",
                "source": [yes, no],
                "input_title": desk.plain(say("workbook.leaves.complete"))[:32],
                "input_message": desk.plain(say("workbook.leaves.complete_help"))[:255],
            },
        )
