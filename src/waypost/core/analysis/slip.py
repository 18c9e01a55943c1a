"""What a slip moves, from when to when, and what it does not."""

from __future__ import annotations

from datetime import date

from waypost.core.analysis.calendar import Calendars
from waypost.core.analysis.schedule import timetable_of
from waypost.core.analysis.timetable import Move, Slip
from waypost.core.analysis.timing.network import Standing, network
from waypost.core.analysis.timing.passes import Slipping
from waypost.core.analysis.timing.runs import run_passes
from waypost.core.errors import NotThere
from waypost.core.roadmap.view import View
from waypost.core.values import ElementId


def slip(view: View, calendars: Calendars, *, on: date, element: ElementId, days: int) -> Slip:
    """What moves when an action takes `days` calendar days longer than it is now expected to take.

    Compares the forecast ends of the latest reading: what was promised at the latest, against what is then to be
    expected. `element` may also be an agenda item or a contribution that actions wait for. What is over or has no
    day slips nowhere: then nothing moves.

    Raises:
        NotThere: no such action, item or contribution in this view, or nothing waits for the latter two.
    """
    net = network(view, calendars)
    node = net.place(element)
    if node is None:
        raise NotThere(element)
    before = timetable_of(run_passes(net, on.toordinal()), on)
    after = timetable_of(run_passes(net, on.toordinal(), Slipping(node=node, days=days)), on)
    moved, unmoved = [], []
    for place, (old, new) in enumerate(zip(before.items, after.items, strict=True)):
        if old.forecast_latest != new.forecast_latest:
            moved.append(Move(ref=old.ref, before=old.forecast_latest, after=new.forecast_latest))
        elif net.standing[place] is not Standing.OVER:
            unmoved.append(old.ref)
    in_time = sorted(moved, key=lambda one: (one.after or date.max, one.before or date.max, one.ref.element))
    return Slip(element=element, days=days, moved=tuple(in_time), unmoved=tuple(unmoved), timetable=after)
