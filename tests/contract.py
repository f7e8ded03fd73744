"""The layout of a reading's JSON, checked: ``faults`` lists in words what is not as ``docs/formats.md`` has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Check = Callable[[Any], bool]

LISTS = ("sentences", "actors", "places", "times", "counts", "attributions", "claims", "agreements")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
CODE = re.compile(r"[A-Z]{3}")


def one_of(words: str) -> Check:
    allowed = frozenset(words.split(","))
    return lambda value: value in allowed


def matching(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def kind(*types: type) -> Check:
    return lambda value: type(value) in types


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def many(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def within(most: float) -> Check:
    return lambda value: type(value) in (int, float) and abs(value) <= most


TEXT, FLAG, WHOLE, NUMBER = kind(str), kind(bool), kind(int), kind(int, float)
AGREEMENT = one_of("ceasefire,truce,pause,exchange,peace,withdrawal,access,other")
REPORT: dict[str, Check] = {
    "id": TEXT,
    "outlet": maybe(TEXT),
    "title": maybe(TEXT),
    "published": maybe(matching(MOMENT)),
    "url": maybe(TEXT),
    "author": maybe(TEXT),
    "modified": maybe(matching(MOMENT)),
    "text": TEXT,
}
LINK: dict[str, Check] = {
    "name": maybe(TEXT),
    "actor": maybe(TEXT),
    "kind": maybe(one_of("person,body,group,state,outlet,population")),
    "named": FLAG,
    "via": maybe(TEXT),
}
STATUS = one_of("proposed,offered,negotiated,accepted,signed,in force,extended,suspended,violated,ended,rejected")
STEP: dict[str, Check] = {"status": STATUS, "since": maybe(matching(DAY)), "claim": maybe(TEXT)}
STAGE: dict[str, Check] = {"order": WHOLE, "kind": AGREEMENT, "days": maybe(NUMBER)}
# Fields of each record, but for spans, ids and what points to them, which have checks of their own below.
FIELDS: dict[str, dict[str, Check]] = {
    "sentences": {},
    "actors": {
        "actor": maybe(TEXT),
        "name": maybe(TEXT),
        "country": maybe(matching(CODE)),
        "sector": many(matching(CODE)),
        "named": FLAG,
    },
    "places": {
        "name": TEXT,
        "country": maybe(matching(CODE)),
        "latitude": maybe(within(90)),
        "longitude": maybe(within(180)),
        "geonameid": maybe(WHOLE),
        "precision": maybe(one_of("point,city,district,region,country,larger")),
    },
    "times": {
        "type": one_of("DATE,TIME,DURATION,SET"),
        "value": maybe(TEXT),
        "earliest": maybe(matching(DAY)),
        "latest": maybe(matching(DAY)),
        "mod": maybe(
            one_of(
                "BEFORE,AFTER,ON_OR_BEFORE,ON_OR_AFTER,LESS_THAN,MORE_THAN,EQUAL_OR_LESS,EQUAL_OR_MORE,START,MID,END,APPROX"
            )
        ),
    },
    "counts": {
        "low": maybe(NUMBER),
        "high": maybe(NUMBER),
        "best": maybe(NUMBER),
        "of": maybe(TEXT),
        "measure": one_of("killed,injured,captured,missing,displaced,released,weapons,protesters,aid,money,other"),
    },
    "attributions": {
        "quotation": one_of("direct,indirect,mixed"),
        "stance": one_of("asserts,denies,doubts,asks,demands,promises,threatens,believes,intends"),
    },
    "claims": {
        "event": one_of(
            "AGREE,CONSULT,SUPPORT,CONCEDE,COOPERATE,AID,RETREAT,REQUEST,ACCUSE,REJECT,THREATEN,PROTEST,SANCTION,"
            "MOBILIZE,COERCE,ASSAULT"
        ),
        "mode": maybe(TEXT),
        "factuality": one_of("CT+,PR+,PS+,CT-,PR-,PS-,Uu"),
        "phase": one_of("happened,ongoing,intended,offered,requested,conditional"),
        "auxiliary": many(one_of("historical,future,hypothetical,negation")),
        "medium": maybe(one_of("statement,video,photograph,document,data")),
    },
    "agreements": {
        "kind": AGREEMENT,
        "status": maybe(STATUS),
        "since": maybe(matching(DAY)),
        "violations": maybe(one_of("none reported,alleged,confirmed")),
    },
}
# Record → field → the list that its id, or each of its ids, is one of.
POINTERS: dict[str, dict[str, str]] = {
    "actors": {"refers_to": "actors"},
    "attributions": {"relayed_by": "attributions"},
    "claims": {"attribution": "attributions", "agreement": "agreements"},
}
LISTED: dict[str, dict[str, str]] = {
    "claims": {"actors": "actors", "recipients": "actors", "when": "times", "where": "places", "counts": "counts"},
    "agreements": {"parties": "actors", "mediators": "actors", "claims": "claims"},
}


def faults(reading: Json) -> list[str]:
    """What is wrong with a reading's JSON, in words; empty where it is as it should be."""
    return list(_faults(reading))


