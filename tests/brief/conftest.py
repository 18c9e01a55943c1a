"""The sample workspace and its briefs, written and composed once; no test writes into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import pytest

from waypost.core.brief.tree import Brief
from waypost.usecases.briefs import Wanted, brief_of
from waypost.usecases.opening import Asking
from waypost.usecases.samples import DemoOrder, write_samples

Compose = Callable[..., Brief]


def compose_anew(order: DemoOrder, folder: Path, length: str = "full") -> Brief:
    """The brief of one order, worked out now."""
    moment = datetime.combine(order.at, time(23, 59, 59), UTC)
    asking = Asking(viewer=order.viewer, on=order.on, at=moment, folder=folder)
    return brief_of(order.roadmap, asking, Wanted(meeting=order.meeting, length=length))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace."""
    target = tmp_path_factory.mktemp("workspace")
    write_samples(target)
    return target


@pytest.fixture(scope="session")
def composed(folder: Path) -> Compose:
    """The brief of one order, in one length, worked out once."""

    @cache
    def compose(order: DemoOrder, length: str = "full") -> Brief:
        return compose_anew(order, folder, length)

    return compose
