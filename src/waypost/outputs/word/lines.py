"""Runs and paragraphs: words with their tone, language and direction.

Each run says its language, so that it is spelt and read aloud rightly wherever it is pasted. In a language that runs
from right to left, words of that script are marked so; figures and Latin words between them keep their own direction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, cast

from waypost.outputs.look import light
from waypost.outputs.spoken import Plain, records
from waypost.outputs.word.markup import NOTHING, Markup, eighths, el, halves, tag, together, twips, words

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
"""Languages of texts in a script from right to left."""
TAGS: Final = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE", "ar": "ar-TN"}
"""The name under which Word knows a language; any other is given as it is. In Tunisia figures are 0 to 9 (look 8)."""

_SIGNS: Final = dict.fromkeys(range(0x2066, 0x206A))
_APART: Final = re.compile("[\u2066\u2068]([^\u2066-\u2069]*)\u2069")
"""Signs that set a direction apart in plain text; here runs do, and Word shows some of them as boxes."""

_LATIN_FIRST: Final = re.compile(r"[^A-Za-z\u00c0-\u052f\u0590-\u08ff]*(?:[A-Za-z\u00c0-\u052f]|$)")
_LETTER: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_LEFT_TO_RIGHT: Final = re.compile(
    r"[A-Za-z0-9\u00c0-\u024f\u0370-\u052f€](?:[^\u0590-\u08ff\ufb1d-\ufefc]*[A-Za-z0-9\u00c0-\u024f\u0370-\u052f%€])?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """How a run is set: colours are roles of the look, sizes points; what is None comes from the style."""

    strong: bool = False
    light: bool = False
    """Regular even where the style is strong."""
    struck: bool = False
    hidden: bool = False
    """Not shown and not printed: for the program that reads the file back."""
    size: float | None = None
    colour: str | None = None
    fill: str | None = None
    edge: str | None = None
    thick: float = 0.75
    hatched: bool = False


PLAIN: Final = Tone()
QUIET: Final = Tone(colour="ink2")
ACCENT: Final = Tone(strong=True, colour="accent")
SMALL: Final = Tone(size=7.5, colour="ink3")
HIDDEN: Final = Tone(hidden=True)
SWATCH: Final = Tone(size=7, hatched=True, edge="hatch", thick=0.5)

MARKS: Final[dict[str, Tone]] = {
    "plain": Tone(strong=True, size=7.5, colour="ink2", edge="ink2"),
    "preliminary": Tone(strong=True, size=7.5, colour="ink2", edge="ink2"),
    "late": Tone(strong=True, size=7.5, colour="late", fill="late_soft", edge="late"),
    "at_risk": Tone(strong=True, size=7.5, colour="watch", fill="watch_soft", edge="watch"),
    "watch": Tone(strong=True, size=7.5, colour="watch", fill="watch_soft", edge="watch"),
    "critical": Tone(strong=True, size=7.5, colour="ink", edge="ink", thick=1.5),
    "added": Tone(strong=True, colour="accent"),
    "removed": Tone(strong=True, colour="late"),
    "must": Tone(strong=True, size=7.5, colour="surface", fill="late", edge="late"),
    "should": Tone(strong=True, size=7.5, colour="watch", fill="watch_soft", edge="watch"),
    "note": Tone(strong=True, size=7.5, colour="ink2", edge="ink2"),
    "accepted": Tone(strong=True, size=7.5, colour="ink2", edge="ink2"),
}
"""Source: look 6, status marker; the weights of findings are set alike."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in one language, with the styles of one template (name to identifier)."""

    language: str
    styles: dict[str, str]

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.language in RIGHT_TO_LEFT

    # Runs ------------------------------------------------------------------------------------------------------

    def run(self, text: str, tone: Tone = PLAIN, language: str | None = None) -> Markup:
        """Words in one tone."""
        spoken = language or self.language
        if spoken not in RIGHT_TO_LEFT:
            return _run(text.translate(_SIGNS), tone, spoken, rtl=False)
        return together(
            _directed(_run(piece, tone, spoken, rtl=rtl), piece, rtl=rtl) for piece, rtl in directions(text)
        )

    def runs(self, parts: Plain, tone: Tone = PLAIN) -> Markup:
        """Runs of the wording; a strong one is strong whatever the tone."""
        return together(
            self.run(str(one["t"]), replace(tone, strong=tone.strong or bool(one["b"])), cast("str | None", one["l"]))
            for one in records(parts)
        )

    def gap(self, tone: Tone = PLAIN, count: int = 2) -> Markup:
        """Space that no line breaks at."""
        return self.run("\u00a0" * count, tone)

    def mark(self, words: str) -> Markup:
        """Words that are not shown, for the program that reads the file back."""
        return self.run(words, HIDDEN, "en")

    def marker(self, mark: str, text: str) -> Markup:
        """A word in a frame (look 6)."""
        tone = MARKS[mark]
        if tone.edge is None:
            return self.run(text, tone)
        # Blanks that do not break keep the frame off the word and in one line.
        kept = f"\u00a0{text}\u00a0".replace(" ", "\u00a0")
        if not self.rtl:
            return self.run(kept, tone)
        # Among letters from right to left a figure would get a frame of its own, so such a marker has its ground alone;
        # so would the blanks at the ends of another.
        shown = replace(tone, edge=None) if tone.fill is not None and any(map(str.isdigit, text)) else tone
        words = kept if shown.edge is None else kept.strip("\u00a0")
        return _run(words.translate(_SIGNS), shown, self.language, rtl=True)

    def unknown(self, parts: Plain, tone: Tone = QUIET) -> Markup:
        """The hatch, then the reason; they do not part at a line end (look 6)."""
        return together((self.run("\u00a0" * 5, SWATCH), self.run("\u00a0", tone), self.runs(parts, tone)))

    # Paragraphs ------------------------------------------------------------------------------------------------

    def paragraph(
        self,
        *content: Markup,
        style: str | None = None,
        right: bool = False,
        keep: bool = False,
        page: bool = False,
        ruled: bool = False,
        tab: float | None = None,
        indent: float | None = None,
    ) -> Markup:
        """A paragraph in a style by its name.

        `right` sets it at the physical right, `keep` with the next one, `page` on a new page, `ruled` under a
        hairline; what follows a tab ends at `tab` points; `indent` is at the side where lines begin.
        """
        top = el("top", val="single", sz=eighths(0.5), space=5, color=colour("line"))
        properties = (
            el("pStyle", val=self.styles[style]) if style else NOTHING,
            el("keepNext") if keep else NOTHING,
            el("keepLines") if keep else NOTHING,
            el("pageBreakBefore") if page else NOTHING,
            el("pBdr", top) if ruled else NOTHING,
            NOTHING if tab is None else el("tabs", el("tab", val="right", pos=twips(tab))),
            el("bidi") if self.rtl else NOTHING,
            NOTHING if indent is None else el("ind", left=twips(indent)),
            # In a paragraph from right to left Word takes "left" for the side where lines begin: the right one.
            el("jc", val="left" if self.rtl else "right") if right else NOTHING,
        )
        return el("p", _unless_empty("pPr", properties), *content)

    def link(self, target: str, *content: Markup) -> Markup:
        """Words that lead to a bookmark."""
        return el("hyperlink", *content, anchor=target, history=1)

    def field(self, code: str, shown: str, tone: Tone = PLAIN) -> Markup:
        """A field of Word with what it shows until Word works it out."""
        properties = _properties(tone, self.language, rtl=False)
        return together(
            (
                el("r", properties, el("fldChar", fldCharType="begin")),
                el("r", properties, tag("w:instrText", {"xml:space": "preserve"}, words(f" {code} "))),
                el("r", properties, el("fldChar", fldCharType="separate")),
                self.run(shown, tone),
                el("r", properties, el("fldChar", fldCharType="end")),
            )
        )

    def bookmark(self, number: int, name: str, *content: Markup) -> Markup:
        """Content that a link or a field can lead to."""
        return together((el("bookmarkStart", id=number, name=name), *content, el("bookmarkEnd", id=number)))


