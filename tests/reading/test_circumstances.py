from __future__ import annotations

import pytest

from tests.reading.told import GROUP, STATE, read, sentences

BOTH = {"Elbia": STATE, "Orsinia": STATE}
CITY = {"country": "ORS", "precision": "city"}
REGION = {"country": "ORS", "precision": "region"}
COUNTRY = {"country": "ORS", "precision": "country"}
DAY = {"type": "DATE", "value": "2031-05-19", "earliest": "2031-05-19", "latest": "2031-05-19"}


def test_a_time_belongs_to_the_clause_it_stands_in():
    parse = sentences(
        "On|ADP|2|case Monday|PROPN|6|obl ~,|PUNCT|6|punct an|DET|5|det envoy|NOUN|6|nsubj said:say|VERB|0|root "
        "Elbia|PROPN|8|nsubj attacked:attack|VERB|6|ccomp Orsinia|PROPN|8|obj on|ADP|11|case Sunday|PROPN|8|obl "
        "~.|PUNCT|6|punct"
    )
    told = read(parse, actors=BOTH, times={"Monday": DAY, "Sunday": DAY})
    assert told.words(told.claim("ASSAULT").when) == ["Sunday"]


def test_a_consequence_shares_time_and_place():
    parse = sentences(
        "Elbia|PROPN|2|nsubj shelled:shell|VERB|0|root Talas|PROPN|2|obj on|ADP|5|case Sunday|PROPN|2|obl "
        "~,|PUNCT|7|punct wounding:wound|VERB.VBG|2|advcl nine|NUM|9|nummod people|NOUN.NNS|7|obj ~.|PUNCT|2|punct"
    )
    told = read(
        parse,
        actors={"Elbia": STATE, "Talas": {"actor": None, "country": "ORS"}},
        times={"Sunday": DAY},
        places={"Talas": CITY},
        counts={"nine people": {"low": 9.0, "high": 9.0, "measure": "injured"}},
    )
    shelling, wounding = told.claims
    for claim in (shelling, wounding):
        assert told.words(claim.when) == ["Sunday"]
        assert told.words(claim.where) == ["Talas"]
        assert told.words(claim.actors) == ["Elbia"]
    assert shelling.counts == ()
    assert told.words(wounding.counts) == ["nine people"]
    assert told.span(wounding) == "wounding nine people"


def test_what_happened_later_shares_nothing():
    parse = sentences(
        "Elbia|PROPN|2|nsubj shelled:shell|VERB|0|root Talas|PROPN|2|obj on|ADP|5|case Sunday|PROPN|2|obl "
        "after|SCONJ|8|mark Orsinia|PROPN|8|nsubj attacked:attack|VERB|2|advcl Elbia|PROPN|8|obj ~.|PUNCT|2|punct"
    )
    told = read(parse, actors=BOTH, times={"Sunday": DAY}, places={"Talas": CITY})
    assert told.words(told.claims[1].when) == []
    assert told.words(told.claims[1].where) == []


@pytest.mark.parametrize(
    ("phrase", "where"),
    [
        ("in|ADP|5|case Talas|PROPN|2|obl", ["Talas"]),
        ("by|ADP|5|case Talas|PROPN|2|obl:agent", []),
        ("from|ADP|5|case Talas|PROPN|2|obl", []),
        ("at|ADP|6|case the|DET|6|det gates:gate|NOUN.NNS|2|obl of|ADP|8|case Talas|PROPN|6|nmod", ["Talas"]),
    ],
)
def test_where_it_happened_is_told_by_a_preposition(phrase, where):
    line = f"Hilmen|PROPN|2|nsubj killed:kill|VERB|0|root villagers:villager|NOUN.NNS|2|obj {phrase} ~.|PUNCT|2|punct"
    told = read(sentences(line), actors={"Hilmen": GROUP}, places={"Talas": CITY})
    assert told.words(told.claim("ASSAULT").where) == where


def test_of_places_in_one_another_the_smallest_counts():
    parse = sentences(
        "Hilmen|PROPN|2|nsubj attacked:attack|VERB|0|root convoys:convoy|NOUN.NNS|2|obj in|ADP|5|case "
        "Talas|PROPN|2|obl "
        "in|ADP|8|case southern|ADJ|8|amod Orsinia|PROPN|5|nmod ~.|PUNCT|2|punct"
    )
    told = read(parse, actors={"Hilmen": GROUP}, places={"Talas": CITY, "Orsinia": COUNTRY})
    assert told.words(told.claim("ASSAULT").where) == ["Talas"]


