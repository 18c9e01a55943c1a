"""The portfolio, the pages of a roadmap and of the rules: for every reader, in every language, with nothing inline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.pages.sitting import ROOT, sit
from waypost.core.errors import NotThere
from waypost.outputs.html.addresses import ADDRESSES
from waypost.usecases.desk import Desk
from waypost.usecases.opening import open_roadmap
from waypost.usecases.pages import roadmaps, rules
from waypost.words.catalogue import LANGUAGES

SOME = [
    *(("eu", language) for language in LANGUAGES),
    *(("partner:QM", language) for language in ("fr", "ar")),
    ("ms:IT", "de"),
    ("org:IOM", "en"),
    ("public", "en"),
]
DRAWN = [("eu", "ar"), ("partner:QM", "en")]
"""Readers and languages for whom charts are drawn, which takes the most time of all."""
NOWHERE = Path("/nonexistent")
CODE = re.compile(
    r"\b(?:pages|page|brief|money|timetable|review|changes|outputs|element|digest)\.[a-z]+(?:_[a-z0-9]+)*\b"
)
LINK = re.compile(r'href="([^"]*)"')


def looked_at(desk: Desk, home: str, **asked: str) -> bytes:
    """The timetable, looked at in one way."""
    held = {"show": "all", "row": "", "open_group": "", "slip": "", "by": "", **asked}
    return roadmaps.timetable(desk, home, roadmaps.looking_at(**held))


def pages_of(desk: Desk, home: str) -> Iterator[tuple[str, bytes]]:
    """Every page of one roadmap that holds no chart, by name; the timetable in each of its ways."""
    yield "overview", roadmaps.overview(desk, home)
    yield "objectives", roadmaps.objectives(desk, home)
    yield "review", roadmaps.review(desk, home)
    yield "changes", roadmaps.changes(desk, home, "", "", "")
    yield "history", roadmaps.history(desk, home)
    for show in ("all", "late", "undated"):
        yield f"timetable {show}", looked_at(desk, home, show=show)
    for state in ("announced", "disbursed"):
        yield f"lines {state}", roadmaps.lines(desk, home, state, "EUR", None)


class Reading(HTMLParser):
    """What a page holds that a strict content policy forbids, its links within links, and the ids it names twice."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.open = 0
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Looks at one element."""
        names = dict(attrs)
        if tag == "style" or "style" in names or any(name.startswith("on") for name in names):
            self.faults.append(f"inline: {tag} {names}")
        if tag == "script" and not names.get("src"):
            self.faults.append("inline script")
        for name in ("src", "href", "action"):
            if (names.get(name) or "").startswith(("http", "//", "javascript")):
                self.faults.append(f"elsewhere: {names[name]}")
        if tag == "a":
            self.faults.extend(["a link in a link"] if self.open else [])
            self.open += 1
        if names.get("id"):
            self.ids.append(str(names["id"]))

    def handle_endtag(self, tag: str) -> None:
        """Leaves a link."""
        self.open -= tag == "a"


def faultless(found: Iterator[tuple[str, bytes]]) -> None:
    """Every page has words for all it says, no style or script of its own, no address elsewhere, no link in a link
    and no id twice."""
    for name, page in found:
        read = Reading(page)
        assert not read.faults, name
        assert len(read.ids) == len(set(read.ids)), (name, sorted(one for one in read.ids if read.ids.count(one) > 1))
        assert not CODE.findall(re.sub(rb'(?:href|src|id|name|value|aria-\w+)="[^"]*"', b"", page).decode()), name


@pytest.mark.parametrize(("viewer", "language"), SOME)
def test_pages_speak_and_hold_nothing_inline(viewer: str, language: str) -> None:
    """Every page of the training roadmap is without fault for its readers, in every language."""
    desk = sit(viewer, language=language, drawings=NOWHERE)
    if viewer in ("eu", "public"):
        faultless(iter([("portfolio", roadmaps.portfolio(desk))]))
    try:
        faultless(pages_of(desk, "marenia"))
    except NotThere:
        assert viewer == "org:IOM"


@pytest.mark.parametrize(("viewer", "language"), DRAWN)
def test_drawn_pages_hold_nothing_inline(viewer: str, language: str) -> None:
    """Pages with charts are without fault too."""
    desk = sit(viewer, language=language, drawings=NOWHERE)
    faultless(iter([("money", roadmaps.money(desk, "marenia")), ("balance", roadmaps.balance(desk, "marenia"))]))


@pytest.mark.parametrize("home", sorted(path.name for path in (ROOT / "roadmaps").iterdir()))
def test_every_sample_has_its_pages(home: str) -> None:
    """Each page of each sample roadmap can be made for the public, where it knows of it; else none is there."""
    desk = sit("public", drawings=NOWHERE)
    try:
        open_roadmap(home, desk.asking)
    except NotThere:
        with pytest.raises(NotThere):
            roadmaps.overview(desk, home)
    else:
        assert all(page.startswith(b"<!doctype html>") for _, page in pages_of(desk, home))


def test_every_link_leads_to_an_address() -> None:
    """Every link of every page is an address of the table, or asks something of the page where it stands."""
    patterns = [
        re.compile(
            "^/"
            + re.sub(r"<(\w+):\w+>", lambda kind: "[^/]+" if kind[1] == "str" else "[-\\w]+", one)
            + r"(?:[?#].*)?$"
        )
        for one in ADDRESSES.values()
    ]
    desk = sit("eu", drawings=NOWHERE)
    pages = [("portfolio", roadmaps.portfolio(desk)), *pages_of(desk, "marenia"), ("rules", rules.every_rule(desk))]
    for name, page in pages:
        for link in LINK.findall(page.decode()):
            assert link.startswith(("#", "?")) or any(one.match(link) for one in patterns), (name, link)


def test_same_view_gives_the_same_bytes() -> None:
    """A page is made of what the reader may know and of the times, and of nothing else."""
    first, again = (dict(pages_of(sit("ms:IT", drawings=NOWHERE), "marenia")) for _ in range(2))
    assert first == again


def test_named_elements_lead_to_their_page() -> None:
    """An element that a sentence or a cell names is led to where it belongs, at the times that were asked for."""
    page = roadmaps.review(sit("eu"), "marenia").decode()
    assert len(set(re.findall(r'href="/roadmaps/marenia/elements/[^"/]+/"', page))) > 20


@pytest.mark.parametrize("show", ["late", "critical", "ahead"])
def test_filter_leaves_as_many_rows_as_it_says(show: str) -> None:
    """The count on a filter of the timetable is the number of actions that it leaves."""
    page = looked_at(sit("eu"), "marenia", show=show).decode()
    chosen = re.search(r'class="button chosen"[^>]*>[^<]*<span class="count">([^<]+)<', page)
    assert chosen
    rows = len(re.findall(r'<th scope="row"><a href="\?', page))
    listed = re.search(r'class="undated"><td[^>]*>(.*?)</td>', page)
    gone = len(re.findall(r"<a href", listed[1])) if listed else 0
    assert int(chosen[1]) == rows + gone


def test_many_rows_are_closed_on_the_screen_and_the_urgent_ones_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are many rows the groups are closed; paper shows what is late, critical or due soon in each of them,
    and says so. Opened, the other rows are for the screen alone. Where there are few, nothing is left out."""
    few = looked_at(sit("eu"), "marenia").decode()
    assert "on-paper" not in few
    monkeypatch.setattr("waypost.outputs.html.lanes.MANY", 20)
    now = roadmaps.standing(sit("eu"), "marenia").now
    late = {one.element for one in now.timetable.items if one.is_late}
    closed, opened = (looked_at(sit("eu"), "marenia", open_group=one).decode() for one in ("", "all"))
    row = re.compile(r'<tr(?: class="(on-paper|on-screen)")?><th scope="row"><a href="[^"]*row=([^"#]+)#')
    printed = {name for medium, name in row.findall(closed)}
    assert late <= printed
    assert {medium for medium, _ in row.findall(closed)} == {"on-paper"}
    assert printed == {name for medium, name in row.findall(opened) if medium != "on-screen"}
    assert {name for _, name in row.findall(opened)} == {name for _, name in row.findall(few)}
    assert '<p class="on-paper note">On paper: ' in closed


