"""What of a roadmap can be taken along: papers to read, tables to work on, a calendar, data; each for this reader.

Source: issue 3.3 (downloads, each from the view of the one who asks).
"""

from __future__ import annotations

from typing import Final

from waypost.core.goto import goto
from waypost.core.pages.page import Beside, Item, Items, Link, Page, Panel, Query
from waypost.core.pages.places import homes_of
from waypost.core.roadmap.view import View
from waypost.core.say import Say, Who, say
from waypost.core.values import Principal, Text

PAPERS: Final = ("pdf", "html", "docx", "brief-xlsx", "brief-json")
TABLES: Final = ("xlsx", "rows-docx")
DATA: Final = ("ics", "json")
"""The forms offered, by what they are for; each name stands in the address of the file."""


def downloads_page(view: View, owners: tuple[Principal, ...], *, keep: Query = ()) -> Page:
    """Every form of a roadmap, then the rows of each owner to work on; `keep` are the times asked for."""
    papers, tables, data = (
        _panel(view, name, forms, keep) for name, forms in (("papers", PAPERS), ("tables", TABLES), ("data", DATA))
    )
    head = view.roadmap
    return Page(
        name="downloads",
        title=say("downloads.title"),
        subtitle=_title(view),
        area="portfolio",
        crumbs=(
            Link(label=say("pages.area_portfolio"), to=goto("portfolio")),
            Link(label=_title(view), to=goto("roadmap", home=view.home)),
        ),
        facts=(say("downloads.for", who=Who(principal=view.viewer)),),
        blocks=(Beside(first=(papers, data), second=(tables, *_owners(view, owners, keep)), wide=False),),
        homes=homes_of(view),
        training=head is not None and head[1].training,
    )


def _title(view: View) -> Say | Text:
    head = view.roadmap
    title = head[1].title if head is not None else None
    return title if isinstance(title, Text) else say("member_state.untitled")


def _panel(view: View, name: str, forms: tuple[str, ...], keep: Query) -> Panel:
    items = tuple(
        Item(
            title=say(f"downloads.{_code(form)}"),
            to=goto("download", home=view.home, form=form, query=keep),
            second=(say(f"downloads.{_code(form)}_why"),),
        )
        for form in forms
    )
    return Panel(title=say(f"downloads.{name}"), blocks=(Items(items=items),))


def _code(form: str) -> str:
    return form.replace("-", "_")


def _owners(view: View, owners: tuple[Principal, ...], keep: Query) -> tuple[Panel, ...]:
    """One owner's rows alone, with their context: what is sent to whoever answers for them."""
    if not owners:
        return ()
    items = tuple(
        Item(
            title=say("downloads.rows_of", who=Who(principal=one)),
            to=goto("download", home=view.home, form="xlsx", query=(*keep, ("owner", one))),
        )
        for one in owners
    )
    return (Panel(title=say("downloads.owners"), aside=say("downloads.owners_why"), blocks=(Items(items=items),)),)
