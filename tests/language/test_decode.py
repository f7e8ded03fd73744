"""Decoding: the best labels under a CRF, the best tree."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.decode import spans, tree, viterbi

NAMES = ["O", "B-cue", "I-cue"]
BANNED = -1e4


def score(path: tuple[int, ...], emissions: np.ndarray, steps: np.ndarray) -> float:
    size = emissions.shape[1]
    total = steps[size, path[0]] + steps[path[-1], size] + sum(emissions[i, x] for i, x in enumerate(path))
    return float(total + sum(steps[a, b] for a, b in itertools.pairwise(path)))


@given(st.integers(0, 10**6), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_viterbi_finds_the_best_path_of_every_window(seed: int, lengths: list[int]) -> None:
    rng = np.random.default_rng(seed)
    sizes = [2 + n % 2 for n in range(len(lengths))]
    emissions = [rng.normal(size=(length, k)).astype(np.float32) for length, k in zip(lengths, sizes, strict=True)]
    steps = [rng.normal(size=(k + 1, k + 1)).astype(np.float32) for k in sizes]
    for path, emission, step in zip(viterbi(emissions, steps), emissions, steps, strict=True):
        paths = itertools.product(range(emission.shape[1]), repeat=len(emission))
        best = max(score(p, emission, step) for p in paths)
        assert score(tuple(path), emission, step) == pytest.approx(best, abs=1e-4)


def test_a_forbidden_step_is_never_taken() -> None:
    steps = np.zeros((4, 4), np.float32)
    steps[[0, 3], 2] = BANNED  # I after O, I at the start
    emissions = np.array([[0, 0, 9], [0, 0, 9]], np.float32)
    assert viterbi([emissions], [steps]) == [[1, 2]]


def test_spans_of_labels() -> None:
    assert spans([1, 2, 0, 1, 1, 2], NAMES) == [(0, 2, "cue"), (3, 4, "cue"), (4, 6, "cue")]
    assert spans([], NAMES) == []


def leads_to_root(heads: list[int]) -> bool:
    for i in range(len(heads)):
        here, steps = i, 0
        while heads[here] != -1 and steps <= len(heads):
            here, steps = heads[here], steps + 1
        if heads[here] != -1:
            return False
    return heads.count(-1) == 1


@given(st.integers(0, 10**6), st.integers(1, 9))
def test_a_tree_is_a_tree(seed: int, size: int) -> None:
    arcs = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    arcs[np.arange(size), np.arange(size) + 1] = BANNED
    assert leads_to_root(tree(arcs, 0, size))


@given(st.integers(0, 10**6))
def test_the_tree_is_the_best_under_its_root(seed: int) -> None:
    size = 4
    arcs = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    arcs[np.arange(size), np.arange(size) + 1] = BANNED
    found = tree(arcs, 0, size)
    root = found.index(-1)
    trees = [h for h in itertools.product(range(-1, size), repeat=size) if h[root] == -1 and leads_to_root(list(h))]

    def total(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(arcs[i, h + 1] for i, h in enumerate(heads)))

    assert total(found) == pytest.approx(max(map(total, trees)), abs=1e-4)


def test_a_sentence_inside_a_window() -> None:
    arcs = np.full((4, 5), BANNED, np.float32)
    arcs[2, 0] = arcs[3, 3] = 1.0  # word 2 is the root, word 3 hangs on word 2
    assert tree(arcs, 2, 4) == [-1, 0]
