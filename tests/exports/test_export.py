"""Whole exports of a ledger, each read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from tests.ledger.made import reading
from tests.sample import READING, TEXT
from truceline.errors import ExportError
from truceline.exports.columns import columns_of
from truceline.exports.export import export
from truceline.exports.registry import FORMATS, TABLES
from truceline.ledger import Filters, Ledger, View, open_ledger
from truceline.model import Span


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    place = tmp_path_factory.mktemp("ledger") / "own"
    with open_ledger(place, clock=lambda: "2031-06-01T00:00:00Z") as found:
        found.add([READING, *(reading(n) for n in range(40))])
        yield found


@pytest.fixture
def view(ledger: Ledger) -> View:
    return ledger.view()


def written(view: View, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    export(view, form, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("table", sorted(TABLES))
def test_tables_hold_the_same_in_every_format(view: View, table: str) -> None:
    names = [column.name for column in columns_of(table)]
    rows = list(csv.reader(io.StringIO(written(view, "csv", table=table).decode(), newline="")))
    lines = [json.loads(line) for line in written(view, "jsonl", table=table).splitlines()]
    packed = pyarrow.parquet.read_table(io.BytesIO(written(view, "parquet", table=table))).to_pylist()
    assert rows[0] == names
    assert len(rows) - 1 == len(lines) == len(packed) > 0
    assert all(len(row) == len(names) for row in rows)
    assert lines == packed


def test_every_row_leads_back_to_the_words(view: View) -> None:
    for line in map(json.loads, written(view, "jsonl").splitlines()):
        claim = view.claim(line["claim"])
        text = view.report(line["report"]).text or ""
        assert claim.words == line["words"] == text[line["start"] : line["end"]]
    for line in map(json.loads, written(view, "jsonl", table="tellings").splitlines()):
        assert view.agreement(line["agreement"]).report.id == line["report"]
    for line in map(json.loads, written(view, "jsonl", table="agreements").splitlines()):
        assert view.agreement(line["agreement"]).report.id == line["reports"][0]
        assert all(view.claim(claim) for claim in line["claims"])
    for line in map(json.loads, written(view, "jsonl", table="reports").splitlines()):
        assert view.report(line["report"]).given == line["given"]
    for line in map(json.loads, written(view, "jsonl", table="events").splitlines()):
        assert line["event"] in line["claims"]
        assert all(view.claim(claim) for claim in line["claims"])


def test_a_claim_is_there_with_all_that_it_says(view: View) -> None:
    lines = map(json.loads, written(view, "jsonl", filters=Filters(place="Ostrel")).splitlines())
    (found,) = (line for line in lines if line["mode"] == "heavy-weapons" and line["outlet"] == "The Coast Ledger")
    assert (found["actors"], found["actor_ids"], found["actor_sectors"]) == (["Korvath"], ["korvath"], ["MIL"])
    assert (found["first"], found["last"], found["dated"]) == ("2031-05-12", "2031-05-12", True)
    assert (found["killed_low"], found["killed_high"]) == (81, None)
    assert found["counts"] == ["killed 81.. of people"]
    assert (found["latitude"], found["longitude"], found["precision"]) == (12.5, -3.25, "city")
    assert found["denied_by"] == ["senior Korvath officer"]
    assert (found["chain"], found["origin"]) == (["The Coast Ledger"], "The Coast Ledger")


def test_filters_and_days_hold(ledger: Ledger) -> None:
    def claims(as_of: str | None = None, filters: Filters | None = None) -> list[str]:
        return [
            json.loads(line)["claim"] for line in written(ledger.view(as_of), "jsonl", filters=filters).splitlines()
        ]

    for as_of, filters in ((None, Filters(event="aid")), ("2031-05-20", None), ("2030-01-01", None)):
        assert claims(as_of, filters) == [claim.id for claim in ledger.view(as_of).claims(filters)]
    assert claims("2030-01-01") == []
    assert 0 < len(claims("2031-05-20")) < len(claims())


def test_geojson_has_the_shape_of_the_standard(view: View) -> None:
    found = json.loads(written(view, "geojson"))
    assert set(found) == {"type", "features"}
    assert found["type"] == "FeatureCollection"
    points = 0
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert feature["id"] == feature["properties"]["event"]
        if feature["geometry"] is not None:
            points += 1
            assert feature["geometry"]["type"] == "Point"
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
        assert not {"latitude", "longitude"} & set(feature["properties"])
    assert points
    (ostrel,) = (f for f in found["features"] if f["properties"]["place"] == "Ostrel" and f["properties"]["killed_low"])
    assert ostrel["geometry"]["coordinates"] == [-3.25, 12.5]


def test_annotations_have_the_shape_of_the_model_and_find_their_words(view: View) -> None:
    found = json.loads(written(view, "annotations", program="truceline 9"))
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert found["first"]["type"] == "AnnotationPage"
    items = found["first"]["items"]
    assert found["total"] == len(items) == len(list(view.claims()))
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["type"] == "Annotation"
        assert item["generator"]["name"] == "truceline 9"
        assert all(body["type"] == "TextualBody" and body["value"] for body in item["body"])
        quote, position = item["target"]["selector"]
        text = view.report(item["target"]["source"]["id"].removeprefix("urn:truceline:")).text or ""
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert view.claim(item["id"].removeprefix("urn:truceline:"))


def test_offsets_of_annotations_are_code_points(tmp_path: Path) -> None:
    text = "\N{DEER}\N{DEER} e\u0301 שלום " + TEXT
    claim = replace(READING.claims[0], evidence=Span(start=11, end=30), trigger=Span(start=11, end=12))
    moved = replace(READING, report=replace(READING.report, text=text), claims=(claim,), agreements=())
    with open_ledger(tmp_path / "l") as own:
        own.add([moved])
        (item,) = json.loads(written(own.view(), "annotations"))["first"]["items"]
    quote, position = item["target"]["selector"]
    assert (position["start"], position["end"], quote["exact"]) == (11, 30, text[11:30])
    assert quote["prefix"] == text[:11]


def test_plover_has_the_fields_of_the_manual(view: View) -> None:
    lines = [json.loads(line) for line in written(view, "plover", program="truceline 9").splitlines()]
    ours = set(
        """
        id has_event date enddate actor recipient event mode event_loc event_text quad_code link text_info cite_info
        coder coded_date truceline
        """.split()
    )
    for line in lines:
        assert set(line) <= ours
        assert {"id", "date", "actor", "event"} <= set(line)  # those that it requires
        assert line["quad_code"] in (1, 2, 3, 4)
        assert line["coder"] == "truceline 9"
        entities = {"code", "sector", "entity_text", "identifier_id", "identifier_text"}
        assert all(set(entity) <= entities for entity in line["actor"] + line["recipient"])
    (found,) = (line for line in lines if line["mode"] == ["heavy-weapons"] and "Korvath's" in line["event_text"][0])
    assert found["event_loc"] == {"name": "Ostrel", "latitude": 12.5, "longitude": -3.25, "cc3": "KVT"}
    assert found["actor"][0] == {
        "code": "KVT",
        "sector": ["MIL"],
        "entity_text": "Korvath",
        "identifier_id": "korvath",
        "identifier_text": "Korvath",
    }
    assert found["cite_info"]["publication"] == "The Coast Ledger"
    assert found["truceline"]["denied_by"] == [
        ["senior Korvath officer", "Meridian Wire", "Harbour Radio", "The Coast Ledger"]
    ]


def test_plover_says_what_is_yet_to_come_or_did_not_happen(view: View) -> None:
    lines = {line["id"]: line for line in map(json.loads, written(view, "plover").splitlines())}
    for claim in view.claims():
        assert lines[claim.id]["mode"][bool(claim.claim.mode) :] == list(claim.claim.auxiliary)


POLECAT = """
Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor COW,
Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country,
Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID,
Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source,
Publication Date, Story People, Story Organizations, Story Locations, Language, Version
"""


def test_polecat_has_its_forty_columns(view: View) -> None:
    data = written(view, "polecat", program="truceline 9").decode()
    head, *rows = [line.split("\t") for line in data.removesuffix("\n").split("\n")]
    assert head == [name.strip() for name in POLECAT.replace("\n", " ").split(",")]
    assert rows
    assert all(len(row) == 40 for row in rows)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    (one,) = (row for row in found if row["Placename"] == "Ostrel")
    expected = {
        "Event Date": "2031-05-12",
        "Event Type": "ASSAULT",
        "Event Mode": "heavy-weapons",
        "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": "Korvath",
        "Actor Country": "KVT",
        "Primary Actor Sector": "MIL",
        "Recipient Name": "people",
        "City": "Ostrel",
        "Latitude": "12.5",
        "Longitude": "-3.25",
        "Source": "The Coast Ledger",
        "Publication Date": "2031-05-14",
        "Version": "truceline 9",
        "Intensity": "",
    }
    assert {name: one[name] for name in expected} == expected


def test_profiles_hold_only_what_somebody_says_came_true(view: View) -> None:
    ids = {line.split("\t")[0] for line in written(view, "polecat").decode().splitlines()[1:]}
    true = {
        c.id for c in view.claims() if c.claim.factuality in ("CT+", "PR+") and c.claim.phase in ("happened", "ongoing")
    }
    assert ids
    assert ids <= true


def test_a_withdrawn_report_is_marked_in_tables_and_absent_from_profiles(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l") as own:
        own.add([READING])
        (report,) = own.view().reports()
        assert len(written(own.view(), "polecat").splitlines()) > 1
        own.withdraw(report.id, by="desk", day="2031-05-20")
        assert len(written(own.view(), "polecat").splitlines()) == 1
        lines = map(json.loads, written(own.view(), "jsonl").splitlines())
        assert {line["withdrawn"] for line in lines} == {"2031-05-20"}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_view_gives_the_same_bytes_and_the_file_is_whole(view: View, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{FORMATS[form].extension}"
    path.write_text("what was there before")
    exported = export(view, form, path)
    assert path.read_bytes() == written(view, form)
    assert exported.rows >= 0
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_file_that_cannot_be_written_is_named_and_the_old_one_stays(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ExportError, match="none") as caught:
        export(view, "csv", tmp_path / "none" / "out.csv")
    assert caught.value.file == str(tmp_path / "none" / "out.csv")
    path = tmp_path / "out.csv"
    path.write_text("before")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExportError, match="No space left"):
        export(view, "csv", path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_unknown_formats_and_tables_are_refused(view: View) -> None:
    with pytest.raises(ValueError, match="no such format"):
        export(view, "xml", io.BytesIO())
    with pytest.raises(ValueError, match="no such format"):
        export(view, "csv", io.BytesIO(), table="people")
