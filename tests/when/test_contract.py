"""Every row of the contract's table of dates, in English and in French (contract 5)."""

from __future__ import annotations

from datetime import date

import pytest

from waypost.core.errors import Problem
from waypost.core.values import Precision, When
from waypost.core.when.reading import as_written, parse_when
from waypost.reference.presidencies import named_presidencies
from waypost.words.wording import Wording

ENGLISH = """
03/04/2026; 3 April 2026; April 3, 2026; 2026-04-03                      | | 2026-04-03 | 2026-04-03 | day
June 2026                                                                | | 2026-06-01 | 2026-06-30 | month
Q1 2026; first quarter of 2026                                           | | 2026-01-01 | 2026-03-31 | quarter
second half of 2026                                                      | | 2026-07-01 | 2026-12-31 | half
autumn 2022                                                              | | 2022-09-01 | 2022-11-30 | season
spring 2022                                                              | | 2022-03-01 | 2022-05-31 | season
summer 2022                                                              | | 2022-06-01 | 2022-08-31 | season
2023; in 2023; during the course of 2023                                 | | 2023-01-01 | 2023-12-31 | year
2024-2027; 2024 to 2027; from 2024 to 2027; over the period 2024-27      | | 2024-01-01 | 2027-12-31 | interval
by end of 2022; by end-2022; before the end of 2022                      | | open | 2022-12-31 | interval
until 31 December 2022; up to the end of 2022                            | | open | 2022-12-31 | interval
at the latest by the end of 2022                                         | | open | 2022-12-31 | interval
by October 2016; by the end of October 2016                              | | open | 2016-10-31 | interval
by 2024; 2024 at the latest                                              | | open | 2024-12-31 | interval
before the summer 2023                                                   | | open | 2023-05-31 | interval
as of 20 March 2016; since 20 March 2016; from 20 March 2016             | | 2016-03-20 | open | interval
from April 2025; launched in April 2025                                  | | 2025-04-01 | open | interval
for three years from 1 July 2024                                         | | 2024-07-01 | 2027-06-30 | interval
11 May; on May 11                                             | 2016-03-18 | 2016-05-11 | 2016-05-11 | day
by June; before the end of June                               | 2016-03-18 | open | 2016-06-30 | interval
before the end of the year                                    | 2023-07-16 | open | 2023-12-31 | interval
by the end of the summer                                      | 2016-03-18 | open | 2016-08-31 | interval
this spring                                                   | 2024-03-17 | 2024-03-01 | 2024-05-31 | season
later this month                                              | 2016-03-08 | 2016-03-08 | 2016-03-31 | interval
within a week                                                 | 2015-10-25 | 2015-10-25 | 2015-11-01 | interval
within 24 hours                                               | 2015-10-25 | 2015-10-25 | 2015-10-26 | interval
as of tomorrow                                                | 2015-10-25 | 2015-10-26 | open | interval
over three years                                              | 2016-02-04 | 2016-02-04 | 2019-02-03 | interval
during the Dutch presidency                                   | 2016-01-10 | 2016-01-01 | 2016-06-30 | interval
"""

