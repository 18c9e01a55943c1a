"""Marenia, invented for training: the joint committee, its meetings and what was decided."""

from __future__ import annotations

from typing import Any, Final

from tools.make_samples.drafting import Draft, both, day, on
from tools.make_samples.marenia_frame import AUDIENCES
from waypost.core.roadmap.bodies import Item, Meeting, Series
from waypost.core.roadmap.records import Partner
from waypost.core.roadmap.vocabulary import ItemKind, ItemState, MeetingForm, MeetingLevel
from waypost.core.values import Missing, Principal, Text

FORMATIONS: Final = (
    both("Commission and European External Action Service", "Commission et Service européen pour l’action extérieure"),
    both("Member States", "États membres"),
    both("Government of Marenia", "Gouvernement de la Marénie"),
)
CHAIRS: Final = (
    both("Director for migration partnerships", "Directeur chargé des partenariats migratoires"),
    both("Secretary-General of the Foreign Ministry of Marenia", "Secrétaire général du ministère des affaires étrangères de la Marénie"),
)  # fmt: skip

# number, day, form, place, minutes
MEETINGS: Final[tuple[tuple[Any, ...], ...]] = (
    (1, "2025-10-16", MeetingForm.IN_PERSON, ("Velmara", "Velmara"), 240),
    (2, "2026-02-18", MeetingForm.VIDEO, None, 150),
    (3, "2026-05-26", MeetingForm.IN_PERSON, ("Brussels", "Bruxelles"), 240),
    (4, "2026-10-15", MeetingForm.HYBRID, ("Velmara", "Velmara"), 210),
    (5, "2027-02-17", MeetingForm.IN_PERSON, ("Brussels", "Bruxelles"), 240),
)
ORDINALS: Final = (
    ("First", "Premier"),
    ("Second", "Deuxième"),
    ("Third", "Troisième"),
    ("Fourth", "Quatrième"),
    ("Fifth", "Cinquième"),
)

A, D, R, O = ItemKind.AGENDA, ItemKind.DECISION, ItemKind.REPLY, ItemKind.OTHER_BUSINESS  # noqa: E741
S, T, C = ItemKind.STATEMENT, ItemKind.DISCUSSED, ItemKind.CONCLUSION
OPEN, DONE, CONFIRMED, DROPPED = ItemState.OPEN, ItemState.DONE, ItemState.CONFIRMED, ItemState.DROPPED

# key, audience, kind, rank, owner, due, state, closed on, about, English, French, more
ITEMS: Final[tuple[tuple[Any, ...], ...]] = (
    ("1-start", "joint", T, 1, None, None, None, None, "head", "First year of the roadmap", "Première année de la feuille de route", {}),
    ("1-list", "joint", D, 2, "eu", "2026-01-30", CONFIRMED, "2026-01-22", "a2.1.1", "Agree the list of shortage jobs by the end of January",
        "Arrêter la liste des métiers en tension avant fin janvier",
        {"done": ("twelve jobs agreed by exchange of letters", "douze métiers convenus par échange de lettres"), "confirmed": "partner:QM", "important": True}),
    ("1-decree", "joint", D, 3, "partner:QM", "2026-01-30", DONE, "2026-02-26", "a1.1.2", "Adopt the decree on apprenticeships",
        "Adopter le décret sur l’apprentissage", {"done": ("adopted four weeks late", "adopté avec quatre semaines de retard")}),
    ("1-figures", "joint", D, 4, "partner:QM", "2025-12-15", OPEN, None, "i_crossings", "Send monthly figures on departures by place",
        "Transmettre chaque mois les départs par lieu", {"hangs": ("nobody can say where the campaign works", "nul ne peut dire où la campagne porte")}),
    ("2-report", "joint", T, 1, None, None, None, None, "head", "What was done since October", "Ce qui a été fait depuis octobre", {}),
    ("2-vessels", "joint", D, 2, "eu", "2026-05-15", DONE, "2026-04-14", "a4.1.2", "Say when the vessels will be ready",
        "Indiquer quand les navires seront prêts", {"done": ("new day given: 31 August", "nouvelle date : 31 août")}),
    ("2-health", "joint", D, 3, None, "2026-04-30", OPEN, None, "a3.2.2", "Name an owner for the health posts",
        "Désigner un responsable pour les postes de santé", {"hangs": ("1,600 children cannot be vaccinated before school", "1 600 enfants ne peuvent être vaccinés avant la rentrée")}),
    ("2-visafree", "joint", S, 4, None, None, None, None, "n-visafree", "Marenia asks for visa-free travel by 2028",
        "La Marénie demande l’exemption de visa d’ici à 2028", {}),
    ("3-state", "joint", T, 1, None, None, None, None, "head", "Where the roadmap stands in May", "État de la feuille de route en mai", {}),
    ("3-reply", "joint", R, 2, "partner:QM", "2026-07-15", OPEN, None, "a5.1.2", "Marenia sends its draft of the rules for identification",
        "La Marénie transmet son projet de règles d’identification",
        {"partner": "QM", "hangs": ("liaison officers, case system and the first review of cases", "officiers de liaison, système de gestion et premier examen des dossiers")}),
    ("3-places", "joint", D, 3, "eu", "2026-07-31", OPEN, None, "a2.1.5", "Fix the number of places of the second round",
        "Fixer le nombre de places de la deuxième série",
        {"decides": ("joint committee", "comité mixte"), "hangs": ("the second round and all matching of candidates", "la deuxième série et toutes les mises en relation"), "papers": "doc-paper-places", "important": True}),
    ("3-patrols", "joint", D, 4, "eu", "2026-05-26", DONE, "2026-05-26", "a4.2.3", "Give up joint patrols in coastal waters",
        "Renoncer aux patrouilles communes dans les eaux côtières", {"done": ("action dropped", "action abandonnée")}),
    ("3-radar", "inside", D, 5, "ms:IT", "2026-09-01", OPEN, None, "a4.1.6", "Say by September whether the radar money is committed",
        "Indiquer en septembre si les crédits des radars sont engagés", {"hangs": ("orders take fifteen working days", "la commande prend quinze jours ouvrables")}),
    ("3-close", "joint", C, 6, None, None, None, None, "head", "Both sides confirm the roadmap and meet again in the autumn",
        "Les deux parties confirment la feuille de route et se reverront à l’automne", {}),
    ("4-state", "joint", A, 1, "eu", None, OPEN, None, "head", "Where the roadmap stands", "État de la feuille de route",
        {"minutes": 40, "presents": ("joint secretariat", "secrétariat conjoint"), "papers": "doc-paper-review"}),
    ("4-identify", "joint", A, 2, "partner:QM", None, OPEN, None, "a5.1.2 o5.1", "Identification and readmission",
        "Identification et réadmission", {"minutes": 50, "presents": ("Interior Ministry of Marenia", "ministère de l’intérieur de la Marénie")}),
    ("4-places", "joint", A, 3, "eu", None, OPEN, None, "a2.1.5 o2.1", "Second round of talent places", "Deuxième série de places pour les talents",
        {"minutes": 50, "presents": ("Commission", "Commission"), "papers": "doc-paper-places"}),
    ("4-vessels", "joint", A, 4, "eu", None, OPEN, None, "a4.1.2 a4.1.4", "Rescue at sea", "Sauvetage en mer",
        {"minutes": 30, "presents": ("Commission", "Commission")}),
    ("4-offer", "eu", D, 5, "eu", "2026-10-15", OPEN, None, "a6.2", "Whether to offer lower visa fees", "Offrir ou non une baisse des droits de visa",
        {"decides": ("Commission and Presidency", "Commission et présidence"), "hangs": ("what can be asked for identification", "ce qui peut être demandé pour l’identification")}),
    ("4-other", "joint", O, 6, "partner:QM", None, OPEN, None, "n-fuel", "Fuel and upkeep of the vessels after 2027",
        "Carburant et entretien des navires après 2027", {"minutes": 15, "presents": ("Government of Marenia", "Gouvernement de la Marénie")}),
)  # fmt: skip


