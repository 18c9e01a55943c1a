"""Meetings of published partnerships, and the joint meeting of 15 March 2021 as seed.md tells it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from tools.make_samples.drafting import day
from tools.make_samples.published_rows import ROADMAPS, Builder, Row, remark, source
from waypost.core.roadmap.bodies import Item, Meeting, Series
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import Partner
from waypost.core.roadmap.vocabulary import ItemKind, MeetingForm, MeetingLevel
from waypost.core.values import Missing, Source, text

JOINT_SERIES: Final = "Joint meetings of foreign and home affairs ministers"
AHEAD: Final = re.compile(
    r"\bto be |\bto visit\b|\bforeseen\b|^next |the week after|\bgo on\b|\bcommits\b|^work on|^determination|, next "
)
"""Words by which a decision of the file asks for something to come; the others report what was settled."""

# What seed.md tells of 15 March 2021, in our words: row, kind, words, and the address of a link.
JOINT_MEETING: Final = (
    ("S3", ItemKind.STATEMENT, "Close cooperation with partner countries; now is the time for concrete results; partnerships “better tailored to take account of our partners' priorities” and “more seamlessly integrated into our wider relations”"),
    ("S4", ItemKind.STATEMENT, "Migration “in all its aspects” an important element of overall relations; regular, well-managed, safe migration an asset to both economies"),
    ("S5", ItemKind.DISCUSSED, "Migration as an important element in relations with key third countries"),
    ("S6", ItemKind.DISCUSSED, "Cooperation between countries of origin, transit and destination, comprehensive and mutually beneficial"),
    ("S7", ItemKind.DISCUSSED, "A balanced approach over all relevant aspects of migration policy"),
    ("S8", ItemKind.DISCUSSED, "Mobilise all policies and tools: development cooperation, visa, trade and investment, employment, education"),
    ("S9", ItemKind.DISCUSSED, "“More coherent, strategic, flexible and focused EU funding”"),
    ("S10", ItemKind.DISCUSSED, "New approaches, such as the post-Cotonou partnership and the Agenda for the Southern Neighbourhood, to be developed further"),
    ("S11", ItemKind.DISCUSSED, "Better coordination within the EU; EU and Member State tools and money reinforce each other"),
    ("S12", ItemKind.DISCUSSED, "Common challenges of irregular migration and forced displacement; the opportunities of well-managed migration"),
    ("S13", ItemKind.CONCLUSION, "Such joint meetings on a more regular basis"),
    ("S14", ItemKind.CONCLUSION, "A very pragmatic approach to the initiatives with partners"),
    ("S15", ItemKind.CONCLUSION, "Roadmaps “with concrete timetables and with set out objectives in order to reach these mutually beneficial partnerships”"),
    ("S16", ItemKind.OTHER_BUSINESS, "The presidency presented elements of a proposal for a comprehensive dialogue on justice and home affairs with partner countries in North Africa"),
    ("S18", ItemKind.LINK, "New pact"),
    ("S18", ItemKind.LINK, "EU migration policy"),
    ("S18", ItemKind.LINK, "EU asylum reform"),
    ("S18", ItemKind.LINK, "Infographic “Migration flows: Eastern, Central and Western routes”"),
)  # fmt: skip


def series_key(name: str) -> str:
    """The local key of a series."""
    return f"series {name}"


def series(
    make: Builder, slug: str, rows: list[Row], *, under: str | None, partners: tuple[Partner, ...]
) -> tuple[Element, ...]:
    """A series for each name that the rows give; it rests on its first meeting, its partners on the partnership."""
    found: dict[str, Row] = {}
    for row in rows:
        if row["series"]:
            found.setdefault(row["series"], row)
    return tuple(
        make.element(
            series_key(name),
            Series(title=text(name), partners=() if name == JOINT_SERIES else partners, level=_level(row, name)),
            under=under,
            sources=(source(row), *((Source(row=f"{ROADMAPS} {slug}"),) if name != JOINT_SERIES else ())),
        )
        for name, row in found.items()
    )


def _level(row: Row, name: str) -> MeetingLevel:
    return MeetingLevel.JOINT if name == JOINT_SERIES else MeetingLevel(row["level"].replace(" ", "_"))


def meeting(make: Builder, row: Row, *, under: str | None) -> tuple[Element, ...]:
    """A meeting with its topics and decisions."""
    body = Meeting(
        title=text(row["series"] or ", ".join(row["formations"])),
        formations=tuple(text(one) for one in row["formations"]),
        level=_level(row, row["series"] or ""),
        form=MeetingForm(row["form"].replace(" ", "_")) if row["form"] else Missing.NOT_STATED,
        place=text(row["place"]) if row.get("place") else Missing.NOT_STATED,
        first_day=day(row["on"]),
        informal=True if (row.get("note") or "").startswith("informal") else None,
    )
    key = row["key"]
    above = series_key(row["series"]) if row["series"] else under
    found = [make.element(key, body, under=above, sources=(source(row),), note=remark(row.get("note")))]
    for nth, words in enumerate([*row["topics"], *row["decisions"]], start=1):
        kind = ItemKind.AGENDA
        if nth > len(row["topics"]):
            kind = ItemKind.DECISION if AHEAD.search(words) else ItemKind.CONCLUSION
        item = Item(item=kind, title=text(words), rank=nth)
        found.append(make.element(f"{key}-{nth}", item, under=key, sources=(source(row),)))
    return tuple(found)


def joint_meeting(make: Builder, row: Row) -> tuple[Element, ...]:
    """The meeting of 15 March 2021: its day from roadmaps.json, everything else from seed.md."""
    body = Meeting(
        title=text("Informal video conference of foreign affairs and home affairs ministers"),
        formations=(text("foreign affairs"), text("home affairs")),
        chairs=(text("High Representative"), text("Portuguese Minister for Home Affairs")),
        level=MeetingLevel.JOINT,
        form=MeetingForm.VIDEO,
        first_day=day(row["on"]),
        frame=text("new pact on migration and asylum"),
        informal=True,
    )
    page = Source(
        publisher="Council of the EU",
        title="Informal video conference of foreign affairs and home affairs ministers, 15 March 2021, main results",
        address=row["source"],
        day=day(row["on"]),
        row="seed.md page",
    )
    told = (Source(row="seed.md S1"), Source(row="seed.md S2"))
    key = row["key"]
    found = [make.element(key, body, under=series_key(JOINT_SERIES), sources=(page, *told, source(row)))]
    for nth, (seed, kind, words) in enumerate(JOINT_MEETING, start=1):
        item = Item(item=kind, title=text(words), rank=nth)
        found.append(make.element(f"{key}-{nth}", item, under=key, sources=(Source(row=f"seed.md {seed}"),)))
    return tuple(found)


def dialogue(make: Builder, row: Row, partners: tuple[Partner, ...]) -> Element:
    """The dialogue with North Africa: a series with several partners; the file has no meeting and no reply of it."""
    told = next(one for one in row["actions"] if one["key"] == "jm-a1")
    title = told["title"].removeprefix("Set up the ")
    body = Series(title=text(title[0].upper() + title[1:]), partners=partners)
    sources = (source(told), Source(row="seed.md S16"), Source(row=f"roadmaps.json {row['slug']}"))
    return make.element("dialogue", body, under=None, sources=sources)


def held(row: Row) -> date:
    """The day of a meeting."""
    return day(row["on"])
