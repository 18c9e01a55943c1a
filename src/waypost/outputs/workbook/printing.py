"""Print set-up that every sheet shares: landscape, one page wide, row 1 on each page, who may read it at the foot."""

from __future__ import annotations

from typing import Final

from waypost.core.change.portion import Portion
from waypost.core.say import Who, say
from waypost.outputs.workbook.book import Page
from waypost.words.typed.desk import Desk

A4: Final = 9
ACROSS: Final = 150.0
"""Width of columns, in signs, that a page across still shows at a size one can read."""

_LONGEST_LINE: Final = 90


def for_print(page: Page, *, title: str, portion: Portion, desk: Desk) -> None:
    """Set a sheet up for paper; wide sheets take several pages across rather than a size nobody can read."""
    training = portion.head is not None and portion.head[1].training
    mark = desk.plain(say("workbook.training")) if training else ""
    reader = desk.plain(say("workbook.foot", who=Who(principal=portion.reader), at=portion.at))
    running_lines(page, left=title, right=mark, foot=reader)
    page.raw.fit_to_pages(max(1, round(page.width / ACROSS)), 0)
    page.raw.repeat_rows(0)
    page.raw.repeat_columns(1, 2)


def running_lines(page: Page, *, left: str, right: str, foot: str) -> None:
    """Landscape on A4 with a line at the head and one at the foot of each page."""
    page.raw.set_landscape()
    page.raw.set_paper(A4)
    page.raw.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    page.raw.set_header(f"&L&8 {_plain(page.name)} · {_plain(left)}&R&8 {_plain(right)}")
    page.raw.set_footer(f"&L&8 {_plain(foot)}&R&8 &P / &N")


def _plain(words: str) -> str:
    """Words in which no sign is read as an order: an ampersand begins one, and digits after a size belong to it."""
    short = words if len(words) <= _LONGEST_LINE else words[: _LONGEST_LINE - 1] + "…"
    return " ".join(short.split()).replace("&", "&&")
