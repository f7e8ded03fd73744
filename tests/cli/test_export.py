from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.ledger.made import reading
from tests.sample import READING
from truceline.cli import cli
from truceline.cli import export as command
from truceline.exports.registry import FORMATS, TABLES
from truceline.ledger import Filters, open_ledger


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("ledger") / "own"
    with open_ledger(found, clock=lambda: "2031-12-31T00:00:00Z") as ledger:
        ledger.add([READING, *(reading(n) for n in range(20))])
    return found


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0
    return list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))


def test_the_choices_are_those_of_the_registry() -> None:
    assert set(FORMATS) == set(command.FORMATS)
    assert set(TABLES) == set(command.TABLES)


def test_text_goes_to_standard_output(place: Path) -> None:
    found = rows(run("csv", "--ledger", place))
    with open_ledger(place) as ledger:
        assert [row["claim"] for row in found] == [claim.id for claim in ledger.view().claims()]
    (first, *_) = run("jsonl", "--ledger", place, "--table", "reports").stdout.splitlines()
    assert json.loads(first)["given"] == "coast-1"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_written_to_a_file(place: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    result = run(form, "--ledger", place, "--out", out)
    assert result.exit_code == 0
    assert result.stdout.endswith(f" in {out}\n")
    assert out.stat().st_size > 0


def test_filters_and_day(place: Path) -> None:
    with open_ledger(place) as ledger:
        for given, filters in (
            (("--event", "AID"), Filters(event="AID")),
            (("--actor", "Ostrel Front"), Filters(actor="Ostrel Front")),
            (("--country", "KVT"), Filters(country="KVT")),
            (("--place", "Ostrel"), Filters(place="Ostrel")),
            (("--from", "2031-05-01", "--to", "2031-06-01"), Filters(since="2031-05-01", until="2031-06-01")),
            (("--outlet", "coast standard"), Filters(outlet="coast standard")),
            (("--origin", "Ada Venn"), Filters(origin="Ada Venn")),
            (("--factuality", "CT-"), Filters(factuality="CT-")),
        ):
            found = [row["claim"] for row in rows(run("csv", "--ledger", place, *given))]
            assert found == [claim.id for claim in ledger.view().claims(filters)]
            assert found
        known = rows(run("csv", "--ledger", place, "--as-of", "2031-05-20"))
        assert [row["claim"] for row in known] == [claim.id for claim in ledger.view("2031-05-20").claims()]
        assert rows(run("csv", "--ledger", place, "--as-of", "2030-01-01")) == []


def test_what_is_left_out_is_said_with_the_reason(place: Path) -> None:
    result = run("ucdp", "--ledger", place, "--place", "Ostrel")
    assert len(rows(result)) == 1
    result = run("ucdp", "--ledger", place)
    assert re.search(r"^truceline: ucdp: \d+ events? left out that are no act of armed force$", result.stderr, re.M)


def test_countries_have_the_names_of_ones_own_vocabulary(place: Path, tmp_path: Path) -> None:
    (found,) = rows(run("ucdp", "--ledger", place, "--place", "Ostrel"))
    assert (found["country"], found["side_a"]) == ("KVT", "Government of KVT")
    own = tmp_path / "own.toml"
    own.write_text('[[state]]\nid = "korvath"\nname = "Korvath"\ncountry = "KVT"\n')
    (found,) = rows(run("ucdp", "--ledger", place, "--place", "Ostrel", "--vocabulary", own))
    assert (found["country"], found["side_a"]) == ("Korvath", "Government of Korvath")


def test_faults_are_named(place: Path, tmp_path: Path) -> None:
    result = run("csv", "--ledger", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no ledger" in result.stderr
    result = run("csv", "--ledger", place, "--out", tmp_path / "none" / "x.csv")
    assert result.exit_code == 1
    assert "x.csv: it cannot be written (No such file or directory)" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("xml",),
        ("parquet",),
        ("acled", "--table", "claims"),
        ("csv", "--as-of", "soon"),
        ("csv", "--from", "31-1"),
        ("csv", "--table", "people"),
    ],
)
def test_wrong_calls(place: Path, wrong: tuple[str, ...]) -> None:
    result = run(*wrong, "--ledger", place)
    assert result.exit_code == 2
    assert result.stdout == ""
