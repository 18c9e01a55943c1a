"""Official figures: a large table into the store beside pandas, one partner's situation out of 50 million figures, and
the same questions on Spark."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from tools.bench.measure import WAYPOST, Lacking, Ran, Row, WrongAnswer, is_busy, quickest, ran, seconds, time_of
from tools.bench.tables import MONTHS, SEXES, YEARS, write_table
from waypost.core.statistics.key import key_of
from waypost.core.statistics.vintage import Vintage
from waypost.evidence.engine import Duck, Engine
from waypost.evidence.store import files_of, folder_of, vintages
from waypost.usecases.evidence_adding import Described, add
from waypost.usecases.evidence_series import about_of, answer, topics_for, topics_in

LARGE, SMALL = "migr_asyappctzm", "migr_eipre"
OTHERS = ("migr_asyappctza", "migr_asydcfsta", "migr_eiord", "migr_eirtn")
ISSUED = date(2024, 5, 1)
PARTNER = "MA"
TURNS = 2
CALLS = 7
PART = 8
"""pandas takes in the first eighth of the table: for all of it at once it needs 10 GB."""
SITUATION, EVERYBODY = "one partner's situation", "a series for every partner"
CORES = (8, 32, 128)
ENGINE_CALLS = 3


@dataclass(frozen=True, slots=True)
class _Made:
    """The workspace with the store, and its large table as text."""

    folder: Path
    table: Path
    rows: int

    @property
    def figures(self) -> int:
        """How many figures the large table has."""
        return self.rows * len(MONTHS)


def figures() -> Iterator[Row]:
    """The rows of this group. Raises Lacking when all that can be measured here is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "large.tsv"
        made = _Made(folder=folder, table=table, rows=write_table(table, MONTHS))
        lacks = [lack for lack, there in _needs().items() if not there]
        yield from _taken_in(made, beside_pandas=not any("pandas" in one for one in lacks))
        held = _filled(made)
        yield from _asked(made, held)
        if not any("pyspark" in one or "Java" in one for one in lacks):
            yield from _on_both(made, held)
        if lacks:
            raise Lacking("; ".join(lacks))


def _needs() -> dict[str, bool]:
    return {
        "pandas and pyarrow, of locks/deep.txt": bool(find_spec("pandas") and find_spec("pyarrow")),
        "pyspark, of locks/deep.txt": find_spec("pyspark") is not None,
        "Java, of the Debian package default-jre-headless": which("java") is not None,
    }


# ------------------------------------------------------------------------------------------------------- taking in


def _taken_in(made: _Made, *, beside_pandas: bool) -> Iterator[Row]:
    """The large table into the store, in turn with pandas."""
    ours, theirs = [], []
    for turn in range(TURNS):
        ours.append(_added(made, made.folder / str(turn)))
        if beside_pandas:
            theirs.append(_with_pandas(made))
    best = quickest(ours)
    size = made.table.stat().st_size / 10**6
    work = f"table of Eurostat, {size:.0f} MB, {made.rows:,} rows by {len(MONTHS)} periods, to the store"
    yield Row(work, "`waypost evidence add table.tsv`", time_of(best))
    yield Row(
        "its highest memory", "`waypost evidence add`", f"{best.megabytes:.0f} MB", "1,000 MB", best.megabytes < 1000
    )
    if not theirs:
        return
    _same_figures(made, theirs[0].output)
    other = quickest(theirs)
    found = f"{time_of(other)}, {other.megabytes:,.0f} MB"
    yield Row(f"the first {1 / PART:.1%} of it with pandas, to Parquet", "`read_csv`, `melt`, `to_parquet`", found)
    ratio = other.processor * PART / best.processor
    told = f"{ratio:.1f} times faster than {PART} times that"
    yield Row("the ratio for the whole table", "`waypost evidence add`", told, "3 times", ratio >= 3)


def _added(made: _Made, workspace: Path) -> Ran:
    command = ["evidence", "add", made.table, "--dataset", LARGE, "--issued", ISSUED.isoformat(), "--quiet"]
    return ran([WAYPOST, *command, "-w", workspace])


