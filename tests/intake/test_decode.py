from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import NotText
from truceline.intake.decode import decode

PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@given(PRINTABLE)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode(), name="a.txt") == text
    assert decode(codecs.BOM_UTF8 + text.encode(), name="a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_told_by_their_marks(encoding: str) -> None:
    text = "The ferry “Ostrel” left Tarn.\n"
    assert decode(f"\ufeff{text}".encode(encoding), name="a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_without_a_mark(encoding: str) -> None:
    text = "The ferry “Ostrel” left Tarn before the shelling began."
    assert decode(text.encode(encoding), name="a.txt") == text


def test_windows_quotes_and_dashes_are_read() -> None:
    text = "“We left at noon”, the café’s owner said – and nobody stopped us…"
    assert decode(text.encode("cp1252"), name="a.txt") == text


def test_broken_utf8_is_named_with_its_byte() -> None:
    data = "“We left”, he said — naïve".encode()
    broken = data[:-2] + b"\xff" + data[-2:]
    with pytest.raises(NotText, match=r"a\.txt, byte \d+: not UTF-8 text") as caught:
        decode(broken, name="a.txt")
    assert caught.value.place == f"byte {broken.index(0xFF)}"


def test_a_text_cut_off_within_a_character_is_named() -> None:
    with pytest.raises(NotText, match="byte 13"):
        decode("“Ostrel” – “Tarn”".encode()[:15], name="a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(256)) * 4,
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
        b"\x01\x02\x03\x04\x05\x06 and a few words",
    ],
)
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data, name="a.txt")


def test_line_ends_are_line_feeds() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour", name="a.txt") == "one\ntwo\nthree\nfour"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data, name="a.txt")
    except NotText as error:
        assert error.report == "a.txt"
    else:
        assert "\0" not in text
        assert "\r" not in text
