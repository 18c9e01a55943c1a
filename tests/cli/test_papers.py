"""Papers as files: whole, with their hash, and never in the place of another."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from waypost.core.brief.tree import Brief, Cover, Reader
from waypost.core.errors import Refused, WrongRequest
from waypost.core.say import say
from waypost.core.values import EU
from waypost.usecases.papers import forms_of, write_papers
from waypost.words.wording import wording


def _brief() -> Brief:
    words = say("cli.review")
    cover = Cover(
        kind=words,
        title=words,
        subtitle=None,
        reader=Reader(viewer=EU, boxes=("full", "empty", "empty", "empty"), words=words),
        facts=(),
        running=words,
        training=True,
        on=date(2026, 10, 1),
        at=datetime(2026, 9, 15, tzinfo=UTC),
        vintage=date(2026, 9, 15),
    )
    return Brief(name="brief", cover=cover, page_one=None, sections=())


def test_paper_is_written_with_its_hash_and_kept(tmp_path: Path) -> None:
    """A paper has the hash told of it; written again it stays, and another file of its name is not overwritten."""
    (paper,) = write_papers(_brief(), wording("en"), ("json",), tmp_path, "marenia")
    assert hashlib.sha256(paper.path.read_bytes()).hexdigest() == paper.sha256
    assert write_papers(_brief(), wording("en"), ("json",), tmp_path, "marenia") == (paper,)
    with pytest.raises(Refused):
        write_papers(_brief(), wording("fr"), ("json",), tmp_path, "marenia")
    assert hashlib.sha256(paper.path.read_bytes()).hexdigest() == paper.sha256


def test_forms_are_named() -> None:
    """Forms asked for come once each; one that is not offered is a wrong request."""
    assert forms_of("pdf, html,pdf") == ("pdf", "html")
    with pytest.raises(WrongRequest):
        forms_of("papyrus")
