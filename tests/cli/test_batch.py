from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from truceline.batch import cluster
from truceline.cli import cli

TEXTS = (
    "The Ostrel Front shelled the harbour of Teslin on Monday, killing 12 people, a doctor told Meridian Wire.",
    "The army of Korvath denied that it had fired on Teslin, its spokesman said on Tuesday.",
    "A truce of 14 days was signed by Korvath and the Ostrel Front on Friday, mediators said.",
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": f"w{i}", "text": text, "published": "2031-05-16"}) for i, text in enumerate(TEXTS)]
    path.write_text("\n".join([lines[0], '{"text": broken}', *lines[1:]]), encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def digest(place: Path) -> str:
    return run("verify", "--ledger", place).stdout.splitlines()[-1]


def test_a_batch_and_its_ledger(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ("--out", out, "--workers", "1", "--shard-bytes", "1000")
    result = run("batch", reports, *options, "--profile")
    assert result.exit_code == 1
    first, *table = result.stderr.splitlines()
    assert first == f"truceline: {reports}, line 2: not JSON: Expecting value"
    assert table[0].split() == ["room", "calls", "wall", "s", "cpu", "s", "share"]
    rooms = {line.rsplit(maxsplit=4)[0] for line in table[1:]}
    assert rooms >= {"intake", "language: tokenize", "language: network", "reading: claims", "all"}
    assert result.stdout.startswith("1 of 1 shards; 3 reports read, 1 not read; ")
    again = run("batch", reports, *options)
    assert (again.exit_code, again.stdout) == (1, result.stdout)

    loaded = run("add", out, "--ledger", tmp_path / "a.sqlite")
    direct = run("add", reports, "--ledger", tmp_path / "b.sqlite")
    assert (loaded.exit_code, loaded.stdout) == (1, direct.stdout)
    assert loaded.stderr == direct.stderr
    assert digest(tmp_path / "a.sqlite") == digest(tmp_path / "b.sqlite")
    both = run("add", reports, out, "--ledger", tmp_path / "b.sqlite")
    assert both.stdout.startswith("0 new reports, 6 known already, 2 not read;")


def test_wrong_calls(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("batch", reports).exit_code == 2
    assert run("batch", reports, "--out", tmp_path / "out", "--address", "auto").exit_code == 2
    monkeypatch.setattr(cluster, "ray", None)
    result = run("batch", reports, "--out", tmp_path / "out", "--engine", "ray")
    assert result.exit_code == 1
    assert "pip install 'truceline[cluster]'" in result.stderr


def test_read_says_where_the_time_goes(reports: Path) -> None:
    plain, profiled = run("read", reports, "--format", "jsonl"), run("read", reports, "--format", "jsonl", "--profile")
    assert profiled.stdout == plain.stdout
    lines = [line.rsplit(maxsplit=4) for line in profiled.stderr.splitlines()]
    spent = {room[0]: float(room[2]) for room in lines if len(room) == 5 and room[1] in ("3", "4")}
    assert spent["language: network"] > 0
    assert "printing" in profiled.stderr
    assert "printing" not in plain.stderr
