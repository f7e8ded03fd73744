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
TARGETED = frozenset({"for", "against", "to", "on", "upon", "with", "toward", "towards", "at", "into"})
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
        """The words for those who do it; behind a noun not those whom it is for or against."""
        found = self._of(event, (DOER,))
        if self._parse.pos[event.clause] == "VERB":
            return found
        return [w for w in found if cases(self._parse, w) not in TARGETED]

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


def is_of_another(parse: Parse, word: int, noun: int) -> bool:
    """Whether a phrase behind a noun belongs to another noun between them: "rallies against raids by the army"."""
    predicates = _predicates(parse).get(word, ())
    return noun not in predicates and any(noun < p < word and parse.pos[p] == "NOUN" for p in predicates)


@per_text
def _predicates(parse: Parse) -> dict[int, list[int]]:
    """By argument the predicates that have it as one of their numbered ones."""
    found: dict[int, list[int]] = {}
    for role in parse.roles:
        if role.label in (DOER, DONE_TO, TO_WHOM):
            found.setdefault(role.argument, []).append(role.predicate)
    return found


@per_text
def _arguments(parse: Parse) -> dict[tuple[int, str], list[int]]:
    """By predicate and label the nouns and pronouns in that role."""
    found: dict[tuple[int, str], list[int]] = {}
    for role in parse.roles:
        if parse.pos[role.argument] in BODIES and parse.deps[role.argument] not in CLAUSES:
            found.setdefault((role.predicate, role.label), []).append(role.argument)
    return found
