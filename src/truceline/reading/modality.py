"""The state of a judgement on its way up the tree: certainty, polarity, phase."""

from __future__ import annotations

from dataclasses import dataclass

RANKS = {"CT": 0, "PR": 1, "PS": 2, "U": 3}
STANCES: dict[str, tuple[str, str | None]] = {  # what a source's stance does to what it says
    "denies": ("CT-", None),
    "doubts": ("PR-", None),
    "asks": ("Uu", None),
    "demands": ("Uu", "requested"),
    "promises": ("Uu", "intended"),
    "threatens": ("Uu", "intended"),
    "believes": ("PR+", None),
    "intends": ("Uu", "intended"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How an event is told."""

    factuality: str  # FactBank's value, as the origin of the chain holds it
    phase: str
    hedge: tuple[int, int] | None  # the reporter's own caution, as words (first, after the last)


@dataclass(slots=True)
class State:
    """What is known so far on the way up."""

    event: str | None = None  # the event that is judged
    certainty: str = "CT"
    positive: bool = True
    phase: str | None = None
    hedge: tuple[int, int] | None = None  # the nearest
    governed: bool = False  # a word above has spoken for it, be it to leave it as it is

    def weaken(self, certainty: str) -> None:
        """Takes over a lower certainty."""
        if RANKS[certainty] > RANKS[self.certainty]:
            self.certainty = certainty

    def apply(self, factuality: str, phase: str | None = None) -> None:
        """Takes over a factuality from a word above, and a phase where none is known yet."""
        if factuality == "Uu":
            self.weaken("U")
        elif factuality == "not":
            self.positive = not self.positive
        elif factuality != "same":
            self.weaken(factuality[:2])
            if factuality.endswith("-"):
                self.positive = not self.positive
        if phase is not None and phase != "happened" and self.phase in (None, "ongoing"):
            self.phase = phase

    @property
    def is_plain(self) -> bool:
        """Whether nothing has borne on the event yet: it is told as a fact."""
        return self.certainty == "CT" and self.positive and self.phase is None and not self.governed

    @property
    def judgement(self) -> Judgement:
        """The state, factuality as FactBank writes it."""
        factuality = "Uu" if self.certainty == "U" else self.certainty + ("+" if self.positive else "-")
        return Judgement(factuality=factuality, phase=self.phase or "happened", hedge=self.hedge)
