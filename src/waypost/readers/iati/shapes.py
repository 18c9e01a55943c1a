"""Shapes of the parts of activities: a pattern that knows a part again, and the value that such a part is.

Publishers write their files by program: of a million elements there are a few hundred shapes, which differ in values
only. A shape is learnt from one part. Its text, with a pattern for each value (`patterns.py`), becomes one regular
expression; and the careful reader is given the same part with a made-up value in each place, so that it shows where in
the result each value goes. Nothing else here knows how an activity is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from lxml import etree

from waypost.core.aid import activity as aid
from waypost.core.aid import results, texts
from waypost.core.aid.activity import Activity
from waypost.readers.iati import patterns
from waypost.readers.iati.activity import activity_of
from waypost.readers.iati.patterns import Days, Groups, Kept, Odd, words
from waypost.readers.iati.reading import Reading, attribute, words_of
from waypost.readers.iati.reports import Reports

Maker = Callable[[Groups, Groups], object]
"""Gives the value of a part from its groups, and from the currency that holds where it has none (alone in a tuple)."""

OPENED: Final = frozenset({"iati-activity", "result", "indicator"})
"""What is too varied to be one part: its head, each of its children and its end are parts."""

TAG: Final = re.compile(r'<(/?)([A-Za-z_][\w.:-]*)((?:[ \t\n]+[\w.:-]+="[^"<]*")*)([ \t\n]*)(/?)>')
_ATTRIBUTE: Final = re.compile(r'([ \t\n]+)([\w.:-]+)="([^"<]*)"')


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an activity: which it is (the names from the activity down, with `(` or `)` for a head or an end) and
    its text."""

    key: str
    text: str


@dataclass(slots=True, eq=False)
class Shape:
    """A shape and, while a file is read, the shapes that last came after it: these are tried first."""

    key: str
    match: Callable[[str, int], re.Match[str] | None]
    make: Maker | None
    is_varied: bool = False
    ends: bool = False
    known: dict[Groups, object] = field(default_factory=dict)
    next: Shape | None = None
    other: Shape | None = None


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of one activity in their order. Raises Odd for anything but tags with quoted attributes and text."""
    found: list[Part] = []
    path: list[str] = []
    begin, within = 0, 0
    for tag in _tags(text):
        closes, name, _, _, empty = tag.groups()
        if not closes and len(path) == within:
            begin = tag.start()
        if not closes and not empty:
            path.append(name)
            if len(path) == within + 1 and name in OPENED and _is_opened(path):
                within = len(path)
                found.append(Part("/".join(path) + "(", text[begin : tag.end()]))
            continue
        whole = "/".join(path if closes else [*path, name])
        depth = len(path) - (1 if closes else 0)
        if closes:
            path.pop()
        if closes and depth == within - 1:
            within = depth
            found.append(Part(whole + ")", tag[0]))
        elif depth == within:
            found.append(Part(whole, text[begin : tag.end()]))
    return tuple(found)


def _is_opened(path: list[str]) -> bool:
    return path == ["iati-activity", "result", "indicator"][: len(path)]


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Every tag; between two of them there is text alone."""
    at = 0
    while at < len(text):
        tag = TAG.match(text, at)
        if tag is None:
            raise Odd
        yield tag
        at = text.find("<", tag.end())
        if at < 0:
            return


def shape_of(part: Part) -> Shape | None:
    """The shape of a part; None for one that must always be read with care."""
    names = part.key.rstrip("()").split("/")
    learnt = _Learnt()
    try:
        learnt.read(part.text)
        make, source = _maker(part.key, names, learnt)
        taken = {int(one) for one in _GROUP.findall(source)}
        if len(taken) < len(learnt.marks):
            learnt = _Learnt(taken=taken)
            learnt.read(part.text)
    except Odd:
        return None
    match = re.compile("".join(learnt.pattern) + "\\n?+ *+" + patterns.BLANK).match
    found = match(part.text, 0)
    if found is None or found.end() != len(part.text):
        return None
    return Shape(
        part.key,
        match,
        make,
        is_varied=part.key == HEAD or names[-1] in _VARIED,
        ends=part.key.endswith(")"),
    )


HEAD: Final = "iati-activity("
_VARIED: Final = frozenset(
    {
        *("iati-identifier", "title", "description", "budget", "planned-disbursement", "transaction", "document-link"),
        *("location", "period", "related-activity"),
    }
)
"""Parts that hardly come again with the same values."""