TAB: Final = el("r", el("tab"))


def directions(text: str) -> tuple[tuple[str, bool], ...]:
    """A text of a script from right to left in pieces, each with whether it runs that way.

    What the wording set apart, such as +10 or a title in Latin letters, is one piece.
    """
    found: list[tuple[str, bool]] = []
    place = 0
    for match in _APART.finditer(text):
        found += _by_letters(text[place : match.start()])
        inside = match.group(1)
        found += [(inside, False)] if _LATIN_FIRST.match(inside) else _by_letters(inside)
        place = match.end()
    return tuple(found + _by_letters(text[place:]))


def _directed(run: Markup, piece: str, *, rtl: bool) -> Markup:
    """A run as it stands among letters from right to left: "11 September 2026" keeps its figures in their places, which
    some programs would take for those of the line."""
    mixed = not rtl and _LETTER.search(piece) and not (_LETTER.match(piece) and _LETTER.match(piece[-1]))
    return el("dir", run, val="ltr") if mixed else run


def _by_letters(text: str) -> list[tuple[str, bool]]:
    """Pieces by the letters and figures in them, signs between two of one direction with them."""
    text = text.translate(_SIGNS)
    found: list[tuple[str, bool]] = []
    place = 0
    for match in _LEFT_TO_RIGHT.finditer(text):
        found += [(text[place : match.start()], True), (match.group(), False)]
        place = match.end()
    return [one for one in (*found, (text[place:], True)) if one[0]]


def colour(role: str) -> str:
    """A colour as Word writes it."""
    return light(role).removeprefix("#")


def _run(text: str, tone: Tone, language: str, *, rtl: bool) -> Markup:
    if not text:
        return NOTHING
    return el("r", _properties(tone, language, rtl=rtl), tag("w:t", {"xml:space": "preserve"}, words(text)))


def _properties(tone: Tone, language: str, *, rtl: bool) -> Markup:
    """Properties of a run, in the order in which Word wants them."""
    name = TAGS.get(language, language)
    size = (
        NOTHING if tone.size is None else together((el("sz", val=halves(tone.size)), el("szCs", val=halves(tone.size))))
    )
    frame = NOTHING
    if tone.edge is not None:
        frame = el("bdr", val="single", sz=eighths(tone.thick), space=0, color=colour(tone.edge))
    ground = NOTHING
    if tone.hatched:
        ground = el("shd", val="diagStripe", color=colour("hatch"), fill=colour("surface"))
    elif tone.fill is not None:
        ground = el("shd", val="clear", color="auto", fill=colour(tone.fill))
    return el(
        "rPr",
        _weight(tone),
        el("strike") if tone.struck else NOTHING,
        el("vanish") if tone.hidden else NOTHING,
        NOTHING if tone.colour is None else el("color", val=colour(tone.colour)),
        size,
        frame,
        ground,
        el("rtl") if rtl else NOTHING,
        el("lang", bidi=name) if rtl else el("lang", val=name),
    )


def _weight(tone: Tone) -> Markup:
    if tone.strong:
        return together((el("b"), el("bCs")))
    return together((el("b", val=0), el("bCs", val=0))) if tone.light else NOTHING


def _unless_empty(name: str, children: tuple[Markup, ...]) -> Markup:
    inside = together(children)
    return el(name, inside) if inside else NOTHING
