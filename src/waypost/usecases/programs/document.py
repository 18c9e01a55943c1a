"""The OpenAPI 3.1 document of what a program may ask, made from the table of operations and the forms of answers."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from waypost.codec.interface.operations import ADDRESSES, BEFORE, OPERATIONS, Operation, Query
from waypost.codec.interface.shapes import Schema, part
from waypost.codec.scalars import DAY, SLUG
from waypost.codec.tree import json_bytes
from waypost.core.review.registry import RULES
from waypost.core.roadmap.kinds import KINDS
from waypost.usecases.analysing import GROUPINGS
from waypost.usecases.programs.schemas import schemas
from waypost.words.catalogue import LANGUAGES

JSON: Final = "application/json"
PROBLEM: Final = "application/problem+json"
KEY: Final = "^[0-9a-zA-Z-]{16,64}$"
MOMENT: Final = f"{DAY[:-1]}(T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}([.][0-9]{{1,6}})?Z)?$"
GROUPING: Final = "|".join(GROUPINGS)

FORMS: Final[dict[str, Schema]] = {
    "day": {"type": "string", "pattern": DAY, "format": "date"},
    "moment": {"type": "string", "pattern": MOMENT},
    "overview": {"type": "string", "pattern": "^(partner|framework|ms:[A-Z]{2})$"},
    "kind": {"enum": list(KINDS)},
    "slip": {"type": "string", "pattern": "^.+=[0-9]{1,4}[dw]$"},
    "groupings": {"type": "string", "pattern": f"^({GROUPING})(,({GROUPING}))*$"},
    "rule": {"enum": [one.code for one in RULES]},
}
"""What may be asked beside an address, by the name of its form."""

REFUSALS: Final = {
    400: "Asked in a way that cannot be answered.",
    401: "The token is none, or serves no longer; or nobody said who asks.",
    403: "This token may only read, or its owner may not do this.",
    404: "There is nothing at this address, or it is not for you: the two are told alike.",
    409: "Somebody else changed the element meanwhile: all three sides of it. Yours is kept as a draft.",
    413: "More was sent than is read.",
    415: "What was sent is no JSON by its type.",
    422: "Refused, and nothing was written: the problems, each with its place.",
    428: "`If-Match` does not say which version the change rests on.",
    429: "So many requests in a minute, or so many wrong tokens, that the next must wait.",
}


@cache
def document() -> bytes:
    """The document: the same bytes for everybody."""
    paths: dict[str, Schema] = {}
    for one in OPERATIONS:
        paths.setdefault(path_of(ADDRESSES[one.address]), {})[one.method.lower()] = _operation(one)
    found: Schema = {
        "openapi": "3.1.0",
        "info": {
            "title": "Waypost",
            "version": BEFORE.rstrip("/").rpartition("/")[2],
            "description": "Roadmaps of migration partnerships, for programs. Each answer holds what its reader "
            "may know and nothing else. A field that is added is no new version; one that goes is.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": paths,
        "components": {"schemas": schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }
    return json_bytes(found)


def path_of(pattern: str) -> str:
    """A pattern of the table of addresses as OpenAPI writes it: `/api/v1/roadmaps/{home}`."""
    return "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", pattern)


def _operation(one: Operation) -> Schema:
    """One operation with what may be asked, what is sent and what comes back."""
    media = JSON
    well: Schema = {"description": one.about, "content": {media: {"schema": part(one.answer)}}}
    if one.tagged:
        well["headers"] = {"ETag": {"description": "The version of the element.", "schema": {"type": "string"}}}
    found: Schema = {
        "operationId": one.name,
        "summary": one.about,
        "parameters": [*_places(one), *map(_query, one.asks), *_headers(one)],
        "responses": {str(one.status): well} | {str(status): _refused(status) for status in refusals_of(one)},
        "security": [{"token": []}] if one.writes else [{}, {"token": []}],
    }
    if one.sends:
        found["requestBody"] = {"required": True, "content": {JSON: {"schema": part(one.sends)}}}
    return found


def refusals_of(one: Operation) -> tuple[int, ...]:
    """With which statuses an operation may be refused."""
    if one.name == "document":
        return ()
    found = {400, 401, 429}
    found |= {404} if "<" in ADDRESSES[one.address] else set()
    found |= {413, 415, 422} if one.sends else set()
    found |= {403, 422} if one.writes else set()
    found |= {409, 428} if one.rests else set()
    return tuple(sorted(found))


def _refused(status: int) -> Schema:
    return {"description": REFUSALS[status], "content": {PROBLEM: {"schema": part("refusal")}}}


def _places(one: Operation) -> list[Schema]:
    """What stands in the address."""
    forms: dict[str, Schema] = {
        "home": {"type": "string", "pattern": SLUG},
        "element": {"type": "string", "pattern": "^[^/]+$"},
        "request_key": {"type": "string", "pattern": "^[^/]+$"},
    }
    about = {
        "home": "The slug of a roadmap.",
        "element": "The id of an element.",
        "request_key": "The key of a request.",
    }
    names = re.findall(r"<\w+:(\w+)>", ADDRESSES[one.address])
    return [
        {"name": name, "in": "path", "required": True, "description": about[name], "schema": forms[name]}
        for name in names
    ]


def _query(one: Query) -> Schema:
    return {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": one.about,
        "schema": FORMS[one.form],
    }


def _headers(one: Operation) -> list[Schema]:
    found: list[tuple[str, bool, str, Schema]] = []
    if one.name != "document":
        languages = ", ".join(LANGUAGES)
        found.append(("Accept-Language", False, f"The language of sentences: {languages}.", {"type": "string"}))
    if one.rests:
        about = "The version that the change rests on, as `ETag` gave it."
        found.append(("If-Match", True, about, {"type": "string", "pattern": '^"[0-9a-f]{32}"$'}))
    if one.writes:
        about = "A number of your own for this change; sent again with the same number it is not done again."
        found.append(("Idempotency-Key", True, about, {"type": "string", "pattern": KEY}))
    return [
        {"name": name, "in": "header", "required": required, "description": about, "schema": schema}
        for name, required, about, schema in found
    ]
