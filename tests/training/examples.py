"""Small examples for the tests of training."""

import numpy as np

from training.corpora import Example, Facts, Joined, Roles, Tree
from training.network import Labels
from truceline.language.pieces import Window

LABELS = Labels(
    pos=["NOUN", "VERB"],
    tags=["NN", "VBD"],
    lemmas=["0:", "1:"],
    relations=["nsubj", "root"],
    roles=["ARG0", "ARG1"],
)


def window(words: int, *, seed: int = 0) -> Window:
    """A window of random pieces, one a word, in two sentences."""
    rng = np.random.default_rng(seed)
    pieces = np.concatenate([[101], rng.integers(1000, 2000, words), [102]])
    sentences = (np.arange(words) >= words // 2).astype(np.int64)
    return Window(0, words, pieces, rng.integers(0, 90, words + 2), np.arange(1, words + 1), sentences)


def tree_example(words: int = 6, seed: int = 0) -> Example:
    """A window with a tree: the first word of each sentence is its root."""
    half = words // 2
    heads = [-1] + [0] * (half - 1) + [-1] + [half] * (words - half - 1)
    relations = ["root" if h < 0 else "nsubj" for h in heads]
    tree = Tree(["NOUN"] * words, ["NN"] * words, ["0:"] * words, heads, relations)
    roles = Roles([(1, 0, "ARG0"), (2, 0, "ARG1")], [True] * words)
    return Example(window(words, seed=seed), tree=tree, roles=roles, facts=Facts([(0, 2.5), (half, -1.0)]))


def span_example(words: int = 6, seed: int = 0) -> Example:
    """A window with one attribution."""
    spans = ["B-source", "B-cue", "B-content"] + ["I-content"] * (words - 3)
    return Example(window(words, seed=seed), spans=spans, joined=(Joined(1, 0, (2,)),))


def event_example(words: int = 6, seed: int = 0) -> Example:
    """A window with an event that the vocabulary knows, and one of which only the text is known."""
    events = ["none", "ASSAULT"] + ["none"] * (words - 2)
    return Example(window(words, seed=seed), events=events, bags=(((3, 4), ("CONCEDE", "RETREAT")),))
