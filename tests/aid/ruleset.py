"""Which rules of a ruleset of the aid standard a file breaks: a small second reading of its own, over XPath.

Source: IATI, ruleset-schema.json and its test files, against which it is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

Node = Any
Case = Mapping[str, Any]

TEXT_OF = {"lang": "narrative", "currency": "value"}
YEAR = 365


def broken(tree: Node, rules: Mapping[str, Any], *, now: date, severity: str = "error") -> tuple[str, ...]:
    """The number (or the name) of each rule that is broken, with where."""
    found: list[str] = []
    for selector, kinds in rules.items():
        for node in tree.xpath(selector):
            for kind, cases in kinds.items():
                for case in cases["cases"]:
                    found += [
                        f"{told.get('ruleInfo', {}).get('id', rule)} at line {node.sourceline}"
                        for rule, told in unrolled(node, kind, case)
                        if told.get("ruleInfo", {}).get("severity", severity) == severity and rule in RULES
                        if applies(node, told) and not RULES[rule](node, told, now)
                    ]
    return tuple(found)


def unrolled(node: Node, kind: str, case: Case) -> Iterator[tuple[str, Case]]:
    """A case itself, or each case of a loop with the value put in."""
    if kind != "loop":
        yield kind, case
        return
    for value in sorted({str(one) for one in node.xpath(case["foreach"])}):
        for inner, cases in case["do"].items():
            for each in cases["cases"]:
                yield inner, {key: _put(held, value) if key in case["subs"] else held for key, held in each.items()}


def _put(held: Any, value: str) -> Any:
    return [one.replace("$1", value) for one in held] if isinstance(held, list) else held.replace("$1", value)


def applies(node: Node, case: Case) -> bool:
    """Whether the condition of a case holds."""
    return "condition" not in case or bool(node.xpath(case["condition"]))


def every(node: Node, case: Case) -> list[Any]:
    """What the paths of a case find."""
    return [one for path in case["paths"] for one in node.xpath(path)]


def words(one: Any) -> str:
    """The text of an attribute or element."""
    return str(one) if isinstance(one, str) else "".join(one.itertext())


def days(node: Node, path: str, now: date) -> list[date]:
    """The days of a path; NOW is today."""
    if path == "NOW":
        return [now]
    return [date.fromisoformat(words(one)[:10]) for one in node.xpath(path)]


def _one_or_all(node: Node, case: Case, now: date) -> bool:
    if node.xpath(case["one"]):
        return True
    if case["all"] == "sector":
        return all(one.xpath("sector") for one in node.xpath("transaction"))
    name = "@xml:lang" if case["all"] == "lang" else "@currency"
    return all(one.xpath(name) for one in node.xpath(f".//{TEXT_OF[case['all']]}"))


def _ordered(node: Node, case: Case, now: date) -> bool:
    less, more = days(node, case["less"], now), days(node, case["more"], now)
    return not less or not more or max(less) <= min(more)


def _starts(node: Node, case: Case, now: date) -> bool:
    paths = case["prefix"] if "prefix" in case else [case["start"]]
    if paths == ["ORG-ID-PREFIX"]:
        return True
    heads = [words(one) + case.get("separator", "") for path in paths for one in node.xpath(path)]
    return all(any(words(one).startswith(head) for head in heads) for one in every(node, case))


def _time_limit(node: Node, case: Case, now: date) -> bool:
    starts, ends = days(node, case["start"], now), days(node, case["end"], now)
    return all((end - start).days <= YEAR for start, end in zip(starts, ends, strict=False))


RULES: Mapping[str, Callable[[Node, Case, date], bool]] = {
    "unique": lambda node, case, now: len(found := [words(one) for one in every(node, case)]) == len(set(found)),
    "startswith": _starts,
    "atleast_one": lambda node, case, now: bool(every(node, case)),
    "no_more_than_one": lambda node, case, now: len(every(node, case)) <= 1,
    "one_or_all": _one_or_all,
    "date_now": lambda node, case, now: all(one <= now for one in days(node, case["date"], now)),
    "date_order": _ordered,
    "time_limit": _time_limit,
    "regex_matches": lambda node, case, now: all(re.search(case["regex"], words(one)) for one in every(node, case)),
    "no_spaces": lambda node, case, now: all(words(one) == words(one).strip() for one in every(node, case)),
    "strict_sum": lambda node, case, now: sum(Decimal(words(one)) for one in every(node, case)) == case["sum"],
    "range": lambda node, case, now: all(
        case["min"] <= Decimal(words(one)) <= case["max"] for one in every(node, case)
    ),
    "if_then": lambda node, case, now: not node.xpath(case["if"]) or bool(node.xpath(case["then"])),
}


def parsed(raw: bytes) -> Node:
    """The tree of a file."""
    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True)).getroottree()
