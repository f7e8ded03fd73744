"""From the tables of a vocabulary file to records: every key is checked, and a fault is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import tomli

from truceline.errors import VocabularyError
from truceline.vocabulary.entries import Entry, Role
from truceline.vocabulary.words import slug

Table = dict[str, Any]

TEXT = frozenset("id name country parent proxy_of kind precision capital office terms".split())
LISTS = frozenset("aliases ambiguous capitals demonyms words heads fields sector".split())
NUMBERS = frozenset(("latitude", "longitude"))
FLAGS = frozenset(("agency", "replace"))
PARTS = ("seats", "legislature", "forces", "services", "leaders")  # lists of tables or plain names
COMMON = frozenset("id name country sector aliases ambiguous replace".split())
KEYS = {  # keys of each table of a vocabulary file
    "state": COMMON | {"demonyms", "capital", "capitals", *PARTS},
    "group": COMMON | {"parent", "proxy_of"},
    "organisation": COMMON | {"parent", "leaders"},
    "outlet": COMMON | {"agency"},
    "population": COMMON,
    "place": COMMON | NUMBERS | {"precision"},
    "role": frozenset("id words heads fields sector kind country replace".split()),
}
PART_KEYS = frozenset("id name sector aliases ambiguous office terms".split())
KINDS = {"state": "state", "group": "group", "organisation": "body", "outlet": "outlet", "population": "population",
         "place": "place"}  # fmt: skip
ROLE_KINDS = ("person", "body", "population")
TERMS = re.compile(r"(?:[0-9]{4}-(?:[0-9]{4})?(?: (?=[0-9])|$))*")
PART_SECTORS = {"seats": "GOV", "legislature": "LEG", "forces": "MIL", "services": "SPY", "leaders": "GOV"}
INTERGOVERNMENTAL = frozenset({"IGO", "UNO", "EUR"})
DEFAULT_SECTORS = {"outlet": ("JRN",), "population": ("CVL",), "group": ("REB",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One name and what it stands for."""

    words: str  # as written in the file
    entry: Entry


def read_toml(name: str) -> dict[str, Any]:
    """One of the vocabulary files that the package brings, as TOML has it.

    Args:
        name: The file's name without its ending: "states".
    """
    return parse_toml(files("truceline.vocabulary").joinpath(f"{name}.toml").read_bytes(), f"{name}.toml")


