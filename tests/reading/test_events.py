from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.told import GROUP, STATE, read, sentences
from truceline.model import Hint, Quote

BOTH = {"Elbia": STATE, "Orsinia": STATE}


def test_a_light_verb_leaves_the_event_to_its_noun():
    parse = sentences(
        "Elbia|PROPN|2|nsubj launched:launch|VERB|0|root strikes:strike|NOUN.NNS|2|obj into|ADP|5|case "
        "Orsinia|PROPN|2|obl ~.|PUNCT|2|punct"
    )
    told = read(parse, actors=BOTH, places={"Orsinia": {"country": "ORS", "precision": "country"}})
    claim = told.claim("ASSAULT")
    assert told.trigger(claim) == "launched strikes"
    assert told.words(claim.actors) == ["Elbia"]
    assert told.words(claim.recipients) == ["Orsinia"]
    assert told.words(claim.where) == ["Orsinia"]


def test_a_frame_decides_what_a_verb_means():
    line = "Elbia|PROPN|2|nsubj signed:sign|VERB|0|root the|DET|4|det {}|NOUN|2|obj ~.|PUNCT|2|punct"
    assert read(sentences(line.format("truce")), actors=BOTH).events() == ["RETREAT"]
    assert read(sentences(line.format("treaty")), actors=BOTH).events() == ["SUPPORT"]
    assert read(sentences(line.format("letter")), actors=BOTH).events() == []


def test_what_rules_an_event_out_is_no_event():
    line = "Elbia|PROPN|2|nsubj fights:fight|VERB.VBZ|0|root the|DET|4|det {}|NOUN|2|obj ~.|PUNCT|2|punct"
    assert read(sentences(line.format("virus")), actors=BOTH).events() == []
    assert read(sentences(line.format("rebel")), actors=BOTH).events() == ["ASSAULT"]


def test_a_noun_and_its_verb_that_name_one_event_are_one_claim():
    parse = sentences(
        "The|DET|3|det Elbian|ADJ|3|amod offensive|NOUN|4|nsubj killed:kill|VERB|0|root 90|NUM|6|nummod "
        "villagers:villager|NOUN.NNS|4|obj ~.|PUNCT|4|punct"
    )
    told = read(
        parse,
        actors={"Elbian": STATE},
        counts={"90 villagers": {"low": 90.0, "high": 90.0, "measure": "killed"}},
    )
    (claim,) = told.claims
    assert told.trigger(claim) == "killed"
    assert told.words(claim.actors) == ["Elbian"]
    assert told.words(claim.counts) == ["90 villagers"]


def test_an_event_and_the_one_it_governs_are_two_claims():
    parse = sentences(
        "Elbia|PROPN|2|nsubj threatened:threaten|VERB|0|root to|PART|4|mark bomb|VERB.VB|2|xcomp "
        "Orsinia|PROPN|4|obj ~.|PUNCT|2|punct"
    )
    told = read(parse, actors=BOTH)
    assert told.events() == ["THREATEN", "ASSAULT"]
    threat, bombing = told.claims
    assert (threat.factuality, threat.phase, threat.mode) == ("CT+", "happened", "violence")
    assert (bombing.factuality, bombing.phase, bombing.mode) == ("Uu", "intended", "aerial")
    for claim in told.claims:
        assert told.words(claim.actors) == ["Elbia"]
        assert told.words(claim.recipients) == ["Orsinia"]


@pytest.mark.parametrize(
    ("form", "event"), [("withdraw|VERB.VB", "AGREE"), ("march|VERB.VB", None), ("blockade|VERB.VB", "THREATEN")]
)
def test_to_plan_something_states_a_will(form, event):
    parse = sentences(
        f"Elbia|PROPN|2|nsubj plans:plan|VERB.VBZ|0|root to|PART|4|mark {form}|2|xcomp its|PRON.PRP$|6|nmod:poss "
        "troops:troop|NOUN.NNS|4|obj ~.|PUNCT|2|punct"
    )
    events = read(parse, actors=BOTH).events()
    assert events[:1] == ([event] if event else [])


