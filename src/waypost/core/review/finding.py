"""What the review finds: one sentence about one element, how bad it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from waypost.core.say import Ref, Say
from waypost.core.values import ElementId, Missing, Text


class Weight(StrEnum):
    """How bad a finding is, worst first (contract 3)."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A finding lived with: the acceptance element and its reason."""

    by: ElementId
    reason: Text | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding. `about` is None for the roadmap as a whole; `source` names the audit finding behind the rule.

    Where many elements break one rule there is one finding about the roadmap, and `each` holds the elements.
    """

    rule: str
    severity: Weight
    about: Ref | None
    text: Say
    remedy: Say
    source: str
    accepted: Accepted | None = None
    each: tuple[Ref, ...] = ()

    @property
    def element(self) -> ElementId | None:
        """The element it is about."""
        return self.about.element if self.about else None
