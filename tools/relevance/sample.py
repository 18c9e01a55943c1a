"""The sample of aid activities by which the rule on migration is measured: what it is drawn from, and how.

The files are those of `files.csv`, each with its SHA-256. Activities fall into two parts: those with a purpose code of
the rule or any of the stems below, which are far wider than the rule, and all others. Within a part they stand in the
order of a hash of their identifiers, so the sample is the same for whoever draws it; another hash parts the first of
each part into two halves: one on which the rule was made better, and one that was held out and measured once. Those
that follow were drawn, read and labelled only when the rule was finished.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from waypost.core.aid.activity import DAC, Activity, Sector
from waypost.readers.iati.file import AidFile

HERE: Final = Path(__file__).parent
FILES: Final = HERE / "files.csv"
LABELS: Final = HERE / "labels.csv"
SEED: Final = "waypost relevance 1"
Part = Literal["near", "far"]
Group = Literal["tuned", "held out", "read after"]
DRAWN: Final[Mapping[Part, tuple[int, int]]] = {"near": (200, 90), "far": (140, 30)}
"""Of each part, how many activities were drawn first, and how many more when the rule was finished."""


NEAR: Final = re.compile(
    r"migr|refug|réfug|asyl|\basile|\basilo|displac|déplac|desplaz|flücht|flucht|vertrieb|vertreib|sfollat|rifugiat|"
    r"profugh|flykting|flygtning|vluchteling|pakolai|fördriv|fordrevne|ontheemd|återvänd|hjemvend|"
    r"\breturn|\bretours?\b|\bretorn|rückk|rückf|\britorn|re-?integra|ré-?intégra|reinser|"
    r"diaspora|remittan|remesas?\b|rimess|transferts? de fonds|"
    r"\bborder|cross-border|\bfronti|\bfrontex|\bfronter|\bgrenz|\bconfin[ei]\b|"
    r"smuggl|traffick|\btrata\b|\btraite\b|\btratta\b|trafic|schleus|schleps|menschenhandel|människohandel|"
    r"\bidps?\b|stateless|apatrid|staatenlos|host (?:comm|population|household)|host and|hôtes?\b|acogida|aufnehmend|"
    r"aufnahmegem|accogli|"
    r"\bvisas?\b(?! p)|mobilit|mobility|movilidad|\bunhcr\b|\bhcr\b|\bacnur\b|\biom\b|\boim\b|resettle|evacu|rohing|"
    r"syri[ae]|sahr[ao]u?i|venez[ou]|"
    r"persons? of concern|\bexile|\bnomad|transhum|unaccompanied|children on the move|people on the move",
    re.IGNORECASE,
)
"""Anything that could hint at migration, in the languages of the files."""
SAMPLE_CODES: Final = frozenset({"15190", "15136", "24050", "93010", *(f"9301{n}" for n in range(1, 9))})
"""Codes as they were when the sample was drawn: those of the rule, and no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An activity as it is judged: its sectors, its title and descriptions in every language, and whether it is near
    to migration by any sign, or far from it."""

    identifier: str
    file: str
    sectors: tuple[Sector, ...]
    texts: tuple[str, ...]
    part: Part

    @property
    def half(self) -> Group:
        """The half it is in, of what was drawn first."""
        return "held out" if int(_hash("half", self.identifier), 16) % 2 else "tuned"


def cases(folder: Path) -> Iterator[Case]:
    """Every activity of the files of the list, each identifier once. Raises ValueError for a file of other bytes."""
    seen: set[str] = set()
    for name, sha256 in files():
        path = folder / name
        if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            raise ValueError(name)
        for one in AidFile(path=path, name=name).activities():
            if one.identifier and one.identifier not in seen:
                seen.add(one.identifier)
                yield _case(one, one.identifier, name)


def files() -> tuple[tuple[str, str], ...]:
    """The files with their SHA-256."""
    with FILES.open(encoding="utf-8", newline="") as source:
        return tuple((row["file"], row["sha256"]) for row in csv.DictReader(source))


def drawn(found: Iterable[Case]) -> Iterator[tuple[Group, Case]]:
    """The sample, each activity with its group: of each part the first by the hash of the identifier."""
    parts: dict[Part, list[Case]] = {"near": [], "far": []}
    for one in found:
        parts[one.part].append(one)
    for part, held in parts.items():
        ordered = sorted(held, key=lambda case: _hash(SEED, case.identifier))
        first, more = DRAWN[part]
        yield from ((one.half, one) for one in ordered[:first])
        yield from (("read after", one) for one in ordered[first : first + more])


def _hash(word: str, identifier: str) -> str:
    return hashlib.sha256(f"{word} {identifier}".encode()).hexdigest()


def _case(activity: Activity, identifier: str, file: str) -> Case:
    every = (activity.title, *(one.text for one in activity.descriptions))
    texts = tuple(one.text for text in every for one in text)
    sectors = activity.sectors or tuple(one for each in activity.transactions for one in each.sectors)
    coded = any(one.vocabulary == DAC and one.code in SAMPLE_CODES for one in sectors)
    return Case(
        identifier=identifier,
        file=file,
        sectors=sectors,
        texts=texts,
        part="near" if coded or NEAR.search(". ".join(texts)) else "far",
    )
