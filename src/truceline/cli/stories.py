"""``truceline stories``: which reports tell one story."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from truceline.cli.questions import asked, asking_options, limit_option, most, nothing, print_for_people, print_lines

if TYPE_CHECKING:
    from rich.table import Table

    from truceline.ledger import ReportRow, View
    from truceline.linking import Story

_MOST_OUTLETS = 6  # that are named of a story


@click.command()
@limit_option
@asking_options
def stories(place: str | None, as_of: str | None, form: str, limit: int | None) -> None:
    """Prints which reports tell one story; every report is in exactly one.

    As text, the stories that most reports tell come first.
    """
    from truceline.linking import stories as told

    with asked(place, as_of) as view:
        found: Iterable[Story] = told(view)
        if form == "jsonl":
            print_lines(map(story_object, islice(found, limit)))
            return
        shown = sorted(found, key=lambda story: -len(story.reports))[: most(limit, form)]
        if shown:
            print_for_people([_table(view, shown)])
    if not shown:
        nothing("story", as_of)


def story_object(story: Story) -> dict[str, Any]:
    """A story as the contract has it: reports by the ids that they came with; ``ids`` are the lasting ones."""
    return {
        "story": story.id,
        "reports": list(story.given),
        "origins": story.origins,
        "claims": list(story.claims),
        "ids": list(story.reports),
    }


def _table(view: View, found: Iterable[Story]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from truceline.exports.wording import on_one_line

    rows = {row.id: row for row in view.reports(versions=True)}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("day", "story", "told by"):
        table.add_column(name, no_wrap=name == "day")
    for name in ("reports", "origins", "claims"):
        table.add_column(name, justify="right")
    for story in found:
        reports = [rows[id] for id in story.reports]
        numbers = (len(reports), story.origins, len(story.claims))
        table.add_row(
            reports[0].known[:10],
            Text(on_one_line(_title(reports))),
            Text(on_one_line(_outlets(reports))),
            *(f"{number:,}" for number in numbers),
        )
    return table


def _title(reports: Iterable[ReportRow]) -> str:
    return next((row.title for row in reports if row.title), "(no title)")


def _outlets(reports: Iterable[ReportRow]) -> str:
    names = list(dict.fromkeys(row.outlet or "an outlet without a name" for row in reports))
    more = len(names) - _MOST_OUTLETS
    return ", ".join(names[:_MOST_OUTLETS]) + (f" and {more:,} more" if more > 0 else "")
