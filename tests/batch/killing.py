"""A batch that can be killed: ``python -m tests.batch.killing batch|load …``. Its reader needs no network."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection

from tests.batch.inputs import SETUP, MadeReader, Seen
from truceline.batch.loading import Loaded
from truceline.batch.processes import Processes, read_shards
from truceline.batch.running import Crew, run_batch
from truceline.batch.worker import Setup, Worker
from truceline.errors import InputError
from truceline.ledger import open_ledger
from truceline.model import Reading, Report

PAUSE = 0.004  # seconds a report, so that there is a middle to be killed in
SIZE = 4000


class SlowReader(MadeReader):
    """Takes its time."""

    def read_many(self, reports: Iterable[Report | InputError]) -> Iterator[Reading | InputError]:
        for outcome in super().read_many(reports):
            time.sleep(PAUSE)
            yield outcome


class SlowWorker(Worker):
    """A worker with that reader in the place of the network's."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup, reader=SlowReader())


def slow_work(pipe: Connection, setup: Setup) -> None:
    """What the product's workers do."""
    read_shards(pipe, setup, made=SlowWorker)


def main() -> None:
    """Do what is asked, and say when it has begun."""
    what, source, target, *options = sys.argv[1:]
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    if what == "load":
        with open_ledger(target) as ledger:
            ledger.add(Loaded(source, ledger), batch=7)
        return
    engine, workers = options

    def crew() -> AbstractContextManager[Crew]:
        if engine == "ray":
            from truceline.batch.cluster import Actors  # a second that the others need not wait for

            return Actors(int(workers), SETUP, work=SlowWorker)
        return Processes(int(workers), SETUP, work=slow_work)

    summary = run_batch([source], target, setup=SETUP, crew=crew, watcher=Seen(), size=SIZE)
    assert summary.complete


if __name__ == "__main__":
    main()
