"""Any text gives a valid reading: the layout kept, offsets right, the same each time, in bounded time."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.contract import faults
from tests.strange import ACCIDENTS, disturbed, parse, text
from truceline import to_object
from truceline.errors import InputError
from truceline.exports.printing import PRINTERS
from truceline.intake import report_of
from truceline.language.words import cut_words
from truceline.model import Parse, Reading, Report
from truceline.pipeline import Loaded, Reader, _sound

SENTENCE = "On Monday he said that Áila Tarn fell, and that some of them moved on."
SEEDS = st.integers(0, 10**9)
OUTLETS = (None, "Coast Ledger", "Reuters", "the Guardian", "\u202e")
DAYS = (None, "2031-05-14", "0001-01-01", "9999-12-31", "2024-02-29T23:59:59Z")
SECONDS_A_WORD = 0.005  # far more than any takes; what grows faster than the text is held in reading/test_growth
SECONDS = 3.0
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def loaded() -> Loaded:
    return loaded_reader().load()


@cache
def parsed(seed: int) -> Parse:
    return loaded().language.parse(_sound(text(Random(seed), 5)))


def check(reading: Reading) -> None:
    """A reading keeps the layout, and can be printed in every form."""
    found = to_object(reading)
    assert faults(found) == []
    for record in (*found["actors"], *found["places"]):
        assert record["name"] is None or record["name"].strip(), record
    for print_ in PRINTERS.values():
        print_(iter((reading,)), io.StringIO())
    assert json.loads(json.dumps(found)) == found


def read(report: Report, parse: Parse) -> Reading:
    begun = time.thread_time()
    reading = loaded().reading(report, parse)
    assert time.thread_time() - begun < SECONDS + SECONDS_A_WORD * len(parse)
    return reading


def report_by(chance: Random, words: str) -> Report:
    return replace(report_of("."), text=words, outlet=chance.choice(OUTLETS), published=chance.choice(DAYS))


@MANY
@given(SEEDS)
def test_any_tree_gives_a_valid_reading(seed: int) -> None:
    chance = Random(seed)
    words = _sound(text(chance, 5))
    cut = cut_words(words)
    strange = parse(chance, (list(cut.starts), list(cut.words)), words)
    report = report_by(chance, words)
    reading = read(report, strange)
    check(reading)
    assert read(report, strange) == reading


@MANY
@given(st.integers(0, 15), SEEDS)
def test_what_a_network_may_get_wrong_gives_a_valid_reading(base: int, seed: int) -> None:
    chance = Random(seed)
    strange = disturbed(chance, parsed(base))
    check(read(report_by(chance, strange.text), strange))


@FEW
@given(SEEDS)
@example(0)
def test_any_report_is_read(seed: int) -> None:
    chance = Random(seed)
    report = report_by(chance, text(chance, 8))
    reading = loaded_reader().read(report)
    assert reading.report is report
    check(reading)


@FEW
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=300))
@example("\ud800\udfff")
@example("\u202e" * 50)
@example("\0")
def test_any_text_at_all_is_read(anything: str) -> None:
    try:
        report = report_of(anything)
    except InputError:
        report = Report(
            id="r", text=re.sub("[\ud800-\udfff]", "?", anything)
        )  # refused, and could be read all the same
    check(loaded_reader().read(report))


def test_reports_among_others_read_as_alone() -> None:
    reports = [Report(id=str(seed), text=text(Random(seed), 4)) for seed in range(20)]
    reader = loaded_reader()
    assert list(reader.read_many(reports)) == [reader.read(report) for report in reports]


def test_every_accident_befalls_some_text() -> None:
    for befall in ACCIDENTS:
        assert any(befall(Random(seed), SENTENCE) != SENTENCE for seed in range(20))


@cache
def loaded_reader() -> Reader:
    return Reader(threads=1)


@pytest.fixture(autouse=True, scope="module")
def leave_nothing() -> Iterator[None]:
    yield
    for kept in (loaded, parsed, loaded_reader):
        kept.cache_clear()
