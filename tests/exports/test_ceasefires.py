from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.exports.test_calendar import FRONT, KORVATH, PUBLISHER, pact, stage, told, turn
from truceline.exports import ceasefires
from truceline.exports.ceasefires import ceasefire_rows, pact_rows
from truceline.exports.columns import columns_of
from truceline.exports.export import export
from truceline.ledger import View, open_ledger
from truceline.linking import Breach, Declaration, Pact
from truceline.model import Link

CHAIN = (Link(name="the army", kind="body"), PUBLISHER)
DECLARED = (
    Declaration(party=KORVATH, status="signed", date="2031-05-16", claim="c1", report="r1"),
    Declaration(party=FRONT, status=None, date=None, claim=None, report=None),
)


class Asked:
    """A view of which only the day is asked."""

    as_of = "2031-05-20"


@pytest.fixture
def view(monkeypatch: pytest.MonkeyPatch) -> Asked:
    found: list[Pact] = []
    monkeypatch.setattr(ceasefires, "agreements", lambda view, filters: iter(found))
    asked = Asked()
    asked.pacts = found  # type: ignore[attr-defined]
    return asked


def rows(view: Asked, *found: Pact) -> list[dict[str, object]]:
    view.pacts[:] = found  # type: ignore[attr-defined]
    return [dict(row) for row in ceasefire_rows(view)]  # type: ignore[arg-type]


def test_each_party_has_a_row_with_its_own_declaration(view: Asked) -> None:
    one, two = rows(view, pact(declarations=DECLARED))
    names = {column.name for column in columns_of("ceasefires")}
    assert set(one) == set(two) == names
    assert (one["agreement"], one["party"], one["declared"], one["declared_how"]) == (
        "g1", "Korvath", "2031-05-16", "signed"
    )  # fmt: skip
    assert (one["other_parties"], two["other_parties"]) == (["Ostrel Front"], ["Korvath"])
    assert (two["party_id"], two["declared"], two["declared_how"]) == ("ostrel-front", None, None)
    assert one["as_of"] == "2031-05-20"


def test_days_are_those_that_are_said(view: Asked) -> None:
    history = (
        turn("signed", "2031-05-17"),
        turn("signed", "2031-05-16"),
        turn("in force", "2031-05-18"),
        turn("extended", "2031-06-01"),
        turn("extended", None),
        turn("ended", "2031-07-01"),
    )
    one, _ = rows(view, pact(declarations=DECLARED, history=history))
    assert (one["signed"], one["in_force"], one["ended"]) == ("2031-05-16", "2031-05-18", "2031-07-01")
    assert one["extended"] == ["2031-05-14", "2031-06-01"]


def test_an_alleged_violation_is_a_claim_with_its_source_and_its_denial(view: Asked) -> None:
    breach = Breach(
        by=FRONT, against=None, date=None, level="alleged", chain=CHAIN, denied_by=((Link(name="the front"),),),
        claim="c1", report="r1",
    )  # fmt: skip
    one, _ = rows(view, pact(declarations=DECLARED, alleged=(breach,), violations="alleged"))
    assert one["violations"] == "alleged"
    assert one["alleged"] == ["?: by Ostrel Front (the army > The Coast Ledger), denied by the front"]


def test_only_what_covers_a_ceasefire_is_in_the_table(view: Asked) -> None:
    exchange = pact(kind="exchange", covers=("exchange",), declarations=DECLARED)
    peace = pact(kind="peace", covers=("peace", "ceasefire"), declarations=())
    (only,) = rows(view, exchange, peace)
    assert only["kind"] == "peace"
    assert only.get("party") is None


def test_stages_say_what_was_planned(view: Asked) -> None:
    one, _ = rows(view, pact(declarations=DECLARED, stages=(stage(), stage(order=2, days=None, planned_start=None))))
    assert one["stages"] == ["1: exchange, 10 days, planned 2031-05-20..2031-05-30", "2: exchange"]


def test_the_tables_of_a_ledger(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l") as ledger:
        ledger.add([told("2031-05-16", id="one"), told("2031-05-18", status="in force", id="two")])

        def lines(view: View, **options: Any) -> list[dict[str, object]]:
            out = io.BytesIO()
            export(view, "jsonl", out, **options)
            return [json.loads(line) for line in out.getvalue().splitlines()]

        (one,) = lines(ledger.view(), table="agreements")
        assert (one["status"], one["signed"], one["in_force"]) == ("in force", "2031-05-16", "2031-05-18")
        assert [turn.split(" (")[0] for turn in one["history"]] == ["2031-05-16: signed", "2031-05-18: in force"]  # type: ignore[attr-defined]
        (before,) = lines(ledger.view("2031-05-17"), table="agreements")
        assert (before["status"], before["in_force"], before["as_of"]) == ("signed", None, "2031-05-17")
        assert len(lines(ledger.view(), table="tellings")) == 2
        out = io.BytesIO()
        export(ledger.view(), "ceasefires", out)
        found = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))
        assert {row["agreement"] for row in found} == {one["agreement"]}
        assert [row["party"] for row in found] == one["parties"]
        assert [row["agreement"] for row in pact_rows(ledger.view())] == [one["agreement"]]
