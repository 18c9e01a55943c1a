"""What the columns of other people's tables are called, in English and French, and what of ours each one is.

Source: domain 1.1 to 1.8, the shapes of working documents; the words are those of published tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from waypost.core.roadmap.kinds import KINDS
from waypost.core.say import say
from waypost.words.typed.desk import fold
from waypost.words.wording import wording

LEFT_OUT: Final = "-"
KIND_OF_TABLE: Final = ("action", "contribution", "indicator", "meeting")
"""Kinds that a table of one row each may hold, the most usual first."""

_ANY: Final = {
    "number": "no|no.|nr|n°|#|number|numéro|ref|reference|référence|point|item no",
    "note": "remarks|remark|comments|comment|notes|observations|remarques|commentaires|deliverable"
    "|deliverables|livrable",
}
_OF_KIND: Final = {
    "action": {
        "title": "action|actions|measure|measures|activity|activities|commitment|commitments|initiative|task"
        "|mesure|mesures|activité|activités|engagement|engagements|tâche|priority action|priority actions"
        "|action and progress|actions and progress|action et progrès|measures taken",
        "owner": "owner|lead|lead actor|responsible|responsibility|who|by whom|actor|actors|in charge"
        "|responsable|chef de file|pilote|acteur|acteurs|qui|lead service",
        "contributors": "contributors|participants|other actors|supporting|support|contributeurs|autres acteurs",
        "due": "deadline|due|due date|date|dates|timeline|timeframe|time frame|target date|by when|when|timing"
        "|échéance|délai|calendrier|quand|date limite",
        "starts": "start|starts|start date|begins|from|début|date de début|commence",
        "state": "status|state|stage|état|statut|avancement|état d'avancement",
        "state of play": "state of play|progress|achievements|progress in the period|implementation|done|results so far"
        "|état des lieux|progrès|réalisations|mise en œuvre|état de la situation",
        "state of play of eu": "done by commission and agencies|commission and agencies|done by the eu|eu action"
        "|réalisé par la commission et les agences|commission et agences",
        "state of play of ms:*": "done by member states|member states|réalisé par les états membres|états membres",
        "next steps": "next steps|next step|follow-up|follow up|way forward|prochaines étapes|suites|suite à donner",
        "pillar": "pillar|area|policy area|policy areas|thematic area|strand|theme|pilier|domaine|axe|volet|thème"
        "|region|région|process|dialogue|processus",
        "objective": "objective|objectives|expected result|result|aim|objectif|objectifs|résultat attendu",
        "place": "place|location|country|lieu|pays",
        "condition": "condition|conditions|subject to|sous réserve",
        "commitment of partner": "partner commitments|commitments by the partner|commitments of the partner"
        "|partner country commitments|engagements du partenaire|engagements du pays partenaire",
        "commitment of eu": "eu commitments|commitments by the eu|commitments of the eu|engagements de l'ue"
        "|engagements de l'union européenne|european union commitments",
    },
    "contribution": {
        "title": "contribution|project|programme|program|projet|window|fund|fonds",
        "donors": "donor|donors|contributor|member state|donateur|donateurs|bailleur|bailleurs|état membre",
        "form": "form|type|forme",
        "period": "period|duration|years|période|durée",
        "step announced": "announced|pledged|pledge|annoncé|promis",
        "step committed": "committed|certified|certified contribution|commitment|engagé|certifié",
        "step contracted": "contracted|contracté|sous contrat",
        "step disbursed": "disbursed|paid|décaissé|versé|payé",
        "step received": "received|money received|reçu",
    },
    "indicator": {
        "title": "indicator|indicators|indicateur|indicateurs",
        "definition": "definition|définition",
        "baseline": "baseline|base|valeur de départ|valeur de référence",
        "target": "target|cible",
        "target_due": "target date|deadline|échéance",
        "unit": "unit|unité",
    },
    "meeting": {
        "title": "meeting|visit|contact|mission|event|trip|réunion|visite|déplacement|événement",
        "first_day": "date|day|when|jour|quand",
        "place": "place|location|lieu|venue",
        "frame": "framework|format|cadre",
    },
}
_MILLIONS: Final = re.compile(r"\b(millions?|mio|m€|€m|meur|eur ?m)\b", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"\b(thousands?|milliers|k€|keur)\b", re.IGNORECASE)
_SAID_APART: Final = re.compile(r"[(\[].*?[)\]]|[:;*]|\d+$")


def plain_head(head: str) -> str:
    """A head as it is compared: without what stands in brackets, without marks."""
    return fold(_SAID_APART.sub(" ", head)).strip(" .,-–/")


@cache
def targets(kind: str) -> Mapping[str, str]:
    """By head, what of ours a column of a table of that kind is: our own labels, then the words of others."""
    found: dict[str, str] = {}
    for language in ("en", "fr"):
        for name in (*(one.name for one in KINDS[kind].fields), "number", "parent", "note"):
            found.setdefault(plain_head(wording(language).plain(say(f"field.{kind}.{name}"))), name)
    for target, words in {**_ANY, **_OF_KIND[kind]}.items():
        for one in words.split("|"):
            found[plain_head(one)] = target
    return found


@lru_cache(maxsize=4096)
def target_of(head: str, kind: str) -> str | None:
    """What of ours a head means: said exactly, else the known words that it holds first, the longest of them."""
    known, words = targets(kind), plain_head(head)
    if not words:
        return None
    if words in known:
        return known[words]
    side = _side(words) if kind == "action" else None
    places = ((one, re.search(rf"\b{re.escape(one)}\b", words)) for one in known if len(one) > 3)
    held = [(place.start(), -len(one), one) for one, place in places if place is not None]
    return side or (known[min(held)[2]] if held else None)


def _side(words: str) -> str | None:
    """Whose commitments a column holds, when its head names commitments and somebody."""
    if not re.search(r"\b(commitments?|engagements?)\b", words):
        return None
    named = re.sub(r"\b(commitments?|engagements?|by|of|the|de|des|du|la|le|les|par|side)\b|l'|d'", " ", words)
    if re.search(r"\b(eu|ue|european union|union européenne)\b", named):
        return "commitment of eu"
    return "commitment of partner" if named.strip(" -–,.") else None


def scale_of(head: str) -> int:
    """By how much the figures of a column are to be multiplied, as its head says."""
    return 1_000_000 if _MILLIONS.search(head) else 1_000 if _THOUSANDS.search(head) else 1


def all_targets(kind: str) -> frozenset[str]:
    """Everything that may stand to the right in a mapping."""
    return frozenset(targets(kind).values()) | {LEFT_OUT}
