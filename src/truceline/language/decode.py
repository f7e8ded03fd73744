"""Scores of the network → labels, trees and links, with the constraints that hold.

Everything here is numpy on the outputs of one report's windows and deterministic: of equal scores the first wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
NEVER = np.float32(-1e4)


def viterbi(emissions: Sequence[Floats], transitions: Sequence[Floats]) -> list[list[int]]:
    """The best label sequence of each window under its CRF, all windows at once.

    Args:
        emissions: One array [words, labels] a window; windows of different CRFs may be mixed.
        transitions: For each window its CRF's [labels + 1, labels + 1]: row before, column after; the last row is the
            start, the last column the end.

    Returns:
        One list of label indices a window.
    """
    if not emissions:
        return []
    # Long ones first: the windows that a step still concerns are then the first ones.
    order = sorted(range(len(emissions)), key=lambda n: -len(emissions[n]))
    found = _viterbi([emissions[n] for n in order], [transitions[n] for n in order])
    place = {n: i for i, n in enumerate(order)}
    return [found[place[n]] for n in range(len(order))]


def _viterbi(emissions: Sequence[Floats], transitions: Sequence[Floats]) -> list[list[int]]:
    """The same for windows of which none is longer than the one before it."""
    count, length = len(emissions), len(emissions[0])
    size = max(e.shape[1] for e in emissions)
    scores = np.zeros((length, count, size), np.float32)
    steps = np.full((count, size, size), NEVER, np.float32)
    start = np.full((count, size), NEVER, np.float32)
    end = np.full((count, size), NEVER, np.float32)
    for n, (emission, transition) in enumerate(zip(emissions, transitions, strict=True)):
        k = emission.shape[1]
        scores[: len(emission), n, :k] = emission
        steps[n, :k, :k], start[n, :k], end[n, :k] = transition[:k, :k], transition[k, :k], transition[:k, k]
    steps = np.ascontiguousarray(steps.transpose(0, 2, 1))  # [window, after, before]: the maximum runs along memory
    lengths = [len(e) for e in emissions]
    back = np.zeros((length, count, size), np.int64)
    best = start + scores[0]
    going = count
    for t in range(1, length):
        while lengths[going - 1] <= t:
            going -= 1
        paths = steps[:going] + best[:going, None, :]
        paths.argmax(2, out=back[t, :going])
        np.add(paths.max(2), scores[t, :going], out=best[:going])
    return _walk_back(back, (best + end).argmax(1), lengths)


def _walk_back(back: Ints, last: Ints, lengths: Sequence[int]) -> list[list[int]]:
    found = []
    for n, length in enumerate(lengths):
        label = int(last[n])
        path = [label]
        steps = back[:length, n].tolist()
        for t in range(length - 1, 0, -1):
            label = steps[t][label]
            path.append(label)
        path.reverse()
        found.append(path)
    return found


def spans(labels: Sequence[int], names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Word ranges and kinds of a BIO sequence; ``names`` are the labels, O first."""
    found: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for i, label in enumerate((*labels, 0)):
        name = names[label]
        if kind and name != f"I-{kind}":
            found.append((start, i, kind))
            kind = ""
        if name[0] == "B":
            start, kind = i, name[2:]
    return found


def tree(arcs: Floats, first: int, after: int) -> list[int]:
    """Heads of one sentence: every word one head, one root, no cycle.

    Args:
        arcs: Scores [words, 1 + words] of a window, the root in column 0.
        first: The sentence's first word in the window.
        after: The word after its last.

    Returns:
        For each word of the sentence its head, counted within the sentence; -1 for the root.
    """
    size = after - first
    if size == 1:
        return [-1]
    scores = arcs[first:after, first + 1 : after + 1]
    root = arcs[first:after, 0]
    heads = scores.argmax(1)
    # The root is the word that loses least by having no other head.
    top = int((root - scores[np.arange(size), heads]).argmax())
    found: list[int] = [int(h) for h in heads]
    found[top] = -1
    if _reaches(found, top):
        return found
    return _chu_liu_edmonds(scores.astype(np.float64), top)


def trees(arcs: Floats, sentences: Ints) -> list[int]:
    """Heads of all sentences of a window, counted within the window; -1 for roots.

    Args:
        arcs: Scores [at least words, 1 + words], the root in column 0.
        sentences: The number of each word's sentence, in order.
    """
    found: list[int] = []
    bounds = np.flatnonzero(np.diff(sentences, prepend=-1, append=-2)).tolist()
    for first, after in pairwise(bounds):
        found.extend(head + first if head >= 0 else -1 for head in tree(arcs, first, after))
    return found


def _reaches(heads: list[int], top: int) -> bool:
    """Whether every word leads up to the root."""
    state = [0] * len(heads)
    state[top] = 2
    for i in range(len(heads)):
        path, here = [], i
        while state[here] == 0:
            state[here] = 1
            path.append(here)
            here = heads[here]
        if state[here] == 1:
            return False
        for j in path:
            state[j] = 2
    return True


def _chu_liu_edmonds(scores: NDArray[np.float64], root: int) -> list[int]:
    """The best tree under ``root`` (Chu and Liu 1965, Edmonds 1967); scores[dependent, head]."""
    size = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(1)
    heads[root] = -1
    cycle = _cycle(heads.tolist())
    if not cycle:
        return [int(h) for h in heads]
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one word, the last; what it costs to break it at a word is that word's score lost.
    place = {int(old): new for new, old in enumerate(outside)}
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    members = np.array(cycle)
    lost = scores[members, heads[members]]
    entering = scores[np.ix_(members, outside)] - lost[:, None]
    smaller[-1, :-1] = entering.max(0)
    entered = members[entering.argmax(0)]
    leaving = scores[np.ix_(outside, members)]
    smaller[:-1, -1] = leaving.max(1)
    left = members[leaving.argmax(1)]
    solved = _chu_liu_edmonds(smaller, place[root])
    found = [int(h) for h in heads]
    for new, old in enumerate(outside):
        head = solved[new]
        found[int(old)] = -1 if head == -1 else int(left[new]) if head == len(outside) else int(outside[head])
    above = solved[-1]
    found[int(entered[above])] = int(outside[above])
    return found


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, or none."""
    state = [0] * len(heads)
    for i in range(len(heads)):
        path, here = [], i
        while here != -1 and state[here] == 0:
            state[here] = 1
            path.append(here)
            here = heads[here]
        if here != -1 and state[here] == 1:
            return path[path.index(here) :]
        for j in path:
            state[j] = 2
    return []


def hints(chances: Floats, labels: Sequence[str], floor: float) -> list[tuple[int, str, float]]:
    """The words whose likeliest event has at least some chance: (word, event, chance).

    Args:
        chances: [words, labels], the first label being none.
        labels: Their names.
        floor: The least chance.
    """
    best = chances[:, 1:].argmax(1) + 1
    likely = chances[np.arange(len(chances)), best]
    return [(i, labels[best[i]], float(likely[i])) for i in (likely >= floor).nonzero()[0].tolist()]
