"""Marenia, invented for training: who gives what, in all states of money, and tools that have no price.

Amounts are millions and running totals. Six donors: the EU, Germany, Spain, France, Italy and an invented bank.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from tools.make_samples.drafting import Draft, both, day, million, number, principals, within
from tools.make_samples.marenia_frame import AUDIENCES, BANK, INVENTED
from waypost.core.roadmap.bodies import Contribution
from waypost.core.roadmap.records import CodeShare, Inside, Printed, Step
from waypost.core.roadmap.vocabulary import Form, MoneyState, Movement, PrintedKind, Tool, Whole
from waypost.core.values import Missing, Principal, Text

WHOLE = within("2025-2028", "2025-01-01", "2028-12-31")
TWO_YEARS = within("2026-2027", "2026-01-01", "2027-12-31")
THREE_YEARS = within("2025 to 2027", "2025-01-01", "2027-12-31")
TARRISK = both("Tarrisk", "Tarrisk")
VELMARA = both("Velmara", "Velmara")
ANSA = both("Port Ansa", "Port Ansa")
MORROW = both("Cape Morrow", "Cap Morrow")
CENTRES = both("three training centres", "trois centres de formation")
OMBRA = both("Ombra valley", "Vallée de l’Ombra")
EVERYWHERE = both("Marenia, whole country", "Marénie, tout le pays")

# key, audience, donors, form, instrument, tool, under, tied to, place, period, English, French, steps
# A step: first letters of its state (an, al, co, ct, di, re, sp), day, running total in millions.
ROWS: Final[tuple[tuple[Any, ...], ...]] = (
    ("eu-tarrisk", "open", "eu", "grant", "NDICI", "employment", "o1.1", "a1.1.3", TARRISK, WHOLE,
        "Work for young people in Tarrisk", "Un emploi pour les jeunes de Tarrisk",
        "an 2025-06-12 20, al 2025-11-20 18, co 2026-01-30 16, ct 2026-03-02 9.5, ct 2026-06-19 11, di 2026-04-02 2.1, di 2026-07-03 4.8, re 2026-07-10 4.8, sp 2026-08-31 3.6"),
    ("de-tarrisk", "open", "ms:DE", "grant", None, "education", "o1.1", "a1.1.1", TARRISK, WHOLE,
        "Vocational schools in Tarrisk", "Écoles professionnelles de Tarrisk",
        "an 2025-06-12 9, co 2025-09-22 9, ct 2025-10-20 6.5, ct 2026-05-04 7.9, di 2026-03-31 2.4, di 2026-08-14 4.1"),
    ("bank-loan", "bank", BANK, "loan", None, "investment", "o1.1", "", OMBRA, TWO_YEARS,
        "Loan for small firms in the Ombra valley", "Prêt aux petites entreprises de la vallée de l’Ombra",
        "an 2025-11-05 6, co 2026-06-02 6, ct 2026-08-03 6"),
    ("it-credit", "joint", "ms:IT", "loan", None, "investment", "o1.1", "a1.1.4", OMBRA, TWO_YEARS,
        "Italian share of the credit line", "Part italienne de la ligne de crédit",
        "an 2026-01-19 12"),
    ("fr-transfers", "joint", "ms:FR", "grant", None, "development cooperation", "o1.2", "", EVERYWHERE, TWO_YEARS,
        "Fair prices for money transfers", "Des transferts d’argent à prix équitable",
        "an 2025-10-09 4, co 2026-02-06 4, ct 2026-05-07 1.5, di 2026-07-21 0.6"),
    ("bank-guarantee", "bank", BANK, "guarantee", None, "investment", "o1.2", "", EVERYWHERE, TWO_YEARS,
        "Guarantee for telephone operators", "Garantie aux opérateurs de téléphonie",
        "an 2025-11-05 5, co 2026-04-30 5"),
    ("eu-window", "inside", "eu", "grant", "NDICI-FLEX", "migration management", "head", "", EVERYWHERE, WHOLE,
        "Flexible window for Marenia", "Enveloppe souple pour la Marénie",
        "an 2025-06-12 14, al 2026-01-26 14, co 2026-05-29 8"),
    ("eu-talent", "open", "eu", "grant", "NDICI", "education", "o2.1", "a2.1.3", EVERYWHERE, THREE_YEARS,
        "Talent project, EU share", "Projet « talents », part de l’UE",
        "an 2025-06-12 12, al 2025-11-20 12, co 2025-12-11 12, ct 2026-03-16 10.4, di 2026-04-08 2.6, di 2026-09-02 5.2"),
    ("de-talent", "open", "ms:DE", "grant", None, "education", "o2.1", "a2.1.3", VELMARA, TWO_YEARS,
        "Talent project, German share", "Projet « talents », part allemande",
        "an 2025-06-12 6, co 2026-01-12 6, ct 2026-03-16 6, di 2026-06-09 1.9"),
    ("es-passport", "open", "ms:ES", "grant", "NDICI", "education", "o2.1", "a2.1.2", CENTRES, THREE_YEARS,
        "Skills passport, EU money managed by the Spanish agency", "Passeport de compétences, crédits de l’UE gérés par l’agence espagnole",
        "an 2025-10-16 4.5, co 2025-12-18 4.5, ct 2026-02-27 4.5, di 2026-05-22 1.2, di 2026-08-28 2.2"),
    ("fr-scholar", "open", "ms:FR", "grant", None, "education", "o2.2", "a2.2.2", None, TWO_YEARS,
        "Scholarships 2026-2027", "Bourses 2026-2027",
        "an 2025-12-03 3.5, co 2026-01-28 3.5, ct 2026-03-20 3.5, di 2026-06-30 3.1, di 2026-09-09 2.9!repayment"),
    ("eu-study", "open", "eu", "grant", "NDICI", "education", "o2.2", "a2.2.1", EVERYWHERE, TWO_YEARS,
        "Recognition of diplomas", "Reconnaissance des diplômes",
        "an 2025-12-03 2.6, co 2026-03-06 2.6, ct 2026-05-15 1.1, di 2026-07-30 0.4"),
    ("eu-asylum", "open", "eu", "grant", "NDICI", "migration management", "o3.1", "a3.1.3", VELMARA, TWO_YEARS,
        "Asylum office: building and files", "Office de l’asile : locaux et dossiers",
        "an 2025-06-12 10, al 2026-01-15 10, co 2026-03-27 10, ct 2026-07-17 6.2, di 2026-08-24 1.5"),
    ("it-asylum", "joint", "ms:IT", "grant", None, "migration management", "o3.1", "a3.1.4", VELMARA, TWO_YEARS,
        "Asylum office: staff and hearings", "Office de l’asile : personnel et auditions",
        "an 2025-10-16 8, co 2026-04-20 8, ct 2026-05-25 4.4, di 2026-07-08 1.3"),
    ("eu-ansa", "open", "eu", "grant", "NDICI", "humanitarian", "o3.2", "a3.2.2", ANSA, TWO_YEARS,
        "School and health in Port Ansa", "École et santé à Port Ansa",
        "an 2026-01-22 7, co 2026-04-17 5, ct 2026-06-12 3.2, di 2026-07-27 1.4"),
    ("es-rooms", "open", "ms:ES", "in_kind", None, "humanitarian", "o3.2", "a3.2.1", ANSA, TWO_YEARS,
        "Forty classrooms", "Quarante salles de classe",
        "an 2026-01-22 40#classrooms, co 2026-03-30 40#classrooms, di 2026-08-31 32#classrooms"),
    ("unknown-solar", "joint", "", "grant", None, "energy", "o3.2", "", ANSA, None,
        "Solar power for the reception centre", "Électricité solaire du centre d’accueil",
        "an 2026-04-09 1.1"),
    ("eu-coast", "joint", "eu", "grant", "NDICI", "security", "o4.1", "a4.1.2 a4.1.5", ANSA, THREE_YEARS,
        "Rescue at sea", "Sauvetage en mer",
        "an 2025-06-12 18, al 2025-10-30 16, co 2025-11-28 15, ct 2026-01-23 9.2, ct 2026-07-01 11, di 2026-02-05 3, di 2026-07-15 6.2, di 2026-08-05 6!correction, re 2026-08-12 6, sp 2026-08-31 4.1"),
    ("eu-coast-engines", "joint", "eu", "grant", "NDICI", "security", "o4.1", "a4.1.2", ANSA, THREE_YEARS,
        "Engines and rescue gear", "Moteurs et matériel de sauvetage",
        "co 2025-11-28 4, ct 2026-01-23 4, di 2026-07-15 3.1"),
    ("it-crews", "joint", "ms:IT", "technical_assistance", None, "security", "o4.1", "a4.1.3", ANSA, TWO_YEARS,
        "Training of crews", "Formation des équipages",
        "an 2026-02-02 1.2"),
    ("es-centre", "joint", "ms:ES", "grant", None, "security", "o4.1", "a4.1.4", MORROW, WHOLE,
        "Rescue centre at Cape Morrow", "Centre de sauvetage du cap Morrow",
        "an 2025-10-16 9, al 2026-02-09 9, co 2026-05-08 9"),
    ("it-radar", "inside", "ms:IT", "grant", None, "security", "o4.1", "a4.1.6", MORROW, WHOLE,
        "Coastal radar", "Radars côtiers",
        "an 2026-03-11 7"),
    ("eu-drones", "inside", "eu", "grant", "NDICI", "security", "o4.1", "", MORROW, TWO_YEARS,
        "Search from the air", "Recherche aérienne",
        "an 2026-04-22 10"),
    ("eu-courts", "joint", "eu", "grant", "ISF", "security", "o4.2", "a4.2.1 a4.2.2", VELMARA, THREE_YEARS,
        "Investigators and prosecutors", "Enquêteurs et procureurs",
        "an 2025-10-16 6, co 2025-12-19 6, ct 2026-02-20 4.8, di 2026-03-24 1.5, di 2026-07-09 2.7"),
    ("es-courts", "joint", "ms:ES", "technical_assistance", None, "security", "o4.2", "a4.2.2", VELMARA, TWO_YEARS,
        "Advisers to the prosecutors", "Conseillers auprès des procureurs",
        "an 2025-12-15 3.5, co 2026-03-13 3.5, ct 2026-04-24 2.2, di 2026-08-07 0.9"),
    ("eu-cases", "joint", "eu", "grant", "NDICI", "return", "o5.1", "a5.1.4", VELMARA, TWO_YEARS,
        "Case system for readmission", "Système de gestion des réadmissions",
        "an 2025-12-15 4.2, co 2026-04-03 4.2, ct 2026-06-26 3.9, di 2026-07-31 0.8"),
    ("fr-cases", "joint", "ms:FR", "technical_assistance", None, "return", "o5.1", "a5.1.3", VELMARA, TWO_YEARS,
        "Civil registry and identification", "État civil et identification",
        "an 2026-01-14 3, co 2026-03-19 3, ct 2026-05-13 1.8, di 2026-08-20 0.5"),
    ("de-return", "open", "ms:DE", "grant", None, "return", "o5.2", "a5.2.1", EVERYWHERE, THREE_YEARS,
        "Advice centres for returnees", "Centres de conseil pour les personnes de retour",
        "an 2025-06-12 8, co 2026-02-13 5, ct 2026-03-12 4.2, di 2026-05-06 1.1, di 2026-08-18 2.3"),
    ("eu-return", "open", "eu", "grant", "AMIF", "return", "o5.2", "a5.2.2", None, TWO_YEARS,
        "A new start: reintegration grants", "Un nouveau départ : subventions de réintégration",
        "an 2025-12-15 4, co 2026-05-20 4"),
    ("fr-return", "joint", "ms:FR", "grant", None, "return", "o5.2", "", VELMARA, TWO_YEARS,
        "Loans for workshops", "Prêts d’atelier",
        "an 2026-05-26 3"),
    ("eu-secretariat", "open", "eu", "technical_assistance", "NDICI", "diplomacy", "o6.1", "a6.1.2 a6.1.3", VELMARA, WHOLE,
        "Joint secretariat and complaints", "Secrétariat conjoint et plaintes",
        "an 2025-06-12 2.5, co 2025-11-07 2.5, ct 2025-12-12 2.5, di 2026-06-15 0.9"),
    ("de-core", "joint", "ms:DE", "grant", None, "migration management", "head", "", None, within("2026", "2026-01-01", "2026-12-31", "year"),
        "Core contribution to the Coastal States Office", "Contribution générale à l’Office des États côtiers",
        "an 2026-01-08 2, co 2026-02-25 2, di 2026-03-31 2"),
    ("mfa", "open", "eu", "loan", "MFA", "macro-financial", "head", "", EVERYWHERE, TWO_YEARS,
        "Macro-financial assistance of up to 60 million", "Assistance macrofinancière pouvant aller jusqu’à 60 millions",
        "an 2026-07-08 60"),
    ("team", "open", "eu, ms:DE, ms:ES, ms:FR, ms:IT", "mixed", "TEI", "development cooperation", "head", "", EVERYWHERE, WHOLE,
        "Team Europe package as printed in June 2025", "Enveloppe « Équipe d’Europe » annoncée en juin 2025",
        ""),
    ("talent", "open", "eu, ms:DE", "grant", None, "education", "o2.1", "a2.1.3", EVERYWHERE, THREE_YEARS,
        "Talent project, total as printed", "Projet « talents », total annoncé",
        ""),
    ("fr-cannery", "joint", "ms:FR", "investment", None, "investment", "o1.1", "", OMBRA, TWO_YEARS,
        "Shares in a cannery of the Ombra valley", "Participation dans une conserverie de la vallée de l’Ombra",
        "an 2026-05-26 2.5"),
    ("it-reception", "joint", "ms:IT", "reception_places", None, "humanitarian", "o3.2", "", ANSA, TWO_YEARS,
        "Places in the reception centre", "Places au centre d’accueil",
        "an 2026-03-30 120#places, co 2026-06-22 80#places"),
    ("de-visas", "open", "ms:DE", "visa_places", None, "visa", "o2.1", "a2.1.4", None, WHOLE,
        "Talent visas in Germany", "Visas « talents » en Allemagne",
        "an 2025-06-12 250#places, co 2026-02-11 250#places, di 2026-08-31 48#places"),
    ("it-visas", "open", "ms:IT", "visa_places", None, "visa", "o2.1", "a2.1.4", None, WHOLE,
        "Talent visas in Italy", "Visas « talents » en Italie",
        "an 2025-06-12 150#places, co 2026-04-08 150#places, di 2026-08-31 13#places"),
    ("it-seasonal", "inside", "ms:IT", "visa_places", None, "visa", "o2.1", "", None, TWO_YEARS,
        "Seasonal workers, second round", "Travailleurs saisonniers, deuxième série",
        "an 2026-06-24 600#places"),
    ("eu-quota", "open", "eu", "market_access", "GSP", "trade", "o1.1", "", None, TWO_YEARS,
        "Wider quota for canned fish", "Contingent élargi de conserves de poisson",
        "an 2026-02-18 1200#tonnes a year"),
    ("fr-judges", "joint", "ms:FR", "training", None, "security", "o4.2", "a4.2.2", None, TWO_YEARS,
        "Courses for 60 magistrates", "Formation de 60 magistrats",
        "an 2025-12-15 60#persons, co 2026-03-19 60#persons, di 2026-07-31 22#persons"),
    ("eu-rights", "open", "eu", "dialogue", None, "diplomacy", "o3.1", "", VELMARA, WHOLE,
        "Yearly dialogue on rights", "Dialogue annuel sur les droits",
        "an 2025-06-12 3#meetings, di 2026-04-15 1#meetings"),
    ("es-resettle", "open", "ms:ES", "resettlement_places", None, "resettlement", "o3.2", "a3.2.4", None, WHOLE,
        "Resettlement places in Spain", "Places de réinstallation en Espagne",
        "an 2025-10-16 150#places, co 2026-06-05 150#places"),
    ("de-resettle", "open", "ms:DE", "resettlement_places", None, "resettlement", "o3.2", "a3.2.4", None, WHOLE,
        "Resettlement places in Germany", "Places de réinstallation en Allemagne",
        "an 2026-05-26 80#places"),
)  # fmt: skip

STATES: Final = {
    "an": MoneyState.ANNOUNCED, "al": MoneyState.ALLOCATED, "co": MoneyState.COMMITTED, "ct": MoneyState.CONTRACTED,
    "di": MoneyState.DISBURSED, "re": MoneyState.RECEIVED, "sp": MoneyState.SPENT,
}  # fmt: skip

MOVEMENTS: Final = {
    "repayment": both("unused scholarships were paid back", "les bourses non utilisées ont été reversées"),
    "correction": both("one invoice had been counted twice", "une facture avait été comptée deux fois"),
}

CONDITIONS: Final[dict[str, tuple[str, str, bool]]] = {
    "eu-drones": ("the data protection arrangement is signed", "l’arrangement sur la protection des données est signé", False),
    "mfa": ("a programme with the lenders is agreed; a ceiling", "un programme avec les bailleurs est convenu ; plafond", False),
    "eu-asylum": ("the draft of the asylum act is before parliament", "le projet de loi sur l’asile est déposé au parlement", True),
}  # fmt: skip

MIGRATION_SHARES: Final = {
    "eu-tarrisk": "0.3", "eu-talent": "1", "es-passport": "1", "eu-study": "0.2", "eu-asylum": "1", "eu-ansa": "1",
    "eu-coast": "1", "eu-cases": "1",
}  # fmt: skip

OWN_BUDGETS: Final = {
    "ms:": both("national budget", "budget national"),
    "org": both("own resources of the bank", "ressources propres de la banque"),
}

PURPOSES: Final[dict[str, tuple[str, str]]] = {
    "employment": ("work and income of young people", "emploi et revenu des jeunes"),
    "education": ("skills of people in Marenia", "compétences des personnes en Marénie"),
    "investment": ("growth of small firms", "croissance des petites entreprises"),
    "development cooperation": ("income of families who receive transfers", "revenu des familles qui reçoivent des envois"),
    "migration management": ("protection of refugees", "protection des réfugiés"),
    "humanitarian": ("schooling and health of refugees and hosts", "scolarité et santé des réfugiés et des hôtes"),
    "security": ("safety of people at sea and justice for victims", "sécurité des personnes en mer et justice pour les victimes"),
    "return": ("dignity and livelihood of people who come back", "dignité et subsistance des personnes de retour"),
    "diplomacy": ("public accountability", "responsabilité publique"),
    "macro-financial": ("stability of public finances", "stabilité des finances publiques"),
}  # fmt: skip
PURPOSE_OPEN: Final = frozenset({"eu-window", "it-radar", "eu-drones", "unknown-solar", "team"})
"""Lines whose purpose nobody has named yet."""

DAC: Final = {
    "eu-tarrisk": "16020",
    "de-tarrisk": "11330",
    "eu-asylum": "15190",
    "eu-talent": "15190",
    "de-return": "15190",
}


def put_money(draft: Draft) -> None:
    """Every contribution."""
    for row in ROWS:
        key, readers, donors, form, instrument, tool, under, tied, place, period, en, fr, steps = row
        currency = "USD" if key == "bank-guarantee" else "EUR"
        body = Contribution(
            title=both(en, fr),
            donors=principals(donors),
            form=Form(form),
            instrument=instrument or Missing.NOT_APPLICABLE,
            instrument_words=None if instrument else OWN_BUDGETS.get(donors[:3]),
            tool=Tool(tool),
            codes=(CodeShare(vocabulary="dac", code=DAC[key]),) if key in DAC else (),
            for_what=draft.ids(tied),
            place=place or Missing.NOT_STATED,
            period=period or Missing.NOT_STATED,
            primary_purpose=_purpose(key, tool),
            migration_share=Decimal(MIGRATION_SHARES[key]) if key in MIGRATION_SHARES else None,
            steps=tuple(_step(one, currency) for one in steps.split(", ") if one),
        )
        draft.put(
            f"c-{key}",
            _special(draft, key, body),
            under=under,
            audience=AUDIENCES[readers],
            sources=(INVENTED,),
            note=NOTES.get(key),
        )


def _step(words: str, currency: str) -> Step:
    """One step from its short form: `di 2026-07-15 6.2!correction`, `co 2026-03-30 40#classrooms`."""
    state, when, rest = words.split(" ", 2)
    amount, _, movement = rest.partition("!")
    figure, _, unit = amount.partition("#")
    return Step(
        state=STATES[state],
        amount=number(figure, unit) if unit else million(figure, currency),
        day=day(when),
        movement=Movement(movement) if movement else None,
        note=MOVEMENTS[movement] if movement else None,
        source=INVENTED,
    )


def _purpose(key: str, tool: str) -> Text | Missing:
    """The purpose named for the aid test: that of the policy area, where somebody has named it."""
    if key in PURPOSE_OPEN or tool not in PURPOSES:
        return Missing.NOT_STATED
    return both(*PURPOSES[tool])


def _special(draft: Draft, key: str, body: Contribution) -> Contribution:
    """What only a few lines have: a whole, a manager, a condition, a printed total."""
    if key in CONDITIONS:
        en, fr, met = CONDITIONS[key]
        body = replace(body, condition=both(en, fr), condition_met=met)
    if key == "es-passport":
        return replace(body, delegated_from=Principal("eu"))
    if key == "eu-coast-engines":
        return replace(body, inside=(Inside(whole=draft.id("c-eu-coast"), sure=Whole.SURE),))
    if key == "it-crews":
        return replace(body, inside=(Inside(whole=draft.id("c-eu-coast"), sure=Whole.NOT_STATED),))
    if key == "de-core":
        return replace(body, core_funding=True)
    if key == "mfa":
        return replace(body, printed=Printed(kind=PrintedKind.CEILING, amount=million("60"), source=INVENTED))
    if key == "team":
        return replace(body, printed=Printed(kind=PrintedKind.TOTAL, amount=million("148"), source=INVENTED))
    if key == "talent":
        return replace(body, printed=Printed(kind=PrintedKind.TOTAL, amount=million("18"), source=INVENTED))
    return body


NOTES: Final[dict[str, Text]] = {
    "eu-talent": both("Co-financed with Germany: each line holds its own share; the project as printed is 18 million.",
                      "Cofinancé avec l’Allemagne : chaque ligne porte sa propre part ; projet annoncé à 18 millions."),
    "es-passport": both("Managed by the Spanish agency for the Commission.", "Géré par l’agence espagnole pour le compte de la Commission."),
    "it-crews": both("May lie inside the rescue grant; not stated.", "Peut-être comprise dans la subvention « sauvetage » ; non précisé."),
}  # fmt: skip
