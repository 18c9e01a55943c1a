"""Says in a sentence how a phrase is read."""

from __future__ import annotations

from waypost.core.say import Say, say
from waypost.core.values import When


def told(when: When) -> Say:
    """Which days the reading allows, both ends included; or what it waits for; or that it names no day."""
    if when.first is not None and when.last is not None:
        if when.first == when.last:
            return say("when.told_day", day=when.first)
        return say("when.told_between", first=when.first, last=when.last)
    if when.last is not None:
        return say("when.told_until", last=when.last)
    if when.first is not None:
        return say("when.told_from", first=when.first)
    return say("when.told_condition", condition=when.condition) if when.condition else say("when.told_unread")
