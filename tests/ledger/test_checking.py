"""What was edited, dropped, inserted, reordered or cut off behind the ledger's back is found."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, delete, insert, select, text, update
from sqlalchemy.types import Boolean, Double, Integer, LargeBinary

from tests.ledger.made import reading
from truceline.ledger import Evidence, Judgement, Ledger, Review, Verdict, open_ledger
from truceline.ledger.columns.layout import TABLES as TABLES_IN_COLUMNS
from truceline.ledger.database import Database
from truceline.ledger.schema import ANCHOR, BATCHES, COLUMNS, ENTRIES, METADATA

NO_RECORD = (
    "signs",
    "notes",
    "progress",
    "columns",
)  # what linking made of the record, and makes anew where it is gone
CHECKED = [table for table in METADATA.sorted_tables if table.name not in NO_RECORD]
TABLES = [table.name for table in CHECKED]


def fill(ledger: Ledger) -> None:
    def evidence(of: object) -> Evidence:
        return Evidence(body=repr(of).encode(), headers=(("Server", "harbour"),), fetched="2031-04-01T10:00:00Z")

    ledger.add([reading(number, version=number % 2) for number in range(12)], batch=3, evidence=evidence)
    ledger.add([reading(number) for number in range(12)], batch=5)
    claims = [claim.id for claim in ledger.view().claims()]
    ledger.judge([Judgement(kind="event", subjects=tuple(claims[:2]), objects=(claims[2],), score=0.5, by="Ana")])
    report = next(ledger.view().reports()).id
    ledger.review([Review(subject=report, verdict="withdrawn", day="2031-09-01", note="n", by="Ana")])
    ledger.columns.keep()


@pytest.fixture
def filled(place: str) -> str:
    with open_ledger(place) as ledger:
        fill(ledger)
        assert ledger.verify().whole
    return place


def change(place: str, *statements) -> None:
    database = Database(place)
    with database.writing() as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0
    database.close()


def verified(place: str) -> Verdict:
    with open_ledger(place) as ledger:
        return ledger.verify()


def kinds(place: str) -> set[str]:
    return {fault.kind for fault in verified(place).faults}


def key_of(table: Table, row):
    return [column == row._mapping[column.name] for column in table.primary_key.columns]


def rows(place: str, table: Table):
    database = Database(place)
    with database.reading() as connection:
        found = connection.execute(select(table).order_by(*table.primary_key.columns)).all()
    database.close()
    return found


@pytest.mark.parametrize("name", TABLES)
def test_a_row_that_is_gone_is_missed(copies: Callable[[], str], name: str) -> None:
    place = copies()
    table = METADATA.tables[name]
    row = rows(place, table)[0]
    change(place, delete(table).where(*key_of(table, row)))
    verdict = verified(place)
    assert verdict.faults
    assert {fault.kind for fault in verdict.faults} & {"dropped", "cut off"}


def other(value, kind):
    if isinstance(kind, Boolean):
        return not value
    if isinstance(kind, LargeBinary):
        return bytes([value[0] ^ 1, *value[1:]])
    if isinstance(kind, Integer | Double):
        return (value or 0) + 1_000_003
    return f"{value or ''}x"


CELLS = [(t.name, c.name) for t in CHECKED for c in t.columns if not (t is ANCHOR and c.name == "n")]


@pytest.mark.parametrize("name", ["claims", "claim_parts", "links", "editions", "judged", "bodies"])
def test_on_each_database(filled: str, name: str) -> None:
    table = METADATA.tables[name]
    row = rows(filled, table)[2 if name == "claims" else 0]
    column = list(table.columns)[-1]
    change(filled, update(table).where(*key_of(table, row)).values({column: other(row[-1], column.type)}))
    assert "edited" in kinds(filled)
    change(filled, delete(table).where(*key_of(table, row)))
    assert "dropped" in kinds(filled)


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_an_edited_cell_is_found(copies: Callable[[], str], name: str, column: str) -> None:
    """Every column of every table; one database is enough, as the comparison is the same."""
    place = copies()
    table = METADATA.tables[name]
    row = rows(place, table)[-1]
    value = other(row._mapping[column], table.columns[column].type)
    change(place, update(table).where(*key_of(table, row)).values({column: value}))
    assert verified(place).faults


def test_what_questions_are_answered_from_is_held_against_the_tables(filled: str) -> None:
    kept = [row for row in rows(filled, COLUMNS) if row.data and row.name != "state" and "examples" not in row.name]
    assert {row.name.partition(".")[0] for row in kept} == {*TABLES_IN_COLUMNS, "groups", "words"}
    for row in kept:
        text = row.name.startswith("words.")
        data = row.data.replace(b'"', b'"x', 1) if text else bytes([row.data[0] ^ 1, *row.data[1:]])
        found = update(COLUMNS).where(*key_of(COLUMNS, row))
        change(filled, found.values(data=data))
        assert any(fault.where.startswith("columns") for fault in verified(filled).faults), row.name
        change(filled, found.values(data=row.data))
    assert verified(filled).whole
    change(filled, delete(COLUMNS).where(COLUMNS.c.name == "claims.event"))
    assert not verified(filled).whole


def test_columns_may_be_older_than_the_ledger_or_missing(filled: str) -> None:
    with open_ledger(filled) as ledger:
        ledger.add([reading(number, version=number % 2) for number in range(8, 20)], batch=3)
        newest = next(ledger.view().reports(after=1)).id
        ledger.withdraw(newest, by="Ana")
    assert verified(filled).whole
    change(filled, delete(COLUMNS))
    assert verified(filled).whole


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    with open_ledger(path) as ledger:
        fill(ledger)
    return path.read_bytes()


@pytest.fixture
def copies(tmp_path: Path, pattern: bytes) -> Callable[[], str]:
    def copy() -> str:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
        path.write_bytes(pattern)
        return str(path)

    return copy


def test_the_last_batch_cut_off_shows(filled: str) -> None:
    last = rows(filled, BATCHES)[-1].n
    change(filled, delete(ENTRIES).where(ENTRIES.c.batch == last), delete(BATCHES).where(BATCHES.c.n == last))
    assert "cut off" in kinds(filled)


def test_a_batch_in_the_middle_gone_shows(filled: str) -> None:
    change(filled, delete(ENTRIES).where(ENTRIES.c.batch == 2), delete(BATCHES).where(BATCHES.c.n == 2))
    found = verified(filled)
    assert any(fault.where == "batch 2" and fault.kind == "dropped" for fault in found.faults)


def test_two_entries_exchanged_show(filled: str) -> None:
    one, two = (row for row in rows(filled, ENTRIES) if row.kind == "judgement" or row.n == 1)
    change(
        filled,
        update(ENTRIES).where(ENTRIES.c.n == one.n).values(n=-1),
        update(ENTRIES).where(ENTRIES.c.n == two.n).values(n=one.n, batch=one.batch),
        update(ENTRIES).where(ENTRIES.c.n == -1).values(n=two.n, batch=two.batch),
    )
    assert "reordered" in kinds(filled)


def test_two_batches_exchanged_show(filled: str) -> None:
    change(
        filled,
        *(update(table).where(table.c[column] == 1).values({column: -1}) for table, column in BATCHED),
        *(update(table).where(table.c[column] == 2).values({column: 1}) for table, column in BATCHED),
        *(update(table).where(table.c[column] == -1).values({column: 2}) for table, column in BATCHED),
    )
    assert "reordered" in kinds(filled)


BATCHED = ((BATCHES, "n"), (ENTRIES, "batch"))


def test_a_content_changed_together_with_its_hash_shows(filled: str) -> None:
    from truceline.ledger.drafts import report_draft

    forged = report_draft(reading(50).report)
    row = rows(filled, ENTRIES)[0]
    values = {"content": forged.packed, "hash": forged.hash, "id": forged.id}
    change(filled, update(ENTRIES).where(ENTRIES.c.n == row.n).values(values))
    verdict = verified(filled)
    assert any(fault.where == "batch 1" for fault in verdict.faults)


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("anchor", "bodies", "batches")])
def test_a_row_too_many_shows(copies: Callable[[], str], name: str) -> None:
    place = copies()
    table = METADATA.tables[name]
    row = dict(rows(place, table)[0]._mapping)
    first = next(iter(table.primary_key.columns))
    key = {first.name: row[first.name] + (1 << 60)} if first.name != "key" else {"key": "k0"}
    if "id" in row and name == "entries" or name == "reports":
        key["id"] = "r" + hashlib.sha256(b"x").hexdigest()[:32]
    change(place, insert(table).values({**row, **key}))
    assert kinds(place) & {"inserted", "edited"}


@pytest.mark.parametrize("index", ["search_reports", "search_claims"])
def test_an_index_that_lost_rows_shows(filled: str, index: str) -> None:
    database = Database(filled)
    with database.writing() as connection:
        if database.is_sqlite:
            connection.execute(text(f"INSERT INTO {index}({index}) VALUES ('delete-all')"))
        else:
            connection.execute(text(f"DELETE FROM {index} WHERE n = (SELECT min(n) FROM {index})"))
    database.close()
    assert any(fault.where == index for fault in verified(filled).faults)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_byte_of_any_content(copies: Callable[[], str], data: st.DataObject) -> None:
    place = copies()
    row = data.draw(st.sampled_from(rows(place, ENTRIES)))
    at = data.draw(st.integers(0, len(row.content) - 1))
    content = bytearray(row.content)
    content[at] ^= data.draw(st.integers(1, 255))
    change(place, update(ENTRIES).where(ENTRIES.c.n == row.n).values(content=bytes(content)))
    found = verified(place)
    if unpacks_to(bytes(content)) == unpacks_to(row.content):  # padding, or the level that the header names
        assert found.digest == verified(copies()).digest
    else:
        assert any(fault.where == f"entries {row.n}" for fault in found.faults)


def unpacks_to(stored: bytes) -> bytes | None:
    try:
        return zlib.decompress(stored)
    except zlib.error:
        return None


def test_nothing_hides_behind_a_content(filled: str) -> None:
    row = rows(filled, ENTRIES)[1]
    change(filled, update(ENTRIES).where(ENTRIES.c.n == row.n).values(content=row.content + b"more"))
    assert any(fault.where == f"entries {row.n}" for fault in verified(filled).faults)


def test_the_digest_is_that_of_what_is_there(copies: Callable[[], str]) -> None:
    one, two = copies(), copies()
    row = next(row for row in rows(two, ENTRIES) if row.kind == "report")
    change(two, update(ENTRIES).where(ENTRIES.c.n == row.n).values(content=rows(two, ENTRIES)[2].content))
    assert verified(one).digest != verified(two).digest


def test_the_list_of_faults_ends(filled: str) -> None:
    change(filled, update(METADATA.tables["mentions"]).values(name="somebody"))
    change(filled, update(METADATA.tables["claims"]).values(words="something"))
    assert len(verified(filled).faults) == 100
