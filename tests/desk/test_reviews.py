from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from truceline.ledger import Judgement
from truceline.linking import events

People = Callable[[str], TestClient]


def claims(client: TestClient) -> list[str]:
    return [one["id"] for one in client.get("/api/v1/claims", params={"limit": 200}).json()["items"]]


def decide(client: TestClient, subject: str, decision: str, **more: Any) -> Any:
    return client.post("/api/v1/reviews", json={"subject": subject, "decision": decision, **more})


def test_a_decision_is_a_row_with_who_and_when(signed_in: People) -> None:
    viktor = signed_in("Viktor")
    claim = claims(viktor)[0]
    made = decide(viktor, claim, "accept", note="seen the video").json()
    assert (made["by"], made["decision"], made["note"]) == ("Viktor", "accepted", "seen the video")
    assert viktor.get(f"/api/v1/claims/{claim}").json()["reviews"] == [made]
    assert viktor.get("/api/v1/reviews").json()["items"] == [made]
    assert viktor.get("/api/v1/reviews", params={"about": claim}).json()["total"] == 1


def test_of_two_who_decide_one_is_told(signed_in: People) -> None:
    viktor, vera = signed_in("Viktor"), signed_in("Vera")
    claim = claims(viktor)[0]
    first = decide(viktor, claim, "accept")
    assert first.status_code == 201
    second = decide(vera, claim, "reject")
    assert second.status_code == 409
    error = second.json()["error"]
    assert (error["kind"], error["by"], error["decision"]) == ("decided_meanwhile", "Viktor", first.json()["id"])
    changed = decide(vera, claim, "reject", seen=error["decision"])
    assert changed.status_code == 201
    old, new = viktor.get("/api/v1/reviews", params={"about": claim}).json()["items"][::-1]
    assert (old["overruled"], new["overruled"], new["supersedes"]) == (True, False, old["id"])


