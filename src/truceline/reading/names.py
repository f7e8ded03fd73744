"""Names as they are written, where the network saw a piece of one: "Faris | al-Omri", "Ferris | & | Lunt"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from truceline.model import Name, Parse
from truceline.vocabulary.sayings import load_sayings

PARTICLES = frozenset({"al", "el", "bin", "ibn", "bint", "abu", "ben", "van", "von", "der", "den", "de", "da", "di",
                       "del", "ul", "ud"})  # fmt: skip
NUMBERS = frozenset({"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"})
NOUNS = frozenset({"NOUN", "PROPN"})
PLURAL = frozenset({"NNS", "NNPS"})
LONGEST = 6  # words that a name goes on for


def whole(parse: Parse) -> Parse:
    """The text with its names as long as they are written."""
    sayings = load_sayings()
    endings = sayings.press_endings - {"bulletin"}
    names = [opened(parse, lengthened(parse, name, endings), sayings.press_openings) for name in parse.names]
    names = [possessed(parse, name) for name in names]
    names = list(joined(parse, [*names, *orders(parse, names), *stations(parse, names, sayings.press_openings)]))
    return replace(parse, names=tuple(names))


def lengthened(parse: Parse, name: Name, endings: frozenset[str]) -> Name:
    """A name with what goes on behind it: a particle and what it leads to, a number, "TV", "Press"."""
    end = parse.sentences[parse.sentence_of[name.start]][1]
    after, label = name.end, name.label
    if after - name.start == 2 and parse.words[after - 1] in NUMBERS:
        label = "ORG"  # "Ostery One" is a station
    for _ in range(LONGEST):
        if after >= end:
            break
        step = behind_particle(parse, after, end) if label == "PER" else None
        if step is None and after - name.start < LONGEST and parse.words[after] in NUMBERS:
            step, label = after + 1, "ORG"
        titled = parse.words[after].istitle() or parse.words[after] == "TV"
        if step is None and titled and parse.lowers[after] in endings:
            step, label = after + 1, "ORG"
        if step is None:
            break
        after = step
    return replace(name, end=after, label=label)


def behind_particle(parse: Parse, word: int, end: int) -> int | None:
    """The end of what a particle ties to the name before it: "al-Omri", "van der Hove"."""
    at = word
    while at < end and parse.words[at] in PARTICLES:
        at += 1
        if at < end and parse.words[at] == "-":
            at += 1
    return at + 1 if word < at < end and parse.words[at][:1].isupper() and parse.pos[at] in NOUNS | {"X"} else None


def opened(parse: Parse, name: Name, openings: frozenset[str]) -> Name:
    """A name with the word before it that opens an outlet's: "Radio | Norvik"."""
    before = name.start - 1
    if before < 0 or parse.sentence_of[before] != parse.sentence_of[name.start]:
        return name
    if parse.lowers[before] not in openings or not parse.words[before][0].isupper():
        return name
    return replace(name, start=before, label="ORG")


def possessed(parse: Parse, name: Name) -> Name:
    """A body's name with the many whose it is: "Farmers' | Aid"."""
    mark = name.start - 1
    if mark < 1 or name.label == "PER" or parse.tags[mark] != "POS" or parse.tags[mark - 1] not in PLURAL | {"NNP"}:
        return name
    owner = parse.words[mark - 1]
    whose = owner.istitle() and owner.endswith("s") and parse.words[mark] in ("'", "’")
    apart = parse.sentence_of[mark - 1] != parse.sentence_of[name.start]
    return name if apart or not whose else replace(name, start=mark - 1, label="ORG")


def joined(parse: Parse, names: Iterable[Name]) -> Iterable[Name]:
    """The names in text order without overlap; two that "&" ties are one firm's."""
    last: Name | None = None
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if last is None:
            last = name
        elif name.start < last.end:  # the longer one is there for a reason
            last = last if name.end <= last.end else replace(last, end=name.end)
        elif name.start == last.end + 1 and parse.words[last.end] == "&":
            last = replace(last, end=name.end, label="ORG")
        else:
            yield last
            last = name
    if last is not None:
        yield last


def orders(parse: Parse, names: list[Name]) -> Iterable[Name]:
    """Bodies that call themselves somebody of something: "the Keepers of the Gate"."""
    taken = {w for name in names if name.label != "LOC" for w in range(name.start, name.end)}
    for word in range(1, len(parse) - 3):
        if parse.lowers[word - 1] != "the" or parse.tags[word] not in PLURAL or parse.lowers[word + 1] != "of":
            continue
        last = word + 3 if parse.lowers[word + 2] == "the" else word + 2
        titled = all(parse.words[w].istitle() and parse.pos[w] in NOUNS for w in (word, last))
        if titled and parse.lowers[word + 2] == "the" and taken.isdisjoint(range(word, last + 1)):
            yield Name(start=word, end=last + 1, label="ORG")


def stations(parse: Parse, names: list[Name], openings: frozenset[str]) -> Iterable[Name]:
    """Stations that the network did not see as names: "Radio Norvik", "Channel 9"."""
    taken = {w for name in names for w in range(name.start, name.end)}
    for word in range(len(parse) - 1):
        if parse.pos[word] == "PROPN" and parse.words[word + 1] in NUMBERS and taken.isdisjoint((word, word + 1)):
            if parse.sentence_of[word] == parse.sentence_of[word + 1] and parse.heads[word + 1] == word:
                yield Name(start=word, end=word + 2, label="ORG")  # "Ostery One"
                continue
        if parse.lowers[word] not in openings or not parse.words[word][0].isupper() or word in taken:
            continue
        after = word + 1
        while after < len(parse) and after - word < LONGEST and is_title(parse, after) and after not in taken:
            after += 1
        if after > word + 1 and parse.sentence_of[after - 1] == parse.sentence_of[word]:
            yield Name(start=word, end=after, label="ORG")


def is_title(parse: Parse, word: int) -> bool:
    """Whether a word goes on with a station's name."""
    return (parse.pos[word] == "PROPN" and parse.words[word][0].isupper()) or parse.words[word].isdigit()
