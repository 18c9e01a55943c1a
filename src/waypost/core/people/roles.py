"""Who does what in a workspace: the roles of domain 5 and the few powers that a role holds.

A role says what somebody may do; with whose eyes they look says their organisation (`Member.organisation.eyes`). No
role sees more than its organisation, and no role holds every power: who administers people looks with the eyes of the
public.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Power(StrEnum):
    """What somebody may do with what they see."""

    READ = "read"
    EDIT = "edit"
    """Add and change elements, write proposals, take in files."""
    WIDEN = "widen"
    """Ask that an element be shown to more readers, and, as the second person, let it be shown."""
    CONFIRM = "confirm"
    """Confirm that a follow-up of somebody else was done."""
    START = "start"
    """Start a roadmap: the EU keeps the workspace, so it is for those who act in its name."""
    ADMINISTER = "administer"
    """Invite people, end memberships, withdraw sessions."""
    INSPECT = "inspect"
    """Read what was written down of access: sign-ins, refusals, and who changed whose."""


class Side(StrEnum):
    """With whose eyes an organisation of a role may look, by the kind of its principal."""

    EU = "eu"
    STATE = "ms"
    PARTNER = "partner"
    SERVICE = "org"
    PUBLIC = "public"


class Role(StrEnum):
    """What somebody is in the workspace. Source: domain 5."""

    PRESIDENCY = "presidency"
    SECRETARIAT = "secretariat"
    COREPER = "coreper"
    HOME_AFFAIRS = "home_affairs"
    PROGRAMMES = "programmes"
    EXTERNAL_ACTION = "external_action"
    DELEGATION = "delegation"
    STATE_DESK = "state_desk"
    STATE_READER = "state_reader"
    AGENCY = "agency"
    PARTNER_DESK = "partner_desk"
    PARTNER_READER = "partner_reader"
    PARLIAMENT = "parliament"
    AUDITOR = "auditor"
    PRESS = "press"
    IMPLEMENTER = "implementer"
    KEEPER = "keeper"
    """Keeps accounts and nothing else; in no list of domain 5, since it takes no part in a partnership."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a role may do, and on which sides it stands."""

    sides: frozenset[Side]
    powers: frozenset[Power]


def _rights(sides: Side | tuple[Side, ...], *powers: Power) -> Rights:
    held = (sides,) if isinstance(sides, Side) else sides
    return Rights(sides=frozenset(held), powers=frozenset((Power.READ, *powers)))


RIGHTS: Final[dict[Role, Rights]] = {
    Role.PRESIDENCY: _rights(Side.EU, Power.EDIT, Power.WIDEN, Power.CONFIRM, Power.START),
    Role.SECRETARIAT: _rights(Side.EU, Power.EDIT, Power.WIDEN, Power.CONFIRM, Power.START),
    Role.COREPER: _rights(Side.EU),
    Role.HOME_AFFAIRS: _rights(Side.EU, Power.EDIT, Power.CONFIRM, Power.START),
    Role.PROGRAMMES: _rights(Side.EU, Power.EDIT, Power.CONFIRM),
    Role.EXTERNAL_ACTION: _rights(Side.EU, Power.EDIT, Power.WIDEN, Power.CONFIRM, Power.START),
    Role.DELEGATION: _rights((Side.EU, Side.SERVICE), Power.EDIT),
    Role.STATE_DESK: _rights(Side.STATE, Power.EDIT, Power.WIDEN, Power.CONFIRM),
    Role.STATE_READER: _rights(Side.STATE),
    Role.AGENCY: _rights(Side.SERVICE, Power.EDIT, Power.CONFIRM),
    Role.PARTNER_DESK: _rights(Side.PARTNER, Power.EDIT, Power.WIDEN, Power.CONFIRM),
    Role.PARTNER_READER: _rights(Side.PARTNER),
    Role.PARLIAMENT: _rights(Side.PUBLIC),
    Role.AUDITOR: _rights(Side.EU, Power.INSPECT),
    Role.PRESS: _rights(Side.PUBLIC),
    Role.IMPLEMENTER: _rights(Side.SERVICE, Power.EDIT),
    Role.KEEPER: _rights(Side.PUBLIC, Power.ADMINISTER, Power.INSPECT),
}
"""The whole table: the document that a reader of "who can see and do what" sees is made from it."""


def side_of(principal: str) -> Side:
    """The side of a principal: `ms` of `ms:IT`."""
    return Side(principal.partition(":")[0])


def fits(role: Role, principal: str) -> bool:
    """Whether somebody of an organisation with those eyes may hold the role."""
    return side_of(principal) in RIGHTS[role].sides


def may(role: Role | None, power: Power) -> bool:
    """Whether a role holds a power. Who is not signed in has no role, and reads what is public."""
    return power is Power.READ if role is None else power in RIGHTS[role].powers
