"""Which source and which contents belong to which cue."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from truceline.language.decode import Floats
from truceline.model.parse import Quote

Range = tuple[int, int]
REACH = 80  # words; how far a content without a cue in its window looks for one


def join(
    found: Sequence[tuple[int, int, str]], links: Floats, nowhere: Sequence[float], sentences: Sequence[int]
) -> list[Quote]:
    """Attributions of one window from its spans.

    A cue takes its best source or none; a content takes its best cue. A source that nobody chose goes to the best
    free cue of its sentence, a cue without a content to the best one there, since the spans are surer than the links. A
    content without any cue comes back alone.

    Args:
        found: Word ranges with kinds ``source``, ``cue``, ``content``.
        links: [words, 4 * width]: what a cue seeks and a source offers, what a content seeks and a cue offers.
        nowhere: The score of a cue without a source, of a content without a cue.
        sentences: The number of each word's sentence.
    """
    spans = {kind: [(s, e) for s, e, k in found if k == kind] for kind in ("source", "cue", "content")}
    sources, cues, contents = spans["source"], spans["cue"], spans["content"]
    if not cues:
        return [Quote(source=None, cue=None, content=(c,)) for c in contents]
    width = links.shape[1] // 4
    seeks, offers, wants, gives = (links[:, i * width : (i + 1) * width] for i in range(4))
    at = np.array([c[0] for c in cues])
    scores = seeks[at] @ offers[[s[0] for s in sources]].T * width**-0.5  # [cues, sources]
    source_of = _sources(sources, cues, scores, nowhere[0], sentences)
    if not contents:
        return []
    scores = wants[[c[0] for c in contents]] @ gives[at].T * width**-0.5  # [contents, cues]
    held: list[list[Range]] = [[] for _ in cues]
    for content, cue in zip(contents, scores.argmax(1).tolist(), strict=True):
        held[cue].append(content)
    for cue, (at_cue, _) in enumerate(cues):
        beside = [i for i, (first, after) in enumerate(contents) if sentences[at_cue] in sentences[first:after]]
        if not held[cue] and beside:  # else nothing is said: "the office would not comment"
            held[cue].append(contents[max(beside, key=lambda i: (scores[i, cue], -i))])
    return [
        Quote(source=source_of[i], cue=cue, content=tuple(sorted(held[i])))
        for i, cue in enumerate(cues)
        if held[i]
    ]  # fmt: skip


def _sources(
    sources: Sequence[Range], cues: Sequence[Range], scores: Floats, none: float, sentences: Sequence[int]
) -> list[Range | None]:
    """The source of each cue."""
    chosen: list[Range | None] = [None] * len(cues)
    if not sources:
        return chosen
    best = scores.argmax(1)
    for i, j in enumerate(best.tolist()):
        if scores[i, j] >= none:
            chosen[i] = sources[j]
    for j, source in enumerate(sources):
        if source in chosen:
            continue
        here = sentences[source[0]]
        free = [i for i, cue in enumerate(cues) if chosen[i] is None and sentences[cue[0]] == here]
        if free:
            chosen[max(free, key=lambda i: (scores[i, j], -i))] = source
    return chosen


def settle(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Contents that found no cue in their window join the attribution nearest in the text, if one is near.

    Args:
        quotes: The attributions of a whole text, in any order; word ranges count in the text.
    """
    whole = sorted((q for q in quotes if q.cue), key=lambda q: q.cue or (0, 0))
    near: dict[int, list[tuple[Range, int]]] = {}  # stretch of REACH words → pieces that begin or end in it
    for i, q in enumerate(whole):
        for piece in (*q.content, q.cue or (0, 0)):
            for stretch in {piece[0] // REACH, piece[1] // REACH}:
                near.setdefault(stretch, []).append((piece, i))
    added: dict[int, list[Range]] = {}
    alone: list[Quote] = []
    for quote in quotes:
        if quote.cue:
            continue
        first, after = quote.content[0]
        stretches = range(first // REACH - 1, after // REACH + 2)
        distances = [
            (distance, i)
            for stretch in stretches
            for (begin, end), i in near.get(stretch, ())
            if (distance := min(abs(first - end), abs(begin - after))) <= REACH
        ]
        if distances:
            added.setdefault(min(distances)[1], []).append((first, after))
        else:
            alone.append(quote)
    joined = [
        Quote(source=q.source, cue=q.cue, content=tuple(sorted({*q.content, *added.get(i, ())})))
        for i, q in enumerate(whole)
    ]
    return tuple(sorted([*joined, *alone], key=lambda q: q.cue or q.content[0]))