def test_places_side_by_side_all_count():
    parse = sentences(
        "Hilmen|PROPN|2|nsubj attacked:attack|VERB|0|root convoys:convoy|NOUN.NNS|2|obj in|ADP|5|case "
        "Talas|PROPN|2|obl "
        "and|CCONJ|7|cc Berem|PROPN|5|conj ~.|PUNCT|2|punct"
    )
    told = read(parse, actors={"Hilmen": GROUP}, places={"Talas": CITY, "Berem": CITY})
    assert told.words(told.claim("ASSAULT").where) == ["Talas", "Berem"]


def test_a_country_before_somebody_is_no_place():
    parse = sentences(
        "Hilmen|PROPN|2|nsubj attacked:attack|VERB|0|root an|DET|5|det Orsinian|ADJ|5|amod patrol|NOUN|2|obj "
        "~.|PUNCT|2|punct"
    )
    told = read(parse, actors={"Hilmen": GROUP}, places={"Orsinian": COUNTRY})
    assert told.claim("ASSAULT").where == ()


def test_numbers_beside_what_a_quantity_counts_belong_too():
    parse = sentences(
        "scores:score|NOUN.NNS|9|nsubj:pass of|ADP|3|case trucks:truck|NOUN.NNS|1|nmod ~,|PUNCT|6|punct "
        "twelve|NUM|6|nummod buses:bus|NOUN.NNS|3|conj were:be|AUX|9|aux:pass then|ADV|9|advmod "
        "killed:kill|VERB.VBN|0|root ~.|PUNCT|9|punct"
    )
    told = read(parse, counts={"scores of trucks": {"low": 40.0}, "twelve buses": {"low": 12.0, "high": 12.0}})
    assert told.words(told.claim("ASSAULT").counts) == ["scores of trucks", "twelve buses"]


def test_a_number_that_is_part_of_another_is_left_out():
    parse = sentences(
        "Hilmen|PROPN|2|nsubj killed:kill|VERB|0|root nine|NUM|4|nummod people|NOUN.NNS|2|obj ~,|PUNCT|8|punct "
        "including|ADP|8|case two|NUM|8|nummod children:child|NOUN.NNS|4|nmod ~.|PUNCT|2|punct"
    )
    told = read(
        parse,
        actors={"Hilmen": GROUP},
        counts={"nine people": {"measure": "killed"}, "two children": {"measure": "killed"}},
    )
    assert told.words(told.claim("ASSAULT").counts) == ["nine people"]


def test_others_hurt_are_counted_with_the_killed_where_the_tree_took_the_verb_for_their_quality():
    parse = sentences(
        "twelve|NUM|2|nummod people|NOUN.NNS|4|nsubj:pass were:be|AUX|4|aux:pass killed:kill|VERB.VBN|0|root "
        "and|CCONJ|7|cc thirty|NUM|7|nummod others:other|NOUN.NNS|4|nsubj:pass wounded|ADJ|7|acl ~.|PUNCT|4|punct"
    )
    told = read(parse, counts={"twelve people": {"measure": "killed"}, "thirty others": {"measure": "injured"}})
    assert told.words(told.claim("ASSAULT").counts) == ["twelve people", "thirty others"]


def test_a_current_war_says_no_day():
    parse = sentences(
        "The|DET|3|det current|ADJ|3|amod attack|NOUN|6|nsubj on|ADP|5|case Orsinia|PROPN|3|nmod "
        "hurts:hurt|VERB.VBZ|0|root Elbia|PROPN|6|obj ~.|PUNCT|6|punct"
    )
    now = {"type": "DATE", "value": "PRESENT_REF", "earliest": "2031-05-20", "latest": "2031-05-20"}
    told = read(parse, actors=BOTH, times={"current": now})
    assert told.claims[0].when == ()


def test_what_an_event_will_not_change_keeps_its_own_time_and_place():
    parse = sentences(
        "The|DET|2|det attack|NOUN|7|nsubj on|ADP|4|case Orsinia|PROPN|2|nmod will|AUX.MD|7|aux not|PART.RB|7|advmod "
        "delay|VERB.VB|0|root talks:talk|NOUN.NNS|7|obj on|ADP|10|case Sunday|PROPN|7|obl in|ADP|12|case "
        "Talas|PROPN|7|obl ~.|PUNCT|7|punct"
    )
    told = read(parse, actors=BOTH, times={"Sunday": DAY}, places={"Talas": CITY})
    assert told.words(told.claim("ASSAULT").when) == []
    assert told.words(told.claim("ASSAULT").where) == []
