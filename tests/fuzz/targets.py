"""What is fed with bytes of any kind, a function for each: it comes back, or raises what it says it may raise.

`make fuzz` lets atheris look for inputs that break one; `tests/fuzz/test_targets.py` tries those that were found, the
seeds, and a few made from them.
"""

from __future__ import annotations

import io
import json
import math
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

from lxml import html

import truceline
from tests.fuzz.batches import BATCHES
from tests.fuzz.rooms import ROOMS
from truceline.desk.users import Users
from truceline.errors import InputError, LedgerError, NotText, UsersError, VocabularyError, WatchError
from truceline.exports.wording import on_one_line
from truceline.intake import Fields, Limits, is_address, published_of, report_of
from truceline.intake.article import article_of
from truceline.intake.decode import decode
from truceline.intake.feeds import Entry, Feed
from truceline.intake.files import reports_in_stream
from truceline.intake.gather import Gatherer
from truceline.intake.jsonl import reports_in_lines
from truceline.intake.kinds import kind_of_name, kind_of_start
from truceline.intake.markdown import front_matter, plain_text
from truceline.intake.markup import plain
from truceline.intake.metadata import Metadata
from truceline.intake.rules import rules_of
from truceline.intake.state import StateFile
from truceline.intake.syndication import feed_of
from truceline.intake.unpack import BrokenPacking, unpacked
from truceline.intake.warc import cuts_of_archive, reports_in_archive
from truceline.language.words import cut_words
from truceline.ledger.encoding import folded, searchable, storable
from truceline.ledger.encoding import unpacked as unpacked_row
from truceline.ledger.packing import reading_from_plain, reading_to_plain
from truceline.model import Parse, Report
from truceline.reading.counts import find_counts
from truceline.reading.numbers import number_at
from truceline.reading.speech.quotation import quotation_of, quoted_ranges
from truceline.reading.times import find_times
from truceline.vocabulary import Vocabulary, split_words
from truceline.vocabulary.tables import Table, aliases_of, composed, merge, parse_toml, role_of

OURS = str(Path(truceline.__file__).parent)
LIMITS = Limits(text=50_000, page=200_000)
MOST = 20_000  # bytes that a target is given


class InProcess:
    """Reads pages and feeds without a process of their own: what breaks in our part of that work must show."""

    def article(self, page: bytes, *, name: str) -> tuple[str, Fields]:
        """The article in a page."""
        found = {}
        with strangers():
            found = article_of(page)
        return found.pop("text", None) or "No article was found in it.", Fields(**found)

    def feed(self, data: bytes, *, name: str, url: str | None = None, kind: str | None = None) -> Feed:
        """What is in a feed."""
        answer = feed_in(data)
        entries = tuple(Entry(**{**entry, "full": True}) for entry in answer.get("entries", ()))
        return Feed(title=answer.get("title"), entries=entries, feeds=())


@contextmanager
def strangers() -> Iterator[None]:
    """Errors that a library raises about its input, which end in a process of its own; our own pass through."""
    try:
        yield
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        if last.filename.startswith(OURS):
            raise


def text_of(data: bytes) -> str:
    """Bytes as a text in which everything may stand, halves of surrogate pairs too."""
    return data.decode("utf-8", "surrogatepass") if not data.startswith(b"\xff") else data.decode("latin-1")


def words_of(text: str) -> Parse:
    """A Parse without a tree, for rules that ask for words."""
    sound = text.encode("utf-8", "replace").decode()
    cut = cut_words(sound)
    count = len(cut.words)
    pos = tuple("NUM" if word[0].isdigit() else "PUNCT" if not word[0].isalnum() else "NOUN" for word in cut.words)
    return Parse(
        text=sound,
        words=cut.words,
        starts=cut.starts,
        ends=cut.ends,
        lemmas=tuple(word.lower() for word in cut.words),
        pos=pos,
        tags=tuple({"NUM": "CD", "PUNCT": "."}.get(p, "NN") for p in pos),
        heads=tuple(max(i - 1, 0) for i in range(count)),
        deps=tuple("dep" if i else "root" for i in range(count)),
        sentences=((0, count),) if count else (),
    )


def a_text(data: bytes) -> None:
    """An encoding is found, or the bytes are no text."""
    try:
        found = decode(data, name="a.txt")
    except NotText as error:
        assert str(error).startswith("a.txt")
        return
    assert "\r" not in found
    assert "\0" not in found
    on_one_line(found)


