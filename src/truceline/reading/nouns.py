"""Noun phrases: how far they reach, what governs them, and how they read without their trimmings."""

from __future__ import annotations

from truceline.model import Parse
from truceline.reading.ranges import Range

DETERMINERS = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"}
)
ENDS = frozenset({",", ";", ":", "(", "—", "–"})  # end a description
DASHES = frozenset({"-", "--"})
CLAUSES = frozenset({"VBG", "VBD", "VBZ", "VBP", "WDT", "WP", "WP$"})  # tags that begin a clause after a noun
DAYS = frozenset({"yesterday", "today", "tomorrow", "tonight", "there", "here", "then", "now", "later", "alike"})
RELATIVES = frozenset({"that", "which", "who", "whom", "whose"})
LONGEST = 40  # words of a noun phrase to either side of its head


def noun_phrase(parse: Parse, noun: int) -> Range:
    """A noun with its modifiers, without a clause that a comma sets off."""
    first, after = parse.subtree(noun)
    first, after = max(first, noun - LONGEST), min(after, noun + LONGEST)
    for word in range(noun + 1, after):
        if parse.words[word] in (",", ";", "—", "–"):
            after = word
            break
    for c in parse.children[noun]:
        if parse.deps[c] in ("case", "punct", "cc") and c < noun:
            first = max(first, c + 1)
    return first, max(after, noun + 1)


def conjunct(parse: Parse, noun: int) -> Range:
    """A noun with its modifiers, and without those who are coordinated with it: "a councillor | and a doctor"."""
    first, after = noun_phrase(parse, noun)
    others = [c for c in parse.children[noun] if parse.deps[c] == "conj" and c > noun]
    if others:
        after = min(after, max(parse.subtree(others[0])[0], noun + 1))
        while after - 1 > noun and (parse.pos[after - 1] in ("CCONJ", "PUNCT", "ADP", "ADV")):
            after -= 1
    return first, after


def preposition(parse: Parse, noun: int) -> str | None:
    """The preposition before a noun, in lower case."""
    for c in parse.children[noun]:
        if parse.deps[c] == "case" and c < noun:
            return parse.lowers[c]
    return None


def description(parse: Parse, first: int, after: int) -> str | None:
    """A phrase without its determiner, and without what a comma or a clause adds to it; None for a bare pronoun.

    On one line, wherever the text was wrapped.
    """
    if after - first == 1 and parse.pos[first] == "PRON":
        return None
    while first < after - 1 and parse.lowers[first] in DETERMINERS and parse.lowers[first + 1] != "of":
        first += 2 if parse.lowers[first + 1] == "own" and first + 2 < after else 1
    for word in range(first + 1, after):
        if ends_description(parse, word):
            after = word
            break
    while after - first > 1 and (
        parse.words[after - 1] == "." or parse.lowers[after - 1] in DAYS or parse.tags[after - 1] == "POS"
    ):
        after -= 1
    return " ".join(parse.words_between(first, after).split()) if first < after else None


def ends_description(parse: Parse, word: int) -> bool:
    """Whether a word begins what is only added to a phrase: "residents | interviewed by …", "officials | who …"."""
    if parse.tags[word] == "PRP" and parse.deps[word] == "nsubj":
        return parse.pos[word - 1] in ("NOUN", "PROPN")  # "two experts | it consulted"
    if parse.lowers[word] in RELATIVES and parse.pos[word - 1] in ("NOUN", "PROPN"):
        return True  # "a study | that the board has kept"
    if parse.tags[word] == "VBN":
        return parse.pos[word - 1] in ("NOUN", "PROPN")
    if parse.words[word - 1] in DASHES and parse.starts[word] == parse.ends[word - 1]:
        return False  # "ship-tracking data"
    spaced = parse.starts[word] > parse.ends[word - 1]
    clause = parse.tags[word] in CLAUSES and not (parse.tags[word] == "VBP" and parse.deps[word] == "amod")
    return clause or parse.words[word] in ENDS or (spaced and parse.words[word] in DASHES)
