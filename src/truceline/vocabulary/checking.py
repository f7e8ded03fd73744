"""Is a user's vocabulary file as it should be? Every fault is found at once, with its line and what to do about it.

Loading a file stops at the first fault and knows no codes; this is for whoever writes one. An *error* is what would be
refused, or would never be found in a text. A *note* tells what the file does to our names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from truceline.errors import VocabularyError
from truceline.vocabulary.catalogue import Catalogue
from truceline.vocabulary.known import key_of
from truceline.vocabulary.lines import Lines
from truceline.vocabulary.tables import KEYS, PART_KEYS, PARTS, find_misfit, read_own_toml, read_toml
from truceline.vocabulary.words import split_words

CHECKED = ("state", "group", "organisation", "outlet", "population", "role")  # kinds that the package brings names of
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
BEYOND_STATES = frozenset("IGO UNO EUR NGO ISM IMG MNC KOS".split())  # PLOVER's, in the place of a country
# ISO 3166-1 leaves these to whoever needs them: for invented states, say.
FREE = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")
PRECISIONS = frozenset("point city district region country larger".split())
PARENTS = ("state", "group", "organisation")  # what may have parts, members and wings
NAME_LISTS = ("aliases", "demonyms", "capitals")
BOUNDS = {"latitude": 90, "longitude": 180}
LINE = re.compile(r"at line ([0-9]+)")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to know about a vocabulary file."""

    level: str  # error, note
    file: str
    line: int | None = None  # on which the table begins; of broken TOML the line itself
    table: str | None = None  # [[group]] ostrel-front
    message: str


@dataclass(slots=True)
class Checked:
    """What one file holds, and what was found."""

    file: str
    entries: int = 0
    names: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.level == "error" for finding in self.findings)


def check_files(paths: Sequence[Path | str]) -> list[Checked]:
    """Every file, against what the package knows and the files before it."""
    checker = Checker()
    return [checker.check(str(path)) for path in paths]


class Checker:
    """Checks files one after another; what one of them names counts as known for the next."""

    def __init__(self) -> None:
        self._owners: dict[str, list[tuple[str, str, str]]] = {}  # name → kind, id and file of those who have it
        self._ids: dict[tuple[str, str], str] = {}  # kind and id → file
        self._parents: set[str] = set()  # ids of those that may have parts and wings
        self._countries = BEYOND_STATES | read_toml("territories").keys()
        for known in Catalogue(CHECKED).known:
            self._own(known.words, known.kind, known.id, known.file)
            self._ids.setdefault((known.kind, known.id), known.file)
            if known.kind in PARENTS:
                self._parents.add(known.id)
            if known.kind == "state" and known.country:  # those that are no more have codes of their own
                self._countries |= {known.country}

    def _own(self, words: str, kind: str, id: str, file: str) -> None:
        owners = self._owners.setdefault(key_of(words), [])
        if (kind, id, file) not in owners:
            owners.append((kind, id, file))

    def check(self, path: str) -> Checked:
        """One file."""
        done = Checked(path)
        try:
            content = read_own_toml(path)
        except VocabularyError as error:
            line = LINE.search(error.message)
            at = int(line[1]) if line else None
            done.findings.append(Finding(level="error", file=path, line=at, message=error.message))
            return done
        lines = Lines(Path(path).read_text("utf-8-sig"), content)
        self._parents |= parents_in(content)
        for kind, rows in content.items():
            if kind not in KEYS or not isinstance(rows, list):
                wrong = f"must be written [[{kind}]]" if kind in KEYS else unknown("table", kind, KEYS)
                done.findings.append(Finding(level="error", file=path, line=lines.of(kind, 1), message=wrong))
                continue
            for number, row in enumerate(rows, 1):
                self._row(done, kind, number, row, lines.of(kind, number))
        done.findings.sort(key=lambda finding: finding.line or 0)
        return done

    def _row(self, done: Checked, kind: str, number: int, row: Any, line: int | None) -> None:
        """Counts one table, and adds what is to be said about it."""
        label: Any = number
        done.entries += 1
        if isinstance(row, dict):
            done.names += sum(1 for _ in names_of(row))
            label = row.get("id") or row.get("name") or number
        table = f"[[{kind}]] {label if isinstance(label, str) else number}"
        done.findings += (
            Finding(level=level, file=done.file, line=line, table=table, message=message)
            for level, message in self._table(kind, row, done.file)
        )

    def _table(self, kind: str, row: Any, file: str) -> Iterator[tuple[str, str]]:
        """Level and message of all that is to be said about one table."""
        if not isinstance(row, dict):
            yield "error", "must be a table"
            return
        faults = [*misfits(row, KEYS[kind]), *self._codes(row)]
        yield from (("error", fault) for fault in faults)
        if faults:
            return
        id = row.get("id")
        if not id:
            yield "error", "has no id: give it one of small letters and hyphens, the same in all your files"
            return
        known_in = self._ids.get((kind, id))
        if known_in == file:
            yield "error", "the id stands in this file twice: put both into one table"
            return
        self._ids[kind, id] = file
        needed = "words" if kind == "role" else "name"
        if known_in is None or row.get("replace"):
            if not row.get(needed):
                yield "error", f"has no {needed}, and no entry with this id is known that it could add to"
        elif not row.keys() - {"id", "replace"}:
            yield "error", f"is empty: it says nothing that {known_in} does not"
        if known_in is not None:
            yield "note", f"{'replaces' if row.get('replace') else 'adds to'} the entry of {known_in}"
        if row.get("parent") and row["parent"] not in self._parents:
            yield "error", f'parent "{row["parent"]}" is the id of no state, group or organisation'
        yield from self._names(kind, id, row, file, alone=known_in is None or bool(row.get("replace")))

    def _codes(self, row: Row) -> Iterator[str]:
        """Codes that nobody knows, and positions that are nowhere on Earth."""
        for key in ("country", "proxy_of"):
            code = row.get(key)
            if code and isinstance(code, str) and code not in self._countries and not FREE.fullmatch(code):
                others = ", ".join(sorted(BEYOND_STATES))
                yield f'{key} "{code}" is neither an ISO 3166-1 alpha-3 code nor one of {others}; XAA to XZZ are free'
        for part in (row, *parts_of(row)):
            sectors = part.get("sector")
            for sector in sectors if isinstance(sectors, list) else ():
                if isinstance(sector, str) and sector not in SECTORS:
                    yield unknown("sector of PLOVER's", sector, SECTORS)
        precision = row.get("precision")
        if isinstance(precision, str) and precision not in PRECISIONS:
            yield unknown("precision", precision, PRECISIONS)
        for key, most in BOUNDS.items():
            if isinstance(row.get(key), int | float) and not abs(row[key]) <= most:
                yield f"{key} must lie between {-most} and {most}"
        if ("latitude" in row) != ("longitude" in row):
            yield "has half a position: latitude and longitude go together"

    def _names(self, kind: str, id: str, row: Row, file: str, *, alone: bool) -> Iterator[tuple[str, str]]:
        """What is to be said about the names of a table, which may stand alone or add to another, and who has them."""
        unsure = set(row.get("ambiguous", ()))
        here: set[str] = set()
        for part, words in names_of(row):
            key = key_of(words)
            if not key or not split_words(words):
                yield "error", "has an empty name: take it out"
                continue
            if kind == "role" and words != words.lower():
                yield "error", f'"{words}" is never found: the words of a role are in small letters'
            if key in here:
                continue
            here.add(key)
            body = part.get("id") or id
            marked = words in unsure or words in part.get("ambiguous", ())
            for other_kind, other, other_file in self._owners.get(key, ()):
                # A place is nobody: the government that sits there keeps its name. Roles are looked up by themselves.
                if other in (id, body) or "place" in (kind, other_kind) or (kind == "role") != (other_kind == "role"):
                    continue
                if other_file != file:
                    yield "note", f'"{words}" goes before the same name of {other} in {other_file}'
                elif not marked:
                    yield "error", f'"{words}" is also {other} in this file: list it there or here under ambiguous'
            self._own(words, kind, body, file)
        for words in sorted(unsure - {words for _, words in names_of(row)}) if alone else ():
            yield "note", f'"{words}" is listed as ambiguous, but is none of its names'


