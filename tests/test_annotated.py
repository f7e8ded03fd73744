"""The annotated reports are well-formed; whether the reading is what they expect, ``python -m evaluation`` holds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from evaluation.annotated import FIELDS, FOLDER, files
from tests.contract import FIELDS as CHECKS
from truceline import Fields, report_of
from truceline.vocabulary import Vocabulary, load_vocabulary

KINDS = {"actor", "place", "time", "count", "attribution", "claim", "agreement"}
# What an expectation may ask for beside the fields of the record itself.
DERIVED = {
    "actor": {"words", "sector"},
    "place": {"words"},
    "time": {"words"},
    "count": {"words"},
    "attribution": {"source", "source_actor", "cue", "content"},
    "claim": {
        "in", "trigger", "actors", "recipients", "when", "where", "counts", "chain", "through", "denied_by",
        "denied_through",
    },
    "agreement": {
        "agreement_kind", "parties", "mediators", "days", "all_parties", "all_mediators", "stages", "stage", "covers",
        "steps", "broken_by",
    },
}  # fmt: skip
IN_TEXT = ("in", "words", "trigger", "source", "cue", "content", "of")
NAMES = ("actors", "recipients", "parties", "mediators", "all_parties", "all_mediators")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(FOLDER / "vocabulary.toml")


def cases() -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in files()]


def test_there_are_enough_of_them() -> None:
    expected = [json.loads(path.read_text(encoding="utf-8"))["expected"] for path in files()]
    assert len(expected) >= 15
    assert sum(map(len, expected)) >= 150
    assert {entry["kind"] for entries in expected for entry in entries} == KINDS


@pytest.mark.parametrize("path", cases())
def test_the_report_can_be_taken_in(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert set(case) == {"report", "expected"}
    about = dict(case["report"])
    text = about.pop("text")
    assert 80 <= len(text.split()) <= 450
    report = report_of(text, Fields(**about))
    assert report.outlet
    assert report.day


@pytest.mark.parametrize("path", cases())
def test_every_expectation_can_be_met(path: Path) -> None:
    """Known kinds and fields, values that the layout allows, words that stand in the text, each entry once."""
    case = json.loads(path.read_text(encoding="utf-8"))
    text = case["report"]["text"]
    written = [json.dumps(entry, sort_keys=True) for entry in case["expected"]]
    assert len(set(written)) == len(written)
    for entry in case["expected"]:
        wanted = dict(entry)
        kind = wanted.pop("kind")
        assert wanted, entry
        own = CHECKS[f"{kind}s"]
        assert set(wanted) <= DERIVED[kind] | (set(own) - set(FIELDS)), entry
        for name, value in wanted.items():
            if name in IN_TEXT and isinstance(value, str):
                assert value in text, entry
            elif name in own and name not in FIELDS:
                assert all(map(own[name], value if isinstance(value, list) else [value])), entry
        if kind == "claim":
            assert entry["in"], entry


def named_in(text: str) -> set[str]:
    """What people would be called by whom the report alone knows: every run of up to three of its words as an id."""
    words = re.findall(r"\w+", text.lower())
    return {"-".join(words[k : k + size]) for size in (1, 2, 3) for k in range(len(words))}


@pytest.mark.parametrize("path", cases())
def test_ids_and_names_are_known(path: Path, vocabulary: Vocabulary) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    text = case["report"]["text"]
    places = {entry.name for entry in vocabulary.entries if entry.kind == "place"}
    for entry in case["expected"]:
        ids = [id for name in NAMES for id in entry.get(name, ())]
        ids += [entry[name] for name in ("actor", "source_actor") if entry.get(name)]
        assert all(vocabulary.by_id(id) or id in named_in(text) for id in ids), entry
        assert all(name in places or name in text for name in entry.get("where", ())), entry
        if "chain" in entry:
            assert entry["chain"][-1] == case["report"]["outlet"], entry
        if "through" in entry:
            assert entry["through"][-1] == case["report"]["outlet"], entry
        for measure, low, high in entry.get("counts", ()):
            assert CHECKS["counts"]["measure"](measure), entry
            assert low is None or high is None or low <= high, entry
