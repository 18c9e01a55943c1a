"""The sheet of a partner country on a screen: the same parts as on paper, with ways to take it along.

Source: look 7, 10 (routes); issue 4.4 (partner sheet).
"""

from __future__ import annotations

from typing import Final

from waypost.core.brief.sheet.compose import sheet_parts
from waypost.core.brief.sheet.order import SheetOrder
from waypost.core.goto import goto
from waypost.core.pages.form import Act, Weight
from waypost.core.pages.page import Link, Page, Part, Query
from waypost.core.pages.readers import readership
from waypost.core.say import Who, say
from waypost.core.values import PUBLIC

FORMS: Final = ("pdf", "docx", "xlsx")
"""The forms in which a page offers the sheet; the name stands in the address of the file."""


def partner_page(order: SheetOrder, *, keep: Query = ()) -> Page:
    """The page of one country, as published by the day of the order; `keep` are the times asked for."""
    money = goto("funding", partner=order.partner, query=keep)
    return Page(
        name="partner",
        title=say("situation.country", country=Who(principal=f"partner:{order.partner}")),
        subtitle=say("sheet.subtitle"),
        area="routes",
        crumbs=(Link(label=say("partners.title"), to=goto("partners", query=keep)),),
        reader=readership(frozenset({PUBLIC}), (), PUBLIC),
        facts=(say("sheet.published", day=order.vintage),),
        acts=tuple(
            Act(
                label=say(f"sheet.as_{form}"),
                to=goto("sheet", partner=order.partner, form=form, query=keep),
                weight=Weight.MAIN if form == FORMS[0] else Weight.PLAIN,
            )
            for form in FORMS
        ),
        blocks=tuple(
            Part(
                name=name,
                title=say(f"sheet.section_{name}"),
                links=(Link(label=say("funds.crumb"), to=money),) if name == "aid" else (),
                blocks=blocks,
            )
            for name, blocks in sheet_parts(order)
        ),
    )
