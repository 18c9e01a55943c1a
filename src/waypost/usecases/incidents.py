"""What is told of a fault of ours: where it is, and a number by which the same fault is always called."""

from __future__ import annotations

import hashlib
import os
import traceback
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A fault of ours: its number, and its place in the code without any value of a roadmap."""

    number: str
    place: str


def incident_of(error: Exception) -> Incident:
    """The incident that an exception is."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno} in {frame.name}: {type(error).__name__}"
    return Incident(number=hashlib.sha256(place.encode()).hexdigest()[:8], place=place)
