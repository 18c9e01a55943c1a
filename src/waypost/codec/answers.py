"""What each command answers with `--json`: the shapes of `data` in contract 3.

A figure that is not in the contract stands beside those that are, under the name it has in the core.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from waypost.codec.results import problem_json
from waypost.codec.states import FORM, element_tree
from waypost.codec.tree import Json
from waypost.codec.writing import Words, day_text, moment_text, value_json
from waypost.core.errors import Problem
from waypost.core.say import say
from waypost.core.values import ElementId, Principal

if TYPE_CHECKING:
    # A command answers with one of these: it need not wait until all are loaded.
    from waypost.core.aid.totals import Totals
    from waypost.core.analysis.ledger import Ledger, Total
    from waypost.core.analysis.meetings import FollowUp, Held, Meetings, Rhythm
    from waypost.core.analysis.timetable import Scheduled, Slip, Span, Timetable
    from waypost.core.change.changes import Change, Changes, Conflict
    from waypost.core.pages.editing.widening import Waiting
    from waypost.core.pages.element.history import Version
    from waypost.core.pages.member_state import Task
    from waypost.core.pages.needs import Needs
    from waypost.core.pages.search import Hit
    from waypost.core.pages.waiting import Waits
    from waypost.core.review.finding import Finding
    from waypost.core.roadmap.elements import Element
    from waypost.core.statistics.observation import Tally


def envelope_json(
    command: str,
    data: Json,
    *,
    viewer: Principal,
    on: date,
    at: datetime | None,
    problems: Iterable[Problem],
    words: Words,
) -> Json:
    """The one object that a command prints (contract 3); `at` is null where nothing recorded was read."""
    return {
        "waypost": FORM,
        "command": command,
        "as": viewer,
        "on": on.isoformat(),
        "at": None if at is None else moment_text(at),
        "data": data,
        "problems": [problem_json(one, words) for one in problems],
    }


def timetable_json(timetable: Timetable, slip: Slip | None, words: Words) -> Json:
    """The timetable, and with a slip what it moves and what not."""
    found: dict[str, Any] = {
        "items": [_item(one, words) for one in timetable.items],
        "chain": value_json(timetable.chain, words),
        "loops": value_json(timetable.loops, words),
        "contradictions": value_json(timetable.contradictions, words),
        "end": value_json(timetable.end, words),
    }
    if slip is not None:
        found["moved"] = [
            {
                "element": one.ref.element,
                "from": value_json(one.before, words),
                "to": value_json(one.after, words),
            }
            for one in slip.moved
        ]
        found["unmoved"] = [one.element for one in slip.unmoved]
    return found


def _item(item: Scheduled, words: Words) -> Json:
    earliest = _span(item.earliest)
    return {
        "element": item.ref.element,
        "number": item.ref.number,
        "title": value_json(item.ref.title, words),
        "earliest": earliest,
        "latest": earliest if item.latest is item.earliest else _span(item.latest),
        "slack_days": value_json(item.slack_days, words),
        "critical": item.critical,
        "late_days": item.late_days,
        "at_risk": item.at_risk,
        "due": value_json(item.due, words),
        "first_promised": value_json(item.first_promised, words),
        "forecast_end": day_text(item.forecast_end),
        "ended": day_text(item.ended),
        "reasons": [{"element": one.element, "code": one.code, "text": words(one.say)} for one in item.reasons],
    }


def _span(span: Span) -> dict[str, Json]:
    return {"start": day_text(span.start), "end": day_text(span.end)}


def review_json(findings: Iterable[Finding], words: Words) -> Json:
    """The findings, worst first; `accepted` is null or the acceptance with its reason."""
    return {
        "findings": [
            {
                "rule": one.rule,
                "severity": one.severity.value,
                "element": one.element,
                "number": one.about.number if one.about else None,
                "text": words(one.text),
                "remedy": words(one.remedy),
                "source": one.source,
                "accepted": value_json(one.accepted, words),
            }
            for one in findings
        ]
    }


def ledger_json(ledger: Ledger, totals: Iterable[Total], words: Words) -> Json:
    """The groups asked for, what was left out, gaps, overlaps; then the ledger's other figures.

    The key of a group is one text, or a list where several things were asked for.
    """
    groups: list[Json] = [
        {
            "key": one.key[0] if len(one.key) == 1 else list(one.key),
            "state": one.state.value,
            "known": value_json(one.known, words),
            "missing_lines": one.missing_lines,
            "at_least": one.at_least,
            "lines": list(one.lines),
            "unknown": list(one.unknown),
        }
        for one in totals
    ]
    left_out: list[Json] = [
        {
            "element": one.ref.element,
            "rule": one.rule,
            "state": value_json(one.state, words),
            "because": words(one.because),
        }
        for one in ledger.left_out
    ]
    rest = ("gaps", "overlaps", "not_compared", "conditional", "needs", "figures", "tools", "coverage", "ten_percent")
    others = {name: value_json(getattr(ledger, name), words) for name in rest}
    return {"groups": groups, "left_out": left_out, **others}


def changes_json(changes: Changes, words: Words) -> Json:
    """The changes of a difference."""
    return {"changes": _changes(changes.changes, words)}


def history_json(versions: Iterable[Version], words: Words) -> Json:
    """The moments at which an element changed: that it came, or what changed of it."""
    return {
        "versions": [
            {"at": moment_text(one.at), "came": one.came, "changes": _changes(one.changes, words)} for one in versions
        ]
    }


def _changes(changes: Iterable[Change], words: Words) -> list[Json]:
    names = ("op", "element", "kind", "field", "old", "new", "reason", "days")
    return [{name: value_json(getattr(one, name), words) for name in names} for one in changes]


def meetings_json(parts: Iterable[Meetings], words: Words) -> Json:
    """Each series with its rhythm, then what is open, over the meetings of several homes."""
    held = tuple(parts)
    return {
        "series": [_series(one, words) for part in held for one in part.rhythms],
        "open": [_open(one, words) for part in held for one in part.open],
    }


def _series(one: Rhythm, words: Words) -> Json:
    return {
        "element": one.series.id,
        "home": one.series.home,
        "title": value_json(one.series.title, words),
        "rhythm_days": value_json(one.body.rhythm_days, words),
        "last": day_text(one.last.last if one.last else None),
        "next": day_text(one.next.first if one.next else None),
        "days_beyond": value_json(one.beyond, words),
    }


def _open(one: FollowUp, words: Words) -> dict[str, Json]:
    return {
        "element": one.element.id,
        "title": value_json(one.item.title, words),
        "owner": value_json(one.item.owner, words),
        "due": value_json(one.item.due, words),
        "meeting": one.meeting.element.id,
        "meetings_since": one.meetings_since,
        "days_open": one.days_open,
    }


def needs_json(needs: Needs, waits: Waits, words: Words) -> Json:
    """What needs a reader: follow-ups as in `meetings_json`, actions of their own, the meetings ahead; then what waits
    for them and stands in no roadmap."""
    # Imported here for the reason given above.
    from waypost.core.pages.editing.drafts import draft_title

    return {
        "requests": requests_json(waits.requests, words),
        "drafts": [
            {
                "at": moment_text(one.at),
                "standing": one.standing.value,
                "text": words(say("page.words", words=draft_title(one))),
            }
            for one in waits.drafts
        ],
        "proposals": [
            {"home": one.home, "title": value_json(one.title, words), "by": one.by, "began": one.began.isoformat()}
            for one in waits.proposals
        ],
        "settle": [{"home": one.element.home} | _open(one, words) for one in needs.settle],
        "confirm": [{"home": one.element.home} | _open(one, words) for one in needs.confirm],
        "late": [_task(one, words) for one in needs.late],
        "soon": [_task(one, words) for one in needs.soon],
        "ahead": [_ahead(one, words) for one in needs.ahead],
    }


def _task(one: Task, words: Words) -> Json:
    return _named(one.element, words) | {"due": value_json(one.body.due, words), "late_days": one.late}


def _ahead(one: Held, words: Words) -> Json:
    return _named(one.element, words) | {"first": day_text(one.first), "last": day_text(one.last)}


def hits_json(hits: Iterable[Hit], words: Words) -> Json:
    """What a search found, the best first; `quote` is empty where the title holds every word."""
    return {
        "hits": [
            _named(one.element, words) | {"kind": one.element.kind.name, "score": one.score, "quote": one.quote}
            for one in hits
        ]
    }


def _named(element: Element, words: Words) -> dict[str, Json]:
    return {
        "home": element.home,
        "element": element.id,
        "number": element.number,
        "title": value_json(element.title, words),
    }


def elements_json(pairs: Iterable[tuple[Element, str]]) -> Json:
    """Elements as they stand in a state file, each with the token of its version."""
    return {"elements": _held(pairs)}


def _held(pairs: Iterable[tuple[Element, str]]) -> list[Json]:
    return [{"token": token, "element": element_tree(element)} for element, token in pairs]


def acted_json(pairs: Iterable[tuple[Element, str]], gone: Iterable[ElementId]) -> Json:
    """What an act touched: elements as they stand then, each with its token, and the ids of those that went."""
    return {"elements": _held(pairs), "gone": list(gone)}


Sights = Iterable[tuple[Iterable[Principal], Iterable["Element"]]]
"""New readers, and the elements that would come to their eyes."""


def sights_json(sights: Sights) -> Json:
    """What new readers would see: who they are, and each element as they would have it."""
    return [{"who": list(who), "elements": [element_tree(one) for one in seen]} for who, seen in sights]


def readership_json(outcome: str, request: str | None, pairs: Iterable[tuple[Element, str]], sights: Sights) -> Json:
    """What became of a change of readers; `request` is the key of one that waits for a second person."""
    return {"outcome": outcome, "request": request, "elements": _held(pairs), "sights": sights_json(sights)}


def requests_json(requests: Iterable[Waiting], words: Words) -> list[Json]:
    """Requests that wait for a second person: what each is about, whom it adds, who asked (by function), when, why."""
    return [
        _named(one.element, words)
        | {
            "key": one.key,
            "new": list(one.new),
            "asked_by": one.asked_by,
            "at": moment_text(one.at),
            "why": one.why,
            "mine": one.mine,
        }
        for one in requests
    ]


def conflicts_json(conflicts: Iterable[Conflict], words: Words) -> Json:
    """The conflicts of a merge, each with its sentence."""
    # Imported here for the reason given above.
    from waypost.core.change.merge import explain

    names = ("element", "kind", "field", "base", "ours", "theirs")
    return [
        {name: value_json(getattr(one, name), words) for name in names} | {"text": words(explain(one))}
        for one in conflicts
    ]


NO_YEAR: Final = "none"
"""Stands for the year of a transaction without a date (contract 6)."""


def added_json(totals: Totals) -> dict[str, Json]:
    """`activities`, `transactions`, `budgets`, `disbursements` and `unallocated`; amounts are strings."""
    transactions: list[Json] = [
        {"type": one.key[0], "currency": one.key[1], "count": one.count, "sum": f"{one.sum:f}"}
        for one in totals.transactions
    ]
    budgets: list[Json] = [
        {"currency": one.key[0], "count": one.count, "sum": f"{one.sum:f}"} for one in totals.budgets
    ]
    disbursements: list[Json] = [
        {
            "country": one.country,
            "year": NO_YEAR if one.year is None else one.year,
            "currency": one.currency,
            "sum": f"{one.sum:f}",
        }
        for one in totals.disbursements
    ]
    unallocated: list[Json] = [{"currency": currency, "sum": f"{value:f}"} for currency, value in totals.unallocated]
    return {
        "activities": totals.activities,
        "transactions": transactions,
        "budgets": budgets,
        "disbursements": disbursements,
        "unallocated": unallocated,
    }


def tally_json(tally: Tally) -> dict[str, Json]:
    """What a file of statistics holds; `flags` says how often each set of letters stands at a figure."""
    flags: dict[str, Json] = dict(tally.flags)
    return {
        "kind": tally.kind,
        "dataset": tally.dataset,
        "rows": tally.rows,
        "values": tally.values,
        "missing": tally.missing,
        "flags": flags,
        "left_out": tally.left_out,
    }
