from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, MutableMapping
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.ledger import made
from truceline.ledger import Filters, Judgement


def items(client: TestClient, path: str, **query: Any) -> list[dict[str, Any]]:
    """All items of a list, page after page."""
    found: list[dict[str, Any]] = []
    while True:
        answer = client.get(f"/api/v1{path}", params=query)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["items"]
        if page["next"] is None:
            assert len(found) == page["total"]
            return found
        query["after"] = page["next"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"event": "ASSAULT"},
        {"country": "KVT"},
        {"actor": "ostrel-front", "factuality": "CT+"},
        {"place": "Teslin"},
        {"since": "2031-02-01", "until": "2031-03-01"},
        {"outlet": "Coast Standard"},
        {"origin": "wire"},
        {"as_of": "2031-06-15"},
        {"event": "", "actor": ""},
    ],
)
@pytest.mark.parametrize("order", ["added", "published", "day"])
def test_pages_of_claims_hold_what_the_view_gives(
    app: FastAPI, client: TestClient, query: dict[str, str], order: str
) -> None:
    found = [one["id"] for one in items(client, "/claims", limit=7, order=order, **query)]
    as_of = query.get("as_of")
    filters = Filters(**{name: value for name, value in query.items() if name != "as_of" and value})
    wanted = [row.id for row in app.state.desk.ledger.view(as_of).claims(filters)]
    assert sorted(found) == sorted(wanted)
    up = [one["id"] for one in items(client, "/claims", limit=9, order=order, up=True, **query)]
    assert up == found[::-1]


def test_claims_come_in_the_order_asked_for(client: TestClient) -> None:
    days = [one["first"] or "" for one in items(client, "/claims", limit=50, order="day")]
    assert days == sorted(days, reverse=True)
    known = [one["report"]["known"][:16] for one in items(client, "/claims", limit=50, order="published")]
    assert known == sorted(known, reverse=True)


def test_facets_count_what_the_lists_hold(client: TestClient) -> None:
    query = {"country": "KVT"}
    rows = items(client, "/claims", limit=200, **query)
    facets = client.get("/api/v1/facets", params=query | {"limit": 200}).json()
    for name, of in (
        ("event", lambda row: {row["event"]}),
        ("factuality", lambda row: {row["factuality"]}),
        ("actor", lambda row: {one["actor"] for one in row["actors"] + row["recipients"]} - {None}),
        ("place", lambda row: {str(one["geonameid"] or one["name"].lower()) for one in row["where"]}),
        ("month", lambda row: {row["first"][:7] if row["first"] else None}),
    ):
        counted: dict[str | None, int] = {}
        for row in rows:
            for value in of(row):
                counted[value] = counted.get(value, 0) + 1
        assert {one["value"]: one["claims"] for one in facets[name]} == counted, name
    names = {one["value"]: one["name"] for one in facets["actor"]}
    assert names["ostrel-front"] == "Ostrel Front"
    assert {one["name"] for one in facets["outlet"]} >= {"Coast Standard", "The Harbour Post"}


def test_what_stands_in_a_list_is_the_claim(client: TestClient) -> None:
    one = client.get("/api/v1/claims").json()["items"][0]
    whole = client.get(f"/api/v1/claims/{one['id']}").json()
    assert {name: whole[name] for name in one} == one
    assert whole["event_id"] == one["id"]
    assert whole["reviews"] == []


def test_a_report_comes_whole(client: TestClient) -> None:
    report = client.get("/api/v1/reports").json()["items"][0]
    whole = client.get(f"/api/v1/reports/{report['id']}").json()
    assert whole["report"] == report
    assert whole["reading"]["report"]["text"] == whole["text"]
    claims = items(client, "/claims", limit=200)
    assert set(whole["claims"].values()) == {one["id"] for one in claims if one["report"]["id"] == report["id"]}


