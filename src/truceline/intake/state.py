"""What a watch remembers of each feed, in a small file that is always whole."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, MutableMapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from truceline.errors import WatchError

_VERSION = 1
_MOST_SEEN = 10_000  # entries remembered of one feed


@dataclass(slots=True, kw_only=True)
class FeedState:
    """What is remembered of one feed."""

    etag: str | None = None  # of what was read to its end
    modified: str | None = None
    next: float = 0.0  # when it is due, in seconds since 1970
    failures: int = 0  # in a row
    seen: dict[str, str] = field(default_factory=dict)  # entries that are done: key to digest, the latest last
    tries: dict[str, int] = field(default_factory=dict)  # entries that failed for now: how often
    looked: float | None = None  # when it was asked for last, in seconds since 1970
    succeeded: float | None = None  # when it last answered as a feed should
    reason: str | None = None  # why it did not, or what was wrong with its last entry that failed
    taken: int = 0  # entries that became reports
    lost: int = 0  # entries that did not

    def done(self, key: str, digest: str) -> None:
        """Remember an entry; the oldest are forgotten."""
        self.tries.pop(key, None)
        self.seen.pop(key, None)
        self.seen[key] = digest
        while len(self.seen) > _MOST_SEEN:
            del self.seen[next(iter(self.seen))]


class StateFile(MutableMapping[str, FeedState]):
    """A feed's address to its state, kept in a file.

    Args:
        path: The file; it need not be there yet.

    Raises:
        WatchError: The file is not of this kind, or cannot be read.
    """

    def __init__(self, path: Path | str) -> None:
        self._path = Path(path)
        self._feeds: dict[str, FeedState] = {}
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise WatchError(error.strerror or "it cannot be read", file=str(path)) from error
        try:
            kept: Any = json.loads(data)
            if kept["version"] != _VERSION:
                raise WatchError("it is of another version of Truceline", file=str(path))
            self._feeds = {url: _checked(FeedState(**state)) for url, state in kept["feeds"].items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise WatchError("it is not what a watch has written", file=str(path)) from error

    def __getitem__(self, url: str) -> FeedState:
        return self._feeds[url]

    def __setitem__(self, url: str, state: FeedState) -> None:
        self._feeds[url] = state

    def __delitem__(self, url: str) -> None:
        del self._feeds[url]

    def __iter__(self) -> Iterator[str]:
        return iter(self._feeds)

    def __len__(self) -> int:
        return len(self._feeds)

    def save(self) -> None:
        """Write it anew beside the old one and put it in its place: there is a whole file at every moment.

        Raises:
            WatchError: It cannot be written.
        """
        kept = {"version": _VERSION, "feeds": {url: asdict(state) for url, state in self._feeds.items()}}
        beside = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        try:
            with beside.open("w", encoding="ascii") as file:
                json.dump(kept, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise WatchError(f"it cannot be written ({error.strerror})", file=str(self._path)) from error


def _checked(state: FeedState) -> FeedState:
    """What was remembered, where it is of the form in which it is written."""
    sound = (
        all(value is None or isinstance(value, str) for value in (state.etag, state.modified))
        and isinstance(state.next, int | float)
        and isinstance(state.failures, int)
        and all(isinstance(value, str) for value in state.seen.values())
        and all(isinstance(value, int) for value in state.tries.values())
    )
    if not sound:
        raise ValueError("not what was written")
    return state
