"""The store: a vintage is there whole or not at all, is never changed, and every change to its bytes is found."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.specimens import eurostat, unhcr
from waypost.cli.main import main
from waypost.core.errors import NotThere, Refused
from waypost.core.statistics.periods import period_of
from waypost.evidence.store import engine_of, faults, leftovers, vintages
from waypost.usecases.evidence_adding import Described, Taken, add

ON = date(2026, 10, 1)
ROWS = (("MA", "EU27_2020", "2021", "1200 p"), ("MA", "EL", "2021", "30"), ("TN", "EL", "2021", ": c"))


def take(store: Path, *paths: Path, **described: Any) -> tuple[Taken, ...]:
    """Files taken into a store."""
    return add(paths, store, Described(**described), on=ON, told=lambda *_: None)


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the evidence of a workspace lies; not made yet."""
    return tmp_path / "evidence"


def test_a_vintage_says_where_it_comes_from(tmp_path: Path, store: Path) -> None:
    """A vintage has publisher, title, licence, citation, days, hash and rows, as far as they are known."""
    (taken,) = take(store, eurostat(tmp_path / "a.csv", ROWS, changed="27/03/25 23:00:00"))
    card = taken.vintage
    assert vintages(store) == (card,)
    assert (card.dataset, card.publisher, card.kind) == ("migr_asyappctza", "Eurostat", "sdmx-csv-1.0")
    assert (card.issued, card.dated, card.retrieved) == (date(2025, 3, 27), "file", ON)
    assert card.title
    assert card.licence
    assert len(card.sha256) == 64
    assert card.rows("observations") == 3


@pytest.mark.parametrize(("told", "expected"), [(date(2025, 4, 1), "told"), (None, "retrieved")])
def test_the_day_of_publication_is_never_made_up(tmp_path: Path, store: Path, told: date | None, expected: str) -> None:
    """Where the file does not say when it was published, the day told counts, else the day it was taken in; the card
    says which."""
    (taken,) = take(store, eurostat(tmp_path / "a.csv", ROWS), issued=told)
    assert (taken.vintage.issued, taken.vintage.dated) == (told or ON, expected)


def test_the_same_file_twice_changes_nothing(tmp_path: Path, store: Path) -> None:
    """A file that is in the store already, under whatever name, leaves every byte of the store as it is."""
    path = eurostat(tmp_path / "a.csv", ROWS)
    take(store, path)
    before = content(store)
    again = path.with_name("b.csv")
    again.write_bytes(path.read_bytes())
    (taken,) = take(store, again)
    assert not taken.is_new
    assert content(store) == before
    (one,) = take(tmp_path / "other", path, again)
    assert one.is_new


def test_the_same_file_makes_the_same_bytes(tmp_path: Path) -> None:
    """Two stores that took in the same file on the same day hold the same bytes."""
    path = eurostat(tmp_path / "a.csv", ROWS * 50)
    for name in ("one", "two"):
        take(tmp_path / name, path)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_one_refused_file_refuses_all(tmp_path: Path, store: Path) -> None:
    """Of several files all are taken or none; a name that is not there is told before anything is read."""
    good = eurostat(tmp_path / "a.csv", ROWS)
    (tmp_path / "bad.csv").write_text("nothing,known\n1,2\n", encoding="utf-8")
    with pytest.raises(Refused):
        take(store, good, tmp_path / "bad.csv")
    with pytest.raises(NotThere):
        take(store, good, tmp_path / "none.csv")
    assert not store.exists() or not content(store)


