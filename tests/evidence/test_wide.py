"""A wide table taken in at once holds the very rows that it holds row by row; anything unusual goes row by row."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.evidence.engine import Duck
from waypost.evidence.store import PARQUET
from waypost.evidence.tables import OBSERVATIONS
from waypost.evidence.wide import heads_of, write_wide
from waypost.evidence.writing import Tables
from waypost.reference.datasets import dataset
from waypost.usecases.evidence import read_statistics
from waypost.usecases.evidence_adding import Described, _fact_rows

DAY = date(2024, 5, 1)
HEAD = "freq,citizen,sex,geo\\TIME_PERIOD\t2019 \t2020 \t2021-05 "
CELLS = st.sampled_from(["12 ", "0.125 p", ": ", ": c", "7 bep", "-3", "1200000 ", "14103 bp "])
CODES = (
    st.sampled_from(["MA", "TN", "XK", "TOTAL"]),
    st.sampled_from(["T", "F"]),
    st.sampled_from(["EL", "UK", "EU28"]),
)
LINES = st.lists(st.tuples(*CODES, st.tuples(CELLS, CELLS, CELLS)), min_size=1, max_size=12)


def careful(path: Path, folder: Path) -> list[tuple[object, ...]]:
    """The rows of a table read one by one."""
    known = dataset("eurostat-tsv")
    tables = Tables(folder)
    for one in _fact_rows(read_statistics(path), known, Described(), path.name, "v", DAY, "d"):
        assert isinstance(one, tuple)
        tables.add(*one)
    tables.finish()
    return stored(folder)


def stored(folder: Path) -> list[tuple[object, ...]]:
    """Every row of the table in a folder, in an order of its own."""
    with Duck({OBSERVATIONS: [folder / f"{OBSERVATIONS}{PARQUET}"]}) as engine:
        return sorted((tuple(map(str, row)) for row in engine.rows(f"select * from {OBSERVATIONS}")), key=repr)


@settings(max_examples=4)
@given(lines=LINES, packed=st.booleans())
def test_both_ways_give_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[tuple[str, str, str, tuple[str, str, str]]],
    packed: bool,
) -> None:
    """Country, days, value, flags, place: column by column the same, packed or not."""
    folder = tmp_path_factory.mktemp("wide")
    text = (
        "\n".join([HEAD, *(f"A,{citizen},{sex},{geo}\t" + "\t".join(cells) for citizen, sex, geo, cells in lines)])
        + "\n"
    )
    path = folder / "table.tsv"
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    assert heads_of(path) is not None
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    part = write_wide(path, folder / "one", dataset("eurostat-tsv"), vintage="v", issued=DAY, dataset="d")
    assert part is not None
    assert part.rows == len(lines) * 3
    assert stored(folder / "one") == careful(path, folder / "two")
    assert [one.name for one in (folder / "one").iterdir()] == ["observations.parquet"]


@pytest.mark.parametrize(
    "line",
    [
        "A,MA,T,EL\t1\t2",
        "A,MA,T\t1\t2\t3",
        "A,Atlantis,T,EL\t1\t2\t3",
        "A,MA,T,EL\t1\tmany\t3",
        "A,MA,T,EL\t1\t2 p q\t3",
        "A,MA,T,EL\t1\t2\t3\t4",
    ],
)
def test_what_is_unusual_goes_the_careful_way(tmp_path: Path, line: str) -> None:
    """A row of another width, an unknown country and words in the place of a figure are left to the reader that names
    them, and nothing of the quick way is left behind."""
    path = tmp_path / "table.tsv"
    path.write_text(f"{HEAD}\nA,TN,T,EL\t1\t2\t3\n{line}\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    assert write_wide(path, tmp_path / "out", dataset("eurostat-tsv"), vintage="v", issued=DAY, dataset="d") is None
    assert list((tmp_path / "out").iterdir()) == []


def test_another_file_is_no_wide_table(tmp_path: Path) -> None:
    """Only a head of dimensions and periods is taken for one."""
    for number, text in enumerate(["a,b\n1,2\n", "a,b\\geo\tAT\tBE\n", "", "a\\TIME_PERIOD\n", "\xff\xfe"]):
        path = tmp_path / f"{number}.tsv"
        path.write_bytes(text.encode("latin-1"))
        assert heads_of(path) is None
