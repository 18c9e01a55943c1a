"""Programs that ask anything at all: requests made from our own document, and broken on purpose, sent to the workspace
as it is served. No answer is our fault, and each has a status, a type and a form that the document names."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.web.browser import TOKEN
from tests.web.test_serving import answered, free_port
from waypost.codec.interface.operations import ADDRESSES, OPERATIONS, Operation
from waypost.core.people.one_time import code_at, step_of

WAYPOST = Path(sys.executable).with_name("waypost")
ACTS = ("close", "confirm", "move", "split", "drop", "restore", "audience")
EXAMPLES = 8
"""Of each operation, for each way of asking; the same in each run."""
WAYS = [
    (one, mode)
    for one in OPERATIONS[1:]
    for mode in ("sound", "broken")
    if mode == "sound" or one.asks or one.sends or one.rests
]
"""Each operation and how it is asked. The first, the document itself, and those to which nothing is said beside the
address cannot be asked in a way that does not fit."""


@dataclass(frozen=True)
class Program:
    """Where a workspace is served, and what a program of somebody's shows there."""

    address: str
    token: str

    def get(self, path: str) -> tuple[dict[str, Any], str]:
        """What is told at an address, and its version."""
        import requests

        answer = requests.get(f"{self.address}{path}", headers=self.shown, timeout=60)
        answer.raise_for_status()
        return answer.json(), answer.headers.get("ETag", "")

    @property
    def shown(self) -> dict[str, str]:
        """The header that says who asks."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The samples, served; and a token made there by a desk officer who signs in."""
    folder, port = tmp_path_factory.mktemp("served") / "served", free_port()
    made = subprocess.run([WAYPOST, "serve", folder, "--samples", "--ready", "--json"], capture_output=True, check=True)
    accounts = {one["login"]: one for one in json.loads(made.stdout)["data"]["accounts"]}
    address = f"http://127.0.0.1:{port}"
    serve = [WAYPOST, "serve", folder, "--port", str(port), "--processes", "1"]
    # Into a file: a pipe that nobody reads fills up after some hundred requests, and the server waits at it.
    log = folder.parent / "log"
    with (
        log.open("w") as lines,
        subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=lines, text=True) as process,
    ):
        answered(f"{address}/sign-in", process)
        yield Program(address, token_made(address, accounts["secretariat"]))
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    told = log.read_text().splitlines()
    assert told
    assert [line for line in told if '"fault"' in line or not line.startswith('{"at"')] == []


def token_made(address: str, account: dict[str, str]) -> str:
    """A token that may write, made on its page."""
    import base64

    import requests

    session = requests.Session()

    def sent(path: str, form: dict[str, str]) -> requests.Response:
        field = TOKEN.search(session.get(f"{address}{path}", timeout=60).text)
        assert field is not None, path
        return session.post(f"{address}{path}", {**form, "csrfmiddlewaretoken": field[1]}, timeout=60)

    sent("/sign-in", {"login": account["login"], "password": account["password"]})
    sent("/sign-in/code", {"code": code_at(base64.b32decode(account["secret"]), step_of(datetime.now(UTC)))})
    form = {"name": "fuzz", "days": "30", "may": "writes", "password": account["password"]}
    found = re.search(r"waypost_[\w-]{43}", sent("/account/tokens", form).text)
    assert found is not None
    return found[0]


def fixed(program: Program, operation: Operation) -> dict[str, str]:
    """What stands in the address, so that what is asked is there."""
    listed, _ = program.get("/api/v1/roadmaps/marenia/elements?kind=action")
    known = {"home": "marenia", "element": listed["data"]["elements"][0]["element"]["id"]}
    named = re.findall(r"<\w+:(\w+)>", ADDRESSES[operation.address])
    return {name: known.get(name, "none") for name in named}


def version(program: Program, path: str) -> str:
    """The version of the element that a path is about; of nothing where there is none."""
    import requests

    element, _, act = path.rpartition("/")
    about = element if act in ACTS else path
    found = requests.get(f"{program.address}{about}", headers=program.shown, timeout=60).headers.get("ETag", "")
    return found or f'"{"0" * 32}"'


@pytest.mark.deep
@pytest.mark.parametrize(("operation", "mode"), WAYS, ids=lambda one: getattr(one, "name", one))
@pytest.mark.parametrize("who", ["nobody", "somebody"])
def test_no_request_is_our_fault(program: Program, operation: Operation, who: str, mode: str) -> None:
    """Requests that fit the document, about what is there; and requests that do not, about anything."""
    schemathesis = pytest.importorskip("schemathesis")
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    asking = program if who == "somebody" else Program(program.address, "")
    held = schemathesis.openapi.from_url(f"{program.address}/api/v1/openapi.json")
    found = next(
        one.ok() for one in held.get_all_operations() if one.ok().definition.raw["operationId"] == operation.name
    )
    modes = schemathesis.GenerationMode
    strategy = (
        found.as_strategy(modes.POSITIVE, path_parameters=fixed(program, operation))
        if mode == "sound"
        else found.as_strategy(modes.NEGATIVE)
    )
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
    ]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def ask(case: Any) -> None:
        if operation.rests and mode == "sound":
            case.headers["If-Match"] = version(program, case.formatted_path)
        case.call_and_validate(headers=asking.shown, checks=checks, timeout=60)

    ask()
