"""The sheet of a partner country: as a page, and as a file."""

from __future__ import annotations

from waypost.core.errors import WrongRequest
from waypost.core.pages.page import Query
from waypost.core.pages.partner import partner_page
from waypost.core.say import say
from waypost.usecases import papers
from waypost.usecases.desk import Desk
from waypost.usecases.sheets import name_of, order_of, sheet_of


def partner(desk: Desk, code: str, *, keep: Query = ()) -> bytes:
    """The page of a country. Raises NotThere for a code that is none."""
    return desk.set(partner_page(order_of(code, desk.asking), keep=keep))


def sheet(desk: Desk, code: str, form: str) -> tuple[str, bytes]:
    """The sheet as a file: its name and its bytes, those that the command line writes.

    Raises NotThere for a code that is no country, WrongRequest for a form that is not offered.
    """
    make = papers.FORMS.get(form)
    if make is None:
        raise WrongRequest(say("cli.no_form", value=form[:20], known=tuple(papers.FORMS)))
    made = sheet_of(code, desk.asking)
    return f"{name_of(code, made, desk.words.language)}.{form}", make(made, desk.words, desk.drawings)
