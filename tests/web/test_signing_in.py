"""Signing in: two steps, constant answers, nothing that serves twice."""

from __future__ import annotations

from tests.web.browser import Browser, Served
from tests.web.conftest import NOW


def test_whoever_knows_password_and_code_is_signed_in(served: Served, browser: Browser) -> None:
    """After both steps one sees with the eyes of one's organisation."""
    answer = browser.sign_in("france", NOW)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    page = browser.get("/account/")
    assert page.status_code == 200
    assert "France" in page.content.decode()
