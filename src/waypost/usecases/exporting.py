"""Giving a roadmap out as a file that people work on elsewhere and send back.

A form is a function from what goes out to bytes, and what is to be known of it; a new one is a line in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from waypost.codec.exports import encode_export
from waypost.core.change.portion import Portion, owners, portion, with_gone
from waypost.core.errors import NotThere, Problem, WrongRequest
from waypost.core.say import Say, say
from waypost.core.values import Principal
from waypost.usecases.comparing import write_new
from waypost.usecases.opening import Asking, open_roadmap, viewer_of
from waypost.words.wording import Wording

Writer = Callable[[Portion, Wording], bytes]
"""Draws what goes out: the same portion and language give the same bytes."""


def _json(given: Portion, words: Wording) -> bytes:
    return encode_export(given)


def _workbook(given: Portion, words: Wording) -> bytes:
    # Imported here: it is heavy, and whoever asks for another form need not wait for it.
    from waypost.outputs.workbook.editable import render_workbook

    return render_workbook(given, words)


def _word(given: Portion, words: Wording) -> bytes:
    # Imported here for the same reason.
    from waypost.outputs.word.editable import render_rows

    return render_rows(given, words)


def _calendar(given: Portion, words: Wording) -> bytes:
    # Imported here for the same reason.
    from waypost.outputs.feed import render_feed

    return render_feed(given, words)


def _aid(given: Portion, words: Wording) -> bytes:
    # Imported here for the same reason.
    from waypost.usecases.giving_aid import render_aid

    return render_aid(given, words)


def _aid_lacks(given: Portion) -> tuple[Problem, ...]:
    # Imported here for the same reason.
    from waypost.usecases.giving_aid import not_given

    return not_given(given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which a roadmap goes out.

    Attributes:
        write: draws it.
        ending: of its files.
        comes_back: whether people fill it in and send it back; the others are for reading.
        lacks: what has no place in it.
    """

    write: Writer
    ending: str
    comes_back: bool = False
    lacks: Callable[[Portion], tuple[Problem, ...]] = lambda given: ()


FORMS: Final = {
    "xlsx": Form(write=_workbook, ending="xlsx", comes_back=True),
    "docx": Form(write=_word, ending="docx", comes_back=True),
    "json": Form(write=_json, ending="json", comes_back=True),
    "ics": Form(write=_calendar, ending="ics"),
    "iati": Form(write=_aid, ending="xml", lacks=_aid_lacks),
}
"""Each form by the name that a person gives it; heavy libraries are imported inside its functions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file given out: what is in it, where it lies, and what it has no place for."""

    portion: Portion
    form: str
    path: Path
    raw: bytes
    problems: tuple[Problem, ...] = ()

    @property
    def told(self) -> Say:
        """How much went out, in a sentence."""
        given = self.portion
        if FORMS[self.form].comes_back:
            return say("exchange.exported", n=len(given.own), total=len(given.elements), at=given.at)
        return say("exchange.given_out", n=len(given.elements), at=given.at)


def portion_of(name: str, asking: Asking, owner: str | None) -> Portion:
    """What goes out of a roadmap for the reader who asks: all of it, or one owner's rows.

    Raises NotThere for an unknown roadmap and for an owner who has no row that the reader may know; WrongRequest for
    an owner that is no principal.
    """
    opened = open_roadmap(name, asking)
    view = opened.view
    whose = None if owner is None else viewer_of(owner)
    if whose is not None and whose not in owners(view):
        raise NotThere(whose)
    return with_gone(portion(view, whose), opened.history)


def export(name: str, asking: Asking, *, form: str, owner: str | None, target: Path | None, words: Wording) -> Exported:
    """Write a roadmap, or one owner's rows of it, to a file: `target`, else a name of its own in this folder.

    Raises as `portion_of`; WrongRequest for a form that is not offered; Refused when another file of that name is
    there. The same bytes are left alone.
    """
    chosen = FORMS.get(form)
    if chosen is None:
        raise WrongRequest(say("cli.no_form", value=form, known=tuple(FORMS)))
    given = portion_of(name, asking, owner)
    raw = chosen.write(given, words)
    path = target or Path(f"{file_stem(given)}.{chosen.ending}")
    if not (path.is_file() and path.read_bytes() == raw):
        write_new(path, raw)
    return Exported(portion=given, form=form, path=path, raw=raw, problems=chosen.lacks(given))


def file_stem(given: Portion) -> str:
    """The name of a file that goes out: roadmap, moment, whose rows, for whom."""
    parts: tuple[Principal | None, ...] = (given.owner, given.reader)
    named = (one.replace(":", "-").replace(" ", "-") for one in parts if one is not None)
    return "-".join((given.home, given.at.date().isoformat(), *named))
