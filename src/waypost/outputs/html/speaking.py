"""A page of the web with its words made and its links resolved: plain values that the templates set.

What a brief has is spoken as for a brief, but an element that is named leads to its page. What only a screen has is
spoken here. Inside a link stands no other link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from waypost.core.brief.tree import Block, Cell, Finding, Linked, Reader
from waypost.core.goto import goto
from waypost.core.pages.form import Act, Box, Conflict, Entry, Field, Fieldset, Form, FormPart, Label, Option, Submit
from waypost.core.pages.gantt import Timeline
from waypost.core.pages.page import (
    Audience,
    Beside,
    Decisions,
    Empty,
    Facts,
    Filters,
    Fold,
    Item,
    Items,
    KeyFigures,
    Leading,
    Link,
    Links,
    Listing,
    Notice,
    Page,
    PageBlock,
    Panel,
    Part,
    Query,
    Sentences,
    Verbatim,
)
from waypost.core.roadmap.elements import WORKSPACE
from waypost.core.say import Ref, Say, SayValue, Who
from waypost.core.values import ElementId, Text
from waypost.outputs.html.addresses import address_of
from waypost.outputs.html.lanes import Lanes
from waypost.outputs.spoken import Plain, Record, Speaker, run_values
from waypost.words.wording import Wording


class PageSpeaker(Speaker):
    """Turns each node of one page into plain values, in one language."""

    def __init__(self, wording: Wording, page: Page) -> None:
        """`wording` makes the words; `page` says to which home each element belongs."""
        super().__init__(wording)
        self._still = Speaker(wording)
        self._homes = page.homes
        self._keep: Query = page.keep
        self._level = 2

    # Words that lead somewhere -----------------------------------------------------------------------------------

    def _to_element(self, element: ElementId) -> str | None:
        home = next((home for home, known in self._homes if element in known), None)
        if home is None:
            return None
        name = {"element": element} if home == WORKSPACE else {"home": home, "element": element}
        return address_of(goto("shared_element" if home == WORKSPACE else "element", query=self._keep, **name))

    def worded(self, value: SayValue, form: str = "") -> list[Plain]:
        """The words of a value; each element named in it that has a page leads there."""
        found: list[Plain] = []
        for element, runs in groupby(self._wording.naming(value, form), key=lambda run: run.element):
            found.extend(self._led(element, run_values(runs)))
        return found

    def named(self, ref: Ref) -> list[Plain]:
        """An element with a number, leading to its page."""
        return self._led(ref.element, super().named(ref))

    def _led(self, element: ElementId | None, runs: list[Plain]) -> list[Plain]:
        address = None if element is None else self._to_element(element)
        return runs if address is None else [{"a": address, "parts": runs}]

    def still(self, value: SayValue) -> list[Plain]:
        """The words of a value without any link: inside a link, in a title."""
        return self._still.runs(value)

    def _maybe_still(self, value: SayValue | None) -> list[Plain] | None:
        return None if value is None else self.still(value)

    def begun(self, value: SayValue) -> list[Plain]:
        """The words of a title or a label; a principal begins with a capital."""
        return self._still.worded(value, "start") if isinstance(value, Who) else self.still(value)

    # Cells and blocks of a brief ---------------------------------------------------------------------------------

    def block(self, block: Block) -> Record:
        """A block of a brief; its head stands one level below what it stands in."""
        found = super().block(block)
        return {**found, "level": self._level} if found["kind"] in ("heading", "figure") else found

    def cell(self, cell: Cell, *, bare: bool) -> Record:
        """A cell; one that is linked holds no other link."""
        if isinstance(cell, Linked):
            return {"kind": "linked", "to": address_of(cell.to), "cell": self._still.cell(cell.cell, bare=bare)}
        return super().cell(cell, bare=bare)

    def finding(self, finding: Finding) -> Record:
        """A finding, its rule leading to the page that explains it."""
        return {**super().finding(finding), "rule_to": address_of(goto("rule", rule=finding.rule))}

    # Blocks that only a screen has -------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[PageBlock]) -> list[Plain]:
        """Blocks in their order."""
        return [self.any(one) for one in blocks]

    def any(self, block: PageBlock) -> Record:
        """A block of a page."""
        match block:
            case Part():
                return self._part(block)
            case Panel():
                return self._panel(block)
            case Beside():
                sides = {"first": self.blocks(block.first), "second": self.blocks(block.second)}
                return {"kind": "beside", "wide": block.wide, **sides}
            case Fold():
                parts = self.blocks(block.blocks)
                return {"kind": "fold", "summary": self.begun(block.summary), "open": block.open, "blocks": parts}
            case Form() | Act() | Timeline():
                return self._done(block)
            case Items() | Facts() | Listing() | Verbatim():
                return self._list_of(block)
            case Sentences() | KeyFigures() | Decisions():
                return self._first_page(block)
            case Links() | Filters() | Audience() | Empty() | Notice():
                return self._small(block)
            case _:
                return self.block(block)

    def _done(self, block: Form | Act | Timeline) -> Record:
        match block:
            case Form():
                return self.form(block)
            case Act():
                return self.act(block)
        return self._timeline(block)

    def _below(self, blocks: Iterable[PageBlock], *, titled: bool = True) -> list[Plain]:
        """Blocks that stand under a title of their own."""
        before, self._level = self._level, 3 if titled else self._level
        found = self.blocks(blocks)
        self._level = before
        return found

    def _part(self, part: Part) -> Record:
        return {
            "kind": "part",
            "name": part.name,
            "title": self.begun(part.title),
            "aside": self._maybe(part.aside),
            "links": [self.link(one) for one in part.links],
            "blocks": self._below(part.blocks),
        }

    def _panel(self, panel: Panel) -> Record:
        return {
            "kind": "panel",
            "side": panel.side.value,
            "title": None if panel.title is None else self.begun(panel.title),
            "aside": self._maybe(panel.aside),
            "blocks": self._below(panel.blocks, titled=panel.title is not None),
            "acts": [self.act(one) for one in panel.acts],
        }

    def link(self, link: Link) -> Record:
        """A link."""
        return {"to": address_of(link.to), "runs": self.begun(link.label), "current": link.current}

    def _small(self, block: Links | Filters | Audience | Empty | Notice) -> Record:
        match block:
            case Links():
                return {"kind": "links", "links": [self.link(one) for one in block.links]}
            case Filters():
                return self._filters(block)
            case Audience():
                return {"kind": "audience", "reader": self.reader(block.reader)}
            case Empty():
                acts: list[Plain] = [self.act(one) for one in block.acts]
                return {"kind": "empty", "runs": self.runs(block.say), "why": self._maybe(block.why), "acts": acts}
            case Notice():
                return self.notice(block)

    def _filters(self, block: Filters) -> Record:
        filters: list[Plain] = [
            {
                "to": address_of(one.to),
                "label": self.plain(one.label),
                "count": None if one.count is None else self.plain(one.count),
                "chosen": one.chosen,
            }
            for one in block.filters
        ]
        return {"kind": "filters", "label": self.plain(block.label), "told": block.told, "filters": filters}

    def notice(self, notice: Notice) -> Record:
        """A sentence about what just happened."""
        return {"kind": "notice", "tone": notice.tone.value, "runs": self.runs(notice.say)}

    def reader(self, reader: Reader) -> Record:
        """The audience marker."""
        boxes: list[Plain] = [*reader.boxes]
        words = self.plain(reader.words)
        return {"boxes": boxes, "words": words[:1].upper() + words[1:]}

    def _list_of(self, block: Items | Facts | Listing | Verbatim) -> Record:
        match block:
            case Items():
                return {"kind": "items", "items": [self._item(one) for one in block.items]}
            case Facts():
                edits = [None if one is None else address_of(one) for one in block.edits]
                rows: list[Plain] = [
                    {"label": self.still(label), "cell": self.cell(cell, bare=False), "edit": edit}
                    for (label, cell), edit in zip_longest(block.rows, edits)
                ]
                return {"kind": "fact_list", "name": block.name, "rows": rows}
            case Listing():
                acts: list[Plain] = [[self.act(one) for one in row] for row in block.acts]
                return {"kind": "listing", "table": self.table(block.table), "acts": acts}
            case Verbatim():
                lines: list[Plain] = [*block.lines]
                return {"kind": "verbatim", "label": self.plain(block.label), "lines": lines}

    def _item(self, item: Item) -> Record:
        second: list[Plain] = [self.runs(one) for one in item.second]
        return {
            "runs": self.begun(item.title) if item.to else self._opened(item.title),
            "to": None if item.to is None else address_of(item.to),
            "strong": item.strong,
            "markers": [self.cell(one, bare=False) for one in item.markers],
            "second": second,
            "reader": None if item.reader is None else self.reader(item.reader),
            "acts": [self.act(one) for one in item.acts],
        }

    def _opened(self, title: Say | Text | Ref | Who) -> list[Plain]:
        return self.worded(title, "start") if isinstance(title, Who) else self.runs(title)

    def _first_page(self, block: Sentences | KeyFigures | Decisions) -> Record:
        match block:
            case Sentences():
                return {"kind": "sentences", "sentences": [self._leading(one) for one in block.sentences]}
            case KeyFigures():
                return {"kind": "figures", "figures": [self.key_figure(one) for one in block.figures]}
            case Decisions():
                more = None if block.more is None else self.link(block.more)
                decisions: list[Plain] = [self.decision(one) for one in block.decisions]
                return {"kind": "decisions", "decisions": decisions, "more": more}

    def _leading(self, one: Leading) -> Record:
        return {"runs": self.runs(one.say), "link": None if one.link is None else self.link(one.link)}

    def _timeline(self, block: Timeline) -> Record:
        notes: list[Plain] = [self.runs(note) for note in block.notes]
        return {
            **Lanes(block, self._wording).record(),
            "name": block.name,
            "title": self.still(block.title),
            "aside": self._maybe(block.aside),
            "undated": [self.runs(ref) for ref in block.undated],
            "notes": notes,
            "why": self._below(block.why),
        }

    # Acts and forms ----------------------------------------------------------------------------------------------

    def act(self, act: Act) -> Record:
        """A button."""
        to = act.to if act.method == "post" else act.to.asking(*act.hidden)
        hidden: list[Plain] = [{"name": name, "value": value} for name, value in act.hidden]
        return {
            "kind": "act",
            "label": self.plain(act.label),
            "to": address_of(to),
            "post": act.method == "post",
            "weight": act.weight.value,
            "hidden": hidden if act.method == "post" else [],
        }

    def form(self, form: Form) -> Record:
        """A form with its fields; its errors are listed on top with links."""
        fields = [*_fields(form.parts)]
        errors: list[Plain] = [
            {"to": f"#{form.name}-{one.name}", "label": self.plain(_label(one)), "runs": self.still(one.error)}
            for one in fields
            if one.error is not None
        ]
        return {
            "kind": "form",
            "name": form.name,
            "to": address_of(form.to),
            "post": form.method == "post",
            "files": any(isinstance(one, Field) and one.entry is Entry.FILE for one in fields),
            "line": form.line,
            "errors": errors,
            "parts": [self._form_part(one, form.name) for one in form.parts],
            "submit": self.plain(form.submit),
            "weight": form.weight.value,
            "also": [self._submit(one) for one in form.also],
            "acts": [self.act(one) for one in form.acts],
            "bar": self._maybe(form.bar),
            "suggestions": [{"id": f"{form.name}-{name}", "words": [*words]} for name, words in form.suggestions],
        }

    def _submit(self, one: Submit) -> Record:
        return {"label": self.plain(one.label), "name": one.name, "value": one.value, "weight": one.weight.value}

    def _form_part(self, part: FormPart, form: str) -> Record:
        match part:
            case Field():
                return self._field(part, form)
            case Fieldset():
                return {
                    "kind": "fieldset",
                    "legend": self.plain(part.legend),
                    "folded": part.folded,
                    "open": any(one.error is not None for one in part.fields),
                    "hint": self._maybe(part.hint),
                    "fields": [self._field(one, form) for one in part.fields],
                }
            case Conflict():
                return self._conflict(part, form)
            case _:
                return self.block(part)

    def _field(self, field: Field, form: str) -> Record:
        values: list[Plain] = [*field.values]
        return {
            "kind": "field",
            "id": f"{form}-{field.name}",
            "name": field.name,
            "label": self.plain(field.label),
            "entry": field.entry.value,
            "value": field.value,
            "values": values,
            "hint": self._maybe(field.hint),
            "error": self._maybe(field.error),
            "read": self._maybe(field.read),
            "required": field.required,
            "options": [self._option(one) for one in field.options],
            "autocomplete": field.autocomplete,
            "accept": field.accept,
            "language": field.language,
            "rows": field.rows,
            "many": field.many,
            "suggest": f"{form}-{field.suggest}" if field.suggest else "",
            "wide": field.wide,
        }

    def _option(self, option: Option) -> Record:
        label = option.label
        words = "".join(run.text for run in self._wording.runs(label, "start" if isinstance(label, Who) else ""))
        return {"value": option.value, "label": words, "hint": self._maybe_still(option.hint)}

    def _conflict(self, conflict: Conflict, form: str) -> Record:
        choices: list[Plain] = [{"value": value, **self._box(box)} for value, box in conflict.choices]
        return {
            "kind": "conflict",
            "id": f"{form}-{conflict.name}",
            "name": conflict.name,
            "title": self.still(conflict.title),
            "field": self.still(conflict.field),
            "base": None if conflict.base is None else self._box(conflict.base),
            "choices": choices,
            "chosen": conflict.chosen,
            "error": self._maybe(conflict.error),
            "reason": None if conflict.reason is None else self._field(conflict.reason, form),
        }

    def _box(self, box: Box) -> Record:
        return {
            "label": self.plain(box.label),
            "cell": self._still.cell(box.cell, bare=False),
            "aside": self._maybe(box.aside),
        }


def _label(field: Field | Conflict) -> Label:
    return field.label if isinstance(field, Field) else field.field


def _fields(parts: Iterable[FormPart]) -> Iterator[Field | Conflict]:
    for part in parts:
        if isinstance(part, Field | Conflict):
            yield part
        if isinstance(part, Conflict) and part.reason is not None:
            yield part.reason
        if isinstance(part, Fieldset):
            yield from part.fields
