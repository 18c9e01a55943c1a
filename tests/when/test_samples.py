"""The phrases of the real partnerships, and where they are read otherwise than the days printed beside them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from waypost.core.values import When
from waypost.core.when.reading import as_written, parse_when
from waypost.reference.presidencies import named_presidencies

# Key of the row | phrase | said on | first | last: as in roadmaps.json, where a phrase is given.
ROWS = """
tr-a1 | as of 20 March 2016 | 2016-03-18 | 2016-03-20 | -
tr-a1b | 4 April | 2016-03-18 | 2016-04-04 | 2016-04-04
tr-a4 | once irregular crossings are ending or substantially reduced | 2016-03-18 | - | -
tr-a5 | at the latest by the end of June 2016 | 2015-11-29 | - | 2016-06-30
tr-a5a | as a matter of urgency | 2016-05-04 | - | 2016-06-30
tr-a5b | by October 2016 | 2016-05-04 | - | 2016-10-31
tr-a5c | on June 1 | 2016-05-04 | 2016-06-01 | 2016-06-01
tr-a6a | by the end of the summer | 2016-06-15 | - | 2016-09-22
tr-a6b | up to the end of 2018 | 2016-03-18 | - | 2018-12-31
tr-a6c | by the end of 2019 | 2019-12-10 | - | 2019-12-31
tr-a6d | by end-2020 | 2019-12-10 | - | 2020-12-31
tr-a8 | during the Dutch presidency | 2016-03-18 | - | 2016-06-30
jo-a1 | December 31, 2026 | 2016-07-19 | 2016-07-19 | 2026-12-31
jo-a3 | over three years | 2016-02-04 | 2016-02-04 | 2019-02-04
jo-a4 | until 31 December 2018 | 2017-07-10 | - | 2018-12-31
jo-a10 | over the period 2016-17 | 2016-12-19 | 2016-01-01 | 2017-12-31
jo-a11 | from 2025 to 2027 | 2025-01-29 | 2025-01-29 | 2027-12-31
jo-a10b | during the course of 2018 | 2017-10-17 | 2018-01-01 | 2018-12-31
jo-a12 | up to two and a half years | 2025-09-17 | 2025-08-25 | 2028-02-25
lb-a3 | 2016-2017 | 2016-11-11 | 2016-01-01 | 2017-12-31
lb-a4 | 2017-2021 | 2017-08-31 | 2017-01-01 | 2021-12-31
tn-a0 | before the end of June | 2023-07-16 | - | 2023-06-30
tn-a2 | as soon as the necessary conditions are met | 2023-07-16 | - | -
tn-a5 | swiftly | 2023-09-22 | - | -
tn-a9 | Before the end of the year | 2023-07-16 | - | 2023-12-31
mr-a10 | by the end of the year | 2024-02-08 | - | 2024-12-31
mr-a11 | this spring | 2024-02-08 | - | 2024-06-20
mr-a12 | later this month | 2026-01-14 | - | -
eg-a1 | every two years | 2024-03-17 | - | 2026-03-17
eg-a2 | in 2024 | 2024-03-17 | 2024-01-01 | 2024-12-31
eg-a3 | 2025-2027 | 2024-03-17 | 2025-01-01 | 2027-12-31
eg-a6 | in 2023 | 2022-10-30 | 2023-01-01 | 2023-12-31
eg-a7 | by 2024 | 2024-03-17 | - | 2024-12-31
eg-a8 | 2025-2026 | 2025-10-22 | 2025-01-01 | 2026-12-31
ne-a3 | since August 2016 | 2016-10-18 | 2016-08-01 | -
ne-a6 | in early 2017 | 2016-12-14 | 2017-01-01 | 2017-04-30
ne-a8 | launched in 2017 | 2017-03-02 | 2017-01-01 | -
wb-a2 | without delay | 2022-12-05 | - | -
wb-a3 | without delay | 2022-12-05 | - | -
wb-a4 | without delay | 2022-12-05 | - | -
wb-a5 | without delay | 2022-12-05 | - | -
wb-a10 | November 20, 2022 | 2022-11-03 | 2022-11-20 | 2022-11-20
wb-a11 | from January 1, 2023 | 2022-12-05 | 2023-01-01 | -
wb-a12 | from January 1, 2023 | 2022-12-05 | 2023-01-01 | -
wb-a13 | April 14 | 2023-10-18 | 2023-04-14 | 2023-04-14
wb-a14 | from April 2025 | 2025-06-11 | 2025-03-01 | -
wb-a15 | by the end of the year | 2022-11-03 | - | 2022-12-31
wr-a1 | within 24 hours | 2015-10-25 | - | 2015-10-26
wr-a1b | as of tomorrow morning | 2015-10-29 | 2015-10-30 | -
wr-a5 | before the end of the year | 2015-10-25 | - | 2015-12-31
wr-a5b | before the end of the year | 2015-10-25 | - | 2015-12-31
wr-a6 | by the end of the year | 2015-10-25 | - | 2015-12-31
wr-a13 | innerhalb einer Woche | 2015-10-25 | - | 2015-11-01
wr-a13b | 28 December 2015 | 2016-01-22 | 2015-12-28 | 2015-12-28
jm-a2 | 11 May | 2021-03-15 | 2021-05-11 | 2021-05-11
tp-a1 | by the end of 2022 | 2022-04-28 | - | 2022-12-31
tp-a3 | by June | 2024-03-05 | - | 2024-06-30
tp-a4 | hasta junio de 2027 | 2024-07-08 | 2024-07-01 | 2027-06-30
tp-a5 | 2024 to 2027 | 2024-12-17 | 2024-07-01 | 2027-06-30
tp-a6 | annual | 2022-04-28 | - | -
tp-a7 | 2019 to 2023 | 2022-04-28 | 2019-01-01 | 2023-12-31
tp-a8 | 2024 to 2026 | 2024-07-08 | 2024-01-01 | 2026-12-31
"""

OTHERWISE: dict[str, tuple[str | None, str | None, str]] = {
    "tr-a5a": (None, None, "the phrase names no day; printed is a reading made when the file was written"),
    "tr-a6a": (None, "2016-08-31", "summer is June to August (contract 5); printed is the astronomical end"),
    "tr-a8": ("2016-01-01", "2016-06-30", "a presidency has a first day too; printed is its last alone"),
    "jo-a1": (
        "2026-12-31",
        "2026-12-31",
        "printed with the day on which the measure began, which the phrase leaves out",
    ),
    "jo-a3": ("2016-02-04", "2019-02-03", "three years end the day before their third anniversary (contract 5)"),
    "jo-a11": ("2025-01-01", "2027-12-31", "years are whole years; printed from the day of the row"),
    "jo-a12": (None, None, "an upper limit of a length of time without the day it starts on"),
    "tn-a0": (None, "2024-06-30", "said before the day of the row, in June 2023; from July on June is the next one"),
    "mr-a11": ("2024-03-01", "2024-05-31", "spring is March to May (contract 5); printed is the astronomical end"),
    "mr-a12": (
        "2026-01-14",
        "2026-01-31",
        "from the day it was said to the end of the month (contract 5); printed open",
    ),
    "eg-a1": (None, None, "a rhythm is no day; printed is the first time it falls due"),
    "ne-a6": (None, None, "early is no month; printed is a reading of ours"),
    "wb-a13": ("2024-04-14", "2024-04-14", "the row reports what was done: read so, it is 14 April 2023 as printed"),
    "wb-a14": ("2025-04-01", None, "April begins on 1 April; printed is March, which another page of the outlet gives"),
    "wr-a1": ("2015-10-25", "2015-10-26", "a term begins on the day it is said; printed is its last alone"),
    "wr-a13": (None, None, "German is not offered yet"),
    "tp-a4": (None, None, "Spanish is not offered yet"),
    "tp-a5": (
        "2024-01-01",
        "2027-12-31",
        "years are whole years; printed are days within them that the phrase does not give",
    ),
}
"""By row: first and last day as `parse_when` reads the phrase, and why they differ from those printed."""


def _day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


def _rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in ROWS.strip().splitlines()]


def _read(phrase: str, said_on: str) -> When:
    said = date.fromisoformat(said_on)
    result = parse_when(phrase, said_on=said, language="en", presidencies=named_presidencies())
    return as_written(phrase, result)


@pytest.mark.parametrize(("key", "phrase", "said_on", "first", "last"), _rows(), ids=lambda cell: str(cell))
def test_phrase_of_a_partnership_is_read_as_printed_or_listed(
    key: str, phrase: str, said_on: str, first: str, last: str
) -> None:
    """The days read are those printed beside the phrase, or the row is listed with the days read and the reason."""
    read = _read(phrase, said_on)
    found = tuple(day.isoformat() if day else None for day in (read.first, read.last))
    printed = tuple(day.isoformat() if day else None for day in (_day(first), _day(last)))
    if key in OTHERWISE:
        expected = OTHERWISE[key][:2]
        assert expected != printed, "no longer read otherwise: take the row off the list"
        assert found == expected
    else:
        assert found == printed


def test_row_that_reports_what_was_done_is_read_backwards() -> None:
    """The row that tells of a day gone by is read as printed where the reader is told that it does."""
    read = parse_when("April 14", said_on=date(2023, 10, 18), language="en", done=True)
    assert isinstance(read, When)
    assert read.first == date(2023, 4, 14)


def test_every_listed_row_is_there_and_has_its_reason() -> None:
    """The list of rows read otherwise names rows that exist, each with a reason."""
    assert set(OTHERWISE) <= {row[0] for row in _rows()}
    assert all(reason for _, _, reason in OTHERWISE.values())


def test_rows_are_those_of_the_file(shared_folder: Path) -> None:
    """The rows kept here are all rows of roadmaps.json that have a phrase, with the days printed there."""
    partnerships = json.loads((shared_folder / "roadmaps.json").read_text(encoding="utf-8"))["partnerships"]
    found = [
        [action["key"], due["phrase"], action["since"], due["first"] or "-", due["last"] or "-"]
        for partnership in partnerships
        for action in partnership["actions"]
        if (due := action.get("due")) and due.get("phrase")
    ]
    assert found == _rows()
