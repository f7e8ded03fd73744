"""Questions to the ledger: timeline, events, who, sources, show, search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from truceline.cli.filters import filter_options, filters_of
from truceline.cli.questions import (
    asked,
    asking_options,
    full_id,
    limit_option,
    most,
    nothing,
    origins_option,
    print_for_people,
    print_lines,
)

if TYPE_CHECKING:
    from truceline.ledger import ClaimRow, Filters, View
    from truceline.linking import Witness

LATEST = 10  # claims that `who` shows
FURTHER = 8  # times as many claims are looked through where too few fit


@click.command()
@filter_options
@origins_option
@limit_option
@asking_options
def timeline(place: str | None, as_of: str | None, form: str, limit: int | None, origins: int, **given: Any) -> None:
    """Shows claims by the day that they are about, each with its words, its chain and who denies it.

    With a limit the latest ones are shown. A claim is what somebody says, and no fact; ● happened, ○ planned,
    ◐ hedged, ✗ said not to have happened, ? open.
    """
    from truceline.exports.objects import claim_object
    from truceline.linking import well_told

    with asked(place, as_of) as view:
        filters, number = filters_of(given), most(limit, form)
        many = origins > 1
        rows = well_told(view, filters, origins=origins, newest=number) if many else _newest(view, filters, number)
        if form == "jsonl":
            print_lines(map(claim_object, rows))
            return
    _show_claims(rows, as_of, cut=len(rows) == number)


@click.command()
@filter_options
@origins_option
@limit_option
@asking_options
def events(place: str | None, as_of: str | None, form: str, limit: int | None, origins: int, **given: Any) -> None:
    """Shows events, each through all claims that tell it: numbers as ranges, how many origins, who denies it.

    Which claims tell one event is a judgement of truceline add's.
    """
    from truceline.exports.objects import event_object
    from truceline.linking import events as known

    with asked(place, as_of) as view:
        found = islice(known(view, filters_of(given), origins=origins), most(limit, form))
        if form == "jsonl":
            print_lines(map(event_object, found))
            return
        shown = list(found)
    if not shown:
        nothing("event", as_of)
        return
    from truceline.exports.answers import events_table

    print_for_people([events_table(shown)])
    _say_cut(len(shown) == most(limit, form), "events")


@click.command()
@click.argument("actor", metavar="ACTOR")
@limit_option
@asking_options
def who(actor: str, place: str | None, as_of: str | None, form: str, limit: int | None) -> None:
    """Shows what is claimed of somebody: what they do, what is done to them, what they say, and the latest claims.

    ACTOR is an id or a name as reports write it. Ends with 1 where no claim tells of such a one.
    """
    from truceline.exports.objects import actor_object, claim_object
    from truceline.ledger import Filters

    with asked(place, as_of) as view:
        tally = view.actor(actor)
        rows = _newest(view, Filters(actor=actor), limit or LATEST)
        if form == "jsonl":
            print_lines([{**actor_object(tally), "claims": [claim_object(row) for row in rows]}])
            return
    from truceline.exports.answers import actor_heading, claims_table

    print_for_people([*actor_heading(tally), claims_table(rows)])


@click.command()
@filter_options
@limit_option
@asking_options
def sources(place: str | None, as_of: str | None, form: str, limit: int | None, **given: Any) -> None:
    """Shows who stands at the origin of claims, and how many: the first link of each chain."""
    from truceline.exports.objects import source_object

    with asked(place, as_of) as view:
        found = view.sources(filters_of(given), limit=most(limit, form))
        if form == "jsonl":
            print_lines(map(source_object, found))
            return
    if not found:
        nothing("source", as_of)
        return
    from truceline.exports.answers import sources_table

    print_for_people([sources_table(found)])
    _say_cut(len(found) == most(limit, form), "sources")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@filter_options
@origins_option
@limit_option
@asking_options
def search(
    words: Sequence[str], place: str | None, as_of: str | None, form: str, limit: int | None, origins: int, **given: Any
) -> None:
    """Finds claims whose words have all of WORDS, and without filters reports too.

    Case and accents do not matter; cease* stands for all words that begin so.
    """
    from truceline.exports.objects import claim_object, report_object

    text = " ".join(words)
    with asked(place, as_of) as view:
        filters, number = filters_of(given), most(limit, form) or 1_000_000
        rows = _found(view, text, filters, number, origins)
        reports = view.search_reports(text, limit=number) if filters is None and origins == 1 else []
        if form == "jsonl":
            print_lines({"kind": "claim", **claim_object(row)} for row in rows)
            print_lines({"kind": "report", **report_object(row)} for row in reports)
            return
    if not rows and not reports:
        nothing(f"claim or report with “{text}”", as_of)
        return
    from truceline.exports.answers import claims_table, reports_table

    print_for_people([claims_table(rows)] if rows else [])
    print_for_people(["", reports_table(reports)] if reports else [])


@click.command()
@click.argument("id", metavar="ID")
@asking_options
def show(id: str, place: str | None, as_of: str | None, form: str) -> None:
    """Shows one thing whole: a report with all that it says, a claim, an agreement, a judgement.

    ID may be shortened as long as no other begins so; a report is also found by the id that it came with.
    """
    with asked(place, as_of) as view:
        whole = full_id(view, id)
        shown = {"c": _show_claim, "g": _show_agreement, "j": _show_judgement}.get(_letter(whole), _show_report)
        shown(view, whole, form)


def _letter(id: str) -> str:
    """What kind of thing a lasting id names; a dash where it is none."""
    return id[0] if len(id) == 33 and all(c in "0123456789abcdef" for c in id[1:]) else "-"


def _show_claim(view: View, id: str, form: str) -> None:
    from truceline.exports.objects import claim_object, judgement_object

    row = view.claim(id)
    judged = list(view.judgements(about=id))
    witness = _witness(view, id)
    if form == "jsonl":
        standing = {"witness": asdict(witness) if witness else None}
        print_lines([{**claim_object(row), **standing, "judgements": [judgement_object(j) for j in judged]}])
        return
    from truceline.exports.answers import claims_table, judgement_text, report_heading

    print_for_people([claims_table([row]), "", *report_heading(row.report, ())])
    print_for_people([f"who says it stands to it as: {witness.side}"] if witness else [])
    print_for_people(["", *map(judgement_text, judged)] if judged else [])


def _witness(view: View, claim: str) -> Witness | None:
    """The speech act that a claim is part of, with how it stands to the event; None where the claim does not stand."""
    from truceline.errors import UnknownId
    from truceline.linking import event

    try:
        witnesses = event(view, claim).witnesses
    except UnknownId:
        return None
    return next((witness for witness in witnesses if claim in witness.claims), None)


def _show_agreement(view: View, id: str, form: str) -> None:
    from truceline.exports.objects import pact_object
    from truceline.exports.pacts import pact_parts
    from truceline.linking import agreement

    pact = agreement(view, id)
    if form == "jsonl":
        print_lines([pact_object(pact)])
        return
    print_for_people(pact_parts(pact))


def _show_judgement(view: View, id: str, form: str) -> None:
    from truceline.exports.objects import judgement_object

    row = view.judgement(id)
    if form == "jsonl":
        print_lines([judgement_object(row)])
        return
    from truceline.exports.answers import judgement_text

    print_for_people([judgement_text(row)])


def _show_report(view: View, id: str, form: str) -> None:
    from truceline.exports.contract import to_object
    from truceline.exports.objects import report_object

    row, reading, versions = view.report(id), view.reading(id), view.versions(id)
    if form == "jsonl":
        others = [version.id for version in versions]
        print_lines([{**report_object(row), "versions": others, "reading": to_object(reading)}])
        return
    from truceline.exports.answers import report_heading
    from truceline.exports.people import to_renderable

    print_for_people([*report_heading(row, versions), to_renderable(reading)])


def _newest(view: View, filters: Filters | None, number: int | None) -> list[ClaimRow]:
    """The claims about the latest days, the earliest of them first."""
    from truceline.linking import by_day

    return sorted(view.claims(filters, newest=number), key=by_day)


def _show_claims(rows: Iterable[ClaimRow], as_of: str | None, *, cut: bool) -> None:
    shown = list(rows)
    if not shown:
        nothing("claim", as_of)
        return
    from truceline.exports.answers import claims_table

    print_for_people([claims_table(shown)])
    _say_cut(cut, "claims")


def _say_cut(cut: bool, what: str) -> None:
    if cut:
        click.echo(f"There may be more {what}: --limit shows more of them, filters choose.", err=True)


def _found(view: View, text: str, filters: Filters | None, most_rows: int, origins: int) -> list[ClaimRow]:
    """Claims with these words, of events that so many speech acts tell of; looked for until there are enough."""
    if origins == 1:
        return view.search_claims(text, filters=filters, limit=most_rows)
    from truceline.linking import told_by

    looked_at = most_rows
    while True:
        rows = view.search_claims(text, filters=filters, limit=looked_at)
        told = told_by(view, (row.id for row in rows), origins)
        kept = [row for row in rows if row.id in told]
        if len(kept) >= most_rows or len(rows) < looked_at:
            return kept[:most_rows]
        looked_at *= FURTHER


COMMANDS: tuple[click.Command, ...] = (timeline, events, who, sources, search, show)
