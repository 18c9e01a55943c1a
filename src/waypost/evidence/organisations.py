"""An organisation of an aid file as rows of the tables: who it is, its sums for a period, and the lines within them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from waypost.core.aid.activity import Amount, Organisation, Place
from waypost.core.aid.organisation import AidOrganisation, Purse, Yearly
from waypost.core.aid.texts import in_language
from waypost.core.errors import Problem, Severity
from waypost.core.say import say
from waypost.evidence.aid import NO_ACTIVITY
from waypost.evidence.givers import giver_of, name_of, ref_of
from waypost.evidence.tables import ORGANISATIONS, PURPOSES, YEARLY, Row, exact, fits


def organisation_rows(
    one: AidOrganisation, vintage: str, issued: date, *, file: str, before: int
) -> Iterator[tuple[str, Row] | Problem]:
    """Every row of an organisation, with the name of its table; a problem for each amount that is too wide to keep.

    `before` is how many sums the file states of organisations before this one: a sum has its number in the file.
    """
    body, reporter = _identified(one), ref_of(one.reporter) or name_of(one.reporter)
    dated = (vintage, issued, body)
    yield ORGANISATIONS, (*dated, *_named(one), reporter, *_reporter(one.reporter), len(one.sums), one.line)
    for number, held in enumerate(one.sums, start=before + 1):
        if not fits(held.amount.value):
            yield _too_wide(held.amount.value, file, held.line)
            continue
        yield YEARLY, (*dated, reporter, number, *_sum(held))
        for item, line in enumerate(held.lines, start=1):
            if not fits(line.amount.value):
                yield _too_wide(line.amount.value, file, held.line)
                continue
            words = in_language(line.name, "en", default=one.language) or ""
            yield PURPOSES, (vintage, number, item, line.ref or "", words, *_money(line.amount))


def _identified(one: AidOrganisation) -> str:
    """The identifier of an organisation; one without is known by its name, else by the line on which it begins."""
    return one.identifier or f"{NO_ACTIVITY}{name_of(Organisation(name=one.name)) or one.line}"


def _named(one: AidOrganisation) -> tuple[str, str]:
    """Its name, and the principal that it is: of the type of its reporter where it reports of itself."""
    reporter = one.reporter
    is_own = reporter is not None and reporter.ref == one.identifier
    body = Organisation(ref=one.identifier, name=one.name, type=reporter.type if is_own and reporter else None)
    return name_of(body), giver_of(body)


def _reporter(one: Organisation | None) -> tuple[str, str]:
    return name_of(one), (one.type or "") if one else ""


def _sum(held: Yearly) -> Row:
    receiver = held.receiver
    return (
        held.purse.value,
        held.status or "",
        held.first,
        held.last,
        *_money(held.amount),
        *_place(held.place, held.purse),
        ref_of(receiver),
        name_of(receiver),
        giver_of(receiver) if receiver else "",
        held.line,
    )


def _money(amount: Amount) -> tuple[Decimal, str, date | None]:
    return exact(amount.value), amount.currency, amount.day


def _place(place: Place | None, purse: Purse) -> tuple[str, str, str]:
    """Country, region, and the list that the region's code is of; the list is 1 where none is named (IATI 2.03)."""
    if place is None:
        return "", "", ""
    if purse is Purse.REGION or place.vocabulary:
        return "", place.code or "", place.vocabulary or "1"
    return place.code or "", "", ""


def _too_wide(value: Decimal, file: str, row: int) -> Problem:
    code, words = "evidence.too_wide", f"{value:f}"
    return Problem(code=code, severity=Severity.WARNING, reason=say(code, value=words), file=file, row=row, value=words)
