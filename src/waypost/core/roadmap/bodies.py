"""What each kind of element holds: one small frozen body a kind (design 3).

A field is written here once, with its label and help; `kinds` reads the table off these classes.
`starts` and `due` are dates as written; `began` and `ended` are facts, days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.core.roadmap.records import (
    CodeShare,
    DateChange,
    EarlierTarget,
    Gives,
    Inside,
    Need,
    Partner,
    Printed,
    Step,
)
from waypost.core.roadmap.shown import shown
from waypost.core.roadmap.vocabulary import (
    ActionState,
    AimKind,
    Counting,
    Direction,
    Domain,
    EntryKind,
    Form,
    ItemKind,
    ItemState,
    Level,
    LeverState,
    LinkKind,
    MeetingForm,
    MeetingLevel,
    Nature,
    PositionKind,
    RelationKind,
    RoadmapState,
    Side,
    Tool,
)
from waypost.core.values import ElementId, Missing, Principal, Quantity, Text, When

NOT_STATED = Missing.NOT_STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """The head of a roadmap. Its element has no parent."""

    title: Text | Missing = shown("Title", "The name of the roadmap as its text prints it.")
    partners: tuple[Partner, ...] = shown("Partners", "The partner countries with their roles.", default=())
    frameworks: tuple[str, ...] = shown("Frameworks", "Codes of the reference table.", default=())
    framework_words: tuple[Text, ...] = shown(
        "Frameworks as written", "Frameworks that the reference table does not hold.", default=()
    )
    state: RoadmapState | Missing = shown("State", "Draft, in force or closed.", default=NOT_STATED)
    in_force: When | Missing = shown("Period in force", "From when to when it holds.", default=NOT_STATED)
    owner: Principal | Missing = shown("Owner", "Who keeps the roadmap.", default=NOT_STATED)
    training: bool = shown("Training data", "Invented for training; marked on every page.", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """A pillar of the roadmap's own text, mapped to a domain or to none."""

    title: Text | Missing = shown("Title", "The pillar as the text names it.")
    domain: Domain | Missing = shown("Domain", "One of the five domains, or none.", default=NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """A result wanted. Its parent is a pillar or the roadmap."""

    title: Text | Missing = shown("Result wanted", "What is to be true in the end.")
    rank: int | None = shown("Rank", "1 is the first priority.", default=None)
    domain: Domain | Missing = shown("Domain", "One of the five domains, or none.", default=NOT_STATED)
    lapses: date | Missing = shown(
        "Lapses on", "The day on which the priority ends unless renewed.", default=NOT_STATED
    )
    needs: tuple[Need, ...] = shown("Needs", "What it needs, counted.", default=(), sheet="Needs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to be done by somebody by a day. Its parent is an objective, a pillar or the roadmap."""

    title: Text | Missing = shown("Action", "What is to be done.")
    owner: Principal | Missing = shown("Owner", "The one who answers for it.", default=NOT_STATED, often=True)
    contributors: tuple[Principal, ...] = shown("Contributors", "Who else takes part.", default=())
    side: Side | Missing = shown("Side", "Who acts: EU, partner, both, Member States.", default=NOT_STATED)
    tool: Tool | Missing = shown("Tool", "The policy area it uses.", default=NOT_STATED)
    nature: Nature | Missing = shown("Nature", "Project or policy.", default=NOT_STATED)
    domain: Domain | Missing = shown("Domain", "Empty: that of its objective or pillar.", default=NOT_STATED)
    codes: tuple[CodeShare, ...] = shown("Codes", "Codes with shares.", default=())
    place: Text | Missing = shown("Place", "Where it happens.", default=NOT_STATED)
    starts: When | Missing = shown("Starts", "As written; a day, a quarter, a phrase.", default=NOT_STATED, often=True)
    due: When | Missing = shown("Due", "As written; a day, a quarter, a phrase.", default=NOT_STATED, often=True)
    began: date | None = shown("Began on", "The day on which it really began.", default=None)
    ended: date | None = shown("Ended on", "The day on which it really ended.", default=None, often=True)
    changes: tuple[DateChange, ...] = shown(
        "Date changes", "Each change of a date with its reason.", default=(), sheet="Date changes"
    )
    length: int | None = shown(
        "Length", "Working days it takes; empty: not known; 0: a milestone.", default=None, unit="working days"
    )
    not_before: date | None = shown("Not before", "The first day on which it may start.", default=None)
    condition: Text | None = shown("Condition", "What must come true first.", default=None)
    state: ActionState | Missing = shown(
        "State", "Planned, under way, on hold, done, dropped.", default=NOT_STATED, often=True
    )
    state_words: Text | None = shown("State as written", "The source's own word for the state.", default=None)
    done: Decimal | Missing = shown("Share done", "From 0 to 1.", default=Missing.NOT_REPORTED, often=True)
    answers: tuple[ElementId, ...] = shown("Answers", "Positions of a side that it answers.", default=())
    delay_reason: Text | Missing = shown(
        "Reason for delay", "Why it is late, in words.", default=NOT_STATED, often=True
    )
    risk_to_people: bool | None = shown("Risk to people", "Yes: it needs an assessment.", default=None)
    checked_by: Principal | None = shown("Checked by", "Who checked the state, other than the owner.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One waits for another: `to` waits for `waits_for`."""

    waits_for: ElementId = shown("Waits for", "The action, meeting item or contribution that comes first.")
    to: ElementId = shown("Action", "The action that waits.")
    link: LinkKind = shown("Kind of link", "After its end, or after its start.", default=LinkKind.FINISH_START)
    lag: int = shown("Lag", "Working days between the two; may be negative.", default=0, unit="working days")
    reason: Text | Missing = shown("Reason", "Why the one waits for the other.", default=NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """How progress is measured. Its parent is the objective or action it is about."""

    title: Text | Missing = shown("Indicator", "What is counted.")
    definition: Text | Missing = shown(
        "Definition", "How it is counted, so that two people count alike.", default=NOT_STATED
    )
    unit: str | Missing = shown("Unit", "Persons, places, per cent.", default=NOT_STATED)
    level: Level | Missing = shown("Level", "Output, outcome or impact.", default=NOT_STATED)
    counting: Counting | Missing = shown("Counting", "A level, in the period, or cumulative.", default=NOT_STATED)
    direction: Direction | Missing = shown("Direction", "Up or down is better.", default=NOT_STATED)
    aim: AimKind = shown("Aim", "Target or ceiling.", default=AimKind.TARGET)
    baseline: Quantity | Missing = shown("Baseline", "The value before.", default=NOT_STATED, often=True)
    baseline_day: date | Missing = shown("Baseline day", "The day of the baseline.", default=NOT_STATED)
    target: Quantity | Missing = shown("Target", "The value wanted.", default=NOT_STATED, often=True)
    target_due: When | Missing = shown("Target day", "By when.", default=NOT_STATED, often=True)
    target_words: Text | None = shown("Target as written", "The target in the source's words.", default=None)
    earlier_targets: tuple[EarlierTarget, ...] = shown(
        "Earlier targets", "Targets that were replaced.", default=(), sheet="Earlier targets"
    )
    series: str | None = shown("Series", "The series of official statistics that gives its values.", default=None)
    owner: Principal | Missing = shown("Owner", "Who reports the value.", default=NOT_STATED, often=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A person's statement of a value. Its parent is the indicator."""

    value: Quantity | Missing = shown("Value", "The value stated.")
    as_of: date | Missing = shown("As of", "The day of the value; the last day of a period.", default=NOT_STATED)
    as_of_phrase: str | None = shown("As of, as written", "The date as the source writes it.", default=None)
    period_from: date | None = shown("Period from", "The first day counted, when it counts a period.", default=None)
    preliminary: bool | None = shown("Preliminary", "Yes, no; empty: not stated.", default=None)
    reporter: Principal | Missing = shown("Reporter", "Who states it.", default=NOT_STATED, often=True)
    evidence: Text | Missing = shown("Evidence", "What it rests on.", default=NOT_STATED, often=True)
    checked_by: Principal | None = shown("Checked by", "Who checked it, other than the reporter.", default=None)
    chosen_because: Text | None = shown(
        "Chosen because", "When two values stand on one day: why this one is used.", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What somebody gives. Its parent is the roadmap, an objective or an action it is given for."""

    title: Text | Missing = shown("Contribution", "What is given.")
    donors: tuple[Principal, ...] = shown(
        "Donors", "Whose own budget it is; several: the split was not read; none: not stated.", default=(), often=True
    )
    form: Form | Missing = shown("Form", "Grant, loan, guarantee, places, market access.", default=NOT_STATED)
    instrument: str | Missing = shown("Instrument", "Code of the reference table.", default=NOT_STATED)
    instrument_words: Text | None = shown("Instrument as written", "The source's own words.", default=None)
    tool: Tool | Missing = shown("Tool", "The policy area it uses.", default=NOT_STATED)
    codes: tuple[CodeShare, ...] = shown("Codes", "Codes with shares.", default=())
    for_what: tuple[ElementId, ...] = shown(
        "For", "Actions or objectives it is tied to; empty: its parent.", default=(), empty_says=True
    )
    place: Text | Missing = shown("Place", "Where it is spent.", default=NOT_STATED)
    period: When | Missing = shown("Period", "From when to when.", default=NOT_STATED, often=True)
    inside: tuple[Inside, ...] = shown("Part of", "Contributions it lies inside.", default=())
    delegated_from: Principal | None = shown(
        "Delegated from", "Whose money it is, when another manages it.", default=None
    )
    core_funding: bool = shown("Core funding", "Given to a multilateral body as a whole.", default=False)
    printed: Printed | None = shown("Printed total", "A total or ceiling printed in the text.", default=None)
    condition: Text | None = shown("Condition", "What must come true before it is given.", default=None, often=True)
    condition_met: bool | None = shown("Condition met", "Yes, no; empty: not known.", default=None)
    primary_purpose: Text | Missing = shown(
        "Primary purpose", "The purpose named for the aid test.", default=NOT_STATED
    )
    migration_share: Decimal | None = shown("Migration share", "Part that serves migration, 0 to 1.", default=None)
    steps: tuple[Step, ...] = shown("Steps", "Running totals by state.", default=(), sheet="Steps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a side needs, wants, will not do, or has refused. `replies_to` is the element it answers."""

    position: PositionKind = shown("Kind of position", "Need, priority, red line, refusal.")
    side: Principal | Missing = shown("Whose", "The side whose position it is.", default=NOT_STATED)
    words: Text | Missing = shown("In its words", "The position.")
    said_on: date | Missing = shown("Said on", "The day on which it was stated.", default=NOT_STATED)
    rank: int | None = shown("Rank", "1 is the first priority of that side.", default=None)
    replies_to: ElementId | None = shown("Replies to", "What it answers.", default=None)
    reply: Text | None = shown("Reply", "The answer given to it.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What else is in force between the sides (seed S3, wider relations)."""

    relation: RelationKind = shown(
        "Kind of relation", "Partnership, readmission, mobility, visa, trade, macro-financial."
    )
    title: Text | Missing = shown("Agreement", "Its name.")
    framework: str | None = shown("Framework", "Code of the reference table.", default=None)
    partner: str | None = shown("Country", "The partner country, when there are several.", default=None)
    state: Text | Missing = shown("State", "In force, signed, suspended, in words.", default=NOT_STATED)
    since: When | Missing = shown("Since", "Since when.", default=NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What each side gives and gets in return."""

    title: Text | Missing = shown("Pair", "A name for the exchange.", default=NOT_STATED)
    eu_gives: Gives = shown("EU and Member States give", "What this side gives.")
    partner_gives: Gives = shown("The partner gives", "What that side gives.")
    condition: Text | None = shown("Condition", "What the exchange depends on.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """An incentive. Its parent is the objective or action it serves (domain 1.14)."""

    title: Text | Missing = shown("Lever", "The incentive.")
    tool: Tool | Missing = shown("Tool", "The policy area it uses.", default=NOT_STATED)
    owner: Principal | Missing = shown("Owner", "Who decides on it.", default=NOT_STATED)
    offered_to: Principal | Missing = shown("To whom", "To whom it is offered.", default=NOT_STATED)
    state: LeverState | Missing = shown("State", "Considered, offered, agreed, used, withdrawn.", default=NOT_STATED)
    day: date | Missing = shown("Day", "The day of that state.", default=NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A text about its parent, as of a day: line to take, state of play, note, comment."""

    entry: EntryKind = shown("Kind of text", "Line to take, state of play, note, comment.")
    words: Text | Missing = shown("Text", "The text.")
    as_of: date | Missing = shown("As of", "The day it speaks of.", default=NOT_STATED)
    author: Principal | Missing = shown("Author", "The function that wrote it.", default=NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """An assessment of rights and risk of its parent (domain R29)."""

    finding: Text | Missing = shown("Finding", "What was found.")
    day: date | Missing = shown("Day", "The day of the assessment.", default=NOT_STATED)
    measures: Text | Missing = shown("Measures", "What is done about it.", default=NOT_STATED)
    owner: Principal | Missing = shown("Owner", "Who sees to the measures.", default=NOT_STATED)
    public_summary: Text | None = shown("Public summary", "What may be published of it.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """When its parent is to be suspended, and whether that is met (domain R31)."""

    words: Text | Missing = shown("Criterion", "When the action is to be suspended.")
    met: bool | None = shown("Met", "Yes, no; empty: not known.", default=None)
    as_of: date | Missing = shown("As of", "The day of that statement.", default=NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding of the review that is lived with. `element` is what the finding is about."""

    rule: str = shown("Rule", "The rule, such as R7.")
    element: ElementId | None = shown(
        "Element", "What the finding is about; empty: the roadmap.", default=None, empty_says=True
    )
    reason: Text | Missing = shown("Reason", "Why it is accepted.")
    by: Principal | Missing = shown("Accepted by", "The function that accepts.", default=NOT_STATED)
    until: date | Missing = shown("Until", "Until when it is accepted.", default=NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series of meetings; one with several partners is a dialogue (design 3)."""

    title: Text | Missing = shown("Series", "The name of the series.")
    rhythm_days: int | Missing = shown(
        "Rhythm", "Days between two meetings as stated.", default=NOT_STATED, unit="days"
    )
    rhythm_words: Text | None = shown("Rhythm as written", "As the text says it.", default=None)
    partners: tuple[Partner, ...] = shown("Partners", "The partner countries that take part.", default=())
    form: MeetingForm | Missing = shown("Form", "In person, video, telephone, hybrid.", default=NOT_STATED)
    level: MeetingLevel | Missing = shown("Level", "Of its meetings.", default=NOT_STATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting. Its parent is a series, the roadmap, or nothing in the workspace."""

    title: Text | Missing = shown("Meeting", "The name of the meeting.")
    formations: tuple[Text, ...] = shown("Formations", "Who meets: formations and functions.", default=(), often=True)
    chairs: tuple[Text, ...] = shown("Chairs", "As functions, never as persons.", default=(), often=True)
    level: MeetingLevel | Missing = shown("Level", "Summit, ministers, senior officials.", default=NOT_STATED)
    form: MeetingForm | Missing = shown("Form", "In person, video, telephone, hybrid.", default=NOT_STATED)
    place: Text | Missing = shown("Place", "Where.", default=NOT_STATED, often=True)
    first_day: date | Missing = shown("First day", "The first day of the meeting.")
    last_day: date | None = shown("Last day", "Empty: the first day.", default=None)
    frame: Text | None = shown("Frame", "Under which process it meets.", default=None)
    informal: bool | None = shown("Informal", "Yes, no; empty: not stated.", default=None)
    minutes: int | None = shown("Length", "Minutes planned.", default=None, unit="minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A point of a meeting, its parent: agenda point, decision, any other business, reply, statement."""

    item: ItemKind = shown(
        "Kind of item", "Agenda, statement, discussed, conclusion, decision, other business, reply, link."
    )
    title: Text | Missing = shown("Item", "The point.")
    rank: int | None = shown("Order", "Its place on the paper.", default=None)
    minutes: int | None = shown("Minutes", "Time planned.", default=None, unit="minutes")
    presents: Text | Missing = shown("Who presents", "As a function.", default=NOT_STATED)
    about: tuple[ElementId, ...] = shown("About", "The actions or objectives meant.", default=())
    hangs_on_it: Text | Missing = shown("What hangs on it", "What follows from the decision.", default=NOT_STATED)
    decides: Text | Missing = shown("Who decides", "As a function.", default=NOT_STATED)
    owner: Principal | Missing = shown("Owner", "Who sees to it.", default=NOT_STATED, often=True)
    due: When | Missing = shown("Due", "By when.", default=NOT_STATED, often=True)
    state: ItemState | Missing = shown("State", "Open, done, confirmed, dropped.", default=NOT_STATED, often=True)
    was_done: Text | None = shown("What was done", "How it was settled.", default=None, often=True)
    closed_on: date | None = shown("Closed on", "The day on which it was settled.", default=None)
    important: bool = shown("Important", "Closes only when somebody else confirms.", default=False)
    confirmed_by: Principal | None = shown("Confirmed by", "Who confirmed it.", default=None)
    papers: tuple[ElementId, ...] = shown("Papers", "Documents on it.", default=())
    partner: str | None = shown("Country", "The partner that replies.", default=None)
    preferred_form: MeetingForm | None = shown("Preferred form", "The form the partner asks for.", default=None)
    address: str | None = shown("Address", "Of a link given.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document: a paper of a meeting, or the cover data of a roadmap."""

    title: Text | Missing = shown("Title", "Its title.")
    document_number: str | None = shown("Document number", "As printed, with its revision.", default=None)
    revision: str | None = shown("Revision", "INIT, REV 1.", default=None)
    day: date | Missing = shown("Day", "Its date.", default=NOT_STATED)
    issuer: Text | Missing = shown("From", "Who issues it.", default=NOT_STATED)
    addressee: Text | Missing = shown("To", "To whom it goes.", default=NOT_STATED)
    subject: Text | Missing = shown("Subject", "Its subject.", default=NOT_STATED)
    marking: Text | Missing = shown("Marking", "Its distribution marking.", default=NOT_STATED)
    address: str | Missing = shown("Address", "Where it can be read.", default=NOT_STATED)


Body = (
    Roadmap
    | Pillar
    | Objective
    | Action
    | Link
    | Indicator
    | Report
    | Contribution
    | Position
    | Relation
    | Pair
    | Lever
    | Entry
    | Assessment
    | Criterion
    | Acceptance
    | Series
    | Meeting
    | Item
    | Document
)
