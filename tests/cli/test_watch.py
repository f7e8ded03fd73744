from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.intake.site import Site, serving
from tests.intake.test_watch import feed, item
from tests.sample import READING
from truceline import pipeline
from truceline.cli import cli
from truceline.errors import NetworkError, ReadingError
from truceline.model import Reading, Report


class FakeReader:
    """Reads everything as the sample."""

    def __init__(self, **options: Any) -> None:
        """Nothing to load."""

    def load(self) -> None:
        """Nothing to load."""

    def read(self, report: Report) -> Reading:
        return replace(READING, report=report)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Reader", FakeReader)
    for name in list(os.environ):
        if name.startswith("TRUCELINE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        found.pages["/feed"] = feed(item("a"), item("b"))
        yield found


def watch(site: Site, *more: str | Path) -> Result:
    call = ["watch", site.url("/feed"), "--rounds", "1", "--allow-private", "1", "--format", "jsonl", *map(str, more)]
    return CliRunner().invoke(cli, call)


def titles(result: Result) -> list[str]:
    return [json.loads(line)["report"]["title"] for line in result.stdout.splitlines()]


def test_each_report_is_printed_once(site: Site, tmp_path: Path) -> None:
    first = watch(site, "--state", tmp_path / "state")
    assert (first.exit_code, titles(first)) == (0, ["a", "b"])
    site.pages["/feed"] = feed(item("c"), item("a"), item("b"))
    again = watch(site, "--state", tmp_path / "state")
    assert (again.exit_code, titles(again)) == (0, ["c"])


def test_text_for_people_is_the_default(site: Site) -> None:
    result = CliRunner().invoke(cli, ["watch", site.url("/feed"), "--rounds", "1", "--allow-private", "1"])
    assert result.stdout.count("● attack (heavy weapons) · Korvath → people") == 2


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(self: FakeReader, report: Report) -> Reading:
        if report.title == "a":
            raise ReadingError("reading it failed", report="a")
        return replace(READING, report=report)

    monkeypatch.setattr(FakeReader, "read", read)
    result = watch(site, tmp_path / "none.opml")
    assert result.exit_code == 1
    assert titles(result) == ["b"]
    assert result.stderr.splitlines() == [
        f"truceline: {tmp_path / 'none.opml'}: No such file or directory",
        "truceline: a: reading it failed",
    ]


def test_ctrl_c_ends_it_and_what_was_under_way_comes_again(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: FakeReader, report: Report) -> Reading:
        if report.title == "b":
            raise KeyboardInterrupt
        return replace(READING, report=report)

    with monkeypatch.context() as patch:
        patch.setattr(FakeReader, "read", interrupted)
        result = watch(site, "--state", tmp_path / "state")
        assert (result.exit_code, result.stderr, titles(result)) == (0, "", ["a"])
    assert titles(watch(site, "--state", tmp_path / "state")) == ["b"]


def remembered(path: Path) -> list[str]:
    if not path.exists():
        return []
    (kept,) = json.loads(path.read_bytes())["feeds"].values()
    return list(kept["seen"])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_it_waits_ends_it_quietly(site: Site, tmp_path: Path, which: signal.Signals) -> None:
    program = (
        "import sys; from truceline import cli, pipeline; from tests.cli.test_watch import FakeReader\n"
        "pipeline.Reader = FakeReader; sys.argv[0] = 'truceline'; cli.main()"
    )
    call = ["watch", site.url("/feed"), "--allow-private", "1", "--format", "jsonl", "--state", str(tmp_path / "state")]
    command = [sys.executable, "-c", program, *call]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.readline()
        while len(remembered(tmp_path / "state")) < 2:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(which)
        assert process.stdout.read() == b""
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_files_that_cannot_be_used_are_named_at_once(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("mine")
    result = watch(site, "--state", tmp_path / "state")
    assert result.exit_code == 1
    assert "not what a watch has written" in result.stderr

    def broken(self: FakeReader) -> None:
        raise NetworkError("it is missing", file="model.onnx")

    monkeypatch.setattr(FakeReader, "load", broken)
    result = watch(site)
    assert (result.exit_code, result.stderr) == (1, "truceline: model.onnx: it is missing\n")
    assert len(site.asked) == 0


@pytest.mark.parametrize("wrong", [["--rounds", "0"], ["--every", "0"], ["--format", "json"], ["--threads", "-1"]])
def test_a_wrong_call_ends_with_2(site: Site, wrong: list[str]) -> None:
    assert watch(site, *wrong).exit_code == 2
    assert CliRunner().invoke(cli, ["watch"]).exit_code == 2
