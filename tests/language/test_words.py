"""Words, sentences and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.words import cut_words


def sentences(text: str) -> list[str]:
    words = cut_words(text)
    after = [*words.sentences[1:], len(words.words)]
    return [text[words.starts[s] : words.ends[e - 1]] for s, e in zip(words.sentences, after, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks began. They ended.", ["Talks began.", "They ended."]),
        ("Gen. Oru Vask said so. Mr. Tal left.", ["Gen. Oru Vask said so.", "Mr. Tal left."]),
        ("He met J. Vask of the U.S. mission.", ["He met J. Vask of the U.S. mission."]),
        ("It reached the U.N. The talks go on.", ["It reached the U.N.", "The talks go on."]),
        ("“We stop.” She left.", ["“We stop.”", "She left."]),
        ("“Stop!” he said.", ["“Stop!” he said."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("Prices rose 3.5 percent. In May they fell.", ["Prices rose 3.5 percent.", "In May they fell."]),
        ("Wait... The guns fell silent.", ["Wait...", "The guns fell silent."]),
        ("A heading\n\nA first line.", ["A heading", "A first line."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_wrapped_lines_are_one_paragraph() -> None:
    line = "The envoys of both sides met again in the old harbour town and"
    text = "\n".join([line] * 5) + "\n\nThen they left."
    words = cut_words(text)
    assert len(words.paragraphs) == 2


def test_unwrapped_lines_are_paragraphs() -> None:
    text = "Kesh and Varo agree on a truce\nThe guns fell silent at noon.\nNobody was hurt."
    assert len(cut_words(text).paragraphs) == 3


def test_an_endless_word_is_cut_in_linear_time() -> None:
    text = "Talks began. " + "?!" * 100_000 + " They ended."
    words = cut_words(text)
    assert words.words[:3] == ("Talks", "began", ".")
    assert words.words[-2:] == ("ended", ".")
    assert max(map(len, words.words)) <= 100


@given(st.text(max_size=300))
def test_any_text_is_cut_without_loss(text: str) -> None:
    words = cut_words(text)
    assert all(text[s:e] == w for s, e, w in zip(words.starts, words.ends, words.words, strict=True))
    assert "".join(words.words) == "".join(text.split())
    assert list(words.starts) == sorted(words.starts)
    assert set(words.paragraphs) <= set(words.sentences)
    assert not words.words or words.sentences[0] == words.paragraphs[0] == 0
