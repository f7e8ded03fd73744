from __future__ import annotations

from pathlib import Path

import pytest

import truceline
from tests.sample import READING
from truceline import Filters, open_ledger, to_arrow, to_pandas
from truceline.exports import frames, parquet
from truceline.exports.columns import columns_of
from truceline.exports.readings import OF_READINGS
from truceline.exports.registry import TABLES
from truceline.ledger import View

pandas = pytest.importorskip("pandas", reason="the extra dev brings it")
pyarrow = pytest.importorskip("pyarrow", reason="the extra dev brings it")


@pytest.fixture
def view(tmp_path: Path) -> View:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    ledger.add([READING])
    return ledger.view()


def test_the_claims_of_a_reading() -> None:
    table = to_pandas(READING)
    assert list(table.columns) == [column.name for column in columns_of("claims")]
    assert list(table["claim"]) == ["c1", "c2", "c3", "c4", "c5"]
    denied = table[table["claim"] == "c1"].iloc[0]
    assert denied["chain"] == ["The Coast Ledger"]
    assert denied["denied_by"] == ["senior Korvath officer"]
    assert denied["killed_low"] == 81
    assert denied["killed_high"] is pandas.NA
    assert (denied["first"], denied["last"]) == ("2031-05-12", "2031-05-12")
    assert table["first"][1] == "2031-05-14"  # it names no day: the report's
    assert table["known"].isna().all()
    assert table["words"][1] == "We never fired on Ostrel"


def test_the_attributions_of_a_reading() -> None:
    table = to_pandas(READING, "attributions").set_index("attribution")
    assert table.loc["a1", "source"] == "senior Korvath officer"
    assert table.loc["a1", "source_id"] == "korvath"
    assert table.loc["a1", "content"] == ["“We never fired on Ostrel,”"]
    assert table.loc["a1", "relayed_by"] == "a2"
    assert table.loc["a2", "source_id"] is pandas.NA


def test_the_agreements_of_several_readings() -> None:
    table = to_pandas([READING, READING], "agreements")
    assert list(table["parties"]) == [["Ostrel Front"]] * 2
    assert table["stages"][0] == ["1: truce, 14 days", "2: exchange"]


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_view_gives_each_of_its_tables_alike_to_both(view: View, table: str) -> None:
    arrow, frame = to_arrow(view, table), to_pandas(view, table)
    assert arrow.column_names == list(frame.columns) == [column.name for column in columns_of(table)]
    assert arrow.num_rows == len(frame)
    for name in arrow.column_names:
        values = [None if value is pandas.NA else value for value in frame[name]]
        assert values == arrow[name].to_pylist()


@pytest.mark.parametrize("table", sorted(OF_READINGS))
def test_a_reading_and_a_view_on_it_say_the_same(view: View, table: str) -> None:
    ours, theirs = to_arrow(READING, table), to_arrow(view, "tellings" if table == "agreements" else table)
    assert ours.schema == theirs.schema
    own = {"claim", "report", "agreement", "claims", "given", "article", "known", "learnt", "withdrawn"}
    for name in set(ours.column_names) - own:
        assert ours[name].to_pylist() == theirs[name].to_pylist(), name


def test_filters_and_their_place(view: View) -> None:
    assert len(to_pandas(view, filters=Filters(event="AGREE"))) == 1
    assert to_arrow(view, "attributions", filters=Filters(event="RETREAT")).num_rows == 0
    with pytest.raises(ValueError, match="views"):
        to_arrow(READING, filters=Filters(event="AGREE"))


def test_nothing_is_a_table_with_its_columns_and_types() -> None:
    empty = to_pandas([])
    assert str(empty["killed_low"].dtype) == "Float64"
    assert to_arrow([]).schema == to_arrow(READING).schema


def test_halves_of_surrogate_pairs_do_not_stop_it() -> None:
    from dataclasses import replace

    broken = replace(READING, report=replace(READING.report, title="\ud800 talks"))
    assert to_arrow(broken)["title"][0].as_py() == "\N{REPLACEMENT CHARACTER} talks"
    assert to_pandas(broken)["title"][0] == "\N{REPLACEMENT CHARACTER} talks"


def test_another_table_is_refused_by_name(view: View) -> None:
    for of in (view, READING):
        with pytest.raises(ValueError, match="no such table"):
            to_pandas(of, "weather")
    with pytest.raises(ValueError, match="no such table"):
        to_arrow(READING, "events")


def test_without_the_library_it_says_which_extra_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "pandas", None)
    with pytest.raises(truceline.ExportError, match=r"truceline\[pandas\]"):
        to_pandas(READING)
    monkeypatch.setattr(parquet, "pyarrow", None)
    with pytest.raises(truceline.ExportError, match=r"truceline\[parquet\]"):
        to_arrow(READING)
