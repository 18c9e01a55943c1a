"""Codes of IATI 1.0x and what they became in 2.01. Source: IATI, changes from 1.05 to 2.01 and its code lists."""

from __future__ import annotations

from typing import Final

TRANSACTION_TYPES: Final = {
    "IF": "1", "C": "2", "D": "3", "E": "4", "IR": "5", "LR": "6", "R": "7", "QP": "8", "QS": "9", "CG": "10",
}  # fmt: skip

ROLES: Final = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}

DATE_TYPES: Final = {"start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4"}

SECTOR_VOCABULARIES: Final = {
    "DAC": "1", "DAC-3": "2", "COFOG": "3", "NACE": "4", "NTEE": "5", "WB": "99", "RO": "99", "ADT": "6", "IATI": "99",
}  # fmt: skip
"""Own lists of an organisation (RO) and of one bank are 99 now: reporting organisation."""

MARKER_VOCABULARIES: Final = {"DAC": "1"}

BUDGET_TYPES: Final = {"original": "1", "revised": "2"}
