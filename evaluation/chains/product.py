"""What a program prints for the passages, as ``truceline read --format jsonl`` has it, made ready for the score."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.chains.names import alias
from evaluation.chains.statements import Passage, Span

Names = tuple[str | None, ...]


@dataclass(frozen=True)
class Said:
    """One attribution."""

    id: str
    content: tuple[Span, ...]
    source: Span | None
    stance: str
    line: tuple[str, ...]  # the attributions that pass it on, the next one first
    chain: Names  # without the publisher
    kind: str | None  # None where the program has no kinds
    answers: tuple[Span, ...] = ()  # the words it denies, doubts or confirms


@dataclass(frozen=True)
class Told:
    """One claim."""

    evidence: Span
    trigger: Span
    factuality: str
    attribution: str | None
    chain: Names  # without the publisher
    denied_by: tuple[Names, ...]


@dataclass(frozen=True)
class Output:
    """Everything the score looks at in one passage."""

    said: tuple[Said, ...] = ()
    told: tuple[Told, ...] = ()


def run(passages: Iterable[Passage], command: Sequence[str]) -> dict[str, Output]:
    """Run the program once over the passages; it sees neither their shape nor their part.

    Raises:
        RuntimeError: It failed.
    """
    asked = {passage.id: passage for passage in passages}
    fields = ("id", "outlet", "published", "title", "text")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "passages.jsonl"
        lines = (json.dumps({name: getattr(p, name) for name in fields}) + "\n" for p in asked.values())
        file.write_text("".join(lines), encoding="utf-8")
        done = subprocess.run(
            [*command, "read", "--format", "jsonl", str(file)], capture_output=True, encoding="utf-8", check=False
        )
    if done.returncode not in (0, 1):  # 1: some report could not be read, which counts as nothing found in it
        raise RuntimeError(f"the program failed:\n{done.stderr[-2000:]}")
    records = (json.loads(line) for line in done.stdout.splitlines() if line.strip())
    return {r["report"]["id"]: output(r, asked[r["report"]["id"]]) for r in records}


def output(record: dict[str, Any], passage: Passage) -> Output:
    """What one JSON object says."""
    told = tuple(_told(claim, passage.outlet) for claim in record["claims"])
    chains = {claim.attribution: claim.chain for claim in told if claim.attribution}
    by_id = {a["id"]: a for a in record["attributions"]}
    mentions = {m["id"]: m for m in record["actors"]}
    said = []
    for one in record["attributions"]:
        line = _line(one, by_id)
        if "chain" in one:
            chain = _names(one["chain"], passage.outlet)
        elif one["id"] in chains:
            chain = chains[one["id"]]
        else:
            hands = [_source_name(by_id[a], mentions, passage.text) for a in (one["id"], *line)]
            chain = _without_publisher(hands, passage.outlet)
        said.append(
            Said(
                id=one["id"],
                content=tuple((c["start"], c["end"]) for c in one["content"]),
                source=(one["source"]["start"], one["source"]["end"]) if one["source"] else None,
                stance=one["stance"],
                line=line,
                chain=chain,
                kind=one.get("kind"),
                answers=tuple((w["start"], w["end"]) for w in one.get("answers", ())),
            )
        )
    return Output(tuple(said), told)


def _told(claim: dict[str, Any], outlet: str) -> Told:
    return Told(
        evidence=(claim["evidence"]["start"], claim["evidence"]["end"]),
        trigger=(claim["trigger"]["start"], claim["trigger"]["end"]),
        factuality=claim["factuality"],
        attribution=claim["attribution"],
        chain=_names(claim["chain"], outlet),
        denied_by=tuple(_names(chain, outlet) for chain in claim["denied_by"]),
    )


def _line(one: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """Those that pass an attribution on, from the next one outward."""
    line: list[str] = []
    passer = one["relayed_by"]
    while passer in by_id and passer not in line:
        line.append(passer)
        passer = by_id[passer]["relayed_by"]
    return tuple(line)


def _names(chain: Iterable[dict[str, Any]], outlet: str) -> Names:
    return _without_publisher([link["name"] for link in chain], outlet)


def _without_publisher(names: Sequence[str | None], outlet: str) -> Names:
    """A chain without the publisher, under whatever short form, and with nobody twice in a row."""
    kept: list[str | None] = []
    for name in names:
        if name is not None and alias(name, outlet) or kept and kept[-1] == name:
            continue
        kept.append(name)
    return tuple(kept)


def _source_name(one: dict[str, Any], mentions: dict[str, dict[str, Any]], text: str) -> str | None:
    """Who an attribution says it is: the name of the mention, of whom a pronoun stands for, else the words."""
    source = one["source"]
    if source is None:
        return None
    mention = mentions.get(source["actor"])
    seen = set()
    while mention is not None and mention["refers_to"] in mentions and mention["id"] not in seen:
        seen.add(mention["id"])
        mention = mentions[mention["refers_to"]]
    return mention["name"] if mention is not None and mention["name"] else text[source["start"] : source["end"]]
