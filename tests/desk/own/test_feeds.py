"""Feeds at the desk: kept read, with their health, over restarts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.desk.conftest import ADDRESS, TOKEN
from tests.desk.own.receiver import receiving
from tests.intake.site import Site, serving
from tests.intake.test_watch import feed, item
from truceline.desk import create_app

TEXT = (
    "The Ostrel Front shelled Teslin on Tuesday, killing three people, a police officer told the Harbour Wire. "
    "The Front denied it, and said that it had held its fire since the truce began in the spring of that year. "
)
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def open_desk(tmp_path: Path, users_file: Path) -> Iterator[Callable[[], FastAPI]]:
    opened = []

    def open_one() -> FastAPI:
        app = create_app(tmp_path / "ledger.sqlite", token=TOKEN, users=users_file, allow_private=True)
        opened.append(app)
        return app

    yield open_one
    for app in opened:
        app.state.desk.ledger.close()


def client_of(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=ADDRESS, headers=BEARER)


def look(app: FastAPI) -> int:
    added: int = app.state.desk.duties._watching.round(lambda: False)
    return added


def entry(number: int) -> str:
    return item(f"story {number}", escape(f"<p>{TEXT * 3}</p><p>That was day {number}.</p>"))


def test_a_feed_is_read_into_the_ledger_and_its_health_is_told(open_desk: Callable[[], FastAPI], site: Site) -> None:
    app = open_desk()
    client = client_of(app)
    site.pages["/feed"] = feed(entry(1), entry(2))
    added = client.post("/api/v1/feeds", json={"url": site.url("/feed")})
    assert added.status_code == 201
    assert (added.json()["state"], added.json()["by"], added.json()["looked"]) == ("waiting", "desk", None)
    assert look(app) == 2
    (well,) = client.get("/api/v1/feeds").json()
    assert (well["state"], well["failures"], well["taken"], well["lost"], well["reason"]) == ("well", 0, 2, 0, None)
    assert well["looked"] <= well["succeeded"] < well["next"]
    assert client.get("/api/v1/ledger").json()["reports"] == 2
    assert "● well" in client.get("/add").text
    assert look(app) == 0  # not due
    site.pages["/feed"] = (500, {}, b"")
    client.post(f"/api/v1/feeds/{well['id']}/look")
    assert look(app) == 0
    failing = client.get(f"/api/v1/feeds/{well['id']}").json()
    assert (failing["state"], failing["failures"]) == ("failing", 1)
    assert "500" in failing["reason"]
    assert failing["succeeded"] == well["succeeded"]
    assert "failing" in client.get("/add").text


def test_a_restart_goes_on_where_it_stopped(open_desk: Callable[[], FastAPI], site: Site) -> None:
    first = open_desk()
    site.pages["/feed"] = feed(entry(1), entry(2), entry(3))
    client = client_of(first)
    id = client.post("/api/v1/feeds", json={"url": site.url("/feed")}).json()["id"]
    stops = iter([False, True])
    assert first.state.desk.duties._watching.round(lambda: next(stops)) == 1  # ended before the second
    first.state.desk.kept.close()
    second = open_desk()
    client = client_of(second)
    client.post(f"/api/v1/feeds/{id}/look")
    assert look(second) == 2
    assert client.get("/api/v1/ledger").json()["reports"] == 3
    assert client.get(f"/api/v1/feeds/{id}").json()["taken"] == 3


def test_a_list_of_feeds_brings_its_feeds_and_one_that_is_removed_stays_away(
    open_desk: Callable[[], FastAPI], site: Site
) -> None:
    app = open_desk()
    client = client_of(app)
    outlines = f'<outline type="rss" xmlUrl="{site.url("/one")}"/><outline type="rss" xmlUrl="{site.url("/two")}"/>'
    opml = f'<opml version="2.0"><body>{outlines}</body></opml>'.encode()
    site.pages["/list"] = (200, {"Content-Type": "text/x-opml"}, opml)
    site.pages["/one"], site.pages["/two"] = feed(entry(1)), feed(entry(2))
    client.post("/api/v1/feeds", json={"url": site.url("/list")})
    assert look(app) == 2
    found = {one["url"].rpartition("/")[2]: one for one in client.get("/api/v1/feeds").json()}
    assert sorted(found) == ["list", "one", "two"]
    assert found["one"]["by"] == "a list of feeds"
    assert client.delete(f"/api/v1/feeds/{found['two']['id']}").status_code == 204
    site.pages["/two"] = feed(entry(2), entry(3))
    assert look(app) == 0
    assert len(client.get("/api/v1/feeds").json()) == 2


def test_an_entry_that_cannot_be_read_is_told(open_desk: Callable[[], FastAPI], site: Site) -> None:
    app = open_desk()
    client = client_of(app)
    site.pages["/feed"] = feed(entry(1), item("gone", None, site.url("/gone")))
    client.post("/api/v1/feeds", json={"url": site.url("/feed")})
    assert look(app) == 1
    (partly,) = client.get("/api/v1/feeds").json()
    assert (partly["state"], partly["taken"], partly["lost"]) == ("partly", 1, 1)
    assert "404" in partly["reason"]


@pytest.mark.parametrize("url", ["/etc/passwd", "file:///etc/passwd", "ftp://coast.example/", "http://a b/", "x"])
def test_only_the_web_is_read(open_desk: Callable[[], FastAPI], url: str) -> None:
    client = client_of(open_desk())
    assert client.post("/api/v1/feeds", json={"url": url}).status_code == 422
    assert client.get("/api/v1/feeds").json() == []


def test_the_machine_itself_is_not_asked(tmp_path: Path, users_file: Path, site: Site) -> None:
    app = create_app(tmp_path / "ledger.sqlite", token=TOKEN, users=users_file)
    client = client_of(app)
    site.pages["/feed"] = feed(entry(1))
    client.post("/api/v1/feeds", json={"url": site.url("/feed")})
    assert look(app) == 0
    assert site.asked == []
    (closed,) = client.get("/api/v1/feeds").json()
    assert closed["state"] == "failing"
    assert "private network" in closed["reason"]
    app.state.desk.ledger.close()


def test_while_it_is_open_a_desk_reads_and_sends_by_itself(open_desk: Callable[[], FastAPI], site: Site) -> None:
    site.pages["/feed"] = feed(entry(1))
    with receiving() as receiver, TestClient(open_desk(), base_url=ADDRESS, headers=BEARER) as client:
        client.post("/api/v1/alerts", json={"name": "All", "filters": {}, "webhook": receiver.url})
        client.post("/api/v1/feeds", json={"url": site.url("/feed")})
        end = time.monotonic() + 60
        while not receiver.got and time.monotonic() < end:
            time.sleep(0.2)
        assert client.get("/api/v1/ledger").json()["reports"] == 1
    assert len(receiver.got) == 1


def test_of_two_desks_on_a_ledger_one_reads(open_desk: Callable[[], FastAPI]) -> None:
    one, other = (open_desk().state.desk.kept for _ in range(2))
    assert one.lease("one", now=1000.0)
    assert not other.lease("other", now=1010.0)
    assert one.lease("one", now=1050.0)
    assert not other.lease("other", now=1100.0)
    assert other.lease("other", now=1111.0)  # the first one has not been heard of
    other.leave("other")
    assert one.lease("one", now=1112.0)
