"""The desk at which a file from outside is read: its language, the Member States, the presidencies, who occurs."""

from __future__ import annotations

from dataclasses import replace

from waypost.core.change.intake import Reading
from waypost.core.change.portion import Portion
from waypost.reference.countries import member_states
from waypost.reference.presidencies import named_presidencies
from waypost.words.catalogue import LANGUAGES
from waypost.words.typed.desk import Desk, principals_in
from waypost.words.typed.made import Made
from waypost.words.wording import wording


def desk_for(made: Made, reading: Reading) -> Desk:
    """A desk in the language of a workbook, else in that of whoever takes it in."""
    language = made.language if made.language in LANGUAGES else reading.language
    return Desk(words=wording(language), said_on=reading.said_on)


def filled(desk: Desk, sent: Portion | None) -> Desk:
    """A desk that knows the Member States, the presidencies, and everyone who occurs in what was sent."""
    return replace(
        desk,
        known=principals_in(sent.elements) if sent else (),
        member_states=frozenset(member_states()),
        presidencies=named_presidencies(),
    )


def sent_from(made: Made, reading: Reading) -> Portion | None:
    """The portion from which a file of ours was made; None where that is not to be had."""
    if reading.sent is None or made.home is None or made.at is None or made.reader is None:
        return None
    return reading.sent(made.home, made.at, made.reader, made.owner)