def put_meetings(draft: Draft) -> None:
    """The series and its five meetings, whose days are public, and their items, which are not."""
    known_to_all = AUDIENCES["open"]
    series = Series(
        title=both("EU-Marenia joint committee", "Comité mixte UE-Marénie"),
        rhythm_days=122,
        rhythm_words=both("every four months", "tous les quatre mois"),
        partners=(Partner(country="QM"),),
        form=MeetingForm.IN_PERSON,
        level=MeetingLevel.SENIOR_OFFICIALS,
    )
    draft.put("series", series, under="head", audience=known_to_all)
    for (nth, when, form, place, minutes), (en, fr) in zip(MEETINGS, ORDINALS, strict=True):
        meeting = Meeting(
            title=both(f"{en} EU-Marenia joint committee", f"{fr} comité mixte UE-Marénie"),
            formations=FORMATIONS,
            chairs=CHAIRS,
            level=MeetingLevel.SENIOR_OFFICIALS,
            form=form,
            place=both(*place) if place else Missing.NOT_APPLICABLE,
            first_day=day(when),
            frame=both("EU-Marenia Partnership Declaration", "Déclaration de partenariat UE-Marénie"),
            informal=False,
            minutes=minutes,
        )
        draft.put(f"m{nth}", meeting, under="series", audience=known_to_all, number=str(nth))
    for row in ITEMS:
        key, readers = row[0], row[1]
        draft.put(
            f"i-{key}",
            _item(draft, row),
            under=f"m{key[0]}",
            audience=AUDIENCES[readers],
            number=f"{key[0]}.{row[3]}",
        )


def _item(draft: Draft, row: tuple[Any, ...]) -> Item:
    _, _, kind, rank, who, due, state, closed, about, en, fr, more = row
    return Item(
        item=kind,
        title=both(en, fr),
        rank=rank,
        minutes=more.get("minutes"),
        presents=_words(more, "presents"),
        about=draft.ids(about),
        hangs_on_it=_words(more, "hangs"),
        decides=_words(more, "decides"),
        owner=Principal(who) if who else Missing.NOT_STATED,
        due=on(due) if due else Missing.NOT_STATED,
        state=state or Missing.NOT_APPLICABLE,
        was_done=both(*more["done"]) if "done" in more else None,
        closed_on=day(closed) if closed else None,
        important=more.get("important", False),
        confirmed_by=Principal(more["confirmed"]) if "confirmed" in more else None,
        papers=draft.ids(more.get("papers", "")),
        partner=more.get("partner"),
    )


def _words(more: dict[str, Any], name: str) -> Text | Missing:
    return both(*more[name]) if name in more else Missing.NOT_STATED
