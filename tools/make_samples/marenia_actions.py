"""Marenia, invented for training: what is to be done, by whom and by when.

One row an action, in the order of the roadmap; `LATER` holds what few actions have (changes of dates, conditions,
risks). All days are as known on 15 September 2026.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from tools.make_samples.drafting import Draft, both, by, day, on, owner, principals, since, within
from tools.make_samples.marenia_frame import AUDIENCES, BANK, INVENTED
from waypost.core.roadmap.bodies import Action
from waypost.core.roadmap.records import CodeShare, DateChange
from waypost.core.roadmap.vocabulary import ActionState, Nature, Side, Tool
from waypost.core.values import Missing, Principal

PLANNED, RUNNING, HELD = ActionState.PLANNED, ActionState.UNDER_WAY, ActionState.ON_HOLD
DONE, DROPPED = ActionState.DONE, ActionState.DROPPED
Q1_2027 = within("Q1 2027", "2027-01-01", "2027-03-31", "quarter")
AUTUMN = within("autumn 2026", "2026-09-01", "2026-11-30", "season")

# number, audience, owner, side, tool, starts, due, working days, state, began, ended, share done, English, French
ROWS: Final[tuple[tuple[Any, ...], ...]] = (
    ("1.1.1", "open", "ms:DE", "ms", "education", on("2025-10-01"), on("2026-11-30"), 280, RUNNING, "2025-10-01", None, "0.6",
        "Renovate two vocational schools in Tarrisk", "Rénover deux écoles professionnelles à Tarrisk"),
    ("1.1.2", "open", "partner:QM", "partner", "employment", None, on("2026-01-30"), None, DONE, "2025-11-10", "2026-02-26", "1",
        "Adopt the decree on apprenticeships", "Adopter le décret sur l’apprentissage"),
    ("1.1.3", "open", "eu", "eu", "employment", on("2026-03-02"), on("2027-06-30"), 310, RUNNING, "2026-03-09", None, "0.25",
        "Pay apprenticeships for 1,200 young people", "Financer l’apprentissage de 1 200 jeunes"),
    ("1.1.4", "bank", "ms:IT", "ms", "investment", on("2026-06-15"), on("2026-09-11"), 45, PLANNED, None, None, "0",
        "Open a credit line for small firms in the Ombra valley",
        "Ouvrir une ligne de crédit pour les petites entreprises de la vallée de l’Ombra"),
    ("1.1.5", "joint", "partner:QM", "partner", "investment", None, on("2027-01-29"), 60, PLANNED, None, None, "0",
        "Register 300 firms for the credit line", "Inscrire 300 entreprises à la ligne de crédit"),
    ("1.2.1", "open", "partner:QM", "partner", "development cooperation", on("2026-02-02"), on("2026-06-30"), 60, PLANNED, None, None, "0.4",
        "Put the payments act into force", "Mettre en vigueur la loi sur les paiements"),
    ("1.2.2", "joint", "partner:QM", "partner", "development cooperation", None, on("2026-10-30"), 50, PLANNED, None, None, "0",
        "License three operators for transfers by telephone", "Agréer trois opérateurs de transfert par téléphone"),
    ("2.1.1", "open", "eu", "both", "employment", on("2025-10-01"), on("2026-01-30"), 60, DONE, "2025-10-06", "2026-01-22", "1",
        "Agree the list of twelve shortage jobs", "Arrêter la liste de douze métiers en tension"),
    ("2.1.2", "open", "ms:ES", "both", "education", on("2026-03-02"), on("2026-12-18"), 190, RUNNING, "2026-03-02", None, "0.45",
        "Set up the skills passport", "Créer le passeport de compétences"),
    ("2.1.3", "open", "ms:DE", "ms", "education", on("2026-04-13"), on("2027-04-30"), 250, RUNNING, "2026-04-13", None, "0.3",
        "Train 800 welders, nurses and cooks", "Former 800 soudeurs, infirmiers et cuisiniers"),
    ("2.1.4", "open", "ms:DE", "ms", "visa", None, Q1_2027, 70, RUNNING, "2026-04-20", None, "0.15",
        "Issue the first 400 talent visas", "Délivrer les 400 premiers visas « talents »"),
    ("2.1.5", "joint", "eu", "eu", "visa", None, on("2026-09-15"), 30, PLANNED, None, None, "0",
        "Open the second round of talent places", "Ouvrir la deuxième série de places pour les talents"),
    ("2.1.6", "joint", "ms:IT", "ms", "employment", None, on("2027-02-26"), 60, PLANNED, None, None, "0",
        "Match candidates of the second round with employers",
        "Mettre en relation les candidats de la deuxième série et les employeurs"),
    ("2.2.1", "open", "ms:FR", "both", "education", on("2026-01-12"), on("2026-12-15"), 200, RUNNING, "2026-01-19", None, "0.5",
        "Recognise 14 diplomas on both sides", "Reconnaître quatorze diplômes de part et d’autre"),
    ("2.2.2", "open", "ms:FR", "ms", "education", on("2026-02-02"), on("2026-09-30"), 120, DONE, "2026-02-02", "2026-09-04", "1",
        "Give 150 scholarships for the year 2026-2027", "Attribuer 150 bourses pour l’année 2026-2027"),
    ("3.1.1", "open", "partner:QM", "partner", "migration management", on("2025-10-01"), on("2026-03-31"), 110, DONE, "2025-10-15", "2026-05-08", "1",
        "Draft the asylum act", "Rédiger la loi sur l’asile"),
    ("3.1.2", "open", "partner:QM", "partner", "migration management", None, on("2026-07-31"), 50, RUNNING, "2026-05-18", None, "0.5",
        "Adopt the asylum act", "Adopter la loi sur l’asile"),
    ("3.1.3", "joint", "partner:QM", "partner", "migration management", None, on("2026-12-15"), 65, PLANNED, None, None, "0",
        "Open the asylum office in Velmara", "Ouvrir l’office de l’asile à Velmara"),
    ("3.1.4", "joint", "ms:IT", "ms", "migration management", on("2026-06-01"), on("2026-12-11"), 120, RUNNING, "2026-06-08", None, "0.35",
        "Train 40 case officers", "Former 40 agents chargés des demandes"),
    ("3.1.5", "joint", "partner:QM", "partner", "migration management", None, on("2027-07-30"), 110, PLANNED, None, None, "0",
        "Decide the first 500 claims", "Statuer sur les 500 premières demandes"),
    ("3.2.1", "open", "ms:ES", "ms", "humanitarian", on("2026-04-01"), on("2026-10-30"), 140, RUNNING, "2026-04-07", None, "0.8",
        "Put up 40 classrooms in Port Ansa", "Installer 40 salles de classe à Port Ansa"),
    ("3.2.2", "joint", None, "both", "humanitarian", on("2026-05-04"), on("2026-08-31"), 80, PLANNED, None, None, None,
        "Open three health posts", "Ouvrir trois postes de santé"),
    ("3.2.3", "joint", "partner:QM", "partner", "education", None, on("2026-11-20"), 10, PLANNED, None, None, "0",
        "Enrol 1,600 refugee children in school", "Scolariser 1 600 enfants réfugiés"),
    ("3.2.4", "open", "ms:ES", "ms", "resettlement", on("2026-10-05"), within("2027", "2027-01-01", "2027-12-31", "year"), 180, PLANNED, None, None, "0",
        "Resettle 150 refugees", "Réinstaller 150 réfugiés"),
    ("4.1.1", "open", "eu", "both", "security", on("2025-11-03"), on("2026-04-30"), 90, DONE, "2025-11-03", "2026-04-22", "1",
        "Sign the working arrangement on rescue at sea", "Signer l’arrangement de travail sur le sauvetage en mer"),
    ("4.1.2", "joint", "eu", "eu", "security", on("2025-12-01"), on("2026-08-31"), 170, RUNNING, "2025-12-08", None, "0.7",
        "Refit three rescue vessels in Port Ansa", "Remettre en état trois navires de sauvetage à Port Ansa"),
    ("4.1.3", "joint", "ms:IT", "ms", "security", on("2026-09-07"), on("2026-12-18"), 65, RUNNING, "2026-09-14", None, "0.1",
        "Train 120 crew members", "Former 120 membres d’équipage"),
    ("4.1.4", "joint", "ms:ES", "ms", "security", on("2026-07-01"), on("2027-01-29"), 130, PLANNED, None, None, "0.05",
        "Build the rescue centre at Cape Morrow", "Construire le centre de sauvetage du cap Morrow"),
    ("4.1.5", "joint", "partner:QM", "partner", "security", None, on("2027-03-31"), 40, PLANNED, None, None, "0",
        "Keep a rescue watch day and night", "Assurer une veille de sauvetage jour et nuit"),
    ("4.1.6", "inside", "ms:IT", "ms", "security", on("2026-08-03"), on("2026-12-18"), 90, PLANNED, None, None, "0",
        "Set up coastal radar at three sites", "Installer des radars côtiers sur trois sites"),
    ("4.1.7", "open", "eu", "both", "migration management", on("2026-04-01"), AUTUMN, 120, RUNNING, "2026-04-14", None, "0.7",
        "Tell fishing villages about risks and lawful ways", "Informer les villages de pêcheurs des risques et des voies légales"),
    ("4.2.1", "joint", "eu", "both", "security", on("2026-01-12"), on("2026-06-30"), 100, DONE, "2026-01-15", "2026-06-18", "1",
        "Set up a joint investigation team", "Créer une équipe commune d’enquête"),
    ("4.2.2", "open", "partner:QM", "partner", "security", on("2026-05-04"), on("2026-10-15"), 100, RUNNING, "2026-05-11", None, "0.6",
        "Set up a unit of prosecutors against smuggling", "Créer un parquet spécialisé contre le trafic de migrants"),
    ("4.2.3", "joint", "eu", "both", "security", on("2026-06-01"), on("2026-12-18"), 90, DROPPED, None, None, None,
        "Joint patrols in the coastal waters of Marenia", "Patrouilles communes dans les eaux côtières de la Marénie"),
    ("4.2.4", "joint", "eu", "both", "security", None, Q1_2027, 60, PLANNED, None, None, "0",
        "Exchange data on smuggling cases", "Échanger des données sur les affaires de trafic"),
    ("5.1.1", "open", "eu", "both", "return", on("2025-12-01"), on("2026-02-27"), 60, DONE, "2025-12-01", "2026-03-05", "1",
        "Open talks on a readmission agreement", "Ouvrir les négociations d’un accord de réadmission"),
    ("5.1.2", "joint", "eu", "both", "return", on("2026-06-15"), on("2026-08-14"), 40, PLANNED, None, None, "0.2",
        "Agree rules for identification within 30 days", "Convenir de règles d’identification sous 30 jours"),
    ("5.1.3", "joint", "ms:FR", "ms", "return", None, on("2026-12-01"), 30, PLANNED, None, None, "0",
        "Post two liaison officers in Velmara", "Affecter deux officiers de liaison à Velmara"),
    ("5.1.4", "joint", "eu", "eu", "return", None, on("2027-02-26"), 130, RUNNING, "2026-07-06", None, "0.2",
        "Put the case system into operation", "Mettre en service le système de gestion des dossiers"),
    ("5.1.5", "joint", "eu", "both", "return", None, None, 5, PLANNED, None, None, "0",
        "First joint review of cases", "Premier examen conjoint des dossiers"),
    ("5.2.1", "open", "ms:DE", "ms", "return", on("2026-03-02"), on("2026-11-13"), 160, RUNNING, "2026-03-16", None, "0.65",
        "Open advice centres in four towns", "Ouvrir des centres de conseil dans quatre villes"),
    ("5.2.2", "open", "eu", "eu", "return", None, on("2027-12-17"), 230, PLANNED, None, None, "0",
        "Help 600 returnees start a trade", "Aider 600 personnes de retour à démarrer une activité"),
    ("5.2.3", "joint", "partner:QM", "partner", "return", on("2026-05-04"), on("2026-08-31"), 60, HELD, "2026-05-11", None, "0.3",
        "Audit the first reintegration grants", "Auditer les premières subventions de réintégration"),
    ("5.2.4", "joint", "eu", "eu", "return", None, on("2026-12-15"), 45, PLANNED, None, None, "0",
        "Second call for reintegration grants", "Deuxième appel à subventions de réintégration"),
    ("6.1.1", "open", "eu", "both", "diplomacy", on("2026-10-19"), on("2026-12-15"), 35, PLANNED, None, None, "0",
        "Publish the first yearly report", "Publier le premier rapport annuel"),
    ("6.1.2", "open", BANK, "both", "diplomacy", since("from January 2026", "2026-01-01"), None, None, RUNNING, "2026-01-15", None, None,
        "Keep one table of indicators, up to date each quarter", "Tenir un tableau unique d’indicateurs, à jour chaque trimestre"),
    ("6.1.3", "open", "org:Ombuds office of Marenia", "partner", "diplomacy", on("2026-03-02"), on("2026-09-01"), 110, DONE, "2026-03-02", "2026-08-27", "1",
        "Open a route for complaints", "Ouvrir une voie de recours"),
    ("6.2", "eu", "eu", "eu", "visa", on("2026-09-01"), by("by the end of November 2026", "2026-11-30"), 40, RUNNING, "2026-09-01", None, "0.1",
        "Prepare an offer on visa fees", "Préparer une offre sur les droits de visa"),
    ("6.3", "it", "ms:IT", "ms", "employment", on("2026-09-01"), on("2026-11-20"), 40, RUNNING, "2026-09-01", None, "0.2",
        "Clear the quota of seasonal workers between ministries", "Arbitrer entre ministères le contingent de travailleurs saisonniers"),
)  # fmt: skip


def _moved(field: str, at: str, old: str, new: str, en: str | None = None, fr: str | None = None) -> DateChange:
    reason = both(en, fr) if en and fr else Missing.NOT_STATED
    return DateChange(at=day(at), field=field, old=on(old), new=on(new), reason=reason, source=INVENTED)


_PROJECTS = [
    "1.1.1",
    "1.1.3",
    "1.1.4",
    "2.1.2",
    "2.1.3",
    "3.1.4",
    "3.2.1",
    "3.2.2",
    "4.1.2",
    "4.1.3",
    "4.1.4",
    "4.1.6",
    "4.1.7",
    "5.1.4",
    "5.2.1",
    "5.2.2",
    "5.2.4",
]

LATER: Final[dict[str, dict[str, Any]]] = {
    "1.1.1": {"changes": (_moved("due", "2026-04-28", "2026-08-31", "2026-11-30", "the roof of the second school had to be replaced",
        "la toiture de la seconde école a dû être remplacée"),), "contributors": "partner:QM"},
    "1.1.3": {"contributors": "ms:DE, partner:QM", "codes": (CodeShare(vocabulary="dac", code="16020"),)},
    "1.1.4": {"changes": (_moved("due", "2026-03-17", "2026-05-29", "2026-09-11"),),
        "delay": ("the Italian share has been announced but not committed", "la part italienne est annoncée mais non engagée")},
    "1.2.1": {"condition": ("once parliament has adopted the payments act", "une fois la loi sur les paiements adoptée par le parlement"),
        "delay": ("parliament has put off the vote twice", "le parlement a reporté le vote deux fois")},
    "2.1.2": {"contributors": "eu, partner:QM", "codes": (CodeShare(vocabulary="gcm", code="18"),)},
    "2.1.4": {"contributors": "ms:IT, ms:FR, ms:ES", "changes": (_moved("due", "2026-05-11", "2026-12-18", "2027-03-31",
        "the consulates got the new forms three months late", "les consulats ont reçu les nouveaux formulaires avec trois mois de retard"),)},
    "2.1.5": {"answers": "n-seasonal", "delay": ("the joint committee has not decided how many places", "le comité mixte n’a pas fixé le nombre de places")},
    "2.2.1": {"answers": "n-diplomas", "codes": (CodeShare(vocabulary="gcm", code="18"),)},
    "2.2.2": {"answers": "n-students", "checked_by": "org:Students’ union of Marenia"},
    "3.1.1": {"changes": (_moved("due", "2025-12-09", "2025-12-19", "2026-03-31", "two ministries asked for a second consultation",
        "deux ministères ont demandé une seconde consultation"),), "answers": "n-asylum", "checked_by": "eu"},
    "3.1.2": {"answers": "n-asylum", "delay": ("the committee of parliament sat six weeks later than planned",
        "la commission parlementaire s’est réunie six semaines plus tard que prévu")},
    "3.1.3": {"risk_to_people": True},
    "3.1.5": {"risk_to_people": True},
    "3.2.1": {"answers": "n-school", "contributors": "partner:QM"},
    "3.2.2": {"answers": "n-school", "place": ("Port Ansa", "Port Ansa")},
    "3.2.4": {"risk_to_people": True},
    "4.1.2": {"changes": (_moved("due", "2026-04-14", "2026-05-29", "2026-08-31", "two engines came from the maker in the wrong size",
        "le constructeur a livré deux moteurs de la mauvaise taille"),), "answers": "n-vessels", "risk_to_people": True,
        "place": ("Port Ansa", "Port Ansa"),
        "delay": ("the third hull is worse than the survey had found", "la troisième coque est en plus mauvais état que prévu")},
    "4.1.4": {"place": ("Cape Morrow", "Cap Morrow"), "changes": (_moved("starts", "2026-06-02", "2026-06-01", "2026-07-01",
        "the soil had to be tested again", "le sol a dû être testé de nouveau"),),
        "delay": ("the contract is not signed: the port authority has not given its consent",
            "le contrat n’est pas signé : l’autorité portuaire n’a pas donné son accord")},
    "4.1.6": {"risk_to_people": True},
    "4.1.7": {"contributors": "org:Fishers’ cooperative of Port Ansa"},
    "4.2.4": {"risk_to_people": True, "condition": ("a data protection arrangement is in place", "un arrangement sur la protection des données est en place")},
    "5.1.1": {"changes": (_moved("due", "2026-02-24", "2026-02-27", "2026-03-06", "the Marenian delegation asked for one more week",
        "la délégation marénienne a demandé une semaine de plus"),)},
    "5.1.2": {"answers": "n-identify", "risk_to_people": True},
    "5.1.4": {"not_before": "2026-07-01"},
    "5.2.2": {"codes": (CodeShare(vocabulary="dac", code="15190", share=Decimal("0.6")), CodeShare(vocabulary="dac", code="11330", share=Decimal("0.4")))},
    "5.2.3": {"delay": ("the audit office stopped the work when two files went missing", "la cour des comptes a suspendu les travaux après la disparition de deux dossiers")},
    "5.2.4": {"contributors": "ms:DE"},
    "6.1.3": {"checked_by": "eu", "codes": (CodeShare(vocabulary="gcm", code="17"),)},
}  # fmt: skip

RISK_NOT_SAID: Final = frozenset({"2.1.2", "4.1.7", "5.1.4"})
"""Actions that nobody has yet looked at for risks to people."""

NOTES: Final = {
    "4.2.3": both("Dropped on 26 May 2026: Marenia refuses foreign patrols inside its coastal waters.",
                  "Abandonnée le 26 mai 2026 : la Marénie refuse les patrouilles étrangères dans ses eaux côtières."),
    "3.2.2": both("Three owners were asked; none has accepted.", "Trois responsables ont été sollicités ; aucun n’a accepté."),
}  # fmt: skip


def put_actions(draft: Draft) -> None:
    """Every action of Marenia."""
    for row in ROWS:
        number, readers = row[0], row[1]
        under = f"o{number[:3]}" if number.count(".") == 2 else f"p{number[0]}"
        draft.put(
            f"a{number}",
            _action(draft, row),
            under=under,
            audience=AUDIENCES[readers],
            number=number,
            note=NOTES.get(number),
        )


def _action(draft: Draft, row: tuple[Any, ...]) -> Action:
    number, _, who, side, tool, starts, due, length, state, began, ended, done, en, fr = row
    more = LATER.get(number, {})
    body = Action(
        title=both(en, fr),
        owner=owner(who),
        contributors=principals(more.get("contributors", "")),
        side=Side(side),
        tool=Tool(tool),
        nature=Nature.PROJECT if number in _PROJECTS else Nature.POLICY,
        starts=starts or Missing.NOT_STATED,
        due=due or Missing.NOT_STATED,
        length=length,
        state=state,
        began=day(began) if began else None,
        ended=day(ended) if ended else None,
        done=Missing.NOT_REPORTED if done is None else Decimal(done),
        risk_to_people=None if number in RISK_NOT_SAID else False,
    )
    return replace(body, **_more(draft, more))


def _more(draft: Draft, more: dict[str, Any]) -> dict[str, Any]:
    """The fields that few actions have."""
    found: dict[str, Any] = {name: more[name] for name in ("changes", "codes", "risk_to_people") if name in more}
    found |= {name: both(*more[name]) for name in ("condition", "place") if name in more}
    if "delay" in more:
        found["delay_reason"] = both(*more["delay"])
    if "answers" in more:
        found["answers"] = draft.ids(more["answers"])
    if "checked_by" in more:
        found["checked_by"] = Principal(more["checked_by"])
    if "not_before" in more:
        found["not_before"] = day(more["not_before"])
    return found
