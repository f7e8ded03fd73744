"""Where events happened: what hangs on them, and what stands around them."""

from __future__ import annotations

import pytest

from tests.reading.told import GROUP, Told, read, sentences

CITY = {"country": "ORS", "precision": "city", "latitude": 10.0, "longitude": 20.0}
COUNTRY = {"country": "ORS", "precision": "country", "latitude": 12.0, "longitude": 21.0}
PEOPLE = {"kind": "population", "sector": ("CVL",)}
UNKNOWN: dict[str, object] = {}
PLACES = {"Talas": CITY, "Berem": CITY, "Orsinia": COUNTRY, "Quistrel": UNKNOWN}


def told(line: str, **places: dict[str, object]) -> Told:
    """What is claimed in a sentence with the places of this page."""
    return read(sentences(line), actors={"Hilmen": GROUP, "shopkeepers": PEOPLE}, places=places or PLACES)


KILLED = "Hilmen|PROPN|2|nsubj killed:kill|VERB|0|root villagers:villager|NOUN.NNS|2|obj "


@pytest.mark.parametrize(
    ("phrase", "where"),
    [
        # the clause that tells the same scene
        ("when|SCONJ|6|mark buses:bus|NOUN.NNS|6|nsubj stopped:stop|VERB|2|advcl in|ADP|8|case Talas|PROPN|6|obl",
         ["Talas"]),
        ("when|SCONJ|6|mark they|PRON|6|nsubj entered:enter|VERB|2|advcl Talas|PROPN|6|obj", ["Talas"]),
        # … and clauses that do not
        ("before|SCONJ|6|mark buses:bus|NOUN.NNS|6|nsubj stopped:stop|VERB|2|advcl in|ADP|8|case Talas|PROPN|6|obl",
         []),
        ("to|PART|5|mark frighten:frighten|VERB.VB|2|advcl children|NOUN|5|obj in|ADP|8|case Talas|PROPN|6|nmod", []),
    ],
)  # fmt: skip
def test_a_scene_may_be_told_in_another_clause(phrase: str, where: list[str]) -> None:
    found = told(f"{KILLED}{phrase} ~.|PUNCT|2|punct")
    assert found.words(found.claim("ASSAULT").where) == where


def test_people_are_where_it_happened_only_for_want_of_better() -> None:
    line = (
        "Hilmen|PROPN|2|nsubj killed:kill|VERB|0|root nine|NUM|4|nummod shopkeepers:shopkeeper|NOUN.NNS|2|obj "
        "in|ADP|6|case Talas|PROPN|4|nmod {rest} ~.|PUNCT|2|punct"
    )
    alone = told(line.format(rest="yesterday|NOUN|2|obl:unmarked"))
    assert alone.words(alone.claim("ASSAULT").where) == ["Talas"]
    better = told(line.format(rest="at|ADP|9|case a|DET|9|det market|NOUN|2|obl near|ADP|11|case Berem|PROPN|9|nmod"))
    assert better.words(better.claim("ASSAULT").where) == ["Berem"]


def test_the_verb_above_lends_its_place() -> None:
    found = told(
        "Shells:shell|NOUN.NNS|2|nsubj fell:fall|VERB|0|root in|ADP|4|case Talas|PROPN|2|obl ~,|PUNCT|6|punct "
        "killing:kill|VERB.VBG|2|advcl nine|NUM|8|nummod people|NOUN|6|obj ~.|PUNCT|2|punct"
    )
    assert found.words(found.claims[-1].where) == ["Talas"]


@pytest.mark.parametrize(
    ("before", "where"),
    [
        ("a|DET|7|det Talas|PROPN|7|compound", ["Talas"]),
        ("an|DET|7|det Orsinia|PROPN|7|compound", []),  # a country before a noun says whose it is
    ],
)
def test_a_town_before_a_noun_says_where_that_is(before: str, where: list[str]) -> None:
    found = told(f"{KILLED}at|ADP|7|case {before} bakery|NOUN|2|obl ~.|PUNCT|2|punct")
    assert found.words(found.claim("ASSAULT").where) == where