def test_many_at_once_one_wins(app: FastAPI, signed_in: People) -> None:
    people = [signed_in("Viktor"), signed_in("Vera"), signed_in("Ada")]
    for claim in claims(people[0])[:5]:
        answers: list[int] = []

        def try_it(person: TestClient, number: int, claim: str = claim, answers: list[int] = answers) -> None:
            answers.append(decide(person, claim, "accept", note=str(number)).status_code)

        threads = [threading.Thread(target=try_it, args=(people[i % 3], i)) for i in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [201, 409, 409, 409, 409, 409]
        assert len(list(app.state.desk.ledger.view().reviews(claim, overruled=True))) == 1


def test_a_second_person_confirms(signed_in: People) -> None:
    viktor, vera = signed_in("Viktor"), signed_in("Vera")
    claim = claims(viktor)[0]
    assert decide(vera, claim, "confirm").status_code == 422
    seen = decide(viktor, claim, "accept").json()["id"]
    assert decide(viktor, claim, "confirm", seen=seen).status_code == 422
    assert decide(vera, claim, "confirm", seen=seen).json()["decision"] == "confirmed"


def test_a_correction_stands_beside_what_was_read(signed_in: People) -> None:
    viktor = signed_in("Viktor")
    claim = claims(viktor)[0]
    before = viktor.get(f"/api/v1/claims/{claim}").json()
    made = decide(viktor, claim, "correct", values={"factuality": "PS+", "mode": None}).json()
    assert made["values"] == {"factuality": "PS+", "mode": None}
    after = viktor.get(f"/api/v1/claims/{claim}").json()
    assert after["factuality"] == before["factuality"]
    assert after["reviews"] == [made]
    assert decide(viktor, claim, "correct", seen=made["id"], values={"report": "x"}).status_code == 422
    assert decide(viktor, claim, "correct", seen=made["id"]).status_code == 422
    undone = decide(viktor, claim, "undo", seen=made["id"]).json()
    assert undone["supersedes"] == made["id"]
    assert decide(viktor, claim, "undo", seen=undone["id"]).status_code == 422
    assert decide(viktor, claim, "accept", seen=undone["id"]).status_code == 201


def test_events_are_merged_taken_apart_and_put_back(client: TestClient, signed_in: People) -> None:
    viktor = signed_in("Viktor")
    first, second, third, fourth = claims(viktor)[:4]

    def event(claim: str) -> set[str]:
        return set(viktor.get(f"/api/v1/events/{claim}").json()["claims"])

    merged = decide(viktor, first, "merge", others=[second, third]).json()
    assert set(merged["values"]["merged"]) == {first, second, third}
    assert event(second) == {first, second, third}
    split = decide(viktor, second, "split").json()
    assert event(second) == {second}
    assert event(first) == event(third) == {first, third}
    assert decide(viktor, second, "undo", seen=split["id"]).status_code == 201
    assert event(second) == {first, second, third}
    assert decide(viktor, first, "undo", seen=merged["id"]).status_code == 201
    assert event(second) == {second}
    assert decide(viktor, fourth, "split").status_code == 422
    assert decide(viktor, fourth, "merge").status_code == 422
    assert decide(viktor, fourth, "merge", others=["c" + "0" * 32]).status_code == 404


def test_whole_events_are_merged_whichever_claim_is_named(app: FastAPI, signed_in: People) -> None:
    viktor, ledger = signed_in("Viktor"), app.state.desk.ledger
    one, two, three, four, five = claims(viktor)[:5]
    joins = [((two,), (one,)), ((four,), (three,))]
    ledger.judge(Judgement(kind="event", subjects=s, objects=o, score=0.8, by="truceline 1") for s, o in joins)
    merged = decide(viktor, two, "merge", others=[four, five]).json()
    everything = {one, two, three, four, five}
    assert set(viktor.get(f"/api/v1/events/{three}").json()["claims"]) == everything
    assert [set(event.claims) for event in events(ledger.view()) if one in event.claims] == [everything]
    assert decide(viktor, five, "merge", others=[three]).status_code == 422  # they are one already
    assert decide(viktor, two, "undo", seen=merged["id"]).status_code == 201
    assert [set(event.claims) for event in events(ledger.view()) if three in event.claims] == [{three, four}]
    assert set(viktor.get(f"/api/v1/events/{one}").json()["claims"]) == {one, two}


def test_splitting_takes_back_what_the_program_joined(app: FastAPI, signed_in: People) -> None:
    viktor = signed_in("Viktor")
    first, second, third = claims(viktor)[:3]
    joins = [
        Judgement(kind="event", subjects=(first,), objects=(second,), score=0.8, by="truceline 1"),
        Judgement(kind="event", subjects=(second,), objects=(third,), score=0.8, by="truceline 1"),
    ]
    app.state.desk.ledger.judge(joins)
    split = decide(viktor, second, "split").json()
    of = viktor.get(f"/api/v1/events/{first}").json()
    assert set(of["claims"]) == {first, third}
    assert app.state.desk.ledger.judge(joins) == 0  # linking again does not join them again
    assert set(viktor.get(f"/api/v1/events/{first}").json()["claims"]) == {first, third}
    decide(viktor, second, "undo", seen=split["id"])
    assert set(viktor.get(f"/api/v1/events/{first}").json()["claims"]) == {first, second, third}
    assert app.state.desk.ledger.verify().whole


@pytest.mark.parametrize("taken", range(5))
def test_undoing_a_split_puts_all_back(app: FastAPI, signed_in: People, taken: int) -> None:
    viktor = signed_in("Viktor")
    ids = claims(viktor)[:5]
    one, two, three, four, five = ids
    ledger = app.state.desk.ledger
    above = ((two, one), (three, two), (four, two), (five, four))
    ledger.judge([Judgement(kind="event", subjects=(u,), objects=(o,), score=0.8, by="truceline 1") for u, o in above])
    split = decide(viktor, ids[taken], "split").json()
    rest = set(ids) - {ids[taken]}
    assert {frozenset(of.claims) for of in events(ledger.view())} >= {frozenset(rest), frozenset([ids[taken]])}
    decide(viktor, ids[taken], "undo", seen=split["id"])
    assert frozenset(ids) in {frozenset(of.claims) for of in events(ledger.view())}
    assert decide(viktor, ids[taken - 1], "split").status_code == 201  # and again, another one
    assert frozenset(set(ids) - {ids[taken - 1]}) in {frozenset(of.claims) for of in events(ledger.view())}


def test_notes_stand_beside_decisions(signed_in: People) -> None:
    viktor, vera = signed_in("Viktor"), signed_in("Vera")
    claim = claims(viktor)[0]
    decided = decide(viktor, claim, "accept").json()["id"]
    assert decide(vera, claim, "note", note="are we sure?").status_code == 201
    assert decide(viktor, claim, "reject", seen=decided).status_code == 201


@pytest.mark.parametrize("kind", ["reports", "tellings"])
def test_other_things_are_decided_on_too(client: TestClient, kind: str) -> None:
    one = client.get(f"/api/v1/{kind}").json()["items"][0]["id"]
    assert decide(client, one, "accept").json()["by"] == "Olga"
    assert client.get(f"/api/v1/{kind}/{one}").json()["reviews"][0]["decision"] == "accepted"


def test_grades_follow_one_another_and_what_cannot_be_judged_is_no_rank(signed_in: People) -> None:
    viktor, vera = signed_in("Viktor"), signed_in("Vera")
    claim = claims(viktor)[0]
    first = viktor.post("/api/v1/grades", json={"subject": "wire", "grade": "B"}).json()
    assert (first["grade"], first["judged"], first["by"]) == ("B", True, "Viktor")
    late = vera.post("/api/v1/grades", json={"subject": "wire", "grade": "E"})
    assert late.status_code == 409
    assert late.json()["error"]["by"] == "Viktor"
    second = vera.post("/api/v1/grades", json={"subject": "wire", "grade": "F", "seen": first["id"]}).json()
    assert second["judged"] is False
    assert viktor.get("/api/v1/actors/wire").json()["grade"] == "F"
    assert viktor.post("/api/v1/grades", json={"subject": claim, "grade": "6"}).json()["judged"] is False
    assert [one["grade"] for one in viktor.get("/api/v1/grades", params={"subject": claim}).json()] == ["6"]
    assert viktor.post("/api/v1/grades", json={"subject": "wire", "grade": "2"}).status_code == 404
    assert viktor.post("/api/v1/grades", json={"subject": "wire", "grade": "G"}).status_code == 422
