"""Who takes part where a phrase hangs on another word than the one it belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reading.told import BOTH, STATE, parts, read, sentences
from truceline.model import Quote, Role


@pytest.mark.parametrize(
    ("line", "event", "actors", "recipients"),
    [
        pytest.param(
            "Elbia|PROPN|3|nsubj might|AUX.MD|3|aux reckon|VERB.VB|0|root ~,|PUNCT|9|punct Orsinia|PROPN|9|nsubj "
            "would|AUX.MD|9|aux be|AUX.VB|9|cop under|ADP|9|case pressure|NOUN|3|ccomp to|PART|11|mark "
            "attack|VERB.VB|9|acl Tarn|PROPN|11|obj ~.|PUNCT|3|punct",
            "ASSAULT",
            ["Orsinia"],
            ["Tarn"],
            id="who is under pressure to do it, not who thinks so",
        ),
        pytest.param(
            "A|DET|2|det lawsuit|NOUN|4|nsubj:pass was:be|AUX|4|aux:pass filed:file|VERB.VBN|0|root against|ADP|6|case "
            "Orsinia|PROPN|4|obl:agent ~.|PUNCT|4|punct",
            "ACCUSE",
            [],
            ["Orsinia"],
            id="behind 'against' stands nobody who does it, whatever the relation",
        ),
        pytest.param(
            "Elbia|PROPN|2|nsubj continued:continue|VERB|0|root the|DET|4|det talks:talk|NOUN.NNS|2|obj "
            "between|ADP|6|case Orsinia|PROPN|4|nmod and|CCONJ|8|cc Tarn|PROPN|6|conj ~.|PUNCT|2|punct",
            "CONSULT",
            ["Orsinia", "Tarn"],
            ["Orsinia", "Tarn"],
            id="talks between others are theirs",
        ),
        pytest.param(
            "Elbia|PROPN|2|nsubj left:leave|VERB|0|root for|ADP|4|case talks:talk|NOUN.NNS|2|obl with|ADP|6|case "
            "Tarn|PROPN|4|nmod ~.|PUNCT|2|punct",
            "CONSULT",
            ["Elbia"],
            ["Tarn"],
            id="who leaves for talks has them",
        ),
        pytest.param(
            "A|DET|2|det bombing|NOUN|6|nsubj claimed:claim|VERB.VBN|2|acl by|ADP|5|case Elbia|PROPN|3|obl:agent "
            "shook:shake|VERB|0|root all|DET|6|obj ~.|PUNCT|6|punct",
            "ASSAULT",
            ["Elbia"],
            [],
            id="an attack is made by who claims it",
        ),
        pytest.param(
            "Raids:raid|NOUN.NNS|6|nsubj using:use|VERB.VBG|1|acl drones:drone|NOUN.NNS|2|obj against|ADP|5|case "
            "Orsinia|PROPN|2|obl shook:shake|VERB|0|root all|DET|6|obj ~.|PUNCT|6|punct",
            "ASSAULT",
            [],
            ["Orsinia"],
            id="raids with something against somebody",
        ),
        pytest.param(
            "New|ADJ|3|amod Orsinia|PROPN|3|compound sanctions:sanction|NOUN.NNS|4|nsubj pleased:please|VERB|0|root "
            "all|DET|4|obj ~.|PUNCT|4|punct",
            "SANCTION",
            [],
            ["Orsinia"],
            id="a state's name before sanctions says whom they are on",
        ),
        pytest.param(
            "Elbia|PROPN|2|nsubj demanded:demand|VERB|0|root that|SCONJ|6|mark Orsinia|PROPN|6|nsubj:pass "
            "be|AUX.VB|6|aux:pass freed:free|VERB.VBN|2|ccomp ~.|PUNCT|2|punct",
            "REQUEST",
            ["Elbia"],
            [],
            id="who is to be freed is not who is asked",
        ),
        pytest.param(
            "Elbia|PROPN|4|nsubj:pass was:be|AUX|4|aux:pass was|AUX|4|aux attacked:attack|VERB.VBN|0|root "
            "along|ADP|7|case with|ADP|7|case Orsinia|PROPN|4|obl ~.|PUNCT|4|punct",
            "ASSAULT",
            [],
            ["Elbia", "Orsinia"],
            id="those hit along with others are hit too",
        ),
        pytest.param(
            "Elbia|PROPN|2|nsubj renewed:renew|VERB|0|root blockades:blockade|NOUN.NNS|2|obj following|VERB.VBG|6|case "
            "the|DET|6|det loss|NOUN|2|obj of|ADP|8|case Orsinia|PROPN|6|nmod ~.|PUNCT|2|punct",
            "COERCE",
            ["Elbia"],
            [],
            id="what came before is not what it was done to",
        ),
    ],
)
def test_a_phrase_belongs_to_its_own_word(line, event, actors, recipients):
    assert parts(read(sentences(line), actors=BOTH), event) == (actors, recipients)


def test_whom_a_relative_clause_has_somebody_speak_of_did_it():
    parse = sentences(
        "Tarn|PROPN|2|nsubj caught:catch|VERB|0|root Elbia|PROPN|2|obj who|PRON.WP|6|obj they|PRON|6|nsubj "
        "say|VERB.VBP|3|acl:relcl attacked:attack|VERB|6|ccomp Orsinia|PROPN|7|obj ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT") == (["Elbia"], ["Orsinia"])


def test_a_participle_hung_on_the_verb_tells_of_the_noun_before_it():
    parse = sentences(
        "Elbia|PROPN|2|nsubj sent:send|VERB|0|root Orsinia|PROPN|2|obj attacking:attack|VERB.VBG|2|acl "
        "Tarn|PROPN|4|obj ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "ASSAULT") == (["Orsinia"], ["Tarn"])


def test_whose_support_is_secured_gives_it_to_who_secures_it():
    parse = sentences(
        "Elbia|PROPN|2|nsubj consolidates:consolidate|VERB.VBZ|0|root the|DET|4|det support|NOUN|2|obj of|ADP|6|case "
        "Tarn|PROPN|4|nmod ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "SUPPORT") == (["Tarn"], ["Elbia"])


def test_the_role_tells_to_which_of_two_nouns_an_agent_belongs():
    parse = sentences(
        "The|DET|2|det threat|NOUN|3|nsubj followed:follow|VERB|0|root protests:protest|NOUN.NNS|3|obj "
        "against|ADP|6|case abuses:abuse|NOUN.NNS|4|nmod by|ADP|8|case Elbia|PROPN|4|nmod in|ADP|10|case "
        "Tarn|PROPN|4|nmod ~.|PUNCT|3|punct"
    )
    parse = replace(parse, roles=(Role(5, 7, "ARG0"),))
    assert parts(read(parse, actors=BOTH), "PROTEST")[0] == []


CONDEMNED = (
    "Orsinia|PROPN|2|nsubj attacked:attack|VERB|{root} Tarn|PROPN|2|obj ~,|PUNCT|6|punct Elbia|PROPN|{noun} "
    "condemned:condemn|VERB.VBN|{verb} ~.|PUNCT|2|punct"
)


@pytest.mark.parametrize(
    "heads",
    [
        {"root": "0|root", "noun": "2|nsubj", "verb": "5|acl"},
        {"root": "0|root", "noun": "6|nsubj:pass", "verb": "2|parataxis"},
    ],
)
def test_who_condemns_what_stands_before_is_not_condemned(heads):
    quote = Quote(source=(4, 5), cue=(5, 6), content=((0, 3),))
    told = read(sentences(CONDEMNED.format(**heads), quotes=(quote,)), actors=BOTH)
    assert parts(told, "ACCUSE") == (["Elbia"], ["Orsinia"])


def test_headlines_leave_out_that_somebody_was_shot():
    shot = "Orsinia|PROPN|2|nsubj shot:shoot|VERB.VBN|0|root {case}|ADP|4|case Tarn|PROPN|2|obl"
    assert parts(read(sentences(shot.format(case="in")), actors=BOTH), "ASSAULT")[0] == []
    assert parts(read(sentences(shot.format(case="at")), actors=BOTH), "ASSAULT")[0] == ["Orsinia"]


def test_an_appeal_that_is_launched_asks_for_something():
    parse = sentences(
        "Elbia|PROPN|2|nsubj launched:launch|VERB|0|root an|DET|4|det appeal|NOUN|2|obj to|ADP|6|case "
        "Tarn|PROPN|4|nmod ~.|PUNCT|2|punct"
    )
    assert parts(read(parse, actors=BOTH), "REQUEST") == (["Elbia"], ["Tarn"])


def test_who_says_what_stands_before_is_nobody_it_was_done_to():
    line = (
        "Elbia|PROPN|2|nsubj violated:violate|VERB|0|root the|DET|4|det truce|NOUN|2|obj ~,|PUNCT|10|punct a|DET|7|det "
        "member|NOUN|10|nsubj of|ADP|9|case Tarn|PROPN|7|nmod said:say|VERB|2|parataxis ~.|PUNCT|2|punct"
    )
    quote = Quote(source=(5, 9), cue=(9, 10), content=((0, 4),))
    assert parts(read(sentences(line, quotes=(quote,)), actors=BOTH), "ASSAULT") == (["Elbia"], [])


@pytest.mark.parametrize(
    ("line", "event", "actors", "recipients"),
    [
        pytest.param(
            "Elbia|PROPN|2|nsubj condemned:condemn|VERB|0|root some|DET|2|obj of|ADP|6|case the|DET|6|det "
            "changes:change|NOUN.NNS|3|nmod Orsinia|PROPN|8|nsubj wants:want|VERB.VBZ|6|acl:relcl ~.|PUNCT|2|punct",
            "ACCUSE",
            ["Elbia"],
            [],
            id="who wants what is condemned is not condemned",
        ),
        pytest.param(
            "Elbia|PROPN|2|nsubj marched:march|VERB|0|root in|ADP|4|case protest|NOUN|2|obl ~,|PUNCT|6|punct "
            "waving:wave|VERB.VBG|2|advcl Tarn|PROPN|8|compound flags:flag|NOUN.NNS|6|obj ~.|PUNCT|2|punct",
            "PROTEST",
            ["Elbia"],
            [],
            id="whose flags are waved is not protested against",
        ),
        pytest.param(
            "Elbia|PROPN|3|nsubj is:be|AUX.VBZ|3|aux:pass opposed:oppose|VERB.JJ|0|root to|ADP|6|case "
            "Tarn|PROPN|6|amod mediation|NOUN|3|obl ~.|PUNCT|3|punct",
            "REJECT",
            ["Elbia"],
            ["Tarn"],
            id="who is opposed to something rejects it",
        ),
        pytest.param(
            "Elbia|PROPN|2|nsubj repeated:repeat|VERB|0|root its:its|PRON.PRP$|4|nmod:poss demand|NOUN|2|obj "
            "that|SCONJ|7|mark Orsinia|PROPN|7|nsubj disarm|VERB.VBP|4|acl ~.|PUNCT|2|punct",
            "REQUEST",
            ["Elbia"],
            ["Orsinia"],
            id="a demand that somebody do something is made to him",
        ),
        pytest.param(
            "Elbia|PROPN|2|nsubj:pass shortened:shorten|VERB.VBN|0|root the|DET|4|det curfew|NOUN|2|nsubj:pass "
            "in|ADP|6|case Tarn|PROPN|4|nmod ~.|PUNCT|2|punct",
            "CONCEDE",
            ["Elbia"],
            ["Tarn"],
            id="of two subjects the one behind is the object",
        ),
        pytest.param(
            "The|DET|2|det deployment|NOUN|6|nsubj of|ADP|5|case Elbia|PROPN|5|compound "
            "peacekeepers:peacekeeper|NOUN.NNS|2|nmod pleased:please|VERB|0|root all|DET|6|obj ~.|PUNCT|6|punct",
            "AID",
            ["Elbia"],
            [],
            id="peacekeepers who are deployed help",
        ),
    ],
)
def test_who_only_stands_near_takes_no_part(line, event, actors, recipients):
    assert parts(read(sentences(line), actors=BOTH), event) == (actors, recipients)


def test_a_place_where_something_was_said_is_not_warned():
    line = (
        "Elbia|PROPN|2|nsubj warned:warn|VERB|0|root of|ADP|4|case war|NOUN|2|obl in|ADP|7|case a|DET|7|det "
        "speech|NOUN|2|obl {}|VERB.VBN|7|acl at|ADP|10|case Tarn|PROPN|8|obl ~.|PUNCT|2|punct"
    )
    assert parts(read(sentences(line.format("delivered:deliver")), actors=BOTH), "THREATEN") == (["Elbia"], [])
    near = line.replace(
        "{}|VERB.VBN|7|acl at|ADP|10|case Tarn|PROPN|8|obl", "~,|PUNCT|7|punct at|ADP|10|case Tarn|PROPN|2|obl"
    )
    assert parts(read(sentences(near), actors=BOTH), "THREATEN") == (["Elbia"], ["Tarn"])


def test_who_protests_against_what_stands_before_blames_its_subject():
    line = (
        "Orsinia|PROPN|2|nsubj fails:fail|VERB.VBZ|0|root ~,|PUNCT|5|punct Elbia|PROPN|5|nsubj "
        "condemned:condemn|VERB|2|parataxis ~.|PUNCT|2|punct"
    )
    quote = Quote(source=(3, 4), cue=(4, 5), content=((0, 2),))
    assert parts(read(sentences(line, quotes=(quote,)), actors=BOTH), "ACCUSE") == (["Elbia"], ["Orsinia"])


@pytest.mark.parametrize(("helper", "hit"), [("was:be", ["Orsinia"]), ("were:be", ["Orsinia", "Tarn"])])
def test_what_only_tells_more_of_one_is_nobody_else(helper, hit):
    line = (
        f"Orsinia|PROPN|5|nsubj:pass and|CCONJ|3|cc Tarn|PROPN|1|conj {helper}|AUX|5|aux:pass "
        "attacked:attack|VERB.VBN|0|root ~.|PUNCT|5|punct"
    )
    assert parts(read(sentences(line), actors=BOTH), "ASSAULT") == ([], hit)


def test_who_holds_villages_is_hit_in_them():
    line = (
        "Elbia|PROPN|2|nsubj attacked:attack|VERB|0|root villages:village|NOUN.NNS|2|obj held:hold|VERB.VBN|3|acl "
        "by|ADP|6|case Orsinia|PROPN|4|obl:agent ~.|PUNCT|2|punct"
    )
    assert parts(read(sentences(line), actors=BOTH), "ASSAULT") == (["Elbia"], ["Orsinia"])


@pytest.mark.parametrize("thing", ["figures:figure", "reports:report"])
def test_what_is_published_is_nobody_set_free(thing):
    line = f"Elbia|PROPN|2|nsubj released:release|VERB|0|root {thing}|NOUN.NNS|2|obj ~.|PUNCT|2|punct"
    freed = {"figures": STATE, "reports": STATE, "Elbia": STATE}
    assert read(sentences(line), actors=freed).claims == ()


def test_a_poll_that_shows_support_gives_none():
    line = "Polls:poll|NOUN.NNS|2|nsubj show|VERB.VBP|0|root support|NOUN|2|obj for|ADP|5|case Tarn|PROPN|3|nmod"
    assert not any(c.actors for c in read(sentences(line), actors=BOTH).claims)
    line = line.replace("Polls:poll|NOUN.NNS", "Elbia|PROPN")
    assert parts(read(sentences(line), actors=BOTH), "SUPPORT") == (["Elbia"], ["Tarn"])
