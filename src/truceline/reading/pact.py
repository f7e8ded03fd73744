"""One mention of an agreement, and the order of what can become of one."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.reading.events import Event
from truceline.reading.signs import Range

FAMILY = {"truce": "ceasefire", "pause": "ceasefire"}  # kinds that name the same thing
BY_MODE = {"release": "exchange", "ceasefire": "ceasefire", "withdraw": "withdrawal", "access": "access"}
STATUSES = (
    "proposed", "offered", "negotiated", "rejected", "accepted", "signed", "in force", "extended", "suspended", "ended",
    "violated",
)  # fmt: skip  # the later in an agreement's life the later here


def rank(status: str | None) -> int:
    """How late in an agreement's life a status comes; -1 for none."""
    return STATUSES.index(status) if status in STATUSES else -1


@dataclass(slots=True, kw_only=True)
class Pact:
    """One mention of an agreement."""

    word: int  # the noun
    span: Range  # the words that name it
    kind: str
    top: int  # the noun that it is a part of ("ceasefire talks"), else itself
    definite: bool
    plural: bool
    event: Event | None = None  # the event that it is or that its verb is
    status: str | None = None
    status_word: int | None = None  # the word that tells the status
    told: list[tuple[str, int | None]] = field(default_factory=list)  # statuses by words of their own, beside that one
    events: list[Event] = field(default_factory=list)  # events that speak of it
    failed: bool = False  # whether it is said that it never took hold
    named: bool = True  # whether it is named, be it by a pronoun
    refers: int | None = None  # the word of the earlier mention that it stands for

    @property
    def family(self) -> str:
        """Its kind, with truce and pause taken for a ceasefire."""
        return FAMILY.get(self.kind, self.kind)
