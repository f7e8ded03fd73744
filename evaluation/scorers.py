"""The shared scorers: each runs the program over a file of reports and compares what it prints with the gold."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from training.predicates import pairs


@dataclass(frozen=True)
class Scorer:
    """One task of ``bench/score.py`` on one file."""

    name: str  # how the floors name it
    task: str  # how the scorer names it
    file: str  # below the data folder
    beside: tuple[str, ...] = ()  # files that the scorer reads besides
    keep: tuple[str, ...] = ()  # figures held; all of the headline where empty

    def data(self, shared: Path) -> list[Path]:
        """The files it is measured on."""
        return [shared / "data" / name for name in (self.file, *self.beside)]

    def given(self, shared: Path, folder: Path) -> Path:
        """The file that the scorer is given; ``folder`` is there for one that is made for it."""
        return self.data(shared)[0]

    def figures(self, shared: Path, truceline: str) -> dict[str, float]:
        """Run the scorer and return its headline, with how often the contract was kept.

        Raises:
            RuntimeError: The scorer itself failed.
        """
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, str(shared / "bench" / "score.py"), self.task, "--json"]
            command += ["--data", str(self.given(shared, Path(folder))), "--truceline", truceline]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the scorer of {self.name} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        result = json.loads(done.stdout.splitlines()[-1])
        (headline,) = (entry["headline"] for entry in result["sets"].values())
        run = result["run"]
        kept = {k: float(v) for k, v in headline.items() if v is not None and (not self.keep or k in self.keep)}
        faults = sum(run[k] for k in ("missing", "invalid_json", "stray", "violations"))
        return {**kept, "without fault": float(not faults)}


@dataclass(frozen=True)
class UnseenPairs(Scorer):
    """The pairs of the sentences that the network has not learnt from."""

    def given(self, shared: Path, folder: Path) -> Path:
        """Every second sentence, by first appearance."""
        unseen = folder / Path(self.file).name
        with unseen.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(record) + "\n" for record in pairs(shared / "data", held_back=True))
        return unseen


@dataclass(frozen=True)
class ReportRows(Scorer):
    """The twenty things that the report with which the product was asked for says."""

    def data(self, shared: Path) -> list[Path]:
        """The report."""
        return [shared / self.file]

    def figures(self, shared: Path, truceline: str) -> dict[str, float]:
        """How many of the rows hold."""
        command = [sys.executable, str(shared / "bench" / "report.py"), "--truceline", truceline]
        done = subprocess.run(
            [*command, "--report", str(shared / self.file)], capture_output=True, text=True, check=False
        )
        return {"rows": float(sum(line.startswith("holds") for line in done.stdout.splitlines()))}


SCORERS = (
    Scorer("attributions", "attributions", "attributions/polnear-dev.jsonl", ("attributions/cofenet-valid.jsonl.gz",)),
    Scorer("events", "events", "events/gsr.jsonl"),
    UnseenPairs("relations", "relations", "events/plv-train.jsonl"),
    Scorer("actors", "actors", "actors/ngec-actors.jsonl"),
    Scorer("times in TimeBank", "times", "times/timebank.jsonl"),
    Scorer("times in AQUAINT", "times", "times/aquaint.jsonl"),
    Scorer("places", "places", "places/geovirus.jsonl"),
    Scorer("event places", "eventplaces", "eventplaces/event-location.jsonl.gz"),
    Scorer("counts", "counts", "counts/muc-tst1-2.jsonl"),
    Scorer("pages", "pages", "pages/fundus.jsonl"),
    ReportRows("report", "report", "report.txt"),
)
