"""People of a workspace as values: organisations, persons, memberships, what was opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from waypost.core.people.roles import RIGHTS, Power, Role
from waypost.core.values import ElementId, Principal, Slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body whose people work here, and the principal with whose eyes they look."""

    id: str
    name: str
    eyes: Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person in one organisation: the function there, the role, from when to when (None: still).

    `person` is the id of the person, `login` the name they sign in with; `mailbox` is where mail about this function
    goes, empty where none was given.
    """

    id: str
    person: str
    login: str
    function: str
    organisation: Organisation
    role: Role
    since: datetime
    until: datetime | None = None
    mailbox: str = ""

    @property
    def viewer(self) -> Principal:
        """With whose eyes this member looks."""
        return self.organisation.eyes

    def may(self, power: Power) -> bool:
        """Whether this member may do that."""
        return power in RIGHTS[self.role].powers


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A session of a person as they see it in their list: when it began, was last used, with what; `current` is the
    one that asks."""

    id: str
    begun: datetime
    seen: datetime
    agent: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks: a person signed in, acting as one member; `sitting` is the id of the session. `language` and `scheme`
    are what the person chose, empty where nothing was."""

    sitting: str
    member: Member
    language: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened to somebody's access: what, when, to whom and by whom (None: nobody that is known)."""

    at: datetime
    code: str
    about: Member | None
    by: Member | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """That a keeper asks to take somebody's second step back, so that they can set it up anew; another has to confirm.

    `person` is the id of whom it concerns, `login` the name they sign in with, `by` the keeper who asks.
    """

    id: str
    person: str
    login: str
    by: Member
    asked: datetime


def may_ask(keeper: Member, person: str) -> bool:
    """Whether somebody may ask that a person's second step be taken back: a keeper, and never for themselves."""
    return keeper.may(Power.ADMINISTER) and keeper.person != person


def may_confirm(keeper: Member, reset: Reset) -> bool:
    """Whether somebody may confirm it: another person than the keeper who asks, and than whom it concerns."""
    return may_ask(keeper, reset.person) and keeper.person != reset.by.person


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A token of somebody's program, as they see it in their list: what they called it, whether it may write, since
    when and until when it serves, when it was last used (None: never)."""

    id: str
    name: str
    writes: bool
    made: datetime
    ends: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """That somebody opened or downloaded what not everybody may see. `element` is None for a whole roadmap; `form` is
    that of a download, empty for a page."""

    at: datetime
    member: Member
    home: Slug
    element: ElementId | None
    form: str
