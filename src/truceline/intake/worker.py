"""Reads foreign formats in a process of its own: ``python -m truceline.intake.worker SECONDS``.

A page can be built so that it keeps an HTML library busy for hours; a process can be ended, a thread cannot.
``foreign`` starts this one, hands it pages, feeds and robots.txt files and takes back what stands in them. Each message
is eight bytes of length, then so many bytes: a line of JSON that says what it is, then the file.
"""

from __future__ import annotations

import json
import logging
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from truceline.intake.article import article_of
from truceline.intake.rules import rules_of
from truceline.intake.syndication import feed_of

try:
    import resource
except ImportError:  # no such limits on Windows
    resource = None  # type: ignore[assignment]

MEMORY = 2_000_000_000  # bytes of address space: room for a page of 20 MB, not for a bomb

_READERS: dict[str, Callable[..., dict[str, Any]]] = {"page": article_of, "feed": feed_of, "rules": rules_of}


def _serve(questions: BinaryIO, answers: BinaryIO, seconds: float) -> None:
    _send(answers, {})  # ready: the time limit of a page must not pay for the imports
    while size := questions.read(8):
        head, _, data = questions.read(int.from_bytes(size, "big")).partition(b"\n")
        # The reader on the other side ends this process in time; should it be gone, this does.
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 2 * seconds)
        try:
            said = json.loads(head)
            answer = _READERS[said.pop("kind")](data, **said)
        except Exception as error:  # noqa: BLE001 - a stranger's page through a stranger's library: the next page goes on
            answer = {"error": type(error).__name__}
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answers, answer)


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    body = json.dumps(answer).encode("ascii")
    answers.write(len(body).to_bytes(8, "big") + body)
    answers.flush()


def main() -> None:
    """Serve files from standard input until it ends."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that started it, which ends it too
    logging.disable(logging.CRITICAL)
    _serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]))


if __name__ == "__main__":
    main()
