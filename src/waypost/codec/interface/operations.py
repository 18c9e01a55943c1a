"""The one table of what a program may ask: addresses, methods, what may be asked beside them, what comes back.

The table of addresses, the map of handlers and the OpenAPI document are made from it, so that none of them can say
something else than the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from waypost.core.people.roles import Power

BEFORE: Final = "api/v1/"
"""What every address of this version begins with. A change that a program could notice as a loss makes another."""
ROADMAP: Final = f"{BEFORE}roadmaps/<slug:home>"
ELEMENT: Final = f"{ROADMAP}/elements/<str:element>"

ADDRESSES: Final[dict[str, str]] = {
    "api_document": f"{BEFORE}openapi.json",
    "api_roadmaps": f"{BEFORE}roadmaps",
    "api_roadmap": ROADMAP,
    "api_elements": f"{ROADMAP}/elements",
    "api_element": ELEMENT,
    "api_history": f"{ELEMENT}/history",
    "api_close": f"{ELEMENT}/close",
    "api_confirm": f"{ELEMENT}/confirm",
    "api_move": f"{ELEMENT}/move",
    "api_split": f"{ELEMENT}/split",
    "api_drop": f"{ELEMENT}/drop",
    "api_restore": f"{ELEMENT}/restore",
    "api_audience": f"{ELEMENT}/audience",
    "api_widenings": f"{BEFORE}widenings",
    "api_widening": f"{BEFORE}widenings/<str:request_key>",
    "api_timetable": f"{ROADMAP}/timetable",
    "api_ledger": f"{ROADMAP}/ledger",
    "api_balance": f"{ROADMAP}/balance",
    "api_progress": f"{ROADMAP}/progress",
    "api_review": f"{ROADMAP}/review",
    "api_changes": f"{ROADMAP}/changes",
    "api_meetings": f"{BEFORE}meetings",
    "api_search": f"{BEFORE}search",
    "api_needs": f"{BEFORE}needs",
    "api_nothing": "api/<rest:rest>",
}
"""Name of an address -> its pattern. The last one is whatever else a program may try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Something that may be asked beside an address; `form` is the name of its form (`document.FORMS`)."""

    name: str
    form: str
    about: str
    required: bool = False


ON: Final = Query(name="on", form="day", about="The day of plan time; without it today.")
AT: Final = Query(name="at", form="moment", about="The moment of recorded time; without it the newest.")
VINTAGE: Final = Query(
    name="vintage", form="day", about="Official figures as published by that day; without it the day of `at`."
)
TIMES: Final = (ON, AT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that a program may ask.

    Attributes:
        name: its own, by which the handler is found and which the document calls `operationId`.
        address: its row in `ADDRESSES`.
        about: what it gives, in one sentence.
        answer: the name of the schema of what it gives.
        asks: what may be asked beside the address.
        method: of HTTP.
        sends: the name of the schema of what is sent; empty where nothing is.
        status: of the answer when all is well.
        writes: whether it changes something: then only for a token that may write.
        power: what the owner of that token must be able to do.
        rests: whether what it changes must be named by its version (`If-Match`).
        tagged: whether the answer carries the version of an element (`ETag`).
        counted: whether it is refused after many in a minute, whoever asks.
    """

    name: str
    address: str
    about: str
    answer: str
    asks: tuple[Query, ...] = TIMES
    method: str = "GET"
    sends: str = ""
    status: int = 200
    writes: bool = False
    power: Power = Power.EDIT
    rests: bool = False
    tagged: bool = False
    counted: bool = False


def _told(name: str, about: str, *asks: Query, times: tuple[Query, ...] = TIMES) -> Operation:
    """What is worked out from what a reader may know, in the envelope that the commands print."""
    return Operation(name=name, address=f"api_{name}", about=about, answer=name, asks=(*times, *asks))


def _act(name: str, about: str, *, sends: str = "", answer: str = "acted", power: Power = Power.EDIT) -> Operation:
    """What people do with an element besides filling it in. It rests on the version before their eyes."""
    return Operation(
        name=name,
        address=f"api_{name}",
        about=about,
        answer=answer,
        asks=(),
        method="POST",
        sends=sends,
        writes=True,
        power=power,
        rests=True,
        tagged=True,
    )


