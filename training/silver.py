"""``python -m training.silver``: what the program itself finds in the training texts, as labels for the event head.

No corpus marks the PLOVER event of every predicate. The rooms of :mod:`truceline.reading` find those that the
vocabulary of cues knows; the head learns them together with their context, and learns from sentences and stories
whose event a person or a prompt named which other words carry one (:mod:`training.predicates`).

Only training parts are read.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import click

from training.predicates import texts
from truceline.model import Report
from truceline.pipeline import Loaded, Reader

CANDIDATES = ("VERB", "NOUN")


def marks(record: dict[str, Any], program: Loaded) -> dict[str, Any]:
    """Offsets of the words that carry an event, and of all that could."""
    parse = program.language.parse(record["text"])
    reading = program.reading(Report(text=record["text"], id=record["id"]), parse)
    events = [[c.trigger.start, c.event] for c in reading.claims]
    could = [parse.starts[i] for i, pos in enumerate(parse.pos) if pos in CANDIDATES]
    return {"id": record["id"], "events": events, "candidates": could}


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("build/silver.jsonl.gz"),
              show_default=True)  # fmt: skip
def main(data: Path, out: Path) -> None:
    """Read the training texts with the shipped program and write what its vocabulary finds."""
    out.parent.mkdir(parents=True, exist_ok=True)
    program = Reader().load()
    with gzip.open(out, "wt", encoding="utf-8") as lines:
        for record in texts(data):
            lines.write(json.dumps(marks(record, program)) + "\n")


if __name__ == "__main__":
    main()