def test_a_country_before_a_word_for_a_place_is_where() -> None:
    found = told(f"{KILLED}in|ADP|7|case the|DET|7|det Orsinia|PROPN|7|compound capital|NOUN|2|obl ~.|PUNCT|2|punct")
    assert found.words(found.claim("ASSAULT").where) == ["Orsinia"]


@pytest.mark.parametrize(
    ("line", "where"),
    [
        # A name that nobody knows, and that was shot, is somebody's.
        ("Quistrel|PROPN|3|nsubj:pass was|AUX|3|aux:pass shot:shoot|VERB.VBN|0|root by|ADP|5|case "
         "Hilmen|PROPN|3|obl:agent ~.|PUNCT|3|punct", []),
        ("Hilmen|PROPN|2|nsubj seized:seize|VERB|0|root Quistrel|PROPN|2|obj ~.|PUNCT|2|punct", ["Quistrel"]),
        ("Talas|PROPN|3|nsubj:pass was|AUX|3|aux:pass shelled:shell|VERB.VBN|0|root by|ADP|5|case "
         "Hilmen|PROPN|3|obl:agent ~.|PUNCT|3|punct", ["Talas"]),
    ],
)  # fmt: skip
def test_what_is_attacked_is_a_place_if_it_can_be_one(line: str, where: list[str]) -> None:
    found = told(line)
    assert found.words(found.claims[0].where) == where


def test_what_a_protest_is_against_is_not_where_it_is() -> None:
    found = told(
        "Crowds:crowd|NOUN.NNS|2|nsubj demonstrated:demonstrate|VERB|0|root against|ADP|4|case Orsinia|PROPN|2|obl "
        "in|ADP|6|case Talas|PROPN|2|obl ~.|PUNCT|2|punct"
    )
    assert found.words(found.claim("PROTEST").where) == ["Talas"]


def test_a_preposition_may_hang_inside_the_name() -> None:
    found = told(f"{KILLED}in|ADP|6|case Nord|PROPN|2|obl Talas|PROPN|5|nmod ~.|PUNCT|2|punct", **{"Nord Talas": CITY})
    assert found.words(found.claim("ASSAULT").where) == ["Nord Talas"]


def test_where_those_are_who_hear_of_it_is_not_where_it_happened() -> None:
    found = told(
        "officials:official|NOUN.NNS|2|nsubj told:tell|VERB|0|root shopkeepers:shopkeeper|NOUN.NNS|2|obj in|ADP|5|case "
        "Talas|PROPN|3|nmod that|SCONJ|8|mark Hilmen|PROPN|8|nsubj killed:kill|VERB|2|ccomp "
        "villagers:villager|NOUN.NNS|8|obj ~.|PUNCT|2|punct"
    )
    assert found.claim("ASSAULT").where == ()


def test_where_somebody_is_based_is_not_where_something_happened() -> None:
    found = told(
        f"{KILLED}by|ADP|6|case Hilmen|PROPN|2|obl:agent who|PRON.WP|8|nsubj:pass is:be|AUX.VBZ|9|aux:pass "
        "based:base|VERB.VBN|6|acl:relcl in|ADP|11|case Talas|PROPN|9|obl ~.|PUNCT|2|punct"
    )
    assert found.claim("ASSAULT").where == ()


def test_who_gathers_to_protest_protests_there() -> None:
    found = told(
        "Crowds:crowd|NOUN.NNS|2|nsubj came:come|VERB|0|root together|ADV|2|advmod in|ADP|5|case Talas|PROPN|2|obl "
        "to|PART|7|mark demonstrate|VERB.VB|2|advcl ~.|PUNCT|2|punct"
    )
    assert found.words(found.claim("PROTEST").where) == ["Talas"]


def test_where_it_was_said_is_not_where_it_happened() -> None:
    found = told(
        "Elbia|PROPN|2|nsubj told:tell|VERB|0|root reporters:reporter|NOUN.NNS|2|obj in|ADP|5|case Talas|PROPN|2|obl "
        "that|SCONJ|8|mark Hilmen|PROPN|8|nsubj killed:kill|VERB|2|ccomp "
        "villagers:villager|NOUN.NNS|8|obj ~.|PUNCT|2|punct"
    )
    assert found.claim("ASSAULT").where == ()
