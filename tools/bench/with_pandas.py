"""The work of taking in a wide table, done with pandas: `python -m tools.bench.with_pandas TABLE ROWS TARGET`.

Reads the first rows, splits the key column, melts the periods, takes the flags apart and writes Parquet. Prints how
many figures it wrote, and their sum.
"""

from __future__ import annotations

import sys

import pandas


def main(table: str, rows: str, target: str) -> None:
    """Takes the first rows of a table in."""
    wide = pandas.read_csv(table, sep="\t", dtype=str, nrows=int(rows), na_filter=False)
    head = wide.columns[0]
    keys = wide[head].str.split(",", expand=True)
    keys.columns = pandas.Index(head.rpartition("\\")[0].split(","))
    wide = pandas.concat([keys, wide.drop(columns=head)], axis=1)
    long = wide.melt(id_vars=list(keys.columns), var_name="period", value_name="cell")
    del wide
    parts = long.pop("cell").str.strip().str.split(" ", n=1, expand=True)
    long["value"] = pandas.to_numeric(parts[0], errors="coerce")
    long["flags"] = parts[1].fillna("")
    long["period"] = long["period"].str.strip()
    long.to_parquet(target, compression="zstd")
    print(len(long), int(long["value"].sum()))


if __name__ == "__main__":
    main(*sys.argv[1:])
