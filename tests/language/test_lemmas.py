"""Lemma rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.lemmas import Lemmatizer, apply_rule, irregular, rule_of

WORDS = st.text(alphabet="abcdeérsty'-", min_size=1, max_size=12)


def test_a_rule_serves_the_words_of_its_kind() -> None:
    assert apply_rule("Carried", rule_of("married", "marry")) == "carry"
    assert apply_rule("truces", rule_of("guns", "gun")) == "truce"
    assert rule_of("said", "say") == "2:y"


@given(WORDS, WORDS)
def test_the_rule_of_a_pair_makes_the_lemma(word: str, lemma: str) -> None:
    assert apply_rule(word, rule_of(word, lemma)) == lemma


@given(WORDS, WORDS, WORDS)
def test_any_rule_gives_some_lemma(word: str, other: str, lemma: str) -> None:
    assert apply_rule(word, rule_of(other, lemma))


KNOWN = {"kill", "release", "stop", "hope", "hop", "offer", "carry", "invade", "house", "box", "bus", "large", "big"}


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("killed", "VBD", "kill"),
        ("released", "VBP", "release"),
        ("need", "VBP", "need"),
        ("repeats", "VBP", "repeat"),
        ("troops", "NN", "troop"),
        ("focus", "VBP", "focus"),
        ("demonstrations", "NN", "demonstration"),
        ("species", "NN", "species"),
        ("Released", "VBN", "release"),
        ("stopped", "VBD", "stop"),
        ("hoped", "VBD", "hope"),
        ("hopping", "VBG", "hop"),
        ("offering", "VBG", "offer"),
        ("carried", "VBD", "carry"),
        ("carries", "VBZ", "carry"),
        ("invading", "VBG", "invade"),
        ("fled", "VBD", "flee"),
        ("died", "VBD", "die"),
        ("were", "VBD", "be"),
        ("n’t", "RB", "not"),
        ("houses", "NNS", "house"),
        ("boxes", "NNS", "box"),
        ("gunmen", "NNS", "gunman"),
        ("policewomen", "NNS", "policewoman"),
        ("parties", "NNS", "party"),
        ("larger", "JJR", "large"),
        ("biggest", "JJS", "big"),
        ("Kesh", "NNP", "kesh"),
        ("left", "JJ", "left"),
        ("left", "VBD", "leave"),
        ("zworded", "VBD", "zword"),
        ("detained", "VBN", "detain"),
        ("detonated", "VBD", "detonate"),
        ("convened", "VBD", "convene"),
        ("besieged", "VBN", "besiege"),
        ("endorses", "VBZ", "endorse"),
        ("finalizes", "VBZ", "finalize"),
        ("focuses", "VBZ", "focus"),
        ("marches", "NNS", "march"),
        ("bases", "NNS", "base"),
        ("troops", "NNS", "troop"),
        ("toppled", "VBD", "topple"),
        ("overruled", "VBD", "overrule"),
        ("ridiculing", "VBG", "ridicule"),
        ("appeared", "VBD", "appear"),
        ("criticizes", "VBD", "criticize"),
        ("offering", "VBD", "offer"),
        ("hostilities", "NNS", "hostilities"),
    ],
)
def test_lemma(word: str, tag: str, lemma: str) -> None:
    assert Lemmatizer(KNOWN).lemma(word, tag, "0:") == lemma


def test_words_that_no_ending_explains_follow_the_network() -> None:
    assert Lemmatizer(KNOWN).lemma("them", "PRP", rule_of("them", "they")) == "they"


@given(WORDS, st.sampled_from(["NN", "NNS", "VBD", "VBN", "VBG", "VBZ", "JJR", "PRP", "MD"]))
def test_any_word_has_a_lemma(word: str, tag: str) -> None:
    assert Lemmatizer(KNOWN).lemma(word, tag, "0:")


def test_irregular_forms_have_one_lemma_each() -> None:
    assert irregular("verbs")["fought"] == "fight"
    assert irregular("nouns")["crises"] == "crisis"
