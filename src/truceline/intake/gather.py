"""Takes reports from the web with manners: what robots.txt closes stays closed, and no host is asked in haste."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from truceline.errors import EmptyReport, FetchError, InputError, NotWelcome, PrivateAddress, TooLarge
from truceline.intake.documents import report_in_bytes
from truceline.intake.feeds import Entry, Feed
from truceline.intake.fetch import Clock, Fetcher, SystemClock
from truceline.intake.fields import Fields, report_of
from truceline.intake.foreign import Foreign
from truceline.intake.kinds import kind_of_answer
from truceline.model.report import Fetched, Report

_RULES_BYTES = 500_000  # of a robots.txt
_RULES_HOLD = 86_400.0  # seconds that a robots.txt is taken to stay as it is
_RULES_FAIL = 600.0  # seconds until one that could not be fetched is asked for again
_LONGEST_DELAY = 60.0  # seconds between two requests that a robots.txt may ask for


@dataclass(slots=True)
class _Host:
    """What is known about one host."""

    ready: float = 0.0  # when it may be asked again
    delay: float = 0.0  # seconds that its robots.txt wants left between two requests
    rules: bytes | None = None
    rules_until: float = 0.0
    failed: str | None = None  # why its robots.txt could not be fetched


class Gatherer:
    """Fetches feeds, and the pages of their entries.

    Args:
        fetcher: The way out to the web.
        foreign: Who reads pages, feeds and robots.txt files.
        about: What is known about all reports; it comes first.
        clock: What time it is.
        pace: Seconds between two requests to one host.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        foreign: Foreign,
        *,
        about: Fields | None = None,
        clock: Clock | None = None,
        pace: float = 2.0,
    ) -> None:
        self._fetcher = fetcher
        self.foreign = foreign
        self._about = about or Fields()
        self._clock = clock or SystemClock()
        self._pace = pace
        self._hosts: dict[str, _Host] = {}

    def ready(self, url: str) -> float:
        """When the host of an address may be asked again, in seconds since 1970."""
        return self._host(url).ready

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """What an address gives, once its host is ready and where its robots.txt allows it.

        Raises:
            NotWelcome: robots.txt closes it.
            FetchError: It gave nothing, or its robots.txt could not be fetched.
        """
        self._obey(url)
        self._wait(url)
        try:
            return self._fetcher.fetch(url, etag=etag, modified=modified)
        finally:
            self._used(url)

    def feed(self, found: Fetched) -> Feed:
        """The feed in what an address gave."""
        media = found.header("Content-Type")
        return self.foreign.feed(found.body, name=found.url, url=found.final_url, kind=media)

    def report(self, entry: Entry, *, feed: str, evidence: Fetched | None = None) -> Report:
        """The report that an entry stands for: its own text where it is the whole, else that of its page.

        Args:
            entry: The entry.
            feed: The feed's name, for an entry without an address.
            evidence: The bytes of the feed.

        Raises:
            InputError: There is none to be had.
        """
        name = entry.url or f"{feed}, {entry.key}"
        dated = self._about.over(Fields(published=entry.published))
        said = Fields(
            title=entry.title, url=entry.url, author=entry.author, outlet=entry.outlet, modified=entry.modified
        )
        if entry.full or entry.url is None:
            if entry.text is None:
                raise EmptyReport("an entry without a text or an address", report=name)
            return report_of(entry.text, dated.over(said), name=name, limits=self._fetcher.limits, evidence=evidence)
        return self._page(self.fetch(entry.url), name=name, about=dated, otherwise=said)

    def reports(self, url: str) -> Iterator[Report | InputError]:
        """The report in what an address gives, or each of those in the feed that it is."""
        try:
            found = self._fetcher.fetch(url)  # somebody asked for this very address: it is no program's own idea
            if kind_of_answer(found) == "feed":
                yield from self.entries(self.feed(found), name=url, evidence=found)
            else:
                yield self._page(found, name=url, about=self._about)
        except InputError as error:
            yield error

    def entries(self, feed: Feed, *, name: str, evidence: Fetched | None = None) -> Iterator[Report | InputError]:
        """The reports of a feed, and of the feeds in a list of them."""
        for entry in feed.entries:
            try:
                yield self.report(entry, feed=name, evidence=evidence)
            except InputError as error:
                yield error
        for url in feed.feeds:
            try:
                found = self.fetch(url)
                # One list deep: a list that names itself would have no end.
                yield from self.entries(replace(self.feed(found), feeds=()), name=url, evidence=found)
            except InputError as error:
                yield error
        if not feed.entries and not feed.feeds:
            yield EmptyReport("a feed without entries", report=name)

    def _page(self, found: Fetched, *, name: str, about: Fields, otherwise: Fields | None = None) -> Report:
        kind = kind_of_answer(found)
        if kind == "feed":
            raise FetchError("a feed where a page should be", report=name, status=found.status)
        return report_in_bytes(
            found.body,
            kind,
            name=name,
            limits=self._fetcher.limits,
            articles=self.foreign,
            about=about,
            otherwise=otherwise,
            evidence=found,
        )

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}".lower(), _Host())

    def _wait(self, url: str) -> None:
        wait = self._host(url).ready - self._clock.now()
        if wait > 0:
            self._clock.sleep(wait)

    def _used(self, url: str) -> None:
        host = self._host(url)
        host.ready = self._clock.now() + max(self._pace, host.delay)

    def _obey(self, url: str) -> None:
        host = self._host(url)
        if self._clock.now() >= host.rules_until:
            self._learn(host, url)
        if host.failed is not None:
            raise FetchError(f"its site's robots.txt {host.failed}", report=url)
        if host.rules:
            try:
                allowed, delay = self.foreign.allowed(host.rules, agent=self._fetcher.agent, url=url)
            except FetchError as error:
                host.failed, host.rules_until = f"could not be read ({error.message})", self._clock.now() + _RULES_FAIL
                raise
            host.delay = min(delay or 0.0, _LONGEST_DELAY)
            if not allowed:
                raise NotWelcome("the site's robots.txt closes it to programs", report=url)

    def _learn(self, host: _Host, url: str) -> None:
        """Fetch a host's robots.txt. None there: all is open. No answer: nothing is known, so nothing is open."""
        parts = urlsplit(url)
        where = f"{parts.scheme}://{parts.netloc}/robots.txt"
        host.rules, host.failed, hold = None, None, _RULES_HOLD
        self._wait(url)
        try:
            host.rules = self._fetcher.fetch(where, most=_RULES_BYTES).body
        except PrivateAddress as error:
            raise PrivateAddress(error.message, report=url) from error
        except TooLarge:
            hold, host.failed = _RULES_FAIL, f"has more than {_RULES_BYTES:,} bytes"
        except FetchError as error:
            if error.status is None or error.status == 429 or error.status >= 500:
                hold, host.failed = _RULES_FAIL, f"could not be fetched ({error.message})"
        finally:
            self._used(url)
        host.rules_until = self._clock.now() + hold
