"""Names of elements whose kind has no title."""

from __future__ import annotations

import pytest

from tests.samples.shipped import newest
from waypost.core.roadmap.naming import named
from waypost.core.roadmap.view import see
from waypost.core.values import EU, PUBLIC, Missing, Principal
from waypost.usecases.samples import MARENIA
from waypost.words.wording import Wording


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("viewer", [EU, Principal("partner:QM"), PUBLIC])
def test_everything_has_a_name(viewer: Principal, language: str) -> None:
    """Whatever the kind of an element, a reader who may know it hears a name and never that it has none."""
    view, words = see(newest(MARENIA), viewer), Wording(language)
    untitled = words.plain(Wording(language).catalogue.template("words.untitled", None) or "")
    for one in view.elements:
        spoken = words.plain(named(view, one))
        assert spoken
        assert untitled not in spoken, (one.kind.name, spoken)


def test_what_has_a_title_keeps_it() -> None:
    """An element with a title of its own is called by it."""
    view = see(newest(MARENIA), EU)
    titled = [one for one in view.elements if not isinstance(one.title, Missing)]
    assert titled
    assert all(named(view, one) == one.ref for one in titled)
