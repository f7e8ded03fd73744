"""The folder that a batch writes into. A file has its name only when it is whole.

``batch.json`` says what is read and how it was cut, ``parts/`` holds a part and a manifest for each shard, and
``complete.json`` stands there when all shards are done. A manifest is written after its part: where it is, the shard is
done, and is never read again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from truceline.errors import BatchError

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

PLAN, PARTS, COMPLETE = "batch.json", "parts", "complete.json"
MARK = "truceline_batch"
LAYOUT = "1"


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

    def plan(self) -> dict[str, Any] | None:
        """What is read, and how it was cut; None where nothing was begun.

        Raises:
            BatchError: It is of another version, or not readable.
        """
        try:
            found = json.loads((self.path / PLAN).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise BatchError(f"it cannot be read ({error})", file=str(self.path / PLAN)) from error
        if not isinstance(found, dict) or found.get(MARK) != LAYOUT:
            raise BatchError("it is of another version of Truceline", file=str(self.path / PLAN))
        return found

    def done(self) -> dict[int, dict[str, Any]]:
        """The manifests of the shards that are done, by number."""
        return {int(path.stem): self.manifest(path) for path in self.manifests()}

    def manifests(self) -> list[Path]:
        """The files of the manifests, in the order of the shards."""
        return sorted((self.path / PARTS).glob("[0-9]*.json"), key=lambda path: int(path.stem))

    def manifest(self, path: Path) -> dict[str, Any]:
        """One manifest.

        Raises:
            BatchError: It is none.
        """
        try:
            found = json.loads(path.read_bytes())
            if found[MARK] != LAYOUT:
                raise BatchError("it is of another version of Truceline", file=str(path))
            found["counts"], found["part"]["sha256"], found["errors"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BatchError(f"no manifest of a batch, or damaged ({error})", file=str(path)) from error
        assert isinstance(found, dict)
        return found

    def part(self, manifest: dict[str, Any]) -> bytes:
        """The part that a manifest is about.

        Raises:
            BatchError: It is missing, or not what was written.
        """
        path = self.path / PARTS / Path(manifest["part"]["file"]).name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BatchError(error.strerror or "it cannot be read", file=str(path)) from error
        if hashlib.sha256(data).hexdigest() != manifest["part"]["sha256"]:
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


def totals(manifests: dict[int, dict[str, Any]]) -> Counter[str]:
    """The counts of all manifests together."""
    total: Counter[str] = Counter()
    for manifest in manifests.values():
        total.update(manifest["counts"])
    return total


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