def markdown(data: bytes) -> None:
    """Front matter and plain text."""
    said, text = front_matter(text_of(data))
    _, shown = plain_text(text)
    assert len(shown) <= len(text)
    published_of(said.published or "")


def lines(data: bytes) -> None:
    """A report, or an error with its line, for each line."""
    found = list(reports_in_lines(io.BytesIO(data), name="a.jsonl", limits=LIMITS))
    assert found
    assert all(isinstance(item, Report) or str(item).startswith("a.jsonl") for item in found)


def page(data: bytes) -> None:
    """An article, or none."""
    with strangers():
        for key, value in article_of(data).items():
            assert value is None or isinstance(value, str), key
            json.dumps(value).encode("ascii")


def metadata(data: bytes) -> None:
    """What a page says about itself."""
    tree = None
    with strangers():
        tree = html.document_fromstring(data)
    if tree is None:
        return
    said = Metadata(tree)
    for value in (said.title, said.outlet, said.author, said.published, said.modified, said.url):
        assert value is None or value.strip()
    assert said.published is None or published_of(said.published)
    assert said.url is None or is_address(said.url)


def markup(data: bytes) -> None:
    """The text of a piece of HTML."""
    found = plain(text_of(data))
    assert found is None or found.strip()


def feed_in(data: bytes) -> dict[str, Any]:
    """What the worker says about a feed; none where a library gave up."""
    with strangers():
        return feed_of(data, url="https://coast.example/feed", media="text/xml")
    return {"broken": "the library gave up"}


def feed(data: bytes) -> None:
    """Entries, or why there are none."""
    found = feed_in(data)
    json.dumps(found)
    if "broken" in found:
        return
    for entry in found["entries"]:
        kept = Entry(**entry)
        assert kept.key
        assert kept.digest
        assert kept.published is None or published_of(kept.published) == kept.published
    assert all(map(is_address, found["feeds"]))


def archive(data: bytes) -> None:
    """Reports and errors; damage has a place."""
    items = reports_in_archive(io.BytesIO(data), name="a.warc", about=Fields(), limits=LIMITS, articles=OnlyText())
    for number, item in enumerate(items):
        assert isinstance(item, Report) or str(item).startswith("a.warc")
        assert number < 2000
    cuts = cuts_of_archive(io.BytesIO(data), 100)
    assert cuts == sorted(set(cuts))
    assert all(0 <= cut <= len(data) for cut in cuts)


class OnlyText:
    """Takes a page for its text."""

    def article(self, page: bytes, *, name: str) -> tuple[str, Fields]:
        """The page."""
        return page.decode("utf-8", "replace"), Fields()


def rules(data: bytes) -> None:
    """Whether a robots.txt closes an address."""
    with strangers():
        found = rules_of(data, agent="truceline", urls=["https://coast.example/a?b=c", "https://coast.example/"])
        json.dumps(found)
        assert len(found["allowed"]) == 2


def stream(data: bytes) -> None:
    """Whatever stands on standard input."""
    gatherer = cast("Gatherer", Offline())
    for item in reports_in_stream(io.BytesIO(data), about=Fields(), limits=LIMITS, gatherer=gatherer):
        assert isinstance(item, Report | InputError)
        on_one_line(str(item))


class Offline:
    """A gatherer of the reports that are there already."""

    foreign = InProcess()

    def entries(self, feed: Feed, *, name: str) -> Iterator[Report | InputError]:
        """The reports of a feed."""
        for entry in feed.entries:
            try:
                yield report_of(entry.text or "", Fields(title=entry.title), name=name, limits=LIMITS)
            except InputError as error:
                yield error


def kinds(data: bytes) -> None:
    """What a file seems to be."""
    kind_of_name(text_of(data))
    try:
        kind_of_start(data, name="a")
    except InputError as error:
        assert str(error).startswith("a:")


def packing(data: bytes) -> None:
    """A packed answer, piece by piece."""
    total = 0
    try:
        for piece in unpacked(
            [data[i : i + 7] for i in range(1, len(data), 7)], "gzip" if data[:1] < b"\x80" else "deflate"
        ):
            total += len(piece)
            assert len(piece) <= 1 << 18
            if total > 10_000_000:
                return
    except BrokenPacking:
        pass