@dataclass(slots=True)
class _Learnt:
    """A part as a pattern, and as the same part with a made-up value in each place."""

    pattern: list[str] = field(default_factory=list)
    made_up: list[str] = field(default_factory=list)
    marks: dict[object, str] = field(default_factory=dict)
    is_foreign: bool = False
    taken: set[int] | None = None
    """The values that somebody takes, once that is known."""

    def read(self, text: str) -> None:
        at, inside = 0, ""
        for tag in _tags(text):
            self._between(inside, text[at : tag.start()])
            closes, name, attributes, blank, empty = tag.groups()
            if not at and ' xmlns="' in attributes:
                self.is_foreign = True
            self._literal(name, f"<{closes}{name}")
            self._attributes(name, attributes)
            self.pattern.append(blank)
            self._literal(name, f"{empty}>")
            inside = "" if closes or empty else name
            at = tag.end()
        self._between("", text[at:])

    def _literal(self, name: str, text: str) -> None:
        """Text that must stand as it does."""
        self.pattern.append(re.escape(text))
        if not self._is_other(name):
            self.made_up.append(text)

    def _is_other(self, name: str) -> bool:
        """Whether a name is of another vocabulary than IATI, which nobody reads."""
        return self.is_foreign or (":" in name and name != "xml:lang")

    def _attributes(self, tag: str, text: str) -> None:
        for blank, name, value in _ATTRIBUTE.findall(text):
            if name == "xmlns" and not self.is_foreign:
                raise Odd
            owner = tag if self._is_other(tag) else name
            pattern = patterns.ANYTHING if self.is_foreign else patterns.of_attribute(tag, name)
            self.pattern.append(f"{blank}{re.escape(name)}=")
            self._open(owner, f" {name}=")
            self._value(owner, pattern if value.strip() and name != "xmlns" else None, value)
            self._literal(owner, '"')

    def _open(self, owner: str, text: str) -> None:
        self.pattern.append('"')
        if not self._is_other(owner):
            self.made_up.append(f'{text}"')

    def _between(self, tag: str, text: str) -> None:
        said = text.strip(" \t\n")
        begin, _, end = text.partition(said) if said else (text, "", "")
        self.pattern.append(_blank(begin))
        if tag == "pos" and said:
            for at, number in enumerate(said.split()):
                self.pattern.append("[ \\t\\n]+" if at else "")
                self.made_up.append(" ")
                self._value(tag, patterns.NUMBER, number)
        elif said:
            self._value(tag, patterns.PLAIN_WORDS if tag and self._is_other(tag) else patterns.of_text(tag), said)
        self.pattern.append(_blank(end))

    def _value(self, name: str, pattern: str | None, value: str) -> None:
        if pattern is None:
            self._literal(name, value)
            return
        if self._is_other(name):
            self.pattern.append(pattern)
            return
        at = len(self.marks)
        mark: object
        if pattern == patterns.NUMBER:
            mark = Decimal(_FIRST_NUMBER + at)
        elif pattern == patterns.DAY:
            mark = _FIRST_DAY + timedelta(days=at)
        else:
            mark = f"mark{at}mark"
        self.marks[mark] = _TAKEN.get(pattern, "g[{}]").format(at)
        is_taken = self.taken is None or at in self.taken
        self.pattern.append(f"({pattern if is_taken else patterns.UNTAKEN.get(pattern, pattern)})")
        self.made_up.append(str(mark))


_TAKEN: Final = {
    patterns.WORDS: "w(g[{}])",
    patterns.ADDRESS: "w(g[{}])",
    patterns.REFERENCE: "w(g[{}])",
    patterns.LANGUAGE: "g[{}].lower()",
    patterns.NUMBER: "D(g[{}])",
    patterns.DAY: "d[g[{}]]",
}
"""How a value is made of its group."""


def _blank(text: str) -> str:
    """The pattern of what stands between tags: a new line and its indent are matched quickest so."""
    return "\\n *+" if text == "\n" + " " * (len(text) - 1) else patterns.BLANK if text else ""


_FIRST_NUMBER: Final = 7_000_000_001
_FIRST_DAY: Final = date(1801, 1, 1)
_CURRENCY: Final = "no currency"
"""Stands for the currency of the activity while a shape is learnt."""


# ------------------------------------------------------------------------------------------------------- values


