"""Marenia, invented for training: what waits for what, sixty times, each with its reason.

A link is seen by those who see both of its ends. `i-` is an item of a meeting, `c-` a contribution.
"""

from __future__ import annotations

from typing import Final

from tools.make_samples.drafting import Draft, both
from waypost.core.roadmap.audience import is_within
from waypost.core.roadmap.bodies import Link
from waypost.core.roadmap.elements import Audience
from waypost.core.roadmap.vocabulary import LinkKind

# waits for, who waits, kind (fs, ss), lag in working days, English, French
ROWS: Final = (
    ("1.1.2", "1.1.3", "fs", 0, "no contract without the decree", "pas de contrat sans le décret"),
    ("1.1.1", "1.1.3", "ss", 60, "the first classes use the old rooms", "les premières classes utilisent les anciennes salles"),
    ("c-it-credit", "1.1.4", "fs", 0, "the Italian share must be committed first", "la part italienne doit d’abord être engagée"),
    ("1.1.4", "1.1.5", "fs", 10, "firms register once the line is open", "les entreprises s’inscrivent une fois la ligne ouverte"),
    ("c-bank-loan", "1.1.4", "fs", 0, "the bank lends on the same terms", "la banque prête aux mêmes conditions"),
    ("c-eu-tarrisk", "1.1.3", "ss", 0, "wages are paid from this grant", "les salaires sont payés sur cette subvention"),
    ("1.2.1", "1.2.2", "fs", 5, "a licence rests on the act", "l’agrément se fonde sur la loi"),
    ("2.2.2", "6.1.1", "fs", 0, "the report counts the scholarships", "le rapport compte les bourses"),
    ("2.1.1", "2.1.3", "fs", 20, "courses follow the list of jobs", "les formations suivent la liste des métiers"),
    ("2.1.1", "2.1.2", "fs", 10, "the passport describes these jobs", "le passeport décrit ces métiers"),
    ("2.1.2", "2.1.4", "ss", 30, "a visa is given on the passport of skills", "le visa est délivré au vu du passeport de compétences"),
    ("2.1.3", "2.1.4", "ss", 5, "the first group applies after its first course", "le premier groupe dépose après sa première formation"),
    ("c-de-visas", "2.1.4", "ss", 0, "places must be offered before they are filled", "les places doivent être offertes avant d’être pourvues"),
    ("i-3-places", "2.1.5", "fs", 5, "the joint committee decides how many places", "le comité mixte fixe le nombre de places"),
    ("2.1.4", "2.1.5", "ss", 60, "the second round learns from the first", "la deuxième série tire les leçons de la première"),
    ("2.1.5", "2.1.6", "fs", 15, "candidates are known when the round is open", "les candidats sont connus à l’ouverture de la série"),
    ("2.2.1", "2.1.6", "fs", 0, "employers ask for recognised diplomas", "les employeurs demandent des diplômes reconnus"),
    ("2.1.1", "2.2.1", "ss", 40, "the diplomas are those of the listed jobs", "les diplômes sont ceux des métiers retenus"),
    ("2.2.1", "2.2.2", "ss", 0, "scholars need an equivalence", "les boursiers ont besoin d’une équivalence"),
    ("c-fr-scholar", "2.2.2", "fs", 0, "no scholarship without money", "pas de bourse sans crédits"),
    ("3.1.1", "3.1.2", "fs", 5, "parliament votes on the draft", "le parlement vote sur le projet"),
    ("3.1.2", "3.1.3", "fs", 20, "the act founds the office", "la loi crée l’office"),
    ("c-eu-asylum", "3.1.3", "fs", 0, "the lease is paid from this contract", "le bail est payé sur ce contrat"),
    ("3.1.1", "3.1.4", "fs", 10, "the course follows the draft", "la formation suit le projet de loi"),
    ("3.1.4", "3.1.5", "fs", 0, "claims need trained officers", "il faut des agents formés pour statuer"),
    ("3.1.3", "3.1.5", "fs", 0, "claims are heard in the office", "les demandeurs sont entendus à l’office"),
    ("3.1.5", "3.2.4", "ss", 20, "the office names who is resettled", "l’office désigne les personnes à réinstaller"),
    ("3.2.1", "3.2.3", "fs", 5, "no place without a room", "pas d’élève sans salle"),
    ("3.2.2", "3.2.3", "ss", 0, "children are vaccinated before they enrol", "les enfants sont vaccinés avant l’inscription"),
    ("c-es-rooms", "3.2.1", "ss", 0, "the rooms come from Spain", "les salles viennent d’Espagne"),
    ("c-eu-ansa", "3.2.2", "ss", 0, "staff of the first year is paid from it", "elle paie le personnel de la première année"),
    ("4.1.1", "4.1.2", "ss", 0, "the arrangement says what the vessels are for", "l’arrangement définit l’emploi des navires"),
    ("4.1.1", "4.1.3", "fs", 20, "the course teaches the arrangement", "la formation porte sur l’arrangement"),
    ("4.1.2", "4.1.3", "fs", 5, "crews train on the refitted vessels", "les équipages s’exercent sur les navires remis en état"),
    ("c-eu-coast", "4.1.2", "ss", 0, "the yard is paid from this grant", "le chantier est payé sur cette subvention"),
    ("c-es-centre", "4.1.4", "fs", 10, "building starts when the contract is signed", "les travaux commencent à la signature du contrat"),
    ("4.1.1", "4.1.4", "fs", 0, "the arrangement names the place", "l’arrangement désigne le site"),
    ("4.1.4", "4.1.5", "fs", 5, "the watch sits in the centre", "la veille est installée dans le centre"),
    ("4.1.3", "4.1.5", "fs", 0, "the watch needs trained crews", "la veille exige des équipages formés"),
    ("c-it-radar", "4.1.6", "fs", 15, "the sets are ordered once the money is committed", "le matériel est commandé une fois les crédits engagés"),
    ("4.1.6", "4.1.5", "ss", 40, "the watch uses the first radar", "la veille utilise le premier radar"),
    ("4.1.1", "4.1.7", "ss", 60, "the campaign explains the arrangement", "la campagne explique l’arrangement"),
    ("4.2.1", "4.2.2", "ss", 40, "the unit takes over the first cases", "le parquet reprend les premières affaires"),
    ("4.2.2", "4.2.4", "fs", 10, "prosecutors must ask for the data", "les procureurs doivent demander les données"),
    ("4.2.1", "4.2.4", "fs", 0, "the team owns the cases", "l’équipe est saisie des affaires"),
    ("4.1.1", "4.2.3", "fs", 0, "patrols rest on the arrangement", "les patrouilles se fondent sur l’arrangement"),
    ("5.1.1", "5.1.2", "fs", 20, "the rules are part of the talks", "les règles font partie des négociations"),
    ("i-3-reply", "5.1.2", "fs", 10, "the Marenian draft of the rules is missing", "le projet de règles de la Marénie n’est pas parvenu"),
    ("5.1.2", "5.1.3", "fs", 20, "officers are posted under the rules", "les officiers sont affectés en application des règles"),
    ("5.1.2", "5.1.4", "ss", 20, "the system follows the rules", "le système applique les règles"),
    ("c-eu-cases", "5.1.4", "ss", 0, "the maker is paid from this contract", "le prestataire est payé sur ce contrat"),
    ("5.1.4", "5.1.5", "fs", 20, "the review reads the system", "l’examen s’appuie sur le système"),
    ("5.1.3", "5.1.5", "fs", 0, "officers prepare the files", "les officiers préparent les dossiers"),
    ("5.1.5", "5.2.2", "ss", 0, "numbers become known at the review", "les effectifs sont connus à l’examen"),
    ("5.2.1", "5.2.2", "fs", 10, "the centres receive the returnees", "les centres accueillent les personnes de retour"),
    ("5.2.3", "5.2.4", "fs", 10, "no second call before the audit", "pas de deuxième appel avant l’audit"),
    ("5.2.4", "5.2.2", "ss", 20, "part of the help comes from the second call", "une partie de l’aide vient du deuxième appel"),
    ("6.1.2", "6.1.1", "ss", 60, "the report reads the table", "le rapport s’appuie sur le tableau"),
    ("6.1.3", "6.1.1", "fs", 10, "the report counts complaints", "le rapport compte les plaintes"),
    ("5.1.1", "6.2", "fs", 40, "the offer rests on the talks", "l’offre s’appuie sur les négociations"),
)  # fmt: skip

KINDS: Final = {"fs": LinkKind.FINISH_START, "ss": LinkKind.START_START}


def put_links(draft: Draft) -> None:
    """Every link, seen by those who see both of its ends."""
    for first, second, kind, lag, en, fr in ROWS:
        ends = [draft.elements[_key(one)] for one in (first, second)]
        body = Link(waits_for=ends[0].id, to=ends[1].id, link=KINDS[kind], lag=lag, reason=both(en, fr))
        draft.put(
            f"l-{first}-{second}",
            body,
            under="head",
            audience=_common(ends[0].audience, ends[1].audience),
        )


def _key(name: str) -> str:
    return name if name[1] == "-" else f"a{name}"


def _common(one: Audience, other: Audience) -> Audience:
    """Who sees both: the narrower one of two audiences of which one lies inside the other."""
    if is_within(one, other):
        return one
    return other if is_within(other, one) else one & other
