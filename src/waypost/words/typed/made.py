"""What the hidden column of a cover sheet says, for the program that reads the workbook back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from waypost.core.roadmap.audience import is_principal
from waypost.core.values import Principal, Slug

FORM: Final = "waypost=1"
"""The mark of a workbook of ours and the version of its form."""

FOLLOWUP: Final = "waypost-followup=1"
"""The mark of a follow-up table of ours, a paper that can come back with answers written into it."""

BETWEEN: Final = ";"
"""Between the marks of a Word file that stand in one place."""

COMPLETE: Final = "sheet="
"""Before the name of a sheet: the row of the cover that tells whether it is complete."""

_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """From what a file was made: the roadmap, the recorded moment, for whom, whose rows, in which language."""

    home: Slug | None
    at: datetime | None
    reader: Principal | None
    owner: Principal | None
    language: str | None


def marks_of(made: Made) -> Mapping[str, str]:
    """The marks by name, each as `name=value`; empty where there is no value."""
    held = {
        "home": made.home,
        "at": None if made.at is None else made.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "reader": made.reader,
        "owner": made.owner,
        "language": made.language,
    }
    return {name: "" if value is None else f"{name}={value}" for name, value in held.items()}


def together(form: str, made: Made) -> str:
    """All marks as one, that of the form first."""
    return BETWEEN.join((form, *(one for one in marks_of(made).values() if one)))


def made_of(marks: Iterable[str]) -> Made:
    """What the marks say; a mark that cannot be read says nothing."""
    held = dict(one.partition("=")[::2] for one in marks if "=" in one)
    return Made(
        home=Slug(held["home"]) if _SLUG.fullmatch(held.get("home", "")) else None,
        at=_moment(held.get("at", "")),
        reader=_principal(held.get("reader", "")),
        owner=_principal(held.get("owner", "")),
        language=held.get("language") or None,
    )


def _moment(words: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _principal(words: str) -> Principal | None:
    return Principal(words) if is_principal(words) else None
