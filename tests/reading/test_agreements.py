from __future__ import annotations

from typing import Any

import pytest

from tests.reading.told import GROUP, STATE, Told, read, sentences
from truceline import Fields, Reader, Reading, report_of
from truceline.model import Quote

SIDES: dict[str, dict[str, Any]] = {"Elbia": {"kind": "state", "country": "ELB"}, "Hilmen": {**GROUP, "country": "ORS"}}
OTHERS = {"Tarn": STATE, "Varda": STATE, "Sollen": STATE}
DAY = {"type": "DATE", "value": "2031-05-14", "earliest": "2031-05-14", "latest": "2031-05-14"}
IN_FORCE = (
    "Elbia|PROPN|4|nsubj and|CCONJ|3|cc Hilmen|PROPN|1|conj declared:declare|VERB|0|root a|DET|6|det "
    "ceasefire|NOUN|4|obj on|ADP|8|case Sunday|PROPN|4|obl ~.|PUNCT|4|punct"
)


def parties(told: Told) -> list[list[str]]:
    return [told.words(agreement.parties) for agreement in told.agreements]


def test_a_ceasefire_in_force_has_parties_and_a_day():
    told = read(sentences(IN_FORCE), actors=SIDES, times={"Sunday": DAY})
    (agreement,) = told.agreements
    assert (agreement.kind, agreement.status, agreement.since) == ("ceasefire", "in force", "2031-05-14")
    assert told.words(agreement.parties) == ["Elbia", "Hilmen"]
    assert agreement.claims == ("c1",)
    assert told.claims[0].agreement == agreement.id


def test_a_later_mention_is_laid_to_the_same_agreement():
    told = read(
        sentences(
            IN_FORCE,
            "The|DET|2|det truce|NOUN|3|nsubj collapsed:collapse|VERB|0|root ~.|PUNCT|3|punct",
        ),
        actors=SIDES,
    )
    (agreement,) = told.agreements
    assert agreement.status == "ended"


def test_other_parties_have_another_agreement():
    told = read(
        sentences(
            IN_FORCE,
            "Tarn|PROPN|4|nsubj and|CCONJ|3|cc Varda|PROPN|1|conj declared:declare|VERB|0|root a|DET|6|det "
            "ceasefire|NOUN|4|obj ~.|PUNCT|4|punct",
        ),
        actors={**SIDES, **OTHERS},
    )
    assert parties(told) == [["Elbia", "Hilmen"], ["Tarn", "Varda"]]


@pytest.mark.parametrize(
    ("told_in", "violations"),
    [
        (
            "There|PRON|2|expl were:be|VERB|0|root no|DET|4|det violations:violation|NOUN.NNS|2|nsubj of|ADP|7|case "
            "the|DET|7|det ceasefire|NOUN|4|nmod ~.|PUNCT|2|punct",
            "none reported",
        ),
        (
            "Elbia|PROPN|2|nsubj accused:accuse|VERB|0|root Hilmen|PROPN|2|obj of|SCONJ|5|mark "
            "violating:violate|VERB.VBG|2|advcl the|DET|7|det ceasefire|NOUN|5|obj ~.|PUNCT|2|punct",
            "alleged",
        ),
        (
            "Hilmen|PROPN|2|nsubj violated:violate|VERB|0|root the|DET|4|det ceasefire|NOUN|2|obj ~.|PUNCT|2|punct",
            "confirmed",
        ),
        (
            "Hilmen|PROPN|2|nsubj praised:praise|VERB|0|root the|DET|4|det ceasefire|NOUN|2|obj ~.|PUNCT|2|punct",
            None,
        ),
    ],
)
def test_what_is_said_of_violations(told_in, violations):
    (agreement,) = read(sentences(IN_FORCE, told_in), actors=SIDES).agreements
    assert agreement.violations == violations
    assert agreement.status == "in force"


def test_mediators_are_no_parties():
    told = read(
        sentences(
            "A|DET|2|det truce|NOUN|9|nsubj between|ADP|4|case Elbia|PROPN|2|nmod and|CCONJ|6|cc Hilmen|PROPN|4|conj "
            "brokered:broker|VERB.VBN|2|acl|x".replace("|acl|x", "|acl")
            + " by|ADP|11|case began:begin|VERB|0|root ~,|PUNCT|9|punct Tarn|PROPN|7|obl:agent ~.|PUNCT|9|punct"
        ),
        actors={**SIDES, **OTHERS},
    )
    (agreement,) = told.agreements
    assert told.words(agreement.parties) == ["Elbia", "Hilmen"]
    assert told.words(agreement.mediators) == ["Tarn"]
    assert agreement.status == "in force"


