"""The project's own training passages."""

import pytest

from training.corpora import grouped
from training.passages import FOLDER, outermost, passages, unmarked
from truceline.language.words import cut_words


def said(marked: str) -> list[dict[str, list[str]]]:
    """The attributions that stand in no other, as words."""
    passage = unmarked("", marked)
    words = cut_words(passage.text)

    def shown(each: dict[str, list[tuple[int, int]]]) -> dict[str, list[str]]:
        return {part: [" ".join(words.words[a:b]) for a, b in ranges] for part, ranges in each.items()}

    return [shown(each) for each in outermost(grouped(words, passage.spans))]


def test_marks_become_offsets() -> None:
    passage = unmarked("Osk Wire | 2031-01-02", "[s1 The mayor] [q1 said] [c1 the [e:ASSAULT:CT- raid] failed].")
    assert passage.text == "The mayor said the raid failed."
    assert [(passage.text[s:e], kind, number) for s, e, kind, number in passage.spans] == [
        ("The mayor", "source", 1),
        ("said", "cue", 1),
        ("the raid failed", "content", 1),
    ]
    (start, event, value), *more = passage.events
    assert passage.text[start:].startswith("raid")
    assert event == "ASSAULT"
    assert value < -2
    assert not more


@pytest.mark.parametrize("marked", ["[s1 open", "shut]", "[x1 what]", "[e:ASSAULT:XX raid]"])
def test_a_wrong_mark_is_told(marked: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        unmarked("", marked)


def test_what_stands_within_a_content_is_left_out() -> None:
    outer = said("[s1 The mayor] [q1 said] [c1 that [s2 the police] [q2 believe] [c2 he fled]].")
    assert [each["source"] for each in outer] == [["The mayor"]]
    assert outer[0]["content"] == ["that the police believe he fled"]


def test_a_relay_behind_its_content_is_no_nesting() -> None:
    outer = said("[c1 [c2 The road is open], [s2 a guard] [q2 told] Hill Radio], [q1 per] [s1 the Courier].")
    assert {tuple(each["source"]): each["content"] for each in outer} == {
        ("the Courier",): [],
        ("a guard",): ["The road is open"],
    }


def test_all_passages_can_be_read() -> None:
    found = list(passages())
    assert len(found) > 500
    for passage in found:
        cues = {number for _, _, kind, number in passage.spans if kind == "cue"}
        assert {number for _, _, _, number in passage.spans} == cues, passage.head
        assert "[" not in passage.text
        assert "]" not in passage.text
    assert (FOLDER / "README.md").exists()
