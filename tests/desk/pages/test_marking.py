from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.desk.pages.marking import Mark, Reference, marked, visible

TAG = re.compile(r"<[^>]*>")


def spans(text: str) -> st.SearchStrategy[list[Mark]]:
    ends = st.integers(-2, len(text) + 2)
    kinds = st.sampled_from(["content", "claim", "source", "cue", "trigger"])
    return st.lists(st.builds(lambda k, a, b: Mark(kind=k, start=a, end=b, id=f"{k}{a}", of="c1"), kinds, ends, ends))


@st.composite
def marked_texts(draw):
    text = draw(st.text(alphabet="ab<&> \n\N{RIGHT-TO-LEFT OVERRIDE}\N{DEER}", max_size=40))
    return text, draw(spans(text))


@given(marked_texts())
def test_elements_nest_and_no_word_is_lost_or_doubled(given_):
    text, marks = given_
    found = str(marked(text, marks))
    open_: list[str] = []
    for tag in re.findall(r"<(/?)(p|span)\b[^>]*>", found):
        if tag[0]:
            assert open_.pop() == tag[1]
        else:
            open_.append(tag[1])
    assert open_ == []
    plain = html.unescape(TAG.sub("", found)).replace("U+202E", "\N{RIGHT-TO-LEFT OVERRIDE}")
    assert [line for line in plain.split("\n") if line] == [line for line in text.split("\n") if line]


@given(marked_texts())
def test_every_code_point_is_marked_with_just_what_covers_it(given_):
    text, marks = given_
    inside = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    open_: list[str] = []
    at = 0
    for piece in re.split(r"(<[^>]*>)", str(marked(text, marks)).replace("</p>\n<p", "</p><p")):
        if piece.startswith('<span class="m-'):
            open_.append(piece.split('"')[1].removeprefix("m-").strip())
        elif piece.startswith('<span class="unseen'):
            open_.append("")
        elif piece == "</span>":
            open_.pop()
        elif piece and not piece.startswith("<"):
            for _ in html.unescape(piece) if "" not in open_ else "x":
                while text[at] == "\n":
                    at += 1
                expected = sorted(m.kind for m in inside if m.start <= at < m.end)
                assert sorted(name for name in open_ if name) == expected
                at += 1


def test_overlapping_spans_are_cut_and_the_id_stands_once():
    marks = [
        Mark(kind="claim", start=0, end=10, id="w-c1", of="c1"),
        Mark(kind="claim", start=5, end=16, id="w-c2", of="c2"),
    ]
    found = str(marked("Teslin was shelled", marks))
    assert found.count('id="w-c1"') == found.count('id="w-c2"') == 1
    assert found.count('data-of="c1"') == 2


def test_a_reference_stands_behind_the_word_that_it_is_of():
    reference = Reference(at=6, href="#c1", label="1", says="claim 1")
    found = str(marked("Teslin burns", [], [reference]))
    assert found == '<p dir="auto">Teslin<a class="ref" href="#c1" aria-label="claim 1">1</a> burns</p>'


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\x1b", "\ud800", "\ufeff"])
def test_what_would_not_be_seen_is_shown_by_its_number(sign):
    found = str(visible(f"a{sign}b"))
    assert sign not in found
    assert f"U+{ord(sign):04X}" in found


def test_what_strangers_wrote_is_never_markup():
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    marks = [Mark(kind="claim", start=3, end=20, id='"><b>', title='"><i>', of='"><u>')]
    found = str(marked(hostile, marks))
    assert not re.search(r"<(script|img|b|i|u)\b", found)


def test_time_is_linear_in_the_marks():
    text = "a " * 20_000
    marks = [Mark(kind="claim", start=i, end=i + 5, of=f"c{i}") for i in range(0, 30_000, 3)]
    assert str(marked(text, marks)).count("m-claim") >= len(marks)
