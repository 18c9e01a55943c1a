"""Papers as files: each form of a brief drawn from its tree and written whole, with its hash and its pages."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from waypost.codec.writing import value_json
from waypost.core.brief.tree import Brief
from waypost.core.errors import NotThere, Refused, WrongRequest
from waypost.core.say import say
from waypost.usecases.comparing import write_new
from waypost.words.wording import Wording

if TYPE_CHECKING:
    from waypost.outputs.charts.drawing import Drawings
    from waypost.outputs.word.template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file written; `pages` is None for a form without pages."""

    form: str
    path: Path
    sha256: str
    pages: int | None


def _pdf(brief: Brief, words: Wording, kept: Path | None) -> bytes:
    # Imported here: it is heavy, and whoever asks for another form need not wait for it.
    from waypost.outputs.pdf.document import render_pdf

    return render_pdf(brief, words, drawings=_drawings(kept))


def _html(brief: Brief, words: Wording, kept: Path | None) -> bytes:
    # Imported here for the same reason.
    from waypost.outputs.html.page import render_html

    return render_html(brief, words, drawings=_drawings(kept))


def _json(brief: Brief, words: Wording, _: Path | None) -> bytes:
    return (json.dumps(value_json(brief, words.plain), ensure_ascii=False, indent=1) + "\n").encode()


def _word(brief: Brief, words: Wording, kept: Path | None, template: Template | None = None) -> bytes:
    # Imported here for the same reason.
    from waypost.outputs.word.document import render_word

    return render_word(brief, words, template=template, drawings=_drawings(kept))


def _drawings(kept: Path | None) -> Drawings:
    # Imported here for the same reason.
    from waypost.outputs.charts.drawing import KEPT, drawings_in

    return KEPT if kept is None else drawings_in(kept)


def _workbook(brief: Brief, words: Wording, kept: Path | None) -> bytes:
    # Imported here for the same reason. A workbook draws its charts itself.
    from waypost.outputs.workbook.brief import render_brief

    return render_brief(brief, words)


def _template(path: Path) -> Template:
    """An office's template, read as every file from outside is: in a child with limits."""
    # Imported here for the same reason.
    from waypost.outputs.word.template import OWN_PAGE, Office, Template
    from waypost.readers.word import read_template

    try:
        raw = path.read_bytes()
    except OSError:
        raise NotThere(path.name) from None
    said, problems = read_template(raw, path.name)
    if problems:
        raise Refused(problems)
    pages = {
        name: Office(
            blocks=held["blocks"],
            pictures={key: (ending, b64decode(data)) for key, (ending, data) in held["pictures"].items()},
        )
        for name, held in said["pages"].items()
    }
    return Template(
        styles=said["styles"],
        identifiers=said["identifiers"],
        theme=said["theme"],
        page=said["page"] or OWN_PAGE,
        pages=pages,
    )


Draw: TypeAlias = Callable[[Brief, Wording, Path | None], bytes]
"""Draws a brief in one form; the folder keeps charts between runs."""

FORMS: Final[dict[str, Draw]] = {
    "pdf": _pdf,
    "docx": _word,
    "xlsx": _workbook,
    "html": _html,
    "json": _json,
}
"""How each form is drawn, by the name that a person gives it."""


def forms_of(wanted: str) -> tuple[str, ...]:
    """The forms asked for, `pdf,html`, each once. Raises WrongRequest for one that is not offered."""
    found = tuple(dict.fromkeys(one.strip() for one in wanted.split(",")))
    for one in found:
        if one not in FORMS:
            raise WrongRequest(say("cli.no_form", value=one, known=tuple(FORMS)))
    return found


def write_papers(
    brief: Brief,
    words: Wording,
    forms: tuple[str, ...],
    folder: Path,
    name: str,
    *,
    kept: Path | None = None,
    template: Path | None = None,
) -> tuple[Paper, ...]:
    """Write a brief in each form as `<name>.<form>`. All are drawn before the first is written.

    Charts drawn before are taken from the folder `kept`, where one is given, and new ones kept in it. `template` is an
    office's own for Word files. Raises Refused when a file of that name is there with another content, or when the
    template is not taken; the same bytes are left alone.
    """
    drawers = dict(FORMS)
    if template is not None:
        drawers["docx"] = partial(_word, template=_template(template))
    drawn = [(form, folder / f"{name}.{form}", drawers[form](brief, words, kept)) for form in forms]
    papers = []
    for form, path, raw in drawn:
        if not (path.is_file() and path.read_bytes() == raw):
            write_new(path, raw)
        pages = raw.count(b"/Type/Page\n") + raw.count(b"/Type /Page\n") if form == "pdf" else None
        papers.append(Paper(form=form, path=path, sha256=hashlib.sha256(raw).hexdigest(), pages=pages or None))
    return tuple(papers)
