"""Serving for real: from an empty folder to an answer, until somebody stops it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import pytest

WAYPOST = Path(sys.executable).with_name("waypost")


def free_port() -> int:
    """A port at which nothing listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answered(address: str, process: subprocess.Popen[str]) -> bytes:
    """What is answered at an address, as soon as something is."""
    for _ in range(300):
        assert process.poll() is None
        with suppress(urllib.error.URLError), urllib.request.urlopen(address, timeout=20) as answer:
            return bytes(answer.read())
        time.sleep(0.2)
    process.kill()  # else leaving the block would wait for it
    pytest.fail("nothing answered within a minute")


def test_served_until_somebody_stops_it(tmp_path: Path) -> None:
    """One command makes the samples and their accounts, tells each secret once, serves, and ends with Ctrl-C."""
    folder, port = tmp_path / "served", free_port()
    made = subprocess.run([WAYPOST, "serve", folder, "--samples", "--ready", "--json"], capture_output=True, check=True)
    accounts = json.loads(made.stdout)["data"]["accounts"]
    assert len(accounts) == 12
    assert all(one["password"] and one["secret"] and len(one["recovery_codes"]) == 10 for one in accounts)
    serve = [WAYPOST, "serve", folder, "--port", str(port), "--processes", "1"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert b"<h1>" in answered(f"http://127.0.0.1:{port}/", process)
        other = subprocess.run([*serve, "--json"], capture_output=True, text=True, check=False)
        process.send_signal(signal.SIGINT)
        out, log = process.communicate(timeout=30)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}" in out
    assert not any(one["password"] in out for one in accounts)
    assert [line for line in log.splitlines() if not line.startswith('{"at"')] == []
    assert other.returncode == 2


def test_files_need_no_web(tmp_path: Path) -> None:
    """A command on files imports nothing of the web: who only has files need not install it."""
    words = (
        "import sys; from waypost.cli.main import main; code = main(['new', sys.argv[1], '--sample', '--quiet']); "
        "code = code or main(['timetable', 'marenia', '-w', sys.argv[1], '--json', '--on', '2026-10-01']); "
        "web = {'django', 'granian', 'argon2', 'psycopg'} & set(sys.modules); sys.exit(code or len(web))"
    )
    run = subprocess.run([sys.executable, "-c", words, tmp_path / "new"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
