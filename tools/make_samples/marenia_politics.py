"""Marenia, invented for training: positions, exchanges, levers, texts, assessments, and what is lived with.

Positions of the partner are written in French first, as they came.
"""

from __future__ import annotations

from typing import Any, Final

from tools.make_samples.drafting import Draft, both, day, original_french
from tools.make_samples.marenia_frame import AUDIENCES
from waypost.core.roadmap.bodies import (
    Acceptance,
    Assessment,
    Criterion,
    Entry,
    Lever,
    Pair,
    Position,
)
from waypost.core.roadmap.records import Gives
from waypost.core.roadmap.vocabulary import EntryKind, LeverState, PositionKind, Tool
from waypost.core.values import Principal

NEED, PRIORITY = PositionKind.NEED, PositionKind.PRIORITY
RED_LINE, REFUSAL = PositionKind.RED_LINE, PositionKind.REFUSAL
QM, EU = "partner:QM", "eu"

# key, audience, kind, whose, said on, rank, replies to, words (original first for the partner: French), reply
POSITIONS: Final[tuple[tuple[Any, ...], ...]] = (
    ("n-students", "open", PRIORITY, QM, "2025-06-12", 3, None,
        "davantage de bourses pour les étudiants maréniens", "more scholarships for students from Marenia", None),
    ("n-diplomas", "open", NEED, QM, "2025-06-12", 4, None,
        "que les diplômes maréniens soient reconnus", "that Marenian diplomas are recognised", None),
    ("n-seasonal", "joint", PRIORITY, QM, "2025-10-16", 1, None,
        "une deuxième série de places, ouverte aussi au travail saisonnier",
        "a second round of places, also for seasonal work", None),
    ("n-visafree", "joint", PRIORITY, QM, "2026-02-18", 2, None,
        "la suppression des visas de court séjour d’ici à 2028", "no visa for short stays by 2028", None),
    ("n-school", "open", NEED, QM, "2025-06-12", 2, None,
        "une aide pour les écoles et les soins là où vivent les réfugiés",
        "help for schools and health care where refugees live", None),
    ("n-vessels", "joint", NEED, QM, "2025-10-16", 1, None,
        "trois navires capables de secourir par gros temps", "three vessels that can rescue in heavy weather", None),
    ("n-fuel", "joint", NEED, QM, "2026-05-26", 5, None,
        "le carburant et l’entretien des navires au-delà de 2027", "fuel and upkeep of the vessels after 2027", None),
    ("x-centre", "joint", RED_LINE, QM, "2025-10-16", None, None,
        "aucun centre pour des ressortissants d’autres pays renvoyés de l’Union",
        "no centre for nationals of other countries sent back from the Union", None),
    ("x-patrols", "joint", REFUSAL, QM, "2026-05-26", None, "a4.2.3",
        "pas de patrouilles étrangères dans les eaux côtières", "no foreign patrols in coastal waters", None),
    ("n-identify", "joint", NEED, EU, "2025-10-16", 1, None,
        "an answer to each request for identification within 30 days",
        "une réponse à chaque demande d’identification sous 30 jours", None),
    ("n-asylum", "open", PRIORITY, EU, "2025-06-12", 2, None,
        "an asylum act and an office that applies it", "une loi sur l’asile et un office qui l’applique", None),
    ("n-figures", "joint", NEED, EU, "2026-02-18", 3, None,
        "monthly figures on departures, by place", "des chiffres mensuels des départs, par lieu", None),
    ("x-data", "inside", RED_LINE, EU, "2026-02-11", None, None,
        "no data on persons before the arrangement on data protection is signed",
        "aucune donnée personnelle avant la signature de l’arrangement sur la protection des données", None),
    ("x-visafree", "joint", REFUSAL, EU, "2026-05-26", None, "n-visafree",
        "no talks on visa-free travel before readmission works",
        "pas de négociation sur l’exemption de visa avant que la réadmission ne fonctionne", None),
    ("n-it-ports", "it", PRIORITY, "ms:IT", "2026-07-14", None, None,
        "no talent place without a named employer", "aucune place « talents » sans employeur désigné", None),
)  # fmt: skip

