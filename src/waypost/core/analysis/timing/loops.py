"""Circles of waiting: found, named in the order of waiting, and the order of the rest.

Nodes are numbers from 0; an arc is (waited for, waits), and so are the first two numbers of a joint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

Arc = tuple[int, int]
Joint = tuple[int, int, int, int]


def ordered(nodes: int, joints: Sequence[Joint]) -> tuple[list[int], tuple[tuple[int, ...], ...]]:
    """The nodes so that each comes after all it waits for, and the circles among them.

    Those of a circle, and what waits for them, are left out of the order.
    """
    after: defaultdict[int, list[int]] = defaultdict(list)
    waits = [0] * nodes
    for source, target, _, _ in joints:
        after[source].append(target)
        waits[target] += 1
    found = [node for node in range(nodes) if not waits[node]]
    for node in found:
        for target in after.get(node, ()):
            waits[target] -= 1
            if not waits[target]:
                found.append(target)
    arcs = [(source, target) for source, target, _, _ in joints] if len(found) < nodes else []
    return found, circles(set(found), arcs)


def circles(straight: set[int], arcs: Sequence[Arc]) -> tuple[tuple[int, ...], ...]:
    """Every set of nodes that wait for each other, in the order of waiting, by their first node.

    A set is the largest one: two circles that share a node are one. A node that waits for itself is a circle of one.
    The first node named is the lowest; each is followed by one that waits for it where the set is a plain circle.
    `straight` are nodes known to be in none.
    """
    inner = [(source, target) for source, target in arcs if source not in straight and target not in straight]
    selves = {source for source, target in inner if source == target}
    after: dict[int, list[int]] = {}
    before: dict[int, list[int]] = {}
    for source, target in inner:
        after.setdefault(source, []).append(target)
        before.setdefault(target, []).append(source)
    component = _components(sorted(after), after, before)
    members: dict[int, set[int]] = {}
    for node, root in component.items():
        members.setdefault(root, set()).add(node)
    found = [_walk(min(group), after, group) for group in members.values() if len(group) > 1 or group & selves]
    return tuple(sorted(found))


def _components(nodes: list[int], after: dict[int, list[int]], before: dict[int, list[int]]) -> dict[int, int]:
    """For each node the root of its strongly connected component. Source: Kosaraju's algorithm."""
    done: set[int] = set()
    finished: list[int] = []
    for node in nodes:
        if node not in done:
            finished.extend(_finished(node, after, done))
    root: dict[int, int] = {}
    for node in reversed(finished):
        stack = [] if node in root else [node]
        while stack:
            here = stack.pop()
            if here not in root:
                root[here] = node
                stack.extend(one for one in before.get(here, ()) if one not in root)
    return root


def _finished(start: int, after: dict[int, list[int]], done: set[int]) -> list[int]:
    """Nodes reached from `start` and not done, each after all that it leads to."""
    found: list[int] = []
    done.add(start)
    stack = [(start, iter(after.get(start, ())))]
    while stack:
        node, rest = stack[-1]
        step = next((one for one in rest if one not in done), None)
        if step is None:
            found.append(node)
            stack.pop()
        else:
            done.add(step)
            stack.append((step, iter(after.get(step, ()))))
    return found


def _walk(start: int, after: dict[int, list[int]], group: set[int]) -> tuple[int, ...]:
    """The group from `start` on, following who waits, each once."""
    found = [start]
    seen = {start}
    stack = [iter(sorted(after.get(start, ())))]
    while stack:
        step = next((one for one in stack[-1] if one in group and one not in seen), None)
        if step is None:
            stack.pop()
        else:
            found.append(step)
            seen.add(step)
            stack.append(iter(sorted(after.get(step, ()))))
    return tuple(found)
