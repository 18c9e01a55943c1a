"""Style, scripts and fonts: each under an address that holds its hash, so that a browser may keep it for ever."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from waypost.usecases.addresses import asset
from waypost.web.answers import TYPES
from waypost.web.handling import Answering, Bare

FOR_EVER: Final = "public, max-age=31536000, immutable"


def _static(http: HttpRequest, file: str) -> HttpResponse:
    found = asset(file)
    if found is None:
        return HttpResponse(b"", content_type=TYPES["txt"], status=404)
    answer = HttpResponse(found.body, content_type=found.type)
    # Without its hash the address may mean another file tomorrow.
    answer["Cache-Control"] = FOR_EVER if http.GET.get("v") == found.version else "no-cache"
    return answer


HANDLERS: Final[dict[str, Answering | Bare]] = {"static": Bare(_static)}
