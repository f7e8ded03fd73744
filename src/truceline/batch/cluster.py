"""Workers as actors of Ray's, on one machine or many. Needs the extra ``cluster``."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from truceline.batch.processes import DIED, Found
from truceline.batch.shards import Shard
from truceline.batch.worker import Setup, Worker
from truceline.errors import BatchError, FileError

try:
    import ray
    import ray.exceptions
except ImportError:
    ray = None


class Actors:
    """A crew of actors. Inputs must be where all their machines find them under the same name.

    Args:
        count: How many; one a core of the cluster where it is None.
        setup: What each has to know.
        address: Of the cluster: ``auto``, ``ray://host:10001``; one is started on this machine where it is None.
        work: What each is.

    Raises:
        BatchError: Ray is not there, or no cluster answers.
    """

    def __init__(
        self, count: int | None, setup: Setup, *, address: str | None = None, work: type[Worker] = Worker
    ) -> None:
        if ray is None:
            raise BatchError("that engine needs it: pip install 'truceline[cluster]'", file="ray")
        self._setup = setup
        self._count = count
        self._address = address
        self._work = work
        self._idle: list[Any] = []
        self._busy: dict[Any, tuple[Any, Shard]] = {}

    def __enter__(self) -> Self:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
        options = {"address": self._address} if self._address else {"num_cpus": self._count, "include_dashboard": False}
        try:
            ray.init(**options, log_to_driver=False, logging_level=logging.ERROR, ignore_reinit_error=False)
        except Exception as error:  # connecting fails in many ways
            why = f"{type(error).__name__}: {error}".partition("\n")[0][:300]
            raise BatchError(f"no cluster ({why})", file=self._address or "ray") from error
        self._count = self._count or int(ray.cluster_resources().get("CPU", 1))
        self._actor = ray.remote(num_cpus=1, max_restarts=0)(self._work)
        self._known = ray.put(self._setup)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        ray.shutdown()

    @property
    def free(self) -> int:
        """How many shards may be handed out."""
        return (self._count or 1) - len(self._busy)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return bool(self._busy)

    def start(self, shard: Shard) -> None:
        """Hand a shard out."""
        actor = self._idle.pop() if self._idle else self._actor.remote(self._known)
        self._busy[actor.read.remote(shard)] = (actor, shard)

    def finished(self) -> Iterator[tuple[Shard, Found]]:
        """Wait, and give what has come: a shard that was read, or why it was not.

        Raises:
            FileError: What all workers need cannot be used.
            BatchError: The cluster is gone.
        """
        ready, _ = ray.wait(list(self._busy), num_returns=1)
        for one in ready:
            actor, shard = self._busy.pop(one)
            try:
                found = ray.get(one)
            except ray.exceptions.RayTaskError as error:
                if isinstance(error.cause, FileError):
                    raise error.cause from error
                found = str(error.cause)
            except (ray.exceptions.RayActorError, ray.exceptions.ObjectLostError):
                yield shard, DIED
                continue
            except ray.exceptions.RayError as error:
                raise BatchError(f"the cluster is gone ({type(error).__name__})", file="ray") from error
            self._idle.append(actor)
            yield shard, found