def test_chosen_row_says_its_reasons() -> None:
    """A row that is chosen is marked and followed by what it waits for; one that is not there is none."""
    desk = sit("eu")
    item = next(one for one in roadmaps.standing(desk, "marenia").now.timetable.items if one.is_late)
    page = looked_at(desk, "marenia", row=item.element).decode()
    assert page.count('id="chosen"') == 1
    assert '<tr class="why">' in page
    assert 'id="chosen"' not in looked_at(desk, "marenia", row="nobody").decode()


def test_slip_moves_what_waits_and_changes_nothing() -> None:
    """A slip that is tried tells what it moves; one that cannot be read is told in its form."""
    desk = sit("eu")
    tried = looked_at(desk, "marenia", slip="1.2.1", by="6w").decode()
    assert "+42 days" in tried
    assert 'aria-invalid="true"' in looked_at(desk, "marenia", slip="1.2.1", by="soon").decode()
    assert looked_at(desk, "marenia").decode() == looked_at(sit("eu"), "marenia").decode()


def test_total_opens_into_lines_that_make_it() -> None:
    """What the lines of a total add up to is the total."""
    desk = sit("eu")
    now = roadmaps.standing(desk, "marenia").now
    for total in now.ledger.totals:
        page = roadmaps.lines(desk, "marenia", total.state.value, total.known.currency, None).decode()
        names = set(re.findall(r"/elements/([^\"/]+)/", page.partition('id="counted"')[2].partition("</section>")[0]))
        assert names == set(total.lines)


