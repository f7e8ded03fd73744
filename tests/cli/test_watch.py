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
from truceline import linking, pipeline
from truceline.cli import cli
from truceline.errors import NetworkError, ReadingError
from truceline.ledger import Ledger, open_ledger
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


def keep(site: Site, place: Path, *more: str | Path) -> Result:
    call = ["watch", site.url("/feed"), "--rounds", "1", "--allow-private", "1", "--ledger", str(place)]
    return CliRunner().invoke(cli, [*call, *map(str, more)])


def titles_in(place: Path) -> list[str | None]:
    with open_ledger(place) as ledger:
        return [row.title for row in ledger.view().reports()]


def test_with_a_ledger_readings_go_there_with_the_bytes_that_they_came_from(site: Site, tmp_path: Path) -> None:
    result = keep(site, tmp_path / "ledger")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split(" · ")[-1] for line in result.stdout.splitlines()] == [
        "a: 5 claims, 1 agreement",
        "b: 5 claims, 1 agreement",
    ]
    with open_ledger(tmp_path / "ledger") as ledger:
        view = ledger.view()
        rows = list(view.reports(text=True))
        assert [row.title for row in rows] == ["a", "b"]
        assert len(list(view.claims())) == 10
        for row in rows:
            (kept,) = view.evidence(row.id)
            assert kept.evidence.body == site.pages["/feed"][2]
            assert (kept.evidence.url, kept.evidence.status) == (site.url("/feed"), 200)
            assert kept.evidence.fetched is not None
            assert dict(kept.evidence.headers)["Content-Length"] == str(len(kept.evidence.body))
        assert ledger.verify().whole


def test_a_watch_begun_again_adds_only_what_is_new(site: Site, tmp_path: Path) -> None:
    keep(site, tmp_path / "ledger")
    site.pages["/feed"] = feed(item("c"), item("a"), item("b"))
    again = keep(site, tmp_path / "ledger")
    assert again.stdout.count("\n") == 1
    assert titles_in(tmp_path / "ledger") == ["a", "b", "c"]


def test_what_was_under_way_when_it_was_ended_is_added_once(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Ledger.add

    def killed(self: Ledger, *arguments: Any, **options: Any) -> Any:
        add(self, *arguments, **options)
        raise KeyboardInterrupt  # it is in the ledger, but the watch has not yet noted that

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "add", killed)
        assert keep(site, tmp_path / "ledger", "--state", tmp_path / "state").stdout == ""
    assert titles_in(tmp_path / "ledger") == ["a"]
    keep(site, tmp_path / "ledger", "--state", tmp_path / "state")
    assert titles_in(tmp_path / "ledger") == ["a", "b"]


def test_what_came_is_linked_at_the_end_of_a_round(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linked: list[list[str | None]] = []

    def link(ledger: Ledger, *, program: str) -> None:
        assert program.startswith("truceline ")
        linked.append([row.title for row in ledger.view().reports()])

    monkeypatch.setattr(linking, "link", link)
    assert keep(site, tmp_path / "ledger").exit_code == 0
    assert linked == [["a", "b"]]


def test_both_are_had_where_a_format_is_asked_for(site: Site, tmp_path: Path) -> None:
    result = keep(site, tmp_path / "ledger", "--format", "jsonl")
    assert titles(result) == titles_in(tmp_path / "ledger") == ["a", "b"]


def test_a_ledger_that_cannot_be_used_is_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("mine")
    result = keep(site, tmp_path / "ledger")
    assert result.exit_code == 1
    assert str(tmp_path / "ledger") in result.stderr
    assert site.asked == []
