"""A wide table taken in at once holds the very rows that it holds row by row, and leaves out the same for the same
reasons."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.core.errors import Problem
from waypost.evidence.engine import Duck
from waypost.evidence.store import PARQUET
from waypost.evidence.tables import OBSERVATIONS
from waypost.evidence.wide import head_of, write_wide
from waypost.evidence.writing import Tables
from waypost.readers.statistics.figures import cell
from waypost.reference.datasets import dataset
from waypost.usecases.evidence import read_statistics
from waypost.usecases.evidence_adding import Described, _fact_rows

DAY = date(2024, 5, 1)
KNOWN = dataset("eurostat-tsv")
HEAD = "freq,citizen,sex,geo\\TIME_PERIOD\t2019 \t2020 \t2021-05 "
ODD = ["many", "1 p q", "", "  ", "1e+06 ", "1e+30", "1,234 b", "12,34", "٣", "0.1234567890123456789", "\x85 7 ", "'"]
CELLS = st.sampled_from(["12 ", "0.125 p", ": ", ": c", "7 bep", "-3", "1200000 ", "14103 bp ", *ODD])
CODES = st.tuples(
    st.sampled_from(["A", ""]),
    st.sampled_from(["MA", "TN", "XK", "TOTAL", " MA ", "Atlantis", ""]),
    st.sampled_from(["T", "F", "'"]),
    st.sampled_from(["EL", "UK", "EU28", "ZZZ"]),
).map(",".join)
LINES = st.one_of(
    st.tuples(CODES, CELLS, CELLS, CELLS).map("\t".join),
    st.lists(st.one_of(CODES, CELLS), max_size=5).map("\t".join),
)
TABLES = st.lists(LINES, max_size=12)


def careful(path: Path, folder: Path) -> tuple[list[tuple[object, ...]], list[Problem]]:
    """The rows of a table read one by one, and why others are left out."""
    tables, problems = Tables(folder), []
    for one in _fact_rows(read_statistics(path), KNOWN, Described(), path.name, "v", DAY, "d"):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            tables.add(*one)
    tables.finish()
    return stored(folder), problems


def at_once(path: Path, folder: Path) -> tuple[list[tuple[object, ...]], list[Problem]]:
    """The same, taken in at once; nothing but the table is left behind."""
    found = write_wide(path, folder, KNOWN, cell, vintage="v", issued=DAY, dataset="d")
    assert found is not None
    assert [one.name for one in folder.iterdir()] == [f"{OBSERVATIONS}{PARQUET}"] * bool(found.part)
    rows = stored(folder)
    assert len(rows) == (found.part.rows if found.part else 0)
    return rows, list(found.problems)


def stored(folder: Path) -> list[tuple[object, ...]]:
    """Every row of the table in a folder, in an order of its own."""
    with Duck({OBSERVATIONS: list(folder.glob(f"*{PARQUET}"))}) as engine:
        return sorted((tuple(map(str, row)) for row in engine.rows(f"select * from {OBSERVATIONS}")), key=repr)


@settings(max_examples=8)
@given(lines=TABLES, packed=st.booleans(), ends=st.sampled_from(["\n", "\r\n"]))
def test_both_ways_give_the_same(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], packed: bool, ends: str
) -> None:
    """Country, days, value, flags, place, column by column; and each row and figure left out, in the same order with
    the same words. Whatever stands in the lines, packed or not."""
    folder = tmp_path_factory.mktemp("wide")
    text = ends.join([HEAD, *lines, ""]).encode()
    path = folder / "table.tsv"
    path.write_bytes(gzip.compress(text) if packed else text)
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    assert at_once(path, folder / "one") == careful(path, folder / "two")


def test_both_ways_give_the_same_of_every_file_of_eurostat(shared_folder: Path, tmp_path: Path) -> None:
    """Each real file with a column a period."""
    found = [path for path in sorted((shared_folder / "data" / "eurostat").rglob("*")) if path.is_file()]
    wide = [path for path in found if head_of(path)]
    assert [path.name for path in wide] == ["sdg_08_10.tsv"]
    for path in wide:
        (tmp_path / f"{path.name}-1").mkdir()
        (tmp_path / f"{path.name}-2").mkdir()
        assert at_once(path, tmp_path / f"{path.name}-1") == careful(path, tmp_path / f"{path.name}-2")


@pytest.mark.parametrize("text", ["A,MA,T,EL\t1\t2\r3\t4\n", "A,MA,T,EL\t1\t2\t\x1d\n", "A,MA,T,\xe9\t1\t2\t3\n"])
def test_what_no_such_table_has_goes_the_careful_way(tmp_path: Path, text: str) -> None:
    """A carriage return by itself, a sign that divides our own fields and another encoding are left to the other
    reader, and nothing of the quick way is left behind."""
    path = tmp_path / "table.tsv"
    path.write_bytes(f"{HEAD}\nA,TN,T,EL\t1\t2\t3\n{text}".encode("latin-1"))
    (tmp_path / "out").mkdir()
    assert write_wide(path, tmp_path / "out", KNOWN, cell, vintage="v", issued=DAY, dataset="d") is None
    assert list((tmp_path / "out").iterdir()) == []


def test_rows_of_one_partner_lie_together(tmp_path: Path) -> None:
    """Lines are sorted by partner, reporter and the other dimensions, whatever their order in the file."""
    lines = [f"A,{citizen},{sex},{geo}\t1\t2\t3" for sex in "TF" for geo in ("UK", "EL") for citizen in ("TN", "MA")]
    path = tmp_path / "table.tsv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    assert write_wide(path, tmp_path, KNOWN, cell, vintage="v", issued=DAY, dataset="d") is not None
    with Duck({OBSERVATIONS: [tmp_path / f"{OBSERVATIONS}{PARQUET}"]}) as engine:
        found = engine.rows(f"select partner, reporter, rest, period from {OBSERVATIONS}")
    assert found == sorted(found)
    assert len(found) == 24


def test_another_file_is_no_wide_table(tmp_path: Path) -> None:
    """Only a head of dimensions and periods is taken for one."""
    for number, text in enumerate(
        ["a,b\n1,2\n", "a,b\\geo\tAT\tBE\n", "", "a\\TIME_PERIOD\n", "\xff\xfe", "\x1f\x8b1"]
    ):
        path = tmp_path / f"{number}.tsv"
        path.write_bytes(text.encode("latin-1"))
        assert head_of(path) is None
