"""Every language says everything, in its own words, with the forms its numbers ask for."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from waypost.core.say import Ref, Share, say
from waypost.core.values import ElementId, Money, Precision, Qualifier, Quantity, When, text
from waypost.words.catalogue import LANGUAGES, RIGHT_TO_LEFT, Catalogue, catalogue
from waypost.words.numbers import LOCALES
from waypost.words.phrases import language_of
from waypost.words.wording import wording

OTHERS = LANGUAGES[1:]
EACH = pytest.mark.parametrize("language", LANGUAGES)
EACH_OTHER = pytest.mark.parametrize("language", OTHERS)
EACH_LED = pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)(?::[a-z]+)?\}")
ARABIC = re.compile("[\u0600-\u06ff]")
OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"
CATEGORIES = ("zero", "one", "two", "few", "many", "other")

LATIN = frozenset(
    {
        *("framework.AMIF", "framework.BMVI", "framework.EFSD+", "framework.ISF", "framework.IPA_III"),
        *("meetinglevel.mocadem", "page.index_docx", "page.index_pdf"),
        *("page.index_language_de", "page.index_language_en", "page.index_language_fr"),
    }
)
"""What has Latin letters alone in Arabic too: short names that are not translated, and names of languages."""


EURO = frozenset({"money.units", "money.millions", "money.billions"})
"""Said of euro alone, so that a language may write the word instead of the sign."""


def names(forms: tuple[str, ...]) -> set[str]:
    """The values that a wording names, in any of its forms."""
    return {name for form in forms for name in PLACEHOLDER.findall(form)}


def bare(form: str) -> str:
    """A wording without its values."""
    return PLACEHOLDER.sub("", form)


def counts(language: str) -> set[int]:
    """How many forms of a word a language tells apart."""
    held: Catalogue = catalogue(language)
    return {held.plural(n) for n in range(1000)}


@EACH_OTHER
def test_every_code_is_said(language: str) -> None:
    """A language has a wording for each code that English has, and for no other."""
    assert set(catalogue(language).entries) == set(catalogue("en").entries)


@EACH_OTHER
def test_the_same_values_are_named(language: str) -> None:
    """A wording names the values that the English one names, no more and no fewer; euro may stand as a word."""
    ours, theirs = catalogue(language).entries, catalogue("en").entries
    differ = {code: names(one.forms) ^ names(theirs[code].forms) for code, one in ours.items() if code in theirs}
    assert {code for code, found in differ.items() if found} <= EURO


@EACH
def test_forms_are_those_of_the_language(language: str) -> None:
    """A wording has one form, or as many as its language tells apart."""
    forms = len(counts(language))
    assert not {code for code, one in catalogue(language).entries.items() if len(one.forms) not in {1, forms}}


@EACH
def test_forms_follow_the_numbers(language: str) -> None:
    """The rule for plurals parts the whole numbers as Unicode's own does for that language (CLDR), below a thousand."""
    categories = [name for name in CATEGORIES if name in {*Locale.parse(LOCALES[language]).plural_form.tags, "other"}]
    rule = Locale.parse(LOCALES[language]).plural_form
    held = catalogue(language)
    used = sorted({rule(n) for n in range(1000)}, key=categories.index)
    assert [used[held.plural(n)] for n in range(1000)] == [rule(n) for n in range(1000)]


@EACH_OTHER
def test_no_sentence_is_left_in_english(language: str) -> None:
    """No wording of three words or more is the English one; short ones may be the same in both languages."""
    theirs = catalogue("en").entries
    same = {
        code
        for code, one in catalogue(language).entries.items()
        if not code.startswith("country.")
        and one.forms[-1] == theirs[code].forms[-1]
        and len(re.findall(r"[^\W\d_]+", bare(one.forms[-1]))) >= 3
    }
    assert not same


def test_arabic_is_written_in_arabic() -> None:
    """Every wording with letters has Arabic ones, but for a few short names."""
    found = {
        code
        for code, one in catalogue("ar").entries.items()
        for form in one.forms
        if re.search(r"[^\W\d_]", bare(form)) and not ARABIC.search(form)
    }
    assert found == LATIN


