"""A batch from its inputs to a complete folder."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from truceline.batch.folder import COMPLETE, LAYOUT, MARK, PARTS, PLAN, Folder, totals
from truceline.batch.processes import Found
from truceline.batch.shards import SIZE, Shard, cut, shard_to_plain, sources
from truceline.batch.worker import Done, Setup, error_object, written
from truceline.errors import BatchError, InputError

TRIES = 3  # of a shard; after that it is left for the next run


class Crew(Protocol):
    """Whoever reads shards: processes of this machine, actors of a cluster."""

    @property
    def free(self) -> int:
        """How many shards may be handed out."""

    @property
    def busy(self) -> bool:
        """Whether something is under way."""

    def start(self, shard: Shard) -> None:
        """Hand a shard out."""

    def finished(self) -> Iterator[tuple[Shard, Found]]:
        """Wait, and give what has come: a shard that was read, or why it was not."""


class Watcher(Protocol):
    """Whoever wants to see how it goes."""

    def begun(self, done: int, total: int) -> None:
        """So many shards of so many were there already."""

    def error(self, error: InputError) -> None:
        """A report that could not be read."""

    def done(self, shard: Done) -> None:
        """A shard was read and written."""

    def left(self, shard: Shard, why: str) -> None:
        """A shard could not be read, however often it was tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a batch came to, earlier runs included."""

    shards: int
    done: int
    reports: int
    unread: int  # reports and inputs that could not be read
    claims: int
    agreements: int

    @property
    def complete(self) -> bool:
        """Whether all shards are done."""
        return self.done == self.shards


def run_batch(
    inputs: Iterable[str],
    out: Path | str,
    *,
    setup: Setup,
    crew: Callable[[], AbstractContextManager[Crew]],
    watcher: Watcher,
    size: int = SIZE,
) -> Summary:
    """Read inputs into a folder.

    Ended at any moment, the same call goes on. What is there when it is complete is the same, byte for byte, however
    often it was ended and however many workers read.

    Args:
        inputs: Files, folders and fsspec addresses.
        out: The folder.
        setup: What every worker has to know.
        crew: Makes the workers; not called where nothing is left to read.
        watcher: Gets to see how it goes.
        size: Bytes of input in a shard, about.

    Raises:
        BatchError: The folder is that of another batch, or cannot be written to.
        FileError: What workers need cannot be used.
    """
    folder = Folder(out)
    with folder.alone():
        shards, errors = _planned(folder, tuple(inputs), setup, size)
        for error in errors:
            watcher.error(error)
        done = folder.done()
        left = [shard for shard in shards if shard.number not in done]
        watcher.begun(len(shards) - len(left), len(shards))
        if left:
            with crew() as workers:
                _read(left, workers, folder, watcher)
            done = folder.done()
        counts = totals(done)
        counts["unread"] += len(errors)
        summary = _summary(len(shards), len(done), counts)
        if summary.complete:
            folder.write(COMPLETE, written(_complete(folder, summary)))
    return summary


def _read(shards: Sequence[Shard], workers: Crew, folder: Folder, watcher: Watcher) -> None:
    """Hand shards out and write what comes back; one that fails is tried again, last of all."""
    waiting = deque(shards)
    tries: Counter[int] = Counter()
    while waiting or workers.busy:
        while waiting and workers.free:
            workers.start(waiting.popleft())
        for shard, found in workers.finished():
            if isinstance(found, Done):
                folder.write(f"{PARTS}/{shard.name}.parquet", found.part)
                folder.write(f"{PARTS}/{shard.name}.json", found.manifest)
                for error in found.errors:
                    watcher.error(error)
                watcher.done(found)
                continue
            tries[shard.number] += 1
            if tries[shard.number] < TRIES:
                waiting.append(shard)
            else:
                watcher.left(shard, found)


def _planned(folder: Folder, inputs: tuple[str, ...], setup: Setup, size: int) -> tuple[list[Shard], list[InputError]]:
    """The shards as they were cut when the batch began, or as they are now, where it begins."""
    files, errors = sources(inputs)
    now: dict[str, Any] = {
        MARK: LAYOUT,
        "program": setup.program,
        "limits": asdict(setup.limits),
        "shard_bytes": size,
        "inputs": list(map(asdict, files)),
        "errors": list(map(error_object, errors)),
    }
    plan = folder.plan()
    if plan is None:
        folder.write(PLAN, written({**now, "shards": list(map(shard_to_plain, cut(files, size=size)))}))
        plan = folder.plan()
        assert plan is not None
    differing = next((name for name in now if plan.said.get(name) != now[name]), None)
    if differing is not None:
        words = {"program": "another program", "limits": "other limits", "shard_bytes": "another size of shards"}
        why = f"it was begun with {words.get(differing, 'other inputs')}: take another folder, or call as before"
        raise BatchError(why, file=str(folder.path))
    return plan.shards, errors


def _summary(shards: int, done: int, counts: Counter[str]) -> Summary:
    names = ("reports", "unread", "claims", "agreements")
    return Summary(shards=shards, done=done, **{name: counts[name] for name in names})


def _complete(folder: Folder, summary: Summary) -> dict[str, Any]:
    """That all is done: the counts, and a hash over all manifests in their order."""
    whole = hashlib.sha256()
    for path in folder.manifests():
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return {MARK: LAYOUT, "counts": asdict(summary), "manifests": whole.hexdigest()}
