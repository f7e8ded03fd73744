from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import fsspec
import pyarrow
import pyarrow.parquet
import pytest

from tests.batch.inputs import batch, line, lines_file
from tests.intake.test_foreign import page
from tests.intake.test_warc import http, record
from truceline.batch.folder import Folder
from truceline.batch.pieces import PieceReader
from truceline.batch.shards import Shard, cut, sources
from truceline.errors import BatchError, InputError, MissingInput, UnknownFormat
from truceline.intake.fetch import Fetcher
from truceline.intake.foreign import Foreign
from truceline.intake.gather import Gatherer
from truceline.intake.limits import Limits
from truceline.model import Report

LIMITS = Limits()


@pytest.fixture(scope="module")
def gatherer() -> Iterator[Gatherer]:
    with Foreign(LIMITS) as foreign:
        yield Gatherer(Fetcher(limits=LIMITS), foreign)


def shards(names: list[str], size: int) -> list[Shard]:
    found, errors = sources(names)
    assert errors == []
    return cut(found, size=size)


def outcomes(shards: list[Shard], gatherer: Gatherer) -> list[Report | InputError]:
    return [one for shard in shards for piece in shard.pieces for one in PieceReader(piece, LIMITS, gatherer)]


def told(found: list[Report | InputError]) -> list[str]:
    return [one.id if isinstance(one, Report) else str(one) for one in found]


@pytest.mark.parametrize("size", [1, 37, 400, 1000, 5000, 10**9])
def test_every_line_is_read_once_however_large_the_pieces_are(tmp_path: Path, gatherer: Gatherer, size: int) -> None:
    path = lines_file(tmp_path / "a.jsonl", 30)
    found = outcomes(shards([str(path)], size), gatherer)
    assert told(found) == [f"n{number}" for number in range(30)]


def test_lines_of_any_length_are_read_once_wherever_a_piece_ends(tmp_path: Path, gatherer: Gatherer) -> None:
    random = Random(5)
    texts = ["The ferry left. " * random.choice((1, 2, 40)) for _ in range(25)]
    ends = [random.choice((b"\n", b"\r\n", b"\n\n")) for _ in texts]
    written = [json.dumps({"id": str(i), "text": text}).encode() for i, text in enumerate(texts)]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(one + end for one, end in zip(written, ends, strict=True)).rstrip(b"\n"))
    for size in random.sample(range(1, path.stat().st_size + 2), 40):
        assert told(outcomes(shards([str(path)], size), gatherer)) == [str(i) for i in range(25)]


def test_a_broken_line_is_named_by_the_piece_that_it_stands_in(tmp_path: Path, gatherer: Gatherer) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line(0) + line(1) + b"{broken\n")
    begin = len(line(0))
    (found,) = (one for one in outcomes(shards([str(path)], begin), gatherer) if isinstance(one, InputError))
    assert found.place == f"line 1 from byte {begin + len(line(1))}"
    assert path.read_bytes()[begin + len(line(1)) :].startswith(b"{broken")


def test_pieces_of_small_files_are_read_together_and_those_of_large_ones_apart(tmp_path: Path) -> None:
    for name, many in (("a", 1), ("b", 1), ("c", 20)):
        lines_file(tmp_path / f"{name}.jsonl", many)
    found = shards([str(tmp_path)], 2 * len(line(0)) + 200)
    assert [Path(piece.input).stem for piece in found[0].pieces] == ["a", "b"]
    assert {Path(piece.input).stem for shard in found[1:] for piece in shard.pieces} == {"c"}
    assert [shard.number for shard in found] == list(range(len(found)))


def archive(path: Path, many: int) -> Path:
    body = page().replace(b"</article>", b"<p>Ferry %d.</p></article>")
    members = [gzip.compress(record(n, http(body.replace(b"%d", b"%d" % n)))) for n in range(many)]
    path.write_bytes(b"".join(members))
    return path


def test_packed_archives_are_cut_between_records(tmp_path: Path, gatherer: Gatherer) -> None:
    path = archive(tmp_path / "a.warc.gz", 9)
    size = path.stat().st_size // 4
    found = shards([str(path)], size)
    assert len(found) == 3
    evidence = [one.evidence for one in outcomes(found, gatherer) if isinstance(one, Report)]
    assert [one.url for one in evidence] == [f"https://coast.example/{number}" for number in range(9)]


