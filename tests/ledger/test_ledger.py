from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ledger.made import reading, report
from truceline.errors import EmptyReport, UnknownId
from truceline.ledger import Added, Evidence, Filters, Judgement, Ledger, Review, open_ledger
from truceline.model import Link, Report, Span


def test_what_is_added_comes_out_as_it_was(ledger: Ledger) -> None:
    made = [reading(number) for number in range(7)]
    added = ledger.add(made)
    assert added == Added(reports=7, claims=sum(len(r.claims) for r in made), agreements=7)
    view = ledger.view()
    rows = list(view.reports(text=True))
    assert [(r.given, r.text, r.outlet, r.published) for r in rows] == [
        (m.report.id, m.report.text, m.report.outlet, m.report.published) for m in made
    ]
    assert [view.reading(row.id) for row in rows] == made
    assert [row.claim for row in view.claims()] == [claim for m in made for claim in m.claims]
    assert [row.agreement for row in view.agreements()] == [g for m in made for g in m.agreements]
    assert ledger.verify().whole


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    made = [reading(number) for number in range(5)]
    ledger.add(made)
    before = ledger.verify()
    assert ledger.add(made) == Added(known=5)
    assert ledger.add([made[1], made[1]]) == Added(known=2)
    assert ledger.verify() == before


def test_twice_in_one_batch_is_once(ledger: Ledger) -> None:
    assert ledger.add([reading(1), reading(1)]).reports == 1
    assert ledger.verify().reports == 1


def test_errors_are_counted_and_passed_over(ledger: Ledger) -> None:
    added = ledger.add([EmptyReport("no text", report="a"), reading(1), EmptyReport("no text", report="b")])
    assert (added.reports, added.unread) == (1, 2)


def test_nothing_is_nothing(ledger: Ledger) -> None:
    assert ledger.add([]) == Added()
    assert ledger.verify().whole
    assert list(ledger.view().reports()) == []


def test_another_reading_of_a_report_stands_beside_the_old(ledger: Ledger) -> None:
    old, better = reading(4), reading(900, of=report(4))
    ledger.add([old])
    assert ledger.add([better]).read_again == 1
    view = ledger.view()
    (row,) = view.reports()
    assert view.reading(row.id) == better
    assert [c.claim for c in view.claims()] == list(better.claims)
    verdict = ledger.verify()
    assert verdict.whole
    assert (verdict.reports, verdict.entries) == (1, 3)


def test_a_claim_keeps_its_id_where_short_ids_shift(ledger: Ledger) -> None:
    first = reading(8)
    ledger.add([first])
    before = {c.words: c.id for c in ledger.view().claims()}
    new = {m.id: f"m{i + 7}" for i, m in enumerate(first.actors)}
    moved = replace(
        first,
        actors=tuple(replace(m, id=new[m.id], refers_to=new.get(m.refers_to or "")) for m in first.actors),
        claims=tuple(
            replace(
                c, id=f"x{c.id}", actors=tuple(new[m] for m in c.actors), recipients=tuple(new[m] for m in c.recipients)
            )
            for c in first.claims
        ),
        agreements=(),
    )
    ledger.add([moved])
    assert {c.words: c.id for c in ledger.view().claims()} == before


def test_claims_that_are_the_same_have_ids_of_their_own(ledger: Ledger) -> None:
    made = reading(3)
    twice = replace(made, claims=(made.claims[0], replace(made.claims[0], id="c9")), agreements=())
    ledger.add([twice])
    assert len({c.id for c in ledger.view().claims()}) == 2


def test_half_characters_and_nothing_else_are_lost_in_columns(ledger: Ledger) -> None:
    odd = "Half \ud83e a deer \N{DEER} stood in Teslin harbour for days and days."
    made = reading(2, of=Report(id="odd\0id", text=odd, outlet="Po\ud800st", title="\0"))
    ledger.add([made])
    view = ledger.view()
    (row,) = view.reports(text=True)
    assert row.text == odd
    assert row.outlet == "Po\N{REPLACEMENT CHARACTER}st"
    assert view.reading(row.id) == made
    assert ledger.verify().whole


def test_evidence_is_kept_once(ledger: Ledger) -> None:
    page = Evidence(
        body=b"<html>\0\xff</html>", headers=(("Content-Type", "text/html"),), fetched="2031-02-01T00:00:00Z"
    )
    again = replace(
        page,
        fetched="2031-02-02T00:00:00Z",
        url="https://coast.example/a",
        final_url="https://coast.example/b",
        status=200,
    )
    ledger.add([reading(1)], evidence=lambda report: page)
    ledger.add([reading(1)], evidence=lambda report: again)
    (row,) = ledger.view().reports()
    assert [e.evidence for e in ledger.view().evidence(row.id)] == [page, again]
    assert ledger.verify().whole


