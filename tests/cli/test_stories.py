from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluation.made import made
from truceline.cli import cli
from truceline.ledger import open_ledger
from truceline.linking import link

READINGS = list(made(25, seed=5))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stories") / "ledger.sqlite"
    with open_ledger(path) as ledger:
        ledger.add(READINGS)
        link(ledger, program="truceline test")
    return path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["stories", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_line_a_story_as_the_contract_has_it(place: Path) -> None:
    found = [json.loads(line) for line in run("--ledger", str(place), "--format", "jsonl").splitlines()]
    assert sorted(id for story in found for id in story["reports"]) == sorted(r.report.id for r in READINGS)
    assert len({story["story"] for story in found}) == len(found) < len(READINGS)
    for story in found:
        assert {"story", "reports", "origins", "claims"} <= set(story)
        assert 1 <= story["origins"] <= len(story["claims"])


def test_a_table_for_people(place: Path) -> None:
    told = run("--ledger", str(place), "--limit", "1")
    assert "reports" in told
    assert READINGS[0].report.published is not None
    assert len([line for line in told.splitlines() if "20" in line]) >= 1


def test_before_the_first_day_there_is_none(place: Path) -> None:
    assert "No story" in run("--ledger", str(place), "--as-of", "2001-01-01")
    assert run("--ledger", str(place), "--as-of", "2001-01-01", "--format", "jsonl") == ""
