"""Names that the network did not see, told by how they are introduced: "commander Oskar Vane", "the envoy, Ada Lind,".

Names of strangers are what a network sees least surely; how they are introduced is nearly always the same.
"""

from __future__ import annotations

from truceline.model import Name, Parse
from truceline.reading.actors.mention import CLOSING
from truceline.reading.actors.roles import Roles

MOST = 3  # words of a person's name
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
PEOPLES = ("an", "ish", "ese", "i", "ite")  # endings of adjectives that say where a body is, and open no name


def introduced(parse: Parse, roles: Roles, labels: dict[int, Name], known: frozenset[int]) -> list[Name]:
    """The names of people behind a title or description, or set beside one, where the network saw none.

    Args:
        parse: The text.
        roles: The role phrases of the text.
        labels: The names that the network saw, by word.
        known: The words of names that the vocabulary knows.
    """
    found = []
    for role in roles.starting.values():
        if role.role.kind != "person":
            continue
        name = behind(parse, role.after, labels, known)
        titled = parse.words[role.after - 1][:1].isupper()
        if name is None or roles.covering.get(name.start) is not None:
            name = beside(parse, role.after, roles, labels, known)
        elif name.end - name.start < (1 if titled else 2) or parse.tags[role.after - 1] in ("NNS", "NNPS"):
            name = None  # "residents Monday", "leader Dawn"
        if name is not None:
            found.append(name)
    return found


def behind(parse: Parse, first: int, labels: dict[int, Name], known: frozenset[int]) -> Name | None:
    """The run of unseen proper nouns that begins at a word, or None."""
    end = parse.sentences[parse.sentence_of[first - 1]][1]
    after = first
    while after < min(end, first + MOST) and is_proper(parse, after) and after not in labels and after not in known:
        after += 1
    if after == first or (after < end and (after in labels or after in known or is_proper(parse, after))):
        return None
    if after < end and parse.tags[after] == "POS":
        return None
    return Name(start=first, end=after, label="PER")


def beside(parse: Parse, comma: int, roles: Roles, labels: dict[int, Name], known: frozenset[int]) -> Name | None:
    """A name of two words or three between commas behind a description: "the mediator, Ada Lind, said"."""
    end = parse.sentences[parse.sentence_of[comma - 1]][1]
    if comma + 2 >= end or parse.words[comma] != ",":
        return None
    title = roles.starting.get(comma + 1)
    start = title.after if title is not None and title.role.kind == "person" else comma + 1
    name = behind(parse, start, labels, known) if start < end else None
    if name is None or (name.end - name.start < 2 and title is None):
        return None
    closed = name.end >= end or parse.words[name.end] in CLOSING
    return name if closed else None


def is_proper(parse: Parse, word: int) -> bool:
    """Whether a word is written and read as part of a name."""
    written = parse.words[word]
    return parse.pos[word] == "PROPN" and written[:1].isupper() and parse.lowers[word] not in CALENDAR


def opened(parse: Parse, name: Name, labels: dict[int, Name], known: frozenset[int]) -> Name:
    """A body's name with the capitalised adjective before it: "the Red | Lantern Society"."""
    first = name.start
    floor = parse.sentences[parse.sentence_of[first]][0]
    while name.label == "ORG" and first - 1 > floor and is_opening(parse, first - 1, name):
        if first - 1 in labels or first - 1 in known:
            break
        first -= 1
    return Name(start=first, end=name.end, label=name.label)


def is_opening(parse: Parse, word: int, name: Name) -> bool:
    """Whether a capitalised word before a body's name is its beginning, and no people or country."""
    if not parse.words[word].istitle() or parse.heads[word] not in range(name.start, name.end):
        return False
    return parse.pos[word] == "ADJ" and not parse.lowers[word].endswith(PEOPLES)
