from __future__ import annotations

import base64
import gzip
import hashlib
import io
import itertools
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.test_foreign import page
from truceline.errors import BrokenArchive, EmptyReport, InputError, PageError, TooLarge, UnknownFormat
from truceline.intake import Fields, Limits, open_reports
from truceline.intake.foreign import Foreign
from truceline.intake.warc import reports_in_archive
from truceline.model import Report

LIMITS = Limits(page=200_000)


class OnlyText:
    """Takes the page for its text, so that archives can be read by the hundred."""

    def article(self, page: bytes, *, name: str) -> tuple[str, Fields]:
        return page.decode("utf-8", "replace"), Fields()


def http(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(number: int, answer: bytes | None = None, kind: str = "response", more: str = "", size: int = -1) -> bytes:
    block = http(b"The ferry %d has left and was not seen. " % number * 20) if answer is None else answer
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"WARC-Date: 2031-05-14T09:30:00Z\r\nWARC-Target-URI: https://coast.example/{number}\r\n{more}"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if size < 0 else size}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read(data: bytes, limits: Limits = LIMITS) -> tuple[list[int], list[InputError]]:
    """The numbers of the records that were read, and the errors."""
    found: list[int] = []
    errors = []
    reports = reports_in_archive(io.BytesIO(data), name="a.warc", about=Fields(), limits=limits, articles=OnlyText())
    for item in reports:
        if isinstance(item, Report):
            found.append(int((item.url or "").rpartition("/")[2]))
        else:
            errors.append(item)
    return found, errors


PLAIN = [record(number) for number in range(6)]
PACKED = [gzip.compress(one) for one in PLAIN]


@pytest.mark.parametrize(
    "data",
    [b"".join(PLAIN), b"".join(PACKED), gzip.compress(b"".join(PLAIN)), b"".join(PACKED) + bytes(100)],
    ids=["plain", "packed", "packed at once", "filled up"],
)
def test_every_page_is_read_in_order(data: bytes) -> None:
    assert read(data) == (list(range(6)), [])


def test_a_page_has_its_address_and_its_answer_as_evidence() -> None:
    data = PACKED[0]
    (report,) = reports_in_archive(
        io.BytesIO(data), name="a.warc.gz", about=Fields(outlet="Coast"), limits=LIMITS, articles=OnlyText()
    )
    assert isinstance(report, Report)
    assert (report.url, report.outlet) == ("https://coast.example/0", "Coast")
    evidence = report.evidence
    assert evidence is not None
    assert evidence.body == b"The ferry 0 has left and was not seen. " * 20
    assert (evidence.status, evidence.fetched) == (200, "2031-05-14T09:30:00Z")
    assert evidence.header("content-type") == "text/html; charset=utf-8"


def test_only_pages_that_were_answered_are_read() -> None:
    data = (
        record(0, kind="request")
        + record(1, http(b"no", status="404 Not Found"))
        + record(2, http(b"\x89PNG", kind="image/png"))
        + record(3, b"no answer at all", kind="metadata")
        + PLAIN[4]
        + record(5, http(b"moved", status="301 Moved"))
    )
    assert read(data) == ([4], [])


def test_packed_and_chunked_answers_are_unpacked() -> None:
    body = gzip.compress(b"The ferries have left and were not seen. " * 20)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    answer = http(chunked, more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    assert read(record(1, answer)) == ([1], [])


# Damage


@pytest.mark.parametrize("pieces", [PLAIN, PACKED], ids=["plain", "packed"])
def test_an_archive_that_is_cut_off_anywhere_says_so(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    ends = list(itertools.accumulate(map(len, pieces)))
    chance = random.Random(7)
    for cut in sorted(chance.sample(range(1, len(whole)), 60)):
        sound = sum(end <= cut for end in ends)
        found, errors = read(whole[:cut])
        # The four line ends behind a record are no part of it; nor is the checksum behind a packed one.
        last = any(0 < end - cut <= (4 if pieces is PLAIN else 12) for end in ends)
        assert found in (list(range(sound)), list(range(sound + last))), cut
        if cut not in ends and not (last and pieces is PLAIN):
            (error,) = errors
            assert isinstance(error, BrokenArchive)
            begin, before = ends[sound - 1] if sound else 0, ends[sound - 2] if sound > 1 else 0
            assert error.place in (f"byte {begin}", f"after byte {before}" if before else "byte 0")


@pytest.mark.parametrize("seed", range(20))
def test_one_damaged_member_costs_one_record(seed: int) -> None:
    chance = random.Random(seed)
    bad = chance.randrange(6)
    member = bytearray(PACKED[bad])
    at = chance.randrange(12, len(member) - 8)
    member[at : at + 4] = bytes(byte ^ 0xFF for byte in member[at : at + 4])
    found, errors = read(b"".join([*PACKED[:bad], bytes(member), *PACKED[bad + 1 :]]))
    assert found == [number for number in range(6) if number != bad]
    assert [type(error) for error in errors] == [BrokenArchive]
    assert errors[0].place == f"byte {sum(map(len, PACKED[:bad]))}"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN[0] + b"rubbish\r\n" * 20 + b"".join(PLAIN[2:]),
        PACKED[0] + b"rubbish\r\n" * 20 + b"".join(PACKED[2:]),
        PLAIN[0] + record(1, size=90_000) + b"".join(PLAIN[2:]),
        PACKED[0] + gzip.compress(record(1, size=90_000)) + b"".join(PACKED[2:]),
        gzip.compress(PLAIN[0] + record(1, size=90_000) + b"".join(PLAIN[2:])),
        PLAIN[0] + PLAIN[1].replace(b"Content-Length: ", b"Content-Length: x") + b"".join(PLAIN[2:]),
    ],
    ids=["rubbish", "rubbish packed", "too long", "too long packed", "too long at once", "no length"],
)
def test_what_stands_behind_damage_is_read(data: bytes) -> None:
    found, errors = read(data)
    assert found == [0, 2, 3, 4, 5]
    assert errors
    assert {type(error) for error in errors} == {BrokenArchive}


