"""Words of the vocabulary are lemmas: whatever form a text has them in, the lemmatizer leads back to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from truceline.language.lemmas import Lemmatizer, irregular
from truceline.language.pieces import Pieces
from truceline.language.session import NETWORK
from truceline.vocabulary.cues import load_cues
from truceline.vocabulary.patterns import Words

VOWELS = frozenset("aeiou")
HISSES = ("s", "x", "z", "ch", "sh")


@cache
def lemmatizer() -> Lemmatizer:
    return Lemmatizer(Pieces(NETWORK / "tokenizer.json").whole_words)


def heads(*tables: Words[Any]) -> list[str]:
    return sorted({head for table in tables for head in table.heads if head.isalpha()})


def third(word: str) -> str:
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith((*HISSES, "o")) else "s")


def verb_forms(verb: str) -> Iterator[tuple[str, str]]:
    """Those forms of a verb that spelling alone gives: no vowel is doubled before them, and none is irregular."""
    if verb in irregular("verbs"):
        return
    yield third(verb), "VBZ"
    if verb.endswith("e") and verb[-2] not in "eoy":
        yield verb + "d", "VBD"
        if verb[-2] != "i":
            yield verb[:-1] + "ing", "VBG"
    elif verb[-1] not in VOWELS | {"y"} and (verb[-2] not in VOWELS or verb[-3:-2] in VOWELS):
        yield verb + "ed", "VBD"
        yield verb + "ing", "VBG"


def verbs() -> list[str]:
    cues = load_cues()
    return heads(cues.verbs, cues.verb_frames, cues.lights, cues.happenings, cues.embedding_verbs, cues.status_verbs)


def nouns() -> list[str]:
    cues = load_cues()
    return heads(cues.nouns, cues.noun_frames, cues.embedding_nouns, cues.agreements, cues.weapons)


def test_verbs_are_led_back_from_their_forms() -> None:
    lemma = lemmatizer().lemma
    assert [(form, verb) for verb in verbs() for form, tag in verb_forms(verb) if lemma(form, tag, "0:") != verb] == []


def test_nouns_are_led_back_from_their_plurals() -> None:
    regular = [
        n for n in nouns() if not {n, third(n)} & irregular("nouns").keys() and not n.endswith(("s", "men", "people"))
    ]
    assert [noun for noun in regular if lemmatizer().lemma(third(noun), "NNS", "0:") != noun] == []