def test_reports_and_claims_are_found_by_words(client: TestClient) -> None:
    found = items(client, "/search/reports", q="truce shell*")
    assert len(found) == 31
    assert items(client, "/search/reports", q="nothing-of-the-kind") == []
    claims = items(client, "/claims", limit=200)
    word = claims[0]["words"].split()[0]
    hits = {one["id"] for one in items(client, "/search/claims", q=word, limit=200)}
    assert not hits or hits <= {one["id"] for one in claims}


def test_events_gather_claims_and_count_origins(app: FastAPI, client: TestClient) -> None:
    claims = [one["id"] for one in items(client, "/claims", limit=200, event="ASSAULT")]
    first, second, third = claims[:3]
    ledger = app.state.desk.ledger
    assert len(items(client, "/events", event="ASSAULT", limit=3)) == len(claims)
    assert items(client, "/events", origins=2) == []
    ledger.judge([Judgement(kind="event", subjects=(first,), objects=(second, third), score=0.9, by="truceline 1")])
    ledger.judge([Judgement(kind="origin", subjects=(second,), objects=(third,), score=0.9, by="truceline 1")])
    reasons = {"kind": "number", "what": "killed", "values": ["3", "9"]}
    ledger.judge([Judgement(kind="conflict", subjects=(first, second), reasons=reasons, by="truceline 1")])
    (event,) = items(client, "/events", origins=2)
    assert set(event["claims"]) == {first, second, third}
    assert event["id"] == min(event["claims"])
    assert event["origins"] == 2
    assert event["conflicts"][0]["values"] == ["3", "9"]
    whole = client.get(f"/api/v1/events/{third}").json()
    assert whole["origin_of"][second] == whole["origin_of"][third] != whole["origin_of"][first]
    assert {one["id"] for one in whole["told"]} == {first, second, third}
    assert len(items(client, "/events", event="ASSAULT", limit=3)) == len(claims) - 2


def test_somebody_is_told_of_as_the_claims_have_it(client: TestClient) -> None:
    claims = items(client, "/claims", limit=200)
    profile = client.get("/api/v1/actors/wire").json()
    assert profile["name"] == "the Wire"
    assert profile["says"] == sum(one["chain"][0]["actor"] == "wire" for one in claims)
    outlet = client.get("/api/v1/outlets/coast standard").json()
    own = [one for one in claims if one["report"]["outlet"] == "Coast Standard"]
    assert outlet["claims"] == len(own) == outlet["own"] + outlet["relayed"]
    assert outlet["own"] == sum(len(one["chain"]) == 1 for one in own)
    assert client.get("/api/v1/actors/nobody").status_code == 404
    assert client.get("/api/v1/outlets/nobody").status_code == 404


def test_agreements_are_told_through_all_reports(client: TestClient) -> None:
    tellings = items(client, "/tellings", limit=9)
    pacts = items(client, "/agreements", limit=9)
    assert {member for pact in pacts for member in pact["members"]} == {one["id"] for one in tellings}
    one = client.get(f"/api/v1/agreements/{pacts[0]['members'][-1]}").json()
    assert one["id"] == pacts[0]["id"]
    resting = items(client, "/tellings", event="AGREE")
    assert 0 < len(resting) < len(tellings)
    assert len(items(client, "/agreements", event="AGREE")) <= len(pacts)


