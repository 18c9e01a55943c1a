"""The web on either database: the same pages."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.conftest import REPOSITORY
from tests.database.servers import Cluster, programs
from waypost.core.places import Server
from waypost.usecases.keeping import take_in
from waypost.usecases.samples import write_samples

WAYPOST = Path(sys.executable).with_name("waypost")
PAGES = (
    "",
    "roadmaps/marenia/",
    "roadmaps/marenia/timetable/",
    "roadmaps/marenia/history/",
    "roadmaps/jordan-compact/",
)


@contextmanager
def served(folder: Path, server: Server | None) -> Iterator[str]:
    """The address of a workspace while it is served."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    environment = {**os.environ, "WAYPOST_DATABASE": "" if server is None else server.address}
    command = [WAYPOST, "serve", folder, "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/"
        for _ in range(240):
            assert process.poll() is None
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def pages(address: str) -> dict[str, bytes]:
    """What the public reads, without what is drawn anew for each answer."""
    found = {}
    for page in PAGES:
        with urllib.request.urlopen(f"{address}{page}?on=2026-10-01", timeout=60) as answer:
            found[page] = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.read())
    return found


def granted(cluster: Cluster, place: Server) -> None:
    """Grant to whoever serves what the manual says."""
    with closing(psycopg.connect(cluster.owner(place).address, autocommit=True)) as connection:
        connection.execute("GRANT waypost_keeper, waypost_reader TO desk")
        connection.execute("GRANT USAGE, CREATE ON SCHEMA public TO desk")


@pytest.mark.deep
def test_pages_are_the_same_on_either_database(cluster: Cluster, tmp_path: Path) -> None:
    """What the public reads of the samples does not tell in which database they lie."""
    write_samples(tmp_path / "folder")
    place = cluster.bare()
    assert list(take_in(tmp_path / "folder", cluster.owner(place)))
    granted(cluster, place)
    with served(tmp_path / "folder", None) as file, served(tmp_path / "beside", place) as server:
        assert pages(file) == pages(server)


def got_ready(folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    """What `waypost serve --ready` says of a server."""
    command = [WAYPOST, "serve", folder, "--database", address, "--samples", "--ready", "--json"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.deep
def test_people_and_roadmaps_are_apart_on_one_server(cluster: Cluster, tmp_path: Path) -> None:
    """Whoever serves owns the tables of people alone; as reader or keeper of roadmaps nothing of people is reached, and
    without acting as one of them nothing of the roadmaps. No file of people or roadmaps lies in the folder."""
    place = cluster.empty()
    granted(cluster, place)
    made = got_ready(tmp_path / "served", place.address)
    assert made.returncode == 0, made.stderr
    assert len(json.loads(made.stdout)["data"]["accounts"]) > 5
    assert {one.name for one in (tmp_path / "served").iterdir()} <= {"secret.key", "drawings"}
    reach = "SELECT count(*) FROM {}"
    with closing(psycopg.connect(place.address, autocommit=True)) as connection:
        assert connection.execute(reach.format("public.people_person").encode()).fetchone() != (0,)
        for role, table in (
            ("desk", "waypost.version"),
            ("waypost_reader", "public.people_person"),
            ("waypost_keeper", "public.people_person"),
        ):
            connection.execute(f"SET ROLE {role}".encode())
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(reach.format(table).encode())
            connection.execute("RESET ROLE")


@pytest.mark.deep
def test_nothing_is_served_where_the_wall_would_not_stand(cluster: Cluster, tmp_path: Path) -> None:
    """A server without roadmaps, a role that owns them, one that may make no tables, and an address of no server are
    refused before anything is served, with a sentence and without the address of anybody."""
    bare, place = cluster.bare(), cluster.empty()
    for address, told in (
        (bare.address, "workspace.no_database"),
        (cluster.owner(place).address, "workspace.too_mighty"),
        (place.address, "serving.no_tables"),
        ("mysql://desk@127.0.0.1/waypost", "postgresql://role@host/database"),
    ):
        refused = got_ready(tmp_path / "served", address)
        assert refused.returncode > 0, address
        assert told in refused.stdout + refused.stderr, (address, refused.stdout, refused.stderr)
        assert "Traceback" not in refused.stderr
        assert "desk@" not in refused.stdout + refused.stderr


@pytest.mark.deep
def test_web_keeps_its_laws_on_a_server() -> None:
    """Everything that tests hold of the web (doors, twins, planted leaks, canaries, signing in, people, editing) holds
    with roadmaps and people on a server."""
    if programs() is None:
        pytest.skip("needs the programs of a PostgreSQL server (Debian: postgresql; make deep brings them), or PG_BIN")
    own_server = [f"--ignore=tests/web/{name}.py" for name in ("test_serving", "test_fuzzed")]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/web", *own_server, "-p", "no:cacheprovider"],
        env={**os.environ, "WAYPOST_TESTED_ON": "postgresql"},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:]
    passed = re.search(r"(\d+) passed", run.stdout)
    assert passed is not None
    assert int(passed[1]) > 150
