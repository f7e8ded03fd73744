from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.parse import Parse, per_text, per_word


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


def test_what_is_asked_of_a_word_is_worked_out_once_for_each_parse() -> None:
    asked: list[int] = []

    @per_word
    def head(parse: Parse, word: int) -> int | None:
        asked.append(word)
        return parse.heads[word] or None

    one, other = parse_of([0, 0, 1]), parse_of([0, 2, 0])
    assert [head(one, 2), head(one, 2), head(one, 0), head(one, 0)] == [1, 1, None, None]
    assert [head(other, 1), head(other, 2)] == [2, None]
    assert asked == [2, 0, 1, 2]


def test_what_is_asked_of_a_text_is_worked_out_once_for_each_parse() -> None:
    asked: list[int] = []

    @per_text
    def size(parse: Parse) -> int:
        asked.append(len(parse))
        return len(parse)

    one, other = parse_of([0, 0]), parse_of([0])
    assert [size(one), size(one), size(other)] == [2, 2, 1]
    assert asked == [2, 1]
