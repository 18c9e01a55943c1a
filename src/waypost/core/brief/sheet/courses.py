"""Twelve small charts of a partner, their numbers, and how sure each topic is."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.figures import Course, CoursePoint, Courses
from waypost.core.brief.sections.situation import head_of, year_words
from waypost.core.brief.sheet.order import Told, Why, latest, years_of
from waypost.core.brief.tree import Cell, Column, Figure, Mark, Marker, Number, Row, Stack, Table, Words
from waypost.core.say import Code, Say, SayValue, Who, say
from waypost.core.statistics.answer import Point
from waypost.core.values import Missing

YEARS: Final = 14
"""So many years are drawn, the last of which is the newest whole one of any topic."""
MILLION: Final = Decimal(1_000_000)
LARGE: Final = 10 * MILLION
"""From here on figures are told in millions."""


def span(told: tuple[Told, ...]) -> tuple[int, int] | None:
    """The first and the last year drawn; None where no topic has a figure."""
    ends = [int(point.period) for one in told if (point := latest(one)) is not None]
    starts = [int(one.period) for each in told for one in years_of(each)]
    return (max(max(ends) - YEARS + 1, min(starts)), max(ends)) if ends else None


def courses_figure(partner: str, told: tuple[Told, ...]) -> Figure | None:
    """All topics in one picture, with their numbers; None where no topic has a figure."""
    years = span(told)
    if years is None:
        return None
    first, last = years
    who = Who(principal=f"partner:{partner}")
    held = sum(latest(one) is not None for one in told)
    return Figure(
        name="sheet.courses",
        title=say("sheet.courses"),
        aside=say("sheet.courses_aside", first=year_words(first), last=year_words(last)),
        chart=Courses(first=first, last=last, courses=tuple(_course(one) for one in told)),
        alt=say("sheet.courses_alt", country=who, n=held, all=len(told), latest=_news(told)),
        notes=(say("sheet.how_to_read"), say("sheet.hatched"), say("situation.caveat")),
        numbers=numbers_table(told, first, last),
    )


def _news(told: tuple[Told, ...]) -> SayValue:
    """The latest figure of each topic that has one."""
    found: list[SayValue] = []
    for one in told:
        words = _latest(one)
        if words is not None:
            found.append(say("sheet.topic_latest", topic=topic_words(one), latest=words))
    return tuple(found)


def topic_words(told: Told) -> Say:
    """The name of a topic on a sheet: with its route where it has one, with its unit where figures are large."""
    values: dict[str, SayValue] = {}
    if told.topic == "missing_migrants" and told.route:
        return say("sheet.topic_missing_on", route=Code(table="route", code=told.route))
    if told.topic == "aid" and told.unit:
        values = {"currency": Code(table="currency", code=told.unit)}
        return say("sheet.topic_aid_in" if _is_large(told) else "sheet.topic_aid_exact", **values)
    name = say(f"sheet.topic_{told.topic}")
    return say("sheet.in_millions", topic=name) if _is_large(told) else name


def _is_large(told: Told) -> bool:
    known = [one.value for one in years_of(told) if isinstance(one.value, Decimal)]
    return max(known, default=Decimal(0)) >= LARGE


def _shown(value: Decimal, told: Told) -> Decimal:
    """A figure as it is printed: in millions where the topic is large, whole where it is not a sum of money."""
    if not _is_large(told):
        return value if value == value.to_integral_value() else value.quantize(Decimal(1))
    return (value / MILLION).quantize(Decimal("0.1") if value < 10 * MILLION else Decimal(1))


def _latest(told: Told) -> Say | None:
    last = latest(told)
    if last is None or not isinstance(last.value, Decimal):
        return None
    code = "sheet.latest_at_least" if last.missing else "sheet.latest"
    words = say(code, value=_shown(last.value, told), year=last.period)
    return say("sheet.latest_preliminary", words=words) if last.preliminary else words


def _course(told: Told) -> Course:
    last = latest(told)
    if last is None:
        return Course(label=topic_words(told), points=(), latest=None, source=source_words(told), absent=why(told))
    return Course(
        label=topic_words(told),
        points=tuple(_point(one, told) for one in years_of(told)),
        latest=_latest(told),
        source=source_words(told),
    )


def _point(point: Point, told: Told) -> CoursePoint:
    value = point.value
    return CoursePoint(
        year=int(point.period),
        value=value / MILLION if isinstance(value, Decimal) and _is_large(told) else value,
        preliminary=point.preliminary,
        broken=point.broken,
        partly=point.missing > 0,
    )


def why(told: Told) -> Say:
    """Why a topic has no figures, in words."""
    return say(f"sheet.{(told.why or Why.NO_FIGURE).value}")


def source_words(told: Told) -> Say | None:
    """Publisher and issue, as they stand under a small chart; nothing where no file is held."""
    if told.issued is None:
        return None
    return say("sheet.source" if told.dated else "sheet.source_taken", citation=told.citation, day=told.issued)


# Numbers ---------------------------------------------------------------------------------------------------------


def numbers_table(told: tuple[Told, ...], first: int, last: int) -> Table:
    """A row a topic, a column a year."""
    years = range(first, last + 1)
    columns = (head("sheet.topic_head", weight=6), *(head_of(year_words(year)) for year in years))
    return Table(
        name="sheet.numbers",
        columns=columns,
        rows=tuple(_row(one, years) for one in told),
        notes=(say("sheet.numbers_note"),),
        numbers=True,
    )


def _row(told: Told, years: range) -> Row:
    held = {int(one.period): one for one in years_of(told)}
    return row(cell(topic_words(told)), *(_figure(held.get(year), told) for year in years))


def _figure(point: Point | None, told: Told) -> Cell:
    if point is None:
        return cell(Missing.NOT_REPORTED, absent=say("sheet.none_held"))
    if not isinstance(point.value, Decimal):
        return cell(point.value)
    value = _shown(point.value, told)
    if value != value.to_integral_value():
        return cell(say("situation.rate", value=value))
    return Number(value=int(value), provisional=point.preliminary, at_least=point.missing > 0)


def sure_table(told: tuple[Told, ...]) -> Table:
    """For each topic where its figures are from, of which years, and what must be known of them."""
    columns: tuple[Column, ...] = (
        head("sheet.topic_head", weight=4),
        head("sheet.years_head", weight=3),
        head("sheet.source_head", weight=5),
        head("sheet.sure_head", weight=4),
    )
    return Table(name="sheet.sure", columns=columns, rows=tuple(_sure(one) for one in told))


def _sure(told: Told) -> Row:
    years = years_of(told)
    source = source_words(told)
    if latest(told) is None:
        absent = cell(Missing.NOT_REPORTED, absent=why(told))
        return row(cell(topic_words(told)), cell(None), cell(source, quiet=True), absent)
    covered = say("sheet.years", first=years[0].period, last=years[-1].period, n=len(years))
    return row(cell(topic_words(told)), cell(covered), cell(source, quiet=True), _doubts(told))


def _doubts(told: Told) -> Cell:
    """What is preliminary, broken, partly missing or not over; one word where nothing is the matter."""
    years = years_of(told)
    found: list[Cell] = []
    pale = [one.period for one in years if one.preliminary]
    if pale:
        found.append(Marker(mark=Mark.PRELIMINARY, say=say("sheet.preliminary", years=tuple(pale))))
    for code, periods in (
        ("sheet.broken", [one.period for one in years if one.broken]),
        ("sheet.partly", [one.period for one in years if one.missing and isinstance(one.value, Decimal)]),
        ("sheet.not_over", [one.period for one in told.points if not one.whole]),
    ):
        if periods:
            found.append(Words(words=say(code, years=_listed(periods))))
    if not found:
        return cell(say("sheet.firm"))
    return found[0] if len(found) == 1 else Stack(cells=tuple(found), inline=False)


def _listed(periods: list[str]) -> SayValue:
    """Years one by one, or, where there are many, the first and the last with how many there are."""
    if len(periods) <= 3:
        return tuple(periods)
    return say("sheet.from_to", first=periods[0], last=periods[-1], n=len(periods))
