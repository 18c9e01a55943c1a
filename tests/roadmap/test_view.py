"""Views: what one viewer may know, and nothing of the rest."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roadmap.strategies import VIEWERS, edits, history, states
from tests.roadmap.twins import SECRET, twin
from waypost.codec.soundness import unsound
from waypost.codec.states import encode_state
from waypost.core.errors import Severity
from waypost.core.roadmap.audience import is_principal, is_within, may_see, takes_part
from waypost.core.roadmap.bodies import (
    Acceptance,
    Action,
    Body,
    Contribution,
    Entry,
    Gives,
    Link,
    Pair,
    Roadmap,
    Series,
)
from waypost.core.roadmap.elements import Audience, Element, FieldReason, State, in_order
from waypost.core.roadmap.kinds import KINDS
from waypost.core.roadmap.records import Inside, Partner
from waypost.core.roadmap.references import points_within, references
from waypost.core.roadmap.view import View, moments, partners_of, see
from waypost.core.roadmap.vocabulary import EntryKind
from waypost.core.values import EU, PUBLIC, ElementId, Missing, Principal, Slug, text

QM, IT, ORG = Principal("partner:QM"), Principal("ms:IT"), Principal("org:Agency")
ALL = frozenset((EU, IT, QM, PUBLIC))
NOW = datetime(2026, 10, 1, tzinfo=UTC)


def element(name: str, audience: Audience, body: Body | None = None, parent: str | None = None) -> Element:
    """An element with an audience."""
    above = None if parent is None else ElementId(parent)
    held = body or Action(title=text(name))
    return Element(id=ElementId(name), home=Slug("x"), parent=above, audience=audience, body=held)


def head(*countries: str) -> Element:
    """The head of a roadmap, for everyone."""
    return element("head", ALL, Roadmap(title=text("R"), partners=tuple(Partner(country=one) for one in countries)))


def state(*elements: Element, reasons: tuple[FieldReason, ...] = (), at: datetime = NOW) -> State:
    """A state of some elements."""
    return State(home=Slug("x"), at=at, by=EU, why=text("why"), reasons=reasons, elements=in_order(elements))


def ids(view: View) -> list[str]:
    """What a view holds."""
    return [one.id for one in view.elements]


def shown(view: View) -> bytes:
    """All that a view tells, as bytes."""
    told = State(
        home=view.home, at=view.at, by=view.viewer, why=Missing.WITHHELD, reasons=view.reasons, elements=view.elements
    )
    return encode_state(told)


@given(states(), st.data())
def test_a_body_points_within_what_holds_each_of_its_ids(held: State, data: st.DataObject) -> None:
    """A body points within some elements just when each id that it holds is among them."""
    known = data.draw(st.frozensets(st.sampled_from([one.id for one in held.elements])))
    for one in held.elements:
        assert points_within(one.body, known) == (set(references(one.body)) <= known)


@given(st.lists(states(size=4), min_size=1, max_size=2))
def test_elements_are_in_the_order_of_a_file(several: list[State]) -> None:
    """Elements stand in the order of their kinds' names, those of a kind in that of their ids."""
    together = [one for held in several for one in reversed(held.elements)]
    assert in_order(together) == tuple(sorted(together, key=lambda one: (one.kind.name, one.id)))


# ------------------------------------------------------------------------------------------------- who may know


@pytest.mark.parametrize(
    ("viewer", "audience", "sees"),
    [
        (EU, {EU}, True),
        (EU, {IT}, False),
        (IT, {EU}, False),
        (IT, {IT, QM}, True),
        (Principal("ms:FR"), {IT}, False),
        (QM, {QM}, True),
        (QM, {EU, IT}, False),
        (Principal("partner:TN"), {Principal("partner:TN")}, False),
        (Principal("partner:TN"), {PUBLIC}, True),
        (ORG, {ORG}, True),
        (ORG, {EU}, False),
        (PUBLIC, {PUBLIC, EU}, True),
        (PUBLIC, {EU, IT, QM, ORG}, False),
        (EU, set(), False),
        (EU, {PUBLIC}, True),
    ],
)
def test_one_sees_what_its_audience_and_its_part_allow(viewer: Principal, audience: set[Principal], sees: bool) -> None:
    """Public for everyone; else a principal of the audience who takes part; eu does not stand for ms:XX (design 3)."""
    found = see(state(head("QM"), element("a", frozenset(audience))), viewer)
    assert ("a" in ids(found)) is sees
    assert (ElementId("a") in found) is sees
    assert (found.get(ElementId("a")) is not None) is sees


