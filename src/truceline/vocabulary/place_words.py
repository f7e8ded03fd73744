"""The words around names of places: ``place_words.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from truceline.vocabulary.tables import read_toml

__all__ = ["PlaceWords", "place_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Words in lower case."""

    divisions: frozenset[str]  # kinds of divisions
    settlements: frozenset[str]
    nature: frozenset[str]  # kinds of natural things
    sites: frozenset[str]
    built: frozenset[str]  # sites and buildings
    kinds: frozenset[str]  # all that may end a name
    parts: frozenset[str]  # kinds, and parts of places
    taking: frozenset[str]  # what is done to places
    before_people: frozenset[str]  # what a person's name follows
    namesakes: frozenset[str]  # what is named after a place
    offices: frozenset[str]  # … and held there
    governors: frozenset[str]  # what divisions have
    bodies: frozenset[str]  # bodies called after a country
    public: frozenset[str]  # what belongs to a state or a city


@cache
def place_words() -> PlaceWords:
    """The words that the package brings; read once."""
    content = read_toml("place_words")
    kinds = {name: frozenset(words) for name, words in content["kinds"].items()}
    around = {name: frozenset(words) for name, words in content["around"].items()}
    named = kinds["divisions"] | kinds["settlements"] | kinds["nature"] | kinds["sites"]
    return PlaceWords(
        divisions=kinds["divisions"],
        settlements=kinds["settlements"],
        nature=kinds["nature"],
        sites=kinds["sites"],
        built=kinds["sites"] | kinds["buildings"],
        kinds=named,
        parts=named | kinds["parts"],
        **around,
    )
