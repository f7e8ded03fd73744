"""Words → what the network reads: word pieces, letter shapes, windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from truceline.language.words import Words

MAX_PIECES = 232  # of a window, its two markers included: what the network was trained on
MAX_PIECES_WORD = 8  # of one word: a longer one (an address, a hash) is cut
CACHE = 200_000  # distinct words remembered; then the cache starts anew

# A shape is case + 8 * continuation + 16 * glued + 32 * opening. The encoder is uncased: this gives it the case back.
LOWER, TITLE, UPPER, LETTER, MIXED, DIGITS, SIGN, OTHER = range(8)
CONTINUES, GLUED, OPENS_SENTENCE, OPENS_PARAGRAPH = 8, 16, 32, 64
SHAPES = 96


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the network.

    ``pieces`` and ``shapes`` have one entry a word piece, markers included; ``firsts`` and ``sentences`` one a word:
    the position of its first piece, and the number of its sentence within the window.
    """

    first: int  # index of the first word in the text
    after: int  # index after the last word
    pieces: np.ndarray  # int64 [pieces]
    shapes: np.ndarray  # int64 [pieces]
    firsts: np.ndarray  # int64 [words]
    sentences: np.ndarray  # int64 [words]


def case_of(word: str) -> int:
    """The letter case of a word, as one of the eight classes."""
    if word.isalpha():
        if word.islower():
            return LOWER
        if word.isupper():
            return LETTER if len(word) == 1 else UPPER
        return TITLE if word[0].isupper() and word[1:].islower() else MIXED
    if word.isdigit():
        return DIGITS
    if not any(c.isalnum() for c in word):
        return SIGN
    if word[0].isdigit():
        return DIGITS
    if word.isupper():
        return UPPER
    return TITLE if word[0].isupper() else LOWER if word.islower() else OTHER


class Pieces:
    """Cuts words into the encoder's word pieces and packs them into windows.

    Args:
        tokenizer: Path of the encoder's ``tokenizer.json``.
    """

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        known = self._tokenizer.get_vocab()
        self.whole_words = frozenset(piece for piece in known if piece.isalpha() and len(piece) > 1)
        self._cls, self._sep, self._unknown = known["[CLS]"], known["[SEP]"], known["[UNK]"]
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def of(self, word: str) -> tuple[tuple[int, ...], int]:
        """The piece ids of a word (at least one) and its letter case."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word[:100], add_special_tokens=False).ids[:MAX_PIECES_WORD]
            found = (tuple(ids) or (self._unknown,), case_of(word))
            if len(self._known) >= CACHE:
                self._known.clear()
            self._known[word] = found
        return found

    def windows(self, text: Words) -> Iterator[Window]:
        """Pack a text into windows: whole paragraphs where they fit, else whole sentences, else what fits."""
        known = [self.of(word) for word in text.words]
        lengths = [len(ids) for ids, _ in known]
        opens = dict.fromkeys(text.sentences, OPENS_SENTENCE) | dict.fromkeys(text.paragraphs, OPENS_PARAGRAPH)
        for first, after in _cuts(lengths, text.sentences, text.paragraphs):
            yield self._window(text, known, opens, first, after)

    def _window(
        self,
        text: Words,
        known: Sequence[tuple[tuple[int, ...], int]],
        opens: Mapping[int, int],
        first: int,
        after: int,
    ) -> Window:
        pieces, shapes, firsts, sentences = [self._cls], [SIGN], [], []
        number = -1
        for i in range(first, after):
            ids, shape = known[i]
            if i in opens or i == first:
                number += 1
                shape += opens.get(i, OPENS_SENTENCE)
            elif text.starts[i] == text.ends[i - 1]:
                shape += GLUED
            firsts.append(len(pieces))
            sentences.append(number)
            pieces.extend(ids)
            shapes.append(shape)
            shapes.extend([shape % 8 + CONTINUES] * (len(ids) - 1))
        pieces.append(self._sep)
        shapes.append(SIGN)
        return Window(first, after, np.array(pieces), np.array(shapes), np.array(firsts), np.array(sentences))


def _cuts(lengths: list[int], sentences: Sequence[int], paragraphs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Word ranges of the windows: as many whole paragraphs as fit, else sentences, else words."""
    room = MAX_PIECES - 2
    first, filled = 0, 0
    for begin, end in _units(lengths, sentences, paragraphs, room):
        size = sum(lengths[begin:end])
        if filled and filled + size > room:
            yield first, begin
            first, filled = begin, 0
        filled += size
    if filled:
        yield first, len(lengths)


def _units(
    lengths: list[int], sentences: Sequence[int], paragraphs: Sequence[int], room: int
) -> Iterator[tuple[int, int]]:
    """What must not be cut: paragraphs that fit a window, else their sentences that do, else runs of words."""
    after, position = len(lengths), 0
    for number, begin in enumerate(paragraphs):
        end = paragraphs[number + 1] if number + 1 < len(paragraphs) else after
        inside = []
        while position < len(sentences) and sentences[position] < end:
            inside.append(sentences[position])
            position += 1
        if sum(lengths[begin:end]) <= room:
            yield begin, end
            continue
        for i, start in enumerate(inside):
            stop = inside[i + 1] if i + 1 < len(inside) else end
            yield from _runs(lengths, start, stop, room)


def _runs(lengths: list[int], start: int, stop: int, room: int) -> Iterator[tuple[int, int]]:
    """The words [start, stop) in runs that each fit a window."""
    size = 0
    for i in range(start, stop):
        if size + lengths[i] > room:
            yield start, i
            start, size = i, 0
        size += lengths[i]
    yield start, stop
