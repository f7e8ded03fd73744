from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from tests.sample import READING
from truceline import pipeline
from truceline.cli import cli
from truceline.errors import InputError
from truceline.ledger import open_ledger
from truceline.ledger.database import Database
from truceline.model import Reading, Report


class FakeReader:
    """Reads everything as the sample, and remembers what."""

    read: list[str]

    def __init__(self, **options: Any) -> None:
        FakeReader.read = []

    def read_many(self, reports: Iterable[Report | InputError]) -> Iterator[Reading | InputError]:
        for report in reports:
            if isinstance(report, Report):
                FakeReader.read.append(report.id)
                yield replace(READING, report=report)
            else:
                yield report


@pytest.fixture(autouse=True)
def own_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pipeline, "Reader", FakeReader)
    monkeypatch.delenv("TRUCELINE_LEDGER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": f"w{i}", "text": READING.report.text, "outlet": "Harbour"}) for i in range(3)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def test_reports_are_added_and_verified(reports: Path, tmp_path: Path) -> None:
    place = tmp_path / "ledger"
    result = run("add", reports, "--ledger", place)
    assert result.exit_code == 0
    assert result.stdout == "3 new reports; 15 claims, 3 agreements\n"
    verified = run("verify", "--ledger", place)
    assert verified.exit_code == 0
    with open_ledger(place) as ledger:
        assert verified.stdout.splitlines()[-1] == f"digest: {ledger.digest()}"


def test_what_is_there_is_not_read_again(reports: Path) -> None:
    run("add", reports)
    result = run("add", reports)
    assert result.stdout == "0 new reports, 3 known already; 0 claims, 0 agreements\n"
    assert FakeReader.read == []
    result = run("add", reports, "--again")
    assert FakeReader.read == ["w0", "w1", "w2"]
    assert "3 known already" in result.stdout


def test_versions_are_counted(reports: Path, tmp_path: Path) -> None:
    run("add", reports)
    changed = tmp_path / "changed.jsonl"
    changed.write_text(json.dumps({"id": "w1", "text": READING.report.text + " More.", "outlet": "Harbour"}))
    assert run("add", changed).stdout.startswith("1 new report (1 version of articles that were there);")


def test_a_report_that_cannot_be_read_is_named_and_the_rest_is_added(reports: Path, tmp_path: Path) -> None:
    result = run("add", tmp_path / "missing.txt", reports)
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert result.stdout.startswith("3 new reports, 1 not read;")


def test_the_ledger_of_the_environment(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_LEDGER", str(tmp_path / "mine"))
    run("add", reports)
    assert (tmp_path / "mine").exists()


@pytest.mark.parametrize("arguments", [("verify",), ("backup", "b")])
def test_no_ledger_is_an_error_and_none_is_made(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*arguments, "--ledger", tmp_path / "none")
    assert result.exit_code == 1
    assert "there is no ledger" in result.stderr
    assert not (tmp_path / "none").exists()


def test_damage_is_named(reports: Path, tmp_path: Path) -> None:
    place = tmp_path / "ledger"
    run("add", reports, "--ledger", place)
    database = Database(place)
    with database.writing() as connection:
        connection.execute(text("UPDATE claims SET factuality = 'Uu' WHERE n = (SELECT min(n) FROM claims)"))
    result = run("verify", "--ledger", place)
    assert result.exit_code == 1
    assert "edited: claims" in result.stderr
    assert "factuality" in result.stderr
    assert result.stdout.splitlines()[-1].startswith("digest: ")


def test_a_backup_is_restored(reports: Path, tmp_path: Path) -> None:
    run("add", reports)
    before = run("verify").stdout
    assert run("backup", tmp_path / "kept").exit_code == 0
    result = run("restore", tmp_path / "kept", "--ledger", tmp_path / "again")
    assert result.exit_code == 0
    assert result.stdout == before == run("verify", "--ledger", tmp_path / "again").stdout


def test_nothing_is_written_over(reports: Path, tmp_path: Path) -> None:
    run("add", reports)
    (tmp_path / "kept").write_text("mine")
    assert run("backup", tmp_path / "kept").exit_code == 1
    assert (tmp_path / "kept").read_text() == "mine"


def test_wrong_calls(reports: Path, tmp_path: Path) -> None:
    assert run("add").exit_code == 2
    assert run("add", reports, "--threads", "-1").exit_code == 2
    assert run("add", reports, "--vocabulary", tmp_path / "none.toml").exit_code == 2
