from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.sample import READING
from truceline.exports.people import to_text
from truceline.exports.printing import PRINTERS
from truceline.model import Reading

OTHER = replace(READING, report=replace(READING.report, id="coast-2"))


def printed(form: str, *readings: Reading) -> str:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="latin-1") as out:
        PRINTERS[form](readings, out)
        return raw.getvalue().decode()


def test_json_lines_are_one_object_a_report() -> None:
    ids = [json.loads(line)["report"]["id"] for line in printed("jsonl", READING, OTHER).splitlines()]
    assert ids == ["coast-1", "coast-2"]


@pytest.mark.parametrize(("number", "kind"), [(0, list), (1, dict), (2, list), (3, list)])
def test_json_is_one_value(number: int, kind: type[Any]) -> None:
    value: Any = json.loads(printed("json", *[READING] * number))
    assert isinstance(value, kind)
    assert kind is dict or len(value) == number


def test_text_is_utf8_whatever_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert printed("text", READING, OTHER) == to_text(READING) + to_text(OTHER)


def test_text_keeps_to_the_columns_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert printed("text", READING) == to_text(READING, width=60)
    monkeypatch.setenv("COLUMNS", "many")
    assert printed("text", READING) == to_text(READING)


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_readings_are_printed_as_they_come(form: str) -> None:
    raw = io.BytesIO()
    seen: list[int] = []

    def coming() -> Iterator[Reading]:
        for _ in range(3):
            seen.append(len(raw.getvalue()))
            yield READING

    with io.TextIOWrapper(raw, encoding="utf-8") as out:
        PRINTERS[form](coming(), out)
        assert 0 == seen[0] < seen[1] < seen[2] < len(raw.getvalue())