FRENCH = """
03/04/2026; 3 avril 2026; le 3 avril 2026; 2026-04-03                    | | 2026-04-03 | 2026-04-03 | day
juin 2026; en juin 2026; au mois de juin 2026                            | | 2026-06-01 | 2026-06-30 | month
T1 2026; premier trimestre 2026; 1er trimestre de 2026                   | | 2026-01-01 | 2026-03-31 | quarter
premier trimestre de l'année 2026; au premier trimestre 2026             | | 2026-01-01 | 2026-03-31 | quarter
second semestre 2026; deuxième semestre de 2026                          | | 2026-07-01 | 2026-12-31 | half
automne 2022; à l'automne 2022                                           | | 2022-09-01 | 2022-11-30 | season
printemps 2022; au printemps 2022                                        | | 2022-03-01 | 2022-05-31 | season
été 2022; l'été 2022                                                     | | 2022-06-01 | 2022-08-31 | season
2023; en 2023; au cours de l'année 2023; courant 2023                    | | 2023-01-01 | 2023-12-31 | year
dans le courant de 2023; l'année 2023                                    | | 2023-01-01 | 2023-12-31 | year
2024-2027; 2024 à 2027; de 2024 à 2027; sur la période 2024-27           | | 2024-01-01 | 2027-12-31 | interval
d'ici fin 2022; d'ici à la fin de 2022; avant la fin de 2022             | | open | 2022-12-31 | interval
d'ici la fin de l'année 2022; avant fin 2022; jusqu'à fin 2022           | | open | 2022-12-31 | interval
jusqu'au 31 décembre 2022; au plus tard fin 2022                         | | open | 2022-12-31 | interval
au plus tard à la fin de l'année 2022; fin 2022 au plus tard             | | open | 2022-12-31 | interval
au plus tard le 31 décembre 2022                                         | | open | 2022-12-31 | interval
d'ici octobre 2016; d'ici la fin du mois d'octobre 2016                  | | open | 2016-10-31 | interval
d'ici 2024; 2024 au plus tard; en 2024 au plus tard                      | | open | 2024-12-31 | interval
avant l'été 2023                                                         | | open | 2023-05-31 | interval
à partir du 20 mars 2016; depuis le 20 mars 2016                         | | 2016-03-20 | open | interval
à compter du 20 mars 2016; dès le 20 mars 2016                           | | 2016-03-20 | open | interval
à partir d'avril 2025; lancé en avril 2025; lancée en avril 2025         | | 2025-04-01 | open | interval
pour trois ans à compter du 1er juillet 2024                             | | 2024-07-01 | 2027-06-30 | interval
11 mai; le 11 mai                                             | 2016-03-18 | 2016-05-11 | 2016-05-11 | day
d'ici juin; avant la fin juin; avant la fin du mois de juin   | 2016-03-18 | open | 2016-06-30 | interval
avant la fin de l'année                                       | 2023-07-16 | open | 2023-12-31 | interval
d'ici la fin de l'été; d'ici à la fin de l'été                | 2016-03-18 | open | 2016-08-31 | interval
ce printemps                                                  | 2024-03-17 | 2024-03-01 | 2024-05-31 | season
plus tard ce mois-ci; plus tard dans le mois                  | 2016-03-08 | 2016-03-08 | 2016-03-31 | interval
sous une semaine; dans un délai d'une semaine                 | 2015-10-25 | 2015-10-25 | 2015-11-01 | interval
sous 24 heures; dans les 24 heures                            | 2015-10-25 | 2015-10-25 | 2015-10-26 | interval
à partir de demain; dès demain                                | 2015-10-25 | 2015-10-26 | open | interval
sur trois ans; pendant trois ans                              | 2016-02-04 | 2016-02-04 | 2019-02-03 | interval
sous la présidence néerlandaise                               | 2016-01-10 | 2016-01-01 | 2016-06-30 | interval
pendant la présidence néerlandaise                            | 2016-01-10 | 2016-01-01 | 2016-06-30 | interval
"""

CONDITIONS = [
    ("en", "once the status agreement is signed", "the status agreement is signed"),
    ("en", "as soon as the necessary conditions are met", "the necessary conditions are met"),
    ("en", "Once 72 benchmarks are met", "72 benchmarks are met"),
    ("en", "upon the entry into force of the 2024 agreement", "the entry into force of the 2024 agreement"),
    ("en", "after the elections in Marenia", "the elections in Marenia"),
    ("en", "from the signature of the agreement", "the signature of the agreement"),
    ("fr", "à la signature de l'accord", "la signature de l'accord"),
    ("fr", "une fois l'accord de statut signé", "l'accord de statut signé"),
    ("fr", "dès que les conditions nécessaires seront réunies", "les conditions nécessaires seront réunies"),
    ("fr", "dès la signature de l’accord de statut", "la signature de l’accord de statut"),
    ("fr", "Après l’entrée en vigueur de l’accord", "l’entrée en vigueur de l’accord"),
]

