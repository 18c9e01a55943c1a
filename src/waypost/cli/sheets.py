"""The command about one partner country."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waypost.cli.options import Session, kept_drawings
from waypost.cli.printing import answer_json

if TYPE_CHECKING:
    from waypost.codec.tree import Json


def sheet(
    session: Session,
    partner: Annotated[str, typer.Argument(metavar="COUNTRY", help="Its code, as TN.")],
    form: Annotated[str, typer.Option(help="pdf, docx, xlsx, html, json; several with commas.")] = "pdf",
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="An office's own Word file, for docx.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", metavar="DIR", help="Where the files go.")] = Path(),
) -> None:
    """The sheet of a partner: twelve official figures by year, routes, aid; as published by --vintage, else --on.

    Example: waypost sheet TN --form pdf,xlsx
    """
    from waypost.usecases.papers import forms_of, write_papers
    from waypost.usecases.sheets import name_of, sheet_of

    forms = forms_of(form)
    paper = sheet_of(partner, session.asking)
    name = name_of(partner, paper, session.words.language)
    written = write_papers(paper, session.words, forms, output, name, kept=kept_drawings(), template=template)
    if session.as_json:
        files: list[Json] = [
            {"form": one.form, "path": str(one.path), "sha256": one.sha256, "pages": one.pages} for one in written
        ]
        answer_json(session, {"files": files}, at=paper.cover.at)
        return
    for one in written:
        print(one.path)
