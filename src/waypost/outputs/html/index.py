"""The index of a set of briefs: who reads what, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.core.say import Say, say
from waypost.outputs.html.page import environment, style
from waypost.words.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One brief in the index: its reader, its language, and the names of its files by form."""

    reader: Say
    language: str
    files: tuple[tuple[str, str], ...]
    sentences: tuple[Say, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The briefs of one roadmap."""

    title: Say
    training: bool
    leaves: tuple[Leaf, ...]


def render_index(shelves: tuple[Shelf, ...], wording: Wording) -> bytes:
    """One self-contained page that leads to every brief; without scripts."""
    page = environment().get_template("index.html")
    return page.render(
        shelves=shelves,
        words=wording,
        style=style(),
        title=say("page.index_title"),
        lead=say("page.index_lead"),
        training=say("page.index_training"),
    ).encode()
