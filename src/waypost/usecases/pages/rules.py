"""The pages of the rules of the review, the same for every reader."""

from __future__ import annotations

from waypost.core.pages.rules import rule_page, rules_page
from waypost.usecases.desk import Desk
from waypost.usecases.reviewing import rules_named


def every_rule(desk: Desk) -> bytes:
    """All rules."""
    return desk.set(rules_page(rules_named(None)))


def one_rule(desk: Desk, name: str) -> bytes:
    """One rule. Raises NotThere for one that is none."""
    (found,) = rules_named(name)
    return desk.set(rule_page(found))
