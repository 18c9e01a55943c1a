"""Who may do what at which address, written down a second time. Nothing here comes from Waypost: it reads the files of
the samples as JSON, and its table of doors was written from design 3 and domain 5, not from the handlers."""

from __future__ import annotations

import json
from pathlib import Path

ROLES = {
    "": ("public", ""),
    "secretariat": ("eu", "edit widen confirm start"),
    "auditor": ("eu", "inspect"),
    "italy": ("ms:IT", "edit widen confirm"),
    "italy.reader": ("ms:IT", ""),
    "france": ("ms:FR", "edit widen confirm"),
    "marenia": ("partner:QM", "edit widen confirm"),
    "frontex": ("org:Frontex", "edit confirm"),
    "press": ("public", ""),
    "keeper": ("public", "administer inspect"),
}
"""Name to sign in with (empty: nobody) -> with whose eyes, and what beyond reading."""

ALL, PEOPLE = "all", "people"
GET, POST, BOTH = "GET", "POST", "GET POST"

DOORS = {
    "portfolio": (ALL, GET), "sign_in": (ALL, BOTH), "second_step": (ALL, BOTH), "sign_out": (PEOPLE, POST),
    "account": (PEOPLE, BOTH), "language": (ALL, POST), "scheme": (ALL, POST),
    "roadmap": (ALL, GET), "timetable": (ALL, GET), "objectives": (ALL, GET), "money": (ALL, GET),
    "lines": (ALL, GET), "balance": (ALL, GET), "review": (ALL, GET), "changes": (ALL, GET), "history": (ALL, GET),
    "downloads": (ALL, GET), "download": (ALL, GET), "element": (ALL, GET), "shared_element": (ALL, GET),
    "add": ("edit", BOTH), "edit": ("edit", BOTH), "move": ("edit", BOTH), "split": ("edit", BOTH),
    "close": ("edit", BOTH), "confirm": ("confirm", BOTH), "drop": ("edit", BOTH), "restore": ("edit", BOTH),
    "drafts": ("edit", BOTH), "start": ("start", BOTH),
    "audience": ("edit", BOTH), "widenings": ("widen", GET), "widening": ("widen", BOTH),
    "incoming": ("edit", BOTH), "proposals": ("edit", BOTH), "proposal": ("edit", BOTH),
    "openings": (PEOPLE, GET), "rules": (ALL, GET), "rule": (ALL, GET),
    "meetings": (ALL, GET), "meeting": (ALL, GET), "paper": (ALL, GET), "dialogues": (ALL, GET),
    "frameworks": (ALL, GET), "framework": (ALL, GET), "member_state": (ALL, GET), "routes": (ALL, GET),
    "detections": (ALL, GET), "nationalities": (ALL, GET), "partners": (ALL, GET), "partner": (ALL, GET),
    "sheet": (ALL, GET), "funding": (ALL, GET), "aid_activity": (ALL, GET),
    "search": (ALL, BOTH), "people": (PEOPLE, BOTH), "people_download": (PEOPLE, GET), "access_log": ("inspect", GET),
    "invitation": (ALL, BOTH),
    "reset": (ALL, BOTH), "digest": (ALL, GET), "feeds": (PEOPLE, POST), "feed": (ALL, GET), "import": ("edit", BOTH),
    "static": (ALL, GET), "nothing": (ALL, BOTH),
}  # fmt: skip
"""Name of an address -> for whom (all, people signed in, a power), and how it may be asked."""

PROGRAMS = {
    "api_document": GET, "api_roadmaps": GET, "api_roadmap": GET, "api_elements": BOTH, "api_element": "GET PATCH",
    "api_history": GET, "api_timetable": GET, "api_ledger": GET, "api_balance": GET, "api_progress": GET,
    "api_review": GET, "api_changes": GET, "api_meetings": GET, "api_search": POST, "api_needs": GET,
    "api_close": POST, "api_confirm": POST, "api_move": POST, "api_split": POST, "api_drop": POST,
    "api_restore": POST, "api_audience": POST, "api_widenings": GET, "api_widening": BOTH,
}  # fmt: skip
"""The same for programs: everybody may ask, and what changes something is for those who may edit."""
ACTS = ("api_close", "api_confirm", "api_move", "api_split", "api_drop", "api_restore", "api_audience")
CHANGING = {
    ("api_elements", POST): "edit",
    ("api_element", "PATCH"): "edit",
    **{(name, POST): "confirm" if name == "api_confirm" else "edit" for name in ACTS},
    ("api_widening", POST): "widen",
}
"""What changes something, and the power that it asks for."""
WITH_WHAT_IS_SHARED = ("api_elements", "api_element", "api_history", *ACTS)
"""Doors at which what belongs to no roadmap is a home like the others."""

