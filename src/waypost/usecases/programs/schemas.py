"""The forms of what a program is answered and of what it sends, by name, as JSON Schema.

What commands print with `--json` is written in `codec.answers`; here stands the form of the same. Records of the core
come from their annotations, elements as they stand in a file from the schema of state files.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Final

from waypost.codec.interface.bodies import ELSEWHERE, READERS
from waypost.codec.interface.sent import sent_forms
from waypost.codec.interface.shapes import PARTS, Schema, Shapes, either, keyed, listed, part
from waypost.codec.schema import json_schema
from waypost.codec.states import FORM
from waypost.core.analysis.balance import Balance
from waypost.core.analysis.ledger import Ledger
from waypost.core.analysis.progress import Progress
from waypost.core.analysis.timetable import Contradiction
from waypost.core.change.changes import Op
from waypost.core.errors import Problem, Severity
from waypost.core.pages.editing.drafts import Standing
from waypost.core.review.finding import Accepted, Weight
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.vocabulary import MoneyState
from waypost.core.say import Say
from waypost.core.values import Missing, Money, Principal, Text, When
from waypost.usecases.portfolio import Group
from waypost.usecases.programs.widening import OUTCOMES

FILE: Final = "file."
"""Before the name of a record as it stands in a file; in an answer a record has every field."""

_TEXT: Final[Schema] = {"type": "string"}
_NAME: Final[Schema] = {"type": "string", "minLength": 1}
_COUNT: Final[Schema] = {"type": "integer"}
_NUMBER: Final[Schema] = {"type": ["string", "null"]}
_DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
_MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
_FLAG: Final[Schema] = {"type": "boolean"}
_ANYTHING: Final[Schema] = {}
"""A value of any field of any kind."""


@cache
def schemas() -> dict[str, Schema]:
    """Every form that the document names, by its name: answers, what is sent, problems, and the records in them."""
    shapes = Shapes()
    found = {"problem": _problem(), "refusal": _refusal(), "document": {"type": "object"}}
    for name, data in _data(shapes).items():
        found[name] = _envelope(data)
    found["roadmap"] = part(f"{FILE}roadmap_file")
    found["element"] = either(*(part(f"{FILE}{name}") for name in KINDS))
    found |= _sent()
    return dict(sorted((found | shapes.records | _file()).items()))


def _envelope(data: Schema) -> Schema:
    """The one object of contract 3."""
    return keyed(
        {
            "waypost": {"const": FORM},
            "command": _NAME,
            "as": _NAME,
            "on": {"type": "string", "format": "date"},
            "at": {"type": ["string", "null"], "format": "date-time"},
            "data": data,
            "problems": listed(part("problem")),
        }
    )


def _problem() -> Schema:
    """A problem of contract 3: unknown places are null."""
    places = {one.name: _NUMBER for one in fields(Problem) if one.name not in ("code", "reason", "severity", "row")}
    known = {"code": _NAME, "severity": {"enum": list(Severity)}, "reason": _TEXT, "row": {"type": ["integer", "null"]}}
    return keyed(known | places)


def _refusal() -> Schema:
    """Why there is no answer. Source: RFC 9457, with the code and the problems of contract 3, and for a change that
    met another all three sides of it."""
    sides: dict[str, Schema] = {
        "token": _NAME,
        "base": either(part("element"), {"type": "null"}),
        "theirs": part("element"),
        "mine": either(part("element"), {"type": "null"}),
        "conflicts": listed(
            keyed(
                {
                    "element": _TEXT,
                    "kind": _TEXT,
                    "field": _NUMBER,
                    "base": _ANYTHING,
                    "ours": _ANYTHING,
                    "theirs": _ANYTHING,
                    "text": _TEXT,
                }
            )
        ),
    }
    known: dict[str, Schema] = {
        "type": _TEXT,
        "title": _TEXT,
        "status": _COUNT,
        "detail": _TEXT,
        "code": _NAME,
        "problems": listed(part("problem")),
    }
    return keyed(known | sides, loose=tuple(sides))


def _data(shapes: Shapes) -> dict[str, Schema]:
    """The key `data` of each answer in an envelope, by the name of the answer."""
    of = shapes.of
    return {
        "roadmaps": keyed({"groups": of(tuple[Group, ...])}),
        "elements": keyed({"elements": _held()}),
        "acted": keyed({"elements": _held(), "gone": listed(_TEXT)}),
        "readership_answer": _readership(),
        "widenings": keyed({"requests": listed(_request(shapes))}),
        "widening": keyed({"request": _request(shapes), "sights": _sights()}),
        "history": _history(shapes),
        "timetable": _timetable(shapes),
        "ledger": _ledger(shapes),
        "balance": of(Balance),
        "progress": of(Progress),
        "review": _review(shapes),
        "changes": keyed({"changes": listed(_change(shapes))}),
        "meetings": _meetings(shapes),
        "search": _hits(shapes),
        "needs": _needs(shapes),
    }


def _timetable(shapes: Shapes) -> Schema:
    span = keyed({"start": _DAY, "end": _DAY})
    because = keyed({"element": _NUMBER, "code": _TEXT, "text": _TEXT})
    item = keyed(
        {
            "element": _TEXT,
            "number": _NUMBER,
            "title": shapes.of(Text | Missing | Say),
            "earliest": span,
            "latest": span,
            "slack_days": shapes.of(int | Missing),
            "critical": _FLAG,
            "late_days": _COUNT,
            "at_risk": _FLAG,
            "due": shapes.of(When | Missing),
            "first_promised": shapes.of(When | Missing),
            "forecast_end": _DAY,
            "ended": _DAY,
            "reasons": listed(because),
        }
    )
    return keyed(
        {
            "items": listed(item),
            "chain": listed(_TEXT),
            "loops": listed(listed(_TEXT)),
            "contradictions": shapes.of(tuple[Contradiction, ...]),
            "end": _DAY,
            "moved": listed(keyed({"element": _TEXT, "from": _DAY, "to": _DAY})),
            "unmoved": listed(_TEXT),
        },
        loose=("moved", "unmoved"),
    )


def _ledger(shapes: Shapes) -> Schema:
    group = keyed(
        {
            "key": either(_TEXT, listed(_TEXT)),
            "state": shapes.of(MoneyState),
            "known": shapes.of(Money),
            "missing_lines": _COUNT,
            "at_least": _FLAG,
            "lines": listed(_TEXT),
            "unknown": listed(_TEXT),
        }
    )
    left_out = keyed({"element": _TEXT, "rule": _TEXT, "state": shapes.of(MoneyState | None), "because": _TEXT})
    rest = ("gaps", "overlaps", "not_compared", "conditional", "needs", "figures", "tools", "coverage", "ten_percent")
    return keyed({"groups": listed(group), "left_out": listed(left_out)} | shapes.inside(Ledger, rest))


def _review(shapes: Shapes) -> Schema:
    finding = keyed(
        {
            "rule": _TEXT,
            "severity": shapes.of(Weight),
            "element": _NUMBER,
            "number": _NUMBER,
            "text": _TEXT,
            "remedy": _TEXT,
            "source": _TEXT,
            "accepted": shapes.of(Accepted | None),
        }
    )
    return keyed({"findings": listed(finding)})


def _change(shapes: Shapes) -> Schema:
    return keyed(
        {
            "op": shapes.of(Op),
            "element": _TEXT,
            "kind": _TEXT,
            "field": _NUMBER,
            "old": _ANYTHING,
            "new": _ANYTHING,
            "reason": shapes.of(Text | None),
            "days": {"type": ["integer", "null"]},
        }
    )


def _history(shapes: Shapes) -> Schema:
    return keyed({"versions": listed(keyed({"at": _MOMENT, "came": _FLAG, "changes": listed(_change(shapes))}))})


def _open(shapes: Shapes) -> dict[str, Schema]:
    return {
        "element": _TEXT,
        "title": shapes.of(Text | Missing),
        "owner": shapes.of(Principal | Missing),
        "due": shapes.of(When | Missing),
        "meeting": _TEXT,
        "meetings_since": _COUNT,
        "days_open": _COUNT,
    }


def _meetings(shapes: Shapes) -> Schema:
    series = keyed(
        {
            "element": _TEXT,
            "home": _TEXT,
            "title": shapes.of(Text | Missing),
            "rhythm_days": shapes.of(int | Missing),
            "last": _DAY,
            "next": _DAY,
            "days_beyond": shapes.of(int | Missing),
        }
    )
    return keyed({"series": listed(series), "open": listed(keyed(_open(shapes)))})


def _named(shapes: Shapes) -> dict[str, Schema]:
    return {"home": _TEXT, "element": _TEXT, "number": _NUMBER, "title": shapes.of(Text | Missing)}


def _needs(shapes: Shapes) -> Schema:
    follow_up = keyed({"home": _TEXT} | _open(shapes))
    task = keyed(_named(shapes) | {"due": shapes.of(When | Missing), "late_days": _COUNT})
    ahead = keyed(_named(shapes) | {"first": _DAY, "last": _DAY})
    draft = keyed({"at": _MOMENT, "standing": {"enum": list(Standing)}, "text": _TEXT})
    proposal = keyed({"home": _NAME, "title": shapes.of(Text | None), "by": _NAME, "began": _DAY})
    return keyed(
        {
            "requests": listed(_request(shapes)),
            "drafts": listed(draft),
            "proposals": listed(proposal),
            "settle": listed(follow_up),
            "confirm": listed(follow_up),
            "late": listed(task),
            "soon": listed(task),
            "ahead": listed(ahead),
        }
    )


def _held() -> Schema:
    """Elements as they stand in a file, each with its version."""
    return listed(keyed({"token": _NAME, "element": part("element")}))


def _sights() -> Schema:
    return listed(keyed({"who": listed(_NAME), "elements": listed(part("element"))}))


def _readership() -> Schema:
    return keyed({"outcome": {"enum": list(OUTCOMES)}, "request": _NUMBER, "elements": _held(), "sights": _sights()})


def _request(shapes: Shapes) -> Schema:
    """A request that waits for a second person."""
    asked = {"key": _NAME, "new": listed(_NAME), "asked_by": _TEXT, "why": _TEXT, "mine": _FLAG}
    return keyed(_named(shapes) | asked | {"at": _MOMENT})


def _hits(shapes: Shapes) -> Schema:
    hit = keyed(_named(shapes) | {"kind": {"enum": list(KINDS)}, "score": _COUNT, "quote": _TEXT})
    return keyed({"hits": listed(hit)})


# Files and what is sent --------------------------------------------------------------------------------------------


def _file() -> dict[str, Schema]:
    """The records of a state file, each under a name of its own."""
    whole = json_schema()
    held = {f"{FILE}{name}": _moved(one) for name, one in whole.pop("$defs").items()}
    whole.pop("$schema")
    return held | {f"{FILE}roadmap_file": _moved(whole)}


def _moved(schema: object) -> Schema:
    """A schema whose references lead to where the records stand now."""
    return _walked(schema)  # type: ignore[return-value]


def _walked(value: object) -> object:
    if isinstance(value, dict):
        return {
            name: f"{PARTS}{FILE}{held.rpartition('/')[2]}" if name == "$ref" else _walked(held)
            for name, held in value.items()
        }
    return [_walked(one) for one in value] if isinstance(value, list) else value


def _sent() -> dict[str, Schema]:
    """What a program sends: some fields of an element, a new element, a question."""
    given = {name: _given(name) for name in KINDS}
    reasons: Schema = {"type": "object", "additionalProperties": part(f"{FILE}Text")}
    adding = [
        keyed(
            {"kind": {"const": name}, "fields": part(f"given.{name}"), "readers": {"enum": list(READERS)}},
            loose=("readers",),
        )
        for name in KINDS
    ]
    return {
        **{f"given.{name}": one for name, one in given.items()},
        "editing": keyed(
            {"fields": {"anyOf": [part(f"given.{name}") for name in KINDS]}, "reasons": reasons}, loose=("reasons",)
        ),
        "adding": {"oneOf": adding},
        **sent_forms(FILE),
        "searching": keyed({"question": {"type": "string", "minLength": 1, "maxLength": 200}}),
    }


def _given(kind: str) -> Schema:
    """Some fields of an element of a kind, as they stand in a file."""
    whole = _moved(json_schema()["$defs"][kind])
    held = {name: one for name, one in whole["properties"].items() if name not in ELSEWHERE}
    return {"type": "object", "properties": held, "additionalProperties": False}
