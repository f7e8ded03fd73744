from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.intake.markup import plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Ferries left.", "Ferries left."),
        ("  Ferries\n left.  ", "Ferries left."),
        ("Tarn &amp; Ostrel", "Tarn & Ostrel"),
        ("<p>One <b>left</b>.</p><p>Two&nbsp;left.</p>", "One left.\nTwo left."),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<p>One</p><script>two()</script>tail<style>p {}</style>", "One\ntail"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("One <!-- not this --> two", "One two"),
        ("<noscript><p>No</p></noscript>Yes", "Yes"),
        ("<p>unclosed <div>and more", "unclosed\nand more"),
        ("<p></p>", None),
        ("", None),
        ("  ", None),
        (None, None),
        (7, None),
    ],
)
def test_html_to_lines(markup: object, text: str | None) -> None:
    assert plain(markup) == text


@given(st.text(alphabet="<>/&;ap \n\0é!-", max_size=60))
def test_any_text_is_taken(markup: str) -> None:
    found = plain(markup)
    assert found is None or found.strip() == found
