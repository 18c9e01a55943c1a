"""The round of a table through several hands: who answered, who has not, who contradicts whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waypost.core.change.folding import Clash
from waypost.core.change.portion import owners
from waypost.core.values import Principal
from waypost.usecases.merging import TakenIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One file that came back: whose it is, how many changes it holds, how many of its rows were not taken."""

    file: str
    who: Principal
    changes: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Where a round stands: the answers, those who have rows and sent none, and contradictions between files."""

    answers: tuple[Answer, ...]
    silent: tuple[Principal, ...]
    contradictions: tuple[Clash, ...]


def round_of(taken: TakenIn) -> Round | None:
    """The round of one roadmap; None where no file says whose rows it holds.

    Silent are the owners of rows that whoever takes the files in can see, other than themselves.
    """
    if all(one.sheet.intake.owner is None for one in taken.files):
        return None
    answers = tuple(_answer(taken, at) for at in range(len(taken.files)))
    known = {one.who for one in answers} | {taken.before.viewer}
    return Round(
        answers=answers,
        silent=tuple(one for one in owners(taken.before) if one not in known),
        contradictions=contradictions(taken.clashes),
    )


def contradictions(clashes: Iterable[Clash]) -> tuple[Clash, ...]:
    """The conflicts in which several files stand."""
    return tuple(one for one in clashes if len(one.files) > 1)


def _answer(taken: TakenIn, at: int) -> Answer:
    back = taken.files[at]
    sent = back.sheet.ground.sent
    return Answer(
        file=back.sheet.intake.file,
        who=sent.owner or sent.reader,
        changes=len(back.sheet.edits.changes),
        left_out=len(back.left_out),
    )
