"""Marenia, invented for training: its head, pillars, objectives, wider relations and documents.

Nothing here speaks of a real country beyond the part that the EU and its Member States play in the story.
"""

from __future__ import annotations

from typing import Final

from tools.make_samples.drafting import Draft, audience, both, by, day, million, on, since, within
from waypost.core.roadmap.bodies import Document, Objective, Pillar, Relation, Roadmap
from waypost.core.roadmap.records import Need, Partner
from waypost.core.roadmap.vocabulary import Domain, RelationKind, RoadmapState, Role
from waypost.core.values import EU, Missing, Source, Text

MEMBER_STATES: Final = (
    ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"]
)  # fmt: skip
_ALL_MS: Final = tuple(f"ms:{code}" for code in MEMBER_STATES)

OPEN: Final = audience("public")
JOINT: Final = audience("eu", *_ALL_MS, "partner:QM")
INSIDE: Final = audience("eu", *_ALL_MS)
EU_ONLY: Final = audience("eu")
BANK: Final = "org:Development Bank of Marenia"
WITH_BANK: Final = JOINT | {BANK}
ITALY: Final = audience("ms:IT")
PARTNER: Final = audience("partner:QM")
AUDIENCES: Final = {
    "open": OPEN, "joint": JOINT, "inside": INSIDE, "eu": EU_ONLY, "bank": WITH_BANK, "it": ITALY, "qm": PARTNER,
    "ngo": audience("eu", "partner:QM", "org:Ombuds office of Marenia"),
}  # fmt: skip

INVENTED: Final = Source(
    publisher="Joint secretariat of the partnership (invented)",
    title="Working table of the partnership, training data",
    day=day("2026-09-15"),
)

# key, domain, English, French
PILLARS: Final = (
    ("1", Domain.DEVELOPMENT, "Work and root causes", "Emploi et causes profondes"),
    ("2", Domain.LEGAL_MIGRATION, "Talent, study and lawful travel", "Talents, études et voyages réguliers"),
    ("3", Domain.PROTECTION, "Protection and asylum", "Protection et asile"),
    ("4", Domain.IRREGULAR_MIGRATION, "Sea, borders and smuggling", "Mer, frontières et trafic de migrants"),
    ("5", Domain.RETURN, "Return, readmission and a new start", "Retour, réadmission et nouveau départ"),
    ("6", None, "Steering the partnership", "Pilotage du partenariat"),
)  # fmt: skip

# key, rank, lapses, need in millions (None: not counted yet), how it was counted, English, French
OBJECTIVES: Final = (
    ("1.1", 3, "2028-06-30", "48", ("1,200 apprenticeships and 300 firms at the unit costs of 2025",
        "1 200 contrats d’apprentissage et 300 entreprises, aux coûts unitaires de 2025"),
        "Young people in Tarrisk find work at home",
        "Les jeunes de Tarrisk trouvent du travail sur place"),
    ("1.2", 7, "2027-12-31", "4", ("offer of three operators", "offre de trois opérateurs"),
        "Sending money home costs less", "Envoyer de l’argent au pays coûte moins cher"),
    ("2.1", 2, "2028-06-30", "22", ("800 courses and 400 files at the cost of the pilot",
        "800 formations et 400 dossiers, au coût du projet pilote"),
        "Skilled workers move by a lawful and quick way",
        "Les travailleurs qualifiés circulent par une voie légale et rapide"),
    ("2.2", 8, "2027-12-31", "6", ("150 scholarships and a recognition office", "150 bourses et un bureau de reconnaissance"),
        "Students and researchers come and go", "Étudiants et chercheurs vont et viennent"),
    ("3.1", 5, "2028-06-30", "18", ("staff plan of the asylum office", "plan des effectifs de l’office de l’asile"),
        "Marenia decides asylum claims fairly and in time",
        "La Marénie statue sur les demandes d’asile équitablement et à temps"),
    ("3.2", 6, "2027-12-31", None, None,
        "Refugees in Port Ansa have school and health care",
        "Les réfugiés de Port Ansa ont accès à l’école et aux soins"),
    ("4.1", 1, "2028-06-30", "36", ("fleet study of March 2025", "étude de la flotte de mars 2025"),
        "Fewer people risk the crossing, and those in distress are rescued",
        "Moins de personnes risquent la traversée et celles en détresse sont secourues"),
    ("4.2", 9, "2027-12-31", "9", ("joint cost estimate of both ministries", "estimation conjointe des deux ministères"),
        "Smuggling networks come before the courts", "Les réseaux de passeurs sont jugés"),
    ("5.1", 4, "2028-06-30", "7", ("offer for the case system", "offre pour le système de gestion des dossiers"),
        "Readmission works under agreed rules", "La réadmission fonctionne selon des règles convenues"),
    ("5.2", 10, "2027-12-31", "15", ("600 returnees at 25,000 euro each", "600 personnes de retour, à 25 000 euros chacune"),
        "People who return can stay and live on their work",
        "Les personnes de retour restent et vivent de leur travail"),
    ("6.1", 11, None, None, None,
        "Both sides know each quarter where the partnership stands",
        "Chaque trimestre, les deux parties savent où en est le partenariat"),
)  # fmt: skip

