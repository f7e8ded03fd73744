"""The project's own training passages: invented news with marks, ``training/passages/*.txt``.

A passage is a head line ``== outlet | date | headline`` and a text with marks: ``[s1 …]``, ``[q1 …]``, ``[c1 …]`` for
source, cue and content of attribution 1, ``[e:ASSAULT:CT+ …]`` for a word that carries an event, with its factuality.
``training/passages/README.md`` tells the rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpora import Example, Facts, Offsets, Parts, bio, grouped, joined, spans_of, within
from training.predicates import event_labels
from truceline.language.pieces import Pieces
from truceline.language.words import Words, cut_words

HELD_BACK = 10  # every tenth passage measures
FOLDER = Path(__file__).parent / "passages"
KINDS = {"s": "source", "q": "cue", "c": "content"}
# FactBank's values on the scale of UDS-IH2.
VALUES = {"CT+": 2.7, "PR+": 1.5, "PS+": 0.7, "Uu": 0.0, "PS-": -0.7, "PR-": -1.5, "CT-": -2.7}
_MARK = re.compile(r"\[(?:([sqc])(\d+(?:,\d+)*)|e:([A-Z]+):([A-Za-z]{2}[+-]?)) ")


@dataclass(frozen=True)
class Passage:
    """A text without its marks, and what they say; offsets count in the text."""

    head: str  # outlet | date | headline
    text: str
    spans: list[Offsets]
    events: list[tuple[int, str, float]]  # start, PLOVER event, factuality


def passages(folder: Path = FOLDER) -> Iterator[Passage]:
    """All passages of a folder.

    Raises:
        ValueError: A mark is wrong; says where.
    """
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"(?m)^== ", path.read_text(encoding="utf-8"))[1:]:
            head, _, marked = block.partition("\n")
            try:
                yield unmarked(head, marked.strip())
            except ValueError as error:
                raise ValueError(f"{path.name}: {head}: {error}") from error


def unmarked(head: str, marked: str) -> Passage:
    """The passage that a marked text stands for."""
    text, at, spans, events = "", 0, [], []
    opened: list[tuple[re.Match[str], int]] = []
    while at < len(marked):
        if marked[at] == "[":
            mark = _MARK.match(marked, at)
            if mark is None:
                raise ValueError(f"no mark: {marked[at : at + 30]}")
            opened.append((mark, len(text)))
            at = mark.end()
            continue
        if marked[at] == "]":
            if not opened:
                raise ValueError(f"nothing to close: {marked[max(0, at - 30) : at + 1]}")
            mark, start = opened.pop()
            kind, numbers, event, value = mark.groups()
            if kind:
                spans += [(start, len(text), KINDS[kind], int(n)) for n in numbers.split(",")]
            else:
                events.append((start, event, VALUES[value]))
        else:
            text += marked[at]
        at += 1
    if opened:
        raise ValueError(f"not closed: {opened[-1][0].group()}")
    return Passage(head, text, spans, sorted(events))


def outermost(found: Sequence[Parts]) -> list[Parts]:
    """The attributions that stand in the content of no other: PolNeAR marks these alone.

    "The road is open, a guard told Hill Radio, per the Courier" has one content for both: what comes before its own cue
    is no nesting, so the guard's stays outside, and the content of the Courier's is left to it.
    """
    outer: list[Parts] = []
    dropped: dict[int, set[tuple[int, int]]] = {}
    holds = [[(i, c) for i, other in enumerate(found) for c in other["content"]
              if other is not each and each["cue"] and c[0] <= each["cue"][0][0] and each["cue"][0][1] <= c[1]]
             for each in found]  # fmt: skip
    for each, above in zip(found, holds, strict=True):
        behind = bool(each["content"]) and each["content"][0][0] < each["cue"][0][0]
        whole = [i for i, c in above if behind and each["content"][0][0] - c[0] <= 1]
        for i, c in above:
            if i in whole:
                dropped.setdefault(i, set()).add(c)
        if all(i in whole for i, _ in above):
            outer.append(each)
    kept = {id(found[i]): {**found[i], "content": [c for c in found[i]["content"] if c not in gone]}
            for i, gone in dropped.items()}  # fmt: skip
    return [kept.get(id(each), each) for each in outer]


def examples(pieces: Pieces, *, held_back: bool) -> list[Example]:
    """The windows of the passages that train, or of every tenth, which measures."""
    chosen = [p for number, p in enumerate(passages()) if (number % HELD_BACK == 0) == held_back]
    return [example for passage in chosen for example in _windows(passage, pieces)]


def _windows(passage: Passage, pieces: Pieces) -> Iterator[Example]:
    words = cut_words(passage.text)
    count = len(words.words)
    outer = outermost([each for each in grouped(words, passage.spans) if each["cue"]])
    spans = bio(count, spans_of(outer))
    events = {_word(words, start): event for start, event, _ in passage.events}
    facts = Facts([(_word(words, start), value) for start, _, value in passage.events])
    for window in pieces.windows(words):
        yield Example(
            window,
            spans=within(window, spans),
            joined=tuple(joined(outer, window)),
            events=event_labels(events, window.first, window.after),
            facts=facts.within(window),
        )


def _word(words: Words, start: int) -> int:
    """The word at an offset, or the one that holds it."""
    return min(bisect_left(words.ends, start + 1), len(words.words) - 1)
