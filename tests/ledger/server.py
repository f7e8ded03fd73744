"""A PostgreSQL server to throw away: its own folder, a socket instead of a port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

SETTINGS = "-c fsync=off -c listen_addresses='' -c max_connections=40 -c shared_buffers=32MB"
_names = count(1)


def binary(name: str) -> str | None:
    """A program of PostgreSQL's; Debian keeps them out of the path."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(kept[0]) if kept else shutil.which(name)


def unprivileged() -> str | None:
    """Who to run the server as: it refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"


class Server:
    """A running server.

    Args:
        folder: Where its socket is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"postgresql://truceline@/postgres?host={folder}"

    def stop(self, *, mode: str = "immediate") -> None:
        """End it."""
        run(["pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop"], self.folder)

    def empty(self) -> str:
        """The address of an empty schema."""
        name = f"ledger_{os.getpid()}_{next(_names)}"
        engine = create_engine(self.address.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        engine.dispose()
        return f"{self.address}&options=-csearch_path%3D{name}"


def run(command: list[str], folder: Path) -> None:
    """Run a program of PostgreSQL's."""
    program = binary(command[0])
    assert program
    log = folder / "log"
    with log.open("ab") as stream:
        subprocess.run(
            [program, *command[1:]],
            check=True,
            stdout=stream,
            stderr=stream,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            user=unprivileged(),
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )


def start(folder: Path) -> None:
    """Start the server of a folder."""
    run(["pg_ctl", "-D", "data", "-o", f"-k {folder} {SETTINGS}", "-w", "start"], folder)


@contextmanager
def running() -> Iterator[Server]:
    """A server while it runs."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # the name of a socket may not be long
    try:
        if user := unprivileged():
            shutil.chown(folder, user)
        run(["initdb", "-D", "data", "-U", "truceline", "-A", "trust", "-E", "UTF8", "--no-sync"], folder)
        start(folder)
        server = Server(folder)
        try:
            yield server
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def missing() -> str | None:
    """Why no server can be had; None where one can."""
    if binary("initdb") is None or binary("pg_ctl") is None:
        return "PostgreSQL is not installed"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed (extra: postgres)"
    return None
