"""Fetching from publishers, against a server on this machine that gives documented answers; never the live services."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from waypost.cli.main import main
from waypost.core.errors import Refused, WrongRequest
from waypost.evidence.fetching.download import TRIES, Manner
from waypost.evidence.fetching.requests import HOSTS, request_of
from waypost.evidence.fetching.wire import is_open, secure_connection
from waypost.usecases.evidence_fetching import Fetched, fetch

ON = date(2026, 11, 23)
TSV = b"freq,unit,geo\\TIME_PERIOD\t2021 \t2022 \nA,PER,TN\t1005 \t: c\n" * 400
NAME = "eurostat-migr_asyappctza-2026-11-23.tsv"
PATH = "/eurostat/api/dissemination/sdmx/2.1/data/migr_asyappctza?format=TSV&compressed=false"


@dataclass
class Publisher:
    """What the server gives at each address, and the faults it shows first, one for each request."""

    bodies: dict[str, bytes]
    faults: list[str] = field(default_factory=list)
    mark: str = '"one"'
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    port: int = 0

    def connect(self, host: str) -> HTTPConnection:
        assert host in HOSTS
        return HTTPConnection("127.0.0.1", self.port, timeout=5)


def handler(publisher: Publisher) -> type[BaseHTTPRequestHandler]:
    """Answers as a publisher does: whole, in part, busy, moved, broken off."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            publisher.asked.append((self.path, self.headers.get("Range")))
            fault = publisher.faults.pop(0) if publisher.faults else ""
            body = publisher.bodies.get(self.path)
            if fault in ("429", "503"):
                self._give(int(fault), b"later", {"Retry-After": "7"})
            elif fault == "moved":
                self._give(302, b"", {"Location": "https://elsewhere.example/file"})
            elif body is None:
                self._give(404, b"no such dataset", {})
            else:
                self._whole_or_rest(body, fault)

        def _whole_or_rest(self, body: bytes, fault: str) -> None:
            wanted, mark = self.headers.get("Range"), self.headers.get("If-Range")
            headers = {"ETag": publisher.mark}
            start = 0
            if wanted and mark == publisher.mark:
                start = int(wanted.removeprefix("bytes=").rstrip("-"))
                headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            rest = body[start:]
            cut = len(rest) // 2 if fault == "broken" else len(rest)
            self._give(206 if start else 200, rest[:cut], headers, length=len(rest))

        def _give(self, status: int, body: bytes, headers: dict[str, str], length: int | None = None) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

    return Handler


