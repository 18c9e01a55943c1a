"""The page: self-contained, without scripts, whole, and reachable for everyone."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.outputs.specimen import HOSTILE, specimen, words
from waypost.core.say import say
from waypost.outputs.charts.drawing import Drawings
from waypost.outputs.html.page import render_html
from waypost.outputs.spoken import Plain, spoken
from waypost.words.wording import wording

KEPT = Drawings()
VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}


class Page(HTMLParser):
    """Tags with their attributes in order, the text, and whether every tag is closed in its place."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.parts: list[str] = []
        self.wrong: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.parts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.parts)


@pytest.fixture(scope="module", params=["en", "fr", "ar"])
def source(request: pytest.FixtureRequest) -> str:
    """The specimen as a page in one language."""
    return render_html(specimen(), wording(request.param), drawings=KEPT).decode()


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    """The same, parsed."""
    return Page(source)


def bare(value: str) -> str:
    """Text without any space."""
    return re.sub(r"[\s\u200b]", "", value)


def said(value: Plain) -> Iterator[str]:
    """Every text that a reader is to see."""
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str):
                if name in ("t", "text", "rule", "word", "figure", "label", "unit", "audience", "section", "more"):
                    yield one
            else:
                yield from said(one)
    elif isinstance(value, list):
        for one in value:
            yield from said(one)


def test_page_is_well_formed(page: Page) -> None:
    """Every tag that is opened is closed, in its place."""
    assert not page.wrong
    assert not page.open


def test_page_has_no_script_and_asks_for_nothing(page: Page, source: str) -> None:
    """No script, no handler, no reference that leaves the file."""
    assert not [tag for tag, _ in page.tags if tag in ("script", "iframe", "object", "embed", "img", "link", "form")]
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset")]
        assert (attributes.get("href") or "#").startswith("#")
    addresses = set(re.findall(r"(?:url\(|https?:)[^)\s\"'<]{0,30}", source))
    assert all(one.startswith(("url(data:font/woff2", "http://www.w3.org/")) for one in addresses)


def test_policy_allows_this_style_and_nothing_else(page: Page, source: str) -> None:
    """The page's policy names the hash of its one style; nothing else may be loaded or run."""
    style = re.search(r"<style>(.*?)</style>", source, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    policy = next(a["content"] for t, a in page.tags if t == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert source.count("<style") == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_says_all_that_the_tree_says(language: str) -> None:
    """Every text of the tree is on the page, the numbers of the charts included."""
    source = render_html(specimen(), wording(language), drawings=KEPT).decode()
    text = bare(Page(source).text)
    missing = [one for one in said(spoken(specimen(), wording(language))) if bare(one) not in text]
    assert not missing


def test_hostile_text_stays_text(page: Page) -> None:
    """Markup in a text is shown, not followed."""
    assert bare(HOSTILE) in bare(page.text)


def test_headings_never_skip_a_level(page: Page) -> None:
    """One first heading, and each next one at most one level below the last."""
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_links_and_references_lead_somewhere(page: Page) -> None:
    """Ids are unique; every link within the page and every reference to an id finds one."""
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = [(attributes.get("href") or "")[1:] for tag, attributes in page.tags if tag == "a"]
    wanted += [attributes["aria-labelledby"] or "" for _, attributes in page.tags if "aria-labelledby" in attributes]
    assert set(wanted) <= set(ids)


def test_tables_have_heads(page: Page) -> None:
    """Each head says whether it is of a column or of a row, and every table has row heads."""
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert all(one.get("scope") in ("col", "row") for one in heads)
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert tables
    assert sum(one.get("scope") == "row" for one in heads) >= tables


def test_a_row_that_heads_others_has_no_names_of_columns(source: str) -> None:
    """On a narrow screen the name of its column stands before each cell, but not in a row that is a head itself."""
    heads = re.findall(r'<tr class="group">.*?</tr>', source, re.DOTALL)
    assert heads
    assert not [one for one in heads if "data-head" in one]


def test_wide_tables_can_be_scrolled_by_keyboard(page: Page) -> None:
    """A table of numbers stands in a named region that takes the focus."""
    regions = [a for tag, a in page.tags if tag == "div" and a.get("role") == "region"]
    assert regions
    assert all(one.get("tabindex") == "0" and one.get("aria-label") for one in regions)


def test_drawings_have_a_name_and_a_table(page: Page) -> None:
    """Each drawing is a picture with a name, and its numbers stand beside it as a table."""
    drawings = [a for tag, a in page.tags if tag == "svg" and a.get("role") == "img"]
    assert drawings
    assert all(one.get("aria-label") for one in drawings)
    figures = sum(tag == "figure" for tag, _ in page.tags)
    assert len(drawings) == 3 * figures
    assert sum(tag == "details" for tag, _ in page.tags) == figures


def test_foreign_words_are_marked(source: str) -> None:
    """A text in another language than the page says which."""
    other = "fr" if '<html lang="en">' in source else "en"
    assert f'<span lang="{other}">' in source


def test_training_data_say_so(source: str) -> None:
    """The mark of invented data stands at the head and at the end, and only where the brief is one."""
    language = source.partition('<html lang="')[2][:2]
    mark = wording(language).plain(say("outputs.training"))
    assert source.count(mark) == 2
    real = replace(specimen(), cover=replace(specimen().cover, training=False))
    assert mark not in render_html(real, wording(language), drawings=KEPT).decode()


def test_page_is_the_same_every_time() -> None:
    """The same brief gives the same bytes, with and without kept drawings."""
    first = render_html(specimen(), wording("en"), drawings=KEPT)
    assert render_html(specimen(), wording("en"), drawings=Drawings()) == first


def test_note_without_page_one_is_a_page() -> None:
    """A note has no first page and is drawn all the same."""
    note = replace(
        specimen(),
        page_one=None,
        sections=specimen().sections[2:],
        cover=replace(specimen().cover, title=words("Note")),
    )
    assert "<h1>Note</h1>" in render_html(note, wording("en"), drawings=KEPT).decode()