DOORS |= {"tokens": (PEOPLE, BOTH), "api_nothing": (ALL, BOTH)}
DOORS |= {name: (ALL, methods) for name, methods in PROGRAMS.items()}

AFTER_A_PASSWORD = ("second_step",)
"""Doors for somebody between the two steps alone; here nobody is."""

PLAIN = (
    "pillars",
    "objectives",
    "actions",
    "positions",
    "documents",
    "pillar",
    "objective",
    "action",
    "position",
    "document",
)
"""Kinds that can do without anything they point to: whether one is seen hangs on its audience and its parents alone."""


class Homes:
    """The newest state of every home of a folder, as it stands in its file."""

    def __init__(self, root: Path) -> None:
        self.elements: dict[str, dict[str, dict]] = {}
        for folder in [*(root / "roadmaps").iterdir(), root / "workspace"]:
            newest = max(folder.glob("*.json"), key=lambda path: path.name)
            held = json.loads(newest.read_text(encoding="utf-8"))["elements"]
            self.elements[folder.name] = {one["id"]: one for one in held}

    def takes_part(self, home: str, eyes: str) -> bool:
        """Whether somebody with those eyes takes part in a home."""
        if eyes == "public":
            return False
        if not eyes.startswith("partner:"):
            return True
        named = [one for held in self.elements[home].values() for one in held.get("partners", [])]
        return any(one["country"] == eyes[8:] for one in named)

    def sees(self, home: str, element: str, eyes: str) -> bool:
        """Whether somebody with those eyes may know an element of a plain kind: it and all above it."""
        held = self.elements[home]
        part = self.takes_part(home, eyes)
        at: str | None = element
        while at is not None and at in held:
            audience = held[at]["audience"]
            if "public" not in audience and not (part and eyes in audience):
                return False
            at = held[at].get("parent")
        return element in held

    def sees_home(self, home: str, eyes: str) -> bool:
        """Whether somebody with those eyes may know anything of a home."""
        part = self.takes_part(home, eyes)
        return any(
            "public" in one["audience"] or (part and eyes in one["audience"]) for one in self.elements[home].values()
        )

    def hides_nothing(self, home: str) -> bool:
        """Whether everybody may know everything of a home."""
        return all("public" in one["audience"] for one in self.elements[home].values())

    def plain_elements(self, home: str) -> list[str]:
        """One element of a plain kind for each audience that occurs in a home."""
        found: dict[tuple[str, ...], str] = {}
        for one in self.elements[home].values():
            if one["kind"] in PLAIN:
                found.setdefault(tuple(sorted(one["audience"])), one["id"])
        return sorted(found.values())


def expected(door: str, role: str, method: str, *, hidden: bool) -> str:
    """What somebody gets at a door: `method`, `sign in`, `not there`, or `open`. `hidden`: what the address names is
    not there for those eyes."""
    who, methods = DOORS[door]
    if method not in methods.split():
        return "method"
    if (who != ALL and role == "") or door in AFTER_A_PASSWORD:
        return "sign in"
    if who not in (ALL, PEOPLE) and who not in ROLES[role][1].split():
        return "not there"
    return "not there" if hidden else "open"


def expected_of_a_program(door: str, role: str, method: str, *, writes: bool, hidden: bool) -> str:
    """What a program gets with the token of somebody, which may write or not: as above, or `may not`."""
    if method not in PROGRAMS[door].split():
        return "method"
    if (door, method) in CHANGING:
        if role == "":
            return "sign in"
        if not writes or CHANGING[door, method] not in ROLES[role][1].split():
            return "may not"
    return "not there" if hidden else "open"