def test_mediators_are_named_by_where_they_are():
    told = read(
        sentences(
            "Mediators:mediator|NOUN.NNS|7|nsubj in|ADP|3|case Tarn|PROPN|1|nmod ~,|PUNCT|5|punct Varda|PROPN|3|conj "
            "have:have|AUX.VBP|7|aux discussed:discuss|VERB.VBN|0|root a|DET|9|det truce|NOUN|7|obj ~.|PUNCT|7|punct"
        ),
        actors=OTHERS,
    )
    (agreement,) = told.agreements
    assert told.words(agreement.mediators) == ["Tarn", "Varda"]
    assert (agreement.status, agreement.parties) == ("negotiated", ())


def test_an_offer_has_its_stages():
    told = read(
        sentences(
            "Hilmen|PROPN|3|nsubj is:be|AUX.VBZ|3|cop ready|ADJ|0|root for|ADP|6|case a|DET|6|det deal|NOUN|3|obl "
            "~,|PUNCT|8|punct starting:start|VERB.VBG|3|advcl with|ADP|14|case a|DET|14|det 42|NUM|13|nummod "
            "~-|PUNCT|13|punct ~day|NOUN|14|compound truce|NOUN|8|obl ~.|PUNCT|3|punct"
        ),
        actors=SIDES,
        times={"42-day": {"type": "DURATION", "value": "P42D"}},
    )
    (agreement,) = told.agreements
    assert agreement.status == "offered"
    assert told.words(agreement.parties) == ["Hilmen"]
    (stage,) = agreement.stages
    assert (stage.order, stage.kind, stage.days) == (1, "truce", 42.0)
    assert told.parse.text[stage.start : stage.end] == "42-day truce"


@pytest.mark.parametrize(("tense", "since"), [("comes:come|VERB.VBZ", "2031-05-19"), ("came:come|VERB.VBD", None)])
def test_a_day_may_be_counted_from_the_reports_own(tense, since):
    line = (
        f"The|DET|2|det call|NOUN|3|nsubj {tense}|0|root one|NUM|5|nummod day|NOUN|3|obl:unmarked after|SCONJ|10|mark "
        "Elbia|PROPN|10|nsubj and|CCONJ|9|cc Hilmen|PROPN|7|conj signed:sign|VERB|3|advcl a|DET|12|det "
        "truce|NOUN|10|obj "
        "~.|PUNCT|3|punct"
    )
    told = read(sentences(line), actors=SIDES, times={"one day": {"type": "DURATION", "value": "P1D"}})
    (agreement,) = told.agreements
    assert (agreement.status, agreement.since) == ("signed", since)


def test_ceasefires_in_general_are_none():
    told = read(
        sentences(
            "A|DET|2|det wave|NOUN|5|nsubj of|ADP|4|case ceasefires:ceasefire|NOUN.NNS|2|nmod "
            "surprised:surprise|VERB|0|root Elbia|PROPN|5|obj ~.|PUNCT|5|punct"
        ),
        actors=SIDES,
    )
    assert told.agreements == ()


def test_a_refusal_to_accept_is_a_rejection():
    told = read(
        sentences(
            "Hilmen|PROPN|2|nsubj said:say|VERB|0|root it|PRON|6|nsubj would|AUX.MD|6|aux not|PART.RB|6|advmod "
            "accept|VERB.VB|2|ccomp a|DET|8|det truce|NOUN|6|obj ~.|PUNCT|2|punct",
            quotes=(Quote(source=(0, 1), cue=(1, 2), content=((2, 8),)),),
        ),
        actors={**SIDES, "it ": {"actor": "hilmen", "kind": "group"}},
    )
    (agreement,) = told.agreements
    assert agreement.status == "rejected"


def test_a_trade_deal_of_companies_is_none():
    told = read(
        sentences(
            "Morrow|PROPN|2|nsubj signed:sign|VERB|0|root a|DET|4|det deal|NOUN|2|obj with|ADP|6|case "
            "Harbour|PROPN|4|nmod "
            "~.|PUNCT|2|punct"
        ),
        actors={"Morrow": {"kind": "body", "sector": ("BUS",)}, "Harbour": {"kind": "body", "sector": ("BUS",)}},
    )
    assert told.agreements == ()


