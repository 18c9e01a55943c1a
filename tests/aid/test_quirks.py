"""What is odd in the files of aid data of each publisher, as the description of those files tells it."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from waypost.core.aid.activity import Activity
from waypost.core.aid.organisation import AidOrganisation, Purse
from waypost.readers.iati.file import AidFile

SIDA = ("dportal_37", "dportal_40", "dportal_47", "dportal_49")
NEAR = ("dportal_89", "dportal_91", "dportal_92", "dportal_93")


@cache
def read(path: Path) -> tuple[tuple[Activity, ...], Counter[str], int | None]:
    """The activities of a file, how often each thing was reported, and the breaks of the schema."""
    file = AidFile(path, path.name)
    found = tuple(file.activities())
    return found, Counter(one.code for one in file.problems), file.schema_errors


def page(shared: Path, name: str) -> Path:
    """A page of June 2021."""
    return shared / "data/iati/dportal-2021-06-08" / f"{name}.xml"


def test_spain_names_country_and_region_each_with_all_of_it(shared_folder: Path) -> None:
    """No activity has a currency of its own, each amount has one; shares over 100 in sum are reported, activity by
    activity, and taken as given."""
    found, reported, _ = read(page(shared_folder, "dportal_15"))
    assert {one.currency for one in found} == {None}
    assert {paid.amount.currency for one in found for paid in one.transactions} == {"EUR"}
    doubled = [
        one
        for one in found
        if sum((place.percentage or Decimal(0)) for place in (*one.countries, *one.regions)) > Decimal(100)
    ]
    assert len(doubled) == reported["aid.shares"] == 91


@pytest.mark.parametrize(("name", "day"), [("dportal_95", 1900), ("dportal_13", 2099)])
def test_day_that_stands_for_unknown_is_no_day(shared_folder: Path, name: str, day: int) -> None:
    """Denmark writes 1900-01-01 and Germany 2099-01-01 where a day is not known: it is told, once for each file, and
    never becomes a day."""
    found, reported, _ = read(page(shared_folder, name))
    assert reported["aid.day_for_unknown"] == 1
    assert f"{day}-01-01" in page(shared_folder, name).read_text(encoding="utf-8")
    days = [getattr(one.dates, item.name) for one in found for item in fields(one.dates)]
    assert len([one for one in days if one is not None]) > 100
    assert not [one for one in days if one is not None and one.year == day]


def test_commission_has_its_plans_in_planned_payments(shared_folder: Path) -> None:
    """All 784 budgets of the pages of NEAR are zero and stay so; what is planned stands in planned payments."""
    found = [one for name in NEAR for one in read(page(shared_folder, name))[0]]
    assert {budget.amount.value for one in found for budget in one.budgets} == {Decimal(0)}
    assert any(planned.amount.value for one in found for planned in one.planned)
    assert any(paid.amount.value < 0 for one in found for paid in one.transactions)


def test_sweden_gives_fifteen_digits(shared_folder: Path) -> None:
    """Amounts converted from kroner keep every digit; none is rounded when it is read."""
    values = [
        paid.amount.value for name in SIDA for one in read(page(shared_folder, name))[0] for paid in one.transactions
    ]
    assert max(len(value.as_tuple().digits) for value in values) >= 12


@pytest.mark.parametrize(("name", "breaks"), [("dportal_13", 20), ("dportal_117", 21), ("dportal_89", 0)])
def test_what_breaks_the_schema_is_told_and_the_rest_read(shared_folder: Path, name: str, breaks: int) -> None:
    """Attributes that the schema does not know, countries without a code: each is told, and all 100 activities read."""
    found, reported, errors = read(page(shared_folder, name))
    assert (len(found), errors, reported["aid.schema"]) == (100, breaks, breaks)


@pytest.mark.parametrize("country", ["ma", "ly", "tn", "xk", "ne", "dz"])
def test_usaid_has_country_and_sector_on_the_transaction(shared_folder: Path, country: str) -> None:
    """No activity names a country, every transaction does; the currency is that of the activity."""
    found, _, errors = read(shared_folder / f"data/iati/usaid/usaid-{country}.xml")
    assert errors == 0
    assert not [one for one in found if one.countries]
    paid = [one for activity in found for one in activity.transactions]
    assert {tuple(place.code for place in one.countries) for one in paid} == {(country.upper(),)}
    assert {one.amount.currency for one in paid} == {"USD"}
    assert min(len(one.sectors) for one in paid) == 2


def test_blanks_around_a_value_do_not_count(shared_folder: Path) -> None:
    """A Spanish organisation pads its values with blanks; each is read, and nothing is left out."""
    files = sorted((shared_folder / "data/iati/acfspain").glob("*.xml"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    assert any("> 578131<" in text for text in texts)
    paid = [one for path in files for activity in read(path)[0] for one in activity.transactions]
    assert paid
    assert None not in {one.amount.value for one in paid}


def test_old_versions_are_read_and_said_to_be_old(shared_folder: Path) -> None:
    """1.0x: letters for types are numbers, told once; no schema is held against it; without a day there is none."""
    found, reported, errors = read(shared_folder / "data/iati/legacy-1.0x/GH-DE-1.xml")
    assert (len(found), sum(len(one.transactions) for one in found), errors) == (77, 247, None)
    assert reported == {"aid.old_types": 1, "aid.no_schema": 1}
    assert {paid.type for one in found for paid in one.transactions} <= {"2", "3"}
    assert any(paid.day is None for one in found for paid in one.transactions)


def test_unhcr_has_fifteen_currencies(shared_folder: Path) -> None:
    """Amounts keep the currency they were given in; elements of the publisher's own are passed over."""
    found, reported, _ = read(shared_folder / "data/iati/unhcr/UNHCR-Activities-2023.xml")
    paid = [one for activity in found for one in activity.transactions]
    assert {one.type for one in paid} == {"11"}
    assert len({one.amount.currency for one in paid}) == 15
    assert sum(one.amount.currency != "USD" for one in paid) == 996
    assert not reported


def test_file_of_organisations_is_read(shared_folder: Path) -> None:
    """The organisation file of IOM holds one body with its yearly sums, and keeps the schema."""
    file = AidFile(shared_folder / "data/iati/iom/org-IOM.xml", "org-IOM.xml")
    (body,) = [one for one in file.everything() if isinstance(one, AidOrganisation)]
    assert Counter(one.purse for one in body.sums) == {Purse.TOTAL: 16, Purse.SPENT: 7}
    assert file.schema_errors == 0
