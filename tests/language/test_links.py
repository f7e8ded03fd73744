"""Which source and which contents belong to which cue."""

import numpy as np

from truceline.language.links import join, settle
from truceline.model import Quote


def links(words: int, pairs: dict[int, tuple[int, list[int]]]) -> np.ndarray:
    """Link vectors in which each cue word wants the given source word, and the given contents want it."""
    width = words
    found = np.zeros((words, 4 * width), np.float32)
    for cue, (source, contents) in pairs.items():
        if source >= 0:
            found[cue, source] = 10.0
            found[source, width + source] = 10.0
        found[cue, 3 * width + cue] = 10.0
        for content in contents:
            found[content, 2 * width + cue] = 10.0
    return found


def test_each_cue_gets_its_own_source_and_contents() -> None:
    found = [(0, 1, "source"), (1, 2, "cue"), (2, 4, "content"), (4, 5, "source"), (5, 6, "cue"), (6, 8, "content")]
    quotes = join(found, links(8, {1: (0, [2]), 5: (4, [6])}), [1.0, 0.0], [0] * 8)
    assert quotes == [
        Quote(source=(0, 1), cue=(1, 2), content=((2, 4),)),
        Quote(source=(4, 5), cue=(5, 6), content=((6, 8),)),
    ]


def test_two_cues_may_share_a_source() -> None:
    found = [(0, 1, "source"), (1, 2, "cue"), (2, 3, "content"), (3, 4, "cue"), (4, 5, "content")]
    quotes = join(found, links(5, {1: (0, [2]), 3: (0, [4])}), [1.0, 0.0], [0] * 8)
    assert [q.source for q in quotes] == [(0, 1), (0, 1)]


def test_a_cue_inside_its_quotation_keeps_both_pieces() -> None:
    found = [(0, 2, "content"), (2, 3, "cue"), (3, 4, "source"), (4, 6, "content")]
    (quote,) = join(found, links(6, {2: (3, [0, 4])}), [1.0, 0.0], [0] * 8)
    assert quote.content == ((0, 2), (4, 6))


def test_no_source_is_left_unclaimed_while_a_cue_is_without() -> None:
    found = [(0, 1, "source"), (1, 2, "cue"), (2, 3, "content")]
    (quote,) = join(found, links(3, {1: (-1, [2])}), [1.0, 0.0], [0] * 8)
    assert quote.source == (0, 1)


def test_a_source_of_another_sentence_is_not_forced_on_a_cue() -> None:
    found = [(0, 1, "source"), (2, 3, "cue"), (3, 4, "content")]
    (quote,) = join(found, links(4, {2: (-1, [3])}), [1.0, 0.0], [0, 0, 1, 1])
    assert quote.source is None


def test_a_content_that_runs_on_joins_the_attribution_before() -> None:
    whole = Quote(source=(0, 1), cue=(1, 2), content=((2, 9),))
    alone = Quote(source=None, cue=None, content=((9, 14),))
    far = Quote(source=None, cue=None, content=((500, 510),))
    first, last = settle([alone, whole, far])
    assert first.content == ((2, 9), (9, 14))
    assert last == far


def test_a_content_joins_its_neighbour_among_thousands() -> None:
    whole = [Quote(source=None, cue=(i, i + 1), content=((i + 1, i + 5),)) for i in range(0, 50_000, 10)]
    alone = [Quote(source=None, cue=None, content=((i + 6, i + 8),)) for i in range(0, 50_000, 10)]
    found = settle(whole + alone)
    assert [quote.content for quote in found] == [((i + 1, i + 5), (i + 6, i + 8)) for i in range(0, 50_000, 10)]
