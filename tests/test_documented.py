"""What a user can call or set is in the documentation, and the documentation names nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from truceline.batch.parts import COLUMNS as PART_COLUMNS
from truceline.cli import cli
from truceline.exports.columns import columns_of
from truceline.exports.registry import FORMATS
from truceline.settings import SETTINGS
from truceline.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SETTING_OPTIONS = {setting.option for setting in SETTINGS}


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_a_chapter_and_help(name: str) -> None:
    assert re.search(rf"^## `truceline {name}\b", COMMANDS, re.MULTILINE)
    assert cli.commands[name].help


def test_the_chapters_are_commands() -> None:
    assert set(re.findall(r"^## `truceline (\w+)", COMMANDS, re.MULTILINE)) == set(cli.commands)


def parts(command: click.Command) -> list[click.Command]:
    """A command with its sub-commands."""
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [command, *(part for child in below for part in parts(child))]


def options(command: click.Command) -> list[click.Option]:
    """The options of a command and its sub-commands."""
    return [p for part in parts(command) for p in part.params if isinstance(p, click.Option)]


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_sub_command_is_documented_and_has_help(name: str) -> None:
    for part in parts(cli.commands[name])[1:]:
        assert part.help
        assert f"truceline {name} {part.name}" in COMMANDS


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_is_documented_and_has_help(name: str) -> None:
    chapter = re.split(rf"^## `truceline {name}\b.*$", COMMANDS, maxsplit=1, flags=re.MULTILINE)[1].split("\n## ")[0]
    for option in options(cli.commands[name]):
        assert option.help, f"{option.opts[0]} has no help"
        if option.opts[0] not in SETTING_OPTIONS:
            assert f"`{option.opts[0]}" in chapter, f"docs/commands.md does not name {option.opts[0]}"


def test_every_option_that_is_documented_is_there() -> None:
    known = {name for command in cli.commands.values() for option in options(command) for name in option.opts}
    assert set(re.findall(r"`(--[a-z-]+)", COMMANDS)) <= known


def test_the_settings_are_those_of_the_table() -> None:
    rows = [line for line in COMMANDS.splitlines() if "| `TRUCELINE_" in line]
    assert rows == [f"| `{s.option}` | `{s.variable}` | {s.shown} | {s.help} |" for s in SETTINGS]


@pytest.mark.parametrize("page", sorted([*ROOT.glob("docs/*.md"), *ROOT.glob("*.md")]), ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_example_of_a_vocabulary_is_one(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    block = page[page.index("    [[group]]") :].split("\n\n")[0]
    path = tmp_path / "own.toml"
    path.write_text("\n".join(line.removeprefix("    ") for line in block.splitlines()), encoding="utf-8")
    found = load_vocabulary(path).find("the Front")
    assert found is not None
    assert found.id == "ostrel-front"


def test_the_columns_of_a_part_are_documented() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = page.split("| column | type | holds |\n| --- | --- | --- |\n")[1].split("\n\n")[0]
    assert rows.splitlines() == [f"| `{name}` | {kind} | {holds} |" for name, kind, holds in PART_COLUMNS]


EXPORTS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
COLUMN_LISTS = "claims events agreements tellings reports polecat acled ucdp ceasefires".split()


@pytest.mark.parametrize("table", COLUMN_LISTS)
def test_every_column_of_an_export_is_documented_as_its_list_has_it(table: str) -> None:
    chapter = re.split(rf"^###? {table}\b.*$", EXPORTS, maxsplit=1, flags=re.MULTILINE | re.IGNORECASE)[1]
    rows = [line for line in re.split(r"^##", chapter, flags=re.MULTILINE)[0].splitlines() if line.startswith("| `")]
    assert rows == [f"| `{c.name}` | {c.kind} | {c.holds} |" for c in columns_of(table)]


def test_the_formats_of_export_are_those_of_the_registry() -> None:
    table = EXPORTS.split("| format | file | gives |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| `(\w+)` \| `\.(\w+)` \| (.*) \|$", table, re.MULTILINE)
    assert {name: (extension, gives.split(";")[0]) for name, extension, gives in rows} == {
        form.name: (form.extension, form.gives) for form in FORMATS.values()
    }