REFUSED = """
en | when.which_winter | winter 2022; by winter 2022; this winter
en | when.which_winter | before the winter; the winter of 2022; winter 2022-2024
en | when.no_such_day  | 31/06/2026; 30 February 2024; 29 February 2023
en | when.no_such_day  | 31 June; by 31 June 2026; 13/13/2026; 04/25/2026
en | when.no_such_day  | Monday 3 April 2026; 00/01/2026; from 31 June 2026 to 30 July 2026; 2026-06-31
en | when.too_loose    | mid-2024; early 2017; soon; swiftly
en | when.too_loose    | without delay; as soon as possible; annual; every two years
en | when.too_loose    | school year 2016-2017; in early 2017; by mid-2024
en | when.too_loose    | late 2022; as soon as early 2025; once a year
en | when.too_loose    | from early 2017; after mid-2024; mid-2024 to end 2025; early 2024 to 2026; by the start of 2025
en | when.too_loose    | as a matter of urgency; ongoing; monthly; if necessary
en | when.too_loose    | when possible; tbc; next June; Mid\u20112024
en | when.short_year   | 03/04/26; 3.4.26; 3 April 26; June '26; by 31/12/22
en | when.two_readings | 2010-12; by 2010-12
en | when.backwards    | 2027-2024; from 2027 to 2024; 1 July 2027 to 30 June 2024; over the period 2024-20; 2024-24
en | when.needs_said_on | 11 May; by June; before the end of the year; this spring; later this month; within a week
en | when.needs_said_on | as of tomorrow; over three years; during the Dutch presidency; next year; after the summer
en | when.no_presidency | during the Marenian presidency; during the néerlandaise presidency
en | when.no_presidency | during the Dutch presidency of 2017
en | when.unread       | under 2024; 2024 and 2026; within six months of signature
en | when.unread       | last quarter; in the last quarter; first half of June 2026; week 23; by the 15th; by Friday
en | when.unread       | Dutch; within 10 working days; by ship; by; 2016/2017; within 0 months of; 31/06
en | when.unread       | up to two and a half years; hasta junio de 2027; juin 2026; in three months; 0000; 99999
en | when.unread       | by 2024-2025; once in 2024; after three months; once; .; -; ()
fr | when.which_winter | hiver 2022; l'hiver 2022; d'ici l'hiver; cet hiver; avant l'hiver 2022
fr | when.no_such_day  | 31/06/2026; 30 février 2024; 31 juin; d'ici le 31 juin 2026; lundi 3 avril 2026
fr | when.too_loose    | mi-2024; début 2017; bientôt; rapidement
fr | when.too_loose    | sans délai; dès que possible; annuel; tous les deux ans
fr | when.too_loose    | année scolaire 2016-2017; d'ici mi-2024; à la mi-2024
fr | when.too_loose    | dès mi-2024; dès la mi-2024; à moyen terme
fr | when.short_year   | 03/04/26; 3 avril 26; juin 26
fr | when.two_readings | 2010-12
fr | when.backwards    | de 2027 à 2024; du 1er juillet 2027 au 30 juin 2024
fr | when.needs_said_on | le 11 mai; d'ici juin; avant la fin de l'année
fr | when.needs_said_on | ce printemps; sous 24 heures; dès demain; sur trois ans
fr | when.unread       | sous 2024; sous 10 jours ouvrables; June 2026; dans trois mois; 31/06; après trois mois
de | when.language     | bis Ende 2022; 2026-04-03
es | when.language     | hasta junio de 2027
"""


def _read(phrase: str, language: str, said_on: date | None = None, *, done: bool = False) -> When | Problem:
    return parse_when(phrase, said_on=said_on, language=language, done=done, presidencies=named_presidencies())


def _day(cell: str) -> date | None:
    return None if cell == "open" else date.fromisoformat(cell)


def _rows() -> list[tuple[str, str, date | None, date | None, date | None, str]]:
    found = []
    for language, table in (("en", ENGLISH), ("fr", FRENCH)):
        for line in table.strip().splitlines():
            phrases, said, first, last, precision = (cell.strip() for cell in line.split("|"))
            for phrase in phrases.split("; "):
                said_on = date.fromisoformat(said) if said else None
                found.append((language, phrase, said_on, _day(first), _day(last), precision))
    return found


def _refused() -> list[tuple[str, str, str]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in REFUSED.strip().splitlines()]
    return [(language, phrase, code) for language, code, phrases in lines for phrase in phrases.split("; ")]


@pytest.mark.parametrize(("language", "phrase", "said_on", "first", "last", "precision"), _rows())
def test_phrase_of_the_table_is_read_as_the_table_says(
    language: str, phrase: str, said_on: date | None, first: date | None, last: date | None, precision: str
) -> None:
    """Each phrase of the contract, and its French equal, gives the days and precision of its row."""
    expected = When(phrase=phrase, first=first, last=last, precision=Precision(precision))
    assert _read(phrase, language, said_on) == expected


