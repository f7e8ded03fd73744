from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language import Language
from truceline.language.letters import as_seen

TEXT = "Five ﬁghters of the Ostrel Fr\u200bont shelled Ta\u00adrn, said \u202aGeneral\u202c Ｖａｓｋ."


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("ﬁghters", "fighters"),
        ("oﬃcial", "official"),
        ("Ta\u00adrn", "Tarn"),
        ("\u202aVask\u202c", "Vask"),
        ("Ｖａｓｋ", "Vask"),
        ("１２", "12"),
        ("\u200b", "\u200b"),
        ("Vardáne", "Vardáne"),
        ("…", "…"),
        ("½", "½"),
        ("“", "“"),
    ],
)
def test_a_word_is_taken_as_it_is_seen(word: str, seen: str) -> None:
    assert as_seen(word) == seen


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=20))
def test_a_word_stays_a_word(word: str) -> None:
    assert as_seen(word)
    assert as_seen(as_seen(word)) == as_seen(word)


def test_offsets_stay_those_of_the_text() -> None:
    parse = Language(threads=1).parse(TEXT)
    assert [parse.words[i] for i in (1, 5, 7)] == ["fighters", "Front", "Tarn"]
    assert [TEXT[parse.starts[i] : parse.ends[i]] for i in (1, 5, 7)] == ["ﬁghters", "Fr\u200bont", "Ta\u00adrn"]
    assert parse.lemmas[1] == "fighter"
    assert "Vask" in parse.words
