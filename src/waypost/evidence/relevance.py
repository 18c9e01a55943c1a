"""Whether an activity is about migration, by rule: its purpose code, its words, or both; and which domain it is of.

Purpose codes alone miss most, since support for refugees is coded as relief, health or jobs; words alone bring false
hits, such as the migration of data or of birds. Words are those of English, French, German and Spanish texts.

Source: domain 2.1 (the five domains), 2.8 (purpose codes); the words are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from waypost.core.aid.activity import DAC, Sector
from waypost.core.roadmap.vocabulary import Domain

By = Literal["code", "words", "both", ""]

CODES: Final = {
    "15136": Domain.LEGAL_MIGRATION,
    "15190": Domain.LEGAL_MIGRATION,
    "24050": Domain.DEVELOPMENT,
    **{f"9301{n}": Domain.PROTECTION for n in range(9)},
    "93015": Domain.RETURN,
}
"""Purpose codes that speak of migration itself. 15190 is of several domains: words, where there are any, say which."""

WORDS: Final = (
    (
        Domain.RETURN,
        r"readmi(?:ssion|tt)|réadmission|rückübernahme|readmisión|voluntary return|return and reintegration|"
        r"returning migrants|returnees?\b|retours? volontaires?|réintégration des? (?:migrants?|retournés?)|"
        r"migrants? de retour|freiwillige rückkehr|rückkehrer|retorno voluntario|migrantes retornad",
    ),
    (
        Domain.IRREGULAR_MIGRATION,
        r"border (?:management|control|guard|police|security)|integrated border|smuggling of migrants|"
        r"migrant smuggling|human trafficking|trafficking in (?:human|person)|irregular migra|illegal migra|"
        r"gestion (?:intégrée )?des frontières|traite des (?:êtres humains|personnes)|trafic (?:illicite )?de migrants|"
        r"migrations? irrégulière|grenzmanagement|grenzschutz|menschenhandel|schleus|irreguläre migration|"
        r"trata de personas|tráfico de migrantes|migración irregular|gestión de fronteras",
    ),
    (
        Domain.PROTECTION,
        r"refugees?\b|asylum|displaced (?:person|people|population)|internally displaced|forced(?:ly)? displace|"
        r"\bidps?\b|host communit|stateless|réfugié|demandeurs? d['’]asile|déplacés? (?:internes|forcé)|"
        r"personnes déplacées|"
        r"flüchtling|geflüchtet|binnenvertrieben|asylsuch|aufnahmegemeinde|refugiad[oa]s|desplazad[oa]s|"
        r"solicitantes de asilo",
    ),
    (
        Domain.LEGAL_MIGRATION,
        r"labou?r (?:migra|mobility)|legal migra|legal pathway|circular migra|migrant workers|talent partnership|"
        r"mobility partnership|skills mobility|migrations? (?:légale|de travail|de main)|"
        r"mobilité (?:professionnelle|de la main)|"
        r"legale migration|arbeitsmigration|fachkräftemigration|migración laboral|trabajador[ae]s migrantes",
    ),
    (
        Domain.DEVELOPMENT,
        r"\bmigra(?:tion|tions|nt|nts|tory|ción|ciones|nte|ntes|tionspolitik)\b|\bémigra|\bimmigra|diaspora|remittance|"
        r"transferts de fonds|fluchtursachen|migrationsursachen|rücküberweisung|remesas|mixed movements",
    ),
)
"""The words of each domain, the narrower domain before the wider."""

NOT_MEANT: Final = re.compile(
    r"(?:data|digital|system|software|database|platform|cloud|server|it|bird|birds|fish|wildlife|whale|turtle|nest)"
    r"[ -]migra\w+|migra(?:tion|ting) (?:of|to|from) (?:the )?(?:data|systems?|software|platform|database|new)|"
    r"migratory (?:birds?|species|fish|locusts?|pests?)|oiseaux migrateurs|criquets? migrateurs?|"
    r"zugvögel|aves migratorias",
    re.IGNORECASE,
)
"""Words that only look like it."""

_WORDS: Final = tuple((domain, re.compile(words, re.IGNORECASE)) for domain, words in WORDS)


@dataclass(frozen=True, slots=True)
class Relevance:
    """By what an activity is known to be about migration, and its domain; empty and None where it is not."""

    by: By
    domain: Domain | None


def relevance(sectors: Iterable[Sector], words: str) -> Relevance:
    """What an activity with these sectors and this title and description is about.

    The words say the domain where there are any: they are closer to the matter than a code.
    """
    code = next((CODES[one.code] for one in sectors if one.vocabulary == DAC and one.code in CODES), None)
    plain = NOT_MEANT.sub(" ", words)
    said = next((domain for domain, pattern in _WORDS if pattern.search(plain)), None)
    if said is not None and code is not None:
        return Relevance("both", code if said is Domain.DEVELOPMENT else said)
    if said is not None:
        return Relevance("words", said)
    return Relevance("code" if code else "", code)