@contextmanager
def served(publisher: Publisher) -> Iterator[Publisher]:
    """The publisher at a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(publisher))
    publisher.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def fetched(
    publisher: Publisher, folder: Path, waits: list[float] | None = None, limit: int = 1 << 20
) -> tuple[Fetched, ...]:
    """One dataset fetched from that server."""
    manner = Manner(connect=publisher.connect, wait=(waits if waits is not None else []).append, limit=limit)
    return tuple(fetch("eurostat", ["migr_asyappctza"], folder, on=ON, told=print, manner=manner))


def refusal(act: Callable[[], object]) -> str:
    """The code of the one problem with which an act is refused."""
    with pytest.raises(Refused) as caught:
        act()
    (problem,) = caught.value.problems
    return problem.code


def test_a_dataset_comes_whole(tmp_path: Path) -> None:
    """The file holds the very bytes, under a name that says publisher, dataset and day, and nothing else is left."""
    with served(Publisher({PATH: TSV})) as publisher:
        (one,) = fetched(publisher, tmp_path)
    assert (one.path.name, one.path.read_bytes(), one.size) == (NAME, TSV, len(TSV))
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert one.address == f"https://ec.europa.eu{PATH}"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_breaks_off_goes_on_where_it_was(tmp_path: Path, times: int) -> None:
    """After each break only the rest is asked for, and the file is whole in the end."""
    with served(Publisher({PATH: TSV}, faults=["broken"] * times)) as publisher:
        (one,) = fetched(publisher, tmp_path)
    assert one.path.read_bytes() == TSV
    starts = [0 if asked is None else int(asked[6:-1]) for _, asked in publisher.asked]
    assert starts == sorted(set(starts))
    assert len(starts) == times + 1


def test_a_new_issue_is_not_glued_to_an_old_one(tmp_path: Path) -> None:
    """When the publisher puts out another issue between two tries, the file is the new one alone."""
    with served(Publisher({PATH: TSV}, faults=["broken"] * TRIES)) as publisher:
        assert refusal(lambda: fetched(publisher, tmp_path)) == "fetch.gave_up"
        assert (tmp_path / f"{NAME}.part").stat().st_size > 0
        publisher.bodies[PATH], publisher.mark = TSV.replace(b"1005", b"1010"), '"two"'
        (one,) = fetched(publisher, tmp_path)
    assert one.path.read_bytes() == TSV.replace(b"1005", b"1010")
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_busy_host_is_asked_again_when_it_says(tmp_path: Path) -> None:
    """After 429 and 503 one waits as long as the host asks."""
    waits: list[float] = []
    with served(Publisher({PATH: TSV}, faults=["429", "503"])) as publisher:
        fetched(publisher, tmp_path, waits)
    assert waits == [7.0, 7.0]


@pytest.mark.parametrize(
    ("faults", "limit", "code"),
    [(["moved"], 1 << 20, "fetch.moved"), ([], 1000, "fetch.too_large"), (["503"] * TRIES, 1 << 20, "fetch.gave_up")],
)
def test_what_does_not_come_is_refused_and_leaves_no_file(
    tmp_path: Path, faults: list[str], limit: int, code: str
) -> None:
    """A redirect is not followed, an answer over the limit not kept, a silent host given up."""
    with served(Publisher({PATH: TSV}, faults=list(faults))) as publisher:
        assert refusal(lambda: fetched(publisher, tmp_path, limit=limit)) == code
    assert not list(tmp_path.iterdir())


def test_an_unknown_dataset_is_said(tmp_path: Path) -> None:
    """The status of the publisher stands in the answer."""
    with served(Publisher({})) as publisher, pytest.raises(Refused) as caught:
        fetched(publisher, tmp_path)
    assert dict(caught.value.problems[0].reason.values)["status"] == 404


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """A second fetch on the same day is refused before anything is asked."""
    (tmp_path / NAME).write_bytes(b"mine")
    with served(Publisher({PATH: TSV})) as publisher:
        assert refusal(lambda: fetched(publisher, tmp_path)) == "fetch.there"
    assert (publisher.asked, (tmp_path / NAME).read_bytes()) == ([], b"mine")


def test_pages_follow_until_one_is_empty(tmp_path: Path) -> None:
    """Activities come page by page; the empty page after the last is not kept."""
    full, empty = b"<iati-activities><iati-activity><iati-identifier/>", b"<iati-activities/>"
    pages = {
        f"/q.xml?from=act,country&country_code=TN&limit=100&offset={at * 100}": body
        for at, body in enumerate((full, full, empty))
    }
    with served(Publisher(pages)) as publisher:
        manner = Manner(connect=publisher.connect)
        found = list(fetch("dportal", ["TN"], tmp_path, on=ON, told=print, manner=manner))
    assert [one.path.name for one in found] == ["dportal-TN-2026-11-23-001.xml", "dportal-TN-2026-11-23-002.xml"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [one.path.name for one in found]


@pytest.mark.parametrize(
    ("publisher", "asked", "code"),
    [
        ("insee", "x", "fetch.no_publisher"),
        ("eurostat", "../../etc/passwd", "fetch.no_dataset"),
        ("eurostat", "a?b=c", "fetch.no_dataset"),
        ("dportal", "tunisia", "fetch.no_country"),
        ("address", "http://ec.europa.eu/file.csv", "fetch.no_host"),
        ("address", "https://ec.europa.eu.example/file.csv", "fetch.no_host"),
        ("address", "https://ec.europa.eu@example.org/file.csv", "fetch.no_host"),
        ("address", "https://ec.europa.eu:8443/file.csv", "fetch.no_host"),
        ("address", "file:///etc/passwd", "fetch.no_host"),
    ],
)
def test_only_publishers_are_asked(publisher: str, asked: str, code: str) -> None:
    """What is no dataset, no country or no publisher's address is refused before anything is asked."""
    with pytest.raises(WrongRequest) as caught:
        request_of(publisher, asked, on=ON)
    assert caught.value.say.code == code


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("147.67.34.45", True),
        ("2a01:7080:14:100::666", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:169.254.169.254", False),
        ("::ffff:147.67.34.45", True),
        ("2002:a9fe:a9fe::", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_no_address_of_this_or_a_private_network_is_connected_to(address: str, is_public: bool) -> None:
    """Private, local and wrapped addresses are told from those of the open network."""
    assert is_open(address) is is_public


def test_a_name_that_leads_to_this_machine_is_refused() -> None:
    """The name is looked up before anything is connected."""
    assert refusal(lambda: secure_connection("localhost")) == "fetch.not_open"


def test_nothing_is_asked_without_being_told_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --online the command prints what it would ask for, asks nothing, and leaves nothing."""
    assert main(["evidence", "fetch", "eurostat", "migr_asyappctza", "-o", str(tmp_path / "files")]) == 0
    said = capsys.readouterr()
    assert said.out == f"https://ec.europa.eu{PATH}\n"
    assert "Nothing was asked of the network" in said.err
    assert not (tmp_path / "files").exists()
