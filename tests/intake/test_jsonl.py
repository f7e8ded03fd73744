from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import BadField, BrokenLine, EmptyReport, InputError, NotText, TooLarge
from truceline.intake.fields import Fields
from truceline.intake.jsonl import reports_in_lines
from truceline.intake.limits import Limits
from truceline.model import Report

SMALL = Limits(text=100)  # lines of 1,200 bytes


def read(*lines: object, about: Fields | None = None) -> list[Report | InputError]:
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(reports_in_lines(io.BytesIO(b"\n".join(written)), name="all.jsonl", about=about, limits=SMALL))


def test_a_line_is_a_report() -> None:
    fields: dict[str, Any] = {
        "id": "c7",
        "outlet": "Coast Ledger",
        "title": "Ferries",
        "published": "2031-05-14T09:30:00Z",
        "url": "https://coast.example",
    }
    assert read({"text": "Ferries left.", "more": 1, **fields}) == [Report(text="Ferries left.", **fields)]


@given(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=100).filter(lambda t: not t.isspace()))
def test_the_text_is_kept_to_the_last_character(text: str) -> None:
    for escaped in (True, False):
        line = json.dumps({"text": text}, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
        (report,) = reports_in_lines(io.BytesIO(line), name="all.jsonl")
        if isinstance(report, Report):
            assert report.text == text
        else:  # half a surrogate pair, written out, is no UTF-8
            assert not escaped


def test_broken_lines_are_named_and_the_others_read() -> None:
    found = read(
        b"\xef\xbb\xbf" + b'{"text": "Ferries left."}',
        b'{"text": "Ferries',
        b"",
        b'["text"]',
        {"body": "Ferries left."},
        {"text": 5},
        b'{"text": "caf\xe9"}',
        {"text": " "},
        {"text": "a\0b"},
        {"text": "Ferries came.", "outlet": ["A"]},
        {"text": "Ferries came.", "published": "yesterday"},
        b"[" * 1_100,
        {"text": "Ferries came back."},
    )
    assert [r.text for r in found if isinstance(r, Report)] == ["Ferries left.", "Ferries came back."]
    errors = [e for e in found if isinstance(e, InputError)]
    assert [(type(e), e.place) for e in errors] == [
        (BrokenLine, "line 2"),
        (BrokenLine, "line 4"),
        (BrokenLine, "line 5"),
        (BrokenLine, "line 6"),
        (BrokenLine, "line 7"),
        (EmptyReport, "line 8"),
        (NotText, "line 9"),
        (BadField, "line 10"),
        (BadField, "line 11"),
        (BrokenLine, "line 12"),
    ]
    assert all(str(e).startswith(f"all.jsonl, {e.place}: ") for e in errors)


def test_a_line_beyond_the_limit_is_passed_over() -> None:
    found = read(b'{"text": "' + b"x" * 300_000 + b'"}', {"text": "x" * 101}, {"text": "Ferries left."})
    assert [type(f) for f in found] == [TooLarge, TooLarge, Report]
    assert [f.place for f in found if isinstance(f, TooLarge)] == ["line 1", "line 2"]


def test_a_long_line_is_never_held_whole() -> None:
    class Counting(io.BytesIO):
        longest = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            self.longest = max(self.longest, len(line))
            return line

    file = Counting(b"x" * 5_000_000)
    (error,) = reports_in_lines(file, name="all.jsonl", limits=SMALL)
    assert isinstance(error, TooLarge)
    assert file.longest < 100_000


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_a_file_without_a_report_says_so(data: bytes) -> None:
    (error,) = reports_in_lines(io.BytesIO(data), name="all.jsonl")
    assert isinstance(error, EmptyReport)


def test_what_is_known_beside_goes_first() -> None:
    (report,) = read({"text": "Ferries left.", "outlet": "A", "title": "T"}, about=Fields(outlet="B"))
    assert isinstance(report, Report)
    assert (report.outlet, report.title) == ("B", "T")


def test_a_number_may_be_an_id() -> None:
    (report,) = read({"text": "Ferries left.", "id": 7})
    assert isinstance(report, Report)
    assert report.id == "7"


def test_what_json_cannot_hold_is_said() -> None:
    data = b"[" * 100_000 + b'\n{"text": "Tarn", "id": ' + b"9" * 5000 + b"}"
    deep, long = reports_in_lines(io.BytesIO(data), name="all.jsonl")
    assert str(deep) == "all.jsonl, line 1: not JSON: nested too deep"
    assert str(long) == "all.jsonl, line 2: not JSON: a number of too many digits"
