"""``truceline explain``: one claim of a report, with the words that gave each part of it."""

from __future__ import annotations

import json
import sys

import click

from truceline import __version__
from truceline.cli.ending import failing
from truceline.cli.options import settings_options, vocabulary_option
from truceline.cli.read import Day
from truceline.settings import Settings


@click.command()
@click.argument("report", metavar="REPORT")
@click.argument("claim", metavar="CLAIM")
@click.option("--id", "wanted", metavar="ID", help="Which report, where REPORT holds several.")
@click.option("--outlet", metavar="NAME", help="Who published the report.")
@click.option("--published", type=Day(), metavar="DAY", help="When: YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="What to print."
)
@vocabulary_option
@settings_options
def explain(
    report: str,
    claim: str,
    wanted: str | None,
    outlet: str | None,
    published: str | None,
    title: str | None,
    form: str,
    vocabularies: tuple[str, ...],
    **given: int | float | None,
) -> None:
    """Shows which words of a report gave which part of one of its claims.

    REPORT is a file, an http(s) address or - for standard input, as for truceline read; CLAIM is the claim's id in
    what truceline read prints as JSON: c1 for the first.
    """
    from rich.console import Console

    from truceline.errors import InputError
    from truceline.exports.explain import explain as explained
    from truceline.exports.explain import to_object, to_renderable, to_text
    from truceline.intake import Fields, open_reports
    from truceline.model import Reading, Report
    from truceline.pipeline import Reader

    with failing():
        settings = Settings(given)
        found: list[Report] = []
        about = Fields(outlet=outlet, title=title, published=published)
        for one in open_reports(
            (report,),
            about=about,
            limits=settings.limits,
            agent=f"truceline/{__version__}",
            allow_private=settings.allow_private,
        ):
            if isinstance(one, InputError):
                raise one
            if wanted in (None, one.id):
                found.append(one)
            if len(found) > 1:
                raise click.UsageError(f"{report} holds several reports: --id says which.")
        if not found:
            raise click.UsageError(f"no report {wanted!r} in {report}.")
        reading: Reading = Reader(vocabularies=vocabularies, threads=settings.threads).read(found[0])
        asked = next((c for c in reading.claims if c.id == claim), None)
        if asked is None:
            last = f"; it has c1 to c{len(reading.claims)}" if reading.claims else "; it has none"
            raise click.UsageError(f"no claim {claim!r} in {report}{last}.")
        explanation = explained(reading, asked)
        if form == "json":
            click.echo(json.dumps(to_object(explanation), indent=2))
        elif sys.stdout.isatty():
            Console().print(to_renderable(explanation))
        else:
            click.echo(to_text(explanation), nl=False)
