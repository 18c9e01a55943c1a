"""Marenia, invented for training: eight indicators with three reports each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from tools.make_samples.drafting import Draft, both, day, number, on
from tools.make_samples.marenia_frame import AUDIENCES, BANK, INVENTED, TARGET_END
from waypost.core.roadmap.bodies import Indicator, Report
from waypost.core.roadmap.records import EarlierTarget
from waypost.core.roadmap.vocabulary import AimKind, Counting, Direction, Level
from waypost.core.values import Missing, Principal, Quantity, Source

UP, DOWN = Direction.UP, Direction.DOWN
OUTPUT, OUTCOME = Level.OUTPUT, Level.OUTCOME

# key, audience, about, unit, level, counting, direction, baseline, its day, target, target day, owner,
# title and definition in English and French
ROWS: Final[tuple[tuple[Any, ...], ...]] = (
    ("work", "open", "o1.1", "persons", OUTCOME, Counting.CUMULATIVE, UP, "0", "2025-06-30", "900", TARGET_END, "partner:QM",
        "Young people in work six months after their apprenticeship", "Jeunes en emploi six mois après leur apprentissage",
        "persons with a contract of at least 20 hours a week, asked six months after the last day",
        "personnes ayant un contrat d’au moins 20 heures par semaine, interrogées six mois après le dernier jour"),
    ("visas", "open", "a2.1.4", "persons", OUTPUT, Counting.CUMULATIVE, UP, "0", "2025-06-30", "400", on("2027-03-31"), "ms:DE",
        "Talent visas issued", "Visas « talents » délivrés",
        "visas handed over by the consulates of all Member States", "visas remis par les consulats de tous les États membres"),
    ("asylum", "open", "o3.1", "per cent", OUTCOME, Counting.LEVEL, UP, "12", "2025-06-30", "70", TARGET_END, "partner:QM",
        "Asylum claims decided within six months", "Demandes d’asile tranchées en six mois",
        "decisions of the quarter taken within 183 days, as a share of all decisions of that quarter",
        "décisions du trimestre prises en 183 jours au plus, en part de toutes les décisions du trimestre"),
    ("crossings", "open", "o4.1", "crossings", OUTCOME, Counting.PERIOD, DOWN, "8400", "2024-12-31", "6000", TARGET_END, "org:Coast guard of Marenia",
        "Crossings from Marenia detected in twelve months", "Franchissements au départ de la Marénie détectés sur douze mois",
        "detected crossings of the last twelve months; one person may be counted more than once",
        "franchissements détectés au cours des douze derniers mois ; une personne peut être comptée plusieurs fois"),
    ("cases", "joint", "o4.2", "cases", OUTPUT, Counting.CUMULATIVE, UP, "2", "2025-06-30", None, None, "partner:QM",
        "Smuggling cases brought to court", "Affaires de trafic portées devant les tribunaux",
        "cases in which a court has fixed a hearing", "affaires pour lesquelles un tribunal a fixé une audience"),
    ("identify", "joint", "o5.1", "per cent", OUTCOME, Counting.LEVEL, UP, "31", "2025-06-30", "80", on("2026-12-31"), "eu",
        "Requests for identification answered within 30 days", "Demandes d’identification traitées en 30 jours",
        "answers of the quarter given within 30 days, as a share of all requests due in it",
        "réponses du trimestre données en 30 jours au plus, en part des demandes arrivées à échéance"),
    ("income", "open", "o5.2", "per cent", OUTCOME, Counting.LEVEL, UP, None, None, "60", TARGET_END, "ms:DE",
        "Returnees with an income of their own after twelve months", "Personnes de retour ayant un revenu propre après douze mois",
        "asked by telephone twelve months after return", "interrogées par téléphone douze mois après le retour"),
    ("transfers", "open", "o1.2", "per cent", OUTCOME, Counting.LEVEL, DOWN, "8.9", "2025-06-30", "5", TARGET_END, BANK,
        "Average price of sending 200 euro to Marenia", "Prix moyen d’un envoi de 200 euros vers la Marénie",
        "fee and exchange margin of the five largest operators, in per cent of 200 euro",
        "commission et marge de change des cinq premiers opérateurs, en pourcentage de 200 euros"),
)  # fmt: skip

# indicator, number, value, as of, from, preliminary, reporter, checked by, evidence in English and French
REPORTS: Final[tuple[tuple[Any, ...], ...]] = (
    ("work", 1, "38", "2025-12-31", None, False, "partner:QM", "eu", "list of the employment office", "liste de l’agence de l’emploi"),
    ("work", 2, "117", "2026-03-31", None, False, "partner:QM", "eu", "list of the employment office", "liste de l’agence de l’emploi"),
    ("work", 3, "231", "2026-08-31", None, False, "partner:QM", None, "list of the employment office", "liste de l’agence de l’emploi"),
    ("visas", 1, "0", "2026-01-31", None, False, "ms:DE", "eu", "count of the consulates", "décompte des consulats"),
    ("visas", 2, "18", "2026-04-30", None, False, "ms:DE", "eu", "count of the consulates", "décompte des consulats"),
    ("visas", 3, "61", "2026-08-31", None, True, "ms:DE", None, "count of the consulates, two still missing", "décompte des consulats, deux manquent encore"),
    ("asylum", 1, "14", "2025-12-31", None, False, "partner:QM", "eu", "register of the ministry", "registre du ministère"),
    ("asylum", 2, "13", "2026-03-31", None, False, "partner:QM", "eu", "register of the ministry", "registre du ministère"),
    ("asylum", 3, "19", "2026-06-30", None, False, "partner:QM", "eu", "register of the ministry", "registre du ministère"),
    ("crossings", 1, "7100", "2025-12-31", "2025-01-01", False, "org:Coast guard of Marenia", "eu", "monthly table of the coast guard", "tableau mensuel des garde-côtes"),
    ("crossings", 2, "6650", "2026-03-31", "2025-04-01", False, "org:Coast guard of Marenia", "eu", "monthly table of the coast guard", "tableau mensuel des garde-côtes"),
    ("crossings", 3, "6240", "2026-06-30", "2025-07-01", False, "org:Coast guard of Marenia", "eu", "monthly table of the coast guard", "tableau mensuel des garde-côtes"),
    ("cases", 1, "3", "2025-12-31", None, False, "partner:QM", "eu", "letter of the ministry of justice", "lettre du ministère de la justice"),
    ("cases", 2, "7", "2026-03-31", None, False, "partner:QM", "eu", "letter of the ministry of justice", "lettre du ministère de la justice"),
    ("cases", 3, "11", "2026-06-30", None, False, "partner:QM", None, "letter of the ministry of justice", "lettre du ministère de la justice"),
    ("identify", 1, "35", "2026-03-31", None, False, "eu", "partner:QM", "files of the delegation", "dossiers de la délégation"),
    ("identify", 2, "29", "2026-06-30", None, False, "eu", None, "files of the delegation", "dossiers de la délégation"),
    ("identify", 3, "38", "2026-06-30", None, False, "partner:QM", None, "files of the ministry", "dossiers du ministère"),
    ("income", 1, "41", "2026-02-27", None, False, "ms:DE", None, "calls to 64 persons", "64 personnes appelées"),
    ("income", 2, "44", "2026-05-29", None, False, "ms:DE", None, "calls to 90 persons", "90 personnes appelées"),
    ("income", 3, "43", "2026-08-31", None, False, "ms:DE", None, "calls to 118 persons", "118 personnes appelées"),
    ("transfers", 1, "8.7", "2025-12-31", None, False, BANK, "eu", "price survey of the bank", "relevé de prix de la banque"),
    ("transfers", 2, "8.2", "2026-03-31", None, False, BANK, "eu", "price survey of the bank", "relevé de prix de la banque"),
    ("transfers", 3, "7.6", "2026-06-30", None, False, BANK, "eu", "price survey of the bank", "relevé de prix de la banque"),
)  # fmt: skip

EARLIER: Final = {
    "work": EarlierTarget(
        target=number("700", "persons"),
        due=TARGET_END,
        until=day("2026-06-19"),
        reason=both("The second school opens more places than planned, so 900 can be reached.",
                    "La seconde école ouvre plus de places que prévu : 900 devient possible."),
        source=INVENTED,
    ),
}  # fmt: skip


def put_indicators(draft: Draft) -> None:
    """Indicators and their reports."""
    for row in ROWS:
        key, readers, about = row[:3]
        draft.put(f"i_{key}", _indicator(row), under=about, audience=AUDIENCES[readers], sources=(INVENTED,))
    for key, nth, value, as_of, start, preliminary, reporter, checker, en, fr in REPORTS:
        above = draft.elements[f"i_{key}"]
        assert isinstance(above.body, Indicator)
        report = Report(
            value=Quantity(amount=Decimal(value), unit=str(above.body.unit)),
            as_of=day(as_of),
            period_from=day(start) if start else None,
            preliminary=preliminary,
            reporter=Principal(reporter),
            evidence=both(en, fr),
            checked_by=Principal(checker) if checker else None,
        )
        source = Source(publisher=INVENTED.publisher, title=INVENTED.title, day=day(as_of))
        draft.put(f"i_{key}-{nth}", report, under=f"i_{key}", audience=above.audience, sources=(source,))


def _indicator(row: tuple[Any, ...]) -> Indicator:
    key, _, _, unit, level, counting, direction, base, base_day, target, target_day, who = row[:12]
    title_en, title_fr, means_en, means_fr = row[12:]
    return Indicator(
        title=both(title_en, title_fr),
        definition=both(means_en, means_fr),
        unit=unit,
        level=level,
        counting=counting,
        direction=direction,
        aim=AimKind.CEILING if key == "crossings" else AimKind.TARGET,
        baseline=number(base, unit) if base else Missing.NOT_REPORTED,
        baseline_day=day(base_day) if base_day else Missing.NOT_REPORTED,
        target=number(target, unit) if target else Missing.NOT_STATED,
        target_due=target_day or Missing.NOT_STATED,
        earlier_targets=(EARLIER[key],) if key in EARLIER else (),
        owner=Principal(who),
    )