def test_a_digest_is_checked() -> None:
    answer = http(b"The ferries have left and were not seen. " * 20)
    digest = base64.b32encode(hashlib.sha1(answer).digest()).decode()
    right, wrong = (f"WARC-Block-Digest: sha1:{text}\r\n" for text in (digest, digest[::-1]))
    found, errors = read(record(1, answer, more=right) + record(2, answer, more=wrong) + PLAIN[3])
    assert found == [1, 3]
    (error,) = errors
    assert "the digest of a record is not that of its bytes (https://coast.example/2)" in str(error)


def test_pages_beyond_the_limit_are_named() -> None:
    large = record(1, http(b"x" * 300_000))
    bomb = record(2, http(gzip.compress(bytes(50_000_000)), more="Content-Encoding: gzip\r\n"))
    for data in (PLAIN[0] + large + bomb + PLAIN[3], b"".join(map(gzip.compress, (PLAIN[0], large, bomb, PLAIN[3])))):
        found, errors = read(data)
        assert found == [0, 3]
        assert [type(error) for error in errors] == [TooLarge, TooLarge]
        assert "https://coast.example/1" in str(errors[0])


def test_a_member_without_end_is_given_up() -> None:
    # A small piece that unfolds into more than a gigabyte of nothing, then a sound one.
    packer = __import__("zlib").compressobj(9, 8, 31)
    parts = [packer.compress(record(1, http(b""), size=2**40))]
    parts += [packer.compress(bytes(10_000_000)) for _ in range(120)]
    begun = time.monotonic()
    found, errors = read(PACKED[0] + b"".join(parts) + packer.flush() + PACKED[2])
    assert found == [0, 2]
    assert errors
    assert time.monotonic() - begun < 120


@pytest.mark.parametrize("data", [b"", b"\r\n" * 9, record(0, kind="request")])
def test_an_archive_without_pages_says_so(data: bytes) -> None:
    found, errors = read(data)
    assert not found
    assert [type(error) for error in errors] == [EmptyReport]


@pytest.mark.parametrize("seed", range(60))
def test_rubbish_ends_in_errors(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(b"".join(chance.choice((PLAIN, PACKED))))
    for _ in range(chance.randrange(1, 30)):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(6))
    found, errors = read(bytes(data))
    assert len(found) <= 6
    assert all(isinstance(error, InputError) for error in errors)


# As inputs


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    hostile = b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">x</p></body></html>"
    pieces = [record(1, http(page())), record(2, http(hostile)), record(3, http(page(heading="Ferries wait")))]
    path = tmp_path / "news.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, pieces)) + PACKED[4][:40])
    return path


def outcomes(*inputs: Path | str, **others: object) -> list[Report | InputError]:
    reports: Iterator[Report | InputError] = open_reports(map(str, inputs), **others)  # type: ignore[arg-type]
    return list(reports)


def test_a_hostile_page_costs_itself_alone(archive: Path, tmp_path: Path) -> None:
    after = tmp_path / "z.txt"
    after.write_text("Ferries left.", encoding="utf-8")
    with Foreign(Limits()) as warm:
        warm.article(page(), name="warm.html")
    one, hostile, three, cut, last = outcomes(archive, after, limits=Limits(page_seconds=5))
    assert isinstance(one, Report)
    assert one.url == "https://coast.example/ferries"  # as the page calls itself, on its own site
    assert isinstance(hostile, PageError)
    assert str(hostile).startswith(f"{archive}, https://coast.example/2: no article found in this page within 5 sec")
    assert isinstance(three, Report)
    assert isinstance(cut, BrokenArchive)
    assert isinstance(last, Report)


def test_archives_are_told_by_how_they_begin(tmp_path: Path) -> None:
    for name, data in (("one", PLAIN[0]), ("two", PACKED[0])):
        path = tmp_path / name
        path.write_bytes(data)
        (found,) = outcomes(path)
        assert isinstance(found, EmptyReport)  # it was opened as one; the page in it has no article
        assert "https://coast.example/0" in str(found)
        (piped,) = outcomes("-", standard_input=io.BytesIO(data))
        assert "https://coast.example/0" in str(piped)
    other = tmp_path / "other"
    other.write_bytes(gzip.compress(b"Ferries left."))
    assert isinstance(outcomes(other)[0], UnknownFormat)
