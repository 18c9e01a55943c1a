"""A roadmap as aid activities: one for each action, and one for each contribution of money, which names what it is for.

What the standard asks for and a roadmap does not say is not made up: such an element is left out, and that is said.
Money in a state for which the standard has no transaction (allocated, contracted, received) stays in the roadmap.
Source: IATI 2.03, activity schema, code lists and standard ruleset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from waypost.core.aid.activity import (
    COMMITMENT,
    DAC,
    DISBURSEMENT,
    Activity,
    Amount,
    Dates,
    Description,
    Location,
    Organisation,
    Participant,
    Place,
    Related,
    Sector,
    Transaction,
)
from waypost.core.aid.texts import Narrative, Texts
from waypost.core.change.portion import Portion
from waypost.core.roadmap.bodies import Action, Contribution, Objective, Pillar
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.records import CodeShare, Step
from waypost.core.roadmap.vocabulary import ActionState, Domain, Form, MoneyState
from waypost.core.say import Ref, Say, say
from waypost.core.values import ElementId, Missing, Money, Principal, Text, When

PLEDGE, EXPENDITURE = "12", "4"
TYPES: Final = {
    MoneyState.ANNOUNCED: PLEDGE,
    MoneyState.COMMITTED: COMMITMENT,
    MoneyState.DISBURSED: DISBURSEMENT,
    MoneyState.SPENT: EXPENDITURE,
}
"""Which transaction a state of money is (list TransactionType)."""

STATUS: Final = {
    ActionState.PLANNED: "1",
    ActionState.UNDER_WAY: "2",
    ActionState.DONE: "4",
    ActionState.DROPPED: "5",
    ActionState.ON_HOLD: "6",
}
"""Which status a state of an action is (list ActivityStatus)."""

FINANCE: Final = {Form.GRANT: "110", Form.LOAN: "421", Form.GUARANTEE: "1100", Form.INVESTMENT: "510"}
"""Which type of finance a form is: standard grant, standard loan, guarantee, common equity (list FinanceType)."""

FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"
PARENT, CHILD = "1", "2"
OWN: Final = "99"
"""The vocabulary of whoever reports: the five domains of a roadmap stand in it."""

SEVERAL: Final = Place(code="998", vocabulary="1")
"""Developing countries, unspecified: what goes to several partners in parts that nobody stated (list Region)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGiven:
    """An element that is no activity, and what it lacks."""

    ref: Ref
    because: Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The activities of a roadmap in the order of its elements, and what is left out."""

    activities: tuple[Activity, ...]
    left_out: tuple[NotGiven, ...]


def given(
    portion: Portion,
    *,
    reporter: Organisation,
    organisation_of: Callable[[Principal], Organisation],
    domain_name: Callable[[Domain | None], str],
    training: Texts,
) -> Given:
    """The activities of what goes out of a roadmap.

    Args:
        portion: what the reader may know.
        reporter: who reports; its reference begins every identifier.
        organisation_of: how the standard names a principal.
        domain_name: the name of a domain in English, and of none.
        training: the words that mark every activity of a roadmap which is training data.
    """
    head = portion.head
    marking = training if head and head[1].training else ()
    giving = _Giving(portion, reporter, organisation_of, domain_name, marking)
    found: list[Activity] = []
    left: list[NotGiven] = []
    for element in portion.elements:
        made = giving.made(element)
        if isinstance(made, Activity):
            found.append(made)
        elif made is not None:
            left.append(NotGiven(ref=_ref(element), because=made))
    return Given(activities=_linked(found), left_out=tuple(left))


class _Giving:
    """A portion on its way to activities."""

    def __init__(
        self,
        portion: Portion,
        reporter: Organisation,
        organisation_of: Callable[[Principal], Organisation],
        domain_name: Callable[[Domain | None], str],
        marking: Texts,
    ) -> None:
        self.portion = portion
        self.reporter = reporter
        self.organisation_of = organisation_of
        self.domain_name = domain_name
        self.marking = marking
        self.by_id = {one.id: one for one in portion.elements}
        self.places = _places(portion)

    def made(self, element: Element) -> Activity | Say | None:
        """The activity of an element, or why it is none; None for what is neither action nor money."""
        body = element.body
        if isinstance(body, Action):
            return self._action(element, body)
        if isinstance(body, Contribution) and any(isinstance(one.amount, Money) for one in body.steps):
            return self._contribution(element, body)
        return None

    def _action(self, element: Element, body: Action) -> Activity | Say:
        owner = () if isinstance(body.owner, Missing) else ((ACCOUNTABLE, body.owner),)
        people = (*owner, *((IMPLEMENTING, one) for one in body.contributors))
        dates = Dates(planned_start=_first(body.starts), start=body.began, planned_end=_last(body.due), end=body.ended)
        lack = self._lack(body.title, people, dates)
        if lack is not None or isinstance(body.title, Missing):
            return lack or say("aid.give_title")
        state = body.state if isinstance(body.state, ActionState) else _state(dates)
        return self._activity(
            element,
            title=body.title,
            people=people,
            dates=dates,
            status=STATUS[state],
            codes=body.codes,
            hierarchy=1,
            locations=_locations(body.place),
            parents=(),
            finance=None,
            transactions=(),
        )

    def _contribution(self, element: Element, body: Contribution) -> Activity | Say:
        people = tuple((FUNDING, one) for one in body.donors)
        transactions = tuple(self._transactions(body))
        days = [one.day for one in transactions if one.day]
        dates = Dates(planned_start=_first(body.period), planned_end=_last(body.period), start=min(days, default=None))
        lack = self._lack(body.title, people, dates)
        if lack is not None or isinstance(body.title, Missing):
            return lack or say("aid.give_title")
        return self._activity(
            element,
            title=body.title,
            people=people,
            dates=dates,
            status=STATUS[_state(dates)],
            codes=body.codes or self._codes_above(element),
            hierarchy=2,
            locations=_locations(body.place),
            parents=tuple(self._actions(element, body)),
            finance=None if isinstance(body.form, Missing) else FINANCE.get(body.form),
            transactions=transactions,
        )

    def _lack(self, title: Text | Missing, people: tuple[tuple[str, Principal], ...], dates: Dates) -> Say | None:
        if isinstance(title, Missing):
            return say("aid.give_title")
        if not people:
            return say("aid.give_owner")
        if dates.planned_start is None and dates.start is None:
            return say("aid.give_start")
        return None

    def _activity(
        self,
        element: Element,
        *,
        title: Text,
        people: tuple[tuple[str, Principal], ...],
        dates: Dates,
        status: str,
        codes: tuple[CodeShare, ...],
        hierarchy: int,
        locations: tuple[Location, ...],
        parents: tuple[ElementId, ...],
        finance: str | None,
        transactions: tuple[Transaction, ...],
    ) -> Activity:
        return Activity(
            identifier=self._identifier(element.id),
            hierarchy=hierarchy,
            language=title.language,
            reporter=self.reporter,
            title=_texts(title),
            descriptions=tuple(self._descriptions(element, title)),
            participants=tuple(
                Participant(role=role, organisation=self.organisation_of(one)) for role, one in dict.fromkeys(people)
            ),
            status=status,
            dates=_in_time(dates),
            countries=self.places if len(self.places) == 1 else (),
            regions=() if len(self.places) == 1 else (SEVERAL,),
            locations=locations,
            sectors=self._sectors(element, codes),
            finance=finance,
            transactions=transactions,
            related=tuple(Related(ref=self._identifier(one), type=PARENT) for one in parents),
        )

    def _identifier(self, element: ElementId) -> str:
        plain = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in element)
        return f"{self.reporter.ref}-{self.portion.home}-{plain}"

    def _descriptions(self, element: Element, title: Text) -> Iterator[Description]:
        """The marking, the title, since the standard wants a description, and the objective it is for."""
        if self.marking:
            yield Description(type="4", text=self.marking)
        yield Description(type="1", text=_texts(title))
        for above in self._above(element):
            if isinstance(above.body, Objective) and isinstance(above.body.title, Text):
                yield Description(type="2", text=_texts(above.body.title))
                return

    def _above(self, element: Element) -> Iterator[Element]:
        parent = self.by_id.get(element.parent) if element.parent else None
        while parent is not None:
            yield parent
            parent = self.by_id.get(parent.parent) if parent.parent else None

    def _actions(self, element: Element, body: Contribution) -> Iterator[ElementId]:
        """The actions that a contribution is for: those it names, else the one it stands under."""
        named = body.for_what or tuple(one.id for one in self._above(element))
        for one in named:
            held = self.by_id.get(one)
            if held is not None and isinstance(held.body, Action):
                yield one

    def _codes_above(self, element: Element) -> tuple[CodeShare, ...]:
        return next((one.body.codes for one in self._above(element) if isinstance(one.body, Action)), ())

    def _sectors(self, element: Element, codes: tuple[CodeShare, ...]) -> tuple[Sector, ...]:
        """The purposes of the OECD where they are one, or have shares that make a whole; and the domain."""
        dac = [one for one in codes if one.vocabulary == "dac"]
        whole = sum((one.share for one in dac if one.share is not None), Decimal(0)) == 1
        own = self._domain_sector(element)
        if len(dac) == 1:
            return (Sector(code=dac[0].code, vocabulary=DAC), own)
        if dac and whole and all(one.share is not None for one in dac):
            return (
                *(Sector(code=one.code, vocabulary=DAC, percentage=(one.share or Decimal(0)) * 100) for one in dac),
                own,
            )
        return (own,)

    def _domain_sector(self, element: Element) -> Sector:
        for one in (element, *self._above(element)):
            if isinstance(one.body, Action | Objective | Pillar) and isinstance(one.body.domain, Domain):
                domain = one.body.domain
                return Sector(code=domain.value, vocabulary=OWN, name=_english(self.domain_name(domain)))
        return Sector(code="none", vocabulary=OWN, name=_english(self.domain_name(None)))

    def _transactions(self, body: Contribution) -> Iterator[Transaction]:
        """What each running total adds to the one before it, state by state, in order of day."""
        provider = self.organisation_of(body.donors[0]) if len(body.donors) == 1 else None
        for state, kind in TYPES.items():
            before: dict[str, Decimal] = {}
            for step, amount, day in _dated(body.steps, state):
                more = amount.amount - before.get(amount.currency, Decimal(0))
                before[amount.currency] = amount.amount
                if more:
                    yield Transaction(
                        type=kind,
                        day=day,
                        amount=Amount(value=more, currency=amount.currency, day=amount.on or day),
                        description=_remark(step, amount),
                        provider=provider,
                    )


def _dated(steps: Iterable[Step], state: MoneyState) -> list[tuple[Step, Money, date]]:
    """The totals in a state that are money and have a day, the oldest first."""
    found = [
        (one, one.amount, one.day)
        for one in steps
        if one.state is state and isinstance(one.amount, Money) and isinstance(one.day, date)
    ]
    return sorted(found, key=lambda one: one[2])


def _remark(step: Step, amount: Money) -> Texts:
    """What a total says of itself: its note, and that it is a bound or about."""
    words = _texts(step.note) if step.note else ()
    bound = _english(amount.qualifier.value.replace("_", " ")) if amount.qualifier else ()
    return (*bound, *words)


def _places(portion: Portion) -> tuple[Place, ...]:
    head = portion.head
    return tuple(Place(code=one.country) for one in head[1].partners) if head else ()


def _locations(place: Text | Missing) -> tuple[Location, ...]:
    return () if isinstance(place, Missing) else (Location(name=_texts(place)),)


def _texts(words: Text) -> Texts:
    return tuple(Narrative(text=text, language=language) for language, text in words.wordings)


def _english(words: str) -> Texts:
    return (Narrative(text=words, language="en"),)


def _first(when: When | Missing) -> date | None:
    return None if isinstance(when, Missing) else when.first


def _last(when: When | Missing) -> date | None:
    return None if isinstance(when, Missing) else when.last


def _state(dates: Dates) -> ActionState:
    """A state read from the days alone: what has ended is done, what has begun is under way, the rest is planned."""
    if dates.end:
        return ActionState.DONE
    return ActionState.UNDER_WAY if dates.start else ActionState.PLANNED


def _in_time(dates: Dates) -> Dates:
    """The days without an end that lies before its start: the ruleset refuses such a file, whoever is right."""
    return replace(
        dates,
        planned_end=_after(dates.planned_end, dates.planned_start),
        end=_after(dates.end, dates.start),
    )


def _after(end: date | None, start: date | None) -> date | None:
    return None if end and start and end <= start else end


def _ref(element: Element) -> Ref:
    title = getattr(element.body, "title", Missing.NOT_STATED)
    return Ref(element=element.id, number=element.number, title=title)


def _linked(found: list[Activity]) -> tuple[Activity, ...]:
    """The activities, each parent naming its children too; a parent that is left out is not named."""
    known = {one.identifier for one in found}
    children: dict[str | None, list[Related]] = {}
    kept: list[Activity] = []
    for one in found:
        parents = tuple(related for related in one.related if related.ref in known)
        for parent in parents:
            children.setdefault(parent.ref, []).append(Related(ref=one.identifier, type=CHILD))
        kept.append(replace(one, related=parents))
    return tuple(replace(one, related=(*one.related, *children.get(one.identifier, ()))) for one in kept)
