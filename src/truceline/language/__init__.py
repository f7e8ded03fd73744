"""Report text → :class:`~truceline.model.Parse`: words, trees, names and attributions in one pass of the network."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from truceline.language.decode import hints, spans, viterbi
from truceline.language.lemmas import Lemmatizer
from truceline.language.letters import as_seen
from truceline.language.links import join, settle
from truceline.language.pieces import CACHE, Pieces, Window
from truceline.language.session import NETWORK, Scored, Session
from truceline.language.words import Words, cut_words
from truceline.model import Hint, Name, Parse, Quote, Role

__all__ = ["Language"]

BLOCK = 64  # windows decoded at once: more of a long text are not held in memory
LEAST_CHANCE = 0.05  # of an event, for a word to be told of
TOGETHER = 48  # windows of short texts that are decoded at once
Timed = Callable[[str, Callable[..., Any]], Callable[..., Any]]  # a function whose time is counted, by room
AHEAD = 12  # texts whose windows may wait for the network while an earlier one is being read


class Language:
    """The language pass: tokenizer, network and decoding.

    Args:
        threads: How many windows run side by side; None for one a core. It changes the speed and nothing else.
        folder: Where ``model.onnx`` and ``tokenizer.json`` are.
        timed: Counts the time of a function, where somebody wants to know.

    Raises:
        NetworkError: The network is missing or unreadable.
    """

    def __init__(self, *, threads: int | None = None, folder: Path = NETWORK, timed: Timed | None = None) -> None:
        self._session = Session(folder)
        self._pieces = Pieces(folder / "tokenizer.json")
        self._lemmatizer = Lemmatizer(self._pieces.whole_words)
        self._lemmas: dict[tuple[str, int, int], str] = {}
        self.threads = threads or len(os.sched_getaffinity(0))
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="truceline-network")
        self._cut: Callable[[str], Words] = cut_words
        self._wait: Callable[[Future[Scored]], Scored] = Future.result
        if timed is not None:
            self._time(timed)

    def parse(self, text: str) -> Parse:
        """Parse one text of any length; an empty one gives an empty Parse."""
        return self.parse_words(text, self._cut(text))

    def parse_words(self, text: str, words: Words) -> Parse:
        """Parse a text whose words and sentences are known already.

        Args:
            text: The text.
            words: Its words; offsets count in ``text``.
        """
        return self._decode([self._start(text, words)])[0]

    def parse_many(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Parse texts in order, a few ahead of the one that is asked for."""
        waiting: deque[_Text] = deque()
        remaining = iter(texts)
        while True:
            more = self._look_ahead(waiting, remaining)
            if not waiting:
                return
            group = [waiting.popleft()]
            # The last ones one by one: nobody waits for the network any more when they are read.
            while more and waiting and sum(t.submitted for t in group) + waiting[0].submitted <= TOGETHER:
                group.append(waiting.popleft())
            self._look_ahead(waiting, remaining)  # so that the network has work while these are decoded and read
            yield from self._decode(group)

    def _look_ahead(self, waiting: deque[_Text], remaining: Iterator[str]) -> bool:
        """Start texts until there is enough to do; whether there may be more of them."""
        while len(waiting) < AHEAD and (not waiting or sum(t.submitted for t in waiting) < 2 * BLOCK):
            text = next(remaining, None)
            if text is None:
                return False
            waiting.append(self._start(text, self._cut(text)))
        return True

    def _start(self, text: str, words: Words) -> _Text:
        if not text.isascii():
            words = replace(words, words=tuple(map(as_seen, words.words)))
        return _Text(text, words, self._pieces, self._pool, self._session.run, self._wait)

    def windows(self, text: str) -> list[Window]:
        """The windows of a text, as the network sees them."""
        return list(self._pieces.windows(cut_words(text)))

    def run(self, window: Window) -> Scored:
        """The bare pass of the network over one window."""
        return self._session.run(window)

    def _time(self, timed: Timed) -> None:
        """Each part of the pass by its name, from now on."""
        self._cut("")  # loads the tokenizer, which is no part of cutting the first text
        self._session.time(timed)
        self._cut = timed("language: tokenize", self._cut)
        self._wait = timed("language: waiting for the network", self._wait)
        for name, function in (("_paths", self._paths), ("_read_window", self._read_window)):
            setattr(self, name, timed("language: decode", function))

    def _decode(self, texts: Sequence[_Text]) -> list[Parse]:
        """Parses of texts whose windows are on their way, a block of each at a time."""
        reading = [(text, text.blocks(), _Rows()) for text in texts]
        going = reading
        while going:
            blocks = [(text, next(blocks, None), rows) for text, blocks, rows in going]
            paths = iter(self._paths([s for _, block, _ in blocks if block for s in block]))
            for text, block, rows in blocks:
                for scored in block or ():
                    self._read_window(scored, *next(paths), text.words, rows)
            going = [each for each, (_, block, _) in zip(going, blocks, strict=True) if block]
        return [rows.parse(text.text, text.words) for text, _, rows in reading]

    def _paths(self, block: Sequence[Scored]) -> list[tuple[list[int], list[int]]]:
        """The entity labels and the span labels of each window; one call for all, since its cost is in the steps."""
        labels = self._session.inventory
        found = viterbi(
            [s.entities for s in block] + [s.spans for s in block],
            [labels.entity_transitions] * len(block) + [labels.span_transitions] * len(block),
        )
        return list(zip(found[: len(block)], found[len(block) :], strict=True))

    def _read_window(
        self, scored: Scored, entities: list[int], spans_found: list[int], words: Words, rows: _Rows
    ) -> None:
        """Labels, trees, names, attributions, roles and events of a window."""
        labels, first = self._session.inventory, scored.window.first
        rows.windows.append(first)
        rows.pos.extend([labels.pos[i] for i in scored.pos])
        rows.tags.extend([labels.tags[i] for i in scored.tags])
        rows.deps.extend(
            [labels.relations[r] if h >= 0 else "root" for r, h in zip(scored.relations, scored.heads, strict=True)]
        )
        rows.heads.extend([first + (h if h >= 0 else i) for i, h in enumerate(scored.heads)])
        rows.lemmas.extend(map(self._lemma, words.words[first : scored.window.after], scored.tags, scored.lemmas))
        numbers = scored.window.sentences
        for s, e, kind in spans(entities, labels.entities):
            inside = int((numbers[s:e] == numbers[s]).sum())  # a name ends with its sentence
            rows.names.append(Name(start=first + s, end=first + s + inside, label=kind))
        found = spans(spans_found, labels.spans)
        rows.quotes.extend(
            _shifted(q, first) for q in join(found, scored.links, labels.nowhere, scored.window.sentences.tolist())
        )
        rows.roles.extend(
            Role(first + p, first + a, labels.roles[r])
            for a, p, r in zip(*scored.role_pairs, scored.roles, strict=True)
        )
        rows.hints.extend(Hint(first + i, e, c) for i, e, c in hints(scored.events, labels.events, LEAST_CHANCE))
        rows.factuality.extend(scored.factuality)

    def _lemma(self, word: str, tag: int, rule: int) -> str:
        key = (word, tag, rule)
        found = self._lemmas.get(key)
        if found is None:
            if len(self._lemmas) >= CACHE:
                self._lemmas.clear()
            labels = self._session.inventory
            found = self._lemmas[key] = self._lemmatizer.lemma(word, labels.tags[tag], labels.lemmas[rule])
        return found