# key, title, what the EU side gives, with what, what the partner gives, with what, condition
PAIRS: Final[tuple[tuple[Any, ...], ...]] = (
    ("talent", ("Places against identification", "Des places contre l’identification"),
        ("places for talents and the list of jobs", "des places pour les talents et la liste des métiers"), "a2.1.1 a2.2.2 a2.1.4",
        ("identification within 30 days and the asylum act", "l’identification sous 30 jours et la loi sur l’asile"), "a1.1.2 a3.1.2 a3.1.3",
        ("both lists are reviewed at each joint committee", "les deux listes sont revues à chaque comité mixte")),
    ("sea", ("Vessels against a rescue watch", "Des navires contre une veille de sauvetage"),
        ("three refitted vessels and trained crews", "trois navires remis en état et des équipages formés"), "a4.1.2 a4.1.3",
        ("a rescue watch day and night", "une veille de sauvetage jour et nuit"), "a4.1.5 a4.2.2", None),
    ("complaints", ("Money against control", "Des crédits contre un contrôle"),
        ("the working arrangement and its training", "l’arrangement de travail et la formation"), "a4.1.1",
        ("a route for complaints open to everyone", "une voie de recours ouverte à tous"), "a6.1.3", None),
)  # fmt: skip

# key, audience, under, tool, owner, to whom, state, day, English, French
LEVERS: Final[tuple[tuple[Any, ...], ...]] = (
    ("fees", "eu", "o5.1", "visa", EU, QM, LeverState.CONSIDERED, "2026-09-01",
        "Lower visa fees for traders and artists", "Baisse des droits de visa pour commerçants et artistes"),
    ("seasonal", "inside", "o2.1", "visa", "ms:IT", QM, LeverState.OFFERED, "2026-06-24",
        "Six hundred places for seasonal workers", "Six cents places de travailleurs saisonniers"),
    ("quota", "inside", "o1.1", "trade", EU, QM, LeverState.OFFERED, "2026-02-18",
        "A wider quota for canned fish", "Un contingent élargi de conserves de poisson"),
    ("energy", "inside", "o3.2", "energy", "ms:FR", QM, LeverState.CONSIDERED, "2026-07-02",
        "Solar power for public buildings in Port Ansa", "Électricité solaire des bâtiments publics de Port Ansa"),
    ("service", "inside", "o5.1", "visa", EU, QM, LeverState.USED, "2024-11-04",
        "Easier visas for service passports", "Visas facilités pour les passeports de service"),
)  # fmt: skip

MESSAGE, PLAY = EntryKind.MESSAGE, EntryKind.STATE_OF_PLAY
NOTE, COMMENT = EntryKind.NOTE, EntryKind.COMMENT

