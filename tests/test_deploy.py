"""The files that put the desk into containers: what can be said of them without an engine that runs containers.

Nothing here builds an image. The command of the compose file is run as it stands, on a PostgreSQL server here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ledger import server

yaml = pytest.importorskip("yaml", reason="the extra dev brings it")

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
DESK = COMPOSE["services"]["desk"]
PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def test_the_linter_finds_nothing_in_the_container_file() -> None:
    beside = Path(sys.executable).with_name("hadolint")
    linter = str(beside) if beside.exists() else shutil.which("hadolint")
    if linter is None:
        pytest.skip("hadolint is not installed (extra: dev)")
    done = subprocess.run([linter, str(DEPLOY / "Dockerfile")], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_compose_file_is_as_its_specification_has_it() -> None:
    compose = pytest.importorskip("compose_spec", reason="the extra dev brings it")
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    filled = re.sub(r"\$\{\w+(?::-([^}]*)|:\?[^}]*)\}", lambda found: found[1] or "secret", text)
    assert "${" not in filled
    read = compose.PyCompose.from_yaml(filled)
    read.validate()
    assert set(read.service_names()) == {"desk", "database"}


@pytest.mark.parametrize("name", sorted(COMPOSE["services"]))
def test_every_service_is_without_rights_watched_and_started_again(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["user"] not in ("root", "0")
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["restart"] == "unless-stopped"
    for volume in service["volumes"]:
        assert volume.partition(":")[0] in COMPOSE["volumes"]
    assert set(service["networks"]) <= set(COMPOSE["networks"])


def test_the_database_is_reached_from_the_desk_alone() -> None:
    database = COMPOSE["services"]["database"]
    assert "ports" not in database
    assert database["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert all(port.startswith("127.0.0.1:") for port in DESK["ports"])
    assert DESK["depends_on"]["database"]["condition"] == "service_healthy"


def test_the_images_are_named_without_a_registry_and_with_a_version() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    named = [service["image"] for service in COMPOSE["services"].values() if "build" not in service]
    for image in (*bases, *named):
        assert re.fullmatch(r"[a-z]+:[a-z0-9.-]+", image), image
        assert not image.endswith(":latest")


def test_no_password_stands_in_the_files_and_each_variable_is_explained() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    variables = set(re.findall(r"\$\{(\w+)", text))
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    assert variables == set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert re.search(r"^DATABASE_PASSWORD=$", example, re.MULTILINE)
    assert all(f"`{name}`" in PAGE for name in variables)


def test_the_container_runs_as_nobody_in_particular_and_asks_after_itself() -> None:
    lines = [line.split() for line in DOCKERFILE.splitlines() if line]
    assert [line[1] for line in lines if line[0] == "USER"] == [DESK["user"]]
    assert "VOLUME /data" in DOCKERFILE
    (asked,) = re.findall(r'^\s+CMD (\["python".*\])$', DOCKERFILE, re.MULTILINE)
    assert json.loads(asked) == DESK["healthcheck"]["test"][1:]
    (command,) = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert json.loads(command)[:3] == DESK["command"][:3] == ["desk", "--host", "0.0.0.0"]


@pytest.fixture
def postgresql() -> Iterator[server.Server]:
    if reason := server.missing():
        pytest.skip(reason)
    with server.running() as found:
        yield found


def test_the_command_of_the_compose_file_answers_its_own_health_check(
    postgresql: server.Server, tmp_path: Path
) -> None:
    users, port = str(tmp_path / "users.json"), "18461"
    there = {"/data/users.json": users, "${DESK_NAME:-localhost}": "localhost", "8461": port, "0.0.0.0": "0.0.0.0"}
    address = postgresql.empty()
    command = [address if part.startswith("postgresql://") else there.get(part, part) for part in DESK["command"]]
    program = [sys.executable, "-m", "truceline"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    add = [*program, "desk", "--users", users, "--ledger", address, "add-user", "Vera", "--role", "admin"]
    subprocess.run(add, input="a long pass phrase 7\n", text=True, check=True, env=environment)
    with subprocess.Popen([*program, *command], stdout=subprocess.PIPE, text=True, env=environment) as desk:
        try:
            assert desk.stdout is not None
            assert desk.stdout.readline().startswith("http://")
            check = [part.replace("8461", port) for part in DESK["healthcheck"]["test"][1:]]
            subprocess.run([sys.executable, *check[1:]], check=True)
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"http://127.0.0.1:{port}/sign-in", timeout=30) as answer:
                assert answer.status == 200
        finally:
            desk.terminate()