@pytest.mark.parametrize(("verb", "found"), [("discussed:discuss", [["Tarn", "Varda"]]), ("brokered:broker", [[]])])
def test_those_who_negotiate_are_its_sides_not_those_who_broker_it(verb, found):
    line = (
        "Envoys:envoy|NOUN.NNS|6|nsubj from|ADP|3|case Tarn|PROPN|1|nmod and|CCONJ|5|cc Varda|PROPN|3|conj "
        f"{verb}|VERB|0|root a|DET|8|det truce|NOUN|6|obj ~.|PUNCT|6|punct"
    )
    told = read(sentences(line), actors={**OTHERS, "Envoys": {"actor": None, "kind": "person"}})
    assert parties(told) == found


def status_of(line: str) -> str | None:
    (agreement,) = read(
        sentences(IN_FORCE.replace("declared:declare", "discussed:discuss"), line), actors=SIDES
    ).agreements
    return agreement.status


def test_what_was_agreed_to_be_extended_is_extended():
    assert status_of(
        "Elbia|PROPN|4|nsubj and|CCONJ|3|cc Hilmen|PROPN|1|conj agreed:agree|VERB.VBD|0|root to|PART|6|mark "
        "extend|VERB.VB|4|xcomp the|DET|8|det truce|NOUN|6|obj ~.|PUNCT|4|punct"
    ) == "extended"  # fmt: skip


def test_what_is_due_to_expire_has_not_ended():
    assert status_of(
        "The|DET|2|det truce|NOUN|7|nsubj had|AUX|7|aux been:be|AUX|7|cop due|ADJ|7|advmod to|PART|5|fixed "
        "expire|VERB.VB|0|root ~.|PUNCT|7|punct"
    ) == "negotiated"  # fmt: skip


def test_what_may_be_signed_is_proposed():
    (agreement,) = read(
        sentences(
            "A|DET|3|det peace|NOUN|3|compound treaty|NOUN|6|nsubj:pass could|AUX.MD|6|aux be|AUX.VB|6|aux:pass "
            "signed:sign|VERB.VBN|0|root ~.|PUNCT|6|punct"
        )
    ).agreements
    assert (agreement.kind, agreement.status) == ("peace", "proposed")


def test_violations_of_an_agreement_named_before():
    told = read(
        sentences(
            IN_FORCE,
            "Elbia|PROPN|2|nsubj reported:report|VERB.VBD|0|root alleged|ADJ|4|amod "
            "violations:violation|NOUN.NNS|2|obj by|ADP|6|case Hilmen|PROPN|4|nmod ~.|PUNCT|2|punct",
        ),
        actors=SIDES,
    )
    (agreement,) = told.agreements
    assert agreement.violations is not None


def test_violations_of_something_else_are_not_the_agreements():
    told = read(
        sentences(
            IN_FORCE,
            "Elbia|PROPN|2|nsubj reported:report|VERB.VBD|0|root violations:violation|NOUN.NNS|2|obj of|ADP|6|case "
            "human|ADJ|6|amod rights:right|NOUN.NNS|3|nmod ~.|PUNCT|2|punct",
        ),
        actors=SIDES,
    )
    assert told.agreements[0].violations is None


def test_it_stands_for_the_agreement_of_the_sentence_before():
    told = read(
        sentences(IN_FORCE, "Hilmen|PROPN|2|nsubj suspended:suspend|VERB.VBD|0|root it|PRON|2|obj ~.|PUNCT|2|punct"),
        actors=SIDES,
    )
    (agreement,) = told.agreements
    assert agreement.status == "suspended"


def test_one_mention_may_tell_several_steps():
    told = read(
        sentences(
            IN_FORCE,
            "The|DET|2|det truce|NOUN|4|nsubj:pass was:be|AUX|4|aux:pass signed:sign|VERB.VBN|0|root and|CCONJ|6|cc "
            "extended:extend|VERB.VBN|4|conj ~.|PUNCT|4|punct",
        ),
        actors=SIDES,
    )
    (agreement,) = told.agreements
    assert [step.status for step in agreement.steps] == ["in force", "signed", "extended"]
    assert agreement.status == "extended"


