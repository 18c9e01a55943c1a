"""The timetable of a roadmap: filters with counts, the Gantt, the reasons of the chosen row and of all late ones,
and what a slip would move.

Source: look 6 (Gantt, reason chain), 10 (timetable).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from waypost.core.analysis.analysis import Analysis
from waypost.core.analysis.timetable import Scheduled, Slip
from waypost.core.brief.cells import cell, head, row, table
from waypost.core.brief.chains import reason_chain, reasons_block
from waypost.core.brief.sections.timetable import (
    gantt_of,
    is_ahead,
    is_drawn,
    lead,
    troubles,
    undated,
)
from waypost.core.brief.tree import Block, Cell, Mark, Marker, Nothing, Paragraph, Reasons
from waypost.core.pages.form import Entry, Field, Form, Option, Weight
from waypost.core.pages.gantt import MANY, Timeline
from waypost.core.pages.page import Filter, Filters, Page, PageBlock, Part, Query
from waypost.core.pages.roadmap.heading import roadmap_page, to_tab
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import View
from waypost.core.say import Ref, Say, say
from waypost.core.values import ElementId, Missing

Show = Literal["all", "late", "critical", "ahead", "undated"]

SHOWS: Final[dict[Show, Callable[[Analysis, Scheduled], bool]]] = {
    "all": lambda _, one: True,
    "late": lambda _, one: one.is_late,
    "critical": lambda _, one: one.critical,
    "ahead": is_ahead,
    "undated": undated,
}
"""Ways to look at the timetable, in the order of the buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What the reader looks at: which actions, which row was chosen, which pillar is open (`all`, or its place), which
    slip is tried (as written, with its length)."""

    show: Show = "all"
    row: ElementId | None = None
    open: str = ""
    slip: str = ""
    by: str = ""

    def asked(self, **other: str) -> Query:
        """What an address asks for so as to look the same way, but for `other`."""
        held = {"show": "" if self.show == "all" else self.show, "open": self.open, **other}
        return tuple((name, value) for name, value in held.items() if value)


def timetable_page(
    now: Analysis,
    looking: Looking,
    *,
    slip: Slip | None = None,
    wrong: Say | None = None,
    shared: View | None = None,
    keep: Query = (),
) -> Page:
    """The timetable, looked at in one way; `slip` is what was tried, `wrong` why it could not be."""
    items = now.timetable.items
    if not items:
        blocks: tuple[PageBlock, ...] = (Nothing(say=say("brief.timetable_none")),)
    else:
        shown = tuple(one for one in items if SHOWS[looking.show](now, one))
        blocks = (
            lead(now),
            _filters(now, looking, keep),
            *_drawn(now, looking, shown, keep),
            Part(name="why", title=say("pages.why_late"), blocks=(reasons_block(now),)),
            _slip_part(now, looking, slip, wrong, keep),
            *_troubles(now),
        )
    return roadmap_page(now, "timetable", blocks, shared=shared, keep=keep)


def _filters(now: Analysis, looking: Looking, keep: Query) -> Filters:
    here = to_tab(now, "timetable", keep)
    return Filters(
        label=say("pages.filter_timetable"),
        filters=tuple(
            Filter(
                label=say(f"pages.show_{name}"),
                to=here.asking(*(() if name == "all" else (("show", name),))),
                count=sum(chosen(now, one) for one in now.timetable.items),
                chosen=name == looking.show,
            )
            for name, chosen in SHOWS.items()
        ),
    )


def _drawn(now: Analysis, looking: Looking, shown: tuple[Scheduled, ...], keep: Query) -> tuple[PageBlock, ...]:
    """The Gantt of what is shown, and in one list what has no date at all."""
    if not shown:
        return (Nothing(say=say(f"pages.none_{looking.show}")),)
    chart = gantt_of(now, (one for one in shown if is_drawn(now, one)))
    gone = sorted((one.ref for one in shown if not is_drawn(now, one)), key=print_order)
    if chart is None:
        return (_undated(gone),)
    timeline = Timeline(
        name="timetable",
        title=say("brief.gantt"),
        aside=say("pages.gantt_aside"),
        chart=chart,
        undated=tuple(gone),
        here=to_tab(now, "timetable", keep).asking(*looking.asked(open="")),
        chosen=looking.row,
        why=_why(now, looking.row),
        waits=tuple(pair for pair in now.timetable.links if looking.row in pair and pair not in chart.links),
        open=looking.open,
        notes=(say("pages.gantt_note"),),
    )
    return (timeline,)


def _undated(gone: list[Ref]) -> Paragraph:
    return Paragraph(says=(say("brief.undated", n=len(gone), items=tuple(gone)),))


def _why(now: Analysis, chosen: ElementId | None) -> tuple[Block, ...]:
    """What is said of the chosen row: why it is late, what it waits for, what waits for it, how much room it has."""
    item = now.timetable.item(chosen) if chosen is not None else None
    if item is None:
        return ()
    says = [*_room(item), *_neighbours(now, item)]
    chain: tuple[Block, ...] = (Reasons(chains=(reason_chain(now, item),)),) if item.is_late or item.at_risk else ()
    return (*chain, Paragraph(says=tuple(says)))


def _room(item: Scheduled) -> list[Say]:
    if item.ended is not None:
        return [say("pages.ended", day=item.ended)]
    says = []
    if item.earliest.end is not None and item.latest.end is not None:
        same = item.earliest.end == item.latest.end
        says.append(
            say("pages.ends_on", day=item.earliest.end)
            if same
            else say("pages.ends_between", first=item.earliest.end, last=item.latest.end)
        )
    if isinstance(item.slack_days, int):
        code = "pages.slack" if item.slack_days > 0 else "pages.no_slack"
        says.append(say(code, n=item.slack_days))
    return says


def _neighbours(now: Analysis, item: Scheduled) -> list[Say]:
    index = {one.element: one.ref for one in now.timetable.items}
    before = tuple(index[first] for first, to in now.timetable.links if to == item.element and first in index)
    after = tuple(index[to] for first, to in now.timetable.links if first == item.element and to in index)
    return [
        say("pages.waits_for", n=len(before), items=before) if before else say("pages.waits_for_nothing"),
        say("pages.waited_for", n=len(after), items=after) if after else say("pages.waited_for_nothing"),
    ]


def _troubles(now: Analysis) -> tuple[PageBlock, ...]:
    found = troubles(now)
    return (Part(name="troubles", title=say("brief.troubles"), blocks=found[1:]),) if found else ()


# What if ---------------------------------------------------------------------------------------------------------


def _slip_part(now: Analysis, looking: Looking, slip: Slip | None, wrong: Say | None, keep: Query) -> Part:
    return Part(
        name="slip",
        title=say("pages.what_if"),
        aside=say("pages.what_if_aside"),
        blocks=(_slip_form(now, looking, wrong, keep), *(_slipped(now, slip) if slip else ())),
    )


def _slip_form(now: Analysis, looking: Looking, wrong: Say | None, keep: Query) -> Form:
    hidden = tuple(
        Field(name=name, label="", entry=Entry.HIDDEN, value=value) for name, value in (*keep, *looking.asked())
    )
    return Form(
        name="what-if",
        to=to_tab(now, "timetable", ()),
        method="get",
        line=True,
        weight=Weight.PLAIN,
        parts=(
            *hidden,
            _which(now, looking),
            Field(name="by", label=say("pages.how_long"), value=looking.by or "6w", wide=False, error=wrong, hint=None),
        ),
        submit=say("pages.try_slip"),
    )


def _day(day: date | None) -> Cell:
    return cell(Missing.UNKNOWN if day is None else say("brief.day", day=day))


def _by(before: date | None, after: date | None) -> Cell:
    """By how many days it moves; unknown where one of the days is."""
    if before is None or after is None:
        return cell(Missing.UNKNOWN)
    return Marker(mark=Mark.LATE, say=say("page.later", n=(after - before).days))


def _which(now: Analysis, looking: Looking) -> Field:
    """Which action takes longer: one of a list, or where that would be too long, its number."""
    chosen = looking.slip or looking.row or ""
    still = sorted((one.ref for one in now.timetable.items if one.ended is None), key=print_order)
    if len(still) > MANY:
        named = next((ref.number or ref.element for ref in still if ref.element == chosen), chosen)
        return Field(name="slip", label=say("pages.number_of_action"), value=named, wide=False)
    options = tuple(Option(value=ref.element, label=ref) for ref in still)
    return Field(name="slip", label=say("pages.which_action"), entry=Entry.CHOICE, options=options, value=chosen)


def _slipped(now: Analysis, slip: Slip) -> tuple[Block, ...]:
    rows = [row(cell(one.ref), _day(one.before), _day(one.after), _by(one.before, one.after)) for one in slip.moved]
    columns = (
        head("page.what", weight=6),
        head("page.was", weight=2),
        head("pages.would_be", weight=2),
        head("pages.moves_by", weight=2),
    )
    item = now.timetable.item(slip.element)
    lead_say = say("pages.slip_lead", item=item.ref, n=slip.days, moved=len(slip.moved) - 1) if item else None
    return (
        *((Paragraph(says=(lead_say,)),) if lead_say else ()),
        table("timetable.moved", columns, rows, nothing="pages.slip_nothing"),
        *((Paragraph(says=(say("pages.unmoved", n=len(slip.unmoved)),), quiet=True),) if slip.unmoved else ()),
    )