@EACH
def test_strong_parts_end(language: str) -> None:
    """What is set strong in a wording ends in it."""
    assert not {code for code, one in catalogue(language).entries.items() if any(f.count("**") % 2 for f in one.forms)}


@EACH
def test_pieces_set_apart_end(language: str) -> None:
    """Signs of direction stand in pairs, and only in a language that runs from right to left."""
    for code, one in catalogue(language).entries.items():
        for form in one.forms:
            opened = sum(form.count(sign) for sign in OPENING)
            assert opened == form.count(CLOSING), code
            assert not opened or language in RIGHT_TO_LEFT, code


@EACH
@given(share=st.decimals(0, 1, places=3), amount=st.decimals(-(10**13), 10**13, places=2))
def test_numbers_are_written_in_figures_of_all(language: str, share: Decimal, amount: Decimal) -> None:
    """Figures are 0 to 9 in every language, as the statistics they are held against have them."""
    words = wording(language)
    figure = Money(amount=amount, currency="EUR", qualifier=Qualifier.AT_LEAST)
    for shown in (
        words.plain(Share(value=share)),
        words.plain(figure),
        words.plain(Quantity(amount=amount, unit="persons")),
    ):
        assert all(sign in "0123456789" for sign in shown if unicodedata.category(sign) == "Nd")
        assert any(sign.isdigit() for sign in shown)


@EACH
def test_days_differ_in_words_and_not_in_length_of_months(language: str) -> None:
    """Each day of a year has its own words, in full and short."""
    numbers = wording(language).numbers
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + place) for place in range(365)]
    for form in ("", "short", "day"):
        assert len({numbers.day(day, form) for day in days}) == 365
    assert numbers.moment(datetime(2026, 10, 1, 9, 30, tzinfo=UTC)).count("09:30") == 1


@EACH
def test_a_short_day_is_one_word_for_a_line(language: str) -> None:
    """A short day stands in narrow columns, and never breaks before its month or year."""
    assert not re.search("[ \\t]", wording(language).numbers.day(date(2026, 9, 30), "short"))


@EACH_LED
@given(words=st.text(st.characters(codec="utf-8", exclude_characters=OPENING + CLOSING), min_size=1))
def test_words_from_outside_are_set_apart(language: str, words: str) -> None:
    """Latin words in a line from right to left stand between signs that keep their own direction inside."""
    shown = wording(language).plain(say("page.words", words=words))
    if re.search("[A-Za-z]", words):
        assert shown == f"\u2068{words}\u2069"
    assert words in shown


@EACH_LED
def test_a_title_in_another_language_is_marked(language: str) -> None:
    """A quoted title is set apart and says its language, and a cut title still ends what it begins."""
    long = text("Identification of persons without papers within thirty days of the request of a Member State")
    ref = Ref(element=ElementId("e1"), number="5.3", title=long)
    runs = wording(language).runs(say("brief.moves_risk", item=ref))
    quoted = [run for run in runs if run.language == "en"]
    assert quoted
    assert all(run.text.count("\u2068") == run.text.count("\u2069") == 1 for run in quoted)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one not in {"en", "fr"}])
@pytest.mark.parametrize(("phrase", "spoken"), [("second quarter of 2026", "en"), ("printemps 2026", "fr")])
def test_a_kept_phrase_says_its_language(language: str, phrase: str, spoken: str) -> None:
    """Dates are read in English and French; a reader of another language sees a kept phrase marked (contract 5)."""
    assert language_of(phrase) == spoken
    kept = When(phrase=phrase, precision=Precision.QUARTER, first=date(2026, 4, 1), last=date(2026, 6, 30))
    assert [run.language for run in wording(language).runs(kept)] == [None, spoken, None]


@EACH
def test_lists_name_each_value_once(language: str) -> None:
    """A list of values holds each of them, in their order."""
    shown = wording(language).plain(("alpha", "beta", "gamma"))
    places = [shown.index(one) for one in ("alpha", "beta", "gamma")]
    assert all(one < other for one, other in pairwise(places))
