"""Laws of reading dates, over phrases made from an independent list of what each means, and over any text."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waypost.core.errors import Problem
from waypost.core.values import Precision, When
from waypost.core.when.grammar import folded, tidy
from waypost.core.when.reading import LANGUAGES, as_written, parse_when
from waypost.reference.presidencies import named_presidencies, presidencies

EN = list(calendar.month_name)[1:]
FR = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"]
FR += ["septembre", "octobre", "novembre", "décembre"]
SEASONS = {3: ("spring", "printemps"), 6: ("summer", "été"), 9: ("autumn", "automne")}
NTH_EN = ("first", "second", "third", "fourth")
NTH_FR = ("premier", "deuxième", "troisième", "quatrième")
NUMBERS = {1: ("one", "un"), 2: ("two", "deux"), 3: ("three", "trois"), 12: ("12", "12"), 30: ("30", "30")}

years = st.integers(1900, 2199)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
said_days = st.dates(date(2008, 1, 1), date(2029, 12, 31))


@dataclass(frozen=True)
class Case:
    """A phrase in both languages, and the days it means by a way of counting that is not the parser's."""

    english: str
    french: str
    first: date | None
    last: date | None


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _de(word: str) -> str:
    return f"d'{word}" if word[0] in "aoéh" else f"de {word}"


def _named_day(day: date) -> tuple[str, str]:
    return f"{day.day} {EN[day.month - 1]} {day.year}", f"{day.day} {FR[day.month - 1]} {day.year}"