def test_a_partner_takes_part_where_it_is_a_partner() -> None:
    """A partner takes part by the head of the roadmap or by a series of meetings; nobody else asks for it."""
    talks = element("s", frozenset({EU}), Series(title=text("S"), partners=(Partner(country="TN"),)))
    asked = element("a", frozenset({Principal("partner:TN")}))
    assert ids(see(state(head("QM"), asked), Principal("partner:TN"))) == ["head"]
    assert "a" in ids(see(state(head("QM"), asked, talks), Principal("partner:TN")))
    assert [takes_part(one, frozenset()) for one in (EU, IT, ORG, QM, PUBLIC)] == [True, True, True, False, False]
    assert not takes_part(PUBLIC, frozenset({"QM"}))


@given(st.frozensets(st.sampled_from(VIEWERS)), st.frozensets(st.sampled_from(VIEWERS)))
def test_within_means_that_nobody_sees_the_child_alone(child: Audience, parent: Audience) -> None:
    """An audience is within another exactly when whoever may see with the first may see with the second."""
    crowd = (*VIEWERS, Principal("ms:FR"), PUBLIC)
    alone = [
        who
        for who, part in product(crowd, (True, False))
        if may_see(child, who, taking_part=part) and not may_see(parent, who, taking_part=part)
    ]
    assert is_within(child, parent) is (alone == [])


@pytest.mark.parametrize("name", ["eu", "public", "ms:IT", "partner:QM", "org:A b"])
def test_principals(name: str) -> None:
    """What names somebody who reads."""
    assert is_principal(name)


@pytest.mark.parametrize(
    "name", ["", "EU", "ms:", "ms:it", "ms:ITA", "ms:*", "partner:É1", "org:", "org: a", "x:IT", "eu:IT"]
)
def test_no_principals(name: str) -> None:
    """What names nobody."""
    assert not is_principal(name)


# ------------------------------------------------------------------------------------------- what is left of it


def test_below_what_is_hidden_all_is_hidden() -> None:
    """A child of a hidden parent is hidden at every depth, whatever its own audience says."""
    top = element("p", frozenset({EU}))
    child, grandchild = element("c", ALL, parent="p"), element("g", ALL, parent="c")
    beside = element("z", ALL, parent="head")
    assert ids(see(state(head(), top, child, grandchild, beside), PUBLIC)) == ["z", "head"]
    assert ids(see(state(head(), top, child, grandchild, beside), EU)) == ["c", "g", "p", "z", "head"]


def test_no_id_of_what_is_hidden_is_left() -> None:
    """Lists lose hidden ids, records that need one go, links without an end go, and links to such links too."""
    secret = element("secret", frozenset({EU}))
    seen = element("seen", ALL, Action(title=text("A"), answers=(ElementId("secret"), ElementId("head"))))
    money = element(
        "money",
        ALL,
        Contribution(title=text("M"), inside=(Inside(whole=ElementId("secret")), Inside(whole=ElementId("seen")))),
    )
    gives = Gives(words=text("w"), elements=(ElementId("secret"), ElementId("seen")))
    pair = element("pair", ALL, Pair(eu_gives=gives, partner_gives=gives))
    links = [
        element(name, ALL, Link(waits_for=ElementId(first), to=ElementId(second)))
        for name, first, second in (
            ("l1", "secret", "seen"),
            ("l2", "l1", "seen"),
            ("l3", "seen", "l2"),
            ("l4", "seen", "money"),
        )
    ]
    view = see(state(head(), secret, seen, money, pair, *links), PUBLIC)
    assert ids(view) == ["seen", "money", "l4", "pair", "head"]
    assert [references(one.body) for one in view.elements] == [
        ("head",),
        ("seen",),
        ("seen", "money"),
        ("seen", "seen"),
        (),
    ]
    assert ids(see(state(head(), secret, seen, money, pair, *links), EU)).count("l3") == 1


