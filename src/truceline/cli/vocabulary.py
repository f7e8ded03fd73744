"""``truceline vocabulary``: names and words there are, what a phrase stands for, whether a file is sound."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from truceline.cli.ending import UNREAD, WRONG_CALL, complain, end
from truceline.errors import GazetteerError, VocabularyError
from truceline.vocabulary.catalogue import KINDS

if TYPE_CHECKING:
    from truceline.vocabulary.catalogue import Catalogue
    from truceline.vocabulary.checking import Checked, Finding
    from truceline.vocabulary.known import Known

LISTED = ("kind", "id", "name", "country", "sector", "also")
FOUND = ("words", "stands as", "kind", "id", "country", "sector", "more", "from")
STYLES = {"error": "red", "note": "yellow"}

_F = TypeVar("_F", bound=Callable[..., Any])


@click.group()
def vocabulary() -> None:
    """Lists, finds and checks the names and words that Truceline knows."""


def form_option(command: _F) -> _F:
    """The option that says how to print."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        show_default=True,
        help="What to print.",
    )(command)


def files_option(command: _F) -> _F:
    """The option that takes in the user's own files."""
    return click.option(
        "--vocabulary",
        "vocabularies",
        multiple=True,
        metavar="FILE",
        help="A file with names of your own (TOML) to take in; may be given several times.",
    )(command)


@vocabulary.command("list")
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these; may be given several times."
)
@files_option
@form_option
def list_entries(kinds: tuple[str, ...], vocabularies: tuple[str, ...], form: str) -> None:
    """Lists the entries of the vocabulary, those of your own files among them.

    Places are those that Truceline names itself; the gazetteer has many more, which `find` looks up.
    """
    entries = list(_entries(_catalogue(kinds or KINDS, vocabularies).known))
    if form == "json":
        _print_json([_object(entry) for entry in entries])
        return
    _print_table(LISTED, (_list_row(entry) for entry in entries))


@vocabulary.command("find")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@files_option
@form_option
def find_words(words: tuple[str, ...], vocabularies: tuple[str, ...], form: str) -> None:
    """Finds what a name, a role or another word stands for, and where that is written.

    Case, accents and "the" do not matter here, though in a text they may. Ends with 1 where nothing is found.
    """
    phrase = " ".join(" ".join(words).split())
    catalogue = _catalogue(KINDS, vocabularies)
    found = catalogue.find(phrase, _gazetteer())
    near = [] if found else catalogue.near(phrase)
    if form == "json":
        _print_json({"words": phrase, "found": [_match(k, catalogue) for k in found], "near": near})
    elif found:
        _print_table(FOUND, (_find_row(known, catalogue) for known in found))
    else:
        complain(f"nothing is called “{phrase}”" + (f"; spelt nearly so: {', '.join(near)}" if near else ""))
    if not found:
        sys.exit(UNREAD)


@vocabulary.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@form_option
def check(files: tuple[str, ...], form: str) -> None:
    """Checks vocabulary files of your own; ends with 1 where one has an error.

    An error is what Truceline would refuse or never find; a note tells what a file does to our names.
    """
    from truceline.vocabulary.checking import check_files

    checked = check_files(files)
    if form == "json":
        _print_json([_outcome(one) for one in checked])
    else:
        _print_findings(checked)
    if any(one.errors for one in checked):
        sys.exit(UNREAD)


def _catalogue(kinds: Iterable[str], vocabularies: Sequence[str]) -> Catalogue:
    from truceline.vocabulary.catalogue import Catalogue

    try:
        return Catalogue(kinds, vocabularies)
    except VocabularyError as error:
        end(str(error), WRONG_CALL)


def _gazetteer() -> Any:
    from truceline.vocabulary.gazetteer import Gazetteer

    try:
        return Gazetteer()
    except FileNotFoundError:
        end(str(GazetteerError("it is built when the package is installed", file="gazetteer.sqlite")), UNREAD)


def _entries(known: Iterable[Known]) -> Iterable[list[Known]]:
    """All words of one entry together: of one table where entries have tables of their own, else of one id."""
    found: dict[tuple[str, str, int], list[Known]] = {}
    for each in known:
        own_table = each.table == each.kind
        key = (each.kind, each.file, each.number) if own_table else (each.kind, each.id, 0)
        found.setdefault(key, []).append(each)
    return found.values()


def _list_row(entry: list[Known]) -> list[str]:
    from truceline.vocabulary.known import COMPOSED

    first = entry[0]
    also = dict.fromkeys(each.words for each in entry if each.how != COMPOSED and each.words != first.name)
    return [first.kind, first.id, first.name, first.country or "", " ".join(first.sector), ", ".join(also)]


def _find_row(known: Known, catalogue: Catalogue) -> list[str]:
    line = catalogue.line_of(known)
    more = [known.detail, f"of {known.part_of}" if known.part_of else None, "ambiguous" if known.ambiguous else None]
    return [
        known.words,
        known.how,
        known.kind,
        known.id,
        known.country or "",
        " ".join(known.sector),
        ", ".join(part for part in more if part),
        f"{known.file}:{line}" if line else known.file,
    ]


def _object(entry: list[Known]) -> dict[str, Any]:
    from truceline.vocabulary.known import COMPOSED

    first = entry[0]
    names = [
        {"words": each.words, "how": each.how, "detail": each.detail, "ambiguous": each.ambiguous}
        for each in entry
        if each.how != COMPOSED
    ]
    return {**_about(first), "file": first.file, "names": names}


def _match(known: Known, catalogue: Catalogue) -> dict[str, Any]:
    place = {"file": known.file, "table": known.table, "line": catalogue.line_of(known)}
    said = {"words": known.words, "how": known.how, "detail": known.detail, "ambiguous": known.ambiguous}
    return said | _about(known) | place


def _about(known: Known) -> dict[str, Any]:
    return {
        "kind": known.kind,
        "id": known.id,
        "name": known.name,
        "country": known.country,
        "sector": list(known.sector),
        "part_of": known.part_of,
    }


def _outcome(checked: Checked) -> dict[str, Any]:
    return {
        "file": checked.file,
        "entries": checked.entries,
        "names": checked.names,
        "errors": checked.errors,
        "findings": [
            {"level": f.level, "line": f.line, "table": f.table, "message": f.message} for f in checked.findings
        ],
    }


def _print_findings(checked: Sequence[Checked]) -> None:
    for one in checked:
        for finding in one.findings:
            click.echo(_finding_line(finding))
        notes = len(one.findings) - one.errors
        click.echo(_safe(f"{one.file}: {one.entries} entries, {one.names} names; errors: {one.errors}, notes: {notes}"))


def _finding_line(finding: Finding) -> str:
    """As compilers write it, so that editors find the place."""
    where = f"{finding.file}:{finding.line}" if finding.line else finding.file
    level = click.style(finding.level, fg=STYLES[finding.level])
    table = f"{finding.table}: " if finding.table else ""
    return f"{_safe(where)}: {level}: {_safe(table + finding.message)}"


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on a terminal; elsewhere a row a line with tabs between, for other programs."""
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(map(_safe, row)))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", highlight=False)
    for row in rows:
        table.add_row(*(Text(_safe(cell)) for cell in row))
    Console(highlight=False).print(table)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=1))  # all in ASCII, as what `read` prints a line


def _safe(words: str) -> str:
    from truceline.exports.wording import on_one_line

    return on_one_line(words)
