"""What a command prints with `--json`: one object with its problems (contract 3)."""

from __future__ import annotations

from dataclasses import fields

from waypost.codec.tree import Json
from waypost.codec.writing import Words, value_json
from waypost.core.errors import Problem


def problem_json(problem: Problem, words: Words) -> Json:
    """A problem with every key of contract 3, unknown ones null; reason and remedy as words."""
    order = ("code", "severity")
    names = (*order, *(one.name for one in fields(Problem) if one.name not in (*order, "reason", "remedy")))
    found: dict[str, Json] = {name: value_json(getattr(problem, name), words) for name in names}
    found["reason"] = words(problem.reason)
    found["remedy"] = None if problem.remedy is None else words(problem.remedy)
    return found
