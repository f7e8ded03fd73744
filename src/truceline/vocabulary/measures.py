"""What a number in a report counts: ``measures.toml``, with every form of its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from truceline.vocabulary.tables import read_toml

INVARIANT = frozenset({"dead", "wounded", "injured", "displaced", "police", "people", "troop", "others"})
SIBILANTS = ("s", "x", "z", "ch", "sh")
Forms = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Words in all their forms, in lower case, with the measure they give a number."""

    transitive: Mapping[str, str]  # forms of verbs whose object suffers it
    intransitive: Mapping[str, str]  # forms of verbs whose subject does
    freeing: frozenset[str]  # forms of verbs by which prisoners go free
    states: Mapping[str, str]  # "dead", "wounded" after a number or its noun
    nouns: Mapping[str, str]  # counted nouns that say it themselves
    events: Mapping[str, str]  # nouns that govern a number through "of"
    nothing: Mapping[str, tuple[str, ...]]  # "casualties" → what "no casualties" denies
    people: frozenset[str]  # nouns for people, singular and plural
    groups: frozenset[str]  # "families": what people are counted by
    person: frozenset[str]  # their singulars alone
    singular: frozenset[str]  # dictionary forms of all counted nouns: beside a plural they only describe it
    carriers: frozenset[str]  # "tons", "trucks"
    goods: frozenset[str]  # "food", "aid"
    lives: frozenset[str]
    life_verbs: frozenset[str]
    signs: frozenset[str]  # "$"
    currencies: frozenset[str]  # "dollars"
    units: frozenset[str]  # after these a number measures
    labels: frozenset[str]  # before these a number is a name


def _verb_forms(verb: str, irregular: Forms) -> set[str]:
    """All forms of a verb, by rule and from the list of irregular ones."""
    stem = verb[:-1] if verb.endswith("e") else verb
    ending = "es" if verb.endswith(SIBILANTS) else "s"
    forms = {verb, verb + ending, stem + "ed", stem + "ing", *irregular.get(verb, ())}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    return forms


def _noun_forms(noun: str, irregular: Forms) -> set[str]:
    """Singular and plural of a noun."""
    if noun in INVARIANT:
        return {noun, noun + "s"} if noun == "troop" else {noun}
    if noun in irregular:
        return {noun, *irregular[noun]}
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return {noun, noun[:-1] + "ies"}
    return {noun, noun + ("es" if noun.endswith(SIBILANTS) else "s")}


@cache
def load_measures() -> Measures:
    """The measure words that the package brings."""
    table = read_toml("measures")
    irregular: Forms = table["forms"]

    def verbs(words: Iterable[str]) -> set[str]:
        return {form for word in words for form in _verb_forms(word, irregular)}

    def nouns(words: Iterable[str]) -> set[str]:
        return {form for word in words for form in _noun_forms(word, irregular)}

    def by_measure(section: str, forms: str) -> dict[str, str]:
        # Where two measures claim a form the first in the file has it.
        found: dict[str, str] = {}
        for measure, words in table[section].items():
            inflected = verbs(words) if forms == "verb" else nouns(words) if forms == "noun" else set(words)
            for form in inflected:
                found.setdefault(form, measure)
        return found

    nothing: dict[str, tuple[str, ...]] = {}
    for measure, words in table["none"].items():
        for form in nouns(words):
            nothing[form] = (*nothing.get(form, ()), measure)
    people = table["people"]["nouns"]
    return Measures(
        transitive=by_measure("transitive", "verb"),
        intransitive=by_measure("intransitive", "verb"),
        freeing=frozenset(verbs(table["freeing"]["verbs"])),
        states=by_measure("states", "plain"),
        nouns=by_measure("nouns", "noun"),
        events=by_measure("events", "noun"),
        nothing=nothing,
        people=frozenset(nouns(people)),
        groups=frozenset(nouns(table["people"]["groups"])),
        person=frozenset(people) - INVARIANT,
        singular=(frozenset(people) | {word for words in table["nouns"].values() for word in words}) - INVARIANT,
        carriers=frozenset(nouns(table["aid"]["carriers"])),
        goods=frozenset(table["aid"]["goods"]),
        lives=frozenset(nouns(table["lives"]["nouns"])),
        life_verbs=frozenset(verbs(table["lives"]["verbs"])),
        signs=frozenset(table["money"]["signs"]),
        currencies=frozenset(nouns(table["money"]["nouns"])),
        units=frozenset(nouns(table["units"]["nouns"])),
        labels=frozenset(table["units"]["labels"]),
    )