def _faults(reading: Json) -> Iterator[str]:
    if set(reading) != {"truceline", "report", *LISTS}:
        yield f"keys of the reading: {sorted(reading)}"
        return
    if reading["truceline"] != "1":
        yield f"version of the layout: {reading['truceline']!r}"
    yield from _fields(reading["report"], REPORT, "report")
    text = reading["report"]["text"]
    known = {name: {record["id"] for record in reading[name]} for name in LISTS[1:]}
    if sum(map(len, known.values())) != sum(len(reading[name]) for name in LISTS[1:]):
        yield "an id is there twice in one list"
    if len(set().union(*known.values())) != sum(map(len, known.values())):
        yield "an id is there in two lists"
    for name in LISTS:
        for record in reading[name]:
            where = f"{name} {record.get('id', '')}".strip()
            yield from _fields(record, FIELDS[name], where)
            yield from _spans(name, record, text, where)
            yield from _pointers(name, record, known, where)
    yield from _order(reading)
    for claim in reading["claims"]:
        for chain in (claim["chain"], *claim["denied_by"]):
            yield from _chain(chain, reading["report"]["outlet"], f"claims {claim['id']}")
    for agreement in reading["agreements"]:
        for stage in agreement["stages"]:
            yield from _fields(stage, STAGE, f"agreements {agreement['id']} stage")
        for step in agreement["steps"]:
            yield from _fields(step, STEP, f"agreements {agreement['id']} step")
            if step["claim"] is not None and step["claim"] not in agreement["claims"]:
                yield f"agreements {agreement['id']}: a step rests on {step['claim']!r}, and the agreement does not"


def _fields(record: Json, checks: dict[str, Check], where: str) -> Iterator[str]:
    for name, check in checks.items():
        if name not in record:
            yield f"{where}: no {name}"
        elif not check(record[name]):
            yield f"{where}: {name} is {record[name]!r}"


def _spans(name: str, record: Json, text: str, where: str) -> Iterator[str]:
    if name == "claims":
        spans = [record["evidence"], record["trigger"], *([record["hedge"]] if record["hedge"] else [])]
    elif name == "attributions":
        spans = [*record["content"], *(record[key] for key in ("source", "cue") if record[key])]
        if not record["content"]:
            yield f"{where}: no content"
    else:
        spans = [record] if name != "agreements" else [*record["stages"], *record["steps"]]
    for span in spans:
        start, end = span["start"], span["end"]
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            yield f"{where}: a span from {start} to {end} in a text of {len(text)}"
        elif text[start:end] != text[start:end].strip():
            yield f"{where}: white space at the edge of {text[start:end]!r}"


def _pointers(name: str, record: Json, known: dict[str, set[str]], where: str) -> Iterator[str]:
    for field, target in POINTERS.get(name, {}).items():
        if record[field] is not None and record[field] not in known[target]:
            yield f"{where}: {field} is {record[field]!r}, which is not among the {target}"
        if record[field] == record["id"]:
            yield f"{where}: {field} is itself"
    for field, target in LISTED.get(name, {}).items():
        for pointed in record[field]:
            if pointed not in known[target]:
                yield f"{where}: {field} has {pointed!r}, which is not among the {target}"
        if len(set(record[field])) != len(record[field]):
            yield f"{where}: {field} has an id twice"
    if name == "attributions" and record["source"] and record["source"]["actor"] not in {None, *known["actors"]}:
        yield f"{where}: its source is {record['source']['actor']!r}, which is not among the actors"


def _order(reading: Json) -> Iterator[str]:
    for first, second in zip(reading["sentences"], reading["sentences"][1:], strict=False):
        if second["start"] < first["end"]:
            yield f"sentences overlap at {second['start']}"
    for time in reading["times"]:
        if time["earliest"] and time["latest"] and time["earliest"] > time["latest"]:
            yield f"times {time['id']}: earliest after latest"
    for count in reading["counts"]:
        said = [count[key] for key in ("low", "best", "high") if count[key] is not None]
        if said != sorted(said):
            yield f"counts {count['id']}: low, best, high are {said}"
    for place in reading["places"]:
        if (place["latitude"] is None) != (place["longitude"] is None):
            yield f"places {place['id']}: half a coordinate"
    for name, field in (("attributions", "relayed_by"), ("actors", "refers_to")):
        above = {record["id"]: record[field] for record in reading[name]}
        for start in above:
            here, passed = above[start], {start}
            while here is not None and here not in passed:
                passed.add(here)
                here = above.get(here)
            if here is not None:
                yield f"{name} {start}: {field} runs in a circle"


def _chain(chain: list[Json], outlet: str | None, where: str) -> Iterator[str]:
    if not chain:
        yield f"{where}: an empty chain"
        return
    for link in chain:
        yield from _fields(link, LINK, where)
    last = chain[-1]
    if last["name"] != outlet or last["kind"] != "outlet" or last["via"] is not None:
        yield f"{where}: the chain ends with {last!r}, the publisher is {outlet!r}"
