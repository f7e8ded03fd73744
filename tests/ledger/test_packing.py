from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.ledger.made import reading
from tests.sample import READING
from truceline.exports.contract import to_object
from truceline.ledger import Evidence
from truceline.ledger.drafts import evidence_of, report_draft
from truceline.ledger.encoding import canonical, folded, lasting, searchable, storable
from truceline.ledger.packing import reading_from_plain, reading_to_plain, report_from_plain, report_to_plain
from truceline.model import Fetched


@pytest.mark.parametrize("made", [READING, *(reading(number) for number in range(20))], ids=lambda r: r.report.id)
def test_a_reading_comes_back_whole(made) -> None:
    plain = json.loads(canonical(reading_to_plain(made, "r1")))
    assert reading_from_plain(plain, made.report) == made
    assert report_from_plain(json.loads(canonical(report_to_plain(made.report)))) == made.report


def test_the_bytes_of_a_report_are_evidence_and_no_part_of_it() -> None:
    came = Fetched(
        url="https://coast.example/1",
        final_url="https://coast.example/1",
        status=200,
        headers=(("ETag", "x"),),
        body=b"<html>",
        fetched="2031-05-14T09:30:00Z",
    )
    report = replace(READING.report, author="Ada Venn", evidence=came)
    assert report_draft(report).id == report_draft(replace(report, evidence=None)).id
    assert report_draft(report).id != report_draft(READING.report).id
    assert evidence_of(report) == Evidence(
        body=b"<html>",
        headers=(("ETag", "x"),),
        fetched="2031-05-14T09:30:00Z",
        url=came.url,
        final_url=came.final_url,
        status=200,
    )
    assert evidence_of(READING.report) is None


def contained(less, more) -> bool:
    if isinstance(less, dict):
        return all(name in more and contained(value, more[name]) for name, value in less.items())
    if isinstance(less, list):
        return len(less) == len(more) and all(map(contained, less, more))
    return bool(less == more)


def test_it_has_all_that_is_printed() -> None:
    printed = to_object(READING)
    del printed["report"]
    assert contained(printed, json.loads(canonical(reading_to_plain(READING, "r1"))))


def test_fields_of_other_versions_do_no_harm() -> None:
    plain = reading_to_plain(READING, "r1")
    plain["mood"] = "calm"
    plain["claims"][0]["weather"] = 3
    del plain["claims"][0]["medium"], plain["agreements"]
    back = reading_from_plain(plain, READING.report)
    assert back.agreements == ()
    assert back.claims[0].medium is None
    assert back.claims[1:] == READING.claims[1:]


def test_one_number_has_one_encoding() -> None:
    assert canonical({"b": 1, "a": [None, "é\ud800"]}) == b'{"a":[null,"\\u00e9\\ud800"],"b":1}'
    with pytest.raises(ValueError, match="Out of range"):
        canonical(float("nan"))


def test_ids_do_not_run_together() -> None:
    assert lasting("c", "ab", "c") != lasting("c", "a", "bc") != lasting("c", ["a", "bc"])
    assert lasting("c", "1") != lasting("c", 1)
    assert len(lasting("c", "x")) == 33


@pytest.mark.parametrize(
    ("text", "as_stored", "as_folded"),
    [
        ("Vardáne", "Vardáne", "vardane"),
        ("  A\t b ", "  A\t b ", "a b"),
        ("", "", None),
        (None, None, None),
        ("a\0\ud800", "a\ufffd\ufffd", "a\ufffd\ufffd"),
        ("ﬁ Straße", "ﬁ Straße", "fi strasse"),
    ],
)
def test_names(text: str | None, as_stored: str | None, as_folded: str | None) -> None:
    assert storable(text) == as_stored
    assert folded(text) == as_folded


def test_words_that_are_searched() -> None:
    assert searchable("The “Ostrel-Front”, 1.5 km – Vardáne's") == "the ostrel front 1 5 km vardane s"
