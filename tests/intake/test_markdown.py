from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.intake.fields import Fields
from truceline.intake.markdown import front_matter, plain_text


def test_front_matter_gives_the_fields() -> None:
    text = (
        "---\noutlet: The Coast Ledger\ntitle: \"Ferries: none left\"\npublished: '2031-05-14'\n"
        "url: https://coast.example/a?b=c:d\ntags: [harbour]\n# a remark\n---\n\nFerries did not leave.\n"
    )
    about, rest = front_matter(text)
    assert about == Fields(
        outlet="The Coast Ledger",
        title="Ferries: none left",
        published="2031-05-14",
        url="https://coast.example/a?b=c:d",
    )
    assert rest == "Ferries did not leave.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Ferries left.\n---\nTarn\n",
        "---\nFerries left without a word\n---\nTarn\n",
        "---\noutlet: A\nFerries left.\n",
        "---\noutlet: A",
        "----\noutlet: A\n----\n",
        "---\n" + "key: value\n" * 60 + "---\nTarn\n",
    ],
)
def test_what_is_not_front_matter_stays_text(text: str) -> None:
    assert front_matter(text) == (Fields(), text)


def test_empty_values_say_nothing() -> None:
    assert front_matter("---\noutlet:\ntitle: T\n---\nTarn")[0] == Fields(title="T")


def test_the_first_heading_is_the_title() -> None:
    title, text = plain_text("# Ferries *stay* in port #\n\nNone left.\n\n## Later\n\nOne left.\n")
    assert title == "Ferries stay in port"
    assert text == "None left.\n\nLater\n\nOne left."


def test_a_heading_within_the_text_is_no_title() -> None:
    assert plain_text("None left.\n\n# Later\n\nOne left.") == (None, "None left.\n\nLater\n\nOne left.")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("The **army** of [Korvath](https://k.example) *did* not", "The army of Korvath did not"),
        ("![harbour](a.png)The `M-4` road", "The M-4 road"),
        ("> “We left,” she said.", "“We left,” she said."),
        ("- the first\n* the second", "the first\nthe second"),
        ("a _quiet_ night in __Tarn__", "a quiet night in Tarn"),
        ("see <https://coast.example/a>", "see https://coast.example/a"),
        ("before<!-- a\nremark -->after", "beforeafter"),
        ("one\n\n---\n\ntwo", "one\n\n\ntwo"),
        ("one\n```\ncode\n```\ntwo", "one\ntwo"),
    ],
)
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    assert plain_text(marked)[1] == plain


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "snake_case_name", "a ** b", "[not a link]", "-5 degrees", "#7 of 9", "5 <6"]
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert plain_text(text)[1] == text


@given(st.text("ab *_[](){}<!->`#\n\"'"))
def test_no_text_breaks_it(text: str) -> None:
    _, plain = plain_text(text)
    assert len(plain) <= len(text)
    front_matter("---\n" + text)


@pytest.mark.parametrize(
    "piece", ["[", "![", "[a](", "*a ", "**", "_a ", "`", "<!--", "<http://", "# a ", "> ", "- ", "#", "a  ", "--- "]
)
def test_time_is_linear(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begun = time.process_time()
    plain_text(text)
    plain_text("# " + text + "b")
    assert time.process_time() - begun < 5
