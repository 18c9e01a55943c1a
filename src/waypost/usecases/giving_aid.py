"""A roadmap given out as aid data (IATI 2.03)."""

from __future__ import annotations

from waypost.core.aid.activity import Organisation
from waypost.core.aid.giving import Given, given
from waypost.core.aid.texts import Narrative
from waypost.core.change.portion import Portion
from waypost.core.errors import Problem, Severity
from waypost.core.roadmap.vocabulary import Domain
from waypost.core.say import say
from waypost.core.values import EU, Missing
from waypost.reference.domains import domain_term
from waypost.reference.organisations import organisation_of
from waypost.words.wording import Wording


def render_aid(portion: Portion, words: Wording) -> bytes:
    """The file; its texts are in the languages of the roadmap, whatever the reader's."""
    # Imported here: no other form needs a writer of XML.
    from waypost.outputs.aid import render_aid as render

    return render(aid_of(portion).activities, at=portion.at)


def not_given(portion: Portion) -> tuple[Problem, ...]:
    """What has no place in the file, and what it lacks."""
    return tuple(
        Problem(
            code="aid.not_given",
            severity=Severity.WARNING,
            reason=say("aid.not_given", item=one.ref, because=one.because),
            remedy=say("aid.not_given.remedy"),
            element=one.ref.number or one.ref.element,
        )
        for one in aid_of(portion).left_out
    )


def aid_of(portion: Portion) -> Given:
    """The activities of a portion, and what is left out."""
    marking = Narrative(text=Wording("en").plain(say("outputs.training")), language="en")
    return given(
        portion,
        reporter=_reporter(portion),
        organisation_of=organisation_of,
        domain_name=_domain_name,
        training=(marking,),
    )


def _reporter(portion: Portion) -> Organisation:
    """Who reports: the reader, else the owner of the roadmap, else the EU: the first that has a reference."""
    head = portion.head
    owner = head[1].owner if head else Missing.NOT_STATED
    candidates = (portion.reader, EU if isinstance(owner, Missing) else owner, EU)
    found = (organisation_of(one) for one in candidates)
    return next(one for one in found if one.ref is not None)


def _domain_name(domain: Domain | None) -> str:
    if domain is None:
        return Wording("en").plain(say("aid.no_domain"))
    return dict(domain_term(domain).full.wordings)["en"]
