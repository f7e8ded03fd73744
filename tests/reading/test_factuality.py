from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.told import BOTH, read, sentences
from truceline.model import Hint, Quote

END = " ~.|PUNCT|2|punct"


@pytest.mark.parametrize(
    ("line", "factuality", "phase"),
    [
        ("Elbia|PROPN|2|nsubj attacked:attack|VERB|0|root Orsinia|PROPN|2|obj", "CT+", "happened"),
        (
            "Elbia|PROPN|4|nsubj did:do|AUX|4|aux not|PART.RB|4|advmod attack|VERB.VB|0|root Orsinia|PROPN|4|obj",
            "CT-",
            "happened",
        ),
        ("Elbia|PROPN|3|nsubj may|AUX.MD|3|aux attack|VERB.VB|0|root Orsinia|PROPN|3|obj", "PS+", "happened"),
        (
            "Elbia|PROPN|4|nsubj may|AUX.MD|4|aux not|PART.RB|4|advmod attack|VERB.VB|0|root Orsinia|PROPN|4|obj",
            "PS-",
            "happened",
        ),
        (
            "Elbia|PROPN|3|nsubj is:be|AUX.VBZ|3|aux attacking:attack|VERB.VBG|0|root Orsinia|PROPN|3|obj",
            "CT+",
            "ongoing",
        ),
        (
            "Elbia|PROPN|3|nsubj reportedly|ADV|3|advmod attacked:attack|VERB|0|root Orsinia|PROPN|3|obj",
            "PR+",
            "happened",
        ),
        (
            "Elbia|PROPN|2|nsubj failed:fail|VERB|0|root to|PART|4|mark attack|VERB.VB|2|xcomp Orsinia|PROPN|4|obj",
            "CT-",
            "happened",
        ),
        (
            "Elbia|PROPN|2|nsubj appears:appear|VERB.VBZ|0|root to|PART|5|mark be|AUX.VB|5|aux "
            "attacking:attack|VERB.VBG|2|xcomp Orsinia|PROPN|5|obj",
            "PR+",
            "happened",
        ),
        (
            "Elbia|PROPN|2|nsubj planned:plan|VERB|0|root an|DET|4|det attack|NOUN|2|obj on|ADP|6|case "
            "Orsinia|PROPN|4|nmod",
            "Uu",
            "intended",
        ),
        (
            "Tarn|PROPN|2|nsubj marched:march|VERB|0|root if|SCONJ|5|mark Elbia|PROPN|5|nsubj "
            "attacked:attack|VERB|2|advcl "
            "Orsinia|PROPN|5|obj",
            "Uu",
            "conditional",
        ),
        (
            "Tarn|PROPN|2|nsubj marched:march|VERB|0|root after|SCONJ|5|mark Elbia|PROPN|5|nsubj "
            "attacked:attack|VERB|2|advcl Orsinia|PROPN|5|obj",
            "CT+",
            "happened",
        ),
        (
            "There|PRON|2|expl were:be|VERB|0|root no|DET|4|det attacks:attack|NOUN.NNS|2|nsubj on|ADP|6|case "
            "Orsinia|PROPN|4|nmod",
            "CT-",
            "happened",
        ),
        (
            "There|PRON|2|expl were:be|VERB|0|root no|DET|4|det reports:report|NOUN.NNS|2|nsubj of|ADP|6|case "
            "attacks:attack|NOUN.NNS|4|nmod on|ADP|8|case Orsinia|PROPN|6|nmod",
            "CT-",
            "happened",
        ),
        (
            "Fears:fear|NOUN.NNS|6|nsubj of|ADP|3|case attacks:attack|NOUN.NNS|1|nmod on|ADP|5|case "
            "Orsinia|PROPN|3|nmod "
            "grew:grow|VERB|0|root",
            "PS+",
            "intended",
        ),
    ],
)
def test_how_firmly_an_attack_is_told(line, factuality, phase):
    claim = read(sentences(line + END), actors=BOTH).claim("ASSAULT")
    assert (claim.factuality, claim.phase) == (factuality, phase)


def test_a_question_leaves_open():
    parse = sentences("Did:do|AUX|3|aux Elbia|PROPN|3|nsubj attack|VERB.VB|0|root Orsinia|PROPN|3|obj ~?|PUNCT|3|punct")
    assert read(parse, actors=BOTH).claim("ASSAULT").factuality == "Uu"


