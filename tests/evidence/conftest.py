"""What several tests of evidence read: made once, and not written into."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from waypost.usecases.evidence_adding import Described, add


@pytest.fixture(scope="session")
def detections_store(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the real workbook of monthly detections, issue of 4 February 2022."""
    store = tmp_path_factory.mktemp("detections") / "evidence"
    book = shared_folder / "data" / "frontex" / "Monthly_detections_of_IBC_20220204.xlsx"
    add([book], store, Described(issued=date(2022, 2, 4)), on=date(2026, 10, 1), told=lambda *_: None)
    return store
