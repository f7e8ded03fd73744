"""Datelines ("MERROW, 8 July (Corda) -"): where one ends, and the text as if it stood on a line of its own.

A parser takes the town for the subject of the sentence behind it, and the report then has the town say everything.
"""

from __future__ import annotations

from dataclasses import replace

from truceline.model import Name, Quote
from truceline.model.parse import Parse, per_text
from truceline.reading.ranges import Range

LEAD = 60  # words in which a dateline ends
PLACE = 12  # words of a dateline
DASHES = frozenset({"-", "–", "—", "―", "--"})
CLAUSE = frozenset({"VERB", "AUX"})


@per_text
def dateline(parse: Parse) -> Range:
    """The words of the dateline ("MERROW, 8 July (Corda) -"), which may follow a headline; none: an empty range."""
    first = 0
    for word in range(1, min(len(parse), LEAD)):
        if "\n" in parse.text[parse.ends[word - 1] - 1 : parse.starts[word]]:
            first = word
        elif parse.words[word] in DASHES and parse.starts[word] > parse.ends[word - 1]:
            shouted = parse.words[first].isupper() and len(parse.words[first]) > 1
            if shouted or (parse.words[word - 1] == ")" and word - first < PLACE):
                return first, after_note(parse, word + 1)
    return 0, 0


def after_note(parse: Parse, after: int) -> int:
    """The end of a dateline that follows a note of its own: "CORRECTED - MERROW (Corda) -"."""
    end = min(len(parse), after + PLACE)
    if after >= end or not (parse.words[after].isupper() and len(parse.words[after]) > 1):
        return after
    for word in range(after + 1, end):
        if parse.pos[word] in CLAUSE or "\n" in parse.text[parse.ends[word - 1] - 1 : parse.starts[word]]:
            break
        if parse.words[word] in DASHES and parse.starts[word] > parse.ends[word - 1]:
            return word + 1
    return after


def apart(parse: Parse) -> Parse:
    """The text with its dateline as a sentence of its own, on which nothing else hangs.

    Args:
        parse: The text as the language pass found it.
    """
    first, after = dateline(parse)
    if first >= after or after >= len(parse):
        return parse
    end = parse.sentences[parse.sentence_of[after - 1]][1]
    if end <= after:
        return parse
    heads, deps = list(parse.heads), list(parse.deps)
    release(parse, heads, deps, (first, after), end)
    return replace(
        parse,
        heads=tuple(heads),
        deps=tuple(deps),
        sentences=tuple(cut_sentences(parse.sentences, first, after)),
        names=tuple(name for found in parse.names if (name := outside(found, first, after)) is not None),
        quotes=tuple(without(quote, first, after) for quote in parse.quotes),
    )


def release(parse: Parse, heads: list[int], deps: list[str], lead: Range, end: int) -> None:
    """Unties the words of a dateline and those of the sentence behind it from one another.

    Where the town hangs on the sentence as its subject, the first word that hangs on the town takes its place; where
    the sentence hangs on the town, its last such word becomes the root.
    """
    first, after = lead
    top = parse.head_of(first, after)
    outer = parse.heads[top] if after <= parse.heads[top] < end else None
    orphans = [word for word in range(after, end) if first <= parse.heads[word] < after]
    for word in range(first, after):
        if not first <= heads[word] < after:
            heads[word], deps[word] = top, "dep"
    heads[top], deps[top] = top, "root"
    real = [word for word in orphans if parse.deps[word] != "punct"]
    near = [word for word in real if outer is None or word < outer]
    heir = near[-1] if near else real[0] if real else outer
    for word in orphans:
        heads[word] = outer if outer is not None else heir if heir is not None else word
    for word in near[:-1]:  # "TARN - Elbia's army": the owner hung on the town as well
        if any(parse.tags[c] == "POS" for c in parse.children[word]):
            heads[word], deps[word] = near[-1], "nmod:poss"
    if heir is not None and heir in real:
        heads[heir] = heir if outer is None else outer
        deps[heir] = "root" if outer is None else parse.deps[top]


def cut_sentences(sentences: tuple[Range, ...], first: int, after: int) -> list[Range]:
    """The sentences with the dateline as one of them."""
    found: list[Range] = []
    for begin, end in sentences:
        for piece in ((begin, min(end, first)), (max(begin, first), min(end, after)), (max(begin, after), end)):
            if piece[0] < piece[1]:
                found.append(piece)
    return found


def outside(name: Name, first: int, after: int) -> Name | None:
    """A name without the dateline's words; one within it is a place, but for the agency in brackets."""
    if name.end <= first or name.start >= after:
        return name
    if name.end > after:
        return replace(name, start=after)
    return replace(name, label="LOC") if name.label == "PER" else name


def without(quote: Quote, first: int, after: int) -> Quote:
    """An attribution without the words of the dateline at the start of its pieces."""

    def cut(piece: Range) -> Range:
        return (after, max(piece[1], after)) if first <= piece[0] < after else piece

    content = tuple(piece for found in quote.content if (piece := cut(found))[0] < piece[1])
    source = None if quote.source is None else cut(quote.source)
    source = None if source is None or source[0] >= source[1] else source
    cue = None if quote.cue is None else cut(quote.cue)
    cue = None if cue is None or cue[0] >= cue[1] else cue
    return replace(quote, source=source, cue=cue, content=content or quote.content)