def test_a_list_of_codes_is_no_evidence(tmp_path: Path, store: Path) -> None:
    """A file without figures is refused, and says why."""
    (tmp_path / "geo.dic").write_text("BE\tBelgien\nDE\tDeutschland\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        take(store, tmp_path / "geo.dic")
    assert [one.code for one in refused.value.problems] == ["evidence.no_figures"]


def test_countries_are_ours_and_groups_are_none(tmp_path: Path, store: Path) -> None:
    """EL is Greece; EU27_2020 and TOTAL are told apart from countries, so that nobody adds them up."""
    rows = (("TOTAL", "EL", "2021", "9"), ("XK", "UK", "2021", "3"), ("EXT_EU27_2020", "EU27_2020", "2021", "8"))
    take(store, eurostat(tmp_path / "a.csv", rows))
    with engine_of(store) as engine:
        found = engine.rows("select partner, partner_meant, reporter, reporter_meant from observations order by value")
    assert found == [
        ("XK", "country", "GB", "country"),
        ("EXT_EU27_2020", "group", "EU27_2020", "group"),
        ("TOTAL", "total", "GR", "country"),
    ]


def test_a_flag_is_kept_and_an_absent_figure_is_not_zero(tmp_path: Path, store: Path) -> None:
    """A preliminary figure is marked so, a figure that is not there has no value but its reason and its flag."""
    take(store, eurostat(tmp_path / "a.csv", (*ROWS, ("DZ", "EL", "2021", "7 bep"))))
    with engine_of(store) as engine:
        found = engine.rows(
            "select partner, reporter, value, absent, flags, preliminary, broken from observations order by 1, 2"
        )
    assert [(row[0], row[1], row[2] is None, *row[3:]) for row in found] == [
        ("DZ", "GR", False, "", "bep", True, True),
        ("MA", "EU27_2020", False, "", "p", True, False),
        ("MA", "GR", False, "", "", False, False),
        ("TN", "GR", True, "not_reported", "c", False, False),
    ]


def test_what_is_left_out_is_named_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row whose country or period nobody knows is left out and named, and the command ends with 1."""
    path = eurostat(tmp_path / "a.csv", (*ROWS, ("Atlantis", "EL", "2021", "7"), ("MA", "EL", "soon", "7")))
    assert main(["evidence", "add", str(path), "-w", str(tmp_path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["code"], one["value"], one["row"]) for one in told["problems"]] == [
        ("evidence.no_country", "Atlantis", 5),
        ("evidence.no_period", "soon", 6),
    ]
    assert told["data"]["files"][0]["left_out"] == 2
    assert told["data"]["files"][0]["rows"] == {"observations": 3}


def test_a_changed_byte_is_found(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`fsck` names a table that changed, one that is gone, a file of nobody and a folder without a card."""
    take(store, eurostat(tmp_path / "a.csv", ROWS), unhcr(tmp_path / "b.csv", (("2021", "MAR", "FRA", "5"),)))
    assert main(["evidence", "fsck", "-w", str(tmp_path)]) == 0
    one, two = sorted(path for path in store.iterdir())
    table = one / "observations.parquet"
    raw = bytearray(table.read_bytes())
    raw[len(raw) // 2] ^= 1
    table.write_bytes(bytes(raw))
    (two / "observations.parquet").unlink()
    (two / "notes.txt").write_text("mine", encoding="utf-8")
    (store / "odd").mkdir()
    assert [problem.code for problem in faults(store)] == [
        "evidence.table_changed",
        "evidence.no_vintage",
        "evidence.stranger",
        "evidence.table_gone",
    ]
    capsys.readouterr()
    assert main(["evidence", "fsck", "-w", str(tmp_path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["data"]["broken"] == 4


# ------------------------------------------------------------------------------------------------------- stopped

ADD = "import sys; from waypost.cli.main import main; sys.exit(main(sys.argv[1:]))"


def stopped(tmp_path: Path, path: Path, after: float, how: signal.Signals) -> int:
    """How `evidence add` ends when it is stopped so many seconds after it began to write."""
    command = [sys.executable, "-c", ADD, "evidence", "add", str(path), "-w", str(tmp_path), "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    store = tmp_path / "evidence"
    while process.poll() is None and time.monotonic() < deadline and not leftovers(store):
        time.sleep(0.005)
    time.sleep(after)
    process.send_signal(how)
    return process.wait(30)


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table that takes about a second to be read and written."""
    rows = [("MA", "EL", str(1900 + year), str(number)) for year in range(100) for number in range(150)]
    return eurostat(tmp_path_factory.mktemp("long") / "long.csv", rows)


def test_a_killed_import_leaves_nothing(tmp_path: Path, long_file: Path) -> None:
    """Killed at whatever moment, an import leaves the store as it was or the vintage whole; the next one finishes and
    leaves nothing hidden behind."""
    store = tmp_path / "evidence"
    take(store, eurostat(tmp_path / "a.csv", ROWS))
    known = vintages(store)
    chance = random.Random(5)
    for _ in range(3):
        ended = stopped(tmp_path, long_file, chance.uniform(0, 0.5), signal.SIGKILL)
        assert not list(faults(store))
        if ended == 0 or len(vintages(store)) == 2:
            # It was published before it was killed, and is whole.
            break
        assert vintages(store) == known
    assert main(["evidence", "add", str(long_file), "-w", str(tmp_path), "--quiet"]) == 0
    assert len(vintages(store)) == 2
    assert leftovers(store) == ()
    assert not list(faults(store))


def test_a_stop_by_the_user_leaves_nothing_hidden(tmp_path: Path, long_file: Path) -> None:
    """Ctrl-C ends an import with 130, and nothing of it is left."""
    assert stopped(tmp_path, long_file, 0.05, signal.SIGINT) == 130
    store = tmp_path / "evidence"
    assert vintages(store) == ()
    assert leftovers(store) == ()


# ------------------------------------------------------------------------------------------------------- periods


@pytest.mark.parametrize(
    ("words", "name", "first", "last"),
    [
        ("2021", "2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02", "2021-02-01", "2021-02-28"),
        ("2020M02", "2020-02", "2020-02-01", "2020-02-29"),
        ("Jan-2014", "2014-01", "2014-01-01", "2014-01-31"),
        ("2022-Q3", "2022-Q3", "2022-07-01", "2022-09-30"),
        ("2022S2", "2022-S2", "2022-07-01", "2022-12-31"),
        ("29-Oct-19", "2019-10-29", "2019-10-29", "2019-10-29"),
        ("Thu, 01/02/2026 - 12:00", "2026-01-02", "2026-01-02", "2026-01-02"),
    ],
)
def test_periods_as_publishers_write_them(words: str, name: str, first: str, last: str) -> None:
    """A period has a name that sorts, its first day and its last."""
    found = period_of(words)
    assert found is not None
    assert (found.name, found.first.isoformat(), found.last.isoformat()) == (name, first, last)


@pytest.mark.parametrize("words", ["", "soon", "2021-13", "31-Feb-20", "20211", "2021-00", "Q1"])
def test_what_is_no_period_is_none(words: str) -> None:
    """Words that name no span of days are never read as one."""
    assert period_of(words) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_is_in_its_month_and_year(day: date) -> None:
    """The month and year of a day hold it."""
    for words in (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"):
        found = period_of(words)
        assert found is not None
        assert found.first <= day <= found.last


def test_real_workbook_of_detections_adds_up(detections_store: Path) -> None:
    """The real workbook of detections: as many as its description says, in all and in 2015 and 2021."""
    with engine_of(detections_store) as engine:
        sums = engine.rows("select substr(period, 1, 4), sum(value) from observations group by 1 order by 1")
        late = engine.rows("select distinct period from observations where preliminary order by 1")
    by_year = {str(year): int(str(value).partition(".")[0]) for year, value in sums}
    assert (sum(by_year.values()), by_year["2015"], by_year["2021"]) == (3_965_684, 1_822_102, 199_917)
    assert late == [("2021-11",), ("2021-12",)]
