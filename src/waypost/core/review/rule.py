"""A rule of the review, and what it sees: a fault at an element or in the roadmap as a whole.

A rule says where its sentence does not hold and with which values; the words follow from its code:
`review.r7b` (what is), `review.r7b.remedy` (what to do), `review.rule_r7b` (what the rule asks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from waypost.core.analysis.analysis import Analysis
from waypost.core.review.finding import Weight
from waypost.core.roadmap.bodies import Action, Body
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import ActionState
from waypost.core.say import Ref, Say, SayValue, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One place where a rule does not hold. `about` is None for the roadmap; `values` fill the sentence."""

    about: Ref | None
    values: tuple[tuple[str, SayValue], ...] = ()


Check = Callable[[Analysis], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code is the number of the requirement with a letter where it has several (`R7`, `R7a`).

    `source` names the audit finding or basis behind it, as `domain 4` cites it. `check` takes time linear in the
    size of the view. `needs` are the kinds of which the rule must see every element: it says that one is not there,
    or compares or adds up all there are. It is asked only for those who keep the roadmap, since to any other reader
    what is missing may be hidden. An empty field is no such thing: whoever sees an element sees all of it.
    """

    code: str
    severity: Weight
    source: str
    check: Check
    needs: tuple[type[Body], ...] = ()

    def may_be_asked(self, view: View) -> bool:
        """Whether what it finds in a view can only be so, and not come from what the view leaves out."""
        return not self.needs or view.is_keepers

    @property
    def asks(self) -> Say:
        """What the rule asks, in one sentence."""
        return say(f"review.rule_{self.code.lower()}")

    def text(self, fault: Fault) -> Say:
        """What is: the sentence about one fault."""
        values = (("item", fault.about), *fault.values) if fault.about else fault.values
        return Say(f"review.{self.code.lower()}", values)

    @property
    def remedy(self) -> Say:
        """What to do about it."""
        return say(f"review.{self.code.lower()}.remedy")


def fault(element: Element | Ref | None, /, **values: SayValue) -> Fault:
    """A fault at an element, with the values of its sentence in the order given."""
    return Fault(about=element.ref if isinstance(element, Element) else element, values=tuple(values.items()))


def actions(analysis: Analysis) -> list[tuple[Element, Action]]:
    """The actions that are not dropped: what was given up need not be put right."""
    dropped = ActionState.DROPPED
    return [(element, body) for element, body in analysis.view.of(Action) if body.state is not dropped]


def is_open(body: Action) -> bool:
    """Whether something is still to be done: neither ended, nor done, nor dropped."""
    return body.ended is None and body.state not in (ActionState.DONE, ActionState.DROPPED)
