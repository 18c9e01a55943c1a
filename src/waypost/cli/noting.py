"""The command about the papers of a meeting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, kept_drawings
from waypost.cli.printing import show_papers

if TYPE_CHECKING:
    from waypost.codec.tree import Json
    from waypost.usecases.papers import Paper


def note(
    session: Session,
    meeting: Annotated[str, typer.Argument(metavar="MEETING", help="Its number, its day as 2021-03-15, or its id.")],
    kind: Annotated[str, typer.Option(help="agenda, results, followup; several with commas.")] = "results",
    form: Annotated[str, typer.Option(help="pdf, docx, xlsx, html, json; several with commas.")] = "pdf",
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="An office's own Word file, for docx.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", metavar="DIR", help="Where the files go.")] = Path(),
) -> None:
    """The papers of a meeting: agenda, results note, follow-up table.

    Example: waypost note 2021-03-15 --kind results
    """
    from waypost.usecases.notes import kinds_of, notes_of, stem_of
    from waypost.usecases.papers import forms_of, write_papers

    forms = forms_of(form)
    notes = notes_of(meeting, session.asking, kinds_of(kind))
    language = session.words.language
    written: list[tuple[dict[str, Json], Paper]] = [
        ({"kind": one.name}, paper)
        for one in notes
        for paper in write_papers(
            one,
            session.words,
            forms,
            output,
            stem_of(one, meeting, language),
            kept=kept_drawings(),
            template=template,
        )
    ]
    show_papers(session, written, at=max(one.cover.at for one in notes))