def vocabulary(data: bytes) -> None:
    """A vocabulary file of the user's, and its names looked up."""
    tables: dict[str, dict[str, Table]] = {}
    try:
        merge(tables, parse_toml(data, "own.toml"), "own.toml", own=True)
    except VocabularyError as error:
        assert str(error).startswith("own.toml")
        return
    named = tables.pop("role", {}).values()
    roles = [(role_of(table), [*table.get("words", ()), *composed(table)]) for table in named]
    found = Vocabulary(
        (a for kind in tables for table in tables[kind].values() for a in aliases_of(kind, table)), roles
    )
    for entry in found.entries:
        found.find(entry.name)
        found.led_by(entry.name, 2031)


def state(data: bytes) -> None:
    """The file of a watch."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "state")
        path.write_bytes(data)
        try:
            kept = StateFile(path)
        except WatchError:
            return
        for feed in kept.values():
            feed.done("a", "b")
        kept.save()
        assert dict(StateFile(path)) == dict(kept)


def people(data: bytes) -> None:
    """The file of those who have passwords."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "users.json")
        path.write_bytes(data)
        try:
            found = Users(path)
        except UsersError:
            return
        assert all(found.find(person.name) == person for person in found.people())


def row(data: bytes) -> None:
    """The content of a ledger's row, once its hash was found right: what it says is what a version of ours wrote."""
    try:
        plain_ = json.loads(unpacked_row(data))
        text = Report(id="r", text="Tarn fell.")
        reading = reading_from_plain(plain_, text)
        json.dumps(reading_to_plain(reading, "r"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, LedgerError):
        return


def indexed(data: bytes) -> None:
    """A text and a name as the ledger's indexes hold them."""
    text = text_of(data)
    for kept in (storable(text), folded(text), searchable(text)):
        assert kept is None or not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in kept)
    assert len(searchable(text)) <= 200_000
    assert "".join(split_words(text)) == "".join(text.split())


def dates(data: bytes) -> None:
    """Days of publication, and times in a text."""
    text = text_of(data)
    day = published_of(text)
    assert day is None or published_of(day) == day
    parse = words_of(text)
    for published in (None, "2031-05-14", "0001-01-01", "9999-12-31"):
        for time in find_times(parse, published=published):
            assert parse.text[time.start : time.end].strip()
            assert not (time.earliest and time.latest) or time.earliest <= time.latest


def numbers(data: bytes) -> None:
    """Numbers in a text."""
    parse = words_of(text_of(data))
    for i in range(len(parse)):
        found = number_at(parse.lowers, i, len(parse))
        assert found is None or (math.isfinite(found[0]) and found[0] >= 0 and i < found[1] <= len(parse))
    for count in find_counts(parse, times=find_times(parse, published=None)):
        said = [n for n in (count.low, count.best, count.high) if n is not None]
        assert said == sorted(said)
        assert all(map(math.isfinite, said))


def quotations(data: bytes) -> None:
    """What stands between quotation marks."""
    parse = words_of(text_of(data))
    end = 0
    for first, after in quoted_ranges(parse):
        assert end <= first <= after <= len(parse)
        end = after
    whole = ((0, len(parse)),)
    assert quotation_of(parse, whole, frozenset(range(len(parse)))) in ("direct", "indirect")


def words(data: bytes) -> None:
    """Words and sentences: nothing but white space is lost."""
    text = text_of(data).encode("utf-8", "replace").decode()
    cut = cut_words(text)
    assert "".join(cut.words) == "".join(text.split())
    assert all(text[s:e] == w for s, e, w in zip(cut.starts, cut.ends, cut.words, strict=True))


def target(name: str) -> Callable[[bytes], None]:
    """A target by its name; what is no text for one that reads texts is passed over."""
    run = TARGETS[name]

    def bounded(data: bytes) -> None:
        try:
            run(data[:MOST])
        except UnicodeDecodeError as error:
            if traceback.extract_tb(error.__traceback__)[-1].name != text_of.__name__:
                raise

    return bounded


TARGETS: dict[str, Callable[[bytes], None]] = {
    run.__name__: run
    for run in (
        a_text, archive, dates, feed, indexed, kinds, lines, markdown, markup, metadata, numbers, packing, page,
        people, quotations, row, rules, state, stream, vocabulary, words, *BATCHES, *ROOMS,
    )
}  # fmt: skip


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Inputs to begin with, and those that once broke the target."""
    folders = (Path(__file__).parent / "seeds" / name, Path(__file__).parent / "found" / name)
    return tuple(file.read_bytes() for folder in folders if folder.is_dir() for file in sorted(folder.iterdir()))