class _Text:
    """A text whose first windows are on their way through the network."""

    def __init__(
        self,
        text: str,
        words: Words,
        pieces: Pieces,
        pool: ThreadPoolExecutor,
        run: Callable[[Window], Scored],
        wait: Callable[[Future[Scored]], Scored],
    ) -> None:
        self.text, self.words = text, words
        self._windows = pieces.windows(self.words)
        self._pool, self._run, self._wait = pool, run, wait
        self._running = self._submit()
        self.submitted = len(self._running)

    def _submit(self) -> list[Future[Scored]]:
        return [self._pool.submit(self._run, w) for w in islice(self._windows, BLOCK)]

    def blocks(self) -> Iterator[list[Scored]]:
        """The scored windows in order, a block at a time, the next block already running."""
        while self._running:
            running, self._running = self._running, self._submit()
            yield [self._wait(future) for future in running]


class _Rows:
    """The columns of a Parse under construction."""

    def __init__(self) -> None:
        self.windows: list[int] = []  # the words that open one
        self.pos: list[str] = []
        self.tags: list[str] = []
        self.lemmas: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.names: list[Name] = []
        self.quotes: list[Quote] = []
        self.roles: list[Role] = []
        self.hints: list[Hint] = []
        self.factuality: list[float] = []

    def parse(self, text: str, words: Words) -> Parse:
        """The Parse, when all windows are read."""
        return Parse(
            text=text,
            words=words.words,
            starts=words.starts,
            ends=words.ends,
            lemmas=tuple(self.lemmas),
            pos=tuple(self.pos),
            tags=tuple(self.tags),
            heads=tuple(self.heads),
            deps=tuple(self.deps),
            # What the network could not see at once is no one sentence: its trees end with the window, and so no rule
            # ever walks through more words than a window has.
            sentences=tuple(pairwise((*sorted({*words.sentences, *self.windows}), len(words.words)))),
            names=tuple(self.names),
            quotes=settle(self.quotes),
            roles=tuple(self.roles),
            hints=tuple(self.hints),
            factuality=tuple(self.factuality),
        )


def _shifted(quote: Quote, by: int) -> Quote:
    """The attribution with its word ranges counted in the text."""
    return Quote(
        source=(quote.source[0] + by, quote.source[1] + by) if quote.source else None,
        cue=(quote.cue[0] + by, quote.cue[1] + by) if quote.cue else None,
        content=tuple((first + by, after + by) for first, after in quote.content),
    )
