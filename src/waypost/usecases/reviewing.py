"""Is it a good roadmap? The rules, and what they find."""

from __future__ import annotations

from collections.abc import Iterable

from waypost.core.analysis.analysis import Analysis
from waypost.core.review.finding import Finding
from waypost.core.review.registry import RULES, review, rule
from waypost.core.review.rule import Rule


def review_of(analysis: Analysis, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What all rules find, or those named, worst first. Raises NotThere for a rule that is none."""
    return review(analysis, tuple(rule(one) for one in names) or RULES)


def rules_named(name: str | None) -> tuple[Rule, ...]:
    """The rule of that name, or every rule. Raises NotThere for one that is none."""
    return RULES if name is None else (rule(name),)
