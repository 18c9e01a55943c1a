"""The pages on which a file is taken in: what to send, and what it would change before anything is written.

Trouble first, because the good rows need no eye. Source: look 10 (import), `web-import.png`; issue 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from waypost.core.brief.cells import cell, head, row
from waypost.core.brief.sections.changes import change_words
from waypost.core.brief.tree import Block, Cell, Heading, KeyFigure, Mark, Marker, Number, Row, Stack, Table, Words
from waypost.core.change.changes import Change, Changes, Op
from waypost.core.change.folding import Clash
from waypost.core.change.intake import Place
from waypost.core.editing.acts import HISTORIES
from waypost.core.errors import Problem, Severity
from waypost.core.goto import goto
from waypost.core.pages.editing.choosing import boxes_of, choice_name, field_of, value_cell
from waypost.core.pages.editing.conflict import MINE, THEIRS
from waypost.core.pages.form import Act, Conflict, Entry, Field, Fieldset, Form, FormPart, Option, Submit, Weight
from waypost.core.pages.page import Empty, Item, Items, KeyFigures, Link, Notice, Page, PageBlock, Part, Tone
from waypost.core.pages.places import homes_of
from waypost.core.roadmap.view import View
from waypost.core.say import Ref, Say, say
from waypost.core.values import ElementId, Missing, Text

TAKE = "_take"
MAPPING = "_mapping"
AGAIN = "_again"
MOST = 400
"""So many rows of a difference are shown one by one; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One conflict as it is asked: where it stands in the file, what was chosen so far, and the reason of a date."""

    clash: Clash
    place: Say
    at: datetime | None
    chosen: str = ""
    reason: Field | None = None
    missing: bool = False

    @property
    def name(self) -> str:
        """The name of its choice."""
        return choice_name(self.clash.conflict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What files would change in a home: the rows nobody else touched, conflicts, errors, and how many rows stay as
    they were. `left` are elements whose rows are not to be taken; `key` is the name of what was sent."""

    key: str
    files: tuple[str, ...]
    made_at: datetime | None
    changes: Changes
    conflicts: tuple[Asked, ...]
    problems: tuple[Problem, ...]
    unchanged: int
    left: frozenset[ElementId]
    hidden: tuple[tuple[str, str], ...]
    starts: bool = False
    mapping: str = ""
    """How the columns of somebody's own table are understood, as the text of a mapping file."""

    @property
    def rows(self) -> tuple[ElementId, ...]:
        """The elements that would change without question, in the order of the difference."""
        return tuple(dict.fromkeys(one.element for one in self.changes.changes))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps a row out."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)


def sending_page(
    roadmaps: tuple[tuple[str, Say | Text | Ref], ...],
    waiting: tuple[tuple[str, str, datetime], ...],
    problems: tuple[Say, ...],
    hidden: tuple[tuple[str, str], ...],
    forms: tuple[str, ...],
    chosen: str = "",
) -> Page:
    """The page on which files are sent, and those that wait for a decision; `chosen` is the roadmap chosen
    beforehand."""
    file = Field(
        name="file",
        label=say("editing.import_file"),
        hint=say("editing.import_file_hint"),
        entry=Entry.FILE,
        accept=",".join(forms),
        many=True,
        required=True,
    )
    into = Field(
        name="into",
        label=say("editing.import_into"),
        hint=say("editing.import_into_hint"),
        entry=Entry.CHOICE,
        value=chosen,
        options=(
            Option(value="", label=say("editing.import_into_cover")),
            *(Option(value=name, label=_label(title)) for name, title in roadmaps),
        ),
    )
    form = Form(
        name="import",
        to=goto("import"),
        parts=(*_hidden(hidden), file, into),
        submit=say("editing.import_look"),
        bar=say("editing.import_bar"),
    )
    items = tuple(
        Item(title=say("page.words", words=name), to=goto("incoming", key=key), second=(say("editing.sent_at", at=at),))
        for key, name, at in waiting
    )
    kept = (Part(name="waiting", title=say("editing.import_waiting"), blocks=(Items(items=items),)),) if items else ()
    told = tuple(Notice(tone=Tone.REFUSED, say=one) for one in problems)
    return Page(name="import", title=say("editing.import_title"), area="import", blocks=(*told, form, *kept))


def _label(title: Say | Text | Ref) -> Say | Text | Ref:
    return title


def _hidden(pairs: tuple[tuple[str, str], ...]) -> tuple[Field, ...]:
    return tuple(Field(name=name, label=name, entry=Entry.HIDDEN, value=value) for name, value in pairs)


