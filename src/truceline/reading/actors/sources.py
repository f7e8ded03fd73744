"""Whoever an attribution names as its source is a mention, whatever the words: "a source", "the report", "footage"."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.actors.mention import Board, Mention, is_plural, phrase_start, without_lead
from truceline.reading.actors.people import gender_of

PEOPLE = frozenset({"who", "someone", "somebody", "anyone", "everyone", "everybody", "nobody", "one", "many", "some", "others", "other",
                    "most", "few", "several", "both", "those", "you"})  # fmt: skip


def add_sources(parse: Parse, board: Board) -> None:
    """Puts every source that is no mention yet on the board."""
    for quote in parse.quotes:
        if quote.source is None:
            continue
        first, after = max(quote.source[0], 0), min(quote.source[1], len(parse))
        if first >= after:
            continue
        head = parse.head_of(first, after)
        if parse.pos[head] in ("DET", "ADP"):
            head = after - 1  # the parser lost the noun
        if board.at(head) is not None or parse.pos[head] == "PUNCT":
            continue
        start = min(phrase_start(parse, head), head)
        start = max(without_lead(parse, start, head), without_lead(parse, first, head))
        person = parse.lowers[head] in PEOPLE or parse.pos[head] in ("PRON", "DET", "NUM", "ADJ")
        board.add(
            Mention(
                first=start,
                after=head + 1,
                head=head,
                form="source",
                kind="person" if person else None,
                plural=is_plural(parse, head),
                gender=gender_of(parse.lowers[start : head + 1]),
            )
        )
