"""The project's own annotated reports: what must come out of them, entry by entry.

A file of ``tests/annotated`` holds a report and what an attentive reader would expect of its reading: partial records,
of which only the fields named are compared. An expectation holds where one record of the reading fits all of it. The
figures are the share of expectations that hold, by kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from truceline import Fields, Reader, report_of, to_object

FOLDER = Path(__file__).parent.parent / "tests" / "annotated"

Json = dict[str, Any]


def files() -> list[Path]:
    """The annotated reports."""
    return sorted(FOLDER.glob("*.json"))


def figures() -> dict[str, float]:
    """The share of expectations that hold, by kind."""
    held: dict[str, list[bool]] = {}
    for kind, _, holds in outcomes():
        held.setdefault(kind, []).append(holds)
    return {kind: sum(found) / len(found) for kind, found in sorted(held.items())}


def outcomes() -> Iterator[tuple[str, str, bool]]:
    """Every expectation: its kind, the expectation in words with its file, whether it holds."""
    vocabulary = FOLDER / "vocabulary.toml"
    reader = Reader(vocabularies=[vocabulary])
    for path in files():
        case = json.loads(path.read_text(encoding="utf-8"))
        about = dict(case["report"])
        reading = Plain(to_object(reader.read(report_of(about.pop("text"), Fields(**about)))))
        for expected in case["expected"]:
            wanted = dict(expected)
            kind = wanted.pop("kind")
            holds = any(fits(wanted, record, reading) for record in reading.records(kind))
            yield kind, f"{path.stem}: {json.dumps(wanted, ensure_ascii=False)}", holds


class Plain:
    """A reading as the contract prints it, with lookups by id."""

    def __init__(self, reading: Json) -> None:
        self.text = reading["report"]["text"]
        self.reading = reading
        self.by_id = {
            record["id"]: record
            for name in ("actors", "places", "times", "counts", "attributions", "claims", "agreements")
            for record in reading[name]
        }

    def records(self, kind: str) -> list[Json]:
        """All records of a kind, such as ``claim`` or ``time``."""
        return list(self.reading[f"{kind}s"])

    def words(self, span: Json | None) -> str | None:
        """The words of a span."""
        return self.text[span["start"] : span["end"]] if span else None

    def sentence(self, span: Json) -> str:
        """The sentences that a span touches."""
        touched = [s for s in self.reading["sentences"] if s["start"] < span["end"] and span["start"] < s["end"]]
        return " ".join(str(self.words(s)) for s in touched)


def fits(wanted: Json, record: Json, reading: Plain) -> bool:
    """Whether a record has all that is wanted of it."""
    return all(FIELDS.get(name, partial(_plain, name=name))(value, record, reading) for name, value in wanted.items())


def _plain(value: Any, record: Json, reading: Plain, *, name: str) -> bool:
    """A field of its own: equal, or one of several values where the expectation lists them."""
    return record[name] in value if isinstance(value, list) else bool(record[name] == value)


def _names(field: str) -> Callable[[Any, Json, Plain], bool]:
    """The canonical ids behind mentions, or the names of places; all that are wanted must be there."""

    def holds(value: list[str], record: Json, reading: Plain) -> bool:
        there = _ids(record[field], reading)
        return set(value) <= there if value else not there

    return holds


def _all_names(field: str) -> Callable[[Any, Json, Plain], bool]:
    """The canonical ids behind mentions; those that are wanted must be there, and no others."""
    return lambda value, record, reading: _ids(record[field], reading) == set(value)


def _ids(mentions: list[str], reading: Plain) -> set[str]:
    return {reading.by_id[i].get("actor", reading.by_id[i]["name"]) for i in mentions}


def _chain(value: list[str], record: Json, _: Plain) -> bool:
    return [str(link["name"]) for link in record["chain"]] == value


def _through(value: list[str], record: Json, _: Plain) -> bool:
    """The chain ends with these, in order; each need only be a part of the link's name."""
    names = [str(link["name"]) for link in record["chain"]][-len(value) :]
    return len(names) == len(value) and all(part in name for part, name in zip(value, names, strict=True))


