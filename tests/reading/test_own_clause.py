"""What belongs to an event and what only stands beside it: recipients, days, places, doers, how firmly it is held."""

from __future__ import annotations

import pytest

from tests.reading.told import BOTH, GROUP, parts, read, sentences
from truceline.model import Quote
from truceline.reading.actors.datelines import is_dateline
from truceline.reading.actors.mention import Hit

DAY = {"type": "DATE", "value": "2031-05-19", "earliest": "2031-05-19", "latest": "2031-05-19"}
END = " ~.|PUNCT|2|punct"


@pytest.mark.parametrize(
    ("line", "event", "actors", "recipients"),
    [
        (  # whom the others fight is not supported
            "Elbia|PROPN|2|nsubj supports:support|VERB.VBZ|0|root their|PRON.PRP$|4|nmod:poss "
            "efforts:effort|NOUN.NNS|2|obj specific|ADJ|4|amod to|ADP|7|case fights:fight|NOUN.NNS|5|obl "
            "against|ADP|9|case Orsinia|PROPN|7|nmod",
            "SUPPORT",
            ["Elbia"],
            [],
        ),
        (  # the support that is won is theirs of whom it is won
            "Orsinia|PROPN|2|nsubj consolidated:consolidate|VERB.VBD|0|root the|DET|4|det support|NOUN|2|obj "
            "of|ADP|6|case Elbia|PROPN|4|nmod",
            "SUPPORT",
            ["Elbia"],
            ["Orsinia"],
        ),
        (  # who gets an ultimatum is the one to halt
            "Tarn|PROPN|2|nsubj issued:issue|VERB.VBD|0|root an|DET|4|det ultimatum|NOUN|2|obj to|ADP|6|case "
            "Elbia|PROPN|4|nmod to|PART.TO|8|mark attack|VERB.VB|4|acl Orsinia|PROPN|8|obj",
            "ASSAULT",
            ["Elbia"],
            ["Orsinia"],
        ),
    ],
)
def test_who_does_it_and_to_whom(line, event, actors, recipients):
    assert parts(read(sentences(line + END), actors=BOTH), event) == (actors, recipients)


def test_nobody_else_was_deported_than_those_without_a_name():
    parse = sentences(
        "They:they|PRON|3|nsubj:pass were:be|AUX|3|aux:pass deported:deport|VERB.VBN|0|root from|ADP|5|case "
        "Talas|PROPN|3|obl in|ADP|7|case Elbia|PROPN|3|obl ~.|PUNCT|3|punct"
    )
    told = read(parse, actors=BOTH, places={"Talas": {"country": "ELB", "precision": "city"}})
    assert parts(told, "COERCE") == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        "Elbia|PROPN|2|nsubj shot:shoot|VERB.VBD|0|root himself:himself|PRON|2|obj",
        "Orsinia|PROPN|3|nsubj:pass was:be|AUX|3|aux:pass killed:kill|VERB.VBN|0|root by|ADP|6|case a|DET|6|det "
        "driver|NOUN|3|obl:agent",
        "Elbia|PROPN|2|nsubj treated:treat|VERB.VBD|0|root Orsinia|PROPN|2|obj like|ADP|6|case a|DET|6|det "
        "victim|NOUN|2|obl",
        "Elbia|PROPN|2|nsubj called:call|VERB.VBD|0|root Orsinia|PROPN|2|obj ~“|PUNCT|6|punct a|DET|6|det "
        "friend|NOUN|2|obl ~”|PUNCT|6|punct",
    ],
)
def test_words_that_name_no_event_there(line):
    assert read(sentences(line + END), actors=BOTH).events() == []