def told_by(verb: str):
    parse = sentences(
        f"Tarn|PROPN|2|nsubj {verb}|VERB|0|root that|SCONJ|5|mark Elbia|PROPN|5|nsubj attacked:attack|VERB|2|ccomp "
        "Orsinia|PROPN|5|obj ~.|PUNCT|2|punct",
        quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 6),)),),
    )
    return read(parse, actors=BOTH).claim("ASSAULT")


@pytest.mark.parametrize(
    ("verb", "factuality"), [("said:say", "CT+"), ("denied:deny", "CT-"), ("believed:believe", "PR+")]
)
def test_the_origin_decides_not_the_publisher(verb, factuality):
    claim = told_by(verb)
    assert claim.factuality == factuality
    assert [link.name for link in claim.chain] == ["Tarn", "Morrow Gazette"]


def test_an_offer_refused_was_made():
    parse = sentences(
        "Elbia|PROPN|2|nsubj rejected:reject|VERB|0|root Orsinia|PROPN|5|nmod:poss ~'s|PART.POS|3|case "
        "demand|NOUN|2|obj to|PART|7|mark withdraw|VERB.VB|5|acl troops:troop|NOUN.NNS|7|obj ~.|PUNCT|2|punct"
    )
    told = read(parse, actors=BOTH)
    assert told.events() == ["REJECT", "REQUEST", "RETREAT"]
    refused, demand, withdrawal = told.claims
    assert told.words(refused.recipients) == ["Orsinia"]
    assert (demand.factuality, demand.phase) == ("CT+", "happened")
    assert (withdrawal.factuality, withdrawal.phase) == ("Uu", "requested")


def test_a_condition_covers_what_is_coordinated_in_it():
    parse = sentences(
        "Tarn|PROPN|2|nsubj marched:march|VERB|0|root if|SCONJ|5|mark Elbia|PROPN|5|nsubj came:come|VERB|2|advcl "
        "and|CCONJ|7|cc attacked:attack|VERB|5|conj Orsinia|PROPN|7|obj ~.|PUNCT|2|punct"
    )
    claim = read(parse, actors=BOTH).claim("ASSAULT")
    assert (claim.factuality, claim.phase) == ("Uu", "conditional")


@pytest.mark.parametrize(
    ("line", "hedge"),
    [
        ("Elbia|PROPN|3|nsubj reportedly|ADV|3|advmod attacked:attack|VERB|0|root Orsinia|PROPN|3|obj", "reportedly"),
        ("Elbia|PROPN|3|nsubj probably|ADV|3|advmod attacked:attack|VERB|0|root Orsinia|PROPN|3|obj", None),
        (
            "Elbia|PROPN|3|nsubj is:be|AUX.VBZ|3|aux:pass believed:believe|VERB.VBN|0|root to|PART|6|mark "
            "have|AUX.VB|6|aux attacked:attack|VERB.VBN|3|xcomp Orsinia|PROPN|6|obj",
            "is believed",
        ),
        (
            "The|DET|3|det alleged|ADJ|3|amod attack|NOUN|7|nsubj on|ADP|5|case Orsinia|PROPN|3|nmod "
            "hurt:hurt|VERB|0|root",
            "alleged",
        ),
        (
            'Elbia|PROPN|3|nsubj "|PUNCT|3|punct ~attacked:attack|VERB|0|root Orsinia|PROPN|3|obj '
            'reportedly|ADV|3|advmod ~"|PUNCT|3|punct',
            None,
        ),
    ],
)
def test_the_reporters_own_caution_is_kept(line, hedge):
    told = read(sentences(line + " ~.|PUNCT|2|punct"), actors=BOTH)
    found = told.claim("ASSAULT").hedge
    assert (told.parse.text[found.start : found.end] if found else None) == hedge


@pytest.mark.parametrize(("value", "factuality"), [(-1.0, "Uu"), (2.0, "CT+")])
def test_where_no_word_lowers_an_event_the_network_may(value, factuality):
    parse = sentences(
        "Tarn|PROPN|2|nsubj kept:keep|VERB|0|root Elbia|PROPN|2|obj from|SCONJ|5|mark attacking:attack|VERB.VBG|2|advcl"
        " Orsinia|PROPN|5|obj ~.|PUNCT|2|punct"
    )
    told = replace(parse, factuality=(0.0, 0.0, 0.0, 0.0, value, 0.0, 0.0), hints=(Hint(4, "ASSAULT", 0.9),))
    assert read(told, actors=BOTH).claim("ASSAULT").factuality == factuality


