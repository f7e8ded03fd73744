"""``python -m evaluation``: what is measured, its floors, and the check that holds them.

Two kinds of measures. Those of the project itself need nothing beside the repository: the small annotated set in
``tests/annotated``. Those on the shared development data need its folder (``--shared``), whose ``bench`` scorers call
the program as its users do; without the folder they are named as left out. A floor only rises, and a ceiling (of an
error) only falls: ``--raise-floors`` writes what was measured, with a margin, where that is better.
"""

from __future__ import annotations

import hashlib
import json
import sys
import sysconfig
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from evaluation import annotated, parsing, predicates, scorers, stories
from evaluation.chains import score as chains
from evaluation.chains.statements import FOLDER

FLOORS = Path(__file__).parent / "floors.json"
MARGIN = 0.003  # below what was measured: another machine rounds otherwise

Figures = dict[str, float]


@dataclass(frozen=True)
class Outcome:
    """What one measure gave."""

    name: str
    figures: Figures
    digest: str | None  # of the data it was measured on


def digest_of(*paths: Path) -> str:
    """A short hash over files, so that a floor says which data it was measured on."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


@dataclass(frozen=True)
class Measure:
    """Something that can be measured here."""

    name: str
    take: Callable[[], Figures]
    files: tuple[Path, ...]  # the data

    def outcome(self) -> Outcome:
        """What it gives."""
        return Outcome(self.name, self.take(), digest_of(*self.files))


def measures(shared: Path | None, truceline: str) -> Iterator[Measure]:
    """Every measure that can be taken here."""

    def of_chains(name: str, folder: Path) -> Measure:
        files = (folder / "passages.jsonl", folder / "gold.jsonl")
        return Measure(name, lambda: chains.totals(truceline, folder), files)

    yield Measure("annotated", annotated.figures, tuple(annotated.files()))
    yield of_chains("chains", FOLDER)
    yield of_chains("chains check", FOLDER / "check")
    if shared is None:
        return
    data = shared / "data"
    trees, clusters = data / "language" / "ewt-dev.jsonl.gz", data / stories.FILE
    yield Measure("parsing", lambda: parsing.figures(trees), (trees,))
    yield Measure("predicates", lambda: predicates.figures(data), tuple(predicates.files(data)))
    yield Measure("stories", lambda: stories.figures(data, truceline), (clusters,))
    for scorer in scorers.SCORERS:
        yield Measure(scorer.name, partial(scorer.figures, shared, truceline), tuple(scorer.data(shared)))


def measure(shared: Path | None, truceline: str, only: tuple[str, ...]) -> Iterator[Outcome]:
    """The outcomes in order, two being worked at: the program starts and the scorers count on one core each."""
    wanted = [found for found in measures(shared, truceline) if not only or found.name in only]
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(Measure.outcome, wanted)


def check(outcome: Outcome, floors: dict[str, Any]) -> list[str]:
    """What fell below its floor, in words."""
    entry = floors.get(outcome.name, {})
    below = []
    if entry.get("digest") not in (None, outcome.digest):
        below.append(f"{outcome.name}: the data changed since the floor was set; measure anew with --raise-floors")
    for name, floor in entry.get("at least", {}).items():
        if outcome.figures.get(name, 0.0) < floor:
            below.append(f"{outcome.name}: {name} is {outcome.figures.get(name, 0.0):.4f}, its floor {floor:.4f}")
    for name, ceiling in entry.get("at most", {}).items():
        if outcome.figures.get(name, 0.0) > ceiling:
            below.append(f"{outcome.name}: {name} is {outcome.figures[name]:.4f}, its ceiling {ceiling:.4f}")
    return below


def raised(outcome: Outcome, floors: dict[str, Any]) -> None:
    """Lift the floors of a measure to what it gave, less the margin, and lower its ceilings."""
    entry = floors.setdefault(outcome.name, {"at least": {}})
    same = entry.get("digest") == outcome.digest
    entry["digest"] = outcome.digest
    ceilings = entry.get("at most", {})
    for name, value in outcome.figures.items():
        whole = value == int(value)
        if name in ceilings:
            reached = value if whole else round(value + MARGIN, 4)
            ceilings[name] = min(reached, ceilings[name]) if same else reached
            continue
        reached = value if whole else round(value - MARGIN, 4)
        entry["at least"][name] = max(reached, entry["at least"].get(name, reached)) if same else reached


@click.command()
@click.option("--shared", type=click.Path(path_type=Path), help="Folder with bench/ and data/.")
@click.option(
    "--truceline", default=str(Path(sysconfig.get_path("scripts")) / "truceline"), help="The command to measure."
)
@click.option("--only", multiple=True, help="Take only this measure; may be given several times.")
@click.option("--raise-floors", is_flag=True, help="Write what is measured into floors.json where it is more.")
def main(shared: Path | None, truceline: str, only: tuple[str, ...], raise_floors: bool) -> None:
    """Measure, print, and fail where a figure is below its floor."""
    if shared is not None and not (shared / "bench" / "score.py").exists():
        names = ", ".join(["parsing", "predicates", "stories", *(s.name for s in scorers.SCORERS)])
        click.echo(f"left out, since there is no {shared}/bench: {names}")
        shared = None
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    below: list[str] = []
    for outcome in measure(shared, truceline, only):
        click.echo(f"{outcome.name}")
        for name, value in outcome.figures.items():
            floor = floors.get(outcome.name, {}).get("at least", {}).get(name)
            click.echo(f"  {name:<28} {value:>10.4f}" + (f"   floor {floor:.4f}" if floor is not None else ""))
        if raise_floors:
            raised(outcome, floors)
        else:
            below.extend(check(outcome, floors))
    if raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for line in below:
        click.echo(line, err=True)
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
