"""The Gantt of the web as rows: places in time, both ways of running, lines that meet their bars, words escaped."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from waypost.core.brief.figures import Gantt, GanttRow
from waypost.core.goto import goto
from waypost.core.pages.gantt import MANY, Timeline
from waypost.core.say import Ref, Share, say
from waypost.core.values import ElementId, text
from waypost.outputs.html.lanes import Lanes, scale_of
from waypost.words.wording import wording

ON = date(2026, 10, 1)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def row(name: str, start: date, end: date, *, group: str = "Pillar", late_days: int = 0) -> GanttRow:
    """A row of a Gantt, half done."""
    return GanttRow(
        ref=Ref(element=ElementId(name), number=name, title=text(f"<b>{name}</b> & more")),
        group=text(group),
        start=start,
        end=end,
        latest_end=None,
        done=Share(value=Decimal("0.5")),
        is_done=False,
        is_milestone=False,
        critical=False,
        late_days=late_days,
        late_from=end if late_days else None,
        late_to=None,
        first_promised=None,
        condition=None,
        due_words=say("brief.due_done", day=end),
    )


def timeline(*rows: GanttRow, links: tuple[tuple[str, str], ...] = (), **more: str) -> Timeline:
    """A timeline of some rows."""
    days = [day for one in rows for day in (one.start, one.end) if day]
    chart = Gantt(
        on=ON,
        first=min(*days, ON),
        last=max(*days, ON),
        rows=rows,
        undated=(),
        links=tuple((ElementId(one), ElementId(other)) for one, other in links),
        left_out=0,
    )
    here = goto("timetable", home="plan")
    return Timeline(name="t", title=say("brief.gantt"), aside=None, chart=chart, undated=(), here=here, **more)


def places(lane: str) -> list[float]:
    """Every place along a lane, in per cent."""
    return [float(one) for one in re.findall(r'(?:x|x1|x2)="([\d.]+)%"', lane)]


@given(st.lists(DAYS, min_size=2, max_size=6), st.booleans())
def test_time_runs_one_way_and_stays_inside(days: list[date], mirrored: bool) -> None:
    """A later day never lies before an earlier one, none lies outside, and from the right it is the mirror image."""
    drawn = timeline(*(row(str(n), min(days), day) for n, day in enumerate(days)))
    scale = scale_of(drawn, mirrored=mirrored)
    found = [scale.at(day) for day in sorted(days)]
    assert found == sorted(found, reverse=mirrored)
    assert all(0 <= one <= 100 for one in found)
    other = scale_of(drawn, mirrored=not mirrored)
    assert all(abs(scale.at(day) + other.at(day) - 100) < 1e-9 for day in days)


@given(DAYS, st.integers(0, 900), st.integers(0, 400), st.sampled_from(["en", "ar"]))
def test_bars_stay_within_their_lane(start: date, length: int, late: int, language: str) -> None:
    """Whatever the dates, no bar reaches over the edge of its lane, and each row is told once, escaped."""
    drawn = Lanes(timeline(row("1.1", start, start + timedelta(length), late_days=late)), wording(language)).record()
    (group,) = drawn["groups"]
    (held,) = group["rows"]
    for x, width in re.findall(r'x="([\d.]+)%" width="([\d.]+)%"', str(held["lane"])):
        assert float(x) + float(width) <= 100.01
    assert "<b>" not in str(held["lane"])
    assert ("late" in str(held["lane"])) == (late > 0)


def test_line_leads_from_row_to_row() -> None:
    """A dependency leaves the row that comes first, crosses every row between and enters the one that waits."""
    first, between, then = (row(str(n), ON + timedelta(40 * n), ON + timedelta(40 * n + 30)) for n in range(3))
    drawn = Lanes(timeline(first, between, then, links=(("0", "2"),)), wording("en")).record()
    lanes = [str(one["lane"]) for one in drawn["groups"][0]["rows"]]
    stems = [set(re.findall(r'class="w" x1="([\d.]+)%"(?: y1="[^"]*")? x2="\1%"', lane)) for lane in lanes]
    assert len(set.intersection(*stems)) == 1
    assert ["marker-end" in lane for lane in lanes] == [False, False, True]


def test_chosen_row_opens_its_group() -> None:
    """Where groups are closed, the one that holds the chosen row is open, and no other: what the others hold is drawn
    for paper alone."""
    rows = [row(f"{n}", ON, ON + timedelta(9), group=f"P{n // 20}") for n in range(MANY + 20)]
    drawn = Lanes(timeline(*rows, chosen=ElementId("25")), wording("en")).record()
    assert [one["open"] for one in drawn["groups"]] == [False, True, False, False]
    media = [{held["medium"] for held in one["rows"]} for one in drawn["groups"]]
    assert media == [{"paper"}, {""}, {"paper"}, {"paper"}]
    assert all(one["count"] == "20 actions" for one in drawn["groups"])


@given(DAYS, st.integers(1, 4000), st.sampled_from(["en", "ar"]))
def test_words_stay_within_their_lane(start: date, length: int, language: str) -> None:
    """The words of a late row have a quarter of the lane to stand in, on whichever side of their place they are."""
    drawn = Lanes(timeline(row("1", start, start + timedelta(length), late_days=9)), wording(language)).record()
    side, place = re.search(r'class="late (.)" x="([\d.]+)%"', str(drawn["groups"][0]["rows"][0]["lane"])).groups()
    along = float(place) if language == "en" else 100 - float(place)
    assert along <= 76.01 if side == "s" else along >= 23.99
