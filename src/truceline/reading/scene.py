"""What stands in a report before its events are read, and whether a word is of a certain class."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from truceline.model import Actor, Count, Parse, Place, Time
from truceline.reading.clauses import contents
from truceline.reading.index import Index
from truceline.vocabulary.cues import Cues, Weapon
from truceline.vocabulary.patterns import Pattern

KINDS = {"PERSON": ("person", "population"), "STATE": ("state",), "GROUP": ("group",), "BODY": ("body", "outlet")}
ARMED = frozenset({"MIL", "REB", "UAF", "PAR", "COP"})  # PLOVER's sectors of those who carry weapons
PERSONS = frozenset("he she him her they them we us me i who whom people somebody someone everyone anyone".split())
BETWEEN = frozenset({"DET", "ADJ", "NUM", "ADV"})  # what may stand inside a noun of several words
REACH = 9  # words after a verb in which the rest of a phrasal verb is looked for


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The parse of a report with the records that its events are built from."""

    parse: Parse
    cues: Cues
    actors: Index[Actor]
    places: Index[Place]
    times: Index[Time]
    counts: Index[Count]

    @cached_property
    def people(self) -> frozenset[int]:
        """The words of people's names."""
        return frozenset(w for name in self.parse.names if name.label == "PER" for w in range(name.start, name.end))

    @cached_property
    def closing_cues(self) -> frozenset[int]:
        """The words by which something is said that stands before them: "…, the group protested"."""
        cues = [(q.cue, q.content) for q in self.parse.quotes if q.cue is not None]
        return frozenset(w for cue, told in cues if all(end <= cue[0] for _, end in told) for w in range(*cue))

    def mention(self, word: int) -> Actor | None:
        """The mention that a word heads, or is a part of the name of."""
        found = self.actors.headed_by(word)
        if found is not None:
            return found
        found = self.actors.at(word)
        if found is None:
            return None
        first, after = self.actors.ranges[found.id]
        above = self.parse.heads[word]
        if first <= above < after and self.parse.deps[word] not in ("flat", "compound", "fixed", "goeswith"):
            return None
        return found

    def is_a(self, word: int, name: str) -> bool:
        """Whether a word is of one of the vocabulary's classes other than EVENT."""
        if name == "PLACE":
            return self.places.at(word) is not None
        if name == "WEAPON":
            return self.weapon(word) is not None
        if name == "PERSON" and (
            self.parse.lowers[word] in PERSONS or self.parse.pos[word] == "NUM" or word in self.people
        ):
            return True
        mention = self.mention(word)
        if mention is None:
            return False
        if name == "NAMED":
            return mention.kind == "person" and mention.named
        if name == "ARMED":
            return mention.kind == "group" or not ARMED.isdisjoint(mention.sector)
        return name == "ACTOR" or mention.kind in KINDS.get(name, ())

    def weapon(self, word: int) -> Weapon | None:
        """The weapon that a noun names, or None."""
        for pattern, weapon in self.cues.weapons.get(self.parse.lemmas[word]) or ():
            if noun_span(self.parse, word, pattern) is not None:
                return weapon
        return None


def same(parse: Parse, word: int, wanted: str) -> bool:
    """Whether a word is the wanted one, by lemma or as written."""
    return parse.lemmas[word] == wanted or parse.lowers[word] == wanted


def left_start(parse: Parse, head: int, pattern: Pattern) -> int | None:
    """Where a pattern's words before its head word begin; None where they do not stand there."""
    first = head - len(pattern.left)
    if first < 0 or not all(same(parse, first + k, wanted) for k, wanted in enumerate(pattern.left)):
        return None
    return first


def noun_span(parse: Parse, head: int, pattern: Pattern) -> tuple[int, int] | None:
    """The words that a noun's pattern covers around its head word, or None where it does not fit."""
    first = left_start(parse, head, pattern)
    if first is None:
        return None
    at = head + 1
    for k, wanted in enumerate(pattern.right):
        stop = min(len(parse), at + (4 if k else 1))
        while at < stop and not same(parse, at, wanted) and parse.pos[at] in BETWEEN:
            at += 1
        if at >= stop or not same(parse, at, wanted):
            return None
        at += 1
    return first, at


def verb_span(parse: Parse, verb: int, pattern: Pattern) -> tuple[int, int] | None:
    """The words that a verb's pattern covers, from its first to its last, or None where it does not fit."""
    first = left_start(parse, verb, pattern)
    if first is None:
        return None
    at = verb + 1
    roof = min(parse.sentences[parse.sentence_of[verb]][1], verb + REACH)
    for wanted in pattern.right:
        while at < roof and not (same(parse, at, wanted) and belongs(parse, at, verb) and not strays(parse, at, verb)):
            at += 1
        if at >= roof:
            return None
        at += 1
    return first, at


def belongs(parse: Parse, word: int, verb: int) -> bool:
    """Whether a word stands at most three steps below a verb."""
    for _ in range(3):
        word = parse.heads[word]
        if word == verb:
            return True
    return False


def strays(parse: Parse, word: int, verb: int) -> bool:
    """Whether a preposition belongs to a phrase inside another one: "came to the rescue of a ship under attack"."""
    noun = parse.heads[word]
    above = parse.heads[noun]
    if parse.deps[word] != "case" or above == verb or parse.heads[above] != verb:
        return False
    return parse.deps[noun] == "nmod" and parse.deps[above] == "obl" and above < word


def inner(parse: Parse, words: list[int]) -> list[int]:
    """The words and what the quantities among them count."""
    return [w for word in words for w in contents(parse, word)]