def test_an_answer_has_a_tag_until_the_ledger_changes(app: FastAPI, client: TestClient) -> None:
    first = client.get("/api/v1/claims")
    again = client.get("/api/v1/claims", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content
    other = client.get("/api/v1/claims?limit=3", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    app.state.desk.ledger.add([made.reading(77)])
    changed = client.get("/api/v1/claims", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert changed.json()["total"] > first.json()["total"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/claims/c" + "0" * 32, 404, "unknown_id"),
        ("/claims/nonsense", 422, "bad_value"),
        ("/events/c" + "0" * 32, 404, "unknown_id"),
        ("/agreements/g" + "0" * 32, 404, "unknown_id"),
        ("/jobs/none", 404, "unknown_id"),
        ("/claims?since=2031-02-30", 422, "bad_value"),
        ("/claims?as_of=yesterday", 422, "bad_value"),
        ("/claims?limit=1000000", 422, "bad_value"),
        ("/claims?after=x", 422, "bad_value"),
        ("/claims?q=" + "x" * 301, 422, "bad_value"),
        ("/nothing", 404, "not_found"),
    ],
)
def test_errors_have_one_body(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get("/api/v1" + path)
    assert answer.status_code == status
    body = answer.json()
    assert set(body) == {"error"}
    assert body["error"]["status"] == status
    assert body["error"]["kind"] == kind
    assert body["error"]["message"]


def test_the_description_names_every_route_and_shows_examples(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert {"/api/v1/claims", "/api/v1/reviews", "/api/v1/stream", "/api/v1/facets"} <= set(described["paths"])
    assert all(path.startswith("/api/v1/") for path in described["paths"])
    for path, methods in described["paths"].items():
        for method, route in methods.items():
            assert route.get("summary"), (method, path)
    assert described["components"]["schemas"]["DecisionIn"]["examples"]
    assert described["components"]["schemas"]["ReportIn"]["examples"]


def test_the_log_tells_what_was_written(app: FastAPI, client: TestClient) -> None:
    app.state.desk.ledger.judge([Judgement(kind="note", subjects=("c1",), by="somebody")])
    newest, *_, first = items(client, "/log", limit=1)
    assert newest["kinds"] == {"judgement": 1}
    assert first["kinds"]["report"] == 31


def read_stream(app: FastAPI, query: str, *, until: Callable[[str], bool]) -> str:
    """What a stream sends, as a server gives it, until there is enough of it."""
    seen: list[str] = []

    async def run() -> None:
        done = anyio.Event()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "path": "/api/v1/stream",
            "raw_path": b"/api/v1/stream",
            "query_string": query.encode(),
            "headers": [(b"host", b"127.0.0.1"), (b"authorization", b"Bearer the token of this start")],
            "scheme": "http",
            "server": ("127.0.0.1", 8461),
            "client": ("127.0.0.1", 5),
        }

        async def receive() -> dict[str, Any]:
            await done.wait()
            return {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            seen.append(message.get("body", b"").decode())
            if until("".join(seen)):
                done.set()

        with anyio.fail_after(20):
            await app(scope, receive, send)

    anyio.run(run)
    return "".join(seen)


def test_new_claims_come_down_the_stream(app: FastAPI, client: TestClient) -> None:
    total = client.get("/api/v1/claims").json()["total"]
    desk = app.state.desk
    last = desk.lists.last_claim()  # however late the stream begins, it tells of what comes now

    def add() -> None:
        time.sleep(0.5)
        desk.ledger.add([made.reading(78)])

    adding = threading.Thread(target=add)
    adding.start()
    new = len(made.reading(78).claims)
    said = read_stream(app, f"after={last}", until=lambda said: said.count("event: claim") >= new)
    adding.join()
    assert said.count("event: claim") == new
    assert client.get("/api/v1/claims").json()["total"] == total + new
    assert desk.streams == 0
    # Who was away gets what they missed: the first claim's number stands in its id.
    number = int(said.split("id: ")[1].split()[0])
    missed = read_stream(app, f"after={number - 1}", until=lambda said: said.count("event: claim") >= new)
    assert missed.count("event: claim") == new


def test_the_page_of_events_keeps_how_many_origins_were_asked_for(client: TestClient) -> None:
    page = client.get("/events?origins=2&event=ASSAULT").text
    assert "2 or more origins" in page
    assert 'name="origins" value="2"' in page
    orders = re.findall(r'href="(/events\?[^"]*order=[^"]*)"', page)
    assert orders
    assert all("origins=2" in address for address in orders)
    assert "or more origins" not in client.get("/events?event=ASSAULT").text
