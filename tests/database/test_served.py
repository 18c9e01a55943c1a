"""The web on either database: the same pages."""

from __future__ import annotations

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

from tests.database.servers import Cluster
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


@pytest.mark.deep
def test_pages_are_the_same_on_either_database(cluster: Cluster, tmp_path: Path) -> None:
    """What the public reads of the samples does not tell in which database they lie."""
    write_samples(tmp_path / "folder")
    place = cluster.bare()
    assert list(take_in(tmp_path / "folder", cluster.owner(place)))
    with closing(psycopg.connect(cluster.owner(place).address, autocommit=True)) as connection:
        connection.execute("GRANT waypost_keeper, waypost_reader TO desk")
        connection.execute("GRANT USAGE, CREATE ON SCHEMA public TO desk")
    with served(tmp_path / "folder", None) as file, served(tmp_path / "beside", place) as server:
        assert pages(file) == pages(server)
