"""Readings to a stream, one after another as they come: for people, as JSON, as JSON Lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TextIO

from rich.console import Console, RenderableType

from truceline.exports import people
from truceline.exports.contract import to_line, to_pretty
from truceline.model import Reading


def print_text(readings: Iterable[Reading], out: TextIO) -> None:
    """For people: in colour and to the terminal's width on a terminal, plain elsewhere."""
    console = Console(file=out, highlight=False)
    if console.is_terminal:
        for reading in readings:
            console.print(people.to_renderable(reading), width=min(console.width, people.WIDEST))
        return
    for reading in readings:
        write(people.to_text(reading, width=_plain_width()), out)


def print_jsonl(readings: Iterable[Reading], out: TextIO) -> None:
    """One object a line."""
    for reading in readings:
        write(to_line(reading) + "\n", out)


def print_json(readings: Iterable[Reading], out: TextIO) -> None:
    """One object where there is one reading; else an array of them."""
    coming = iter(readings)
    first = next(coming, None)
    if first is None:
        write("[]\n", out)
        return
    second = next(coming, None)
    if second is None:
        write(to_pretty(first) + "\n", out)
        return
    write(f"[\n{to_pretty(first)},\n{to_pretty(second)}", out)
    for reading in coming:
        write(f",\n{to_pretty(reading)}", out)
    write("\n]\n", out)


PRINTERS: dict[str, Callable[[Iterable[Reading], TextIO], None]] = {
    "text": print_text,
    "json": print_json,
    "jsonl": print_jsonl,
}


def print_renderable(part: RenderableType, out: TextIO) -> None:
    """Anything of rich's, in the same way."""
    console = Console(file=out, highlight=False)
    if console.is_terminal:
        console.print(part, width=min(console.width, people.WIDEST))
    else:
        write(people.plain(part, width=_plain_width()), out)


def _plain_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and 20 <= int(columns) <= 1000 else people.PLAIN_WIDTH


def write(text: str, out: TextIO) -> None:
    """Text as it is, in UTF-8."""
    # UTF-8 whatever the machine's own encoding: what is written is read by other programs, on other machines.
    buffer = getattr(out, "buffer", None)
    if buffer is None:
        out.write(text)
    else:
        buffer.write(text.encode())
    out.flush()