# key, audience, under, kind, as of, author, English, French
ENTRIES: Final[tuple[tuple[Any, ...], ...]] = (
    ("m-1", "inside", "head", MESSAGE, "2026-09-15", EU,
        "We have kept most of what fell due this year. We expect the same for identification and the asylum act.",
        "Nous avons tenu l’essentiel des échéances de l’année. Nous attendons de même pour l’identification et la loi sur l’asile."),
    ("m-2", "inside", "o2.1", MESSAGE, "2026-09-15", EU,
        "A second round is possible as soon as the joint committee fixes the number of places.",
        "Une deuxième série est possible dès que le comité mixte aura fixé le nombre de places."),
    ("m-3", "inside", "o4.1", MESSAGE, "2026-09-15", EU,
        "Rescue comes first. Two vessels are ready; the third follows when the hull is sound.",
        "Le sauvetage d’abord. Deux navires sont prêts ; le troisième suivra quand la coque sera saine."),
    ("m-4", "inside", "o5.1", MESSAGE, "2026-09-15", EU,
        "The draft rules were promised for 15 July. Without them officers and case system stand still.",
        "Le projet de règles était promis pour le 15 juillet. Sans lui, officiers et système restent à l’arrêt."),
    ("m-5", "eu", "o5.1", MESSAGE, "2026-09-15", EU,
        "Do not link visa fees to readmission before the offer is agreed inside the house.",
        "Ne pas lier droits de visa et réadmission avant l’accord interne sur l’offre."),
    ("s-1", "open", "a2.1.4", PLAY, "2026-09-11", "ms:DE",
        "61 visas issued in two countries; two consulates report next week.",
        "61 visas délivrés dans deux pays ; deux consulats répondront la semaine prochaine."),
    ("s-2", "joint", "a3.1.2", PLAY, "2026-09-14", QM,
        "Second reading in committee on 6 October; vote in plenary not yet fixed.",
        "Deuxième lecture en commission le 6 octobre ; vote en séance non fixé."),
    ("s-3", "joint", "a4.1.2", PLAY, "2026-09-14", EU,
        "Two of three vessels delivered. The yard names mid-November for the third.",
        "Deux navires sur trois livrés. Le chantier annonce la mi-novembre pour le troisième."),
    ("s-4", "joint", "a4.1.4", PLAY, "2026-09-10", "ms:ES",
        "Tender closed with two offers. The contract waits for the signature of the port authority.",
        "Marché clos avec deux offres. Le contrat attend la signature de l’autorité portuaire."),
    ("s-5", "joint", "a5.1.2", PLAY, "2026-09-14", EU,
        "No Marenian draft yet. Reminders sent on 20 July and 3 September.",
        "Toujours pas de projet marénien. Rappels envoyés le 20 juillet et le 3 septembre."),
    ("s-6", "joint", "a5.2.3", PLAY, "2026-08-21", QM,
        "Work stopped on 3 July; the audit office wants the two files back first.",
        "Travaux suspendus le 3 juillet ; la cour des comptes veut d’abord retrouver les deux dossiers."),
    ("s-7", "bank", "a1.1.4", PLAY, "2026-09-09", "org:Development Bank of Marenia",
        "Our share is ready. Terms of the Italian share are with the ministry.",
        "Notre part est prête. Les conditions de la part italienne sont au ministère."),
    ("t-it", "it", "a1.1.4", NOTE, "2026-09-08", "ms:IT",
        "The treasury has asked for a second opinion; not before the end of October.",
        "Le Trésor a demandé un second avis ; pas avant fin octobre."),
    ("t-qm", "qm", "a5.1.2", NOTE, "2026-09-02", QM,
        "Interior ministry has a text; foreign ministry wants the number of places first.",
        "L’Intérieur a un texte ; les Affaires étrangères veulent d’abord le nombre de places."),
    ("t-eu", "eu", "o4.1", NOTE, "2026-09-10", EU,
        "Pledge of the radar should be pressed before the committee.",
        "Insister sur la promesse de radars avant le comité."),
    ("t-bank", "bank", "c-bank-loan", COMMENT, "2026-09-09", "org:Development Bank of Marenia",
        "Forty applications came before the line was open.", "Quarante demandes sont arrivées avant l’ouverture de la ligne."),
    ("t-org", "ngo", "a6.1.3", COMMENT, "2026-09-04", "org:Ombuds office of Marenia",
        "Nine complaints in the first week, two about the port.", "Neuf plaintes la première semaine, deux au sujet du port."),
)  # fmt: skip

# key, under, day, owner, finding, measures, public summary
ASSESSMENTS: Final[tuple[tuple[Any, ...], ...]] = (
    ("vessels", "a4.1.2", "2025-11-21", EU,
        ("people rescued could be kept on board too long", "les personnes secourues pourraient rester trop longtemps à bord"),
        ("landing within 24 hours, log open to the ombuds office", "débarquement sous 24 heures, journal ouvert au médiateur"),
        ("Rescue vessels were checked for the safety of people rescued; measures agreed.",
         "Sécurité des personnes secourues examinée ; mesures convenues.")),
    ("identify", "a5.1.2", "2026-03-18", EU,
        ("a request could tell the authorities of an asylum claim", "une demande pourrait révéler une demande d’asile"),
        ("no request while a claim is open", "aucune demande pendant l’examen d’une demande d’asile"), None),
    ("office", "a3.1.3", "2026-04-29", "ms:IT",
        ("interpreters are missing for two languages", "des interprètes manquent pour deux langues"),
        ("remote interpreting from the first day", "interprétation à distance dès le premier jour"),
        ("Interpreting is secured for all languages.", "L’interprétation est assurée pour toutes les langues.")),
    ("resettle", "a3.2.4", "2026-06-11", "ms:ES",
        ("families could be parted", "des familles pourraient être séparées"),
        ("files are kept together by household", "les dossiers sont tenus par foyer"), None),
    ("data", "a4.2.4", "2026-05-13", EU,
        ("data could reach third parties", "des données pourraient parvenir à des tiers"),
        ("no exchange before the arrangement is signed", "aucun échange avant la signature de l’arrangement"), None),
)  # fmt: skip

