"""The state that pages are answered from, and answers that are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, TOKEN
from tests.ledger import made
from truceline.desk import freshness
from truceline.desk.answers import FRESH, STALE, Key
from truceline.ledger import open_ledger


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(app: FastAPI) -> Clock:
    found = Clock()
    app.state.desk.answers._clock = app.state.desk.freshness._clock = found
    return found


@pytest.fixture
def running(app: FastAPI, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[TestClient]:
    """A desk whose thread has looked at the ledger once, and does not by itself look again."""
    monkeypatch.setattr(freshness, "_PAUSE", 3600.0)
    with TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        assert client.get("/api/v1/ledger").status_code == 200
        yield client


def added_elsewhere(place: Path, number: int) -> None:
    with open_ledger(place, create=False) as ledger:
        ledger.add([made.reading(number)])


def reports(client: TestClient) -> Any:
    return client.get("/api/v1/ledger").json()["reports"]


def test_what_comes_is_shown_once_the_thread_has_looked(app, running, place, clock):
    before = reports(running)
    added_elsewhere(place, 500)
    assert reports(running) == before
    clock.now += FRESH + 1
    app.state.desk.freshness.catch_up(clock.now)
    assert reports(running) == before  # given once more, and made anew behind it
    for _ in range(100):
        if reports(running) != before:
            break
    assert reports(running) == before + 1


def test_an_answer_that_is_too_old_is_not_given(app, running, place, clock):
    before = reports(running)
    added_elsewhere(place, 501)
    clock.now += STALE + 1
    app.state.desk.freshness.catch_up(clock.now)
    assert reports(running) == before + 1


def test_who_wrote_sees_it_at_once_and_others_soon(app, running, place, clock, signed_in):
    claim = running.get("/api/v1/claims").json()["items"][0]["id"]
    reader = signed_in("Rhea")
    path = f"/api/v1/claims/{claim}"
    assert running.get(path).json()["reviews"] == reader.get(path).json()["reviews"] == []
    clock.now += 1
    said = running.post("/api/v1/reviews", json={"subject": claim, "decision": "accept"})
    assert said.status_code == 201
    assert [one["decision"] for one in running.get(path).json()["reviews"]] == ["accepted"]


def test_decisions_leave_the_columns_as_they_are(app, running, clock):
    desk = app.state.desk
    before = desk.lists.snapshot()
    claim = running.get("/api/v1/claims").json()["items"][0]["id"]
    running.post("/api/v1/reviews", json={"subject": claim, "decision": "accept"})
    clock.now += 1
    desk.freshness.catch_up(clock.now)
    after = desk.lists.snapshot()
    assert after.head != before.head
    assert after == before


def test_a_kept_page_carries_the_name_and_secret_of_who_asks(
    app: FastAPI, running: TestClient, signed_in: Callable[[str], TestClient]
) -> None:
    one, other = signed_in("Viktor"), signed_in("Vera")
    texts = {person: person.get("/events").text for person in (one, other, running)}
    assert len(app.state.desk.answers._kept) >= 1
    for person, name in ((one, "Viktor"), (other, "Vera"), (running, "Olga")):
        assert f"<span>{name}, " in texts[person]
        assert "mark-" not in texts[person]
    for person, stranger in ((one, other), (other, one)):
        secret = person.headers["X-CSRF-Token"]
        assert secret in texts[person]
        assert secret not in texts[stranger]
        assert secret not in texts[running]


def test_a_page_says_as_of_when_it_is(running, clock, place, app):
    first = running.get("/events")
    assert f"{first.headers['Truceline-State'][11:19]} UTC" in first.text
    assert running.get("/events").headers["Truceline-State"] == first.headers["Truceline-State"]


def test_who_asks_while_an_answer_is_made_gets_that_one(app, running, monkeypatch):
    answers, made = app.state.desk.answers, []
    making = answers._made

    async def slowly(key: Key, *given: Any) -> Any:
        made.append(key)
        await anyio.sleep(0.3)
        return await making(key, *given)

    monkeypatch.setattr(answers, "_made", slowly)
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(running.get, "/sources") for _ in range(3)]
        assert [one.result().status_code for one in asked] == [200, 200, 200]
    assert [key[1] for key in made] == ["/sources"]
    assert not answers._locks


def test_roles_do_not_share_answers(running, signed_in):
    assert "Save as an alert" in running.get("/?event=ASSAULT").text
    assert "Save as an alert" not in signed_in("Rhea").get("/?event=ASSAULT").text


def test_what_fails_is_not_kept(app, running):
    path = "/api/v1/claims/c" + "0" * 32
    assert running.get(path).status_code == running.get(path).status_code == 404
    assert not [key for key in app.state.desk.answers._kept if key[1] == path]


def test_answers_are_forgotten_where_there_are_too_many(app, running):
    answers = app.state.desk.answers
    answers._most = 200_000
    for number in range(1, 60):
        running.get(f"/api/v1/claims?limit={number}")
    assert sum(len(one.body) for one in answers._kept.values()) <= 200_000
    assert list(answers._kept)[-1][2] == "limit=59"
