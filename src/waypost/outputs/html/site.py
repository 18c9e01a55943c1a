"""A page of the web workspace as bytes: the tree of a page, in the shell of whoever asks.

Style and scripts are files of their own: a page holds neither, not even as an attribute, so that the content policy
needs no exception. The same page in the same shell gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from markupsafe import Markup

from waypost.core.brief.tree import Columns, Figure
from waypost.core.goto import goto
from waypost.core.pages.page import Area, Beside, Fold, Notice, Page, PageBlock, Panel, Part
from waypost.core.say import Say, Who, say
from waypost.core.values import PUBLIC, Principal
from waypost.outputs.charts.drawing import KEPT, Drawings, draw_sizes
from waypost.outputs.html.addresses import address_of
from waypost.outputs.html.assets import static_address
from waypost.outputs.html.page import environment
from waypost.outputs.html.speaking import PageSpeaker
from waypost.outputs.spoken import LABELS, Plain, Record
from waypost.words.catalogue import LANGUAGES
from waypost.words.wording import Wording

AREAS: Final[tuple[Area, ...]] = ("portfolio", "meetings", "dialogues", "frameworks", "routes", "search")
"""The main pages that everybody has, in the order of the header; their names are those of their addresses."""

MOST_ERRORS: Final = 100
"""So many errors of a form are counted in words."""

WEB_LABELS: Final = ("areas", "crumbs", "open_all", "sign_in", "sign_out", "tabs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What stands round every page: for whom it is, in which language and scheme, what was just done.

    `asked` is the address that was asked for, to which a change of language comes back. `organisation` is that with
    whose eyes one sees; None: the viewer's own name is said. `person` is who is signed in, by function or name.
    """

    language: str
    viewer: Principal = PUBLIC
    organisation: Say | None = None
    person: str | None = None
    scheme: Literal["system", "light", "dark"] = "system"
    csrf: str = ""
    asked: str = "/"
    notices: tuple[Notice, ...] = ()
    signed_in: bool = False
    areas: tuple[Area, ...] = AREAS


def render_page(page: Page, shell: Shell, wording: Wording, drawings: Drawings = KEPT) -> bytes:
    """The page in the language of `wording`."""
    speaker = PageSpeaker(wording, page)
    head: Record = {
        "title": speaker.begun(page.title),
        "subtitle": None if page.subtitle is None else speaker.begun(page.subtitle),
        "crumbs": [speaker.link(one) for one in page.crumbs],
        "reader": None if page.reader is None else speaker.reader(page.reader),
        "markers": [speaker.cell(one, bare=False) for one in page.markers],
        "facts": [speaker.runs(one) for one in page.facts],
        "acts": [speaker.act(one) for one in page.acts],
        "tabs": [
            {"label": speaker.plain(one.label), "to": address_of(one.to), "current": one.current} for one in page.tabs
        ],
        "training": page.training,
        "narrow": page.narrow,
        "blocks": speaker.blocks(page.blocks),
    }
    template = environment().get_template("site/page.html")
    made = template.render(
        page=head, shell=_shell(page, shell, speaker, wording, drawings), labels=_labels(wording.language)
    )
    return made.encode()


def _shell(page: Page, shell: Shell, speaker: PageSpeaker, wording: Wording, drawings: Drawings) -> dict[str, object]:
    organisation = shell.organisation or say("page.reader", who=Who(principal=shell.viewer))
    areas = [
        {
            "to": address_of(goto(_address_name(one))),
            "label": wording.plain(say(f"pages.area_{one}")),
            "current": one == page.area,
            "here": page.name == _address_name(one),
        }
        for one in shell.areas
    ]
    return {
        "language": wording.language,
        "rtl": wording.right_to_left,
        "scheme": shell.scheme,
        "csrf": shell.csrf,
        "asked": shell.asked,
        "signed_in": shell.signed_in,
        "person": shell.person,
        "organisation": _upper(wording.plain(organisation)),
        "sees": wording.plain(say("pages.sees", who=Who(principal=shell.viewer))),
        "areas": areas,
        "notices": [speaker.notice(one) for one in shell.notices],
        "home": address_of(goto("portfolio")),
        "account": address_of(goto("account")),
        "sign_in": None if page.name == "sign_in" else address_of(goto("sign_in")),
        "sign_out": address_of(goto("sign_out")),
        "to_language": address_of(goto("language")),
        "languages": _languages(wording.language),
        "static": _static(),
        "drawings": {
            name: {size: Markup(svg) for size, svg in sizes.items()} for name, sizes in _drawn(page, wording, drawings)
        },
    }


def _address_name(area: Area) -> str:
    return area or "portfolio"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _languages(current: str) -> list[Plain]:
    """The languages offered, each named in itself."""
    return [
        {"code": one, "name": Wording(one).plain(say(f"page.index_language_{one}")), "current": one == current}
        for one in LANGUAGES
    ]


@cache
def _static() -> dict[str, str]:
    names = {
        "style": "workspace.css",
        "script": "workspace.js",
        "htmx": "htmx.min.js",
        "mark": "mark.svg",
        "mark_dark": "mark-dark.svg",
    }
    return {name: static_address(file) for name, file in names.items()}


@cache
def _labels(language: str) -> dict[str, object]:
    wording = Wording(language)
    labels: dict[str, object] = {name: wording.plain(say(f"outputs.{name}")) for name in LABELS}
    labels |= {name: wording.plain(say(f"pages.{name}")) for name in WEB_LABELS}
    labels["edit"] = wording.plain(say("editing.edit"))
    labels["errors"] = [wording.plain(say("pages.errors", n=n)) for n in range(1, MOST_ERRORS + 1)]
    return labels


def _drawn(page: Page, wording: Wording, drawings: Drawings) -> Iterator[tuple[str, dict[str, str]]]:
    for figure, part in _figures(page.blocks, None):
        yield figure.name, draw_sizes(figure, wording, drawings, part=part)


def _figures(blocks: Iterable[PageBlock], part: str | None) -> Iterator[tuple[Figure, str | None]]:
    """The figures of a page, each with its place: None over the full width, `half` beside something."""
    for block in blocks:
        match block:
            case Figure():
                yield block, part
            case Columns():
                yield from _figures((*block.left, *block.right), "half")
            case Beside():
                yield from _figures(block.first, part if block.wide else "half")
                yield from _figures(block.second, "half")
            case Part() | Panel() | Fold():
                yield from _figures(block.blocks, part)
            case _:
                pass
