"""``make bench-scale``: articles a second of one worker, two workers, two of Ray's, and the bare network, in one run.

Each is a call of its own on the same articles, in turns. The start is measured apart, with one article, and taken off:
what counts for an archive is the rate. Where other work runs on the machine the clock says little; what an article
costs in seconds of a core still holds, Ray's own processes included.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import psutil

from evaluation import peak
from evaluation.bench import texts

SUBJECTS = {
    "network": "bare network, a thread a core",
    "read": "truceline read",
    "local-1": "truceline batch --workers 1",
    "local-2": "truceline batch --workers 2",
    "ray-2": "truceline batch --workers 2 --engine ray",
}


@dataclass(frozen=True, kw_only=True)
class Took:
    """What one call took."""

    wall: float  # seconds
    cpu: float  # seconds of cores, in all processes that the call started


def written(path: Path, articles: list[str], many: int) -> int:
    """Articles over and over as a file of JSON Lines; gives their words."""
    words = 0
    with path.open("w", encoding="ascii") as file:
        for number in range(many):
            text = articles[number % len(articles)]
            words += len(text.split())
            record = {"id": f"a{number}", "text": text, "outlet": "The Courier", "published": "2024-11-28"}
            file.write(json.dumps(record) + "\n")
    return words


def called(subject: str, path: Path, folder: Path, size: int) -> Took:
    """One call."""
    program = [sys.executable, "-m", "truceline"]
    if subject == "network":
        command = [sys.executable, "-m", "evaluation.workers", "--network", str(path)]
    elif subject == "read":
        command = [*program, "read", str(path), "--format", "jsonl"]
    else:
        engine, _, workers = subject.partition("-")
        out = folder / f"{subject}-{time.monotonic_ns()}"
        command = [*program, "batch", str(path), "--out", str(out), "--engine", engine, "--workers", workers]
        command += ["--shard-bytes", str(size)]
    begun = time.perf_counter()
    with (folder / "said").open("w+b") as said, (folder / "wrong").open("w+b") as wrong:
        process = subprocess.Popen(command, stdout=said, stderr=wrong)
        cpu = _cpu_of(process)
        wall = time.perf_counter() - begun
        wrong.seek(0)
        if process.returncode:
            raise click.ClickException(f"{subject}: {wrong.read().decode(errors='replace')[-500:]}")
        said.seek(0)
        if subject == "network":
            wall, cpu = json.loads(said.read())
    return Took(wall=wall, cpu=cpu)


def _cpu_of(process: subprocess.Popen[bytes]) -> float:
    """Wait for its end; seconds of cores of all that it started, as far as they were seen at the last look."""
    spent: dict[int, float] = {}
    root = psutil.Process(process.pid)
    while process.poll() is None:
        with suppress(psutil.Error):
            for one in (root, *root.children(recursive=True)):
                with suppress(psutil.Error):
                    times = one.cpu_times()
                    spent[one.pid] = times.user + times.system
        time.sleep(0.1)
    return sum(spent.values())


def network(path: Path) -> tuple[float, float]:
    """Seconds, and seconds of cores, of the windows of all texts through the network, cut beforehand."""
    from concurrent.futures import ThreadPoolExecutor

    from truceline.language import Language

    language = Language()
    with path.open(encoding="utf-8") as lines:
        windows = [window for line in lines for window in language.windows(json.loads(line)["text"])]
    pool = ThreadPoolExecutor(language.threads)
    list(pool.map(language.run, windows[:8]))
    begun, cpu = time.perf_counter(), time.process_time()
    for _ in pool.map(language.run, windows):
        pass
    return time.perf_counter() - begun, time.process_time() - cpu


@click.command()
@click.option("--shared", type=click.Path(path_type=Path), help="Folder with data/; the sample reports without it.")
@click.option("--reports", default=1000, show_default=True, help="How many articles.")
@click.option("--rounds", default=1, show_default=True)
@click.option("--shard-bytes", default=200_000, show_default=True)
@click.option("--only", multiple=True, type=click.Choice(list(SUBJECTS)), help="What to measure; all if not given.")
@click.option("--no-peak", is_flag=True, help="Leave out the products of matrices.")
@click.option("--network", "windows_of", type=click.Path(path_type=Path), hidden=True)
def main(
    shared: Path | None,
    reports: int,
    rounds: int,
    shard_bytes: int,
    only: tuple[str, ...],
    no_peak: bool,
    windows_of: Path | None,
) -> None:
    """Measure and print a table."""
    if windows_of:
        click.echo(json.dumps(network(windows_of)))
        return
    articles = texts(shared)
    subjects = only or tuple(SUBJECTS)
    found: dict[str, list[Took]] = {subject: [] for subject in subjects}
    starts: dict[str, list[Took]] = {subject: [] for subject in subjects}
    with TemporaryDirectory() as place:
        folder = Path(place)
        words = written(folder / "all.jsonl", articles, reports)
        written(folder / "one.jsonl", articles, 1)
        for _ in range(rounds):
            for subject in subjects:
                starts[subject].append(called(subject, folder / "one.jsonl", folder, shard_bytes))
                found[subject].append(called(subject, folder / "all.jsonl", folder, shard_bytes))
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    click.echo(f"{reports:,} articles, {words:,} words; {cores} cores, load {load:.1f}; medians of {rounds} rounds")
    rates = {s: _table_row(s, found[s], starts[s], reports, words) for s in subjects}
    _print_ratios(rates)
    if not no_peak:
        _print_peak(peak.measured(articles[:20]))


def _table_row(subject: str, found: list[Took], starts: list[Took], reports: int, words: int) -> tuple[float, float]:
    """Print a row; gives the articles a second, and those a second of a core."""
    bare = subject == "network"  # measured without its start
    start, begun = (0.0, 0.0) if bare else (_median(starts, "wall"), _median(starts, "cpu"))
    wall, cpu = _median(found, "wall"), _median(found, "cpu")
    many = reports if bare else reports - 1
    rate, cores = many / max(wall - start, 1e-3), many / max(cpu - begun, 1e-3)
    click.echo(
        f"  {SUBJECTS[subject]:<42} {rate:7.2f} articles/s, {rate * words / reports:6,.0f} words/s;"
        f" a core {cores * words / reports:6,.0f}; {wall:6.1f} s, start {start:4.1f} s ({begun:4.1f} s of cores)"
    )
    return rate, cores


def _print_ratios(rates: dict[str, tuple[float, float]]) -> None:
    click.echo(f"  {'':<36} by the clock   by seconds of cores")
    pairs: tuple[tuple[str, str, str, float], ...] = (
        ("two workers / one", "local-2", "local-1", 2.0),
        ("two of Ray's / one", "ray-2", "local-1", 2.0),
        ("two of Ray's / two workers", "ray-2", "local-2", 1.0),
        ("two workers / bare network", "local-2", "network", 1.0),
        ("read / bare network", "read", "network", 1.0),
    )
    for name, one, other, times in pairs:
        if one in rates and other in rates:
            clock, core = rates[one][0] / rates[other][0], rates[one][1] / rates[other][1]
            click.echo(f"  {name:<36} {clock:12.2f} {times * core:21.2f}")


def _median(found: list[Took], what: str) -> float:
    return float(statistics.median(getattr(took, what) for took in found))


def _print_peak(found: peak.Peak) -> None:
    click.echo(f"one core, 8-bit products ({found.windows} windows, {found.filled:.0%} full):")
    click.echo(f"  {found.large / 1e9:7.0f} G operations/s  a large product, the peak")
    click.echo(
        f"  {found.own / 1e9:7.0f} G operations/s  products of the network's shapes ({found.own / found.large:.0%})"
    )
    share = found.network / found.large
    click.echo(f"  {found.network / 1e9:7.0f} G operations/s  the whole pass of the network ({share:.0%} of the peak)")
    click.echo(f"  of the pass {found.share:.0%} is 8-bit products, {found.attention:.0%} attention")


if __name__ == "__main__":
    main()
