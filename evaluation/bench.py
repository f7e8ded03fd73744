"""``python -m evaluation.bench``: words a second of the bare network, of the whole program, and of a spaCy pipeline.

All are measured in one run on the same texts, each in a process of its own and in turns, because machines are noisy:
what counts are the ratios. On a machine that does other work the clock says little: rates by the time of the
processor, had each core worked on this alone, stand beside it. A word is what white space separates.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

from truceline import Reader, Reading, Report, open_reports

REPORTS = Path(__file__).parent.parent / "examples" / "reports"
SUBJECTS = ("network", "whole", "spacy")
NAMES = {
    "network": "bare network (every window, all heads)",
    "whole": "whole of read (text to JSON)",
    "spacy": "spaCy tok2vec + tagger + parser + ner (small architecture, random weights)",
}


def texts(shared: Path | None) -> list[str]:
    """Development articles where they are there, else the sample reports over and over."""
    path = shared / "data" / "attributions" / "polnear-dev.jsonl" if shared else None
    if path and path.exists():
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    samples = [item.text for item in open_reports([str(REPORTS)]) if isinstance(item, Report)]
    return samples * 12


def network(sample: list[str]) -> Callable[[], object]:
    """The windows of all texts through the network, cut beforehand."""
    from truceline.language import Language

    language = Language()
    windows = [window for text in sample for window in language.windows(text)]
    pool = ThreadPoolExecutor(language.threads)
    list(pool.map(language.run, windows[:8]))
    return lambda: list(pool.map(language.run, windows))


def whole(sample: list[str]) -> Callable[[], object]:
    """Reports to the JSON that ``truceline read`` prints."""
    from truceline.exports.contract import to_line

    reader = Reader()
    reports = [
        Report(id=str(i), text=text, outlet="The Courier", published="2024-11-28") for i, text in enumerate(sample)
    ]
    list(reader.read_many(reports[:2]))

    def run() -> int:
        return sum(len(to_line(reading)) for reading in reader.read_many(reports) if isinstance(reading, Reading))

    return run


def spacy(sample: list[str]) -> Callable[[], object]:
    """The architecture of spaCy's small English pipeline; random weights cost the same as trained ones."""
    import numpy
    from spacy.lang.en import English

    numpy.random.seed(0)
    nlp = English()
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    nlp.add_pipe("tok2vec")
    tagger: Any = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    shape = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "hidden_width": 64}
    shape |= {"maxout_pieces": 2, "use_upper": True, "tok2vec": listener}
    parser: Any = nlp.add_pipe("parser", config={"model": {**shape, "state_type": "parser"}})
    names: Any = nlp.add_pipe("ner", config={"model": {**shape, "state_type": "ner"}})
    for number in range(50):
        tagger.add_label(f"T{number}")
    for number in range(45):
        parser.add_label(f"dep{number}")
    for number in range(18):
        names.add_label(f"E{number}")
    nlp.initialize()
    return lambda: [len(doc) for doc in nlp.pipe(sample)]


def timed(subject: str, shared: Path | None) -> dict[str, float]:
    """Words a second and peak memory of one subject, in this process."""
    # Loaded by spaCy's library wherever it lies, as it does beside the extra for training: no part of an installation.
    sys.modules["torch"] = None  # type: ignore[assignment]
    sample = texts(shared)
    words = sum(len(text.split()) for text in sample)
    run = {"network": network, "whole": whole, "spacy": spacy}[subject](sample)
    began, worked = time.perf_counter(), time.process_time()
    run()
    seconds, spent = time.perf_counter() - began, time.process_time() - worked
    full = words / spent * len(os.sched_getaffinity(0))
    return {"rate": words / seconds, "full": full, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def turns(shared: Path | None, rounds: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Each subject in a fresh process, ``rounds`` times in turns."""
    for _ in range(rounds):
        for subject in SUBJECTS:
            command = [sys.executable, "-m", "evaluation.bench", "--one", subject]
            command += ["--shared", str(shared)] if shared else []
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            yield subject, json.loads(done.stdout.splitlines()[-1])


@click.command()
@click.option(
    "--shared", type=click.Path(path_type=Path), help="Folder with data/; sample reports are read without it."
)
@click.option("--rounds", default=3, show_default=True)
@click.option("--one", type=click.Choice(SUBJECTS), hidden=True)
def main(shared: Path | None, rounds: int, one: str | None) -> None:
    """Measure and print a table."""
    if one:
        click.echo(json.dumps(timed(one, shared)))
        return
    found: dict[str, list[dict[str, float]]] = {subject: [] for subject in SUBJECTS}
    for subject, result in turns(shared, rounds):
        found[subject].append(result)
    rates, full = (
        {subject: statistics.median(r[by] for r in results) for subject, results in found.items()}
        for by in ("rate", "full")
    )
    click.echo(f"{len(os.sched_getaffinity(0))} cores, medians of {rounds} rounds")
    for subject in SUBJECTS:
        memory = max(r["memory"] for r in found[subject])
        speed = f"{rates[subject]:8,.0f} words a second, {full[subject]:8,.0f} by the processor"
        click.echo(f"  {speed}  {memory:6,.0f} MB at most   {NAMES[subject]}")
    for other, name in (("network", "bare network"), ("spacy", "spaCy")):
        by_clock, by_processor = (by["whole"] / by[other] for by in (rates, full))
        click.echo(f"  whole / {name:12} {by_clock:.2f}, {by_processor:.2f} by the processor")


if __name__ == "__main__":
    main()
