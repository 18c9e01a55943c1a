"""A desk: everything one reader's page is made with. Who asks sits down at it for one page and gets up again.

What lies on it is what the reader may know and nothing else, so a page made from it cannot tell more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from waypost.core.pages.page import Notice, Page
from waypost.core.people.members import Visitor
from waypost.core.people.roles import Power, may
from waypost.core.roadmap.audience import circle_of
from waypost.core.roadmap.view import View, knowledge
from waypost.core.values import PUBLIC, Principal
from waypost.outputs.charts.drawing import drawings_in
from waypost.outputs.html.site import AREAS, Shell, render_page
from waypost.usecases.opening import Asking, Once
from waypost.usecases.serving import Place
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import Wording, wording
from waypost.workspace.database.gate import Walled

SCHEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """How somebody asks for a page: language and scheme, the three times (None: now), the token of the forms, the
    address asked, and what is to be told about what was just done."""

    language: str
    today: date
    now: datetime
    scheme: str = "system"
    on: date | None = None
    at: datetime | None = None
    vintage: date | None = None
    csrf: str = ""
    asked: str = "/"
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who asks with which times, what stands round the page, the person (None: not signed in), and the place."""

    asking: Asking
    shell: Shell
    words: Wording
    visitor: Visitor | None
    place: Place
    now: datetime

    @property
    def viewer(self) -> Principal:
        """With whose eyes the page is read."""
        return self.asking.viewer

    def may(self, power: Power) -> bool:
        """Whether whoever asks may do that."""
        return may(None if self.visitor is None else self.visitor.member.role, power)

    def set(self, page: Page, about: View | None = None) -> bytes:
        """The page in the reader's language and shell. The charts of one `about` a single view are shared within the
        reader's circle by those who know of the same elements."""
        if about is None:
            drawings = drawings_in(self.drawings)
        else:
            drawings = drawings_in(self._kept(circle_of(self.viewer))).known_to(knowledge(about))
        return render_page(page, self.shell, self.words, drawings)

    @property
    def drawings(self) -> Path:
        """Where this reader's charts are kept; those of another reader lie elsewhere."""
        return self._kept(self.viewer)

    def _kept(self, name: str) -> Path:
        return self.place.drawings / name.replace(":", "-").replace("/", "-")


@contextmanager
def at_desk(place: Place, visitor: Visitor | None, call: Call) -> Iterator[Desk]:
    """A desk for as long as a page is made. The reader's connection to the roadmaps is opened and closed with it."""
    viewer = PUBLIC if visitor is None else visitor.member.viewer
    with closing(Walled(place.roadmaps, viewer)) as walled:
        asking = Asking(
            viewer=viewer,
            on=call.on or call.today,
            at=call.at,
            vintage=call.vintage,
            folder=place.roadmaps,
            reading=Once(walled),
        )
        language = call.language if call.language in LANGUAGES else LANGUAGES[0]
        yield Desk(
            asking=asking,
            shell=_shell(visitor, viewer, language, call),
            words=wording(language),
            visitor=visitor,
            place=place,
            now=call.now,
        )


@contextmanager
def afresh(desk: Desk) -> Iterator[Desk]:
    """The same desk with what is recorded now: what lay on it was read before somebody wrote."""
    with closing(Walled(desk.place.roadmaps, desk.viewer)) as walled:
        yield replace(desk, asking=replace(desk.asking, reading=Once(walled)))


def _shell(visitor: Visitor | None, viewer: Principal, language: str, call: Call) -> Shell:
    return Shell(
        language=language,
        viewer=viewer,
        person=None if visitor is None else visitor.member.function,
        scheme="light" if call.scheme == "light" else "dark" if call.scheme == "dark" else "system",
        csrf=call.csrf,
        asked=call.asked,
        notices=call.notices,
        signed_in=visitor is not None,
        areas=(*AREAS, "import") if visitor is not None and visitor.member.may(Power.EDIT) else AREAS,
    )
