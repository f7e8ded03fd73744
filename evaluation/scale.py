"""``python -m evaluation.scale``: what adding, linking and asking cost on a ledger of made-up reports."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from evaluation.made import made
from evaluation.made_pacts import made_pacts
from truceline.ledger import Filters, Ledger, open_ledger
from truceline.linking import agreement, agreements, events, link, unlinked, well_told
from truceline.model import Reading

PORTION = 5000
SMALL = 1000
BESIDE = 10_000  # reports after which a small ledger is grown too, to see what the machine makes of the same work then
PROGRAM = "truceline evaluation"
ROWS = 50  # that a question shows

Question = tuple[str, Callable[[Ledger], object]]


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--reports", type=int, default=10_000, show_default=True, help="How many.")
@click.option("--pacts", type=int, default=0, show_default=True, help="How many more that tell of agreements.")
def main(place: Path, reports: int, pacts: int) -> None:
    """Make reports, add and link them five thousand at a time, and ask: milliseconds a report, megabytes.

    A ledger that is there already is gone on with. Every ten thousand reports a ledger of two thousand is made beside
    it: what its second thousand costs is what the same work costs on a small ledger in the same minutes.
    """
    click.echo("  reports      add     link    total   memory    ledger")
    with open_ledger(place) as ledger:
        done = ledger.columns.now().reports.n.size
        if unlinked(ledger):
            link(ledger, program=PROGRAM)
        coming = islice(chain(made(reports), made_pacts(pacts)), done // PORTION * PORTION, None)
        while readings := list(islice(coming, PORTION)):
            done = _grow(ledger, readings, place)
            if done % BESIDE == 0:
                _beside(place)
    for name, question in _questions(next(made(1)), next(made_pacts(1))):
        cold, warm = _asked(place, question)
        click.echo(f"{name:<50} {cold:8.1f}ms at first {warm:8.1f}ms again")


def _grow(ledger: Ledger, readings: list[Reading], place: Path) -> int:
    add = _milliseconds(partial(ledger.add, readings)) / len(readings)
    linked = _milliseconds(partial(link, ledger, program=PROGRAM)) / len(readings)
    done = ledger.columns.now().reports.n.size
    size = place.stat().st_size / 2**20
    click.echo(f"{done:9,} {add:6.2f}ms {linked:6.2f}ms {add + linked:6.2f}ms {_memory():6.0f}MB {size:7.0f}MB")
    return int(done)


def _beside(place: Path) -> None:
    with TemporaryDirectory(dir=place.parent) as folder, open_ledger(Path(folder) / "ledger") as ledger:
        coming = made(2 * SMALL, seed=2)
        ledger.add(islice(coming, SMALL))
        link(ledger, program=PROGRAM)
        readings = list(coming)
        add = _milliseconds(partial(ledger.add, readings)) / SMALL
        linked = _milliseconds(partial(link, ledger, program=PROGRAM)) / SMALL
    click.echo(f"   beside {add:6.2f}ms {linked:6.2f}ms {add + linked:6.2f}ms")


def _asked(place: Path, question: Callable[[Ledger], object]) -> tuple[float, float]:
    """What a question costs on a ledger that was just opened, and then once more."""
    with open_ledger(place, create=False) as ledger:
        return _milliseconds(partial(question, ledger)), min(_milliseconds(partial(question, ledger)) for _ in range(2))


def _milliseconds(work: Callable[[], object]) -> float:
    """Of the processor's time: what else runs on the machine does not count, nor does waiting for the disk."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _questions(reading: Reading, pact: Reading) -> Iterator[Question]:
    """As the command line asks them: the first or latest fifty."""
    place, body, day = reading.places[0].name, reading.actors[0].actor, reading.report.day
    about, party = Filters(actor=body), Filters(actor=pact.actors[0].actor)
    country, event = Filters(country="XKA"), Filters(event="ASSAULT")
    early = "2030-09-01"

    def first(found: Iterator[object]) -> list[object]:
        return list(islice(found, ROWS))

    yield "timeline", lambda ledger: first(ledger.view().claims(newest=ROWS))
    yield "timeline --country", lambda ledger: first(ledger.view().claims(country, newest=ROWS))
    yield "timeline --as-of", lambda ledger: first(ledger.view(early).claims(newest=ROWS))
    yield "timeline --origins 2", lambda ledger: well_told(ledger.view(), None, origins=2, newest=ROWS)
    yield "events", lambda ledger: first(events(ledger.view()))
    yield "events --place", lambda ledger: first(events(ledger.view(), Filters(place=place)))
    on_a_day = Filters(actor=body, since=day, until=day)
    yield "events --actor --from --to", lambda ledger: first(events(ledger.view(), on_a_day))
    yield "events --origins 2", lambda ledger: first(events(ledger.view(), origins=2))
    yield "events --origins 4", lambda ledger: first(events(ledger.view(), origins=4))
    yield "events --origins 2 --event --as-of", lambda ledger: first(events(ledger.view(early), event, origins=2))
    yield "agreements", lambda ledger: first(agreements(ledger.view()))
    yield "agreements --actor", lambda ledger: first(agreements(ledger.view(), party))
    yield "agreements --as-of", lambda ledger: first(agreements(ledger.view(early)))
    yield "who", lambda ledger: (ledger.view().actor(str(body)), first(ledger.view().claims(about, newest=10)))
    yield "sources", lambda ledger: ledger.view().sources(limit=ROWS)
    yield "sources --country", lambda ledger: ledger.view().sources(country, limit=ROWS)
    yield "sources --as-of", lambda ledger: ledger.view(early).sources(limit=ROWS)
    yield "search, a rare word", lambda ledger: ledger.view().search_claims(place, limit=ROWS)
    yield (
        "search, words that half of all have",
        lambda ledger: ledger.view().search_claims("people counted", limit=ROWS),
    )
    yield "search reports", lambda ledger: ledger.view().search_reports("people", limit=ROWS)
    yield "show a report", lambda ledger: ledger.view().reading(reading.report.id)
    yield "show an agreement", lambda ledger: _one_agreement(ledger, pact.report.id)


def _one_agreement(ledger: Ledger, report: str) -> object:
    view = ledger.view()
    return [agreement(view, row.id) for row in view.agreements_in(report)]


if __name__ == "__main__":
    main()