def test_who_is_prepared_to_harm_threatens_and_nobody_else_prepares_him():
    line = (
        "Elbia|PROPN|3|nsubj:pass is:be|AUX.VBZ|3|aux:pass prepared:prepare|VERB.VBN|0|root to|PART|5|mark "
        "{}|VERB.VB|3|xcomp a|DET|7|det {}|NOUN|5|obj ~.|PUNCT|3|punct"
    )
    told = read(sentences(line.format("impose", "blockade")), actors=BOTH)
    assert told.events() == ["THREATEN", "COERCE"]
    assert [told.words(claim.actors) for claim in told.claims] == [["Elbia"], ["Elbia"]]
    assert read(sentences(line.format("lift", "blockade")), actors=BOTH).events()[0] == "AGREE"


def test_what_is_protested_in_words_is_no_demonstration():
    parse = sentences(
        "Elbia|PROPN|2|nsubj failed:fail|VERB|0|root them|PRON|2|obj ~,|PUNCT|6|punct Orsinia|PROPN|6|nsubj "
        "protested:protest|VERB|2|parataxis ~.|PUNCT|2|punct",
        quotes=(Quote(source=(4, 5), cue=(5, 6), content=((0, 3),)),),
    )
    assert read(parse, actors=BOTH).events() == ["ACCUSE"]


def test_what_will_be_done_is_announced():
    line = (
        "Elbia|PROPN|{}|nsubj will|AUX.MD|{}|aux {}release|VERB.VB|0|root the|DET|{}|det "
        "hostages:hostage|NOUN.NNS|{}|obj ~.|PUNCT|{}|punct"
    )
    told = read(sentences(line.format(3, 3, "", 5, 3, 3)), actors=BOTH)
    announced, release = told.claims
    assert (announced.event, announced.factuality, announced.phase) == ("AGREE", "CT+", "happened")
    assert (release.event, release.factuality, release.phase) == ("RETREAT", "Uu", "intended")
    assert told.trigger(announced) == "will release"


def test_what_will_not_be_done_is_refused():
    parse = sentences(
        "Elbia|PROPN|4|nsubj will|AUX.MD|4|aux not|PART.RB|4|advmod release|VERB.VB|0|root the|DET|6|det "
        "hostages:hostage|NOUN.NNS|4|obj ~.|PUNCT|4|punct"
    )
    refused, release = read(parse, actors=BOTH).claims
    assert refused.event == "REJECT"
    assert (release.factuality, release.phase) == ("CT-", "intended")


def test_a_name_is_no_event():
    line = (
        "Elbia|PROPN|2|nsubj praised:praise|VERB|0|root the|DET|5|det Tarn|PROPN|5|compound {}|2|obj ~.|PUNCT|2|punct"
    )
    assert read(sentences(line.format("Accord|NOUN.NNP")), actors=BOTH).events() == ["SUPPORT"]
    assert read(sentences(line.format("attack|NOUN")), actors={"Elbia": STATE, "Tarn": GROUP}).events() == [
        "SUPPORT",
        "ASSAULT",
    ]


def test_an_event_noun_before_another_noun_names_no_event():
    parse = sentences(
        "Elbia|PROPN|2|nsubj bought:buy|VERB|0|root attack|NOUN|4|compound helicopters:helicopter|NOUN.NNS|2|obj "
        "~.|PUNCT|2|punct"
    )
    assert read(parse, actors=BOTH).events() == []


def test_an_inanimate_subject_demands_nothing():
    parse = sentences(
        "The|DET|2|det law|NOUN|3|nsubj demanded:demand|VERB|0|root that|SCONJ|6|mark Elbia|PROPN|6|nsubj "
        "leave|VERB.VB|3|ccomp ~.|PUNCT|3|punct"
    )
    assert read(parse, actors=BOTH).events() == []


