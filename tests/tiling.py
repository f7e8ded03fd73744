"""A long Parse from a short one: the same words again and again, in trees of any shape."""

from __future__ import annotations

from itertools import pairwise

from truceline.model import Hint, Name, Parse, Quote, Role

SHAPES = ("sentences", "one sentence", "one tree", "one chain")
Range = tuple[int, int]


def tiled(parse: Parse, times: int, shape: str = "sentences") -> Parse:
    """A text that is another one many times over.

    Args:
        parse: The text that is repeated.
        times: How often.
        shape: ``sentences`` keeps the sentences; in ``one sentence`` all are one with many roots; in ``one tree`` all
            roots but the first hang on that one; in ``one chain`` each hangs on the one before.
    """
    width, length = len(parse.words), len(parse.text) + 1
    heads, deps = list(_moved(parse.heads, times, width)), list(parse.deps * times)
    if shape in ("one tree", "one chain"):
        roots = [word for word, head in enumerate(heads) if head == word]
        for before, root in pairwise(roots):
            heads[root], deps[root] = (roots[0], "conj") if shape == "one tree" else (before, "ccomp")
    sentences = tuple(_range(each, n * width) for n in range(times) for each in parse.sentences)
    return Parse(
        text="\n".join([parse.text] * times),
        words=parse.words * times,
        starts=_moved(parse.starts, times, length),
        ends=_moved(parse.ends, times, length),
        lemmas=parse.lemmas * times,
        pos=parse.pos * times,
        tags=parse.tags * times,
        heads=tuple(heads),
        deps=tuple(deps),
        sentences=sentences if shape == "sentences" else ((0, width * times),),
        names=tuple(
            Name(start=name.start + n * width, end=name.end + n * width, label=name.label)
            for n in range(times)
            for name in parse.names
        ),
        quotes=tuple(_quote(quote, n * width) for n in range(times) for quote in parse.quotes),
        roles=tuple(
            Role(role.predicate + n * width, role.argument + n * width, role.label)
            for n in range(times)
            for role in parse.roles
        ),
        hints=tuple(Hint(hint.word + n * width, hint.event, hint.chance) for n in range(times) for hint in parse.hints),
        factuality=parse.factuality * times,
    )


def _moved(numbers: tuple[int, ...], times: int, by: int) -> tuple[int, ...]:
    return tuple(number + n * by for n in range(times) for number in numbers)


def _range(words: Range, by: int) -> Range:
    return words[0] + by, words[1] + by


def _quote(quote: Quote, by: int) -> Quote:
    return Quote(
        source=_range(quote.source, by) if quote.source else None,
        cue=_range(quote.cue, by) if quote.cue else None,
        content=tuple(_range(piece, by) for piece in quote.content),
    )
