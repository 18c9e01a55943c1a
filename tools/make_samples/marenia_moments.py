"""Marenia, invented for training: the three moments of its story, and what was different at the earlier two.

Dated rows look after themselves (`history`); here stand owners, shares done, needs and elements that no date tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tools.make_samples.drafting import Draft, both, day, million, on
from tools.make_samples.marenia_actions import LATER, PLANNED, RUNNING
from tools.make_samples.marenia_frame import AUDIENCES, INVENTED
from waypost.core.roadmap.bodies import Action, Contribution, Link
from waypost.core.roadmap.records import Need, Step
from waypost.core.roadmap.vocabulary import ActionState, Form, ItemKind, MoneyState, Nature, Side, Tool
from waypost.core.values import Missing, Principal, Text

Was = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Moment:
    """One state: its day, why it was written, what was not there, what was different, why fields changed."""

    day: date
    why: Text
    absent: frozenset[str] = frozenset()
    was: Was = field(default_factory=dict)
    reasons: tuple[tuple[str, str | None, Text], ...] = ()


def put_gone(draft: Draft) -> None:
    """Elements that were in earlier states and have been removed since."""
    fair = Action(
        title=both("Job fair each autumn in Tarrisk", "Salon de l’emploi chaque automne à Tarrisk"),
        owner=Principal("partner:QM"),
        side=Side.PARTNER,
        tool=Tool.EMPLOYMENT,
        nature=Nature.PROJECT,
        due=on("2026-10-08"),
        state=ActionState.PLANNED,
        done=Decimal(0),
    )
    draft.put("a1.1.6", fair, under="o1.1", audience=AUDIENCES["open"], number="1.1.6")
    launches = Action(
        title=both("Lend two launches until the vessels are ready", "Prêter deux vedettes en attendant les navires"),
        owner=Principal("ms:ES"),
        side=Side.MS,
        tool=Tool.SECURITY,
        nature=Nature.PROJECT,
        starts=on("2026-03-02"),
        due=on("2026-06-30"),
        state=ActionState.PLANNED,
        length=60,
        done=Decimal(0),
    )
    draft.put("a4.1.8", launches, under="o4.1", audience=AUDIENCES["joint"], number="4.1.8")
    loan = Contribution(
        title=both("Two launches on loan", "Prêt de deux vedettes"),
        donors=(Principal("ms:ES"),),
        form=Form.IN_KIND,
        instrument=Missing.NOT_APPLICABLE,
        tool=Tool.SECURITY,
        for_what=draft.ids("a4.1.8"),
        steps=(Step(state=MoneyState.ANNOUNCED, amount=million("0.8"), day=day("2025-12-02"), source=INVENTED),),
    )
    draft.put("c-es-launches", loan, under="o4.1", audience=AUDIENCES["joint"], sources=(INVENTED,))
    link = Link(
        waits_for=draft.id("a4.1.1"),
        to=draft.id("a4.1.8"),
        reason=both("launches sail under the arrangement", "les vedettes naviguent sous l’arrangement"),
    )
    draft.put("l-4.1.1-4.1.8", link, under="head", audience=AUDIENCES["joint"])


def _shares(**done: str) -> dict[str, dict[str, Any]]:
    return {key.replace("_", "."): {"done": Decimal(value)} for key, value in done.items()}


def _merged(*parts: Was) -> Was:
    found: dict[str, dict[str, Any]] = {}
    for part in parts:
        for key, values in part.items():
            found.setdefault(key, {}).update(values)
    return found


_NO_DELAYS: Final = {f"a{key}": {"delay_reason": Missing.NOT_STATED} for key, more in LATER.items() if "delay" in more}
_NOT_DROPPED: Final = {"a4.2.3": {"state": PLANNED, "done": Decimal(0), "note": None}}
_FLEET: Final = both("estimate of the coast guard", "estimation des garde-côtes")

_GONE: Final = frozenset({"a1.1.6", "a4.1.8", "c-es-launches", "l-4.1.1-4.1.8"})
_NOT_IN_MAY: Final = frozenset(
    ["a6.2", "a6.3", "m4", "r-mfa", "ac-R23", "i-3-reply", "i-3-patrols", "i-3-radar", "i-3-close"]
)  # fmt: skip

FEBRUARY: Final = Moment(
    day=day("2026-02-10"),
    why=both("Roadmap as sent to the second joint committee", "Feuille de route transmise au deuxième comité mixte"),
    absent=_NOT_IN_MAY
    | {"m3", "a4.1.6", "a5.2.4", "r-readmission", "ac-R5", "i-2-vessels", "i-2-health", "i-2-visafree"},
    was=_merged(
        _NO_DELAYS,
        _NOT_DROPPED,
        _shares(a1_1_1="0.3", a1_1_2="0.8", a2_1_1="1", a2_2_1="0.1", a2_2_2="0.1", a3_1_1="0.6", a4_1_1="0.5",
                a4_1_2="0.2", a4_2_1="0.2", a5_1_1="0.6", a1_2_1="0.1"),
        {
            "a2.1.2": {"owner": Principal("ms:DE")},
            "a3.2.2": {"owner": Principal("partner:QM"), "note": None},
            "a5.2.3": {"state": PLANNED, "began": None, "done": Decimal(0)},
            "o4.1": {"needs": (Need(amount=million("31"), method=_FLEET, source=INVENTED),)},
            "i-2-report": {"item": ItemKind.AGENDA},
            "r-talent": {"state": both("in operation, no place filled yet", "opérationnel, aucune place pourvue")},
            "doc-cover": {"day": day("2026-02-10"), "revision": "INIT", "document_number": "QM 2/26"},
        },
    ),
)  # fmt: skip

MAY: Final = Moment(
    day=day("2026-05-19"),
    why=both("Roadmap as sent to the third joint committee", "Feuille de route transmise au troisième comité mixte"),
    absent=_NOT_IN_MAY | {"a1.1.6"},
    was=_merged(
        _NO_DELAYS,
        _NOT_DROPPED,
        _shares(a1_1_1="0.45", a1_1_3="0.1", a2_1_2="0.2", a2_1_3="0.05", a2_1_4="0.05", a2_2_1="0.3", a2_2_2="0.5",
                a3_1_2="0", a3_2_1="0.25", a4_1_2="0.5", a4_1_7="0.2", a4_2_1="0.8", a4_2_2="0.05", a5_2_1="0.25",
                a6_1_3="0.4", a1_2_1="0.3"),
        {
            "a3.2.2": {"note": None},
            "a5.2.3": {"state": RUNNING, "done": Decimal("0.1")},
            "i-3-state": {"item": ItemKind.AGENDA},
            "i-3-places": {"item": ItemKind.AGENDA, "due": Missing.NOT_STATED},
            "r-readmission": {"state": both("talks opened on 5 March 2026", "négociations ouvertes le 5 mars 2026")},
            "doc-cover": {"day": day("2026-05-19"), "revision": "REV 1"},
        },
    ),
    reasons=(
        ("a2.1.2", "owner", both("the Spanish agency manages the contract", "l’agence espagnole gère le contrat")),
        ("a3.2.2", "owner", both("the health ministry of Marenia gave the task back for want of staff",
                                 "le ministère marénien de la santé a rendu la tâche, faute de personnel")),
        ("o4.1", "needs", both("the fleet study replaces the estimate", "l’étude de la flotte remplace l’estimation")),
        ("a1.1.6", None, both("the chamber of commerce holds its own fair", "la chambre de commerce organise son propre salon")),
    ),
)  # fmt: skip

SEPTEMBER: Final = Moment(
    day=day("2026-09-15"),
    why=both("Roadmap as sent to the fourth joint committee", "Feuille de route transmise au quatrième comité mixte"),
    absent=_GONE,
    reasons=(
        ("a4.2.3", "state", both("Marenia refuses foreign patrols inside its coastal waters",
                                 "la Marénie refuse les patrouilles étrangères dans ses eaux côtières")),
        ("a4.1.8", None, both("two of the three vessels are back, so the launches are not needed",
                              "deux des trois navires sont revenus : les vedettes ne sont plus nécessaires")),
        ("a5.2.3", "state", both("two files are missing", "deux dossiers manquent")),
        ("i_work", "target", both("the second school opens more places than planned", "la seconde école ouvre plus de places que prévu")),
    ),
)  # fmt: skip

MOMENTS: Final = (FEBRUARY, MAY, SEPTEMBER)
