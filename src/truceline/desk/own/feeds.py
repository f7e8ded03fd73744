"""Feeds that the desk keeps reading, and how each fares."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from truceline.desk.failures import Refusal
from truceline.desk.means import Means
from truceline.desk.own.kept import Kept
from truceline.errors import InputError, ReadingError
from truceline.intake.fetch import Clock, Fetcher
from truceline.intake.foreign import Foreign
from truceline.intake.gather import Gatherer
from truceline.intake.state import FeedState
from truceline.intake.watch import Watch
from truceline.ledger import Ledger
from truceline.ledger.writer import now as utc_second
from truceline.linking import link
from truceline.model import Report

MOST = 500  # feeds
EVERY = 900.0  # seconds between two looks at one
_LISTED = "a list of feeds"  # who added a feed that one of these names
_LONGEST = 4000  # characters of an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and its health."""

    id: str
    url: str
    by: str  # who added it
    added: str  # UTC second
    looked: str | None  # when it was asked for last
    succeeded: str | None  # when it last answered as a feed should
    next: str | None  # when it is due; None: at once
    failures: int  # in a row
    reason: str | None  # why it fails, or what was wrong with the last entry that did
    taken: int  # entries that became reports
    lost: int  # entries that did not

    @property
    def state(self) -> str:
        """In one word: waiting, well, failing, or partly: it answers, but an entry could not be read."""
        if self.failures:
            return "failing"
        if self.succeeded is None:
            return "waiting"
        return "partly" if self.reason else "well"


