"""``truceline batch``: many reports on all cores of a machine or of a cluster, into a folder of parts."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from truceline.cli.ending import UNREAD, complain, failing
from truceline.cli.ledger import program_of
from truceline.cli.options import limits_options, profile_option, vocabulary_option
from truceline.cli.profiling import print_profile
from truceline.settings import Settings

if TYPE_CHECKING:
    from truceline.batch.running import Summary
    from truceline.batch.shards import Shard
    from truceline.batch.worker import Done
    from truceline.errors import InputError
    from truceline.profile import Profile

ENGINES = ("local", "ray")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, metavar="FOLDER", help="Where parts and manifests go.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="local",
    show_default=True,
    help="Who works: processes of this machine, or actors of a Ray cluster.",
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="How many; one a core where it is not given.")
@click.option("--address", metavar="ADDRESS", help="Of the Ray cluster; one is started here where it is not given.")
@click.option(
    "--shard-bytes",
    type=click.IntRange(min=1000),
    default=2_000_000,
    show_default=True,
    metavar="N",
    help="Bytes of input in a shard, about.",
)
@vocabulary_option
@profile_option
@limits_options
def batch(
    inputs: tuple[str, ...],
    out: str,
    engine: str,
    workers: int | None,
    address: str | None,
    shard_bytes: int,
    vocabularies: tuple[str, ...],
    profile: bool,
    **given: int | float | None,
) -> None:
    """Reads many reports on all cores, into a folder of parts.

    INPUT is a file (.jsonl, .parquet, .warc, .warc.gz, .txt, .md, .html), a folder of them, or an address that fsspec
    opens (s3://..., gs://..., https://... of a .jsonl, .parquet or .warc.gz).

    Ended at any moment, the same call goes on. truceline add FOLDER puts what was read into a ledger.
    """
    if address is not None and engine != "ray":
        raise click.UsageError("--address is that of a Ray cluster: it needs --engine ray.")
    from truceline.batch.parts import check_there
    from truceline.batch.running import run_batch
    from truceline.batch.worker import Setup

    begun = time.perf_counter()
    with failing(), _Watcher() as watcher:
        check_there()
        setup = Setup(
            program=program_of(vocabularies),
            vocabularies=vocabularies,
            limits=Settings(given).limits,
            profile=profile,
        )
        crew = partial(_crew, engine, workers, setup, address)
        summary = run_batch(inputs, out, setup=setup, crew=crew, watcher=watcher, size=shard_bytes)
    if profile:
        print_profile(watcher.profile, seconds=time.perf_counter() - begun)
    click.echo(_said(summary, out))
    if summary.unread or not summary.complete:
        sys.exit(UNREAD)


def _crew(engine: str, workers: int | None, setup: Any, address: str | None) -> Any:
    from truceline.batch.cluster import Actors
    from truceline.batch.processes import Processes

    return Actors(workers, setup, address=address) if engine == "ray" else Processes(workers, setup)


class _Watcher:
    """Shows how it goes on standard error, and gathers where the time went."""

    def __init__(self) -> None:
        from truceline.profile import Profile

        self.profile: Profile = Profile()
        self._stack = ExitStack()

    def __enter__(self) -> _Watcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def begun(self, done: int, total: int) -> None:
        from truceline.exports.bar import Bar

        self._bar = self._stack.enter_context(Bar(total, results_on_terminal=False, what="shards"))
        self._bar.reach(done, total)

    def error(self, error: InputError) -> None:
        self._complain(str(error))

    def done(self, shard: Done) -> None:
        if shard.profile is not None:
            self.profile.add(shard.profile)
        self._bar.advance()

    def left(self, shard: Shard, why: str) -> None:
        first = shard.pieces[0]
        self._complain(f"shard {shard.number}, from {first.input}, {first.start}: {why}; it is left for the next run")

    def _complain(self, message: str) -> None:
        bar = getattr(self, "_bar", None)
        if bar is None:
            complain(message)
            return
        with bar.hidden():
            complain(message)


def _said(summary: Summary, out: str) -> str:
    said = f"{summary.done:,} of {summary.shards:,} shards; {summary.reports:,} reports read"
    said += f", {summary.unread:,} not read" if summary.unread else ""
    said += f"; {summary.claims:,} claims, {summary.agreements:,} agreements"
    if summary.complete:
        return f"{said}; into a ledger: truceline add {out}"
    left = summary.shards - summary.done
    return f"{said}; {left:,} {'shard is' if left == 1 else 'shards are'} left, and the same call goes on with them"
