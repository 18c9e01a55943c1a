"""The closed lists of the field. Every code is the one a file carries; its words are in the catalogues,
under `<table>.<code>` with the name of the class in lower case as table.

Source: design 3, contract 6, domain 2; tools: the list of the published partnerships.
"""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Who acts. `ms` counts with the EU (contract 6)."""

    EU = "eu"
    PARTNER = "partner"
    BOTH = "both"
    MS = "ms"


class Role(StrEnum):
    """What a partner is on a route (design 3)."""

    ORIGIN = "origin"
    TRANSIT = "transit"
    DESTINATION = "destination"


class Domain(StrEnum):
    """The five domains of the Joint Valletta Action Plan (domain 2.1)."""

    DEVELOPMENT = "1"
    LEGAL_MIGRATION = "2"
    PROTECTION = "3"
    IRREGULAR_MIGRATION = "4"
    RETURN = "5"


class Tool(StrEnum):
    """A policy area that can be used (seed S8, contract 4)."""

    DEVELOPMENT = "development cooperation"
    VISA = "visa"
    TRADE = "trade"
    INVESTMENT = "investment"
    EMPLOYMENT = "employment"
    EDUCATION = "education"
    SECURITY = "security"
    ENERGY = "energy"
    MACRO_FINANCIAL = "macro-financial"
    DIPLOMACY = "diplomacy"
    HUMANITARIAN = "humanitarian"
    MIGRATION_MANAGEMENT = "migration management"
    RESETTLEMENT = "resettlement"
    RETURN = "return"


class Nature(StrEnum):
    """Two kinds of initiative (domain 1.10)."""

    PROJECT = "project"
    POLICY = "policy"


class ActionState(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    ON_HOLD = "on_hold"
    DONE = "done"
    DROPPED = "dropped"


class LinkKind(StrEnum):
    """`finish_start`: the second starts after the first has ended; `start_start`: after it has started."""

    FINISH_START = "finish_start"
    START_START = "start_start"


class Level(StrEnum):
    """Of an indicator (domain R11)."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Counting(StrEnum):
    """What a value of an indicator counts: a level on a day, what happened in its period, or all since a start."""

    LEVEL = "level"
    PERIOD = "period"
    CUMULATIVE = "cumulative"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class AimKind(StrEnum):
    """A target is to be reached; a ceiling is not to be passed (contract 6)."""

    TARGET = "target"
    CEILING = "ceiling"


class Form(StrEnum):
    """The form of a contribution; those from `visa_places` on have no financial value (domain C5)."""

    GRANT = "grant"
    LOAN = "loan"
    GUARANTEE = "guarantee"
    INVESTMENT = "investment"
    TECHNICAL_ASSISTANCE = "technical_assistance"
    IN_KIND = "in_kind"
    MIXED = "mixed"
    VISA_PLACES = "visa_places"
    RECEPTION_PLACES = "reception_places"
    RESETTLEMENT_PLACES = "resettlement_places"
    MARKET_ACCESS = "market_access"
    TRAINING = "training"
    DIALOGUE = "dialogue"


class MoneyState(StrEnum):
    """The states of money, in order; received and spent stand beside disbursed (contract 6)."""

    ANNOUNCED = "announced"
    ALLOCATED = "allocated"
    COMMITTED = "committed"
    CONTRACTED = "contracted"
    DISBURSED = "disbursed"
    RECEIVED = "received"
    SPENT = "spent"


class Movement(StrEnum):
    """Why a running total fell: money came back, or the earlier figure was wrong (domain C13)."""

    REPAYMENT = "repayment"
    CORRECTION = "correction"


class Whole(StrEnum):
    """How sure it is that a contribution lies inside another: only `sure` is arithmetic (design 3)."""

    SURE = "sure"
    NOT_STATED = "not_stated"


class PrintedKind(StrEnum):
    """A total or a ceiling printed in a text; never a line (domain C9)."""

    TOTAL = "total"
    CEILING = "ceiling"


class PositionKind(StrEnum):
    NEED = "need"
    PRIORITY = "priority"
    RED_LINE = "red_line"
    REFUSAL = "refusal"


class RelationKind(StrEnum):
    PARTNERSHIP = "partnership"
    READMISSION = "readmission"
    MOBILITY = "mobility"
    VISA = "visa"
    TRADE = "trade"
    MACRO_FINANCIAL = "macro_financial"


class LeverState(StrEnum):
    CONSIDERED = "considered"
    OFFERED = "offered"
    AGREED = "agreed"
    USED = "used"
    WITHDRAWN = "withdrawn"


class EntryKind(StrEnum):
    """A text about an element: a line to take, the state of play, a note, a comment."""

    MESSAGE = "message"
    STATE_OF_PLAY = "state_of_play"
    NOTE = "note"
    COMMENT = "comment"


class MeetingForm(StrEnum):
    IN_PERSON = "in_person"
    VIDEO = "video"
    TELEPHONE = "telephone"
    HYBRID = "hybrid"


class MeetingLevel(StrEnum):
    """Levels of meeting (domain 2.10); `joint` is the joint meeting of two formations (design 7)."""

    SUMMIT = "summit"
    MINISTERS = "ministers"
    JOINT = "joint"
    COREPER = "coreper"
    MOCADEM = "mocadem"
    WORKING_PARTY = "working_party"
    SENIOR_OFFICIALS = "senior_officials"
    EXPERT = "expert"
    LOCAL = "local"


class ItemKind(StrEnum):
    """What stands on the paper of a meeting: an agenda point, a statement made, a point discussed, a
    conclusion, a decision to take or follow, any other business, a partner's reply, a link given."""

    AGENDA = "agenda"
    STATEMENT = "statement"
    DISCUSSED = "discussed"
    CONCLUSION = "conclusion"
    DECISION = "decision"
    OTHER_BUSINESS = "other_business"
    REPLY = "reply"
    LINK = "link"


class ItemState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


class RoadmapState(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    CLOSED = "closed"
