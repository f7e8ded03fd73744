"""Text → words and sentences, before the network sees anything.

Words are spaCy's (its blank English tokenizer), so that everybody's own pipeline lines up with ours. Sentences are
found by rule: a window of the network is cut at their ends, so they must be known before it runs.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.language.letters import as_seen

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

CLOSERS = frozenset("\"'”’»)]}›") | {"''", "'", "”"}
OPENERS = frozenset("\"'“‘«([{‹—–-*•") | {"``", "--"}
# Abbreviations that the tokenizer keeps with their dot and that seldom end a sentence.
TITLES = frozenset(
    "mr. mrs. ms. dr. prof. gen. col. lt. capt. sgt. maj. cmdr. adm. brig. gov. sen. rep. rev. hon. st. sr. jr. pres. "
    "no. nos. vs. v. fig. p. pp. approx. ca. e.g. i.e. cf. dept. univ. inc. ltd. co. corp. bros. jan. feb. mar. apr. "
    "jun. jul. aug. sep. sept. oct. nov. dec. mt. ft. ave. blvd. rd. sgt. spc. pfc. cpl. insp. supt. amb. min. "
    "mon. tue. wed. thu. fri. sat. sun.".split()
)
# Those that stand before a name; the tokenizer cuts the dot off some of them.
RANKS = frozenset("gen. col. lt. capt. sgt. maj. cmdr. adm. brig. spc. pfc. cpl. insp. supt. amb. cdr. fr.".split())
# Words that open a sentence far more often than they follow an abbreviation inside one.
STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our but and in on at for from by with as "
    "if when while after before although though however meanwhile there here what who why how both some many most all "
    "no not it's he's they're since earlier later last".split()
)
LEARNT = 100_000  # words that the tokenizer may learn before it is made anew
NEWLINES = re.compile(r"\n\s*")
RUN = 400  # code points without white space: no word and no address, but encoded data or a line of signs
LONG_RUN = re.compile(rf"(?<!\S)\S{{{RUN},}}+")  # tried once a word
CHUNK = 100  # code points; such a run is cut into words of this length
LONGEST_LINE_WRAPPED = 100  # columns; hard-wrapped text keeps its lines under this


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words, sentences and paragraphs.

    ``starts`` and ``ends`` are code point offsets, one a word; ``sentences`` and ``paragraphs`` are the indices of
    the words that open one, in order.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]


class _Tokenizer:
    """spaCy's blank English pipeline, made anew when it has learnt many words: memory stays flat over a batch.

    spaCy's own memory zones would forget the words of each text and cost four times as much.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._nlp: Pipeline | None = None
        self._limit = 0

    def __call__(self, text: str) -> list[tuple[int, str]]:
        """Offset and word of each token."""
        with self._lock:
            if self._nlp is None or len(self._nlp.vocab.strings) > self._limit:
                import spacy  # a second of imports that only reading needs

                self._nlp = spacy.blank("en")
                self._nlp.max_length = 1 << 40  # size is bounded at intake, per report
                self._limit = len(self._nlp.vocab.strings) + LEARNT
            return [(token.idx, token.text) for token in self._nlp.make_doc(text)]


_tokens_of = _Tokenizer()


def cut_words(text: str) -> Words:
    """Cut a text into words, sentences and paragraphs.

    Args:
        text: Any text; an empty one has no words.

    Returns:
        The words without white space, with the indices at which sentences and paragraphs begin.
    """
    return words_of(text, _tokens(text))


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Offset and word of each token. spaCy peels signs off a word one by one: it never sees a run of thousands."""
    done = 0
    # Splitting is ten times as quick as the search, and hardly a text has such a run.
    for run in LONG_RUN.finditer(text) if max(map(len, text.split()), default=0) >= RUN else ():
        yield from ((done + at, word) for at, word in _tokens_of(text[done : run.start()]))
        yield from ((at, text[at : min(at + CHUNK, run.end())]) for at in range(run.start(), run.end(), CHUNK))
        done = run.end()
    yield from ((done + at, word) for at, word in _tokens_of(text[done:] if done else text))


def words_of(text: str, tokens: Iterable[tuple[int, str]]) -> Words:
    """Words, sentences and paragraphs from somebody's tokens.

    Args:
        text: The text.
        tokens: Offset and words of each token; those of white space alone are left out.
    """
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for start, word in tokens:
        if not word.isspace():
            starts.append(start)
            ends.append(start + len(word))
            words.append(word)
    paragraphs = _paragraphs(text, starts)
    seen = words if text.isascii() else list(map(as_seen, words))
    return Words(tuple(starts), tuple(ends), tuple(words), _sentences(seen, paragraphs), tuple(paragraphs))


def _paragraphs(text: str, starts: list[int]) -> list[int]:
    """The words that open a paragraph: after a blank line, or after any line end where lines are not wrapped."""
    if not starts:
        return []
    lines = [len(line) for line in text.split("\n") if line.strip()]
    wrapped = len(lines) > 3 and max(lines) <= LONGEST_LINE_WRAPPED and sorted(lines)[len(lines) // 2] > 50
    found, i = [0], 0
    for match in NEWLINES.finditer(text):
        if wrapped and match.group().count("\n") < 2:
            continue
        end = match.end()
        while i < len(starts) and starts[i] < end:
            i += 1
        if i < len(starts) and i != found[-1]:
            found.append(i)
    return found


def _sentences(words: list[str], paragraphs: list[int]) -> tuple[int, ...]:
    """The words that open a sentence."""
    opens = set(paragraphs)
    last = len(words) - 1
    for i, word in enumerate(words):
        if i >= last or word[-1] not in ".?!…" or (word[0].isalnum() and not _may_end(word, words[i + 1])):
            continue
        if word == "." and i and _is_rank(words[i - 1], words[i + 1]):
            continue
        after = i + 1
        while after < last and words[after] in CLOSERS and after not in opens:
            after += 1
        if after in opens or words[after][0] in ".?!…":
            continue
        if _opens(words, after):
            opens.add(after)
    return tuple(sorted(opens))


def _is_rank(word: str, following: str) -> bool:
    """Whether a dot that the tokenizer cut off belongs to a rank before a name: "Col. Jorun Tesk"."""
    return f"{word.lower()}." in RANKS and word[:1].isupper() and following.lower() not in STARTERS


def _may_end(word: str, following: str) -> bool:
    """Whether a word written with its own dot ("U.S.", "Gen.") may end a sentence before ``following``."""
    lower = word.lower()
    if lower in TITLES or len(word) == 2:  # an initial: "J."
        return False
    if "." in word[:-1] or len(word) <= 5:  # an abbreviation: only before a word that opens sentences
        return following.lower() in STARTERS or following.lower() in TITLES or following in CLOSERS
    return True


def _opens(words: list[str], i: int) -> bool:
    """Whether the word at ``i`` looks like the first of a sentence."""
    while i < len(words) - 1 and words[i] in OPENERS:
        i += 1
    first = words[i][0]
    return first.isupper() or first.isdigit() or (not first.islower() and first.isalpha())
