"""What a file that people fill in and send back says of itself: in words, and in marks for whoever reads it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from waypost.core.change.portion import Portion
from waypost.core.roadmap.elements import Audience
from waypost.core.say import Say, SayValue, Who, say
from waypost.core.values import PUBLIC
from waypost.words.typed.desk import Desk
from waypost.words.typed.made import Made, marks_of


def facts(portion: Portion, desk: Desk) -> Iterator[tuple[str, Say, SayValue]]:
    """The lines of a cover: the mark, empty where the program needs none, the label and the value."""
    marks = marks_of(
        Made(home=portion.home, at=portion.at, reader=portion.reader, owner=portion.owner, language=desk.words.language)
    )
    yield marks["home"], say("workbook.fact.roadmap"), portion.home
    yield marks["at"], say("workbook.fact.at"), portion.at.astimezone(UTC)
    yield marks["reader"], say("workbook.fact.reader"), Who(principal=portion.reader)
    yield (
        "",
        say("workbook.fact.audience"),
        tuple(Who(principal=one) for one in sorted(desk.gathered(audience_of(portion)))),
    )
    owned = say("workbook.all_rows") if portion.owner is None else Who(principal=portion.owner)
    yield marks["owner"], say("workbook.fact.owner"), owned
    yield marks["language"], say("workbook.fact.language"), say("workbook.this_language")


def audience_of(portion: Portion) -> Audience:
    """Everyone who may read all of it, the reader among them: in whose hands the whole file may be put."""
    audiences = [one.audience for one in portion.elements if PUBLIC not in one.audience]
    if not audiences:
        return frozenset({PUBLIC})
    shared = frozenset.intersection(*audiences)
    return shared | {portion.reader}
