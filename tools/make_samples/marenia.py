"""Write the training roadmap of Marenia: three states, each as known before a meeting of the joint committee.

    python -m tools.make_samples.marenia [FOLDER]

Everything in it is invented. The newest state is written down in the `marenia_*` modules by topic; the earlier ones
follow from its dated rows and from what `marenia_moments` says was different.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tools.make_samples.drafting import Draft
from tools.make_samples.files import SAMPLES, write_states
from tools.make_samples.history import as_known, whole
from tools.make_samples.marenia_actions import put_actions
from tools.make_samples.marenia_frame import put_frame
from tools.make_samples.marenia_indicators import put_indicators
from tools.make_samples.marenia_languages import in_all_languages
from tools.make_samples.marenia_links import put_links
from tools.make_samples.marenia_meetings import put_meetings
from tools.make_samples.marenia_moments import MOMENTS, Moment, put_gone
from tools.make_samples.marenia_money import put_money
from tools.make_samples.marenia_politics import put_politics
from waypost.core.roadmap.bodies import Document
from waypost.core.roadmap.elements import Element, FieldReason, State, in_order
from waypost.core.values import EU, Slug, Text

HOME = Slug("marenia")


def draft_marenia() -> Draft:
    """Everything that is ever in Marenia, as known last, with what was removed on the way."""
    draft = Draft(HOME)
    put_frame(draft)
    put_actions(draft)
    put_indicators(draft)
    put_money(draft)
    put_politics(draft)
    put_meetings(draft)
    put_links(draft)
    put_gone(draft)
    draft.check()
    return draft


def states() -> tuple[State, ...]:
    """The three states, oldest first."""
    draft = draft_marenia()
    return tuple(_state(draft, moment) for moment in MOMENTS)


def _state(draft: Draft, moment: Moment) -> State:
    there = ((key, one) for key, one in draft.elements.items() if key not in moment.absent)
    elements = [found for key, one in there if (found := _then(key, one, moment)) is not None]
    state = State(
        home=HOME,
        at=datetime(moment.day.year, moment.day.month, moment.day.day, tzinfo=UTC),
        by=EU,
        why=moment.why,
        reasons=tuple(_reason(draft, key, field, why) for key, field, why in moment.reasons),
        elements=in_order(whole(elements)),
    )
    return in_all_languages(state)


def _reason(draft: Draft, key: str, field: str | None, why: Text) -> FieldReason:
    """A reason; of what went, with the audience it had."""
    gone = draft.elements[key].audience if field is None else frozenset()
    return FieldReason(element=draft.id(key), field=field, reason=why, audience=gone)


def _then(key: str, element: Element, moment: Moment) -> Element | None:
    """The element at that moment: what its dated rows tell, then what `was` says."""
    was = dict(moment.was.get(key, {}))
    if isinstance(element.body, Document) and was:
        return replace(element, body=replace(element.body, **was))
    found = as_known(element, moment.day)
    if found is None or not was:
        return found
    if "note" in was:
        found = replace(found, note=was.pop("note"))
    return replace(found, body=replace(found.body, **was))


if __name__ == "__main__":
    write_states(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES, states())
