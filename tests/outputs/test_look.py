"""The colours as look.md measures them."""

from __future__ import annotations

import pytest

from waypost.outputs.look import MARK_PAIRS, ROLES, TEXT_PAIRS, contrast

SCHEMES = ("light", "dark")


def ratio(pair: tuple[str, str], scheme: str) -> float:
    """The contrast of two roles in a scheme."""
    one, other = (getattr(ROLES[name], scheme) for name in pair)
    return contrast(one, other)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=" on ".join)
def test_text_can_be_read(pair: tuple[str, str], scheme: str) -> None:
    """Text has at least 4.5 to 1 on everything it stands on, in both schemes (WCAG 2.2, 1.4.3)."""
    assert ratio(pair, scheme) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", MARK_PAIRS, ids=" on ".join)
def test_marks_can_be_seen(pair: tuple[str, str], scheme: str) -> None:
    """Edges and marks with a meaning have at least 3 to 1 (WCAG 2.2, 1.4.11)."""
    assert ratio(pair, scheme) >= 3


@pytest.mark.parametrize(
    ("pair", "light", "dark"),
    [
        (("ink", "surface"), 16.1, 14.0),
        (("ink3", "ground"), 5.0, 7.3),
        (("accent", "surface"), 8.3, 8.0),
        (("late", "late_soft"), 7.3, 6.9),
        (("watch", "watch_soft"), 5.0, 9.9),
        (("ink", "m2"), 6.2, 5.6),
        (("on_accent", "m4"), 11.3, 11.4),
        (("ink", "land"), 12.3, 10.7),
    ],
)
def test_contrast_is_what_the_table_says(pair: tuple[str, str], light: float, dark: float) -> None:
    """Contrast is measured as in the table of the look, to one decimal."""
    assert round(ratio(pair, "light"), 1) == pytest.approx(light, abs=0.1)
    assert round(ratio(pair, "dark"), 1) == pytest.approx(dark, abs=0.1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lowest_text_contrast_is_the_one_stated(scheme: str) -> None:
    """The lowest pair of text is the one the look names: 4.59 light, 5.57 dark."""
    stated = {"light": 4.59, "dark": 5.57}[scheme]
    assert min(ratio(pair, scheme) for pair in TEXT_PAIRS) == pytest.approx(stated, abs=0.1)


def test_white_is_told_from_what_stands_on_accent() -> None:
    """No two roles of the drawings share a light value but accent and focus, so a drawing can be recoloured."""
    values = [shade.light for shade in ROLES.values()]
    assert len(values) == len(set(values))
