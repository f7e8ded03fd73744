"""``truceline export``: what a ledger holds, in the formats of other programs and datasets."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from truceline import __version__
from truceline.cli.ending import UNREAD, complain, end, failing
from truceline.cli.filters import as_of_option, filter_options, filters_of
from truceline.cli.options import ledger_option, vocabulary_option

if TYPE_CHECKING:
    from truceline.exports.atlas import Atlas

# As the registry has them, which loads the ledger's libraries; a test holds them together.
FORMATS = tuple("csv jsonl parquet geojson icalendar annotations plover polecat acled ucdp ceasefires".split())
TABLES = ("claims", "events", "agreements", "tellings", "attributions", "reports")


@click.command()
@click.argument("form", type=click.Choice(FORMATS), metavar="FORMAT")
@click.option("--out", metavar="FILE", help="The file to write; standard output where it is not given.")
@click.option("--table", type=click.Choice(TABLES), help="What csv, jsonl and parquet hold.  [default: claims]")
@ledger_option
@as_of_option
@filter_options
@vocabulary_option
def export(
    form: str,
    out: str | None,
    table: str | None,
    place: str | None,
    as_of: str | None,
    vocabularies: tuple[str, ...],
    **given: str | None,
) -> None:
    """Writes what a ledger holds into a file, in the format of another program or dataset.

    FORMAT is csv, jsonl, parquet, geojson, icalendar, annotations, plover, polecat, acled, ucdp or ceasefires. Each row
    carries the id that leads back to the words: truceline show ID.
    """
    from truceline.exports.export import export as write
    from truceline.exports.registry import FORMATS as REGISTRY
    from truceline.ledger import default_place, open_ledger

    chosen = REGISTRY[form]
    if table is not None and not chosen.any_table:
        raise click.UsageError(f"--table is for formats that hold any table; {form} gives {chosen.gives}.")
    if out is None and not chosen.text:
        raise click.UsageError(f"{form} is no text: name a file with --out.")
    with failing(), open_ledger(place or default_place(), create=False) as ledger:
        exported = write(
            ledger.view(as_of),
            form,
            sys.stdout.buffer if out is None else out,
            table=table or "claims",
            filters=filters_of(given),
            atlas=_atlas(vocabularies) if chosen.named else None,
            program=f"truceline {__version__}",
        )
    for reason, number in sorted(exported.left.items()):
        complain(f"{form}: {number:,} event{'' if number == 1 else 's'} left out {reason}")
    if out is not None:
        click.echo(f"{exported.rows:,} row{'' if exported.rows == 1 else 's'} in {out}")


def _atlas(vocabularies: tuple[str, ...]) -> Atlas:
    from truceline.errors import GazetteerError
    from truceline.exports.atlas import Atlas
    from truceline.vocabulary import load_vocabulary
    from truceline.vocabulary.gazetteer import Gazetteer

    try:
        return Atlas(vocabulary=load_vocabulary(*vocabularies), gazetteer=Gazetteer())
    except FileNotFoundError:
        end(str(GazetteerError("it is built when the package is installed", file="gazetteer.sqlite")), UNREAD)
