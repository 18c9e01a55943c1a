"""Whether an activity is about migration, by rule: its purpose code, its words, or both; and which domain it is of.

Purpose codes alone miss most, since support for refugees is coded as relief, health or jobs; words alone bring false
hits. So either is enough, and each decision names the code and the words it rests on. Words are those of English,
French, German, Spanish and Italian texts. How well it finds what people find by reading: docs/manual/relevance.md.

Source: domain 2.1 (the five domains), 2.8 (purpose codes); the words are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
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
        r"readmi(?:ssion|tt)\w*|réadmission|rückübernahme|readmisión|riammissione|voluntary return|"
        r"return and reintegration|returning migrants|returnees?\b|deportees|"
        r"(?:safe|sustainable|dignified)(?: and \w+)? returns?\b|return of (?:displaced|refugees|migrants)|"
        r"retours? volontaires?|réintégration des? (?:migrants?|retournés?)|migrants? de retour|retourné(?:e?s)\b|"
        r"rapatriés|freiwillige rückkehr|rückkehrer\w*|retorno voluntario|(?:migrantes|personas) retornad\w+|"
        r"rimpatri(?:o|ati)\b",
    ),
    (
        Domain.IRREGULAR_MIGRATION,
        r"border (?:management|control|guard|police|security|official|post|crossing|surveillance|communit)\w*|"
        r"integrated border|points? of entry|smuggling of migrants|migrant smuggling|smuggled migrants|"
        r"human trafficking|(?:anti|counter)[ -]?trafficking|"
        r"trafficking in (?:human|person)\w*|victims of trafficking|irregular migra\w+|"
        r"illegal migra\w+|(?:gestion|contrôle)(?: intégrée)? des frontières|police aux frontières|"
        r"traite des (?:êtres humains|personnes)|trafic (?:illicite )?de migrants|migrations? irrégulière|"
        r"grenzmanagement|grenzschutz|menschenhandel|schleus\w+|irreguläre migration|"
        r"trata de (?:personas|seres humanos)|tráfico de (?:migrantes|personas)|migración irregular|"
        r"(?:gestión|control) de fronteras|tratta di (?:esseri umani|persone)|traffico di migranti|"
        r"migrazione irregolare|gestione delle frontiere",
    ),
    (
        Domain.PROTECTION,
        r"refugees?\b|asylum|displaced\b|displacement|\bidps?\b|host (?:communit|population)\w*|stateless\w*|"
        r"\b(?:unhcr|hcr|acnur)\b|rohingya|(?:children|people|populations) on the move|population movements?|"
        r"temporary protection|unaccompanied (?:minor|child)\w*|"
        r"réfugiée?s?\b|demandeurs? d['’]asile|déplacée?s\b|déplacements? (?:forcé|interne|de population)\w*|"
        r"par les déplacements|"
        r"mouvements? de populations?|apatrides?|communautés? (?:d['’]accueil|hôtes?)|"
        r"flüchtling\w*|geflüchtet\w*|vertriebene\w*|asylsuch\w*|asylbewerb\w*|aufnahmegemeinde\w*|"
        r"aufnehmende\w* gemeinde\w*|staatenlos\w*|refugiad[oa]s?\b|"
        r"(?:personas?|población|poblaciones|comunidades) desplazadas?|desplazad[oa]s (?:intern|forz)\w*|"
        r"desplazamiento forzado|movilidad (?:humana|forzada)|"
        r"(?:solicitantes de|derecho de|subvención de) asilo|protección internacional|"
        r"comunidades de acogida|apátridas?|rifugiat[oaie]\b|profugh[io]\b|sfollat[oaie]\b|richiedenti asilo|"
        r"apolid[ie]\b|comunità ospitant[ie]",
    ),
    (
        Domain.LEGAL_MIGRATION,
        r"labou?r (?:migra\w+|mobility)|legal migra\w+|legal pathway\w*|circular migra\w+|migrant workers?|"
        r"talent partnership\w*|mobility partnership\w*|skills mobility|migration and mobility|visa liberali[sz]ation|"
        r"migrations? (?:légale|de travail|de main)\w*|mobilité (?:professionnelle|de la main)|travailleurs migrants|"
        r"legale migration|arbeitsmigration|fachkräftemigration|migración laboral|trabajador[ae]s migrantes|"
        r"migrazione (?:legale|regolare)|lavoratori migranti",
    ),
    (
        Domain.DEVELOPMENT,
        r"\bmigra(?:tions?|nts?|tory|toires?|ción|ciones|ntes?|torios?|zion[ei]|nti|tori[ao]?)\b|migration\w*|"
        r"\bmigrant\w+|émigra\w+|\b[ie]mmigra\w+|\binmigra\w+|diaspora\w*|remittances?|transferts de fonds|"
        r"fluchtursachen|rücküberweisung\w*|remesas|rimesse|mixed movements|mobile populations?|human mobility",
    ),
)
"""The words of each domain. Where several have some, the domain with most of them; the wide ones of the last count only
where there are no narrower."""

NOT_MEANT: Final = re.compile(
    r"(?:data|digital|system|software|database|platform|cloud|server|it|bird|birds|fish|wildlife|whale|turtle|nest)"
    r"[ -]migra\w+|migra(?:tion|ting) (?:of|to|from) (?:the )?(?:data|systems?|software|platform|database|new)|"
    r"migratory (?:birds?|species|fish|locusts?|pests?)|oiseaux migrateurs|criquets? migrateurs?|"
    r"zugvögel|aves migratorias|uccelli migratori|"
    r"(?:danish|norwegian) refugee council|displacement of (?:water|ships?)"
)
"""Words that only look like it: what else migrates, and names of bodies."""
READ: Final = 1000
"""Letters of a text in which words count. Applications of many pages name every group somewhere; what an activity is
for stands at the beginning."""
SHARE: Final = 3
"""In a bare list of target groups words count where they are one in three: other lists name everybody."""

_LIST: Final = re.compile(r"[^\W\d_]+(?: ?, ?[^\W\d_]+)+")
SIGNS: Final = (
    *("migra", "fugee", "fugi", "fugié", "profug", "asyl", "asil", "splac", "éplac", "splaz", "idp", "host", "hôte"),
    *("acogida", "accueil", "ospitant", "flücht", "vertrieb", "aufn", "geflücht", "statel", "staatenlos", "apatrid"),
    *("apátrid", "apolid", "hcr", "acnur", "rohing", "the move", "mouvement", "movements", "protection", "protección"),
    *("accompanied", "return", "retour", "retorn", "rückk", "rapatri", "rimpatri", "deport", "readm", "réadm"),
    *("rücküb", "riamm", "border", "of entry", "smuggl", "traffick", "front", "traite", "trafic", "trata"),
    *("tratta", "tráfico", "traffico", "grenz", "menschenh", "schleus", "legal pathw", "mobil", "movilidad", "talent"),
    *("visa", "diaspora", "remit", "transferts de", "fluchtu", "remesa", "rimess", "sfollat", "réintégr"),
)
"""Of these one stands in every text that has a word, and words are looked for only by those that stand in it."""
_NOT_MEANT: Final = ("migra", "refugee council", "displacement of", "zugvögel")
"""Likewise, for what only looks like a word."""


def alternatives(words: str) -> tuple[str, ...]:
    """The words of a domain one by one: a pattern, parted where it says `or` outside of brackets."""
    found, depth, begin = [], 0, 0
    for at, sign in enumerate(words):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            found.append(words[begin:at])
            begin = at + 1
    return (*found, words[begin:])


def signs_of(word: str) -> tuple[str, ...]:
    """The signs of which one stands wherever a word does."""
    return tuple(sign for sign in SIGNS if sign in word)


_Words = tuple[tuple[int, re.Pattern[str]], ...]
"""Words one by one, each with the place of its domain."""


@cache
def _patterns() -> tuple[tuple[str, _Words], ...]:
    """Each sign with the words that it may stand for."""
    each = [(at, re.compile(one), signs_of(one)) for at, (_, words) in enumerate(WORDS) for one in alternatives(words)]
    return tuple((sign, tuple((at, one) for at, one, signs in each if sign in signs)) for sign in SIGNS)


_WORDS: Final = tuple((domain, re.compile(words)) for domain, words in WORDS)


@dataclass(frozen=True, slots=True)
class Relevance:
    """By what an activity is known to be about migration, its domain, and the code and words that say so; empty and
    None where it is not."""

    by: By
    domain: Domain | None
    because: tuple[str, ...] = ()


def relevance(sectors: Iterable[Sector], texts: Iterable[str]) -> Relevance:
    """What an activity with these sectors, and these texts as its title and descriptions, is about.

    The words say the domain where there are any: they are closer to the matter than a code.
    """
    coded = next((one.code for one in sectors if one.vocabulary == DAC and one.code in CODES), None)
    code = CODES[coded] if coded else None
    said, words = _said(texts)
    because = (*((coded,) if coded else ()), *words)
    if said is None:
        return Relevance("code" if coded else "", code, because)
    if code is not None:
        return Relevance("both", code if said is Domain.DEVELOPMENT else said, because)
    return Relevance("words", said, because)


def _said(texts: Iterable[str]) -> tuple[Domain | None, tuple[str, ...]]:
    """The domain that the words of some texts say, and one word for each domain that has any, its own first."""
    found: dict[Domain, list[str]] = {}
    for text in texts:
        for domain, words in _found(text):
            found.setdefault(domain, []).extend(words)
    if not found:
        return None, ()
    order = [domain for domain, _ in _WORDS]
    ranked = sorted(found, key=lambda one: (one is Domain.DEVELOPMENT, -len(found[one]), order.index(one)))
    return ranked[0], tuple(found[one][0] for one in ranked)


@lru_cache(maxsize=2_000)
def _found(text: str) -> tuple[tuple[Domain, tuple[str, ...]], ...]:
    """The words of each domain in a text, as far as they count there. Publishers say the same of many activities."""
    held = text[:READ].casefold()
    signed = [words for sign, words in _patterns() if sign in held]
    if not signed:
        return ()
    plain = NOT_MEANT.sub(_GONE, held) if any(sign in held for sign in _NOT_MEANT) else held
    places = sorted({place for words in signed for place, word in words if word.search(plain)})
    found = tuple((_WORDS[place][0], tuple(_WORDS[place][1].findall(plain))) for place in places)
    if _LIST.fullmatch(text.strip()) and SHARE * sum(len(words) for _, words in found) < len(text.split(",")):
        return ()
    return found


_GONE: Final = "\x1f"
"""Stands where something was that is not meant: no word goes over it."""
