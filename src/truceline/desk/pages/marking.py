"""A report's text with its claims, sources, cues and contents marked, as HTML.

Spans nest and overlap as they like. HTML only nests, so an overlapping span is cut where the other ends; all of its
pieces carry its class, and the first one its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

_PARAGRAPH = re.compile(r"[^\n]+")
# What would not be seen, or turns the direction of what follows: shown by its number instead.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    r"|[\U000e0000-\U000e007f]"
)
_ORDER = {"content": 0, "claim": 1, "source": 2, "cue": 3, "trigger": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of the text that is shown as something."""

    kind: str  # content, claim, source, cue, trigger
    start: int  # code points
    end: int
    id: str | None = None  # the HTML id of its first piece
    names: str = ""  # further classes, with spaces between
    title: str | None = None  # said by the pointer and to screen readers
    of: str | None = None  # what it belongs to: `data-of`, by which scripts find all its pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A small number in the text that leads to a record."""

    at: int  # stands before the code point with this offset
    href: str
    label: str  # what is seen
    says: str  # what a screen reader says
    names: str = ""


def visible(text: str) -> Markup:
    """A stranger's words: escaped, with visible signs in place of what would not be seen."""
    pieces: list[Markup] = []
    last = 0
    for found in _UNSEEN.finditer(text):
        sign = f"U+{ord(found.group()):04X}"
        mark = Markup('<span class="unseen" title="a character that is not seen">{}</span>').format(sign)
        pieces += (escape(text[last : found.start()]), mark)
        last = found.end()
    pieces.append(escape(text[last:]))
    return Markup("").join(pieces)


def marked(text: str, marks: Iterable[Mark], references: Iterable[Reference] = ()) -> Markup:
    """The text as paragraphs of HTML.

    Args:
        text: Of the report.
        marks: In any order. What lies outside the text, or is empty, is left out.
        references: Numbers to set into the text.
    """
    whole = sorted(
        (m for m in marks if 0 <= m.start < m.end <= len(text)),
        key=lambda m: (m.start, -m.end, _ORDER.get(m.kind, 9), m.of or ""),
    )
    numbers = sorted(references, key=lambda r: r.at)
    used: set[str] = set()
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        inside = [m for m in whole if m.start < end and start < m.end]
        refs = [r for r in numbers if start < r.at <= end]
        body = Markup("").join(_paragraph(text, start, end, inside, refs, used))
        found.append(Markup('<p dir="auto">{}</p>').format(body))
    return Markup("\n").join(found)


def _paragraph(
    text: str, start: int, end: int, marks: list[Mark], refs: list[Reference], used: set[str]
) -> Iterator[Markup]:
    """Walks the borders of all spans; `open` holds the elements that are open, the outermost first."""
    borders = {start, end, *(r.at for r in refs)}
    for mark in marks:
        borders |= {max(mark.start, start), min(mark.end, end)}
    cuts = sorted(borders)
    waiting, open_ = list(reversed(marks)), list[Mark]()
    for here, following in zip(cuts, [*cuts[1:], end], strict=True):
        yield from _closed(open_, here)
        yield from (_reference(r) for r in refs if r.at == here)
        while waiting and waiting[-1].start <= here:
            mark = waiting.pop()
            # What ends earlier than this one does must stand inside it: closed for a moment, and opened again.
            shorter = [m for m in open_ if m.end < mark.end]
            if shorter:
                first = open_.index(shorter[0])
                reopened = open_[first:]
                yield Markup("</span>") * len(reopened)
                del open_[first:]
                for one in sorted([mark, *reopened], key=lambda m: -m.end):
                    open_.append(one)
                    yield _opening(one, used)
            else:
                open_.append(mark)
                yield _opening(mark, used)
        if following > here:
            yield visible(text[here:following])
    yield Markup("</span>") * len(open_)


def _closed(open_: list[Mark], here: int) -> Iterator[Markup]:
    """Closes what ends here. The open ones always stand with the latest end outermost, so it is the last ones."""
    while open_ and open_[-1].end <= here:
        open_.pop()
        yield Markup("</span>")


def _opening(mark: Mark, used: set[str]) -> Markup:
    attributes = [Markup(' class="{}"').format(f"m-{mark.kind} {mark.names}".strip())]
    if mark.id and mark.id not in used:
        used.add(mark.id)
        attributes.append(Markup(' id="{}"').format(mark.id))
    if mark.of:
        attributes.append(Markup(' data-of="{}"').format(mark.of))
    if mark.title:
        attributes.append(Markup(' title="{}"').format(mark.title))
    return Markup("<span{}>").format(Markup("").join(attributes))


def _reference(reference: Reference) -> Markup:
    names = f"ref {reference.names}".strip()
    return Markup('<a class="{}" href="{}" aria-label="{}">{}</a>').format(
        names, reference.href, reference.says, reference.label
    )
