from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.batch.inputs import SETUP, Here, Seen, batch, files, lines_file
from tests.ledger.made import reading
from truceline.batch.folder import Folder
from truceline.batch.loading import Loaded
from truceline.batch.parts import PartWriter, reading_of, reports_of_part
from truceline.batch.running import run_batch
from truceline.errors import BatchError, InputError
from truceline.ledger import open_ledger
from truceline.model import Fetched, Reading

STRANGE = "A lone \ud800 half, a NUL\0 and \N{DEER}."


def test_readings_come_out_of_a_part_as_they_went_in() -> None:
    evidence = Fetched(
        url="a", final_url="b", status=200, headers=(("A", "b"), ("A", "c")), body=b"\0\xff", fetched=None
    )
    readings = [reading(number) for number in range(600)]
    readings[3] = replace(
        readings[3], report=replace(readings[3].report, text=readings[3].report.text + STRANGE, title=STRANGE)
    )
    readings[4] = replace(readings[4], report=replace(readings[4].report, evidence=evidence))
    writer = PartWriter()
    for one in readings:
        writer.add(one)
    found = [(report, reading_of(report, written, "a")) for report, written in reports_of_part(writer.finish(), "a")]
    assert [back for _, back in found] == readings
    assert [report.evidence for report, _ in found[3:6]] == [None, evidence, None]


def test_a_batch_is_the_same_whatever_the_order_in_which_shards_come_back(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "a.jsonl", 40, broken=(7, 21))
    summary, seen = batch([path], tmp_path / "one")
    assert summary.complete
    assert summary.shards > 5
    assert (summary.reports, summary.unread) == (38, 2)
    assert len(seen.errors) == 2
    fails = {2: ["its worker died", "its worker died"], 4: ["it was late"]}
    other, seen = batch([path], tmp_path / "other", crew=Here(fails))
    assert other == summary
    assert not seen.left_over
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_errors_of_reports_are_rows_in_the_manifest(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "a.jsonl", 4, broken=(1,))
    batch([path], tmp_path / "out", size=10**6)
    manifest = json.loads((tmp_path / "out/parts/000000.json").read_bytes())
    assert manifest["errors"] == [
        {"error": "BrokenLine", "report": str(path), "place": "line 2", "message": "not JSON: Expecting value"}
    ]
    assert manifest["counts"]["reports"] == 3
    assert manifest["program"] == SETUP.program


def test_a_batch_goes_on_where_it_was_ended(tmp_path: Path) -> None:
    path, out = lines_file(tmp_path / "a.jsonl", 30), tmp_path / "out"
    whole, _ = batch([path], tmp_path / "whole")
    first, seen = batch([path], out, crew=Here({1: ["no"] * 3, 3: ["no"] * 3}))
    assert not first.complete
    assert first.done == whole.shards - 2
    assert sorted(seen.left_over) == ["1: no", "3: no"]
    assert not (out / "complete.json").exists()
    (out / "parts/.000001.parquet.half").write_bytes(b"half")
    crew = Here()
    second, seen = batch([path], out, crew=crew)
    assert sorted(crew.read) == [1, 3]
    assert seen.there == whole.shards - 2
    assert second == whole
    assert files(out) == files(tmp_path / "whole")


def test_what_is_complete_is_not_read_again(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "a.jsonl", 30)
    first, _ = batch([path], tmp_path / "out")
    crew = Here()
    assert batch([path], tmp_path / "out", crew=crew)[0] == first
    assert crew.read == []


def test_a_folder_holds_one_batch(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "a.jsonl", 5)
    batch([path], tmp_path / "out")
    with pytest.raises(BatchError, match="another size of shards"):
        batch([path], tmp_path / "out", size=3000)
    with pytest.raises(BatchError, match="another program"):
        run_batch(
            [str(path)], tmp_path / "out", setup=replace(SETUP, program="b"), crew=Here, watcher=Seen(), size=2000
        )
    lines_file(tmp_path / "a.jsonl", 6)
    with pytest.raises(BatchError, match="other inputs"):
        batch([path], tmp_path / "out")
    with Folder(tmp_path / "out").alone(), pytest.raises(BatchError, match="another run"):
        batch([path], tmp_path / "out")


def test_inputs_that_are_not_there_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "a.jsonl", 3)
    summary, seen = batch([tmp_path / "none.jsonl", path], tmp_path / "out")
    assert summary.complete
    assert (summary.reports, summary.unread) == (3, 1)
    assert seen.errors == [f"{tmp_path / 'none.jsonl'}: no such file or folder"]


def test_a_ledger_loaded_from_parts_is_that_of_the_readings(tmp_path: Path) -> None:
    batch([lines_file(tmp_path / "a.jsonl", 40, broken=(3,))], tmp_path / "out")
    with open_ledger(tmp_path / "direct.sqlite") as ledger:
        ledger.add(reading(number) for number in range(40) if number != 3)
        expected = ledger.digest()
    place = tmp_path / "loaded.sqlite"
    for new in (39, 0):
        with open_ledger(place) as ledger:
            loaded = Loaded(tmp_path / "out", ledger)
            assert len(loaded) == 40
            found = ledger.add(loaded)
            assert (found.reports, found.unread, loaded.known) == (new, 1, 39 - new)
            assert ledger.digest() == expected


def test_a_part_that_was_changed_is_not_loaded(tmp_path: Path) -> None:
    batch([lines_file(tmp_path / "a.jsonl", 10)], tmp_path / "out", size=10**6)
    part = tmp_path / "out/parts/000000.parquet"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(data)
    with open_ledger(tmp_path / "a.sqlite") as ledger, pytest.raises(BatchError, match="not those that its manifest"):
        list(Loaded(tmp_path / "out", ledger))


def test_an_incomplete_batch_loads_as_far_as_it_is(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "a.jsonl", 20)
    batch([path], tmp_path / "out", crew=Here({0: ["no"] * 3}))
    with open_ledger(tmp_path / "a.sqlite") as ledger:
        loaded = Loaded(tmp_path / "out", ledger)
        assert loaded.undone == 1
        assert 0 < sum(isinstance(one, Reading) for one in loaded) < 20


def test_what_could_not_be_read_comes_out_when_it_is_loaded(tmp_path: Path) -> None:
    path = lines_file(tmp_path / "a.jsonl", 3, broken=(1,))
    batch([path, tmp_path / "none.txt"], tmp_path / "out", size=10**6)
    with open_ledger(tmp_path / "a.sqlite") as ledger:
        errors = [str(one) for one in Loaded(tmp_path / "out", ledger) if isinstance(one, InputError)]
    assert errors == [f"{tmp_path / 'none.txt'}: no such file or folder", f"{path}, line 2: not JSON: Expecting value"]
