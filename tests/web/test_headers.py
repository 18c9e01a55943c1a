"""Every answer carries its headers; forms come from this workspace alone; nothing dangerous is switched on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.web.browser import Browser, Served
from tests.web.conftest import COST, NOW
from waypost.usecases.addresses import asset
from waypost.web.answers import file
from waypost.web.middleware import POLICY

ADDRESSES = ("/", "/sign-in", "/account/", "/nothing/here", "/roadmaps/marenia/", "/sign-in/code", "/static/no.css")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_its_headers(browser: Browser, address: str) -> None:
    """Pages, redirections, refusals and what is not there: the same strict headers, and nothing is kept."""
    answer = browser.get(address)
    assert answer["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "data:" not in POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"


def test_no_page_holds_script_or_style(browser: Browser) -> None:
    """Pages hold no inline script, style or handler, so that the policy needs no exception."""
    browser.sign_in("presidency", NOW)
    for address in ("/", "/roadmaps/marenia/", "/account/", "/people/", "/sign-in", "/nothing"):
        text = browser.get(address).content.decode()
        for found in ("<style", " style=", "<script>", " onclick=", " onload=", "javascript:", 'src="http', "@import"):
            assert found not in text, (address, found)


def test_files_may_be_kept_for_ever_under_their_hash(browser: Browser) -> None:
    """Style, scripts and fonts are the same for everybody; without the hash a browser asks again."""
    found = asset("workspace.css")
    assert found is not None
    kept = browser.get(f"/static/workspace.css?v={found.version}")
    assert kept["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in kept.headers
    assert not kept.cookies
    assert browser.get("/static/workspace.css?v=0")["Cache-Control"] == "no-cache"
    for odd in ("../settings.py", "site.py", "workspace.css.map", ".htaccess"):
        assert browser.get(f"/static/{odd}").status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"origin": "http://127.0.0.1:8000"}, 303),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 303),
    ],
)
def test_form_of_another_site_is_refused(browser: Browser, headers: dict[str, str], status: int) -> None:
    """What a page of another site sends is refused, with the right token and all."""
    answer = browser.post("/account/language", {"language": "fr", "next": "/"}, **headers)
    assert answer.status_code == status


def test_form_without_token_is_refused(browser: Browser) -> None:
    """A form needs the token of a page of ours."""
    browser.get("/sign-in")
    assert browser.client.post("/account/language", {"language": "fr"}).status_code == 403


def test_other_hosts_are_not_answered(browser: Browser) -> None:
    """Whoever asks under another name of the server gets nothing that could be put into a mail."""
    assert browser.client.get("/sign-in", HTTP_HOST="evil.example").status_code == 400


def test_other_methods_are_not_answered(browser: Browser) -> None:
    """PUT, DELETE, PATCH, TRACE and OPTIONS do nothing anywhere."""
    for method in ("put", "delete", "patch", "trace", "options"):
        for address in ("/", "/sign-in", "/nothing", "/static/workspace.css"):
            assert getattr(browser.client, method)(address).status_code in (403, 405)


@pytest.mark.parametrize(
    ("name", "plain", "full"),
    [
        ("brief.pdf", "brief.pdf", "brief.pdf"),
        ("été 2026.xlsx", "_t_ 2026.xlsx", "%C3%A9t%C3%A9%202026.xlsx"),
        ('a"b\r\nX: y.json', "a_b__X_ y.json", "a%22b%0D%0AX%3A%20y.json"),
        ("../../etc/passwd", "..___.._etc_passwd".replace("___", "_"), "..%2F..%2Fetc%2Fpasswd"),
    ],
)
def test_files_have_names_that_split_nothing(served: Served, name: str, plain: str, full: str) -> None:
    """A file comes as an attachment under both forms of its name, in a sandbox. Source: RFC 6266."""
    answer = file(b"x", name)
    assert answer["Content-Disposition"] == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_settings_for_a_server_have_no_warning(served: Served) -> None:
    """Django's own check of a deployment finds nothing to say about a workspace behind TLS."""
    from django.core import checks
    from django.test import override_settings

    from waypost.usecases.serving import Place
    from waypost.web.settings import made

    place = Place(
        folder=served.place.folder, origin="https://waypost.example", key="k" * 25 + "0123456789abcdefghijklmnopqrs"
    )
    held = {name: value for name, value in made(place).items() if name not in ("DATABASES", "INSTALLED_APPS")}
    with override_settings(**held):
        assert checks.run_checks(include_deployment_checks=True) == []


def test_cookies_of_a_server_are_bound_to_it(served: Served) -> None:
    """Behind TLS every cookie is secure and bound to the host, and plain requests are led to TLS; those of
    programs are refused, so that no token goes on being sent in clear."""
    from django.test import Client, override_settings

    from waypost.web.settings import made

    place = replace(served.place, origin="https://waypost.example")
    held = {name: value for name, value in made(place).items() if name not in ("DATABASES", "INSTALLED_APPS")}
    with override_settings(**held):
        client = Client(HTTP_HOST="waypost.example")
        assert client.get("/sign-in")["Location"] == "https://waypost.example/sign-in"
        assert client.get("/api/v1/roadmaps").status_code == 403
        answer = client.get("/sign-in", HTTP_X_FORWARDED_PROTO="https")
        assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
        for name, morsel in answer.cookies.items():
            assert name.startswith("__Host-")
            assert (morsel["secure"], morsel["path"], morsel["domain"], morsel["httponly"]) == (True, "/", "", True)
        assert answer.cookies


def test_password_costs_what_it_should() -> None:
    """Where people sign in, Argon2id takes at least two passes over 19 MiB. Source: OWASP, password storage."""
    time_cost, memory_cost = COST
    assert time_cost >= 2
    assert memory_cost >= 19 * 1024


@pytest.mark.parametrize("address", ["/roadmaps/marenia/elements/a%00b/", "/invitations/%00", "/%00", "/rules/%00/"])
def test_address_that_is_no_text_is_not_there(browser: Browser, address: str) -> None:
    """U+0000 in an address finds nothing, on any database, and is no fault of ours."""
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("form", [{"login": "a\x00b", "password": "x"}, {"login": "italy", "password": "\x00"}])
def test_form_that_is_no_text_is_refused(browser: Browser, form: dict[str, str]) -> None:
    """U+0000 in a form or a question is told as such, before any database is asked."""
    assert browser.post("/sign-in", form).status_code == 400
    assert browser.get("/search/?q=%00").status_code == 400
