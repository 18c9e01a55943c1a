"""The figures of the demo: publishers' own files where a folder of them is at hand, else the tables that ship.

Days of publication stand here where a file does not say its own; a file of which nobody knows the day has none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from waypost.core.say import Say, say
from waypost.usecases.evidence_adding import Described, add

COUNTRIES: Final = ("TN", "TR", "JO", "MA")
"""Countries with a sheet in a demo with publishers' files: the partners of its briefs, and one more."""
AID_PAGES: Final = (89, 91, 92, 93, 109, 115, 119, 121)
"""Pages of aid data with most activities in those countries, and those of two bodies whom many donors fund."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFile:
    """A file by its path in the folder; day and dataset where the file does not say them."""

    path: str
    issued: date | None = None
    dataset: str | None = None


FILES: Final = (
    DemoFile(path="frontex/Monthly_detections_of_IBC_20220204.xlsx", issued=date(2022, 2, 4)),
    DemoFile(
        path="eurostat/data-explorer-csv/migr_asyappctza_allcitizenships.csv",
        issued=date(2017, 5, 31),
        dataset="migr_asyappctza",
    ),
    DemoFile(path="eurostat/data-explorer-csv/migr_eiord_Data_allcitizens.csv", dataset="migr_eiord"),
    DemoFile(path="eurostat/data-explorer-csv/migr_eirtn_Data_allcitizens.csv", dataset="migr_eirtn"),
    DemoFile(path="unhcr/rdf-2024/population.csv"),
    DemoFile(path="iom/MissingMigrants-Global-2019-11-04T17-25-00.csv", issued=date(2019, 11, 4)),
    DemoFile(path="visas/Visa_statistics_for_consulates_in_2022_en.xlsx"),
    DemoFile(path="visas/2023-schengen-visa-statistics-consulates_en.xlsx"),
    DemoFile(path="worldbank/personal-remittances-received.xls", issued=date(2023, 5, 10)),
    DemoFile(path="reference/imf_currency_monthlyaverage.json"),
    *(DemoFile(path=f"iati/dportal-2021-06-08/dportal_{page}.xml", issued=date(2021, 6, 8)) for page in AID_PAGES),
)


def files_in(data: Path | None) -> tuple[DemoFile, ...]:
    """The files of the demo that lie in a folder."""
    return () if data is None else tuple(one for one in FILES if (data / one.path).is_file())


def figures_words(data: Path | None) -> Say:
    """Which figures a demo has, in a sentence."""
    held = files_in(data)
    return say("page.index_real", n=len(held)) if held else say("page.index_shipped")


def add_figures(data: Path | None, store: Path, *, on: date, tell: Callable[[str], None]) -> None:
    """Takes the files that are there into a store; `on` is the day on which that is done. `tell` hears of each."""
    for one in files_in(data):
        tell(f"evidence/{Path(one.path).name}")
        described = Described(issued=one.issued, dataset=one.dataset)
        # Aloud is only that a file is read: what is left out of it is told by the command that adds files.
        add([Path(data or "", one.path)], store, described, on=on, told=lambda *_: None)
