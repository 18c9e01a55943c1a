"""Small files as publishers put them out, made for a test."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

Row = tuple[str, str, str, str]
"""Citizenship, reporting country, period, figure with its flag behind a blank: `MA EU27_2020 2021 1200 p`."""

HEAD = "DATAFLOW,LAST UPDATE,freq,citizen,sex,unit,age,asyl_app,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS"
FLOW = "ESTAT:MIGR_ASYAPPCTZA(1.0)"


def eurostat(path: Path, rows: Iterable[Row], *, changed: str = "", sex: str = "T") -> Path:
    """A table of asylum applicants in SDMX-CSV; `changed` is its last update, as `27/03/25`."""
    lines = [HEAD]
    for citizen, geo, period, figure in rows:
        value, _, flag = figure.partition(" ")
        lines.append(f"{FLOW},{changed},A,{citizen},{sex},PER,TOTAL,ASY_APP,{geo},{period},{value},{flag},")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def frontex(path: Path, rows: Iterable[tuple[str, str, str, str, int]]) -> Path:
    """A table of monthly detections saved as text: route, border, nationality, month as `JAN2021`, detections."""
    held: dict[tuple[str, str, str], dict[str, int]] = {}
    months: list[str] = []
    for route, border, nationality, month, count in rows:
        held.setdefault((route, border, nationality), {})[month] = count
        if month not in months:
            months.append(month)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Detections")
        sheet.write_row(0, 0, ["Route", "Border type or inland", "Nationality", *months])
        for at, (key, counts) in enumerate(held.items(), start=1):
            sheet.write_row(at, 0, [*key, *(counts.get(month, 0) for month in months)])
    return path


def unhcr(path: Path, rows: Iterable[tuple[str, str, str, str]]) -> Path:
    """A table of refugees: year, codes of origin and asylum (`-` for all), figure."""
    heads = "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO)"
    lines = [f"{heads},Refugees under UNHCR's mandate"]
    lines += [f"{year},{origin},{origin},{asylum},{asylum},{figure}" for year, origin, asylum, figure in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
