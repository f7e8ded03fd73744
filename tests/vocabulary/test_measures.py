"""The measure words: every form of them, and no word with two meanings in one place."""

from __future__ import annotations

from truceline.vocabulary.measures import load_measures
from truceline.vocabulary.tables import read_toml

MEASURES = frozenset("killed injured captured missing displaced released weapons protesters aid money other".split())


def test_verbs_have_all_their_forms() -> None:
    words = load_measures()
    for form in ("kill", "kills", "killed", "killing", "slew", "slain", "kidnapped", "freed"):
        assert form in words.transitive, form
    assert words.intransitive["dying"] == "killed"
    assert words.intransitive["fled"] == "displaced"


def test_nouns_have_their_plurals() -> None:
    words = load_measures()
    assert {"man", "men", "child", "children", "nurse", "nurses", "others"} <= words.people
    assert words.nouns["missiles"] == "weapons"
    assert words.nouns["bodies"] == "killed"
    assert "other" not in words.people


def test_no_casualties_denies_both() -> None:
    assert load_measures().nothing["casualties"] == ("killed", "injured")
    assert load_measures().nothing["deaths"] == ("killed",)


def test_every_section_names_measures_of_the_contract() -> None:
    table = read_toml("measures")
    for section in ("transitive", "intransitive", "states", "nouns", "events", "none"):
        assert set(table[section]) <= MEASURES, section


def test_irregular_forms_belong_to_words_that_are_listed() -> None:
    table = read_toml("measures")
    listed = {word for name in ("transitive", "intransitive") for words in table[name].values() for word in words}
    listed |= {word for name in ("lives", "people", "aid") for words in table[name].values() for word in words}
    assert set(table["forms"]) <= listed