def test_evidence_does_not_change_the_digest(places) -> None:
    with open_ledger(places()) as one, open_ledger(places()) as other:
        one.add([reading(1)])
        other.add([reading(1)], evidence=lambda report: Evidence(body=b"x"))
        assert one.digest() == other.digest()
        assert one.verify().head != other.verify().head


def test_a_judgement_is_overruled_by_another(ledger: Ledger) -> None:
    ledger.add([reading(1), reading(2)])
    one, two = [c.id for c in ledger.view().claims()][:2]
    held = Judgement(
        kind="event", subjects=(one,), objects=(two,), score=0.75, reasons={"same": ["day", 2]}, by="truceline 1"
    )
    assert ledger.judge([held]) == 1
    assert ledger.judge([held]) == 0
    (row,) = ledger.view().judgements("event", about=two)
    assert row.judgement == held
    assert not row.overruled
    other = Judgement(kind="event", subjects=(one,), by="Ana", supersedes=row.id)
    ledger.judge([other])
    assert [j.judgement for j in ledger.view().judgements()] == [other]
    assert [j.overruled for j in ledger.view().judgements(overruled=True)] == [True, False]
    assert list(ledger.view().judgements("copy")) == []
    assert ledger.verify().whole


def test_a_withdrawn_report_is_marked_and_stays(ledger: Ledger) -> None:
    ledger.add([reading(1), reading(2)])
    first, second = ledger.view().reports()
    ledger.withdraw(first.id, by="Ana", day="2031-06-01", note="taken back")
    view = ledger.view()
    assert view.report(first.id).withdrawn == "2031-06-01"
    assert view.report(second.id).withdrawn is None
    assert {c.report.withdrawn for c in view.claims() if c.report.id == first.id} == {"2031-06-01"}
    (review,) = view.reviews(first.id)
    ledger.review([Review(subject=first.id, verdict="stands", by="Ana", supersedes=review.id)])
    assert ledger.view().report(first.id).withdrawn is None
    assert [r.overruled for r in ledger.view().reviews(first.id, overruled=True)] == [True, False]
    assert ledger.verify().whole


@pytest.mark.parametrize("id", ["", "r00", "c" + 32 * "0", "no such"])
def test_a_review_of_nothing_is_refused(ledger: Ledger, id: str) -> None:
    ledger.add([reading(1)])
    with pytest.raises(UnknownId) as caught:
        ledger.review([Review(subject=id, verdict="wrong", by="Ana")])
    assert caught.value.id == id
    assert list(ledger.view().reviews()) == []


def test_whether_a_report_is_there(ledger: Ledger) -> None:
    ledger.add([reading(1)])
    assert ledger.has(report(1))
    assert not ledger.has(report(1, version=1))


def test_each_batch_is_learnt_when_it_is_added(place: str) -> None:
    times = iter(["2031-05-01T00:00:00Z", "2031-05-02T00:00:00Z", "2031-05-03T00:00:00Z"])
    with open_ledger(place, clock=lambda: next(times)) as ledger:
        ledger.add([reading(number) for number in range(3)], batch=1)
        assert [row.learnt for row in ledger.view().reports()] == [f"2031-05-0{day}T00:00:00Z" for day in (1, 2, 3)]
        assert ledger.verify().batches == 3


def test_a_ledger_is_there_when_it_is_opened_again(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add([reading(1)])
        digest = ledger.digest()
    with open_ledger(place, create=False) as again:
        assert again.digest() == digest
        assert again.verify().whole


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new" / "folder" / "ledger") as ledger:
        assert ledger.verify().whole


def test_names_and_texts_of_any_length(ledger: Ledger) -> None:
    long = "".join(f"{i * i * i:x} " for i in range(4_000)) + "x" * 4_000
    text = "Teslin harbour. " + "".join(f"w{i} " for i in range(300_000))
    made = reading(6, of=Report(id=long, text=text, outlet=long, title=long, url=long))
    actors = tuple(replace(m, actor=long, name=long) for m in made.actors)
    link = Link(name=long, actor=long, named=True)
    wide = tuple(replace(c, chain=(link,), evidence=Span(start=0, end=len(text))) for c in made.claims)
    made = replace(made, actors=actors, claims=wide, places=tuple(replace(p, name=long) for p in made.places))
    assert ledger.add([made]).reports == 1
    ledger.judge([Judgement(kind=long, subjects=(long,), by=long, supersedes=long)])
    view = ledger.view()
    assert view.report(long).text == text
    assert len(view.search_reports("teslin harbour")) == 1
    asked = [Filters(actor=long), Filters(origin=long), Filters(outlet=long)]
    assert [len(list(view.claims(one))) for one in asked][1:] == [len(wide)] * 2
    assert len(list(view.judgements(long, about=long))) == 1
    assert ledger.verify().whole
