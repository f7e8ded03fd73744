"""When two names in a chain of sources are the same hand, as the guidelines have it."""

from __future__ import annotations

import re

from evaluation.chains.agreement import bare

# A place or a day behind a description may be missing; whom somebody speaks for may not.
TAIL = re.compile(r"\s(?:in|inside|at|near|along|from|on)\s.*$")
# What cannot stand in a title: "wife of Karl Osse" is not Karl Osse.
NO_TITLE = frozenset({"of", "for", "to", "and", "by", "with"})
# What a short form of an outlet leaves off at its end: "Meridian"; "Castrell" is no short form of a paper.
GENERIC = frozenset({"agency", "news", "press", "radio", "service", "television", "tv", "wire"})


def canonical(name: str) -> str:
    """A name as it is compared: no article, no mark of possession, one kind of apostrophe, no commas at its end."""
    plain = " ".join(name.replace("’", "'").split()).strip(" ,.")
    return re.sub(r"'s?$", "", bare(plain))


def titled(name: str, title_and_name: str) -> bool:
    """Whether the second is the first behind a title or a role."""
    short, long = name.split(), title_and_name.split()
    lead = long[: len(long) - len(short)]
    return bool(short) and long[len(lead) :] == short and not any(w in NO_TITLE or w.endswith("'s") for w in lead)


def alias(one: str, other: str) -> bool:
    """Whether one name of an outlet is a short form of the other: "Meridian", "Courier", letters for a name."""
    short, long = sorted((canonical(one).split(), canonical(other).split()), key=len)
    if not short:
        return False
    left = long[len(short) :]
    if long[-len(short) :] == short or long[: len(short)] == short and GENERIC.issuperset(left):
        return True
    return len(short) == 1 and len(long) > 1 and _letters(short[0], long)


def _letters(letters: str, words: list[str]) -> bool:
    """Whether letters abbreviate words: their first letters in order, with others of the words between."""
    if not 2 <= len(letters) <= 5 or letters[0] != words[0][0]:
        return False
    firsts = iter(letters)
    return all(any(letter == word[0] for letter in firsts) for word in words)


def same_hand(gold: str, kind: str, found: str | None) -> bool:
    """Whether a link found is the hand of the gold.

    Args:
        gold: Its name in the gold.
        kind: What kind of hand the gold says it is.
        found: The name to judge.
    """
    if not found:
        return False
    one, other = canonical(gold), canonical(found)
    if one == other or kind == "person" and titled(one, other):
        return True
    if kind == "outlet" and alias(gold, found):
        return True
    return TAIL.sub("", one) == other or one == TAIL.sub("", other)