def _with_pandas(made: _Made) -> Ran:
    command = [sys.executable, "-m", "tools.bench.with_pandas", made.table, str(made.rows // PART)]
    return ran([*command, made.folder / "pandas.parquet"])


def _same_figures(made: _Made, told: str) -> None:
    """Raises WrongAnswer unless the store has the figures that pandas found in its part of the table."""
    store = folder_of(made.folder / "0")
    with Duck(files_of(store, vintages(store))) as engine:
        ((count, total),) = engine.rows(
            "select count(*), cast(sum(value) as bigint) from observations where source_row <= ?",
            [made.rows // PART + 1],
        )
        ((every,),) = engine.rows("select count(*) from observations")
    if f"{count} {total}" != told.strip() or every != made.figures:
        raise WrongAnswer(f"{count} figures with the sum {total} are not {told.strip()}; {every} of {made.figures}")


# ---------------------------------------------------------------------------------------------------------- asking


def _filled(made: _Made) -> tuple[Vintage, ...]:
    """The store with the tables of five more topics beside the large one; its vintages."""
    store = folder_of(made.folder / "0")
    for seed, dataset in enumerate((SMALL, *OTHERS)):
        path = made.folder / f"{dataset}.tsv"
        write_table(path, YEARS, sexes=SEXES[:3], seed=seed)
        add([path], store, Described(dataset=dataset, issued=ISSUED), on=ISSUED, told=lambda *_: None)
    return vintages(store)


def _asked(made: _Made, held: tuple[Vintage, ...]) -> Iterator[Row]:
    """The situation of a partner, by a process that has asked it before and by a command that begins."""
    store = folder_of(made.folder / "0")
    told = topics_for(PARTNER, store, until=None)
    if len(told) != len(held):
        raise WrongAnswer(f"{len(told)} topics of {len(held)} tables")
    found, worked = _best(lambda: topics_for(PARTNER, store, until=None))
    count = sum(one.rows("observations") for one in held)
    work = f"{SITUATION} from {count:,} figures, six topics, warm"
    met = True if found <= 0.2 else None if is_busy() and worked <= 0.2 else False
    yield Row(work, "`topics_for(…)`", f"{seconds(found)} (processor {seconds(worked)})", "200 ms", met)
    command = [WAYPOST, "evidence", "ask", "situation", "--partner", PARTNER, "-w", made.folder / "0", "--json"]
    whole = quickest(ran(command) for _ in range(3))
    yield Row("the whole command", "`waypost evidence ask situation`", time_of(whole))


def _best(work: Callable[[], object], times: int = CALLS) -> tuple[float, float]:
    """The seconds of the shortest of several calls by the clock, and the least that processors worked on one."""
    runs = []
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        work()
        runs.append((time.perf_counter() - began, time.process_time() - worked))
    return min(one for one, _ in runs), min(one for _, one in runs)


# ----------------------------------------------------------------------------------------------------- two engines


@dataclass(frozen=True, slots=True)
class _Question:
    """What both engines are asked, and how many figures the answer comes from."""

    name: str
    figures: int
    ask: Callable[[Engine], object]


def _questions(store: Path, held: tuple[Vintage, ...]) -> tuple[_Question, ...]:
    def every(dataset: str) -> _Question:
        return _Question(EVERYBODY, _figures_of(dataset, held), lambda engine: _everybody(engine, dataset, store))

    count = sum(one.rows("observations") for one in held)
    whole = _Question(SITUATION, count, lambda engine: topics_in(engine, PARTNER, held, until=None))
    return whole, every(SMALL), every(LARGE)


def _on_both(made: _Made, held: tuple[Vintage, ...]) -> Iterator[Row]:
    """The same questions on DuckDB and on Spark, on the same files and the same processors."""
    from waypost.evidence.spark import Spark

    store, address = folder_of(made.folder / "0"), f"local[{os.cpu_count()}]"
    files = files_of(store, held)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    times: dict[int, tuple[float, float]] = {}
    began = time.perf_counter()
    with Duck(files) as duck, Spark(files, address) as spark:
        yield Row("start of Spark", f"`WAYPOST_ENGINE={address}`", seconds(time.perf_counter() - began))
        for one in _questions(store, held):
            if one.ask(duck) != one.ask(spark):
                raise WrongAnswer(f"{one.name}: DuckDB and Spark differ")
            ours, theirs = _asked_of(one, duck), _asked_of(one, spark)
            if one.name == EVERYBODY:
                times[one.figures] = ours, theirs
            yield Row(
                f"{one.name} from {one.figures:,} figures", "DuckDB / Spark", f"{seconds(ours)} / {seconds(theirs)}"
            )
    yield _crossing(times)


def _asked_of(one: _Question, engine: Engine) -> float:
    return _best(lambda: one.ask(engine), ENGINE_CALLS)[0]


def _figures_of(dataset: str, held: tuple[Vintage, ...]) -> int:
    return sum(one.rows("observations") for one in held if one.dataset == dataset)


def _everybody(engine: Engine, dataset: str, store: Path) -> object:
    key = key_of(f"{dataset}: reporter=EU27_2020, sex=T, age=TOTAL")
    assert key is not None
    return answer(engine, key, about_of(key, store, None), until=None, by="partner").points


def _crossing(times: dict[int, tuple[float, float]]) -> Row:
    """From how many figures on Spark on a cluster is quicker than DuckDB on this machine, reckoned from two sizes: each
    engine takes a time of its own and so much for each figure, and more processors lower only the latter."""
    (few, first), (many, last) = sorted(times.items())
    slopes = [(last[one] - first[one]) / (many - few) for one in range(2)]
    starts = [max(0.0, first[one] - slopes[one] * few) for one in range(2)]
    here = os.cpu_count() or 1
    told = []
    for cores in (here, *CORES):
        gain = slopes[0] - slopes[1] * here / cores
        figures = f"{(starts[1] - starts[0]) / gain / 10**6:,.0f} million figures" if gain > 0 else "never"
        told.append(f"{cores} processors: {figures}")
    return Row("where Spark becomes quicker than DuckDB on this machine, reckoned", EVERYBODY, "; ".join(told))
