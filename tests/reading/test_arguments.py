from __future__ import annotations

import pytest

from tests.reading.told import BOTH, GROUP, STATE, parts, read, sentences
from truceline.model import Quote


@pytest.mark.parametrize(
    ("line", "actors", "recipients"),
    [
        ("Elbia|PROPN|2|nsubj attacked:attack|VERB|0|root Orsinia|PROPN|2|obj", ["Elbia"], ["Orsinia"]),
        (
            "Orsinia|PROPN|3|nsubj:pass was:be|AUX|3|aux:pass attacked:attack|VERB.VBN|0|root by|ADP|5|case "
            "Elbia|PROPN|3|obl:agent",
            ["Elbia"],
            ["Orsinia"],
        ),
        (
            "The|DET|2|det attack|NOUN|7|nsubj on|ADP|4|case Orsinia|PROPN|2|nmod by|ADP|6|case Elbia|PROPN|2|nmod "
            "failed:fail|VERB|0|root",
            ["Elbia"],
            ["Orsinia"],
        ),
        (
            "Elbia|PROPN|3|nmod:poss ~'s|PART.POS|1|case attack|NOUN|4|nsubj frightened:frighten|VERB|0|root "
            "all|DET|4|obj",
            ["Elbia"],
            [],
        ),
        (
            "Troops:troop|NOUN.NNS|2|nsubj fled:flee|VERB|0|root Elbia|PROPN|2|obj ~,|PUNCT|6|punct "
            "which:which|PRON.WDT|6|nsubj attacked:attack|VERB|3|acl:relcl Orsinia|PROPN|6|obj",
            ["Elbia"],
            ["Orsinia"],
        ),
        (
            "Elbia|PROPN|2|nsubj mobilised:mobilise|VERB|0|root and|CCONJ|4|cc attacked:attack|VERB|2|conj "
            "Orsinia|PROPN|4|obj",
            ["Elbia"],
            ["Orsinia"],
        ),
        (
            "Tarn|PROPN|2|nsubj urged:urge|VERB|0|root Elbia|PROPN|2|obj to|PART|5|mark attack|VERB.VB|2|xcomp "
            "Orsinia|PROPN|5|obj",
            ["Elbia"],
            ["Orsinia"],
        ),
    ],
)
def test_who_attacks_whom(line, actors, recipients):
    assert parts(read(sentences(line + " ~.|PUNCT|2|punct"), actors=BOTH), "ASSAULT") == (actors, recipients)


def test_those_coordinated_take_part_too():
    parse = sentences(
        "Elbia|PROPN|2|nsubj met:meet|VERB|0|root with|ADP|4|case Orsinia|PROPN|2|obl and|CCONJ|6|cc "
        "Tarn|PROPN|4|conj ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "CONSULT") == (["Elbia"], ["Orsinia", "Tarn"])


def test_those_who_meet_are_each_others_recipients():
    parse = sentences(
        "Elbia|PROPN|4|nsubj and|CCONJ|3|cc Orsinia|PROPN|1|conj negotiated:negotiate|VERB|0|root ~.|PUNCT|4|punct"
    )
    both = ["Elbia", "Orsinia"]
    assert parts(read(parse, actors=BOTH), "CONSULT") == (both, both)


def test_what_is_withdrawn_is_no_recipient():
    parse = sentences(
        "Elbia|PROPN|2|nsubj withdrew:withdraw|VERB|0|root its|PRON.PRP$|4|nmod:poss troops:troop|NOUN.NNS|2|obj "
        "from|ADP|6|case Orsinia|PROPN|2|obl ~.|PUNCT|2|punct"
    )
    told = read(parse, actors={**BOTH, "its": {"actor": "elbia"}, "troops": {"actor": "elbia", "sector": ("MIL",)}})
    assert parts(told, "RETREAT") == (["Elbia"], ["Orsinia"])


def test_whom_a_demand_is_made_to_may_stand_in_its_clause():
    parse = sentences(
        "Elbia|PROPN|2|nsubj demanded:demand|VERB|0|root that|SCONJ|5|mark Orsinia|PROPN|5|nsubj "
        "leave|VERB.VB|2|ccomp ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "REQUEST") == (["Elbia"], ["Orsinia"])


def test_a_weapon_speaks_for_whose_it_is():
    parse = sentences(
        "Elbian|ADJ|2|amod missiles:missile|NOUN.NNS|3|nsubj fell:fall|VERB|0|root on|ADP|5|case "
        "Orsinia|PROPN|3|obl ~.|PUNCT|3|punct"
    )
    told = read(parse, actors={"Elbian": STATE, "Orsinia": STATE})
    assert parts(told, "ASSAULT") == (["Elbian"], ["Orsinia"])
    assert told.claim("ASSAULT").mode == "heavy-weapons"


def test_a_subject_that_suffers_is_the_recipient():
    parse = sentences(
        "Orsinia|PROPN|2|nsubj suffered:suffer|VERB|0|root attacks:attack|NOUN.NNS|2|obj from|ADP|5|case "
        "Elbia|PROPN|2|obl ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT") == (["Elbia"], ["Orsinia"])


def test_who_wants_an_event_is_taken_for_its_actor():
    parse = sentences("Hilmen|PROPN|2|nsubj sought:seek|VERB|0|root a|DET|4|det ceasefire|NOUN|2|obj ~.|PUNCT|2|punct")
    told = read(parse, actors={"Hilmen": GROUP})
    assert [told.words(claim.actors) for claim in told.claims] == [["Hilmen"], ["Hilmen"]]
    assert told.events() == ["AGREE", "RETREAT"]


def test_a_demand_may_be_made_with_must():
    parse = sentences(
        "Elbia|PROPN|2|nsubj said:say|VERB|0|root Orsinia|PROPN|5|nsubj must|AUX.MD|5|aux leave|VERB.VB|2|ccomp "
        "~.|PUNCT|2|punct",
        quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 5),)),),
    )
    told = read(parse, actors=BOTH)
    claim = told.claim("REQUEST")
    assert parts(told, "REQUEST") == (["Elbia"], ["Orsinia"])
    assert claim.attribution is None
    assert told.span(claim) == "Elbia said Orsinia must leave"