@pytest.mark.parametrize(("language", "phrase", "condition"), CONDITIONS)
def test_condition_keeps_its_words_and_has_no_day(language: str, phrase: str, condition: str) -> None:
    """A phrase that waits for something has no day; what must come true is kept as written."""
    assert _read(phrase, language) == When(phrase=phrase, precision=Precision.CONDITION, condition=condition)


@pytest.mark.parametrize(("language", "phrase", "code"), _refused())
def test_refused_phrase_says_why_and_is_kept(language: str, phrase: str, code: str) -> None:
    """A phrase that fixes no day is refused with its reason, in words of both languages, and never becomes a day."""
    problem = _read(phrase, language)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.value) == (code, phrase)
    assert problem.remedy is not None
    for reader in ("en", "fr"):
        assert Wording(reader).plain(problem.reason)
        assert Wording(reader).plain(problem.remedy)
    assert as_written(phrase, problem) == When(phrase=phrase, precision=Precision.UNREAD)


@pytest.mark.parametrize(
    ("language", "phrase", "said_on", "first", "last"),
    [
        ("en", "11 May", "2016-06-18", "2016-05-11", "2016-05-11"),
        ("en", "11 May", "2016-05-11", "2016-05-11", "2016-05-11"),
        ("en", "by June", "2016-03-18", "open", "2015-06-30"),
        ("en", "in autumn", "2016-10-01", "2016-09-01", "2016-11-30"),
        ("en", "29 February", "2023-06-18", "2020-02-29", "2020-02-29"),
        ("en", "during the Dutch presidency", "2017-03-01", "2016-01-01", "2016-06-30"),
        ("fr", "le 11 mai", "2016-03-18", "2015-05-11", "2015-05-11"),
    ],
)
def test_report_of_what_was_done_means_the_last_one(
    language: str, phrase: str, said_on: str, first: str, last: str
) -> None:
    """In a text that reports what was done, a day without a year is the last one."""
    when = _read(phrase, language, date.fromisoformat(said_on), done=True)
    assert isinstance(when, When)
    assert (when.first, when.last) == (_day(first), _day(last))