@pytest.mark.parametrize(("value", "factuality", "phase"), [(0.5, "Uu", "intended"), (2.5, "CT+", "happened")])
def test_an_infinitive_may_tell_what_came_of_it(value, factuality, phase):
    parse = sentences(
        "Elbia|PROPN|2|nsubj returned:return|VERB|0|root to|PART|4|mark attack|VERB.VB|2|advcl Orsinia|PROPN|4|obj"
        " ~.|PUNCT|2|punct"
    )
    told = replace(parse, factuality=(0.0, 0.0, 0.0, value, 0.0, 0.0), hints=(Hint(3, "ASSAULT", 0.9),))
    claim = read(told, actors=BOTH).claim("ASSAULT")
    assert (claim.factuality, claim.phase) == (factuality, phase)


@pytest.mark.parametrize(
    ("line", "event", "factuality", "phase"),
    [
        (
            "Elbia|PROPN|2|nsubj voted:vote|VERB|0|root to|PART|4|mark impose|VERB.VB|2|xcomp "
            "sanctions:sanction|NOUN.NNS|4|obj on|ADP|7|case Orsinia|PROPN|4|obl",
            "SANCTION",
            "CT+",
            "happened",
        ),
        (
            "Elbia|PROPN|2|nsubj wants:want|VERB.VBZ|0|root to|PART|4|mark thank|VERB.VB|2|xcomp Orsinia|PROPN|4|obj",
            "SUPPORT",
            "CT+",
            "happened",
        ),
        (
            "Elbia|PROPN|3|nsubj is:be|AUX.VBZ|3|aux:pass committed:committed|VERB.VBN|0|root to|SCONJ|5|mark "
            "cooperating:cooperate|VERB.VBG|3|advcl with|ADP|7|case Orsinia|PROPN|5|obl",
            "COOPERATE",
            "Uu",
            "intended",
        ),
        (
            "Tarn|PROPN|2|nsubj waits:wait|VERB.VBZ|0|root until|SCONJ|5|mark Elbia|PROPN|5|nsubj "
            "attacks:attack|VERB.VBZ|2|advcl Orsinia|PROPN|5|obj",
            "ASSAULT",
            "Uu",
            "intended",
        ),
        (
            "Tarn|PROPN|3|nsubj will:will|AUX.MD|3|aux wait:wait|VERB.VB|0|root until|SCONJ|6|mark Elbia|PROPN|6|nsubj "
            "hit:hit|VERB.VBD|3|advcl Orsinia|PROPN|6|obj",
            "ASSAULT",
            "Uu",
            "intended",
        ),
        (
            "Tarn|PROPN|2|nsubj waited:wait|VERB.VBD|0|root until|SCONJ|5|mark Elbia|PROPN|5|nsubj "
            "hit:hit|VERB.VBD|2|advcl Orsinia|PROPN|5|obj",
            "ASSAULT",
            "CT+",
            "happened",
        ),
    ],
)
def test_votes_wishes_and_what_is_waited_for(line, event, factuality, phase):
    claim = read(sentences(line + " ~.|PUNCT|2|punct"), actors=BOTH).claim(event)
    assert (claim.factuality, claim.phase) == (factuality, phase)


def test_what_nobody_has_reported_is_denied_once():
    parse = sentences(
        "No|DET|2|det attacks:attack|NOUN.NNS|6|nsubj:pass on|ADP|4|case Orsinia|PROPN|2|nmod were:be|AUX|6|aux:pass "
        "reported:report|VERB.VBN|0|root ~.|PUNCT|6|punct"
    )
    assert read(parse, actors=BOTH).claim("ASSAULT").factuality == "PS-"


def test_what_came_of_a_deed_is_no_purpose_of_it():
    parse = sentences(
        "Elbia|PROPN|2|nsubj fired:fire|VERB|0|root to|PART|4|mark scatter|VERB.VB|2|advcl them|PRON|4|obj "
        "~,|PUNCT|7|punct attacking:attack|VERB.VBG|4|advcl Orsinia|PROPN|7|obj ~.|PUNCT|2|punct"
    )
    claim = read(parse, actors=BOTH).claim("ASSAULT")
    assert (claim.factuality, claim.phase) == ("CT+", "happened")
