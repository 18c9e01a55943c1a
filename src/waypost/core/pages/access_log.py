"""The page of what was written down of access: sign-ins and refusals, invitations, memberships, second steps.

Source: security V16.3 (what is logged); domain 5 (who inspects); issue 3.2 (who can see and do what).
"""

from __future__ import annotations

from typing import Final

from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.tree import Row, Table
from waypost.core.goto import goto
from waypost.core.pages.page import Empty, Filter, Filters, Link, Page, PageBlock
from waypost.core.people.members import Happening, Member
from waypost.core.say import Say, say
from waypost.core.values import text

CHANGES: Final = "changes"
SIGN_INS: Final = "sign-ins"

EVENTS: Final = {
    CHANGES: {
        "person.invited": "people.event_invited",
        "person.added": "people.event_person_added",
        "member.added": "people.event_member_added",
        "member.ended": "people.event_member_ended",
        "mailbox.changed": "people.event_mailbox",
        "password.changed": "people.event_password",
        "codes.renewed": "people.event_codes",
        "second_step.renewed": "people.event_second_step",
        "reset.asked": "people.event_reset_asked",
        "reset.withdrawn": "people.event_reset_withdrawn",
        "reset.confirmed": "people.event_reset_confirmed",
        "token.made": "people.event_token_made",
        "token.ended": "people.event_token_ended",
        "feed.internal": "people.event_feed_internal",
    },
    SIGN_INS: {
        "sign_in.done": "people.event_sign_in",
        "sign_in.refused": "people.event_sign_in_refused",
        "code.refused": "people.event_code_refused",
    },
}
"""Everything that is written down, by the part of the page on which it stands: its code, and the code of its words."""

OWN: Final = frozenset(
    {
        *("mailbox.changed", "password.changed", "codes.renewed", "second_step.renewed"),
        *("token.made", "token.ended", "feed.internal", "sign_in.done"),
    }
)
"""What people do with their own access and nobody else can: whom it concerns did it."""
REFUSED: Final = frozenset({"sign_in.refused", "code.refused"})
"""What nobody did who had said who they are."""


def access_log_page(found: tuple[Happening, ...], shown: str) -> Page:
    """What happened, the newest first: each part of `EVENTS` under a filter of its own."""
    columns = (
        head("people.opened_at", weight=2),
        head("people.event_what", weight=4),
        head("people.event_about", weight=4),
        head("people.event_by", weight=4),
    )
    rows = tuple(_row(one, EVENTS[shown][one.code]) for one in found)
    table = Table(name="people.log", columns=columns, rows=rows)
    block: PageBlock = table if rows else Empty(say=say("people.no_event"))
    filters = Filters(label=say("people.log_show"), filters=tuple(_filter(one, shown) for one in EVENTS))
    return Page(
        name="access_log",
        title=say("people.log"),
        area="people",
        crumbs=(Link(label=say("people.title"), to=goto("people")),),
        facts=(say("people.log_kept"),),
        blocks=(filters, block),
    )


def _filter(part: str, shown: str) -> Filter:
    query = () if part == CHANGES else (("show", part),)
    label = say("people.log_changes" if part == CHANGES else "people.log_sign_ins")
    return Filter(label=label, to=goto("access_log", query=query), chosen=part == shown)


def _row(one: Happening, code: str) -> Row:
    return row(cell(say("people.moment", at=one.at)), cell(say(code)), cell(_who(one.about)), cell(_by(one)))


def _by(one: Happening) -> Say | None:
    """Who did it. What nobody on the pages did was done at the server, by command."""
    if one.by is not None:
        return _who(one.by)
    if one.code in OWN:
        return _who(one.about)
    return say("people.event_by_nobody" if one.code in REFUSED else "people.event_by_server")


def _who(member: Member | None) -> Say | None:
    """Somebody by function and organisation; nothing where nobody is known."""
    if member is None:
        return None
    return say("people.event_who", function=text(member.function), organisation=text(member.organisation.name))
