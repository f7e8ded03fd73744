"""``python -m evaluation.scale``: what adding, linking and asking cost on a ledger of made-up reports."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import click

from evaluation.made import made
from truceline.ledger import Filters, Ledger, View, open_ledger
from truceline.linking import events, link
from truceline.model import Reading

PORTION = 1000


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--reports", type=int, default=10_000, show_default=True, help="How many.")
def main(place: Path, reports: int) -> None:
    """Make reports, add and link them a thousand at a time, and ask: milliseconds a report, megabytes."""
    coming = made(reports)
    click.echo("  reports      add     link    total   memory    ledger")
    with open_ledger(place) as ledger:
        done = 0
        while readings := list(islice(coming, PORTION)):
            add = _milliseconds(partial(ledger.add, readings)) / len(readings)
            linked = _milliseconds(partial(link, ledger, program="truceline evaluation")) / len(readings)
            done += len(readings)
            size = place.stat().st_size / 2**20
            click.echo(
                f"{done:9,} {add:6.2f}ms {linked:6.2f}ms {add + linked:6.2f}ms {_memory():6.0f}MB {size:7.0f}MB",
                nl=True,
            )
        for name, question in _questions(ledger, readings_of=list(made(1))):
            took = min(_milliseconds(question) for _ in range(3))
            click.echo(f"{name:<50} {took:8.1f}ms")


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _questions(ledger: Ledger, *, readings_of: list[Reading]) -> Iterator[tuple[str, Callable[[], object]]]:
    view: View = ledger.view()
    reading = readings_of[0]
    place, body = reading.places[0].name, reading.actors[0].actor
    day = reading.report.day
    yield "events at a place", lambda: list(events(view, Filters(place=place)))
    yield "events of a body on a day", lambda: list(events(view, Filters(actor=body, since=day, until=day)))
    yield "the first fifty events of all", lambda: list(islice(events(view), 50))
    yield "the first fifty events of two origins", lambda: list(islice(events(view, origins=2), 50))


if __name__ == "__main__":
    main()