def parents_in(content: Mapping[str, Any]) -> set[str]:
    """The ids in a file of those that may have parts and wings."""
    tables = (content.get(kind) for kind in PARENTS)
    rows = (row for table in tables if isinstance(table, list) for row in table if isinstance(row, dict))
    return {row["id"] for row in rows if isinstance(row.get("id"), str)}


def misfits(row: Row, allowed: Iterable[str]) -> Iterator[str]:
    """Unknown keys and values of the wrong form, in a table and in its parts."""
    known = set(allowed)
    for key, value in row.items():
        if key not in known:
            yield unknown("key", key, known)
        elif key in PARTS and isinstance(value, list):
            for part in value:
                if not isinstance(part, str | dict):
                    yield f"key {key} must be a list of names, or of tables with a name"
                elif isinstance(part, dict):
                    yield from (f"{key}: {fault}" for fault in misfits(part, PART_KEYS))
                    if not part.get("name"):
                        yield f"{key}: one of them has no name"
        elif fault := find_misfit(key, value):
            yield f"key {key} {fault}"


def parts_of(row: Row) -> Iterator[Row]:
    """The seats, forces, leaders … of a table, each as a table."""
    for key in PARTS:
        parts = row.get(key)
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, str | dict):
                yield {"name": part} if isinstance(part, str) else part


def names_of(row: Row) -> Iterator[tuple[Row, str]]:
    """Every name of a table, and the table or part of it whose name it is."""
    for part in (row, *parts_of(row)):
        names = [part.get("name"), part.get("capital")]
        for key in (*NAME_LISTS, "words"):
            listed = part.get(key)
            names += listed if isinstance(listed, list) else []
        yield from ((part, words) for words in names if isinstance(words, str))


def unknown(what: str, given: str, known: Iterable[str]) -> str:
    """A message about a word that is not one of those that there are."""
    there = sorted(known)
    near = [word.lower() for word in there if len(word) > 2 and given.lower().startswith(word.lower())]
    near += get_close_matches(given.lower(), [word.lower() for word in there], 1)
    meant = next((word for word in there if near and word.lower() == near[0]), None)
    return f'no {what} is called "{given}"' + (f"; {meant}?" if meant else f"; there are {', '.join(there)}")
