"""What verifying finds."""

from __future__ import annotations

from truceline.ledger.records import Fault

_MOST = 100


class Findings:
    """Collects faults, the first ones: a ledger that is damaged all over needs no list of it."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    @property
    def all(self) -> tuple[Fault, ...]:
        """The faults, in the order of finding."""
        return tuple(self._faults)

    def add(self, kind: str, where: str, message: str) -> None:
        """One more."""
        if len(self._faults) < _MOST:
            self._faults.append(Fault(kind=kind, where=where, message=message))
