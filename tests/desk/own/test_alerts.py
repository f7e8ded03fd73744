"""Alerts: made, changed, removed; what they find, in feeds, alarms and webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, TOKEN
from tests.desk.own.receiver import Receiver, receiving
from tests.ledger import made
from truceline.desk import create_app
from truceline.desk.own import webhooks as sending
from truceline.ledger import Review, open_ledger

ATOM = "{http://www.w3.org/2005/Atom}"


class Clock:
    """Time passes only where a test lets it."""

    def __init__(self, day: str) -> None:
        self.time = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def near(place: Path, users_file: Path) -> Iterator[FastAPI]:
    """A desk that may send to this machine."""
    app = create_app(place, token=TOKEN, owner="Olga", users=users_file, port=8461, allow_private=True)
    yield app
    app.state.desk.ledger.close()


@pytest.fixture
def olga(near: FastAPI) -> TestClient:
    return TestClient(near, base_url=ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"})


def make(client: TestClient, **said: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/alerts", json={"name": "Shells", "filters": {"event": "ASSAULT"}, **said})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def at(app: FastAPI, day: str) -> Clock:
    clock = Clock(day)
    desk = app.state.desk
    desk.lookout._clock = desk.webhooks._clock = clock
    return clock


def add(app: FastAPI, number: int, *, begin: int = 5000, day: str = "2031-05-01") -> None:
    readings = []
    for i in range(begin, begin + number):
        report = replace(made.report(i), published=day)
        readings.append(made.reading(i, of=report))
    app.state.desk.ledger.add(readings)


def test_an_alert_is_made_changed_and_removed_and_all_of_it_stays_in_the_ledger(client: TestClient) -> None:
    made_one = make(client)
    assert made_one["filters"] == {"event": "ASSAULT"}
    assert made_one["says"] == "any new claim"
    assert made_one["by"] == "Olga"
    fitting = client.get("/api/v1/claims", params={"event": "ASSAULT"}).json()["total"]
    assert made_one["claims"] == fitting > 0
    change = {"name": "Shelling", "filters": {"event": "ASSAULT", "denied": True}, "seen": made_one["version"]}
    changed = client.put(f"/api/v1/alerts/{made_one['id']}", json=change).json()
    assert (changed["id"], changed["name"]) == (made_one["id"], "Shelling")
    assert changed["filters"] == {"event": "ASSAULT", "denied": "true"}
    assert [one["name"] for one in client.get("/api/v1/alerts").json()] == ["Shelling"]
    page = client.get(f"/alerts/{made_one['id']}")
    assert "Changed" in page.text
    assert "Shells" in page.text
    gone = client.delete(f"/api/v1/alerts/{made_one['id']}", params={"seen": changed["version"]})
    assert gone.status_code == 204
    assert client.get("/api/v1/alerts").json() == []
    assert client.get(f"/api/v1/alerts/{made_one['id']}").status_code == 404


def test_of_two_who_change_at_once_one_is_told(client: TestClient, signed_in: Callable[[str], TestClient]) -> None:
    seen = make(client)
    vera = signed_in("Vera")
    body = {"name": "Vera's", "filters": {}, "seen": seen["version"]}
    assert vera.put(f"/api/v1/alerts/{seen['id']}", json=body).status_code == 200
    answer = client.put(f"/api/v1/alerts/{seen['id']}", json={**body, "name": "Olga's"})
    assert answer.status_code == 409
    assert answer.json()["error"]["by"] == "Vera"
    assert client.delete(f"/api/v1/alerts/{seen['id']}", params={"seen": seen["version"]}).status_code == 409
    assert client.get(f"/api/v1/alerts/{seen['id']}").json()["name"] == "Vera's"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"filters": {"since": "soon"}},
        {"rule": {"kind": "fall"}},
        {"rule": {"kind": "rise", "factor": 1}},
        {"webhook": "file:///etc/passwd"},
        {"webhook": "http://a b/"},
        {"webhook": "javascript:alert(1)"},
        {"more": 1},
    ],
)
def test_what_is_no_alert_is_refused(client: TestClient, wrong: dict[str, Any]) -> None:
    body = {"name": "Shells", "filters": {"event": "ASSAULT"}, **wrong}
    assert client.post("/api/v1/alerts", json=body).status_code == 422
    assert client.get("/api/v1/alerts").json() == []


def test_a_reader_sees_alerts_but_not_where_they_send(
    client: TestClient, signed_in: Callable[[str], TestClient]
) -> None:
    alert = make(client, webhook="https://coast.example/hook?token=kept-from-you")
    reader = signed_in("Rhea")
    seen = reader.get(f"/api/v1/alerts/{alert['id']}").json()
    assert seen["has_webhook"]
    assert seen["webhook"] is None
    for path in ("/alerts", f"/alerts/{alert['id']}", "/api/v1/alerts"):
        answer = reader.get(path)
        assert answer.status_code == 200
        assert "kept-from-you" not in answer.text
        assert alert["webhook"]["secret"] not in answer.text
    assert "kept-from-you" in client.get(f"/alerts/{alert['id']}").text


def test_a_form_makes_one_from_the_filters_of_a_page(signed_in: Callable[[str], TestClient]) -> None:
    vera = signed_in("Vera")
    assert 'href="/alerts/new?event=ASSAULT&amp;lone=true"' in vera.get("/?event=ASSAULT&lone=true&order=day").text
    form = vera.get("/alerts/new?event=ASSAULT&lone=true")
    assert 'value="Attack, one origin only"' in form.text
    csrf = vera.headers["X-CSRF-Token"]
    said = {"csrf": csrf, "name": "Lone", "query": "event=ASSAULT&lone=true", "kind": "rise", "factor": "3"}
    answer = vera.post("/alerts", data=said)
    assert answer.status_code == 303
    alert = vera.get("/api/v1/alerts").json()[0]
    assert alert["says"].startswith("3 times the mean of the 4 weeks before")
    wrong = vera.post("/alerts", data={**said, "factor": "many"})
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    remove = {"csrf": csrf, "what": "remove", "seen": alert["version"]}
    assert vera.post(f"/alerts/{alert['id']}", data=remove).status_code == 303
    assert "No alert yet" in vera.get("/alerts").text


def test_a_feed_opens_with_its_key_alone_and_says_what_people_decided(client: TestClient, anybody: TestClient) -> None:
    alert = make(client)
    newest = client.get("/api/v1/claims", params={"event": "ASSAULT", "order": "added"}).json()["items"]
    for claim, decision in ((newest[0], "accept"), (newest[1], "reject")):
        client.post("/api/v1/reviews", json={"subject": claim["id"], "decision": decision, "seen": None})
    answer = anybody.get(alert["feed"])
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in root.findall(f"{ATOM}entry")}
    ids = [one["id"] for one in newest]
    assert f"urn:truceline:claim:{ids[1]}" not in entries  # rejected
    terms = {id: entry.find(f"{ATOM}category").get("term") for id, entry in entries.items()}
    assert terms[f"urn:truceline:claim:{ids[0]}"] == "accepted"
    assert terms[f"urn:truceline:claim:{ids[2]}"] == "unreviewed"
    bare = alert["feed"].partition("?")[0]
    for path in (bare, f"{bare}?key=", f"{bare}?key=wrong"):
        assert anybody.get(path).status_code == 401
    other = make(client, name="Other", filters={"event": "AGREE"})
    key = alert["feed"].partition("=")[2]
    assert anybody.get(f"/alerts/{other['id']}/feed.atom?key={key}").status_code == 401
    assert anybody.get(f"/alerts/{alert['id']}?key={key}").status_code == 401
    renewed = client.post(f"/api/v1/alerts/{alert['id']}/key").json()["feed"]
    assert anybody.get(alert["feed"]).status_code == 401
    assert anybody.get(renewed).status_code == 200


def test_new_claims_are_sent_once_and_signed(near: FastAPI, olga: TestClient, receiver: Receiver) -> None:
    alert = make(olga, webhook=receiver.url)
    desk = near.state.desk
    desk.lookout.look()
    desk.webhooks.send_due()
    assert receiver.got == []  # what was there is not new
    add(near, 3)
    desk.lookout.look()
    desk.webhooks.send_due()
    ((headers, body),) = receiver.got
    said = json.loads(body)
    assert said["kind"] == "claims"
    assert said["alert"]["name"] == "Shells"
    assert {claim["event"] for claim in said["claims"]} == {"ASSAULT"}
    assert all(claim["reviewed"] is None for claim in said["claims"])
    assert headers["truceline-delivery"] == said["delivery"]
    stamp, signature = (part.partition("=")[2] for part in headers[sending.SIGNATURE.lower()].split(","))
    right = hmac.new(alert["webhook"]["secret"].encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    assert signature == right
    desk.lookout.look()
    desk.webhooks.send_due()
    assert len(receiver.got) == 1
    (log,) = olga.get(f"/api/v1/alerts/{alert['id']}/deliveries").json()
    assert (log["state"], [one["status"] for one in log["tries"]]) == ("sent", [200])


def test_what_does_not_arrive_is_tried_again_with_longer_waits_and_nothing_is_left_out(
    near: FastAPI, olga: TestClient, receiver: Receiver
) -> None:
    clock = at(near, "2031-05-02")
    alert, desk = make(olga, webhook=receiver.url), near.state.desk
    receiver.status = 500
    add(near, 2)
    waits = []
    for _ in range(3):
        desk.lookout.look()
        desk.webhooks.send_due()
        ((state, due),) = desk.kept.rows("SELECT state, next FROM deliveries")
        assert state == "waiting"
        waits.append(due - clock.now())
        desk.webhooks.send_due()  # not due yet
        clock.time = due
    assert waits == list(sending.WAITS[:3])
    assert len(receiver.got) == 3
    add(near, 2, begin=6000)  # meanwhile
    receiver.status = 204
    for _ in range(3):
        desk.lookout.look()
        desk.webhooks.send_due()
    bodies = [json.loads(body) for _, body in receiver.got]
    assert [one["delivery"] for one in bodies[:4]] == [bodies[0]["delivery"]] * 4
    sent = [claim["id"] for one in (bodies[3], bodies[4]) for claim in one["claims"]]
    new = olga.get("/api/v1/claims", params={"event": "ASSAULT", "order": "added", "limit": 200}).json()["items"]
    added = [one["id"] for one in new if one["report"]["published"] == "2031-05-01"]
    assert sorted(sent) == sorted(added)
    log = olga.get(f"/api/v1/alerts/{alert['id']}/deliveries").json()
    assert [one["state"] for one in log] == ["sent", "sent"]
    assert [one["status"] for one in log[1]["tries"]] == [500, 500, 500, 204]


def test_it_is_given_up_in_the_end(near: FastAPI, olga: TestClient, receiver: Receiver) -> None:
    clock, desk = at(near, "2031-05-02"), near.state.desk
    alert = make(olga, webhook=receiver.url)
    receiver.status = 503
    olga.post(f"/api/v1/alerts/{alert['id']}/test")
    for _ in range(20):
        desk.webhooks.send_due()
        clock.time += 200_000
    assert len(receiver.got) == len(sending.WAITS) + 1
    (log,) = desk.webhooks.deliveries(alert["id"])
    assert log.state == "given up"


@pytest.mark.parametrize("status", [301, 302, 307])
def test_no_redirect_is_followed(near: FastAPI, olga: TestClient, receiver: Receiver, status: int) -> None:
    alert, desk = make(olga, webhook=receiver.url), near.state.desk
    receiver.status, receiver.location = status, receiver.url + "/elsewhere"
    olga.post(f"/api/v1/alerts/{alert['id']}/test")
    desk.webhooks.send_due()
    assert len(receiver.got) == 1
    assert desk.webhooks.deliveries(alert["id"])[0].tries[0].status == status


def test_a_private_network_is_sent_nothing(app: FastAPI, client: TestClient, receiver: Receiver) -> None:
    alert = make(client, webhook=receiver.url)
    client.post(f"/api/v1/alerts/{alert['id']}/test")
    app.state.desk.webhooks.send_due()
    (log,) = app.state.desk.webhooks.deliveries(alert["id"])
    assert log.state == "given up"
    assert "private network" in log.tries[0].said
    assert receiver.got == []


def test_a_rise_is_told_once_until_it_has_gone_down(near: FastAPI, olga: TestClient, receiver: Receiver) -> None:
    desk = near.state.desk
    for week in range(5):  # two reports in each of the weeks before
        day = (datetime(2031, 6, 20, tzinfo=UTC) - timedelta(days=7 * week + 8)).strftime("%Y-%m-%d")
        add(near, 2, begin=7000 + 10 * week, day=day)
    clock = at(near, "2031-06-20")
    alert = make(olga, webhook=receiver.url, filters={}, rule={"kind": "rise", "factor": 2, "least": 1})
    mean = alert["course"]["mean"]
    assert mean == sum(one["count"] for one in alert["course"]["stretches"][-5:-1]) / 4 > 0
    assert alert["course"]["bound"] == 2 * mean
    for _ in range(2):
        desk.lookout.look()
        desk.webhooks.send_due()
    assert receiver.got == []
    add(near, 5, begin=8000, day="2031-06-19")
    for _ in range(3):
        desk.lookout.look()
        desk.webhooks.send_due()
    ((_, body),) = receiver.got
    said = json.loads(body)
    assert said["kind"] == "alarm"
    assert said["alarm"]["count"] >= 2 * said["alarm"]["mean"]
    found = olga.get(f"/api/v1/alerts/{alert['id']}").json()
    assert [one["count"] for one in found["alarms"]] == [said["alarm"]["count"]]
    assert found["course"]["met"]
    assert "risen" in olga.get("/alerts").text
    root = ET.fromstring(olga.get(alert["feed"]).content)
    assert [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")] == [
        f"urn:truceline:alarm:{said['alarm']['id']}"
    ]
    clock.time += 10 * 86_400  # quiet again
    desk.lookout.look()
    add(near, 30, begin=9000, day="2031-06-30")
    desk.lookout.look()
    desk.webhooks.send_due()
    assert len(receiver.got) == 2


def test_where_there_is_no_past_there_is_no_mean(tmp_path: Path, users_file: Path) -> None:
    app = create_app(tmp_path / "young.sqlite", token=TOKEN, users=users_file)
    young = TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"})
    at(app, "2031-12-01")
    add(app, 9, day="2031-11-30")
    alert = make(young, filters={}, rule={"kind": "rise"})
    assert alert["course"]["stretches"][-1]["count"] > 5
    assert alert["course"]["mean"] is None
    assert not alert["course"]["met"]
    app.state.desk.ledger.close()


def test_an_archive_counts_up_to_its_own_last_day(app: FastAPI, client: TestClient) -> None:
    at(app, "2050-01-01")
    course = make(client)["course"]
    assert course["archive"]
    latest = max(one["published"] for one in client.get("/api/v1/reports").json()["items"] if one["published"])
    assert course["stretches"][-1]["last"] == latest[:10]


def test_secrets_are_deleted_with_the_alert_and_the_file_is_its_owners_alone(
    place: Path, app: FastAPI, client: TestClient
) -> None:
    alert = make(client, webhook="https://coast.example/hook?token=kept-from-you")
    file = place.with_name(place.name + ".desk")
    assert file.stat().st_mode & 0o077 == 0
    assert b"kept-from-you" in file.read_bytes()
    client.delete(f"/api/v1/alerts/{alert['id']}", params={"seen": alert["version"]})
    app.state.desk.kept.close()
    assert b"kept-from-you" not in file.read_bytes()
    assert alert["webhook"]["secret"].encode() not in file.read_bytes()
    with sqlite3.connect(place) as ledger:
        whole = "\n".join(ledger.iterdump())
    assert "kept-from-you" not in whole


def test_alerts_are_in_the_chain_and_outlast_the_desk(place: Path, client: TestClient, users_file: Path) -> None:
    alert = make(client)
    with open_ledger(place, create=False) as ledger:
        assert ledger.verify().whole
        claim = next(iter(ledger.view().claims()))
        ledger.review([Review(subject=claim.id, verdict="noted", note="x", by="Vera")])
    place.with_name(place.name + ".desk").unlink()
    app = create_app(place, token=TOKEN, users=users_file)
    again = TestClient(app, base_url=ADDRESS, headers={"Authorization": f"Bearer {TOKEN}"})
    found = again.get(f"/api/v1/alerts/{alert['id']}").json()
    assert (found["name"], found["by"]) == ("Shells", "Olga")
    app.state.desk.ledger.close()
