from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from truceline import pipeline
from truceline.errors import BrokenLine, EmptyReport, GazetteerError, InputError, NetworkError, ReadingError
from truceline.model import Parse, Reading, Report
from truceline.pipeline import Reader, read

AHEAD = 4


def parsed(text: str) -> Parse:
    if "unparsable" in text:
        raise ValueError("no tree grows here")
    empty: tuple[str, ...] = ()
    return Parse(
        text=text,
        words=empty,
        starts=(),
        ends=(),
        lemmas=empty,
        pos=empty,
        tags=empty,
        heads=(),
        deps=empty,
        sentences=(),
    )


class FakeLanguage:
    """Takes texts a few ahead, as the real one does."""

    made: list[FakeLanguage]

    def __init__(self, *, threads: int | None = None, timed: object = None) -> None:
        self.threads = threads
        self.passes = 0
        type(self).made.append(self)

    def parse(self, text: str) -> Parse:
        return parsed(text)

    def parse_many(self, texts: Iterable[str]) -> Iterator[Parse]:
        self.passes += 1
        coming = iter(texts)
        while batch := list(islice(coming, AHEAD)):
            yield from [parsed(text) for text in batch]


def fake_reading(report: Report, parse: Parse, vocabulary: object, gazetteer: object, *, steps: object) -> Reading:
    if "unreadable" in report.text:
        raise KeyError("no such rule")
    assert len(parse.text) == len(report.text)
    return Reading(report=report)


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeLanguage.made = []
    pipeline._shared_reader.cache_clear()
    monkeypatch.setattr(pipeline, "Language", FakeLanguage)
    monkeypatch.setattr(pipeline, "read_parse", fake_reading)
    monkeypatch.setattr(pipeline, "_gazetteer_with", lambda vocabulary: None)


def report(number: int, text: str = "Ferries left.") -> Report:
    return Report(id=f"r{number}", text=text)


def outcomes(*items: Report | InputError) -> list[str]:
    """For each outcome the report's id, or the kind of the error."""
    found = Reader().read_many(items)
    return [o.report.id if isinstance(o, Reading) else type(o).__name__ for o in found]


def test_one_report_is_read() -> None:
    assert Reader().read(report(1)) == Reading(report=report(1))


def test_reports_come_out_in_their_order() -> None:
    assert outcomes(*map(report, range(50))) == [f"r{n}" for n in range(50)]


def test_errors_come_out_in_their_places() -> None:
    empty, broken = EmptyReport("x", report="a"), BrokenLine("x", report="b")
    found = outcomes(empty, report(1), broken, broken, report(2), empty)
    assert found == ["EmptyReport", "r1", "BrokenLine", "BrokenLine", "r2", "EmptyReport"]


@pytest.mark.parametrize("word", ["unreadable", "unparsable"])
@pytest.mark.parametrize("at", range(7))
def test_a_report_that_cannot_be_read_stops_no_other(word: str, at: int) -> None:
    reports = [report(n, f"{word} text" if n == at else "Ferries left.") for n in range(7)]
    expected = [f"r{n}" if n != at else "ReadingError" for n in range(7)]
    assert outcomes(*reports) == expected


def test_all_may_be_bad() -> None:
    assert outcomes(*(report(n, "unparsable") for n in range(9))) == ["ReadingError"] * 9


def test_the_error_names_the_report_and_keeps_its_cause() -> None:
    with pytest.raises(ReadingError, match=r"r7: reading it failed \(KeyError: 'no such rule'\)") as caught:
        Reader().read(report(7, "unreadable"))
    assert isinstance(caught.value.__cause__, KeyError)


def test_reports_are_taken_only_a_few_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield report(taken)

    found = Reader().read_many(endless())
    for number in range(1, 30):
        next(found)
        assert taken <= number + AHEAD


def test_nothing_is_loaded_where_there_is_nothing_to_read() -> None:
    assert outcomes(EmptyReport("x", report="a")) == ["EmptyReport"]
    assert outcomes() == []
    assert FakeLanguage.made == []


def test_one_pass_takes_all_reports_and_all_is_loaded_once() -> None:
    reader = Reader(threads=3)
    assert len(list(reader.read_many(map(report, range(20))))) == 20
    reader.read(report(1))
    (language,) = FakeLanguage.made
    assert (language.threads, language.passes) == (3, 1)


def test_several_threads_load_it_once() -> None:
    reader = Reader()
    gate = threading.Barrier(8)

    def work() -> None:
        gate.wait()
        reader.read(report(1))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(FakeLanguage.made) == 1


def test_what_breaks_in_the_source_is_not_hidden() -> None:
    def broken() -> Iterator[Report]:
        yield report(1)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(Reader().read_many(broken()))


def test_a_pass_that_takes_nothing_and_breaks_does_not_go_on_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: FakeLanguage, texts: Iterable[str]) -> Iterator[Parse]:
        raise RuntimeError("no memory")

    monkeypatch.setattr(FakeLanguage, "parse_many", broken)
    with pytest.raises(RuntimeError):
        list(Reader().read_many([report(1)]))


@pytest.mark.parametrize("many", [True, False])
def test_a_missing_network_is_no_fault_of_the_report(monkeypatch: pytest.MonkeyPatch, many: bool) -> None:
    def missing(text: str) -> Parse:
        raise NetworkError("it is missing", file="model.onnx")

    monkeypatch.setattr(FakeLanguage, "parse", staticmethod(missing))
    monkeypatch.setattr(FakeLanguage, "parse_many", staticmethod(lambda texts: map(missing, texts)))
    with pytest.raises(NetworkError):
        list(Reader().read_many([report(1)])) if many else Reader().read(report(1))


def test_half_a_surrogate_pair_reaches_no_library_and_stays_in_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    text = json.loads('"Tarn \\ud83d fell"')
    original: Callable[[FakeLanguage, str], Parse] = FakeLanguage.parse

    class Watching(FakeLanguage):
        def parse(self, text: str) -> Parse:
            seen.append(text)
            return original(self, text)

    monkeypatch.setattr(pipeline, "Language", Watching)
    assert Reader().read(report(1, text)).report.text == text
    assert seen == ["Tarn � fell"]


def test_a_text_is_read_in_one_call() -> None:
    reading = read("Ferries left.", outlet="Coast Ledger", published="2031-05-14T09:30Z", title="T", url="u", id="r1")
    assert reading.report == Report(
        id="r1", text="Ferries left.", outlet="Coast Ledger", published="2031-05-14T09:30:00Z", title="T", url="u"
    )
    read("Ferries came.")
    assert len(FakeLanguage.made) == 1


def test_a_text_that_cannot_be_read_raises() -> None:
    with pytest.raises(EmptyReport):
        read(" ")
    assert FakeLanguage.made == []


def test_a_missing_gazetteer_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(pipeline, "Language", FakeLanguage)
    monkeypatch.setattr("truceline.vocabulary.gazetteer.PATH", tmp_path / "gazetteer.sqlite")
    with pytest.raises(GazetteerError):
        Reader().read(report(1))
