from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.desk.made import hostile, many
from truceline.desk import create_app
from truceline.desk.users import Users
from truceline.ledger import open_ledger

ADDRESS = "http://127.0.0.1:8461"
TOKEN = "the token of this start"
PASSWORD = "a long enough password"
PEOPLE = {"Rhea": "reader", "Viktor": "reviewer", "Vera": "reviewer", "Ada": "admin"}


@pytest.fixture(scope="session")
def users_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("users") / "users.json"
    users = Users(path)
    for name, role in PEOPLE.items():
        users.add(name, role, PASSWORD)
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger, made once: each test has a copy."""
    path = tmp_path_factory.mktemp("filled") / "ledger.sqlite"
    with open_ledger(path) as ledger:
        ledger.add([*many(), hostile()])
    return path.read_bytes()


@pytest.fixture
def place(tmp_path: Path, filled: bytes) -> Path:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(filled)
    return path


@pytest.fixture
def app(place: Path, users_file: Path) -> Iterator[FastAPI]:
    made = create_app(place, token=TOKEN, owner="Olga", users=users_file, port=8461)
    yield made
    made.state.desk.ledger.close()


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """Somebody with all rights, by the token in a header."""
    return TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"})


@pytest.fixture
def anybody(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=ADDRESS, follow_redirects=False)


@pytest.fixture
def signed_in(app: FastAPI) -> Callable[[str], TestClient]:
    """Somebody with a password, in a browser whose pages send the secret of the session."""

    def sign_in(name: str) -> TestClient:
        found = TestClient(app, base_url=ADDRESS, follow_redirects=False)
        answer = found.post("/sign-in", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 303
        found.headers["X-CSRF-Token"] = found.get("/api/v1/me").json()["csrf"]
        return found

    return sign_in
