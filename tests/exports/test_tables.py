from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import ExportError
from truceline.exports import columns, parquet
from truceline.exports.cells import cell
from truceline.exports.columns import KINDS, Column, Row, Value, columns_of, table_data
from truceline.exports.parquet import write_parquet
from truceline.exports.tables import write_csv, write_lines, write_tabs

COLUMNS = tuple(
    Column(name=name, kind=kind, holds="")
    for name, kind in (("id", "text"), ("n", "whole"), ("x", "number"), ("said", "flag"), ("names", "list"))
)
ROWS: list[Row] = [
    {"id": "a", "n": 3, "x": -3.25, "said": True, "names": ["Ostrel", "Tarn; Fenn"]},
    {"id": "=cmd|' /C calc'!A0", "n": None, "x": 12.0, "said": False, "names": []},
    {"id": 'two\nlines, "quoted" \N{DEER} \ud83e'},
]


def parsed(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_csv_is_read_back_by_another_reader() -> None:
    out = io.BytesIO()
    assert write_csv(ROWS, COLUMNS, out) == 3
    one, two, three = parsed(out.getvalue())
    assert one == {"id": "a", "n": "3", "x": "-3.25", "said": "true", "names": "Ostrel; Tarn, Fenn"}
    assert two == {"id": "'=cmd|' /C calc'!A0", "n": "", "x": "12", "said": "false", "names": ""}
    assert three["id"] == 'two\nlines, "quoted" \N{DEER} \N{REPLACEMENT CHARACTER}'
    assert out.getvalue().count(b"\r\n") == 4


def test_tabs_break_on_nothing() -> None:
    out = io.BytesIO()
    rows: list[Row] = [{"id": "a\tb\r\nc\u2028d", "names": ["\tx"]}, {"id": "+1"}]
    assert write_tabs(rows, COLUMNS, out) == 2
    lines = out.getvalue().decode().split("\n")
    assert lines == ["id\tn\tx\tsaid\tnames", "a b c d\t\t\t\tx", "'+1\t\t\t\t", ""]


def test_lines_are_json_in_ascii_with_null_for_what_is_not_known() -> None:
    out = io.BytesIO()
    assert write_lines(ROWS, COLUMNS, out) == 3
    assert out.getvalue().isascii()
    one, two, three = map(json.loads, out.getvalue().splitlines())
    assert one == {"id": "a", "n": 3, "x": -3.25, "said": True, "names": ["Ostrel", "Tarn; Fenn"]}
    assert (two["x"], two["names"]) == (12, [])
    assert (three["n"], three["said"], three["names"]) == (None, None, [])


def test_parquet_has_types_and_nulls() -> None:
    out = io.BytesIO()
    assert write_parquet(ROWS, COLUMNS, out) == 3
    table = pyarrow.parquet.read_table(io.BytesIO(out.getvalue()))
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double", "bool", "list<element: string>"]
    assert table.column("n").to_pylist() == [3, None, None]
    assert table.column("x").to_pylist() == [-3.25, 12.0, None]
    assert table.column("names").to_pylist() == [["Ostrel", "Tarn; Fenn"], [], []]
    assert table.column("id").to_pylist()[1] == "=cmd|' /C calc'!A0"  # no spreadsheet reads it


def test_an_empty_view_gives_a_head_and_no_rows() -> None:
    for write in (write_csv, write_tabs):
        out = io.BytesIO()
        assert write([], COLUMNS, out) == 0
        assert len(out.getvalue().splitlines()) == 1
    out = io.BytesIO()
    assert write_parquet([], COLUMNS, out) == 0
    assert pyarrow.parquet.read_table(io.BytesIO(out.getvalue())).column_names == [c.name for c in COLUMNS]


def test_rows_are_written_as_they_come(tmp_path: Path) -> None:
    """A hundred thousand rows, of which no more than a group may ever be held."""
    alive = 0

    class Held(dict[str, Value]):
        def __init__(self) -> None:
            nonlocal alive
            super().__init__(id="x" * 100, n=1)
            alive += 1

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def rows(most: int) -> Iterator[Row]:
        for _ in range(20_000):
            assert alive <= most
            yield Held()

    for write, most in ((write_csv, 3), (write_lines, 3), (write_tabs, 3), (write_parquet, 2 * parquet.GROUP + 3)):
        with (tmp_path / "out").open("wb") as file:
            assert write(rows(most), COLUMNS, file) == 20_000


def test_without_pyarrow_the_way_to_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'truceline\[parquet\]'"):
        write_parquet([], COLUMNS, io.BytesIO())


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n@x", "\uff1d1", "\u00a0=1", "\tx"],
)
def test_formulas_are_defused(text: str) -> None:
    assert cell(text).startswith("'")
    assert cell([text, "b"]).startswith("'")


@pytest.mark.parametrize("text", ["", "a=1", "3-2", "— said", "“=1”", "'=1", "O'Hara"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert cell(text) == text


def test_numbers_stay_numbers() -> None:
    assert [cell(x) for x in (-3.25, -7, 1e-7, 0.1, 42.0, True, None)] == [
        "-3.25",
        "-7",
        "1e-07",
        "0.1",
        "42",
        "true",
        "",
    ]


@given(st.text(), st.lists(st.text()), st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_is_one_cell_that_runs_nothing(text: str, names: list[str], x: float) -> None:
    out = io.BytesIO()
    write_csv([{"id": text, "names": names, "x": x}], COLUMNS, out)
    (row,) = parsed(out.getvalue())
    for found in (row["id"], row["names"]):
        assert found.lstrip()[:1] not in set("=+-@\uff1d\uff0b\uff0d\uff20") or found.startswith("'")
    assert math.isclose(float(row["x"]), x, rel_tol=1e-15)
    out = io.BytesIO()
    write_tabs([{"id": text, "names": names, "x": x}], COLUMNS, out)
    assert out.getvalue().count(b"\n") == 2
    assert out.getvalue().count(b"\t") == 2 * (len(COLUMNS) - 1)


TABLES = sorted(path.stem for path in Path(columns.__file__).with_name("columns").glob("*.toml"))


@pytest.mark.parametrize("table", [table for table in TABLES if "column" in table_data(table)])
def test_column_lists_are_sound(table: str) -> None:
    found = columns_of(table)
    assert len({column.name for column in found}) == len(found)
    assert {column.kind for column in found} <= set(KINDS)
    assert all(column.holds for column in found)
