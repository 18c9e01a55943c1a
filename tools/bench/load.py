"""Three hundred signed-in people at work for three minutes, on each database: what they wait for.

Each thinks for ten seconds between two things they do. Nine of ten times they read a page of one of their two
roadmaps; one of ten times they open an action of theirs to change it, and send it changed. The people of the measured
server run in this process, on the same two processors.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final
from urllib.parse import urlencode

import psycopg

from tests.database.servers import APP, Cluster, running
from tests.web.workbench import fields_of
from tools.bench.crowd import roadmaps
from tools.bench.measure import REPOSITORY, WAYPOST, Failed, Lacking, Row, seconds
from waypost.codec.states import encode_state
from waypost.core.places import Server
from waypost.core.roadmap.bodies import Action
from waypost.usecases.keeping import take_in
from waypost.workspace.folder import name_of

MINUTES: Final = 3
THOUGHT: Final = 10.0
"""Seconds between two things that a person does, on average; they differ by half of it."""
WARM: Final = 20.0
"""Seconds in which people come in before anything counts: what is asked for the first time is made then."""
READS: Final = 0.25
WRITES: Final = 0.4
PAGES: Final = ("", "timetable/", "objectives/", "money/", "balance/", "review/", "history/")
COMMAND: Final = "`waypost serve … --processes 2`"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request met with: whether it wrote, how long it took, its status."""

    wrote: bool
    seconds: float
    status: int


@dataclass
class Person:
    """Somebody at work: reads, thinks, and now and then changes an action of theirs."""

    port: int
    cookie: str
    homes: list[str]
    own: list[str]
    """The addresses of the actions that are theirs."""
    chance: random.Random
    met: list[Answer] = field(default_factory=list)

    def work(self, counting: Event, done: Event) -> None:
        """Until it is over."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            done.wait(self.chance.uniform(0, THOUGHT))
            while not done.is_set():
                before = len(self.met)
                try:
                    self._do(line)
                except OSError:
                    self.met.append(Answer(wrote=False, seconds=60, status=0))
                    line.close()
                if not counting.is_set():
                    del self.met[before:]
                done.wait(self.chance.uniform(THOUGHT / 2, THOUGHT * 1.5))

    def _do(self, line: HTTPConnection) -> None:
        if self.chance.random() < 0.1:
            address = f"{self.chance.choice(self.own)}edit?field=title"
            form = fields_of(self._asked(line, "GET", address), "filling")
            self._asked(line, "POST", address, {**form, "title": f"Action, seen {self.chance.random():.6f}"})
            return
        home = self.chance.choice(self.homes)
        kind = self.chance.randrange(10)
        address = f"/roadmaps/{home}/{self.chance.choice(PAGES)}" if kind < 6 else self.chance.choice(self.own)
        self._asked(line, "GET", "/" if kind == 9 else address)

    def _asked(self, line: HTTPConnection, method: str, address: str, form: dict[str, str] | None = None) -> str:
        """The page at an address, and how long it took to come whole."""
        headers = {"Cookie": self.cookie, "Origin": f"http://127.0.0.1:{self.port}"}
        body = None
        if form is not None:
            body = urlencode(form)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": headers["Origin"] + address}
        began = time.perf_counter()
        line.request(method, address, body, headers)
        answer = line.getresponse()
        page = answer.read().decode()
        self.met.append(Answer(method == "POST", time.perf_counter() - began, answer.status))
        self._keep_cookie(answer)
        return page

    def _keep_cookie(self, answer: HTTPResponse) -> None:
        for one in answer.headers.get_all("Set-Cookie", ()):
            if one.startswith("csrf="):
                self.cookie = f"{self.cookie.split('; csrf=')[0]}; {one.split(';')[0]}"


def under_load() -> Iterator[Row]:
    """What three hundred people wait for, on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as name:
        yield from _measured("SQLite", Path(name), None)
    with running() as cluster:
        if cluster is None:
            raise Lacking("the programs of a PostgreSQL server, of the Debian package postgresql")
        with tempfile.TemporaryDirectory() as name:
            yield from _measured("PostgreSQL", Path(name), cluster)


