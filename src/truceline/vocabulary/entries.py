"""What the vocabulary holds: who is who, and the roles people and bodies have."""

from __future__ import annotations

from dataclasses import dataclass

FORMER = ("ELI",)  # PLOVER's sector for those who once held office


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody or something known by name, as one of its names stands for it.

    The same body has one Entry for each aspect: "Israel" (name), "Israeli" (demonym) and "Jerusalem"
    (capital) all have the id ``israel``.
    """

    id: str  # canonical id of the body: "hamas"
    name: str  # its usual name: "Hamas"
    country: str | None = None  # ISO 3166-1 alpha-3, or PLOVER's IGO, UNO, NGO, MNC …; None where unsettled
    sector: tuple[str, ...] = ()  # PLOVER sectors, the most telling first; empty for the bare name of a state
    kind: str = "body"  # state, group, body, outlet, population, person, place
    aspect: str = "name"  # name, alias, demonym, capital, seat, legislature, force, service, leader
    ambiguous: bool = False  # the name that matched also means something else: ask the sentence
    rivals: tuple[str, ...] = ()  # ids of the others that the same name may stand for
    state: str | None = None  # id of the state that the seat, force, service or person belongs to
    parent: str | None = None  # id of the body it is a part of
    proxy_of: str | None = None  # country that is widely said to direct it
    agency: bool = False  # a news agency: others publish what it sends
    office: str | None = None  # office of a person
    terms: tuple[tuple[int, int | None], ...] = ()  # years in that office, first and last; None while it lasts
    latitude: float | None = None  # of a place that a user's own file names
    longitude: float | None = None
    precision: str | None = None  # of a place: point, city, district, region, country, larger

    def sector_in(self, year: int | None) -> tuple[str, ...]:
        """The sectors in a year: those who held office outside their terms are PLOVER's ELI."""
        if year is None or not self.terms:
            return self.sector
        held = any(first <= year and (last is None or year <= last) for first, last in self.terms)
        return self.sector if held else FORMER


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody is, without a name: "defence minister", "army", "residents"."""

    id: str  # "defence-minister"
    sector: tuple[str, ...] = ()  # PLOVER sectors
    kind: str = "person"  # person, body, population
    country: str | None = None  # PLOVER's NGO, MNC or IGO for what is of no one country by its very name
