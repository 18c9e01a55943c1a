"""What a form of an element sends: checked before anybody reads it, so that nothing odd gets further.

A name stands once, a text is of a bearable length and holds no sign that hides or turns what people read. What a form
should not hold is refused with a sentence (answer 400); what a person typed is judged by whoever reads it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from waypost.core.errors import WrongRequest
from waypost.core.say import say

LONGEST: Final = 32_000
"""Signs in one box: as many as a cell of a workbook holds."""
LONGEST_LINE: Final = 200
"""Signs in what is no text of a person: a token, a key, a name."""
TOKEN: Final = "token"
KEY: Final = "key"
REASON: Final = "_reason."
KEEP: Final = "_keep."
CHOOSE: Final = "_choose."
BASE: Final = "_base"
"""The token of the version that a change which met another was made from."""

_HIDING: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, signs that turn the direction of what follows, halves of signs. Source: security 5.6; Unicode
technical report 36 (bidirectional text spoofing)."""
_KEY: Final = re.compile("[0-9a-zA-Z-]{16,64}")

Raw = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What was sent: the token of what it changes, the key of this submission, and every other field by its name."""

    token: str
    key: str
    fields: Mapping[str, str]

    def given(self, name: str) -> str:
        """What was sent under a name, without blanks around it; empty where nothing was."""
        return self.fields.get(name, "").strip()

    def under(self, prefix: str) -> dict[str, str]:
        """Fields whose name begins so, by the rest of their name; empty ones are left out."""
        held = {
            name.removeprefix(prefix): text.strip() for name, text in self.fields.items() if name.startswith(prefix)
        }
        return {name: text for name, text in held.items() if text}

    @property
    def boxes(self) -> dict[str, str]:
        """The boxes of the element itself."""
        return {name: text for name, text in self.fields.items() if not name.startswith("_")}

    @property
    def kept(self) -> frozenset[str]:
        """The boxes whose phrase is kept as written."""
        return frozenset(self.under(KEEP))

    @property
    def digest(self) -> str:
        """What was sent, as one number: two submissions with one key must have the same."""
        told = json.dumps([self.token, sorted(self.fields.items())], ensure_ascii=True)
        return hashlib.sha256(told.encode()).hexdigest()


def sending(raw: Raw, known: Iterable[str], *, many: Iterable[str] = (), about: Iterable[str] = ()) -> Sending:
    """What a form sent, if it may send that.

    `known` are the names that the form has; `many` those of boxes of which several may be ticked, joined with a
    semicolon; `about` the names that may follow `_reason.`, `_keep.` and `_choose.`. Raises WrongRequest for a name
    that the form does not have or that stands twice, for a text that is too long or holds a sign that hides, and
    without a key.
    """
    several, prefixed = frozenset(many), frozenset(about)
    names = frozenset((*known, *several, TOKEN, KEY))
    fields: dict[str, str] = {}
    for name, held in raw.items():
        before = next((one for one in (REASON, KEEP, CHOOSE) if name.startswith(one)), "")
        if len(name) > LONGEST_LINE or name.removeprefix(before) not in (prefixed if before else names):
            raise WrongRequest(say("editing.unknown_field"))
        if len(held) != 1 and name not in several:
            raise WrongRequest(say("editing.field_twice", name=name))
        for text in held:
            _check(name, text, LONGEST_LINE if name in (TOKEN, KEY) else LONGEST)
        fields[name] = ";".join(held)
    key = fields.pop(KEY, "")
    if not is_key(key):
        raise WrongRequest(say("editing.no_key"))
    return Sending(token=fields.pop(TOKEN, ""), key=key, fields=fields)


def _check(name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise WrongRequest(say("editing.too_long", name=name, n=longest))
    if hides(text):
        raise WrongRequest(say("editing.hiding_sign", name=name))


def hides(text: str) -> bool:
    """Whether a text holds a sign that hides or turns what people read."""
    return _HIDING.search(text) is not None


def is_key(text: str) -> bool:
    """Whether a text can be the key of a submission."""
    return _KEY.fullmatch(text) is not None
