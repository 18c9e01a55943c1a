"""What needs a person: the page, the calendar of their own, and the weekly mail, each from the person's own view.

The mail is made for one recipient at the moment it is sent, from what that recipient may see then (security S13).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from waypost.core.change.portion import Portion, portion, with_gone
from waypost.core.errors import NotThere, WrongRequest
from waypost.core.goto import goto
from waypost.core.pages.digest import Feed, digest_page, mail_lines
from waypost.core.pages.waiting import Waits
from waypost.core.people.members import Member, Visitor
from waypost.core.roadmap.audience import is_internal, is_shared
from waypost.core.roadmap.elements import WORKSPACE, Element
from waypost.core.say import Who, say
from waypost.outputs.feed import Week, render_feeds
from waypost.outputs.mail import render_mail
from waypost.usecases.addresses import address_of
from waypost.usecases.desk import Call, Desk, at_desk
from waypost.usecases.opening import Asking, Opened, once, open_all, reading_of
from waypost.usecases.pages.known import changed_since, needs
from waypost.usecases.pages.waiting import waits_for
from waypost.usecases.serving import Place
from waypost.workspace.outbox import Folder, Outbox, Server
from waypost.workspace.people import feeds, register

WEEK: Final = timedelta(days=7)


def digest(desk: Desk) -> bytes:
    """The page of what needs the reader, with the calendars of their own."""
    return _page(desk, held_feeds(desk))


def _page(desk: Desk, held: tuple[Feed, ...]) -> bytes:
    asking, is_known = once(desk.asking), desk.visitor is not None
    waits = waits_for(desk) if is_known else Waits()
    return desk.set(digest_page(needs(asking), desk.viewer, asking.on, held, signed_in=is_known, waits=waits))


def held_feeds(desk: Desk) -> tuple[Feed, ...]:
    """The calendars of whoever asks; none where nobody is signed in."""
    if desk.visitor is None:
        return ()
    held = feeds.feeds_of(desk.visitor.member, desk.now)
    return tuple(Feed(id=one.id, made=one.made, ends=one.ends, internal=one.internal) for one in held)


# A calendar of one's own -------------------------------------------------------------------------------------------


def make_feed(desk: Desk, who: Visitor, *, internal: bool = False) -> bytes:
    """The page of the digest with a new calendar and its address, which is told this once. What is internal stands in
    it only where its owner wants that."""
    token = feeds.make(who.member, desk.words.language, desk.now, internal=internal)
    newest, *others = held_feeds(desk)
    address = f"{desk.place.origin}{address_of(goto('feed', token=token))}"
    return _page(desk, (replace(newest, address=address), *others))


def end_feed(desk: Desk, who: Visitor, id: str) -> None:
    """End a calendar of one's own. Raises NotThere for one that is not there or another's."""
    if not feeds.end(id, who.member, desk.now):
        raise NotThere(id)


def feed_of(token: str, place: Place, call: Call) -> bytes:
    """The calendar that a token opens, as its owner may see it now. Raises NotThere for every other token."""
    found = feeds.found(token, call.now)
    if found is None:
        raise NotThere("")
    member, held = found
    visitor = Visitor(sitting="", member=member, language=held.language)
    with at_desk(place, visitor, replace(call, language=held.language)) as desk:
        asking = once(desk.asking)
        portions = tuple(one if held.internal else _shared(one) for one in _portions(asking))
        code = "digest.feed_about_internal" if held.internal else "digest.feed_about"
        about = say(code, who=Who(principal=desk.viewer))
        week = _week(desk, asking, internal=held.internal)
        return render_feeds(portions, say("digest.feed_name"), about, desk.words, week=week)


def _week(desk: Desk, asking: Asking, *, internal: bool) -> Week | None:
    """How much waits for the owner this week, as the mail says it; None where nothing does. Of an owner who sees what
    is internal, that and what stands in no roadmap counts only where it may stand in the calendar."""
    waiting, is_all = needs(asking), internal or not is_internal(frozenset({desk.viewer}))
    count = waiting.count + waits_for(desk).count if is_all else waiting.among(_is_told).count
    if not count:
        return None
    address = f"{desk.place.origin}{address_of(goto('digest'))}"
    return Week(day=asking.on, title=say("digest.week", n=count), lines=mail_lines(count, 0, address), address=address)


def _is_told(element: Element) -> bool:
    return is_shared(element.audience)


def _portions(asking: Asking) -> Iterator[Portion]:
    """Everything with days that the viewer may know: each roadmap, then what belongs to none."""
    for one in open_all(asking):
        yield with_gone(portion(one.view, None), one.history)
    with suppress(NotThere):
        opened = Opened(reading_of(asking), WORKSPACE, asking.until)
        yield with_gone(portion(opened.view, None), opened.history)


def _shared(given: Portion) -> Portion:
    """A portion without what is internal: an address is forwarded and kept by programs, so what no partner and not
    the public may see is left out of it altogether (security S12)."""
    own = frozenset(one.id for one in given.elements if one.id in given.own and is_shared(one.audience))
    return replace(given, own=own, gone=tuple(one for one in given.gone if is_shared(one.audience)))


# Mail ---------------------------------------------------------------------------------------------------------------


def outbox_at(place: Place, server: str | None) -> Outbox:
    """The mail server of that name and port, else a folder beside the workspace. Raises WrongRequest for no port."""
    if server is None:
        return Folder(place.folder / "outbox")
    host, _, port = server.rpartition(":")
    if not host or not port.isdecimal():
        raise WrongRequest(say("digest.no_server", value=server))
    return Server(host, int(port))


def send_digests(place: Place, now: datetime, outbox: Outbox) -> tuple[str, ...]:
    """A mail to every member who has something to read, each composed now from the recipient's own view.

    The names of those it went to; where nothing waits and nothing changed, no mail goes. By a server it goes to the
    mailboxes that members gave, and to nobody else: a name to sign in with is no address.
    """
    return tuple(
        one.login for one in register.members() if (one.mailbox or not outbox.leaves) and _send(one, place, now, outbox)
    )


def _send(member: Member, place: Place, now: datetime, outbox: Outbox) -> bool:
    call = Call(language=register.language_of(member.person), today=now.date(), now=now)
    with at_desk(place, Visitor(sitting="", member=member), call) as desk:
        asking = once(desk.asking)
        waiting = needs(asking).count + waits_for(desk).count
        changed = changed_since(asking, now - WEEK)
        if not waiting and not changed:
            return False
        lines = mail_lines(waiting, changed, f"{place.origin}{address_of(goto('digest'))}")
        to = member.mailbox or member.login
        raw = render_mail(say("digest.mail_subject"), lines, to=to, now=now, words=desk.words)
    outbox.put(to, raw)
    return True