# key, kind, framework, since, English, French, state in English, in French
RELATIONS: Final = (
    ("declaration", RelationKind.PARTNERSHIP, None, on("2025-06-12"),
        "EU-Marenia Partnership Declaration", "Déclaration de partenariat UE-Marénie",
        "in force, not legally binding", "en vigueur, non contraignante"),
    ("readmission", RelationKind.READMISSION, "EURA", on("2026-03-05"),
        "Readmission agreement", "Accord de réadmission",
        "under negotiation, two rounds held", "en négociation, deux sessions tenues"),
    ("talent", RelationKind.MOBILITY, "TP", since("from 1 July 2025", "2025-07-01"),
        "Talent Partnership", "Partenariat destiné à attirer les talents",
        "in operation, first places filled", "opérationnel, premières places pourvues"),
    ("visa", RelationKind.VISA, None, on("2024-11-04"),
        "Visa facilitation for holders of service passports", "Facilitation des visas pour passeports de service",
        "in force; an extension to researchers is being studied",
        "en vigueur ; une extension aux chercheurs est à l’étude"),
    ("trade", RelationKind.TRADE, "GSP", since("since 2019", "2019-01-01"),
        "Tariff preferences for fish and textiles", "Préférences tarifaires pour le poisson et le textile",
        "in force, quota for canned fish used to 82 %", "en vigueur, contingent de conserves utilisé à 82 %"),
    ("mfa", RelationKind.MACRO_FINANCIAL, "MFA", on("2026-07-08"),
        "Macro-financial assistance", "Assistance macrofinancière",
        "proposed, waits for a programme with the lenders", "proposée, dans l’attente d’un programme avec les bailleurs"),
)  # fmt: skip

# key, audience, number, revision, day, marking, issuer, addressee, title, subject
DOCUMENTS: Final = (
    ("cover", "inside", "QM 11/26", "REV 2", "2026-09-15", both("LIMITE", "LIMITE"),
        both("Joint secretariat, EU side", "Secrétariat conjoint, partie UE"), both("Delegations", "Délégations"),
        both("Roadmap of the EU-Marenia partnership, working version",
             "Feuille de route du partenariat UE-Marénie, version de travail"),
        both("Preparation of the fourth joint committee", "Préparation du quatrième comité mixte")),
    ("joint", "open", "QM-EU 3/25", "INIT", "2025-06-12", both("public", "public"),
        both("Both sides", "Les deux parties"), both("The public", "Le public"),
        both("EU-Marenia Partnership Declaration and joint roadmap",
             "Déclaration de partenariat UE-Marénie et feuille de route commune"),
        both("Joint text of 12 June 2025", "Texte commun du 12 juin 2025")),
    ("paper-places", "joint", "QM-EU 7/26", "INIT", "2026-05-18", both("for the joint committee", "pour le comité mixte"),
        both("Joint secretariat", "Secrétariat conjoint"), both("Joint committee", "Comité mixte"),
        both("Second round of talent places: three options",
             "Deuxième série de places pour les talents : trois options"),
        both("Decision 3 of the third joint committee", "Décision 3 du troisième comité mixte")),
    ("paper-review", "joint", "QM-EU 9/26", "INIT", "2026-09-11", both("for the joint committee", "pour le comité mixte"),
        both("Joint secretariat", "Secrétariat conjoint"), both("Joint committee", "Comité mixte"),
        both("Where the partnership stands in September 2026", "État du partenariat en septembre 2026"),
        both("Fourth joint committee", "Quatrième comité mixte")),
)  # fmt: skip


