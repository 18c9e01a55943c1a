"""What bodies plan and have spent, as a calm table: nothing in it is added across purses, currencies or periods."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from waypost.cli.options import Session
from waypost.cli.printing import line, show_sources, table
from waypost.core.aid.budgets import Body, Budgeted, Counts, is_year
from waypost.core.aid.organisation import Purse
from waypost.core.say import SayValue, Who, say
from waypost.core.values import Missing
from waypost.usecases.evidence_budgets import WhoBudgets

STATUSES: Final = frozenset({"1", "2"})
"""Codes of the list BudgetStatus, IATI 2.03, that have words."""
NO_NAME: Final = "?"
NAMED: Final = 12
"""Bodies that are named where nothing is stated."""


def show_budgets(session: Session, found: WhoBudgets) -> None:
    """The groups, what does not count and why, who states nothing, and the sources."""
    heads = ["body", "purse", *found.by, "period", "status", "currency", "amount#", "day", "sums#", "from"]
    rows = [_row(session, one, found) for one in found.groups]
    if len({one.body for one in found.groups}) == 1:
        # One body is named once.
        line(session, rows[0][0])
        print()
        heads, rows = heads[1:], [row[1:] for row in rows]
    table(session, tuple(f"budgets.{one}" for one in heads), rows)
    _asides(session, found)
    if rows:
        line(session, say("budgets.never_added"))
    show_sources(session, found.vintages.values())


def _asides(session: Session, found: WhoBudgets) -> None:
    """What does not count, and who states nothing."""
    times = Counter(one.counts for one in found.sums)
    for counts in (Counts.REPLACED, Counts.REPEATED, Counts.UNCLEAR):
        if times[counts]:
            line(session, say(f"budgets.{counts.value}", n=times[counts]))
    if not (found.groups or found.silent):
        line(session, say("budgets.nobody"))
    if found.silent:
        names = tuple(_name(one, found) for one in found.silent[:NAMED])
        more = len(found.silent) - len(names)
        code = "budgets.silent" if found.groups else "budgets.nothing"
        line(session, say(code, bodies=names, more=say("evidence.and_more", n=more) if more else ""))


def _row(session: Session, one: Budgeted, found: WhoBudgets) -> tuple[SayValue, ...]:
    keys = (_key(name, code, one, found) for name, code in zip(found.by, one.key, strict=True))
    return (
        _body(one.body, found),
        say(f"budgets.purse_{one.purse.name.lower()}"),
        *keys,
        _period(one.first, one.last),
        _status(one),
        one.currency,
        _amount(session, one),
        say("budgets.on", day=one.day) if one.day else "",
        len(one.sums),
        _place(one, found),
    )


def _body(one: Body, found: WhoBudgets) -> SayValue:
    """Its name, and who says so where that is another."""
    is_own = one.reporter in ("", one.ref) or one.reporter_name == one.name
    if is_own:
        return _name(one, found)
    return say("budgets.told_by", body=_name(one, found), reporter=one.reporter_name or one.reporter)


def _name(one: Body, found: WhoBudgets) -> SayValue:
    """Its name, else its identifier, else where it stands."""
    if not one.name and one.ref.startswith(NO_NAME):
        return say("budgets.nameless", file=found.vintages[one.vintage].file)
    return one.name or one.ref


def _key(name: str, code: str, group: Budgeted, found: WhoBudgets) -> SayValue:
    """A code in words; a region with the list of which it is, a receiver with name and code."""
    if not code:
        return ""
    match name:
        case "partner":
            return Who(principal=f"partner:{code}")
        case "region":
            codes, _, region = code.partition(":")
            return say("budgets.region_of", code=region, list=codes)
        case "receiver" if group.sums and group.sums[0].receiver_name not in ("", code):
            return say("funding.titled", title=group.sums[0].receiver_name, code=code)
        case "file":
            return found.vintages[code].file
    return code


def _period(first: date | None, last: date | None) -> SayValue:
    if first is None or last is None:
        return say("evidence.no_code")
    return str(first.year) if is_year(first, last) else say("budgets.span", first=first, last=last)


def _status(one: Budgeted) -> SayValue:
    """How sure a plan is; what was spent has none."""
    if one.status in STATUSES:
        return say(f"budgets.status_{one.status}")
    return one.status or ("" if one.purse is Purse.SPENT else say("evidence.no_code"))


def _amount(session: Session, one: Budgeted) -> SayValue:
    if isinstance(one.amount, Missing):
        return one.amount
    amount = session.words.numbers.decimal(one.amount, 2)
    return say("budgets.besides", amount=amount, n=one.unclear) if one.unclear else amount


def _place(one: Budgeted, found: WhoBudgets) -> SayValue:
    """File and line of a sum that stands alone, else the file."""
    file = found.vintages[one.body.vintage].file
    return f"{file}:{one.sums[0].source_row}" if len(one.sums) == 1 else file
