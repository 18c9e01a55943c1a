"""Telling somebody that a page cannot be had."""

from __future__ import annotations

from dataclasses import replace

from waypost.core.errors import WaypostError
from waypost.core.pages.refusal import refusal
from waypost.usecases.desk import Desk


def refused_page(desk: Desk, error: WaypostError) -> bytes:
    """The page of an error. It does not repeat the address that was asked for, so that it is the same for all."""
    return replace(desk, shell=replace(desk.shell, asked="/")).set(refusal(error))
