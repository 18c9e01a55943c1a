"""Detections by route: the shipped tables are what the publisher's workbook says."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import make_flows
from waypost.core.errors import Problem
from waypost.core.say import say
from waypost.core.statistics.observation import Observation
from waypost.core.values import Missing
from waypost.reference.flows import ALL_ROUTES, NO_COUNTRY, flows
from waypost.reference.land import land
from waypost.reference.routes import MAP_WINDOW, main_routes
from waypost.reference.situation import situation_for
from waypost.reference.table import read_data

ROUTES = st.sampled_from(flows().routes)
YEARS = st.sampled_from(flows().years)


@pytest.fixture(scope="session")
def workbook(shared_folder: Path) -> Path:
    """The publisher's workbook."""
    return shared_folder / "data/frontex" / flows().file


def test_the_tables_are_made_from_the_workbook_to_the_byte(workbook: Path) -> None:
    """The script makes the shipped bytes of the workbook whose hash is recorded."""
    assert hashlib.sha256(workbook.read_bytes()).hexdigest() == flows().sha256
    for name, made in make_flows.make(workbook).items():
        assert made == read_data(name)


def figure(value: Decimal | Missing, **known: str) -> Observation:
    """One figure of a workbook."""
    where = (("Route", known.get("route", "Western Balkans")), ("Nationality", "Syria"))
    return Observation(row=2, where=where, period=known.get("period", "2021-01"), measure="detections", value=value)


def test_the_months_of_a_row_stand_together() -> None:
    """Figures of one row are one nationality on one route, by year and month."""
    figures = [figure(Decimal(3)), figure(Decimal(4), period="2021-02")]
    assert make_flows.read_table(figures) == [("western_balkan", "Syria", {(2021, 1): 3, (2021, 2): 4})]


@pytest.mark.parametrize(
    "one",
    [
        figure(Missing.NOT_REPORTED),
        figure(Decimal(-1)),
        figure(Decimal("2.5")),
        figure(Decimal(1), route="Nowhere"),
        Problem(code="statistics.no_figure", reason=say("statistics.no_figure", value="12 or so"), row=3),
    ],
)
def test_what_is_no_count_stops_the_run(one: Observation | Problem) -> None:
    """An empty cell is not zero: whoever makes the tables anew must look."""
    with pytest.raises(SystemExit):
        make_flows.read_table([one])


@pytest.mark.parametrize(
    ("route", "detections"),
    [
        ("central_mediterranean", 67_724),
        ("eastern_mediterranean", 20_567),
        ("western_mediterranean", 18_466),
        ("western_african", 22_351),
        ("western_balkan", 61_618),
    ],
)
def test_totals_of_2021_are_those_of_the_pictures(route: str, detections: int) -> None:
    """The five totals of 2021 are the ones that the design shows (look 9)."""
    assert flows().year_total(route, 2021) == detections


def test_check_values_of_the_issue() -> None:
    """August 2021 and the Tunisians of 2021 on the central route; all routes in 2015, 2020, 2021 and in all."""
    held = flows()
    august = next(one for one in held.monthly("central_mediterranean") if (one.year, one.month) == (2021, 8))
    assert august.detections == 10_123
    assert held.nationals("TN", 2021, "central_mediterranean") == 15_675
    sums = {
        year: sum(one.detections for r in held.routes for one in held.yearly(r) if one.year == year)
        for year in held.years
    }
    assert (sums[2015], sums[2020], sums[2021]) == (1_822_102, 125_110, 199_917)
    assert sum(sums.values()) == held.total == 3_965_684


@given(ROUTES, YEARS, st.integers(0, 30))
def test_months_years_and_nationalities_add_up(route: str, year: int, top: int) -> None:
    """A year is the sum of its twelve months, and of its nationalities with the others, however many are named."""
    held = flows()
    months = [one.detections for one in held.monthly(route) if one.year == year]
    assert len(months) == 12
    assert held.year_total(route, year) == sum(months)
    found = held.nationalities(route, year, top)
    assert sum(one.detections for one in found) == sum(months)
    assert len([one for one in found if one.country]) <= top
    shown = [one.detections for one in found if not one.others]
    assert shown == sorted(shown, reverse=True)


@given(ROUTES, YEARS)
def test_what_is_no_nationality_is_named_and_never_among_the_others(route: str, year: int) -> None:
    """Unknown, unspecified and stateless stand under their own words, without a country."""
    held = flows()
    counted = {name for name, code, counts in held.by_nationality.get(route, ()) if code is None and counts[year]}
    shown = {one.name for one in held.nationalities(route, year, 1) if one.country is None and not one.others}
    assert shown == counted <= set(NO_COUNTRY)


def test_only_the_last_two_months_are_preliminary() -> None:
    """November and December 2021 are preliminary on every route, and so is the year 2021."""
    held = flows()
    for route in held.routes:
        marked = {(one.year, one.month) for one in held.monthly(route) if one.provisional}
        assert marked == {(2021, 11), (2021, 12)}
        assert {one.year for one in held.yearly(route) if one.provisional} == {2021}


