from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.ledger import made
from truceline.cli import cli
from truceline.ledger import open_ledger


def run(*call: str, given: str = "") -> tuple[int, str, str]:
    found = CliRunner().invoke(cli, list(call), input=given)
    return found.exit_code, found.stdout, found.stderr


@pytest.fixture
def place(tmp_path: Path) -> str:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        ledger.add([made.reading(1)])
    return str(path)


def test_the_first_line_is_the_address_and_a_signal_ends_it(place: str) -> None:
    call = [sys.executable, "-m", "truceline", "desk", "--ledger", place, "--port", "0", "--no-open"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as running:
        try:
            assert running.stdout is not None
            address = running.stdout.readline().strip()
            base, _, token = address.partition("?token=")
            assert base.startswith("http://127.0.0.1:")
            assert len(token) > 40
            with urllib.request.urlopen(f"{base}healthz") as answer:
                assert answer.status == 200
            asked = urllib.request.Request(f"{base}api/v1/claims", headers={"Authorization": f"Bearer {token}"})
            with urllib.request.urlopen(asked) as answer:
                assert json.load(answer)["total"] == len(made.reading(1).claims)
        finally:
            running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (0, "", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_no_browser_is_looked_for(place: str) -> None:
    call = [sys.executable, "-m", "truceline", "desk", "--ledger", place, "--port", "0"]
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=bare) as running:
        try:
            assert running.stderr is not None
            assert "no browser could be opened; open the address above" in running.stderr.readline()
        finally:
            running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=30)
    assert out.startswith("http://127.0.0.1:")
    assert (running.returncode, err) == (0, "")


def test_a_port_that_is_taken_is_named(place: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        status, out, err = run("desk", "--ledger", place, "--port", port, "--no-open")
    assert (status, out) == (1, "")
    assert f"127.0.0.1:{port}: cannot listen there" in err


def test_elsewhere_than_on_the_loopback_nobody_comes_without_a_password(place: str) -> None:
    status, out, err = run("desk", "--ledger", place, "--host", "0.0.0.0", "--no-open")
    assert (status, out) == (2, "")
    assert "add-user" in err


def test_people_get_passwords_and_lose_them(place: str) -> None:
    at = ("desk", "--ledger", place)
    assert run(*at, "add-user", "Vera", "--role", "reviewer", given="a long enough password\n")[0] == 0
    assert run(*at, "add-user", "Ada", "--role", "admin", given="another good password\n")[0] == 0
    assert run(*at, "users") == (0, "Ada\tadmin\nVera\treviewer\n", "")
    assert Path(place + ".users.json").exists()
    status, _, err = run(*at, "add-user", "Rhea", given="short\n")
    assert (status, "12 characters" in err) == (1, True)
    assert run(*at, "remove-user", "Vera")[0] == 0
    assert run(*at, "users")[1] == "Ada\tadmin\n"
    assert run(*at, "remove-user", "Vera")[0] == 1


def test_another_file_of_users(place: str, tmp_path: Path) -> None:
    file = str(tmp_path / "people.json")
    assert run("desk", "--users", file, "add-user", "Vera", given="a long enough password\n")[0] == 0
    assert run("desk", "--users", file, "users")[1] == "Vera\treader\n"
