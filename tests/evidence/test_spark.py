"""Spark and DuckDB answer alike: every question, row by row and digit by digit, on a cluster of several processes."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.evidence.organisations import country, organisation, organisations, sum_of
from tests.evidence.specimens import eurostat, unhcr
from tests.evidence.test_funding import CONTRACT, DECISION, DELEGATED, OWN, iati
from tests.evidence.test_store import take
from waypost.core.aid.funding import fund
from waypost.core.statistics.key import key_of
from waypost.evidence.budgets import Budgets, bodies, lines, stated
from waypost.evidence.detections import flows_in
from waypost.evidence.engine import Duck
from waypost.evidence.funding import BY, Money, moved, titles, transactions
from waypost.evidence.store import files_of, vintages
from waypost.evidence.tables import Cell
from waypost.usecases.evidence_series import about_of, answer

pytestmark = pytest.mark.deep

UP_WITHIN = 180
WORKERS = 2


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(home: Path, logs: Path, kind: str, *arguments: str) -> Iterator[Path]:
    """A process of the cluster; yields what it says."""
    log = logs / f"{kind.rpartition('.')[2]}-{free_port()}.log"
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    with log.open("wb") as out:
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", *arguments]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield log
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A master and two workers on this machine, each a process of its own; its address."""
    found = find_spec("pyspark")
    if found is None or found.origin is None:
        pytest.skip("needs pyspark, which `make deep` installs")
    if shutil.which("java") is None:
        pytest.skip("needs Java, of the Debian package default-jre-headless")
    home, logs, port = Path(found.origin).parent, tmp_path_factory.mktemp("spark"), free_port()
    address = f"spark://127.0.0.1:{port}"
    master = ("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(free_port()))
    with running(home, logs, *master) as log:
        workers = [
            running(
                home, logs, "worker.Worker", "--host", "127.0.0.1", "-c", "1", "-m", "1500M",
                "-d", str(logs / f"work-{number}"), "--webui-port", str(free_port()), address,
            )
            for number in range(WORKERS)
        ]  # fmt: skip
        with workers[0], workers[1]:
            deadline = time.monotonic() + UP_WITHIN
            while log.read_text(errors="replace").count("Registering worker") < WORKERS:
                assert time.monotonic() < deadline, log.read_text(errors="replace")
                time.sleep(0.2)
            yield address


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two issues of applicants, refugees by origin and asylum, aid data of three publishers, and budgets of bodies in
    two issues."""
    folder = tmp_path_factory.mktemp("store")
    chance, evidence = random.Random(3), folder / "evidence"
    for year in (2022, 2024):
        rows = [
            (citizen, geo, str(period), chance.choice([":", f"{chance.randrange(10**6)}", "17 p", "5 bep", "0.125"]))
            for citizen in ("MA", "TN", "XK", "TOTAL", "EXT_EU27_2020")
            for geo in ("EU27_2020", "EU28", "EL", "UK", "DE")
            for period in range(2008, year)
        ]
        take(evidence, eurostat(folder / f"{year}.csv", rows), issued=date(year, 5, 1))
    cells = [
        (str(2010 + n % 12), origin, asylum, str(chance.randrange(10**7)))
        for n in range(400)
        for origin, asylum in [(chance.choice(["MAR", "TUN", "SYR", "SRB"]), chance.choice(["FRA", "GRC", "TUR"]))]
    ]
    take(evidence, unhcr(folder / "refugees.csv", cells))
    take(evidence, iati(folder / "ec.xml", (DECISION, CONTRACT)), iati(folder / "fr.xml", (DELEGATED,)))
    take(evidence, iati(folder / "it.xml", (OWN,)))
    parts = [("Roads", "7.25"), ("Ports", "8")]
    sums = [sum_of("total", f"{2000 + at}.5", year=2010 + at % 8 if at else None, lines=parts) for at in range(30)]
    sums += [sum_of("recipient-country", str(at), whom=country(code)) for at, code in enumerate(("TN", "MA", "TN"))]
    for day, given in ((date(2024, 5, 1), sums), (date(2025, 5, 1), sums[5:])):
        bodies_of = (organisation("XM-DAC-6-4", "AICS", *given, kind="10"), organisation(f"XM-{day.year}", "Two"))
        take(evidence, organisations(folder / f"org-{day.year}.xml", *bodies_of), issued=day)
    return evidence


class Both:
    """Asks two engines, and gives the answer only when it is the same."""

    def __init__(self, one: Duck, other: object) -> None:
        self.one, self.other, self.asked = one, other, 0

    def rows(self, sql: str, values: Iterable[Cell] = ()) -> list[tuple[Cell, ...]]:
        """The rows of both."""
        given = list(values)
        ours, theirs = self.one.rows(sql, given), self.other.rows(sql, given)  # type: ignore[attr-defined]
        assert _plain(theirs) == _plain(ours), sql
        self.asked += 1
        return ours


def _plain(rows: list[tuple[Cell, ...]]) -> list[tuple[tuple[str, str], ...]]:
    """Rows with the type of each value, since 1 and 1.0 and True are equal otherwise."""
    return [tuple((type(cell).__name__, str(cell)) for cell in row) for row in rows]


def test_every_question_has_the_same_answer(cluster: str, store: Path, detections_store: Path) -> None:
    """Series, breakdowns, revisions, detections by route, who funds what by everything it may be grouped by, budgets of
    bodies: the same rows in the same order, the same digits."""
    from waypost.evidence.spark import Spark

    cards = vintages(store)
    files = files_of(store, cards)
    with Duck(files) as duck, Spark(files, cluster) as spark:
        both = Both(duck, spark)
        for name, by in (
            ("asylum_applicants: partner=MA", ""),
            ("asylum_applicants: reporter=DE", "partner"),
            ("migr_asyappctza: partner=TOTAL", "reporter"),
            ("refugees: partner=SY", ""),
            ("refugees", "partner"),
        ):
            key = key_of(name)
            assert key is not None
            found = answer(both, key, about_of(key, store, None), until=None, by=by)  # type: ignore[arg-type]
            assert found.points
        for by in BY:
            money = Money(partners=("TN", "MA"), by=(by,), until=date(2030, 1, 1), everything=by != "donor")
            assert fund(moved(both, money)).groups  # type: ignore[arg-type]
        assert transactions(both, "IT-1", until=date(2030, 1, 1))  # type: ignore[arg-type]
        assert titles(both, ["IT-1", "EC-1"])  # type: ignore[arg-type]
        for budgets in (
            Budgets(until=date(2030, 1, 1), donor="ms:IT", year=2012),
            Budgets(until=date(2024, 12, 31), partner="TN"),
        ):
            assert stated(both, budgets)  # type: ignore[arg-type]
            assert bodies(both, budgets)  # type: ignore[arg-type]
        assert lines(both, budgets)  # type: ignore[arg-type]
        assert both.asked > 24
    (card,) = vintages(detections_store)
    files = files_of(detections_store, (card,))
    with Duck(files) as duck, Spark(files, cluster) as spark:
        found_flows = flows_in(Both(duck, spark), card)  # type: ignore[arg-type]
        assert found_flows is not None
        assert found_flows.total == 3_965_684


def test_a_command_asks_the_cluster_that_is_set(
    cluster: str, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `WAYPOST_ENGINE` set to a cluster, commands ask it, and print what they print without."""
    from waypost.cli.main import main

    asked = ["evidence", "ask", "series", "asylum_applicants: partner=MA", "-w", str(store.parent), "--json"]
    assert main(asked) == 0
    plain = capsys.readouterr().out
    monkeypatch.setenv("WAYPOST_ENGINE", cluster)
    assert main(asked) == 0
    assert capsys.readouterr().out == plain
