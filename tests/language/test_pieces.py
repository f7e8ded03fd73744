"""Word pieces and windows."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.language.pieces import GLUED, MAX_PIECES, OPENS_PARAGRAPH, Pieces, case_of
from truceline.language.session import NETWORK
from truceline.language.words import cut_words


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(NETWORK / "tokenizer.json")


@pytest.mark.parametrize(
    ("words", "case"),
    [("truce", 0), ("Kesh", 1), ("NATO", 2), ("A", 3), ("McVask", 4), ("42", 5), ("“", 6), ("U.N.", 2), ("42nd", 5)],
)
def test_case(words: str, case: int) -> None:
    assert case_of(words) == case


def test_shapes_tell_what_the_uncased_pieces_lost(pieces: Pieces) -> None:
    (window,) = pieces.windows(cut_words("Kesh's guns"))
    assert window.shapes[window.firsts].tolist() == [1 + OPENS_PARAGRAPH, GLUED, 0]


@settings(deadline=None)
@given(st.lists(st.integers(1, 120), min_size=1, max_size=12))
def test_windows_cover_every_word_once_and_fit(pieces: Pieces, sizes: list[int]) -> None:
    text = "\n\n".join(" ".join(["Varo"] + ["truce"] * size) + "." for size in sizes)
    words = cut_words(text)
    windows = list(pieces.windows(words))
    assert windows[0].first == 0
    assert windows[-1].after == len(words.words)
    assert all(a.after == b.first for a, b in pairwise(windows))
    assert all(len(w.pieces) <= MAX_PIECES for w in windows)
    # No paragraph that fits a window is cut.
    starts = {w.first for w in windows}
    assert starts <= set(words.paragraphs)


def test_a_sentence_longer_than_a_window_is_cut_between_words(pieces: Pieces) -> None:
    words = cut_words("truce " * 1000)
    windows = list(pieces.windows(words))
    assert sum(len(w.firsts) for w in windows) == 1000
    assert max(len(w.pieces) for w in windows) == MAX_PIECES


def test_a_word_of_any_length_is_bounded(pieces: Pieces) -> None:
    (window,) = pieces.windows(cut_words("x" * 399))
    assert len(window.pieces) <= 10
    assert window.pieces.dtype == np.int64
