"""The command about one partner country."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from waypost.cli.options import Session, kept_drawings
from waypost.cli.printing import show_papers


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
    show_papers(session, [({}, one) for one in written], at=paper.cover.at)
