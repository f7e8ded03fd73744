from __future__ import annotations

import io

import pytest
from rich.console import Console

from truceline.exports import bar


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal on standard error."""
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=80)
    monkeypatch.setattr(bar, "Console", lambda stderr: console)
    return shown


def test_many_reports_have_a_bar(terminal: io.StringIO) -> None:
    with bar.Bar(3, results_on_terminal=False) as shown:
        for _ in range(3):
            shown.advance()
    assert "3/3" in terminal.getvalue()


def test_one_report_has_none(terminal: io.StringIO) -> None:
    with bar.Bar(1, results_on_terminal=False) as shown:
        shown.advance()
        with shown.hidden():
            pass
    assert terminal.getvalue() == ""


def test_nobody_sees_a_bar_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with bar.Bar(3, results_on_terminal=False) as shown:
        shown.advance()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("on_terminal", "stays"), [(True, False), (False, True)])
def test_it_makes_way_for_what_goes_to_the_same_terminal(terminal: io.StringIO, on_terminal: bool, stays: bool) -> None:
    with bar.Bar(3, results_on_terminal=on_terminal) as shown:
        progress = shown._progress
        assert progress is not None
        with shown.hidden(only_for_results=True):
            assert progress.live.is_started is stays
        assert progress.live.is_started
        with shown.hidden():
            assert not progress.live.is_started
