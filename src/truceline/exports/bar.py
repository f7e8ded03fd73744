"""How far a long run has come, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Bar:
    """A progress bar where there is more than one report and somebody to see it; else nothing.

    Args:
        total: How many reports there are.
        results_on_terminal: Whether results go to the same terminal, so that the bar must make way for them.
        what: What is done with them, in a word.
    """

    def __init__(self, total: int, *, results_on_terminal: bool, what: str = "reading") -> None:
        console = Console(stderr=True)
        self._results_on_terminal = results_on_terminal
        self._progress: Progress | None = None
        if total > 1 and console.is_terminal:
            columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._progress = Progress(
                *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Self:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def advance(self) -> None:
        """One report more is done."""
        if self._progress:
            self._progress.advance(self._task)

    def reach(self, done: int, total: int) -> None:
        """So many reports are done of so many."""
        if self._progress:
            self._progress.update(self._task, completed=done, total=total)

    @contextmanager
    def hidden(self, *, only_for_results: bool = False) -> Iterator[None]:
        """Without the bar while something else is written."""
        if self._progress is None or (only_for_results and not self._results_on_terminal):
            yield
            return
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()
