"""A brief as a Word file on which a secretariat can work: real headings, captions, tables, headers and fields.

Written part by part, so that nothing is in the file that is not ours. The same brief gives the same bytes.
"""

from __future__ import annotations

from typing import Final, cast

from waypost.core.brief.tree import Brief
from waypost.core.say import say
from waypost.outputs.charts.drawing import KEPT, Drawings
from waypost.outputs.charts.pictures import draw_pictures
from waypost.outputs.pdf.engine import painted
from waypost.outputs.spoken import Record, spoken
from waypost.outputs.word.body import NUMBER, Body
from waypost.outputs.word.lines import Pen
from waypost.outputs.word.packing.whole import Whole
from waypost.outputs.word.pages import LABEL, VALUE
from waypost.outputs.word.pictures import Album
from waypost.outputs.word.template import Template, own_template
from waypost.words.typed.made import FOLLOWUP, Made, together
from waypost.words.wording import Wording

OWN_WORDS: Final = ("figure", "table")


def render_word(
    brief: Brief, wording: Wording, *, template: Template | None = None, drawings: Drawings = KEPT
) -> bytes:
    """The brief as a Word file (DOCX) in the language of `wording`.

    The same brief, language and version give the same bytes: its dates are the brief's `at`. It has the
    styles, page, headers and footers of an office's `template`, else ours. `drawings` keeps charts between calls.
    """
    form = template or own_template(wording.language)
    data = labelled(brief, wording)
    labels = cast(Record, data["labels"])
    pen = Pen(wording.language, form.names)
    body = Body(pen, labels, draw_pictures(brief, wording, painted, drawings), Album(), form.room)
    text = body.text(data)
    cover = cast(Record, data["cover"])
    title = f"{wording.plain(brief.cover.title)} – {wording.plain(brief.cover.kind)}"
    whole = Whole(text=text, album=body.album, cover=cover, labels=labels, title=title, at=brief.cover.at)
    return whole.file(pen, form)


def labelled(brief: Brief, wording: Wording) -> Record:
    """The plain values of a brief, with the labels that only a Word file has."""
    data = spoken(brief, wording)
    data["cover"] = {**cast(Record, data["cover"]), "mark": _mark(brief, wording.language)}
    labels = cast(Record, data["labels"])
    labels |= {name: wording.plain(say(f"word.{name}", number=NUMBER)) for name in OWN_WORDS}
    labels["fact"] = wording.plain(say("word.fact", label=LABEL, value=VALUE))
    return data


def _mark(brief: Brief, language: str) -> str:
    """What is not shown on the cover: of a follow-up table, from what it was made; empty for other papers."""
    if brief.name != "followup" or brief.home is None:
        return ""
    cover = brief.cover
    made = Made(home=brief.home, at=cover.at, reader=cover.reader.viewer, owner=None, language=language)
    return together(FOLLOWUP, made)