def _measured(kind: str, folder: Path, cluster: Cluster | None) -> Iterator[Row]:
    served = folder / "served"
    served.mkdir(mode=0o700)
    own = _written(folder / "source")
    server = "" if cluster is None else _taken_to(cluster, folder / "source").address
    if cluster is None:
        list(take_in(folder / "source", served / "roadmaps.db"))
    port = _free_port()
    environment = {**os.environ, "WAYPOST_DATABASE": server}
    crowd = [sys.executable, "-m", "tools.bench.crowd", served, f"http://127.0.0.1:{port}"]
    made = subprocess.run(crowd, env=environment, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True)
    people = [_person(one, own, port, number) for number, one in enumerate(json.loads(made.stdout))]
    with _served(served, port, environment):
        _at_work(people)
    yield from _rows(kind, [one for person in people for one in person.met])


def _person(one: dict[str, Any], own: dict[str, list[tuple[str, str]]], port: int, number: int) -> Person:
    tasks = [address for home in one["homes"] for owner, address in own[home] if one["viewer"] in ("eu", owner)]
    return Person(port, f"session={one['token']}", one["homes"], tasks, random.Random(number))


def _written(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The roadmaps in a folder; the actions of each: their owner and the address of their page."""
    own: dict[str, list[tuple[str, str]]] = {}
    for made in roadmaps():
        home = folder / "roadmaps" / made.home
        home.mkdir(parents=True)
        (home / name_of(made.at)).write_bytes(encode_state(made))
        own[made.home] = [
            (str(one.body.owner), f"/roadmaps/{made.home}/elements/{one.id}/")
            for one in made.elements
            if isinstance(one.body, Action)
        ]
    return own


def _taken_to(cluster: Cluster, folder: Path) -> Server:
    """The roadmaps of a folder on a server, as the manual says that it is set up."""
    place = cluster.bare()
    owner = cluster.owner(place)
    list(take_in(folder, owner))
    with closing(psycopg.connect(owner.address, autocommit=True)) as connection:
        connection.execute(f"GRANT waypost_keeper, waypost_reader TO {APP}".encode())
        connection.execute(f"GRANT USAGE, CREATE ON SCHEMA public TO {APP}".encode())
    return place


@contextmanager
def _served(folder: Path, port: int, environment: dict[str, str]) -> Iterator[None]:
    """The server, from its first answer until the block ends."""
    command = [WAYPOST, "serve", str(folder), "--port", str(port), "--processes", "2"]
    with (
        (folder.parent / "log").open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log) as process,
    ):
        try:
            for _ in range(100):
                if process.poll() is not None:
                    raise Failed("waypost serve ended by itself")
                with closing(socket.socket()) as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.2)
            yield
        finally:
            process.terminate()


def _at_work(people: list[Person]) -> None:
    counting, done = Event(), Event()
    threads = [Thread(target=one.work, args=(counting, done), daemon=True) for one in people]
    for thread in threads:
        thread.start()
    try:
        time.sleep(WARM)
        counting.set()
        time.sleep(60 * MINUTES)
    finally:
        done.set()
    for thread in threads:
        thread.join()


def _rows(kind: str, met: list[Answer]) -> Iterator[Row]:
    reads = sorted(one.seconds for one in met if not one.wrote)
    writes = sorted(one.seconds for one in met if one.wrote)
    wrong = [one for one in met if one.status not in (200, 303, 409)]
    stale = sum(one.status == 409 for one in met)
    work = f"300 people for {MINUTES} minutes, {kind}"
    for what, times, target in (("reads", reads, READS), ("writes", writes, WRITES)):
        most, half = _share(times, 95), _share(times, 50)
        found = f"{len(times):,}: 95 of 100 within {seconds(most)}, half within {seconds(half)}"
        yield Row(f"{work}: {what}", COMMAND, found, f"95 of 100 within {target * 1000:.0f} ms", most <= target)
    told = f"{len(wrong)} of {len(met):,}" + (f", and {stale} edits told that another came first" if stale else "")
    yield Row(f"{work}: errors", COMMAND, told, "none", not wrong)


def _share(times: list[float], share: int) -> float:
    """The time within which so many of a hundred were answered."""
    return times[min(len(times) - 1, len(times) * share // 100)]


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
