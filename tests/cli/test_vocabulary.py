from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.vocabulary.atlas import atlas
from truceline.cli import cli
from truceline.cli import vocabulary as command
from truceline.vocabulary import gazetteer

OWN = """\
[[outlet]]
id = "harrow-gazette"
name = "Harrow Gazette"
country = "XVD"
aliases = ["The Gazette of Harrow"]

[[population]]
id = "marshmen"
name = "Marshmen"
country = "XVD"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def small_gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas(tmp_path).close()
    monkeypatch.setattr(gazetteer, "PATH", tmp_path / "atlas.sqlite")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["vocabulary", *map(str, arguments)])


def test_a_list_is_an_entry_a_line_with_tabs(own: Path) -> None:
    result = run("list", "--kind", "outlet", "--kind", "population", "--vocabulary", own)
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert {len(row) for row in rows} == {6}
    assert {row[0] for row in rows} == {"outlet", "population"}
    assert ["outlet", "harrow-gazette", "Harrow Gazette", "XVD", "JRN", "The Gazette of Harrow"] in rows
    assert len({(row[0], row[1]) for row in rows}) == len(rows)


def test_a_list_as_json_has_every_name_and_what_it_is(own: Path) -> None:
    (entry,) = (
        e for e in json.loads(run("list", "--format", "json", "--vocabulary", own).stdout) if e["id"] == "syria"
    )
    assert (entry["kind"], entry["country"], entry["file"]) == ("state", "SYR", "states.toml")
    assert {"words": "Damascus", "how": "capital", "detail": None, "ambiguous": False} in entry["names"]
    assert {name["how"] for name in entry["names"]} >= {"name", "demonym", "capital", "leader"}


def test_events_are_listed_by_what_they_are() -> None:
    ids = [line.split("\t")[1] for line in run("list", "--kind", "event").stdout.splitlines()]
    assert len(set(ids)) == len(ids)
    assert {"ASSAULT", "ASSAULT:aerial", "RETREAT:ceasefire"} <= set(ids)


def test_a_phrase_is_found_with_the_line_that_says_so(own: Path) -> None:
    result = run("find", "the", "gazette", "of  Harrow", "--vocabulary", own)
    assert result.exit_code == 0
    row = "The Gazette of Harrow\talias\toutlet\tharrow-gazette\tXVD\tJRN\t\t"
    assert result.stdout == f"{row}{own}:1\n"


def test_what_is_found_as_json(own: Path) -> None:
    answer = json.loads(run("find", "Karsa", "--format", "json").stdout)
    assert (answer["words"], answer["near"]) == ("Karsa", [])
    assert [(found["kind"], found["country"], found["file"], found["line"]) for found in answer["found"]] == [
        ("place", "ORL", "gazetteer", None),
        ("place", "SLN", "gazetteer", None),
    ]


def test_what_is_not_found_is_answered_with_what_is_spelt_nearly_so(own: Path) -> None:
    result = run("find", "Marshmenn", "--vocabulary", own)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "truceline: nothing is called “Marshmenn”; spelt nearly so: Marshmen\n"
    answer = run("find", "Marshmenn", "--vocabulary", own, "--format", "json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout) == {"words": "Marshmenn", "found": [], "near": ["Marshmen"]}


def test_without_a_gazetteer_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gazetteer, "PATH", tmp_path / "none.sqlite")
    result = run("find", "Karsa")
    assert result.exit_code == 1
    assert "gazetteer.sqlite" in result.stderr


def test_a_sound_file_is_told_in_one_line(own: Path) -> None:
    result = run("check", own)
    assert result.exit_code == 0
    assert result.stdout == f"{own}: 2 entries, 3 names; errors: 0, notes: 0\n"


def test_errors_stand_where_editors_find_them(own: Path) -> None:
    own.write_text(OWN + '\n[[group]]\nid = "hamas"\nsectr = ["REB"]\n', encoding="utf-8")
    result = run("check", own)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == f'{own}:12: error: [[group]] hamas: no key is called "sectr"; sector?'
    (outcome,) = json.loads(run("check", own, "--format", "json").stdout)
    assert (outcome["entries"], outcome["errors"], outcome["findings"][0]["line"]) == (3, 1, 12)


def test_every_file_is_checked_though_one_is_broken(own: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('[[group]]\nid = "a\n', encoding="utf-8")
    result = run("check", broken, own)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{broken}:2: error: not TOML in UTF-8")
    assert f"{own}: 2 entries" in result.stdout


@pytest.mark.parametrize(
    "arguments", [["list", "--kind", "clan"], ["find"], ["check"], ["list", "--vocabulary", "none.toml"], ["seek", "x"]]
)
def test_a_wrong_call_ends_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_strangers_file_cannot_steer_the_terminal(own: Path) -> None:
    own.write_text('[[group]]\nid = "a"\nname = "A\\u001b[31m\\tB"\n"k\\u001b[2J" = 1\n', encoding="utf-8")
    assert "\x1b" not in run("check", own).stdout
    own.write_text('[[group]]\nid = "a"\nname = "A\\u001b[31m\\tB"\n', encoding="utf-8")
    shown = run("list", "--kind", "group", "--vocabulary", own).stdout
    assert "\x1b" not in shown
    assert {line.count("\t") for line in shown.splitlines()} == {5}


def test_on_a_terminal_it_is_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")  # without colours
    command._print_table(("words", "from"), [["[red]Dusk[/red]", "own.toml:1"]])
    shown = capsys.readouterr().out
    assert [line.split() for line in shown.splitlines() if "─" not in line] == [
        ["words", "from"],
        ["[red]Dusk[/red]", "own.toml:1"],
    ]


def test_it_starts_soon_and_without_the_network() -> None:
    program = (
        "import sys; from truceline import cli\nsys.argv = ['truceline', 'vocabulary', 'find', 'Hizballah']\n"
        "try: cli.main()\nfinally: print('spacy' in sys.modules, 'onnxruntime' in sys.modules)"
    )
    begun = os.times()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    spent = os.times()
    assert done.stdout.splitlines()[-1] == "False False"
    # 0.7 where it was written; a slow machine must not fail the test.
    assert spent.children_user + spent.children_system - begun.children_user - begun.children_system < 2
