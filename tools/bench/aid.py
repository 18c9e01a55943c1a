"""Aid data: a large file into tables beside a reader on lxml's iterparse, its memory, and who funds what of a million
transactions."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from tools.bench.aid_files import made
from tools.bench.measure import Ran, Row, WrongAnswer, is_busy, ran, seconds
from tools.bench.memory import Memory
from waypost.core.aid.activity import Activity, Amount, Organisation, Place, Sector, Transaction
from waypost.core.aid.texts import Narrative
from waypost.core.statistics.vintage import Part, Vintage
from waypost.evidence.aid import activity_cells, identified
from waypost.evidence.staging import Staged, finish
from waypost.evidence.store import folder_of, name_of, write_card
from waypost.usecases.evidence_funding import Wanted, who_funds_what
from waypost.usecases.opening import Asking

MB = 1_000_000
LARGE = 300 * MB
SIZES = (30 * MB, LARGE, 1_000 * MB)
CORES = 2
ON = date(2024, 5, 1)
TARGET, RATIO, MEMORY, QUESTION = 120, 2, 300, 0.3
ACTIVITIES, EACH = 100_000, 10
CALLS = 5
PARTNERS = ("TN", "MA", "EG", "NG", "SN", "ML", "NE", "TR", "JO", "LB")
TITLES = ("Voluntary return and reintegration", "Rural roads", "Health of mothers", "Labour migration", "Water")
GIVERS = ("XI-IATI-EC_INTPA", "FR-3", "XM-DAC-6-4", "XM-DAC-5-2", "XM-DAC-7-PPR")


def aid() -> Iterator[Row]:
    """The rows of this group."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _files(folder)
    with tempfile.TemporaryDirectory() as name:
        yield from _funding(Path(name))


def _files(folder: Path) -> Iterator[Row]:
    command, path = "`waypost evidence add FILE`", folder / "made.xml"
    highest: list[float] = []
    for size in SIZES:
        made(path, size)
        run, rows, megabytes = _taken("quick", path)
        highest.append(megabytes)
        if size == LARGE:
            theirs, same, _ = _taken("lean", path)
            if rows != same:
                raise WrongAnswer(f"rows of tables: {rows} and {same}")
            yield from _speed(command, run, theirs)
    found = " and ".join(f"{one:.0f} MB" for one in highest)
    sizes = ", ".join(f"{size // MB} MB" for size in SIZES)
    is_flat = max(highest) <= MEMORY
    yield Row(f"highest memory of all processes together, {sizes}", command, found, f"{MEMORY} MB each", is_flat)


def _speed(command: str, run: Ran, theirs: Ran) -> Iterator[Row]:
    speed, ratio = LARGE / MB / run.seconds, theirs.seconds / run.seconds
    work = f"aid data of {LARGE // MB} MB into tables, guard and schema included"
    met = True if speed >= TARGET else None if is_busy() and LARGE / MB / run.processor * CORES >= TARGET else False
    yield Row(work, command, f"{speed:.0f} MB/s (processor {seconds(run.processor)})", f"{TARGET} MB/s", met)
    found = f"{ratio:.1f} times as quick ({LARGE / MB / theirs.seconds:.1f} MB/s)"
    met = True if ratio >= RATIO else None if is_busy() else False
    yield Row(
        "the same beside lxml's iterparse without guard and schema", "in one process", found, f"{RATIO} times", met
    )


def _taken(way: str, path: Path) -> tuple[Ran, dict[str, int], float]:
    """A run over a file, the rows of its tables, and its highest memory in MB."""
    with tempfile.TemporaryDirectory() as name, Memory() as memory:
        run = ran([sys.executable, "-m", "tools.bench.take_aid", way, path, Path(name) / "store"])
    return run, json.loads(run.output), memory.megabytes


def _funding(folder: Path) -> Iterator[Row]:
    vintage = name_of("iati", ON, "0" * 64)
    place = folder_of(folder) / vintage
    place.mkdir(parents=True)
    staged, counts = Staged(place, "made"), Counter[str]()
    for number in range(ACTIVITIES):
        made_up = _activity(number)
        for table, cells in activity_cells(made_up):
            staged.add(table, identified(made_up), cells)
        if number % 10_000 == 0:
            counts += staged.settle()
    counts += staged.settle()
    parts = finish(place, counts, vintage=vintage, issued=ON)
    write_card(place, _card(vintage, parts))
    asking, wanted = Asking(on=ON, folder=folder), Wanted(partner=PARTNERS[0], everything=True)
    took = [_timed(asking, wanted) for _ in range(CALLS)]
    work = f"who funds what, of {ACTIVITIES:,} activities and {counts['transactions']:,} transactions, warm"
    met = True if min(took) <= QUESTION else None if is_busy() else False
    yield Row(work, "`who_funds_what(…)`", seconds(min(took)), f"{QUESTION * 1000:.0f} ms", met)


def _timed(asking: Asking, wanted: Wanted) -> float:
    began = time.perf_counter()
    who_funds_what(asking, wanted)
    return time.perf_counter() - began


def _card(name: str, parts: tuple[Part, ...]) -> Vintage:
    return Vintage(
        id=name,
        kind="iati-activities",
        dataset="iati",
        publisher="made up",
        title="IATI",
        licence=None,
        citation="made up",
        file="made-up.xml",
        sha256="0" * 64,
        issued=ON,
        dated="told",
        retrieved=ON,
        caveats=(),
        left_out=0,
        parts=parts,
    )


def _activity(number: int) -> Activity:
    """An activity with ten transactions, some of the money of others, now and then about migration."""
    chance = Random(number)
    giver = _body(chance.choice(GIVERS))
    return Activity(
        identifier=f"{giver.ref}-{number}",
        reporter=giver,
        title=(Narrative(text=chance.choice(TITLES), language="en"),),
        countries=(Place(code=chance.choice(PARTNERS), percentage=Decimal(100)),),
        sectors=(Sector(code=chance.choice(("15190", "12220", "31110", "43010")), percentage=Decimal(100)),),
        transactions=tuple(_transaction(chance, giver) for _ in range(EACH)),
    )


def _transaction(chance: Random, giver: Organisation) -> Transaction:
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(3_000))
    kind = chance.choice(("1", "2", "3", "3", "3", "4"))
    return Transaction(
        type=kind,
        amount=Amount(value=Decimal(chance.randrange(1, 10**9)).scaleb(-2), currency="EUR", day=day),
        day=day,
        provider=_body(chance.choice(GIVERS)) if kind == "1" else giver,
        receiver=Organisation(ref=f"XM-{chance.randrange(500)}", type="22"),
    )


def _body(ref: str) -> Organisation:
    return Organisation(ref=ref, type="10", name=(Narrative(text=f"Body {ref}"),))
