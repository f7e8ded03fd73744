"""Workers as processes of this machine. One that dies takes nothing but its own shard with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from truceline.batch.shards import Shard
from truceline.batch.worker import Done, Setup, Worker
from truceline.errors import FileError, TrucelineError

DIED = "its worker died"
Found = Done | str  # a shard that was read, or why it was not


class Processes:
    """A crew of processes.

    Args:
        count: How many; one a core where it is None.
        setup: What each has to know.
        work: What each does.
    """

    def __init__(
        self, count: int | None, setup: Setup, *, work: Callable[[Connection, Setup], None] | None = None
    ) -> None:
        self._count = count or len(os.sched_getaffinity(0))
        self._setup = setup
        self._work = work or read_shards
        self._idle: list[_Process] = []
        self._busy: dict[Connection, _Process] = {}
        # A fresh interpreter each: a fork would copy locks and threads that belong to this one.
        self._context = multiprocessing.get_context("spawn")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in (*self._idle, *self._busy.values()):
            worker.end()

    @property
    def free(self) -> int:
        """How many shards may be handed out."""
        return self._count - len(self._busy)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return bool(self._busy)

    def start(self, shard: Shard) -> None:
        """Hand a shard out."""
        worker = self._idle.pop() if self._idle else self._begun()
        worker.shard = shard
        self._busy[worker.pipe] = worker
        try:
            worker.pipe.send(shard)
        except OSError:  # it died while it was idle: that shows when it is waited for
            return

    def finished(self) -> Iterator[tuple[Shard, Found]]:
        """Wait, and give what has come: a shard that was read, or why it was not.

        Raises:
            FileError: What all workers need cannot be used.
        """
        for pipe in wait(list(self._busy)):
            assert isinstance(pipe, Connection)
            worker = self._busy.pop(pipe)
            assert worker.shard is not None
            try:
                found = pipe.recv()
            except (EOFError, OSError):
                worker.end()
                yield worker.shard, DIED
                continue
            self._idle.append(worker)
            if isinstance(found, FileError):
                raise found
            yield worker.shard, found

    def _begun(self) -> _Process:
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=self._work, args=(there, self._setup), name="truceline worker", daemon=True
        )
        process.start()
        there.close()  # so that the end of the process is the end of the pipe
        return _Process(process=process, pipe=here)


@dataclass(slots=True, kw_only=True)
class _Process:
    """One worker, seen from here."""

    process: SpawnProcess
    pipe: Connection
    shard: Shard | None = None

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def read_shards(pipe: Connection, setup: Setup, *, made: Callable[[Setup], Worker] = Worker) -> None:
    """Read what comes down the pipe until it ends.

    Args:
        pipe: Shards come down it, and what came of them goes back.
        setup: What has to be known.
        made: Makes the worker.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that started it, which ends it too
    threading.Thread(target=_end_with_parent, daemon=True).start()
    worker = made(setup)
    while True:
        try:
            shard = pipe.recv()
        except EOFError:
            return
        try:
            found: Found | FileError = worker.read(shard)
        except FileError as error:
            found = error
        except TrucelineError as error:
            found = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it was, the others go on
            found = f"{type(error).__name__}: {error}"
        pipe.send(found)


def _end_with_parent() -> None:
    """A worker whose driver was killed has nobody to read for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
