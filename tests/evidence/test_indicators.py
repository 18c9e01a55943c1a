"""Indicators and the situation of a roadmap out of the store: every value with its issue, nothing from nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.evidence.specimens import eurostat
from tests.evidence.test_store import take
from waypost.codec.states import encode_state
from waypost.core.analysis.progress import Gauge
from waypost.core.brief.sections.objectives import observed_notes
from waypost.core.roadmap.bodies import Indicator
from waypost.core.roadmap.elements import State
from waypost.core.roadmap.view import see
from waypost.core.values import EU, Missing, Quantity, Slug
from waypost.reference.flows import flows
from waypost.usecases.analysing import analyse
from waypost.usecases.briefs import Wanted, brief_of
from waypost.usecases.evidence_indicators import observed_of
from waypost.usecases.evidence_situation import detections_in, figures_in, situation_in
from waypost.usecases.opening import Asking
from waypost.usecases.samples import write_samples
from waypost.words.wording import wording
from waypost.workspace.folder import Folder, name_of

ON = date(2026, 10, 1)
SERIES = "asylum_applicants: partner=QM, reporter=EU27_2020"
ROWS = (("QM", "EU27_2020", "2023", "500"), ("QM", "EU27_2020", "2024", "450 b"), ("QM", "EU27_2020", "2025", "400 p"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample workspace, one of its indicators named for a series, and a store with two issues of that series."""
    write_samples(tmp_path)
    state = Folder(tmp_path).states(Slug("marenia"))[-1]
    named = _naming(state)
    path = tmp_path / "roadmaps" / "marenia" / name_of(named.at)
    path.write_bytes(encode_state(named))
    store = tmp_path / "evidence"
    take(store, eurostat(tmp_path / "one.csv", ROWS[:2]), issued=date(2025, 5, 1))
    take(
        store, eurostat(tmp_path / "two.csv", (("QM", "EU27_2020", "2024", "460 b"), ROWS[2])), issued=date(2026, 5, 1)
    )
    return tmp_path


def _naming(state: State) -> State:
    """The state with the first of its indicators named for the series, between 600 and 300 applicants."""
    first = next(one for one in state.elements if isinstance(one.body, Indicator))
    assert isinstance(first.body, Indicator)
    body = replace(
        first.body,
        series=SERIES,
        unit="persons",
        baseline=Quantity(amount=Decimal(600), unit="persons"),
        baseline_day=date(2022, 12, 31),
        target=Quantity(amount=Decimal(300), unit="persons"),
        earlier_targets=(),
    )
    kept = tuple(one for one in state.elements if one.parent != first.id and one.id != first.id)
    return replace(state, elements=(*kept, replace(first, body=body)))


def gauge(folder: Path, *, on: date = ON, vintage: date = ON) -> Gauge:
    """The indicator that names a series."""
    state = Folder(folder).states(Slug("marenia"))[-1]
    view = see(state, EU)
    now = analyse(view, on=on, series=observed_of(view, folder / "evidence", vintage=vintage))
    (found,) = (one for one in now.progress.gauges if one.observed or one.series)
    return found


def test_an_indicator_gets_its_value_from_its_series(folder: Path) -> None:
    """The latest whole period published by the day asked is the value, with issue, publisher and whether preliminary;
    distance and the earlier points follow from it."""
    found = gauge(folder)
    assert found.value == Quantity(amount=Decimal(400), unit="persons")
    assert found.preliminary is True
    assert found.distance != Missing.UNKNOWN
    assert [one.value for one in found.history] == [
        Quantity(amount=Decimal(n), unit="persons") for n in (500, 460, 400)
    ]
    assert found.observed is not None
    assert found.observed.issued == date(2026, 5, 1)
    assert "preliminary" in wording("en").plain(found.observed.said)


def test_an_indicator_knows_what_was_published_by_a_day(folder: Path) -> None:
    """With an earlier day of publication the earlier issue counts, break and all; before any the series has none, and
    says so."""
    found = gauge(folder, vintage=date(2025, 12, 31))
    assert found.value == Quantity(amount=Decimal(450), unit="persons")
    assert found.observed is not None
    assert found.observed.broken
    assert "counted otherwise" in wording("en").plain(found.observed.said)
    none = gauge(folder, vintage=date(2024, 12, 31))
    assert none.observed is None
    assert none.value is Missing.NOT_REPORTED
    assert none.series == SERIES


def test_no_figure_of_a_period_that_lies_ahead(folder: Path) -> None:
    """On an earlier day of plan time a period that is not over gives no value."""
    assert gauge(folder, on=date(2025, 6, 30)).value == Quantity(amount=Decimal(460), unit="persons")


def test_every_brief_says_where_the_value_is_from(folder: Path) -> None:
    """The objectives section of a brief names the publisher and the issue of each value that a series gives, in every
    language."""
    state = Folder(folder).states(Slug("marenia"))[-1]
    view = see(state, EU)
    now = analyse(view, on=ON, series=observed_of(view, folder / "evidence", vintage=ON))
    (note,) = observed_notes(now)
    for language in ("en", "fr", "de", "ar"):
        assert "Eurostat" in wording(language).plain(note)
    brief = brief_of("marenia", Asking(on=ON, folder=folder, vintage=ON), Wanted())
    assert "Eurostat" in repr(brief)


def test_the_store_gives_the_figures_of_a_partner(folder: Path) -> None:
    """The situation of a brief has the latest figure of each topic that the store knows of a partner; a partner of whom
    it knows nothing has no table."""
    (found,) = figures_in(folder / "evidence", ["QM", "MA"], vintage=ON)
    assert found.partner == "QM"
    assert [(one.topic, one.last.value) for one in found.topics] == [("asylum_applicants", 400)]


def test_without_a_store_the_shipped_table_gives_the_routes(tmp_path: Path) -> None:
    """Where the store has no issue of detections the shipped table stands, and the situation says which it is."""
    assert detections_in(tmp_path, vintage=ON) is None
    found = situation_in(tmp_path, ["MA"], [], vintage=ON)
    assert found is not None
    assert not found.from_store


def test_the_store_gives_the_same_routes_as_the_shipped_table(detections_store: Path) -> None:
    """Of the very workbook that the shipped table was made from, the store gives the same months, years and
    nationalities; and an issue that was not out yet gives nothing."""
    held, shipped = detections_in(detections_store, vintage=ON), flows()
    assert held is not None
    assert (held.months, held.total, held.provisional_from) == (shipped.months, shipped.total, shipped.provisional_from)
    for route in ("central_mediterranean", "western_african"):
        assert held.nationalities(route, 2021) == shipped.nationalities(route, 2021)
    assert detections_in(detections_store, vintage=date(2022, 2, 3)) is None
    found = situation_in(detections_store, ["MA"], [], vintage=ON)
    assert found is not None
    assert found.from_store
