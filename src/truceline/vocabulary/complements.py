"""Where words of saying have their content: behind which preposition, or as their object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from truceline.vocabulary.tables import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """One way in which a word of saying has its content."""

    particle: str | None  # a word that belongs to the verb: "doubt" of "cast doubt"
    preps: frozenset[str]  # the content stands behind one of them
    object: bool  # the content may be the object
    only: frozenset[str]  # lemmas of which the object has to be one; empty: any
    whole: bool  # object and phrase are the content together
    stance: str | None  # what it makes of the saying


@cache
def load_complements() -> Mapping[str, tuple[Complement, ...]]:
    """The complements of every verb of ``complements.toml``; read once."""
    found: dict[str, tuple[Complement, ...]] = {}
    for row in read_toml("complements")["complement"]:
        for entry in row["verbs"]:
            verb, _, particle = entry.partition(" ")
            if verb == "be":
                verb, particle = particle, "be"
            made = Complement(
                particle=particle or None,
                preps=frozenset(row.get("preps", ())),
                object=row.get("object", False),
                only=frozenset(row.get("only", ())),
                whole=row.get("whole", False),
                stance=row.get("stance"),
            )
            found[verb] = (*found.get(verb, ()), made)
    return found
