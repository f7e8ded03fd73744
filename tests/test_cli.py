from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.sample import READING
from truceline import __version__, pipeline
from truceline.cli import cli
from truceline.errors import InputError, NetworkError, VocabularyError
from truceline.model import Reading, Report


class FakeReader:
    """Reads everything as the sample."""

    options: dict[str, Any]

    def __init__(self, **options: Any) -> None:
        FakeReader.options = options

    def read_many(self, reports: Iterable[Report | InputError]) -> Iterator[Reading | InputError]:
        for report in reports:
            yield replace(READING, report=report) if isinstance(report, Report) else report


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Reader", FakeReader)
    for name in list(os.environ):
        if name.startswith("TRUCELINE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(READING.report.text, encoding="utf-8")
    return path


def run(*arguments: str | Path, standard_input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments], input=standard_input)


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_text_for_people_is_the_default(report: Path) -> None:
    result = run("read", report)
    assert result.exit_code == 0
    assert "● attack (heavy weapons) · Korvath → people" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_report_is_described_on_the_command_line(report: Path) -> None:
    described = "--outlet Harbour --published 2031-05-14T09:30Z --title T --url u --format jsonl".split()
    (found,) = objects(run("read", report, *described))
    del found["report"]["text"], found["report"]["id"]
    said = {"outlet": "Harbour", "published": "2031-05-14T09:30:00Z", "title": "T", "url": "u"}
    assert found["report"] == {**said, "author": None, "modified": None}


def test_json_of_one_and_of_several(report: Path) -> None:
    assert isinstance(json.loads(run("read", report, "--format", "json").stdout), dict)
    assert len(json.loads(run("read", report, report, "--format", "json").stdout)) == 2


def test_standard_input_is_read() -> None:
    (found,) = objects(run("read", "-", "--format", "jsonl", "--outlet", "A", standard_input="Ferries left.\n"))
    assert found["report"]["text"] == "Ferries left.\n"


def test_bad_reports_are_named_and_the_others_printed(tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    lines.write_bytes(b'{"text": "One left."}\n{"text": broken\n{"text": "Two left."}\n')
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("read", lines, tmp_path / "empty.txt", tmp_path / "none.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert [found["report"]["text"] for found in objects(result)] == ["One left.", "Two left."]
    assert result.stderr.splitlines() == [
        f"truceline: {lines}, line 2: not JSON: Expecting value",
        f"truceline: {tmp_path / 'empty.txt'}: an empty file",
        f"truceline: {tmp_path / 'none.txt'}: no such file or folder",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["write"],
        ["read", "a.txt", "--format", "xml"],
        ["read", "a.txt", "--published", "yesterday"],
        ["read", "a.txt", "--published", "2031-02-30"],
        ["read", "a.txt", "--threads", "-1"],
        ["read", "a.txt", "--threads", "many"],
        ["read", "a.txt", "b.txt", "--outlet", "A"],
        ["read", "a.jsonl", "--title", "A"],
        ["read", ".", "--url", "A"],
    ],
)
def test_a_wrong_call_ends_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_a_wrong_day_within_the_input_ends_with_1() -> None:
    result = run("read", "-", standard_input="---\npublished: soon\n---\nFerries left.")
    assert result.exit_code == 1
    assert "published is not a day" in result.stderr


def test_settings_reach_the_rooms(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_MAX_TEXT", "10")
    assert "more than 10 characters of text" in run("read", report).stderr
    assert run("read", report, "--max-text", "5000", "--threads", "3", "--vocabulary", "own.toml").exit_code == 0
    assert FakeReader.options == {"vocabularies": ("own.toml",), "threads": 3, "profile": None}


def test_a_wrong_environment_is_a_wrong_call(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_THREADS", "many")
    result = run("read", report)
    assert result.exit_code == 2
    assert "TRUCELINE_THREADS is not a whole number" in result.stderr


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (VocabularyError("it has no id", file="own.toml", place="[[group]] 2"), 2),
        (NetworkError("it is missing", file="model.onnx"), 1),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    report: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def broken(self: FakeReader, reports: object) -> Iterator[Reading]:
        raise error
        yield READING

    monkeypatch.setattr(FakeReader, "read_many", broken)
    result = run("read", report)
    assert result.exit_code == status
    assert result.stderr == f"truceline: {error}\n"


def test_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in run("read", tmp_path / "\x1b[31mred.txt").stderr


def test_help_names_every_option() -> None:
    shown = run("read", "--help").stdout
    for parameter in cli.commands["read"].params:
        if parameter.param_type_name == "option":
            assert parameter.opts[0] in shown


def call(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "truceline", *arguments], capture_output=True, text=True, **options)


def test_the_version() -> None:
    assert call("--version").stdout == f"truceline {__version__}\n"


def test_help_does_not_wait_for_the_network() -> None:
    begun = os.times()
    assert call("--help").returncode == 0
    spent = os.times()
    assert spent.children_user + spent.children_system - begun.children_user - begun.children_system < 1
    program = "import sys, truceline.cli; print('spacy' in sys.modules, 'onnxruntime' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False False"


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text('{"text": "One left."}\n' * 5000, encoding="utf-8")
    program = (
        "import sys; from truceline import cli, pipeline; from tests.test_cli import FakeReader\n"
        "pipeline.Reader = FakeReader; sys.argv = ['truceline', 'read', sys.argv[1], '--format', 'jsonl']; cli.main()"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "all.jsonl")]
    root = Path(__file__).parents[1]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"truceline":"1"')
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def called(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A call from a shell, with the sample for whatever is read."""
    program = (
        "import sys; from truceline import cli, pipeline; from tests.test_cli import FakeReader\n"
        "pipeline.Reader = FakeReader; sys.argv[0] = 'truceline'; cli.main()"
    )
    line = script.replace("truceline", f'"{sys.executable}" -c "$PROGRAM"')
    environment = os.environ | {"PROGRAM": program}
    command = ["bash", "-c", line, "bash", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1], env=environment)


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_named(report: Path, form: str) -> None:
    done = called(f'truceline read "$1" --format {form} > /dev/full', report)
    assert (done.returncode, done.stderr) == (1, "truceline: the output: No space left on device\n")


@pytest.mark.parametrize(("closed", "status"), [("<&-", 1), (">&-", 1), ("2>&-", 1)])
def test_streams_that_are_closed_break_nothing(closed: str, status: int) -> None:
    done = called(f"truceline read - {closed} < /dev/null" if closed != "<&-" else "truceline read - <&-")
    assert done.returncode == status
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_it_in_a_word() -> None:
    program = (
        "import io, os, signal, sys; from truceline.cli import main\n"
        "class Slow(io.RawIOBase):\n"
        "    def read(self, size=-1): os.kill(os.getpid(), signal.SIGINT); return b''\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.stdin = io.TextIOWrapper(Slow()); sys.argv = ['truceline', 'read', '-']; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (1, "Aborted!")
