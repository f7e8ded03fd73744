"""The words around names of places."""

from __future__ import annotations

from dataclasses import fields

from truceline.vocabulary.place_words import PlaceWords, place_words


def test_all_words_are_in_lower_case_and_there_are_some_of_each() -> None:
    for field in fields(PlaceWords):
        words = getattr(place_words(), field.name)
        assert words
        assert all(word == word.lower().strip() for word in words)


def test_buildings_end_no_name_but_are_built() -> None:
    words = place_words()
    assert "hotel" in words.built
    assert "hotel" not in words.kinds
    assert words.sites < words.kinds < words.parts
