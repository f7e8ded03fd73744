from __future__ import annotations

import time
from typing import Any

import pytest
from starlette.testclient import TestClient

TEXT = (
    "TESLIN - The Ostrel Front shelled Teslin on Tuesday, killing three people, a police officer told Reuters. "
    "The Front denied it."
)


def finished(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    for _ in range(600):
        found: dict[str, Any] = client.get(f"/api/v1/jobs/{job['id']}").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.1)
    raise AssertionError(f"still {found}")


def test_a_text_is_read_into_the_ledger(client: TestClient) -> None:
    about = {"outlet": "Coast Standard", "title": "Shells", "published": "2031-03-04"}
    answer = client.post("/api/v1/reports", json={"text": TEXT, **about})
    assert answer.status_code == 202
    job = finished(client, answer.json())
    assert (job["state"], job["done"], job["total"], job["errors"]) == ("done", 1, 1, [])
    (report,) = job["added"]
    whole = client.get(f"/api/v1/reports/{report}").json()
    assert whole["text"] == TEXT
    assert whole["claims"]
    again = finished(client, client.post("/api/v1/reports", json={"text": TEXT, **about}).json())
    assert again["added"] == [report]
    assert [one["id"] for one in client.get("/api/v1/jobs").json()] == [again["id"], job["id"]]


def test_files_are_read_by_their_kind(client: TestClient) -> None:
    line = '{"text": "Korvath and Vardane signed a truce of 14 days on Monday.", "outlet": "The Harbour Post"}'
    files = [
        ("files", ("a.txt", TEXT.encode(), "text/plain")),
        ("files", ("../../b.JSONL", f"{line}\nbroken\n".encode(), "application/octet-stream")),
    ]
    answer = client.post("/api/v1/reports/files", files=files, data={"published": "2031-03-04"})
    assert answer.status_code == 202, answer.text
    job = finished(client, answer.json())
    assert job["state"] == "done"
    assert len(job["added"]) == 2
    (error,) = job["errors"]
    assert "line 2" in error
    assert "/tmp" not in error


@pytest.mark.parametrize("name", ["a.pdf", "a.exe", "", "a", "feeds.opml"])
def test_other_files_are_refused(client: TestClient, name: str) -> None:
    answer = client.post("/api/v1/reports/files", files=[("files", (name, b"text", "text/plain"))])
    assert answer.status_code == 422
    assert answer.json()["error"]["kind"] in ("unreadable", "bad_value")


@pytest.mark.parametrize(
    "url", ["/etc/passwd", "-", "file:///etc/passwd", "ftp://coast.example/", "http://a b", "http:// "]
)
def test_only_the_web_is_fetched(client: TestClient, url: str) -> None:
    assert client.post("/api/v1/reports", json={"url": url}).status_code == 422


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8461/", "http://[::1]/", "http://169.254.169.254/", "http://10.0.0.1/"]
)
def test_the_machine_and_its_neighbours_are_not_fetched(client: TestClient, url: str) -> None:
    job = finished(client, client.post("/api/v1/reports", json={"url": url}).json())
    assert job["state"] == "failed"
    assert not job["added"]
    assert "private" in job["errors"][0] or "public" in job["errors"][0]


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": "x", "published": "soon"}, {"text": TEXT, "more": 1}, {"text": 7}]
)
def test_what_is_no_report_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    assert client.post("/api/v1/reports", json=body).status_code == 422