def _denied_through(value: list[str], record: Json, _: Plain) -> bool:
    """Each is a part of some name in a chain of those who deny it."""
    names = [str(link["name"]) for chain in record["denied_by"] for link in chain]
    return all(any(part in name for name in names) for part in value)


def _denied(value: list[str], record: Json, _: Plain) -> bool:
    return {str(chain[0]["name"]) for chain in record["denied_by"]} == set(value)


def _counts(value: list[list[Any]], record: Json, reading: Plain) -> bool:
    there = [[c["measure"], c["low"], c["high"]] for c in (reading.by_id[i] for i in record["counts"])]
    return all(count in there for count in value)


def _when(value: list[str], record: Json, reading: Plain) -> bool:
    return any([reading.by_id[i]["earliest"], reading.by_id[i]["latest"]] == value for i in record["when"])


def _in(value: str, record: Json, reading: Plain) -> bool:
    return value in reading.sentence(record["trigger"])


def _source(value: str | None, record: Json, reading: Plain) -> bool:
    return reading.words(record["source"]) == value


def _source_actor(value: str, record: Json, reading: Plain) -> bool:
    mention = (record["source"] or {}).get("actor")
    return mention is not None and reading.by_id[mention]["actor"] == value


def _content(value: str, record: Json, reading: Plain) -> bool:
    return value in [reading.words(piece) for piece in record["content"]]


def _days(value: list[int], record: Json, _: Plain) -> bool:
    return [stage["days"] for stage in record["stages"]] == value


def _stages(value: list[list[Any]], record: Json, _: Plain) -> bool:
    """All stages, each as order, kind and days."""
    return [[stage["order"], stage["kind"], stage["days"]] for stage in record["stages"]] == value


def _stage(value: list[Any], record: Json, _: Plain) -> bool:
    """One stage; of order and days those that are not null, of kinds one that is listed."""
    order, kinds, days = value
    return any(
        order in (None, stage["order"]) and stage["kind"] in kinds and days in (None, stage["days"])
        for stage in record["stages"]
    )


def _covers(value: list[str], record: Json, _: Plain) -> bool:
    return set(value) <= {record["kind"], *(stage["kind"] for stage in record["stages"])}


def _steps(value: list[list[Any]], record: Json, _: Plain) -> bool:
    """Steps that must be there, each as status and since."""
    there = [[step["status"], step["since"]] for step in record["steps"]]
    return all(step in there for step in value)


def _broken_by(value: list[str | None], record: Json, reading: Plain) -> bool:
    """A violation: who is said to have done it, and to whom where that is not null."""
    by, against = value
    told = [step["claim"] for step in record["steps"] if step["status"] == "violated" and step["claim"]]
    for claim in (reading.by_id[id] for id in told):
        charge = claim["event"] == "ACCUSE"
        doers, struck = ("recipients", "actors") if charge else ("actors", "recipients")
        if by in _ids(claim[doers], reading) and against in (None, *_ids(claim[struck], reading)):
            return True
    return False


FIELDS: dict[str, Callable[[Any, Json, Plain], bool]] = {
    "in": _in,
    "words": lambda value, record, reading: reading.words(record) == value,
    "trigger": lambda value, record, reading: reading.words(record["trigger"]) == value,
    "actors": _names("actors"),
    "recipients": _names("recipients"),
    "parties": _names("parties"),
    "mediators": _names("mediators"),
    "where": _names("where"),
    "when": _when,
    "counts": _counts,
    "chain": _chain,
    "through": _through,
    "denied_by": _denied,
    "denied_through": _denied_through,
    "source": _source,
    "source_actor": _source_actor,
    "cue": lambda value, record, reading: reading.words(record["cue"]) == value,
    "content": _content,
    "days": _days,
    "all_parties": _all_names("parties"),
    "all_mediators": _all_names("mediators"),
    "stages": _stages,
    "stage": _stage,
    "covers": _covers,
    "steps": _steps,
    "broken_by": _broken_by,
    "agreement_kind": partial(_plain, name="kind"),
}