def test_an_attack_among_politicians_is_made_of_words():
    line = "Venn|PROPN|2|nsubj attacked:attack|VERB|0|root Orlo|PROPN|2|obj ~.|PUNCT|2|punct"
    person = {"kind": "person", "sector": ("LEG",)}
    told = read(sentences(line), actors={"Venn": person, "Orlo": person})
    assert [(claim.event, claim.mode) for claim in told.claims] == [("ACCUSE", "disapprove")]
    armed = read(sentences(line), actors={"Venn": {"kind": "group", "sector": ("REB",)}, "Orlo": person})
    assert armed.events() == ["ASSAULT"]


def test_what_a_phrase_takes_in_is_no_event_beside_it():
    parse = sentences(
        "Nurses:nurse|NOUN.NNS|2|nsubj went:go|VERB.VBD|0|root on|ADP|4|case strike|NOUN|2|obl ~.|PUNCT|2|punct"
    )
    assert read(parse, actors={"Nurses": STATE}).events() == ["PROTEST"]


def test_what_somebody_is_called_is_no_phone_call():
    parse = sentences(
        "Elbia|PROPN|2|nsubj called:call|VERB.VBD|0|root him|PRON|2|obj a|DET|5|det liar|NOUN|2|xcomp ~.|PUNCT|2|punct"
    )
    assert read(parse, actors={"Elbia": STATE, "him": STATE}).events() == ["ACCUSE"]


def test_a_thing_that_is_hit_makes_a_claim_without_anybody():
    hit = "tanker|NOUN|{0}|nsubj:pass was:be|AUX|4|aux:pass bombed:bomb|VERB.VBN|0|root ~.|PUNCT|4|punct"
    assert read(sentences("A|DET|2|det " + hit.format(4))).events() == ["ASSAULT"]
    nobody = "It|PRON|3|nsubj:pass was:be|AUX|3|aux:pass bombed:bomb|VERB.VBN|0|root ~.|PUNCT|3|punct"
    assert read(sentences(nobody)).events() == []


def test_people_handed_to_the_red_cross_are_released():
    parse = sentences(
        "Three|NUM|2|nummod women:woman|NOUN.NNS|4|nsubj:pass were:be|AUX|4|aux:pass handed:hand|VERB.VBN|0|root "
        "to|ADP|8|case the|DET|8|det Red|PROPN|8|compound Cross|PROPN|4|obl ~.|PUNCT|4|punct"
    )
    assert read(parse, actors={"women": STATE}).events() == ["RETREAT"]


@pytest.mark.parametrize(
    ("chance", "other", "events"), [(0.9, True, ["PROTEST"]), (0.9, False, ["PROTEST"]), (0.4, True, [])]
)
def test_the_network_speaks_up_where_the_vocabulary_is_silent(chance, other, events):
    parse = sentences(
        "Elbia|PROPN|2|nsubj snoozled:snoozle|VERB|0|root "
        + ("Orsinia|PROPN|2|obj" if other else "loudly|ADV|2|advmod")
        + " ~.|PUNCT|2|punct"
    )
    hinted = replace(parse, hints=(Hint(1, "PROTEST", chance),))
    assert read(hinted, actors={"Elbia": STATE, "Orsinia": STATE}).events() == events


@pytest.mark.parametrize(("hints", "events"), [((Hint(1, "ASSAULT", 0.2),), ["ASSAULT"]), ((), [])])
def test_a_word_in_which_the_network_sees_no_event_has_another_sense(hints, events):
    parse = sentences("Elbia|PROPN|2|nsubj attacked:attack|VERB|0|root Orsinia|PROPN|2|obj ~.|PUNCT|2|punct")
    asked = replace(parse, hints=hints, factuality=(0.0,) * len(parse))
    assert read(asked, actors={"Elbia": STATE, "Orsinia": STATE}).events() == events


def test_the_network_does_not_overrule_the_vocabulary():
    parse = sentences("Elbia|PROPN|2|nsubj attacked:attack|VERB|0|root Orsinia|PROPN|2|obj ~.|PUNCT|2|punct")
    hinted = replace(parse, hints=(Hint(1, "PROTEST", 0.99),))
    assert read(hinted, actors={"Elbia": STATE, "Orsinia": STATE}).events() == ["ASSAULT"]
