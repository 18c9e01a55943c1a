"""Sentences in the reader's language: the one place where words are made.

`Wording("fr").plain(say)` is a string, `.runs(say)` the same as runs with weight and language, so that a title
quoted in its own language can be marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Final

from waypost.core.say import Code, Ref, Say, SayValue, Share, Who, say
from waypost.core.values import ElementId, Missing, Money, Precision, Quantity, Text, When, text
from waypost.core.when.reading import LANGUAGES as READ
from waypost.words.catalogue import RIGHT_TO_LEFT, UNCOUNTED, Catalogue, catalogue
from waypost.words.countries import country_name
from waypost.words.numbers import MILLION, NO_BREAK, Numbers
from waypost.words.phrases import language_of

_PARTS: Final = re.compile(r"(\*\*|\{[a-z_][a-z0-9_]*(?::[a-z]+)?\})")
_DAYS: Final = re.compile(r"\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?")
"""A phrase that is nothing but days: it is written as a date of the language and needs no quotation marks."""
OPEN_LISTS: Final = frozenset({"currency", "framework", "instrument", "unit"})
"""Lists of others, of which a file may hold a code that we have no words for: it is named by its code."""
SEVERAL: Final = 5
"""A unit that stands alone is named in the form for several."""
PROSE: Final = frozenset({"review", "timetable", "page.worst_late", "page.point_late"})
"""Areas and codes of full sentences: a title that stands in one is quoted, so that it is not read as part of it."""
BILLION: Final = MILLION * 1000
_OTHER_WAY: Final = re.compile(r"[A-Za-z\u00c0-\u024f]|\d[^\d\s.,:/]\d")
"""Latin letters, and figures with a sign between them, run from left to right."""
_ELIDES: Final = re.compile(r" [aeiouyàâéèêëîïôûùæœ]", re.IGNORECASE)
"""What makes the e of a French `que` before it fall away."""
_OPEN, _CLOSE = "\u2068", "\u2069"
"""The signs without width that set a piece apart, so that its own first letter says which way it runs."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence: `strong` is set in 600; `language` is given where it is not the reader's; `element` is
    the one that the piece names, where that was asked for."""

    text: str
    strong: bool = False
    language: str | None = None
    element: ElementId | None = None


class UnknownCode(KeyError):
    """A code that the catalogue of the language does not hold; our fault, and caught by a test."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in one language of `waypost.words.catalogue.LANGUAGES`."""

    language: str

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language in RIGHT_TO_LEFT

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the language."""
        return catalogue(self.language)

    @property
    def numbers(self) -> Numbers:
        """How the language writes numbers and dates."""
        return Numbers(self.language)

    def has(self, code: str) -> bool:
        """Whether the language has a wording for a code."""
        return self.catalogue.entry(code) is not None

    def plain(self, value: SayValue) -> str:
        """The words of a sentence or value as a plain string."""
        return "".join(run.text for run in self.runs(value))

    def runs(self, value: SayValue, form: str = "") -> tuple[Run, ...]:
        """The words of a sentence or value as runs. Raises UnknownCode when the catalogue lacks a code."""
        found = self._elided(self._runs(value, form))
        return _joined(Run(one.text, one.strong, one.language) if one.element else one for one in found)

    def naming(self, value: SayValue, form: str = "") -> tuple[Run, ...]:
        """The same runs, those that name an element apart and with its id, so that they can lead to it."""
        return _joined(self._elided(self._runs(value, form)))

    def _elided(self, runs: Iterable[Run]) -> Iterable[Run]:
        """The same words; in French `que` before a vowel of what follows is written qu’."""
        return _elided(runs) if self.language == "fr" else runs

    def _runs(self, value: SayValue, form: str) -> Iterable[Run]:
        if isinstance(value, Say):
            found = self._sentence(value, form if form == "brief" else "")
            return _started(found) if form == "start" else found
        if isinstance(value, tuple):
            return self._list(value, form)
        if isinstance(value, Text):
            return (self._text(value),)
        if isinstance(value, Ref):
            return self._named(value, form)
        if isinstance(value, When):
            return self._when(value, form)
        if isinstance(value, Money | Quantity):
            return self._figure(value, form)
        return (Run(self._word(value, form)),)

    def _word(self, value: object, form: str) -> str:
        numbers = self.numbers
        match value:
            case str() if isinstance(value, Missing):
                return self.plain(say(f"missing.{value.value}"))
            case str():
                return self._apart(value)
            case datetime():
                return numbers.moment(value, "" if form == "brief" else form)
            case date():
                return numbers.day(value, "" if form == "brief" else form)
            case int() | Decimal():
                return numbers.decimal(value)
            case Share():
                return numbers.per_cent(value.value)
            case Who():
                who = self._who(value.principal)
                return f"{who[:1].upper()}{who[1:]}" if form == "start" else who
            case Code():
                code = f"{value.table}.{value.code.replace(' ', '_')}"
                open_word = value.table in OPEN_LISTS and not self.has(code)
                return self._apart(value.code) if open_word else self.plain(say(code, n=SEVERAL))
        raise TypeError(type(value).__name__)

    def _apart(self, words: str) -> str:
        """Words from outside, set apart where they would upset the order of a line from right to left."""
        return f"{_OPEN}{words}{_CLOSE}" if self.right_to_left and _OTHER_WAY.search(words) else words

    def _sentence(self, sentence: Say, inherited: str = "") -> Iterable[Run]:
        values = dict(sentence.values)
        count = values.get("n")
        template = self.catalogue.template(sentence.code, count if isinstance(count, int) else None)
        if template is None:
            raise UnknownCode(f"{self.language}: {sentence.code}")
        strong = False
        quoted = sentence.code.partition(".")[0] in PROSE or sentence.code in PROSE
        for words, name, form in _pieces(template):
            if name:
                for run in self._value(values[name], form or inherited, quoted=quoted):
                    yield replace(run, strong=True) if strong and not run.strong else run
            elif words == "**":
                strong = not strong
            else:
                yield Run(words, strong)

    def _text(self, value: Text, cut: Callable[[str], str] = str) -> Run:
        language, words = value.in_language(self.language)
        return Run(self._apart(cut(words)), language=None if language == self.language else language)

    def _value(self, value: SayValue, form: str, *, quoted: bool) -> tuple[Run, ...]:
        if quoted and isinstance(value, Ref):
            return _joined(self._named(value, form, quoted=True))
        if quoted and isinstance(value, tuple):
            return _joined(self._list(value, form, quoted=True))
        return _joined(self._runs(value, form))

    def _list(self, values: tuple[SayValue, ...], form: str, *, quoted: bool = False) -> Iterable[Run]:
        patterns = self.numbers.locale.list_patterns["standard"]
        last = len(values) - 1
        for index, value in enumerate(values):
            if index:
                name = "2" if last == 1 else "end" if index == last else "middle"
                yield Run(patterns[name].replace("{0}", "").replace("{1}", ""))
            yield from self._value(value, form, quoted=quoted)

    def _named(self, ref: Ref, form: str, *, quoted: bool = False) -> Iterable[Run]:
        return (Run(one.text, one.strong, one.language, ref.element) for one in self._ref(ref, form, quoted=quoted))

    def _ref(self, ref: Ref, form: str, *, quoted: bool = False) -> Iterable[Run]:
        if ref.number and form != "title":
            yield Run(self._apart(ref.number))
            if form == "number":
                return
            yield Run(NO_BREAK)
        if isinstance(ref.title, Text):
            before, _, after = (self.catalogue.template("words.quoted", None) or "").partition("{words}")
            yield Run(before if quoted else "")
            yield self._text(ref.title, _trimmed if form == "brief" else str)
            yield Run(after if quoted else "")
        elif isinstance(ref.title, Say):
            yield from self._sentence(ref.title, form if form == "brief" else "")
        elif not ref.number or form == "title":
            yield Run(self.plain(say("words.untitled")))

    def _when(self, when: When, form: str) -> Iterable[Run]:
        one_day = when.first is not None and when.first == when.last
        if one_day and when.precision is Precision.DAY and when.first is not None:
            return (Run(self.numbers.day(when.first, "" if form in ("brief", "end") else form)),)
        if when.phrase and not _DAYS.fullmatch(when.phrase):
            return self._sentence(say("words.quoted", words=self._phrase(when.phrase)))
        match when.first, when.last:
            case None, None:
                return (Run(self._apart(when.condition or self.plain(Missing.NOT_STATED))),)
            case None, date() as last if form == "end":
                return (Run(self.numbers.day(last)),)
            case None, date() as last:
                return self._sentence(say("words.by", day=last))
            case date() as first, None:
                return self._sentence(say("words.from", day=first))
            case date() as first, date() as last:
                return self._sentence(say("words.between", first=first, last=last))
        raise TypeError(when)

    def _phrase(self, phrase: str) -> SayValue:
        """A phrase kept as written; where its language cannot be the reader's, it is marked with its own."""
        spoken = None if self.language in READ else language_of(phrase)
        return phrase if spoken is None else text(phrase, spoken)

    def _figure(self, value: Money | Quantity, form: str) -> Iterable[Run]:
        words = self._money(value, form) if isinstance(value, Money) else self._quantity(value, form)
        if value.qualifier is None or form == "bare":
            return (Run(words),)
        return self._sentence(say(f"qualifier.{value.qualifier.value}", figure=words))

    def _quantity(self, value: Quantity, form: str) -> str:
        figure = self.numbers.decimal(value.amount)
        if form == "bare" or not value.unit:
            return figure
        code = f"unit.{value.unit.replace(' ', '_')}"
        n = int(value.amount) if value.amount == value.amount.to_integral_value() else UNCOUNTED
        unit = self.catalogue.template(code, n) or self._apart(value.unit)
        return f"{figure}{NO_BREAK}{unit}"

    def _money(self, value: Money, form: str) -> str:
        if form == "bare":
            return self.numbers.millions(value.amount)
        size, scale = _scaled(value.amount) if form != "exact" else (value.amount, "units")
        return self.plain(
            say(
                f"money.{scale}" if value.currency == "EUR" else f"money.{scale}_code",
                n=int(abs(size)),
                figure=self.numbers.decimal(size),
                currency=self.numbers.currency(value.currency),
            )
        )

    def _who(self, principal: str) -> str:
        prefix, _, rest = principal.partition(":")
        if prefix in ("ms", "partner") and rest != "*":
            return country_name(rest, self.language)
        return self._apart(rest) if prefix == "org" else self.plain(say(f"principal.{principal.replace(':*', '_all')}"))


