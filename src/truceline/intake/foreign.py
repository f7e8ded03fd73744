"""Foreign formats, read by a process that can be ended when one of them keeps it busy."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any, BinaryIO, Self

from truceline.errors import BrokenFeed, EmptyReport, FetchError, InputError, NotText, PageError, TooLarge
from truceline.intake.feeds import Entry, Feed
from truceline.intake.fields import Fields
from truceline.intake.limits import Limits

_START_SECONDS = 60.0  # to import the HTML libraries on a slow machine


class Foreign:
    """Finds what stands in one web page, feed or robots.txt after another.

    The process starts with the first of them and ends with the block:

        with Foreign(Limits()) as foreign:
            text, about = foreign.article(page, name="page.html")
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def article(self, page: bytes, *, name: str) -> tuple[str, Fields]:
        """The text of the article in a page, and what the page says about it.

        Raises:
            TooLarge: The page is larger than the limit.
            NotText: The bytes are no page.
            PageError: The page took too long, or broke the HTML library.
            EmptyReport: There is no article in it.
        """
        limits = self._limits
        if len(page) > limits.page:
            raise TooLarge(f"a page of more than {limits.page:,} bytes", report=name, limit=limits.page)
        if b"\0" in page[:4096] and not page.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise NotText("not a web page: it holds NUL bytes, as binary files do", report=name)
        answer = self._ask({"kind": "page"}, page, PageError, "article found in this page", name)
        if "error" in answer:
            raise PageError(f"no article could be taken from this page ({answer['error']})", report=name)
        text = answer.pop("text", None)
        if not text:
            raise EmptyReport("no article in this page", report=name)
        return text, Fields(**answer)

    def feed(self, data: bytes, *, name: str, url: str | None = None, kind: str | None = None) -> Feed:
        """The entries of a feed, or the feeds of a list of them.

        Args:
            data: The feed: RSS, Atom, JSON Feed or OPML.
            name: What to call it in an error.
            url: Where it came from: addresses in it may count from there.
            kind: The ``Content-Type`` that it came with.

        Raises:
            TooLarge: It is larger than a page may be.
            BrokenFeed: It took too long, or it is no feed.
        """
        limits = self._limits
        if len(data) > limits.page:
            raise TooLarge(f"a feed of more than {limits.page:,} bytes", report=name, limit=limits.page)
        answer = self._ask(
            {"kind": "feed", "url": url, "media": kind}, data, BrokenFeed, "end of this feed found", name
        )
        if "error" in answer:
            raise BrokenFeed(f"it could not be read ({answer['error']})", report=name)
        if "broken" in answer:
            raise BrokenFeed(answer["broken"], report=name)
        entries = tuple(Entry(**entry) for entry in answer["entries"])
        return Feed(title=answer["title"], entries=entries, feeds=tuple(answer["feeds"]))

    def allowed(self, rules: bytes, *, agent: str, url: str) -> tuple[bool, float | None]:
        """Whether a robots.txt allows an address, and the seconds that it wants left between two.

        Raises:
            FetchError: It took too long to find out.
        """
        asked = {"kind": "rules", "agent": agent, "urls": [url]}
        answer = self._ask(asked, rules, FetchError, "answer found in robots.txt", url)
        if "error" in answer:
            return True, None  # what cannot be read forbids nothing
        return answer["allowed"][0], answer["delay"]

    def _ask(
        self, asked: dict[str, Any], data: bytes, kind: type[InputError], wanted: str, name: str
    ) -> dict[str, Any]:
        limits = self._limits
        message = json.dumps(asked).encode("ascii") + b"\n" + data
        try:
            process = self._process or self._start()
            assert process.stdin is not None
            process.stdin.write(len(message).to_bytes(8, "big") + message)
            process.stdin.flush()
            body = self._answers.get(timeout=limits.page_seconds)
        except queue.Empty:
            self._end()
            raise kind(f"no {wanted} within {limits.page_seconds:g} seconds", report=name) from None
        except OSError as error:
            self._end()
            raise kind("the process that reads foreign formats could not be used", report=name) from error
        if body is None:
            self._end()
            raise kind("the process that reads foreign formats broke on it", report=name)
        answer: dict[str, Any] = json.loads(body)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: a file in the current folder must not stand in for a library.
        command = [sys.executable, "-P", "-m", "truceline.intake.worker", str(self._limits.page_seconds)]
        # It finds its modules where this process found them.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self._process = process
        self._answers = queue.SimpleQueue()
        # A pipe cannot be read with a time limit on every system; a queue can.
        threading.Thread(target=_listen, args=(process.stdout, self._answers), daemon=True).start()
        try:
            ready = self._answers.get(timeout=_START_SECONDS)
        except queue.Empty:
            ready = None
        if ready is None:
            raise ChildProcessError("it did not start")
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            with contextlib.suppress(OSError):  # what was left unwritten has nobody to go to
                process.stdin.close()


def _listen(articles: BinaryIO, answers: queue.SimpleQueue[bytes | None]) -> None:
    """Pass on every answer; None once the process is gone."""
    with articles:
        while head := articles.read(8):
            size = int.from_bytes(head, "big")
            body = articles.read(size)
            if len(body) < size:
                break
            answers.put(body)
    answers.put(None)
