from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.told import sentences
from tests.vocabulary.atlas import atlas
from truceline.model import Name, Parse, Quote, Report
from truceline.reading import STEPS, read_parse
from truceline.reading.index import Index
from truceline.vocabulary import Vocabulary, load_vocabulary
from truceline.vocabulary.gazetteer import Gazetteer

REPORT = Report(id="r", text="", outlet="Morrow Gazette", published="2031-05-20")
WORDS = (
    "the Elbia Hamas ceasefire attacked killed said that will not in on by with Monday 12 people agreed to withdraw "
    "its troops truce violated it , . “ ” was taken hostage missile drone if may no one day after both sides Beirut who"
).split()
POS = ("NOUN", "PROPN", "VERB", "ADJ", "ADP", "DET", "PRON", "AUX", "PUNCT", "NUM", "PART", "SCONJ", "ADV", "X")
TAGS = ("NN", "NNP", "NNS", "VB", "VBD", "VBN", "VBG", "VBZ", "TO", "IN", "JJ", "MD", "WDT", "CD", "POS")
RELATIONS = (
    "root nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss amod compound conj xcomp ccomp advcl acl acl:relcl "
    "aux aux:pass case mark det flat appos parataxis dep punct nummod cop advmod fixed"
).split()


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return atlas(tmp_path_factory.mktemp("atlas"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_each_step_needs_only_what_is_there():
    there = {"report", "parse", "vocabulary", "gazetteer"}
    for step in STEPS:
        assert there.issuperset(step.needs), step.name
        assert there.isdisjoint(step.gives), step.name
        there.update(step.gives)


def test_the_steps_in_order():
    assert [(step.name, step.needs, step.gives) for step in STEPS] == [
        ("sentences", ("parse",), ("sentences",)),
        ("times", ("parse", "report"), ("times",)),
        ("counts", ("parse", "times"), ("counts",)),
        ("actors", ("parse", "vocabulary", "report"), ("known",)),
        ("places", ("parse", "vocabulary", "gazetteer", "known"), ("places",)),
        ("targets", ("parse", "known", "places", "vocabulary"), ("actors", "mentions")),
        ("attributions", ("parse", "report", "mentions"), ("attributions", "chains", "denials")),
        ("statements", ("parse", "attributions", "chains", "denials"), ("said",)),
        ("events", ("parse", "mentions", "places", "times", "counts"), ("scene", "finder")),
        ("claims", ("scene", "finder", "attributions", "chains", "denials", "report"), ("stated",)),
        ("agreements", ("scene", "finder", "stated", "attributions", "report"), ("claims", "agreements")),
        ("tallied", ("counts", "claims", "actors"), ("tallied",)),
    ]


def test_a_step_takes_no_more_than_it_says(vocabulary: Vocabulary, gazetteer: Gazetteer):
    parse = sentences("Harrow|PROPN|2|nsubj attacked:attack|VERB|0|root Karsa|PROPN|2|obj ~.|PUNCT|2|punct")
    state: dict[str, Any] = {"report": REPORT, "parse": parse, "vocabulary": vocabulary, "gazetteer": gazetteer}
    for step in STEPS:
        state.update(zip(step.gives, step.run({key: state[key] for key in step.needs}), strict=True))


def test_a_place_that_is_hit_is_a_recipient(vocabulary: Vocabulary, gazetteer: Gazetteer):
    parse = sentences(
        "Hamas|PROPN|2|nsubj attacked:attack|VERB|0|root Besk|PROPN|2|obj ~.|PUNCT|2|punct",
        names=(Name(start=0, end=1, label="ORG"), Name(start=2, end=3, label="LOC")),
    )
    reading = read_parse(replace(REPORT, text=parse.text), parse, vocabulary, gazetteer)
    (claim,) = reading.claims
    by_id = {actor.id: actor for actor in reading.actors}
    assert [actor.id for actor in reading.actors] == ["m1", "m2"]
    assert [by_id[m].actor for m in claim.actors] == ["hamas"]
    assert [(by_id[m].name, by_id[m].country, by_id[m].actor) for m in claim.recipients] == [("Besk", "SLN", None)]
    assert [place.id for place in reading.places] == list(claim.where)


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Any parse that a broken parser could give: heads and relations at random within each sentence."""
    lengths = draw(st.lists(st.integers(1, 14), min_size=1, max_size=4))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=sum(lengths), max_size=sum(lengths)))
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    bounds = [(sum(lengths[:n]), sum(lengths[: n + 1])) for n in range(len(lengths))]
    heads = [draw(st.integers(first, after - 1)) for first, after in bounds for _ in range(first, after)]
    size = len(words)
    some = [draw(st.integers(0, size - 1)) for _ in range(4)]
    ranges = [(some[0], min(size, some[0] + 3)), (some[1], min(size, some[1] + 1)), (some[2], size)]
    return Parse(
        text=" ".join(words),
        words=tuple(words),
        starts=tuple(starts),
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        lemmas=tuple(draw(st.sampled_from([word.lower(), "attack", "agree", "ceasefire", "say"])) for word in words),
        pos=tuple(draw(st.sampled_from(POS)) for _ in words),
        tags=tuple(draw(st.sampled_from(TAGS)) for _ in words),
        heads=tuple(heads),
        deps=tuple(draw(st.sampled_from(RELATIONS)) for _ in words),
        sentences=tuple(bounds),
        names=(Name(start=some[3], end=some[3] + 1, label="LOC"),),
        quotes=(Quote(source=ranges[0], cue=ranges[1], content=(ranges[2],)),),
    )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(parse=parses())
def test_no_parse_breaks_reading(parse: Parse, vocabulary: Vocabulary, gazetteer: Gazetteer):
    reading = read_parse(replace(REPORT, text=parse.text), parse, vocabulary, gazetteer)
    actors = Index(parse, reading.actors).by_id
    places, times = {p.id for p in reading.places}, {t.id for t in reading.times}
    counts, agreements = {n.id for n in reading.counts}, {g.id for g in reading.agreements}
    assert [claim.id for claim in reading.claims] == [f"c{n}" for n in range(1, len(reading.claims) + 1)]
    for claim in reading.claims:
        assert 0 <= claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end
        assert claim.evidence.end <= len(parse.text)
        assert set(claim.actors + claim.recipients) <= actors.keys()
        assert set(claim.where) <= places
        assert set(claim.when) <= times
        assert set(claim.counts) <= counts
        assert claim.agreement is None or claim.agreement in agreements
        assert claim.chain[-1].name == "Morrow Gazette"
    for agreement in reading.agreements:
        assert set(agreement.parties + agreement.mediators) <= actors.keys()
        assert set(agreement.claims) <= {claim.id for claim in reading.claims}


def test_an_empty_text_has_nothing(vocabulary: Vocabulary, gazetteer: Gazetteer):
    empty = Parse(text="", words=(), starts=(), ends=(), lemmas=(), pos=(), tags=(), heads=(), deps=(), sentences=())
    reading = read_parse(REPORT, empty, vocabulary, gazetteer)
    assert (reading.claims, reading.agreements, reading.sentences) == ((), (), ())
