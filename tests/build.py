"""Hand-built inputs for the tests: a Parse from a small table."""

from __future__ import annotations

from truceline.model import Name, Parse, Quote


def parse_of(table: str, *, names: tuple[Name, ...] = (), quotes: tuple[Quote, ...] = ()) -> Parse:
    """A Parse from lines ``word lemma POS TAG head relation``; a blank line ends a sentence.

    ``head`` is 1-based within the sentence, 0 for the root. A ``~`` before a word glues it to the one before.
    """
    words: list[str] = []
    rows: list[tuple[str, str, str, int, str]] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[tuple[int, int]] = []
    text = ""
    for block in table.strip().split("\n\n"):
        base = len(words)
        lines = [line.split() for line in block.strip().splitlines()]
        for word, lemma, pos, tag, head, relation in lines:
            glued = word.startswith("~") and len(word) > 1
            word = word[1:] if glued else word
            text += "" if glued or not text else " "
            starts.append(len(text))
            text += word
            ends.append(len(text))
            here = len(words)
            rows.append((lemma, pos, tag, here if head == "0" else base + int(head) - 1, relation))
            words.append(word)
        sentences.append((base, len(words)))
    return Parse(
        text=text,
        words=tuple(words),
        starts=tuple(starts),
        ends=tuple(ends),
        lemmas=tuple(r[0] for r in rows),
        pos=tuple(r[1] for r in rows),
        tags=tuple(r[2] for r in rows),
        heads=tuple(r[3] for r in rows),
        deps=tuple(r[4] for r in rows),
        sentences=tuple(sentences),
        names=names,
        quotes=quotes,
    )