@pytest.mark.parametrize(
    ("line", "factuality", "phase"),
    [
        (
            "Elbia|PROPN|2|nsubj used:use|VERB.VBD|0|root gas|NOUN|2|obj to|PART.TO|5|mark attack|VERB.VB|2|advcl "
            "Orsinia|PROPN|5|obj",
            "CT+",
            "happened",
        ),
        (
            "Elbia|PROPN|3|nsubj allegedly|ADV|3|advmod invaded:invade|VERB.VBD|0|root and|CCONJ|5|cc "
            "attacked:attack|VERB.VBD|3|conj Orsinia|PROPN|5|obj",
            "PS+",
            "happened",
        ),
        (
            "Elbia|PROPN|2|nsubj feared:fear|VERB.VBD|0|root a|DET|5|det possible|ADJ|5|amod attack|NOUN|2|obj "
            "by|ADP|7|case Orsinia|PROPN|5|nmod",
            "PS+",
            "conditional",
        ),
    ],
)
def test_how_firmly_it_is_held(line, factuality, phase):
    told = read(sentences(line + END), actors=BOTH)
    claim = next(c for c in told.claims if c.event == "ASSAULT" and "attack" in told.trigger(c))
    assert (claim.factuality, claim.phase) == (factuality, phase)


def test_the_day_of_an_agreement_is_not_that_of_what_is_agreed():
    parse = sentences(
        "Elbia|PROPN|2|nsubj agreed:agree|VERB.VBD|0|root on|ADP|4|case Monday|PROPN|2|obl to|PART.TO|6|mark "
        "attack|VERB.VB|2|xcomp Orsinia|PROPN|6|obj" + END
    )
    told = read(parse, actors=BOTH, times={"Monday": DAY})
    assert told.claim("ASSAULT").when == ()


def test_where_and_when_somebody_says_it_is_not_where_it_was():
    parse = sentences(
        "Elbia|PROPN|2|nsubj attacked:attack|VERB.VBD|6|ccomp Orsinia|PROPN|2|obj ~,|PUNCT|6|punct "
        "Tarn|PROPN|6|nsubj said:say|VERB.VBD|0|root on|ADP|8|case Monday|PROPN|2|obl ~.|PUNCT|6|punct",
        quotes=(Quote(source=(4, 5), cue=(5, 6), content=((0, 3),)),),
    )
    assert read(parse, actors=BOTH, times={"Monday": DAY}).claim("ASSAULT").when == ()


def test_what_is_demanded_at_talks_need_not_be_talks():
    parse = sentences(
        "Hilmen|PROPN|2|nsubj demanded:demand|VERB.VBD|0|root action|NOUN|2|obj from|ADP|5|case Elbia|PROPN|2|obl "
        "at|ADP|7|case talks:talk|NOUN.NNS|2|obl" + END
    )
    assert read(parse, actors={"Hilmen": GROUP, **BOTH}).claim("REQUEST").mode is None


def test_a_place_of_another_clause_is_not_where_a_word_was_said():
    parse = sentences(
        "Elbia|PROPN|2|nsubj condemned:condemn|VERB.VBD|0|root Orsinia|PROPN|2|obj while|SCONJ|6|mark "
        "envoys:envoy|NOUN.NNS|6|nsubj waited:wait|VERB.VBD|2|advcl in|ADP|8|case Talas|PROPN|6|obl" + END
    )
    told = read(parse, actors=BOTH, places={"Talas": {"country": "ORS", "precision": "city"}})
    assert told.claim("ACCUSE").where == ()


def test_the_dead_are_not_counted_among_the_arrested():
    parse = sentences(
        "Elbia|PROPN|2|nsubj arrested:arrest|VERB.VBD|0|root Orsinia|PROPN|2|obj for|ADP|6|case the|DET|6|det "
        "death|NOUN|2|obl of|ADP|9|case two|NUM|9|nummod women:woman|NOUN.NNS|6|nmod" + END
    )
    told = read(parse, actors=BOTH, counts={"two women": {"low": 2.0, "high": 2.0, "measure": "killed"}})
    assert told.claim("COERCE").counts == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "TALAS|PROPN|0|root ~,|PUNCT|1|punct Elbia|PROPN|1|appos -|PUNCT|1|punct Rain|NOUN|6|nsubj fell|VERB|1|dep",
            True,
        ),
        ("Talas|PROPN|2|nsubj agreed|VERB|0|root -|PUNCT|2|punct late|ADV|2|advmod", False),
        ("NATO|PROPN|2|nsubj agreed|VERB|0|root -|PUNCT|2|punct late|ADV|2|advmod", False),
    ],
)
def test_where_a_report_was_filed_is_nobody(line, found):
    assert is_dateline(sentences(line), Hit(0, 1, None, None)) is found