_WHERE: Final[dict[str, Callable[[Activity], object]]] = {
    "reporting-org": lambda one: one.reporter,
    "title": lambda one: one.title,
    "description": lambda one: one.descriptions,
    "participating-org": lambda one: one.participants,
    "activity-status": lambda one: one.status,
    "activity-date": lambda one: _days(one.dates),
    "activity-scope": lambda one: one.scope,
    "recipient-country": lambda one: one.countries,
    "recipient-region": lambda one: one.regions,
    "location": lambda one: one.locations,
    "sector": lambda one: one.sectors,
    "policy-marker": lambda one: one.markers,
    "default-flow-type": lambda one: one.flow,
    "default-finance-type": lambda one: one.finance,
    "default-aid-type": lambda one: one.aid,
    "budget": lambda one: one.budgets,
    "planned-disbursement": lambda one: one.planned,
    "transaction": lambda one: one.transactions,
    "document-link": lambda one: one.links,
    "related-activity": lambda one: one.related,
    "result(": lambda one: one.results[0].type,
    "result/title": lambda one: one.results[0].title,
    "result/description": lambda one: one.results[0].description,
    "result/indicator(": lambda one: (one.results[0].indicators[0].measure, one.results[0].indicators[0].ascending),
    "result/indicator/title": lambda one: one.results[0].indicators[0].title,
    "result/indicator/description": lambda one: one.results[0].indicators[0].description,
    "result/indicator/baseline": lambda one: one.results[0].indicators[0].baselines,
    "result/indicator/period": lambda one: one.results[0].indicators[0].periods,
}
"""Where in an activity the value of each part is found, by its key below the activity. What is not here has none."""


def _days(dates: aid.Dates) -> tuple[tuple[str, date], ...]:
    return tuple((one.name, day) for one in fields(dates) if (day := getattr(dates, one.name)) is not None)


def _maker(key: str, names: list[str], learnt: _Learnt) -> tuple[Maker | None, str]:
    """What makes the value of a part of this shape, and its source; None where it has none. Raises Odd where a part of
    IATI is in another vocabulary."""
    below = key.partition("/")[2]
    if key != HEAD and below != "iati-identifier" and below not in _WHERE:
        return None, ""
    if learnt.is_foreign:
        raise Odd
    opens = key.endswith("(")
    whole = "".join([*(f"<{one}>" for one in names[:-1]), *learnt.made_up])
    whole += "".join(f"</{one}>" for one in reversed(names if opens else names[:-1]))
    node = etree.fromstring(whole)
    reading = Reading(reports=Reports(file=""), identifier=None, currency=_CURRENCY)
    found: object
    if key == HEAD:
        made = activity_of(node, reading)
        found = (made.hierarchy, made.language, attribute(node, "default-currency"))
    elif below == "iati-identifier":
        found = words_of(node)
    else:
        found = _WHERE[below](activity_of(node, reading))
    known: dict[str, object] = {"w": words, "d": Days(), "D": Decimal, **_CLASSES}
    source = _source(found, learnt.marks, known)
    make: Maker = eval(f"lambda g, c: {source}", known)
    return make, source


_CLASSES: Final = {
    one.__name__: one
    for module in (aid, results, texts)
    for one in vars(module).values()
    if isinstance(one, type) and is_dataclass(one)
}


def _source(value: object, marks: dict[object, str], names: dict[str, object]) -> str:
    if isinstance(value, str | Decimal | date) and value in marks:
        return marks[value]
    if value == _CURRENCY:
        return "c[0]"
    found = ""
    if isinstance(value, tuple):
        found = "(" + "".join(f"{_source(one, marks, names)}, " for one in value) + ")"
    elif is_dataclass(value) and not isinstance(value, type):
        inner = {one.name: _source(getattr(value, one.name), marks, names) for one in fields(value)}
        found = f"{type(value).__name__}({', '.join(f'{name}={one}' for name, one in inner.items())})"
    if "[" in found:
        return _again(found, names) if isinstance(value, _AGAIN) else found
    name = f"k{len(names)}"
    names[name] = value
    return name


_AGAIN: Final = aid.Organisation | aid.Sector | aid.Place
"""What comes again in many parts that differ otherwise."""
_GROUP: Final = re.compile(r"g\[(\d+)\]")


def _again(source: str, names: dict[str, object]) -> str:
    """The source of the same value, made once for each of its groups."""
    groups = sorted({int(one) for one in _GROUP.findall(source)})
    inner = _GROUP.sub(lambda found: f"g[{groups.index(int(found[1]))}]", source)
    name = f"k{len(names)}"
    names[name] = Kept(eval(f"lambda g: {inner}", names))
    return f"{name}[{''.join(f'g[{one}], ' for one in groups)}]"
