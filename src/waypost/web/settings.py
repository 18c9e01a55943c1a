"""The settings of the web workspace, made in code from where it lies and how it is reached. No settings file exists.

Django's own sessions, accounts, templates, forms and administration are not installed: what is not there need not be
secured. Source: security 6 (P20), ASVS 3.3, 3.4.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

from waypost.usecases.serving import Place

YEAR: Final = 365 * 24 * 3600
LARGEST_FORM: Final = 2_000_000
LARGEST_UPLOAD: Final = 20_000_000


def made(place: Place) -> dict[str, object]:
    """Django's settings for a place."""
    secure = place.is_secure
    return {
        "DEBUG": False,
        "SECRET_KEY": place.key,
        "ALLOWED_HOSTS": _hosts(place),
        "ROOT_URLCONF": "waypost.web.urls",
        "INSTALLED_APPS": ["waypost.workspace.people.apps.People"],
        "MIDDLEWARE": [
            "waypost.web.middleware.Headers",
            "django.middleware.security.SecurityMiddleware",
            "waypost.web.middleware.OneOrigin",
            "django.middleware.csrf.CsrfViewMiddleware",
            "waypost.web.middleware.Visits",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        "DATABASES": {"default": _people(place)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": False,
        "APPEND_SLASH": False,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_FORM,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2_000,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 5,
        "FILE_UPLOAD_HANDLERS": ["waypost.web.uploads.Limited"],
        "CSRF_COOKIE_NAME": cookie_name("csrf", secure=secure),
        "CSRF_COOKIE_SECURE": secure,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_AGE": None,
        "CSRF_TRUSTED_ORIGINS": [place.origin] if secure else [],
        "CSRF_FAILURE_VIEW": "waypost.web.handling.too_old",
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if secure else None,
        "SECURE_SSL_REDIRECT": secure,
        # A program is told instead: led on, it would go on sending its token in clear before each answer.
        "SECURE_REDIRECT_EXEMPT": ["^api/"],
        "SECURE_HSTS_SECONDS": YEAR if secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": secure,
        "SECURE_HSTS_PRELOAD": secure,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        # Not `no-referrer`: under it a browser names no origin when it sends a form, and every form is refused.
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "LOGGING_CONFIG": None,
        "WAYPOST_PLACE": place,
    }


def cookie_name(name: str, *, secure: bool) -> str:
    """The name of a cookie: bound to this host and its root wherever the connection is secure."""
    return f"__Host-{name}" if secure else name


def _hosts(place: Place) -> list[str]:
    """The names by which it answers; on one's own machine a browser may say either."""
    host = urlsplit(place.origin).hostname or ""
    return [host, "localhost"] if host == "127.0.0.1" else [host]


def _people(place: Place) -> dict[str, object]:
    """The database of people: a file beside that of the roadmaps, or the same server."""
    if not place.server:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(place.people),
            "OPTIONS": {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                # What is deleted is overwritten too, so that nothing of it stands in the file.
                "init_command": "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
            },
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(place.server)
    return {
        "ENGINE": "django.db.backends.postgresql",
        # Without a name a server takes that of the role, here as where the roadmaps are read.
        "NAME": unquote(parts.path.lstrip("/")) or unquote(parts.username or ""),
        # The library of the server reads the address, as it does for the roadmaps: every setting in it holds for both.
        "OPTIONS": {"conninfo": place.server, "application_name": "waypost people"},
        "CONN_MAX_AGE": None,
        # A server that was started again is asked again, and nobody is told of a fault.
        "CONN_HEALTH_CHECKS": True,
    }