def test_long_timetable_closes_its_groups() -> None:
    """Over sixty rows the groups are closed; each opens alone or all together, and nothing is lost."""
    from tools.bench.pages import planned
    from waypost.core.pages.roadmap.timetable import Looking, timetable_page
    from waypost.core.roadmap.view import see
    from waypost.core.values import EU
    from waypost.usecases.analysing import analyse

    held = planned(100)
    desk = sit("eu")
    now = analyse(see(held, EU), on=held.at.date())
    rows = {}
    for asked in ("", "1", "all"):
        page = desk.set(timetable_page(now, Looking(open=asked))).decode()
        rows[asked] = page.count('<tr><th scope="row">')
    assert rows[""] == 0
    assert 0 < rows["1"] < rows["all"] == 100


def test_rules_are_explained() -> None:
    """Each rule has a page with what it asks and what to do; another name is not there."""
    desk = sit("public")
    names = set(re.findall(r'href="/rules/([^"/]+)/"', rules.every_rule(desk).decode()))
    assert len(names) > 30
    assert all(f"Rule {name}" in rules.one_rule(desk, name).decode() for name in sorted(names)[:5])
    with pytest.raises(NotThere):
        rules.one_rule(desk, "R999")


def test_history_is_walked_back_moment_by_moment() -> None:
    """The history page has the moments that the reader may know and no other, whether read one by one or at once."""
    desk = sit("ms:IT")
    page = roadmaps.history(desk, "marenia").decode()
    shown = re.findall(r'href="/roadmaps/marenia/\?at=([^"&]+)"', page)
    known = [quote(view.at.isoformat(), safe="") for view in reversed(open_roadmap("marenia", desk.asking).history)]
    assert shown == known
    assert len(known) > 1


def test_earlier_moment_says_so_and_is_kept_by_links() -> None:
    """A page of an earlier moment shows what was known then and says that there is a newer one; its tabs stay there."""
    desk = sit("eu")
    first = open_roadmap("marenia", desk.asking).history[0]
    earlier = replace(desk, asking=replace(desk.asking, at=first.at))
    page = roadmaps.objectives(earlier, "marenia").decode()
    assert 'class="notice watch"' in page
    assert f"/timetable/?at={quote(first.at.isoformat(), safe='')}" in page
    assert 'class="notice watch"' not in roadmaps.objectives(desk, "marenia").decode()
    assert roadmaps.standing(earlier, "marenia").now.view.elements == first.elements