class Feeds(MutableMapping[str, FeedState]):
    """The feeds of a desk. As a mapping it is what a watch remembers, by address; `save` keeps that."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._held: dict[str, FeedState] = {}  # what the watch works with
        self._removed: set[str] = set()  # since it began its round
        self.changed = threading.Event()  # set when one is to be looked at soon

    def all(self) -> list[Feed]:
        """All feeds, those that fail first, then by address."""
        rows = self._kept.rows("SELECT id, url, by, added, state FROM feeds")
        found = [_feed(*row) for row in rows]
        return sorted(found, key=lambda feed: (not feed.failures, feed.url))

    def one(self, id: str) -> Feed:
        """A feed.

        Raises:
            Refusal: There is none with this id.
        """
        rows = self._kept.rows("SELECT id, url, by, added, state FROM feeds WHERE id = ?", (id,))
        if not rows:
            raise Refusal(404, "unknown_id", "there is no such feed")
        return _feed(*rows[0])

    def add(self, url: str, *, by: str) -> Feed:
        """Keep reading a feed, or the feeds of a list (OPML); one that is there stays as it is.

        Raises:
            Refusal: It is no address of the web, or there are too many.
        """
        url = url.strip()
        plain = url.lower().startswith(("http://", "https://")) and url.isprintable() and " " not in url
        if not plain or len(url) > _LONGEST:
            raise Refusal(422, "bad_value", "only http and https addresses are fetched")
        with self._kept.changing() as connection:
            (many,) = connection.execute("SELECT count(*) FROM feeds").fetchone()
            if many >= MOST:
                raise Refusal(422, "bad_value", f"no more than {MOST} feeds")
            connection.execute(_INSERT, (id_of(url), url, by, utc_second(), _plain(FeedState())))
        self.changed.set()
        return self.one(id_of(url))

    def remove(self, id: str) -> None:
        """Read a feed no more; what came from it stays in the ledger.

        Raises:
            Refusal: There is none with this id.
        """
        feed = self.one(id)
        self._removed.add(feed.url)
        self._kept.change("DELETE FROM feeds WHERE id = ?", (id,))

    def look(self, id: str) -> None:
        """Look at a feed soon, however long it was to wait.

        Raises:
            Refusal: There is none with this id.
        """
        feed = self.one(id)
        if (held := self._held.get(feed.url)) is not None:
            held.next = 0.0
        with self._kept.changing() as connection:
            (plain,) = connection.execute("SELECT state FROM feeds WHERE id = ?", (id,)).fetchone()
            said = json.loads(plain) | {"next": 0.0}
            connection.execute("UPDATE feeds SET state = ? WHERE id = ?", (json.dumps(said), id))
        self.changed.set()

    def due(self, now: float) -> list[str]:
        """The addresses of those that are to be looked at."""
        self._removed = set()
        rows = self._kept.rows("SELECT url, state FROM feeds ORDER BY url")
        self._held = {url: FeedState(**json.loads(state)) for url, state in rows}
        return [url for url, state in self._held.items() if state.next <= now]

    def save(self) -> None:
        """Keep what the watch remembers; a feed that was removed meanwhile stays so."""
        with self._kept.changing() as connection:
            for url, state in self._held.items():
                connection.execute("UPDATE feeds SET state = ? WHERE url = ?", (_plain(state), url))

    def __getitem__(self, url: str) -> FeedState:
        return self._held[url]

    def __setitem__(self, url: str, state: FeedState) -> None:
        if url not in self._held and url not in self._removed:  # a list of feeds named it
            values = (id_of(url), url, _LISTED, utc_second(), _plain(state))
            self._kept.change(_INSERT, values)
        self._held[url] = state

    def __delitem__(self, url: str) -> None:
        del self._held[url]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class Watching:
    """Reads the feeds that are due into the ledger.

    Args:
        ledger: Where reports go.
        feeds: Which, and what is remembered of them.
        means: What reads.
        clock: What time it is; its sleep must end when the desk does.
    """

    def __init__(
        self,
        ledger: Ledger,
        feeds: Feeds,
        means: Means,
        *,
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._feeds = feeds
        self._means = means
        self._clock = clock
        self._fetcher = Fetcher(limits=means.limits, agent=means.agent, allow_private=means.allow_private, clock=clock)
        self._linked = False  # what a desk that was killed left unlinked is linked after the first round

    def round(self, ending: Callable[[], bool]) -> int:
        """Look at the feeds that are due, once.

        Args:
            ending: Whether to stop before the next report; what was under way comes again the next time.

        Returns:
            How many reports were added.
        """
        due = self._feeds.due(self._clock.now())
        if not due:
            return 0
        added = 0
        with Foreign(self._means.limits) as foreign:
            gatherer = Gatherer(self._fetcher, foreign, clock=self._clock)
            watch = Watch(gatherer, self._feeds, clock=self._clock, save=self._feeds.save, every=EVERY)
            # Closed however it ends: what was read is remembered then.
            with closing(watch.run(due, rounds=1)) as outcomes:
                for outcome in outcomes:
                    if ending():
                        break
                    added += self._keep(outcome)
        if added or not self._linked:
            with self._means.linking:
                link(self._ledger, program=self._means.program)
            self._linked = True
        return added

    def _keep(self, outcome: Report | InputError) -> int:
        if isinstance(outcome, InputError) or self._ledger.has(outcome):
            return 0
        try:
            reading = self._means.reader.read(outcome)
        except ReadingError:
            return 0
        return self._ledger.add([reading]).reports


_INSERT = "INSERT OR IGNORE INTO feeds VALUES (?, ?, ?, ?, ?)"


def id_of(url: str) -> str:
    """The id of a feed."""
    return "f" + hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:32]


def _feed(id: str, url: str, by: str, added: str, state: str) -> Feed:
    said = FeedState(**json.loads(state))
    return Feed(
        id=id,
        url=url,
        by=by,
        added=added,
        looked=_second(said.looked),
        succeeded=_second(said.succeeded),
        next=_second(said.next) if said.next else None,
        failures=said.failures,
        reason=said.reason,
        taken=said.taken,
        lost=said.lost,
    )


def _plain(state: FeedState) -> str:
    return json.dumps(asdict(state))


def _second(moment: float | None) -> str | None:
    return None if moment is None else datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
