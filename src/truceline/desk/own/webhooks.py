"""Webhooks: what an alert finds is sent to an address, signed, tried again where it does not arrive, and logged."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from truceline.desk.failures import Refusal
from truceline.desk.own.kept import Kept, new_key
from truceline.errors import FetchError, PrivateAddress
from truceline.intake.fetch import Clock
from truceline.intake.send import Sender
from truceline.ledger.writer import now as utc_second

# Seconds until the next try. After the last one it is given up: about a day and a half.
WAITS = (60.0, 300.0, 1800.0, 7200.0, 21_600.0, 86_400.0)
KEPT = 200  # deliveries of one alert that the log has
SIGNATURE = "Truceline-Signature"
_LONGEST = 2000  # characters of an address
_AT_ONCE = 20  # deliveries of one round


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where an alert's findings go."""

    url: str
    secret: str  # what they are signed with


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One try to deliver."""

    at: str
    status: int | None  # of the answer; None where there was none
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Something to send, and what became of it."""

    id: str
    alert: str
    made: str
    kind: str  # claims, alarm, test
    claims: int
    state: str  # waiting, sent, given up
    tries: tuple[Try, ...]


class Webhooks:
    """The webhooks of a desk, and their deliveries.

    Args:
        kept: Where they are.
        sender: The way out.
        clock: What time it is.
    """

    def __init__(self, kept: Kept, *, sender: Sender, clock: Clock) -> None:
        self._kept = kept
        self._sender = sender
        self._clock = clock

    def of(self, alert: str) -> Webhook | None:
        """The webhook of an alert."""
        rows = self._kept.rows("SELECT url, secret FROM alerts WHERE id = ? AND url IS NOT NULL", (alert,))
        return Webhook(url=rows[0][0], secret=rows[0][1]) if rows else None

    def put(self, alert: str, url: str | None) -> None:
        """Give an alert a webhook, another one, or none; another address gets another secret.

        Raises:
            Refusal: It is no address of the web.
        """
        now = self.of(alert)
        url = checked(url) if url is not None else None
        if url == (now.url if now else None):
            return
        if url is None:
            self._kept.change("UPDATE alerts SET url = NULL, secret = NULL WHERE id = ?", (alert,))
            self._kept.change("DELETE FROM deliveries WHERE alert = ? AND state = 'waiting'", (alert,))
            return
        self._kept.change("UPDATE alerts SET url = ?, secret = ? WHERE id = ?", (url, new_key(), alert))

    @staticmethod
    def check(url: str) -> None:
        """See whether an address could be a webhook's.

        Raises:
            Refusal: It is no address of the web.
        """
        checked(url)

    def try_out(self, alert: str, said: Mapping[str, Any]) -> None:
        """Put down a test.

        Raises:
            Refusal: The alert has no webhook.
        """
        if self.of(alert) is None:
            raise Refusal(422, "bad_value", "it has no webhook")
        self.take(alert, "test", said)

    def forget(self, alert: str) -> None:
        """An alert was removed: its keys, its webhook and its log go with it."""
        with self._kept.changing() as connection:
            own = "SELECT id FROM deliveries WHERE alert = ?"
            connection.execute(f"DELETE FROM tries WHERE delivery IN ({own})", (alert,))
            connection.execute("DELETE FROM deliveries WHERE alert = ?", (alert,))
            connection.execute("DELETE FROM alerts WHERE id = ?", (alert,))

    def take(self, alert: str, kind: str, said: Mapping[str, Any], *, claims: int = 0) -> str:
        """Put something down to be sent.

        Args:
            alert: Whose.
            kind: claims, alarm or test.
            said: What it says, as plain values.
            claims: How many it is about.

        Returns:
            The delivery's id.
        """
        id, made = "q" + secrets.token_hex(16), utc_second()
        body = json.dumps({"delivery": id, "made": made, "kind": kind, **said}).encode()
        with self._kept.changing() as connection:
            values = (id, alert, made, kind, claims, body, "waiting", 0, 0.0)
            connection.execute("INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            newest = "SELECT id FROM deliveries WHERE alert = ? ORDER BY made DESC, rowid DESC LIMIT ?"
            old = f"alert = ? AND state != 'waiting' AND id NOT IN ({newest})"
            gone = f"DELETE FROM tries WHERE delivery IN (SELECT id FROM deliveries WHERE {old})"
            connection.execute(gone, (alert, alert, KEPT))
            connection.execute(f"DELETE FROM deliveries WHERE {old}", (alert, alert, KEPT))
        return id

    def waiting(self, alert: str, kind: str) -> bool:
        """Whether something of a kind is still to be sent."""
        question = "SELECT 1 FROM deliveries WHERE alert = ? AND kind = ? AND state = 'waiting' LIMIT 1"
        return bool(self._kept.rows(question, (alert, kind)))

    def deliveries(self, alert: str, *, limit: int = KEPT) -> list[Delivery]:
        """What was sent or is to be, the newest first."""
        question = "SELECT id, made, kind, claims, state FROM deliveries WHERE alert = ?"
        rows = self._kept.rows(f"{question} ORDER BY made DESC, rowid DESC LIMIT ?", (alert, limit))
        tried = "SELECT at, status, said FROM tries WHERE delivery = ? ORDER BY rowid"
        return [
            Delivery(
                id=id,
                alert=alert,
                made=made,
                kind=kind,
                claims=claims,
                state=state,
                tries=tuple(Try(at=at, status=status, said=said) for at, status, said in self._kept.rows(tried, (id,))),
            )
            for id, made, kind, claims, state in rows
        ]

    def send_due(self) -> int:
        """Try what is due, once each.

        Returns:
            How many arrived.
        """
        question = "SELECT id, alert, body, tries FROM deliveries WHERE state = 'waiting' AND next <= ?"
        rows = self._kept.rows(f"{question} ORDER BY made, rowid LIMIT ?", (self._clock.now(), _AT_ONCE))
        return sum(self._try(id, alert, bytes(body), tries) for id, alert, body, tries in rows)

    def _try(self, id: str, alert: str, body: bytes, tries: int) -> bool:
        webhook = self.of(alert)
        if webhook is None:  # it was taken away
            self._kept.change("DELETE FROM deliveries WHERE id = ?", (id,))
            return False
        status, said, state, wait = None, "arrived", "sent", 0.0
        try:
            status = self._sender.post(webhook.url, body, self._headers(webhook, id, body))
        except FetchError as error:
            status, said = error.status, error.message
            for_good = tries >= len(WAITS) or isinstance(error, PrivateAddress) or status == 410
            state = "given up" if for_good else "waiting"
            wait = 0.0 if for_good else max(WAITS[tries], min(error.retry_after or 0.0, WAITS[-1]))
        with self._kept.changing() as connection:
            values = (state, tries + 1, self._clock.now() + wait, id)
            there = connection.execute("UPDATE deliveries SET state = ?, tries = ?, next = ? WHERE id = ?", values)
            if there.rowcount:
                connection.execute("INSERT INTO tries VALUES (?, ?, ?, ?)", (id, utc_second(), status, said[:300]))
        return state == "sent"

    def _headers(self, webhook: Webhook, id: str, body: bytes) -> dict[str, str]:
        at = int(self._clock.now())
        return {
            "Content-Type": "application/json",
            "Truceline-Delivery": id,
            SIGNATURE: f"t={at},v1={signed(webhook.secret, at, body)}",
        }


def signed(secret: str, at: int, body: bytes) -> str:
    """The signature of a body that is sent at a UTC second since 1970: HMAC with SHA-256, in hexadecimal."""
    return hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()


def checked(url: str) -> str:
    """An address that may be sent to.

    Raises:
        Refusal: It is no address of the web.
    """
    url = url.strip()
    plain = url.lower().startswith(("http://", "https://")) and url.isprintable() and " " not in url
    if not plain or len(url) > _LONGEST:
        raise Refusal(422, "bad_value", "a webhook is an http or https address")
    return url
