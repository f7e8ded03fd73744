"""What every step that finds mentions works on."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.model import Parse
from truceline.reading.actors.hits import Hits
from truceline.reading.actors.mention import Board
from truceline.reading.actors.roles import Roles
from truceline.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A report's words with what is known of them, and the board that takes the mentions."""

    parse: Parse
    vocabulary: Vocabulary
    hits: Hits
    roles: Roles
    board: Board
    year: int | None  # of the report
    used: set[int] = field(default_factory=set)  # words of states' names that a phrase such as "Rhodian officials" has
