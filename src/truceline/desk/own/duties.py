"""The threads in which a desk does what it does by itself, as long as it answers."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable

from truceline.desk.own.feeds import Feeds, Watching
from truceline.desk.own.kept import Kept
from truceline.desk.own.lookout import Lookout
from truceline.desk.own.webhooks import Webhooks
from truceline.intake.fetch import SystemClock

_PAUSE = 2.0  # seconds between two looks at what is due
_SHARE = 5.0  # times what a look took, for which it rests: people come first
_LONG = 15.0  # seconds between two looks while another desk on the ledger does it
_LOG = logging.getLogger("truceline.desk")


class EndingClock(SystemClock):
    """The machine's clock, on which nobody sleeps longer than the desk lasts."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def sleep(self, seconds: float) -> None:
        """Wait, or until the desk ends."""
        self.ended.wait(seconds)


class Duties:
    """Alerts and webhooks in one thread, feeds in another: a slow site holds up no alert.

    Args:
        kept: What the desk keeps, with the lease that says which of several desks does this.
        lookout: Looks at alerts.
        webhooks: Sends.
        feeds: What is to be read.
        watching: Reads.
        clock: On which all of them wait.
    """

    def __init__(
        self, kept: Kept, *, lookout: Lookout, webhooks: Webhooks, feeds: Feeds, watching: Watching, clock: EndingClock
    ) -> None:
        self._kept = kept
        self._lookout = lookout
        self._webhooks = webhooks
        self._feeds = feeds
        self._watching = watching
        self._clock = clock
        self._holder = secrets.token_hex(8)
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin."""
        for name, work in (("alerts", self._alerts), ("feeds", self._read)):
            thread = threading.Thread(target=self._again, args=(work,), name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """End; what is under way is left as if it had not been begun."""
        self._clock.ended.set()
        self._feeds.changed.set()
        for thread in self._threads:
            thread.join(timeout=10.0)
        try:
            self._kept.leave(self._holder)
        finally:
            self._kept.close()

    def _again(self, work: Callable[[], None]) -> None:
        while not self._clock.ended.is_set():
            try:
                pause = self._once(work)
            except Exception:  # noqa: BLE001 - whatever it is: the next round may go better, and the desk answers
                _LOG.exception("what the desk does by itself failed; it goes on")
                pause = _LONG
            if work == self._read:
                self._feeds.changed.wait(pause)
                self._feeds.changed.clear()
            else:
                self._clock.sleep(pause)

    def _once(self, work: Callable[[], None]) -> float:
        """One round; how long to wait after it."""
        if not self._kept.begun:  # nobody has made an alert here, or added a feed
            return _PAUSE
        if not self._kept.lease(self._holder, now=self._clock.now()):
            return _LONG
        begun = time.monotonic()
        work()
        return max(_PAUSE, _SHARE * (time.monotonic() - begun))

    def _alerts(self) -> None:
        self._lookout.look()
        self._webhooks.send_due()

    def _read(self) -> None:
        self._watching.round(self._clock.ended.is_set)