def test_damage_in_a_piece_has_its_place_in_the_file(tmp_path: Path, gatherer: Gatherer) -> None:
    path = archive(tmp_path / "a.warc.gz", 6)
    data = bytearray(path.read_bytes())
    begin = data.rindex(b"\x1f\x8b\x08")
    data[begin + 60 : begin + 90] = bytes(30)
    path.write_bytes(data)
    whole = told(outcomes(shards([str(path)], 10**9), gatherer))
    parts = told(outcomes(shards([str(path)], path.stat().st_size // 3), gatherer))
    assert parts == whole
    assert f"byte {begin}" in whole[-1]


def table(path: Path, many: int, group: int) -> Path:
    rows = [{**json.loads(line(number)), "other": number} for number in range(many)]
    columns = pyarrow.Table.from_pylist(
        rows,
        schema=pyarrow.schema(
            [(name, pyarrow.string()) for name in ("id", "text", "outlet", "title", "published", "url")]
            + [("other", pyarrow.int64())]
        ),
    )
    pyarrow.parquet.write_table(columns, path, row_group_size=group)
    return path


@pytest.mark.parametrize(("group", "size"), [(5, 1), (5, 2000), (100, 300), (7, 10**9)])
def test_rows_are_read_once_however_tables_are_cut(tmp_path: Path, gatherer: Gatherer, group: int, size: int) -> None:
    path = table(tmp_path / "a.parquet", 23, group)
    assert told(outcomes(shards([str(path)], size), gatherer)) == [f"n{number}" for number in range(23)]


def test_a_row_without_a_text_is_named_and_days_may_be_days(tmp_path: Path, gatherer: Gatherer) -> None:
    path = tmp_path / "a.parquet"
    moment = datetime(2031, 5, 14, 9, 30, tzinfo=UTC)
    pyarrow.parquet.write_table(
        pyarrow.table({"text": ["Ferries left.", None], "published": [date(2031, 5, 14)] * 2, "id": [7, 8]}), path
    )
    first, second = outcomes(shards([str(path)], 10**9), gatherer)
    assert isinstance(first, Report)
    assert (first.id, first.published) == ("7", "2031-05-14")
    assert str(second) == f"{path}, row 2: no text in it"
    pyarrow.parquet.write_table(pyarrow.table({"text": ["Ferries left."], "published": [moment]}), path)
    (third,) = outcomes(shards([str(path)], 10**9), gatherer)
    assert isinstance(third, Report)
    assert third.published == "2031-05-14T09:30:00Z"


@pytest.mark.parametrize("data", [b"PAR1 but nothing else", b"", b"Ferries left."])
def test_a_damaged_table_is_named(tmp_path: Path, gatherer: Gatherer, data: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    (found,) = outcomes(shards([str(path)], 1000), gatherer)
    assert "no Parquet file, or damaged" in str(found)


def test_addresses_of_fsspec_are_read_as_files_are(gatherer: Gatherer) -> None:
    with fsspec.open("memory://archive/one/a.jsonl", "wb") as file:
        file.write(b"".join(map(line, range(12))))
    whole = told(outcomes(shards(["memory://archive/one/a.jsonl"], 1500), gatherer))
    assert whole == [f"n{number}" for number in range(12)]
    assert told(outcomes(shards(["memory://archive/one"], 1500), gatherer)) == whole


def test_what_is_not_there_is_an_error_and_what_leads_to_the_web_too(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    names = [
        str(tmp_path / "none.jsonl"),
        str(tmp_path / "empty"),
        "https://coast.example/ferries",
        "memory://none.jsonl",
    ]
    found, errors = sources(names)
    assert found == []
    assert [type(error) for error in errors] == [MissingInput, MissingInput, UnknownFormat, MissingInput]
    with pytest.raises(BatchError, match="nosuch"):
        sources(["nosuch://a.jsonl"])


def test_an_input_that_went_away_is_no_error_of_a_report(tmp_path: Path, gatherer: Gatherer) -> None:
    path = lines_file(tmp_path / "a.jsonl", 3)
    found = shards([str(path)], 10**6)
    path.unlink()
    with pytest.raises(MissingInput):
        outcomes(found, gatherer)


def test_a_plan_gives_its_shards_back(tmp_path: Path) -> None:
    source = lines_file(tmp_path / "a.jsonl", 10)
    batch([source], tmp_path / "out", size=700)
    plan = Folder(tmp_path / "out").plan()
    assert plan is not None
    assert plan.shards == shards([str(source)], 700)


def test_what_was_read_is_named_with_the_hash_of_its_bytes(tmp_path: Path, gatherer: Gatherer) -> None:
    import hashlib

    path = lines_file(tmp_path / "a.jsonl", 10)
    data, said = io.BytesIO(path.read_bytes()).getvalue(), []
    for shard in shards([str(path)], 700):
        for piece in shard.pieces:
            reader = PieceReader(piece, LIMITS, gatherer)
            list(reader)
            said.append(reader.said())
    assert said[0]["start"] == 0
    assert said[-1]["end"] == len(data)
    for one, following in zip(said, [*said[1:], {"start": len(data)}], strict=True):
        assert one["end"] == following["start"]
        assert one["sha256"] == hashlib.sha256(data[one["start"] : one["end"]]).hexdigest()
