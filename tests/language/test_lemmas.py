"""Lemma rules."""

from hypothesis import given
from hypothesis import strategies as st

from truceline.language.lemmas import apply_rule, rule_of

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
