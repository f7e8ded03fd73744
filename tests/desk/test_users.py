from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, PASSWORD, TOKEN
from truceline.desk import create_app
from truceline.desk.sessions import HOURS, Person, Sessions
from truceline.desk.users import Users, users_file
from truceline.errors import UsersError


def test_users_are_kept_hashed_in_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "new" / "users.json"
    users = Users(path)
    assert len(users) == 0
    users.add("Vera Q", "reviewer", PASSWORD)
    assert path.stat().st_mode & 0o077 == 0
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert "$argon2id$" in path.read_text(encoding="utf-8")
    again = Users(path)
    assert again.check("Vera Q", PASSWORD) == Person(name="Vera Q", role="reviewer")
    assert again.check("Vera Q", PASSWORD + "!") is None
    assert again.check("Nobody", PASSWORD) is None
    users.remove("Vera Q")
    assert again.find("Vera Q") is None
    with pytest.raises(UsersError, match="nobody"):
        users.remove("Vera Q")


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("", "reader", PASSWORD),
        ("a\nb", "reader", PASSWORD),
        ("<b>", "reader", PASSWORD),
        ("x" * 61, "reader", PASSWORD),
        ("truceline 9", "reader", PASSWORD),
        ("Vera", "owner", PASSWORD),
        ("Vera", "reader", "short"),
        ("Vera", "reader", "x" * 500),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, name: str, role: str, password: str) -> None:
    with pytest.raises(UsersError):
        Users(tmp_path / "users.json").add(name, role, password)


@pytest.mark.parametrize("content", ["", "[]", '{"users": {"a": {"role": "owner", "password": "x"}}}', '{"users": 7}'])
def test_another_file_is_no_file_of_users(tmp_path: Path, content: str) -> None:
    path = tmp_path / "users.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsersError, match="not a file of users"):
        Users(path)


def test_who_tries_too_often_waits(tmp_path: Path) -> None:
    time = [100.0]
    users = Users(tmp_path / "users.json", clock=lambda: time[0])
    users.add("Vera", "reader", PASSWORD)
    for _ in range(5):
        assert users.check("Vera", "wrong password") is None
    assert users.check("Vera", PASSWORD) is None
    time[0] += 61
    assert users.check("Vera", PASSWORD) is not None


def test_users_stand_beside_their_ledger(tmp_path: Path) -> None:
    assert users_file(tmp_path / "a.sqlite", data=tmp_path / "data") == tmp_path / "a.sqlite.users.json"
    assert users_file("postgresql://team@db/a", data=tmp_path / "data") == tmp_path / "data" / "users.json"


def test_a_session_ends_unused(tmp_path: Path) -> None:
    time = [0.0]
    sessions = Sessions(token="t", owner=Person(name="Olga", role="admin"), clock=lambda: time[0])
    session = sessions.begin(Person(name="Olga", role="admin"), by_token=True)
    time[0] += HOURS - 1
    assert sessions.find(session.id) is session
    time[0] += HOURS + 1
    assert sessions.find(session.id) is None
    assert sessions.by_token("other") is None


def test_the_address_that_was_printed_becomes_a_cookie(anybody: TestClient) -> None:
    assert anybody.get("/", params={"token": "wrong"}).status_code == 403
    answer = anybody.get("/", params={"token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "truceline_8461=" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    page = anybody.get("/")
    assert page.status_code == 200
    secret = anybody.get("/api/v1/me").json()["csrf"]
    assert anybody.post("/sign-out", data={"csrf": "wrong"}).status_code == 403
    assert anybody.post("/sign-out", data={"csrf": secret}).status_code == 303
    assert anybody.get("/").status_code == 401


def test_passwords_open_the_desk_and_roles_hold_at_once(
    place: Path, tmp_path: Path, signed_in: Callable[[str], TestClient]
) -> None:
    users = Users(tmp_path / "own.json")
    users.add("Vera", "reviewer", PASSWORD)
    app: FastAPI = create_app(place, token=None, users=users.path, any_number=True, hosts=["desk.example"], secure=True)
    browser = TestClient(app, base_url="https://desk.example", follow_redirects=False)
    assert browser.get("/", params={"token": ""}).status_code == 403
    assert browser.post("/sign-in", data={"name": "Vera", "password": "wrong password"}).status_code == 403
    answer = browser.post("/sign-in", data={"name": "Vera", "password": PASSWORD})
    assert answer.status_code == 303
    assert "Secure" in answer.headers["set-cookie"]
    assert browser.get("/api/v1/me").json()["role"] == "reviewer"
    assert browser.get("/healthz", headers={"Host": "192.0.2.7:8461"}).status_code == 200
    assert browser.get("/healthz", headers={"Host": "evil.example"}).status_code == 400
    users.add("Vera", "reader", PASSWORD)
    assert browser.get("/api/v1/me").json()["role"] == "reader"
    users.remove("Vera")
    assert browser.get("/api/v1/me").status_code == 401
    app.state.desk.ledger.close()


def test_a_token_of_another_start_is_nothing(place: Path, anybody: TestClient) -> None:
    other = create_app(place, token="another", port=8461)
    client = TestClient(other, base_url=ADDRESS)
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 401
    assert client.get("/api/v1/me", headers={"Authorization": "Bearer another"}).json()["role"] == "admin"
    other.state.desk.ledger.close()
