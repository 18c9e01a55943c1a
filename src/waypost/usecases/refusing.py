"""Telling somebody that a page cannot be had."""

from __future__ import annotations

from dataclasses import replace

from waypost.core.errors import WaypostError
from waypost.core.pages.refusal import fault, refusal
from waypost.usecases.desk import Desk
from waypost.usecases.incidents import Incident


def refused_page(desk: Desk, error: WaypostError) -> bytes:
    """The page of an error. It does not repeat the address that was asked for, so that it is the same for all."""
    return replace(desk, shell=replace(desk.shell, asked="/")).set(refusal(error))


def faulty_page(desk: Desk, incident: Incident) -> bytes:
    """The page of a fault of ours."""
    return replace(desk, shell=replace(desk.shell, asked="/")).set(fault(incident.number))
