from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from truceline.errors import (
    BrokenArchive,
    BrokenFeed,
    EmptyReport,
    InputError,
    MissingInput,
    NotText,
    TooLarge,
    UnknownFormat,
)
from truceline.intake import Fields, Limits, count_reports, open_reports
from truceline.model import Report

SMALL = Limits(text=200, page=400)


def opened(*inputs: Path | str, about: Fields | None = None, standard_input: bytes = b"") -> list[Report | InputError]:
    stream = io.BytesIO(standard_input)
    return list(open_reports(map(str, inputs), about=about, limits=SMALL, standard_input=stream))


def only(found: list[Report | InputError]) -> Report:
    (report,) = found
    assert isinstance(report, Report), report
    return report


def failed(found: list[Report | InputError]) -> InputError:
    (error,) = found
    assert isinstance(error, InputError)
    return error


def test_a_text_file_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("  “None left.”\r\n\r\n# *Tarn*\n\n".encode())
    assert only(opened(path)).text == "  “None left.”\n\n# *Tarn*\n\n"


def test_front_matter_describes_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\noutlet: Coast Ledger\npublished: 2031-05-14\n---\n\nNone left.\n", encoding="utf-8")
    report = only(opened(path))
    assert (report.outlet, report.published, report.text) == ("Coast Ledger", "2031-05-14", "None left.\n")


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Ferries stay\n\n**None** left.\n", encoding="utf-8")
    report = only(opened(path))
    assert (report.title, report.text) == ("Ferries stay", "None left.")


def test_what_the_call_says_goes_before_what_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\noutlet: Coast Ledger\ntitle: Stay\n---\nNone left.", encoding="utf-8")
    report = only(opened(path, about=Fields(outlet="Harbour Radio", published="2031-05-14")))
    assert (report.outlet, report.title, report.published) == ("Harbour Radio", "Stay", "2031-05-14")


def test_a_folder_is_read_in_order_and_all_the_way_down(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.TXT", "c/e.jsonl", ".hidden/f.txt", ".g.txt", "h.toml", "i.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        text = f"Report {path.stem} of many."
        path.write_text(json.dumps({"text": text}) + "\n" if name.endswith("jsonl") else text, encoding="utf-8")
    texts = [found.text for found in opened(tmp_path) if isinstance(found, Report)]
    assert texts == [f"Report {name} of many." for name in "abde"]
    assert count_reports([str(tmp_path)]) == 4


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    assert isinstance(failed(opened(tmp_path)), EmptyReport)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"", EmptyReport),
        ("a.txt", b" \n \n", EmptyReport),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", NotText),
        ("a.md", b"---\noutlet: A\n---\n", EmptyReport),
        ("a.txt", b"x" * 201, TooLarge),
        ("a.txt", b"x" * 100_000, TooLarge),
        ("a.html", b"x" * 401, TooLarge),
        ("a.html", b"", EmptyReport),
        ("a.html", b"\x00\x01", NotText),
        ("a.warc.gz", b"\x1f\x8b", BrokenArchive),
        ("a.warc", b"WARC/1.1", BrokenArchive),
        ("a.opml", b"<p>Ferries", BrokenFeed),
        ("a", b"%PDF-1.7", UnknownFormat),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, data: bytes, kind: type[InputError]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = failed(opened(path))
    assert isinstance(error, kind)
    assert str(error).startswith(f"{path}")


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(10**12)  # takes no space on the disk; would not fit into memory
    assert isinstance(failed(opened(path)), TooLarge)


def test_missing_files_do_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("None left.", encoding="utf-8")
    missing, report = opened(tmp_path / "b.txt", path)
    assert isinstance(missing, MissingInput)
    assert str(missing) == f"{tmp_path / 'b.txt'}: no such file or folder"
    assert isinstance(report, Report)


@pytest.mark.parametrize("name", ["report", "report.text2", "report.json"])
def test_other_names_are_told_by_how_they_begin(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text('{"text": "One left."}\n{"text": "Two left."}', encoding="utf-8")
    assert [found.text for found in opened(path) if isinstance(found, Report)] == ["One left.", "Two left."]
    path.write_text("{One} left, two came.", encoding="utf-8")
    assert only(opened(path)).text == "{One} left, two came."


def test_standard_input_is_a_text() -> None:
    text = "None left.\n" * 15
    assert only(opened("-", standard_input=text.encode())).text == text


def test_standard_input_may_hold_a_report_a_line() -> None:
    lines = "".join(json.dumps({"text": f"Report {n}."}) + "\n" for n in range(500))
    assert len(opened("-", standard_input=lines.encode())) == 500


def test_empty_standard_input_is_named() -> None:
    assert str(failed(opened("-"))) == "standard input: an empty file"


def test_reports_come_one_at_a_time(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1, /) -> bytes:
            return (b'{"text": "One more."}\n' * (size // 22 + 1))[:size]

    reports: Iterator[Report | InputError] = open_reports(["-"], standard_input=Endless())  # type: ignore[arg-type]
    assert isinstance(next(reports), Report)


def test_reports_are_counted_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n' * 7, encoding="utf-8")
    assert count_reports([str(path), "-", "https://coast.example", str(tmp_path / "b.txt")]) == 10


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "a.txt").write_text("Ferries left.")
    assert only(opened(tmp_path)).text == "Ferries left."
    assert count_reports([str(tmp_path)]) == 1


def test_a_pipe_that_is_named_is_read_and_not_counted(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    assert count_reports([str(pipe)]) == 1
    writer = threading.Thread(target=pipe.write_text, args=('{"text": "Ferries left."}\n',))
    writer.start()
    assert only(opened(pipe)).text == "Ferries left."
    writer.join()


def test_links_that_run_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert str(failed(opened(tmp_path))).endswith("self.txt: Too many levels of symbolic links")


def test_a_folder_that_may_not_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.txt").write_text("Ferries left.")
    scan = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    report, error = opened(tmp_path)
    assert str(error) == f"{tmp_path / 'closed'}: it may not be opened"
    assert isinstance(report, Report)
    assert str(failed(opened(tmp_path / "closed"))) == f"{tmp_path / 'closed'}: it may not be opened"


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ferries left.")
    coming = open_reports([str(tmp_path)])
    assert isinstance(next(coming), Report)
    (tmp_path / "b.txt").unlink()
    assert str(next(coming)) == f"{tmp_path / 'b.txt'}: no such file or folder"


def test_an_input_without_a_name_is_no_folder() -> None:
    assert isinstance(failed(opened("")), MissingInput)
