"""The state of the ledger that pages are answered from: some seconds old at most, and read beside those who ask.

To look at each request whether the ledger has changed, and to read what came before answering, would let everybody wait
for every report that is added. So one thread reads what came, and meanwhile all are answered from the state before. Who
has written something themselves is answered from a state that has it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import anyio
from starlette.concurrency import run_in_threadpool

from truceline.desk.failures import Refusal
from truceline.errors import LedgerError
from truceline.ledger.columns import Columns, Snapshot

_PATIENCE = 30.0  # seconds that a page waits for the first state
_STEP = 0.05
_PAUSE = 1.0  # seconds between two looks at the ledger
_SHARE = 5.0  # times what a look took, for which the thread rests: people come first
# What can be shown without any state: the way in, what people add, what was written, feeds.
WITHOUT = ("/healthz", "/sign-in", "/sign-out", "/add", "/log", "/api/v1/openapi.json", "/api/v1/me", "/api/v1/jobs")
WITHOUT_BELOW = ("/static/", "/add/", "/api/v1/jobs/", "/api/v1/feeds", "/api/v1/log", "/api/v1/reports/files")
_LOG = logging.getLogger("truceline.desk")


class Freshness:
    """Keeps a state of a ledger. Several threads may use it.

    Until it is started every question reads what came.

    Args:
        columns: The ledger's.
        prepare: Called with each new state before it is given out, to work out what most pages need of it.
        clock: Seconds that only go forward.
    """

    def __init__(
        self,
        columns: Columns,
        *,
        prepare: Callable[[Snapshot], object] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._columns = columns
        self._prepare = prepare
        self._clock = clock
        self._ready = threading.Event()
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._state: tuple[Snapshot, float, float] | None = None  # with the clock, and the time of day, of the look
        self._wrote: dict[str, float] = {}  # when people last wrote something

    def start(self) -> None:
        """Begin to look at the ledger, in a thread."""
        self._thread = threading.Thread(target=self._work, name="freshness", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(timeout=10.0)

    @property
    def runs(self) -> bool:
        """Whether there is a thread that keeps the state."""
        return self._thread is not None

    def snapshot(self) -> Snapshot:
        """The state."""
        if self._thread is None:
            return self._look()
        if self._state is None:
            self.catch_up(float("-inf"))
        assert self._state is not None
        return self._state[0]

    def head(self) -> str:
        """The hash of the last batch that the state has; empty as long as the first state is being read."""
        if self._thread is None:
            return self._columns.head()
        return self._state[0].head if self._state else ""

    @property
    def looked(self) -> float:
        """When, by the clock, the ledger was like the state."""
        return self._state[1] if self._thread is not None and self._state else self._clock()

    @property
    def second(self) -> str:
        """The same as a UTC second."""
        known = self._state[2] if self._thread is not None and self._state else time.time()
        return datetime.fromtimestamp(known, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def wrote(self, name: str) -> None:
        """Somebody has just written into the ledger, or may have."""
        self._wrote[name] = self._clock()

    def written(self, name: str) -> float:
        """When somebody last wrote, by the clock."""
        return self._wrote.get(name, float("-inf"))

    async def wait(self, path: str, name: str | None) -> None:
        """Wait where a path needs a state and there is none, or none yet with what the one who asks wrote.

        Args:
            path: What is asked for.
            name: Who asks.

        Raises:
            Refusal: The first state is not there yet.
        """
        if self._thread is None or path in WITHOUT or path.startswith(WITHOUT_BELOW):
            return
        with anyio.move_on_after(_PATIENCE):
            while not self._ready.is_set():
                await anyio.sleep(_STEP)
        if not self._ready.is_set():
            raise Refusal(503, "loading", "the claims of this ledger are still being read; in a moment they are there")
        if name is not None and self.looked < self.written(name):
            await run_in_threadpool(self.catch_up, self.written(name))

    def catch_up(self, since: float | None = None) -> None:
        """Have a state that is no older than a time by the clock; than now where it is None."""
        since = self._clock() if since is None else since
        with self._lock:
            if self._state is None or self._state[1] < since:
                self._look()

    def _look(self) -> Snapshot:
        begun, known = self._clock(), time.time()
        snapshot = self._columns.now()
        before = self._state[0] if self._state else None
        if snapshot != before:
            self._prepare(snapshot)
        self._state = (snapshot, begun, known)
        return snapshot

    def _work(self) -> None:
        while not self._ended.is_set():
            begun = self._clock()
            try:
                self.catch_up()
            except LedgerError as error:  # a long writing is under way, or the database is away for a while
                _LOG.warning("the ledger could not be looked at: %s", error)
            except Exception:  # noqa: BLE001 - who asks next is told what is wrong
                _LOG.exception("the ledger could not be looked at")
            self._ready.set()
            self._ended.wait(max(_PAUSE, _SHARE * (self._clock() - begun)))