@pytest.mark.parametrize(
    ("language", "phrase", "said_on", "first", "last"),
    [
        ("en", "1-15 June 2026", None, "2026-06-01", "2026-06-15"),
        ("en", "January to June 2026", None, "2026-01-01", "2026-06-30"),
        ("en", "December to January 2026", None, "2025-12-01", "2026-01-31"),
        ("en", "between Q1 2026 and Q3 2026", None, "2026-01-01", "2026-09-30"),
        ("en", "1 July 2024 \u2013 30 June 2027", None, "2024-07-01", "2027-06-30"),
        ("en", "winter 2022-2023", None, "2022-12-01", "2023-02-28"),
        ("en", "winter 2023/24", None, "2023-12-01", "2024-02-29"),
        ("en", "2024-06", None, "2024-06-01", "2024-06-30"),
        ("en", "2024-12", None, "2024-12-01", "2024-12-31"),
        ("en", "over the period 2010-12", None, "2010-01-01", "2012-12-31"),
        ("en", "not before 1 March 2026", None, "2026-03-01", "open"),
        ("en", "after June 2026", None, "2026-07-01", "open"),
        ("en", "before 1 July 2026", None, "open", "2026-06-30"),
        ("en", "before the summer", "2023-07-16", "open", "2024-05-31"),
        ("en", "within a month of 31 January 2026", None, "2026-01-31", "2026-02-28"),
        ("en", "for one month from 31 January 2026", None, "2026-01-31", "2026-02-28"),
        ("en", "for one year from 29 February 2024", None, "2024-02-29", "2025-02-28"),
        ("en", "June 2026 to December", None, "2026-06-01", "2026-12-31"),
        ("en", "from 11 May 2026 until March", "2024-01-01", "2026-05-11", "2027-03-31"),
        ("en", "November to February", "2016-09-01", "2016-11-01", "2017-02-28"),
        ("en", "from tomorrow to 11 May", "2024-06-01", "2024-06-02", "2025-05-11"),
        ("en", "last quarter of 2024", None, "2024-10-01", "2024-12-31"),
        ("en", "last quarter of the year", "2024-06-01", "2024-10-01", "2024-12-31"),
        ("en", "for two weeks from 1 July 2026", None, "2026-07-01", "2026-07-14"),
        ("en", "within one month of 30 April 2026", None, "2026-04-30", "2026-05-30"),
        ("en", "before 11 May", "2016-05-11", "open", "2017-05-10"),
        ("en", "2010-10", None, "2010-10-01", "2010-10-31"),
        ("en", "29 February", "2097-01-01", "2104-02-29", "2104-02-29"),
        ("en", "since June", "2022-03-01", "2021-06-01", "open"),
        ("en", "from June", "2022-03-01", "2022-06-01", "open"),
        ("fr", "depuis juin", "2022-03-01", "2021-06-01", "open"),
        ("en", "in the next six months", "2022-03-01", "2022-03-01", "2022-08-31"),
        ("fr", "au cours des trois prochaines années", "2022-03-01", "2022-03-01", "2025-02-28"),
        ("fr", "entre le 1er et le 15 juin 2026", None, "2026-06-01", "2026-06-15"),
        ("fr", "sous 48h", "2022-03-01", "2022-03-01", "2022-03-03"),
        ("en", "within 36 hours", "2015-10-25", "2015-10-25", "2015-10-27"),
        ("en", "from now until 31 December 2022", "2022-03-01", "2022-03-01", "2022-12-31"),
        ("en", "29 February", "2025-01-01", "2028-02-29", "2028-02-29"),
        ("en", "by year-end", "2025-01-01", "open", "2025-12-31"),
        ("en", "Friday, 3 April 2026", None, "2026-04-03", "2026-04-03"),
        ("en", "during the Dutch presidency of 2016", None, "2016-01-01", "2016-06-30"),
        ("fr", "du 1er au 15 juin 2026", None, "2026-06-01", "2026-06-15"),
        ("fr", "de janvier à juin 2026", None, "2026-01-01", "2026-06-30"),
        ("fr", "entre janvier et juin 2026", None, "2026-01-01", "2026-06-30"),
        ("fr", "du 1er juillet 2024 à la fin juin 2027", None, "2024-07-01", "2027-06-30"),
        ("fr", "hiver 2022-2023", None, "2022-12-01", "2023-02-28"),
        ("fr", "dans un délai d’un mois à compter du 31 janvier 2026", None, "2026-01-31", "2026-02-28"),
    ],
)
def test_other_phrases_of_plans_are_read_by_the_same_rules(
    language: str, phrase: str, said_on: str | None, first: str, last: str
) -> None:
    """What plans write beyond the table follows from it: both parts of a range, a term from a named day."""
    when = _read(phrase, language, date.fromisoformat(said_on) if said_on else None)
    assert isinstance(when, When)
    assert (when.first, when.last) == (_day(first), _day(last))


@pytest.mark.parametrize(
    ("language", "plain", "written"),
    [
        ("en", "by end-2022", "  By\u00a0END\u20112022. "),
        ("en", "2024-2027", "2024\u2009\u2013\u20092027"),
        ("en", "2024-2027", "2024\u20142027"),
        ("en", "2024-2027", "2024\u00ad-\u200b2027\ufeff"),
        ("en", "3 April 2026", "3\u202fAPRIL\u00a02026"),
        ("en", "by 31 Dec 2026", "(by 31 Dec. 2026)"),
        ("fr", "avant l'été 2023", "AVANT L\u2019ETE 2023"),
        ("fr", "avant l'été 2023", "avant l\u2019e\u0301te\u0301 2023"),
        ("fr", "d'ici fin 2022", "«\u202fD\u2019ici fin\u00a02022\u202f»"),
    ],
)
def test_typography_makes_no_difference(language: str, plain: str, written: str) -> None:
    """Spaces of any width, dashes, apostrophes, accents and capitals change nothing but the phrase that is kept."""
    read, expected = _read(written, language), _read(plain, language)
    assert isinstance(read, When)
    assert isinstance(expected, When)
    assert (read.first, read.last, read.precision) == (expected.first, expected.last, expected.precision)
    assert read.phrase == written
