"""A batch's folder into a ledger: one part in memory at a time, each checked against its manifest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from truceline.batch.folder import PLAN, Folder, Unread, totals
from truceline.batch.parts import reading_of, reports_of_part
from truceline.errors import BatchError, InputError
from truceline.ledger import Ledger
from truceline.model import Reading


class Loaded:
    """The readings of a folder that a ledger does not have.

    Args:
        path: The folder.
        ledger: The ledger.
        again: Whether to give those too of which it has a reading.

    Raises:
        BatchError: The folder is that of another version.

    Attributes:
        known: How many were there already.
        undone: How many shards are not done yet.
    """

    def __init__(self, path: Path | str, ledger: Ledger, *, again: bool = False) -> None:
        self._folder = Folder(path)
        self._ledger = ledger
        self._again = again
        plan = self._folder.plan()
        if plan is None:
            raise BatchError(f"no batch: there is no {PLAN}", file=str(path))
        self._unseen = plan.errors
        self._manifests = self._folder.done()
        self.known = 0
        self.undone = sum(number not in self._manifests for number in range(len(plan.pieces)))

    def __len__(self) -> int:
        """How many reports there are, read or not."""
        counts = totals(self._manifests)
        return len(self._unseen) + counts["reports"] + counts["unread"]

    def __iter__(self) -> Iterator[Reading | InputError]:
        """The readings, and what could not be read, in the order of the inputs by shards.

        Raises:
            BatchError: A part is not what was written.
        """
        yield from map(_error, self._unseen)
        for manifest in self._manifests.values():
            yield from map(_error, manifest.errors)
            name = str(self._folder.path / manifest.part.file)
            for report, written in reports_of_part(self._folder.part(manifest), name):
                if not self._again and self._ledger.has(report):
                    self.known += 1
                else:
                    yield reading_of(report, written, name)


def _error(unread: Unread) -> InputError:
    return InputError(unread.message, report=unread.report, place=unread.place)
