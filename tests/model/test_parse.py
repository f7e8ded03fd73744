from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model import Parse


def parse_of(heads: list[int]) -> Parse:
    """One sentence of as many words, of which only the heads matter."""
    size = len(heads)
    same = ("w",) * size
    return Parse(
        text="w" * size,
        words=same,
        starts=tuple(range(size)),
        ends=tuple(range(1, size + 1)),
        lemmas=same,
        pos=same,
        tags=same,
        heads=tuple(heads),
        deps=same,
        sentences=((0, size),),
    )


def below(heads: list[int], i: int) -> set[int]:
    """All words under a word, itself among them, found the slow way."""
    found = {i}
    while more := {w for w, head in enumerate(heads) if head in found} - found:
        found |= more
    return found


@pytest.mark.parametrize(
    ("heads", "word", "span"),
    [
        ([1, 1, 1], 1, (0, 3)),
        ([1, 1, 1], 2, (2, 3)),
        ([2, 2, 2, 0], 0, (0, 4)),  # what hangs on it stands beyond its head
        ([0, 2, 1, 1], 2, (1, 4)),  # a circle, with a word that hangs on it
        ([0, 2, 1, 1], 3, (3, 4)),
    ],
)
def test_a_subtree_goes_from_its_first_to_its_last_word(heads: list[int], word: int, span: tuple[int, int]) -> None:
    assert parse_of(heads).subtree(word) == span


@given(st.integers(1, 12).flatmap(lambda size: st.lists(st.integers(0, size - 1), min_size=size, max_size=size)))
def test_a_subtree_holds_all_words_below_and_no_wider(heads: list[int]) -> None:
    parse = parse_of(heads)
    for i in range(len(heads)):
        words = below(heads, i)
        assert parse.subtree(i) == (min(words), max(words) + 1)


@pytest.mark.parametrize("step", [1, -1])
def test_a_chain_of_many_words_takes_no_time(step: int) -> None:
    size = 50_000
    heads = [min(max(i + step, 0), size - 1) for i in range(size)]
    begun = time.process_time()
    assert parse_of(heads).subtree(heads[-1] if step > 0 else 0) == (0, size)
    assert time.process_time() - begun < 2
