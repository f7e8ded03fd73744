"""Looks at alerts: what is new goes to their webhooks, what rises is put down as an alarm."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from truceline.desk.failures import Refusal
from truceline.desk.own.alerts import ANY, Alert, all_alerts, sound_alarm
from truceline.desk.own.kept import Kept, new_key
from truceline.desk.own.rising import Course, course_of
from truceline.desk.own.webhooks import Webhooks
from truceline.desk.sessions import Person
from truceline.intake.fetch import Clock
from truceline.ledger import ClaimRow, Ledger
from truceline.ledger.columns import Lists

MOST = 50  # claims of one delivery


class Lookout:
    """Looks at all alerts.

    Args:
        ledger: Whose.
        lists: The same ledger's.
        kept: How far each was looked at.
        webhooks: Where findings go.
        say: Claims as a delivery has them.
        program: Who sounds alarms, with its version.
        clock: What time it is.
    """

    def __init__(
        self,
        ledger: Ledger,
        lists: Lists,
        kept: Kept,
        *,
        webhooks: Webhooks,
        say: Callable[[Sequence[ClaimRow]], list[dict[str, Any]]],
        program: str,
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._lists = lists
        self._kept = kept
        self._webhooks = webhooks
        self._say = say
        self._program = program
        self._clock = clock
        self._looked: tuple[str, str] | None = None  # head and day of the last look

    def begin(self, alert: str) -> str:
        """From now on an alert is looked at; what is there already is not new.

        Returns:
            The key of its feed.
        """
        last = self._lists.last_claim()
        self._kept.change("INSERT OR IGNORE INTO alerts (id, key, seen) VALUES (?, ?, ?)", (alert, new_key(), last))
        return self.key(alert) or ""

    def key(self, alert: str) -> str | None:
        """The key of an alert's feed; None where this desk has not begun with it."""
        rows = self._kept.rows("SELECT key FROM alerts WHERE id = ?", (alert,))
        return str(rows[0][0]) if rows else None

    def renew(self, alert: str) -> str:
        """Another key: the address of the feed that was given out before is worth nothing any more."""
        self.begin(alert)
        self._kept.change("UPDATE alerts SET key = ? WHERE id = ?", (new_key(), alert))
        return self.key(alert) or ""

    def let_in(self, person: Person | None, alert: str, key: str | None) -> None:
        """Lets through who is signed in, or comes with the key of this very feed.

        Raises:
            Refusal: Neither.
        """
        right = self.key(alert)
        if person is None and not (right and key and hmac.compare_digest(key.encode(), right.encode())):
            raise Refusal(401, "sign_in", "the key in this address is not, or not any more, that of the feed")

    def today(self) -> str:
        """The day that it is, UTC."""
        return datetime.fromtimestamp(self._clock.now(), UTC).strftime("%Y-%m-%d")

    def course(self, alert: Alert) -> Course:
        """How an alert's claims came."""
        return course_of(self._lists.select(alert.asked), alert.rule, today=self.today())

    def look(self) -> int:
        """Look at all alerts, where the ledger or the day has changed since, or something waited.

        Returns:
            How many deliveries were put down.
        """
        now = (self._lists.snapshot().head, self.today())
        if now == self._looked:
            return 0
        made, left = 0, False
        for alert in all_alerts(self._ledger):
            self.begin(alert.id)
            if alert.rule.kind == ANY:
                found, more = self._new(alert)
                left = left or more
            else:
                found = self._risen(alert)
            made += found
        # An alarm changes the head itself; and what waits is looked at again.
        self._looked = None if made or left else now
        return made

    def _new(self, alert: Alert) -> tuple[int, bool]:
        """New claims, for a webhook: put down once the delivery before them is done with."""
        ((seen, url),) = self._kept.rows("SELECT seen, url FROM alerts WHERE id = ?", (alert.id,))
        if url is None:
            self._kept.change("UPDATE alerts SET seen = ? WHERE id = ?", (self._lists.last_claim(), alert.id))
            return 0, False
        if self._webhooks.waiting(alert.id, "claims"):
            return 0, True
        rows = self._lists.newer_claims(alert.asked, than=seen or 0, limit=MOST)
        if not rows:
            return 0, False
        said = {"alert": named(alert), "claims": self._say([claim for _, claim in rows])}
        if said["claims"]:
            self._webhooks.take(alert.id, "claims", said, claims=len(said["claims"]))
        self._kept.change("UPDATE alerts SET seen = ? WHERE id = ?", (rows[-1][0], alert.id))
        return 1, len(rows) == MOST

    def _risen(self, alert: Alert) -> int:
        """A rise is told once, until it has gone down again."""
        course = self.course(alert)
        ((above,),) = self._kept.rows("SELECT above FROM alerts WHERE id = ?", (alert.id,))
        self._kept.change("UPDATE alerts SET above = ? WHERE id = ?", (int(course.met), alert.id))
        if not course.met or above:
            return 0
        now, mean = course.now, course.mean or 0.0
        alarm = sound_alarm(
            self._ledger, alert, count=now.count, mean=mean, first=now.first, last=now.last, by=self._program
        )
        if self._webhooks.of(alert.id) is None:
            return 0
        numbers = {"id": alarm.id, "count": now.count, "mean": round(mean, 2), "first": now.first, "last": now.last}
        self._webhooks.take(alert.id, "alarm", {"alert": named(alert), "alarm": numbers}, claims=now.count)
        return 1


def named(alert: Alert) -> dict[str, Any]:
    """What a delivery says of its alert."""
    return {"id": alert.id, "name": alert.name, "filters": alert.filters, "rule": alert.rule.words()}
