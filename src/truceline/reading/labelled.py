"""Who takes part in an event by PropBank's roles, as the network labels them.

The rules ask the tree first: it is surer, and frames know prepositions. Where the tree has nobody, the
labels often still have: over control ("was sent to attack"), relative clauses and shared subjects.
"""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model.parse import Parse, per_text
from truceline.reading.clauses import SAYS_SO, cases
from truceline.reading.events import Event

BODIES = frozenset({"NOUN", "PROPN", "PRON"})
BESIDE = SAYS_SO | frozenset(  # before what is only told beside the event
    "following after before amid during since despite because upon alongside given until".split()
)
CLAUSES = frozenset({"ccomp", "csubj", "advcl", "parataxis"})  # what is said or done, though a noun heads it
DOER, DONE_TO, TO_WHOM = "ARG0", "ARG1", "ARG2"


class Labelled:
    """The labelled arguments of one report's predicates.

    Args:
        parse: The text, with roles.
    """

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._found = _arguments(parse)

    def doers(self, event: Event) -> list[int]:
        """The words for those who do it."""
        return self._of(event, (DOER,))

    def receivers(self, event: Event) -> list[int]:
        """The words for those it is done to, surest first."""
        return self._of(event, (DONE_TO, TO_WHOM))

    def given(self, event: Event) -> list[int]:
        """The words for those to whom something of one's own goes."""
        return self._of(event, (TO_WHOM,))

    def _of(self, event: Event, labels: Iterable[str]) -> list[int]:
        own = {event.word, event.clause, *event.folded}
        predicates = (event.word,) if event.word == event.clause else (event.word, event.clause)
        found = [w for label in labels for p in predicates for w in self._found.get((p, label), ())]
        return [w for w in found if w not in own and cases(self._parse, w) not in BESIDE]


@per_text
def _arguments(parse: Parse) -> dict[tuple[int, str], list[int]]:
    """By predicate and label the nouns and pronouns in that role."""
    found: dict[tuple[int, str], list[int]] = {}
    for role in parse.roles:
        if parse.pos[role.argument] in BODIES and parse.deps[role.argument] not in CLAUSES:
            found.setdefault((role.predicate, role.label), []).append(role.argument)
    return found
