"""Whoever an attribution names as its source is a mention, whatever the words: "a source", "the report", "footage"."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.actors.hits import given_names
from truceline.reading.actors.mention import Board, Mention, is_plural, phrase_start, without_lead
from truceline.reading.actors.people import gender_of, person_tokens
from truceline.vocabulary.words import slug

PEOPLE = frozenset({"who", "someone", "somebody", "anyone", "everyone", "everybody", "nobody", "one", "many", "some",
                    "others", "other", "most", "few", "several", "both", "those", "you"})  # fmt: skip


def add_sources(parse: Parse, board: Board) -> None:
    """Puts every source that is no mention yet on the board."""
    heads = {parse.head_of(m.first, m.after) for m in board.mentions}
    for quote in parse.quotes:
        if quote.source is None:
            continue
        first, after = max(quote.source[0], 0), min(quote.source[1], len(parse))
        if first >= after:
            continue
        head = parse.head_of(first, after)
        if parse.pos[head] in ("DET", "ADP"):
            head = after - 1  # the parser lost the noun
        if head in heads or board.at(head) is not None or parse.pos[head] == "PUNCT":
            continue
        board.add(named_source(parse, head) if parse.pos[head] == "PROPN" else described_source(parse, first, head))


def named_source(parse: Parse, head: int) -> Mention:
    """A source under a name that nobody saw as one: the run of proper nouns around its head."""
    start, after = head, head + 1
    floor, end = parse.sentences[parse.sentence_of[head]]
    while start > floor and parse.pos[start - 1] == "PROPN" and parse.heads[start - 1] in range(start, after):
        start -= 1
    while after < end and parse.pos[after] == "PROPN" and parse.heads[after] in range(start, after):
        after += 1
    seen = next((n for n in parse.names if n.start <= head < n.end and n.label != "PER"), None)
    if seen is not None:  # "the Northern Column", whose first word is an adjective
        start, after = min(start, seen.start), max(after, seen.end)
    given = given_names().get(parse.lowers[start])
    name = parse.words_between(start, after)
    person = given is not None or any(parse.deps[w].startswith("flat") for w in range(start, after))
    return Mention(
        first=start,
        after=after,
        head=head,
        form="name",
        kind="person" if person else None,
        actor=None if person else slug(name) or None,
        name=name,
        named=True,
        gender=given if person else None,
        tokens=person_tokens(name) if person else (),
    )


def described_source(parse: Parse, first: int, head: int) -> Mention:
    """A source that only its words describe: "a source", "the report", "others"."""
    start = min(phrase_start(parse, head), head)
    start = max(without_lead(parse, start, head), without_lead(parse, first, head))
    person = parse.lowers[head] in PEOPLE or parse.pos[head] in ("PRON", "DET", "NUM", "ADJ")
    return Mention(
        first=start,
        after=head + 1,
        head=head,
        form="source",
        kind="person" if person else None,
        plural=is_plural(parse, head),
        gender=gender_of(parse.lowers[start : head + 1]),
    )
