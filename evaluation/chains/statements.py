"""Passages of the benchmark and the statements that an annotation finds in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FACTUALITIES = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")

Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """A short report, and the shape it was written for."""

    id: str
    outlet: str
    published: str
    title: str | None
    text: str
    shape: str
    part: str  # open, held


@dataclass(frozen=True)
class Link:
    """One hand in a chain of sources."""

    name: str
    named: bool
    kind: str


@dataclass(frozen=True)
class Statement:
    """Somebody's content, and who says it how; field names are those of the guidelines."""

    content: str
    span: Span  # where the content stands
    event: str
    event_span: Span
    cue: str | None
    source: str | None
    quotation: str
    stance: str
    chain: tuple[Link, ...]
    factuality: str
    hedge: str | None
    kind: str
    within: int | None
    answers: int | None
    medium: str | None


Annotation = dict[str, tuple[Statement, ...]]


def places(words: str, text: str) -> list[Span]:
    """Where words stand in a text as whole words; anywhere where they do so nowhere."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    found = [match.span() for match in re.finditer(before + re.escape(words) + after, text)]
    return found or [match.span() for match in re.finditer(re.escape(words), text)]


def read_passages(path: Path = FOLDER / "passages.jsonl") -> dict[str, Passage]:
    """The passages by id."""
    with path.open(encoding="utf-8") as lines:
        return {passage.id: passage for passage in (Passage(**json.loads(line)) for line in lines)}


def read_annotation(path: Path, passages: dict[str, Passage]) -> Annotation:
    """The statements of a file of annotations, by passage.

    Raises:
        ValueError: A span does not stand where it should.
    """
    found: Annotation = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = passages[record["id"]].text
            found[record["id"]] = tuple(_statement(one, text, record["id"]) for one in record["statements"])
    return found


def _statement(record: dict[str, object], text: str, passage: str) -> Statement:
    """One statement with its spans found."""
    fields = dict(record)
    occurrence = fields.pop("occurrence", None)
    content, event = str(fields["content"]), str(fields["event"])
    spans = places(content, text)
    number = occurrence - 1 if isinstance(occurrence, int) else 0
    if number >= len(spans):
        raise ValueError(f"{passage}: the content {content!r} does not stand in the text")
    start, end = spans[number]
    inside = places(event, content)
    if not inside:
        raise ValueError(f"{passage}: the event {event!r} does not stand in its content")
    chain = fields.pop("chain")
    if not isinstance(chain, list):
        raise ValueError(f"{passage}: a chain is a list")
    return Statement(
        **fields,  # type: ignore[arg-type]  # the fields of the file are those of the record
        chain=tuple(Link(**link) for link in chain),
        span=(start, end),
        event_span=(start + inside[0][0], start + inside[0][1]),
    )
