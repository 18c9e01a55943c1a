"""What money and actions are tied to: the objective, the domain, the actions.

Source: contract 6, domain of an action; an action's money counts for its objective.
"""

from __future__ import annotations

from collections.abc import Iterable

from waypost.core.roadmap.bodies import Action, Contribution, Objective, Pillar
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.view import View
from waypost.core.roadmap.vocabulary import Domain
from waypost.core.values import ElementId, Missing


def objective_of(view: View, element: Element) -> Element | None:
    """The objective an element is or stands under; None where it stands under none."""
    if isinstance(element.body, Objective):
        return element
    return next((one for one in view.ancestors(element) if isinstance(one.body, Objective)), None)


def domain_of(view: View, element: Element) -> Domain | Missing:
    """The domain of an action, else of its objective, else of its pillar; Missing (the sixth row) where none has.

    Source: contract 6, domain.
    """
    for one in (element, *view.ancestors(element)):
        if isinstance(one.body, (Action, Objective, Pillar)) and isinstance(one.body.domain, Domain):
            return one.body.domain
    return Missing.NOT_STATED


class Ties:
    """What each contribution of a view is given for: what it names, else its parent."""

    def __init__(self, view: View) -> None:
        self.view = view

    def targets(self, element: Element, body: Contribution) -> tuple[Element, ...]:
        """The actions and objectives it is tied to, in the order given."""
        named = [self.view.get(one) for one in body.for_what] or [self.view.get(element.parent)]
        return tuple(one for one in named if one is not None and isinstance(one.body, Action | Objective))

    def actions(self, element: Element, body: Contribution) -> tuple[ElementId, ...]:
        """The actions it is tied to; empty where it is tied to none."""
        return _ids(one for one in self.targets(element, body) if isinstance(one.body, Action))

    def objectives(self, element: Element, body: Contribution) -> tuple[ElementId, ...]:
        """The objectives it counts for; an action's money counts for its objective."""
        found = (objective_of(self.view, one) for one in self.targets(element, body))
        return _ids(one for one in found if one is not None)

    def domain_of_money(self, element: Element, body: Contribution) -> Domain | Missing:
        """The domain of what it is tied to; not applicable where that lies in several, not stated where in none."""
        found = {domain_of(self.view, one) for one in self.targets(element, body)}
        known = {one for one in found if isinstance(one, Domain)}
        if len(known) > 1:
            return Missing.NOT_APPLICABLE
        return next(iter(known), Missing.NOT_STATED)


def _ids(elements: Iterable[Element]) -> tuple[ElementId, ...]:
    return tuple(dict.fromkeys(one.id for one in elements))
