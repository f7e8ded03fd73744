"""Which numbers count something, and what: not dates, distances, ages, names, shares and scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.model import Parse
from truceline.reading.measure import MANNERS
from truceline.reading.numbers import HYPHENS, NUMERAL_WORDS
from truceline.reading.quantities import STARTERS, Quantity, quantity_at
from truceline.vocabulary.measures import Measures

REACH = 5  # words from a number to what it counts
COMPOUNDS = frozenset({"strong", "member", "man", "person", "woman", "plus"})  # "a 20,000-strong force"
FRACTIONS = frozenset("half halves third thirds quarter quarters fourth fourths fifth fifths tenth tenths".split())
NOT_AFTER_ONE = frozenset({"of", "another", "day", "time", "side", "thing", "more"})  # "one of them", "one day"
OWNERS = frozenset({"the", "its", "their", "his", "her", "these", "those", "them"})
NOT_NOUNS = frozenset(
    "and or but in on at to from by with for was were is are be been had has have who which that when while after "
    "before as said during near since into over per than if not of the a an his her their its this these those".split()
)
PARTS = frozenset("half most none any many some all percent % cent".split())
NO_NOUN = frozenset({"more", "less", "later", "each"})
QUOTED = HYPHENS | frozenset("\"'“”‘’`.")


def number_start(lowers: Sequence[str], i: int, floor: int) -> int:
    """Where "a hundred", "half a million" begins."""
    if i > floor and lowers[i - 1] in ("a", "an"):
        return i - 2 if i - 1 > floor and lowers[i - 2] == "half" else i - 1
    return i


def money_of(
    parse: Parse, quantity: Quantity, floor: int, stop: int, words: Measures
) -> tuple[Quantity, int, int] | None:
    """An amount of money, as "$2 million" or "30 million euros".

    Returns:
        The amount, the word that names the currency, and the index after the last word; None where it is none.
    """
    lowers, after = parse.lowers, quantity.after
    sign = quantity.number - 1
    if sign >= floor and lowers[sign] in words.signs:
        amount = quantity_at(lowers, quantity.number, floor, stop, front=sign) or quantity
        scale = {"m": 1e6, "b": 1e9}.get(lowers[after]) if after < stop else None
        if scale is not None:
            amount = _scaled(amount, scale)
        return amount, sign, amount.after
    if after < stop and lowers[after] in words.currencies and quantity.value is not None:
        return quantity, after, after + 1
    if after + 1 < stop and lowers[after + 1] in words.currencies:
        described = lowers[after].isalpha() and lowers[after] not in NOT_NOUNS  # "30 million Zelian pounds"
        return (quantity, after + 1, after + 2) if described else None
    return None


def _scaled(quantity: Quantity, scale: float) -> Quantity:
    """An amount whose "m" or "b" the tokenizer split off."""

    def times(value: float | None) -> float | None:
        return None if value is None else value * scale

    return replace(
        quantity,
        after=quantity.after + 1,
        low=times(quantity.low),
        high=times(quantity.high),
        best=times(quantity.best),
        value=times(quantity.value),
    )


def is_no_count(parse: Parse, quantity: Quantity, floor: int, stop: int, words: Measures) -> bool:
    """Whether a number measures, names, dates or scores something and counts nothing."""
    lowers, number, after = parse.lowers, quantity.number, quantity.after
    before = lowers[number - 1] if number > floor else ""
    ahead = lowers[after] if after < stop else ""
    if ahead in words.units or before in words.labels or before in words.signs or before in ("/", ":", "+", "no"):
        return True
    beyond = lowers[after + 1] if after + 1 < stop else ""
    if ahead in HYPHENS and parse.starts[after] == parse.ends[after - 1]:
        return beyond not in COMPOUNDS
    if before in HYPHENS and number - 1 > floor and parse.starts[number - 1] == parse.ends[number - 2]:
        return True
    if lowers[number] == "one" and (ahead in NOT_AFTER_ONE or before in ("no", "the")):
        return True
    if ahead in FRACTIONS or ahead == "/" or (ahead in ("out", "in") and beyond[:1].isdecimal()):
        return True
    plain = lowers[number].isdecimal() and after == number + 1
    if before == "and" and number - 3 >= floor and lowers[number - 3] in words.labels:  # "aged 19 and 21"
        return True
    if plain and before == "," and ahead in (",", ".", "") and float(lowers[number]) < 120:  # "Ana Ruiz, 34,"
        return parse.pos[number - 2] in ("PROPN", "X", "NOUN") if number - 2 >= floor else True
    # "Channel 12", "Group 7": a number after a capital that nothing follows is part of the name.
    head = parse.heads[number]
    return plain and number > floor and head == number - 1 and parse.pos[head] == "PROPN"


def counted_noun(parse: Parse, quantity: Quantity, stop: int, words: Measures) -> int | None:
    """The noun that a number counts: its head in the tree, else the next noun."""
    lowers, after = parse.lowers, quantity.after
    for k in range(quantity.number, after):
        head = parse.heads[k]
        if parse.deps[k].startswith("nummod") and after <= head < min(stop, after + REACH):
            if any(_parts(parse, w, words) for w in range(after, head)):
                continue
            tells = lowers[head] in words.states and lowers[head] not in words.nouns  # "three killed"
            return None if tells or lowers[head] in NO_NOUN else head
    j = after
    if j < stop and lowers[j] == "of":
        j += 1
        if j < stop and lowers[j] in OWNERS:
            j += 1
        elif j < stop and (lowers[j].isdecimal() or lowers[j] in NUMERAL_WORDS):
            j += 1  # "97 of 128 drones"
    elif j < stop and lowers[j] in HYPHENS:
        j += 2
    found = None
    for k in range(j, min(stop, j + REACH)):
        word = lowers[k]
        if (
            not word[0].isalpha()
            or word in NOT_NOUNS
            or word in MANNERS
            or (word in words.states and found is not None)
        ):
            break
        if any(word in known for known in (words.people, words.nouns, words.lives, words.carriers, words.groups)):
            found = k
            if word in words.states and k + 1 < stop and lowers[k + 1] in words.people:
                continue  # "two of the wounded rebels"
            if word not in words.singular or quantity.value == 1:
                return k
            continue
        if parse.pos[k] in ("NOUN", "PROPN") and word not in words.states:
            found = k
        elif parse.pos[k] in ("VERB", "AUX", "ADP", "PRON"):
            break
        elif found is not None:
            return k if parse.pos[k] == "X" else found  # no tags: the word after a singular is what it describes
    return found


def _parts(parse: Parse, word: int, words: Measures) -> bool:
    """Whether a word parts a number from a noun: a comma, a verb ("14, injured scores")."""
    lower = parse.lowers[word]
    if not lower[0].isalnum():
        return lower not in QUOTED
    return lower in words.states and parse.deps[word] != "amod"


def is_whole(lowers: Sequence[str], first: int) -> bool:
    """Whether a number is the whole that another is part of: the 20 in "13 of the 20 hostages were freed"."""
    if first < 3 or lowers[first - 2] != "of" or lowers[first - 1] not in OWNERS:
        return False
    part = lowers[first - 3]
    return part in STARTERS or part[0].isdecimal() or part in PARTS


def can_be_held(parse: Parse, noun: int | None, words: Measures) -> bool:
    """Whether what is counted can be captured, freed or driven out: people, not documents and towns."""
    if noun is None or parse.lowers[noun] in words.people or parse.lowers[noun] in words.nouns:
        return True
    return parse.lowers[noun] in words.states or parse.lowers[noun] in words.groups or parse.words[noun].istitle()
