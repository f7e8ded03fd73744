from __future__ import annotations

import json
from pathlib import Path
from random import Random

from evaluation import sample
from evaluation.sample import Source, chosen, drawn, lines, reports, share
from truceline.model import Actor, Claim, Count, Link, Reading, Report, Span

SOURCE = Source(name="made", file="made.jsonl", weight=1, skip="mk")


def folder(path: Path, ids: list[str]) -> Path:
    rows = [json.dumps({"id": id, "text": f"Elbia shelled Talas in {id}."}) for id in ids]
    (path / SOURCE.file).write_text("\n".join(rows), encoding="utf-8")
    return path


def reading() -> Reading:
    text = "Elbia shelled Talas. Twelve people died."
    claim = Claim(
        id="c1",
        evidence=Span(start=0, end=20),
        trigger=Span(start=6, end=13),
        event="ASSAULT",
        mode="heavy-weapons",
        actors=("m1",),
        counts=("n1",),
        chain=(Link(name="an envoy", kind="person"), Link(name="Coast Standard", kind="outlet", named=True)),
    )
    return Reading(
        report=Report(id="r", text=text),
        sentences=(Span(start=0, end=20), Span(start=21, end=40)),
        actors=(Actor(id="m1", start=0, end=5, actor="elbia", country="ELB"),),
        counts=(Count(id="n1", start=21, end=34, low=12.0, high=12.0, of="people", measure="killed"),),
        claims=(claim, claim, claim),
    )


def test_what_is_left_out_is_not_drawn(tmp_path: Path) -> None:
    data = folder(tmp_path, ["a", "mk1", "b"])
    assert [report.id for report in reports(data, SOURCE)] == ["a", "b"]


def test_a_seed_draws_the_same_again_and_another_one_others(tmp_path: Path) -> None:
    data = folder(tmp_path, [str(n) for n in range(500)])
    first = drawn(data, SOURCE, 3, 1)
    assert drawn(data, SOURCE, 3, 1) == first
    assert drawn(data, SOURCE, 3, 2) != first


def test_shares_make_up_the_whole() -> None:
    assert sum(share(source, 50) for source in sample.SOURCES) == 50


def test_no_report_gives_more_than_its_part() -> None:
    found = list(chosen([reading(), reading()], wanted=3, each=2, random=Random(1)))
    assert len(found) == 3


def test_a_claim_is_printed_with_its_sentence_and_fields() -> None:
    told = reading()
    assert list(lines(told, told.claims[0])) == [
        "    Elbia shelled Talas.",
        "  ASSAULT heavy-weapons  [shelled]  CT+ happened",
        "  who   Elbia = elbia [ELB ]",
        "  whom  -",
        "  count Twelve people = 12.0..12.0 people (killed)",
        "  chain an envoy (person) → Coast Standard (outlet)",
    ]