OPERATIONS: Final = (
    Operation(name="document", address="api_document", about="This document.", answer="document", asks=()),
    _told(
        "roadmaps",
        "Every roadmap that the reader may know, one line each: next meeting, late, gap, worst finding.",
        Query(name="by", form="overview", about="Grouped by partner, by framework, or for a Member State."),
    ),
    Operation(
        name="roadmap",
        address="api_roadmap",
        about="A roadmap with all its elements, as a state file: the bytes of `waypost export --form json`.",
        answer="roadmap",
    ),
    Operation(
        name="elements",
        address="api_elements",
        about="The elements of a roadmap, or of what belongs to none (`workspace`), each with its version.",
        answer="elements",
        asks=(*TIMES, Query(name="kind", form="kind", about="Only elements of this kind.")),
    ),
    Operation(
        name="add",
        address="api_elements",
        about="Add an element. It is for its author alone, or with `readers` for the EU and the Member States too.",
        answer="element",
        asks=(),
        method="POST",
        sends="adding",
        status=201,
        writes=True,
        tagged=True,
    ),
    Operation(
        name="element",
        address="api_element",
        about="An element as it stands in a state file. `ETag` is its version: a hash of the very bytes.",
        answer="element",
        tagged=True,
    ),
    Operation(
        name="edit",
        address="api_element",
        about="Change some fields of an element. Nothing is written unless `If-Match` names the version that holds.",
        answer="element",
        asks=(),
        method="PATCH",
        sends="editing",
        writes=True,
        rests=True,
        tagged=True,
    ),
    _told("history", "Each moment at which an element changed, the newest first, with what changed and why."),
    _act("close", "Close an action or a point of a meeting with what was done, and on which day.", sends="closing"),
    _act(
        "confirm",
        "Confirm that a point of a meeting is settled: somebody else than who closed it.",
        power=Power.CONFIRM,
    ),
    _act("move", "Put an element under another one, with the number that it has there.", sends="moving"),
    _act("split", "Make several actions of one; the first keeps its id and its history.", sends="splitting"),
    _act(
        "drop",
        "Give something up, with the reason. What was promised stays as dropped, anything else goes with what stands "
        "under it.",
        sends="dropping",
    ),
    _act(
        "restore",
        "Put an earlier version back as a new one, as the element was at a moment. `If-Match` names the version that "
        "holds; of what is there no more, the version that comes back, under a new id.",
        sends="restoring",
    ),
    _act(
        "audience",
        "Change who may see an element. Fewer readers at once; more after a look (`looked`) at what they would see, "
        "and where a partner or the public is among them, a request waits for a second person.",
        sends="readership",
        answer="readership_answer",
    ),
    Operation(
        name="widenings",
        address="api_widenings",
        about="The requests for more readers that wait for a second person, as far as whoever asks may settle them.",
        answer="widenings",
        asks=(),
    ),
    Operation(
        name="widening",
        address="api_widening",
        about="One request, with what its new readers would see. `ETag` is the version for which it was made.",
        answer="widening",
        asks=(),
        tagged=True,
    ),
    Operation(
        name="settle",
        address="api_widening",
        about="Let more readers see an element, as the second person; or turn it down, or withdraw one's own request.",
        answer="readership_answer",
        asks=(),
        method="POST",
        sends="settling",
        writes=True,
        power=Power.WIDEN,
        rests=True,
    ),
    _told(
        "timetable",
        "Dates, slack, critical chain and reasons.",
        Query(name="slip", form="slip", about="What if this takes so much longer: 5.3=6w or 5.3=10d."),
    ),
    _told(
        "ledger",
        "Who funds what; what was left out and why; gaps, overlaps, who could fill a gap.",
        Query(name="by", form="groupings", about="What totals are grouped by, several with commas; else by state."),
    ),
    _told("balance", "Sides and domains; what each side asks for and what answers it; what is given in return."),
    _told("progress", "Where each indicator stands between baseline and target.", VINTAGE),
    _told(
        "review",
        "The findings of the review, worst first.",
        Query(name="rule", form="rule", about="Only the findings of this rule."),
    ),
    _told(
        "changes",
        "What changed between two moments, with reasons.",
        Query(name="since", form="moment", about="From this moment.", required=True),
        Query(name="until", form="moment", about="Up to this moment; without it up to the newest."),
        times=(ON,),
    ),
    _told("meetings", "Each series of meetings with its rhythm, then the follow-ups that nobody settled."),
    Operation(
        name="search",
        address="api_search",
        about="Every element in which all words stand, the best first. It is sent, so that it stands in no log.",
        answer="search",
        method="POST",
        sends="searching",
        counted=True,
    ),
    _told("needs", "What needs whoever asks: follow-ups to settle or confirm, what is late or due soon, meetings."),
)
"""All of them. An address may stand here several times, with a method each."""