def put_frame(draft: Draft) -> None:
    """Head, pillars, objectives, relations and documents of Marenia."""
    draft.put("head", _head(), under=None, audience=OPEN, sources=(INVENTED,))
    for key, domain, en, fr in PILLARS:
        body = Pillar(title=both(en, fr), domain=domain or Missing.NOT_APPLICABLE)
        draft.put(f"p{key}", body, under="head", audience=OPEN, number=key)
    for row in OBJECTIVES:
        _put_objective(draft, row)
    for key, kind, code, from_when, en, fr, state_en, state_fr in RELATIONS:
        relation = Relation(
            relation=kind,
            title=both(en, fr),
            framework=code,
            partner="QM",
            state=both(state_en, state_fr),
            since=from_when,
        )
        draft.put(f"r-{key}", relation, under="head", audience=OPEN, sources=(INVENTED,))
    for key, readers, number, revision, iso, marking, issuer, addressee, title, subject in DOCUMENTS:
        document = Document(
            title=title,
            document_number=number,
            revision=revision,
            day=day(iso),
            issuer=issuer,
            addressee=addressee,
            subject=subject,
            marking=marking,
            address=Missing.NOT_APPLICABLE,
        )
        draft.put(f"doc-{key}", document, under="head", audience=AUDIENCES[readers])


def _head() -> Roadmap:
    return Roadmap(
        title=both("EU-Marenia migration partnership, roadmap 2025-2028",
                   "Partenariat migratoire UE-Marénie, feuille de route 2025-2028"),
        partners=(Partner(country="QM", roles=(Role.TRANSIT, Role.ORIGIN), routes=("western_african", "western_mediterranean")),),
        frameworks=("PACT", "TP", "TEI"),
        framework_words=(both("EU-Marenia Partnership Declaration of 12 June 2025",
                              "Déclaration de partenariat UE-Marénie du 12 juin 2025"),),
        state=RoadmapState.IN_FORCE,
        in_force=within("1 July 2025 to 30 June 2028", "2025-07-01", "2028-06-30"),
        owner=EU,
        training=True,
    )  # fmt: skip


def _put_objective(
    draft: Draft,
    row: tuple[str, int, str | None, str | None, tuple[str, str] | None, str, str],
) -> None:
    key, rank, lapses, need, method, en, fr = row
    if need is not None and method is not None:
        needs: tuple[Need, ...] = (Need(amount=million(need), method=both(*method), source=INVENTED),)
    elif lapses is not None:
        needs = (Need(amount=Missing.UNKNOWN, method=_not_counted()),)
    else:
        needs = ()
    body = Objective(
        title=both(en, fr),
        rank=rank,
        lapses=day(lapses) if lapses else Missing.NOT_STATED,
        needs=needs,
    )
    draft.put(f"o{key}", body, under=f"p{key[0]}", audience=OPEN, number=key)


def _not_counted() -> Text:
    return both("the count of refugees in Port Ansa has not been finished",
                "le recensement des réfugiés à Port Ansa n’est pas achevé")  # fmt: skip


TARGET_END: Final = by("by end of 2027", "2027-12-31")
