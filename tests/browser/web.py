"""The web workspace in a server of its own, and people who sign in to it with a real browser."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.request import urlopen

from waypost.core.people.one_time import code_at, step_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WAYPOST: Final = Path(sys.executable).with_name("waypost")
PATIENCE: Final = 60
"""Seconds in which the server must answer."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A server that runs: its address, and password and secret of each account."""

    address: str
    accounts: dict[str, dict[str, str]]

    def sign_in(self, page: Page, login: str) -> None:
        """Sign in as a person does: name and password, then the code of the moment."""
        account = self.accounts[login]
        page.goto(f"{self.address}/sign-in")
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill(account["password"])
        page.keyboard.press("Enter")
        page.locator("input[name=code]").fill(code_of(account["secret"]))
        page.keyboard.press("Enter")
        page.wait_for_url(f"{self.address}/")


def tab_onto(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus. Fails where it never gets it."""
    for _ in range(120):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(wanted)


def code_of(secret: str) -> str:
    """The code that the phone of an account shows now."""
    return code_at(base64.b32decode(secret), step_of(datetime.now(UTC)))


@contextmanager
def workspace(folder: Path) -> Iterator[Workspace]:
    """The sample workspace, made in a folder and served until the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [WAYPOST, "serve", folder, "--samples", "--port", str(port), "--processes", "1"]
    ready = subprocess.run([*command, "--ready", "--json"], capture_output=True, text=True, check=True)
    data = json.loads(ready.stdout)["data"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ) as server:
        try:
            _wait(data["address"])
            yield Workspace(data["address"], {one["login"]: one for one in data["accounts"]})
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _wait(address: str) -> None:
    for _ in range(PATIENCE * 10):
        try:
            with urlopen(f"{address}/routes/") as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
