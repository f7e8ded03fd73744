"""Web archives (WARC) to reports: the pages in them, as crawlers keep them by the million."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from truceline.errors import BrokenArchive, EmptyReport, InputError, TooLarge
from truceline.intake.documents import Articles, report_in_bytes
from truceline.intake.fields import Fields, published_of
from truceline.intake.limits import Limits
from truceline.intake.tapes import Source, Tape, tapes
from truceline.model.report import Fetched, Report

_PAGES = ("text/html", "application/xhtml+xml")
_HEADERS = 1 << 16  # bytes of a record's header, or of that of the answer in it
_MOST_DAMAGE = 1_000  # damaged places in one archive, after which the rest is given up
_SHA1 = len("sha1:") + 32  # characters of a digest that can be checked


def reports_in_archive(
    file: BinaryIO, *, name: str, about: Fields, limits: Limits, articles: Articles, start: int | None = None
) -> Iterator[Report | InputError]:
    """The reports in the pages of a web archive, one at a time.

    Damage is named with its place. What stands before it is read, and what stands behind it where the next record can
    be found.

    Args:
        file: The archive, packed with gzip or not.
        name: Its name, for errors.
        about: What is known about the reports beside what their pages say; it comes first.
        limits: The bounds of intake.
        articles: Who finds the article in a page.
        start: Where in the whole archive this begins, if it is a stretch of it; a stretch may hold no page.
    """
    found = damaged = 0
    for item in _pages(file, name, limits, start or 0):
        found += 1
        if isinstance(item, InputError):
            yield item
            damaged += isinstance(item, BrokenArchive)
            if damaged >= _MOST_DAMAGE:
                yield BrokenArchive("so much damage that the rest was not read", report=name, place=item.place)
                return
            continue
        try:
            where = f"{name}, {item.url}"
            yield report_in_bytes(
                item.body, "html", name=where, about=about, limits=limits, articles=articles, evidence=item
            )
        except InputError as error:
            yield error
    if not found and start is None:
        yield EmptyReport("no web page in this archive", report=name)


def cuts_of_archive(file: BinaryIO, every: int) -> list[int]:
    """Where a packed archive can be cut so that each stretch begins with a record: the first of these places is 0.

    A packed archive has a member for each record, so it is walked from end to end. Another one is one stretch.

    Args:
        file: The archive.
        every: Bytes that a stretch has at least, but for the last.
    """
    cuts = [0]
    for _, source in tapes(file, 1 << 16):
        if source.packed and source.damage is None and source.start - cuts[-1] >= every:
            cuts.append(source.start)
        if not source.packed:
            break
    return cuts


def _pages(file: BinaryIO, name: str, limits: Limits, start: int) -> Iterator[Fetched | InputError]:
    for tape, source in tapes(file, limits.page + _HEADERS, start=start):
        stretch = _Stretch(tape, source, name, limits.page)
        while True:
            yield from stretch.pages()
            if stretch.damage is None or not tape.next_record():
                break
            if source.damage is None:
                yield stretch.damage
        source.finish()
        if source.damage is not None:  # that says more than what followed from it
            yield BrokenArchive(source.damage, report=name, place=f"byte {source.start}")
        elif stretch.damage is not None:
            yield stretch.damage


class _Stretch:
    """One stretch of an archive.

    Attributes:
        damage: What ended it before its end; None where nothing did.
    """

    def __init__(self, tape: Tape, source: Source, name: str, most: int) -> None:
        self._tape = tape
        self._source = source
        self._name = name
        self._most = most
        self.damage: BrokenArchive | None = None

    def pages(self) -> Iterator[Fetched | InputError]:
        """The pages from here on to the end or to damage."""
        self.damage = None
        position = end = 0
        try:
            stream = cast(BinaryIO, self._tape)
            for record in ArchiveIterator(stream, parse_http=False, stream_detect=False, max_header_len=_HEADERS):
                position = record.stream_pos
                self._tape.mark(position)
                end = position + record.content_length
                if record.headers.get("Content-Length") is None:
                    self.damage = self._broken("the header of a record is cut off", position)
                    return
                if not record.is_http or record.record_type != WarcRecordType.response:
                    continue
                if record.content_length > self._most + _HEADERS:
                    yield self._too_large(record)
                    continue
                size = record.content_length
                record.freeze()
                if record.content_length < size:
                    self.damage = self._broken(f"a record is cut off ({_address(record)})", position)
                    return
                yield from self._page(record, position)
            if end > self._tape.given:
                self.damage = self._broken("a record is cut off", position)
        except OSError as error:
            self.damage = self._broken(f"no web archive, or damaged ({error})", position, before="after ")
        except BaseException as error:
            # A fault of the library's, written in Rust, comes as something that is no Exception.
            if type(error).__name__ != "PanicException":
                raise
            self.damage = self._broken("a record that breaks the library", position, before="after ")

    def _page(self, record: WarcRecord, position: int) -> Iterator[Fetched | InputError]:
        url = _address(record)
        if not url:
            yield self._broken("a record without an address", position)
            return
        digest = record.headers.get("WARC-Block-Digest") or ""
        if digest.lower().startswith("sha1:") and len(digest) == _SHA1 and not record.verify_block_digest():
            yield self._broken(f"the digest of a record is not that of its bytes ({url})", position)
            return
        try:
            record.parse_http(auto_decode="all", max_header_len=_HEADERS)
            status = record.http_headers.status_code
            if status != 200 or (record.http_content_type or "").lower() not in _PAGES:
                return
            body = record.reader.read(self._most + 1)
        except (OSError, ValueError) as error:
            yield self._broken(f"the answer in a record cannot be read ({url}: {error})", position)
            return
        if len(body) > self._most:
            yield self._too_large(record)
            return
        yield Fetched(
            url=url,
            final_url=url,
            status=status,
            headers=record.http_headers.to_tuples(),
            body=body,
            fetched=published_of(record.headers.get("WARC-Date") or ""),
        )

    def _too_large(self, record: WarcRecord) -> TooLarge:
        where = f"{self._name}, {_address(record)}"
        return TooLarge(f"a page of more than {self._most:,} bytes", report=where, limit=self._most)

    def _broken(self, message: str, position: int, *, before: str = "") -> BrokenArchive:
        # In a packed file only the beginning of a member is a place that one can find again.
        at = self._source.start if self._source.packed else self._tape.begin + position
        return BrokenArchive(message, report=self._name, place=f"{before if at else ''}byte {at}")


def _address(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")[:2000]
