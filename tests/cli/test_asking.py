"""The questions to a ledger, as somebody types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.linking.pacts import told
from truceline.cli import cli
from truceline.ledger import Judgement, open_ledger

SIDES = ("elbia", "hilmen")


@pytest.fixture
def place(tmp_path: Path) -> str:
    found = str(tmp_path / "ledger.sqlite")
    with open_ledger(found) as ledger:
        ledger.add(
            [
                told("2031-05-02", SIDES, ("signed", "2031-05-01"), mediators=["tarn"], stages=[(1, "truce", 10.0)]),
                told("2031-05-04", SIDES, ("in force", "2031-05-04"), outlet="The Harbour Post", denied="Varda"),
            ]
        )
    return found


def ask(place: str, *words: str) -> Result:
    result = CliRunner().invoke(cli, [*words, "--ledger", place])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def test_a_question_does_not_wait_for_what_only_others_need(place: str) -> None:
    heavy = ("spacy", "onnxruntime", "alembic", "httpx2", "httpcore2", "fastapi")
    program = (
        "import sys; from truceline import cli\nsys.argv = ['truceline', 'sources', '--ledger', sys.argv[1]]\n"
        f"try: cli.main()\nfinally: print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, place], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]", done


def test_agreements_for_people(place: str) -> None:
    found = ask(place, "agreements").output
    for words in ("truce: Elbia, Hilmen", "in force since 4 May 2031", "mediators: Tarn", "signed", "4–14 May 2031"):
        assert words in found


def test_agreements_for_programs(place: str) -> None:
    (line,) = ask(place, "agreements", "--format", "jsonl", "--as-of", "2031-05-03").output.splitlines()
    found = json.loads(line)
    assert (found["status"], found["since"], len(found["history"])) == ("signed", "2031-05-01", 1)


@pytest.mark.parametrize("command", ["timeline", "sources", "events", "agreements"])
def test_an_empty_answer_says_so_and_what_to_try(place: str, command: str) -> None:
    result = ask(place, command, "--actor", "nobody")
    assert (result.exit_code, "No " in result.output, "Try " in result.output) == (0, True, True)
    assert ask(place, command, "--actor", "nobody", "--format", "jsonl").output == ""


def test_a_timeline_has_words_chain_and_denial(place: str) -> None:
    found = ask(place, "timeline").output
    for words in ("4 May 2031", "Elbia, Hilmen", "“Somebody", "The Harbour Post", "denied by Varda"):
        assert words in found
    rows = [json.loads(line) for line in ask(place, "timeline", "--format", "jsonl").output.splitlines()]
    assert [row["first"] for row in rows] == ["2031-05-02", "2031-05-04"]


def test_an_id_may_be_shortened(place: str) -> None:
    (line,) = ask(place, "timeline", "--format", "jsonl", "--limit", "1").output.splitlines()
    claim = json.loads(line)
    found = json.loads(ask(place, "show", claim["id"][:10], "--format", "jsonl").output)
    assert found["id"] == claim["id"]
    assert "in force" in ask(place, "show", claim["report"]).output
    assert ask(place, "show", "c0000000").exit_code == 1


def test_who_and_sources_and_search(place: str) -> None:
    assert "retreat 2" in ask(place, "who", "hilmen").output
    assert ask(place, "who", "nobody").exit_code == 1
    assert "The Harbour Post" in ask(place, "sources").output
    rows = [json.loads(line) for line in ask(place, "search", "tru*", "--format", "jsonl").output.splitlines()]
    assert [row["kind"] for row in rows] == ["claim", "claim", "report", "report"]


def test_a_search_by_origins_looks_behind_what_does_not_fit(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add([told("2031-05-06", SIDES, ("suspended", "2031-05-06"), outlet="The Quay")])
    call = ("search", "somebody", "--format", "jsonl")
    one, *joined = [json.loads(line)["id"] for line in ask(place, *call, "--origins", "1").output.splitlines()][:3]
    with open_ledger(place) as ledger:
        ledger.judge(
            [Judgement(kind="event", subjects=(joined[0],), objects=(joined[1],), score=0.9, by="truceline 1")]
        )
    rows = [json.loads(line) for line in ask(place, *call, "--limit", "1", "--origins", "2").output.splitlines()]
    assert [row["id"] for row in rows] == joined[:1]
    assert one not in joined


def test_a_wrong_filter_is_named(place: str) -> None:
    result = ask(place, "timeline", "--country", "Elbia")
    assert (result.exit_code, "three letters" in result.output) == (2, True)
    assert ask(place, "timeline", "--event", "WAR").exit_code == 2