def read_own_toml(path: Path | str) -> dict[str, Any]:
    """A vocabulary file of the user's.

    Raises:
        VocabularyError: It cannot be read or is not TOML.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise VocabularyError(f"cannot be read: {error.strerror or error}", file=str(path)) from error
    return parse_toml(content, str(path))


def parse_toml(content: bytes, file: str) -> dict[str, Any]:
    """The content of a TOML file; a fault names ``file``."""
    try:
        return tomli.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomli.TOMLDecodeError, RecursionError) as error:
        raise VocabularyError(f"not TOML in UTF-8: {error}", file=file) from error


def merge(into: dict[str, dict[str, Table]], content: dict[str, Any], file: str, *, own: bool) -> None:
    """Adds the tables of one file to those of the files before it.

    Args:
        into: Table name → id → table; changed in place.
        content: The file, as TOML has it.
        file: The file's name, for faults.
        own: Whether it is the user's: a known id is then added to, not refused.
    """
    for kind, tables in content.items():
        if kind not in KEYS:
            raise VocabularyError(f"no table is called [[{kind}]]; there are {', '.join(KEYS)}", file=file)
        if not isinstance(tables, list):
            raise VocabularyError(f"{kind} must be written [[{kind}]]", file=file)
        known = into.setdefault(kind, {})
        for number, table in enumerate(tables, 1):
            place = f"[[{kind}]] {table.get('id', number) if isinstance(table, dict) else number}"
            fault = find_fault(table, KEYS[kind], ("id",))
            old = None if fault else known.get(table["id"])
            if not fault and old is not None and not own:
                fault = "the id is there twice"
            if not fault and (old is None or table.get("replace")):
                fault = find_missing(table, ("words",) if kind == "role" else ("name",))
            if fault:
                raise VocabularyError(fault, file=file, place=place)
            known[table["id"]] = table if old is None or table.get("replace") else joined(old, table)


def joined(old: Table, new: Table) -> Table:
    """A known table with the user's additions: lists grow at the front, other values are replaced.

    A name that gives way stays as an alias.
    """
    table = old | {
        key: [*value, *old.get(key, [])] if isinstance(value, list) and key != "sector" else value
        for key, value in new.items()
    }
    if table.get("name") != old.get("name"):
        table["aliases"] = [*table.get("aliases", []), old["name"]]
    return table


def find_missing(table: Table, keys: Iterable[str]) -> str | None:
    """What is wrong where a key that must be there is not."""
    return next((f"key {key} is missing or empty" for key in keys if not table.get(key)), None)


def find_fault(table: Any, allowed: frozenset[str], needed: tuple[str, ...]) -> str | None:
    """What is wrong with a table: an unknown key, a value of the wrong form, a key left out; or None."""
    if not isinstance(table, dict):
        return "must be a table"
    for key, value in table.items():
        if key not in allowed:
            return f"no key is called {key}; there are {', '.join(sorted(allowed))}"
        if fault := find_misfit(key, value):
            return f"key {key} {fault}"
    return find_missing(table, needed)


def find_misfit(key: str, value: Any) -> str | None:
    """What is wrong with the value of a key, or None."""
    if key in TEXT:
        if not isinstance(value, str):
            return "must be a string"
        if key == "terms" and not TERMS.fullmatch(value):
            return 'must be years such as "2000-2008 2012-"'
        if key == "kind" and value not in ROLE_KINDS:
            return f"must be one of {', '.join(ROLE_KINDS)}"
        return None
    if key in LISTS:
        return (
            None if isinstance(value, list) and all(isinstance(v, str) for v in value) else "must be a list of strings"
        )
    if key in NUMBERS:
        return None if isinstance(value, (int, float)) and not isinstance(value, bool) else "must be a number"
    if key in FLAGS:
        return None if isinstance(value, bool) else "must be true or false"
    if not isinstance(value, list):
        return "must be a list"
    faults = (find_fault(part, PART_KEYS, ("name",)) for part in value if not isinstance(part, str))
    return next((fault for fault in faults if fault), None)


def role_of(table: Table) -> Role:
    """The role that a [[role]] table tells of."""
    return Role(
        id=table["id"],
        sector=tuple(table.get("sector", ())),
        kind=table.get("kind", "person"),
        country=table.get("country") or None,
    )


def composed(table: Table) -> Iterator[str]:
    """The phrases that the heads and fields of a [[role]] table make.

    The head "minister" and the field "trade" give "trade minister" and "minister of", "for" and "of the trade".
    A field's plural may stand in the text as its lemma: "minister of public work".
    """
    for field in table.get("fields", ()):
        for form in dict.fromkeys((field, field.removesuffix("s"))):
            for head in table.get("heads", ()):
                yield f"{form} {head}"
                yield from (f"{head} {link} {form}" for link in ("of", "for", "of the", "for the"))


def aliases_of(kind: str, table: Table) -> Iterator[Alias]:
    """Every name of a table with the Entry it stands for; the usual name comes first."""
    entry = Entry(
        id=table["id"],
        name=table["name"],
        country=table.get("country") or None,
        sector=tuple(table.get("sector", DEFAULT_SECTORS.get(kind, ()))),
        kind=KINDS[kind],
        parent=table.get("parent") or None,
        proxy_of=table.get("proxy_of") or None,
        agency=table.get("agency", False),
        latitude=table.get("latitude"),
        longitude=table.get("longitude"),
        precision=table.get("precision"),
    )
    unsure = set(table.get("ambiguous", ()))
    yield from spread(entry, [entry.name], unsure)
    yield from spread(replace(entry, aspect="alias"), table.get("aliases", ()), unsure)
    if kind == "state":
        yield from state_aliases(entry, table, unsure)
    yield from part_aliases(entry, table, unsure)


def spread(entry: Entry, names: Iterable[str], unsure: set[str]) -> Iterator[Alias]:
    """One Alias a name; those in ``unsure`` are marked ambiguous."""
    doubtful = replace(entry, ambiguous=True) if unsure else entry
    for name in names:
        yield Alias(words=name, entry=doubtful if name in unsure else entry)


def state_aliases(state: Entry, table: Table, unsure: set[str]) -> Iterator[Alias]:
    """The names of a state's people and capital."""
    yield from spread(replace(state, aspect="demonym"), table.get("demonyms", ()), unsure)
    capitals = [*([table["capital"]] if table.get("capital") else []), *table.get("capitals", ())]
    yield from spread(replace(state, aspect="capital", sector=("GOV",), state=state.id), capitals, unsure)


def part_aliases(body: Entry, table: Table, unsure: set[str]) -> Iterator[Alias]:
    """The names of a body's seats, legislature, forces, services and leaders."""
    for key in PARTS:
        for item in table.get(key, ()):
            part = {"name": item} if isinstance(item, str) else item
            entry = part_entry(body, key, part)
            doubt = unsure | set(part.get("ambiguous", ()))
            yield from spread(entry, [part["name"], *part.get("aliases", ())], doubt)


def part_entry(body: Entry, key: str, part: Table) -> Entry:
    """The Entry of a seat, legislature, force, service or leader.

    Seats, and armed forces without an id, act for the body and have its id; all others have their own.
    """
    default: tuple[str, ...] = (PART_SECTORS[key],) if body.kind == "state" else ()
    if key == "leaders" and body.kind != "state":
        default = body.sector or (("GOV",) if body.country in INTERGOVERNMENTAL else ())
    sector = tuple(part.get("sector", default))
    if key == "seats" or (key == "forces" and "id" not in part):
        aspect = "seat" if key == "seats" else "force"
        name = body.name if key == "seats" else part["name"]
        return replace(body, name=name, sector=sector, aspect=aspect, state=body.id)
    return Entry(
        id=part.get("id") or slug(part["name"]),
        name=part["name"],
        country=body.country,
        sector=sector,
        kind="person" if key == "leaders" else "body",
        aspect="leader" if key == "leaders" else key.removesuffix("s"),
        state=body.id if body.kind == "state" else None,
        parent=None if body.kind == "state" else body.id,
        office=part.get("office"),
        terms=terms_of(part.get("terms", "")),
    )


def terms_of(text: str) -> tuple[tuple[int, int | None], ...]:
    """Years in office from "2000-2008 2012-"."""
    pairs = (piece.split("-") for piece in text.split())
    return tuple((int(first), int(last) if last else None) for first, last in pairs)
