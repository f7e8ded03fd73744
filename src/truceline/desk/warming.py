"""The claims of a large ledger are read when a desk starts; until then what needs them says so, and does not wait."""

from __future__ import annotations

import logging
import threading

import anyio

from truceline.desk.failures import Refusal
from truceline.ledger.columns import Lists

_PATIENCE = 3.0  # seconds that a page waits
_STEP = 0.05
# What can be shown without: the way in, what people add, what was written, feeds.
WITHOUT = ("/healthz", "/sign-in", "/sign-out", "/add", "/log", "/api/v1/openapi.json", "/api/v1/me", "/api/v1/jobs")
WITHOUT_BELOW = ("/static/", "/add/", "/api/v1/jobs/", "/api/v1/feeds", "/api/v1/log", "/api/v1/reports/files")
_LOG = logging.getLogger("truceline.desk")


class Warming:
    """Reads a ledger's claims in a thread, once.

    Args:
        lists: The ledger's.
    """

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._warm = threading.Event()
        self._warm.set()  # where nobody starts it the first question reads them

    def start(self) -> None:
        """Begin."""
        self._warm.clear()
        threading.Thread(target=self._work, name="claims", daemon=True).start()

    async def wait(self, path: str) -> None:
        """Wait a little where a path needs the claims.

        Raises:
            Refusal: They are not there yet.
        """
        if self._warm.is_set() or path in WITHOUT or path.startswith(WITHOUT_BELOW):
            return
        with anyio.move_on_after(_PATIENCE):
            while not self._warm.is_set():
                await anyio.sleep(_STEP)
        if not self._warm.is_set():
            raise Refusal(503, "loading", "the claims of this ledger are still being read; in a moment they are there")

    def _work(self) -> None:
        try:
            self._lists.columns.now()
        except Exception:  # noqa: BLE001 - who asks next is told what is wrong
            _LOG.exception("the claims could not be read ahead")
        finally:
            self._warm.set()
