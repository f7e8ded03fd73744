"""The sample reports are read, their JSON is as the layout has it, and what they were written to show comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.contract import faults
from truceline import Reader, Reading, open_reports, to_object

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = EXAMPLES / "reports"
SHORT_ITEMS = 3  # reports in the one file that has several

Json = dict[str, Any]


@pytest.fixture(scope="module")
def readings() -> dict[str, Json]:
    """Readings by the beginning of their file's name; those of several in one file by their ids."""
    reader = Reader(vocabularies=[EXAMPLES / "vocabulary.toml"])
    found: dict[str, Json] = {}
    for path in sorted(REPORTS.iterdir()):
        for outcome in reader.read_many(open_reports([str(path)])):
            assert isinstance(outcome, Reading), outcome
            name = outcome.report.id if path.suffix == ".jsonl" else path.name[:2]
            assert name not in found
            found[name] = json.loads(json.dumps(to_object(outcome)))
    return found


def sentence(reading: Json, words: str) -> tuple[int, int]:
    at = reading["report"]["text"].index(words)
    return next((s["start"], s["end"]) for s in reading["sentences"] if s["start"] <= at < s["end"])


def claims(reading: Json, words: str) -> list[Json]:
    """The claims whose trigger stands in the sentence that has these words."""
    start, end = sentence(reading, words)
    return [c for c in reading["claims"] if start <= c["trigger"]["start"] < end]


def names(chain: list[Json]) -> list[str | None]:
    return [link["name"] for link in chain]


def bodies(reading: Json, ids: list[str]) -> set[str | None]:
    return {mention["actor"] for mention in reading["actors"] if mention["id"] in ids}


def test_all_are_read(readings: dict[str, Json]) -> None:
    assert len(readings) == len(list(REPORTS.iterdir())) - 1 + SHORT_ITEMS
    assert all(reading["report"]["outlet"] and reading["report"]["published"] for reading in readings.values())
    assert {path.suffix for path in REPORTS.iterdir()} == {".txt", ".md", ".html", ".jsonl"}


def test_all_fit_the_layout(readings: dict[str, Json]) -> None:
    assert {name: faults(reading) for name, reading in readings.items()} == {name: [] for name in readings}


def test_each_report_makes_claims(readings: dict[str, Json]) -> None:
    assert [name for name, reading in readings.items() if not reading["claims"]] == []


def test_a_relayed_source_without_a_name_keeps_the_whole_line(readings: dict[str, Json]) -> None:
    reading = readings["07"]
    text, by_id = reading["report"]["text"], {a["id"]: a for a in reading["attributions"]}
    lines = []
    for attribution in reading["attributions"]:
        line, here = [], attribution
        while here is not None:
            source = here["source"]
            line.append(text[source["start"] : source["end"]] if source else None)
            here = by_id.get(here["relayed_by"])
        lines.append(line)
    assert ["a senior Veldanian official", "the Harrow News Agency", "Radio Kestria"] in lines


def test_an_offer_has_not_happened(readings: dict[str, Json]) -> None:
    found = [c for c in claims(readings["07"], "may be ready to stop shooting") if c["event"] == "RETREAT"]
    assert found
    assert all(claim["phase"] != "happened" for claim in found)


def test_an_agreement_has_its_stages_and_its_mediators(readings: dict[str, Json]) -> None:
    reading = readings["09"]
    found = [g for g in reading["agreements"] if [stage["days"] for stage in g["stages"]] == [10, 21, 14]]
    assert len(found) == 1
    assert [stage["kind"] for stage in found[0]["stages"]] == ["ceasefire", "exchange", "withdrawal"]
    assert bodies(reading, found[0]["mediators"]) == {"kestria", "oressa"}


def test_it_enters_into_force(readings: dict[str, Json]) -> None:
    assert ("in force", "2031-03-18") in {(g["status"], g["since"]) for g in readings["10"]["agreements"]}


def test_an_alleged_violation_is_denied(readings: dict[str, Json]) -> None:
    reading = readings["11"]
    deniers = {names(chain)[0] for claim in claims(reading, "accused the Marn") for chain in claim["denied_by"]}
    assert deniers == {"Marn Liberation Front"}
    assert "alleged" in {g["violations"] for g in reading["agreements"]}


def test_no_violations_reported(readings: dict[str, Json]) -> None:
    assert "none reported" in {g["violations"] for g in readings["12"]["agreements"]}


def test_a_minister_denies(readings: dict[str, Json]) -> None:
    found = claims(readings["05"], "had shipped rocket launchers")
    assert "Kaspar Ohlin" in {names(chain)[0] for claim in found for chain in claim["denied_by"]}


def test_numbers_of_both_sides_and_a_hospital_stand_side_by_side(readings: dict[str, Json]) -> None:
    killed = {(c["low"], c["high"]) for c in readings["01"]["counts"] if c["measure"] == "killed"}
    assert {(41, None), (12, 12), (27, 27)} <= killed


def test_a_copy_differs_only_in_who_publishes_it(readings: dict[str, Json]) -> None:
    first, copy = readings["01"]["claims"], readings["02"]["claims"]
    assert [(c["event"], c["trigger"], c["factuality"]) for c in first] == [
        (c["event"], c["trigger"], c["factuality"]) for c in copy
    ]
    assert {c["chain"][-1]["name"] for c in copy} == {"Lakeside Herald"}
    kural = [names(c["chain"]) for c in copy if names(c["chain"])[0] == "Sabine Kural"]
    assert kural
    assert all(chain == ["Sabine Kural", "Harrow News Agency", "Lakeside Herald"] for chain in kural)


def test_an_evacuation_that_fell_through_did_not_happen(readings: dict[str, Json]) -> None:
    for claim in claims(readings["06"], "was refused passage at an army checkpoint"):
        trigger = readings["06"]["report"]["text"][claim["trigger"]["start"] : claim["trigger"]["end"]]
        if trigger in ("plan", "bring"):
            assert (claim["phase"], claim["factuality"]) != ("happened", "CT+")