def incoming_page(view: View, one: Incoming) -> Page:
    """What files would change, before anything is written."""
    made = () if one.made_at is None else (say("editing.import_made", at=one.made_at),)
    back = [Link(label=say("pages.area_import"), to=goto("import"))]
    if view.roadmap is not None:
        back.append(Link(label=view.roadmap[0].ref, to=goto("roadmap", home=view.home)))
    return Page(
        name="incoming",
        title=say("editing.import_preview"),
        subtitle=say("page.words", words=", ".join(one.files)),
        area="import",
        crumbs=tuple(back),
        facts=made,
        blocks=(*_figures(one), *_nothing(one), _form(view, one)),
        homes=homes_of(view),
    )


def _figures(one: Incoming) -> Iterator[PageBlock]:
    counts = (
        ("taken", len(one.rows)),
        ("conflicts", len(one.conflicts)),
        ("errors", len(one.errors)),
        ("unchanged", one.unchanged),
    )
    yield KeyFigures(
        figures=tuple(
            KeyFigure(
                label=say(f"editing.import_{name}"),
                value=Number(value=n),
                unit=None,
                compare=say(f"editing.import_{name}_note") if name != "unchanged" else None,
            )
            for name, n in counts
        )
    )


def _nothing(one: Incoming) -> Iterator[PageBlock]:
    if not one.rows and not one.conflicts:
        yield Empty(say=say("editing.import_nothing"), why=say("editing.import_nothing_why"))


def _form(view: View, one: Incoming) -> Form:
    parts: list[FormPart] = [*_hidden(one.hidden)]
    if one.conflicts:
        parts.append(
            Heading(
                say=say("editing.import_n_conflicts", n=len(one.conflicts)), aside=say("editing.import_conflicts_aside")
            )
        )
        parts.extend(_conflict(each, view) for each in one.conflicts)
    parts.extend(_problems(one))
    parts.extend(_changes(one))
    again: tuple[Submit, ...] = ()
    if one.mapping:
        parts.append(_understood(one.mapping))
        again = (Submit(label=say("editing.import_again"), name=AGAIN, value="1"),)
    return Form(
        name="incoming",
        to=goto("incoming", key=one.key),
        parts=tuple(parts),
        submit=say("editing.import_start" if one.starts else "editing.import_take"),
        also=(
            *again,
            Submit(label=say("editing.import_throw"), name="throw", value="1", weight=Weight.WITHDRAW),
        ),
        acts=(Act(label=say("editing.import_later"), to=goto("import")),),
        bar=say("editing.import_open", n=sum(not each.chosen for each in one.conflicts))
        if one.conflicts
        else say("editing.nothing_written"),
    )


def _understood(mapping: str) -> Fieldset:
    """How the columns of a table are understood, folded away, to be corrected."""
    field = Field(
        name=MAPPING,
        label=say("editing.import_mapping"),
        hint=say("editing.import_mapping_hint"),
        entry=Entry.TEXT,
        value=mapping,
        rows=min(mapping.count("\n") + 2, 30),
    )
    return Fieldset(legend=say("editing.import_columns"), fields=(field,), folded=True)


def mapping_page(
    key: str, names: str, mapping: str, problems: tuple[Say, ...], hidden: tuple[tuple[str, str], ...]
) -> Page:
    """A table that cannot be read as it is understood: why, and how its columns are understood, to be corrected."""
    again = Submit(label=say("editing.import_throw"), name="throw", value="1", weight=Weight.WITHDRAW)
    form = Form(
        name="incoming",
        to=goto("incoming", key=key),
        parts=(*_hidden((*hidden, (AGAIN, "1"))), replace(_understood(mapping), folded=False)),
        submit=say("editing.import_again"),
        also=(again,),
    )
    return Page(
        name="incoming",
        title=say("editing.import_preview"),
        subtitle=say("page.words", words=names),
        area="import",
        crumbs=(Link(label=say("pages.area_import"), to=goto("import")),),
        blocks=(*(Notice(tone=Tone.REFUSED, say=one) for one in problems), form),
    )


def _conflict(one: Asked, view: View) -> Conflict:
    recorded = None if one.at is None else say("editing.recorded", at=one.at)
    field = field_of(one.clash.conflict)
    was, now, mine = boxes_of(
        one.clash.conflict,
        view,
        was=say("editing.import_was"),
        now=say("editing.theirs"),
        mine=say("editing.import_mine"),
    )
    return Conflict(
        name=one.name,
        title=one.clash.conflict.ref,
        field=field,
        base=was,
        choices=((THEIRS, replace(now, aside=recorded)), (MINE, replace(mine, aside=one.place))),
        chosen=one.chosen,
        error=say("editing.reason_missing", field=field) if one.missing else None,
        reason=one.reason,
    )


