"""Every word of the vocabulary's files as one record: what it stands for, and where that is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from truceline.vocabulary.entries import Entry
from truceline.vocabulary.gazetteer import Feature
from truceline.vocabulary.tables import Alias, Table, aliases_of, composed
from truceline.vocabulary.words import split_words, without_marks

# Keys whose lists are words to be found, and what such a word is. Lists under other keys say when a row holds.
WORD_KEYS = {
    "lemmas": "word", "verbs": "verb", "nouns": "noun", "adjectives": "adjective", "adverbs": "adverb",
    "prepositions": "preposition", "phrases": "phrase", "words": "word", "bodies": "noun", "masses": "noun",
    "people": "noun",
}  # fmt: skip
COMPOSED = "composed role"
LISTED = "list"  # the table of nouns that other rows ask for: no word of its own
MEASURES = frozenset("killed injured captured missing displaced released weapons protesters aid money other".split())
LABELS = ("stance", "medium", "kind", "status", "via", "mode", "factuality", "phase")  # the first says what a row is


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One word or name, and what it stands for."""

    words: str  # as the vocabulary writes it
    how: str  # name, alias, demonym, capital, seat, legislature, force, service, leader; verb, noun …
    kind: str  # one of KINDS
    id: str  # of the entry: "hamas"; of an event "ASSAULT:aerial"
    name: str  # the entry's usual name
    country: str | None = None  # ISO 3166-1 alpha-3, or PLOVER's
    sector: tuple[str, ...] = ()  # PLOVER
    part_of: str | None = None  # id of the body that it belongs to
    detail: str | None = None  # office and years of a leader; where a place lies
    ambiguous: bool = False  # the name often means something else: the sentence decides
    file: str  # which it comes from; "gazetteer" for places
    table: str | None = None  # name of the table there
    number: int = 0  # which of the tables with that name, from 1


def key_of(phrase: str) -> str:
    """What a phrase is filed under: its words in small letters, without marks and "the"."""
    words = split_words(without_marks(phrase.replace("’", "'")).lower())
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def entries_of(kind: str, table: Table, file: str, number: int) -> Iterator[Known]:
    """The names of one table of a vocabulary of names, or the phrases of a role."""
    if kind == "role":
        yield from roles_of(table, file, number)
        return
    for alias in aliases_of(kind, table):
        yield name_of(alias, kind, file, number)


def roles_of(table: Table, file: str, number: int) -> Iterator[Known]:
    """The phrases of a role, then those that its heads and fields make: "minister" and "trade"."""
    for how, phrases in (("role", table["words"]), (COMPOSED, composed(table))):
        for phrase in phrases:
            yield Known(
                words=phrase,
                how=how,
                kind="role",
                id=table["id"],
                name=table["words"][0],
                country=table.get("country"),
                sector=tuple(table.get("sector", ())),
                file=file,
                table="role",
                number=number,
            )


def name_of(alias: Alias, kind: str, file: str, number: int) -> Known:
    """One name of a body, or of a part of it."""
    entry = alias.entry
    detail = office_of(entry)
    if entry.kind == "place" and entry.latitude is not None and entry.longitude is not None:
        detail = position_of(entry.precision, entry.latitude, entry.longitude)
    return Known(
        words=alias.words,
        how=entry.aspect,
        kind=kind,
        id=entry.id,
        name=entry.name,
        country=entry.country,
        sector=entry.sector,
        part_of=next((id for id in (entry.state, entry.parent) if id and id != entry.id), None),
        detail=detail,
        ambiguous=entry.ambiguous,
        file=file,
        table=kind,
        number=number,
    )


def office_of(entry: Entry) -> str | None:
    """The office of a person, with its years: "president, 2001–2014"."""
    years = " ".join(f"{first}–{last or ''}" for first, last in entry.terms)
    return ", ".join(part for part in (entry.office, years) if part) or None


def position_of(precision: str | None, latitude: float, longitude: float) -> str:
    """Where a place lies: "city, 33.89 N 35.50 E"."""
    north = f"{abs(latitude):.2f} {'S' if latitude < 0 else 'N'}"
    east = f"{abs(longitude):.2f} {'W' if longitude < 0 else 'E'}"
    return f"{precision or 'point'}, {north} {east}"


def place_of(feature: Feature, phrase: str) -> Known:
    """A place of the gazetteer."""
    detail = feature.precision
    if feature.latitude is not None and feature.longitude is not None:
        detail = position_of(feature.precision, feature.latitude, feature.longitude)
    return Known(
        words=phrase,
        how="name" if key_of(phrase) == key_of(feature.name) else "alias",
        kind="place",
        id=f"geonames:{feature.geonameid}" if feature.geonameid else feature.name,
        name=feature.name,
        country=feature.country,
        detail=detail,
        file="gazetteer",
    )


def rows_of(kind: str, file: str, content: Mapping[str, Any]) -> Iterator[Known]:
    """The words of the events or the sayings: of each row of each table."""
    for name, rows in content.items():
        for number, row in enumerate(rows if name != LISTED else (), 1):
            id = row_id(name, row)
            for key, how in WORD_KEYS.items():
                for words in row.get(key, ()):
                    yield Known(words=words, how=how, kind=kind, id=id, name=id, file=file, table=name, number=number)


def row_id(name: str, row: Mapping[str, Any]) -> str:
    """What a row stands for: "ASSAULT:aerial", "asserts", else its table and what it says: "agreement:truce"."""
    if "event" in row:
        return f"{row['event']}:{row['mode']}" if row.get("mode") else str(row["event"])
    label = next((row[key] for key in LABELS if row.get(key)), None)
    if name == "saying" and label:
        return str(label)
    return f"{name}:{label}" if label else name


def measure_rows(file: str, content: Mapping[str, Any]) -> Iterator[Known]:
    """The words that say what a number counts."""
    for section, rows in content.items():
        for key, words in rows.items() if section != "forms" else ():
            id, how = (key, section) if key in MEASURES else (section, key)
            for word in words:
                yield Known(words=word, how=how, kind="measure", id=id, name=id, file=file, table=section, number=1)


def region_rows(file: str, content: Mapping[str, Any]) -> Iterator[Known]:
    """The places that the package names itself, beside those of GeoNames."""
    for region in content["region"]:
        placed = "latitude" in region  # a division that only gets more names here has its middle elsewhere
        lies = position_of(region.get("precision"), region["latitude"], region["longitude"]) if placed else None
        for words in (region["name"], *region.get("aliases", ())):
            yield Known(
                words=words,
                how="name" if words == region["name"] else "alias",
                kind="place",
                id=region["name"],
                name=region["name"],
                country=region.get("country"),
                detail=lies,
                file=file,
            )


ROWS: dict[str, Callable[[str, Mapping[str, Any]], Iterator[Known]]] = {
    "event": partial(rows_of, "event"),
    "saying": partial(rows_of, "saying"),
    "measure": measure_rows,
    "place": region_rows,
}
