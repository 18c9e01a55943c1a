"""The index of a set of briefs: who reads what, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from waypost.core.brief.tree import Cover, Reader
from waypost.core.say import Say, say
from waypost.outputs.html.page import environment, style
from waypost.outputs.spoken import Plain, Record, begun, run_values
from waypost.words.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A paper in one language: form and address of each of its files; `kind` says which, where there are several."""

    language: str
    files: tuple[tuple[str, str], ...]
    kind: Say | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What one reader sees of a roadmap: the sentences of page one, and the brief in each language."""

    reader: Reader
    sentences: tuple[Say, ...]
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The briefs of one roadmap, or the papers of one meeting; `cover` is that of any of them."""

    cover: Cover
    leaves: tuple[Leaf, ...]


def render_index(shelves: tuple[Shelf, ...], wording: Wording, figures: Say) -> bytes:
    """One self-contained page that leads to every brief; without scripts. `figures` says which they are made from."""
    page = environment().get_template("index.html")
    return page.render(
        language=wording.language,
        rtl=wording.right_to_left,
        title=wording.plain(say("page.index_title")),
        lead=wording.plain(say("page.index_lead")),
        training=wording.plain(say("page.index_training")),
        figures=wording.plain(figures),
        shelves=[_shelf(shelf, wording) for shelf in shelves],
        style=Markup(style(arabic=wording.right_to_left)),
    ).encode()


def _shelf(shelf: Shelf, wording: Wording) -> Record:
    cover = shelf.cover
    return {
        "title": run_values(wording.runs(cover.title)),
        "subtitle": run_values(wording.runs(cover.subtitle)) if cover.subtitle else None,
        "training": cover.training,
        "plain": wording.plain(cover.title),
        "times": wording.plain(say("page.index_times", on=cover.on, at=cover.at)),
        "leaves": [_leaf(leaf, wording) for leaf in shelf.leaves],
    }


def _leaf(leaf: Leaf, wording: Wording) -> Record:
    boxes: list[Plain] = [*leaf.reader.boxes]
    return {
        "reader": wording.plain(leaf.reader.words),
        "boxes": boxes,
        "sentences": [begun(run_values(wording.runs(one))) for one in leaf.sentences],
        "editions": [_edition(one, wording) for one in leaf.editions],
    }


def _edition(edition: Edition, wording: Wording) -> Record:
    files: list[Plain] = [
        {"form": wording.plain(say(f"page.index_{form}")), "address": address} for form, address in edition.files
    ]
    language = say(f"page.index_language_{edition.language}")
    name = language if edition.kind is None else say("note.edition", kind=edition.kind, language=language)
    return {
        "language": edition.language,
        "name": wording.plain(name),
        "files": files,
    }