def _trimmed(words: str, most: int = 48) -> str:
    """Words cut at the end of a word so that a sentence of page one keeps its length; the cut is shown."""
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _scaled(amount: Decimal) -> tuple[Decimal, str]:
    """The amount in billions, millions or units, whichever says it exactly with at most three decimals."""
    for size, name in ((BILLION, "billions"), (MILLION, "millions")):
        scaled = amount / size
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return scaled, name
    if abs(amount) >= MILLION:
        return round(amount / MILLION, 3), "millions"
    return amount, "units"


def _started(runs: Iterable[Run]) -> Iterable[Run]:
    """The same words beginning with a capital, as a label does, where the script has them."""
    begun = False
    for run in runs:
        yield run if begun else replace(run, text=f"{run.text[:1].upper()}{run.text[1:]}")
        begun = begun or bool(run.text)


def _elided(runs: Iterable[Run]) -> Iterable[Run]:
    """`parce que` in strong words and what begins with a vowel after it, drawn together."""
    before: Run | None = None
    for run in _joined(runs):
        leads = before is not None and before.strong and not run.strong and before.text.endswith(" que")
        if before is not None and leads and _ELIDES.match(run.text):
            before, run = replace(before, text=f"{before.text[:-1]}’"), replace(run, text=run.text[1:])
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield before


@cache
def _pieces(template: str) -> tuple[tuple[str, str, str], ...]:
    """A wording taken apart: words, or the name and the form of a value that stands there; `**` is a piece."""
    found = []
    for part in _PARTS.split(template):
        name, _, form = part[1:-1].partition(":") if part.startswith("{") and _PARTS.fullmatch(part) else ("", "", "")
        if part:
            found.append((part, name, form))
    return tuple(found)


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one weight and language, and of one element, as one run."""
    found: list[Run] = []
    for run in runs:
        before = found[-1] if found else None
        if before is not None and (before.strong, before.language, before.element) == (
            run.strong,
            run.language,
            run.element,
        ):
            found[-1] = Run(before.text + run.text, run.strong, run.language, run.element)
        elif run.text:
            found.append(run)
    return tuple(found)


@cache
def wording(language: str) -> Wording:
    """The wording of a language; one object a language."""
    return Wording(language)
