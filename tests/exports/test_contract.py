from __future__ import annotations

import json
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.sample import READING, TEXT
from truceline.exports.contract import to_line, to_object, to_pretty
from truceline.model import Count, Link, Reading, Report

# What other programs rely on, field by field, in order.
FIELDS = {
    "report": "id outlet title published url author modified text",
    "sentences": "start end",
    "actors": "id start end actor name country sector named refers_to",
    "places": "id start end name country latitude longitude geonameid precision",
    "times": "id start end type value earliest latest mod",
    "counts": "id start end low high best of measure toll",
    "attributions": "id source cue content quotation stance relayed_by kind chain answers denied_by",
    "claims": "id evidence trigger event mode actors recipients when where counts factuality phase hedge auxiliary "
    "attribution chain denied_by medium agreement",
    "agreements": "id kind parties mediators stages status since violations claims steps",
}


def test_the_layout_is_the_one_that_others_rely_on() -> None:
    found = to_object(READING)
    assert list(found) == ["truceline", *FIELDS]
    assert found["truceline"] == "1"
    for name, expected in FIELDS.items():
        for item in [found[name]] if name == "report" else found[name]:
            assert " ".join(item) == expected
    claim, agreement, attribution = found["claims"][0], found["agreements"][0], found["attributions"][0]
    for link in (*claim["chain"], *claim["denied_by"][0]):
        assert " ".join(link) == "name actor kind named via"
    assert [" ".join(stage) for stage in agreement["stages"]] == ["order kind days start end"] * 2
    assert " ".join(attribution["source"]) == "start end actor"
    for span in (claim["evidence"], claim["trigger"], attribution["cue"], *attribution["content"]):
        assert " ".join(span) == "start end"


LEFT_OUT = {"actors": {"kind"}, "report": {"evidence"}}


def test_every_other_field_of_every_record_is_there() -> None:
    found = to_object(READING)
    for name in FIELDS:
        records = getattr(READING, name)
        record = records[0] if isinstance(records, tuple) else records
        item = found[name][0] if isinstance(records, tuple) else found[name]
        left_out = {field.name for field in fields(record)} - set(item)
        assert left_out == LEFT_OUT.get(name, set())


def test_the_object_is_what_the_line_says() -> None:
    assert json.loads(to_line(READING)) == to_object(READING)
    assert json.loads(to_pretty(READING)) == to_object(READING)


def test_a_line_is_one_line_for_everybody() -> None:
    odd = "Tarn\u2028fell\u2029at\x85noon\x0b\x0c\x1c\n"
    line = to_line(Reading(report=Report(id="r", text=odd)))
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["report"]["text"] == odd


def test_half_a_surrogate_pair_can_be_printed() -> None:
    reading = Reading(report=Report(id="r", text="Tarn \ud800 fell"))
    for written in (to_line(reading), to_pretty(reading)):
        assert json.loads(written.encode())["report"]["text"] == "Tarn \ud800 fell"


def test_pretty_json_keeps_the_letters() -> None:
    assert "“We never fired on Ostrel,”" in to_pretty(READING)


@pytest.mark.parametrize(
    ("value", "written"), [(81.0, "81"), (81, "81"), (0.5, "0.5"), (1e15, "1000000000000000"), (None, "null")]
)
def test_whole_numbers_have_no_point(value: float | None, written: str) -> None:
    count = Count(id="n1", start=0, end=2, low=value)
    line = to_line(Reading(report=Report(id="r", text="80 fell"), counts=(count,)))
    assert f'"low":{written},' in line


def test_unknown_is_null() -> None:
    found = to_object(Reading(report=Report(id="r", text="x")))
    unknown = dict.fromkeys(("outlet", "title", "published", "url", "author", "modified"))
    assert found["report"] == {"id": "r", **unknown, "text": "x"}
    assert [found[name] for name in list(FIELDS)[1:]] == [[]] * 8


def test_the_same_reading_gives_the_same_bytes() -> None:
    other = replace(READING, claims=tuple(replace(c, chain=tuple(map(copied, c.chain))) for c in READING.claims))
    assert to_line(other) == to_line(READING)


def copied(link: Link) -> Link:
    return replace(link)


def test_spans_are_the_words_that_they_stand_for() -> None:
    found = to_object(READING)
    text = found["report"]["text"]
    assert text[found["actors"][3]["start"] : found["actors"][3]["end"]] == "The Ostrel Front"
    assert found["report"]["text"] == TEXT


def test_it_costs_little_a_word() -> None:
    words = len(TEXT.split())
    best = min(timed(words) for _ in range(5))
    assert best < 10e-6  # 1.3 where it was written; a slow machine must not fail the test


def timed(words: int) -> float:
    begun = time.process_time()
    for _ in range(50):
        to_line(READING)
    return (time.process_time() - begun) / 50 / words


def test_the_documentation_names_every_field() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    for name, expected in FIELDS.items():
        for field in (name, *expected.split()):
            assert f"`{field}`" in page, f"docs/formats.md does not name {field}"
