"""The tools (policy areas) that can be mobilised, with their words.

The codes are those of the core's `Tool`. `kind` is `ministers` for the six that the ministers named
(seed S8) and `later` for those that later texts added.

Source: contract 4; roadmaps.json about.tools; domain 2.5.
"""

from __future__ import annotations

from waypost.core.roadmap.vocabulary import Tool
from waypost.reference.terms import Term, by_code, terms


def tools() -> tuple[Term, ...]:
    """All tools, in the order of the list."""
    return terms("tools")


def tool_term(tool: Tool) -> Term:
    """The words of one tool."""
    return by_code("tools")[tool.value]