def _problems(one: Incoming) -> Iterator[Block]:
    """Errors first, then what was read with care."""
    careful = tuple(held for held in one.problems if held.severity is not Severity.ERROR)
    for name, held in (("errors", one.errors), ("warnings", careful)):
        if held:
            yield Heading(say=say(f"editing.import_n_{name}", n=len(held)), aside=say(f"editing.import_{name}_aside"))
            yield Table(
                name=f"import.{name}",
                columns=(
                    head("editing.import_place", weight=3),
                    head("editing.import_found", weight=3),
                    head("editing.import_why", weight=5),
                    head("editing.import_do", weight=5),
                ),
                rows=tuple(map(_problem, held)),
            )


def _problem(one: Problem) -> Row:
    found = cell(say("page.words", words=one.value)) if one.value else cell(Missing.NOT_APPLICABLE)
    return row(cell(place_of(one)), found, cell(one.reason), cell(one.remedy))


def place_of(one: Problem | Place) -> Say:
    """Where something stands in what was sent: sheet and cell, sheet and row, else the file."""
    at = one.cell if isinstance(one, Problem) else None
    if at is not None:
        return say("editing.import_cell", sheet=one.sheet, cell=at) if one.sheet else say("page.words", words=at)
    if one.row is None:
        return say("page.words", words=one.sheet or one.file or "")
    if one.sheet:
        return say("editing.import_sheet_row", sheet=one.sheet, row=str(one.row))
    return say("editing.import_row", row=str(one.row))


def _changes(one: Incoming) -> Iterator[FormPart]:
    """The rows nobody else touched: a table of what they change, and the boxes to leave some of them out."""
    if not one.rows:
        return
    yield from changes_table(one.changes)
    boxes = Field(
        name=TAKE,
        label=say("editing.import_which"),
        hint=say("editing.import_which_hint"),
        entry=Entry.SEVERAL,
        options=tuple(Option(value=name, label=_called(one, name)) for name in one.rows),
        values=tuple(name for name in one.rows if name not in one.left),
    )
    yield Fieldset(legend=say("import.leave_out"), fields=(boxes,), folded=not one.left)


def changes_table(changes: Changes) -> Iterator[Block]:
    """A difference as a table: what, was, will be, with the reason; lists that only keep what was are left out."""
    told = tuple(each for each in changes.changes if each.field not in HISTORIES)
    if not told:
        return
    rest = len(told) - MOST
    yield Heading(say=say("editing.import_n_rows", n=len({each.element for each in told})))
    yield Table(
        name="editing.changes",
        columns=(
            head("editing.import_kind", weight=2),
            head("page.what", weight=5),
            head("page.was", weight=4),
            head("editing.import_will_be", weight=4),
        ),
        rows=tuple(map(_change, told[:MOST])),
        notes=(say("editing.import_rest", n=rest),) if rest > 0 else (),
    )


def _called(one: Incoming, name: ElementId) -> Ref:
    return next(each.ref for each in one.changes.changes if each.element == name)


def _change(one: Change) -> Row:
    marks = {Op.ADDED: Mark.ADDED, Op.REMOVED: Mark.REMOVED}
    kind = Marker(mark=marks.get(one.op, Mark.PLAIN), say=say(f"editing.import_op_{one.op.value}"))
    style = "added" if one.op is Op.ADDED else "removed" if one.op is Op.REMOVED else "plain"
    if one.field is None:
        there, gone = (
            Words(words=say("editing.import_not_there"), quiet=True),
            Words(words=say("editing.import_gone"), quiet=True),
        )
        was: Cell = there if one.op is Op.ADDED else cell(one.ref)
        now: Cell = cell(one.ref, strong=True) if one.op is Op.ADDED else gone
        what: Cell = cell(say(f"kind.{one.kind}"))
    else:
        what = cell(say("page.field", item=one.ref, field=say(f"field.{one.kind}.{one.field}")))
        was, now = value_cell(one.old), _strong(one.new)
    if one.reason is not None:
        now = Stack(cells=(now, Words(words=one.reason, quiet=True)), inline=False)
    return Row(
        cells=(kind, what, was, now),
        style="added" if style == "added" else "removed" if style == "removed" else "plain",
    )


def _strong(value: object) -> Cell:
    words = change_words(value)
    return cell(words) if isinstance(words, Missing) else Words(words=words, strong=True)