def test_who_orders_strikes_is_their_actor():
    parse = sentences(
        "Elbia|PROPN|2|nsubj ordered:order|VERB.VBD|0|root strikes:strike|NOUN.NNS|2|obj on|ADP|5|case "
        "Orsinia|PROPN|3|nmod ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT") == (["Elbia"], ["Orsinia"])


def test_what_is_discussed_is_nobody_it_is_discussed_with():
    parse = sentences(
        "Elbia|PROPN|2|nsubj discussed:discuss|VERB.VBD|0|root the|DET|4|det situation|NOUN|2|obj in|ADP|6|case "
        "Tarn|PROPN|4|nmod with|ADP|8|case Orsinia|PROPN|2|obl ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "CONSULT") == (["Elbia"], ["Orsinia"])


def test_both_names_before_talks_take_part_with_each_other():
    parse = sentences(
        "Elbia|PROPN|4|compound ~-|PUNCT|1|punct ~Orsinia|PROPN|1|flat talks:talk|NOUN.NNS|5|nsubj "
        "failed:fail|VERB.VBD|0|root ~.|PUNCT|5|punct"
    )
    both = ["Elbia", "Orsinia"]
    assert parts(read(parse, actors=BOTH), "CONSULT") == (both, both)


def test_the_invaded_are_not_condemned_with_the_invader():
    parse = sentences(
        "Tarn|PROPN|2|nsubj condemned:condemn|VERB.VBD|0|root Elbia|PROPN|5|nmod:poss ~'s|PART.POS|3|case "
        "invasion|NOUN|2|obj of|ADP|7|case Orsinia|PROPN|5|nmod ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "ACCUSE") == (["Tarn"], ["Elbia"])


def test_who_foils_an_attack_does_not_make_it():
    parse = sentences(
        "Elbia|PROPN|2|nsubj foiled:foil|VERB|0|root an|DET|4|det attack|NOUN|2|obj by|ADP|6|case "
        "Orsinia|PROPN|4|nmod ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT")[0] == ["Orsinia"]


def test_who_announces_a_killing_has_not_killed():
    parse = sentences(
        "Elbia|PROPN|2|nsubj announced:announce|VERB|0|root the|DET|4|det killing|NOUN|2|obj of|ADP|6|case "
        "Orsinia|PROPN|4|nmod ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT") == ([], ["Orsinia"])


def test_who_films_an_attack_does_not_make_it():
    parse = sentences(
        "footage|NOUN|9|nsubj of|ADP|3|case attacks:attack|NOUN.NNS|1|nmod on|ADP|5|case Elbia|PROPN|3|nmod "
        "filmed:film|VERB.VBN|1|acl by|ADP|8|case Orsinia|PROPN|6|obl shocked:shock|VERB|0|root "
        "viewers:viewer|NOUN.NNS|9|obj ~.|PUNCT|9|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT") == ([], ["Elbia"])


def test_who_is_accompanied_by_others_does_it_with_them():
    parse = sentences(
        "Elbia|PROPN|5|nsubj ~,|PUNCT|4|punct alongside|ADP|4|case Tarn|PROPN|1|nmod attacked:attack|VERB|0|root "
        "Orsinia|PROPN|5|obj ~.|PUNCT|5|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT") == (["Elbia", "Tarn"], ["Orsinia"])


def test_who_speaks_after_a_meeting_has_met_them():
    parse = sentences(
        "After|ADP|3|case a|DET|3|det meeting|NOUN|8|obl with|ADP|5|case Orsinia|PROPN|3|nmod ~,|PUNCT|3|punct "
        "Elbia|PROPN|8|nsubj shrugged:shrug|VERB|0|root ~.|PUNCT|8|punct"
    )
    assert parts(read(parse, actors=BOTH), "CONSULT") == (["Elbia"], ["Orsinia"])


def test_a_town_falls_to_those_who_take_it():
    parse = sentences(
        "The|DET|2|det fall|NOUN|8|nsubj of|ADP|5|case the|DET|5|det city|NOUN|2|nmod to|ADP|7|case Elbia|PROPN|2|nmod "
        "frightened:frighten|VERB|0|root all|DET|8|obj ~.|PUNCT|8|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT")[0] == ["Elbia"]
