"""What somebody proves who they are with: a password, a code of the moment, a code for when the phone is lost.

Of tokens and recovery codes only a hash is kept; they hold so much chance that a plain hash is enough. A password has
as little as a person gives it, so it is kept by Argon2id with the parameters of Django's. The secret of one-time codes
is needed in clear each time, so it is kept nowhere: it is worked out from the workspace's key, which lies apart from
the database, and from chance that is the person's own. Source: ASVS 6.2, 6.5, 11.4, 13.3.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from functools import cache
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

RECOVERY_CODES: Final = 10
SALT_BYTES: Final = 16
SECRET_BYTES: Final = 20
PURPOSE: Final = "waypost one-time codes"
"""What the key is used for here; for signing cookies Django names others."""
MARK: Final = "waypost mark of the key"
MARK_BYTES: Final = 4
TOKEN_BYTES: Final = 32
SHORTEST: Final = 12
LONGEST: Final = 128
FEWEST_CHARACTERS: Final = 5
KNOWN_WORDS: Final = ("waypost", "password", "migration")


def new_token() -> str:
    """A token that nobody can guess: 256 bits, as it stands in a cookie or an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_salt() -> bytes:
    """Chance of which a person's secret is made, so that the next one is another, and the mark of the key in use."""
    return secrets.token_bytes(SALT_BYTES) + _mark()


def fits_key(salt: bytes) -> bool:
    """Whether a secret was made with the key in use: with another its owner's codes are refused."""
    return salt.endswith(_mark())


def _mark() -> bytes:
    """A few bytes by which a key is known again, and from which it cannot be had."""
    return salted_hmac(MARK, "", algorithm="sha256").digest()[:MARK_BYTES]


def secret_of(person: str, salt: bytes) -> bytes:
    """The secret of somebody's one-time codes: HMAC-SHA-256 of person and salt under the key of the workspace, cut to
    the length that RFC 4226 (4, R6) recommends. The salt of one person makes no secret of another."""
    return salted_hmac(PURPOSE, f"{person} {salt.hex()}", algorithm="sha256").digest()[:SECRET_BYTES]


def written(secret: bytes) -> str:
    """A secret as it is typed into an app."""
    return base64.b32encode(secret).decode()


def new_recovery_codes() -> tuple[str, ...]:
    """Codes for when the phone is lost, each with 80 bits, in groups that can be typed."""
    return tuple(_grouped(base64.b32encode(secrets.token_bytes(10)).decode().lower()) for _ in range(RECOVERY_CODES))


def recovery_digest(typed: str) -> str:
    """What is kept of a recovery code, however it is typed."""
    return digest_of("".join(typed.split()).replace("-", "").lower())


def hashed(password: str) -> str:
    """A password as it is kept."""
    return make_password(password)


def password_fault(password: str, login: str) -> str | None:
    """What is wrong with a password that somebody chooses: too short, too long, too common, or too near to what
    everybody knows; None where nothing is. Any character may stand in it. Source: ASVS 6.2."""
    if len(password) < SHORTEST:
        return "short"
    if len(password) > LONGEST:
        return "long"
    plain = password.casefold()
    if len(set(plain)) < FEWEST_CHARACTERS or any(word in plain for word in (login.casefold(), *KNOWN_WORDS)):
        return "near"
    return "common" if _is_common(plain) else None


def _is_common(password: str) -> bool:
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the one kept. Where none is kept, as long is spent and the answer is no: so the time
    does not tell whether there is such an account."""
    right = check_password(password, kept or _nobodys())
    return right and kept is not None


@cache
def _nobodys() -> str:
    return make_password(new_token())


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
