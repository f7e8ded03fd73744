from __future__ import annotations

from pathlib import Path

import pytest

from truceline import Report, open_reports

pytest.importorskip("onnx")
workers = pytest.importorskip("evaluation.workers")


def test_articles_are_written_as_reports_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    texts = ["The ferry left the harbour.", "Nobody was \N{DEER} hurt."]
    assert workers.written(path, texts, 5) == 3 * 5 + 2 * 4
    found = [one for one in open_reports([str(path)]) if isinstance(one, Report)]
    assert [one.text for one in found] == [texts[0], texts[1]] * 2 + [texts[0]]
    assert len({one.id for one in found}) == 5


def test_the_start_is_taken_off(capsys: pytest.CaptureFixture[str]) -> None:
    starts = [workers.Took(wall=2.0, cpu=1.0)] * 3
    found = [workers.Took(wall=wall, cpu=5.0) for wall in (7.0, 12.0, 99.0)]
    assert workers._table_row("local-1", found, starts, 101, 50_500) == (10.0, 25.0)
    assert "10.00 articles/s,  5,000 words/s; a core 12,500" in capsys.readouterr().out