@pytest.mark.parametrize(("word", "found"), [("earlier", 2), ("fragile", 1)])
def test_an_earlier_truce_is_another_one(word, found):
    told = read(
        sentences(
            IN_FORCE.replace("declared:declare", "signed:sign"),
            f"The|DET|3|det {word}|ADJ|3|amod truce|NOUN|4|nsubj collapsed:collapse|VERB|0|root ~.|PUNCT|4|punct",
        ),
        actors=SIDES,
    )
    assert len(told.agreements) == found
    assert told.agreements[0].status == ("signed" if found == 2 else "ended")


def test_each_side_may_be_named_alone():
    told = read(
        sentences(
            "Hilmen|PROPN|2|nsubj violated:violate|VERB|0|root the|DET|4|det ceasefire|NOUN|2|obj ~.|PUNCT|2|punct",
            "Elbia|PROPN|2|nsubj broke:break|VERB|0|root the|DET|4|det truce|NOUN|2|obj ~.|PUNCT|2|punct",
        ),
        actors=SIDES,
    )
    assert parties(told) == [["Hilmen", "Elbia"]]


def test_who_proposes_it_to_others_stands_between_them():
    told = read(
        sentences(
            "Tarn|PROPN|2|nsubj proposed:propose|VERB|0|root a|DET|4|det truce|NOUN|2|obj between|ADP|6|case "
            "Elbia|PROPN|4|nmod and|CCONJ|8|cc Hilmen|PROPN|6|conj ~.|PUNCT|2|punct"
        ),
        actors={**SIDES, **OTHERS},
    )
    (agreement,) = told.agreements
    assert told.words(agreement.mediators) == ["Tarn"]
    assert "Tarn" not in told.words(agreement.parties)


def test_a_guarantor_is_named_in_a_sentence_of_its_own():
    told = read(
        sentences(
            IN_FORCE,
            "Tarn|PROPN|4|nsubj is:be|AUX|4|cop its|PRON|4|nmod:poss guarantor|NOUN|0|root ~.|PUNCT|4|punct",
        ),
        actors={**SIDES, **OTHERS},
    )
    (agreement,) = told.agreements
    assert told.words(agreement.mediators) == ["Tarn"]


def read_text(text: str) -> Reading:
    return Reader().read(report_of(text, Fields(outlet="Coast Standard", published="2031-05-14")))


def test_what_a_heading_stands_over_is_a_stage_and_a_plan() -> None:
    reading = read_text(
        "Armenia and the Northern Liberation Front signed an accord.\n\nPHASE ONE. All fighting stops for 30 days. "
        "The Front frees 12 nurses.\n\nPHASE TWO. Armenia pulls its troops back within ten days."
    )
    (agreement,) = reading.agreements
    stages = [(s.order, s.kind, s.days) for s in agreement.stages]
    assert stages == [(1, "ceasefire", 30), (1, "exchange", None), (2, "withdrawal", 10)]
    assert {c.phase for c in reading.claims if c.event == "RETREAT"} == {"intended"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The truce between Armenia and the Northern Liberation Front expires on 30 May.", "in force"),
        ("The truce between Armenia and the Northern Liberation Front expired on 3 May.", "ended"),
        ("The ceasefire between Armenia and the Northern Liberation Front takes effect on 30 May.", "accepted"),
    ],
)
def test_what_is_yet_to_come_does_not_hold(text: str, status: str) -> None:
    (agreement,) = read_text(text).agreements
    assert agreement.status == status


def test_a_truce_that_broke_down_is_not_the_one_just_proposed() -> None:
    reading = read_text(
        "The Northern Liberation Front rejected a proposal for a ceasefire of three days. "
        "Fighting began anew when a truce broke down."
    )
    assert [a.status for a in reading.agreements] == ["rejected", "ended"]


def test_whose_proposal_it_is_mediates_where_it_is_no_side() -> None:
    reading = read_text(
        "The Northern Liberation Front attacked Armenian soldiers. "
        "Armenia accepted a Norwegian proposal for a ceasefire with the Northern Liberation Front."
    )
    (agreement,) = reading.agreements
    names = {m.id: m.name for m in reading.actors}
    assert [names[m] for m in agreement.mediators] == ["Norway"]
    assert [names[m] for m in agreement.parties] == ["Armenia", "Northern Liberation Front"]


