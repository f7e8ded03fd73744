"""``python -m evaluation.sample``: claims drawn by a seed, to be judged by eye.

Nothing is scored. Reports are drawn from the shared development data, corpus by corpus as ``SOURCES`` weighs them, and
of each at most a few claims; every claim is printed with its sentence and all its fields, so that a reader can say
whether he would sign it. ``--but SEED`` leaves out the reports that another seed draws.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import click

from training.predicates import HELD_BACK
from truceline import Reader, Reading, Report
from truceline.model import Actor, Claim, Link, Span

SPARE = 6  # reports drawn for each claim that is wanted of a corpus: some have none


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of reports."""

    name: str
    file: str  # below the data folder
    weight: int  # its share of the claims
    skip: str = ""  # ids that begin so are left out: markets
    held: bool = False  # every fifth report is for measuring alone


SOURCES = (
    Source(name="PolNeAR", file="attributions/polnear-dev.jsonl", weight=8),
    Source(name="GSR", file="events/gsr.jsonl", weight=10),
    Source(name="re3d", file="entities/re3d-train.jsonl", weight=9),
    Source(name="AQUAINT", file="times/aquaint.jsonl", weight=9),
    Source(name="ECB+", file="clusters/ecbplus-dev.jsonl", weight=5),
    Source(name="TimeBank", file="times/timebank.jsonl", weight=5, skip="wsj"),
    Source(name="GeoVirus", file="places/geovirus.jsonl", weight=2),
    Source(name="MEANTIME", file="factuality/meantime.jsonl.gz", weight=2, held=True),
)


def reports(data: Path, source: Source) -> list[Report]:
    """The reports of a corpus that may be drawn."""
    path = data / source.file
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    records: list[dict[str, Any]] = [json.loads(line) for line in text.splitlines()]
    return [
        Report(
            id=record["id"],
            text=record["text"],
            outlet=record.get("outlet"),
            title=record.get("title"),
            published=record.get("published"),
        )
        for number, record in enumerate(records)
        if not (source.skip and record["id"].startswith(source.skip)) and not (source.held and number % HELD_BACK == 0)
    ]


def drawn(data: Path, source: Source, count: int, seed: int) -> list[Report]:
    """The reports of a corpus that a seed draws, in its order."""
    found = reports(data, source)
    Random(f"{seed} {source.name}").shuffle(found)
    return found[: share(source, count) * SPARE + SPARE]


def share(source: Source, count: int) -> int:
    """How many of the claims come from a corpus."""
    return round(count * source.weight / sum(s.weight for s in SOURCES))


def chosen(readings: Iterable[Reading], wanted: int, each: int, random: Random) -> Iterator[tuple[Reading, Claim]]:
    """Claims of readings in turn, at most some of each."""
    for reading in readings:
        picked = random.sample(reading.claims, min(each, len(reading.claims), wanted))
        wanted -= len(picked)
        for claim in sorted(picked, key=lambda c: c.trigger.start):
            yield reading, claim
        if not wanted:
            return


def lines(reading: Reading, claim: Claim) -> Iterator[str]:
    """What is printed of a claim: its sentence, then every field that has something."""
    text = reading.report.text
    sentence = next((s for s in reading.sentences if s.start <= claim.trigger.start < s.end), claim.evidence)
    actors = {actor.id: actor for actor in reading.actors}
    yield f"    {words(text, sentence)}"
    auxiliary = f"  ({', '.join(claim.auxiliary)})" if claim.auxiliary else ""
    standing = f"{claim.factuality} {claim.phase}{auxiliary}"
    yield f"  {claim.event} {claim.mode or '-'}  [{words(text, claim.trigger)}]  {standing}"
    yield f"  who   {'; '.join(somebody(text, actors, actors[m]) for m in claim.actors) or '-'}"
    yield f"  whom  {'; '.join(somebody(text, actors, actors[m]) for m in claim.recipients) or '-'}"
    times = [f"{words(text, t)} = {t.value}" for t in reading.times if t.id in claim.when]
    places = [
        f"{words(text, p)} = {p.name}, {p.country} ({p.precision})" for p in reading.places if p.id in claim.where
    ]
    counts = [
        f"{words(text, n)} = {n.low}..{n.high} {n.of} ({n.measure}{', ' + n.toll if n.toll else ''})"
        for n in reading.counts
        if n.id in claim.counts
    ]
    for name, values in (("when", times), ("where", places), ("count", counts)):
        if values:
            yield f"  {name:<5} {'; '.join(values)}"
    if claim.hedge is not None:
        yield f"  hedge {words(text, claim.hedge)}"
    yield f"  chain {chain(claim.chain)}" + (f"  medium {claim.medium}" if claim.medium else "")
    for denial in claim.denied_by:
        yield f"  denied by {chain(denial)}"


def words(text: str, span: Span | Actor | Any) -> str:
    """The words of a span on one line."""
    return " ".join(text[span.start : span.end].split())


def somebody(text: str, actors: dict[str, Actor], actor: Actor) -> str:
    """A mention with whom it stands for and the codes."""
    other = actors.get(actor.refers_to or "")
    meant = f" → {words(text, other)}" if other is not None else ""
    return (
        f"{words(text, actor)}{meant} = {actor.actor or actor.name} [{actor.country or '?'} {' '.join(actor.sector)}]"
    )


def chain(links: Sequence[Link]) -> str:
    """A chain of sources from its origin to the publisher."""
    return " → ".join(f"{link.name or '?'}" + (f" ({link.kind})" if link.kind else "") for link in links)


@click.command()
@click.option("--shared", type=click.Path(path_type=Path, exists=True), required=True, help="Folder with data/.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another one draws others.")
@click.option("--count", type=int, default=50, show_default=True, help="How many claims.")
@click.option("--each", type=int, default=2, show_default=True, help="How many of one report, at most.")
@click.option("--but", type=int, multiple=True, help="Leave out the reports that this seed draws; may be repeated.")
def main(shared: Path, seed: int, count: int, each: int, but: tuple[int, ...]) -> None:
    """Draw claims and print them, each with its sentence and all that it says."""
    reader, number = Reader(), 0
    for source in SOURCES:
        seen = {report.id for other in but for report in drawn(shared / "data", source, count, other)}
        mine = [report for report in drawn(shared / "data", source, count, seed) if report.id not in seen]
        readings = (outcome for outcome in reader.read_many(mine) if isinstance(outcome, Reading))
        random = Random(f"{seed} {source.name} claims")
        for reading, claim in chosen(readings, share(source, count), each, random):
            number += 1
            click.echo(f"{number}. {source.name} {reading.report.id} {reading.report.published or ''}".rstrip())
            click.echo("\n".join(lines(reading, claim)) + "\n")


if __name__ == "__main__":
    main()
