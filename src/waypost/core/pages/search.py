"""Search over what one reader may know, and over nothing else.

Every hit, its place and the number of hits come from the reader's own views: no index is shared and no word counts
for more because it is rare somewhere (security S2). All words must be found.

Source: issue 3.3; security S2, S16 (a search is sent, so that it stands in no address).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Final

from waypost.core.brief.tree import Nothing, Paragraph
from waypost.core.goto import goto
from waypost.core.pages.element.pointing import kind_words
from waypost.core.pages.form import Entry, Field, Form
from waypost.core.pages.page import Item, Items, Page, PageBlock, Part
from waypost.core.pages.places import homes_of, to_element
from waypost.core.pages.readers import readership
from waypost.core.roadmap.bodies import Link
from waypost.core.roadmap.elements import Element
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.numbering import print_order
from waypost.core.roadmap.view import View, partners_of
from waypost.core.say import Say, say
from waypost.core.values import Text

LONGEST: Final = 200
"""So many letters of a question are read."""
MOST_WORDS: Final = 8
"""So many words of it are looked for."""
MOST: Final = 50
"""So many hits are shown."""
AROUND: Final = 60
"""So many letters before and after a word are quoted."""
NUMBER, TITLE, BEGINNING, TEXT = 8, 5, 3, 1
"""What a word counts for: the printed number, a whole word of the title, the beginning of one, any other text."""

_WORD: Final = re.compile(r"\w+(?:[.\-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One element found: how well, and the words around the first find where the title does not hold it."""

    view: View
    element: Element
    score: int
    quote: str


def words_of(question: str) -> tuple[str, ...]:
    """The words that are looked for, without accents and capitals, each once."""
    found = _WORD.findall(folded(question[:LONGEST]))
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def folded(words: str) -> str:
    """Words as they are compared: without accents, capitals and signs of vowels."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


def find(views: Iterable[View], question: str) -> tuple[Hit, ...]:
    """Every element of these views in which each word of the question is found, the best first.

    Of equals the one with the smaller printed number; links of time are not found, since they have no words.
    """
    words = words_of(question)
    if not words:
        return ()
    hits = (_hit(view, one, words) for view in views for one in view if not isinstance(one.body, Link))
    return tuple(sorted((one for one in hits if one is not None), key=_place))


def _place(one: Hit) -> tuple[object, ...]:
    return -one.score, one.view.home, print_order(one.element.ref)


def _hit(view: View, element: Element, words: tuple[str, ...]) -> Hit | None:
    number = folded(element.number or "")
    title = _WORD.findall(folded(_title(element)))
    texts = tuple(_texts(element))
    plain = " ".join(map(folded, texts))
    scores = tuple(_score(word, number, title, plain) for word in words)
    if not all(scores):
        return None
    missed = next((word for word in words if not any(one.startswith(word) for one in title) and word != number), None)
    return Hit(view=view, element=element, score=sum(scores), quote="" if missed is None else _quote(texts, missed))


def _title(element: Element) -> str:
    return " ".join(words for _, words in element.title.wordings) if isinstance(element.title, Text) else ""


def _score(word: str, number: str, title: list[str], plain: str) -> int:
    if word == number:
        return NUMBER
    if word in title:
        return TITLE
    if any(one.startswith(word) for one in title):
        return BEGINNING
    return TEXT if word in plain else 0


def _texts(element: Element) -> Iterator[str]:
    """Every wording that an element holds, its note last."""
    yield from _wordings(element.body)
    if element.note is not None:
        yield from (words for _, words in element.note.wordings)


def _wordings(value: object) -> Iterator[str]:
    if isinstance(value, Text):
        yield from (words for _, words in value.wordings)
    elif isinstance(value, tuple):
        for one in value:
            yield from _wordings(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _wordings(getattr(value, field.name))


def _quote(texts: tuple[str, ...], word: str) -> str:
    """The words around the first find; empty where no text holds it as it is written."""
    for one in texts:
        at = folded(one).find(word)
        if at >= 0:
            start, end = max(0, at - AROUND), at + len(word) + AROUND
            before, after = "…" if start else "", "…" if end < len(one) else ""
            return f"{before}{one[start:end].strip()}{after}"
    return ""


# The page ----------------------------------------------------------------------------------------------------------


def search_page(question: str, hits: tuple[Hit, ...], *, asked: bool) -> Page:
    """The form, and what was found; `asked` is False before anybody sent a question."""
    return Page(
        name="search",
        title=say("search.title"),
        subtitle=say("search.subtitle"),
        area="search",
        blocks=(_form(question), *(_found(question, hits) if asked else ())),
        homes=homes_of(one.element for one in hits[:MOST]),
    )


def _form(question: str) -> Form:
    field = Field(
        name="question",
        label=say("search.label"),
        entry=Entry.LINE,
        value=question[:LONGEST],
        hint=say("search.hint"),
        required=True,
    )
    return Form(name="search", to=goto("search"), parts=(field,), submit=say("search.submit"), line=True)


def _found(question: str, hits: tuple[Hit, ...]) -> Iterator[PageBlock]:
    if not hits:
        yield Nothing(say=say("search.nothing", words=question[:LONGEST]))
        return
    items = tuple(_item(one) for one in hits[:MOST])
    more = (Paragraph(says=(say("search.more", n=MOST),), quiet=True),) if len(hits) > MOST else ()
    yield Part(name="found", title=say("search.found", n=len(hits)), blocks=(Items(items=items), *more))


def _item(one: Hit) -> Item:
    view, element = one.view, one.element
    partners = tuple(sorted(partners_of(view.elements)))
    return Item(
        title=named(view, element),
        to=to_element(view.home, element.id),
        strong=True,
        second=tuple(_second(one)),
        reader=readership(element.audience, partners, view.viewer),
    )


def _second(one: Hit) -> Iterator[Say]:
    """What kind of thing it is, of which roadmap, and the words around the find."""
    yield say("element.kind", kind=kind_words(one.element))
    head = one.view.roadmap
    if head is not None and head[0].id != one.element.id and isinstance(head[1].title, Text):
        yield say("meetings.of", title=head[1].title)
    if one.quote:
        yield say("search.quote", words=one.quote)
