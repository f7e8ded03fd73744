"""Inputs for the tests of batches, and a reader that needs no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.ledger.made import reading, report
from truceline.batch.running import Summary, run_batch
from truceline.batch.shards import Shard
from truceline.batch.worker import Done, Setup, read_shard
from truceline.errors import InputError
from truceline.model import Reading, Report

SETUP = Setup(program="truceline test")


def line(number: int) -> bytes:
    """A report of the ledger's tests as a line."""
    made = report(number)
    said = {name: getattr(made, name) for name in ("id", "text", "outlet", "title", "published", "url")}
    return json.dumps({name: value for name, value in said.items() if value is not None}).encode() + b"\n"


def lines_file(path: Path, many: int, *, broken: Iterable[int] = ()) -> Path:
    """Reports by number, with lines that are none among them."""
    broken = set(broken)
    path.write_bytes(b"".join(b'{"text": broken}\n' if n in broken else line(n) for n in range(many)))
    return path


class MadeReader:
    """Reads a report as the one that its id numbers, without a network."""

    def read_many(self, reports: Iterable[Report | InputError]) -> Iterator[Reading | InputError]:
        for one in reports:
            yield one if isinstance(one, InputError) else reading(int(one.id[1:]), of=one)


class Here:
    """A crew that reads in this process. Shards of which ``fails`` says why are not read."""

    def __init__(self, fails: dict[int, list[str]] | None = None) -> None:
        self._fails = fails or {}
        self._waiting: list[Shard] = []
        self.read: list[int] = []

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.clear()

    @property
    def free(self) -> int:
        return 3 - len(self._waiting)

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def start(self, shard: Shard) -> None:
        self._waiting.append(shard)

    def finished(self) -> Iterator[tuple[Shard, Done | str]]:
        shard = self._waiting.pop()  # the last first: the order in which shards come back is nobody's to choose
        self.read.append(shard.number)
        if self._fails.get(shard.number):
            yield shard, self._fails[shard.number].pop()
        else:
            yield shard, read_shard(shard, MadeReader(), program=SETUP.program)


class Seen:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.left_over: list[str] = []
        self.there = self.read = 0

    def begun(self, done: int, total: int) -> None:
        self.there = done

    def error(self, error: InputError) -> None:
        self.errors.append(str(error))

    def done(self, shard: Done) -> None:
        self.read += 1

    def left(self, shard: Shard, why: str) -> None:
        self.left_over.append(f"{shard.number}: {why}")


def batch(
    inputs: Iterable[Path | str], out: Path, *, crew: Here | None = None, size: int = 2000
) -> tuple[Summary, Seen]:
    """A batch in this process."""
    seen = Seen()
    crew = crew or Here()
    summary = run_batch(map(str, inputs), out, setup=SETUP, crew=lambda: crew, watcher=seen, size=size)
    return summary, seen


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
