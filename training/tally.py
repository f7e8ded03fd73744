"""How good roles and factuality are: what was found against what is right, for training's log and ``evaluation/``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from training.corpora import PredicateRole, Roles

Values = Sequence[tuple[float, float]]  # of each event the gold value, and the one found


class RoleTally:
    """Counts roles found and right: (head word of the argument, predicate, role), and the same without the role."""

    def __init__(self) -> None:
        self._counts = {"labelled": [0, 0, 0], "pairs": [0, 0, 0]}  # right, found, gold

    def add(self, found: Iterable[PredicateRole], gold: Roles) -> None:
        """Counts one text; what is found in sentences that nobody annotated is neither right nor wrong."""
        mine, theirs = {role for role in found if gold.known[role[0]]}, set(gold.pairs)
        self._count("labelled", mine, theirs)
        self._count("pairs", {role[:2] for role in mine}, {role[:2] for role in theirs})

    def _count(self, name: str, mine: set[Any], theirs: set[Any]) -> None:
        row = self._counts[name]
        row[0], row[1], row[2] = row[0] + len(mine & theirs), row[1] + len(mine), row[2] + len(theirs)

    def figures(self) -> dict[str, float]:
        """F1, labelled and of the pairs alone."""
        return {name: 2 * right / max(1, found + gold) for name, (right, found, gold) in self._counts.items()}


def fact_errors(values: Values) -> dict[str, float]:
    """Mean absolute error of factuality, and that of the best constant."""
    gold = sorted(value for value, _ in values)
    middle = gold[len(gold) // 2]  # no other constant has a smaller error
    return {
        "error": sum(abs(a - b) for a, b in values) / len(values),
        "error of the best constant": sum(abs(value - middle) for value in gold) / len(gold),
    }
