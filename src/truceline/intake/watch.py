"""Keeps reading feeds: each new or changed entry becomes a report, once."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field

from truceline.errors import FetchError, InputError, NotWelcome, PrivateAddress
from truceline.intake.feeds import Entry
from truceline.intake.fetch import Clock, SystemClock
from truceline.intake.gather import Gatherer
from truceline.intake.state import FeedState
from truceline.model.report import Fetched, Report

_NOT_MODIFIED = 304
_SAVE_EVERY = 5.0  # seconds, within the entries of one feed
_LONGEST_WAIT = 86_400.0  # seconds until a feed that fails is tried again
_MOST_TRIES = 3  # of an entry whose page did not come
_FOR_NOW = (408, 425, 429)  # statuses that may be another one the next time, beside those of 500 and up


@dataclass(slots=True)
class _Round:
    """One reading of one feed: what is left of it to do."""

    url: str
    state: FeedState
    found: Fetched
    waiting: deque[Entry] = field(default_factory=deque)
    complete: bool = True  # no entry failed for now


class Watch:
    """Reads feeds again and again.

    An entry counts as done when whoever takes the reports asks for the next one. So what was under way when the program
    was ended comes again after a restart, and nothing is left out.

    Args:
        gatherer: Fetches with manners.
        state: What is remembered of each feed by its address; a `StateFile`, or whatever else lasts.
        clock: What time it is.
        save: Called when the state has changed and should be kept.
        at_rest: Called when all entries at hand were dealt with: before the wait until a feed is due, and at the end.
        every: Seconds between two readings of a feed.
        chance: A number from 0 to 1: so that many watches do not knock at the same moment.
    """

    def __init__(
        self,
        gatherer: Gatherer,
        state: MutableMapping[str, FeedState],
        *,
        clock: Clock | None = None,
        save: Callable[[], None] | None = None,
        at_rest: Callable[[], None] | None = None,
        every: float = 900.0,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._gatherer = gatherer
        self._state = state
        self._clock = clock or SystemClock()
        self._save = save or _nothing
        self._at_rest = at_rest or _nothing
        self._every = every
        self._chance = chance
        self._feeds: list[str] = []
        self._rounds: list[_Round] = []
        self._left: dict[str, int] = {}
        self._saved = 0.0

    def run(self, feeds: Iterable[str], *, rounds: int | None = None) -> Generator[Report | InputError]:
        """The reports in the feeds as they appear, and the errors of those that could not be taken in.

        Args:
            feeds: Addresses of feeds, and of lists of feeds (OPML).
            rounds: How often each feed is read; without end where it is None. The first time is at once, but for a feed
                that failed lately: it is waited for, or passed over where the rounds are counted.
        """
        self._feeds = list(dict.fromkeys(feeds))
        self._rounds = []
        self._left = dict.fromkeys(self._feeds, -1 if rounds is None else rounds)
        for url in self._feeds:
            state = self._state.get(url)
            if state is not None and not state.failures:
                state.next = 0.0
            elif state is not None and rounds is not None and state.next > self._clock.now():
                self._left[url] = 0
        try:
            while (at := self._next()) is not None:
                moment, work = at
                wait = moment - self._clock.now()
                if wait > 0:
                    if not self._rounds:
                        self._at_rest()
                        wait = moment - self._clock.now()  # rest may have been work
                    self._clock.sleep(max(0.0, wait))
                if isinstance(work, _Round):
                    yield from self._entry(work)
                else:
                    yield from self._read(work)
            self._at_rest()
        finally:
            self._save()

    def _next(self) -> tuple[float, str | _Round] | None:
        """What can be done first: an entry whose host is ready, or a feed that is due; so no host waits for another."""
        ready = self._gatherer.ready
        work: list[tuple[float, str | _Round]] = [
            (ready(round.waiting[0].url or round.url) if not round.waiting[0].full else 0.0, round)
            for round in self._rounds
        ]
        busy = {round.url for round in self._rounds}
        for url in self._feeds:
            if url not in busy and self._left[url]:
                state = self._state.get(url)
                work.append((max(state.next if state else 0.0, ready(url)), url))
        # The first of several that are ready is taken, so of those that are ready by now entries go before feeds.
        now = self._clock.now()
        return min(work, key=lambda item: max(item[0], now)) if work else None

    def _read(self, url: str) -> Iterator[InputError]:
        """Fetch a feed that is due, and put down what is new in it."""
        state = self._state.setdefault(url, FeedState())
        self._left[url] -= 1
        state.looked = self._clock.now()
        # While entries are to be tried again the whole feed is needed, not the answer that nothing has changed.
        known = not state.tries
        try:
            found = self._gatherer.fetch(
                url, etag=state.etag if known else None, modified=state.modified if known else None
            )
            feed = None if found.status == _NOT_MODIFIED else self._gatherer.feed(found)
        except InputError as error:
            self._failed(state, error)
            yield error
            return
        state.failures, state.reason, state.succeeded = 0, None, self._clock.now()
        state.next = self._clock.now() + self._every * (0.9 + 0.2 * self._chance())
        if feed is None:
            self._save()
            return
        for listed in feed.feeds:
            if listed not in self._left:
                self._feeds.append(listed)
                self._left[listed] = self._left[url] + 1 if self._left[url] >= 0 else -1
        new = deque(entry for entry in feed.entries if state.seen.get(entry.key) != entry.digest)
        round = _Round(url=url, state=state, found=found, waiting=new)
        if new:
            self._rounds.append(round)
        else:
            self._finish(round)

    def _entry(self, round: _Round) -> Iterator[Report | InputError]:
        """The next entry of a feed."""
        entry = round.waiting[0]
        state = round.state
        try:
            outcome: Report | InputError = self._gatherer.report(entry, feed=round.url, evidence=round.found)
        except InputError as error:
            outcome = error
        yield outcome
        round.waiting.popleft()
        if _for_now(outcome) and state.tries.get(entry.key, 0) + 1 < _MOST_TRIES:
            state.tries[entry.key] = state.tries.get(entry.key, 0) + 1
            round.complete = False
        else:
            state.done(entry.key, entry.digest)
            state.taken += isinstance(outcome, Report)
            state.lost += not isinstance(outcome, Report)
        if isinstance(outcome, InputError):
            state.reason = f"{outcome.report}: {outcome.message}"
        if round.waiting:
            self._save_at_times()
        else:
            self._rounds.remove(round)
            self._finish(round)

    def _finish(self, round: _Round) -> None:
        """A feed was read to its end: only now may it answer that nothing has changed."""
        state = round.state
        state.etag = round.found.header("ETag") if round.complete else None
        state.modified = round.found.header("Last-Modified") if round.complete else None
        if round.complete:
            state.tries.clear()  # of entries that the feed does not list any more
        self._save()

    def _save_at_times(self) -> None:
        if self._clock.now() - self._saved >= _SAVE_EVERY:
            self._save()
            self._saved = self._clock.now()

    def _failed(self, state: FeedState, error: InputError) -> None:
        """Wait longer with each failure, and no two watches equally long."""
        state.failures += 1
        state.reason = error.message
        wait = min(_LONGEST_WAIT, self._every * 2.0 ** min(state.failures, 20)) * (0.5 + 0.5 * self._chance())
        asked = error.retry_after if isinstance(error, FetchError) else None
        state.next = self._clock.now() + max(wait, min(asked or 0.0, _LONGEST_WAIT))
        self._save()


def _for_now(outcome: Report | InputError) -> bool:
    """Whether it may go better the next time."""
    if not isinstance(outcome, FetchError) or isinstance(outcome, NotWelcome | PrivateAddress):
        return False
    return outcome.status is None or outcome.status in _FOR_NOW or outcome.status >= 500


def _nothing() -> None:
    """Nothing is to be done then."""