# key, under, as of, met, English, French
CRITERIA: Final[tuple[tuple[Any, ...], ...]] = (
    ("vessels", "a4.1.2", "2026-09-11", False,
        "Two confirmed cases in a year of people kept on board for over 48 hours.",
        "Deux cas avérés en un an de personnes gardées à bord plus de 48 heures."),
    ("identify", "a5.1.2", "2026-09-11", None,
        "A request sent while an asylum claim was open.", "Une demande envoyée pendant l’examen d’une demande d’asile."),
    ("data", "a4.2.4", "2026-09-11", True,
        "No signed arrangement on data protection.", "Pas d’arrangement signé sur la protection des données."),
)  # fmt: skip

# rule, what it is about, until, English, French
ACCEPTANCES: Final[tuple[tuple[Any, ...], ...]] = (
    ("R5", "o3.2", "2026-12-31", "The count of refugees ends in November.", "Le recensement des réfugiés s’achève en novembre."),
    ("R23", "a3.2.2", "2026-10-31", "The joint committee of 15 October names the owner.",
        "Le comité mixte du 15 octobre désignera le responsable."),
)  # fmt: skip


def put_politics(draft: Draft) -> None:
    """Positions, pairs, levers, entries, assessments, criteria and acceptances."""
    _put_positions(draft)
    for key, title, gives, gives_with, gets, gets_with, condition in PAIRS:
        pair = Pair(
            title=both(*title),
            eu_gives=Gives(words=both(*gives), elements=draft.ids(gives_with)),
            partner_gives=Gives(words=both(*gets), elements=draft.ids(gets_with)),
            condition=both(*condition) if condition else None,
        )
        draft.put(f"x-{key}", pair, under="head", audience=AUDIENCES["joint"])
    for key, readers, under, tool, who, to, state, when, en, fr in LEVERS:
        lever = Lever(
            title=both(en, fr),
            tool=Tool(tool),
            owner=Principal(who),
            offered_to=Principal(to),
            state=state,
            day=day(when),
        )
        draft.put(f"v-{key}", lever, under=under, audience=AUDIENCES[readers])
    for key, readers, under, kind, when, who, en, fr in ENTRIES:
        wordings = original_french(fr, en) if who == QM else both(en, fr)
        entry = Entry(entry=kind, words=wordings, as_of=day(when), author=Principal(who))
        draft.put(f"e-{key}", entry, under=under, audience=AUDIENCES[readers])
    _put_safeguards(draft)


def _put_positions(draft: Draft) -> None:
    for key, readers, kind, whose, said, rank, replies, first, second, reply in POSITIONS:
        position = Position(
            position=kind,
            side=Principal(whose),
            words=original_french(first, second) if whose == QM else both(first, second),
            said_on=day(said),
            rank=rank,
            replies_to=draft.id(replies) if replies else None,
            reply=reply,
        )
        draft.put(key, position, under="head", audience=AUDIENCES[readers])


def _put_safeguards(draft: Draft) -> None:
    inside = AUDIENCES["inside"]
    for key, under, when, who, finding, measures, summary in ASSESSMENTS:
        assessment = Assessment(
            finding=both(*finding),
            day=day(when),
            measures=both(*measures),
            owner=Principal(who),
            public_summary=both(*summary) if summary else None,
        )
        draft.put(f"as-{key}", assessment, under=under, audience=inside)
    for key, under, when, met, en, fr in CRITERIA:
        criterion = Criterion(words=both(en, fr), met=met, as_of=day(when))
        draft.put(f"cr-{key}", criterion, under=under, audience=inside)
    for rule, about, until, en, fr in ACCEPTANCES:
        acceptance = Acceptance(
            rule=rule,
            element=draft.id(about),
            reason=both(en, fr),
            by=Principal("eu"),
            until=day(until),
        )
        draft.put(f"ac-{rule}", acceptance, under="head", audience=inside)