def test_a_hidden_id_never_reads_as_the_meaning_of_an_empty_field() -> None:
    """Where an empty field says something (the whole roadmap, its parent), what loses its last id goes; with one
    left, or empty from the start, it stays."""
    secret, seen = element("secret", frozenset({EU})), element("seen", ALL)

    def accepted(name: str, about: str | None) -> Element:
        key = ElementId(about) if about else None
        return element(name, ALL, Acceptance(rule="R1", element=key, reason=text("Known")))

    def money(name: str, *ties: str) -> Element:
        return element(name, ALL, Contribution(title=text("M"), for_what=tuple(map(ElementId, ties))), parent="seen")

    given_elements = (
        accepted("x-secret", "secret"), accepted("x-seen", "seen"), accepted("x-all", None),
        money("m-secret", "secret"), money("m-both", "secret", "seen"), money("m-parent"),
    )  # fmt: skip
    view = see(state(head(), secret, seen, *given_elements), PUBLIC)
    assert ids(view) == ["x-all", "x-seen", "seen", "m-both", "m-parent", "head"]
    assert len(see(state(head("QM"), secret, seen, *given_elements), EU)) == 9


def test_every_field_whose_empty_value_says_something_is_marked() -> None:
    """A help that explains what an empty reference means stands at a field that is marked so."""
    fields = [(kind.name, one) for kind in KINDS.values() for one in kind.fields if "ElementId" in str(one.type)]
    told = {(kind, one.name) for kind, one in fields if "empty" in one.shown.help}
    assert {(kind, one.name) for kind, one in fields if one.shown.empty_says} == told
    assert told == {("acceptance", "element"), ("contribution", "for_what")}


def test_reasons_speak_only_of_what_is_seen() -> None:
    """A reason shows with its element; one of a field that may point to hidden things never does; why an element went
    shows to those who could see it."""
    secret, open_one = element("secret", frozenset({EU})), element("open", ALL)
    given_reasons = tuple(
        FieldReason(element=ElementId(name), field=field, reason=text(f"{name} {field}"), audience=readers)
        for name, field, readers in (
            ("secret", "due", frozenset[Principal]()),
            ("open", "due", frozenset[Principal]()),
            ("open", "answers", frozenset[Principal]()),
            ("gone", None, frozenset({EU})),
            ("left", None, ALL),
            ("secret", None, ALL),
        )
    )
    told = {
        who: [
            (one.element, one.field)
            for one in see(state(head("QM"), secret, open_one, reasons=given_reasons), who).reasons
        ]
        for who in (EU, PUBLIC)
    }
    assert told == {
        EU: [("secret", "due"), ("open", "due"), ("gone", None), ("left", None), ("secret", None)],
        PUBLIC: [("open", "due"), ("left", None)],
    }


def test_what_stands_under_a_pruned_element_goes_with_it() -> None:
    """An element under a link that went because an end of it is hidden goes too: its parent would tell of the link."""
    link = element("link", ALL, Link(waits_for=ElementId("secret"), to=ElementId("seen")))
    held = state(
        head(), element("secret", frozenset({EU})), element("seen", ALL), link, element("u", ALL, parent="link")
    )
    assert ids(see(held, PUBLIC)) == ["seen", "head"]
    assert "u" in ids(see(held, EU))


def test_a_view_cannot_be_forged() -> None:
    """Only `see` makes a view; it has no `by`, no `why`, and no place to write another thing into."""
    view = see(state(head()), PUBLIC)
    with pytest.raises(TypeError):
        View(object(), home=view.home, viewer=EU, at=view.at, elements=view.elements, reasons=())
    with pytest.raises(TypeError):
        replace(view, viewer=EU)  # type: ignore[type-var]
    with pytest.raises(AttributeError):
        view.why = text("x")  # type: ignore[attr-defined]
    assert not hasattr(view, "by")
    assert not hasattr(view, "__dict__")


