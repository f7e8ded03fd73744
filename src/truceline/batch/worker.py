"""The one function that all workers call: a shard → its part and its manifest."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from truceline.batch.folder import LAYOUT, MARK
from truceline.batch.parts import PartWriter
from truceline.batch.pieces import PieceReader
from truceline.batch.shards import Shard
from truceline.errors import InputError
from truceline.intake.fetch import Fetcher
from truceline.intake.foreign import Foreign
from truceline.intake.gather import Gatherer
from truceline.intake.limits import Limits
from truceline.model import Reading, Report
from truceline.pipeline import Reader
from truceline.profile import Profile


class Reads(Protocol):
    """Whoever reads reports: `Reader`."""

    def read_many(self, reports: Iterable[Report | InputError]) -> Iterator[Reading | InputError]:
        """The outcomes, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What every worker has to know; it goes to other processes and machines."""

    program: str  # what reads, with its version, for the manifests
    vocabularies: tuple[str, ...] = ()  # the user's own files
    limits: Limits = field(default_factory=Limits)
    profile: bool = False  # whether to say where the time goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A shard that was read."""

    number: int
    part: bytes  # Parquet
    manifest: bytes  # JSON
    errors: tuple[InputError, ...] = ()
    profile: Profile | None = None  # where the time went, if that was asked for


class Worker:
    """Reads one shard after another; what it needs for that it loads once.

    Args:
        setup: What it has to know.
        reader: Who reads; one with the network where it is None.
    """

    def __init__(self, setup: Setup, *, reader: Reads | None = None) -> None:
        self._setup = setup
        self._profile = Profile() if setup.profile else None
        # One thread for the network: a machine's cores are filled by as many workers.
        self._reader = reader or Reader(vocabularies=setup.vocabularies, threads=1, profile=self._profile)

    def read(self, shard: Shard) -> Done:
        """A shard's part and manifest."""
        done = read_shard(shard, self._reader, program=self._setup.program, limits=self._setup.limits)
        return done if self._profile is None else replace(done, profile=self._profile.taken())


def read_shard(shard: Shard, reader: Reads, *, program: str, limits: Limits | None = None) -> Done:
    """A shard's part and manifest: the same bytes for the same input, whoever reads it, and wherever.

    What is wrong with single reports stands in the manifest.

    Args:
        shard: What to read.
        reader: Who reads.
        program: What reads, with its version.
        limits: The bounds of intake.

    Raises:
        MissingInput: An input is not there any more, or cannot be read now.
        FileError: The network, a vocabulary or pyarrow cannot be used.
    """
    limits = limits or Limits()
    errors: list[InputError] = []
    counts: Counter[str] = Counter(reports=0, unread=0, claims=0, agreements=0)
    with Foreign(limits) as foreign:
        gatherer = Gatherer(Fetcher(limits=limits), foreign)
        pieces = [PieceReader(piece, limits, gatherer) for piece in shard.pieces]
        writer = PartWriter()
        for outcome in reader.read_many(item for piece in pieces for item in piece):
            if isinstance(outcome, InputError):
                errors.append(outcome)
                counts["unread"] += 1
            else:
                writer.add(outcome)
                counts.update(reports=1, claims=len(outcome.claims), agreements=len(outcome.agreements))
    part = writer.finish()
    manifest = {
        MARK: LAYOUT,
        "program": program,
        "shard": shard.number,
        "pieces": [piece.said() for piece in pieces],
        "counts": dict(counts),
        "errors": list(map(error_object, errors)),
        "part": {"file": f"{shard.name}.parquet", "bytes": len(part), "sha256": hashlib.sha256(part).hexdigest()},
    }
    return Done(number=shard.number, part=part, manifest=written(manifest), errors=tuple(errors))


def error_object(error: InputError) -> dict[str, Any]:
    """An error of one report as manifests have it."""
    return {
        "error": type(error).__name__,
        "report": error.report,
        "place": error.place,
        "message": error.message,
    }


def written(value: Any) -> bytes:
    """JSON as a batch's folder has it: the same bytes for the same values."""
    return (json.dumps(value, indent=1, sort_keys=True) + "\n").encode("ascii")
