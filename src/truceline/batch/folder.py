"""The folder that a batch writes into. A file has its name only when it is whole.

``batch.json`` says what is read and how it was cut, ``parts/`` holds a part and a manifest for each shard, and
``complete.json`` stands there when all shards are done. A manifest is written after its part: where it is, the shard is
done, and is never read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from truceline.batch.records import built
from truceline.batch.shards import Piece, Shard
from truceline.errors import BatchError

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

PLAN, PARTS, COMPLETE = "batch.json", "parts", "complete.json"
MARK = "truceline_batch"
LAYOUT = "1"
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What could not be read, and why."""

    report: str  # its name
    place: str | None  # where in it
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is read, and how it was cut."""

    pieces: tuple[tuple[Piece, ...], ...]  # of each shard
    errors: tuple[Unread, ...]  # inputs that could not be looked at
    said: dict[str, Any]  # all that the file says

    @property
    def shards(self) -> list[Shard]:
        """The shards by number."""
        return [Shard(number=number, pieces=pieces) for number, pieces in enumerate(self.pieces)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFile:
    """A part as its manifest names it."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What became of a shard."""

    counts: dict[str, int]
    errors: tuple[Unread, ...]
    part: PartFile


class Folder:
    """A batch's folder.

    Args:
        path: Where it is.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    @staticmethod
    def is_one(path: Path | str) -> bool:
        """Whether a folder is that of a batch."""
        return Path(path, PLAN).is_file() and Path(path, PARTS).is_dir()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """As the only one that writes here; what an earlier run left half-written is cleared away.

        Raises:
            BatchError: Somebody else writes, or it cannot be written to.
        """
        try:
            (self.path / PARTS).mkdir(parents=True, exist_ok=True)
            held = os.open(self.path, os.O_RDONLY)
        except OSError as error:
            raise BatchError(error.strerror or "it cannot be written to", file=str(self.path)) from error
        try:
            _lock(held, str(self.path))
            for half in (*self.path.glob(".*.half"), *(self.path / PARTS).glob(".*.half")):
                half.unlink(missing_ok=True)
            yield
        finally:
            os.close(held)

    def plan(self) -> Plan | None:
        """What is read, and how it was cut; None where nothing was begun.

        Raises:
            BatchError: It is of another version, or not readable.
        """
        path = self.path / PLAN
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise BatchError(f"it cannot be read ({error})", file=str(path)) from error
        said = _said(data, path, "no plan of a batch")
        return _built(Plan, {**said, "pieces": said.get("shards"), "said": said}, path, "no plan of a batch")

    def done(self) -> dict[int, Manifest]:
        """The manifests of the shards that are done, by number."""
        return {int(path.stem): self.manifest(path) for path in self.manifests()}

    def manifests(self) -> list[Path]:
        """The files of the manifests, in the order of the shards."""
        found = (path for path in (self.path / PARTS).glob("*.json") if re.fullmatch("[0-9]{1,18}", path.stem))
        return sorted(found, key=lambda path: int(path.stem))

    def manifest(self, path: Path) -> Manifest:
        """One manifest.

        Raises:
            BatchError: It is none.
        """
        what = "no manifest of a batch, or damaged"
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BatchError(f"{what} ({error})", file=str(path)) from error
        return _built(Manifest, _said(data, path, what), path, what)

    def part(self, manifest: Manifest) -> bytes:
        """The part that a manifest is about.

        Raises:
            BatchError: It is missing, or not what was written.
        """
        path = self.path / PARTS / Path(manifest.part.file).name
        try:
            data = path.read_bytes()
        except (OSError, ValueError) as error:  # the latter of a name that no file can have
            raise BatchError(getattr(error, "strerror", None) or "it cannot be read", file=str(path)) from error
        if hashlib.sha256(data).hexdigest() != manifest.part.sha256:
            raise BatchError("its bytes are not those that its manifest names", file=str(path))
        return data

    def write(self, name: str, data: bytes) -> None:
        """A file, beside its name first and then in its place; on the disk before this returns.

        Raises:
            BatchError: It cannot be written.
        """
        path = self.path / name
        half = path.with_name(f".{path.name}.half")
        try:
            with half.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
            _sync(path.parent)
        except OSError as error:
            with suppress(OSError):
                half.unlink()
            raise BatchError(f"it cannot be written ({error.strerror or error})", file=str(path)) from error


def totals(manifests: Mapping[int, Manifest]) -> Counter[str]:
    """The counts of all manifests together."""
    total: Counter[str] = Counter()
    for manifest in manifests.values():
        total.update(manifest.counts)
    return total


def _said(data: bytes, path: Path, what: str) -> dict[str, Any]:
    """What a file of JSON says.

    Raises:
        BatchError: It is none, or of another version.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BatchError(f"{what} ({error})", file=str(path)) from error
    if not isinstance(found, dict):
        raise BatchError(what, file=str(path))
    if found.get(MARK) != LAYOUT:
        raise BatchError("it is of another version of Truceline", file=str(path))
    return found


def _built(kind: type[_Kind], said: dict[str, Any], path: Path, what: str) -> _Kind:
    try:
        return built(kind, said)
    except ValueError as error:
        raise BatchError(f"{what} ({' '.join(str(error).split())})"[:300], file=str(path)) from error


def _lock(folder: int, name: str) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BatchError("another run is writing here", file=name) from error
    except OSError:  # a file system without locks
        return


def _sync(folder: Path) -> None:
    """So that the name is on the disk too."""
    with suppress(OSError):
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)
