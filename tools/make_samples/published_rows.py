"""The rows from which published roadmaps are made: sources with file and key, principals, words of lists.

Facts stand in `roadmaps.json` and `plans.json` of the folder `shared` beside the project. Where a row says nothing
the element says so; nothing is filled in from anywhere else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from tools.make_samples.drafting import day, element_id
from waypost.core.roadmap.bodies import Body
from waypost.core.roadmap.elements import Element
from waypost.core.values import (
    PUBLIC,
    Basis,
    ElementId,
    Missing,
    Principal,
    Qualifier,
    Slug,
    Source,
    Text,
    text,
)

SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
ROADMAPS, PLANS, SEED, DOMAIN = "roadmaps.json", "plans.json", "seed.md", "domain.md"
Row = dict[str, Any]
OPEN: Final = frozenset({PUBLIC})

# Which rows of plans.json say the same as a row of roadmaps.json, which holds: plan row, then action, contribution
# or indicator of the partnership. What stands in no pair comes in beside it, under the plan's own pillar.
SAME: Final = {
    "p04-01": "tr-a1", "p04-02": "tr-a2", "p04-03": "tr-a3", "p04-04": "tr-a4", "p04-05": "tr-a5",
    "p04-06": "tr-a6", "p04-07": "tr-a6b", "p04-09": "tr-a8",
    "p10-01": "jo-a9", "p10-03": "jo-a10", "p10-10": "jo-a2", "p10-11": "jo-a1", "p10-12": "jo-a8",
    "p10-13": "jo-c1",
    "p11-15": "lb-a1", "p11-16": "lb-a3",
    "p06-01": "tn-a1", "p06-02": "tn-a2", "p06-05": "tn-a12", "p06-06": "tn-a11", "p06-07": "tn-a10",
    "p06-08": "tn-a4", "p06-09": "tn-a6", "p06-10": "tn-a5", "p06-11": "tn-a7", "p06-12": "tn-a8",
    "p06-14": "tn-a9",
    "p07-01": "tn-c4", "p07-02": "tn-c2a", "p07-03": "tn-c3",
    "p08-01": "mr-a1", "p08-02": "mr-a2", "p08-03": "mr-a3", "p08-04": "mr-a4", "p08-05": "mr-a4",
    "p08-06": "mr-a5", "p08-08": "mr-a6", "p08-09": "mr-a7", "p08-10": "mr-a8", "p08-11": "mr-a9",
    "p08-13": "mr-a10",
    "p09-01": "eg-a1", "p09-02": "eg-c1", "p09-03": "eg-c2", "p09-04": "eg-c3a", "p09-05": "eg-a9",
    "p09-09": "eg-a10", "p09-12": "eg-c3",
    "p20-01": "ne-a1", "p20-02": "ne-a2", "p20-03": "ne-i3", "p20-04": "ne-a4", "p20-05": "ne-a5",
    "p15-01": "wb-a16", "p15-02": "wb-a5", "p15-04": "wb-a7", "p15-06": "wb-a6", "p15-08": "wb-a8",
    "p15-10": "wb-a15",
    "p16-01": "wr-a1", "p16-03": "wr-a5", "p16-04": "wr-a6", "p16-07": "wr-a9", "p16-08": "wr-a13",
    "p21-01": "tp-a4", "p21-02": "tp-c2",
}  # fmt: skip

# Which plans belong to which partnership, with the day of the plan.
JOINED: Final[dict[str, dict[str, str]]] = {
    "turkey-statement": {"p05": "2015-10-06", "p04": "2016-03-18"},
    "jordan-compact": {"p10": "2016-12-19"},
    "lebanon-compact": {"p11": "2016-11-11"},
    "tunisia-memorandum": {"p06": "2023-07-16", "p07": "2023-09-22"},
    "mauritania-declaration": {"p08": "2024-03-07"},
    "egypt-partnership": {"p09": "2024-03-17"},
    "niger-framework": {"p20": "2016-10-18"},
    "western-balkans-plan": {"p15": "2022-12-05"},
    "western-balkans-17-points": {"p16": "2015-10-25"},
    "talent-partnerships": {"p21": "2024-07-08"},
}

# Plans without a partnership of their own: slug and the day that the plan's name prints.
ALONE: Final[dict[str, tuple[str, str]]] = {
    "p01": ("ten-points", "2015-04-20"),
    "p02": ("lampedusa", "2023-09-17"),
    "p03": ("malta-declaration", "2017-02-03"),
    "p12": ("eastern-mediterranean", "2023-10-18"),
    "p13": ("western-mediterranean", "2023-06-06"),
    "p14": ("central-mediterranean", "2022-11-21"),
    "p17": ("valletta", "2015-11-12"),
    "p18": ("morocco-mobility", "2013-06-07"),
    "p19": ("italy-action-plan", "2017-07-04"),
}

MEMBER_STATES: Final = {
    "Austria": "AT", "Bulgaria": "BG", "Croatia": "HR", "France": "FR", "Germany": "DE", "Greece": "GR",
    "Hungary": "HU", "Italy": "IT", "Netherlands": "NL", "Romania": "RO", "Slovenia": "SI",
}  # fmt: skip
PARTNERS: Final = {
    "Albania": "AL", "Bangladesh": "BD", "Egypt": "EG", "Jordan": "JO", "Lebanon": "LB", "Mauritania": "MR",
    "Morocco": "MA", "Niger": "NE", "North Macedonia": "MK", "Serbia": "RS", "Tunisia": "TN", "Türkiye": "TR",
}  # fmt: skip
EU_NAMES: Final = ("European Union", "European Commission")

QUALIFIERS: Final = {
    "over": Qualifier.MORE_THAN, "more than": Qualifier.MORE_THAN, "at least": Qualifier.AT_LEAST,
    "minimum": Qualifier.AT_LEAST, "about": Qualifier.ABOUT, "around": Qualifier.ABOUT,
    "almost": Qualifier.NEARLY, "nearly": Qualifier.NEARLY,
}  # fmt: skip

BASES: Final = {
    "text": Basis.TEXT, "report": Basis.REPORT, "press": Basis.PRESS, "read": Basis.TEXT, "read-summary": Basis.PRESS,
}  # fmt: skip


@dataclass(frozen=True)
class Files:
    """The two files, by partnership and by plan."""

    partnerships: dict[str, Row]
    plans: dict[str, list[Row]]


def read_files(shared: Path = SHARED) -> Files:
    """Both files, as they are."""
    partnerships = json.loads((shared / ROADMAPS).read_text(encoding="utf-8"))["partnerships"]
    plans: dict[str, list[Row]] = {}
    for row in json.loads((shared / PLANS).read_text(encoding="utf-8")):
        plans.setdefault(row["key"].partition("-")[0], []).append(row)
    return Files({one["slug"]: one for one in partnerships}, plans)


def source(row: Row, *, key: str | None = None) -> Source:
    """The source of a row of roadmaps.json: its address, what it rests on, and file and key."""
    return Source(
        address=row.get("source") or Missing.NOT_STATED,
        basis=BASES.get(row.get("confidence", ""), Missing.NOT_STATED),
        row=f"{ROADMAPS} {key or row['key']}",
    )


def plan_source(row: Row) -> Source:
    """The source of a row of plans.json."""
    return Source(
        title=row["plan"],
        address=row["source"],
        basis=BASES.get(row["basis"], Missing.NOT_STATED),
        row=f"{PLANS} {row['key']}",
    )


def principal_of(name: str) -> Principal:
    """The principal that a name of plans.json stands for; neither country nor EU institution: an organisation."""
    if name in EU_NAMES:
        return Principal("eu")
    if name == "EU Member States":
        return Principal("ms:*")
    if name in MEMBER_STATES:
        return Principal(f"ms:{MEMBER_STATES[name]}")
    return Principal(f"partner:{PARTNERS[name]}" if name in PARTNERS else f"org:{name}")


def quantity_of(value: str | int) -> Decimal:
    """A number as the file writes it."""
    return Decimal(str(value))


def qualifier_of(row: Row) -> Qualifier | None:
    """The qualifier of a figure."""
    return QUALIFIERS[row["qualifier"]] if row.get("qualifier") else None


def optional_day(iso: str | None) -> date | Missing:
    """A day, or not stated."""
    return day(iso) if iso else Missing.NOT_STATED


def remark(*notes: str | None) -> Text | None:
    """The notes of a row as one text."""
    found = "; ".join(one for one in notes if one)
    return text(found) if found else None


@dataclass(frozen=True)
class Builder:
    """Makes elements of one home, all of them public."""

    home: Slug

    def id(self, key: str) -> ElementId:
        """The id of a row."""
        return element_id(self.home, key)

    def element(
        self,
        key: str,
        body: Body,
        *,
        under: str | None = "head",
        sources: tuple[Source, ...],
        number: str | None = None,
        note: Text | None = None,
    ) -> Element:
        """The element of a row, under another row or nothing."""
        return Element(
            id=self.id(key),
            home=self.home,
            parent=None if under is None else self.id(under),
            number=number,
            audience=OPEN,
            sources=sources,
            note=note,
            body=body,
        )