# ------------------------------------------------------------------------------------------------------- laws


@given(states(), st.sampled_from(VIEWERS))
def test_seeing_twice_is_seeing_once(whole: State, viewer: Principal) -> None:
    """What a view shows, seen again by the same viewer, is the same."""
    once = see(whole, viewer)
    again = see(replace(whole, elements=once.elements, reasons=once.reasons), viewer)
    if partners_of(once.elements) == partners_of(whole.elements):
        assert shown(again) == shown(once)


@given(states(), st.sampled_from(VIEWERS))
def test_what_is_seen_is_allowed_and_points_to_nothing_else(whole: State, viewer: Principal) -> None:
    """Each element of a view has the viewer or the public in its audience, and every id in it leads into the view."""
    view = see(whole, viewer)
    for one in view.elements:
        assert viewer in one.audience or PUBLIC in one.audience
        assert one.parent is None or one.parent in view
        assert all(name in view for name in references(one.body))


@given(states(), st.data())
def test_making_something_public_never_hides(whole: State, data: st.DataObject) -> None:
    """One more reader in an audience takes nothing from anybody."""
    at = data.draw(st.integers(0, len(whole.elements) - 1))
    wider = list(whole.elements)
    wider[at] = replace(wider[at], audience=wider[at].audience | {PUBLIC})
    for viewer in VIEWERS:
        before, after = see(whole, viewer), see(replace(whole, elements=tuple(wider)), viewer)
        assert set(ids(before)) <= set(ids(after))


@given(states(), st.sampled_from(VIEWERS), st.randoms(use_true_random=False))
def test_what_is_hidden_changes_nothing_that_is_shown(whole: State, viewer: Principal, chance: random.Random) -> None:
    """Non-interference: add, change or remove what a viewer may not know, and its view is the same to the byte."""
    (other,) = [one for one in twin((whole,), viewer, chance) if one.at == whole.at]
    assert [fault for _, fault in unsound(other.elements, other.home) if fault.severity is Severity.ERROR] == []
    assert shown(see(other, viewer)) == shown(see(whole, viewer))
    assert SECRET.encode() not in shown(see(other, viewer))


@given(states(size=6), st.data(), st.sampled_from(VIEWERS), st.randoms(use_true_random=False))
def test_twins_have_the_same_moments(
    whole: State, data: st.DataObject, viewer: Principal, chance: random.Random
) -> None:
    """States in which only hidden things changed are no moments for the viewer."""
    line = history(whole, data.draw(edits(whole.elements)))
    first, second = moments(line, viewer), moments(twin(line, viewer, chance), viewer)
    assert [shown(one) for one in first] == [shown(one) for one in second]


def test_a_moment_is_a_change_that_is_seen() -> None:
    """A viewer's history has a moment for each change it can see and none for the others."""
    secret = element("secret", frozenset({EU}), Entry(entry=EntryKind.NOTE, words=text("one")))
    lines = [
        state(head("QM"), secret),
        state(head("QM"), replace(secret, note=text("other")), at=NOW + timedelta(days=1)),
        state(head("TN"), secret, at=NOW + timedelta(days=2)),
    ]
    assert [one.at.day for one in moments(reversed(lines), PUBLIC)] == [1, 3]
    assert [one.at.day for one in moments(lines, EU)] == [1, 2, 3]


def test_a_twin_differs_where_it_may() -> None:
    """The twins of the tests do add, change and remove: they are no copies."""
    many = [element(f"h{at}", frozenset({EU})) for at in range(20)]
    whole = state(head("QM"), *many)
    found: Any = twin((whole,), PUBLIC, random.Random(1))
    names = {one.id for one in found[0].elements}
    assert {one.id for one in many} - names
    assert names - {one.id for one in whole.elements}
    assert any(one.note for one in found[0].elements)
    assert len(found) > 1
