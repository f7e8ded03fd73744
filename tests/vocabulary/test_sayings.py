from __future__ import annotations

from dataclasses import fields

import pytest

from truceline.vocabulary.sayings import forms, load_sayings

STANCES = {"asserts", "denies", "doubts", "asks", "demands", "promises", "threatens", "believes", "intends"}
MEDIA = {"video", "photograph", "document", "data", "statement"}


def test_every_table_is_filled_and_read_once():
    sayings = load_sayings()
    assert all(getattr(sayings, field.name) for field in fields(sayings))
    assert load_sayings() is sayings


def test_stances_and_media_are_the_contract_s():
    sayings = load_sayings()
    with_objects = {stance for rows in sayings.object_stances.values() for _, stance in rows}
    assert set(sayings.stances.values()) == STANCES
    assert set(sayings.noun_stances.values()) <= STANCES
    assert with_objects <= STANCES
    assert set(sayings.mediums.values()) == MEDIA


def test_words_that_share_a_form_stay_apart():
    sayings = load_sayings()
    assert sayings.stances["say"] == "asserts"
    assert sayings.stances["call for"] == sayings.noun_stances["call"] == "demands"
    assert "call" not in sayings.stances
    assert "claim" in sayings.object_denials["reject"]
    assert "offer" not in sayings.object_denials["reject"]
    assert not sayings.denial_verbs & sayings.object_denials.keys()


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("deny", ("deny", "denies", "denied", "denying")),
        ("refute", ("refute", "refutes", "refuted", "refuting")),
        ("dismiss", ("dismiss", "dismisses", "dismissed", "dismissing")),
        ("say", ("say", "says", "sayed", "saying")),
    ],
)
def test_regular_forms(verb, expected):
    assert forms(verb) == expected


def test_a_lemma_from_a_form():
    sayings = load_sayings()
    assert sayings.verb("denie", "denies") == "deny"
    assert sayings.verb("say", "said") == "say"
    assert sayings.verb("fly", "flies") == "fly"
    assert sayings.passes_on("publishe", "published")
    assert sayings.passes_on("see", "seen")
    assert not sayings.passes_on("paint", "painted")