@st.composite
def spans(draw: st.DrawFn) -> Case:
    """A period that names its year."""
    year = draw(years)
    kind = draw(st.sampled_from(["day", "figures", "month", "quarter", "half", "season", "year"]))
    if kind in ("day", "figures"):
        day = draw(days)
        named = _named_day(day) if kind == "day" else (f"{day.day:02}/{day.month:02}/{day.year}",) * 2
        return Case(*named, day, day)
    if kind == "month":
        month = draw(st.integers(1, 12))
        return Case(f"{EN[month - 1]} {year}", f"{FR[month - 1]} {year}", date(year, month, 1), _end(year, month))
    if kind == "season":
        month = draw(st.sampled_from(list(SEASONS)))
        words = (f"{word} {year}" for word in SEASONS[month])
        return Case(*words, date(year, month, 1), _end(year, month + 2))
    if kind == "year":
        return Case(str(year), str(year), date(year, 1, 1), date(year, 12, 31))
    length, noun_en, noun_fr = (3, "quarter", "trimestre") if kind == "quarter" else (6, "half", "semestre")
    which = draw(st.integers(0, 12 // length - 1))
    begins = which * length + 1
    return Case(
        f"{NTH_EN[which]} {noun_en} of {year}",
        f"{NTH_FR[which]} {noun_fr} {year}",
        date(year, begins, 1),
        _end(year, begins + length - 1),
    )


@st.composite
def phrases(draw: st.DrawFn) -> Case:
    """A phrase that says the same whenever it was said."""
    one = draw(spans())
    assert one.first
    assert one.last
    match draw(st.sampled_from(["bare", "by", "end", "before", "after", "from", "range", "for"])):
        case "by":
            return Case(f"by {one.english}", f"d'ici {one.french}", None, one.last)
        case "end":
            return Case(f"at the latest by the end of {one.english}", f"au plus tard fin {one.french}", None, one.last)
        case "before":
            return Case(f"before {one.english}", f"avant le {one.french}", None, one.first - timedelta(1))
        case "after":
            return Case(f"after {one.english}", f"après {one.french}", one.last + timedelta(1), None)
        case "from":
            return Case(f"as of {one.english}", f"à partir {_de(one.french)}", one.first, None)
        case "range":
            other = draw(spans())
            assert other.last
            since, until = (one, other) if one.first <= other.last else (other, one)
            return Case(
                f"from {since.english} to {until.english}",
                f"de {since.french} à {until.french}",
                since.first,
                until.last,
            )
        case "for":
            day = draw(st.dates(date(1900, 1, 1), date(2150, 12, 28)).filter(lambda day: day.day <= 28))
            count = draw(st.sampled_from(list(NUMBERS)))
            english, french = _named_day(day)
            return Case(
                f"for {NUMBERS[count][0]} years from {english}",
                f"pour {NUMBERS[count][1]} ans à compter du {french}",
                day,
                date(day.year + count, day.month, day.day) - timedelta(1),
            )
    return one


def _next(day: date, since: date) -> date:
    """The nearest day of that day and month that is not before `since`."""
    while (since.month, since.day) != (day.month, day.day):
        since += timedelta(1)
    return since


@st.composite
def relative(draw: st.DrawFn) -> tuple[date, Case]:
    """A phrase that counts from the day on which it was said, and that day."""
    said = draw(said_days)
    kind = draw(st.sampled_from(["day", "month", "year", "week", "hours", "tomorrow", "later", "years", "presidency"]))
    match kind:
        case "day":
            day = draw(days)
            english, french = (word.rsplit(" ", 1)[0] for word in _named_day(day))
            found = _next(day, said)
            return said, Case(f"on {english}", f"le {french}", found, found)
        case "month":
            month = draw(st.integers(1, 12))
            year = said.year if said <= _end(said.year, month) else said.year + 1
            return said, Case(f"by {EN[month - 1]}", f"d'ici {FR[month - 1]}", None, _end(year, month))
        case "year":
            return said, Case("by the end of the year", "avant la fin de l'année", None, date(said.year, 12, 31))
        case "week":
            count = draw(st.integers(2, 50))
            last = said + timedelta(7 * count)
            return said, Case(f"within {count} weeks", f"dans un délai de {count} semaines", said, last)
        case "hours":
            count = draw(st.integers(2, 96))
            last = said + timedelta(count // 24 + (1 if count % 24 else 0))
            return said, Case(f"within {count} hours", f"sous {count} heures", said, last)
        case "tomorrow":
            return said, Case("as of tomorrow", "dès demain", said + timedelta(1), None)
        case "later":
            last = _end(said.year, said.month)
            return said, Case("later this month", "plus tard ce mois-ci", said, last)
        case "years":
            last = _next(said, date(said.year + 4, 3, 1)) if said.day == 29 else said.replace(year=said.year + 4)
            return said, Case("over 4 years", "sur quatre ans", said, last - timedelta(1))
    in_office = next(one for one in presidencies() if one.first <= said <= one.last)
    named = next(one for one in named_presidencies() if one.first == in_office.first)
    words = dict(reversed(named.adjectives))
    first, last = in_office.first, in_office.last
    return said, Case(f"during the {words['en']} presidency", f"sous la présidence {words['fr']}", first, last)


def _read(phrase: str, language: str, said_on: date | None = None, *, done: bool = False) -> When | Problem:
    return parse_when(phrase, said_on=said_on, language=language, done=done, presidencies=named_presidencies())


def _ends(read: When | Problem) -> tuple[date | None, date | None]:
    assert isinstance(read, When), read
    return read.first, read.last


@given(phrases(), st.none() | said_days, st.booleans())
def test_phrase_with_a_year_means_the_same_in_both_languages_whenever_said(
    case: Case, said_on: date | None, done: bool
) -> None:
    """What names its year means the days that an independent count gives, in both languages, whenever it was said."""
    assert _ends(_read(case.english, "en", said_on, done=done)) == (case.first, case.last)
    assert _ends(_read(case.french, "fr", said_on, done=done)) == (case.first, case.last)


@given(relative())
def test_phrase_without_a_year_counts_from_the_day_it_was_said(pair: tuple[date, Case]) -> None:
    """What names no year counts from the day on which it was said, alike in both languages, and needs that day."""
    said, case = pair
    assert _ends(_read(case.english, "en", said)) == (case.first, case.last)
    assert _ends(_read(case.french, "fr", said)) == (case.first, case.last)
    for phrase, language in ((case.english, "en"), (case.french, "fr")):
        refused = _read(phrase, language)
        assert isinstance(refused, Problem)
        assert refused.code == "when.needs_said_on"


@given(relative(), st.integers(1, 400))
def test_day_said_later_never_gives_an_earlier_day(pair: tuple[date, Case], days_later: int) -> None:
    """The same words said later never mean an earlier last day."""
    said, case = pair
    earlier, later = _read(case.english, "en", said), _read(case.english, "en", said + timedelta(days_later))
    if isinstance(earlier, When) and isinstance(later, When) and earlier.last and later.last:
        assert earlier.last <= later.last


WORDS = """
by before the end of from to until since within over for during mid early summer winter June May 2024 2027 1 31 three
year month week this next last 29 February Dutch presidency - , once after tomorrow Q1 half of year-end 31/06/2026 10-12
d'ici avant la fin du de à l'été le 1er trois ans mois dès sous juin hiver présidence néerlandaise plus tard
"""
_words = st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join)


@given(st.one_of(st.text(), _words), st.sampled_from(["en", "fr", "fr-BE", "de", ""]), st.none() | st.dates())
def test_any_text_gives_a_reading_or_a_problem(phrase: str, language: str, said_on: date | None) -> None:
    """No text makes the reader fail; what it reads is a span in order; the phrase is kept to the letter."""
    result = _read(phrase, language, said_on)
    when = as_written(phrase, result)
    assert when.phrase == phrase
    if isinstance(result, Problem):
        assert result.value == phrase
        assert (when.precision, when.first, when.last, when.condition) == (Precision.UNREAD, None, None, None)
    elif when.precision is Precision.CONDITION:
        assert when.condition
        assert (when.first, when.last) == (None, None)
    else:
        assert when.first is not None or when.last is not None
        assert when.first is None or when.last is None or when.first <= when.last


@given(st.one_of(spans(), phrases()), st.sampled_from([str.upper, str.lower, str.title]))
def test_capitals_make_no_difference(case: Case, change: object) -> None:
    """A phrase means the same in capitals."""
    assert callable(change)
    for phrase, language in ((case.english, "en"), (case.french, "fr")):
        assert _ends(_read(change(phrase), language)) == (case.first, case.last)


@given(st.text())
def test_folding_keeps_every_letter_at_its_place(words: str) -> None:
    """What is found in folded words can be cut out of the original at the same place."""
    assert len(folded(tidy(words))) == len(tidy(words))


def test_languages_offered_are_those_of_the_grammars() -> None:
    """Each language that is offered reads its own words for a month, and no other does."""
    own = {"en": "June 2026", "fr": "juin 2026"}
    for language in LANGUAGES:
        assert [isinstance(_read(phrase, language), When) for phrase in own.values()] == [
            language == other for other in own
        ]
