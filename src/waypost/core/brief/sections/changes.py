"""Section 7, what changed since the last meeting: moved dates first, then money, then the rest by subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.analysis.analysis import Analysis
from waypost.core.brief.cells import bare, cell, head, listed, row, table
from waypost.core.brief.sections.lines import SHOWN, main_currency, total_of
from waypost.core.brief.tree import (
    Block,
    Cell,
    Heading,
    Mark,
    Marker,
    Nothing,
    Number,
    Paragraph,
    Row,
    Stack,
    Table,
    Unknown,
    Words,
)
from waypost.core.change.changes import Change, Changes, Op
from waypost.core.change.diff import diff
from waypost.core.change.promises import DATES, first_promised
from waypost.core.change.sayable import sayable
from waypost.core.change.subjects import Subject, subject_of
from waypost.core.roadmap.bodies import Acceptance, Action, Link
from waypost.core.roadmap.records import Step
from waypost.core.roadmap.vocabulary import ActionState, MoneyState
from waypost.core.say import Code, Ref, Say, SayValue, Who, say
from waypost.core.values import ElementId, Missing, Money, Quantity, Text, When

NAMED: Final = 3
"""So many of the elements of a subject are named in a short brief; the rest is counted."""
COUNTED: Final = frozenset({Subject.REPORTS, Subject.MEETINGS, Subject.SAFEGUARDS, Subject.TEXTS})
"""Subjects whose changes a short brief counts and does not name."""
HISTORY: Final = {"changes": frozenset(DATES), "earlier_targets": frozenset({"target", "target_due"})}
"""Fields that keep what another field of the same element said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two analyses of one roadmap and what changed from `before` to `now`."""

    now: Analysis
    before: Analysis
    since: date
    changes: Changes

    def about(self, subject: Subject) -> tuple[Change, ...]:
        """The changes on a subject, in the order of the difference."""
        return tuple(one for one in self.changes.changes if subject_of(one) is subject)


def compared(now: Analysis, before: Analysis | None, since: date | None) -> Compared | None:
    """The comparison with the state before; None when there is nothing to compare with."""
    if before is None or since is None:
        return None
    return Compared(now=now, before=before, since=since, changes=diff(before.view, now.view))


def counted(found: Compared) -> tuple[Say, ...]:
    """How many dates, actions and targets changed, what a meeting asks about first; nothing is said of none."""
    counts = (
        ("moved", len(found.about(Subject.DATES))),
        ("removed", sum(one.kind == "action" for one in found.about(Subject.GONE))),
        ("finished", _finished(found)),
        ("new", sum(one.kind == "action" for one in found.about(Subject.NEW))),
        ("targets", sum(one.field == "target" for one in found.about(Subject.TARGETS))),
    )
    return tuple(say(f"changes.news_{name}", n=n) for name, n in counts if n)


def _finished(found: Compared) -> int:
    return sum(one.field == "state" and one.new is ActionState.DONE for one in found.changes.changes)


def richer(found: Compared) -> tuple[Say, ...]:
    """By how much the known money grew in each state in which it did, paid first."""
    currency = main_currency(found.now.ledger)
    growths = ((state, _growth(found, state, currency)) for state in reversed(SHOWN))
    return tuple(
        say(f"changes.news_{state.value}", amount=grown) for state, grown in growths if grown and grown.amount > 0
    )


def _growth(found: Compared, state: MoneyState, currency: str | None) -> Money | None:
    if currency is None:
        return None
    now, before = total_of(found.now.ledger, state, currency), total_of(found.before.ledger, state, currency)
    if now is None or before is None or now.is_unknown or before.is_unknown:
        return None
    return Money(amount=now.known.amount - before.known.amount, currency=currency)


def changes_blocks(found: Compared | None, *, most: int | None = None) -> tuple[Block, ...]:
    """Section 7; `most` limits the dates and removals of a short brief, and of the rest some are named."""
    if found is None:
        return (Nothing(say=say("page.no_before")),)
    if not found.changes.changes:
        return (Nothing(say=say("page.no_change", day=found.since)),)
    return (
        _lead(found),
        Heading(say=say("changes.dates")),
        _dates(found, most),
        *(_money(found) if most is None else ()),
        Heading(say=say("changes.rest")),
        _rest(found, short=most is not None),
    )


def _lead(found: Compared) -> Paragraph:
    parts = (*counted(found), *richer(found))
    total = say("changes.total", n=len(found.changes.changes))
    return Paragraph(says=(say("changes.lead", day=found.since, parts=parts), total) if parts else (total,))


# Dates -----------------------------------------------------------------------------------------------------------


def _dates(found: Compared, most: int | None) -> Block:
    moved = sorted(found.about(Subject.DATES), key=lambda one: one.days is None or -one.days)
    columns = (
        head("page.what", weight=5),
        head("page.was", weight=3),
        head("page.is", weight=3),
        head("changes.promised", weight=3),
        head("page.reason", weight=4),
    )
    rows = [_date_row(found, one) for one in moved[:most]]
    rest = len(moved) - len(rows)
    notes = (say("changes.more_dates", n=rest),) if rest else ()
    return table("changes.dates", columns, rows, nothing="changes.no_date_moved", notes=notes)


def _date_row(found: Compared, one: Change) -> Row:
    new: Cell = _value(one.new, strong=True)
    if one.days:
        code, mark = ("page.later", Mark.LATE) if one.days > 0 else ("page.earlier", Mark.PLAIN)
        new = Stack(cells=(new, Marker(mark=mark, say=say(code, n=abs(one.days)))))
    reason = cell(one.reason) if one.reason else Unknown(reason=Missing.NOT_STATED, say=say("page.no_reason"))
    return row(
        cell(say("page.field", item=one.ref, field=say(f"field.{one.kind}.{one.field}"))),
        _value(one.old, struck=True),
        new,
        cell(_promised(found, one)),
        reason,
    )


def _promised(found: Compared, one: Change) -> When | Missing:
    """The date first promised: of an action as it keeps it, of anything else what stood before."""
    element = found.now.view.get(one.element)
    if element is not None and isinstance(element.body, Action) and one.field in DATES:
        return first_promised(element.body, one.field)
    return one.old if isinstance(one.old, When | Missing) else Missing.NOT_STATED


def _value(value: object, *, strong: bool = False, struck: bool = False) -> Cell:
    words = change_words(value)
    if isinstance(words, Missing):
        return cell(words)
    return Words(words=words, strong=strong, struck=struck)


# Money -----------------------------------------------------------------------------------------------------------


def _money(found: Compared) -> tuple[Block, ...]:
    currency = main_currency(found.now.ledger)
    if currency is None or not any((_growth(found, state, currency) or _ZERO).amount for state in SHOWN):
        return ()
    rows = []
    for state in SHOWN:
        then, now = (total_of(one.ledger, state, currency) for one in (found.before, found.now))
        if then is None or now is None:
            continue
        grown = _growth(found, state, currency)
        rows.append(
            row(
                cell(say(f"moneystate.{state.value}")),
                *(
                    Number(value=one.known, at_least=one.at_least) if not one.is_unknown else cell(Missing.UNKNOWN)
                    for one in (then, now)
                ),
                cell(say("changes.by", amount=grown) if grown and grown.amount > 0 else grown),
            )
        )
    columns = (
        head("money.state", weight=3),
        head("changes.then", number=True),
        head("changes.now", number=True),
        head("changes.difference", number=True),
    )
    return (
        Heading(say=say("changes.money"), aside=say("money.unit", currency=Code(table="currency", code=currency))),
        Table(name="changes.money", columns=columns, rows=tuple(rows), numbers=True),
    )


_ZERO: Final = Money(amount=Decimal(0), currency="EUR")


# The rest, by subject --------------------------------------------------------------------------------------------


def _rest(found: Compared, *, short: bool) -> Block:
    rows: list[Row] = []
    counted_only: list[Say] = []
    for subject in Subject:
        changes = found.about(subject)
        if not changes or subject is Subject.DATES:
            continue
        title = say(f"changes.subject_{subject.value}", n=len({one.element for one in changes}))
        if short and subject in COUNTED:
            counted_only.append(title)
            continue
        if short:
            rows.append(row(cell(title, strong=True), cell(_named(found, changes))))
            continue
        told = [_removed(found, one) for one in changes if one.op is Op.REMOVED]
        told.extend(_together(found, same) for same in _alike(found, changes))
        if told:
            rows.append(Row(cells=(cell(title, strong=True), cell(None)), style="group"))
            rows.extend(told)
    if counted_only:
        rows.append(row(cell(say("changes.also"), strong=True), cell(listed(tuple(counted_only)))))
    unsaid = sum(one.reason is None for one in found.changes.changes)
    total = len(found.changes.changes)
    all_unsaid = unsaid == total
    unsaid_words = say("changes.unsaid_all") if all_unsaid else say("changes.unsaid", n=unsaid, total=total)
    notes = (unsaid_words,) if unsaid else ()
    columns = (bare(weight=2), bare(weight=7))
    return table("changes", columns, rows, nothing="changes.no_other", notes=notes)


def _named(found: Compared, changes: tuple[Change, ...]) -> Say:
    names: tuple[SayValue, ...] = tuple(dict.fromkeys(_name(found, one) for one in changes))
    rest = len(names) - NAMED
    if rest <= 0:
        return listed(names)
    return say("changes.named_more", items=listed(names[:NAMED]), n=rest)


def _removed(found: Compared, one: Change) -> Row:
    gone = Marker(mark=Mark.REMOVED, say=say("changes.removed", kind=Code(table="kind", code=one.kind)))
    name = _name(found, one)
    words = say("changes.gone", item=name, reason=one.reason) if one.reason else name
    return Row(cells=(gone, cell(words)), style="removed")


def _alike(found: Compared, changes: Iterable[Change]) -> tuple[tuple[Change, ...], ...]:
    """What came, by kind, then the changes of each field, states first; a history that grew with it stays out."""
    fresh: dict[tuple[str, str], list[Change]] = {}
    changed: dict[tuple[str, str], list[Change]] = {}
    for one in changes:
        if one.op is Op.ADDED:
            fresh.setdefault((one.kind, ""), []).append(one)
        elif one.op is not Op.REMOVED and not is_echo(found, one):
            changed.setdefault((one.kind, one.field or ""), []).append(one)
    told = sorted(changed.items(), key=lambda pair: pair[0][1] != "state")
    return tuple(map(tuple, (*fresh.values(), *(held for _, held in told))))


def is_echo(found: Compared, one: Change) -> bool:
    """Whether a record of earlier dates or targets only repeats what another change of its element says."""
    said = HISTORY.get(one.field or "")
    return said is not None and any(
        other.element == one.element and other.field in said for other in found.changes.changes
    )


def _together(found: Compared, same: tuple[Change, ...]) -> Row:
    first = same[0]
    if first.op is Op.ADDED:
        label: Cell = Marker(mark=Mark.ADDED, say=say(f"changes.new_{first.kind}", n=len(same)))
        names = _counted(tuple(_name(found, one) for one in same))
        return Row(cells=(label, _lines(names)), style="added")
    items = tuple(say("changes.item", item=_name(found, one), change=_change(one)) for one in same)
    label_code = "changes.figures" if is_steps(first.new) else f"field.{first.kind}.{first.field}"
    return row(cell(say(label_code)), _lines(items))


def _counted(names: tuple[Say | Ref, ...]) -> tuple[Say | Ref, ...]:
    """Each name once; one that stands for several elements with how many."""
    alike: dict[object, list[Say | Ref]] = {}
    for one in names:
        alike.setdefault((one.number, one.title) if isinstance(one, Ref) else one, []).append(one)
    return tuple(
        held[0] if len(held) == 1 else say("changes.times", item=held[0], n=len(held)) for held in alike.values()
    )


def _lines(names: tuple[Say | Ref, ...]) -> Cell:
    return Stack(cells=tuple(Words(words=one) for one in names), inline=False)


def _name(found: Compared, one: Change) -> Say | Ref:
    """What a reader calls the element; one without a title by what it is about."""
    element = found.now.view.get(one.element) or found.before.view.get(one.element)
    body = element.body if element else None
    if isinstance(body, Link):
        return say("changes.link", item=_ref(found, body.to), other=_ref(found, body.waits_for))
    if isinstance(body, Acceptance):
        return say("changes.finding", rule=body.rule, item=_ref(found, body.element))
    if not isinstance(one.ref.title, Text) and element is not None and element.parent is not None:
        return _ref(found, element.parent)
    return one.ref


def _ref(found: Compared, element: ElementId | None) -> Say | Ref:
    held = (found.now.view.get(element) or found.before.view.get(element)) if element else None
    return held.ref if held else say("changes.roadmap")


def _change(one: Change) -> Say:
    """From what to what, with the reason where one is known."""
    if is_steps(one.new):
        words = steps_words(one.old, one.new)
    elif _is_empty(one.new):
        words = say("changes.cleared", old=change_words(one.old))
    elif _is_empty(one.old) or isinstance(one.new, tuple | frozenset | Text):
        words = say("changes.set", new=change_words(one.new))
    else:
        words = say("changes.from_to", old=change_words(one.old), new=change_words(one.new))
    return words if one.reason is None else say("changes.because", change=words, reason=one.reason)


def _is_empty(value: object) -> bool:
    return value is None or value == () or isinstance(value, Missing)


def is_steps(value: object) -> bool:
    """Whether a value of a field is the running totals of a contribution."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Step)


def steps_words(old: object, new: object) -> Say:
    """The figures that are new, newest last: "committed €5 million and disbursed €2.3 million"."""
    was = old if isinstance(old, tuple) else ()
    fresh = [one for one in (new if isinstance(new, tuple) else ()) if isinstance(one, Step) and one not in was]
    if not fresh:
        return say("changes.fewer")
    items = tuple(say("changes.step", state=_state_words(one), amount=one.amount) for one in fresh)
    return say("brief.list", items=items)


def _state_words(step: Step) -> Say:
    """The state of a sum of money, or of what is given beside money."""
    table = "money.tool_" if isinstance(step.amount, Quantity) else "moneystate."
    return say(f"{table}{step.state.value}")


def change_words(value: object) -> Say | Text | When | date | Ref | Who | Money | Quantity | int | Missing:
    """An old or new value as a cell holds it, in the words of every difference."""
    said = sayable(value)
    if isinstance(said, Say | Text | When | date | Ref | Who | Money | Quantity | int | Missing):
        return said
    return say("page.words", words=said)
