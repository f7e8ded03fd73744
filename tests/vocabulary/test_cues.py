from __future__ import annotations

from typing import Any

import pytest

from truceline.vocabulary.cues import CLASSES, EVENTS, Cues, Row, cues_of, load_cues
from truceline.vocabulary.patterns import Pattern, Words, noun_pattern, verb_pattern

FACTUALITIES = {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu", "same", "not"}
PHASES = {"happened", "ongoing", "intended", "offered", "requested", "conditional"}
KINDS = {"ceasefire", "truce", "pause", "exchange", "peace", "withdrawal", "access", "other"}
STATUSES = {"proposed", "offered", "negotiated", "accepted", "signed", "in force", "extended", "suspended", "violated",
            "ended", "rejected"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "head", "left", "right"),
    [
        ("truce", "truce", (), ()),
        ("air strike", "strike", ("air",), ()),
        ("cease-fire deal", "deal", ("cease", "-", "fire"), ()),
        ("exchange of prisoner", "exchange", (), ("of", "prisoner")),
        ("hostage-for-prisoner swap", "swap", ("hostage", "-", "for", "-", "prisoner"), ()),
    ],
)
def test_a_noun_is_filed_under_its_head(text, head, left, right):
    assert noun_pattern(text) == (head, Pattern(left=left, right=right))


@pytest.mark.parametrize(
    ("text", "head", "pattern"),
    [
        ("carry out", "carry", Pattern(right=("out",))),
        ("be believed", "believed", Pattern(passive=True)),
        ("de-escalate", "escalate", Pattern(left=("de", "-"))),
        ("sexually assault", "assault", Pattern(left=("sexually",))),
    ],
)
def test_a_verb_is_filed_under_its_first_word(text, head, pattern):
    assert verb_pattern(text) == (head, pattern)


def test_longer_entries_come_first():
    words: Words[str] = Words()
    words.add("strike", Pattern(), "short")
    words.add("strike", Pattern(left=("air",)), "long")
    assert [value for _, value in words.sort().get("strike") or ()] == ["long", "short"]


def test_frames_keep_the_order_of_the_file():
    tables: dict[str, list[Row]] = {
        "frame": [
            {"verbs": ["hit"], "objects": ["ACTOR", "air base"], "event": "ASSAULT"},
            {"verbs": ["hit"], "preps": ["out at"], "event": "ACCUSE", "recipient_from": ["at"]},
        ]
    }
    first, second = (frame for _, frame in cues_of(tables).verb_frames.get("hit") or ())
    assert (first.order, second.order) == (0, 1)
    assert first.objects is not None
    assert (first.objects.classes, first.objects.lemmas, first.objects.runs) == (
        frozenset({"ACTOR"}),
        frozenset(),
        (("air", "base"),),
    )
    assert second.sign.recipient_from == {"at"}


def test_a_list_stands_for_its_nouns():
    tables: dict[str, list[Row]] = {
        "list": [{"name": "VESSELS", "entries": ["barge", "fishing boat", "WEAPON"]}],
        "frame": [{"verbs": ["ram"], "objects": ["VESSELS", "pier"], "event": "ASSAULT"}],
    }
    found = cues_of(tables).verb_frames.get("ram")
    assert found is not None
    ((_, frame),) = found
    assert frame.objects is not None
    assert (frame.objects.classes, frame.objects.lemmas) == (frozenset({"WEAPON"}), frozenset({"barge", "pier"}))
    assert frame.objects.runs == (("fishing", "boat"),)


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


def values(words: Words[Any]) -> list[Any]:
    return [value for lemma in words.heads for _, value in words.get(lemma) or ()]


def test_every_sign_is_one_of_plovers_events(cues):
    for table in (cues.verbs, cues.nouns, cues.adjectives, cues.phrases):
        assert {sign.event for sign in values(table)} <= set(EVENTS)
    for table in (cues.verb_frames, cues.noun_frames):
        assert {frame.sign.event for frame in values(table)} <= {*EVENTS, "NONE"}


def test_every_frame_asks_for_something(cues):
    for frame in values(cues.verb_frames):
        asked = (frame.particles, frame.objects, frame.subjects, frame.preps, frame.complements)
        alone = frame in [entry for _, entry in cues.verb_frames.get("surrender") + cues.verb_frames.get("compensate")]
        assert frame.complement or frame.predicate or alone or any(part is not None for part in asked)
        for slot in (frame.objects, frame.subjects, frame.obliques):
            assert slot is None or slot.classes <= CLASSES | set(EVENTS)
            assert slot is None or all(lemma == lemma.lower() for lemma in slot.lemmas - {"Israeli"})


def test_every_word_that_governs_says_what_it_does(cues):
    for table in (cues.embedding_verbs, cues.embedding_nouns, cues.embedding_adjectives):
        for embedding in values(table):
            assert embedding.factuality in FACTUALITIES
            assert embedding.phase in PHASES
            assert embedding.controller in ("subject", "object")
            assert embedding.among <= set(EVENTS)
    for table in (cues.lights, cues.happenings):
        for light in values(table):
            assert light.factuality in {*FACTUALITIES, None}
            assert light.phase in {*PHASES, None}
            assert light.among <= set(EVENTS)
    assert {modal.factuality for modal in values(cues.modals)} <= FACTUALITIES


def test_agreements_have_the_kinds_and_statuses_of_the_contract(cues):
    assert set(values(cues.agreements)) == KINDS
    told = set(values(cues.status_verbs)) | set(values(cues.status_nouns)) | set(values(cues.status_adjectives))
    assert told == STATUSES


def test_what_is_asked_for_has_a_mode(cues):
    assert {row.event for row in cues.derived} == {"REQUEST", "REJECT", "THREATEN"}
    assert {sign.event for sign in cues.figurative.values()} == {"ACCUSE"}
