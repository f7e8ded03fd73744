"""What stands around every page: where one can go, and which scripts there are."""

from __future__ import annotations

from typing import Any

from truceline.desk.shown import SIGN_WORDS, SIGNS, address
from truceline.exports import wording

PLACES = (
    ("/", "Situation"),
    ("/events", "Events"),
    ("/agreements", "Agreements"),
    ("/sources", "Sources"),
    ("/alerts", "Alerts"),
    ("/review", "Review"),
    ("/add", "Add"),
    ("/log", "Log"),
)
SCRIPT = "ui/desk.js"  # the build makes it; without it pages can be read all the same


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``1,204 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def moment(second: str | None, *, seconds: bool = False) -> str:
    """A UTC second as ``3 March 2031, 14:05``, or with its seconds."""
    return f"{wording.day(second)}, {second[11 : 19 if seconds else 16]}" if second else "never"


GLOBALS = {
    "day": wording.day,
    "days": wording.days,
    "figure": wording.figure,
    "one_line": wording.on_one_line,
    "shorten": wording.shortened,
    "counted": counted,
    "moment": moment,
    "link": address,
    "signs": SIGNS,
    "sign_words": SIGN_WORDS,
}


def framed(path: str) -> dict[str, Any]:
    """What `base.html` needs beside a page's own.

    Args:
        path: The page's.
    """
    return {"places": PLACES, "here": lambda href: path == href or (href != "/" and path.startswith(f"{href}/"))}
