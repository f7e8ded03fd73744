"""Who is a side of an event, and who only stands beside it."""

from __future__ import annotations

import pytest

from tests.reading.told import GROUP, STATE, Told, read, sentences

ACTORS = {
    "Elbia": STATE,
    "Orsinia": STATE,
    "Tarn Front": GROUP,
    "soldiers": {"kind": "population", "sector": ("MIL",)},
    "envoys": {"kind": "person"},
    "gunman": {"kind": "person", "sector": ("UAF",)},
    "embassy": {"kind": "body", "sector": ("GOV",)},
}
CITY = {"Talas": {"country": "ORS", "precision": "city"}}


def sides(line: str, event: str, **fields: dict[str, dict[str, object]]) -> tuple[list[str], list[str]]:
    told: Told = read(sentences(line + " ~.|PUNCT|2|punct"), actors={**ACTORS, **fields.pop("actors", {})}, **fields)
    claim = told.claim(event)
    return told.words(claim.actors), told.words(claim.recipients)


def test_the_country_in_which_others_are_hit_is_no_recipient():
    line = (
        "Elbia|PROPN|2|nsubj bombed:bomb|VERB|0|root the|DET|5|det Tarn|PROPN|5|compound Front|PROPN|2|obj "
        "in|ADP|7|case Orsinia|PROPN|2|obl"
    )
    assert sides(line, "ASSAULT") == (["Elbia"], ["Tarn Front"])


def test_who_condemns_what_was_done_in_a_town_does_not_condemn_the_town():
    line = (
        "Elbia|PROPN|2|nsubj condemned:condemn|VERB|0|root attacks:attack|NOUN.NNS|2|obj in|ADP|5|case "
        "Talas|PROPN|3|nmod"
    )
    actors = {"Talas": {"kind": None, "actor": None, "country": "ORS"}}
    assert sides(line, "ACCUSE", actors=actors, places=CITY) == (["Elbia"], [])


def test_what_is_given_is_not_whom_it_is_given_to():
    line = "Elbia|PROPN|2|nsubj sent:send|VERB|0|root doctors:doctor|NOUN.NNS|2|obj to|ADP|5|case Orsinia|PROPN|2|obl"
    actors = {"doctors": {"kind": "person", "sector": ("MED",)}}
    assert sides(line, "AID", actors=actors) == (["Elbia"], ["Orsinia"])


def test_a_building_before_an_attack_is_what_was_hit():
    line = (
        "The|DET|3|det embassy|NOUN|3|compound bombings:bombing|NOUN.NNS|4|nsubj killed:kill|VERB|0|root two|NUM|4|obj"
    )
    told = read(sentences(line + " ~.|PUNCT|4|punct"), actors=ACTORS)
    assert told.words(told.claims[0].actors) == []


@pytest.mark.parametrize(
    ("line", "actors", "recipients"),
    [
        (
            "Soldiers:soldier|NOUN.NNS|2|nsubj wounded:wound|VERB|0|root in|ADP|4|case Talas|PROPN|2|obl",
            [],
            ["Soldiers"],
        ),
        ("Soldiers:soldier|NOUN.NNS|2|nsubj wounded:wound|VERB|0|root Elbia|PROPN|2|obj", ["Soldiers"], ["Elbia"]),
    ],
)
def test_headlines_leave_the_passive_out(line, actors, recipients):
    mentions = {"Soldiers": {"kind": "population", "sector": ("MIL",)}}
    assert sides(line, "ASSAULT", actors=mentions) == (actors, recipients)


def test_what_did_the_harm_stands_in_the_nearest_clause():
    line = (
        "Envoys:envoy|NOUN.NNS|2|nsubj talked:talk|VERB|0|root when|SCONJ|6|mark a|DET|5|det gunman|NOUN|6|nsubj "
        "entered:enter|VERB|2|advcl ~,|PUNCT|8|punct killing:kill|VERB.VBG|2|advcl soldiers:soldier|NOUN.NNS|8|obj"
    )
    assert sides(line, "ASSAULT") == (["gunman"], ["soldiers"])


def test_what_is_discussed_is_nobody_it_is_discussed_with():
    line = (
        "Envoys:envoy|NOUN.NNS|2|nsubj discussed:discuss|VERB|0|root the|DET|5|det Orsinia|PROPN|5|compound "
        "crisis|NOUN|2|obj"
    )
    assert sides(line, "CONSULT", actors={"Envoys": {"kind": "person"}}) == (["Envoys"], [])


def test_readiness_to_harm_is_a_threat():
    line = (
        "Elbia|PROPN|3|nsubj is:be|AUX.VBZ|3|cop ready|ADJ.JJ|0|root to|PART|5|mark attack|VERB.VB|3|xcomp "
        "Orsinia|PROPN|5|obj"
    )
    assert sides(line, "THREATEN") == (["Elbia"], ["Orsinia"])


@pytest.mark.parametrize(
    "line",
    [
        "A|DET|2|det flood|NOUN|6|nsubj in|ADP|4|case Talas|PROPN|2|nmod has:have|AUX|6|aux come:come|VERB.VBN|0|root "
        "and|CCONJ|10|cc soldiers:soldier|NOUN.NNS|10|nsubj:pass were:be|AUX|10|aux:pass killed:kill|VERB.VBN|6|conj",
        "The|DET|2|det soldiers:soldier|NOUN.NNS|3|nsubj died:die|VERB|0|root of|ADP|7|case a|DET|7|det "
        "heart|NOUN|7|compound attack|NOUN|3|obl",
        "Soldiers:soldier|NOUN.NNS|2|nsubj killed:kill|VERB|0|root birds:bird|NOUN.NNS|2|obj",
    ],
)
def test_what_nobody_does_to_anybody_is_no_assault(line):
    told = read(sentences(line + " ~.|PUNCT|3|punct"), actors=ACTORS)
    assert "ASSAULT" not in told.events()