def test_a_truce_whose_sides_nobody_names_is_of_the_two_who_fight() -> None:
    reading = read_text("The Northern Liberation Front shelled Armenian troops in May. The truce collapsed on Monday.")
    (agreement,) = reading.agreements
    assert {m.actor for m in reading.actors if m.id in agreement.parties} == {"northern-liberation-front", "armenia"}


def test_two_who_charge_each_other_with_breaking_it_are_its_sides() -> None:
    reading = read_text("Armenia and the Northern Liberation Front accused each other of violating the ceasefire.")
    (agreement,) = reading.agreements
    assert {m.actor for m in reading.actors if m.id in agreement.parties} == {"northern-liberation-front", "armenia"}


@pytest.mark.parametrize(
    ("text", "status", "since"),
    [
        ("Armenia and the Northern Liberation Front respect the ceasefire of 2 April.", "in force", "2031-04-02"),
        (
            "The envoys of Armenia and the Northern Liberation Front praised the truce of 9 May.",
            "in force",
            "2031-05-09",
        ),
        (
            "A truce between Armenia and the Northern Liberation Front was announced but never implemented.",
            "accepted",
            None,
        ),
        (
            "The truce that Armenia and the Northern Liberation Front signed on 2 May collapsed after six days.",
            "ended",
            "2031-05-08",
        ),
    ],
)
def test_where_a_truce_stands_and_since_when(text: str, status: str, since: str | None) -> None:
    (agreement,) = read_text(text).agreements
    assert (agreement.status, agreement.since) == (status, since)


def test_a_leaders_side_is_the_groups() -> None:
    reading = read_text(
        "The Northern Defence League attacked Armenian soldiers. The League's leader, Odo Farr, rejected a ceasefire."
    )
    assert {m.actor for m in reading.actors for a in reading.agreements if m.id in a.parties} >= {
        "northern-defence-league"
    }


def test_what_is_proposed_in_verbs_alone_lasts_so_long() -> None:
    reading = read_text("Norway proposed to halt the fighting in Armenia for 40 days.")
    (agreement,) = reading.agreements
    assert (agreement.status, [s.days for s in agreement.stages]) == ("proposed", [40])


def test_those_whom_an_accord_binds_are_its_sides() -> None:
    reading = read_text("The accord, brokered by Norway, obliges Armenia to free all prisoners.")
    (agreement,) = reading.agreements
    assert {m.actor for m in reading.actors if m.id in agreement.parties} == {"armenia"}
    assert {m.actor for m in reading.actors if m.id in agreement.mediators} == {"norway"}


def test_who_announces_a_truce_is_no_side_of_it() -> None:
    reading = read_text(
        "The Northern Liberation Front shelled Armenian troops. A truce between them was announced on Monday by Norway."
    )
    assert "norway" not in {m.actor for m in reading.actors for a in reading.agreements if m.id in a.parties}


def test_a_truce_named_by_its_day_is_not_the_accord_signed_later() -> None:
    reading = read_text(
        "Armenia and the Northern Liberation Front signed an accord on the release of all prisoners on 12 May. "
        "Norway said the ceasefire of 1 April was holding."
    )
    assert [(a.kind, a.status, a.since) for a in reading.agreements] == [
        ("exchange", "signed", "2031-05-12"),
        ("ceasefire", "in force", "2031-04-01"),
    ]


def test_how_long_it_is_meant_to_last() -> None:
    reading = read_text("The truce between Armenia and the Northern Liberation Front was meant to last three weeks.")
    assert [s.days for a in reading.agreements for s in a.stages] == [21]


def test_the_government_of_a_state_is_the_state() -> None:
    reading = read_text("Talks between the Government of Armenia and the Northern Liberation Front opened.")
    assert "armenia" in {m.actor for m in reading.actors}
    assert "government-of-armenia" not in {m.actor for m in reading.actors}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels fired on the town; 300 people died, most of them soldiers.", True),
        ("Rebels visited the town; 300 people died, most of them soldiers.", False),
        ("Rebels visited the village of Tarn. At least 12 villagers died in Tarn, and the market closed.", False),
    ],
)
def test_deaths_in_numbers_are_of_the_fighting_that_a_report_tells_of(text: str, told: bool) -> None:
    reading = read_text(text)
    died = [c for c in reading.claims if reading.report.text[c.trigger.start : c.trigger.end] == "died"]
    assert bool(died) is told
