"""Sends a few bytes to an address of the web: by the rules of the fetcher, from where everything else comes in."""

from __future__ import annotations

import time
from collections.abc import Mapping

import httpcore2

from truceline.errors import FetchError, PrivateAddress
from truceline.intake.addresses import Resolver, resolve
from truceline.intake.connection import ClosedAddress, Guarded, Secured
from truceline.intake.fetch import BROKEN, Clock, SystemClock, checked, reason, retry_after, sendable

_MOST = 1 << 20  # bytes of an answer that are taken, so that the connection ends well; nothing is done with them


class Sender(Secured):
    """Sends to addresses of the public net alone, each to the very address that was checked, within a time.

    It follows no redirect: what is meant for one receiver goes to no other.

    Args:
        agent: What it says who is sending.
        allow_private: Whether addresses of private networks may be sent to.
        seconds: How long sending may take, the answer included.
        resolver: Names to IP addresses.
        clock: What time it is.
    """

    def __init__(
        self,
        *,
        agent: str = "truceline",
        allow_private: bool = False,
        seconds: float = 10.0,
        resolver: Resolver = resolve,
        clock: Clock | None = None,
    ) -> None:
        self._agent = agent
        self._allow_private = allow_private
        self._seconds = seconds
        self._resolver = resolver
        self._clock = clock or SystemClock()

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send a body.

        Args:
            url: Where to.
            body: What.
            headers: Beside those that every request has.

        Returns:
            The status of the answer, which is a success.

        Raises:
            FetchError: No answer in time, or one that is no success.
            PrivateAddress: It leads into a private network.
        """
        guard = Guarded(self._resolver, allow_private=self._allow_private, deadline=time.monotonic() + self._seconds)
        try:
            target = checked(url, url)
            own = {"Host": target.netloc.decode("ascii"), "User-Agent": self._agent, "Content-Length": str(len(body))}
            with httpcore2.ConnectionPool(ssl_context=self._tls, network_backend=guard) as pool:
                sent = sendable([*own.items(), *headers.items()])
                where = str(target.copy_with(fragment=None))
                with pool.stream("POST", where, headers=sent, content=body) as answer:
                    self._judge(answer, url)
                    return answer.status
        except ClosedAddress as error:
            raise PrivateAddress(f"it leads into a private network ({error})", report=url) from error
        except httpcore2.TimeoutException as error:
            raise FetchError(f"no answer within {self._seconds:g} seconds", report=url) from error
        except (*BROKEN, ValueError) as error:
            raise FetchError(f"could not be sent: {error}", report=url) from error

    def _judge(self, answer: httpcore2.Response, url: str) -> None:
        taken = 0
        for part in answer.iter_stream():
            taken += len(part)
            if taken > _MOST:
                break
        if not 200 <= answer.status < 300:
            said = next((value for key, value in answer.headers if key.lower() == b"retry-after"), b"")
            wait = retry_after(said.decode("latin-1"), now=self._clock.now())
            message = f"the server answered {answer.status} {reason(answer)}".rstrip()
            raise FetchError(message, report=url, status=answer.status, retry_after=wait)
