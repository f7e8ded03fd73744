"""What stands under the heading of a stage, "STAGE ONE. All fighting stops …", is what an agreement provides for."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.model import Parse
from truceline.model.parse import per_text
from truceline.reading.clauses import below
from truceline.reading.scene import noun_span
from truceline.vocabulary.cues import load_cues

HEADING = 4  # words of a heading at most: "The second phase :"
CLOSING = frozenset({".", ":", "-", "–", "—", ")"})
PRESENT_TAGS = frozenset({"VBZ", "VBP"})


@per_text
def sections(parse: Parse) -> Mapping[int, int]:
    """For each sentence from a stage's heading to the end of its paragraph, the number of that stage."""
    found: dict[int, int] = {}
    for sentence, (first, after) in enumerate(parse.sentences):
        stop = next((i for i in range(first, min(after, first + HEADING + 1)) if parse.lowers[i] in CLOSING), None)
        if stop is None and after - first <= HEADING:
            stop = after
        order = _named(parse, first, stop) if stop is not None else None
        if order is not None and stop is not None:
            end = _end(parse.text, parse.ends[stop - 1], alone=after <= stop + 1)
            for later in range(sentence, len(parse.sentences)):
                if parse.starts[parse.sentences[later][0]] >= end:
                    break
                found[later] = order
    return found


def _named(parse: Parse, first: int, after: int) -> int | None:
    """The number of the stage that a heading names: "STAGE TWO", "Second phase"."""
    cues = load_cues()
    nouns = cues.stage_nouns.heads
    for noun in range(first, after):
        if parse.lemmas[noun] not in nouns and parse.lowers[noun] not in nouns:
            continue
        for word in (noun + 1, noun - 1):
            if first <= word < after:
                for pattern, order in cues.stage_words.get(parse.lowers[word]) or ():
                    if order and noun_span(parse, word, pattern) is not None:
                        return order
    return None


def _end(text: str, after: int, *, alone: bool) -> int:
    """Where the paragraph of a heading ends; that of the next one where the heading stands alone in its own."""
    end = text.find("\n", after)
    if alone and end >= 0 and not text[after:end].strip(".:-–—) "):
        end = text.find("\n", len(text) - len(text[end:].lstrip()))
    return end if end >= 0 else len(text)


def is_provided(parse: Parse, clause: int) -> bool:
    """Whether a clause in the present tense is what an agreement provides for, and does not tell what happens."""
    plain = not any(parse.deps[c].startswith("aux") for c in below(parse, clause))
    return parse.sentence_of[clause] in sections(parse) and plain and parse.tags[clause] in PRESENT_TAGS