def test_a_year_that_is_not_held_is_missing_not_zero() -> None:
    """After the issue there is no figure, only what another paper says."""
    held = flows()
    assert held.year_total("central_mediterranean", 2022) is Missing.NOT_REPORTED
    assert held.nationals("TN", 2022) is Missing.NOT_REPORTED
    assert held.nationals("QM", 2021) == 0
    later = held.later_total("central_mediterranean", 2022)
    assert later is not None
    assert later.detections == 105_561
    revised = held.later_total(ALL_ROUTES, 2021)
    assert revised is not None
    assert revised.detections > 199_917
    assert held.later_total("black_sea", 2022) is None


def test_the_issue_says_what_it_is() -> None:
    """Publisher, day of issue, caveats in the publisher's words and the licence, as far as the file states it."""
    held = flows()
    assert (held.source.publisher, held.source.day) == ("Frontex", date(2022, 2, 4))
    assert any("rather than the number of persons" in caveat for caveat in held.caveats)
    assert held.licence == "not stated in the file"


def test_nothing_is_known_before_it_was_published() -> None:
    """On the eve of the issue there is no situation; a paper of 2024 counts only when 2024 is surely over."""
    assert situation_for(("TN",), (), vintage=date(2022, 2, 3)) is None
    early = situation_for(("TN",), (), vintage=date(2022, 2, 4))
    late = situation_for(("TN",), (), vintage=date(2024, 12, 31))
    assert early is not None
    assert late is not None
    assert early.later == ()
    assert [one.year for one in late.later] == [2022, 2023]


@pytest.mark.parametrize(
    ("partners", "stated", "main"),
    [
        (("TN",), (), "central_mediterranean"),
        (("TR",), (), "eastern_mediterranean"),
        (("TN",), ("western_african",), "western_african"),
        (("QM",), (), None),
        (("JO",), (), None),
        (("QM",), ("black_sea", "western_balkan"), "western_balkan"),
    ],
)
def test_the_main_route_is_stated_or_read_or_none(
    partners: tuple[str, ...], stated: tuple[str, ...], main: str | None
) -> None:
    """What the roadmap states holds; else nationality speaks, unless hardly anybody was detected."""
    found = situation_for(partners, stated, vintage=date(2026, 1, 1))
    assert found is not None
    assert found.main == main
    assert found.main_read is (not stated)


def test_figures_of_the_situation_are_those_of_the_tables() -> None:
    """Each of the five flows has the months, years and nationalities of its route, none of them persons."""
    found = situation_for(("TN",), (), vintage=date(2026, 1, 1))
    assert found is not None
    assert [flow.code for flow in found.flows] == [one.term.code for one in main_routes()]
    central = found.flows[0]
    assert central.total(2021) == 67_724
    assert (central.nationalities[0].country, central.nationalities[0].before) == ("TN", 12_985)
    assert all(one.name != "others" for one in central.nationalities)


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "on_land"),
    [
        ("Madrid", -3.7, 40.4, True),
        ("Tunis", 9.9, 36.6, True),
        ("Palermo", 13.9, 37.7, True),
        ("Mallorca", 3.0, 39.6, True),
        ("Tenerife", -16.5, 28.3, True),
        ("Crete", 24.9, 35.2, True),
        ("the desert", -8.67, 27.5, True),
        ("Ionian Sea", 18.0, 36.0, False),
        ("Black Sea", 34.0, 43.3, False),
        ("Atlantic", -14.0, 38.0, False),
        ("Red Sea", 37.0, 22.0, False),
    ],
)
def test_land_is_land_and_sea_is_sea(place: str, longitude: float, latitude: float, on_land: bool) -> None:
    """Known places lie on the side of the coast where they are."""
    assert land().has(longitude, latitude) is on_land


def test_land_covers_the_map_in_closed_rings() -> None:
    """Every ring is closed and lies in the window, which holds that of the map; the file stays small."""
    west, south, east, north = land().window
    assert west <= MAP_WINDOW[0] < MAP_WINDOW[2] <= east
    assert south <= MAP_WINDOW[1] < MAP_WINDOW[3] <= north
    for ring in land().rings:
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert all(west <= x <= east and south <= y <= north for x, y in ring)
    assert len(read_data("land.json")) < 60_000


def test_land_has_no_boundary_in_it() -> None:
    """No two rings share an edge inside the window: a shared edge would be somebody's border."""
    west, south, east, north = land().window
    seen: set[frozenset[tuple[float, float]]] = set()
    for ring in land().rings:
        for a, b in pairwise(ring):
            rim = any(a[i] == b[i] == edge for i, edge in ((0, west), (0, east), (1, south), (1, north)))
            if not rim and a != b:
                assert frozenset((a, b)) not in seen
                seen.add(frozenset((a, b)))
