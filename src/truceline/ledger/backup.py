"""Backup and restore: the chain as it is, batch by batch, into a ledger that has nothing else.

What is written is never changed, so a backup is the batches that were there when it began, and writers go on. From a
SQLite file into another the pages are copied instead, as SQLite itself does it, which is many times faster.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from truceline.errors import DamagedLedger, LedgerError, LedgerExists, LedgerFull, LedgerReadOnly
from truceline.ledger.checking import verify
from truceline.ledger.database import Database, in_portions, sqlite_module
from truceline.ledger.drafts import (
    Draft,
    evidence_from,
    judgement_of,
    plain_of,
    reading_of,
    report_id_of,
    report_of,
    review_of,
)
from truceline.ledger.encoding import unpacked
from truceline.ledger.faults import named
from truceline.ledger.migrate import prepare
from truceline.ledger.records import Verdict
from truceline.ledger.schema import ANCHOR, BATCHES, BODIES, ENTRIES
from truceline.ledger.writer import Writer
from truceline.model import Report


def copy(source: Database, path: str | Path) -> None:
    """Write a ledger as it is now into a new SQLite file, which appears when it is whole.

    Raises:
        LedgerExists: The file is there already.
    """
    target = Path(path).expanduser()
    with _beside(target, name=str(path)) as draft:
        if source.is_sqlite:
            _copy_pages(source, draft)
            return
        part = Database(draft)
        try:
            prepare(part, create=True)
            _transfer(source, part)
        finally:
            part.close()


def restore(backup: str | Path, place: str | Path) -> Verdict:
    """Make a ledger from a backup, which is verified first.

    Where restoring into a database is ended before its time, restoring the same again completes it.

    Args:
        backup: The file that a backup was written to, or any other ledger.
        place: Where to: a file that is not there yet, or a ``postgresql://`` database without a ledger.

    Returns:
        What verifying the backup came to.

    Raises:
        LedgerExists: There is another ledger already.
        DamagedLedger: The backup is not whole; nothing is restored.
    """
    source, target = Database(backup), Database(place)
    try:
        prepare(source, create=False)
        if target.file is not None and target.file.exists():
            raise LedgerExists("it is there already, and is not written over", ledger=target.name)
        verdict = verify(source)
        if not verdict.whole:
            raise DamagedLedger(f"not restored, as the backup is damaged: {verdict.faults[0]}", ledger=source.name)
        if target.file is not None:
            copy(source, place)
        else:
            prepare(target, create=True)
            _transfer(source, target)
        return verdict
    finally:
        source.close()
        target.close()


@contextmanager
def _beside(target: Path, *, name: str) -> Iterator[Path]:
    """A file to write, which takes the target's name when all is done, and never the place of another file."""
    if target.exists():
        raise LedgerExists("it is there already, and is not written over", ledger=name)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            draft = Path(folder) / "part"
            yield draft
            with draft.open("rb") as stream:
                os.fsync(stream.fileno())
            os.link(draft, target)
    except FileExistsError as error:
        raise LedgerExists("it is there already, and is not written over", ledger=name) from error
    except OSError as error:
        kind = {errno.ENOSPC: LedgerFull, errno.EDQUOT: LedgerFull, errno.EACCES: LedgerReadOnly}
        kind |= {errno.EROFS: LedgerReadOnly, errno.EPERM: LedgerReadOnly}
        message = f"it cannot be written ({error.strerror})"
        raise kind.get(error.errno or 0, LedgerError)(message, ledger=name) from error


def _copy_pages(source: Database, draft: Path) -> None:
    module = sqlite_module()
    with (
        named(source.name),
        closing(source.engine.raw_connection()) as connection,
        closing(module.connect(str(draft))) as target,
    ):
        try:
            pages: Any = connection.driver_connection
            pages.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, whichever SQLite opens it
        except module.Error as error:
            kind = LedgerFull if "full" in str(error) else LedgerError
            raise kind(f"no backup could be made ({error})", ledger=source.name) from error


def _transfer(source: Database, target: Database) -> None:
    with source.reading() as connection:
        count = connection.scalar(select(ANCHOR.c.batches)) or 0
    with target.reading() as connection:
        there = connection.execute(select(ANCHOR)).one_or_none()
    done = there.batches if there else 0
    if there is not None:
        with source.reading() as connection:
            head = connection.scalar(select(BATCHES.c.hash).where(BATCHES.c.n == done))
        if head != there.head:
            raise LedgerExists("there is another ledger already", ledger=target.name)
    for n in range(done + 1, count + 1):
        with source.reading() as connection:
            batch = connection.execute(select(BATCHES).where(BATCHES.c.n == n)).one_or_none()
            drafts = _drafts(connection, n)
        if batch is None:
            raise DamagedLedger(f"batch {n} is missing", ledger=source.name)
        writer = Writer(target, program=batch.program)
        if not writer.append_as(drafts, learnt=batch.learnt, hashed=batch.hash):
            raise DamagedLedger(f"batch {n} is not what it was sealed with", ledger=source.name)


def _drafts(connection: Connection, batch: int) -> list[Draft]:
    """The entries of a batch, to be written again."""
    rows = connection.execute(select(ENTRIES).where(ENTRIES.c.batch == batch).order_by(ENTRIES.c.n)).all()
    contents = [(row.kind, unpacked(row.content)) for row in rows]
    reports = _reports(connection, [report_id_of(content) for kind, content in contents if kind == "reading"])
    return [_draft(connection, kind, content, reports) for kind, content in contents]


def _reports(connection: Connection, ids: list[str]) -> dict[str, Report]:
    found: dict[str, Report] = {}
    for portion in in_portions(ids):
        question = select(ENTRIES.c.id, ENTRIES.c.content).where(ENTRIES.c.id.in_(portion))
        found.update({id: report_of(unpacked(content)) for id, content in connection.execute(question)})
    return found


def _draft(connection: Connection, kind: str, content: bytes, reports: dict[str, Report]) -> Draft:
    if kind == "report":
        return Draft(kind=kind, content=content, record=report_of(content))
    if kind == "reading":
        about = report_id_of(content)
        return Draft(kind=kind, content=content, record=reading_of(content, reports[about]), about=about)
    if kind == "evidence":
        body = unpacked(_body(connection, plain_of(content)[2]))
        evidence = evidence_from(content, body)
        return Draft(kind=kind, content=content, record=evidence, about=report_id_of(content), body=body)
    if kind == "judgement":
        return Draft(kind=kind, content=content, record=judgement_of(content))
    return Draft(kind=kind, content=content, record=review_of(content))


def _body(connection: Connection, name: str) -> bytes:
    row: Row[Any] = connection.execute(select(BODIES.c.body).where(BODIES.c.hash == name)).one()
    found: bytes = row.body
    return found
